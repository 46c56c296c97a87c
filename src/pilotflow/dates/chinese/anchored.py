"""Words whose time counts from something else: issue, an event, a term, a season, the start of the programme."""

from __future__ import annotations

import re
from functools import cache

from pilotflow.dates.chinese import repeated, school, spans
from pilotflow.dates.chinese.normal import number
from pilotflow.dates.chinese.walk import Walk
from pilotflow.dates.counted import counted_item, project_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import ISSUED, Item
from pilotflow.dates.marks import Mark
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import school_item

_WITHIN = ("内", "以内", "之内")
_LASTING = ("试点", "有效", "试行")
_PERIODS = (("试点", "event:试点启动"), ("有效", "event:施行"), ("试行", "event:施行"))


def since(walk: Walk, at: int) -> int:
    """自印发之日起, without a span."""
    token = walk.tokens[at]
    if token.text != "之日起":
        return at + 1
    anchor = spans.event_of(walk.words_before(token.start))
    if anchor is not None:
        item = Item("from", Mark("D") if anchor == ISSUED else None, None, "day", "zh.from-event")
        item.anchor = None if anchor == ISSUED else anchor
        item.settle(walk.scope)
        walk.add(item, token.start, token.end)
    return at + 1


def closing(walk: Walk, at: int) -> int:
    """季度终了后15日内, 季度结束前: what is bound to the end of each unit."""
    rhythm = repeated.begun(walk.tokens[at])
    assert rhythm is not None
    kind = walk.beside(at + 1)
    if kind == "span":
        length = spans.length_of(walk.tokens[at + 1])
        if length is not None and not length.backwards:
            walk.commit()
            walk.rhythm = rhythm
            if not repeated.after_closing(rhythm, length.last):
                anchor = "event:" + walk.tokens[at].text
                walk.findings.items.append(spans.item_of(length, anchor, walk.scope))
            walk.rhythm_end = walk.boundary = walk.tokens[at + 1].end
            return at + 2
    if kind == "before" and rhythm.unit in ("quarter", "half", "year", "month"):
        walk.commit()
        repeated.ending(rhythm)
        walk.rhythm = rhythm
        walk.rhythm_end = walk.tokens[at + 1].end
        return at + 2
    return at + 1


def span(walk: Walk, at: int) -> int:
    """A span and what it counts from."""
    token = walk.tokens[at]
    length = spans.length_of(token)
    if length is None:
        walk.findings.vague = True
        return at + 1
    words = walk.words_before(token.start)
    anchor = None
    if length.pre:
        anchor = spans.event_of(words)
        if anchor is None and length.pre.startswith("提前"):
            anchor = "event"
    elif length.backwards:
        anchor = spans.event_ahead(words)
    elif length.tail:
        anchor = spans.received(words) or ISSUED
    if anchor is None:
        walk.findings.vague = True
        return at + 1
    if anchor != ISSUED:
        # A point inside the name of the event is no time limit of its own.
        items = walk.findings.items
        while items and items[-1].begin >= walk.boundary:
            items.pop()
    walk.add(spans.item_of(length, anchor, walk.scope), token.start, token.end)
    return at + 1


def length(walk: Walk, at: int) -> int:
    """A span that a word announces: 试点期限为2年, 今后三年."""
    token = walk.tokens[at]
    if walk.beside(at + 1) != "span":
        return at + 1
    length = spans.length_of(walk.tokens[at + 1])
    if length is None or token.kind == "past":
        walk.findings.vague = True
        return at + 2
    vague = length.vague
    if token.kind == "period" and length.tail in _WITHIN and not token.text.startswith(_LASTING):
        item = spans.item_of(length, ISSUED, walk.scope)  # 完成时限：一个月内
    elif token.kind == "ahead":
        first = None if token.text in ("用", "利用") else Span(0, "D")
        item = counted_item(ISSUED, length.last, length.first or first, "zh.ahead", walk.scope, vague=vague)
    else:
        starts = [item for item in walk.findings.items if item.kind == "from" and item.first is not None]
        if starts and not isinstance(starts[-1].first, tuple):
            item = Item("by", None, None, "day", "zh.period", vague=vague)
            begin = starts[-1].first
            assert begin is not None
            end = span_end(begin, length.last, walk.scope, item)
            item.last, item.alternatives = repeated.eve(end), (end,)
        else:
            anchor = next((a for sign, a in _PERIODS if token.text.startswith(sign)), "event:启动")
            item = counted_item(anchor, length.last, length.first, "zh.period", walk.scope, vague=vague)
            item.precision = "year" if length.last.unit == "Y" else item.precision
    walk.add(item, token.start, walk.tokens[at + 1].end)
    return at + 2


