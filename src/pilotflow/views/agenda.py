"""What is due in a span of days, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from pilotflow.facts.records import TaskRecord
from pilotflow.facts.state import State
from pilotflow.views.concern import Concern, members_of
from pilotflow.views.lights import light, phase_light
from pilotflow.views.occurrences import occurrences
from pilotflow.views.selection import Selection
from pilotflow.views.waiting import called


@attrs.frozen
class AgendaItem:
    """One thing on its day.

    Attributes:
        day: the local day it stands on: the last of its window, or the one fixed for it.
        kind: ``task``, ``recheck`` (of a maintained task), ``part`` (``task.part`` or ``task.part@member``),
            ``phase``, ``occurrence``, ``feedback`` (an answer that is owed) or ``agreement``.
        first, last: the window, as far as it is known.
        state: how the thing stands; a part is ``open`` or ``done``, an agreement ``expires`` or is up for
            ``review``.
        units: who it is for. time: the local time, ``HH:MM``, where one is fixed.
        light: the colour of its light, where the agenda was asked for a day.
        captions: the short names of ``units``.
    """

    day: date
    kind: str
    id: str
    title: str
    first: date | None
    last: date | None
    state: str
    units: tuple[str, ...] = ()
    time: str | None = None
    light: str | None = None
    captions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, days as ISO text."""
        return {
            "day": self.day.isoformat(),
            "kind": self.kind,
            "id": self.id,
            "title": self.title,
            "first": None if self.first is None else self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "state": self.state,
            "units": list(self.units),
            "time": self.time,
            "light": self.light,
        }

    def text(self, language: str = "en") -> str:
        """One line: the day, what it is, how it stands, who it is for."""
        from pilotflow.language.views import describe_item

        return describe_item(self.to_dict() | {"captions": self.captions}, language)


def agenda(
    state: State,
    start: date,
    end: date,
    selection: Selection | None = None,
    *,
    phases: bool = True,
    on: date | None = None,
) -> tuple[AgendaItem, ...]:
    """Everything that stands on a day from ``start`` to ``end``, both included, by day, kind and id.

    Cancelled tasks and skipped occurrences are left out; what is done stays, with its state. A maintained
    task stands on its next re-check instead of its old deadline.

    Args:
        state: the pilot as known.
        start: the first day.
        end: the last day.
        selection: whose agenda; for a unit, what it leads, shares, attends, or owes.
        phases: whether phases are listed.
        on: the day to show lights for; without it there are none.

    Raises:
        NotFound: something the selection names is not there.
    """
    concern = Concern.of(state, selection or Selection())
    found = [
        *_tasks(state, concern, on),
        *_parts(state, concern),
        *(_phases(state, concern, on) if phases else ()),
        *_occurrences(state, concern, start, end),
        *_answers(state, concern),
        *_agreements(state, concern),
    ]
    caption = state.plan.caption
    return tuple(
        attrs.evolve(item, captions=tuple(caption(id) for id in item.units))
        for item in sorted(found, key=lambda item: (item.day, item.kind, item.id))
        if start <= item.day <= end
    )


def _tasks(state: State, concern: Concern, on: date | None) -> Iterator[AgendaItem]:
    for record in state.tasks.values():
        if record.state == "cancelled" or not concern.task(record):
            continue
        if record.state == "maintained":
            if record.next_check is not None:
                yield _recheck(record, record.next_check)
        elif record.due is not None and record.due.latest is not None:
            shown = None if on is None else light(state, record, on)
            yield AgendaItem(
                record.due.latest,
                "task",
                record.id,
                record.task.title,
                record.due.earliest,
                record.due.latest,
                record.state,
                record.task.leads,
                light=None if shown is None else shown.colour,
            )


def _recheck(record: TaskRecord, day: date) -> AgendaItem:
    return AgendaItem(
        day, "recheck", record.id, record.task.title, None, day, record.state, record.task.leads
    )


def _parts(state: State, concern: Concern) -> Iterator[AgendaItem]:
    for record in state.tasks.values():
        if record.state == "cancelled":
            continue
        done = state.is_done(record.id)
        for part in record.task.parts:
            if part.due is None or part.due.latest is None:
                continue
            for member in members_of(state.plan, part.for_each):
                if not concern.part(record, part, member):
                    continue
                name = part.id if member is None else f"{part.id}@{member}"
                yield AgendaItem(
                    part.due.latest,
                    "part",
                    f"{record.id}.{name}",
                    part.title,
                    part.due.earliest,
                    part.due.latest,
                    "done" if done or name in record.parts else "open",
                    part.units or ((member,) if member is not None else record.task.leads),
                )


def _phases(state: State, concern: Concern, on: date | None) -> Iterator[AgendaItem]:
    for record in state.phases.values():
        if record.due is None or record.due.latest is None or not concern.phase(record.id):
            continue
        shown = None if on is None else phase_light(state, record, on)
        yield AgendaItem(
            record.due.latest,
            "phase",
            record.id,
            record.phase.title,
            record.due.earliest,
            record.due.latest,
            record.state,
            state.plan.deciders(record.phase),
            light=None if shown is None else shown.colour,
        )


def _occurrences(state: State, concern: Concern, start: date, end: date) -> Iterator[AgendaItem]:
    for found in occurrences(state, start, end):
        if found.state == "skipped" or not concern.occurrence(found):
            continue
        yield AgendaItem(
            found.day,
            "occurrence",
            found.id,
            found.duty.title,
            found.duty.first,
            found.duty.last,
            found.state,
            called(state, found.duty),
            time=found.time,
        )


def _answers(state: State, concern: Concern) -> Iterator[AgendaItem]:
    for record in state.open_feedback():
        if record.state == "answered" or record.answer_by is None or not concern.owes(record):
            continue
        yield AgendaItem(
            record.answer_by,
            "feedback",
            record.id,
            record.text,
            None,
            record.answer_by,
            record.state,
            record.to or (state.plan.roles.office,),
        )


def _agreements(state: State, concern: Concern) -> Iterator[AgendaItem]:
    for agreement in state.plan.agreements:
        if not concern.agreement(agreement):
            continue
        for day, word in ((agreement.last, "expires"), (agreement.review, "review")):
            if day is not None:
                yield AgendaItem(
                    day, "agreement", agreement.id, agreement.title, None, day, word, agreement.parties
                )
