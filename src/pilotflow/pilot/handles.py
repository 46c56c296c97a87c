"""Handles: what a host holds of the things of a pilot. Each method is a command of its table.

Every command also takes ``effective``, ``reason``, ``document`` and ``key``, as :meth:`Handle.do` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotflow.pilot.arguments import texts
from pilotflow.pilot.handle import Feedback, Handle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from pilotflow.dates.deadline import Deadline
    from pilotflow.facts.actor import Actor
    from pilotflow.facts.fact import Step

    Texts = str | Iterable[str]
    When = date | str | None
    Moment = date | datetime | str

__all__ = ["Decision", "Feedback", "Handle", "Occurrence", "Phase", "Series", "Target", "Task"]


class Task(Handle):
    """A task."""

    kind = "task"
    acts = ("request_extension", "decide_extension")
    _records = "tasks"
    __slots__ = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts, one for each member of a group where the part is for each: ``sign@zj-business``."""
        from pilotflow.rules.conditions.tasks import part_ids

        with self._engine.lock:
            state = self._engine.state
            return part_ids(state, state.tasks[self.id])

    def assign(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Hand it to its leads (交办)."""
        return self._act("assign", by, {}, effective, reason, document, key)

    def accept(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Sign for it as a lead (签收); further leads sign for themselves."""
        return self._act("accept", by, {}, effective, reason, document, key)

    def start(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Begin the work (承办)."""
        return self._act("start", by, {}, effective, reason, document, key)

    def report(
        self,
        *,
        by: Actor,
        evidence: Texts = (),
        parts: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Report it as done (报送), with evidence and the parts the report covers."""
        return self._act(
            "report",
            by,
            {"evidence": texts(evidence), "parts": texts(parts) if parts else ()},
            effective,
            reason,
            document,
            key,
        )

    def send_back(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Send a report back (退办)."""
        return self._act("send_back", by, {}, effective, reason, document, key)

    def verify(
        self,
        *,
        by: Actor,
        evidence: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Verify a report (审核); never by whoever leads or shares the work."""
        return self._act("verify", by, {"evidence": texts(evidence)}, effective, reason, document, key)

    def close(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Close it (销号)."""
        return self._act("close", by, {}, effective, reason, document, key)

    def maintain(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Take it into maintenance (长期保持) and set the next re-check."""
        return self._act("maintain", by, {}, effective, reason, document, key)

    def recheck(
        self,
        *,
        by: Actor,
        evidence: Texts = (),
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Find it still in order (复查) and set the next re-check."""
        return self._act("recheck", by, {"evidence": texts(evidence)}, effective, reason, document, key)

    def lapse(
        self,
        *,
        by: Actor,
        finding: str,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Find that it is no longer kept up (失守); the finding becomes feedback in the same step."""
        return self._act("lapse", by, self._read("lapse", finding=finding), effective, reason, document, key)

    def retire(
        self,
        *,
        by: Actor,
        decision: str | None = None,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """End its maintenance (转结), after the last phase or by a recorded decision."""
        return self._act(
            "retire", by, self._read("retire", decision=decision), effective, reason, document, key
        )

    def reopen(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Take it up again after closing (重启)."""
        return self._act("reopen", by, {}, effective, reason, document, key)

    def suspend(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Stop its light (中止); its date stays."""
        return self._act("suspend", by, {}, effective, reason, document, key)

    def resume(
        self,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Go on where it was (恢复)."""
        return self._act("resume", by, {}, effective, reason, document, key)

    def cancel(
        self,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Give it up (撤销)."""
        return self._act("cancel", by, {}, effective, reason, document, key)

    def request_extension(
        self,
        latest: date | str,
        *,
        by: Actor,
        reason: str,
        effective: When = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Ask for a later last day, on or before the one in force (延期)."""
        return self._act(
            "request_extension",
            by,
            self._read("request_extension", latest=latest),
            effective,
            reason,
            document,
            key,
        )

    def decide_extension(
        self,
        granted: bool = True,
        *,
        by: Actor,
        effective: When = None,
        reason: str | None = None,
        document: str | None = None,
        key: str | None = None,
    ) -> Step:
        """Grant or refuse the later day that was asked for."""
        return self._act(
            "decide_extension",
            by,
            self._read("decide_extension", granted=granted),
            effective,
            reason,
            document,
            key,
        )


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


class Occurrence(Handle):
    """One time of a recurring duty, or a one-off event."""

    kind = "occurrence"
    _records = "occurrences"
    __slots__ = ()

    def _current(self, state: Any) -> str:
        known = state.occurrences.get(self.id)
        return "due" if known is None else str(known.state)

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day on which it is in time."""
        from pilotflow.facts.windows import duty_of

        with self._engine.lock:
            duty = duty_of(self._engine.state, self.id)
        assert duty is not None, self.id  # looked up when the handle was made
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
        when = state.series[self.id].when
        return "open" if when.recurrence is None and when.per is None else "settled"

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
