"""Words that change what stands beside them and are not read themselves: exceptions, names, dates that may change.

No day is read out of them; what they leave open is said to be open.
"""

from __future__ import annotations

import re
from functools import cache

from pilotflow.dates.english.fragments import CENTURY, COUNT, MONTH, NTH, ORDER, WEEKDAY
from pilotflow.dates.english.tokens import Token, in_small_letters

_TIMES = (
    rf"(?:{MONTH}|{WEEKDAY}|q[1-4]|{CENTURY}|{NTH}|first|last|weekends?|weekdays|(?:\w+\s)?holidays?"
    r"|summer|winter)"
)
# Words after which a sentence goes on from an exception.
_RESUMES = (
    r"(?=\s(?:by|before|until|till|no later|starting|beginning|from|but|to be|shall|will|must)\b"
    r"|[;()\n]|\.\s|\.?$)"
)
_EACH = (
    r"(?:daily|(?:[\w-]*week|[\w-]*month|[\w-]*quarter|[\w-]*year)ly|(?:each|every)\s(?:\w+\s)?"
    r"(?:week|month|quarter|year)|(?:once|twice)\s(?:a|per)"
    r"\s(?:week|month|quarter|year))"
)
_MONTHS = rf"{MONTH}\b\.?(?:(?:,\s(?:and\s)?|\s(?:and|&|or)\s|\s?/\s?){MONTH}\b\.?)+"
_PROJECT_YEAR = r"(?:y|yr\.?\s?|year\s)\d{1,2}"
_QUARTER = r"(?:q[1-4]|(?:first|second|third|fourth|last|final)\squarter|quarter\s[1-4])"

# The group named "open" is what is not read; an exception that names no time changes nothing.
_EXCEPTIONS = (
    r"except(?:ing)?\s(?:where|if|when|as|in\scases?)\b[^,;()\n]*",
    (
        rf"(?:except(?:ing)?(?:\sfor)?|excluding|excl\.?|other\sthan|apart\sfrom|aside\sfrom|save(?:\sfor)?"
        rf"|with\sthe\sexception\sof)\s.*?{_RESUMES}"
    ),
    rf"bar\s(?:(?:in|on|for|the)\s){{0,2}}{_TIMES}\b.*?{_RESUMES}",
    rf"(?:but\s)?not\s(?:on|in|during|at)\s(?:the\s)?{_TIMES}\b.*?{_RESUMES}",
    rf"(?:each|every|any)\s\w+\s(?P<but>but\s(?:(?:in|on|the)\s){{0,2}}{_TIMES}\b.*?){_RESUMES}",
)
_OPEN = (
    # A day counted from the end of something other than a month of its own, or from a week.
    rf"(?:ante)?penultimate\s(?!(?:{WEEKDAY}|(?:working|business)\sday|day)\b).*?(?=[;()\n]|\.\s|$)",
    r"(?:fourth|fifth|sixth|4th|5th|6th)[- ](?:to[- ])?last\b.*?(?=[;()\n]|\.\s|$)",
    rf"{WEEKDAY}\s(?:of|in)\s(?:the\s)?(?:{ORDER}|\w+)\sweek\b.*?(?=[;()\n]|\.\s|$)",
    (
        rf"(?:^|[(,;:]\s?|\b(?:by|until|before|due|on|from|within|after|is|be)\s)"
        rf"(?P<weeks>{COUNT}\sweeks?\son\s{WEEKDAY}\b.*?)(?=[;()\n]|\.\s|$)"
    ),
    # Names that a month or a weekday is part of.
    (
        rf"(?:(?:the|early|late|spring|summer)\s)*(?:{MONTH}\s)?half[- ]term(?:ly)?\b(?:\s"
        rf"(?:break|holidays?|week))?(?:\s{CENTURY}\b)?"
    ),
    (
        rf"(?:(?:the|early|late|spring|summer)\s)*(?:{MONTH}\s)?bank\sholidays?(?:\s(?:{WEEKDAY}|weekend))?"
        rf"(?:\s(?:in\s)?(?:{MONTH}\s)?{CENTURY}\b)?"
    ),
    (
        rf"(?<!\d\s)(?<!st\s)(?<!nd\s)(?<!rd\s)(?<!th\s){MONTH}\s(?:{CENTURY}\s)?(?:[a-z]+\s)?elections?\b"
        rf"(?:\s{CENTURY}\b)?"
    ),
    # A quarter of a year of the project.
    rf"{_PROJECT_YEAR},?\s?[-/]?\s?{_QUARTER}\b",
    (
        rf"{_QUARTER},?\s?[-/]?\s?(?:of\s(?:the\s)?|in\s)?(?:{_PROJECT_YEAR}\b|"
        rf"(?:project|grant|contract)\syear\s\d{{1,2}}\b)"
    ),
    # Days counted otherwise than usual.
    (
        r"\d{1,3}\s(?:[a-z]+\s)?days\s?\((?:excl|not\sincluding|without|incl)[^()]*\)\s"
        r"(?:after|from|of|following)\b.*?(?=[;()\n]|\.\s|$)"
    ),
    # No year, and no rhythm.
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s)?{MONTH}\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?\s\d{{5,}}\b",
    r"(?:each|every)\s0+\s\w+|(?:0+|zero|no)\stimes?\s(?:a|an|per|each|every)\s\w+",
    # A day in each term; a rhythm that ends.
    (
        rf"(?:{ORDER}\s\w+\s(?:of|in)|{COUNT}\s(?:days|weeks|months|week)\sinto)\s(?:(?=(?:each|every)\s"
        rf"(?:\w+\s)?(?:term|semester)\b)|(?:the\s|a\s)?(?:\w+\s)?(?:term|semester)\b)"
    ),
    (
        rf"{_EACH},?\s(?P<length>for\s(?:(?:the|first|next|a|further)\s){{0,3}}{COUNT}\s"
        rf"(?:days|weeks|months|quarters|years))\b(?!\s(?:from|after|before|of)\b)"
    ),
    rf"{_EACH},?\s(?P<first>for\sthe\sfirst\s(?:week|month|quarter|year))\b",
    # Several places at once, which no one rule says.
    rf"{ORDER}\s(?:{WEEKDAY}|(?:working|business)\sdays?)\s(?:of|in)\s{_MONTHS}(?:\s{CENTURY}\b)?",
    r"q[1-4](?:,\sq[1-4])*,?\s(?:and|&)\sq[1-4](?=\s(?:of\s|in\s)?(?:each|every)\s)",
    r"(?:each|every)\syear,?\s(?:in\s|during\s)?(?P<quarters>q[1-4](?:,\sq[1-4])*,?\s(?:and|&)\sq[1-4])\b",
    # The day that holds if something happens.
    r"\(or\s[^()]*\bif\b[^()]*\)",
    rf"or\s(?:by\s|on\s|until\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s{CENTURY})?,?\sif\b[^;()\n]*",
)
_LISTED = (
    (
        rf"(?:quarterly|every\squarter|each\squarter|half[- ]yearly|six[- ]monthly),?\s\(?"
        rf"(?:in\s|by\s)?{_MONTHS}(?!\s\d)\)?"
    ),
)
# 30 June 2024 (Sunday): the day of the date, and none of its own.
_DAYS = (rf"\({WEEKDAY}\)",)
_KINDS = {"listed": "months", "beside": "dayaside"}


