"""Days counted from the end of each month, quarter, half-year or year: 45 days after the end of each quarter."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pilotflow.dates.durations import Span
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import Rhythm, after_closing

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_UNITS = (("month", "month"), ("quarter", "quarter"), ("half", "half"), ("year", "year"))
_SHORTEST = 28


def count_from_closing(rhythm: Rhythm, span: Span) -> bool:
    """Set the days of a rhythm that lie a span after, or before, the end of each unit; whether a rule can say it.

    >>> rhythm = Rhythm("quarter")
    >>> count_from_closing(rhythm, Span(45, "D")), rhythm.rrule()
    (True, 'FREQ=YEARLY;BYYEARDAY=45,-231,-140,-48')
    """
    count = span.count * {"D": 1, "W": 7}.get(span.unit, 0)
    length = _LENGTHS[rhythm.unit]
    if span.count < 0:
        if not -_SHORTEST < count < 0:
            return False
        rhythm.days = [count - 1]
        rhythm.months = rhythm.months_of([length]) if length > 1 else []
    elif not after_closing(rhythm, span):
        return False
    rhythm.rule, rhythm.precision = f"en.after-each-{rhythm.unit}", "day"
    return True


def closing_unit(words: str) -> tuple[str, bool] | None:
    """The unit whose end words name, and whether they say "each"; None where they name no such end.

    >>> closing_unit("end of each calendar quarter"), closing_unit("year-end"), closing_unit("end of the event")
    (('quarter', True), ('year', False), None)
    """
    found = _form().fullmatch(words.strip(" .'"))
    if found is None:
        return None
    lower = words.lower()
    unit = next(name for sign, name in _UNITS if sign in lower)
    each = "each" in lower or "every" in lower
    return unit, each


def month_after(text: str) -> Rhythm:
    """The 15th of the month following each quarter."""
    unit = next(name for sign, name in reversed(_UNITS) if sign in text.split(" month ")[1])
    rhythm = Rhythm(unit, 1, f"en.after-each-{unit}")
    day = re.search(r"\d+", text.split(" of ")[0])
    return _in_following_month(rhythm, -1 if day is None else int(day.group()))


def _in_following_month(rhythm: Rhythm, day: int) -> Rhythm:
    rhythm.days, rhythm.precision = [day], "day"
    if not -1 <= day <= 31 or day == 0:
        rhythm.forget()
    elif rhythm.unit != "month":
        rhythm.months = rhythm.months_of([1])
    return rhythm


def taken_by_rhythm(walk: Walk, point: Point) -> bool:
    """Monthly, by the 10th of the following month: whether the rhythm takes the day."""
    rhythm = walk.rhythm
    if rhythm is None or rhythm.named() or rhythm.unit not in _LENGTHS or rhythm.step > 1:
        return False
    if (
        point.unit != "M"
        or point.shift != 1
        or len(point.days) > 1
        or not (point.days or point.part == "end")
    ):
        return False
    rhythm.rule = f"en.after-each-{rhythm.unit}"
    _in_following_month(rhythm, point.days[0] if point.days else -1)
    return True


def counted_from_closing(walk: Walk, words: str, span: Span) -> bool:
    """Quarterly, within 30 days of the end of the quarter: set the days of the rhythm; whether it is one."""
    found = closing_unit(words)
    if found is None:
        return False
    unit, each = found
    rhythm = walk.rhythm
    if not each and (rhythm is None or rhythm.unit != unit or rhythm.named()):
        return False
    closing = Rhythm(unit, 1, "en.each")
    if not count_from_closing(closing, span):
        return False
    if rhythm is not None and rhythm.unit == unit and not rhythm.named():
        walk.rhythm = None
    walk.begin(closing)
    return True


@cache
def _form() -> re.Pattern[str]:
    unit = r"(?:month|quarter|half[- ]year|year)"
    which = r"(?:(?:the|each|every|that|a)\s)?(?:(?:calendar|reporting|relevant|preceding)\s)?"
    return re.compile(
        rf"(?:the\s)?(?:end|close)\sof\s{which}{unit}|{which}{unit}[- ]end|(?:each|every)\s(?:calendar\s)?{unit}",
        re.IGNORECASE,
    )
