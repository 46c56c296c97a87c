"""Days, months, years and working days, said once more."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def first_day(text: str) -> date:
    """The first day of a day, month or year; ValueError for anything else."""
    return date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), ""))


def last_day(text: str) -> date:
    """The last day of a day, month or year."""
    begin = first_day(text)
    if len(text) == 10:
        return begin
    month = begin.month if len(text) == 7 else 12
    return date(begin.year, month, monthrange(begin.year, month)[1])


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th day after a day that is neither Saturday nor Sunday."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
