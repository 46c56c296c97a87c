"""Points and spans bound to a time limit in English: by, before, from … to …, within … of …."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pilotflow.dates.counted import counted_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.english import spans
from pilotflow.dates.english.points import STARTS, near, read_point
from pilotflow.dates.festivals import anchor_of, festival, fixed_day, named, next_festival
from pilotflow.dates.findings import ISSUED, Item, day_after, day_before
from pilotflow.dates.meaning import stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import DAYS
from pilotflow.dates.stretches import Stretch, ahead_of, since, through, until, window

if TYPE_CHECKING:
    from pilotflow.dates.english.grammar import Walk

_DAY = timedelta(days=1)


class Place(NamedTuple):
    """A point without a year of its own: a year or a yearly rhythm in the same clause may still take it over."""

    stretch: Stretch
    item: Item
    bound: str
    begin: int
    end: int


_FEASTS = {
    "chinese new year": "春节", "lunar new year": "春节", "spring festival": "春节", "lantern festival": "元宵",
    "qingming": "清明", "dragon boat festival": "端午", "mid-autumn festival": "中秋",
    "double ninth festival": "重阳",
    "national day": "国庆", "labour day": "五一", "labor day": "五一", "may day": "五一", "teachers' day": "教师节",
    "army day": "八一", "new year's day": "元旦", "new year": "元旦", "christmas": "圣诞",
}  # fmt: skip


def dated(walk: Walk, at: int) -> int:
    """Read the point that begins with a word, and what binds it; the number of the word behind."""
    tokens, scope = walk.tokens, walk.scope
    bound = walk.bound(at)
    got = read_point(tokens, at, walk.text, scope.conventions)
    if got is None:
        return at + 1
    point, behind, others = got
    if point.feast:
        _feast(walk, point, bound)
        return behind
    point.joined = point.joined or bound == "between"
    found = stretches(point, scope, walk.named)
    if not found:
        walk.findings.doubt = True
        return behind
    if point.weekday and walk.rhythm is not None and walk.rhythm.unit == "week" and not walk.rhythm.named():
        walk.rhythm.weekdays, walk.rhythm.precision = [DAYS[point.weekday - 1]], "day"
        return behind
    if (
        point.weekday
        and not point.shift
        and scope.issued is not None
        and point.weekday < scope.issued.isoweekday()
    ):
        found = [found[0]._replace(value=1)]  # Friday is over this week
    if not bound and behind < len(tokens) and tokens[behind].kind == "notlater":
        bound = "notlater"  # 30 September at the latest
    joined = _through(walk, point, found[0], behind, bound)
    if joined is not None:
        item, both, behind = joined
        if walk.add(item, tokens[at].start) and both is not None:
            walk.place(Place(both, item, "", tokens[at].start, tokens[behind - 1].end))
        return behind
    last = found[-1]
    if others:
        last = last._replace(others=tuple(others), vague=True)
    if point.part == "start" and bound in ("by", "notlater", "before"):
        last = last._replace(last=last.first, others=(last.last,))
    walk.named.take(last)
    for stretch in found[:-1]:
        walk.add(window(stretch, "en.list", scope))
    item = _item(walk, last, bound)
    if not walk.add(item, tokens[at].start):
        return behind
    own = point.year is not None or point.years is not None or bool(point.unit or point.fiscal)
    if own and point.year is not None:
        _share_year(walk, point.year, tokens[at].start)
    elif not own:
        if last.base == "N" and isinstance(item.last, date):
            walk.named.year = item.last.year
        place = Place(last._replace(base="N", value=0), item, bound, tokens[at].start, tokens[behind - 1].end)
        walk.place(place)
    return behind


def _share_year(walk: Walk, year: int, begin: int) -> None:
    """March, June and September 2024: the year stands for all of the list."""
    for place in reversed(walk.places):
        if _join().fullmatch(walk.text, place.end, begin) is None:
            break
        item = _item(walk, place.stretch._replace(base="A", value=year), place.bound)
        for name in ("first", "last", "alternatives", "anchor", "offset"):
            setattr(place.item, name, getattr(item, name))
        begin = place.begin
    walk.places = []


@cache
def _join() -> re.Pattern[str]:
    return re.compile(r"\s*(?:,\s*and|,|and|or|&)?\s*(?:by\s|in\s)?", re.IGNORECASE)


def _item(walk: Walk, stretch: Stretch, bound: str) -> Item:
    scope = walk.scope
    if bound in ("by", "notlater", "to"):
        return until(stretch, "en.by", scope)
    if bound == "since":
        return since(stretch, "en.from", scope)
    if bound == "before":
        return _before(walk, stretch)
    if bound == "within" and stretch.style == "bare":
        return window(stretch, "en.in", scope)
    if bound == "weekof" and stretch.style == "day":
        item = window(stretch, "en.week-of", scope)
        if isinstance(item.first, date):
            item.last = Span(6, "D").after(item.first)
        else:
            item.vague, item.offset = True, None
        return item
    if bound == "notbefore":
        item = since(stretch, "en.not-before", scope)
        item.kind = "after"
        return item
    if bound == "after":
        item = since(stretch._replace(first=stretch.last), "en.after", scope)
        item.kind = "after"
        item.first, item.vague = day_after(item.first), item.vague or item.anchor is not None
        return item
    return window(stretch, f"en.{stretch.precision}" + ("-end" if stretch.style == "end" else ""), scope)


def _before(walk: Walk, stretch: Stretch) -> Item:
    """In English the day or period itself is out of time; the day is given as the other reading."""
    if stretch.style in ("end", "early", "dekad"):
        return ahead_of(stretch, "en.before", walk.scope)
    other = [stretch.at(stretch.last)] if stretch.style == "day" else []
    item = Item(
        "by",
        None,
        stretch.before(stretch.first),
        stretch.precision,
        "en.before",
        vague=stretch.vague,
        alternatives=other,
    )
    item.settle(walk.scope)
    return item


def _through(
    walk: Walk, point: Point, start: Stretch, at: int, bound: str
) -> tuple[Item, Stretch | None, int] | None:
    tokens, scope = walk.tokens, walk.scope
    joins = ("to", "and") if bound == "between" else ("to", "by")
    if (
        at + 1 >= len(tokens)
        or tokens[at].kind not in joins
        or not near(walk.text, tokens[at - 1], tokens[at])
    ):
        return None
    if (tokens[at].kind == "by" and bound != "since") or tokens[at + 1].kind not in STARTS:
        return None
    if not near(walk.text, tokens[at], tokens[at + 1]):
        return None
    got = read_point(tokens, at + 1, walk.text, scope.conventions)
    if got is None or got[0].feast:
        return None
    other, behind, _ = got
    if start.base == "A":
        walk.named.take(start)
    ends = stretches(other, scope, walk.named)
    if not ends:
        return Item("by", None, None, "none", "en.range", vague=True), None, behind
    end = ends[-1]
    if other.year is not None and point.year is None and start.base == "N" and end.base == "A":
        start = start._replace(base="A", value=end.value - (start.first[0] > end.last[0]))
    walk.named.take(end)
    both = None
    if start.base == end.base == "N":
        both = Stretch("N", 0, start.first, end.last, end.precision, "bare")
    return through(start, end, "en.range", scope), both, behind


def counted(walk: Walk, at: int) -> int:
    """Read a span and what it counts from."""
    tokens, scope = walk.tokens, walk.scope
    token = tokens[at]
    stated = spans.spans_of(token.text)
    bound = walk.bound(at)
    if stated is None:
        walk.findings.vague = True
        return at + 1
    last, first = stated
    of = _of().match(walk.text, token.end)
    if of is not None:
        return _counted_from(walk, last, first, of.end(), at + 1, backwards=False)
    link = (
        tokens[at + 1]
        if at + 1 < len(tokens) and not walk.text[token.end : tokens[at + 1].start].strip()
        else None
    )
    backwards = link is not None and link.kind == "before"
    if link is not None and link.kind in ("after", "before", "since"):
        return _counted_from(walk, last, first, link.end, at + 2, backwards=backwards)
    if bound in ("within", "by", "notlater"):
        walk.add(counted_item(ISSUED, last, first, "en.within", scope, vague=first is not None))
    else:
        walk.findings.vague = True
    return at + 1


def _counted_from(walk: Walk, last: Span, first: Span | None, begin: int, at: int, *, backwards: bool) -> int:
    """Read what a span counts from: a day, or an event that has none yet."""
    tokens, scope = walk.tokens, walk.scope
    end = _clause_end(walk, begin)
    span = Span(-last.count, last.unit) if backwards else last
    if at < len(tokens) and not walk.text[begin : tokens[at].start].replace("the", "").strip():
        got = read_point(tokens, at, walk.text, scope.conventions)
        if got is not None and got[0].year is not None and not got[0].feast:
            found = stretches(got[0], scope, walk.named)
            base = until(found[-1], "", scope).last if found else None
            if isinstance(base, date):
                item = Item("by", None, None, "day", "en.from-day")
                item.last = span_end(base, span, scope, item)
                walk.add(item)
            else:
                walk.findings.doubt = True
            return got[1]
    anchor = spans.anchor_of(walk.text[begin:end])
    if anchor is None:
        walk.findings.vague = True
        return at
    walk.add(
        counted_item(anchor, span, None if backwards else first, "en.within", scope, vague=first is not None)
    )
    return next((n for n in range(at, len(tokens)) if tokens[n].start >= end), len(tokens))


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"\s+of\b(?:\sthe\b)?", re.IGNORECASE)


def _clause_end(walk: Walk, begin: int) -> int:
    found = _clause().search(walk.text, begin)
    return found.start() if found else len(walk.text)


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(r"[,;()\n]|\.(?:\s|$)|\s(?:and then|then|and thereafter)\s")


def _feast(walk: Walk, point: Point, bound: str) -> None:
    scope = walk.scope
    name = named(_FEASTS.get(point.feast.lower(), ""))
    if not name:
        walk.findings.vague = True
        return
    anchor = anchor_of(name)
    if point.year is not None:
        day = festival(name, point.year)
    elif point.years is not None:
        day = None if scope.issued is None else festival(name, scope.issued.year + point.years)
    else:
        day = None if scope.issued is None else next_festival(name, scope.issued)
    before = bound == "before"
    if day is None:
        fixed = fixed_day(name)
        if fixed is None:
            offset = f"{name} {'-P1D' if before else 'P0D'}"
            walk.add(Item("by", None, None, "day", "en.festival", anchor=anchor, offset=offset))
            return
        stretch = Stretch("N", 0, fixed, fixed, "day", "day")
        walk.add(_item(walk, stretch, bound))
        return
    item = Item("by", None, day_before(day) if before else day, "day", "en.festival", anchor=anchor)
    if bound == "after":
        item.kind, item.last, item.first, item.vague = "after", None, None, True
    elif not before and bound not in ("by", "notlater"):
        item.first = day
    walk.add(item)
