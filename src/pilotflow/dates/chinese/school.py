"""School words in Chinese, and seasons and other events without a day of their own."""

from __future__ import annotations

import re

from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.durations import Span

_WHICH = (
    ("秋", "autumn"), ("春", "spring"), ("第一", "first"), ("第1", "first"), ("第二", "second"), ("第2", "second"),
    ("上学期", "first"), ("上个学期", "first"), ("下", "next"), ("新", "next"),
)  # fmt: skip
# What a season is called where its day is set by others.
_SEASONS = {"供暖季": "采暖季", "供热季": "采暖季", "供暖期": "采暖季", "供热期": "采暖季", "采暖期": "采暖季",
            "入汛": "汛期"}  # fmt: skip
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


def term_of(token: Token, following: str) -> tuple[str, str]:
    """Which term and what of it a word names, as :mod:`pilotflow.dates.school` writes them.

    Args:
        token: the word.
        following: the kind of the word right behind it.
    """
    text = token.text
    which = next((code for sign, code in _WHICH if sign in text), "current")
    if re.match(r"每|各", text):
        which = "each"
    year = re.match(r"\d{4}", text)
    if year is not None and "学年" in text and which in ("current", "next"):
        return year.group() + "-year", "all"
    return (f"{year.group()}-{which}" if year is not None else _without_year(which, text)), _what(
        text, following
    )


def _without_year(which: str, text: str) -> str:
    if which == "current" and ("开学" in text or "放假" in text or "假" in text):
        return "next" if "开学" in text else "current"
    return which


def _what(text: str, following: str) -> str:
    before = following == "before"
    for sign, code in (("寒假", "winter"), ("暑假", "summer")):
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


BEFORE = Span(-1, "D")
