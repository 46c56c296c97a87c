"""A stretch of the calendar beside the year, quarter, month or week it is counted in."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Item, Scope, day_before
from pilotflow.dates.marks import Bound, Mark, day_in

Place = tuple[int, int]
_FIRST = {"M": "month", "Q": "quarter", "Y": "year"}


class Stretch(NamedTuple):
    """First and last day, as month and day counted in a base.

    ``base`` is ``A`` (the year ``value``), or a unit of :class:`Mark` with ``value`` as its shift. ``style`` says how
    bounds apply: ``bare`` (a month, quarter, half or year), ``end`` (底), ``dekad``, ``early``, ``day``.
    What lies before a day that is ``exact`` has it in it, what lies before one that is ``outside`` has not.
    """

    base: str
    value: int
    first: Place
    last: Place
    precision: str
    style: str
    vague: bool = False
    others: tuple[Place, ...] = ()
    exact: bool = False
    outside: bool = False

    def at(self, place: Place) -> Bound:
        """The day of a place, or its mark where the year is not known yet."""
        if self.base == "A":
            return day_in(self.value, *place)
        return Mark(self.base, self.value, *place)

    def before(self, place: Place) -> Bound:
        """The day before a place."""
        month, day = place
        if self.base == "A":
            found = day_in(self.value, month, day)
            return None if found is None else day_before(found)
        if self.base == "D":
            return Mark("D", self.value - 1)
        if day > 1:
            return Mark(self.base, self.value, month, day - 1)
        if self.base == "W":
            return Mark("W", self.value - 1, 1, 7)
        if month > 1:
            return Mark(self.base, self.value, month - 1, 31)
        length = {"Y": 12, "N": 12, "H": 6, "Q": 3}.get(self.base, 1)
        return Mark(self.base, self.value - 1, length, 31)

    def exists(self) -> bool:
        """Whether its days do: 30 February and 31 June are not days."""
        for month, day in (self.first, self.last):
            if (
                self.style == "day"
                and self.base in "ANY"
                and not (1 <= day < 29 or 1 <= day <= _length(self, month))
            ):
                return False
        return True


def _length(stretch: Stretch, month: int) -> int:
    year = stretch.value if stretch.base == "A" else 2000
    return monthrange(year, month)[1]


def window(stretch: Stretch, rule: str, scope: Scope) -> Item:
    """The stretch itself: the work falls into it."""
    first = None if stretch.style == "end" else stretch.at(stretch.first)
    item = Item(
        "by" if stretch.style == "end" else "window",
        first,
        stretch.at(stretch.last),
        stretch.precision,
        rule,
        vague=stretch.vague,
        alternatives=[stretch.at(other) for other in stretch.others],
    )
    item.settle(scope)
    return item


def first_of(stretch: Stretch, span: Span, rule: str, scope: Scope) -> Item | None:
    """2023年前5个月, "the first five months of 2023": its first units; None where it cannot be told yet."""
    item = window(stretch, rule, scope)
    end = span.after(item.first) if isinstance(item.first, date) else None
    end = None if end is None else day_before(end)
    if end is None or not isinstance(item.last, date) or end > item.last:
        return None
    item.last = end
    item.precision = _FIRST.get(span.unit, "day")
    return item


def until(stretch: Stretch, rule: str, scope: Scope) -> Item:
    """到, 至, "by": the last day of the stretch is still in time."""
    item = Item(
        "by",
        None,
        stretch.before(stretch.first) if stretch.outside else stretch.at(stretch.last),
        stretch.precision,
        rule,
        vague=stretch.vague,
        alternatives=[stretch.at(other) for other in stretch.others],
    )
    item.settle(scope)
    return item


def around(stretch: Stretch, rule: str, scope: Scope) -> Item:
    """前后: no first day, and no exact last one."""
    item = until(stretch, rule, scope)
    item.vague = True
    return item


def since(stretch: Stretch, rule: str, scope: Scope) -> Item:
    """自…起, "from": open at its end."""
    place = stretch.last if stretch.style == "end" else stretch.first
    item = Item("from", stretch.at(place), None, stretch.precision, rule, vague=stretch.vague)
    item.settle(scope)
    return item


def through(start: Stretch, end: Stretch, rule: str, scope: Scope) -> Item:
    """From the first day of one stretch to the last of another."""
    first = start.last if start.style == "end" else start.first
    last = end.before(end.first) if end.outside else end.at(end.last)
    # 3月初至4月底: what begins early begins with the first day.
    vague = end.vague or (start.vague and not (scope.chinese and start.style == "early"))
    item = Item("window", start.at(first), last, end.precision, rule, vague=vague)
    item.settle(scope)
    if isinstance(item.first, date) and isinstance(item.last, date) and item.first > item.last:
        item.first = item.last = None  # a slip of the pen: which of the two is wrong cannot be told
        item.vague = True
    return item


def ahead_of(stretch: Stretch, rule: str, scope: Scope) -> Item:
    """前, "before": by the convention for its style, with the other reading beside it."""
    if stretch.outside:
        item = Item("by", None, stretch.before(stretch.first), stretch.precision, rule, vague=stretch.vague)
        item.settle(scope)
        return item
    conventions = scope.conventions
    kept = {
        "bare": conventions.before_period,
        "dekad": conventions.before_dekad,
        "day": "end" if conventions.before_day == "inclusive" else "start",
    }.get(stretch.style, "end")
    if stretch.exact:
        kept = "end"
    end, start = stretch.at(stretch.last), stretch.before(stretch.first)
    last, other = (end, start) if kept == "end" else (start, end)
    others: list[Bound] = [other] if stretch.style in ("bare", "dekad", "day") and not stretch.exact else []
    if scope.chinese and stretch.vague and not others:
        others = [other]  # 年中前, 月初前
    others += [stretch.at(place) for place in stretch.others]
    bare = stretch.style == "bare"
    item = Item("by", None, last, stretch.precision, rule, vague=stretch.vague or bare, alternatives=others)
    item.settle(scope)
    if bare and scope.issued is not None and isinstance(item.last, date) and item.last < scope.issued:
        # The period runs already, so that "before it" can only mean before its end.
        later = [day for day in item.alternatives if isinstance(day, date) and day >= scope.issued]
        if later:
            item.last, item.alternatives = later[0], ()
    return item
