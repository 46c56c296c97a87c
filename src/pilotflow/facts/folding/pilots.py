"""What facts about the pilot as a whole do to the state."""

from __future__ import annotations

from typing import Any

import attrs

from pilotflow.dates.workdays import last_workday
from pilotflow.facts.fact import Fact
from pilotflow.facts.folding.tasks import count, set_due
from pilotflow.facts.pilots import (
    AmendmentSigned,
    Corrected,
    DeadlineResolved,
    Delegated,
    ItemTicked,
    PilotSigned,
    PilotStarted,
    PilotTransition,
    PlanAmended,
    PlanReceived,
)
from pilotflow.facts.records import (
    DecisionRecord,
    OccurrenceRecord,
    PhaseRecord,
    ResolvedLimit,
    SeriesRecord,
    TaskRecord,
)
from pilotflow.facts.state import Edition, Folder, State
from pilotflow.plan.duties import Series
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task


def begin(fact: Fact, stream: str | None = None) -> State:
    """The state after the first fact of a stream.

    Args:
        fact: a ``pilot.start``.
        stream: the id of the pilot; by default that of its plan.

    Raises:
        ValueError: the fact is of another type.
    """
    data = fact.data
    if not isinstance(data, PilotStarted):
        raise ValueError(f"a pilot begins with pilot.start, not with {fact.type}")
    plan = data.plan
    office = plan.body_by_id.get(plan.roles.office)
    state = State(
        id=stream or plan.id,
        editions=(Edition(1, plan, fact.effective, data.sha256, fact.recorded),),
        plan=plan,
        recorded=fact.recorded,
        touched=fact.recorded,
        version=fact.version,
        tasks={task.id: TaskRecord(task, fact.recorded, due=task.due) for task in plan.tasks},
        phases={phase.id: PhaseRecord(phase, fact.recorded, due=phase.due) for phase in plan.phases},
        series={series.id: SeriesRecord(series, fact.recorded, series.when) for series in plan.series},
        office_exists=office is None or office.created_by is None,
    )
    if fact.key is not None:
        state.keys[fact.key] = (fact.version, fact.version, fact.command or "")
    return state


def _transition(state: State, fact: Fact, data: PilotTransition) -> None:
    if data.entered != data.left:
        state.end = state.keep_frame(fact.recorded, whole=True)
        _give_up(state)
        state.status = data.entered
        state.ended = fact.effective
        state.touched = fact.recorded
    if data.trigger == "decide":
        state.conclusion = data.verdict
    state.pilot_signatures = {}


def _give_up(state: State) -> None:
    """What is open when a pilot ends will not be done, unless somebody goes on with it."""
    for task in state.tasks.values():
        if task.state not in ("closed", "maintained", "cancelled"):
            before = task.material, task.given_up
            task.void = True
            count(task, *before)
    for occurrence in state.occurrences.values():
        if occurrence.state in ("due", "scheduled"):
            occurrence.void = True
            occurrence.revision += 1


def _sign(state: State, fact: Fact, data: PilotSigned) -> None:
    state.pilot_signatures[data.decider] = (data.trigger, data.verdict)


def _sign_amendment(state: State, fact: Fact, data: AmendmentSigned) -> None:
    state.amendment = {data.sha256: (*state.amendment.get(data.sha256, ()), data.decider)}


def _amend(state: State, fact: Fact, data: PlanAmended) -> None:
    new, old = data.plan, state.plan
    state.keep_frame(fact.recorded, whole=True)
    _forget_limits(state, new)
    state.editions += (Edition(data.version, new, fact.effective, data.sha256, fact.recorded),)
    state.plan = new
    state.amendment = {}
    state.pilot_signatures = {}
    _take_tasks(state, fact, data)
    state.office_exists = _office_exists(state)
    _take_phases(state, fact, new)
    _take_occurrences(state, fact, old)
    state.series = {series.id: _series(state.series.get(series.id), series, fact) for series in new.series}
    for succession in data.successions:
        _succeed(state, fact, succession.unit, succession.successor)


