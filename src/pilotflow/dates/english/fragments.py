"""Pieces of the patterns of English time words; all in small letters, since texts are scanned in small letters."""

from __future__ import annotations

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# "may" in front of what people may do is no month.
DO = (
    r"(?:be|not|also|only|have|include|apply|extend|require|need|take|vary|change|submit|request|use|provide|continue"
    r"|result|differ|contain|consist|involve|become|make|lead|cause|ask|seek|affect|occur|start|begin|end|choose"
    r"|decide|appoint|propose|revise|amend|grant|set|well)"
)
_TENS = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
COUNT = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen|eighteen|nineteen|{_TENS})"
)
NTH = r"\d{1,2}(?:st|nd|rd|th)"
ORDER = rf"(?:first|second|third|fourth|fifth|last|final|(?:ante)?penultimate|{NTH})"
ORDERS = rf"{ORDER}(?:(?:,\s(?:and\s)?|\s(?:and|&|or)\s)(?:the\s)?{ORDER}){{0,4}}"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?s?"
WORKDAY = r"(?:working|business)\sday"
UNIT = (
    r"(?:(?:calendar|working|business|week|school)[ -])?"
    r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|hours?|workdays?)"
)
SPELT = r"\s\([a-z]{3,9}\.?(?:\s?[-/]\s?|\sto\s)[a-z]{3,9}\.?\)"  # Q1 (January-March)
CENTURY = r"(?:19|20|21)\d\d"
EACH = r"(?:each|every)\s(?:calendar\s)?"
LONGER = r"(?:quarter|half[- ]year|year)"
TEN_DAYS = r"(?:first|middle|last)(?:\sand\s(?:middle|last))?\sten\sdays"
# What may follow a point of the calendar without making it the name of something: June for the south, Friday at noon.
CONNECT = (
    r"(?:and|or|to|until|till|through|at|in|on|by|of|for|if|with|from|then|each|every|before|after|onwards?|latest|as|is"
    r"|are|shall|will|must|subject|provisional(?:ly)?|approx\w*|tbc|only|this|next|when|unless|during|plus|inclusive|incl"
    r"|where|while|the|a|an|we|they|it|all|both|under|per|no|not|annually|monthly|quarterly|weekly|ongoing|once|twice)"
)
