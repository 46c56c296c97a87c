"""Tasks, their parts and phases as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import attrs

from pilotflow.facts.records import TaskRecord
from pilotflow.feeds.component import Entry
from pilotflow.feeds.history import told
from pilotflow.feeds.request import STAYS, Request, is_doubtful
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Part
from pilotflow.views.concern import members_of

_TASK = {"closed": "done", "cancelled": "cancelled", "suspended": "suspended"}
_PHASE = {"passed": "done", "stopped": "stopped"}


def tasks(request: Request) -> Iterator[Entry]:
    """Each task on its last day; a maintained one on its next re-check."""
    for record in request.state.tasks.values():
        if not request.concern.task(record):
            continue
        if record.state == "maintained":
            yield from _recheck(request, record)
        elif record.due is not None and record.due.latest is not None:
            entry = request.entry(
                "task",
                record.id,
                record.task.title,
                record.due.latest,
                record.touched,
                record.revision,
                prefix=_TASK.get(record.state),
                lines=(*_about(request, record), *request.limit(record.due)),
                category=request.area(record.task.area),
                doubtful=is_doubtful(record.due),
            )
            # what is in question is not done, whatever its state
            asked = record.state == "closed" and request.state.in_question("task", record.id)
            yield attrs.evolve(entry, stays=None) if asked else entry


def _recheck(request: Request, record: TaskRecord) -> Iterator[Entry]:
    if record.next_check is not None:
        yield request.entry(
            "task",
            record.id,
            record.task.title,
            record.next_check,
            record.touched,
            record.revision,
            prefix="recheck",
            lines=(*_about(request, record), request.say("maintained", day=record.next_check)),
            category=request.area(record.task.area),
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


def parts(request: Request) -> Iterator[Entry]:
    """Each part that has a last day of its own, one for each member where it is for each."""
    for record in request.state.tasks.values():
        for part in record.task.parts:
            if part.due is None or part.due.latest is None:
                continue
            for member in members_of(request.state.plan, part.for_each):
                if request.concern.part(record, part, member):
                    yield _part(request, record, part, member)


def _part(request: Request, record: TaskRecord, part: Part, member: str | None) -> Entry:
    assert part.due is not None  # the caller has looked
    assert part.due.latest is not None
    name = part.id if member is None else f"{part.id}@{member}"
    prefix = "cancelled" if record.state == "cancelled" else None
    if record.state in ("closed", "maintained") or (prefix is None and name in record.parts):
        prefix = "done"
    instant, changes = told(request.state, lambda plan: _planned(plan, record.id, part.id))
    entry = request.entry(
        "part",
        f"{record.id}.{name}",
        request.member(part.title, member),
        part.due.latest,
        max(record.touched, instant),
        record.revision + changes,
        prefix=prefix,
        lines=(request.say("of-task", title=record.task.title), *request.limit(part.due)),
        category=request.area(record.task.area),
        doubtful=is_doubtful(part.due),
    )
    if prefix == "done" and record.anchor is not None:
        # re-checks of the task go on for years and say nothing new of its parts
        return attrs.evolve(entry, stays=record.anchor + timedelta(days=STAYS["done"]))
    return entry


def _planned(plan: Plan, task: str, part: str) -> object:
    known = plan.task_by_id.get(task)
    parts = () if known is None else known.parts
    return next(((each.title, each.due) for each in parts if each.id == part), None)


def phases(request: Request) -> Iterator[Entry]:
    """Each phase on the day it is to end."""
    for record in request.state.phases.values():
        due = record.due
        if due is None or due.latest is None or not request.concern.phase(record.id):
            continue
        yield request.entry(
            "phase",
            record.id,
            request.say("phase", title=record.phase.title),
            due.latest,
            record.touched,
            record.revision,
            prefix=_PHASE.get(record.state),
            lines=request.limit(due),
            doubtful=is_doubtful(due),
        )
