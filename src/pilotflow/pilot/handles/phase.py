"""A handle on a phase and its gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotflow.pilot.handles.base import Handle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step

    Texts = str | Iterable[str]
    When = date | str | None
    Moment = date | datetime | str


class Phase(Handle):
    """A phase and its gate."""

    kind = "phase"
    acts = ("file",)
    _records = "phases"
    __slots__ = ()

    def open(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Open it (开启), when the phases before it are passed."""
        return self._act("open", by, {}, effective, reason, document, key)

    def file(
        self,
        what: str,
        name: str,
        *,
        evidence: Texts,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """File what the gate requires: a ``report``, ``evidence`` or the result of a ``review``, by its name."""
        return self._act(
            "file",
            by,
            self._read("file", what=what, name=name, evidence=evidence),
            effective,
            reason,
            document,
            key,
        )

    def present(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Present it for decision (提请), when every requirement holds."""
        return self._act("present", by, {}, effective, reason, document, key)

    def decide(
        self,
        verdict: str,
        *,
        by: Actor,
        conditions: Iterable[Mapping[str, Any]] = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Decide at the gate (决定), each decider for itself.

        Args:
            verdict: ``"approve"``, ``"rework"`` or ``"stop"``.
            by: the decider; the office acting for an outside authority gives its ``document``.
            conditions: tasks the approval asks for; they block the next gate.
            effective: as in :meth:`Handle.do`; so ``reason``, ``document`` and ``key``.
        """
        return self._act(
            "decide",
            by,
            self._read("decide", verdict=verdict, conditions=conditions),
            effective,
            reason,
            document,
            key,
        )
