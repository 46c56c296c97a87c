"""One thing that happened, never changed; and what one command did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from pilotflow.facts.actor import Actor
from pilotflow.facts.data import Data

Moved = tuple[str, str, str]
"""Kind, id and state of a thing that left or entered that state."""


class Fact(msgspec.Struct, frozen=True):
    """One thing that happened.

    Attributes:
        type: the word of the fact, such as ``task.report``.
        version: its place in the stream, from 1.
        recorded: when it was entered, aware UTC; never before the fact in front of it.
        effective: the local day it took effect, ISO; a month or a year where no more is known.
        by: who entered it. reason, document: why, and the document it rests on.
        data: what happened, a frozen object of the class for this type.
        key: the idempotency key of the command; command: the fingerprint of that command.
        clamped: the clock had gone back, so ``recorded`` is that of the fact before.

    One is built for every fact that is made or read, so it is a frozen struct of msgspec: attrs freezes by a
    call for every field, which costs several times the building. So is :class:`Step`.
    """

    type: str
    version: int
    recorded: datetime
    effective: str
    by: Actor
    data: Data
    reason: str | None = None
    document: str | None = None
    key: str | None = None
    command: str | None = None
    clamped: bool = False

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "type": self.type,
            "version": self.version,
            "recorded": self.recorded.isoformat(),
            "effective": self.effective,
            "by": self.by.to_dict(),
            "reason": self.reason,
            "document": self.document,
            "key": self.key,
            "clamped": self.clamped,
            "data": msgspec.to_builtins(self.data),
        }

    def text(self, language: str = "en") -> str:
        """What happened, in one sentence."""
        from pilotflow.language.facts import describe

        return describe(self, language)


class Step(msgspec.Struct, frozen=True):
    """What one command did: its facts, and the states that things left and entered.

    ``left`` and ``entered`` hold ``(kind, id, state)``; a thing that came to be only entered.
    """

    facts: tuple[Fact, ...]

    @property
    def left(self) -> tuple[Moved, ...]:
        """The states that were left, in the order of the facts."""
        return tuple(
            (kind, id, left)
            for fact in self.facts
            for kind, id, left, _ in fact.data.moves()
            if left is not None
        )

    @property
    def entered(self) -> tuple[Moved, ...]:
        """The states that were entered, in the order of the facts."""
        return tuple(
            (kind, id, entered)
            for fact in self.facts
            for kind, id, _, entered in fact.data.moves()
            if entered is not None
        )

    @property
    def born(self) -> tuple[tuple[str, str], ...]:
        """Kind and id of the things that came to be in this step."""
        return tuple(
            (kind, id)
            for fact in self.facts
            for kind, id, left, entered in fact.data.moves()
            if left is None and entered is not None
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "facts": [fact.to_dict() for fact in self.facts],
            "left": [list(moved) for moved in self.left],
            "entered": [list(moved) for moved in self.entered],
        }

    def text(self, language: str = "en") -> str:
        """One line a fact."""
        return "\n".join(fact.text(language) for fact in self.facts)
