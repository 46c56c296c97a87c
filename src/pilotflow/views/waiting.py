"""Who must act next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pilotflow.facts.records import Duty, FeedbackRecord, PhaseRecord, TaskRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import duty_of
from pilotflow.plan.closing import reviewers_of
from pilotflow.rules.conditions.feedback import confirmers
from pilotflow.rules.conditions.phases import missing
from pilotflow.rules.roles import signers

Ids = tuple[str, ...]


def waiting_for(state: State, kind: str, id: str, on: date) -> Ids:
    """The units, groups, bodies and seats that must act next on a thing; ``()`` where nobody must.

    Args:
        state: the pilot as known.
        kind: ``task``, ``feedback``, ``phase`` or ``occurrence``.
        id: of the thing.
        on: the local day; re-checks fall due and silent raisers are passed over by date.

    Raises:
        KeyError: no such thing, or no such kind.
    """
    return _KINDS[kind](state, id, on)


def _task(state: State, id: str, on: date) -> Ids:
    record = state.tasks[id]
    return _distinct((*_move(state, record, on), *_extension(state, record)))


def _move(state: State, record: TaskRecord, on: date) -> Ids:
    """Whoever the next edge of the table belongs to."""
    leads = signers(state.plan, record.task)
    match record.state:
        case "planned":
            return _office(state) if _may_begin(state, record) else ()
        case "assigned" | "accepted":
            return _unsigned(leads, record.accepted)
        case "underway":
            return _unsigned(leads, record.reported)
        case "reported":
            return _reviewer(state, record)
        case "verified":
            return _settling(state, record, on) or _office(state)
        case "suspended":
            return _office(state) if state.status == "running" else ()
        case "maintained" if not state.in_question("task", record.id):
            due = record.next_check is not None and record.next_check <= on
            return _reviewer(state, record) if due else ()
    return _settling(state, record, on)


def _may_begin(state: State, record: TaskRecord) -> bool:
    phase = record.task.phase
    return state.status == "running" and (phase is None or state.phases[phase].state in ("open", "passed"))


def _unsigned(leads: Ids, signed: Ids) -> Ids:
    """The leads that have not signed; all of them where none is left, since any may go on."""
    return tuple(lead for lead in leads if lead not in signed) or leads


def _reviewer(state: State, record: TaskRecord) -> Ids:
    """The first reviewer that is independent of everybody whose work it is or was when it was reported."""
    owners = record.owners + record.reported_leads
    independent = state.plan.kinship.independent
    for reviewer in reviewers_of(state.plan, record.task):
        if independent(reviewer, owners, office_exists=state.office_exists):
            return (reviewer,)
    return ()


def _settling(state: State, record: TaskRecord, on: date) -> Ids:
    """Whoever the open feedback about a task waits for."""
    waiting = (state.feedback[id] for id in sorted(state.questions.get(("task", record.id), ())))
    return _distinct(id for feedback in waiting for id in _answer(state, feedback, on))


def _extension(state: State, record: TaskRecord) -> Ids:
    if record.extension is None:
        return ()
    if state.plan.settings.extensions != "heads":
        return _office(state)
    return tuple(head for head in state.plan.roles.heads if head not in record.extension.granted_by)


def _feedback(state: State, id: str, on: date) -> Ids:
    return _answer(state, state.feedback[id], on)


def _answer(state: State, record: FeedbackRecord, on: date) -> Ids:
    if not record.is_open:
        return ()
    if record.state == "answered":
        return confirmers(state, record, on)
    return record.to if record.state == "assigned" else _office(state)


def _phase(state: State, id: str, on: date) -> Ids:
    """The office where it may open or present; at the gate, who has yet to decide."""
    record = state.phases[id]
    if record.state == "presented":
        return _undecided(state, record)
    if state.status != "running":
        return ()
    if record.state == "pending":
        before = state.plan.waits_for(record.phase)
        return _office(state) if all(state.phases[id].state == "passed" for id in before) else ()
    ready = record.state == "open" and next(missing(state, record, on), None) is None
    return _office(state) if ready else ()


def _undecided(state: State, record: PhaseRecord) -> Ids:
    """Deciders that gave no verdict; where all did and they differ, all of them."""
    deciders = state.plan.deciders(record.phase)
    return tuple(id for id in deciders if id not in record.signatures) or deciders


def _occurrence(state: State, id: str, on: date) -> Ids:
    known = state.occurrences.get(id)
    if known is not None and known.state not in ("due", "scheduled"):
        return ()
    duty = duty_of(state, id)
    if duty is None:
        raise KeyError(id)
    return called(state, duty)


def called(state: State, duty: Duty) -> Ids:
    """Who is called to an occurrence: its body, else its units, else whom it is held for, else the office."""
    if duty.body is not None:
        return (duty.body,)
    if duty.units or duty.member is None:
        return duty.units or _office(state)
    agreement = state.plan.agreement_by_id.get(duty.member)
    return (duty.member,) if agreement is None else agreement.parties


def _office(state: State) -> Ids:
    return (state.plan.roles.office,)


def _distinct(ids: Iterable[str]) -> Ids:
    return tuple(dict.fromkeys(ids))


_KINDS = {"task": _task, "feedback": _feedback, "phase": _phase, "occurrence": _occurrence}
