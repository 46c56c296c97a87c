"""Rhythms in Chinese: 每季度, 逢双月, 每月25日前, 一年两次, 季度终了后15日内."""

from __future__ import annotations

import re
from datetime import date

from pilotflow.dates.chinese import yearly
from pilotflow.dates.chinese.normal import number
from pilotflow.dates.chinese.points import in_month, numbers
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Scope, day_before
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import DAYS, Rhythm, last_day
from pilotflow.dates.stretches import Stretch

_UNITS = (
    ("工作日", "workday"), ("学期", "term"), ("学年", "school-year"), ("半年", "half"), ("半个月", "half-month"),
    ("半月", "half-month"), ("双月", "even"), ("单月", "odd"), ("季", "quarter"), ("年", "year"), ("月", "month"),
    ("周", "week"), ("星期", "week"), ("礼拜", "week"), ("旬", "dekad"), ("日", "day"), ("天", "day"),
)  # fmt: skip
_WEEKDAY = dict(zip("一二三四五六日天", (*DAYS, "SU"), strict=True))
_JOINS = frozenset("的于在应须当要需定期分别并均各原则上固定统一集中至少前同步组织开展召开可由")


def begun(token: Token) -> Rhythm | None:
    """The rhythm a word begins; None where it is none after all."""
    text = token.text
    if token.kind == "weekday":
        return _weekdays(text)
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


def within_unit(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope, *, gap: str) -> int | None:
    """Attach the days named in a rhythm's unit; the number of the token behind them, None where there are none."""
    if gap and not set(gap) <= _JOINS:
        return None
    token = tokens[at]
    if token.kind == "span" and token.parts["pre"] and rhythm.named():
        rhythm.forget()  # 每季度末前5个工作日
        return at + 1
    if token.kind == "nth" and not gap:
        rhythm.vague = True  # 每季度第一周
        return at + 1
    if token.kind == "nthday":
        return _placed(rhythm, at, [_ordinal(token.text[:-1]) + _WEEKDAY[token.text[-1]]], 0)
    if token.kind == "nthwork" or _first_workdays(token):
        place = int(_ordinal(token.text)) if token.kind == "nthwork" else number(token.parts["n"])
        return _placed(rhythm, at, ["MO"], place)
    if rhythm.unit in ("quarter", "half", "year") and token.kind == "qmonth":
        return _month_of_unit(rhythm, tokens, at, scope)
    if rhythm.unit in ("quarter", "half") and token.kind == "part":
        return _end_of_unit(rhythm, tokens, at)
    if rhythm.unit == "month" and token.kind in ("part", "day", "dekad", "num"):
        return _in_months(rhythm, tokens, at, scope)
    if rhythm.months and not rhythm.days and token.kind in ("day", "dekad", "part", "num"):
        return _in_months(rhythm, tokens, at, scope)  # 双月15日前
    unplaced = token.kind == "day" and rhythm.unit in ("quarter", "half", "dekad", "week")
    if unplaced or (token.kind == "weekday" and rhythm.unit != "week"):
        rhythm.vague = True  # 每季度10号: of which month is not said
        return at + 1
    if rhythm.unit == "week" and token.kind == "weekday":
        rhythm.weekdays = _signs(token.text)
        rhythm.precision = "day"
        return at + 1
    if rhythm.unit == "year":
        return yearly.in_year(rhythm, tokens, at, scope)
    return None


def after_closing(rhythm: Rhythm, span: Span) -> bool:
    """Set the last day of a span that begins when each unit closes; whether a rule can say it."""
    count, unit = span
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[rhythm.unit]
    if count < 1:
        return False
    rhythm.rule = f"zh.after-each-{rhythm.unit}"
    if unit in ("D", "W"):
        count = count * 7 if unit == "W" else count
        if count > (28 if months == 1 else 30):
            return False
        rhythm.days, place = [count], 1
    elif unit == "M" and count <= months:
        rhythm.days, place = [-1], count
    elif unit == "B" and count <= 15:
        rhythm.setpos, rhythm.weekdays, rhythm.provisional, place = count, ["MO"], True, 1
    else:
        return False
    rhythm.precision = "day"
    if months > 1:
        rhythm.months = rhythm.months_of([place])
    return True


def ending(rhythm: Rhythm) -> None:
    """Set the last day of each unit: 季度结束前."""
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[rhythm.unit]
    rhythm.days, rhythm.precision = [-1], rhythm.unit
    if length > 1:
        rhythm.months = rhythm.months_of([length])


def eve(day: date | None) -> date | None:
    """The day before, where there is one."""
    return None if day is None else day_before(day)


def _unit(text: str) -> str:
    return next(unit for sign, unit in _UNITS if sign in text)


def _ordinal(text: str) -> str:
    if "最后" in text or "末" in text:
        return "-1"
    found = re.search(r"\d+|[一二两三四五六七八九十]+", text)
    return str(number(found.group())) if found else "1"


