"""Tasks that are born from a decision or from the condition of a gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pilotflow.facts.data import Data
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskCreated
from pilotflow.plan.closing import can_be_verified
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task
from pilotflow.rules.conditions.common import RUNNING
from pilotflow.rules.deciding.limits import deadline_of
from pilotflow.rules.deciding.outcome import Outcome
from pilotflow.rules.roles import signers
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


def judge_birth(situation: Situation) -> Outcome:
    """A task born from a recorded decision."""
    state, command = situation.state, situation.command
    args = command.args
    reasons = RUNNING.check(situation)
    found: tuple[Unmet, ...] = (reasons,) if isinstance(reasons, Unmet) else ()
    source = args.get("decision")
    if source not in state.decisions:
        found += (unmet("unknown-decision", "decision", str(source or "")),)
    task, wrong = build(state, args, state.next_id("T"), str(source or ""), command.day)
    if found or wrong or task is None:
        return found + wrong, ()
    return (), _born(task)


def _born(task: Task) -> Sequence[Data]:
    return (TaskCreated(task),)


def build(
    state: State, args: Mapping[str, Any], id: str, source: str, born: date
) -> tuple[Task | None, tuple[Unmet, ...]]:
    """A task from the arguments of a command, or every reason why it cannot be.

    Args:
        state: the pilot as it stands.
        args: ``title``, ``leads``, and where wanted ``co_units``, ``due`` (a date, ISO text or Deadline),
            ``text``, ``phase``, ``blocks``, ``agreement``.
        id: the id it is born with.
        source: the decision or phase it is born from.
        born: the day it is born; its last day is not before that.
    """
    plan = state.plan
    found: list[Unmet] = []
    title = str(args.get("title") or "").strip()
    if not title:
        found.append(unmet("title-required", "task", id))
    leads, co_units = tuple(args.get("leads") or ()), tuple(args.get("co_units") or ())
    if not leads:
        found.append(unmet("lead-required", "task", id))
    known = plan.kinship.knows
    unknown = [unit for unit in (*leads, *co_units) if not known(unit) and unit not in plan.group_by_id]
    if unknown:
        found.append(unmet("unknown-unit", "task", id, units=unknown))
    for name in ("phase", "blocks"):
        phase = args.get(name)
        if phase is not None and phase not in state.phases:
            found.append(unmet("unknown-phase", "task", id, phase=phase))
    own, gate = args.get("phase"), args.get("blocks")
    if own in plan.phase_by_id and gate in plan.phase_by_id and gate in plan.ancestors(own):
        found.append(unmet("gate-deadlock", "task", id, phase=own, gate=gate))
    agreement = args.get("agreement")
    if agreement is not None and agreement not in plan.agreement_by_id:
        found.append(unmet("unknown-agreement", "task", id, agreement=agreement))
    due = deadline_of(args.get("due"))
    if due is None and args.get("due") is not None:
        found.append(unmet("bad-date", "task", id, value=args["due"]))
    if due is not None and due.latest is not None and due.latest < born:
        found.append(unmet("due-in-past", "task", id, due=due.latest, born=born))
    task = Task(
        id=id,
        label=id,
        title=title,
        text=str(args.get("text") or ""),
        leads=leads,
        co_units=co_units,
        phase=args.get("phase"),
        blocks=args.get("blocks"),
        agreement=agreement,
        due=due,
        source=source,
    )
    if leads and not unknown:
        found += closable(plan, task, office_exists=state.office_exists)
    return (None, tuple(found)) if found else (task, ())


def closable(plan: Plan, task: Task, *, office_exists: bool) -> list[Unmet]:
    """Why a task could never be closed under a plan: nobody can sign for it, or nobody independent verify it."""
    if not any(plan.kinship.knows(lead) for lead in signers(plan, task)):
        return [unmet("lead-required", "task", task.id)]
    if can_be_verified(plan, task, office_exists=office_exists):
        return []
    return [unmet("no-reviewer", "task", task.id, leads=task.leads + task.co_units)]
