"""Points of the calendar as Chinese composes them: year? half | quarter | month? dekad | part | day?"""

from __future__ import annotations

import re
from functools import cache

from pilotflow.dates.chinese.normal import number, numbers
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.point import Point

_RELATIVE = {"今": 0, "本": 0, "当": 0, "年": 0, "同": 0, "明": 1, "来": 1, "次": 1, "翌": 1, "下": 1, "后": 2,
             "去": -1, "上": -1, "前": -1, "这": 0, "月": 0}  # fmt: skip
# These count from the year the sentence names, where it names one.
_NAMED = ("次", "翌", "当", "同")
_DEKADS = {"上旬": (1, 1), "中旬": (2, 2), "下旬": (3, 3), "上中旬": (1, 2), "中下旬": (2, 3)}
_WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7, "末": 7}
_NOW = {"明": 1, "后": 2}
STARTS = frozenset(
    ("ymd", "shortdate", "compact", "year", "years", "relyear", "half", "quarter", "relquarter", "firstq", "month",
     "relmonth", "day", "fyp", "feast", "now", "whole", "weekday", "relweek", "mdot")
)  # fmt: skip


def read_point(tokens: list[Token], at: int) -> tuple[Point, int] | None:
    """The point that begins with a token, and the number of the token behind it."""
    token = tokens[at]
    if token.kind not in STARTS and not (token.kind == "part" and token.text[0] in "年岁"):
        return None
    point = Point()
    reader = _READERS.get(token.kind)
    if reader is not None and reader(point, token.text):
        return point, _closing(point, tokens, at + 1)
    if token.kind in ("year", "relyear"):
        _year(point, token)
        at += 1
        if at == len(tokens) or tokens[at].start != token.end:
            return point, at
        return point, _in_year(point, tokens, at)
    return point, _in_year(point, tokens, at)


def _in_year(point: Point, tokens: list[Token], at: int) -> int:
    token = tokens[at]
    kind = token.kind
    if kind in ("month", "nakedmonth"):
        point.months, point.joined = numbers(token.text)
        point.bad = not all(1 <= month <= 12 for month in point.months) or not point.months
        return in_month(point, tokens, at + 1, token.end)
    if kind == "relmonth" and point.year is None:
        point.unit, point.shift = "M", _RELATIVE[token.text[0]]
        return in_month(point, tokens, at + 1, token.end)
    if kind in ("quarter", "firstq", "relquarter"):
        _quarter(point, token)
        return _month_of(point, tokens, at + 1, token.end) or _part_of(point, tokens, at + 1, token.end)
    if kind == "half":
        point.half = 1 if token.text in ("上半年", "H1", "h1") else 2
        return _month_of(point, tokens, at + 1, token.end) or _part_of(point, tokens, at + 1, token.end)
    if kind == "part":
        point.part = part_of(token.text)
        if point.year is None and point.years is None:
            point.years = 0
        return at + 1
    if kind == "day":
        point.days, point.joined = numbers(token.text)
        point.bad = not all(1 <= day <= 31 for day in point.days) or not point.days
        return _closing(point, tokens, at + 1)
    if kind == "whole":
        if point.year is None and point.years is None:
            point.years = 0
        return at + 1
    if kind == "feast":
        point.feast = token.text
        return at + 1
    if kind == "mdot":
        month, day = re.findall(r"\d+", token.text)
        point.months, point.days = (int(month),), (int(day),)
        return _closing(point, tokens, at + 1)
    return at


def _month_of(point: Point, tokens: list[Token], at: int, end: int) -> int:
    """一季度首月10日前, 下季度末月, 上半年最后一个月: one month of what was named; 0 where none is."""
    if at == len(tokens) or tokens[at].start != end or tokens[at].kind != "qmonth" or len(point.quarters) > 1:
        return 0
    text = tokens[at].text
    length = 6 if point.half else 3
    month = 1 if text[0] == "首" else length if text[0] in "末最" else number(text.strip("第个月"))
    before = (point.half - 1) * 6 if point.half else (point.quarters[0] - 1) * 3 if point.quarters else 0
    point.bad = point.bad or not 1 <= month <= length
    point.half, point.quarters, point.months = 0, (), (before + month,)
    return in_month(point, tokens, at + 1, tokens[at].end)


def in_month(point: Point, tokens: list[Token], at: int, end: int) -> int:
    """Read a dekad, a part or days of a month that ends at ``end``; the number of the word behind."""
    if at == len(tokens) or tokens[at].start != end:
        return at
    token = tokens[at]
    if token.kind == "dekad":
        point.dekads = _DEKADS[token.text]
        return at + 1
    if token.kind == "part":
        point.part = part_of(token.text)
        return at + 1
    if token.kind == "day":
        point.days, point.joined = numbers(token.text)
        point.bad = point.bad or not all(1 <= day <= 31 for day in point.days) or not point.days
        return _closing(point, tokens, at + 1)
    if token.kind == "num" and 1 <= int(token.text) <= 31 and _ends(tokens, at):
        point.days = (int(token.text),)
        return _closing(point, tokens, at + 1)
    return at


