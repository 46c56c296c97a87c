"""Points of the calendar bound to a time limit in English: by, before, from … to …."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilotflow.dates.english import doubtful, fiscal, ordinals
from pilotflow.dates.english.aside import fiscal_words, set_aside
from pilotflow.dates.english.bindings import Place, bound_item, share_year
from pilotflow.dates.english.festive import read_feast
from pilotflow.dates.english.points import STARTS, near, read_point
from pilotflow.dates.english.tokens import Token
from pilotflow.dates.findings import Item
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import DAYS
from pilotflow.dates.stretches import Stretch, through, window

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk


def dated(walk: Walk, at: int) -> int:
    """Read the point that begins with a word, and what binds it; the number of the word behind."""
    tokens, scope = walk.tokens, walk.scope
    bound = walk.bound(at)
    got = read_point(tokens, at, walk.text, scope.conventions)
    if got is None:
        return at + 1
    point, behind, others = got
    aside = set_aside(walk, at, behind, point, bound)
    if aside:
        return aside
    if bound == "done":  # published in May; launched from May on
        bound = (
            "since" if walk.binder is not None and walk.binder.text.rstrip().endswith("from") else "within"
        )
    if point.feast:
        read_feast(walk, point, bound, vague=walk.about(at))
        return behind
    if not bound:
        bound = _closing_time(tokens[at].text) if tokens[at].kind == "time" else _carried(walk, at)
    if walk.previous[0] and _is_choice(walk, at):
        walk.findings.doubt = True  # by 1 June or 1 July
    point.joined = point.joined or bound == "between"
    found = _stretches(walk, at, behind, point)
    if not found:
        walk.findings.doubt = True
        walk.previous = behind, bound
        return behind
    if walk.about(at):
        found = [stretch._replace(vague=True) for stretch in found]
    if bound == "since" and (len(point.days) > 1 or len(point.quarters) > 1):
        bound = ""  # from 1 to 15 March, from Q1 to Q3
    near_day = ordinals.weekday_beside(walk, point, behind)
    if near_day:
        return near_day
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
        item.vague = item.vague or bool(others)
        if walk.add(item, tokens[at].start, both) and both is not None:
            walk.place(Place(both, item, "", tokens[at].start, tokens[behind - 1].end))
        return behind
    if others:
        found = [*found[:-1], found[-1]._replace(others=tuple(others), vague=True)]
    _single(walk, at, behind, point, found, bound)
    return behind


def _single(walk: Walk, at: int, behind: int, point: Point, found: list[Stretch], bound: str) -> None:
    """Keep a point, or several of a list, and what they mean for what follows."""
    tokens, scope = walk.tokens, walk.scope
    last = found[-1]
    if point.part == "start" and bound in ("by", "notlater", "before"):
        last = last._replace(last=last.first, others=(last.last,))
    if not point.fiscal:
        walk.named.take(last)
    for stretch in found[:-1]:
        walk.add(window(stretch, "en.list", scope))
    item = bound_item(walk, last, bound)
    doubtful.add_other_reading(item, tokens[behind - 1], bound, walk.scope)
    for token in tokens[at:behind]:
        if token.kind == "bracketday" and len(point.days) == 1:
            doubtful.check_weekday(item, token.text, bound)
    walk.previous = behind, bound
    if not walk.add(item, tokens[at].start, last if last.base == "N" else None):
        return
    if point.fiscal and last.vague:
        item.rule = "en.financial-year"
        walk.defined = fiscal.Definition(item, point, bound)
    own = point.year is not None or point.years is not None or bool(point.unit or point.fiscal)
    if own and point.year is not None:
        share_year(walk, point.year, tokens[at].start)
    elif not own:
        if last.base == "N" and isinstance(item.last, date):
            walk.named.year = item.last.year
        place = Place(last._replace(base="N", value=0), item, bound, tokens[at].start, tokens[behind - 1].end)
        walk.place(place)


def _stretches(walk: Walk, at: int, behind: int, point: Point) -> list[Stretch]:
    """The stretches of a point."""
    if point.fiscal:
        year = fiscal.stretch_of(walk, point, fiscal_words(walk, at, behind))
        return [] if year is None else [year]
    return stretches(point, walk.scope, walk.named)


def _closing_time(text: str) -> str:
    """Close of business 30 June: the day is the last."""
    return "by" if text.lower().startswith(("close of ", "end of play", "cob", "eob", "eod")) else ""


def _is_choice(walk: Walk, at: int) -> bool:
    """Whether the point is the second of two of which one holds."""
    place = at - 1
    if place >= 0 and walk.binder is walk.tokens[place]:
        place -= 1
    return place > 0 and walk.previous[0] == place and walk.tokens[place].text.lower() == "or"


def _carried(walk: Walk, at: int) -> str:
    """What binds the point before, where the two are joined: by 31 March and 30 June."""
    behind, bound = walk.previous
    if at < 1 or walk.tokens[at - 1].kind != "and" or behind != at - 1:
        return ""
    return bound if bound in ("by", "notlater", "before") else ""


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
    if (tokens[at].kind == "by" and not _goes_on(tokens[at], bound)) or tokens[at + 1].kind not in STARTS:
        return None
    if not near(walk.text, tokens[at], tokens[at + 1]):
        return None
    got = read_point(tokens, at + 1, walk.text, scope.conventions)
    if got is None or got[0].feast:
        return None
    other, behind, _ = got
    if start.base == "A":
        walk.named.take(start)
    if other.named and other.years is not None and start.base == "N":
        step, other.years, other.named = other.years, None, False
        ends = [stretch._replace(base="N", value=step) for stretch in stretches(other, scope, Named())]
    else:
        ends = stretches(other, scope, walk.named)
    if not ends:
        return Item("by", None, None, "none", "en.range", vague=True), None, behind
    end = ends[-1]
    if start.base == end.base == "W":
        return Item("by", None, None, "day", "en.range", vague=True), None, behind  # each week, or this one?
    if other.year is not None and point.year is None and start.base == "N" and end.base == "A":
        start = start._replace(base="A", value=end.value - (start.first[0] > end.last[0]))
    walk.named.take(end)
    both = None
    if start.base == end.base == "N" and start.value == end.value:
        both = Stretch("N", 0, start.first, end.last, end.precision, "bare", start.vague or end.vague)
        both = both._replace(exact=start.style == "day")
    return through(start, end, "en.range", scope), both, behind


def _goes_on(token: Token, bound: str) -> bool:
    """Whether a word such as "until" joins two days into a stretch."""
    return bound == "since" or (
        not bound and token.text.lower().startswith(("until", "till", "through", "up to"))
    )
