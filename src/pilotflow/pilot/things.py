"""The things of a pilot: finding them by id, and listing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from pilotflow.pilot.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from pilotflow.pilot.engine import Engine
    from pilotflow.pilot.handles import (
        Agreement,
        Decision,
        Feedback,
        Handle,
        Occurrence,
        Phase,
        Series,
        Target,
        Task,
        Unit,
    )


class Things(Reading):
    """What a pilot is made of. Every finder raises NotFound for an id there is not."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def task(self, id: str) -> Task:
        """The task with this id. Raises NotFound where there is none; so do its sisters."""
        from pilotflow.pilot.handles import Task

        return Task(self._engine, self._known("task", id, "tasks"))

    def phase(self, id: str) -> Phase:
        """The phase with this id."""
        from pilotflow.pilot.handles import Phase

        return Phase(self._engine, self._known("phase", id, "phases"))

    def series(self, id: str) -> Series:
        """The recurring duty with this id."""
        from pilotflow.pilot.handles import Series

        return Series(self._engine, self._known("series", id, "series"))

    def decision(self, id: str) -> Decision:
        """The decision with this id, such as ``D2``."""
        from pilotflow.pilot.handles import Decision

        return Decision(self._engine, self._known("decision", id, "decisions"))

    def target(self, id: str) -> Target:
        """The target with this id."""
        from pilotflow.pilot.handles import Target

        with self._held() as state:
            self._among("target", id, state.plan.target_by_id)
        return Target(self._engine, id)

    def agreement(self, id: str) -> Agreement:
        """The agreement with this id."""
        from pilotflow.pilot.handles import Agreement

        with self._held() as state:
            self._among("agreement", id, state.plan.agreement_by_id)
        return Agreement(self._engine, id)

    def unit(self, id: str) -> Unit:
        """The unit, body or seat with this id."""
        from pilotflow.pilot.handles import Unit

        with self._held() as state:
            plan = state.plan
            self._among("unit", id, {**plan.unit_by_id, **plan.body_by_id, **plan.seat_by_id})
        return Unit(self._engine, id)

    def occurrence(self, id: str) -> Occurrence:
        """The occurrence with this id: ``kick-off``, ``quarterly.2023-q1``, ``regular@pair-1.2023-05``."""
        from pilotflow.facts.windows import duty_of, foreseen
        from pilotflow.pilot.handles import Occurrence

        with self._held() as state:
            if duty_of(state, id) is None:
                known = {found: None for found, _ in foreseen(state, state.plan.issued, state.horizon)}
                self._among("occurrence", id, {**known, **dict.fromkeys(state.occurrences)})
        return Occurrence(self._engine, id)

    def tasks(
        self,
        *,
        unit: str | None = None,
        phase: str | None = None,
        area: str | None = None,
        agreement: str | None = None,
        body: str | None = None,
        state: str | None = None,
    ) -> tuple[Task, ...]:
        """The tasks, in the order of the plan, narrowed as asked."""
        from pilotflow.pilot.handles import Task
        from pilotflow.views.selection import Selection, tasks_of

        selection = Selection(unit, phase, area, agreement, body)
        with self._held() as now:
            found = [record.id for record in tasks_of(now, selection) if state in (None, record.state)]
        return tuple(Task(self._engine, id) for id in found)

    def phases(self, *, state: str | None = None) -> tuple[Phase, ...]:
        """The phases, in the order of the plan."""
        from pilotflow.pilot.handles import Phase

        with self._held() as now:
            found = [record.id for record in now.phases.values() if state in (None, record.state)]
        return tuple(Phase(self._engine, id) for id in found)

    @overload
    def feedback(self, id: str) -> Feedback: ...

    @overload
    def feedback(
        self, *, unit: str | None = None, task: str | None = None, state: str | None = None
    ) -> tuple[Feedback, ...]: ...

    def feedback(
        self,
        id: str | None = None,
        *,
        unit: str | None = None,
        task: str | None = None,
        state: str | None = None,
    ) -> Feedback | tuple[Feedback, ...]:
        """The feedback with this id, such as ``F3``; without an id all of it, oldest first, narrowed as asked.

        Args:
            id: the id of one piece of feedback.
            unit: feedback that this unit is addressed by.
            task: feedback about this task.
            state: feedback in this state.
        """
        from pilotflow.pilot.handles import Feedback

        if id is not None:
            return Feedback(self._engine, self._known("feedback", id, "feedback"))
        with self._held() as now:
            found = [
                record.id
                for record in now.feedback.values()
                if state in (None, record.state)
                and (unit is None or unit in record.to)
                and (task is None or record.about == ("task", task))
            ]
        return tuple(Feedback(self._engine, id) for id in found)

    def occurrences(
        self, start: date | str | None = None, end: date | str | None = None, *, state: str | None = None
    ) -> tuple[Occurrence, ...]:
        """The occurrences whose window touches the span (by default the whole pilot), foreseen and entered."""
        from pilotflow.facts.windows import foreseen
        from pilotflow.pilot.handles import Occurrence

        with self._held() as now:
            first = now.plan.issued if start is None else self._day(start)
            last = now.horizon if end is None else self._day(end)
            known = {
                id: record.state
                for id, record in now.occurrences.items()
                if record.duty.first <= last and record.duty.last >= first
            }
            states = {**dict.fromkeys((id for id, _ in foreseen(now, first, last)), "due"), **known}
        return tuple(Occurrence(self._engine, id) for id, found in states.items() if state in (None, found))

    def handle(self, kind: str, id: str) -> Handle:
        """The handle on a thing by kind and id.

        Raises:
            NotFound: there is no such kind or thing.
        """
        finders: dict[str, Callable[[str], Handle]] = {
            "task": self.task,
            "feedback": self.feedback,
            "phase": self.phase,
            "occurrence": self.occurrence,
            "series": self.series,
            "decision": self.decision,
            "target": self.target,
            "agreement": self.agreement,
            "unit": self.unit,
            "pilot": self._whole,
        }
        self._among("kind", kind, finders)
        return finders[kind](id)

    def _whole(self, id: str | None = None) -> Handle:
        from pilotflow.pilot.handles import WholePilot

        return WholePilot(self._engine, self._among("pilot", id or self.id, {self.id: None}))

    def _known(self, kind: str, id: str, records: str) -> str:
        with self._held() as state:
            return self._among(kind, id, getattr(state, records))

    def _among(self, kind: str, id: str, known: Mapping[str, Any]) -> str:
        if id in known:
            return id
        from pilotflow.errors import NotFound
        from pilotflow.rules.unmet import near, unmet

        raise NotFound(unmet("not-found", kind, id, near=near(id, known)))