def _first_workdays(token: Token) -> bool:
    return token.kind == "span" and token.parts["pre"] in ("前", "的前") and token.parts["u1"] == "工作日"


def _signs(text: str) -> list[str]:
    body = re.sub(r"每逢|每个|每|逢", "", text)
    signs = re.findall(r"[一二三四五六日天]", re.sub(r"周|星期|礼拜", "", body))
    if re.search(r"[-至到]", body) and len(signs) == 2:
        first, last = (DAYS.index(_WEEKDAY[sign]) for sign in signs)
        return list(DAYS[first : last + 1])
    return [_WEEKDAY[sign] for sign in signs]


def _weekdays(text: str) -> Rhythm:
    rhythm = Rhythm("week", 1, "zh.each-weekday")
    rhythm.weekdays = ["SU"] if text.endswith("末") else _signs(text)
    rhythm.precision = "day"
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


def _placed(rhythm: Rhythm, at: int, weekdays: list[str], setpos: int) -> int:
    """The n-th weekday or working day of each month, or of the first or last month of each longer unit."""
    rhythm.precision = "day"
    if rhythm.unit not in ("month", "quarter", "half", "year"):
        rhythm.vague = True
        return at + 1
    rhythm.weekdays, rhythm.setpos, rhythm.provisional = weekdays, setpos, setpos != 0
    if rhythm.unit != "month":
        last = {"quarter": 3, "half": 6, "year": 12}[rhythm.unit]
        rhythm.months = rhythm.months_of([last if weekdays[0][0] == "-" or setpos < 0 else 1])
    return at + 1


def _in_months(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int | None:
    point = Point()
    point.unit = "M"
    behind = in_month(point, tokens, at, tokens[at].start)
    return _days_of_month(rhythm, point, tokens, behind, scope) if behind > at else None


def _month_of_unit(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int:
    length = {"quarter": 3, "half": 6, "year": 12}[rhythm.unit]
    place = int(_ordinal(tokens[at].text))
    rhythm.months = rhythm.months_of([length if place < 0 else place])
    rhythm.precision = "month"
    rhythm.rule = f"zh.month-of-each-{rhythm.unit}"
    point = Point()
    point.unit = "M"
    behind = in_month(point, tokens, at + 1, tokens[at].end)
    return _days_of_month(rhythm, point, tokens, behind, scope) if behind > at + 1 else behind


def _end_of_unit(rhythm: Rhythm, tokens: list[Token], at: int) -> int:
    length = {"quarter": 3, "half": 6}[rhythm.unit]
    text = tokens[at].text
    if "中" in text:
        rhythm.months, rhythm.vague = rhythm.months_of([length // 2 + 1]), True
        return at + 1
    early = "初" in text
    rhythm.precision, rhythm.vague = rhythm.unit, early
    rhythm.months = rhythm.months_of([1 if early else length])
    rhythm.days = [10 if early else -1]
    return at + 1


def _days_of_month(rhythm: Rhythm, point: Point, tokens: list[Token], at: int, scope: Scope) -> int:
    found = stretches(point, scope, Named())
    if not found:
        rhythm.vague = True
        return at
    first, last = found[0], found[-1]
    rhythm.precision, rhythm.vague = ("month" if first.style == "end" else first.precision), first.vague
    if first.style == "day" and len(found) > 1:
        rhythm.days = [stretch.last[1] for stretch in found]
        return at
    end = _range_end(tokens, at, first)
    if end is not None:
        last, at = end
    rhythm.days = [last_day(last.last[1], last.style)]
    if first.style == "dekad" or (first.first != last.last and first.style == "day"):
        rhythm.span = f"{first.first[1]:02}..{last.last[1]:02}"
        if first.style == "day":
            rhythm.days = [first.first[1]]
    while at + 1 < len(tokens) and tokens[at].kind in ("list", "comma"):
        other = tokens[at + 1]
        if other.kind == "day":  # 每月25日和30日
            rhythm.days += numbers(other.text)[0]
            at += 2
        elif (
            other.kind == "relmonth" and at + 2 < len(tokens) and tokens[at + 2].text in "底末"
        ):  # 每月15日和月底
            rhythm.days.append(-1)
            at += 3
        else:
            break
    return at


def _range_end(tokens: list[Token], at: int, first: Stretch) -> tuple[Stretch, int] | None:
    if at + 1 < len(tokens) and tokens[at].kind == "to" and tokens[at + 1].kind == "day":
        found = re.search(r"\d+|[一二三四五六七八九十廿]+", tokens[at + 1].text)
        day = number(found.group()) if found else 0
        if 1 <= day <= 31:  # 每月25日至5日 reaches into the next month
            return first._replace(last=(first.last[0], day)), at + 2
    return None
