"""What is known while a plan file is read: faults so far, ids it declares, references it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import attrs

from pilotflow.dates.conventions import USUAL, Conventions
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.workdays import WorkdayList
from pilotflow.plan.faults import Fault
from pilotflow.plan.file.nodes import Node, Scalar

_SUGGESTIONS = 100
_LONGEST = 64
_MOST = 2_000

ACTORS = ("unit", "body", "seat")
_SHARED = ("unit", "group", "body", "seat")


@attrs.frozen
class Context:
    """What the words of the plan's time limits are read beside.

    Attributes:
        language: the language of the plan.
        issued: the day it was issued; None where the file does not say.
        terms: its terms.
        calendar: its working days.
        conventions: how open words are read.
    """

    language: str = "en"
    issued: date | None = None
    terms: tuple[Term, ...] = ()
    calendar: WorkdayList = WorkdayList()
    conventions: Conventions = USUAL


@attrs.frozen
class Declared:
    """Where an id was declared, and for what kind of thing."""

    kind: str
    line: int


@attrs.frozen
class Wanted:
    """A reference still to be resolved: the kinds it may name, and where it stands."""

    kinds: tuple[str, ...]
    scope: str
    word: str
    node: Node
    section: str


@attrs.frozen
class Noted:
    """A fault and the top-level section of the file it was found in."""

    fault: Fault
    section: str


class Reader:
    """Collects all that reading one file brings to light."""

    def __init__(self, file: str, folder: Path | None = None) -> None:
        self.file = file
        self.folder = folder
        self.context = Context()
        self.above: dict[tuple[str, str], Deadline] = {}
        self.noted: list[Noted] = []
        self.places: dict[tuple[str, str, str], tuple[int, int]] = {}
        self.names: dict[str, str] = {}
        self.section = ""
        self.scope = ""
        self.owner = ("plan", "")
        self.key = ""
        self.fields: tuple[str, ...] = ()
        self._ids: dict[tuple[str, str], dict[str, Declared]] = {}
        self._wanted: list[Wanted] = []
        self._missed: set[str] = set()
        self._suggested = 0

    def note(self, code: str, node: Node, severity: str = "error", /, **data: str) -> None:
        """Keep a fault about a node."""
        self.add(Fault(code, severity, self.file, node.line, node.column, tuple(data.items())))

    def warn(self, code: str, node: Node, /, **data: str) -> None:
        """Keep a warning about the key being read, which says what it belongs to."""
        kind, id = self.owner
        self.note(code, node, "warning", object=kind, id=id, key=self.key, **data)

    def add(self, fault: Fault, section: str | None = None) -> None:
        """Keep a fault that has its place."""
        self.noted.append(Noted(fault, self.section if section is None else section))

    @contextmanager
    def about(self, kind: str, id: str) -> Iterator[None]:
        """What is read inside belongs to this thing."""
        before = self.owner, self.key
        self.owner = (kind, id)
        yield
        self.owner, self.key = before

    @contextmanager
    def within(self, scope: str) -> Iterator[None]:
        """Ids declared and wanted inside are looked for in this scope."""
        before, self.scope = self.scope, scope
        yield
        self.scope = before

    def place(self, node: Node, key: str = "") -> None:
        """Remember where the thing being read, or one of its keys, stands."""
        self.places.setdefault((*self.owner, key), (node.line, node.column))

    def declare(self, kind: str, id: str, node: Node) -> None:
        """Take an id for a thing; the same id twice among things of a kind is a fault."""
        known = self._ids.setdefault(self._space(kind, self.scope), {})
        if id in known:
            first = known[id]
            self.note("duplicate-id", node, id=id, first=str(first.line), object=first.kind)
        else:
            known[id] = Declared(kind, node.line)

    def want(self, kinds: tuple[str, ...], node: Scalar, scope: str = "") -> None:
        """Take a reference, to be resolved when the whole file is known."""
        self._wanted.append(Wanted(kinds, scope, node.text, node, self.section))

    def resolve(self) -> None:
        """Check every reference against the ids declared."""
        for wanted in self._wanted:
            if wanted.scope in self._missed:
                continue
            known = self._ids.get(self._space(wanted.kinds[0], wanted.scope), {})
            found = known.get(wanted.word)
            if found is None:
                fault = self._unknown(wanted, known)
            elif found.kind not in wanted.kinds:
                fault = self._fault(
                    "wrong-kind",
                    wanted.node,
                    id=wanted.word,
                    found=found.kind,
                    expected=_expected(wanted.kinds),
                )
            else:
                continue
            self.add(fault, wanted.section)

    def suggest(self, word: str, choices: Iterable[str]) -> dict[str, str]:
        """The nearest known word as data of a fault; nothing where none is near."""
        self._suggested += 1
        known = list(choices)
        if self._suggested > _SUGGESTIONS or len(word) > _LONGEST or len(known) > _MOST:
            return {}
        near = get_close_matches(word, known, 1) or get_close_matches(word.lower(), known, 1)
        return {"suggestion": near[0]} if near else {}

    def _unknown(self, wanted: Wanted, known: dict[str, Declared]) -> Fault:
        if wanted.kinds == ("classification",):
            self._missed.add(wanted.word)
        code = "unknown-actor" if set(ACTORS) <= set(wanted.kinds) else f"unknown-{wanted.kinds[0]}"
        fitting = [id for id, declared in known.items() if declared.kind in wanted.kinds]
        if wanted.kinds[0] in _SHARED and self.names.get(wanted.word) in fitting:
            suggestion = {"suggestion": self.names[wanted.word]}
        else:
            suggestion = self.suggest(wanted.word, fitting)
        return self._fault(code, wanted.node, id=wanted.word[:_LONGEST], **suggestion)

    def _fault(self, code: str, node: Node, **data: str) -> Fault:
        return Fault(code, "error", self.file, node.line, node.column, tuple(data.items()))

    def _space(self, kind: str, scope: str) -> tuple[str, str]:
        return ("who", "") if kind in _SHARED else (kind, scope)


def _expected(kinds: tuple[str, ...]) -> str:
    return "actor" if kinds == ACTORS else kinds[0]
