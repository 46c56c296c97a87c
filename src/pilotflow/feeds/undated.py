"""What has no day of its own and is told in the description of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.records import Duty, SeriesRecord
from pilotflow.facts.windows import members_of
from pilotflow.feeds.request import Request
from pilotflow.feeds.text import one_line
from pilotflow.views.occurrences import Occurrence
from pilotflow.views.open_points import OpenPoint, open_points

_TASK_SETTLED = ("closed", "maintained", "cancelled")
_PHASE_SETTLED = ("passed", "stopped")


def undated(request: Request, *, phases: bool) -> str:
    """Tasks and phases without a last day, then cadences and groups that are still open; empty without any."""
    titles = [*_tasks(request), *(_phases(request) if phases else ())]
    points = [point.text(request.language) for point in _open(request)]
    paragraphs = []
    for heading, lines in (("undated", titles), ("open", points)):
        if lines:
            paragraphs += [
                request.say(heading),
                *(request.say("line", title=one_line(line)) for line in lines),
            ]
    return "\n".join(paragraphs)


def _tasks(request: Request) -> Iterator[str]:
    """In the order of the plan, born ones last."""
    places = {id: place for place, id in enumerate(request.state.plan.task_by_id)}
    records = request.state.tasks.values()
    for record in sorted(records, key=lambda r: (places.get(r.id, len(places)), len(r.id), r.id)):
        if record.state not in _TASK_SETTLED and _open_ended(record.due) and request.concern.task(record):
            yield record.task.title


def _phases(request: Request) -> Iterator[str]:
    for phase in request.state.plan.phases:
        record = request.state.phases[phase.id]
        if record.state not in _PHASE_SETTLED and _open_ended(record.due) and request.concern.phase(phase.id):
            yield phase.title


def _open_ended(due: Deadline | None) -> bool:
    return due is None or due.latest is None


def _open(request: Request) -> Iterator[OpenPoint]:
    """Groups are everybody's; a series is told to those it would call. Tasks and phases are told of as undated."""
    series = request.state.series
    places = {id: place for place, id in enumerate(request.state.plan.series_by_id)}
    found = [point for point in open_points(request.state) if point.kind in ("series", "group")]
    for point in sorted(found, key=lambda p: places.get(p.id, -1) if p.kind == "series" else len(places)):
        if point.kind != "series":
            if request.concern.scope.whole:
                yield point
        elif any(request.concern.occurrence(once) for once in _once(request, series[point.id])):
            yield point


def _once(request: Request, record: SeriesRecord) -> Iterator[Occurrence]:
    """One time of a series for each member, as if it had a day; for an open group, for nobody by name."""
    series, day = record.series, date.max
    for member in members_of(request.state, record) or (None,):
        duty = Duty(series.kind, series.title, day, day, series.id, member, series.body, series.units)
        yield Occurrence(series.id, duty, "due", day)
