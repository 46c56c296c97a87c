"""School words in Chinese, and seasons and other events without a day of their own."""

from __future__ import annotations

import re

from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.point import Point

_WHICH = (
    ("秋", "autumn"), ("春", "spring"), ("第一", "first"), ("第1", "first"), ("第二", "second"), ("第2", "second"),
    ("上学期", "first"), ("上个学期", "first"), ("下", "next"), ("新", "next"),
)  # fmt: skip
# What a season is called where its day is set by others.
_SEASONS = {"供暖季": "采暖季", "供热季": "采暖季", "供暖期": "采暖季", "供热期": "采暖季", "采暖期": "采暖季",
            "入汛": "汛期", "汛": "汛期", "封冻期": "封冻", "防汛期": "汛期"}  # fmt: skip
_VAGUE_SEASONS = (
    "今冬明春",
    "冬春",
    "冬季",
    "夏季",
    "春季",
    "秋季",
    "春耕",
    "秋收",
    "三夏",
    "三秋",
    "农忙",
    "雨季",
    "旱季",
)
_EVENTS = ("两会", "全国两会", "高考", "中考", "节假日")


def term_of(token: Token, following: str, lead: Point | None = None) -> tuple[str, str]:
    """Which term and what of it a word names, as :mod:`pilotflow.dates.school` writes them.

    Args:
        token: the word.
        following: the kind of the word right behind it.
        lead: the month or year right before it: 9月开学前.
    """
    text = token.text
    which = next((code for sign, code in _WHICH if sign in text), "current")
    if lead is not None and lead.months and which in ("current", "next"):
        which = "autumn" if 7 <= lead.months[0] <= 11 else "spring" if lead.months[0] <= 5 else which
    what = _what(text, following)
    if re.match(r"每|各", text):
        return "each", what
    found = re.match(r"\d{4}", text)
    year = found.group() if found is not None else str(lead.year) if lead is not None and lead.year else ""
    if "学年" in text and "学期" not in text:
        which = "year" if which == "current" else "next-year" if which == "next" else which
        return (f"{year}-year" if year else which), what
    return (f"{year}-{which}" if year else _without_year(which, text)), what


def _without_year(which: str, text: str) -> str:
    own = any(sign in text for sign in "本这当")
    return "next" if which == "current" and "开学" in text and not own else which


def _what(text: str, following: str) -> str:
    before = following == "before"
    for sign, code in (("寒假", "winter"), ("暑假", "summer"), ("暑期", "summer")):
        if sign in text:
            return f"before-{code}" if before else code
    if re.search(r"末|底|结束|放假", text):
        return "end"
    if re.search(r"开学|开始|初", text):
        return "before" if before else "start"
    return "before" if before else "all"


def season_of(text: str) -> tuple[str, bool]:
    """The anchor of a season or event without a day of its own, and whether it is too wide to count from.

    >>> season_of("供暖季"), season_of("两会"), season_of("今冬明春")
    (('season:采暖季', False), ('event:两会', False), ('', True))
    """
    if text in _VAGUE_SEASONS:
        return "", True
    return (f"event:{text}" if text in _EVENTS else f"season:{_SEASONS.get(text, text)}"), False
