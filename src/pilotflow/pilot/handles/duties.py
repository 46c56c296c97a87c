"""Handles on occurrences, series and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotflow.pilot.handles.base import Handle
from pilotflow.pilot.handles.task import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from pilotflow.dates.deadline import Deadline
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step

    Texts = str | Iterable[str]
    When = date | str | None
    Moment = date | datetime | str


class Occurrence(Handle):
    """One time of a recurring duty, or a one-off event."""

    kind = "occurrence"
    _records = "occurrences"
    __slots__ = ()

    def _current(self, state: Any) -> str:
        from pilotflow.facts.windows import duty_of

        known = state.occurrences.get(self.id)
        if known is None and duty_of(state, self.id) is None:
            raise KeyError(self.id)
        return "due" if known is None else str(known.state)

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day on which it is in time."""
        from pilotflow.facts.windows import duty_of

        with self._engine.lock:
            duty = duty_of(self._engine.state, self.id)
        if duty is None:
            raise self._gone()
        return duty.first, duty.last

    def schedule(
        self,
        start: Moment,
        *,
        by: Actor,
        end: Moment | None = None,
        place: str | None = None,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Fix a day or a local time within its window."""
        read = self._read("schedule", start=start, end=end, place=place)
        return self._act("schedule", by, read, effective, reason, document, key)

    def move(
        self,
        start: Moment,
        *,
        by: Actor,
        reason: str,
        end: Moment | None = None,
        place: str | None = None,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Fix another day."""
        read = self._read("move", start=start, end=end, place=place)
        return self._act("move", by, read, effective, reason, document, key)

    def hold(
        self,
        *,
        by: Actor,
        start: Moment | None = None,
        end: Moment | None = None,
        place: str | None = None,
        attendance: Mapping[str, int] | None = None,
        minutes: str | None = None,
        evidence: Texts = (),
        decisions: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Enter that it was held, also late.

        Args:
            by: the office, or whoever takes part.
            start: the day or local time, where it was not the one it was scheduled for.
            end: when it ended.
            place: where.
            attendance: head-counts by unit.
            minutes: what was said.
            evidence: what shows it.
            decisions: what was decided; each becomes a decision with an id of its own.
            effective: as in :meth:`Handle.do`; so ``reason``, ``document`` and ``key``.
        """
        read = self._read(
            "hold",
            start=start,
            end=end,
            place=place,
            attendance=attendance,
            minutes=minutes,
            evidence=evidence,
            decisions=decisions,
        )
        return self._act("hold", by, read, effective, reason, document, key)

    def skip(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Leave it out this time."""
        return self._act("skip", by, {}, effective, reason, document, key)

    def miss(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Enter that its window ended without it."""
        return self._act("miss", by, {}, effective, reason, document, key)


class Series(Handle):
    """A recurring duty."""

    kind = "series"
    acts = ("settle",)
    _records = "series"
    __slots__ = ()

    def _current(self, state: Any) -> str:
        from pilotflow.dates.windows import names_dates

        when = state.series[self.id].when
        return "settled" if names_dates(when) else "open"

    def settle(
        self,
        when: Deadline,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Give an open cadence its rhythm, by decision."""
        return self._act("settle", by, self._read("settle", when=when), effective, reason, document, key)


class Decision(Handle):
    """A decision that was taken."""

    kind = "decision"
    _records = "decisions"
    __slots__ = ()

    def _current(self, state: Any) -> str:
        return "taken"

    def create_task(
        self,
        title: str,
        *,
        leads: Texts,
        by: Actor,
        due: date | str | Deadline | None = None,
        effective: date | str | None = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
        **fields: Any,
    ) -> Task:
        """Make a task of it.

        Args:
            title: what is to be done.
            leads: who leads it.
            by: the office.
            due: its last day.
            effective: as in :meth:`Handle.do`; so ``reason``, ``document`` and ``key``.
            **fields: ``co_units``, ``text``, ``phase``, ``blocks``, ``agreement`` where wanted.
        """
        engine = self._engine
        args = {"decision": self.id, "title": title, "leads": leads, "due": due, **fields}
        read = engine.read("task", "", "create", args)
        step = engine.act("task", "", "create", by, read, effective, reason, document, key)
        return Task(engine, step.born[0][1])
