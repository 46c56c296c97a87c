"""Conditions of the phase table: what a gate demands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pilotflow.facts.records import PhaseRecord
from pilotflow.facts.state import State
from pilotflow.plan.work import Requirement
from pilotflow.rules.conditions.common import verdict_among
from pilotflow.rules.conditions.pilots import unsettled
from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.roles import signers
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet

VERDICTS = ("approve", "rework", "stop")


def _after(situation: Situation) -> tuple[Unmet, ...] | None:
    state = situation.state
    waiting = [
        id for id in state.plan.waits_for(situation.record.phase) if state.phases[id].state != "passed"
    ]
    found = tuple(
        unmet("phase-not-passed", "phase", id, state=state.phases[id].state, before=situation.command.id)
        for id in waiting
    )
    return found or None


def _requirements(situation: Situation) -> tuple[Unmet, ...] | None:
    return tuple(missing(situation.state, situation.record, situation.command.today)) or None


def missing(state: State, record: PhaseRecord, today: date) -> Iterator[Unmet]:
    """Everything that a gate demands and that is not there yet."""
    phase = record.phase
    last = is_last(state, phase.id)
    demanded = {requirement.id for requirement in phase.gate.require if requirement.kind == "task"}
    for task in state.tasks.values():
        if not signers(state.plan, task.task):
            continue  # led by an open group alone: it owes nothing yet, and blocks nothing
        belongs = task.task.phase == phase.id or (last and task.task.phase is None)
        if task.id in demanded or task.task.blocks == phase.id or belongs:
            yield from _unfinished(state, task.id, phase.id)
        if belongs:
            yield from _unanswered(state, task.id, today)
    for requirement in phase.gate.require:
        if requirement.kind != "task" and not fulfilled(state, record, requirement):
            yield unmet(f"{requirement.kind}-missing", "phase", phase.id, name=requirement.id)
    if last:
        for other in state.phases.values():
            if other.id != phase.id and other.state != "passed":
                yield unmet("phase-not-passed", "phase", other.id, state=other.state, before=phase.id)


def fulfilled(state: State, record: PhaseRecord, requirement: Requirement) -> bool:
    """Whether one declared requirement of a gate, other than a task, is there."""
    if requirement.kind == "occurrence":
        found = state.occurrences.get(requirement.id)
        return found is not None and found.state == "held"
    return (requirement.kind, requirement.id) in record.filed


def is_last(state: State, id: str) -> bool:
    """Whether a phase is the last in the plan's order."""
    return next(reversed(state.phases)) == id


def _unfinished(state: State, id: str, phase: str) -> Iterator[Unmet]:
    task = state.tasks[id]
    if task.state == "cancelled" or state.is_done(id):
        return
    if state.in_question("task", id) and task.state in ("closed", "maintained"):
        yield unmet("task-in-question", "task", id, phase=phase)
    else:
        yield unmet("task-not-done", "task", id, state=task.state, phase=phase)


def _unanswered(state: State, id: str, today: date) -> Iterator[Unmet]:
    for name in sorted(state.questions.get(("task", id), ())):
        feedback = state.feedback[name]
        if (
            feedback.state in ("raised", "assigned")
            and feedback.answer_by is not None
            and today > feedback.answer_by
        ):
            yield unmet("answer-overdue", "feedback", name, task=id, answer_by=feedback.answer_by.isoformat())


def _not_signed(situation: Situation) -> Unmet | None:
    signed = situation.record.signatures.get(situation.command.by.acts_as)
    if signed is None or signed.verdict != situation.command.args.get("verdict"):
        return None
    return unmet(
        "already-signed",
        "phase",
        situation.command.id,
        decider=situation.command.by.acts_as,
        verdict=signed.verdict,
    )


def _nothing_open(situation: Situation) -> tuple[Unmet, ...] | None:
    """The end of a pilot waits for all feedback of the pilot."""
    verdict = situation.command.args.get("verdict")
    if verdict == "approve" and not is_last(situation.state, situation.command.id):
        return None
    return unsettled(situation)


def verdict(name: str) -> Rule:
    """The selector of the edge for one verdict."""
    check: Callable[[Situation], Unmet | None] = lambda situation: (  # noqa: E731 - three alike
        None
        if situation.command.args.get("verdict") == name
        else unmet("other-verdict", "phase", situation.command.id)
    )
    return Rule(f"verdict-{name}", check, selector=True)


AFTER = Rule("phase-not-passed", _after)
REQUIREMENTS = Rule("requirements", _requirements)
VERDICT = verdict_among(VERDICTS)
NOT_SIGNED = Rule("already-signed", _not_signed)
NOTHING_OPEN = Rule("open-feedback", _nothing_open)