def _ends(tokens: list[Token], at: int) -> bool:
    """Whether a bare number can be a day: nothing but a bound follows it."""
    text, end = tokens[at].parts.string, tokens[at].end
    if end == len(text) or text[end] in "完报启召":
        return True
    if at + 1 == len(tokens):
        return False
    following = tokens[at + 1]
    return following.start == tokens[at].end and following.kind in (
        "before", "to", "since", "within", "comma", "stop", "list", "close", "exact", "bracketday",
    )  # fmt: skip


def _part_of(point: Point, tokens: list[Token], at: int, end: int) -> int:
    if (
        at < len(tokens)
        and tokens[at].start == end
        and tokens[at].kind == "part"
        and len(tokens[at].text) == 1
    ):
        point.part = part_of(tokens[at].text)
        return at + 1
    return at


def _closing(point: Point, tokens: list[Token], at: int) -> int:
    """Past a time of day, a weekday in brackets, （含） and （不含）."""
    while at < len(tokens) and tokens[at].start == tokens[at - 1].end:
        kind = tokens[at].kind
        if kind == "without" or (kind == "time" and _midnight().fullmatch(tokens[at].text)):
            point.outside = True
        elif kind in ("time", "exact"):
            point.exact = True
        elif kind != "bracketday":
            break
        at += 1
    return at


def _year(point: Point, token: Token) -> None:
    if token.kind == "relyear":
        point.years = _RELATIVE[token.text[0]]
        point.named = token.text[0] in _NAMED
        return
    year = number(token.text.rstrip("年度./-"))
    point.year = year if year >= 100 else 2000 + year


def _quarter(point: Point, token: Token) -> None:
    text = token.text
    if token.kind == "relquarter":
        point.unit, point.shift = "Q", _RELATIVE[text[0]]
    elif token.kind == "firstq":
        point.quarters = tuple(range(1, number(text[1]) + 1))
    else:
        found = [number(sign) for sign in re.findall(r"[1-4一二三四]", text)] or [1]
        if re.search(r"[-至到]", text):
            found = list(range(found[0], found[-1] + 1))
        point.quarters = tuple(found)
        point.bad = not found


def part_of(text: str) -> str:
    """Which part of a period a word such as 初, 中, 底 names."""
    if "最后" in text:
        return "last"
    if "初" in text:
        return "early"
    return "middle" if "中" in text else "end"


@cache
def _midnight() -> re.Pattern[str]:
    return re.compile(r"(?:凌晨)?(?:0?0:00(?::00)?|(?:0?0|零|〇)[时点]整?)")


def _whole_date(point: Point, text: str) -> bool:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    point.year, point.months = parts[0] + (2000 if parts[0] < 100 else 0), (parts[1],)
    point.days = tuple(parts[2:])
    return True


def _compact(point: Point, text: str) -> bool:
    point.year, point.months, point.days = int(text[:4]), (int(text[4:6]),), (int(text[6:]),)
    return True


def _now(point: Point, text: str) -> bool:
    point.unit, point.shift = "D", _NOW.get(text[0], 0)
    point.exact = True
    return True


def _weekday(point: Point, text: str) -> bool:
    point.unit, point.weekday, point.weekend = "W", _WEEKDAYS[text[-1]], text[-1] == "末"
    point.shift = text.count("下") - text.count("上")
    return True


def _week(point: Point, text: str) -> bool:
    point.unit, point.week = "W", True
    point.shift = text.count("下") - text.count("上")
    return True


def _years(point: Point, text: str) -> bool:
    point.years, point.length = _RELATIVE[text[0]], 3 if "三" in text else 2
    return True


def _plan(point: Point, text: str) -> bool:
    digits = text[:3] if text[0] == "十" and text[2:3] == "五" else text[:2]
    point.plan = number(digits[:-1])
    rest = text[len(digits) :]
    if "收官" in rest or "末年" in rest:
        point.part = "last-year"
    elif "开局" in rest:
        point.part = "first-year"
    elif "末" in rest:
        point.part = "end"
    elif "初" in rest:
        point.part = "early"
    elif "中期" in rest:
        point.part = "middle"
    return True


_READERS = {
    "ymd": _whole_date,
    "shortdate": _whole_date,
    "compact": _compact,
    "now": _now,
    "weekday": _weekday,
    "relweek": _week,
    "fyp": _plan,
    "years": _years,
}
