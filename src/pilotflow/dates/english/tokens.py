"""The small patterns of English time words, and one scan of a text into them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_COUNT = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|sixty|ninety)"
)
_ORDER = r"(?:first|second|third|fourth|fifth|last|final|\d{1,2}(?:st|nd|rd|th))"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?s?"
_UNIT = (
    r"(?:(?:calendar|working|business|week|school)[ -])?"
    r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|hours?|workdays?)"
)
_CENTURY = r"(?:19|20|21)\d\d"

# The order decides where two begin at the same place.
_PATTERNS = (
    (
        "iso",
        (
            rf"\b{_CENTURY}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b(?![-/]\d)"
            rf"|\b{_CENTURY}/\d{{1,2}}/\d{{1,2}}\b"
        ),
    ),
    ("monthyear", r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20|21)\d\d(?![\d/])"),
    ("slashed", r"\b\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)\b"),
    (
        "fiscal",
        (
            r"\b(?:FY|(?:the )?(?:financial|fiscal) year)\s?-?'?(?:\d{4}|\d\d)(?:\s?[-/]\s?"
            r"(?:\d{4}|\d\d))?\b"
        ),
    ),
    (
        "termword",
        (
            r"\b(?:(?:each|every|per|this|the current|the next|next|autumn|fall|spring|summer"
            rf"|first|second|the)\s)?(?:school\s)?(?:terms?|semesters?)\b(?! of)(?:\s{_CENTURY})?"
            rf"|\b(?:summer|winter)\s(?:holidays?|breaks?|vacation)\b(?:\s{_CENTURY})?|\b(?:each"
            r"|every|per)\sschool\syear\b|\btermly\b"
        ),
    ),
    (
        "rate",
        (
            r"\b(?:once|twice|(?:one|two|three|four|five|six|ten|twelve|\d{1,3})\stimes?)(?:\s(?:a|an|per"
            r"|each|every|in each|in every)\s|/)(?:calendar\s)?(?:day|week|fortnight|month|quarter"
            r"|half[- ]year|six months|year|school year|(?:school\s)?term|semester)\b|\b(?:once"
            r"|twice|three times|four times)\s(?:daily|weekly|monthly|quarterly|yearly|annually)\b"
        ),
    ),
    (
        "nthday",
        (
            rf"\b(?:the\s)?{_ORDER}\s(?:{_WEEKDAY}|(?:working|business)\sday)\s(?:of|in)\s(?:each"
            r"|every|the|a)\s(?:calendar\s)?(?:month|quarter)\b"
        ),
    ),
    (
        "monthday",
        (
            r"\bday\s\d{1,2}\s(?:of|in)\s(?:each|every)\smonth\b|\b(?:the\s)?(?:(?:\d{1,2}"
            rf"(?:st|nd|rd|th)|{_ORDER})(?:\s(?:calendar\s)?day)?|end|beginning|start|middle)\s"
            r"(?:of|in)\s(?:each|every)\s(?:calendar\s)?(?:month|quarter|half[- ]year|year)\b|\b"
            r"(?:each|every)\s(?:month|quarter|year)[- ]end\b"
        ),
    ),
    (
        "inmonth",
        (
            rf"\b(?:the\s)?{_ORDER}\smonth\s(?:of|in)\s(?:each|every)\s(?:calendar\s)?(?:quarter"
            r"|half[- ]year|year)\b"
        ),
    ),
    (
        "everyother",
        (
            r"\b(?:each|every)\s(?:other|second)\s(?:day|week|month|year)\b"
            rf"|\b(?:each|every)\s(?:other|second)\s{_WEEKDAY}\b"
        ),
    ),
    (
        "every",
        (
            r"\b(?:each|every|per)\s(?:(?:\d{1,3}|two|three|four|five|six|ten|twelve)\s)?"
            r"(?:calendar\s)?(?:days?|weeks?|fortnights?|months?|quarters?|half[- ]years?|years?|"
            r"(?:working|business)\sdays?|workdays?)\b(?! (?:of the project))"
        ),
    ),
    (
        "everyday",
        (
            rf"\b(?:each|every)\s{_WEEKDAY}(?:(?:,?\sand\s|,\s|\s&\s){_WEEKDAY})*\b|\bon\s(?:mon"
            r"|tues|wednes|thurs|fri|satur|sun)days\b"
        ),
    ),
    (
        "everymonth",
        (
            rf"\b(?:each|every)\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{_MONTH}\b"
            r"(?:\s\d{1,2}(?:st|nd|rd|th)?\b)?"
        ),
    ),
    (
        "adverb",
        (
            r"\b(?:daily|weekly|fortnightly|bi-?weekly|monthly|bi-?monthly|quarterly"
            r"|half[- ]yearly|six[- ]monthly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|annual(?:ly)?"
            r"|yearly|bi-?ennial(?:ly)?|triennial(?:ly)?|p\.a\.|per annum)"
        ),
    ),
    (
        "span",
        (
            rf"(?<![\w.-]){_COUNT}(?:\s?(?:-|to|or)\s?{_COUNT})?(?:\s?\(\w{{1,9}}\))?[ -]?{_UNIT}"
            r"(?:'|’s)?(?:['’]? time)?\b"
        ),
    ),
    (
        "projectspan",
        (
            r"\b(?:end of )?M(?:onths?)?\s?\d{1,3}(?:\s?(?:-|to)\s?M?(?:onth)?\s?\d{1,3})?\b(?!\s*%)"
            r"|\b(?:end of )?(?:months?|weeks?|years?)\s\d{1,3}"
            r"(?:\s?(?:-|to|and)\s?(?:month|week|year)?\s?\d{1,3})?\b|\b[WY]\d{1,3}\b"
        ),
    ),
    (
        "quarter",
        (
            r"\bQ[1-4](?:\s?(?:-|to|and|/|&)\s?Q?[1-4])?\b|\b(?:first|second|third|fourth|last"
            r"|final|1st|2nd|3rd|4th)\squarter\b|\bfirst\s(?:two|three|2|3)\squarters\b"
            r"|\bquarter\s[1-4]\b"
        ),
    ),
    (
        "half",
        (
            r"\bH[12]\b|\b(?:first|second|1st|2nd)\shalf\b(?!\sof\s(?:the\s)?(?:month|week|project"
            r"|task))"
        ),
    ),
    ("bracketday", rf"\b(?:{_WEEKDAY}),?\s(?=(?:the\s)?\d{{1,2}}|{_MONTH}\b)"),
    ("relday", rf"\b(?:this\s|next\s|coming\s)?{_WEEKDAY}\b"),
    (
        "relative",
        (
            r"\b(?:(?:this|next|the current|current|the same|the following|following|last"
            r"|previous)\s(?:calendar\s)?(?:year|month|quarter|week(?! of))|today|tomorrow|year[- ]?end"
            r"|month[- ]?end|quarter[- ]?end|(?:end|close) of (?:the )?(?:year|month|quarter|week)"
            r"|(?<=within the )(?:year|month|quarter|week)(?! of))\b"
        ),
    ),
    (
        "dmy",
        (
            r"(?<![\d.])(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:-|to|and)\s?)?\d{1,2}(?:st|nd|rd|th)?"
            rf"(?:\sof)?[ -]{_MONTH}\b\.?"
        ),
    ),
    (
        "mdy",
        (
            rf"\b{_MONTH}\.?[ -]\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:-|to)\s?\d{{1,2}}(?:st|nd|rd"
            r"|th)?)?\b(?!\d)(?!:\d)"
        ),
    ),
    ("month", rf"\b{_MONTH}\b\.?(?!\sbe\b)"),
    (
        "season",
        (
            rf"\b(?:spring|summer|autumn|winter|fall)(?:\s(?:of\s)?{_CENTURY})?\b"
            rf"|\b(?:first|second|third|fourth|last)\sweek\s(?:of|in)\s{_MONTH}(?:\s{_CENTURY})?\b"
        ),
    ),
    (
        "year",
        (
            rf"(?<![\d.,]){_CENTURY}(?:\s?[-/]\s?\d\d(?!\d))?(?![\d%])(?!,\d)"
            r"|(?:(?<=ary )|(?<=rch )|(?<=ril )|(?<=may )|(?<=une )|(?<=uly )|(?<=ust )|(?<=ber ))[1-9]\d{3}\b"
        ),
    ),
    (
        "time",
        (
            r"\b(?:at\s)?(?:\d{1,2}(?::\d\d|\.\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|hrs|h)\b"
            r"|\d{1,2}:\d\d(?:\s?(?:CET|CEST|GMT|UTC|BST|EST|EDT))?|noon|midnight|close of "
            r"(?:business|play)|COB|EOB|end of (?:the )?(?:working |business )?day)(?:\s(?:on|,))?"
        ),
    ),
    (
        "part",
        (
            r"\b(?:end|close|beginning|start|early|mid|middle|late)\b(?:-|(?:\s(?:of|in))?(?:\s"
            r"(?:the|calendar))*)"
        ),
    ),
    ("notbefore", r"\b(?:not before|(?:no|not) earlier than|not prior to)\b"),
    (
        "notlater",
        (
            r"\b(?:no|not) later than\b|\bon or before\b|\bnot after\b|\bat the latest\b|\blatest"
            r"(?: by)?\b"
        ),
    ),
    ("before", r"\b(?:before|prior to|ahead of|in advance of)\b(?: the)?"),
    ("weekof", r"\b(?:week commencing|week beginning|w/c|week of)\b(?: the)?"),
    (
        "since",
        (
            r"\b(?:from|since|starting(?: on| in| from)?|with effect from|effective(?: from)?"
            r"|commencing(?: on| in)?|beginning(?: on| in)?|as of|as from)\b(?: the)?"
        ),
    ),
    ("onwards", r"\b(?:onwards?|and thereafter)\b"),
    (
        "by",
        (
            r"\b(?:by|until|till|through|up to|due(?: by| on| in)?|deadline:?|to be completed "
            r"(?:by|in))\b(?: the)?"
        ),
    ),
    ("within", r"\b(?:within|in|inside)\b(?: the)?(?=\s)"),
    ("after", r"\b(?:after|following|upon|from)\b(?: the)?"),
    ("between", r"\bbetween\b"),
    ("to", r"\b(?:to(?! be\b)|until|through|till)\b|(?<=\d)\s?-\s?|\s-\s|-(?=[A-Za-z])"),
    ("and", r"\band\b|&|\bor\b"),
    (
        "sustain",
        (
            r"\b(?:on-?going|continuous(?:ly)?|continual(?:ly)?|permanent(?:ly)?|indefinitely"
            r"|long[- ]term|maintained|maintain(?:ed)? thereafter|thereafter|rolling|throughout"
            r"(?: the (?:project|pilot|programme|program|plan))?|at all times|sustained)\b"
        ),
    ),
    (
        "vague",
        (
            r"\b(?:asap|as soon as (?:possible|practicable)|soon|promptly|immediately"
            r"|in due course|in good time|in a timely manner|timely|regular(?:ly)?|periodic"
            r"(?:ally)?|from time to time|tb[cda]|to be (?:confirmed|decided|determined|announced)"
            r"|shortly|when(?:ever)? appropriate|as (?:needed|required|appropriate|necessary)"
            r"|ad hoc|gradually|in stages|in phases|short[- ]term|medium[- ]term|without delay"
            r"|forthwith|when ready)\b"
        ),
    ),
    (
        "soft",
        (
            r"\b(?:if|where|wherever) possible\b|\bideally\b|\btargets?\b|\btargeted\b|\baims?"
            r"(?:ing)?\b|\bin principle\b|\btentative(?:ly)?\b|\bexpected\b|\bas far as possible\b"
            r"|\bplanned\b"
        ),
    ),
    (
        "feast",
        (
            r"\b(?:Chinese New Year|Lunar New Year|Spring Festival|Lantern Festival|Qingming"
            r"|Dragon Boat Festival|Mid-Autumn Festival|Double Ninth Festival|National Day"
            r"|Labou?r Day|May Day|Teachers' Day|Army Day|New Year's Day|New Year|Christmas"
            r"|Easter)\b"
        ),
    ),
    ("stop", r"[;\n\t|!?]|\.(?=\s|$)|:"),
    ("open", r"\(i?\.?e?\.?,?\s?"),
    ("close", r"\)"),
    ("shortyear", r"(?<![\d.,])'?\d\d(?![\d%.:,])"),
)


class Token(NamedTuple):
    """A time word: its kind, its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    r"""The text with plain dashes, plain apostrophes and single spaces.

    >>> normalise("March\u2013June\u00a0 2023")
    'March-June 2023'
    """
    plain = text.translate(_table())
    return _spaces().sub(" ", plain).strip(" ")


def scan(text: str) -> list[Token]:
    """The time words of a normalised text in their order; what lies between is not kept."""
    return [
        Token(found.lastgroup or "", found.group(), found.start(), found.end())
        for found in _master().finditer(text)
    ]


@cache
def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, "—–―‐‑‒−"), "-")
    table.update(dict.fromkeys(map(ord, "’‘"), "'"))
    table.update(dict.fromkeys(map(ord, '“”"\u200b\ufeff'), ""))
    table.update({0xFF01 + at: chr(0x21 + at) for at in range(94)})
    table.update({ord("。"): ".", ord("、"): ",", ord("["): "(", ord("]"): ")"})
    return table


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[^\S\n]+")


@cache
def _master() -> re.Pattern[str]:
    patterns = [
        (name, pattern.replace("([/.])", "(?P<sep>[/.])").replace(r"\1", "(?P=sep)"))
        for name, pattern in _PATTERNS
    ]
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns), re.IGNORECASE)
