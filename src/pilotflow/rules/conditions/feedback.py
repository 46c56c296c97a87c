"""Conditions of the feedback table, and who may settle a piece of feedback."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from pilotflow.dates.workdays import add_workdays
from pilotflow.facts.records import FeedbackRecord
from pilotflow.facts.state import State
from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


def confirmers(state: State, record: FeedbackRecord, today: date) -> tuple[str, ...]:
    """Who may confirm or dispute now: the raiser, else the supervisors, else the heads.

    A tier is passed over when nobody in it is independent of everybody who answered, now or before a dispute.
    A raiser that is gone or silent past the limit no longer keeps the next tier from acting.
    """
    roles = state.plan.roles
    able = _independent_among(state, (record.raiser,), record.answerers)
    if able and not is_silent(state, record, today):
        return able
    for tier in (roles.supervisors, roles.heads):
        following = _independent_among(state, tier, record.answerers)
        if following:
            return able + following
    return able


def is_silent(state: State, record: FeedbackRecord, today: date) -> bool:
    """Whether the raiser is gone, or an answer waits for it longer than the plan allows."""
    if not state.plan.kinship.knows(record.raiser):
        return True
    if record.state != "answered" or record.answered_at is None:
        return False
    # From the day it was recorded: a day that is stated may lie as far back as somebody likes.
    answered = record.answered_at.astimezone(ZoneInfo(state.plan.timezone)).date()
    return today > add_workdays(state.plan.calendar, answered, state.plan.settings.silent_after)


def _independent_among(state: State, tier: tuple[str, ...], answerers: tuple[str, ...]) -> tuple[str, ...]:
    kinship, exists = state.plan.kinship, state.office_exists
    return tuple(
        id for id in tier if kinship.knows(id) and kinship.independent(id, answerers, office_exists=exists)
    )


def _independent(situation: Situation) -> Unmet | None:
    by, record, state = situation.command.by, situation.record, situation.state
    if len(_independent_among(state, (by.unit, by.acts_as), record.answerers)) == 2:
        return None
    return unmet("answered-it", "feedback", record.id, actor=by.acts_as, answerers=record.answerers)


def _not_by_an_answerer(situation: Situation) -> Unmet | None:
    """The raiser takes back what it raised; whoever does it instead must not have answered."""
    if situation.command.by.unit == situation.record.raiser:
        return None
    return _independent(situation)


def _someone_left(situation: Situation) -> Unmet | None:
    """After this answer somebody must still be able to confirm it."""
    state, by, record = situation.state, situation.command.by, situation.record
    roles = state.plan.roles
    able = (record.raiser, *roles.supervisors, *roles.heads)
    if _independent_among(state, able, (*record.answerers, by.unit, by.acts_as)):
        return None
    return unmet("no-confirmer-left", "feedback", record.id, actor=by.acts_as)


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
NOT_BY_AN_ANSWERER = Rule("answered-it", _not_by_an_answerer)
SOMEONE_LEFT = Rule("no-confirmer-left", _someone_left)
OWED = Rule("nothing-owed", _owed)
ADDRESSEES = Rule("unknown-unit", _addressees)
GRADE = Rule("bad-grade", _grade)
