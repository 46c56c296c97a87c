"""A pilot as it was known at the end of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pilotflow.errors import Refused
from pilotflow.facts.actor import Actor
from pilotflow.facts.fact import Fact, Step
from pilotflow.facts.state import State
from pilotflow.pilot.engine import Engine
from pilotflow.rules.unmet import Unmet, unmet


class PastEngine(Engine):
    """Answers from one past day and refuses every command."""

    def __init__(self, engine: Engine, day: date) -> None:
        super().__init__(engine.log, engine.clock, engine.policy, engine.state_at(day))
        self._on = day

    def today(self) -> date:
        """The day that is looked at."""
        return self._on

    def refresh(self) -> bool:
        """Nothing is new in the past."""
        return False

    def act(
        self,
        kind: str,
        id: str,
        trigger: str,
        by: Actor,
        args: Mapping[str, Any],
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Refuse: the past cannot be changed."""
        raise Refused(self.explain(kind, id, trigger, by, args))

    def explain(
        self,
        kind: str,
        id: str,
        trigger: str,
        by: Actor,
        args: Mapping[str, Any],
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
    ) -> tuple[Unmet, ...]:
        """The one reason there is."""
        return (unmet("read-only", "pilot", self._state.id, day=self._on),)

    def facts(self, after: int = 0) -> list[Fact]:
        """The facts that were known on that day."""
        return [fact for fact in super().facts(after) if fact.version <= self._state.version]

    def state_at(self, day: date) -> State:
        """Never later than the day that is looked at."""
        return super().state_at(min(day, self._on))
