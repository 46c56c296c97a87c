"""What facts about feedback do to the state."""

from __future__ import annotations

import attrs

from pilotflow.facts.fact import Fact
from pilotflow.facts.feedback import FeedbackMoved, FeedbackRaised, FeedbackTransition
from pilotflow.facts.records import FeedbackRecord
from pilotflow.facts.state import Folder, State


def _raise(state: State, fact: Fact, data: FeedbackRaised) -> None:
    record = FeedbackRecord(
        id=data.id,
        about=(data.about_kind, data.about_id),
        text=data.text,
        kind=data.kind,
        raiser=fact.by.acts_as,
        touched=fact.recorded,
        state=data.state,
        version=fact.version,
        to=data.to,
        answer_by=data.answer_by,
        marks={"raise_feedback": (fact.version, fact.effective)},
    )
    state.feedback[data.id] = record
    state.counters["F"] = state.counters.get("F", 0) + 1
    _index(state, record)


def _transition(state: State, fact: Fact, data: FeedbackTransition) -> None:
    record = state.feedback[data.id]
    before = record.material
    if data.trigger == "assign":
        record.before += ((fact.recorded, _as_it_stood(state, record)),)
    record.state = data.entered
    record.version = fact.version
    record.touched = fact.recorded
    record.marks[data.trigger] = (fact.version, fact.effective)
    if data.trigger == "answer":
        record.answer = data.text or ""
        record.answered_at = fact.recorded
        named = (fact.by.unit, fact.by.acts_as)
        units = state.plan.kinship.units_of(named, office_exists=state.office_exists)
        record.answerers = tuple(dict.fromkeys((*record.answerers, *named, *units)))
    elif data.trigger == "assign":
        record.to = data.to
    elif data.trigger == "dispute":
        record.disputes += 1
    elif data.trigger == "confirm":
        record.grade = data.grade
    record.answer_by = data.answer_by or record.answer_by
    record.revision += record.material != before
    _index(state, record)


def _move(state: State, fact: Fact, data: FeedbackMoved) -> None:
    record = state.feedback[data.id]
    record.before += ((fact.recorded, _as_it_stood(state, record)),)
    record.formerly += (record.about,)
    record.about = (data.about_kind, data.about_id)
    record.version = fact.version
    record.touched = fact.recorded
    _index(state, record)


def _as_it_stood(state: State, record: FeedbackRecord) -> FeedbackRecord:
    """A copy that names who owed the answer: another plan may have another office."""
    owing = record.to or (state.plan.roles.office,)
    return attrs.evolve(record, to=owing, before=(), marks=dict(record.marks))


def _index(state: State, record: FeedbackRecord) -> None:
    """A subject it was moved away from stays in question with the new one until it is settled."""
    for subject in (record.about, *record.formerly):
        if record.is_open:
            state.questions.setdefault(subject, set()).add(record.id)
            continue
        waiting = state.questions.get(subject, set())
        waiting.discard(record.id)
        if not waiting:
            state.questions.pop(subject, None)


FOLDERS: dict[type, Folder] = {FeedbackRaised: _raise, FeedbackTransition: _transition, FeedbackMoved: _move}
