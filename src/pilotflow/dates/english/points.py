"""Points of the calendar as English composes them: part? day? month | quarter | half? year."""

from __future__ import annotations

import re
from functools import cache

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.english.takers import TAKERS, dekads_of, slashed, stated
from pilotflow.dates.english.tokens import Token
from pilotflow.dates.point import Point

STARTS = frozenset(
    ("iso", "slashed", "dayslash", "monthshort", "monthyear", "yearquarter", "fiscal", "quarter", "half",
     "bracketday", "relday", "relative", "dmy", "mdy", "month", "year", "part", "dekad", "time", "feast")
)  # fmt: skip
# Of these a point holds one at most.
_ALONE = frozenset(
    (
        "iso",
        "slashed",
        "dayslash",
        "monthshort",
        "monthyear",
        "yearquarter",
        "quarter",
        "half",
        "month",
        "dmy",
        "mdy",
        "feast",
    )
)
_PARTS = (
    ("early", "early"),
    ("beginning", "start"),
    ("start", "start"),
    ("mid", "middle"),
    ("late", "late"),
    ("last", "last"),
)
_LONGEST = 8


def read_point(
    tokens: list[Token], at: int, text: str, conventions: Conventions
) -> tuple[Point, int, list[tuple[int, int]]] | None:
    """The point that begins with a word, the number of the word behind it, and other readings (month and day)."""
    point = Point()
    others: list[tuple[int, int]] = []
    begin = at
    while at < min(len(tokens), begin + _LONGEST):
        token = tokens[at]
        if at > begin and not near(text, tokens[at - 1], token):
            break
        if not _take(point, token, conventions, others, first=at == begin):
            break
        at += 1
    return (point, at, others) if at > begin and stated(point) else None


def near(text: str, before: Token, after: Token) -> bool:
    """Whether only words such as "of the" lie between two words."""
    return _gap().fullmatch(text, before.end, after.start) is not None


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"[\s,.-]*(?:(?:of|the|in|on|for|calendar)\b[\s,]*)*", re.IGNORECASE)


def _take(
    point: Point, token: Token, conventions: Conventions, others: list[tuple[int, int]], *, first: bool
) -> bool:
    kind = token.kind
    if kind in ("time", "bracketday"):
        point.exact = point.exact or kind == "time"
        return True
    if kind == "part":
        if point.part or (not first and stated(point)):
            return False
        point.part = next((part for sign, part in _PARTS if sign in token.text.lower()), "end")
        return True
    if kind == "dekad":
        return _dekad(point, token.text)
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
    if kind in ("quarter", "half") and point.fiscal and not (point.quarters or point.half):
        return TAKERS[kind](point, token.text)  # FY2025 Q3
    if point.year is not None or point.years is not None or point.fiscal:
        return False
    if kind in _ALONE and stated(point):
        return False
    if kind in ("slashed", "dayslash"):
        return slashed(point, token.text, conventions, others)
    taker = TAKERS.get(kind)
    return taker is not None and taker(point, token.text)


def _dekad(point: Point, text: str) -> bool:
    if point.dekads or point.part or stated(point):
        return False
    point.dekads = dekads_of(text)
    return True


def _after_year(point: Point, token: Token) -> bool:
    """2024 Q3: the year stands first."""
    year, point.year = point.year, None
    taken = TAKERS[token.kind](point, token.text)
    point.year = year
    return taken


def _year(point: Point, text: str) -> bool:
    if point.year is not None or point.unit or point.fiscal:
        return False
    if point.years is not None and point.part != "end":
        return False
    point.years = None  # "year-end 2024"
    digits = re.findall(r"\d+", text)
    if len(digits) == 2 and (int(digits[0]) + 1 - int(digits[1])) % 100:
        return False  # 2021/27: neither a year nor two that follow each other
    point.year = int(digits[0])
    if len(digits) == 2:
        # 2024/25: a financial or school year, named by both years.
        point.fiscal, point.year = point.year + 1, None
        point.split = True
    return True


def _short_year(point: Point, text: str) -> bool:
    """1 Jan 24, June '24, Q1'25."""
    period = point.months or point.quarters or point.half
    if point.year is not None or not period or not (point.days or text[0] == "'"):
        return False
    point.year = 2000 + int(text.removeprefix("'"))
    return True
