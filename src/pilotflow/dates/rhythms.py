"""A rhythm as words state it, and the RRULE and count it becomes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from pilotflow.dates.durations import Span

if TYPE_CHECKING:
    from pilotflow.dates.stretches import Stretch

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = ",".join(DAYS[:5])
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SHORTEST = {1: 31, 3: 90, 6: 181, 12: 365}
"""Days after the end of a unit that do not reach past the next one: of the month, less those of the shortest."""
_LONGER = {3: "quarter", 6: "half", 12: "year"}
_SINGLY = ("term", "school-year", "half-month", "dekad", "workday")
_PRECISION = {"day": "day", "workday": "day", "dekad": "dekad"}


class Rhythm:
    """Each unit, or each n-th, with the days in it that are named, and how often it is owed."""

    __slots__ = (
        "anchor",
        "days",
        "each",
        "months",
        "offset",
        "places",
        "precision",
        "provisional",
        "rule",
        "setpos",
        "span",
        "step",
        "times",
        "unit",
        "vague",
        "weekdays",
        "yeardays",
    )

    def __init__(self, unit: str, step: int = 1, rule: str = "") -> None:
        if unit == "month" and step in _LONGER:
            unit, step = _LONGER[step], 1
        self.unit = unit
        self.step = max(step, 1)
        self.rule = rule
        self.months: list[int] = []
        self.days: list[int] = []
        self.weekdays: list[str] = []
        self.yeardays: list[int] = []
        self.places: list[Stretch] = []  # the days of a year as they were named
        self.setpos = 0
        self.span = ""
        self.times = 0
        self.precision = ""
        self.vague = self._uncounted()
        self.provisional = False
        self.each = False
        self.anchor: str | None = None
        self.offset: str | None = None

    def months_of(self, places: Iterable[int]) -> list[int]:
        """The months of the year that are the n-th ones of each unit.

        >>> Rhythm("quarter").months_of([1])
        [1, 4, 7, 10]
        """
        length = _MONTHS[self.unit]
        return sorted(
            {start + place for start in range(0, 12, length) for place in places if 1 <= place <= length}
        )

    def named(self) -> bool:
        """Whether it names days or months in its unit."""
        return bool(self.months or self.days or self.weekdays or self.yeardays)

    def forget(self) -> None:
        """Name no days after all, because what binds them cannot be said in a rule."""
        self.months, self.days, self.weekdays, self.yeardays, self.setpos = [], [], [], [], 0
        self.span = ""
        self.vague = True

    def _uncounted(self) -> bool:
        """Every second term, dekad or half-month: which of them is not said."""
        return self.step > 1 and self.unit in _SINGLY

    def rrule(self) -> str | None:
        """The RFC 5545 rule; None where none can say it."""
        unit, step = self.unit, self.step
        if unit in ("term", "school-year") or self._uncounted():
            return None
        if unit == "half-month":
            return "FREQ=MONTHLY;BYMONTHDAY=15,-1"
        if unit == "dekad":
            return "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"
        if unit == "workday":
            return f"FREQ=WEEKLY;BYDAY={_WORKING}"
        if unit in ("day", "week"):
            days = f";BYDAY={','.join(self.weekdays)}" if self.weekdays else ""
            return f"FREQ={'DAILY' if unit == 'day' else 'WEEKLY'}{_interval(step)}{days}"
        if self.yeardays:
            return f"FREQ=YEARLY{_interval(step)};BYYEARDAY={_list(self.yeardays)}"
        if self.months:
            every = _interval(step if unit == "year" else 1)
            if self.setpos and not every:  # the n-th of each month, not of them all
                return f"FREQ=MONTHLY;BYMONTH={_list(self.months)}{self._in_month()}"
            return f"FREQ=YEARLY{every};BYMONTH={_list(self.months)}{self._in_month()}"
        months = _MONTHS[unit] * step
        if self.named():
            return f"FREQ=MONTHLY{_interval(months)}{self._in_month()}"
        if self.times > 1 and unit != "month" and months % self.times == 0:
            months //= self.times
        return (
            f"FREQ=YEARLY{_interval(months // 12)}"
            if months % 12 == 0
            else f"FREQ=MONTHLY{_interval(months)}"
        )

    def _in_month(self) -> str:
        if self.setpos:
            return f";BYDAY={_WORKING};BYSETPOS={self.setpos}"
        if self.weekdays:
            return f";BYDAY={','.join(self.weekdays)}"
        return f";BYMONTHDAY={_list(self.days)}" if self.days else ""

    def per(self) -> str | None:
        """How often it is owed in each window; None where it names days."""
        if self._uncounted():
            return None
        if self.span:
            return f"{self.times or 1}/{self.span}"
        named = max(len(self.months), 1) * max(len(self.days), len(self.weekdays), 1)
        each = self.each or self.times == max(
            named, len(self.yeardays)
        )  # twice a year, on the two days named
        if self.days or self.weekdays or self.yeardays or self.unit == "workday":
            return f"{self.times}/{self._unit()}" if self.times > 1 and not each else None
        if self.months:
            return f"{1 if each else self.times or 1}/month"
        return f"{self.times or 1}/{self._unit()}"

    def _unit(self) -> str:
        return self.unit if self.step == 1 else f"{self.step}-{self.unit}"

    def precise(self) -> str:
        """How exact its windows are."""
        if self.precision:
            return self.precision
        if self.times > 1 and not self.named() and self.unit in ("year", "half", "quarter"):
            months = _MONTHS[self.unit] * self.step
            length = months // self.times if months % self.times == 0 else months
            return {1: "month", 3: "quarter", 6: "half"}.get(length, self.unit)
        return _PRECISION.get(self.unit, self.unit if self.unit in _MONTHS else "none")


def after_closing(rhythm: Rhythm, span: Span) -> bool:
    """Set the last day of a span that begins when each unit closes; whether a rule can say it.

    >>> rhythm = Rhythm("quarter")
    >>> after_closing(rhythm, Span(15, "D")), rhythm.rrule()
    (True, 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15')
    """
    count, unit = span
    months = _MONTHS[rhythm.unit]
    if unit == "W":
        count, unit = count * 7, "D"
    place = 1
    if unit == "D" and count <= (28 if months == 1 else 30):
        rhythm.days = [max(count, 1)]  # some hours after the end are over on the first day
    elif unit == "D" and count <= _SHORTEST[months]:
        ends = (month_end(month) for month in range(months, 13, months))
        rhythm.yeardays, place = [count if end == -1 else end + count for end in ends], 0
    elif unit == "M" and count <= months:
        rhythm.days, place = [-1], count
    elif unit == "B" and count <= 20:
        rhythm.setpos, rhythm.weekdays, rhythm.provisional = count, ["MO"], True
    else:
        return False
    rhythm.rule = f"{rhythm.rule[:2]}.after-each-{rhythm.unit}"
    rhythm.precision = "day"
    if months > 1 and place:
        rhythm.months = rhythm.months_of([place])
    return True


def month_end(month: int) -> int:
    """The last day of a month as a day of the year that leap years do not move.

    >>> month_end(1), month_end(2), month_end(12)
    (31, -307, -1)
    """
    return 31 if month == 1 else date(2001, month + 1, 1).timetuple().tm_yday - 367 if month < 12 else -1


def last_day(day: int, style: str) -> int:
    """The day of a rule: -1 for the end of a month that is not stated as a day."""
    return -1 if day == 31 and style != "day" else day


def yearday(month: int, day: int) -> int:
    """A day of the year that leap years do not move: from the end of the year after February.

    A day past the end of its month stands for the end of the month.

    >>> yearday(1, 15), yearday(12, 31), yearday(6, 20), yearday(2, 29)
    (15, -1, -195, -307)
    """
    if day > monthrange(2001, month)[1]:
        return month_end(month)
    at = date(2001, month, day).timetuple().tm_yday
    return at if month < 3 else at - 366


def _interval(step: int) -> str:
    return f";INTERVAL={step}" if step > 1 else ""


def _list(numbers: Iterable[int]) -> str:
    found = sorted(set(numbers))
    return ",".join(str(number) for number in [n for n in found if n > 0] + [n for n in found if n < 0])
