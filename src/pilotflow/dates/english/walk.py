"""One walk over the words of an English text, from left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pilotflow.dates.english import doubtful, fiscal, left_open, repeated
from pilotflow.dates.english.aside import EventDay
from pilotflow.dates.english.bindings import Place
from pilotflow.dates.english.tokens import Token, scan
from pilotflow.dates.findings import Findings, Item, Scope, clarified
from pilotflow.dates.meaning import Named
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS
from pilotflow.dates.stretches import Stretch

_REACH = 20
_BETWEEN = frozenset(
    (
        "the",
        "on",
        "of",
        "a",
        "at",
        "around",
        "about",
        "approximately",
        "roughly",
        "in",
        "by",
        "from",
        "within",
    )
)
_BINDERS = frozenset(
    ("by", "before", "since", "between", "within", "notlater", "notbefore", "weekof", "after", "to", "ahead",
     "lasting", "weekto", "cited", "moved", "instead", "reference", "done", "origin", "asof")
)  # fmt: skip
# These end a citation, up to which nothing sets a time limit.
_RELEASING = frozenset(("by", "before", "since", "notlater", "notbefore", "instead", "close", "stop"))


class Walk:
    """One walk over the words of a text, and what the words so far mean for those behind them."""

    __slots__ = (
        "around",
        "binder",
        "clause",
        "defined",
        "findings",
        "named",
        "origin",
        "places",
        "previous",
        "projects",
        "quiet",
        "rhythm",
        "scope",
        "sourced",
        "taken",
        "text",
        "tokens",
    )

    def __init__(self, text: str, scope: Scope, findings: Findings) -> None:
        self.text = text
        self.scope = scope
        self.findings = findings
        self.tokens = left_open.marked(text, scan(text))
        doubtful.settle_order(self.tokens, scope)
        self.named = Named()
        self.rhythm: Rhythm | None = None
        self.binder: Token | None = None
        self.around = -1  # the end of "around" or "about"
        self.places: list[Place] = []  # points without a year in this clause
        self.taken: list[Stretch] = []  # those that the open rhythm has taken over
        self.quiet = -1  # the end of the word before, in a citation
        self.sourced = False  # the citation is a label with a colon: it ends with its clause
        self.clause = 0  # the number of items before this clause
        self.previous = (0, "")  # the word behind the point before, and what bound it
        self.defined: fiscal.Definition | EventDay | None = None  # what brackets may define
        self.projects: list[tuple[Item, str, int, int]] = []  # months of the project
        self.origin: Item | None = None  # the day it starts, as a point of its own

    def run(self, actions: Mapping[str, Callable[[Walk, int], int]]) -> None:
        """Read everything; each kind of word has its action."""
        at, count = 0, len(self.tokens)
        while at < count:
            token = self.tokens[at]
            if self.quiet >= 0 and self._is_cited(token):
                self.quiet = token.end
                at += 1
                continue
            if token.kind == "citing":  # Source: ONS, June 2022
                self.quiet, self.sourced = token.end, token.text.endswith(":")
            if token.kind in _BINDERS:
                if token.kind == "instead":
                    self._overtake()
                self.binder = token
                at += 1
                continue
            if token.kind == "around":
                self.around = token.end
                at += 1
                continue
            behind = actions.get(token.kind, _pass)(self, at)
            self.binder = None
            at = behind if behind > at else at + 1
        self.commit()
        self._open_windows()

    def _open_windows(self) -> None:
        """Not before 1 April and not after 30 June: the first says when the window of the other opens."""
        items = self.findings.items
        if len(items) > 1 and any(item.kind in ("by", "window") for item in items):
            for item in items:
                item.kind = "from" if item.rule == "en.not-before" else item.kind

    def _is_cited(self, token: Token) -> bool:
        comma = not self.sourced and "," in self.text[self.quiet : token.start] and token.kind != "year"
        if comma or token.kind in _RELEASING:
            self.quiet = -1
        return self.quiet >= 0

    def _overtake(self) -> None:
        """Now 30 June: what the clause said before is overtaken."""
        del self.findings.items[self.clause :]
        self.places = []

    def bound(self, at: int) -> str:
        """The kind of the word that binds what begins here: "by", "before", "from" …; empty where there is none."""
        binder = self.binder
        if binder is None:
            return ""
        between = self.text[binder.end : self.tokens[at].start].lower().split()
        if binder.kind == "reference":
            return "cited" if between[:1] == ["of"] else ""  # Decision 2010/427/EU of 26 July 2010
        kind = "by" if binder.kind == "instead" else binder.kind
        return kind if set(between) <= _BETWEEN else ""

    def about(self, at: int) -> bool:
        """Whether "around" or "about" stands right before what begins here, or what binds it."""
        start = self.tokens[at].start
        if self.around < 0 or start - self.around > _REACH:
            return False
        return set(self.text[self.around : start].lower().split()) <= _BETWEEN

    def add(self, item: Item, begin: int = 0, yearless: Stretch | None = None) -> bool:
        """Keep an item, unless it stands in brackets and only says more of the one before; whether it was kept."""
        start = self.binder.start if self.binder is not None else begin
        if self.text[:start].rstrip().endswith("(") and self._says_more(item, yearless):
            return False
        self.findings.items.append(item)
        return True

    def _says_more(self, item: Item, yearless: Stretch | None) -> bool:
        items, defined = self.findings.items, self.defined
        if defined is not None and items and items[-1] is defined.item and defined.settle(item, yearless):
            return True
        if items and items[-1].rule == "en.within" and items[-1].kind == "by" and items[-1].first is None:
            item.first = None  # within 90 days of issue (30 April 2023)
        return clarified(items, item)

    def start_from_origin(self) -> None:
        """The day the project starts is no time limit of its own: a month of the project counts from it."""
        self.findings.items[:] = [item for item in self.findings.items if item is not self.origin]
        self.origin = None

    def place(self, place: Place) -> None:
        """Keep a point without a year: a yearly rhythm in the same clause takes it over."""
        self.places.append(place)
        rhythm = self.rhythm
        if rhythm is not None and rhythm.unit == "year" and (self.taken or not rhythm.named()):
            self._take_over(rhythm)

    def begin(self, rhythm: Rhythm) -> None:
        """Begin a rhythm."""
        if (
            self.rhythm is not None
            and self.rhythm.named()
            and rhythm.unit == self.rhythm.unit
            and not rhythm.named()
        ):
            return
        if (
            self.rhythm is not None
            and rhythm.weekdays
            and self.rhythm.unit == "week"
            and not self.rhythm.named()
        ):
            rhythm.step = self.rhythm.step
            self.rhythm = None
        self.commit()
        self.rhythm = rhythm
        self.taken = [
            Stretch("N", 0, (month, 1), (month, 31), "month", "bare") for month in rhythm.months[:1]
        ]
        if rhythm.rule != "en.each-year-in" or rhythm.days:
            self.taken = []
        if rhythm.unit == "year" and not rhythm.named() and self.places:
            self._take_over(rhythm)

    def _take_over(self, rhythm: Rhythm) -> None:
        for place in self.places:
            if place.bound == "to" and self.taken:  # each January to June
                self.taken[-1] = self.taken[-1]._replace(last=place.stretch.last)
            else:
                self.taken.append(place.stretch)
        before = any(place.bound in ("by", "before", "notlater") for place in self.places)
        repeated.attach(rhythm, self.taken, before=before)
        taken = {id(place.item) for place in self.places}
        self.findings.items[:] = [item for item in self.findings.items if id(item) not in taken]
        self.places = []

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