def _forget_limits(state: State, new: Plan) -> None:
    """A one-off occurrence whose time limit the plan now states otherwise goes by the plan again."""
    stated = {planned.id: planned.due for planned in new.occurrences}
    for planned in state.plan.occurrences:
        known = state.resolved.get(planned.id)
        if known is not None and stated.get(planned.id) != planned.due:
            state.resolved[planned.id] = attrs.evolve(known, due=None)


def _take_tasks(state: State, fact: Fact, data: PlanAmended) -> None:
    for task in data.plan.tasks:
        record = state.tasks.get(task.id)
        if record is None:
            state.tasks[task.id] = TaskRecord(task, fact.recorded, due=task.due, version=fact.version)
            continue
        if task == record.task:
            continue
        before = record.material, record.given_up
        if task.due != record.task.due:
            set_due(record, task.due)
        if record.state == "suspended" and _other_leads(record, task, data):
            record.former = "assigned"
            record.accepted = record.reported = ()
        record.task = task
        count(record, *before)
        record.touched = fact.recorded
        record.version = fact.version
    for moved in data.reassigned:
        record = state.tasks[moved.id]
        record.state = "assigned"
        record.accepted = record.reported = ()
        record.marks["assign"] = (fact.version, fact.effective)
    for moved in data.cancelled:
        record = state.tasks[moved.id]
        before = record.material, record.given_up
        record.state = "cancelled"
        record.extension = None
        record.marks["cancel"] = (fact.version, fact.effective)
        count(record, *before)
        record.touched = fact.recorded
        record.version = fact.version


def _other_leads(record: TaskRecord, task: Task, data: PlanAmended) -> bool:
    """Whether the leads are others, beyond one unit succeeding another."""
    successors = {succession.unit: succession.successor for succession in data.successions}
    return {successors.get(lead, lead) for lead in record.task.leads} != set(task.leads)


def _office_exists(state: State) -> bool:
    """Whether the task that creates the office has been verified, or there is none."""
    office = state.plan.body_by_id.get(state.plan.roles.office)
    if office is None or office.created_by is None:
        return True
    creating = state.tasks.get(office.created_by)
    return creating is not None and "verify" in creating.marks


def _take_phases(state: State, fact: Fact, new: Plan) -> None:
    phases = {}
    for phase in new.phases:
        record = state.phases.get(phase.id)
        if record is None:
            record = PhaseRecord(phase, fact.recorded, due=phase.due, version=fact.version)
        elif phase != record.phase:
            before = record.material
            if phase.due != record.phase.due:
                record.due = phase.due
            record.phase = phase
            record.revision += record.material != before
            record.touched = fact.recorded
            record.version = fact.version
        phases[phase.id] = record
    state.phases = phases


def _take_occurrences(state: State, fact: Fact, old: Plan) -> None:
    """A member may have another name, and a window without a fixed day another last working day."""
    for record in state.occurrences.values():
        if _as_read(old, record) != _as_read(state.plan, record):
            record.revision += 1
            record.touched = fact.recorded


def _as_read(plan: Plan, record: OccurrenceRecord) -> object:
    duty = record.duty
    name = None if duty.member is None else plan.member_name(duty.member)
    fixed = record.start is not None or duty.series is None
    return name, None if fixed else last_workday(plan.calendar, duty.first, duty.last)


def _series(record: SeriesRecord | None, series: Series, fact: Fact) -> SeriesRecord:
    if record is None:
        return SeriesRecord(series, fact.recorded, series.when)
    if series != record.series:
        if series.when != record.series.when:
            record.when, record.first = series.when, None
        record.series = series
        record.touched = fact.recorded
    return record


