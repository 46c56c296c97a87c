"""Points of the calendar bound to a time limit: 到, 自…起, 前, 内, 至."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilotflow.dates.chinese import clauses, feasts, portions, spans
from pilotflow.dates.chinese.points import in_month, read_point
from pilotflow.dates.chinese.ranges import range_from
from pilotflow.dates.counted import counted_item
from pilotflow.dates.durations import Span, spans_of
from pilotflow.dates.findings import Item, day_after
from pilotflow.dates.meaning import stretches
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Stretch, ahead_of, around, since, until, window

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk

_HUNG = ("season", "seasons", "term", "unnamed")


def dated(walk: Walk, at: int) -> int:
    """Read the point that begins with a word, and what binds it; the number of the word behind."""
    got = read_point(walk.tokens, at)
    return at + 1 if got is None else _read(walk, at, *got)


def in_named_month(walk: Walk, at: int) -> int:
    """3月上旬动员、中旬自查, 3月15日前报名，月底前确定: a part of the month that was named before."""
    token = walk.tokens[at]
    point = Point()
    if token.kind == "dekad" and walk.named.month:
        point.months = (walk.named.month,)
        return _read(walk, at, point, in_month(point, walk.tokens, at, token.start))
    behind = at + 1
    if token.text == "月" and walk.named.month and walk.beside(behind) == "part":
        point.months = (walk.named.month,)
        return _read(walk, at, point, in_month(point, walk.tokens, behind, token.end))
    return behind if token.kind == "dekad" else dated(walk, at)


def _read(walk: Walk, at: int, point: Point, behind: int) -> int:
    tokens = walk.tokens
    begin = tokens[at].start
    if point.feast:
        return feasts.feast(walk, point, behind, begin)
    ahead = _ahead_of_event(walk, point, behind, begin)
    if ahead is not None:
        walk.add(ahead, begin, tokens[behind].end)
        return behind + 1
    found = _stretches(walk, point)
    if not found:
        walk.unsure()
        return behind
    for stretch in found:
        walk.named.take(stretch)
    if found[-1].style == "day" and walk.beside(behind) == "feast":
        if feasts.bound(walk, behind + 1):
            return feasts.beside_day(walk, found[-1], behind)
        behind += 1  # 12月4日国家宪法日活动
    if found[-1].style == "bare":
        if walk.beside(behind) in _HUNG:  # 2024年汛期, 9月开学前: the point only says in which year
            walk.lead = (tokens[behind].start, point)
            return behind
        if walk.opened(begin) and clauses.names_event(walk, behind):
            return behind
        unknown = clauses.ahead_of_unknown(walk, begin, behind)
        if unknown is not None:
            return _keep(walk, unknown[0], begin, unknown[1])
    shared = _chained(walk, at)
    item, behind = _bound(walk, point, found, behind, begin, shared)
    if item is not None and found[-1].base == "N" and isinstance(item.last, date):
        walk.named.year = item.last.year
    if item is not None and item.rule == "zh.month" and len(found) == 1:
        walk.months = [*shared, (item, found[0], tokens[behind - 1].end)]
    elif item is not None and found[0].style == "day" and len(found) == 1 and point.months:
        _share(walk, shared, found[0])
    return _keep(walk, item, begin, behind)


def _chained(walk: Walk, at: int) -> list[tuple[Item, Stretch, int]]:
    """The months of the list that a point stands at the end of: 6月、12月15日前."""
    comma = walk.tokens[at - 1] if at > 0 else None
    near = comma is not None and comma.kind == "list" and comma.end == walk.tokens[at].start
    if near and comma is not None and walk.months and walk.months[-1][2] == comma.start:
        return walk.months
    return []


def _share(walk: Walk, months: list[tuple[Item, Stretch, int]], day: Stretch) -> None:
    """6月、12月15日前: the day is that of each month."""
    for item, month, _ in months:
        place = (month.first[0], day.last[1])
        on = until(
            month._replace(first=place, last=place, style="day", precision="day"), item.rule, walk.scope
        )
        item.first, item.last, item.precision = None, on.last, "day"


def _keep(walk: Walk, item: Item | None, begin: int, behind: int) -> int:
    end = walk.tokens[behind - 1].end
    if item is None:
        walk.unsure()
    elif item.kind == "past" or clauses.compared(walk, begin, end):
        walk.boundary = end
    elif clauses.described(walk, item, begin, end):
        issued, last = walk.scope.issued, item.last
        if issued is not None and isinstance(last, date) and last >= issued and item.kind != "window":
            walk.unsure()  # 2025年底前建成的项目 may be what is to be done
    else:
        walk.add(item, begin, end)
        if item.kind == "from" and isinstance(item.first, date):
            _lasting(walk, item.first)
    return behind


def _lasting(walk: Walk, begin: date) -> None:
    """聘期三年，自2023年3月1日起算: a period named before the day it begins with."""
    for item in walk.findings.items:
        known = spans_of(item.offset or "") if item.rule == "zh.period" and item.last is None else None
        if known is not None:
            spans.lasting(item, begin, known[1], walk.scope)
            item.anchor = item.offset = None
            item.precision = "day"


def _ahead_of_event(walk: Walk, point: Point, behind: int, begin: int) -> Item | None:
    """有效期届满三十日前: after an event, N日前 counts back from it."""
    if not point.days or point.months or point.unit or walk.beside(behind) != "before":
        return None
    anchor = spans.event_ahead(walk.words_before(begin))
    if anchor is None:
        return None
    return counted_item(anchor, Span(-point.days[-1], "D"), None, "zh.ahead-of", walk.scope)


def _stretches(walk: Walk, point: Point) -> list[Stretch]:
    if not (point.days and not point.months and not point.unit) or walk.named.month:
        return stretches(point, walk.scope, walk.named)
    # A day without a month: the next such day, once the day of issue is known.
    issued = walk.scope.issued
    if issued is None or point.bad:
        return []
    point.unit, point.shift = "M", 0 if point.days[-1] >= issued.day else 1
    return stretches(point, walk.scope, walk.named)


def _bound(
    walk: Walk,
    point: Point,
    found: list[Stretch],
    behind: int,
    begin: int,
    shared: list[tuple[Item, Stretch, int]],
) -> tuple[Item | None, int]:
    tokens, scope = walk.tokens, walk.scope
    opened = walk.opened(begin)
    kind = walk.beside(behind)
    if kind == "since":
        if tokens[behind].text == "以来":
            return Item("past", None, None, "none", "zh.past"), behind + 1
        behind += 1
        opened = True
        kind = walk.beside(behind)
        if kind == "before" and tokens[behind - 1].text == "开始":  # 三季度开始前
            return until(found[0]._replace(outside=True), "zh.before-bare", scope), behind + 1
    if kind == "to":
        joined = range_from(walk, point, found[0], behind + 1) if behind + 1 < len(tokens) else None
        if joined is not None:
            return joined
        if tokens[behind].text not in "-一":  # 3月1日至验收: when it ends is not said
            item = since(found[0], "zh.from", scope)
            item.kind, item.vague = "after", True
            return item, behind + 1
    if kind == "close" and walk.beside(behind + 1) == "before" and walk.text[begin - 1 : begin] == "(":
        return _before(walk, found[-1], behind + 1)  # 世界环境日（6月5日）前
    if kind == "nth":
        # 6月第一周, 6月第一周周三: usage does not say which days
        return None, behind + 1 + portions.weekday_in(walk, behind + 1)
    if portions.behind_point(walk, behind):
        return _nth(walk, found, behind, begin, shared)
    if kind == "span":
        return portions.counted(walk, found[-1], tokens[behind]), behind + 1
    if opened:
        return since(found[0], "zh.from", scope), behind
    if walk.late_end == begin:
        item = since(found[0], "zh.not-before", scope)
        item.kind = "after"
        return item, behind
    last = _in_order(walk, found, begin, behind)
    if kind == "before":
        return _before(walk, last, behind)
    if kind == "after":
        item = since(last._replace(first=last.last), "zh.after", scope)
        item.kind = "from" if spans.takes_force(walk.text, tokens[behind].end) else "after"
        item.first, item.vague = day_after(item.first), item.vague or item.anchor is not None
        return item, behind + 1
    if kind == "around":
        if tokens[behind].text == "前后":
            return around(last, "zh.around", scope), behind + 1
        return window(last._replace(vague=True), "zh.around", scope), behind + 1
    if kind == "within":
        during = tokens[behind].text == "期间"
        return (window if during else until)(last, "zh.in", scope), behind + 1
    if walk.text.startswith("至今", tokens[behind - 1].end):
        return Item("past", None, None, "none", "zh.past"), behind  # 2023年3月至今
    if walk.due(begin) or (kind == "until" and tokens[behind].text.startswith("截止")):
        return until(last, "zh.by", scope), behind
    return window(last, f"zh.{last.precision}" + ("-end" if last.style == "end" else ""), scope), behind


def _nth(
    walk: Walk, found: list[Stretch], at: int, begin: int, shared: list[tuple[Item, Stretch, int]]
) -> tuple[Item | None, int]:
    items = portions.of_period(walk, [*(month for _, month, _ in shared), *found], at)
    if items is None:
        return None, at + 1
    due = walk.due(begin) or walk.beside(at + 1) == "before"
    for item in items:
        item.first = None if due else item.first
    for (month, _, _), item in zip(shared, items, strict=False):
        month.first, month.last, month.precision = None, item.last, "day"
    for item in items[len(shared) : -1]:
        walk.add(item, begin, walk.tokens[at].end)
    return items[-1], at + 1 + (walk.beside(at + 1) == "before")


def _in_order(walk: Walk, found: list[Stretch], begin: int, behind: int) -> Stretch:
    """Keep all but the last of a list, and give the last: 6、12月底前 without a year run forward."""
    year = None
    for at, stretch in enumerate(found):
        if year is not None and stretch.base == "N":
            later = stretch.last < found[at - 1].last
            found[at] = stretch._replace(base="A", value=year + later)
        if at < len(found) - 1:
            item = window(found[at], "zh.list", walk.scope)
            walk.add(item, begin, walk.tokens[behind - 1].end)
            year = item.last.year if isinstance(item.last, date) else None
    return found[-1]


def _before(walk: Walk, last: Stretch, behind: int) -> tuple[Item, int]:
    tokens = walk.tokens
    if tokens[behind].start != tokens[behind - 1].end:  # 2024年上半年结束前
        return until(last, "zh.before-end", walk.scope), behind + 1
    aside = walk.beside(behind + 1)
    if aside in ("exact", "without"):  # 6月30日前（含当日）
        last = last._replace(exact=aside == "exact", outside=aside == "without")
    item = ahead_of(last, f"zh.before-{last.style}", walk.scope)
    return item, behind + 1 + (aside in ("exact", "without"))
