"""One walk over the words of a Chinese text, from left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pilotflow.dates.chinese import clauses, placed, repeated
from pilotflow.dates.chinese.points import read_point
from pilotflow.dates.chinese.tokens import scan
from pilotflow.dates.findings import Findings, Item, Scope, clarified
from pilotflow.dates.meaning import Named
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS
from pilotflow.dates.stretches import Stretch

_REACH = 80
_NEAR = 8
_ENDS = ("结束", "终了", "届满")


class Walk:
    """One walk over the words of a text, and what the words so far mean for those behind them."""

    __slots__ = (
        "about_end",
        "binder",
        "boundary",
        "due_end",
        "event",
        "findings",
        "late_end",
        "lead",
        "months",
        "named",
        "opened_end",
        "rhythm",
        "rhythm_end",
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
        self.rhythm_end = -1
        self.lead: tuple[int, Point] | None = None  # 9月 before 开学前, and where that begins
        self.months: list[tuple[Item, Stretch, int]] = []  # the months of a list, and where each ends
        self.event: str | None = None  # what the spans of the sentence count from: 启动后…，3个月内…
        self.about_end = -1  # the end of 大约
        self.binder = (-1, -1)  # the word that binds what follows it: 到, 自, 不早于
        self.late_end = -1  # the end of 不早于
        self.due_end = -1  # the end of 到, 至, 截至
        self.opened_end = -1  # the end of 自, 从

    def run(self, actions: Mapping[str, Callable[[Walk, int], int]]) -> None:
        """Read everything; each kind of word has its action."""
        at, count = 0, len(self.tokens)
        while at < count:
            token = self.tokens[at]
            behind = self._within_rhythm(at) if self.rhythm is not None else None
            if behind is None:
                behind = actions.get(token.kind, _pass)(self, at)
            at = behind if behind > at else at + 1
        self.commit()

    def beside(self, at: int) -> str:
        """The kind of a word that follows the one before it at once; empty where it does not."""
        if at >= len(self.tokens) or self.tokens[at].start != self.tokens[at - 1].end:
            return self._ending(at)
        return self.tokens[at].kind

    def _ending(self, at: int) -> str:
        """2023年度终了后3个月内: the word that a year ends with does not separate it from the span."""
        if at < len(self.tokens):
            token = self.tokens[at]
            bound = token.kind in ("before", "within", "after") or (
                token.kind == "span" and token.parts["pre"]
            )
            if bound and self.text[self.tokens[at - 1].end : token.start] in _ENDS:
                return token.kind
        return ""

    def due(self, begin: int) -> bool:
        """Whether 到, 至 or 截至 stands right before a place."""
        return self.due_end == begin

    def opened(self, begin: int) -> bool:
        """Whether 自 or 从 stands right before a place."""
        return self.opened_end == begin

    def words_before(self, begin: int) -> str:
        """The words of the clause before a place, as far as they can name an event."""
        return self.text[max(self.boundary, begin - _REACH) : begin]

    def unsure(self) -> None:
        """The words name a day that cannot be told."""
        self.findings.doubt = True

    def add(self, item: Item, begin: int, end: int) -> None:
        """Keep an item; one in brackets behind another only says its day."""
        items = self.findings.items
        item.vague = item.vague or self.about_end == begin
        start, finish = self.binder
        ahead = start if finish == begin else begin
        bracket = self.text[max(ahead - 2, 0) : ahead]
        if not (("(" in bracket or bracket.endswith("即")) and clarified(items, item)):
            item.begin = begin
            if self._fits(item, begin):
                items.append(item)
        if item.kind != "window" or item.rule == "zh.range":
            self.boundary = end

    def _fits(self, item: Item, begin: int) -> bool:
        """Whether an item may be kept: the day of a part is no later than that of the whole, and in its year."""
        whole = self.findings.items[-1] if self.findings.items else None
        if whole is None or not clauses.of_part(self.text, begin):
            return True
        day, end = item.last, whole.last
        if whole.kind != "by" or not (isinstance(day, date) and isinstance(end, date)):
            return True
        if day > end and not clauses.own_year(self.text, begin):
            day = item.last = clauses.in_year(item, day, end.year)
            self.named.year = end.year
        if day <= end:
            return True
        self.unsure()  # 6月底前完成，其中方案8月底前
        return False

    def _within_rhythm(self, at: int) -> int | None:
        rhythm, token = self.rhythm, self.tokens[at]
        assert rhythm is not None
        if token.kind == "times":
            between = self.text[max(self.rhythm_end, token.start - _NEAR) : token.start]
            if rhythm.times and "各" not in between:
                rhythm.vague = True  # 每年两次，其中上半年一次
            else:
                repeated.counted(rhythm, token, each="各" in between)
            return at + 1
        gap = self.text[self.rhythm_end : token.start]
        if rhythm.unit == "year" and token.kind == "month" and self.beside(at + 1) in ("season", "term"):
            return None  # 每年9月开学前
        if gap == "(" and token.kind == "month" and rhythm.unit in ("half", "quarter"):
            rhythm.unit, gap = "year", ""  # 每半年（6月20日、12月20日前）
        if gap and rhythm.named() and token.kind in ("half", "quarter"):
            return at + 1  # 每年6月15日前报送上半年总结
        report = gap and rhythm.named() and token.kind == "month" and rhythm.unit != "year"
        if report and clauses.yearly_report(self, token.end):
            rhythm.vague = True  # 每季度末月20日前报送小结，12月10日前报送年度总结
            got = read_point(self.tokens, at)
            return at + 1 if got is None else got[1]
        if gap and (self.opened(token.start) or (rhythm.named() and not placed.of_each(rhythm, token))):
            return None
        near = "" if "," not in gap and ";" not in gap else gap
        behind = placed.within_unit(rhythm, self.tokens, at, self.scope, gap=near)
        if behind is not None:
            self.rhythm_end = self.boundary = self.tokens[behind - 1].end
        return behind

    def commit(self) -> None:
        """Keep the rhythm that is open."""
        rhythm, findings = self.rhythm, self.findings
        self.rhythm = None
        if rhythm is None:
            return
        findings.rhythm(rhythm.rule, rhythm.rrule(), rhythm.per(), rhythm.precise())
        findings.doubt = findings.doubt or rhythm.vague
        findings.provisional = findings.provisional or rhythm.provisional
        if rhythm.unit in ("term", "school-year"):
            rhythm.anchor = TERMS
        findings.anchor = findings.anchor or rhythm.anchor
        findings.offset = findings.offset or rhythm.offset


def _pass(walk: Walk, at: int) -> int:
    return at + 1