def _succeed(state: State, fact: Fact, unit: str, successor: str) -> None:
    def moved(units: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(successor if id == unit else id for id in units))

    for task in state.tasks.values():
        if unit not in (*task.owners, *task.accepted, *task.reported, *task.reported_leads):
            continue
        task.touched = fact.recorded
        task.accepted = moved(task.accepted)
        task.reported = moved(task.reported)
        task.reported_leads = moved(task.reported_leads)
        task.task = attrs.evolve(task.task, leads=moved(task.task.leads), co_units=moved(task.task.co_units))
    for feedback in state.feedback.values():
        if unit not in (*feedback.to, *feedback.answerers, feedback.raiser):
            continue
        feedback.touched = fact.recorded
        feedback.to = moved(feedback.to)
        feedback.answerers = moved(feedback.answerers)
        feedback.raiser = successor if feedback.raiser == unit else feedback.raiser


def _resolve(state: State, fact: Fact, data: DeadlineResolved) -> None:
    if data.kind != "task":
        state.keep_frame(fact.recorded, whole=False)
    if data.kind == "occurrence":
        state.resolved[data.id] = ResolvedLimit(data.due, fact.recorded)
        return
    record = state.tasks[data.id] if data.kind == "task" else state.phases[data.id]
    before = record.material
    record.due = data.due
    record.revision += record.material != before
    record.touched = fact.recorded
    record.version = fact.version


def _receive(state: State, fact: Fact, data: PlanReceived) -> None:
    state.receipts.setdefault(data.unit, fact.effective)


def _delegate(state: State, fact: Fact, data: Delegated) -> None:
    pair = (data.principal, data.agent)
    if data.revoked:
        state.delegations.discard(pair)
    else:
        state.delegations.add(pair)


def _tick(state: State, fact: Fact, data: ItemTicked) -> None:
    state.ticks[data.target, data.item] = fact.effective


def _correct(state: State, fact: Fact, data: Corrected) -> None:
    records: dict[str, dict[str, Any]] = {
        "task": state.tasks,
        "feedback": state.feedback,
        "phase": state.phases,
        "occurrence": state.occurrences,
        "decision": state.decisions,
    }
    record = records.get(data.kind, {}).get(data.id)
    if record is None:
        return
    before = getattr(record, "material", None)
    record.touched = fact.recorded
    trigger = data.fact_type.partition(".")[2]
    if data.field == "effective":
        _redate(record, trigger, data.version, str(data.value))
    elif getattr(record, "marks", {}).get(trigger, (data.version,))[0] == data.version:
        # A later fact of the same word has taken the place of what this one said.
        _reword(record, trigger, data)
    if before is not None:
        record.revision += record.material != before


def _reword(record: object, trigger: str, data: Corrected) -> None:
    field = "answer" if data.fact_type == "feedback.answer" and data.field == "text" else data.field
    if field == "title" and isinstance(record, OccurrenceRecord):
        record.duty = attrs.evolve(record.duty, title=str(data.value))
    elif isinstance(record, TaskRecord):
        if trigger == "report" and len(record.reported) == 1:  # else others of the leads added theirs
            record.evidence = tuple(data.value)
    elif field in ("text", "answer", "minutes", "place", "evidence") and hasattr(record, field):
        setattr(record, field, data.value)


def _redate(record: object, trigger: str, version: int, effective: str) -> None:
    if isinstance(record, DecisionRecord):
        record.effective = effective
    marks = getattr(record, "marks", {})
    if marks.get(trigger, (0, ""))[0] == version:
        marks[trigger] = (version, effective)
    if isinstance(record, TaskRecord) and record.reported_on is not None and record.reported_on[0] == version:
        record.reported_on = (version, effective)


FOLDERS: dict[type, Folder] = {
    PilotTransition: _transition,
    PilotSigned: _sign,
    AmendmentSigned: _sign_amendment,
    PlanAmended: _amend,
    DeadlineResolved: _resolve,
    PlanReceived: _receive,
    Delegated: _delegate,
    ItemTicked: _tick,
    Corrected: _correct,
}
