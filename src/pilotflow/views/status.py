"""How a pilot stands on a day: what is late, who has it, what waits for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs

from pilotflow.facts.records import TaskRecord
from pilotflow.facts.state import State
from pilotflow.plan.goals import Target
from pilotflow.views.concern import Concern
from pilotflow.views.lights import is_answer_overdue, light, phase_light
from pilotflow.views.lines import (
    FeedbackLine,
    ItemLine,
    OccurrenceLine,
    PhaseLine,
    StandingLine,
    TargetLine,
    TaskLine,
)
from pilotflow.views.occurrences import occurrences
from pilotflow.views.open_points import OpenPoint, open_points
from pilotflow.views.progress import Progress, progress
from pilotflow.views.selection import Selection, co_tasks_of, tasks_of
from pilotflow.views.waiting import called, waiting_for


@attrs.frozen
class Status:
    """How a pilot, or a selection of it, stands on a day.

    Attributes:
        id, title: of the pilot. status: running, completed or stopped; conclusion: what was then decided.
        on: the day. version: how many facts are known.
        tasks: those counted; co_tasks: those the unit shares. standing: the maintained among the counted.
        occurrences: all that somebody touched, and every window that has begun by the day.
        receipts: when each addressee acknowledged the plan; None for one that has not.
        caption: gives the short name of a unit, group, body or seat, for the text.
    """

    id: str
    title: str
    status: str
    conclusion: str | None
    on: date
    version: int
    progress: Progress
    phases: tuple[PhaseLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    co_tasks: tuple[TaskLine, ...] = ()
    open_feedback: tuple[FeedbackLine, ...] = ()
    occurrences: tuple[OccurrenceLine, ...] = ()
    standing: tuple[StandingLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    receipts: tuple[tuple[str, str | None], ...] = ()
    caption: Callable[[str], str] = attrs.field(default=str, eq=False, repr=False)

    @property
    def percent(self) -> int | None:
        """The figure of the progress."""
        return self.progress.percent

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        found: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "status": self.status,
            "conclusion": self.conclusion,
            "on": self.on.isoformat(),
            "version": self.version,
            "percent": self.percent,
            "progress": self.progress.to_dict(),
        }
        for name in _LISTS:
            found[name] = [line.to_dict() for line in getattr(self, name)]
        found["receipts"] = dict(self.receipts)
        return found

    def text(self, language: str = "en") -> str:
        """The report a programme office reads, in plain text."""
        from pilotflow.views.report import report

        return report(self, language)


_LISTS = (
    "phases",
    "tasks",
    "co_tasks",
    "open_feedback",
    "occurrences",
    "standing",
    "targets",
    "open_points",
)


def status(state: State, on: date, selection: Selection | None = None) -> Status:
    """How a pilot, or a selection of it, stands on a day.

    Args:
        state: the pilot as known.
        on: the local day that lights, re-checks and owed answers are looked at.
        selection: what to narrow it to; by default the whole pilot.

    Raises:
        NotFound: something the selection names is not there.
    """
    selection = selection or Selection()
    concern = Concern.of(state, selection)
    counted = tasks_of(state, selection)
    plan = state.plan
    return Status(
        id=state.id,
        title=plan.title,
        status=state.status,
        conclusion=state.conclusion,
        on=on,
        version=state.version,
        progress=progress(state, on, selection),
        phases=tuple(_phases(state, on, selection, concern)),
        tasks=tuple(_task(state, record, on) for record in counted),
        co_tasks=tuple(_task(state, record, on) for record in co_tasks_of(state, selection)),
        open_feedback=tuple(_feedback(state, on, concern)),
        occurrences=tuple(_occurrences(state, on, concern)),
        standing=tuple(_standing(state, counted, on)),
        targets=tuple(
            _target(state, target)
            for target in plan.targets
            if concern.scope.whole or any(record.id in target.served_by for record in counted)
        ),
        open_points=open_points(state) if concern.scope.whole else (),
        receipts=tuple(_receipts(state, concern)),
        caption=plan.caption,
    )


def _phases(state: State, on: date, selection: Selection, concern: Concern) -> Iterator[PhaseLine]:
    for record in state.phases.values():
        if concern.phase(record.id):
            yield PhaseLine(
                id=record.id,
                title=record.phase.title,
                state=record.state,
                due=None if record.due is None else record.due.latest,
                light=phase_light(state, record, on),
                waiting_for=waiting_for(state, "phase", record.id, on),
                percent=progress(state, on, attrs.evolve(selection, phase=record.id)).percent,
            )


def _task(state: State, record: TaskRecord, on: date) -> TaskLine:
    return TaskLine(
        id=record.id,
        label=record.task.label,
        title=record.task.title,
        state=record.state,
        phase=record.task.phase,
        leads=record.task.leads,
        co_units=record.task.co_units,
        due=None if record.due is None else record.due.latest,
        light=light(state, record, on),
        waiting_for=waiting_for(state, "task", record.id, on),
        in_question=state.in_question("task", record.id),
        next_check=record.next_check,
        overdue_recheck=_is_overdue(record, on),
    )


def _is_overdue(record: TaskRecord, on: date) -> bool:
    return record.state == "maintained" and record.next_check is not None and on > record.next_check


def _standing(state: State, counted: tuple[TaskRecord, ...], on: date) -> Iterator[StandingLine]:
    for record in counted:
        if record.state == "maintained":
            yield StandingLine(
                id=record.id,
                title=record.task.title,
                next_check=record.next_check,
                overdue=_is_overdue(record, on),
                waiting_for=waiting_for(state, "task", record.id, on),
            )


def _feedback(state: State, on: date, concern: Concern) -> Iterator[FeedbackLine]:
    for record in state.open_feedback():
        if concern.hears(record):
            yield FeedbackLine(
                id=record.id,
                about=record.about,
                text=record.text,
                kind=record.kind,
                raiser=record.raiser,
                state=record.state,
                to=record.to,
                answer_by=record.answer_by,
                overdue=is_answer_overdue(record, on),
                disputes=record.disputes,
                waiting_for=waiting_for(state, "feedback", record.id, on),
            )


def _occurrences(state: State, on: date, concern: Concern) -> Iterator[OccurrenceLine]:
    """All that somebody touched, and every window that has begun."""
    found = [
        each
        for each in occurrences(state, date.min, date.max)
        if (each.id in state.occurrences or each.duty.first <= on) and concern.occurrence(each)
    ]
    for each in sorted(found, key=lambda each: (each.day, each.id)):
        yield OccurrenceLine(
            id=each.id,
            title=each.duty.title,
            kind=each.duty.kind,
            state=each.state,
            day=each.day,
            time=each.time,
            first=each.duty.first,
            last=each.duty.last,
            overdue=each.is_overdue(on),
            waiting_for=called(state, each.duty) if each.owed else (),
        )


def _target(state: State, target: Target) -> TargetLine:
    items = tuple(
        ItemLine(item.id, item.title, state.ticks.get((target.id, item.id))) for item in target.items
    )
    amount = target.amount
    listed = target.kind == "list"
    return TargetLine(
        id=target.id,
        title=target.title,
        kind=target.kind,
        amount=None if amount is None else str(amount),
        unit=target.unit,
        items=items,
        ticked=sum(item.ticked is not None for item in items),
        total=(len(items) if amount is None else int(amount)) if listed else None,
    )


def _receipts(state: State, concern: Concern) -> Iterator[tuple[str, str | None]]:
    """Addressees in the order of the plan, a closed group as its members, then others that acknowledged it."""
    plan = state.plan
    addressed: list[str] = []
    for id in plan.addressees:
        group = plan.group_by_id.get(id)
        addressed += (id,) if group is None else () if group.open else group.members
    names = concern.scope.names
    for id in dict.fromkeys((*addressed, *state.receipts)):
        if concern.scope.whole or (names is not None and id in names):
            yield id, state.receipts.get(id)
