"""What hangs on the school calendar, on a season, or on a holiday without a name: 开学前, 汛期来临前, 节前."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.dates.chinese import school, spans
from pilotflow.dates.chinese.clauses import eve_of
from pilotflow.dates.counted import counted_item
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import Item
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS, school_item

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk

_COMING = ("", "来临", "到来", "来到", "开始")
_BOUND = ("before", "after", "within", "around", "span")
_BESIDE = ("every", "adverb", "weekday", "twice", "comma", "stop", "close")


def term(walk: Walk, at: int) -> int:
    """What hangs on the school calendar."""
    token = walk.tokens[at]
    kind = walk.beside(at + 1)
    lead = walk.lead[1] if walk.lead is not None and walk.lead[0] == token.start else None
    which, what = school.term_of(token, kind, lead)
    if which == "each":
        return _each_term(walk, at, kind, what)
    if walk.rhythm is not None and walk.rhythm.unit == "term" and token.text == "期末":
        if walk.text[walk.rhythm_end : token.start] in ("", "的"):
            walk.rhythm.offset = "each:end"
        else:
            walk.rhythm.vague = True  # 每学期期中和期末
        return at + 1 + (kind in ("before", "within"))
    if walk.rhythm is not None and walk.rhythm.unit == "year" and which in ("current", "next"):
        which = "each"  # 每年开学前
    span, behind, vague = "", at + 1, "初" in token.text or token.text.endswith("中")
    if walk.rhythm is not None and walk.rhythm.unit == "school-year":
        walk.rhythm.vague = True  # 每学年第一学期末
        return behind + (kind in _BOUND)
    if kind == "nth":  # 开学第一周
        walk.add(Item("by", None, None, "none", "zh.term", vague=True, anchor=TERMS), token.start, token.end)
        return behind + 1
    if walk.opened(token.start) or kind == "since":
        item = school_item(which, "start", "", "zh.term", walk.scope)
        item.kind, item.last = "from", None
        walk.add(item, token.start, token.end)
        return behind + (kind == "since")
    if kind == "span":
        span, behind = _from_term(walk, behind)
        what = {"all": "end", "before": "start"}.get(what, what)
        if not span:
            walk.add(
                Item("by", None, None, "none", "zh.term", vague=True, anchor=TERMS), token.start, token.end
            )
            return behind
        if span == "before":
            span, what = "", "before"
    elif kind in ("before", "within"):
        behind += 1
    elif kind == "after":
        walk.findings.vague = True
        return behind + 1
    item = school_item(which, what, span, "zh.term", walk.scope)
    item.vague = vague
    walk.add(item, token.start, walk.tokens[behind - 1].end)
    return behind


def _each_term(walk: Walk, at: int, kind: str, what: str) -> int:
    token = walk.tokens[at]
    walk.commit()
    rhythm = walk.rhythm = Rhythm("school-year" if "学年" in token.text else "term", 1, "zh.each-term")
    span, behind = _from_term(walk, at + 1) if kind == "span" else ("", at + 1)
    rhythm.vague = (
        walk.about_end == token.start
        or (kind == "span" and not span)
        or "初" in token.text
        or token.text.endswith("中")
    )
    if span == "before":
        span, what = "", "before"
    if what != "all":
        rhythm.offset = f"each:{what} {span}".strip()
    walk.rhythm_end = walk.boundary = walk.tokens[behind - 1].end
    return behind + (kind in ("before", "within"))


def _from_term(walk: Walk, at: int) -> tuple[str, int]:
    """The span that counts from a day of the school calendar, as text; empty where it has no number."""
    length = spans.length_of(walk.tokens[at])
    if length is None:
        return "", at + 1
    return ("before" if length.leading_up else length.span.code()), at + 1


def season(walk: Walk, at: int) -> int:
    """A season or an event without a day of its own."""
    token, tokens = walk.tokens[at], walk.tokens
    anchor, vague = school.season_of(token.text)
    if vague:
        walk.findings.vague = True
        return at + 1
    behind = at + 1
    several = walk.beside(behind) == "list" and walk.beside(behind + 1) in ("season", "feast", "term")
    if several or walk.beside(behind) in ("after", "around"):
        walk.unsure()
        return behind + 1
    if walk.beside(behind) == "since" and tokens[behind].text == "开始":
        behind += 1
    between = walk.text[token.end : tokens[behind].start] if behind < len(tokens) else ""
    kind = tokens[behind].kind if behind < len(tokens) and len(between) <= 2 else ""
    if kind == "before" and between in _COMING:
        item = eve_of(walk, anchor)
    elif kind == "before":
        item = counted_item(f"event:{token.text}{between}", Span(0, "D"), None, "zh.season", walk.scope)
    elif kind == "span" and tokens[behind].parts["pre"]:
        length = spans.length_of(tokens[behind])
        if length is None:
            return behind + 1
        if between or (token.text[0] == "入" and not length.backwards):
            anchor = f"event:{token.text}{between}"
        item = spans.item_of(length, anchor, walk.scope)
    elif walk.beside(at + 1) == "within" or token.end == len(walk.text) or walk.beside(at + 1) in _BESIDE:
        item = Item("window", None, None, "none", "zh.season", anchor=anchor)
        known = walk.scope.event(anchor.partition(":")[2])
        if known is not None:
            item.first, item.last, item.precision = *known, "day"
        kind = walk.beside(at + 1)
        behind = at + (kind == "within")
    else:
        return at + 1
    if item.last is None and kind != "span":
        item.precision = "none"
    walk.add(item, token.start, tokens[min(behind, len(tokens) - 1)].end)
    return behind + 1


def unnamed(walk: Walk, at: int) -> int:
    """节前, 两节期间: which holiday is not said."""
    walk.findings.vague = True
    return at + 1 + (walk.beside(at + 1) in _BOUND)
