"""What a point of the calendar means with the word that binds it: by June, before June, from June."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Item, day_after
from pilotflow.dates.stretches import Stretch, ahead_of, since, until, window

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk


class Place(NamedTuple):
    """A point without a year of its own: a year or a yearly rhythm in the same clause may still take it over."""

    stretch: Stretch
    item: Item
    bound: str
    begin: int
    end: int


def bound_item(walk: Walk, stretch: Stretch, bound: str) -> Item:
    """The item that a stretch makes with the word that binds it."""
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
    if bound == "weekto" and stretch.style == "day":
        item = until(stretch, "en.week-of", scope)
        if isinstance(item.last, date):
            item.kind, item.first = "window", Span(-6, "D").after(item.last)
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


def share_year(walk: Walk, year: int, begin: int) -> None:
    """March, June and September 2024: the year stands for all of the list."""
    for place in reversed(walk.places):
        if _join().fullmatch(walk.text, place.end, begin) is None:
            break
        item = bound_item(walk, place.stretch._replace(base="A", value=year), place.bound)
        for name in ("first", "last", "alternatives", "anchor", "offset"):
            setattr(place.item, name, getattr(item, name))
        begin = place.begin
    walk.places = []


@cache
def _join() -> re.Pattern[str]:
    return re.compile(r"\s*(?:,\s*and|,|and|or|&|/)?\s*(?:by\s|in\s)?(?:the\s)?", re.IGNORECASE)
