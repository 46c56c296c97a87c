"""Lights: red, yellow, blue or none, each with its reason.

Red: the last day is gone and nothing is reported. Yellow: behind. Blue: near. Suspended, done, cancelled and
undated things have none, and between report and verification a task is not overdue.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from pilotflow.dates.partial import last_day
from pilotflow.dates.workdays import add_workdays
from pilotflow.facts.records import FeedbackRecord, PhaseRecord, TaskRecord
from pilotflow.facts.state import State

ACCEPT_WITHIN = 3
REPORT_AGAIN_WITHIN = 10
"""Working days a task may stay unaccepted, and may take to be reported again after it was sent back."""

_REPORTED = ("reported", "verified")
_ENDED = ("closed", "maintained")


@attrs.frozen
class Light:
    """A light and why it is on.

    Attributes:
        colour: ``red``, ``yellow`` or ``blue``.
        reason: ``overdue``, of a phase ``gate-overdue``; ``not-accepted``, ``sent-back``, ``answer-overdue``,
            ``half-gone``; ``near``.
        data: what the words are filled with, as pairs of name and text.
    """

    colour: str
    reason: str
    data: tuple[tuple[str, str], ...] = ()

    def text(self, language: str = "en") -> str:
        """The colour and the reason in words."""
        from pilotflow.language.views import describe_light

        return describe_light(self.colour, self.reason, dict(self.data), language)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"colour": self.colour, "reason": self.reason, "data": dict(self.data)}


def light(state: State, record: TaskRecord, on: date) -> Light | None:
    """The light of a task on a day, or None."""
    latest = record.due.latest if record.due is not None else None
    if latest is None or record.state in ("suspended", "cancelled"):
        return None
    if record.state in _ENDED:
        return _answer_overdue(state, record, on)
    reported = record.state in _REPORTED
    if on > latest and not reported:
        return _overdue("overdue", latest, on)
    behind = _behind(state, record, latest, on)
    if behind is not None or reported:
        return behind
    return _near(state, latest, on)


def phase_light(state: State, record: PhaseRecord, on: date) -> Light | None:
    """The light of a phase: red when its last day is gone and nobody presented it, blue when that is near."""
    latest = record.due.latest if record.due is not None else None
    if latest is None or record.state not in ("pending", "open"):
        return None
    return _overdue("gate-overdue", latest, on) if on > latest else _near(state, latest, on)


def is_answer_overdue(record: FeedbackRecord, on: date) -> bool:
    """Whether feedback still lacks an answer on a day after the one it was owed by."""
    return (
        record.is_open
        and record.state in ("raised", "assigned")
        and record.answer_by is not None
        and on > record.answer_by
    )


def _overdue(reason: str, latest: date, on: date) -> Light:
    return _light("red", reason, latest=latest, days=(on - latest).days)


def _near(state: State, latest: date, on: date) -> Light | None:
    days = (latest - on).days
    return _light("blue", "near", latest=latest, days=days) if days <= state.plan.settings.near else None


def _behind(state: State, record: TaskRecord, latest: date, on: date) -> Light | None:
    """The first reason for yellow that holds, in the order of the rule."""
    return (
        _not_accepted(state, record, on)
        or _sent_back(state, record, on)
        or _answer_overdue(state, record, on)
        or _half_gone(record, latest, on)
    )


def _not_accepted(state: State, record: TaskRecord, on: date) -> Light | None:
    if record.state != "assigned":
        return None
    assigned = last_day(record.marks["assign"][1])
    if on <= add_workdays(state.plan.calendar, assigned, ACCEPT_WITHIN):
        return None
    return _light("yellow", "not-accepted", assigned=assigned, within=ACCEPT_WITHIN)


def _sent_back(state: State, record: TaskRecord, on: date) -> Light | None:
    """A later assignment, lapse or reopening begins anew."""
    if record.state != "underway":
        return None
    turns = [t for t in ("assign", "report", "send_back", "lapse", "reopen") if t in record.marks]
    if max(turns, key=lambda trigger: record.marks[trigger][0], default="") != "send_back":
        return None
    sent = last_day(record.marks["send_back"][1])
    if on <= add_workdays(state.plan.calendar, sent, REPORT_AGAIN_WITHIN):
        return None
    return _light("yellow", "sent-back", sent=sent, within=REPORT_AGAIN_WITHIN)


def _answer_overdue(state: State, record: TaskRecord, on: date) -> Light | None:
    owed = [state.feedback[id] for id in state.questions.get(("task", record.id), ())]
    late = sorted((f.answer_by, f.id) for f in owed if f.answer_by is not None and is_answer_overdue(f, on))
    if not late:
        return None
    answer_by, id = late[0]
    return _light("yellow", "answer-overdue", feedback=id, answer_by=answer_by)


def _half_gone(record: TaskRecord, latest: date, on: date) -> Light | None:
    """Whole days: those gone before ``on``, of all from the day of assignment to the last one."""
    if record.state not in ("assigned", "accepted"):
        return None
    assigned = last_day(record.marks["assign"][1])
    if 2 * (on - assigned).days < (latest - assigned).days + 1:
        return None
    return _light("yellow", "half-gone", assigned=assigned, latest=latest)


def _light(colour: str, reason: str, **data: object) -> Light:
    return Light(colour, reason, tuple((name, str(value)) for name, value in data.items()))
