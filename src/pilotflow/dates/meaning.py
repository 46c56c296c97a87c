"""What a point of the calendar means: the stretches it names."""

from __future__ import annotations

from itertools import pairwise

from pilotflow.dates.findings import Scope
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Place, Stretch

_DEKAD_ENDS: tuple[Place, ...] = ((1, 10), (11, 20), (21, 31))


class Named:
    """The year and month the sentence named last: what follows them without a year of its own inherits them."""

    __slots__ = ("month", "value", "year")

    def __init__(self) -> None:
        self.year: int | None = None
        self.month: int = 0

    def take(self, stretch: Stretch) -> None:
        """Keep what a stretch names."""
        if stretch.base == "A":
            self.year = stretch.value + (stretch.last[0] - 1) // 12
        if stretch.base in "ANY":
            self.month = (stretch.last[0] - 1) % 12 + 1


def stretches(point: Point, scope: Scope, named: Named) -> list[Stretch]:
    """The stretches a point names, in their order; none where it names days that do not exist."""
    if point.bad:
        return []
    if point.plan:
        return [_plan(point)]
    if point.fiscal:
        return [_fiscal(point, scope)]
    base, value = _base(point, scope, named)
    if point.week:
        return [Stretch(base, value, (1, 1), (1, 7), "day", "bare")]
    if point.unit in ("W", "D"):
        day = point.weekday or 1
        first = day - 1 if day == 7 and point.weekend and not point.exact else day
        exact = point.unit == "D" or (point.exact and scope.chinese)
        return [Stretch(base, value, (1, first), (1, day), "day", "day", exact=exact, outside=point.outside)]
    if point.days:
        found = _days(point, base, value, named)
    elif point.dekads:
        first_dekad, last_dekad = point.dekads
        found = [
            Stretch(
                base,
                value,
                (month, _DEKAD_ENDS[first_dekad - 1][0]),
                (month, _DEKAD_ENDS[last_dekad - 1][1]),
                "dekad",
                "dekad",
            )
            for month in point.months or (1,)
        ]
    elif point.months or point.unit == "M":
        found = _months(point, base, value, scope)
    elif point.quarters or point.unit == "Q":
        apart = [point.quarters or (1,)] if _joined(point.quarters) else [(at,) for at in point.quarters]
        found = [part for each in apart for part in _long(point, base, value, 3, each, "quarter", scope)]
    elif point.half:
        found = _long(point, base, value, 6, (point.half,), "half", scope)
    else:
        found = [_year(point, base, value, scope)]
    if point.part == "last":
        found = [stretch._replace(precision="day") for stretch in found]
    return found if all(stretch.exists() for stretch in found) else []


def _base(point: Point, scope: Scope, named: Named) -> tuple[str, int]:
    if point.unit:
        return point.unit, point.shift
    if point.year is not None:
        return "A", point.year
    if point.years is not None:
        if point.named and named.year is not None:
            return "A", named.year + point.years
        return ("Y", point.years) if scope.issued is None else ("A", scope.issued.year + point.years)
    if named.year is not None:
        later = point.months and named.month and point.months[0] < named.month
        return "A", named.year + bool(later)
    return "N", 0


def _days(point: Point, base: str, value: int, named: Named) -> list[Stretch]:
    months = point.months or ((1,) if point.unit else (named.month or 0,))
    if not months[0]:
        return []
    found = []
    for month in months:
        places = [(point.days[0], point.days[-1])] if point.joined else [(day, day) for day in point.days]
        kind = Stretch(base, value, (1, 1), (1, 1), "day", "day", exact=point.exact, outside=point.outside)
        found += [kind._replace(first=(month, first), last=(month, last)) for first, last in places]
    return found


def _months(point: Point, base: str, value: int, scope: Scope) -> list[Stretch]:
    months = point.months or (1,)
    if point.part in ("early", "start"):
        early = scope.conventions.early_month
        return [
            Stretch(base, value, (month, 1), (month, early), "dekad", "early", True, ((month, 5),))
            for month in months
        ]
    if point.part == "middle":
        return [
            Stretch(base, value, (month, 11), (month, 20), "dekad", "dekad", True, ((month, 15),))
            for month in months
        ]
    if point.part == "late":
        return [Stretch(base, value, (month, 21), (month, 31), "dekad", "dekad", True) for month in months]
    style = "end" if point.part else "bare"
    if point.joined and not point.part:
        last = months[-1] + (12 if months[-1] < months[0] else 0)
        return [Stretch(base, value, (months[0], 1), (last, 31), "month", style)]
    return [Stretch(base, value, (month, 1), (month, 31), "month", style) for month in months]


def _joined(numbers: tuple[int, ...]) -> bool:
    return all(later - former == 1 for former, later in pairwise(numbers))


def _long(
    point: Point, base: str, value: int, length: int, numbers: tuple[int, ...], precision: str, scope: Scope
) -> list[Stretch]:
    first = (numbers[0] - 1) * length + 1
    last = numbers[-1] * length
    if point.part in ("early", "start"):
        return [Stretch(base, value, (first, 1), (first, 31), "month", "early", True)]
    if point.part == "middle":
        return [Stretch(base, value, (first + 1, 1), (first + 1, 31), "month", "early", True)]
    if point.part == "late":
        return [Stretch(base, value, (last, 1), (last, 31), "month", "dekad", True)]
    return [Stretch(base, value, (first, 1), (last, 31), precision, "end" if point.part else "bare")]


def _year(point: Point, base: str, value: int, scope: Scope) -> Stretch:
    if point.part in ("early", "start"):
        early = scope.conventions.early_year
        others = tuple((month, 31) for month in range(1, early))
        return Stretch(base, value, (1, 1), (early, 31), "quarter", "early", True, others)
    if point.part == "middle":
        middle = scope.conventions.middle_of_year
        return Stretch(base, value, (middle, 1), (middle, 31), "half", "end", True, ((middle + 1, 31),))
    if point.part == "late":
        return Stretch(base, value, (10, 1), (12, 31), "quarter", "dekad", True)
    return Stretch(base, value, (1, 1), (12 * point.length, 31), "year", "end" if point.part else "bare")


def _plan(point: Point) -> Stretch:
    first = 1951 + 5 * point.plan
    if point.part in ("first-year", "last-year"):
        year = first + 4 * (point.part == "last-year")
        return Stretch("A", year, (1, 1), (12, 31), "year", "bare")
    if point.part == "early":
        return Stretch("A", first, (1, 1), (12, 31), "year", "early", True)
    if point.part == "middle":
        return Stretch("A", first + 2, (1, 1), (12, 31), "year", "early", True)
    return Stretch("A", first, (1, 1), (60, 31), "year", "end" if point.part else "bare")


def _fiscal(point: Point, scope: Scope) -> Stretch:
    """A financial year or a quarter or half of it; without a convention the calendar year, with the usual others."""
    start = scope.conventions.fiscal_year
    month = start or 1
    year = point.fiscal if month == 1 else point.fiscal - 1
    first, length, precision = month, 12, "year"
    if point.quarters:
        first, length, precision = month + (point.quarters[0] - 1) * 3, 3, "quarter"
    elif point.half:
        first, length, precision = month + (point.half - 1) * 6, 6, "half"
    last = first + length - 1
    others = () if start else ((last - 3, 31), (last + 3, 31))
    return Stretch(
        "A", year, (first, 1), (last, 31), precision, "end" if point.part else "bare", not start, others
    )
