"""A handle on a piece of feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.pilot.handles.base import Handle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step

    Texts = str | Iterable[str]
    When = date | str | None
    Moment = date | datetime | str


class Feedback(Handle):
    """A piece of feedback."""

    kind = "feedback"
    acts = ("move",)
    _records = "feedback"
    __slots__ = ()

    def assign(
        self,
        *,
        to: str | tuple[str, ...] | list[str],
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Pass it on to whoever owes the answer (转办)."""
        return self._act("assign", by, self._read("assign", to=to), effective, reason, document, key)

    def answer(
        self,
        text: str,
        *,
        by: Actor,
        evidence: str | tuple[str, ...] | list[str] = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Answer it (答复); everybody who answers counts as answerer from then on."""
        return self._act(
            "answer", by, self._read("answer", text=text, evidence=evidence), effective, reason, document, key
        )

    def confirm(
        self,
        *,
        by: Actor,
        grade: int | None = None,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Confirm that the answer settles it (确认); ``grade`` is the satisfaction from 1 to 5."""
        return self._act("confirm", by, self._read("confirm", grade=grade), effective, reason, document, key)

    def dispute(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Say that the answer does not settle it (不满意); it goes back to its addressees."""
        return self._act("dispute", by, {}, effective, reason, document, key)

    def withdraw(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Take it back (撤回)."""
        return self._act("withdraw", by, {}, effective, reason, document, key)

    def move(
        self,
        kind: str,
        id: str,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Carry it over to another subject that can still settle it."""
        return self._act(
            "move", by, self._read("move", about_kind=kind, about_id=id), effective, reason, document, key
        )
