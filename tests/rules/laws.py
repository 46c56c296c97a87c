"""What no step of a task, of feedback about it, or of the pilot may do; said without the rules that are tested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from tests.rules.page import FEEDBACK, NEEDS, RUNNING, SEPARATED, TABLES, TASK, WHO
from tests.rules.walking import Ghost, one

from pilotflow.facts.state import State
from pilotflow.plan.model import Plan
from pilotflow.rules.situation import Command

ENDS = ("closed", "maintained", "cancelled")


@attrs.frozen
class Memory:
    """What the walk remembers: whether the last report was verified, and who ever answered which feedback."""

    verified: bool = False
    answered: frozenset[tuple[str, str]] = frozenset()


def remember(ghost: Ghost, before: State, command: Command, after: State) -> Memory:
    assert isinstance(ghost, Memory)
    verified, answered = ghost.verified, ghost.answered
    if command.kind == "task" and after.tasks[command.id].state != before.tasks[command.id].state:
        entered = after.tasks[command.id].state
        keep = command.trigger in ("suspend", "resume", "close", "maintain", "retire")
        verified = command.trigger == "verify" or (verified and keep and entered != "underway")
    if (command.kind, command.trigger) == ("feedback", "answer"):
        answered |= {(command.id, command.by.unit), (command.id, command.by.acts_as)}
        if not before.office_exists and command.by.acts_as == before.plan.roles.office:
            answered |= {(command.id, before.plan.issuer)}
    waiting = {feedback.id for feedback in after.open_feedback()}
    return Memory(verified, frozenset(pair for pair in answered if pair[0] in waiting))


def breaches(before: State, command: Command, after: State, ghost: Ghost) -> Iterator[str]:
    """The laws that a step breaks."""
    assert isinstance(ghost, Memory)
    need = NEEDS.get((command.kind, command.trigger))
    given = command.reason if need == "reason" else command.args.get(need or "")
    if need is not None and not "".join(given or ()).strip():
        yield f"without {need}"
    yield from _closed_loop(before, command, after)
    yield from _LAWS[command.kind](before, command, after, ghost)


def _closed_loop(before: State, command: Command, after: State) -> Iterator[str]:
    for id, record in after.tasks.items():
        entered = record.state in ENDS and (
            before.tasks[id].state != record.state or command.trigger == "recheck"
        )
        if entered and any(open_about(state, id) for state in (before, after)):
            yield f"task {id} {record.state} with open feedback"
    if before.status == "running" != after.status and any(f.is_open for f in before.feedback.values()):
        yield "the pilot ended with open feedback"


def open_about(state: State, task: str) -> list[str]:
    """Feedback about a task that is neither confirmed nor withdrawn, praise left out."""
    return [
        feedback.id
        for feedback in state.feedback.values()
        if feedback.about == ("task", task)
        and feedback.kind != "praise"
        and feedback.state not in ("confirmed", "withdrawn")
    ]


def _task(before: State, command: Command, after: State, ghost: Memory) -> Iterator[str]:
    trigger, plan = command.trigger, before.plan
    record, now = before.tasks[command.id], after.tasks[command.id]
    signs = record.state == now.state and trigger in ("accept", "report")
    if not signs and (trigger, record.state, now.state) not in TASK:
        yield f"no edge {trigger} from {record.state} to {now.state}"
    if not _holds(before, command, WHO[trigger], record.task):
        yield f"not {WHO[trigger]}"
    if trigger in SEPARATED:
        owners = {*record.task.leads, *record.task.co_units, *record.reported_leads}
        for who in {command.by.unit, command.by.acts_as}:
            if any(one(plan, who, owner, office_exists=before.office_exists) for owner in owners):
                yield f"{trigger} by somebody who leads or shares the work"
    if now.state in ("closed", "maintained") and record.state == "verified" and not ghost.verified:
        yield f"{now.state} without being verified"
    if record.state not in (*RUNNING, "maintained") and now.state in ("closed", "maintained"):
        yield f"{now.state} from {record.state}"
    sustain = record.due is not None and record.due.sustain
    if (trigger == "close" and sustain) or (trigger == "maintain" and not sustain):
        yield f"{trigger} against its deadline"
    if before.status != "running" and trigger in ("assign", "reopen", "resume", "suspend"):
        yield f"new work in a pilot that is {before.status}"
    if trigger == "assign" and before.phases[record.task.phase or ""].state not in ("open", "passed"):
        yield "assigned before its phase opened"
    if trigger == "resume" and now.state != record.former:
        yield f"resumed to {now.state}, not to where it was"
    if trigger == "retire" and command.args.get("decision") not in before.decisions:
        last = list(before.phases.values())[-1]
        if last.state != "passed":
            yield "retired while the pilot goes on"
    if set(command.args.get("parts", ())) - {part.id for part in record.task.parts} - _members(plan, record):
        yield "a part that does not exist"


def _members(plan: Plan, record: Any) -> set[str]:
    return {
        f"{part.id}@{member}"
        for part in record.task.parts
        if part.for_each in plan.group_by_id
        for member in plan.group_by_id[part.for_each].members
    }


def _holds(state: State, command: Command, role: str, task: Any) -> bool:
    plan, who = state.plan, command.by.acts_as
    if role == "office":
        return who == plan.roles.office or (not state.office_exists and who == plan.issuer)
    named = set(task.leads if role == "lead" else task.reviewers or plan.roles.reviewers)
    for id in tuple(named):
        if id in plan.group_by_id:
            named |= set(plan.group_by_id[id].members)
    return who in named


def _feedback(before: State, command: Command, after: State, ghost: Memory) -> Iterator[str]:
    if command.trigger == "raise_feedback":
        return
    plan, who = before.plan, command.by.acts_as
    record, now = before.feedback[command.id], after.feedback[command.id]
    if (command.trigger, record.state, now.state) not in FEEDBACK:
        yield f"no edge {command.trigger} from {record.state} to {now.state}"
    answerers = {id for feedback, id in ghost.answered if feedback == record.id}

    def apart(actor: str) -> bool:
        return not any(one(plan, actor, other, office_exists=before.office_exists) for other in answerers)

    if command.trigger in ("confirm", "dispute"):
        if not (apart(who) and apart(command.by.unit)):
            yield f"{command.trigger} by somebody who answered"
        tiers = ((record.raiser,), plan.roles.supervisors, plan.roles.heads)
        able = next((tier for tier in tiers if any(apart(id) for id in tier)), ())
        if who not in able:
            yield f"{command.trigger} by {who}, while it is for {able}"
    elif command.trigger == "answer" and who not in record.to:
        yield "answered by somebody who was not asked"
    elif command.trigger == "assign":
        office = {plan.roles.office} | (set() if before.office_exists else {plan.issuer})
        if who not in {*office, *record.to}:
            yield "passed on by somebody who has nothing to do with it"
        unknown = set(command.args["to"]) - {
            *plan.unit_by_id,
            *plan.body_by_id,
            *plan.seat_by_id,
            *plan.group_by_id,
        }
        if unknown:
            yield "passed on to nobody"
    elif command.trigger == "withdraw" and who != record.raiser:
        yield "withdrawn by somebody else than its raiser"
    grade = command.args.get("grade")
    if grade is not None and grade not in range(1, 6):
        yield "a grade that is none"
    if record.kind == "praise" and command.trigger != "withdraw":
        yield "praise is owed nothing"


def _pilot(before: State, command: Command, after: State, ghost: Memory) -> Iterator[str]:
    if command.by.acts_as not in before.plan.roles.heads:
        yield "not a head"
    if after.status == before.status:
        return
    heads = {*after.pilot_signatures, *before.pilot_signatures, command.by.acts_as}
    if not heads >= set(before.plan.roles.heads):
        yield "the pilot ended without all heads"
    if ("stop", before.status, after.status) not in TABLES["pilot"]:
        yield f"{command.trigger} led from {before.status} to {after.status}"


def _phase(before: State, command: Command, after: State, ghost: Memory) -> Iterator[str]:
    if before.status != "running":
        yield f"a phase moved in a pilot that is {before.status}"


_LAWS = {"task": _task, "feedback": _feedback, "pilot": _pilot, "phase": _phase}