def term(walk: Walk, at: int) -> int:
    """What hangs on the school calendar."""
    token = walk.tokens[at]
    kind = walk.beside(at + 1)
    which, what = school.term_of(token, kind)
    if which == "each":
        walk.commit()
        walk.rhythm = Rhythm("school-year" if "学年" in token.text else "term", 1, "zh.each-term")
        span, behind = _from_term(walk, at + 1) if kind == "span" else ("", at + 1)
        if what != "all":
            walk.rhythm.offset = f"each:{what} {span}".strip()
        walk.rhythm_end = walk.boundary = walk.tokens[behind - 1].end
        return behind
    span, behind = "", at + 1
    if kind == "span":
        span, behind = _from_term(walk, behind)
        what = {"all": "end", "before": "start"}.get(what, what)
    elif kind in ("before", "within"):
        behind += 1
    elif kind == "after":
        walk.findings.vague = True
        return behind + 1
    walk.add(school_item(which, what, span, "zh.term", walk.scope), token.start, walk.tokens[behind - 1].end)
    return behind


def _from_term(walk: Walk, at: int) -> tuple[str, int]:
    """The span that counts from a day of the school calendar, as text."""
    length = spans.length_of(walk.tokens[at])
    if length is None:
        return "", at + 1
    count = -length.last.count if length.backwards else length.last.count
    return Span(count, length.last.unit).code(), at + 1


def season(walk: Walk, at: int) -> int:
    """A season or an event without a day of its own."""
    token = walk.tokens[at]
    anchor, vague = school.season_of(token.text)
    kind = walk.beside(at + 1)
    if vague:
        walk.findings.vague = True
        return at + 1
    if kind == "before":
        item = counted_item(anchor, school.BEFORE, None, "zh.season", walk.scope)
        behind = at + 2
    elif kind == "span":
        length = spans.length_of(walk.tokens[at + 1])
        if length is None:
            return at + 2
        between = walk.text[token.end : walk.tokens[at + 1].start]
        anchor = f"event:{token.text}{between}" if between else anchor
        item = spans.item_of(length, anchor, walk.scope)
        behind = at + 2
    elif kind == "within" or token.end == len(walk.text):
        item = Item("window", None, None, "none", "zh.season", anchor=anchor)
        known = walk.scope.event(anchor.partition(":")[2])
        if known is not None:
            item.first, item.last, item.precision = *known, "day"
        behind = at + 1 + (kind == "within")
    else:
        return at + 1
    if item.last is None and kind != "span":
        item.precision = "none"
    walk.add(item, token.start, walk.tokens[behind - 1].end)
    return behind


def project(walk: Walk, at: int) -> int:
    """第一个月: a month, week or year of the programme."""
    token = walk.tokens[at]
    found = [number(n) for n in _ordinals().findall(token.text)]
    if "第" not in token.text or not found or found[0] < 1 or found[-1] < found[0] or found[-1] > 999:
        return at + 1
    unit = "M" if "月" in token.text else "Y" if "年" in token.text else "D" if "天" in token.text else "W"
    if unit == "D":
        return at + 1
    walk.add(
        project_item(unit, found[0], found[-1], "event:方案启动", "zh.project", walk.scope),
        token.start,
        token.end,
    )
    return at + 1


@cache
def _ordinals() -> re.Pattern[str]:
    return re.compile(r"\d+|[一二两三四五六七八九十廿卅]+")
