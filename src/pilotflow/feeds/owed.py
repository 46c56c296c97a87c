"""Answers that are owed, agreements, and the end of the pilot as entries of a calendar."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise

import attrs

from pilotflow.dates.partial import last_day, later
from pilotflow.facts.records import FeedbackRecord
from pilotflow.feeds.entry import Entry, Found
from pilotflow.feeds.history import left_behind, told
from pilotflow.feeds.request import STAYS, Request
from pilotflow.feeds.text import one_line
from pilotflow.plan.duties import Agreement
from pilotflow.plan.model import Plan
from pilotflow.views.lights import is_answer_overdue

_FEEDBACK = {"answered": "answered", "confirmed": "done", "withdrawn": "cancelled"}
_LONGEST = 80


def answers(request: Request, ids: Collection[str] | None) -> Found:
    """Each answer that is or was owed, on the last day for it; praise owes none.

    Where it was passed on to others, or moved to what is no longer selected, a tombstone stays.
    """
    records = request.state.feedback
    for id in records if ids is None else ids:
        record = records[id]
        if record.answer_by is not None:
            found = _passed_on(request, record)
            if found is not None:
                yield id, found


def _passed_on(request: Request, record: FeedbackRecord) -> Entry | None:
    """The answer as it is owed, or as it was owed last by whom the feed is for; each crossing counts."""
    stood = [(request.concern.owes(each), each, until) for until, each in record.before]
    inside = [owed for owed, _, _ in stood] + [request.concern.owes(record)]
    if True not in inside:
        return None
    turns = inside[inside.index(True) :]
    crossings = sum(one is not other for one, other in pairwise(turns))
    if inside[-1]:
        entry = _answer(request, record)
        return attrs.evolve(entry, revision=entry.revision + crossings)
    _, last, until = [each for each in stood if each[0]][-1]
    return left_behind(request, _answer(request, last), until, crossings, "moved")


def _answer(request: Request, record: FeedbackRecord) -> Entry:
    assert record.answer_by is not None  # whoever may owe an answer has a day for it
    text = one_line(record.text)
    kind, id = record.about
    task = request.state.tasks.get(id) if kind == "task" else None
    phase = request.state.phases.get(id) if kind == "phase" else None
    title = phase.phase.title if phase is not None else None if task is None else task.task.title
    owing = record.to or (request.state.plan.roles.office,)
    return request.entry(
        "feedback",
        record.id,
        text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…",
        record.answer_by,
        record.touched,
        record.revision,
        prefix=_FEEDBACK.get(record.state, "answer"),
        lines=(
            request.say("asked", text=record.text),
            "" if title is None else request.say("about", title=title),
            request.say("owed-by", units=request.names(owing)),
        ),
        category="" if task is None else request.area(task.task.area),
        light="red" if is_answer_overdue(record, request.on) else None,
        todo="NEEDS-ACTION",
        related=(("PARENT", kind, id),) if kind in ("task", "phase") else (),
    )


def agreements(request: Request, ids: Collection[str] | None) -> Found:
    """Each agreement on the day it ends, and on the day it is to be looked at again."""
    for agreement in request.state.plan.agreements:
        if (ids is not None and agreement.id not in ids) or not request.concern.agreement(agreement):
            continue
        if agreement.last is not None:
            entry = _agreement(request, agreement, "expires", agreement.last)
            # nobody settles the end of an agreement: it is over when it is over
            yield agreement.id, attrs.evolve(entry, stays=later(agreement.last, STAYS["done"]))
        if agreement.review is not None:
            yield agreement.id, _agreement(request, agreement, "review", agreement.review)


def _agreement(request: Request, agreement: Agreement, word: str, day: date) -> Entry:
    def look(plan: Plan) -> object:
        known = plan.agreement_by_id.get(agreement.id)
        return None if known is None else (known.title, known.last if word == "expires" else known.review)

    touched, revision = told(request.state, look)
    return request.entry(
        "agreement",
        f"{agreement.id}.{word}",
        agreement.title,
        day,
        touched,
        revision,
        prefix=word,
        lines=(request.say("parties", units=request.names(agreement.parties)),),
        todo="NEEDS-ACTION",
        page=("agreement", agreement.id),
    )


def ending(request: Request, ids: Collection[str] | None) -> Found:
    """That the pilot is over, on the day it ended."""
    state = request.state
    if state.end is None or state.ended is None:
        return
    word = "completed" if state.status == "completed" else "halted"
    yield (
        state.id,
        request.entry(
            "pilot",
            "end",
            state.plan.title,
            last_day(state.ended),
            state.end.until,
            0,
            prefix=word,
            page=("pilot", state.id),
        ),
    )
