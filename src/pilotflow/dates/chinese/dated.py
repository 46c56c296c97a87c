"""Points of the calendar bound to a time limit: 到, 自…起, 前, 内, 至."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pilotflow.dates.chinese import spans
from pilotflow.dates.chinese.points import in_month, read_point
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.counted import counted_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.festivals import anchor_of, festival, fixed_day, named, next_festival
from pilotflow.dates.findings import Item, Scope, day_after, day_before
from pilotflow.dates.marks import Mark
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Stretch, ahead_of, since, through, until, window

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk

_ENDINGS = frozenset(("", "结束", "终了", "届满", "终止"))
_DAY = timedelta(days=1)


def dated(walk: Walk, at: int) -> int:
    """Read the point that begins with a word, and what binds it; the number of the word behind."""
    tokens = walk.tokens
    begin = tokens[at].start
    got = read_point(tokens, at)
    if got is None:
        return at + 1
    point, behind = got
    if point.feast:
        return _feast(walk, point, behind, begin)
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
    item, behind = _bound(walk, point, found, behind, begin)
    if item is None:
        walk.unsure()
    else:
        if found[-1].base == "N" and isinstance(item.last, date):
            walk.named.year = item.last.year
        walk.add(item, begin, tokens[behind - 1].end)
    return behind


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
    walk: Walk, point: Point, found: list[Stretch], behind: int, begin: int
) -> tuple[Item | None, int]:
    tokens, scope = walk.tokens, walk.scope
    last = found[-1]
    opened = walk.opened(begin)
    kind = walk.beside(behind)
    if kind == "since":
        behind += 1
        opened = True
        kind = walk.beside(behind)
    if kind == "to" and behind + 1 < len(tokens):
        joined = _through(walk, point, found[0], behind + 1)
        if joined is not None:
            return joined
    if kind == "nth":
        return None, behind + 1  # 6月第一周: usage does not say which days
    if kind == "span":
        return _counted(walk, last, tokens[behind]), behind + 1
    if opened:
        return since(found[0], "zh.from", scope), behind
    for stretch in found[:-1]:
        walk.add(window(stretch, "zh.list", scope), begin, tokens[behind - 1].end)
    if kind == "before":
        return ahead_of(last, f"zh.before-{last.style}", scope), behind + 1
    if kind == "after":
        item = since(last._replace(first=last.last), "zh.after", scope)
        item.kind = "after"
        item.first, item.vague = day_after(item.first), item.vague or item.anchor is not None
        return item, behind + 1
    if kind == "around":
        return window(last._replace(vague=True), "zh.around", scope), behind + 1
    if kind == "within":
        during = tokens[behind].text == "期间"
        return (window if during else until)(last, "zh.in", scope), behind + 1
    if walk.due(begin):
        return until(last, "zh.by", scope), behind
    return window(last, f"zh.{last.precision}" + ("-end" if last.style == "end" else ""), scope), behind


def _through(walk: Walk, point: Point, start: Stretch, at: int) -> tuple[Item, int] | None:
    """至 and the second point, which takes from the first what it does not say itself."""
    tokens, scope = walk.tokens, walk.scope
    got = read_point(tokens, at)
    other = Point()
    if got is None:
        other.unit, other.shift, other.months = point.unit, point.shift, point.months[-1:]
        if point.months and not point.days and tokens[at].kind == "num" and 1 <= int(tokens[at].text) <= 12:
            other.months = (int(tokens[at].text),)
            got = other, at + 1
    if got is None:
        behind = in_month(other, tokens, at, tokens[at - 1].end) if point.months or point.unit == "M" else at
        if behind == at:
            return None
    else:
        other, behind = got
        if other.feast:
            return None
        if point.unit == "M" and other.days and not other.months and not other.unit:
            other.unit, other.shift = "M", point.shift
    if other.year is not None and point.year is None and start.base == "N":
        start = start._replace(base="A", value=other.year)
    if other.named and other.years is not None and start.base == "N":
        step, other.years, other.named = other.years, None, False
        ends = [stretch._replace(base="N", value=step) for stretch in stretches(other, scope, Named())]
    else:
        ends = stretches(other, scope, walk.named)
    if not ends:
        return Item("by", None, None, "none", "zh.range", vague=True), behind
    end = ends[-1]
    own = other.year is not None and point.year is None
    if own and start.base == end.base == "A" and start.value == end.value and start.first > end.last:
        start = start._replace(value=start.value - 1)
    walk.named.take(end)
    item = through(start, end, "zh.range", scope)
    while walk.beside(behind) in ("before", "within"):
        behind += 1
    return item, behind


def _counted(walk: Walk, stretch: Stretch, token: Token) -> Item | None:
    """A span from the point: 6月30日后15日内."""
    length = spans.length_of(token)
    base = until(stretch, "", walk.scope).last
    if length is None or not isinstance(base, date):
        return None
    if stretch.style == "bare" and length.pre == "前":
        return _first_of(stretch, length, walk.scope)
    count = -length.last.count if length.backwards else length.last.count
    item = Item("by", None, None, "day", "zh.from-day", vague=length.vague)
    item.last = span_end(base, Span(count, length.last.unit), walk.scope, item)
    return item


def _first_of(stretch: Stretch, length: spans.Length, scope: Scope) -> Item | None:
    """2023年前5个月, 十四五前三年: the first units of a period; None where it cannot be told yet."""
    item = window(stretch, "zh.first-of", scope)
    end = length.last.after(item.first) if isinstance(item.first, date) else None
    if end is None or not isinstance(item.last, date) or end - _DAY > item.last:
        return None
    item.last = end - _DAY
    return item


def _feast(walk: Walk, point: Point, at: int, begin: int) -> int:
    tokens, scope = walk.tokens, walk.scope
    name = named(point.feast)
    kind = walk.beside(at)
    text = walk.text
    alone = tokens[at - 1].end == len(text) or kind in ("comma", "stop", "close", "to", "since", "within")
    if kind not in ("before", "span", "after", "around") and not alone:
        return at
    day = _day(name, point, walk)
    anchor = anchor_of(name)
    if day is None:
        item = _open(name, point, anchor, kind)
        walk.add(item, begin, tokens[at - 1].end)
        return at + (kind in ("before", "within"))
    item = Item("by", None, day, "day", "zh.festival", anchor=anchor)
    if kind == "before":
        item.last = day_before(day)
        item.alternatives = _workday_before(day, scope)
        at += 1
    elif kind == "span":
        length = spans.length_of(tokens[at])
        at += 1
        if length is None:
            item.last, item.vague = None, True
        else:
            count = -length.last.count if length.backwards else length.last.count
            item.last = span_end(day, Span(count, length.last.unit), scope, item)
    elif kind == "after" or "假" in point.feast:
        # How long the holiday lasts is decided each year.
        item.last, item.vague, item.anchor = None, True, item.anchor or "event:" + point.feast
        at += kind == "after"
    else:
        item.first = None if walk.due(begin) else day
        item.vague = kind == "around"
        at += kind in ("within", "around")
    walk.add(item, begin, tokens[at - 1].end)
    return at


def _day(name: str, point: Point, walk: Walk) -> date | None:
    issued = walk.scope.issued
    if point.year is not None:
        return festival(name, point.year) if 1 <= point.year <= 9999 else None
    if point.years is not None:
        return None if issued is None else festival(name, issued.year + point.years)
    if walk.named.year is not None:
        return festival(name, walk.named.year)
    return None if issued is None else next_festival(name, issued)


def _open(name: str, point: Point, anchor: str | None, kind: str) -> Item:
    """A festival of a year that is not known yet."""
    days = -1 if kind == "before" else 0
    fixed = fixed_day(name)
    if fixed is None:
        return Item(
            "by", None, None, "day", "zh.festival", anchor=anchor, offset=f"{name} {Span(days, 'D').code()}"
        )
    month, day = fixed
    mark = Mark("N", 0, month, day - 1) if days and day > 1 else Mark("N", 0, month, day)
    if days and day == 1:
        mark = Mark("N", 0 if month > 1 else -1, month - 1 or 12, 31)
    if point.years is not None:
        mark = mark._replace(unit="Y", shift=point.years + mark.shift)
    return Item("by", None, None, "day", "zh.festival", anchor="issued", offset=mark.code())


def _workday_before(day: date, scope: Scope) -> list[date]:
    """The last day on which people work before a holiday, where it is another day."""
    last = day_before(day) or day
    calendar = scope.calendar
    while not calendar.is_workday(last) and last > date.min:
        last -= _DAY
    return [last]
