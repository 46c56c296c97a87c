"""One walk over the words of a Chinese text, from left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pilotflow.dates.chinese import repeated
from pilotflow.dates.chinese.tokens import scan
from pilotflow.dates.findings import Findings, Item, Scope, clarified
from pilotflow.dates.meaning import Named
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS

_REACH = 80


class Walk:
    """One walk over the words of a text, and what the words so far mean for those behind them."""

    __slots__ = (
        "boundary",
        "due_end",
        "findings",
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
        if at < len(self.tokens) and self.tokens[at].kind == "span" and self.tokens[at].parts["pre"]:
            between = self.text[self.tokens[at - 1].end : self.tokens[at].start]
            if between in ("结束", "终了", "届满"):
                return "span"
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
            repeated.counted(rhythm, token, each=self.text[token.start - 1 : token.start] == "各")
            return at + 1
        if rhythm.named() and self.rhythm_end != token.start:
            return None
        gap = self.text[self.rhythm_end : token.start]
        near = "" if "," not in gap and ";" not in gap else gap
        behind = repeated.within_unit(rhythm, self.tokens, at, self.scope, gap=near)
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
