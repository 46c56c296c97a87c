"""The grammar of Chinese time limits: one walk over the words of a text, from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pilotflow.dates.chinese import repeated, school, spans
from pilotflow.dates.chinese.dated import dated
from pilotflow.dates.meaning import Named
from pilotflow.dates.chinese.normal import normalise, number
from pilotflow.dates.chinese.tokens import Token, scan
from pilotflow.dates.counted import counted_item, project_item, span_end
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import ISSUED, Findings, Item, Scope, clarified
from pilotflow.dates.marks import Mark
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS, school_item

_EMPTY = frozenset(
    ("", "/", "-", "无", "空", "\\", "不适用", "N/A", "n/a", "同上", "〃", "″", "同前", "/-", "//", "、")
)
_PERIODS = (("试点", "event:试点启动"), ("有效", "event:施行"), ("试行", "event:施行"))


def read(text: str, scope: Scope) -> Deadline:
    """The deadline that a Chinese text states."""
    plain = normalise(text)
    findings = Findings()
    if plain.strip("\n\t.;。;") in _EMPTY:
        findings.empty = True
    else:
        Walk(plain, scope, findings).run()
    return findings.deadline(text, "zh")


class Walk:
    """One walk over the words of a text, and what the words so far mean for those behind them."""

    __slots__ = (
        "_due",
        "_opened",
        "_rhythm_end",
        "boundary",
        "findings",
        "named",
        "rhythm",
        "scope",
        "text",
        "tokens",
    )

    def __init__(self, text: str, scope: Scope, findings: Findings) -> None:
        self.text = text
        self.scope = scope
        self.findings = findings
        self.tokens = scan(text)
        self.named = Named()
        self.rhythm: Rhythm | None = None
        self.boundary = 0  # where the clause begins, as far as it is not read yet
        self._rhythm_end = -1
        self._due = -1  # the end of 到, 至, 截至
        self._opened = -1  # the end of 自, 从

    def run(self) -> None:
        """Read everything."""
        at, count = 0, len(self.tokens)
        while at < count:
            token = self.tokens[at]
            behind = self._within_rhythm(at) if self.rhythm is not None else None
            if behind is None:
                behind = _ACTIONS.get(token.kind, _pass)(self, at)
            at = behind if behind > at else at + 1
        self._commit()

    def beside(self, at: int) -> str:
        """The kind of a word that follows the one before it at once; empty where it does not."""
        if at >= len(self.tokens) or self.tokens[at].start != self.tokens[at - 1].end:
            return self._ending(at)
        return self.tokens[at].kind

    def _ending(self, at: int) -> str:
        """2023年度终了后3个月内: the word that a year ends with does not separate it from the span."""
        if at < len(self.tokens) and self.tokens[at].kind == "span" and self.tokens[at].parts["pre"]:
            between = self.text[self.tokens[at - 1].end : self.tokens[at].start]
            if between in ("结束", "终了", "届满"):
                return "span"
        return ""

    def due(self, begin: int) -> bool:
        """Whether 到, 至 or 截至 stands right before a place."""
        return self._due == begin

    def opened(self, begin: int) -> bool:
        """Whether 自 or 从 stands right before a place."""
        return self._opened == begin

    def unsure(self, begin: int) -> None:
        """The words name a day that cannot be told."""
        ahead = spans.event_ahead(self.text[self.boundary : begin])
        self.findings.vague = self.findings.vague or ahead is None

    def add(self, item: Item, begin: int, end: int) -> None:
        """Keep an item; one in brackets behind another only says its day."""
        items = self.findings.items
        bracket = self.text[max(begin - 2, 0) : begin]
        if not (("(" in bracket or bracket.endswith("即")) and clarified(items, item)):
            item.begin = begin
            items.append(item)
        if item.kind != "window" or item.rule == "zh.range":
            self.boundary = end

    def _within_rhythm(self, at: int) -> int | None:
        rhythm, token = self.rhythm, self.tokens[at]
        assert rhythm is not None
        if token.kind == "times":
            repeated.counted(rhythm, token)
            rhythm.each = self.text[token.start - 1 : token.start] == "各"
            return at + 1
        if rhythm.named() and self._rhythm_end != token.start:
            return None
        gap = self.text[self._rhythm_end : token.start]
        near = "" if "," not in gap and ";" not in gap else gap
        behind = repeated.within_unit(rhythm, self.tokens, at, self.scope, gap=near)
        if behind is not None:
            self._rhythm_end = self.boundary = self.tokens[behind - 1].end
        return behind

    def _commit(self) -> None:
        rhythm, findings = self.rhythm, self.findings
        self.rhythm = None
        if rhythm is None:
            return
        findings.rhythm(rhythm.rule, rhythm.rrule(), rhythm.per(), rhythm.precise())
        findings.vague_rhythm = findings.vague_rhythm or rhythm.vague
        findings.provisional = findings.provisional or rhythm.provisional
        if rhythm.unit in ("term", "school-year"):
            rhythm.anchor = TERMS
        findings.anchor = findings.anchor or rhythm.anchor
        findings.offset = findings.offset or rhythm.offset


def _pass(walk: Walk, at: int) -> int:
    return at + 1


def _stop(walk: Walk, at: int) -> int:
    walk._commit()
    return _comma(walk, at)


def _comma(walk: Walk, at: int) -> int:
    walk.boundary = walk.tokens[at].end
    return at + 1


def _due(walk: Walk, at: int) -> int:
    walk._due = walk.tokens[at].end
    return at + 1


def _since(walk: Walk, at: int) -> int:
    """自印发之日起, without a span."""
    token = walk.tokens[at]
    if token.text != "之日起":
        return at + 1
    anchor = spans.event_of(walk.text[walk.boundary : token.start])
    if anchor is not None:
        item = Item("from", Mark("D") if anchor == ISSUED else None, None, "day", "zh.from-event")
        item.anchor = None if anchor == ISSUED else anchor
        item.settle(walk.scope)
        walk.add(item, token.start, token.end)
    return at + 1


def _opened(walk: Walk, at: int) -> int:
    walk._opened = walk.tokens[at].end
    return at + 1


def _sustain(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    if token.text in ("持续", "滚动"):
        ahead = walk.text[: token.start]
        free = not ahead or ahead[-1] in ",;、并且和:(" or walk.tokens[at - 1].end == token.start and at > 0
        if not free and not _going_on().match(walk.text, token.end):
            return at + 1
    walk.findings.sustain = True
    return at + 1


def _vague(walk: Walk, at: int) -> int:
    walk.findings.vague = True
    return at + 1


def _soft(walk: Walk, at: int) -> int:
    walk.findings.soft = True
    return at + 1


def _relative(walk: Walk, at: int) -> int:
    """上月, 上季度: what is reported about, no time limit."""
    return at + 1 if walk.tokens[at].text[0] == "上" else dated(walk, at)


def _rhythm(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    if token.kind == "weekday" and token.text[0] not in "每逢" and not repeated.several(token):
        return dated(walk, at)
    walk._commit()
    walk.rhythm = repeated.begun(token)
    walk._rhythm_end = token.end
    return at + 1


def _closing(walk: Walk, at: int) -> int:
    rhythm = repeated.begun(walk.tokens[at])
    assert rhythm is not None
    kind = walk.beside(at + 1)
    if kind == "span":
        length = spans.length_of(walk.tokens[at + 1])
        if length is not None and not length.backwards:
            walk._commit()
            walk.rhythm = rhythm
            if not repeated.after_closing(rhythm, length.last):
                anchor = "event:" + walk.tokens[at].text
                walk.findings.items.append(spans.item_of(length, anchor, walk.scope))
            walk._rhythm_end = walk.boundary = walk.tokens[at + 1].end
            return at + 2
    if kind == "before" and rhythm.unit in ("quarter", "half", "year", "month"):
        walk._commit()
        repeated.ending(rhythm)
        walk.rhythm = rhythm
        walk._rhythm_end = walk.tokens[at + 1].end
        return at + 2
    return at + 1


def _span(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    length = spans.length_of(token)
    if length is None:
        walk.findings.vague = True
        return at + 1
    words = walk.text[walk.boundary : token.start]
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
        items[:] = [item for item in items if item.begin < walk.boundary]
    walk.add(spans.item_of(length, anchor, walk.scope), token.start, token.end)
    return at + 1


def _length(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    if walk.beside(at + 1) != "span":
        return at + 1
    length = spans.length_of(walk.tokens[at + 1])
    if length is None or token.kind == "past":
        walk.findings.vague = True
        return at + 2
    vague = length.vague
    if token.kind == "ahead":
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


def _term(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    kind = walk.beside(at + 1)
    which, what = school.term_of(token, kind)
    if which == "each":
        walk._commit()
        walk.rhythm = Rhythm("school-year" if "学年" in token.text else "term", 1, "zh.each-term")
        span, behind = _from_term(walk, at + 1) if kind == "span" else ("", at + 1)
        if what != "all":
            walk.rhythm.offset = f"each:{what} {span}".strip()
        walk._rhythm_end = walk.boundary = walk.tokens[behind - 1].end
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


def _season(walk: Walk, at: int) -> int:
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


def _project(walk: Walk, at: int) -> int:
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


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(
        r"推进|实施|开展|进行|推动|巩固|深化|完善|更新|保持|落实|加强|抓|做好|用力|坚持|发力|优化|提升|运营|运行|整治|治理|跟踪|监测|改进|,|;|$"
    )


_ACTIONS: dict[str, Callable[[Walk, int], int]] = {
    "stop": _stop,
    "comma": _comma,
    "until": _due,
    "to": _due,
    "start": _opened,
    "since": _since,
    "sustain": _sustain,
    "vague": _vague,
    "soft": _soft,
    "closing": _closing,
    "span": _span,
    "period": _length,
    "ahead": _length,
    "past": _length,
    "term": _term,
    "season": _season,
    "qmonth": _project,
    "nth": _project,
    "relmonth": _relative,
    "relquarter": _relative,
    **dict.fromkeys(("every", "weekday", "adverb", "twice", "rate", "evenmonth", "quarterend"), _rhythm),
    **dict.fromkeys(
        ("ymd", "compact", "year", "relyear", "half", "quarter", "firstq", "month", "day",
         "relweek", "fyp", "feast", "now", "whole", "part", "mdot"), dated,
    ),
}  # fmt: skip