def marked(text: str, tokens: list[Token]) -> list[Token]:
    """The time words without those that are not to be read, and a mark where what was left out matters."""
    small = in_small_letters(text)
    if _any().search(small) is None:
        return tokens
    for kind, pattern in _patterns():
        for found in pattern.finditer(small):
            name = found.lastgroup or ""
            start, end = found.span(name) if name else found.span()
            inside = [token for token in tokens if token.start < end and start < token.end]
            if kind == "excepted" and not inside and _time().search(small, start, end) is None:
                continue
            mark = Token(_KINDS.get(kind, "leftopen"), text[start:end], start, end)
            tokens = sorted(
                [token for token in tokens if token not in inside] + [mark], key=lambda token: token.start
            )
    return tokens


@cache
def _any() -> re.Pattern[str]:
    return re.compile(
        r"\b"
        r"(?:except|exclud|excl\.?|bar\s|other\sthan|apart\sfrom|aside\sfrom|save\s|exception|but\s|not\s|penultimate"
        r"|antepenultimate|last|week|weeks|half|elections?|bank|q[1-4]|quarter|days|0|zero|no\stimes?|term|semester|for\s"
        r"|of|in|or\s|quarterly|yearly|monthly)|\d{5}|\d\s?\("
    )


@cache
def _time() -> re.Pattern[str]:
    return re.compile(rf"\b{_TIMES}\b")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        *(("excepted", re.compile(rf"(?<!\w)(?:{pattern})")) for pattern in _EXCEPTIONS),
        *(("open", re.compile(rf"(?<!\w)(?:{pattern})")) for pattern in _OPEN),
        *(("beside", re.compile(rf"(?<=\d)\s?{pattern}")) for pattern in _DAYS),
        *(("listed", re.compile(rf"(?<!\w)(?:{pattern})")) for pattern in _LISTED),
    )
