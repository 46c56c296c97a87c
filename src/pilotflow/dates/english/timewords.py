"""The small patterns of the words that name points of the calendar, rhythms and spans."""

from __future__ import annotations

from pilotflow.dates.english.fragments import (
    CENTURY,
    COUNT,
    EACH,
    LONGER,
    MONTH,
    NTH,
    ORDER,
    ORDERS,
    SPELT,
    TEN_DAYS,
    UNIT,
    WEEKDAY,
    WORKDAY,
)
from pilotflow.dates.english.seasons import NAMES

# The order decides where two begin at the same place.
PATTERNS = (
    (
        "iso",
        (
            rf"{CENTURY}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b(?![-/]\d)"
            rf"|{CENTURY}/\d{{1,2}}/\d{{1,2}}\b|{CENTURY}\.\d{{1,2}}\.\d{{1,2}}\b"
        ),
    ),
    ("monthyear", r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20|21)\d\d(?![\d/])"),
    ("slashed", r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)\b"),
    # 6/30 without a year, where a word says that it is a day.
    (
        "dayslash",
        (
            r"(?:(?<=\bby )|(?<=\bon )|(?<=\bcob )|(?<=\beob )|(?<=\bdue )|(?<=\buntil )|(?<=\bbefore )|(?<=\bfrom )"
            r"|(?<=\bthan )|(?<=\bthrough )|(?<=\bdue: )|(?<=\bdeadline: )|(?<=\d to ))"
            r"\d{1,2}/\d{1,2}\b(?![/.\d%-])(?!\s(?:of|majority|full|time|share|hours?|days?)\b)"
        ),
    ),
    # Jun-23, as spreadsheets write June 2023.
    ("monthshort", rf"{MONTH}-'?[23]\d\b(?![-/.]?\d)"),
    (
        "yearquarter",
        (
            rf"(?<!\b[qh]\d ){CENTURY}-?(?:q[1-4]|h[12])\b(?!\s{CENTURY}\b)(?!\s?[-/&]\s?[qh]?[1-4]\b)"
            rf"|(?:[1-4]q|[12]h)(?:\s?{CENTURY}|\s?'\d\d|[23]\d)\b"
        ),
    ),
    (
        "fiscal",
        (
            r"(?:the\s)?(?:(?:us|u\.s\.|united states|uk|u\.k\.|british|indian?|canada|canadian|australian?"
            r"|new zealand|japan(?:ese)?|eu|federal|state)\s)?"
            r"(?:(?:fy|ffy|sfy|(?:financial|fiscal) year)\s?-?'?(?:\d{4}|\d\d)(?:\s?[-/]\s?(?:\d{4}|\d\d))?"
            rf"|{CENTURY}(?:\s?[-/]\s?(?:\d{{4}}|\d\d))?\s(?:financial|fiscal)\syear)\b"
            r"|(?:(?<=\bq[1-4] )|(?<=\bh[12] ))\d\d/\d\d\b"
        ),
    ),
    (
        "isoweek",
        (
            rf"(?:cw|kw|(?:calendar\s|iso\s)?week|w)\s?\d{{1,2}}(?:\s?/\s?|,?\s(?:of\s)?){CENTURY}\b"
            rf"|{CENTURY}[ -]?w\d{{1,2}}\b"
        ),
    ),
    (
        "fiscalword",
        (
            r"(?:the\s)?(?:(?:this|current|next|following|coming|last|previous)\s)?(?:financial|fiscal)\s"
            r"year(?:[- ]end)?\b(?!\s(?:ending|ended|to)\b)"
        ),
    ),
    (
        "termword",
        (
            r"(?<!-)\b(?:(?:each|every|per|this|the current|the next|next|autumn|fall|spring|summer"
            r"|winter|first|second|third|1st|2nd|3rd|the)\s)?(?:school\s(?:term|semester)s?|(?:term|semester)(?!s))\b"
            r"(?! of(?! the (?:school|academic) year))"
            rf"(?:\sof the (?:school|academic) year(?=\s{CENTURY}))?(?:\s{CENTURY}(?:\s?[-/]\s?(?:20)?\d\d)?)?"
            rf"|(?:(?:school|academic)\syear|ay)\s{CENTURY}(?:\s?[-/]\s?(?:20)?\d\d)?\b"
            rf"|{CENTURY}\s?[-/]\s?(?:20)?\d\d\s(?:school|academic)\syear\b"
            rf"|(?:summer|winter)\s(?:holidays?|breaks?|vacation)\b(?:\s{CENTURY})?|(?:each"
            r"|every|per)\sschool\syear\b|termly\b"
        ),
    ),
    (
        "rate",
        (
            r"(?:once|twice|(?:one|two|three|four|five|six|ten|twelve|\d{1,3})\stimes?)(?:\s(?:a|an|per"
            r"|each|every|in each|in every)\s|/)(?:calendar\s)?(?:day|week|fortnight|month|quarter"
            r"|half[- ]year|six months|year|school year|(?:school\s)?term|semester"
            r"|(?:\d{1,2}|two|three|four|five|six|ten|twelve)\s(?:days|weeks|months|quarters|years))\b|(?:once"
            r"|twice|three times|four times)\s(?:daily|weekly|monthly|quarterly|yearly|annually)\b"
            r"|(?:one|two|three|four|five|six|ten|twelve|\d{1,2})\s(?:[a-z-]+\s)?(?:meeting|workshop|session|report"
            r"|visit|review|event|inspection|audit|training|newsletter|exercise|drill|briefing|seminar|consultation"
            r"|survey|update|check)s?\s(?:a|per|each|every)\s(?:calendar\s)?(?:week|month|quarter|half[- ]year|year"
            r"|term|semester)\b"
        ),
    ),
    (
        "nthday",
        (
            rf"(?:(?:each|every)\s)?(?:the\s)?{ORDERS}\s(?:{WEEKDAY}|(?:working|business)\sdays?)\s"
            r"(?:(?:of|in)\s(?:each|every|the|a|any)|each|every)\s(?:calendar\s)?(?:month|quarter)\b"
        ),
    ),
    (
        "monthday",
        (
            r"day\s\d{1,2}\s(?:of|in)\s(?:each|every)\smonth\b"
            rf"|{NTH}(?:(?:,|,?\sand)\s(?:the\s)?(?:{NTH}|end)){{1,9}}\s(?:of|in)\s{EACH}month\b"
            rf"|(?:{NTH}|first)(?:\sday)?\s(?:and|&)\s(?:the\s)?last(?:\sday)?\s(?:of|in)\s{EACH}month\b"
            rf"|{NTH}\sto\s(?:the\s)?{NTH}\s(?:of|in)\s{EACH}month\b"
            rf"|{TEN_DAYS}\s(?:of|in)\s{EACH}month\b"
            rf"|early\sin\s{EACH}(?:month|{LONGER})\b"
            rf"|(?:the\s)?(?:(?:{NTH}|{ORDER})(?:\s(?:calendar\s)?day)?|end|beginning|start|middle)\s"
            rf"(?:of|in)\s{EACH}(?:month|{LONGER})\b|(?:each|every)\s(?:month|quarter|year)[- ]end\b"
        ),
    ),
    (
        "nthworkday",
        rf"(?:the\s)?{ORDER}\s{WORKDAY}s?\s(?:of|in)(?=\s{MONTH}\b)(?!\s{MONTH}\s(?:each|every)\b)",
    ),
    (
        "monthafter",
        (
            rf"(?:the\s)?(?:{NTH}(?:\s(?:calendar\s)?day)?|end|last\sday)\sof\s(?:the\s)?month\s(?:following|after)"
            rf"\s(?:the\s(?:end|close)\sof\s)?(?:each|every|the)\s(?:calendar\s|reporting\s)?(?:month|{LONGER})"
            r"(?:[- ]end)?\b"
        ),
    ),
    (
        "inmonth",
        (
            rf"(?:(?:the\s)?(?:{NTH}|end|last\sday|{ORDER}\s(?:{WEEKDAY}|{WORKDAY}))\s(?:of|in)\s)?"
            rf"(?:(?:the\s)?{ORDER}\smonth\s(?:of|in)\s{EACH}{LONGER}|{EACH}(?:even|odd)-numbered\smonth)\b"
            rf"|(?:the\s)?{ORDER}\s(?:{WEEKDAY}|{WORKDAY})\s(?:of|in)\s{MONTH}\s(?:each|every)\syear\b"
        ),
    ),
    (
        "nthweekday",
        (
            rf"(?:the\s)?{ORDERS}\s(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
            rf"(?!\s(?:of|in)\s{MONTH}\s(?:each|every)\b)(?:\s(?:of|in)(?=\s{MONTH}\b))?"
        ),
    ),
    (
        "everyother",
        (
            r"(?:each|every)\s(?:other|second|third|fourth|fifth)\s(?:day|week|month|year)\b"
            rf"|(?:each|every)\s(?:other|second)\s{WEEKDAY}\b"
        ),
    ),
    (
        "every",
        (
            r"(?:each|every|per)\s(?:(?:\d{1,3}|two|three|four|five|six|ten|twelve)\s)?"
            r"(?:(?:calendar|financial|fiscal)\s)?(?:days?|weeks?|fortnights?|months?|quarters?"
            r"|half[- ](?:year|month)s?|years?|ten-day\speriods?|(?:working|business)\sdays?|workdays?)\b"
            r"(?! (?:of the project))"
        ),
    ),
    (
        "everyday",
        (
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:,?\sand\s|,\s|\s&\s)"
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)days)*\b"
            rf"|(?:each|every)\s{WEEKDAY}(?:(?:,?\sand\s|,\s|\s&\s){WEEKDAY})*\b|on\s(?:mon"
            r"|tues|wednes|thurs|fri|satur|sun)days\b"
        ),
    ),
    (
        "everymonth",
        (
            rf"(?:each|every)\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{MONTH}\b"
            r"(?:\s\d{1,2}(?:st|nd|rd|th)?\b)?"
        ),
    ),
    (
        "adverb",
        (
            r"(?:daily|weekly|fortnightly|bi-?weekly|monthly|bi-?monthly|quarterly"
            r"|(?:\d{1,2}|two|three|four|five)[- ](?:weekly|monthly|yearly)|half[- ]yearly"
            r"|six[- ]monthly|semi-?(?:monthly|weekly)|semi-?annual(?:ly)?|bi-?annual(?:ly)?|annual(?:ly)?"
            r"|yearly|bi-?ennial(?:ly)?|triennial(?:ly)?|p\.a\.|per annum)"
        ),
    ),
    ("vague", rf"week\s[1-5]\s(?:of|in)\s{MONTH}\b(?:\s{CENTURY}\b)?"),
    ("setting", rf"(?:{NAMES})\b"),
    ("dekad", rf"{TEN_DAYS}\s(?:of|in)\b(?=\s(?:{MONTH}|this\smonth|next\smonth)\b)"),
    ("hours", r"a\sfew\shours\b"),
    ("unset", r"(?:day|month|quarter|year)\sto\sbe\s(?:decided|determined)\b"),
    (
        "span",
        (
            rf"(?<![\w.-]){COUNT}(?:\s?(?:-|to|or)\s?{COUNT})?(?:\s?\(\w{{1,9}}\))?[ -]?{UNIT}"
            r"(?:'|’s)?(?:['’]? time)?\b"
        ),
    ),
    (
        "projectspan",
        (
            r"(?:end of )?M(?:onths?)?\s?\d{1,3}(?:\s?(?:-|to)\s?M?(?:onth)?\s?\d{1,3})?\b(?!\s*%)"
            r"|(?:end of )?(?:months?|weeks?|years?)\s\d{1,3}"
            r"(?:\s?(?:-|to|and)\s?(?:month|week|year)?\s?\d{1,3})?\b|[WY]\d{1,3}\b"
        ),
    ),
    (
        "quarter",
        (
            rf"Q[1-4](?:\s?(?:-|to|and|/|&)\s?Q?[1-4])?\b(?:[/-](?='?{CENTURY}\b)|{SPELT})?"
            rf"|(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)\squarter\b(?:{SPELT})?|first\s(?:two|three|2|3)\squarters\b"
            r"|quarter\s[1-4]\b"
        ),
    ),
    (
        "half",
        (
            rf"H[12]\b(?:[/-](?='?{CENTURY}\b)|{SPELT})?"
            rf"|(?:first|second|1st|2nd)\shalf\b(?!\sof\s(?:the\s)?(?:month|week|project|task))(?:{SPELT})?"
        ),
    ),
    ("bracketday", rf"(?:{WEEKDAY}),?\s(?=(?:the\s)?\d{{1,2}}|{MONTH}\b)"),
    ("relday", rf"(?:this\s|next\s|coming\s)?{WEEKDAY}\b"),
    (
        "relative",
        (
            rf"{NTH}\sof\s(?:this|(?:the\s)?(?:next|following|current))\smonth\b"
            r"|(?:(?:this|next|the current|current|the same|the following|following|last"
            r"|previous)\s(?:calendar\s)?(?:year|month|quarter|week(?! of))|today|tomorrow"
            r"|(?:the )?(?:year after next|day after tomorrow)|year[- ]?end|eo[ymq]"
            r"|month[- ]?end|quarter[- ]?end|(?:end|close) of (?:the )?(?:year|month|quarter|week)"
            r"|(?<=within the )(?:year|month|quarter|week)(?! of))\b"
        ),
    ),
    (
        "dmy",
        (
            r"(?<![\d.])(?:\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:-|to|/)\s?|,?\s?(?:and|&)\s?|,\s)){0,5}"
            r"\d{1,2}(?:st|nd|rd|th)?"
            rf"(?:\sof)?[ -]{MONTH}\b\.?"
        ),
    ),
    (
        "mdy",
        (
            rf"{MONTH}\.?[ -]\d{{1,2}}(?:st|nd|rd|th)?"
            r"(?:\s?(?:-|to)\s?\d{1,2}(?:st|nd|rd|th)?"
            r"|(?:,\s\d{1,2}(?:st|nd|rd|th)?){0,4},?\s(?:and|&)\s\d{1,2}(?:st|nd|rd|th)?)?\b(?!\d)(?!:\d)"
            rf"|(?:the\s)?first\sof\s{MONTH}\b"
        ),
    ),
    ("month", rf"{MONTH}\b\.?(?!\sbe\b)(?!(?<=\bmay)\sday\b)"),
    (
        "season",
        (
            r"(?:(?:this|next|the coming|each|every)\s)?(?:spring(?!\sfestival)|summer|autumn|winter|fall)\b"
            rf"(?:,?\s(?:of\s)?{CENTURY}(?:\s?[-/]\s?(?:20)?\d\d)?\b)?"
            rf"|(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)\sweek\s(?:of|in)\s{MONTH}"
            rf"(?:\s{CENTURY})?\b"
        ),
    ),
    (
        "year",
        (
            rf"(?:\b(?:cy|calendar year)\s?)?(?<![\d.,])(?<!\d\d/){CENTURY}"
            rf"(?:\s?/\s?{CENTURY}|[-/]\d\d(?!\d))?(?![^\W_a-z]|%)(?![,.]\d)"
            r"|(?:(?<=ary )|(?<=rch )|(?<=ril )|(?<=may )|(?<=une )|(?<=uly )|(?<=ust )|(?<=ber ))[1-9]\d{3}\b"
        ),
    ),
    (
        "time",
        (
            r"(?:at\s)?(?:\d{1,2}(?::\d\d|\.\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|hrs|h)\b"
            r"|\d{1,2}:\d\d(?:\s?(?:CET|CEST|GMT|UTC|BST|EST|EDT))?|noon|midday|lunchtime|midnight"
            r"|close of (?:business|play)|end of play|COB|EOB|EOD|end of (?:the )?(?:working |business )?day)"
            r"(?:\s(?:on|,))?"
        ),
    ),
    (
        "part",
        (
            r"mid-?\s?year\b(?:\sof\b)?"
            r"|(?:(?:end|start)(?!\sdate\b)|close|beginning(?!\s\d)|early|mid(?!-autumn)|middle|late|last\sday(?=\s(?:of|in)))\b(?:-|(?:\s(?:of|in))?(?:\s"
            r"(?:the|calendar(?!\syear)))*)"
        ),
    ),
)
