"""Rhythms in Chinese: 每季度, 逢双月, 一年两次, 每周一、三、五."""

from __future__ import annotations

import re

from pilotflow.dates.chinese.normal import number
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.rhythms import DAYS, Rhythm

_UNITS = (
    ("工作日", "workday"), ("学期", "term"), ("学年", "school-year"), ("半年", "half"), ("半个月", "half-month"),
    ("半月", "half-month"), ("双月", "even"), ("单月", "odd"), ("季", "quarter"), ("年", "year"), ("月", "month"),
    ("周", "week"), ("星期", "week"), ("礼拜", "week"), ("旬", "dekad"), ("日", "day"), ("天", "day"),
)  # fmt: skip
WEEKDAY = dict(zip("一二三四五六日天", (*DAYS, "SU"), strict=True))


def begun(token: Token) -> Rhythm:
    """The rhythm a word begins."""
    text = token.text
    if token.kind == "weekday":
        return _weekdays(text)
    if token.kind == "altweek":
        return _alternate_weeks(text)
    if token.kind == "evenmonth":
        return _alternate(text)
    if token.kind == "quarterend":
        rhythm = Rhythm("quarter", 1, "zh.each-quarter-end")
        rhythm.months, rhythm.days, rhythm.precision = [3, 6, 9, 12], [-1], "quarter"
        return rhythm
    if token.kind == "rate":
        count, unit = re.split(r"次[/每]", text)
        rhythm = Rhythm(_unit(unit), 1, "zh.rate")
        rhythm.times = number(count.removeprefix("不少于").removeprefix("至少"))
        return rhythm
    if token.kind == "twice":
        return _twice(text)
    unit = _unit(text)
    if unit in ("even", "odd"):
        return _alternate(text)
    step = 1
    if text[0] == "隔" or "双周" in text:
        step = 2
    elif token.kind == "every" and unit not in ("half", "half-month"):
        found = re.search(r"\d+|[一二两三四五六七八九十]+", text)
        step = number(found.group()) if found else 1
    return Rhythm(unit, step, f"zh.each-{unit}")


def several(token: Token) -> bool:
    """Whether a word names more than one weekday, which only a rhythm does."""
    return len(re.findall(r"[一二三四五六日天]", token.text)) > 1


def counted(rhythm: Rhythm, token: Token, *, each: bool) -> None:
    """Take the number of times from a word such as 两次 or 1-2次; the smaller of two is owed.

    Args:
        rhythm: the rhythm.
        token: the word.
        each: whether 各 stands before it: once in each of the days, months or seasons named.
    """
    found = re.search(r"\d+|[一二两三四五六七八九十百]+", token.text)
    times = number(found.group()) if found else 1
    rhythm.times = times * max(rhythm.times, 1) if each and not rhythm.named() else times
    rhythm.each = each


def signs(text: str) -> list[str]:
    """The weekdays a word names: 周一至周五, 每周一、三、五."""
    body = re.sub(r"每逢|每个|每|逢", "", text)
    found = re.findall(r"[一二三四五六日天]", re.sub(r"周|星期|礼拜", "", body))
    if re.search(r"[-至到]", body) and len(found) == 2:
        first, last = (DAYS.index(WEEKDAY[sign]) for sign in found)
        return list(DAYS[first : last + 1])
    return [WEEKDAY[sign] for sign in found]


def _unit(text: str) -> str:
    if text.endswith("下半年"):
        return "half"
    return next(unit for sign, unit in _UNITS if sign in text)


def _weekdays(text: str) -> Rhythm:
    rhythm = Rhythm("week", 1, "zh.each-weekday")
    rhythm.weekdays = ["SU"] if text.endswith("末") else signs(text)
    rhythm.precision = "day"
    return rhythm


def _alternate_weeks(text: str) -> Rhythm:
    """每双周周三: every second week; which weeks are the odd ones is not said."""
    rhythm = Rhythm("week", 2, "zh.alternate-weeks")
    rhythm.weekdays = [WEEKDAY[text[-1]]] if text[-1] in WEEKDAY else []
    rhythm.precision = "day" if rhythm.weekdays else ""
    rhythm.vague = "单" in text
    return rhythm


def _alternate(text: str) -> Rhythm:
    rhythm = Rhythm("year", 1, "zh.alternate-months")
    rhythm.months = list(range(2 if "双" in text else 1, 13, 2))
    rhythm.precision = "month"
    return rhythm


def _twice(text: str) -> Rhythm:
    found = re.fullmatch(
        r"(半|[一两二三四五六七八九十]+|\d+)个?(年|季度?|月|周|星期|天|日|旬|学期)(?:至少|不少于|召开|开展|组织)?(.+)",
        text,
    )
    assert found is not None
    count, unit, times = found.groups()
    half = count == "半"
    rhythm = Rhythm(_unit(count + unit if half else unit), 1 if half else number(count), "zh.times-in")
    rhythm.times = max(number(re.split(r"[-至到]", times)[0]), 1)
    return rhythm
