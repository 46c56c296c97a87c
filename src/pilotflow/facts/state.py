"""How a pilot stands after the facts so far."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import attrs

from pilotflow.facts.fact import Fact
from pilotflow.facts.records import (
    DecisionRecord,
    FeedbackRecord,
    OccurrenceRecord,
    PhaseRecord,
    ResolvedLimit,
    SeriesRecord,
    TaskRecord,
)
from pilotflow.plan.model import Plan

Folder = Callable[["State", Fact, Any], None]
"""What brings a state up to date with one kind of fact, in place."""

_GENERATION = 30
"""Years."""


@attrs.frozen
class Edition:
    """One version of the plan, when it came into force, and the instant that was recorded."""

    version: int
    plan: Plan
    effective: str
    sha256: str
    recorded: datetime


@attrs.frozen
class Frame:
    """The pilot as it stood just before a fact that changed the plan, what is foreseen, or that it runs.

    Attributes:
        state: as it stood. Unless ``whole``, it holds plan, series, phases and limits alone, since nothing else
            can be changed by that fact.
        until: the instant that fact was recorded. version: that of the last fact before it.
    """

    state: State
    until: datetime
    version: int
    whole: bool


@attrs.define
class State:
    """The pilot after ``version`` facts.

    It belongs to its fold. ``snapshot`` hands out a copy that never changes.

    Attributes:
        id: the stream. status: running, completed or stopped. conclusion: what was decided of it then.
        editions: every version of the plan, the one in force last.
        questions: open feedback by the ``(kind, id)`` of its subject.
        counters: how many things of each kind were born. keys: first and last version and the fingerprint
            of the command, by idempotency key.
        delegations: pairs of principal and agent. receipts: when addressees acknowledged the plan.
        ticks: named items that are there, by target and item.
        resolved: time limits of one-off occurrences that the plan left open, by occurrence.
        amendment: heads that agreed to the plan with this SHA-256 so far.
        frames: how it stood before each fact that changed the plan, what is foreseen, or that it runs.
        end: the one of them that the end of the pilot closed.
    """

    id: str
    editions: tuple[Edition, ...]
    plan: Plan
    recorded: datetime
    touched: datetime
    version: int = 0
    status: str = "running"
    conclusion: str | None = None
    ended: str | None = None
    tasks: dict[str, TaskRecord] = attrs.field(factory=dict)
    feedback: dict[str, FeedbackRecord] = attrs.field(factory=dict)
    phases: dict[str, PhaseRecord] = attrs.field(factory=dict)
    series: dict[str, SeriesRecord] = attrs.field(factory=dict)
    occurrences: dict[str, OccurrenceRecord] = attrs.field(factory=dict)
    resolved: dict[str, ResolvedLimit] = attrs.field(factory=dict)
    decisions: dict[str, DecisionRecord] = attrs.field(factory=dict)
    questions: dict[tuple[str, str], set[str]] = attrs.field(factory=dict)
    counters: dict[str, int] = attrs.field(factory=dict)
    keys: dict[str, tuple[int, int, str]] = attrs.field(factory=dict)
    delegations: set[tuple[str, str]] = attrs.field(factory=set)
    receipts: dict[str, str] = attrs.field(factory=dict)
    ticks: dict[tuple[str, str], str] = attrs.field(factory=dict)
    amendment: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    pilot_signatures: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    office_exists: bool = True
    # Each holds those before it, so to compare or to show them would take twice as long with each one more.
    frames: tuple[Frame, ...] = attrs.field(default=(), eq=False, repr=False)
    end: Frame | None = attrs.field(default=None, eq=False, repr=False)

    def next_id(self, letter: str) -> str:
        """The id the next thing of a kind will be born with: ``F3``, ``D2``, ``T1``, ``O4``."""
        return f"{letter}{self.counters.get(letter, 0) + 1}"

    def open_feedback(self) -> Iterator[FeedbackRecord]:
        """All feedback that is neither confirmed nor withdrawn, oldest first; no praise."""
        return (feedback for feedback in self.feedback.values() if feedback.is_open)

    def in_question(self, kind: str, id: str) -> bool:
        """Whether open feedback stands about a thing."""
        return bool(self.questions.get((kind, id)))

    def is_done(self, id: str) -> bool:
        """Whether a task is closed or maintained, and not in question."""
        return self.tasks[id].state in ("closed", "maintained") and not self.questions.get(("task", id))

    @property
    def horizon(self) -> date:
        """The last day of the pilot as far as the plan sets one: the latest of its phases, else a year on.

        A plan that writes 9999-12-31 for no end is looked ahead in for a generation.
        """
        days = [r.due.latest for r in self.phases.values() if r.due is not None and r.due.latest is not None]
        year = self.plan.issued.year
        return min(
            max(days, default=date(year + 1, 12, 31)), date(min(year + _GENERATION, date.max.year), 12, 31)
        )

    def keep_frame(self, until: datetime, *, whole: bool) -> Frame:
        """Set down how it stands, before a fact that takes effect on more than the thing it is about.

        What the frame holds is the frame's alone from now on; the fold goes on with copies.

        Args:
            until: the instant that fact was recorded.
            whole: whether the fact may change more than what is foreseen.
        """
        before = copy.copy(self)
        self.series = {id: copied(record) for id, record in self.series.items()}
        self.phases = {id: copied(record) for id, record in self.phases.items()}
        self.resolved = dict(self.resolved)
        if whole:
            self.tasks = {id: copied(record) for id, record in self.tasks.items()}
            self.feedback = {id: copied(record) for id, record in self.feedback.items()}
            self.occurrences = {id: copied(record) for id, record in self.occurrences.items()}
            before.questions = {subject: set(ids) for subject, ids in self.questions.items()}
        else:
            before.tasks, before.feedback, before.occurrences, before.questions = {}, {}, {}, {}
        frame = Frame(before, until, self.version, whole)
        self.frames += (frame,)
        return frame

    def snapshot(self) -> State:
        """A copy that later facts do not change."""
        twin = copy.copy(self)
        for name in ("tasks", "feedback", "phases", "series", "occurrences", "decisions"):
            setattr(twin, name, {id: copied(record) for id, record in getattr(self, name).items()})
        twin.questions = {subject: set(ids) for subject, ids in self.questions.items()}
        for name in ("resolved", "counters", "keys", "receipts", "ticks", "amendment", "pilot_signatures"):
            setattr(twin, name, dict(getattr(self, name)))
        twin.delegations = set(self.delegations)
        return twin


def copied(record: Any) -> Any:
    """A copy of a record that later facts do not change."""
    twin = copy.copy(record)
    for field in ("marks", "signatures", "filed"):
        if hasattr(twin, field):
            setattr(twin, field, dict(getattr(twin, field)))
    return twin
