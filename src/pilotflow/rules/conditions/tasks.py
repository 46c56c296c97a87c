"""Conditions of the task table."""

from __future__ import annotations

from pilotflow.facts.records import TaskRecord
from pilotflow.facts.state import State
from pilotflow.plan.closing import reviewers_of
from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


def _phase_open(situation: Situation) -> Unmet | None:
    phase = situation.record.task.phase
    if phase is None or situation.state.phases[phase].state in ("open", "passed"):
        return None
    return unmet("phase-not-open", "phase", phase, state=situation.state.phases[phase].state)


def _evidence(situation: Situation) -> Unmet | None:
    evidence = situation.command.args.get("evidence")
    if evidence and "" not in map(str.strip, evidence):
        return None
    return unmet("evidence-required", situation.command.kind, situation.command.id)


def _parts(situation: Situation) -> Unmet | None:
    named = situation.command.args.get("parts")
    if not named:
        return None
    known = part_ids(situation.state, situation.record)
    unknown = [part for part in named if part not in known]
    return (
        unmet("unknown-part", "task", situation.command.id, parts=unknown, known=known) if unknown else None
    )


def _independent(situation: Situation) -> Unmet | None:
    """By unit, of every lead and co-unit, now and when it was reported."""
    state, by = situation.state, situation.command.by
    record: TaskRecord = situation.record
    independent, exists = state.plan.kinship.independent, state.office_exists
    owners = record.owners
    if record.reported_leads and record.reported_leads != owners:
        owners += record.reported_leads
    if independent(by.unit, owners, office_exists=exists) and (
        by.acting_for is None or independent(by.acting_for, owners, office_exists=exists)
    ):
        return None
    return unmet("not-independent", "task", record.id, actor=by.acts_as, leads=tuple(dict.fromkeys(owners)))


def _reviewer_left(situation: Situation) -> Unmet | None:
    """Who reports for a lead may not verify; somebody else must be able to."""
    state, by, record = situation.state, situation.command.by, situation.record
    if by.acting_for is None:
        return None
    before = record.reported_leads if record.reported else ()
    owners, independent = (*record.owners, *before, by.unit), state.plan.kinship.independent
    for reviewer in reviewers_of(state.plan, record.task):
        if independent(reviewer, owners, office_exists=state.office_exists):
            return None
    return unmet("no-reviewer-left", "task", record.id, actor=by.unit)


def _to_close(situation: Situation) -> Unmet | None:
    due = situation.record.due
    if due is None or not due.sustain:
        return None
    return unmet("to-be-maintained", "task", situation.record.id, due=due.text)


def _to_maintain(situation: Situation) -> Unmet | None:
    due = situation.record.due
    if due is not None and due.sustain:
        return None
    return unmet("not-to-be-maintained", "task", situation.record.id)


def _over(situation: Situation) -> Unmet | None:
    """The last phase is passed, or a decision says so."""
    state = situation.state
    decision = situation.command.args.get("decision")
    if decision is not None:
        if decision in state.decisions:
            return None
        return unmet("unknown-decision", "decision", decision)
    last = next(reversed(state.phases), None)
    if last is None or state.phases[last].state == "passed":
        return None
    return unmet("still-maintained", "task", situation.record.id, phase=last)


def former(name: str) -> Rule:
    """The selector of the edge back to a former state."""

    def check(situation: Situation) -> Unmet | None:
        if situation.record.former == name:
            return None
        return unmet("other-former-state", "task", situation.command.id)

    return Rule(f"was-{name}", check, selector=True)


def part_ids(state: State, record: TaskRecord) -> tuple[str, ...]:
    """The ids of a task's parts, one for each member of a group where the part is for each.

    A part for a group or for ``agreements`` is named ``part@member``; an open group has none.
    """
    found: list[str] = []
    for part in record.task.parts:
        if part.for_each is None:
            found.append(part.id)
        else:
            found += [f"{part.id}@{member}" for member in state.plan.members(part.for_each)]
    return tuple(found)


PHASE_OPEN = Rule("phase-not-open", _phase_open)
EVIDENCE = Rule("evidence-required", _evidence)
PARTS = Rule("unknown-part", _parts)
INDEPENDENT = Rule("not-independent", _independent)
REVIEWER_LEFT = Rule("no-reviewer-left", _reviewer_left)
TO_CLOSE = Rule("to-be-maintained", _to_close)
TO_MAINTAIN = Rule("not-to-be-maintained", _to_maintain)
OVER = Rule("still-maintained", _over)
