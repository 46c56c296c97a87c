"""What the plan leaves open: it yields no dates and no duties until somebody settles it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.resolving import is_open, waits
from pilotflow.dates.windows import by_term, names_dates
from pilotflow.facts.records import SeriesRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import limit_of

_DECIDED = ("passed", "stopped")
_ENDED = ("closed", "maintained", "cancelled")


@attrs.frozen
class OpenPoint:
    """One thing left open.

    Attributes:
        kind, id, title: the phase, task, occurrence, series or group.
        reason: ``open-deadline``, ``waits-for-event``, ``open-cadence``, ``no-terms``, ``for-open-group`` or
            ``open-group``.
        words: what the plan says instead, where it says something.
    """

    kind: str
    id: str
    title: str
    reason: str
    words: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kind": self.kind,
            "id": self.id,
            "title": self.title,
            "reason": self.reason,
            "words": self.words,
        }

    def text(self, language: str = "en") -> str:
        """What is open, and why."""
        from pilotflow.language.views import describe_open_point

        return describe_open_point(
            self.reason, {"id": self.id, "title": self.title, "words": self.words}, language
        )


def open_points(state: State) -> tuple[OpenPoint, ...]:
    """Things whose time limit is open, series without a cadence, then groups without members."""
    return (*_limits(state), *_series(state), *_groups(state))


def _limits(state: State) -> Iterator[OpenPoint]:
    for phase in state.phases.values():
        if phase.state not in _DECIDED:
            yield from _limit("phase", phase.id, phase.phase.title, phase.due)
    for task in state.tasks.values():
        if task.state not in _ENDED:
            yield from _limit("task", task.id, task.task.title, task.due)
    for planned in state.plan.occurrences:
        if planned.id not in state.occurrences:
            yield from _limit("occurrence", planned.id, planned.title, limit_of(state, planned))


def _limit(kind: str, id: str, title: str, due: Deadline | None) -> Iterator[OpenPoint]:
    if due is not None and is_open(due):
        yield OpenPoint(kind, id, title, "waits-for-event" if waits(due) else "open-deadline", due.text)


def _series(state: State) -> Iterator[OpenPoint]:
    for record in state.series.values():
        for reason in _reasons(state, record):
            yield OpenPoint("series", record.id, record.series.title, reason, record.when.text)


def _reasons(state: State, record: SeriesRecord) -> Iterator[str]:
    group = state.plan.group_by_id.get(record.series.for_each or "")
    if group is not None and group.open:
        yield "for-open-group"
    when = record.when
    if by_term(when.per) and not state.plan.terms:
        yield "no-terms"
    if not names_dates(when):
        yield "open-cadence"


def _groups(state: State) -> Iterator[OpenPoint]:
    for group in state.plan.groups:
        if group.open:
            yield OpenPoint("group", group.id, group.name, "open-group")
