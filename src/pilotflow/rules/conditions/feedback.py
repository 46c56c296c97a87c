"""Conditions of the feedback table, and who may settle a piece of feedback."""

from __future__ import annotations

from datetime import date

from pilotflow.dates.partial import last_day
from pilotflow.facts.records import FeedbackRecord
from pilotflow.facts.state import State
from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


def confirmers(state: State, record: FeedbackRecord, today: date) -> tuple[str, ...]:
    """Who may confirm or dispute now: the raiser, else the supervisors, else the heads.

    A tier is passed over when nobody in it is independent of everybody who answered, now or before a dispute;
    the raiser also when it is gone or silent past the limit.
    """
    plan = state.plan
    raiser = () if is_silent(state, record, today) else (record.raiser,)
    for tier in (raiser, plan.roles.supervisors, plan.roles.heads):
        able = tuple(id for id in tier if _independent_of_answers(state, record, id))
        if able:
            return able
    return ()


def is_silent(state: State, record: FeedbackRecord, today: date) -> bool:
    """Whether the raiser is gone, or an answer waits for it longer than the plan allows."""
    if not state.plan.kinship.knows(record.raiser):
        return True
    answered = record.marks.get("answer")
    if record.state != "answered" or answered is None:
        return False
    return today > state.plan.calendar.add(last_day(answered[1]), state.plan.settings.silent_after)


def _independent_of_answers(state: State, record: FeedbackRecord, actor: str) -> bool:
    kinship = state.plan.kinship
    return kinship.knows(actor) and kinship.independent(
        actor, record.answerers, office_exists=state.office_exists
    )


def _independent(situation: Situation) -> Unmet | None:
    by, record, state = situation.command.by, situation.record, situation.state
    if _independent_of_answers(state, record, by.unit) and _independent_of_answers(state, record, by.acts_as):
        return None
    return unmet("answered-it", "feedback", record.id, actor=by.acts_as, answerers=record.answerers)


def _owed(situation: Situation) -> Unmet | None:
    if situation.record.kind != "praise":
        return None
    return unmet("nothing-owed", "feedback", situation.record.id)


def _addressees(situation: Situation) -> Unmet | None:
    to = situation.command.args.get("to")
    id = situation.command.id
    if not to:
        return unmet("addressee-required", "feedback", id)
    kinship, groups = situation.state.plan.kinship, situation.state.plan.group_by_id
    unknown = [name for name in to if not kinship.knows(name) and (name not in groups or groups[name].open)]
    return unmet("unknown-unit", "feedback", id, units=unknown) if unknown else None


def _grade(situation: Situation) -> Unmet | None:
    grade = situation.command.args.get("grade")
    if grade is None or (isinstance(grade, int) and 1 <= grade <= 5):
        return None
    return unmet("bad-grade", "feedback", situation.command.id, grade=grade)


INDEPENDENT = Rule("answered-it", _independent)
OWED = Rule("nothing-owed", _owed)
ADDRESSEES = Rule("unknown-unit", _addressees)
GRADE = Rule("bad-grade", _grade)
