"""Days named in the unit of a rhythm: 每月25日前, 每季度首月10日前, 每月第一个工作日, 每月前三天."""

from __future__ import annotations

import re

from pilotflow.dates.chinese import spans, yearly
from pilotflow.dates.chinese.normal import number, numbers
from pilotflow.dates.chinese.points import in_month
from pilotflow.dates.chinese.repeated import WEEKDAY, signs
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.findings import Scope
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import Rhythm, last_day
from pilotflow.dates.stretches import Stretch

_JOINS = frozenset("的于在应须当要需定期分别并均各原则上固定统一集中至少前同步组织开展召开可由")
_LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NEXT = "次下翌"


def within_unit(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope, *, gap: str) -> int | None:
    """Attach the days named in a rhythm's unit; the number of the token behind them, None where there are none.

    Args:
        rhythm: the rhythm.
        tokens: all words.
        at: the number of the word that may name days.
        scope: what is known beside the words.
        gap: what lies between the rhythm and the word where a comma is in it.
    """
    token, unit = tokens[at], rhythm.unit
    if gap and not set(gap) <= _JOINS and not of_each(rhythm, token):
        return None
    if token.kind == "span" and token.parts["pre"]:
        return _stretch(rhythm, tokens, at)
    if gap and token.kind in ("half", "quarter"):
        rhythm.vague = True  # 每年两次，其中上半年一次
        return at + 1
    if token.kind == "nth" and not gap:
        rhythm.vague = True  # 每季度第一周
        return at + 1
    if token.kind in ("nthday", "nthwork"):
        return _placed(rhythm, tokens, at)
    if unit in ("quarter", "half", "year") and token.kind == "qmonth":
        return _month_of_unit(rhythm, tokens, at, scope)
    if unit in ("quarter", "half") and token.kind in ("part", "quarterend"):
        return _end_of_unit(rhythm, token.text, at)
    if token.kind in ("relmonth", "relquarter") and not (unit == "month" and token.kind == "relquarter"):
        return _next_unit(rhythm, tokens, at, scope)
    if unit == "month" and token.kind in ("part", "day", "dekad", "num"):
        return _in_months(rhythm, tokens, at, scope)
    if rhythm.months and not rhythm.days and token.kind in ("day", "dekad", "part", "num"):
        return _in_months(rhythm, tokens, at, scope)  # 双月15日前
    if unit == "dekad" and token.kind == "part":
        rhythm.days = [10, 20, -1]  # 每旬末
        return at + 1
    unplaced = token.kind == "day" and unit in ("quarter", "half", "dekad", "week")
    if unplaced or (token.kind == "weekday" and unit != "week"):
        rhythm.vague = True  # 每季度10号: of which month is not said
        return at + 1
    if unit == "week" and token.kind == "weekday":
        rhythm.weekdays = [*rhythm.weekdays, *signs(token.text)]
        rhythm.precision = "day"
        return at + 1
    return yearly.in_year(rhythm, tokens, at, scope) if unit == "year" else None


def ending(rhythm: Rhythm, ahead: int) -> bool:
    """Set the last day of each unit, or some days ahead of it: 季度结束前; whether a rule can say it."""
    length = _LENGTH[rhythm.unit]
    known = ahead < 28
    rhythm.days, rhythm.precision = [-1 - (ahead if known else 0)], "day" if ahead else rhythm.unit
    if length > 1:
        rhythm.months = rhythm.months_of([length])
    return known


def of_each(rhythm: Rhythm, token: Token) -> bool:
    """Whether a place is one in each unit though words stand between: 每年开展一次，6月底前完成."""
    part = token.kind == "part" and len(token.text) == 1
    if rhythm.months and not rhythm.days and (part or token.kind in ("day", "dekad")):
        return True
    if rhythm.unit == "year":
        year_end = token.kind == "part" and token.text[0] == "年"
        return year_end or token.kind in ("month", "mdot", "half", "quarter", "halves")
    if rhythm.unit == "month":
        return token.kind in ("day", "relmonth")
    return rhythm.unit in ("quarter", "half") and token.kind == "qmonth"


