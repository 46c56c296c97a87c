"""Handles on things that have no lifecycle of their own: targets, agreements, units; and on the pilot itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotflow.pilot.handles.base import Handle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step

    Texts = str | Iterable[str]
    When = date | str | None
    Moment = date | datetime | str


class Target(Handle):
    """A target; the named things of a list are ticked one by one."""

    kind = "target"
    acts = ("tick",)
    __slots__ = ()

    def _current(self, state: Any) -> str:
        items = state.plan.target_by_id[self.id].items
        ticked = sum((self.id, item.id) in state.ticks for item in items)
        return "met" if items and ticked == len(items) else "open"

    def tick(
        self,
        item: str,
        *,
        evidence: Texts,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Enter that one named thing is there."""
        return self._act(
            "tick", by, self._read("tick", item=item, evidence=evidence), effective, reason, document, key
        )


class Agreement(Handle):
    """An agreement or pairing; feedback can be raised about it."""

    kind = "agreement"
    __slots__ = ()

    def _current(self, state: Any) -> str:
        return "in_force"


class Unit(Handle):
    """A unit, body or seat; feedback can be raised about it."""

    kind = "unit"
    __slots__ = ()

    def _current(self, state: Any) -> str:
        return "known"


class WholePilot(Handle):
    """The pilot itself."""

    kind = "pilot"
    acts = ("amend", "resolve_deadline", "receive", "delegate", "correct")
    __slots__ = ()

    def _current(self, state: Any) -> str:
        return str(state.status)
