"""Seasons and other events of a Chinese year that have no day of their own, by their English names."""

from __future__ import annotations

from pilotflow.dates.counted import counted_item
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Item, Scope

_SEASONS = {
    "main flood season": "season:主汛期", "flood season": "season:汛期", "heating season": "season:采暖季",
    "fire season": "season:防火期", "onset of winter": "season:入冬", "onset of summer": "season:入夏",
    "freeze-up": "season:封冻", "national two sessions": "event:全国两会", "two sessions": "event:两会",
    "public holidays": "event:节假日", "university entrance examination": "event:高考",
    "senior secondary entrance examination": "event:中考",
}  # fmt: skip
NAMES = "|".join(_SEASONS)
_BEFORE = Span(-1, "D")


def anchor_of_season(name: str) -> str | None:
    """The anchor of a season or event by its name; None where it is none.

    >>> anchor_of_season("Flood season"), anchor_of_season("expiry")
    ('season:汛期', None)
    """
    return _SEASONS.get(name.lower())


def season_item(name: str, bound: str, scope: Scope) -> Item:
    """What a season sets: it must be done before it, or falls into it."""
    anchor = _SEASONS[name.lower()]
    if bound == "before":
        item = counted_item(anchor, _BEFORE, None, "en.season", scope)
    else:
        item = Item("window", None, None, "day", "en.season", vague=bound == "after", anchor=anchor)
        known = scope.event(anchor.partition(":")[2])
        if known is not None and bound != "after":
            item.first, item.last = known
    if item.last is None:
        item.precision = "none"
    return item