def _stretch(rhythm: Rhythm, tokens: list[Token], at: int) -> int | None:
    """每月前三天, 每月最后三天, 每月前5个工作日内."""
    token = tokens[at]
    length = spans.length_of(token)
    pre = token.parts["pre"][:2]
    if rhythm.named():
        rhythm.forget()  # 每季度末前5个工作日
        return at + 1
    if tokens[at - 1].end != token.start:
        return None
    if length is None or rhythm.unit not in _LENGTH or pre not in ("前", "前的", "最后"):
        rhythm.vague = True
        return at + 1
    count, unit = length.last
    count, unit = (count * 7, "D") if unit == "W" else (count, unit)
    whole = _LENGTH[rhythm.unit]
    if pre == "最后" or unit not in ("D", "B") or not 0 < count <= (28 if unit == "D" else 20):
        if pre == "最后":
            ending(rhythm, 0)
            rhythm.precision = "day"
        rhythm.vague = True
        return at + 1
    if whole > 1:
        rhythm.months = rhythm.months_of([1])
    rhythm.precision = "day"
    if unit == "B":
        rhythm.weekdays, rhythm.setpos, rhythm.provisional = ["MO"], count, True
    else:
        rhythm.days, rhythm.span = [1], f"01..{count:02}"
    return at + 1


def _placed(rhythm: Rhythm, tokens: list[Token], at: int) -> int:
    """The n-th weekday or working day of each month, or of the first or last month of each longer unit."""
    token = tokens[at]
    rhythm.precision = "day"
    if rhythm.unit not in _LENGTH or spans.ordinal(token.text) == 0:
        rhythm.vague = True
        return at + 1
    if token.kind == "nthwork":
        places = [spans.ordinal(token.text)]
        rhythm.weekdays, rhythm.setpos, rhythm.provisional = ["MO"], places[0], True
    else:
        places = [spans.ordinal(text) for text in re.split("[、和及与]", token.text)]
        rhythm.weekdays += [f"{place}{WEEKDAY[token.text[-1]]}" for place in places]
    if rhythm.unit != "month" and not rhythm.months:
        rhythm.months = rhythm.months_of([_LENGTH[rhythm.unit] if places[0] < 0 else 1])
    if (
        at + 2 < len(tokens)
        and tokens[at + 1].kind == "list"
        and tokens[at + 2].kind == token.kind == "nthday"
    ):
        return _placed(rhythm, tokens, at + 2)
    return at + 1


def _next_unit(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int | None:
    """每月月底, 每月情况于次月5日前报送, 每季度报告于次月10日前."""
    token = tokens[at]
    if token.text[0] not in _NEXT and token.text != "月":
        return None
    if token.kind == "relmonth" and rhythm.unit in ("quarter", "half", "year") and token.text[0] in _NEXT:
        rhythm.months = rhythm.months_of([1])
    behind = within_unit(rhythm, tokens, at + 1, scope, gap="") if at + 1 < len(tokens) else None
    return at + 1 if behind is None and rhythm.months else behind


def _in_months(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int | None:
    point = Point()
    point.unit = "M"
    behind = in_month(point, tokens, at, tokens[at].start)
    return _days_of_month(rhythm, point, tokens, behind, scope) if behind > at else None


def _month_of_unit(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int:
    place = spans.ordinal(tokens[at].text)
    rhythm.months = rhythm.months_of([_LENGTH[rhythm.unit] if place < 0 else place])
    rhythm.precision = "month"
    rhythm.rule = f"zh.month-of-each-{rhythm.unit}"
    point = Point()
    point.unit = "M"
    behind = in_month(point, tokens, at + 1, tokens[at].end)
    return _days_of_month(rhythm, point, tokens, behind, scope) if behind > at + 1 else behind


def _end_of_unit(rhythm: Rhythm, text: str, at: int) -> int:
    length = _LENGTH[rhythm.unit]
    if "中" in text or "初" in text:  # the second month, or the first
        rhythm.months, rhythm.vague = rhythm.months_of([1 if "初" in text else length // 2 + 1]), True
        rhythm.precision = "month"
        return at + 1
    ending(rhythm, 0)
    rhythm.precision = "day" if "最后" in text else rhythm.unit
    return at + 1


def _days_of_month(rhythm: Rhythm, point: Point, tokens: list[Token], at: int, scope: Scope) -> int:
    found = stretches(point, scope, Named())
    if not found:
        rhythm.vague = True
        return at
    first, last = found[0], found[-1]
    rhythm.precision, rhythm.vague = first.precision, rhythm.vague or first.vague
    if first.style == "day" and len(found) > 1:
        rhythm.days = [*rhythm.days, *(stretch.last[1] for stretch in found)]
        return at
    end = _range_end(tokens, at, first)
    if end is not None:
        last, at = end
    due = at < len(tokens) and tokens[at].kind == "before"
    day = last.last[1]
    rhythm.days = [*rhythm.days, -1 if day == 31 and len(rhythm.months) != 1 else last_day(day, last.style)]
    if (first.style in ("dekad", "early") and not due) or (first.first != last.last and first.style == "day"):
        rhythm.span = f"{first.first[1]:02}..{day:02}"
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
