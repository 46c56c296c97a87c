"""Spans in English and what they count from: within 15 working days of issue, 30 days before expiry."""

from __future__ import annotations

import re
from functools import cache

from pilotflow.dates.durations import Span
from pilotflow.dates.english.numerals import count
from pilotflow.dates.english.seasons import anchor_of_season
from pilotflow.dates.findings import ISSUED

_UNITS = (
    ("hour", "H"),
    ("fortnight", "F"),
    ("week", "W"),
    ("month", "M"),
    ("quarter", "Q"),
    ("year", "Y"),
    ("day", "D"),
)


def spans_of(text: str) -> tuple[Span, Span | None] | None:
    """The last and, of two counts, the first span that words state; None where they cannot be counted.

    >>> spans_of("15 working days"), spans_of("2-3 years")
    ((Span(count=15, unit='B'), None), (Span(count=3, unit='Y'), Span(count=2, unit='Y')))
    """
    lower = text.lower()
    found = _form().match(lower)
    assert found is not None
    numbers = [count(number) for number in found.groups() if number]
    unit = next(code for sign, code in _UNITS if sign in lower)
    if "working" in lower or "business" in lower or "workday" in lower:
        unit = "B"
    if "school" in lower or not 0 < numbers[0] <= numbers[-1]:
        return None
    spans = [_span(number, unit) for number in numbers]
    return spans[-1], spans[0] if len(spans) == 2 else None


def is_broken(text: str) -> bool:
    """Whether hours make no whole days: 36 hours end on one day or the next.

    >>> is_broken("36 hours"), is_broken("48 hours"), is_broken("36 days")
    (True, False, False)
    """
    lower = text.lower()
    found = _form().match(lower)
    return "hour" in lower and found is not None and count(found.group(1)) % 24 > 0


def anchor_before(text: str, at: int) -> str | None:
    """The anchor in front of a plus sign: kick-off + 30 days; None where there is none.

    >>> anchor_before("Kick-off + 30 days", 11), anchor_before("Kick-off in 30 days", 12)
    ('event:Kick-off', None)
    """
    found = _plus().search(text[max(at - 80, 0) : at])
    return None if found is None else anchor_of(found.group(1))


def anchor_of(words: str) -> str | None:
    """The anchor that the words behind "of", "after" or "before" name; None where there are none.

    >>> anchor_of("the issuance of this notice"), anchor_of("receipt of the application.")
    ('issued', 'event:receipt of the application')
    """
    name = _leading().sub("", words.strip(" ,.;:()'"), count=1).strip()
    if not name or len(name) > 80:
        return None
    return ISSUED if _issue().fullmatch(name) else anchor_of_season(name) or f"event:{name}"


def _span(number: int, unit: str) -> Span:
    if unit == "H":
        return Span(number // 24, "D")
    return Span(number * 2, "W") if unit == "F" else Span(number, unit)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(
        r"([a-z]+ty-(?:one|two|three|four|five|six|seven|eight|nine)|[a-z]+|\d+)(?:\s?(?:-|to|or)\s?([a-z]+|\d+)(?=\s))?"
    )


@cache
def _plus() -> re.Pattern[str]:
    return re.compile(r"(?:^|[,;:()\n])\s*([^,;:()\n+]+?)\s?\+\s?$")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(r"(?:the\s)?(?:(?:date|day)\sof\s)?(?:(?:the|its|each|every)\s)?", re.IGNORECASE)


@cache
def _issue() -> re.Pattern[str]:
    this = (
        r"(?:this|(?:the\s)?present)\s(?:notice|plan|document|letter|decision|e-?mail|memo(?:randum)?|circular|order|agreement"
        r"|contract|communication|report|resolution|regulation|directive|guidance|call|invitation|offer|announcement)"
    )
    return re.compile(
        r"(?:issue|issuance|issuing|publication|promulgation|release)(?:\sdate)?(?:\sof\s(?:this|the)\s\w+)?"
        rf"|{this}(?:'s date)?|date\s(?:hereof|of issue)|hereof|today(?:'s date)?|now",
        re.IGNORECASE,
    )
