"""What has no day of its own and is told in the description of the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pilotflow.facts.records import Duty, SeriesRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import members_of
from pilotflow.feeds.entry import Key, Undated
from pilotflow.feeds.request import Request
from pilotflow.feeds.text import one_line
from pilotflow.views.concern import members_of as part_members
from pilotflow.views.occurrences import Occurrence
from pilotflow.views.open_points import OpenPoint, open_points


def description(request: Request, things: Iterable[Undated], still_open: Iterable[str]) -> str:
    """What stands beside the name of a calendar: what it is, what has no last day, what is still open.

    Args:
        request: the feed.
        things: tasks and phases without a last day, in any order.
        still_open: the lines of :func:`still_open`.
    """
    titles = [each.title for each in sorted(things, key=lambda each: each.place)]
    lines = [request.say("calendar", title=one_line(request.state.plan.title))]
    for heading, found in (("undated", titles), ("open", list(still_open))):
        if found:
            lines.append(request.say(heading))
            lines += [request.say("line", title=one_line(line)) for line in found]
    return "\n".join(lines)


def lives(state: State, key: Key) -> bool:
    """Whether a thing that has no entry any more is still there, and only its day is gone."""
    kind, id, _ = key
    if kind == "phase":
        return id in state.phases
    if kind == "agreement":
        return id.rpartition(".")[0] in state.plan.agreement_by_id
    name, _, member = id.partition("@")
    return kind == "part" and any(
        f"{task.id}.{part.id}" == name and (member or None) in part_members(state.plan, part.for_each)
        for task in state.plan.tasks
        for part in task.parts
    )


def still_open(request: Request) -> tuple[str, ...]:
    """Cadences and groups that wait for a decision, in the order of the plan."""
    return tuple(point.text(request.language) for point in _open(request))


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
