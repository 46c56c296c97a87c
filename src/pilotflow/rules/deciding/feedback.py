"""Commands about feedback."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from pilotflow.dates.workdays import add_workdays
from pilotflow.facts.data import Data
from pilotflow.facts.feedback import FeedbackMoved, FeedbackRaised, FeedbackTransition
from pilotflow.facts.state import State
from pilotflow.facts.windows import duty_of
from pilotflow.rules.conditions.common import REASON
from pilotflow.rules.deciding.outcome import Judge, Outcome
from pilotflow.rules.roles import signers
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.tables import lifecycle
from pilotflow.rules.unmet import Unmet, unmet

KINDS = ("problem", "request", "praise")
ENDS = ("closed", "cancelled", "passed", "stopped")


def find(state: State, command: Command) -> Situation:
    """The situation of a command about feedback; one to be raised has no record yet."""
    if command.trigger == "raise_feedback":
        return Situation(state, command, None, "")
    record = state.feedback[command.id]
    return Situation(state, command, record, record.state)


def _raise(situation: Situation) -> Outcome:
    state, command = situation.state, situation.command
    args = command.args
    id = state.next_id("F")
    about = (str(args.get("about_kind", "")), str(args.get("about_id", "")))
    found: list[Unmet] = []
    if not str(args.get("text") or "").strip():
        found.append(unmet("text-required", "feedback", id, trigger=command.trigger))
    kind = args.get("kind") or "problem"
    if kind not in KINDS:
        found.append(unmet("unknown-kind", "feedback", id, kind=kind, known=KINDS))
    if not exists(state, *about):
        found.append(unmet("unknown-subject", about[0], about[1]))
    to = tuple(args.get("to") or ())
    kinship, groups = state.plan.kinship, state.plan.group_by_id
    unknown = [name for name in to if not kinship.knows(name) and (name not in groups or groups[name].open)]
    if unknown:
        found.append(unmet("unknown-unit", "feedback", id, units=unknown))
    if found:
        return tuple(found), ()
    if kind == "praise":
        to = ()
    elif not to:
        to = default_addressees(state, *about)
    return (), _raised(situation, id, about, kind, to)


def _raised(
    situation: Situation, id: str, about: tuple[str, str], kind: str, to: tuple[str, ...]
) -> Sequence[Data]:
    answer_by = None if kind == "praise" else _answer_by(situation)
    return (FeedbackRaised(id, *about, situation.command.args["text"], kind, to, answer_by),)


def _answer_by(situation: Situation) -> date:
    plan = situation.state.plan
    return add_workdays(plan.calendar, situation.command.today, plan.settings.answer_within)


def _along(situation: Situation) -> Outcome:
    to, reasons = lifecycle("feedback").judge(situation.command.trigger, situation)
    if reasons:
        return reasons, ()
    return (), _moved(situation, to)


def _moved(situation: Situation, to: str) -> Sequence[Data]:
    command = situation.command
    args = command.args
    return (
        FeedbackTransition(
            command.id,
            command.trigger,
            situation.current,
            to,
            text=args.get("text"),
            to=tuple(args.get("to") or ()),
            answer_by=_answer_by(situation) if command.trigger in ("assign", "dispute") else None,
            grade=args.get("grade"),
            evidence=tuple(args.get("evidence") or ()),
        ),
    )


def _move(situation: Situation) -> Outcome:
    """To another subject, which must still be able to settle it."""
    state, command, record = situation.state, situation.command, situation.record
    kind, id = str(command.args.get("about_kind", "")), str(command.args.get("about_id", ""))
    reason = REASON.check(situation)
    found: list[Unmet] = [reason] if isinstance(reason, Unmet) else []
    if not record.is_open:
        found.append(unmet("nothing-owed", "feedback", record.id))
    if not exists(state, kind, id):
        found.append(unmet("unknown-subject", kind, id))
    elif _at_end(state, kind, id) or (kind, id) == record.about:
        found.append(unmet("subject-at-end", kind, id))
    about, by = record.about, command.by
    if about[0] == "task" and by.acts_as != record.raiser:
        owners = state.tasks[about[1]].owners
        independent = state.plan.kinship.independent
        if not all(
            independent(id, owners, office_exists=state.office_exists) for id in (by.unit, by.acts_as)
        ):
            found.append(unmet("not-independent", "task", about[1], actor=by.acts_as, leads=owners))
    if found:
        return tuple(found), ()
    return (), (FeedbackMoved(record.id, kind, id),)


def _at_end(state: State, kind: str, id: str) -> bool:
    if kind == "task":
        return state.tasks[id].state in ENDS
    return kind == "phase" and state.phases[id].state in ENDS


def exists(state: State, kind: str, id: str) -> bool:
    """Whether feedback may be raised about this thing."""
    plan = state.plan
    if kind == "pilot":
        return id == state.id
    if kind == "occurrence":
        return duty_of(state, id) is not None
    if kind == "unit":
        return plan.kinship.knows(id)
    known: dict[str, Container[str]] = {
        "task": state.tasks,
        "phase": state.phases,
        "series": state.series,
        "decision": state.decisions,
        "agreement": plan.agreement_by_id,
        "target": plan.target_by_id,
        "offer": {offer.id: offer for offer in plan.offers},
        "need": {need.id: need for need in plan.needs},
    }
    return id in known.get(kind, ())


def default_addressees(state: State, kind: str, id: str) -> tuple[str, ...]:
    """Who owes the answer where nobody is named: the leads of a task, the parties, the unit, else the office."""
    plan = state.plan
    if kind == "task":
        return signers(state.plan, state.tasks[id].task)
    if kind == "unit":
        return (id,)
    if kind == "agreement":
        return plan.agreement_by_id[id].parties
    if kind == "target":
        served = [state.tasks[task].task for task in plan.target_by_id[id].served_by if task in state.tasks]
        leads = tuple(dict.fromkeys(lead for task in served for lead in signers(state.plan, task)))
        return leads or (plan.roles.office,)
    return (plan.roles.office,)


JUDGES: dict[str, Judge] = {
    "raise_feedback": _raise,
    **dict.fromkeys(("assign", "answer", "confirm", "dispute", "withdraw"), _along),
    "move": _move,
}
