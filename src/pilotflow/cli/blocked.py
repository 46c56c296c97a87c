"""What cannot go on in a pilot, and every reason why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from pilotflow.facts.state import State
from pilotflow.rules.conditions.phases import missing
from pilotflow.rules.unmet import Unmet, unmet
from pilotflow.views.status import Status


@attrs.frozen
class Blocked:
    """A phase whose gate cannot be presented, or a task that cannot close or does not count as done."""

    kind: str
    id: str
    title: str
    reasons: tuple[Unmet, ...]

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """JSON-ready, with the words in ``language``."""
        return {
            "kind": self.kind,
            "id": self.id,
            "reasons": [reason.to_dict(language) for reason in self.reasons],
        }


def blocked(state: State, status: Status, on: date) -> tuple[Blocked, ...]:
    """What is blocked among the phases and tasks of a status, in its order.

    Args:
        state: the pilot as the status was taken from.
        status: what to look at.
        on: the day that owed answers are looked at.
    """
    found = (*_phases(state, status, on), *_tasks(state, status))
    return tuple(each for each in found if each.reasons)


def _phases(state: State, status: Status, on: date) -> Iterator[Blocked]:
    for line in status.phases:
        record = state.phases[line.id]
        if record.state == "open":
            yield Blocked("phase", line.id, line.title, tuple(missing(state, record, on)))
        elif record.state == "pending":
            before = [id for id in state.plan.waits_for(record.phase) if state.phases[id].state != "passed"]
            reasons = (
                unmet("phase-not-passed", "phase", id, state=state.phases[id].state, before=line.id)
                for id in before
            )
            yield Blocked("phase", line.id, line.title, tuple(reasons))


def _tasks(state: State, status: Status) -> Iterator[Blocked]:
    for line in status.tasks:
        if line.in_question and line.state in ("verified", "closed", "maintained"):
            reasons = (
                unmet(
                    "open-feedback",
                    "feedback",
                    id,
                    about="task",
                    subject=line.id,
                    state=state.feedback[id].state,
                )
                for id in sorted(state.questions[("task", line.id)])
            )
            yield Blocked("task", line.id, line.title, tuple(reasons))
