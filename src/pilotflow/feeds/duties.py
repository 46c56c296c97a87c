"""Occurrences, answers that are owed, and agreements as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import parse
from pilotflow.facts.records import FeedbackRecord, OccurrenceRecord, SeriesRecord
from pilotflow.facts.windows import limit_of
from pilotflow.feeds.component import Entry
from pilotflow.feeds.history import told
from pilotflow.feeds.request import STAYS, Request, is_doubtful
from pilotflow.feeds.text import one_line
from pilotflow.plan.duties import Agreement
from pilotflow.plan.model import Plan
from pilotflow.views.occurrences import Occurrence
from pilotflow.views.occurrences import occurrences as all_occurrences
from pilotflow.views.waiting import called

_OCCURRENCE = {"held": "done", "missed": "missed", "skipped": "cancelled"}
_FEEDBACK = {"answered": "answered", "confirmed": "done", "withdrawn": "cancelled"}
_WINDOWS = {
    ("WEEKLY", "1"): "week",
    ("MONTHLY", "1"): "month",
    ("MONTHLY", "3"): "quarter",
    ("MONTHLY", "6"): "half",
    ("MONTHLY", "12"): "year",
    ("YEARLY", "1"): "year",
}
_LONGEST = 80


def occurrences(request: Request) -> Iterator[Entry]:
    """Each occurrence on the day fixed for it; without one, on the last working day of its window."""
    for found in all_occurrences(request.state, date.min, date.max):
        if request.concern.occurrence(found):
            yield _occurrence(request, found)


def _occurrence(request: Request, found: Occurrence) -> Entry:
    state, duty = request.state, found.duty
    known = state.occurrences.get(found.id)
    series = state.series.get(duty.series or "")
    touched, revision = _changes(request, found, known, series)
    prefix = _OCCURRENCE.get(found.state)
    title = request.member(duty.title, duty.member)
    lines: tuple[str, ...] = ()
    doubtful = False
    if not found.fixed:
        lines, doubtful = _window(request, found)
        stretch = None if series is None else _stretch(series.when)
        if stretch is not None and prefix is None and duty.first != duty.last:
            title = request.say(stretch, title=title)
    units = request.names(called(state, duty))
    start, end = _span(request, found, known)
    return request.entry(
        "occurrence",
        found.id,
        title,
        start,
        touched,
        revision,
        end=end,
        prefix=prefix,
        lines=(*lines, request.say("with", units=units) if units else ""),
        category=_area(request, series),
        place=(known.place if known is not None else "") or duty.place,
        doubtful=doubtful,
    )


def _changes(
    request: Request, found: Occurrence, known: OccurrenceRecord | None, series: SeriesRecord | None
) -> tuple[datetime, int]:
    """When it last changed and how often; the record of a thing nobody touched is that of its series."""
    state, id, member = request.state, found.id, found.duty.member
    own = known or series
    counts = [] if own is None else [(own.touched, own.revision)]
    if member is not None:
        counts.append(told(state, lambda plan: _name(plan, member)))
    if found.duty.series is None:
        counts.append(told(state, lambda plan: _planned(plan, id)))
        limit = state.resolved.get(id)
        if limit is not None:
            counts.append((limit.touched, limit.revision))
        planned = next((each for each in state.plan.occurrences if each.id == id), None)
        phase = None if planned is None or planned.due is not None else state.phases.get(planned.phase or "")
        if phase is not None:
            counts.append((phase.touched, phase.revision))
    instants, changes = zip(*counts, strict=True)
    return max(instants), sum(changes)


def _name(plan: Plan, member: str) -> str | None:
    agreement = plan.agreement_by_id.get(member)
    return plan.caption(member) if agreement is None else agreement.title


def _planned(plan: Plan, id: str) -> object:
    known = next((each for each in plan.occurrences if each.id == id), None)
    return None if known is None else (known.title, known.due, known.phase, known.place)


def _window(request: Request, found: Occurrence) -> tuple[tuple[str, ...], bool]:
    """What is said of a window nobody fixed a day in, and whether its day is doubtful."""
    plan, duty = request.state.plan, found.duty
    planned = next((each for each in plan.occurrences if each.id == found.id), None)
    if planned is not None:
        phase = request.state.phases.get(planned.phase or "")
        due = limit_of(request.state, planned) or (None if phase is None else phase.due)
        if due is not None and due.latest is not None:
            return request.limit(due), is_doubtful(due)
        if due is not None:
            return (), True
    lines = [request.say("from", first=duty.first, last=duty.last)] if duty.first != duty.last else []
    provisional = plan.calendar.is_provisional(found.day)
    if provisional:
        lines.append(request.say("provisional", day=found.day))
    return tuple(lines), provisional


def _stretch(when: Deadline) -> str | None:
    """The word for one window of a cadence, where there is one."""
    if (when.per or "").endswith("/term"):
        return "term"
    if when.recurrence is None:
        unit = (when.per or "").partition("/")[2]
        return unit if unit in _WINDOWS.values() else None
    parts = parse(when.recurrence)
    if parts.keys() - {"FREQ", "INTERVAL"}:
        return None
    return _WINDOWS.get((parts["FREQ"], parts.get("INTERVAL", "1")))


def _span(request: Request, found: Occurrence, known: OccurrenceRecord | None) -> tuple[date, date | None]:
    """Day or instant it begins, and where one is known that it ends; an end that is none is left out."""
    if known is None or known.start is None:
        return found.day, None
    start, end = (_moment(request, text) for text in (known.start, known.end or known.start))
    if isinstance(start, datetime) is not isinstance(end, datetime) or end <= start:
        return start, None
    return start, end


def _moment(request: Request, text: str) -> date:
    if "T" in text:
        return request.days.at(datetime.fromisoformat(text))
    return date.fromisoformat(text)


def _area(request: Request, series: SeriesRecord | None) -> str:
    if series is None:
        return ""
    task = request.state.tasks.get(series.series.task or "")
    return request.area(series.series.area or (None if task is None else task.task.area))


def answers(request: Request) -> Iterator[Entry]:
    """Each answer that is or was owed, on the last day for it; praise owes none."""
    for record in request.state.feedback.values():
        if record.answer_by is not None and request.concern.owes(record):
            yield _answer(request, record, record.answer_by)


def _answer(request: Request, record: FeedbackRecord, day: date) -> Entry:
    text = one_line(record.text)
    kind, id = record.about
    task = request.state.tasks.get(id) if kind == "task" else None
    owing = record.to or (request.state.plan.roles.office,)
    return request.entry(
        "feedback",
        record.id,
        text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…",
        day,
        record.touched,
        record.revision,
        prefix=_FEEDBACK.get(record.state, "answer"),
        lines=(
            request.say("asked", text=record.text),
            "" if task is None else request.say("about", title=task.task.title),
            request.say("owed-by", units=request.names(owing)),
        ),
        category="" if task is None else request.area(task.task.area),
    )


def agreements(request: Request) -> Iterator[Entry]:
    """Each agreement on the day it ends, and on the day it is to be looked at again."""
    for agreement in request.state.plan.agreements:
        if not request.concern.agreement(agreement):
            continue
        if agreement.last is not None:
            entry = _agreement(request, agreement, "expires", agreement.last)
            # nobody settles the end of an agreement: it is over when it is over
            yield attrs.evolve(entry, stays=agreement.last + timedelta(days=STAYS["done"]))
        if agreement.review is not None:
            yield _agreement(request, agreement, "review", agreement.review)


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
    )
