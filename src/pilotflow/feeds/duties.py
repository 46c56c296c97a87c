"""Occurrences that stand for themselves, as entries of a calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from pilotflow.facts.records import OccurrenceRecord, SeriesRecord
from pilotflow.facts.windows import limit_of
from pilotflow.feeds.entry import Entry, Found
from pilotflow.feeds.request import Request, is_doubtful
from pilotflow.views.occurrences import Occurrence, day_of, known
from pilotflow.views.waiting import called

_STATE = {"held": "done", "missed": "missed", "skipped": "cancelled"}


def occurrences(request: Request, ids: Collection[str] | None) -> Found:
    """Each occurrence on the day fixed for it; without one, on the last working day of its window.

    What one rule says of a series with a fixed time stands in the entry of the series.
    """
    for found in _found(request, ids):
        if request.concern.occurrence(found):
            yield found.id, occurrence(request, found, request.state.occurrences.get(found.id))


def _found(request: Request, ids: Collection[str] | None) -> Iterator[Occurrence]:
    state, cadences = request.state, request.foresight.cadences
    records = state.occurrences
    for id in records if ids is None else ids:
        if id in records and not cadences.carries(id, records[id]):
            yield known(state, records[id])
    if ids is not None and records.keys() >= set(ids):
        return  # else there is feedback about one that nobody has entered anything of
    for id, duty in request.foresight.duties:
        if id in records or (ids is not None and id not in ids):
            continue
        if duty.series not in cadences.ruled and not cadences.carries(id, None):
            yield Occurrence(id, duty, "due", day_of(state, duty), duty.time[:5] or None)


def occurrence(request: Request, found: Occurrence, record: OccurrenceRecord | None) -> Entry:
    """The entry of one occurrence, and of what is known of it."""
    state, duty = request.state, found.duty
    series = state.series.get(duty.series or "")
    void = state.end is not None if record is None else record.void
    touched, revision = _changes(request, found, record, void=void)
    prefix = "cancelled" if void else _STATE.get(found.state)
    title = request.member(duty.title, duty.member)
    lines: tuple[str, ...] = ()
    doubtful = False
    opens: date | None = None
    if not found.fixed and found.time is None:
        lines, doubtful, opens = _window(request, found)
        if duty.stretch is not None:
            title = request.say(duty.stretch, title=title)
    units = request.names(called(state, duty))
    start, end = _span(request, found, record)
    overdue = prefix is None and found.is_overdue(request.on)
    return request.entry(
        "occurrence",
        found.id,
        title,
        start,
        touched,
        revision,
        first=None if found.fixed or found.time is not None else opens,
        end=end,
        prefix=prefix,
        lines=(*lines, request.say("with", units=units) if units else ""),
        category=area(request, series),
        place=(record.place if record is not None else "") or duty.place,
        doubtful=doubtful,
        light="red" if overdue else None,
        todo=None if found.fixed or found.time is not None else "NEEDS-ACTION",
    )


def _changes(
    request: Request, found: Occurrence, record: OccurrenceRecord | None, *, void: bool
) -> tuple[datetime, int]:
    """When it last changed and how often: as it was foreseen, and by its own facts."""
    state = request.state
    instant, changes = request.foresight.windows.of(state, found.id)
    if record is not None:
        instant, changes = max(instant, record.touched), changes + record.revision
    if void and state.end is not None:
        instant = max(instant, state.end.until)
    return instant, changes + (void and record is None)


def _window(request: Request, found: Occurrence) -> tuple[tuple[str, ...], bool, date | None]:
    """What is said of a window nobody fixed a day in, whether its day is doubtful, and its first day if stated."""
    plan, duty = request.state.plan, found.duty
    planned = next((each for each in plan.occurrences if each.id == found.id), None)
    if planned is not None:
        phase = request.state.phases.get(planned.phase or "")
        due = limit_of(request.state, planned) or (None if phase is None else phase.due)
        if due is not None and due.latest is not None:
            first = None if due.earliest is None else duty.first
            return request.limit(due), is_doubtful(due), first
        if due is not None:
            return (), True, None
    lines = [request.say("from", first=duty.first, last=duty.last)] if duty.first != duty.last else []
    provisional = plan.calendar.is_provisional(found.day)
    if provisional:
        lines.append(request.say("provisional", day=found.day))
    return tuple(lines), provisional, duty.first if duty.series is not None else None


def _span(request: Request, found: Occurrence, record: OccurrenceRecord | None) -> tuple[date, date | None]:
    """Day or instant it begins, and where one is known that it ends."""
    known_so = record or OccurrenceRecord(found.id, found.duty, request.state.recorded)
    begin, end = known_so.span
    if begin is None or (record is None and found.time is None):
        return found.day, None
    start, over = _moment(request, begin), None if end is None else _moment(request, end)
    # on the day the clock changes the later hour may be the earlier instant
    return start, over if over is None or over > start else None


def _moment(request: Request, text: str) -> date:
    if "T" in text:
        return request.days.at(datetime.fromisoformat(text))
    return date.fromisoformat(text)


def area(request: Request, series: SeriesRecord | None) -> str:
    """The label of the area that a series belongs to, itself or through its task."""
    if series is None:
        return ""
    task = request.state.tasks.get(series.series.task or "")
    return request.area(series.series.area or (None if task is None else task.task.area))
