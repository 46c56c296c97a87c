"""What each kind of time word adds to a point of the calendar; each says whether the point takes the word."""

from __future__ import annotations

import re
from calendar import monthrange

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.english.numerals import count, month, weekday
from pilotflow.dates.point import Point

_NEAR = {"today": 0, "tomorrow": 1, "day after tomorrow": 2}
_SHORT = {"eoy": "year end", "eom": "month end", "eoq": "quarter end"}
_DEKADS = {"first": 1, "middle": 2, "last": 3}


def stated(point: Point) -> bool:
    """Whether a point names anything yet."""
    return bool(
        point.year is not None or point.years is not None or point.unit or point.months or point.quarters
        or point.half or point.fiscal or point.feast
    )  # fmt: skip


def dekads_of(text: str) -> tuple[int, int]:
    """The first and last of the dekads that words name.

    >>> dekads_of("middle and last ten days of")
    (2, 3)
    """
    found = [_DEKADS[word] for word in text.lower().split() if word in _DEKADS]
    return found[0], found[-1]


def _iso(point: Point, text: str) -> bool:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    point.year, point.months, point.days = parts[0], (parts[1],), tuple(parts[2:])
    point.bad = not 1 <= parts[1] <= 12
    return True


def _month_year(point: Point, text: str) -> bool:
    month_, year = text.split("/")
    point.months, point.year = (int(month_),), int(year)
    return True


def _month_short(point: Point, text: str) -> bool:
    point.months, point.year = (month(text),), 2000 + int(text[-2:])
    return True


def _year_quarter(point: Point, text: str) -> bool:
    """2025Q1, 1H 24."""
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    number, year = sorted(numbers)
    point.year = year + 2000 if year < 100 else year
    if "q" in text.lower():
        point.quarters = (number,)
    else:
        point.half = number
    return True


def _fiscal(point: Point, text: str) -> bool:
    years = re.findall(r"\d+", text)
    point.fiscal, point.split = int(years[-1]), len(years) > 1
    if point.split and (int(years[0]) + 1 - point.fiscal) % 100:
        point.fiscal = 0
        return False  # FY2023-2025: several years
    if point.fiscal < 100:
        point.fiscal += (
            2000 if len(years) == 1 else int(years[0]) // 100 * 100 if len(years[0]) == 4 else 2000
        )
    return True


def _quarter(point: Point, text: str) -> bool:
    lower = text.lower()
    lower, _, months = lower.partition("(")
    if months and _spelt(point, months):  # Q1 (April-June): the months count
        return True
    figures = [int(sign) for sign in re.findall(r"[1-4]", lower)]
    if "quarters" in lower:
        last = count(lower.split()[1])
        point.quarters = tuple(range(1, last + 1))
    elif figures:
        point.quarters = tuple(range(figures[0], max(figures[0], figures[-1]) + 1))
    else:
        number = count(lower.split()[0])
        point.quarters = (4 if number < 0 else number,)
    return True


def _spelt(point: Point, text: str) -> bool:
    first, last = (month(word) for word in re.split(r"[-/]|\sto\s", text))
    if not (first and last):
        return False
    point.months = tuple(range(first, (last if last >= first else last + 12) + 1))
    if point.months[-1] > 12:
        point.months = (first, last)
    return True


def _half(point: Point, text: str) -> bool:
    lower, _, months = text.lower().partition("(")
    if not (months and _spelt(point, months)):
        point.half = 2 if "2" in lower or "second" in lower else 1
    return True


def _month(point: Point, text: str) -> bool:
    point.months = (month(text),)
    return True


def _day_month(point: Point, text: str) -> bool:
    point.months = (month(text),)
    point.days = tuple(int(digits) for digits in re.findall(r"\d+", text))
    point.days = point.days or (1,)  # the first of June
    point.joined = re.search(r"and|&|,", text.lower()) is None
    point.bad = not all(1 <= day <= 31 for day in point.days)
    return True


def _relative(point: Point, text: str) -> bool:
    lower = text.lower()
    lower = _SHORT.get(lower, lower)
    if stated(point) and (
        point.unit or not (lower.endswith(" year") or "year after" in lower) or "end" in lower
    ):
        return False
    days = _NEAR.get(lower.removeprefix("the "))
    if days is not None:
        point.unit, point.shift, point.exact = "D", days, True
        return True
    shift = (
        1 if "next" in lower or "following" in lower else -1 if "last" in lower or "previous" in lower else 0
    )
    if lower.endswith("year after next"):
        shift = 2
    if "end" in lower or "close" in lower:
        point.part = "end"
    if "year" in lower:
        point.years, point.named = shift, "following" in lower or "same" in lower
    else:
        point.unit = {"m": "M", "q": "Q", "w": "W"}[re.findall("month|quarter|week", lower)[0][0]]
        point.shift, point.week = shift, point.unit == "W"
        point.days = tuple(int(day) for day in re.findall(r"\d+", lower))  # the 10th of next month
        point.bad = not all(1 <= day <= 31 for day in point.days)
    return True


def _relday(point: Point, text: str) -> bool:
    lower = text.lower().split()
    if point.week:  # next week Friday
        point.week, point.weekday = False, weekday(lower[-1])
        return True
    if stated(point):
        return False
    point.unit, point.weekday, point.shift = "W", weekday(lower[-1]), int(lower[0] == "next")
    return True


def _feast(point: Point, text: str) -> bool:
    point.feast = text
    return True


def slashed(point: Point, text: str, conventions: Conventions, others: list[tuple[int, int]]) -> bool:
    """30/06/2023, 6/30: the order of day and month as the conventions have it; the other one beside it."""
    first, second, *rest = (int(part) for part in re.findall(r"\d+", text))
    year = (rest[0] + 2000 if rest[0] < 100 else rest[0]) if rest else None
    dmy, mdy = _exists(year, second, first), _exists(year, first, second)
    if not dmy and not mdy:
        point.bad, point.year = True, year
        return bool(rest)
    order = conventions.day_order or "dmy"  # with dots, always the day first
    day_first = dmy if not (dmy and mdy) or "." in text else order == "dmy"
    point.year = year
    point.months, point.days = ((second,), (first,)) if day_first else ((first,), (second,))
    if "/" in text and dmy and mdy and first != second and conventions.day_order is None:
        others.append((first, second) if day_first else (second, first))
    return True


def _exists(year: int | None, month_: int, day: int) -> bool:
    year = 2000 if year is None else year
    return 1 <= month_ <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month_)[1]


TAKERS = {
    "iso": _iso,
    "monthyear": _month_year,
    "fiscal": _fiscal,
    "monthshort": _month_short,
    "yearquarter": _year_quarter,
    "quarter": _quarter,
    "half": _half,
    "month": _month,
    "dmy": _day_month,
    "mdy": _day_month,
    "relative": _relative,
    "relday": _relday,
    "feast": _feast,
}
