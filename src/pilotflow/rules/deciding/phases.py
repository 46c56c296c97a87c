"""Commands about phases and their gates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import attrs

from pilotflow.facts.data import Data
from pilotflow.facts.phases import EvidenceFiled, PhaseSigned, PhaseTransition
from pilotflow.facts.pilots import PilotTransition
from pilotflow.facts.records import PhaseRecord
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskCreated, TaskTransition
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task
from pilotflow.rules.conditions.common import RUNNING
from pilotflow.rules.conditions.phases import VERDICT, is_last
from pilotflow.rules.conditions.tasks import EVIDENCE
from pilotflow.rules.deciding.birth import build, closable
from pilotflow.rules.deciding.limits import from_launch
from pilotflow.rules.deciding.outcome import Judge, Outcome
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.tables import lifecycle
from pilotflow.rules.tables.task import RUNNING_STATES
from pilotflow.rules.unmet import Unmet, unmet

FILED = ("report", "evidence", "review")
UNDECIDED = ("pending", "open")
"""The states of a phase whose gate is still to be presented."""


def find(state: State, command: Command) -> Situation:
    """The situation of a command about a phase."""
    record = state.phases[command.id]
    return Situation(state, command, record, record.state)


def stands_for_delegation(state: State, command: Command) -> bool:
    """Whether the document of a decision stands for the delegation of an outside authority to the office."""
    by = command.by
    return (
        command.kind == "phase"
        and command.trigger == "decide"
        and command.id in state.phases
        and by.unit == state.plan.roles.office
        and by.acting_for in state.phases[command.id].phase.gate.decide
        and by.acting_for not in state.plan.roles.heads
        and _is_outside(state.plan, by.acting_for)
    )


def _is_outside(plan: Plan, authority: str) -> bool:
    """Whether an authority is a unit that stands on no side of the issuer or the heads."""
    unit = plan.unit_by_id.get(authority)
    own = plan.kinship.units_of((plan.issuer, *plan.roles.heads))
    return (
        unit is not None
        and unit.id not in own
        and _side(plan, unit.id) not in {_side(plan, id) for id in own}
    )


def _side(plan: Plan, unit: str) -> str:
    """The side a unit or the nearest unit above it stands on; a unit without any stands on its own."""
    at, seen = plan.unit_by_id.get(unit), {unit}
    while at is not None and at.side is None and at.part_of is not None and at.part_of not in seen:
        seen.add(at.part_of)
        at = plan.unit_by_id.get(at.part_of)
    return unit if at is None or at.side is None else at.side


def _along(situation: Situation) -> Outcome:
    to, reasons = lifecycle("phase").judge(situation.command.trigger, situation)
    if reasons:
        return reasons, ()
    moved = PhaseTransition(situation.command.id, situation.command.trigger, situation.current, to)
    return (), (moved,)


def _decide(situation: Situation) -> Outcome:
    unknown = VERDICT.check(situation)
    if isinstance(unknown, Unmet):
        return (unknown,), ()
    to, reasons = lifecycle("phase").judge("decide", situation)
    tasks, wrong = _conditions(situation)
    if to == "passed":
        wrong += _outdated(situation)
    if reasons or wrong:
        return reasons + wrong, ()
    return (), _decided(situation, to, tasks)


def _decided(situation: Situation, to: str, tasks: tuple[Task, ...]) -> Sequence[Data]:
    state, command, record = situation.state, situation.command, situation.record
    verdict = command.args["verdict"]
    facts: list[Data] = [PhaseSigned(command.id, command.by.acts_as, verdict, tasks)]
    if verdict != "rework" and missing_deciders(state, record, verdict, command.by.acts_as):
        return facts
    facts.append(PhaseTransition(command.id, "decide", situation.current, to, verdict))
    if to == "passed":
        facts += _born(state, record, tasks)
        if record.phase.kind == "launch":
            facts += from_launch(state, command.day)
    if to == "passed" and is_last(state, command.id):
        facts.append(PilotTransition(state.id, "complete", state.status, "completed"))
    if to == "stopped":
        facts += stopped(state)
    return facts


def _outdated(situation: Situation) -> tuple[Unmet, ...]:
    """What was asked for before may no longer be possible, since the plan was amended."""
    state = situation.state
    asked = (task for signature in situation.record.signatures.values() for task in signature.conditions)
    found: tuple[Unmet, ...] = ()
    for task in asked:
        found += tuple(closable(state.plan, task, office_exists=state.office_exists))
        if task.blocks not in state.phases or state.phases[task.blocks].state not in UNDECIDED:
            found += (unmet("no-next-gate", "phase", situation.command.id),)
    return found


def _born(state: State, record: PhaseRecord, own: tuple[Task, ...]) -> list[Data]:
    """What the deciders asked for becomes tasks when the gate is passed, not before."""
    asked = [task for signature in record.signatures.values() for task in signature.conditions]
    first = state.counters.get("T", 0) + 1
    ids = (f"T{n}" for n in count(first))
    return [
        TaskCreated(attrs.evolve(task, id=id, label=id))
        for task, id in zip((*asked, *own), ids, strict=False)
    ]


def stopped(state: State) -> list[Data]:
    """The pilot stops, and with it every task that runs."""
    return [
        PilotTransition(state.id, "stop", state.status, "stopped"),
        *(
            TaskTransition(task.id, "suspend", task.state, "suspended")
            for task in state.tasks.values()
            if task.state in RUNNING_STATES
        ),
    ]


def missing_deciders(
    state: State, record: PhaseRecord, verdict: str, by: str | None = None
) -> tuple[str, ...]:
    """Who has yet to give the same verdict, beside ``by``."""
    return tuple(
        id
        for id in state.plan.deciders(record.phase)
        if id != by and (id not in record.signatures or record.signatures[id].verdict != verdict)
    )


def _conditions(situation: Situation) -> tuple[tuple[Task, ...], tuple[Unmet, ...]]:
    """The tasks an approval asks for; they block the next gate unless they name another."""
    state, command = situation.state, situation.command
    asked = command.args.get("conditions") or ()
    if asked and command.args.get("verdict") != "approve":
        return (), (unmet("conditions-need-approval", "phase", command.id),)
    gates = [id for id, other in state.phases.items() if id != command.id and other.state in UNDECIDED]
    order = list(state.phases)
    following = next((id for id in gates if order.index(id) > order.index(command.id)), None)
    if asked and not all(args.get("blocks", following) in gates for args in asked):
        return (), (unmet("no-next-gate", "phase", command.id),)
    built = [build(state, {"blocks": following, **args}, "", command.id, command.day) for args in asked]
    tasks = tuple(task for task, _ in built if task is not None)
    return tasks, tuple(why for _, found in built for why in found)


def _file(situation: Situation) -> Outcome:
    command, record = situation.command, situation.record
    what, name = command.args.get("what"), command.args.get("name")
    found: list[Unmet] = []
    for rule in (RUNNING, EVIDENCE):
        reason = rule.check(situation)
        if isinstance(reason, Unmet):
            found.append(reason)
    known = tuple(r.id for r in record.phase.gate.require if r.kind == what)
    if what not in FILED:
        found.append(unmet("unknown-kind", "phase", command.id, kind=what, known=FILED))
    elif name not in known:
        found.append(unmet("not-required", "phase", command.id, name=name, known=known))
    if situation.current not in UNDECIDED:
        found.append(
            unmet(
                "wrong-state",
                "phase",
                command.id,
                trigger="file",
                state=situation.current,
                allowed=UNDECIDED,
            )
        )
    if found:
        return tuple(found), ()
    filed = EvidenceFiled(command.id, str(what), str(name), command.args["evidence"])
    return (), (filed,)


JUDGES: dict[str, Judge] = {"open": _along, "present": _along, "decide": _decide, "file": _file}
