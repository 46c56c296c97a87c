"""Spring, summer, autumn and winter: the three months of each, loosely; where two winters may be meant, no day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotflow.dates.english.bindings import Place
from pilotflow.dates.english.labels import worded
from pilotflow.dates.findings import Item
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.stretches import Stretch, since, until, window

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

# First month, and the last day of the season of the sky, which some have in mind.
_SEASONS = {"spring": (3, (6, 20)), "summer": (6, (9, 22)), "autumn": (9, (12, 20)), "winter": (12, (15, 19))}
_CUES = ("by", "before", "within", "since", "after", "notlater", "notbefore", "to", "between")
_EARLY = ("early", "beginning", "start")


def season(walk: Walk, at: int) -> int:
    """Read a season and what binds it."""
    token = walk.tokens[at]
    words = re.findall(r"[a-z]+|\d+", token.text.lower().replace("fall", "autumn"))
    name = next((word for word in words if word in _SEASONS), "")
    years = [int(word) for word in words if word.isdigit()]
    if words[0] in ("each", "every") and name:
        walk.begin(Rhythm("year", 1, "en.each-year"))
    before = walk.tokens[at - 1] if at else None
    part = before.text.lower() if before is not None and before.kind == "part" else ""
    bound = walk.bound(at) or _bound(walk, at)
    yearly = not years and walk.rhythm is not None and walk.rhythm.unit == "year" and not walk.rhythm.named()
    cue = bool(years or part or bound in _CUES or words[0] == "this" or yearly)
    found = _stretch(walk, name, years, words[0]) if name and cue else None
    if not cue and token.text.lower().startswith("fall"):
        return at + 1  # duties fall to the office
    if found is None or worded(walk.text, token.end):
        walk.findings.vague = True  # the first week of June, a mild winter, a summer school
        return at + 1
    if yearly and walk.rhythm is not None:
        _each_year(walk, walk.rhythm, found, plain=not part and bound in ("", "within"))
        return at + 1
    walk.add(_item(walk, _part_of(found, part), bound, part))
    return at + 1


def _each_year(walk: Walk, rhythm: Rhythm, found: Stretch, *, plain: bool) -> None:
    """Each spring, yearly in the autumn: the rhythm takes the season, where it is owed once and in all of it."""
    rhythm.vague = True
    if plain and rhythm.times < 2:
        item = Item("window", None, None, "quarter", "en.season-of-year")
        walk.findings.items.append(item)
        walk.place(Place(found, item, "", 0, 0))


def _stretch(walk: Walk, name: str, years: list[int], first: str) -> Stretch | None:
    start, sky = _SEASONS[name]
    winter = name == "winter"
    if first == "next" or (winter and len(years) == 1):
        return None
    bare = Stretch("N", 0, (start, 1), (start + 2, 31), "quarter", "bare", vague=True, others=(sky,))
    if years:
        return bare._replace(base="A", value=years[0])
    if winter:
        return bare._replace(last=(2, 31), others=())
    return bare


def _part_of(found: Stretch, part: str) -> Stretch:
    """Early, mid- or late in the season: its first, second or third month."""
    start = found.first[0]
    shift = (
        0
        if part.startswith(_EARLY)
        else 1
        if part.startswith("mid")
        else 2
        if part.startswith("late")
        else None
    )
    if shift is None:
        return found
    month = start + shift if found.base == "A" else (start + shift - 1) % 12 + 1
    return found._replace(first=(month, 1), last=(month, 31), precision="month", others=())


def _item(walk: Walk, found: Stretch, bound: str, part: str) -> Item:
    scope = walk.scope
    if part.startswith(("end", "close")):
        return until(found, "en.season-of-year", scope)
    if bound == "before":
        item = Item("by", None, found.before(found.first), found.precision, "en.season-of-year", vague=True)
    elif bound in ("since", "notbefore"):
        item = since(found, "en.season-of-year", scope)
        item.kind = "after" if bound == "notbefore" else item.kind
    elif bound == "after":
        item = since(found._replace(first=(found.last[0] + 1, 1)), "en.season-of-year", scope)
        item.kind = "after"
    elif bound in ("by", "notlater", "to") and not part:
        item = Item(
            "by", None, None, "none", "en.season-of-year", vague=True
        )  # before it begins, or before it ends
        if found.base == "A" or scope.issued is not None:
            item.alternatives = [found.before(found.first), found.at(found.last)]
    elif bound in ("by", "notlater", "to"):
        return until(found, "en.season-of-year", scope)
    else:
        return window(found, "en.season-of-year", scope)
    item.settle(scope)
    return item


def _bound(walk: Walk, at: int) -> str:
    """What binds the part of a season: by the end of summer."""
    before = walk.tokens[max(at - 2, 0) : at]
    bound = len(before) > 1 and before[1].kind == "part" and before[0].kind in _CUES
    return before[0].kind if bound else ""
