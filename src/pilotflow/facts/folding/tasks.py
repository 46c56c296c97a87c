"""What facts about tasks do to the state."""

from __future__ import annotations

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.partial import last_day
from pilotflow.facts.actor import Actor
from pilotflow.facts.fact import Fact
from pilotflow.facts.records import Extension, TaskRecord
from pilotflow.facts.state import Folder, State
from pilotflow.facts.tasks import (
    ExtensionDecided,
    ExtensionRequested,
    LeadSigned,
    TaskCreated,
    TaskTransition,
)


def _transition(state: State, fact: Fact, data: TaskTransition) -> None:
    record = state.tasks[data.id]
    counts = data.trigger in _MATERIAL or record.void or record.last_day is not None
    if counts:
        before = record.material, record.given_up
        record.void = record.void and data.entered in ("planned", "suspended")
    record.state = data.entered
    record.version = fact.version
    record.touched = fact.recorded
    record.marks[data.trigger] = (fact.version, fact.effective)
    follow_up = _FOLLOW_UPS.get(data.trigger)
    if follow_up is not None:
        follow_up(state, record, fact, data)
    if counts:
        count(record, *before)


def count(record: TaskRecord, material: object, given_up: bool) -> None:
    """Count what changed against how it was before."""
    record.revision += record.material != material
    record.reversals += record.given_up is not given_up


def set_due(record: TaskRecord, due: Deadline | None) -> None:
    """Give it another time limit, and keep the day it stood on where it has none any more."""
    if record.due is not None and record.due.latest is not None:
        record.last_day = record.due.latest
    record.due = due


def _assign(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.accepted = record.reported = ()


def _accept(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.accepted += (fact.by.acts_as,)


def _report(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    _take_report(state, record, fact.by, fact.by.acts_as, data.evidence, data.parts)
    record.reported_on = record.marks["report"]
    record.reported_latest = record.due.latest if record.due is not None else None


def _take_report(
    state: State,
    record: TaskRecord,
    by: Actor,
    lead: str,
    evidence: tuple[str, ...],
    parts: tuple[str, ...],
) -> None:
    """Whose work it was is kept by units as they are now; groups, bodies and the office may change later."""
    record.reported += (lead,)
    owners = record.owners if by.acting_for is None else (*record.owners, by.unit)
    units = state.plan.kinship.units_of(owners, office_exists=state.office_exists)
    if len(record.reported) == 1:
        record.reported_leads = units
    elif record.reported_leads != units:
        record.reported_leads = tuple(dict.fromkeys((*record.reported_leads, *units)))
    record.evidence = evidence if len(record.reported) == 1 else record.evidence + evidence
    if parts:
        record.parts += tuple(part for part in parts if part not in record.parts)


def _back(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.reported = ()


def _verify(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    if not state.office_exists:
        office = state.plan.body_by_id.get(state.plan.roles.office)
        state.office_exists = office is None or office.created_by in (None, record.id)


def _maintain(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.anchor = last_day(fact.effective)
    record.next_check = data.next_check


def _recheck(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.next_check = data.next_check


def _leave_maintenance(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.last_day, record.next_check = record.next_check, None
    record.reported = ()


def _suspend(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.former = data.left


def _cancel(state: State, record: TaskRecord, fact: Fact, data: TaskTransition) -> None:
    record.extension = None


_MATERIAL = frozenset({"maintain", "recheck", "lapse", "retire", "cancel"})
"""What may give a task another day, or give it up."""
_FOLLOW_UPS = {
    "assign": _assign,
    "accept": _accept,
    "report": _report,
    "send_back": _back,
    "reopen": _back,
    "verify": _verify,
    "maintain": _maintain,
    "recheck": _recheck,
    "lapse": _leave_maintenance,
    "retire": _leave_maintenance,
    "suspend": _suspend,
    "cancel": _cancel,
}


def _sign(state: State, fact: Fact, data: LeadSigned) -> None:
    record = state.tasks[data.id]
    before = record.material, record.given_up
    record.void = False
    count(record, *before)
    record.touched = fact.recorded
    record.version = fact.version
    if data.trigger == "accept":
        record.accepted += (data.lead,)
    else:
        _take_report(state, record, fact.by, data.lead, data.evidence, data.parts)


def _create(state: State, fact: Fact, data: TaskCreated) -> None:
    task = data.task
    state.tasks[task.id] = TaskRecord(task, fact.recorded, due=task.due, version=fact.version)
    state.counters["T"] = state.counters.get("T", 0) + 1
    decision = state.decisions.get(task.source)
    if decision is not None:
        decision.tasks += (task.id,)


def _request(state: State, fact: Fact, data: ExtensionRequested) -> None:
    record = state.tasks[data.id]
    record.touched = fact.recorded
    record.version = fact.version
    record.extension = Extension(data.latest)


def _decide(state: State, fact: Fact, data: ExtensionDecided) -> None:
    record = state.tasks[data.id]
    record.touched = fact.recorded
    record.version = fact.version
    request = record.extension
    if request is not None and data.granted and data.missing:
        record.extension = attrs.evolve(request, granted_by=(*request.granted_by, fact.by.acts_as))
        return
    record.extension = None
    if data.granted and record.due is not None:
        before = record.material
        record.due = record.due.with_latest(data.latest)
        record.extensions += 1
        record.revision += record.material != before


FOLDERS: dict[type, Folder] = {
    TaskTransition: _transition,
    LeadSigned: _sign,
    TaskCreated: _create,
    ExtensionRequested: _request,
    ExtensionDecided: _decide,
}
