"""Festivals of a Chinese text on their days: the year meant, the days off, the last day of work before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pilotflow.dates.durations import Span
from pilotflow.dates.festivals import days_off, festival, fixed_day, next_festival
from pilotflow.dates.findings import Item, Scope, day_before
from pilotflow.dates.marks import Mark
from pilotflow.dates.stretches import Stretch

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk
    from pilotflow.dates.point import Point

_DAY = timedelta(days=1)


class Holiday(NamedTuple):
    """A festival on its day, and the first and last of its days off where they are published."""

    name: str
    day: date
    off: tuple[date, date] | None


def on_day(name: str, day: date, scope: Scope) -> Holiday:
    """A festival on a day."""
    return Holiday(name, day, days_off(name, day, scope.calendar))


def stretch_of(day: date) -> Stretch:
    """A day as a stretch."""
    place = (day.month, day.day)
    return Stretch("A", day.year, place, place, "day", "day")


def day_of(name: str, point: Point, walk: Walk) -> date | None:
    """The day of a festival in the year that the words, or else the day of issue, settle."""
    issued = walk.scope.issued
    if point.year is not None:
        return festival(name, point.year) if 1 <= point.year <= 9999 else None
    if point.years is not None:
        return None if issued is None else festival(name, issued.year + point.years)
    if walk.named.year is not None:
        return festival(name, walk.named.year)
    return None if issued is None else next_festival(name, issued)


def open_item(name: str, point: Point, anchor: str | None, kind: str) -> Item:
    """A festival of a year that is not known yet."""
    days = -1 if kind == "before" else 0
    fixed = fixed_day(name)
    if fixed is None:
        offset = f"{name} {Span(days, 'D').code()}"
        return Item("by", None, None, "day", "zh.festival", anchor=anchor, offset=offset)
    month, day = fixed
    mark = Mark("N", 0, month, day - 1) if days and day > 1 else Mark("N", 0, month, day)
    if days and day == 1:
        mark = Mark("N", 0 if month > 1 else -1, month - 1 or 12, 31)
    if point.years is not None:
        mark = mark._replace(unit="Y", shift=point.years + mark.shift)
    return Item("by", None, None, "day", "zh.festival", anchor="issued", offset=mark.code())


def workday_before(day: date, scope: Scope) -> date:
    """The last day on which people work before a holiday."""
    last = day_before(day) or day
    calendar = scope.calendar
    while not calendar.is_workday(last) and last > date.min:
        last -= _DAY
    return last
