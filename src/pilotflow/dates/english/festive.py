"""Feasts and festivals as points of the calendar: by Christmas, before the Spring Festival, every year by Easter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilotflow.dates.english import feasts
from pilotflow.dates.english.bindings import Place, bound_item
from pilotflow.dates.festivals import anchor_of, festival, fixed_day, named, next_festival
from pilotflow.dates.findings import Item, day_before
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Stretch

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

_FEASTS = {
    "chinese new year": "春节", "lunar new year": "春节", "spring festival": "春节", "lantern festival": "元宵",
    "chinese new year's eve": "除夕", "lunar new year's eve": "除夕", "qixi festival": "七夕",
    "qingming": "清明", "dragon boat festival": "端午", "mid-autumn festival": "中秋",
    "double ninth festival": "重阳", "laba festival": "腊八",
    "national day": "国庆", "labour day": "五一", "may day": "五一", "teachers' day": "教师节",
    "army day": "八一", "new year's day": "元旦", "new year": "元旦", "christmas": "圣诞",
}  # fmt: skip


def festival_of(point: Point, walk: Walk) -> tuple[str, date | None]:
    """The Chinese name of a festival and its day, where they are known."""
    if feasts.is_feast(point.feast):
        return "", _day_of(point, walk.scope.issued)
    name = named(_FEASTS.get(point.feast.lower(), ""))
    issued = walk.scope.issued
    if not name or (issued is None and point.year is None):
        return name, None
    if point.year is not None:
        return name, festival(name, point.year)
    assert issued is not None
    return name, next_festival(name, issued) if point.years is None else festival(
        name, issued.year + point.years
    )


def _western(walk: Walk, point: Point, bound: str, day: date | None, *, vague: bool) -> None:
    rhythm = walk.rhythm
    if rhythm is not None and rhythm.unit == "year" and not rhythm.named() and point.year is None:
        fixed = feasts.fixed_day(point.feast)
        if fixed is None:
            rhythm.vague = True  # every year before Easter
        else:
            _each_year(walk, fixed, bound)
    elif day is None:
        walk.findings.vague = True
    else:
        place = day.month, day.day
        walk.add(bound_item(walk, Stretch("A", day.year, place, place, "day", "day", vague=vague), bound))


def _each_year(walk: Walk, place: tuple[int, int], bound: str) -> None:
    """Every year by Christmas: the rhythm takes the day."""
    stretch = Stretch("N", 0, place, place, "day", "day")
    item = bound_item(walk, stretch, bound)
    walk.add(item)
    walk.place(Place(stretch, item, bound, 0, 0))


def _day_of(point: Point, issued: date | None) -> date | None:
    if point.year is not None:
        return feasts.feast(point.feast, point.year)
    if issued is None:
        return None
    if point.years is None:
        return feasts.next_feast(point.feast, issued)
    return feasts.feast(point.feast, issued.year + point.years)


def read_feast(walk: Walk, point: Point, bound: str, *, vague: bool) -> None:
    """Read a feast and what binds it."""
    name, day = festival_of(point, walk)
    if bound == "within" and point.feast.lower() == "new year":
        walk.findings.vague = True  # in the new year
        return
    if not name:
        _western(walk, point, bound, day, vague=vague)
        return
    anchor, fixed, rhythm = anchor_of(name), fixed_day(name), walk.rhythm
    before = bound == "before"
    offset = f"{name} {'-P1D' if before else 'P0D'}"
    each = rhythm is not None and rhythm.unit == "year" and not rhythm.named()
    if rhythm is not None and each and point.year is None and point.years is None:
        if fixed is None:
            rhythm.anchor, rhythm.offset = anchor, offset  # every year before the Spring Festival
        else:
            _each_year(walk, fixed, bound)
        return
    if day is None:
        if fixed is not None:
            walk.add(bound_item(walk, Stretch("N", 0, fixed, fixed, "day", "day"), bound))
        else:
            walk.add(Item("by", None, None, "day", "en.festival", anchor=anchor, offset=offset))
        return
    item = Item(
        "by", None, day_before(day) if before else day, "day", "en.festival", vague=vague, anchor=anchor
    )
    if bound == "after":
        item.kind, item.last, item.first, item.vague = "after", None, None, True
    elif not before and bound not in ("by", "notlater"):
        item.first = day
    walk.add(item)
