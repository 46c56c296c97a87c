"""Spans in English and what they count from: within … of …, … before …, over the next …."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pilotflow.dates.counted import counted_item, project_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.english import closings, repeated, school, spans
from pilotflow.dates.english.aside import EventDay
from pilotflow.dates.english.festive import festival_of
from pilotflow.dates.english.labels import worded
from pilotflow.dates.english.points import near, read_point
from pilotflow.dates.festivals import anchor_of
from pilotflow.dates.findings import ISSUED, Item
from pilotflow.dates.meaning import stretches
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import school_item
from pilotflow.dates.stretches import first_of, until

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

_LINKS = ("after", "before", "since")


def counted(walk: Walk, at: int) -> int:
    """Read a span and what it counts from."""
    tokens, scope = walk.tokens, walk.scope
    token = tokens[at]
    hours = token.kind == "hours"
    stated = (Span(0, "D"), None) if hours else spans.spans_of(token.text)
    ahead = walk.text[max(token.start - 6, 0) : token.start].lower()
    bound = "first" if ahead == "first " else walk.bound(at)
    if stated is None:
        walk.findings.vague = True
        return at + 1
    last, first = stated
    vague = hours or first is not None or walk.about(at) or spans.is_broken(token.text)
    of = _of().match(walk.text, token.end)
    if of is not None:
        return _counted_from(walk, _Length(last, first, bound, vague), of.end(), at + 1)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        following is not None
        and following.kind in _LINKS
        and not walk.text[token.end : following.start].strip()
    ):
        if following.kind == "before":
            last, first = Span(-last.count, last.unit), None
        return _counted_from(walk, _Length(last, first, bound, vague), following.end, at + 2)
    if _advance().match(walk.text, token.end):
        walk.add(counted_item("event", Span(-last.count, last.unit), None, "en.ahead-of", scope, vague=vague))
    elif bound == "ahead":
        walk.add(counted_item(ISSUED, last, first or Span(0, "D"), "en.ahead", scope, vague=vague))
    elif bound in ("within", "by", "notlater"):
        walk.add(counted_item(ISSUED, last, first, "en.within", scope, vague=vague))
    elif (anchor := spans.anchor_before(walk.text, token.start)) is not None:
        walk.add(counted_item(anchor, last, first, "en.within", scope, vague=vague))
    elif not ("-" in token.text and worded(walk.text, token.end)):  # a 5-year strategy is no time limit
        walk.findings.vague = True
    return at + 1


class _Length:
    """A span as stated: one count or two, what binds it, and whether it is exact."""

    __slots__ = ("bound", "first", "last", "vague")

    def __init__(self, last: Span, first: Span | None, bound: str, vague: bool) -> None:
        self.last = last
        self.first = first
        self.bound = bound
        self.vague = vague


def _counted_from(walk: Walk, length: _Length, begin: int, at: int) -> int:
    """Read what a span counts from: a day, a festival, a term, the end of each unit, or an event without a day."""
    tokens, scope = walk.tokens, walk.scope
    end = _clause_end(walk, begin)
    if at < len(tokens) and not walk.text[begin : tokens[at].start].replace("the", "").strip():
        behind = (
            _from_point(walk, length, at) or _from_closing(walk, length, at) or _from_term(walk, length, at)
        )
        if behind is not None:
            return behind
    if closings.counted_from_closing(walk, walk.text[begin:end], length.last):
        return _behind(walk, at, end)
    anchor = spans.anchor_of(walk.text[begin:end])
    if anchor is None:
        walk.findings.vague = True
        return at
    item = counted_item(anchor, length.last, length.first, "en.within", scope, vague=length.vague)
    if length.bound == "notbefore":
        item.kind, item.first, item.last = "after", item.last, None
    elif length.bound == "lasting":
        item.precision = "year" if length.last.unit == "Y" else item.precision
    walk.add(item)
    walk.defined = EventDay(item, length.last, scope) if anchor != ISSUED else None
    return _behind(walk, at, end)


def _behind(walk: Walk, at: int, end: int) -> int:
    tokens = walk.tokens
    return next((n for n in range(at, len(tokens)) if tokens[n].start >= end), len(tokens))


def _from_point(walk: Walk, length: _Length, at: int) -> int | None:
    """A day of the calendar or a festival; None where there is none."""
    scope = walk.scope
    got = read_point(walk.tokens, at, walk.text, scope.conventions)
    if got is None or (got[0].year is None and not got[0].feast):
        return None
    point, behind, _ = got
    if length.bound == "first" and not point.feast:
        found = stretches(point, scope, walk.named)
        item = first_of(found[-1], length.last, "en.first-of", scope) if found else None
        if item is None:
            walk.findings.doubt = True
        else:
            walk.add(item)
        return behind
    anchor = None
    base: object
    if point.feast:
        name, base = festival_of(point, walk)
        if base is None:
            return None
        anchor = anchor_of(name) if name else None
    else:
        found = stretches(point, scope, walk.named)
        base = until(found[-1], "", scope).last if found else None
    if isinstance(base, date):
        item = Item("by", None, None, "day", "en.from-day", anchor=anchor)
        item.last = span_end(base, length.last, scope, item)
        walk.add(item)
    else:
        walk.findings.doubt = True
    return behind


def _from_closing(walk: Walk, length: _Length, at: int) -> int | None:
    """Within 15 days of the end of each quarter."""
    token = walk.tokens[at]
    if token.kind != "monthday" or "end" not in re.split(r"[\s-]", token.text.lower()):
        return None
    rhythm = repeated.begun(token)
    closing = Rhythm(rhythm.unit, 1, rhythm.rule)
    if not closings.count_from_closing(closing, length.last):
        return None
    walk.begin(closing)
    return at + 1


def _from_term(walk: Walk, length: _Length, at: int) -> int | None:
    """Within two weeks of the start of term."""
    tokens = walk.tokens
    part = tokens[at].text.lower() if tokens[at].kind == "part" else ""
    place = at + bool(part)
    if place == len(tokens) or tokens[place].kind != "termword":
        return None
    if part and not near(walk.text, tokens[at], tokens[place]):
        return None
    which, what, each = school.term_of(tokens[place].text, part, "")
    what = {"all": "start" if length.last.count < 0 else "end"}.get(what, what)
    if each:
        rhythm = Rhythm(each, 1, "en.each-term")
        rhythm.offset = f"each:{what} {length.last.code()}"
        walk.begin(rhythm)
    else:
        walk.add(school_item(which, what, length.last.code(), "en.term", walk.scope))
    return place + 1


def project(walk: Walk, at: int) -> int:
    """Month 6: a month, week or year of the programme, or of what is named in Chinese behind it."""
    token = walk.tokens[at]
    found = school.project_of(token.text)
    if found is None:
        return at + 1
    unit, first, last = found
    named = _named().match(walk.text, token.end)
    anchor = "event:" + (named.group(1).strip() if named else "launch")
    bound = walk.bound(at)
    if not named and _names(walk, at, bound):
        return at + 1
    if walk.origin is not None:
        walk.start_from_origin()
    item = project_item(unit, first, last, anchor, "en.project", walk.scope)
    if bound in ("by", "notlater", "within") and first == last:
        item.kind, item.first = "by", None
    walk.add(item)
    if not named:
        walk.projects.append((item, unit, first, last))
    return at + 1


def _names(walk: Walk, at: int, bound: str) -> bool:
    """The M25, Year 2 pupils: whether a number only names something."""
    token = walk.tokens[at]
    if bound in ("by", "before", "notlater", "within"):
        return False
    return worded(walk.text, token.end) or (
        token.text[:1] in "Mm" and walk.text[: token.start][-4:].lower() == "the "
    )


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"\s+of\b(?:\sthe\b)?", re.IGNORECASE)


@cache
def _advance() -> re.Pattern[str]:
    return re.compile(r"\s(?:in advance|beforehand)\b(?! of)", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"\s(?:from|after|of)\s([\u3400-\u9fff][^,;()\n]*)", re.IGNORECASE)


def _clause_end(walk: Walk, begin: int) -> int:
    found = _clause().search(walk.text, begin)
    return found.start() if found else len(walk.text)


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(r"[,;()\n]|\.(?:\s|$)|\s(?:and then|then|and thereafter)\s")
