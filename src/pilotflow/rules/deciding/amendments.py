"""Amendments: what another plan would do to the running pilot, and whether it may come into force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import attrs
import msgspec

from pilotflow.facts.data import Data
from pilotflow.facts.pilots import AmendmentSigned, PlanAmended, Reassignment, Succession
from pilotflow.facts.state import State
from pilotflow.plan.closing import unclosable
from pilotflow.plan.comparing import Change, changes
from pilotflow.plan.model import Plan
from pilotflow.plan.shape import fingerprint
from pilotflow.plan.work import Task
from pilotflow.rules.conditions.common import REASON, RUNNING, SETTLED_OR_MOVED
from pilotflow.rules.deciding.birth import closable
from pilotflow.rules.deciding.outcome import Outcome
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.tables import lifecycle
from pilotflow.rules.tables.task import RUNNING_STATES
from pilotflow.rules.unmet import Unmet, unmet

_SETTLED_STATES = ("closed", "cancelled")


@attrs.frozen
class Difference:
    """What an amendment would change, bound to the pilot as it stood when the two plans were compared.

    Attributes:
        plan: the new plan; sha256: of its normalised form; edition: the version it would replace.
        changes: field by field.
        reassigned: running tasks that get new leads and start over; cancelled: running tasks it leaves out.
        created: tasks that are new. successions: removed units and who takes their duties over.
    """

    plan: Plan
    sha256: str
    edition: int
    changes: tuple[Change, ...]
    reassigned: tuple[Reassignment, ...] = ()
    cancelled: tuple[Reassignment, ...] = ()
    created: tuple[str, ...] = ()
    successions: tuple[Succession, ...] = ()

    @property
    def agreed(self) -> str:
        """The SHA-256 of what a head signs: the plan, and who takes over from whom."""
        if not self.successions:
            return self.sha256
        moved = sorted(f"{each.unit} {each.successor}" for each in self.successions)
        return sha256("\n".join((self.sha256, *moved)).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "sha256": self.sha256,
            "edition": self.edition,
            "changes": [change.to_dict() for change in self.changes],
            "reassigned": [task.id for task in self.reassigned],
            "cancelled": [task.id for task in self.cancelled],
            "created": list(self.created),
            "successions": {s.unit: s.successor for s in self.successions},
        }

    def text(self, language: str = "en") -> str:
        """One line a change, then what happens to running tasks."""
        from pilotflow.language.differences import describe

        return describe(self, language)


def compare(state: State, new: Plan, successors: Mapping[str, str] | None = None) -> Difference:
    """What bringing a new plan into force would do to the pilot as it stands."""
    successors = dict(successors or {})
    reassigned, cancelled = [], []
    planned = new.task_by_id
    for id, record in state.tasks.items():
        task = planned.get(id)
        if task is None:
            if record.task.source == "plan" and record.state not in _SETTLED_STATES:
                cancelled.append(Reassignment(id, record.state))
            continue
        before = {successors.get(lead, lead) for lead in record.task.leads}
        if before != set(task.leads) and record.state in RUNNING_STATES and record.state != "assigned":
            reassigned.append(Reassignment(id, record.state))
    created = [id for id in planned if id not in state.tasks]
    return Difference(
        plan=new,
        sha256=fingerprint(new),
        edition=state.editions[-1].version,
        changes=changes(state.plan, new),
        reassigned=tuple(reassigned),
        cancelled=tuple(cancelled),
        created=tuple(created),
        successions=tuple(Succession(unit, successor) for unit, successor in successors.items()),
    )


def judge_amendment(situation: Situation) -> Outcome:
    """Whether a difference may come into force, signed by each head."""
    state, command = situation.state, situation.command
    found: list[Unmet] = []
    for rule in (RUNNING, REASON):
        reason = rule.check(situation)
        if isinstance(reason, Unmet):
            found.append(reason)
    difference = command.args.get("difference")
    if not isinstance(difference, Difference):
        return (*found, unmet("difference-required", "pilot", state.id)), ()
    now = compare(state, difference.plan, {s.unit: s.successor for s in difference.successions})
    if now != difference:
        stale = unmet("stale-difference", "pilot", state.id, edition=state.editions[-1].version)
        return (*found, stale), ()
    found += _unfit(state, difference, command)
    by = command.by.acts_as
    signed = state.amendment.get(difference.agreed, ())
    if by in signed:
        found.append(unmet("already-signed", "pilot", state.id, decider=by, verdict="amend"))
    if found:
        return tuple(found), ()
    return (), _amended(state, difference, by, signed)


def _amended(state: State, difference: Difference, by: str, signed: tuple[str, ...]) -> Sequence[Data]:
    signature = AmendmentSigned(by, difference.agreed)
    if set(state.plan.roles.heads) - {by, *signed}:
        return (signature,)
    return (
        signature,
        PlanAmended(
            difference.plan,
            difference.sha256,
            difference.edition + 1,
            difference.reassigned,
            difference.cancelled,
            difference.created,
            difference.successions,
        ),
    )


def plan_faults(pilot: str, plan: Plan) -> tuple[Unmet, ...]:
    """Every way in which the loop of a plan cannot close, as reasons against a command about the pilot."""
    return tuple(
        unmet("plan-fault", "pilot", pilot, fault=fault.code, subject=dict(fault.data).get("id", ""))
        for fault in unclosable(plan)
    )


def _unfit(state: State, difference: Difference, command: Command) -> Iterator[Unmet]:
    new = difference.plan
    if new.id != state.plan.id or new.timezone != state.plan.timezone:
        yield unmet("other-plan", "pilot", state.id, plan=new.id, timezone=new.timezone)
    if difference.sha256 == state.editions[-1].sha256:
        yield unmet("no-change", "pilot", state.id)
    yield from plan_faults(state.id, new)
    yield from _phases(state, new, {s.unit: s.successor for s in difference.successions})
    yield from _tasks(state, difference, command)
    yield from _owed(state, difference)
    exists = state.office_exists
    for record in state.tasks.values():
        if record.task.source != "plan" and record.state not in _SETTLED_STATES:
            yield from closable(new, _succeeded(record.task, difference), office_exists=exists)
            own, gate = record.task.phase, record.task.blocks
            if own in new.phase_by_id and gate in new.ancestors(str(own)):
                yield unmet("gate-deadlock", "task", record.id, phase=own, gate=gate)


def _phases(state: State, new: Plan, successors: Mapping[str, str]) -> Iterator[Unmet]:
    """An open or passed phase may change dates and title, not id, order or kind, nor be removed."""
    begun = [record for record in state.phases.values() if record.state != "pending"]
    for record in begun:
        phase = new.phase_by_id.get(record.id)
        if phase is None:
            yield unmet("phase-removed", "phase", record.id, state=record.state)
            continue
        if phase.kind != record.phase.kind:
            yield unmet("phase-kind-changed", "phase", record.id, before=record.phase.kind, after=phase.kind)
        gate = record.phase.gate
        decide = tuple(successors.get(id, id) for id in gate.decide)
        if phase.after != record.phase.after or phase.gate != attrs.evolve(gate, decide=decide):
            yield unmet("phase-gate-changed", "phase", record.id, state=record.state)
    ids = [record.id for record in begun]
    kept = [phase.id for phase in new.phases if phase.id in ids]
    if kept != [id for id in ids if id in kept]:
        yield unmet("phase-order-changed", "pilot", state.id, phases=ids)
    for task in state.tasks.values():
        if task.task.source != "plan":
            for phase_id in (task.task.phase, task.task.blocks):
                if phase_id is not None and phase_id not in new.phase_by_id:
                    yield unmet("phase-in-use", "phase", phase_id, task=task.id)


def _tasks(state: State, difference: Difference, command: Command) -> Iterator[Unmet]:
    """Removed tasks are cancelled under the rule for cancel; a cancelled id is not used again."""
    table = lifecycle("task")
    for task in difference.cancelled:
        record = state.tasks[task.id]
        removal = msgspec.structs.replace(command, kind="task", id=task.id, trigger="cancel")
        situation = Situation(state, removal, record, record.state)
        if record.state not in table.sources("cancel"):
            yield table.wrong_state("cancel", situation)
        reasons = SETTLED_OR_MOVED.check(situation)
        if isinstance(reasons, tuple):
            yield from reasons
    before = state.plan.task_by_id
    for id in difference.plan.task_by_id:
        if id in state.tasks and id not in before:
            yield unmet("id-reused", "task", id)


def _succeeded(task: Task, difference: Difference) -> Task:
    """A born task as it will stand when removed units have been succeeded."""
    successors = {s.unit: s.successor for s in difference.successions}
    leads = tuple(dict.fromkeys(successors.get(id, id) for id in task.leads))
    co_units = tuple(dict.fromkeys(successors.get(id, id) for id in task.co_units))
    return attrs.evolve(task, leads=leads, co_units=co_units)


def _owed(state: State, difference: Difference) -> Iterator[Unmet]:
    """What removed units, bodies and seats still owe, unless somebody succeeds them."""
    new = difference.plan
    successors = {s.unit: s.successor for s in difference.successions}
    for feedback in state.open_feedback():
        successor = successors.get(feedback.raiser)
        answered = successor is not None and not new.kinship.independent(successor, feedback.answerers)
        if successor is not None and answered:
            yield unmet(
                "successor-answered", "feedback", feedback.id, unit=feedback.raiser, successor=successor
            )
    for unit, successor in successors.items():
        if not new.kinship.knows(successor):
            yield unmet("unknown-unit", "pilot", state.id, units=successor)
        if new.kinship.knows(unit):
            yield unmet("not-removed", "unit", unit)
    old = state.plan
    gone = [
        id
        for id in (*old.unit_by_id, *old.body_by_id, *old.seat_by_id)
        if not new.kinship.knows(id) and id not in successors
    ]
    for id in gone:
        for record in state.tasks.values():
            kept = record.task.source != "plan" and record.state not in _SETTLED_STATES
            if kept and id in record.owners:
                yield unmet("owes-task", "unit", id, task=record.id)
        for feedback in state.open_feedback():
            if id in feedback.to and feedback.state in ("raised", "assigned"):
                yield unmet("owes-answer", "unit", id, feedback=feedback.id)
            if id == feedback.raiser:
                yield unmet("owes-confirmation", "unit", id, feedback=feedback.id)
        for phase in state.phases.values():
            if phase.state == "presented" and id in old.deciders(phase.phase):
                yield unmet("owes-signature", "unit", id, phase=phase.id)
