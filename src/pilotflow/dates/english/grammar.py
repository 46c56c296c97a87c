"""The grammar of English time limits: one walk over the words of a text, from left to right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pilotflow.dates.counted import project_item
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.english import repeated, school
from pilotflow.dates.english.dated import Place, counted, dated
from pilotflow.dates.english.tokens import Token, normalise, scan
from pilotflow.dates.findings import Findings, Item, Scope, clarified
from pilotflow.dates.meaning import Named
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS, school_item
from pilotflow.dates.stretches import Stretch

_EMPTY = frozenset(
    ("", "/", "-", "--", "n/a", "na", "none", "nil", "ditto", "not applicable", "same as above", "as above")
)
_BINDERS = frozenset(
    ("by", "before", "since", "between", "within", "notlater", "notbefore", "weekof", "after", "to")
)


def read(text: str, scope: Scope) -> Deadline:
    """The deadline that an English text states."""
    plain = normalise(text)
    findings = Findings()
    if plain.strip("\n\t.; ").lower() in _EMPTY:
        findings.empty = True
    else:
        Walk(plain, scope, findings).run()
    return findings.deadline(text, "en")


class Walk:
    """One walk over the words of a text, and what the words so far mean for those behind them."""

    __slots__ = ("binder", "findings", "named", "places", "rhythm", "scope", "taken", "text", "tokens")

    def __init__(self, text: str, scope: Scope, findings: Findings) -> None:
        self.text = text
        self.scope = scope
        self.findings = findings
        self.tokens = scan(text)
        self.named = Named()
        self.rhythm: Rhythm | None = None
        self.binder: Token | None = None
        self.places: list[Place] = []  # points without a year in this clause
        self.taken: list[Stretch] = []  # those that the open rhythm has taken over

    def run(self) -> None:
        """Read everything."""
        at, count = 0, len(self.tokens)
        while at < count:
            token = self.tokens[at]
            if token.kind in _BINDERS:
                self.binder = token
                at += 1
                continue
            behind = _ACTIONS.get(token.kind, _pass)(self, at)
            self.binder = None
            at = behind if behind > at else at + 1
        self.commit()

    def bound(self, at: int) -> str:
        """The kind of the word that binds what begins here: "by", "before", "from" …; empty where there is none."""
        binder = self.binder
        if binder is None:
            return ""
        between = self.text[binder.end : self.tokens[at].start].lower().split()
        return (
            binder.kind
            if set(between) <= {"the", "on", "of", "a", "at", "around", "about", "in", "by"}
            else ""
        )

    def add(self, item: Item, begin: int = 0) -> bool:
        """Keep an item, unless it stands in brackets and only says the day of the one before; whether it was kept."""
        start = self.binder.start if self.binder is not None else begin
        if self.text[:start].rstrip().endswith("(") and clarified(self.findings.items, item):
            return False
        self.findings.items.append(item)
        return True

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
            findings.anchor = TERMS
        findings.offset = findings.offset or rhythm.offset


def _pass(walk: Walk, at: int) -> int:
    return at + 1


def _stop(walk: Walk, at: int) -> int:
    walk.commit()
    walk.places = []
    return at + 1


def _sustain(walk: Walk, at: int) -> int:
    walk.findings.sustain = True
    return at + 1


def _vague(walk: Walk, at: int) -> int:
    walk.findings.vague = True
    return at + 1


def _soft(walk: Walk, at: int) -> int:
    walk.findings.soft = True
    return at + 1


def _rhythm(walk: Walk, at: int) -> int:
    walk.begin(repeated.begun(walk.tokens[at]))
    return at + 1


def _onwards(walk: Walk, at: int) -> int:
    items = walk.findings.items
    if items and items[-1].kind == "window" and isinstance(items[-1].first, date):
        items[-1].kind, items[-1].last, items[-1].alternatives = "from", None, ()
    return at + 1


def _term(walk: Walk, at: int) -> int:
    before = walk.tokens[at - 1] if at else None
    part = before.text.lower() if before is not None and before.kind in ("part", "relative") else ""
    which, what, each = school.term_of(walk.tokens[at].text, part, walk.bound(at) or _binder(walk, at))
    if each:
        rhythm = Rhythm(each, 1, "en.each-term")
        if what != "all":
            rhythm.offset = f"each:{what}"
        walk.begin(rhythm)
        return at + 1
    walk.add(school_item(which, what, "", "en.term", walk.scope))
    return at + 1


def _binder(walk: Walk, at: int) -> str:
    kinds = [token.kind for token in walk.tokens[max(at - 2, 0) : at]]
    return next((kind for kind in kinds if kind in ("before", "by")), "")


def _project(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    found = school.project_of(token.text)
    if found is None:
        return at + 1
    unit, first, last = found
    item = project_item(unit, first, last, "event:launch", "en.project", walk.scope)
    if walk.bound(at) in ("by", "notlater", "within") and first == last:
        item.kind, item.first = "by", None
    walk.add(item)
    return at + 1


_ACTIONS: dict[str, Callable[[Walk, int], int]] = {
    "stop": _stop,
    "sustain": _sustain,
    "vague": _vague,
    "soft": _soft,
    "season": _vague,
    "onwards": _onwards,
    "termword": _term,
    "projectspan": _project,
    "span": counted,
    **dict.fromkeys(
        ("adverb", "every", "everyother", "everyday", "everymonth", "rate", "nthday", "monthday", "inmonth"), _rhythm
    ),
    **dict.fromkeys(
        ("iso", "slashed", "monthyear", "fiscal", "quarter", "half", "bracketday", "relday", "relative", "dmy", "mdy",
     "month",
         "year", "part", "time", "feast"), dated,
    ),
}  # fmt: skip
