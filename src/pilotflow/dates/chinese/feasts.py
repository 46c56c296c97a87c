"""Festivals in Chinese, one or several, with their days off: 春节前, 国庆期间, 中秋、国庆前, 五一假期前."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.dates.chinese import holidays, spans
from pilotflow.dates.chinese.holidays import Holiday
from pilotflow.dates.counted import counted_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.festivals import anchor_of, festival, fixed_day, named
from pilotflow.dates.findings import Item, Scope, day_after, day_before
from pilotflow.dates.stretches import Stretch, through

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk
    from pilotflow.dates.point import Point
_BOUND = frozenset(
    (
        "before",
        "span",
        "after",
        "around",
        "comma",
        "stop",
        "open",
        "close",
        "to",
        "since",
        "within",
        "sameday",
    )
)


def feast(walk: Walk, point: Point, at: int, begin: int) -> int:
    """Read what is bound to a festival, or to several; the number of the word behind."""
    tokens = walk.tokens
    texts, at = _list(walk, point.feast, at)
    kind = walk.beside(at)
    if not bound(walk, at):
        walk.findings.vague = (
            walk.findings.vague or len(texts) > 1 or walk.text.startswith("等", tokens[at - 1].end)
        )
        return at
    off = "假" in texts[-1] or "黄金周" in texts[-1]
    name = named(point.feast)
    days = [(named(text), holidays.day_of(named(text), point, walk)) for text in texts]
    known = [holidays.on_day(name, day, walk.scope) for name, day in days if day is not None]
    anchor = next((found for found in (anchor_of(name) for name, _ in days) if found), None)
    if len(known) < len(days):
        item = holidays.open_item(name, point, anchor, kind)
        item.vague = len(days) > 1 or off or kind in ("within", "around", "after")
        behind = at + (kind in ("before", "within", "around", "after"))
        if kind == "span":
            item, behind = _counted_later(name, texts[-1], walk, at), at + 1
    elif kind == "to":
        item, behind = _onwards(walk, known[0], at + 1)
    elif kind == "since" or walk.opened(begin):
        item = Item("from", known[0].day, None, "day", "zh.from")
        behind = at + (kind == "since")
    elif kind == "before":
        item, behind = _before(known, texts, walk.scope, off=off), at + 1
    elif kind == "span":
        item, behind = _counted(known, walk, at), at + 1
    elif kind == "after" and walk.beside(at + 1) == "nthwork":
        item, behind = _workday_after(known, tokens[at + 1].text, walk.scope), at + 2
    elif kind == "after":
        item, behind = _after(known, texts, off=off), at + 1
    elif kind == "around":
        item = _on(known, due=True)
        item.vague, behind = True, at + 1
    elif kind == "within" or off:
        item, behind = _during(known, texts), at + (kind == "within")
    else:
        item, behind = _on(known, due=walk.due(begin)), at + (kind == "sameday")
    item.anchor = item.anchor or anchor
    walk.add(item, begin, tokens[behind - 1].end)
    return behind


def bound(walk: Walk, at: int) -> bool:
    """Whether what stands behind a festival makes it a time limit."""
    return walk.tokens[at - 1].end == len(walk.text) or walk.beside(at) in _BOUND


def beside_day(walk: Walk, stretch: Stretch, at: int) -> int:
    """9月10日教师节前: the festival says the same as the day before it, or what is meant cannot be told."""
    name = named(walk.tokens[at].text)
    year = stretch.value if stretch.base == "A" else walk.scope.issued.year if walk.scope.issued else 0
    days = [festival(name, other) for other in (year, year + 1)] if year else []
    places: list[tuple[int, int] | None] = [(day.month, day.day) for day in days if day is not None]
    if stretch.last not in (places or [fixed_day(name)]):
        walk.unsure()
    return at


def until_feast(walk: Walk, start: Stretch, point: Point, behind: int) -> tuple[Item, int]:
    """2023年6月至中秋节: from a point to a festival, or to the day before it."""
    name = named(point.feast)
    day = holidays.day_of(name, point, walk)
    if day is None:
        return Item("by", None, None, "none", "zh.range", vague=True, anchor=anchor_of(name)), behind
    eve = walk.beside(behind) == "before"
    if start.base == "N":
        start = start._replace(base="A", value=day.year - (start.first > (day.month, day.day)))
    end = (eve and day_before(day)) or day
    item = through(start, holidays.stretch_of(end), "zh.range", walk.scope)
    item.anchor = item.anchor or anchor_of(name)
    return item, behind + eve


def _list(walk: Walk, first: str, at: int) -> tuple[list[str], int]:
    """The festivals beside each other: 元旦、春节, 国庆中秋."""
    tokens = walk.tokens
    texts = [first]
    while True:
        step = walk.beside(at) == "list"
        if walk.beside(at + step) != "feast":
            return texts, at
        texts.append(tokens[at + step].text)
        at += step + 1


def _on(known: list[Holiday], *, due: bool) -> Item:
    """The day itself; of several the last."""
    last = max(holiday.day for holiday in known)
    first = min(holiday.day for holiday in known)
    return Item("by", None if due else first, last, "day", "zh.festival", vague=first < last)


def _before(known: list[Holiday], texts: list[str], scope: Scope, *, off: bool) -> Item:
    if off:
        if any(holiday.off is None for holiday in known):
            return counted_item(f"event:{texts[-1]}", Span(-1, "D"), None, "zh.festival", scope, vague=True)
        first = min(holiday.off[0] for holiday in known if holiday.off is not None)
        return Item("by", None, day_before(first), "day", "zh.festival")
    days = sorted(holiday.day for holiday in known)
    item = Item("by", None, day_before(days[0]), "day", "zh.festival")
    item.alternatives = [holidays.workday_before(days[0], scope), *(day_before(day) for day in days[1:])]
    return item


def _counted(known: list[Holiday], walk: Walk, at: int) -> Item:
    """春节后一周内, 国庆节前10日: from the day, or else from the days off."""
    length = spans.length_of(walk.tokens[at])
    item = Item("by", None, None, "day", "zh.festival")
    if length is None:
        item.vague = True
        return item
    pick = min if length.backwards else max
    chosen = pick(known, key=lambda holiday: holiday.day)
    item.vague = length.vague or len(known) > 1
    spans.bind(item, chosen.day, length, walk.scope)
    if chosen.off is not None and length.last.unit != "B" and not length.leading_up:
        other = Item("by", None, None, "day", "")
        spans.bind(other, chosen.off[0 if length.backwards else 1], length, walk.scope)
        item.alternatives = [other.last]
    return item


def _after(known: list[Holiday], texts: list[str], *, off: bool) -> Item:
    last = max(known, key=lambda holiday: holiday.day)
    item = Item("after", None, None, "day", "zh.festival", vague=True)
    if not off:
        item.first = day_after(last.day)  # or when the days off are over
    elif last.off is None:
        item.anchor = f"event:{texts[-1]}"
    else:
        item.first, item.vague = day_after(last.off[1]), False
    return item


def _workday_after(known: list[Holiday], text: str, scope: Scope) -> Item:
    """国庆节后第一个工作日."""
    item = Item("window", None, None, "day", "zh.festival")
    count = spans.ordinal(text)
    if count > 0:
        item.last = span_end(max(holiday.day for holiday in known), Span(count, "B"), scope, item)
    item.first, item.vague = item.last, item.last is None
    return item


def _during(known: list[Holiday], texts: list[str]) -> Item:
    """国庆期间: the days off; how long they last is decided each year."""
    item = Item("window", None, None, "day", "zh.festival", vague=len(known) > 1)
    if all(holiday.off is not None for holiday in known):
        item.first = min(holiday.off[0] for holiday in known if holiday.off is not None)
        item.last = max(holiday.off[1] for holiday in known if holiday.off is not None)
    else:
        item.vague, item.anchor = True, f"event:{texts[-1]}"
    return item


def _onwards(walk: Walk, holiday: Holiday, at: int) -> tuple[Item, int]:
    """国庆节至年底: from a festival on; to when may not be said."""
    from pilotflow.dates.chinese.points import read_point
    from pilotflow.dates.meaning import stretches

    got = read_point(walk.tokens, at) if at < len(walk.tokens) else None
    if got is None:
        return Item("after", holiday.day, None, "day", "zh.from", vague=True), at
    point, behind = got
    start = holidays.stretch_of(holiday.day)
    walk.named.take(start)
    if point.feast:
        return until_feast(walk, start, point, behind)
    ends = stretches(point, walk.scope, walk.named)
    if not ends:
        return Item("by", None, None, "none", "zh.range", vague=True), behind
    return through(start, ends[-1], "zh.range", walk.scope), behind


def _counted_later(name: str, text: str, walk: Walk, at: int) -> Item:
    """A span from a festival of a year that is not known yet."""
    length = spans.length_of(walk.tokens[at])
    if length is None:
        return Item("by", None, None, "day", "zh.festival", vague=True)
    item = spans.item_of(length, f"event:{text}", walk.scope)
    if anchor_of(name):
        item.anchor, item.offset = anchor_of(name), f"{name} {item.offset}"
    return item
