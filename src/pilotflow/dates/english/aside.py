"""Points of the calendar that set no time limit: what is past, what only names something, when the project began."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pilotflow.dates.counted import anchor_day, project_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.english import closings, fiscal, labels
from pilotflow.dates.english.points import STARTS, near, read_point
from pilotflow.dates.findings import Item, Scope
from pilotflow.dates.meaning import stretches
from pilotflow.dates.point import Point
from pilotflow.dates.stretches import Stretch, since, until, window

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

_ADJECTIVES = 3
_LISTED = 9
_LAUNCH = "event:launch"
_DAYS = (
    "date",
    "end",
    "expiry",
    "expiration",
    "start",
    "close",
    "beginning",
    "completion",
    "deadline",
    "opening",
)


def set_aside(walk: Walk, at: int, behind: int, point: Point, bound: str) -> int:
    """The number of the word to go on with where a point sets no time limit, or an open one; 0 where it sets one."""
    if bound in ("cited", "moved"):
        _moved(walk, point, bound)
        return _past(walk, behind, bound)
    if bound == "done" and _before_issue(walk, point):
        return _past(walk, behind, "cited")
    if bound == "asof":
        walk.findings.vague = True  # the state on a day, or from a day
        return behind
    named = labels.named(walk, at, behind, point, bound)
    if named:
        _forget_adverb(walk, at, point)
        return named
    if closings.taken_by_rhythm(walk, point):
        return behind
    if point.feast and not bound and labels.worded(walk.text, walk.tokens[behind - 1].end):
        return behind  # the Christmas market
    if bound == "origin" and not point.feast:
        return _origin(walk, at, behind, point)
    if point.fiscal:
        words = fiscal_words(walk, at, behind)
        if fiscal.stretch_of(walk, point, words) is None:
            item = fiscal.open_item(point, words, bound)
            walk.add(item, walk.tokens[at].start)
            walk.defined = fiscal.Definition(item, point, bound)
            return behind
    return 0


def _forget_adverb(walk: Walk, at: int, point: Point) -> None:
    """Annual report 2023: a year behind it makes one of what comes round."""
    before = walk.tokens[at - 1] if at else None
    if before is None or before.kind != "adverb" or point.months or point.quarters or walk.rhythm is None:
        return
    between = walk.text[before.end : walk.tokens[at].start].split()
    if 0 < len(between) <= _ADJECTIVES and not walk.rhythm.named():
        walk.rhythm = None


def fiscal_words(walk: Walk, at: int, behind: int) -> str:
    """The words that name a financial year."""
    return next(token.text for token in walk.tokens[at:behind] if token.kind in ("fiscal", "year"))


def _before_issue(walk: Walk, point: Point) -> bool:
    issued = walk.scope.issued
    if issued is None or point.year is None or point.feast:
        return False
    found = stretches(point, walk.scope, walk.named)
    last = found[-1].at(found[-1].last) if found else None
    return isinstance(last, date) and last < issued


def _moved(walk: Walk, point: Point, bound: str) -> None:
    """Moved from Q1 to Q3 2024: what is named last holds."""
    if bound != "moved" or max(len(point.quarters), len(point.days), len(point.months)) < 2:
        return
    point.quarters, point.days, point.months = point.quarters[-1:], point.days[-1:], point.months[-1:]
    for stretch in stretches(point, walk.scope, walk.named):
        walk.named.take(stretch)
        walk.findings.items.append(until(stretch, "en.by", walk.scope))


def _past(walk: Walk, behind: int, bound: str) -> int:
    """The number behind a date that is past, and behind those listed with it: launched in 2008, 2010 and 2012."""
    tokens, text = walk.tokens, walk.text
    links = () if bound == "moved" else ("and", "to")
    for _ in range(_LISTED):
        if behind >= len(tokens) or not near(text, tokens[behind - 1], tokens[behind]):
            break
        comma = tokens[behind].kind in STARTS and "," in text[tokens[behind - 1].end : tokens[behind].start]
        following = behind if comma else behind + 1
        if not comma and tokens[behind].kind not in links:
            break
        if following >= len(tokens) or tokens[following].kind not in STARTS:
            break
        if not near(text, tokens[following - 1], tokens[following]):
            break
        got = read_point(tokens, following, text, walk.scope.conventions)
        if got is None:
            break
        behind = got[1]
    return behind


def _origin(walk: Walk, at: int, behind: int, point: Point) -> int:
    """The day the project starts: months of the project before and behind it count from it."""
    found = stretches(point, walk.scope, walk.named)
    day = found[0].at(found[0].first) if found else None
    if not isinstance(day, date):
        return 0
    walk.scope.start = day
    if walk.projects:
        for item, unit, first, last in walk.projects:
            again = project_item(unit, first, last, _LAUNCH, "en.project", walk.scope)
            item.first, item.last = (None if item.kind == "by" else again.first), again.last
        return behind
    verb = walk.binder is not None and _begins().search(walk.binder.text) is not None
    walk.origin = (since if verb else window)(found[0], "en.from" if verb else "en.day", walk.scope)
    walk.named.take(found[0])
    walk.add(walk.origin, walk.tokens[at].start)
    return behind


@cache
def _begins() -> re.Pattern[str]:
    return re.compile("starting|starts|begins|commences", re.IGNORECASE)


class EventDay:
    """An event that brackets behind it may date: 120 days after the end date of the grant (30 September 2024)."""

    __slots__ = ("item", "scope", "span")

    def __init__(self, item: Item, span: Span, scope: Scope) -> None:
        self.item = item
        self.span = span
        self.scope = scope

    def settle(self, item: Item, yearless: Stretch | None) -> bool:
        """Take the day in brackets as that of the event, or as one of two readings; whether it may be."""
        mine = self.item
        if item.kind != "window" or item.first != item.last or not isinstance(item.last, date):
            return False
        counted = span_end(item.last, self.span, self.scope, mine)
        words = (mine.anchor or "").lower().replace(":", " ").split()
        if any(word in _DAYS for word in words):
            mine.last = counted
        elif yearless is None and anchor_day(mine.anchor or "", self.scope) is None:
            mine.last, mine.vague = None, True  # the day of the event, or the last day?
            mine.alternatives = sorted(day for day in (item.last, counted) if day is not None)
        return True
