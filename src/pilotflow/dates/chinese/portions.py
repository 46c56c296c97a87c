"""Parts of a period and spans from it: 6月最后一个工作日, 2023年前5个月, 十四五后三年, 6月30日后15日内."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pilotflow.dates.chinese import spans
from pilotflow.dates.chinese.repeated import WEEKDAY
from pilotflow.dates.counted import span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Item, Scope, day_after, day_before
from pilotflow.dates.rhythms import DAYS
from pilotflow.dates.stretches import Stretch, first_of, until, window

if TYPE_CHECKING:
    from pilotflow.dates.chinese.tokens import Token
    from pilotflow.dates.chinese.walk import Walk

_PLAN = 60  # months of a five-year plan
NTH = ("nthday", "nthwork")


def behind_point(walk: Walk, at: int) -> bool:
    """Whether the word behind a point names working days or weekdays in it."""
    if at >= len(walk.tokens) or walk.tokens[at].kind not in NTH:
        return False
    return walk.text[walk.tokens[at - 1].end : walk.tokens[at].start] in ("", "的")


def weekday_in(walk: Walk, at: int) -> bool:
    """Whether a word is a weekday of the week that stands right before it: 第三周周五."""
    if at >= len(walk.tokens) or walk.tokens[at].kind not in ("weekday", "bracketday"):
        return False
    return walk.text[walk.tokens[at - 1].end : walk.tokens[at].start] in ("", "的")


def of_period(walk: Walk, found: list[Stretch], at: int) -> list[Item] | None:
    """The days that a word names in each of some periods; None where one cannot be told."""
    items: list[Item] = []
    for stretch in found:
        period = window(stretch, "zh.day", walk.scope)
        first, last = period.first, period.last
        if not isinstance(first, date) or not isinstance(last, date):
            return None
        for text in re.split("[、和及与]", walk.tokens[at].text):
            item = Item("window", None, None, "day", "zh.day")
            day = _day(walk, walk.tokens[at], spans.ordinal(text), (first, last), item)
            if day is None or not first <= day <= last:
                return None
            item.first = item.last = day
            items.append(item)
    return items


def _day(walk: Walk, token: Token, place: int, period: tuple[date, date], item: Item) -> date | None:
    first, last = period
    if token.kind == "nthwork":
        base = day_before(first) if place > 0 else day_after(last)
        return span_end(base, Span(place, "B"), walk.scope, item) if isinstance(base, date) else None
    weekday = DAYS.index(WEEKDAY[token.text[-1]])
    if place > 0:
        return Span((weekday - first.weekday()) % 7 + 7 * (place - 1), "D").after(first)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-place - 1))


def counted(walk: Walk, stretch: Stretch, token: Token) -> Item | None:
    """A span from the point: 6月30日后15日内."""
    length = spans.length_of(token)
    base = until(stretch, "", walk.scope).last
    if length is None or not isinstance(base, date):
        return None
    if stretch.style == "bare" and length.pre == "前":
        return first_of(stretch, length.last, "zh.first-of", walk.scope)
    if stretch.style == "bare" and length.pre == "后" and not length.tail:
        return _last_of(stretch, length, walk.scope)
    item = Item("by", None, None, "day", "zh.from-day", vague=length.vague)
    spans.bind(item, base, length, walk.scope)
    if stretch.style == "end" and length.pre == "前":  # 年底前5日: five days before its end, or its last five
        item.vague, item.alternatives = True, [base]
    return item


def _last_of(stretch: Stretch, length: spans.Length, scope: Scope) -> Item | None:
    """十四五后三年: the last years of a plan; None where it may be what comes after a period."""
    if length.last.unit != "Y" or stretch.last[0] != _PLAN:
        return None
    item = window(stretch, "zh.range", scope)
    if not isinstance(item.last, date) or length.last.count > 5:
        return None
    item.first = date(item.last.year - length.last.count + 1, 1, 1)
    return item
