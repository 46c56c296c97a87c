"""Points of the calendar as English composes them: part? day? month | quarter | half? year."""

from __future__ import annotations

import re
from calendar import monthrange

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.english.numerals import count, month, weekday
from pilotflow.dates.english.tokens import Token
from pilotflow.dates.point import Point

STARTS = frozenset(
    ("iso", "slashed", "monthyear", "fiscal", "quarter", "half", "bracketday", "relday", "relative", "dmy", "mdy",
     "month", "year",
     "part", "time", "feast")
)  # fmt: skip
# Of these a point holds one at most.
_ALONE = frozenset(("iso", "slashed", "monthyear", "quarter", "half", "month", "dmy", "mdy", "feast"))
_PARTS = (("early", "early"), ("beginning", "start"), ("start", "start"), ("mid", "middle"), ("late", "late"))
_GAP = re.compile(r"[\s,.-]*(?:(?:of|the|in|on|for|calendar)\b[\s,]*)*", re.IGNORECASE)


def read_point(
    tokens: list[Token], at: int, text: str, conventions: Conventions
) -> tuple[Point, int, list[tuple[int, int]]] | None:
    """The point that begins with a word, the number of the word behind it, and other readings (month and day)."""
    point = Point()
    others: list[tuple[int, int]] = []
    begin = at
    while at < len(tokens):
        token = tokens[at]
        if at > begin and not near(text, tokens[at - 1], token):
            break
        if not _take(point, token, conventions, others, first=at == begin):
            break
        at += 1
    return (point, at, others) if at > begin and _stated(point) else None


def near(text: str, before: Token, after: Token) -> bool:
    """Whether only words such as "of the" lie between two words."""
    return _GAP.fullmatch(text, before.end, after.start) is not None


def _stated(point: Point) -> bool:
    return bool(
        point.year is not None or point.years is not None or point.unit or point.months or point.quarters
        or point.half or point.fiscal or point.feast
    )  # fmt: skip


def _take(
    point: Point, token: Token, conventions: Conventions, others: list[tuple[int, int]], *, first: bool
) -> bool:
    kind = token.kind
    if kind in ("time", "bracketday"):
        point.exact = point.exact or kind == "time"
        return True
    if kind == "part":
        if point.part or (not first and _stated(point)):
            return False
        point.part = next((part for sign, part in _PARTS if sign in token.text.lower()), "end")
        return True
    if kind == "year":
        return _year(point, token.text)
    if kind == "shortyear":
        return _short_year(point, token.text)
    if (
        kind in ("quarter", "half", "month", "mdy", "dmy")
        and point.year is not None
        and not (point.months or point.part)
    ):
        return _after_year(point, token)
    if point.year is not None or point.years is not None or point.fiscal:
        return False
    if kind in _ALONE and _stated(point):
        return False
    if kind == "slashed":
        return _slashed(point, token.text, conventions, others)
    taker = _TAKERS.get(kind)
    return taker is not None and taker(point, token.text)


def _after_year(point: Point, token: Token) -> bool:
    """2024 Q3: the year stands first."""
    year, point.year = point.year, None
    taken = _TAKERS[token.kind](point, token.text)
    point.year = year
    return taken


def _year(point: Point, text: str) -> bool:
    if point.year is not None or point.unit or point.fiscal:
        return False
    if point.years is not None and point.part != "end":
        return False
    point.years = None  # "year-end 2024"
    digits = re.findall(r"\d+", text)
    point.year = int(digits[0])
    if len(digits) == 2:
        # 2024/25: a financial or school year, named by both years.
        point.fiscal, point.year = point.year + 1, None
        point.split = True
    return True


def _short_year(point: Point, text: str) -> bool:
    """1 Jan 24, June '24."""
    if point.year is not None or not point.months or not (point.days or text[0] == "'"):
        return False
    point.year = 2000 + int(text.removeprefix("'"))
    return True


def _iso(point: Point, text: str) -> bool:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    point.year, point.months, point.days = parts[0], (parts[1],), tuple(parts[2:])
    point.bad = not 1 <= parts[1] <= 12
    return True


def _month_year(point: Point, text: str) -> bool:
    month_, year = text.split("/")
    point.months, point.year = (int(month_),), int(year)
    return True


def _fiscal(point: Point, text: str) -> bool:
    years = re.findall(r"\d+", text)
    point.fiscal, point.split = int(years[-1]), len(years) > 1
    if point.fiscal < 100:
        point.fiscal += (
            2000 if len(years) == 1 else int(years[0]) // 100 * 100 if len(years[0]) == 4 else 2000
        )
    return True


def _quarter(point: Point, text: str) -> bool:
    lower = text.lower()
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


def _half(point: Point, text: str) -> bool:
    point.half = 2 if "2" in text or "second" in text.lower() else 1
    return True


def _month(point: Point, text: str) -> bool:
    point.months = (month(text),)
    return True


def _day_month(point: Point, text: str) -> bool:
    point.months = (month(text),)
    point.days = tuple(int(digits) for digits in re.findall(r"\d+", text))
    point.joined = "and" not in text.lower()
    point.bad = not all(1 <= day <= 31 for day in point.days)
    return True


def _relative(point: Point, text: str) -> bool:
    lower = text.lower()
    if _stated(point) and (point.unit or not lower.endswith(" year") or "end" in lower):
        return False
    if lower in ("today", "tomorrow"):
        point.unit, point.shift, point.exact = "D", int(lower == "tomorrow"), True
        return True
    shift = (
        1 if "next" in lower or "following" in lower else -1 if "last" in lower or "previous" in lower else 0
    )
    if "end" in lower or "close" in lower:
        point.part = "end"
    if "year" in lower:
        point.years, point.named = shift, "following" in lower or "same" in lower
    else:
        point.unit = {"m": "M", "q": "Q", "w": "W"}[re.findall("month|quarter|week", lower)[0][0]]
        point.shift, point.week = shift, point.unit == "W"
    return True


def _relday(point: Point, text: str) -> bool:
    lower = text.lower().split()
    if point.week:  # next week Friday
        point.week, point.weekday = False, weekday(lower[-1])
        return True
    if _stated(point):
        return False
    point.unit, point.weekday, point.shift = "W", weekday(lower[-1]), int(lower[0] == "next")
    return True


def _feast(point: Point, text: str) -> bool:
    point.feast = text
    return True


_TAKERS = {
    "iso": _iso,
    "monthyear": _month_year,
    "fiscal": _fiscal,
    "quarter": _quarter,
    "half": _half,
    "month": _month,
    "dmy": _day_month,
    "mdy": _day_month,
    "relative": _relative,
    "relday": _relday,
    "feast": _feast,
}


def _slashed(point: Point, text: str, conventions: Conventions, others: list[tuple[int, int]]) -> bool:
    first, second, year = (int(part) for part in re.findall(r"\d+", text))
    year += 2000 if year < 100 else 0
    dmy, mdy = _exists(year, second, first), _exists(year, first, second)
    if not dmy and not mdy:
        point.bad, point.year = True, year
        return True
    order = conventions.day_order or "dmy"  # with dots, always the day first
    day_first = dmy if not (dmy and mdy) or "." in text else order == "dmy"
    point.year = year
    point.months, point.days = ((second,), (first,)) if day_first else ((first,), (second,))
    if "/" in text and dmy and mdy and first != second and conventions.day_order is None:
        others.append((first, second) if day_first else (second, first))
    return True


def _exists(year: int, month_: int, day: int) -> bool:
    return 1 <= month_ <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month_)[1]
