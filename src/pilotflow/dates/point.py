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
        "length",
        "months",
        "named",
        "outside",
        "part",
        "plan",
        "quarters",
        "shift",
        "split",
        "unit",
        "week",
        "weekday",
        "weekend",
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
        self.part = ""  # early, middle, late, end or last (day)
        self.feast = ""
        self.length = 1  # how many years
        self.plan = 0  # the number of a five-year plan
        self.fiscal = 0  # a financial year, by the year it ends in
        self.split = False  # it is named by both its years
        self.weekday = 0
        self.weekend = True  # the last day of a week is the whole of its end, Saturday and Sunday
        self.week = False
        self.exact = False
        self.outside = False  # the day itself lies outside: （不含）, 零时
        self.bad = False
