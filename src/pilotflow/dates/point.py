"""A point of the calendar as a text states it."""

from __future__ import annotations


class Point:
    """A point of the calendar as the text states it; what it does not state is None."""

    __slots__ = (
        "bad",
        "days",
        "dekads",
        "exact",
        "feast",
        "fiscal",
        "half",
        "joined",
        "months",
        "named",
        "part",
        "plan",
        "quarters",
        "shift",
        "split",
        "unit",
        "week",
        "weekday",
        "year",
        "years",
    )

    def __init__(self) -> None:
        self.year: int | None = None
        self.years: int | None = None  # counted from the year of issue
        self.named = False
        self.unit = ""  # M, Q, W or D: the shift counts these from the day of issue
        self.shift = 0
        self.half = 0
        self.quarters: tuple[int, ...] = ()
        self.months: tuple[int, ...] = ()
        self.days: tuple[int, ...] = ()
        self.dekads: tuple[int, int] | None = None
        self.joined = True  # months or days are one stretch, not separate ones
        self.part = ""  # early, middle, late or end
        self.feast = ""
        self.plan = 0  # the number of a five-year plan
        self.fiscal = 0  # a financial year, by the year it ends in
        self.split = False  # it is named by both its years
        self.weekday = 0
        self.week = False
        self.exact = False
        self.bad = False
