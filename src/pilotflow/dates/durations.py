"""Spans counted from an anchor: ``P15D``, ``-P30D``, ``15 workdays``, ``P2Y/P3Y``, and project months ``M6``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pilotflow.dates.workdays import WorkCalendar

LONGEST = 100_000
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}


class Span(NamedTuple):
    """A count of units: ``D`` days, ``W`` weeks, ``M`` months, ``Q`` quarters, ``Y`` years, ``B`` working days."""

    count: int  # type: ignore[assignment] # the name says what it is; nobody counts in a span
    unit: str

    def code(self) -> str:
        """The text form.

        >>> Span(15, "B").code(), Span(-30, "D").code(), Span(2, "Q").code()
        ('15 workdays', '-P30D', 'P6M')
        """
        if self.unit == "B":
            return f"{self.count} workdays"
        count, unit = (self.count * 3, "M") if self.unit == "Q" else (self.count, self.unit)
        return f"{'-' if count < 0 else ''}P{abs(count)}{unit}"

    def after(self, anchor: date, calendar: WorkCalendar | None = None) -> date | None:
        """The day at the end of the span; the anchor itself is not counted; None outside the calendar.

        >>> Span(1, "M").after(date(2023, 1, 31))
        datetime.date(2023, 2, 28)
        """
        if abs(self.count) > LONGEST:
            return None
        try:
            if self.unit == "B":
                return _workdays(anchor, self.count, calendar)
            if self.unit in _DAYS:
                return anchor + timedelta(days=self.count * _DAYS[self.unit])
            return _months(anchor, self.count * _MONTHS[self.unit])
        except (OverflowError, ValueError):
            return None


def project_window(unit: str, number: int, start: date) -> tuple[date | None, date | None]:
    """First and last day of the n-th month, week, quarter or year of a project.

    >>> project_window("M", 6, date(2023, 1, 10))
    (datetime.date(2023, 6, 10), datetime.date(2023, 7, 9))
    """
    end = Span(number, unit).after(start)
    return Span(number - 1, unit).after(start), None if end is None else end - timedelta(days=1)


def spans_of(text: str) -> tuple[Span | None, Span] | None:
    """First and last span of a text form; None where it is not one.

    >>> spans_of("P2Y/P3Y"), spans_of("15 workdays")
    ((Span(count=2, unit='Y'), Span(count=3, unit='Y')), (None, Span(count=15, unit='B')))
    """
    first, slash, last = text.partition("/")
    if not slash:
        first, last = "", first
    end = _span(last)
    start = _span(first) if first else None
    if end is None or (first and start is None):
        return None
    return start, end


def project_span(text: str) -> tuple[str, int, int] | None:
    """Unit, first and last number of ``M6`` or ``M3/M6``; None where it is neither.

    >>> project_span("M3/M6")
    ('M', 3, 6)
    """
    found = _project_form().fullmatch(text)
    if found is None:
        return None
    unit, first, other, last = found.groups()
    if other not in (None, unit):
        return None
    return unit, int(first), int(last or first)


def _span(text: str) -> Span | None:
    found = _form().fullmatch(text)
    if found is None:
        return None
    workdays, sign, count, unit = found.groups()
    if workdays:
        return Span(int(workdays), "B")
    return Span(int(sign + count), unit)


def _workdays(day: date, count: int, calendar: WorkCalendar | None) -> date:
    from pilotflow.dates.workdays import WorkdayList, add_workdays

    return add_workdays(calendar or WorkdayList(), day, count)


def _months(day: date, count: int) -> date:
    from pilotflow.dates.recurrence import add_months

    return add_months(day, count)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(r"(-?\d{1,6}) workdays|(-?)P(\d{1,6})([DWMY])", re.ASCII)


@cache
def _project_form() -> re.Pattern[str]:
    return re.compile(r"([MWQY])(\d{1,4})(?:/([MWQY])(\d{1,4}))?", re.ASCII)
