"""Tasks, their parts and phases as entries of a calendar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta

import attrs

from pilotflow.facts.records import TaskRecord, days_of
from pilotflow.feeds.entry import Entry, Found, Undated
from pilotflow.feeds.history import told
from pilotflow.feeds.relations import belongs_to, needs, words_of
from pilotflow.feeds.request import STAYS, Request, is_doubtful
from pilotflow.feeds.text import one_line
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Part
from pilotflow.views.concern import members_of
from pilotflow.views.lights import light, phase_light

_TASK = {"closed": "done", "cancelled": "cancelled", "suspended": "suspended"}
_PHASE = {"passed": "done", "stopped": "stopped"}
_BEGUN = ("underway", "reported", "verified")
_SETTLED = ("closed", "maintained", "cancelled")


def tasks(request: Request, ids: Collection[str] | None) -> Found:
    """Each task on its last day; a maintained one on its next re-check."""
    for record in _records(request, ids):
        if not request.concern.task(record):
            continue
        if record.state == "maintained":
            if record.next_check is not None:
                yield record.id, _recheck(request, record)
        elif record.due is not None and record.due.latest is not None:
            yield record.id, _task(request, record)
        else:
            if record.last_day is not None:
                yield record.id, _dateless(request, record, record.last_day)
            if record.state not in _SETTLED and not record.void:
                yield record.id, Undated("task", record.id, record.task.title, _place(request, record))


def _records(request: Request, ids: Collection[str] | None) -> Iterator[TaskRecord]:
    found = request.state.tasks
    yield from found.values() if ids is None else (found[id] for id in ids if id in found)


def _task(request: Request, record: TaskRecord) -> Entry:
    state, due = request.state, record.due
    assert due is not None  # the caller has looked
    assert due.latest is not None
    lit = light(state, record, request.on) if request.options.lights and not record.void else None
    entry = request.entry(
        "task",
        record.id,
        record.task.title,
        due.latest,
        _touched(request, record),
        record.revision,
        first=due.earliest,
        prefix="cancelled" if record.void else _TASK.get(record.state),
        lines=(*_about(request, record), *request.limit(due)),
        category=request.area(record.task.area),
        doubtful=is_doubtful(due),
        light=None if lit is None else lit.colour,
        todo="IN-PROCESS" if record.state in _BEGUN else "NEEDS-ACTION",
        related=belongs_to(record),
    )
    # what is in question is not done, whatever its state
    asked = record.state == "closed" and state.in_question("task", record.id)
    return attrs.evolve(entry, stays=None) if asked else entry


def _touched(request: Request, record: TaskRecord) -> datetime:
    end = request.state.end
    return record.touched if end is None or not record.void else max(record.touched, end.until)


def _recheck(request: Request, record: TaskRecord) -> Entry:
    assert record.next_check is not None  # the caller has looked
    return request.entry(
        "task",
        record.id,
        record.task.title,
        record.next_check,
        record.touched,
        record.revision,
        prefix="recheck",
        lines=(*_about(request, record), request.say("maintained", day=record.next_check)),
        category=request.area(record.task.area),
        light=_recheck_light(request, record, record.next_check),
        todo="NEEDS-ACTION",
        related=belongs_to(record),
    )


def _recheck_light(request: Request, record: TaskRecord, day: date) -> str | None:
    if day < request.on:
        return "red"
    lit = light(request.state, record, request.on)
    return None if lit is None else lit.colour


def _dateless(request: Request, record: TaskRecord, day: date) -> Entry:
    """Work that has no day any more: another plan gives it none, or it is not maintained any longer."""
    prefix = "cancelled" if record.given_up else "done" if record.state == "closed" else "dateless"
    return request.entry(
        "task",
        record.id,
        record.task.title,
        day,
        _touched(request, record),
        record.revision,
        prefix=prefix,
        lines=_about(request, record),
        category=request.area(record.task.area),
        todo="NEEDS-ACTION",
        related=belongs_to(record),
    )


def _about(request: Request, record: TaskRecord) -> Iterator[str]:
    task = record.task
    yield task.text
    if task.source == "plan":
        yield request.say("item", label=task.label)
    if task.leads:
        yield request.say("leads", units=request.names(task.leads))
    if task.co_units:
        yield request.say("co-units", units=request.names(task.co_units))
    yield from words_of(request, belongs_to(record))
    gate = request.state.phases.get(task.blocks or "")
    if gate is not None:
        yield request.say("holds-up", title=one_line(gate.phase.title))


def _place(request: Request, record: TaskRecord) -> tuple[int, int, int, str]:
    """Told of in the order of the plan, born ones last."""
    return 0, request.places.get(record.id, len(request.places)), len(record.id), record.id


def parts(request: Request, ids: Collection[str] | None) -> Found:
    """Each part that has a last day of its own, one for each member where it is for each."""
    for record in _records(request, ids):
        for part in record.task.parts:
            if part.due is None or part.due.latest is None:
                continue
            for member in members_of(request.state.plan, part.for_each):
                if request.concern.part(record, part, member):
                    yield record.id, _part(request, record, part, member)


def _part(request: Request, record: TaskRecord, part: Part, member: str | None) -> Entry:
    assert part.due is not None  # the caller has looked
    assert part.due.latest is not None
    name = part.id if member is None else f"{part.id}@{member}"
    prefix = "cancelled" if record.given_up else None
    if record.state in ("closed", "maintained") or (prefix is None and name in record.parts):
        prefix = "done"
    instant, changes = told(request.state, _planned(record, part.id, member))
    entry = request.entry(
        "part",
        f"{record.id}.{name}",
        request.member(part.title, member),
        part.due.latest,
        max(_touched(request, record), instant),
        changes + record.reversals,
        first=part.due.earliest,
        prefix=prefix,
        lines=(request.say("of-task", title=record.task.title), *request.limit(part.due)),
        category=request.area(record.task.area),
        doubtful=is_doubtful(part.due),
        light="red"
        if prefix is None and record.state != "suspended" and part.due.latest < request.on
        else None,
        todo="NEEDS-ACTION",
        related=(("PARENT", "task", record.id),),
        page=("task", record.id),
    )
    if prefix == "done" and record.anchor is not None:
        # re-checks of the task go on for years and say nothing new of its parts
        return attrs.evolve(entry, stays=record.anchor + timedelta(days=STAYS["done"]))
    return entry


def _planned(record: TaskRecord, part: str, member: str | None) -> Callable[[Plan], object]:
    """What a subscriber sees of a part that only a plan can change, from the first that knows its task.

    A task that no plan holds, or none any more, keeps its parts; for whom they are may have another name.
    """
    begun = record.task.source != "plan"

    def look(plan: Plan) -> object:
        nonlocal begun
        known = plan.task_by_id.get(record.id)
        begun = begun or known is not None
        task = known or (record.task if begun else None)
        found = None if task is None else next((each for each in task.parts if each.id == part), None)
        if found is None:
            return None
        return found.title, days_of(found.due), None if member is None else plan.member_name(member)

    return look


def phases(request: Request, ids: Collection[str] | None) -> Found:
    """Each phase on the day it is to end."""
    for place, record in enumerate(request.state.phases.values()):
        if (ids is not None and record.id not in ids) or not request.concern.phase(record.id):
            continue
        due, end = record.due, request.state.end
        void = end is not None and record.state not in _PHASE
        if due is None or due.latest is None:
            if record.state not in _PHASE and not void:
                yield record.id, Undated("phase", record.id, record.phase.title, (1, place, 0, record.id))
            continue
        lit = phase_light(request.state, record, request.on) if request.options.lights and not void else None
        related = needs(request.state, record)
        yield (
            record.id,
            request.entry(
                "phase",
                record.id,
                request.say("phase", title=record.phase.title),
                due.latest,
                max(record.touched, end.until) if void and end is not None else record.touched,
                record.revision + void,
                first=due.earliest,
                prefix="cancelled" if void else _PHASE.get(record.state),
                lines=(*words_of(request, related), *request.limit(due)),
                doubtful=is_doubtful(due),
                light=None if lit is None else lit.colour,
                todo="IN-PROCESS" if record.state == "presented" else "NEEDS-ACTION",
                related=related,
            ),
        )
