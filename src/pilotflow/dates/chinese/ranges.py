"""Ranges in Chinese: 至 and a second point, which takes from the first what it does not say itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.dates.chinese import feasts
from pilotflow.dates.chinese.points import in_month, read_point
from pilotflow.dates.findings import Item
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Stretch, through

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk


def range_from(walk: Walk, point: Point, start: Stretch, at: int) -> tuple[Item, int] | None:
    """The range from a point to the one that begins with a word, and the number of the word behind it.

    Args:
        walk: the walk.
        point: the first point.
        start: what it means.
        at: the number of the word behind 至.
    """
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
            return feasts.until_feast(walk, start, other, behind)
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
