"""Occurrences that stand for themselves, as entries of a calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import parse
from pilotflow.facts.records import OccurrenceRecord, SeriesRecord
from pilotflow.facts.windows import limit_of
from pilotflow.feeds.entry import Entry, Undated
from pilotflow.feeds.history import told
from pilotflow.feeds.request import Request, is_doubtful
from pilotflow.views.ending import is_void_occurrence, was_owed
from pilotflow.views.occurrences import Occurrence, known
from pilotflow.views.occurrences import occurrences as all_occurrences
from pilotflow.views.waiting import called

_STATE = {"held": "done", "missed": "missed", "skipped": "cancelled"}
_WINDOWS = {
    ("WEEKLY", "1"): "week",
    ("MONTHLY", "1"): "month",
    ("MONTHLY", "3"): "quarter",
    ("MONTHLY", "6"): "half",
    ("MONTHLY", "12"): "year",
    ("YEARLY", "1"): "year",
}


def occurrences(request: Request, ids: Collection[str] | None) -> Iterator[tuple[str, Entry | Undated]]:
    """Each occurrence on the day fixed for it; without one, on the last working day of its window.

    What one rule says of a series with a fixed time stands in the entry of the series.
    """
    for found in _found(request, ids):
        if found.duty.series in request.rules or not request.concern.occurrence(found):
            continue
        yield found.id, occurrence(request, found)


def _found(request: Request, ids: Collection[str] | None) -> Iterator[Occurrence]:
    state = request.state
    if ids is None:
        yield from all_occurrences(state, date.min, date.max)
    else:
        yield from (known(state, state.occurrences[id]) for id in ids if id in state.occurrences)


def occurrence(request: Request, found: Occurrence) -> Entry:
    """The entry of one occurrence."""
    state, duty = request.state, found.duty
    record = state.occurrences.get(found.id)
    series = state.series.get(duty.series or "")
    void = is_void_occurrence(state, record)
    touched, revision = _changes(request, found, record, void=void)
    prefix = "cancelled" if void else _STATE.get(found.state)
    title = request.member(duty.title, duty.member)
    lines: tuple[str, ...] = ()
    doubtful = False
    opens: date | None = None
    if not found.fixed and found.time is None:
        lines, doubtful, opens = _window(request, found)
        stretch = None if series is None else _stretch(series.when)
        if stretch is not None and duty.first != duty.last:
            title = request.say(stretch, title=title)
    units = request.names(called(state, duty))
    start, end = span(request, found, record)
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
    """When it last changed and how often: as it was foreseen, by its own facts, by the names in its title."""
    state, member = request.state, found.duty.member
    counts = [request.windows.of(state, found.id)]
    if record is not None:
        counts.append((record.touched, record.revision))
        if member is not None:
            counts.append(told(state, lambda plan: plan.member_name(member), record.since))
        if not void:
            counts.append((record.touched, 2 * was_owed(state, record)))
    if void and state.end is not None:
        counts.append((state.end.until, 1))
    instants, changes = zip(*counts, strict=True)
    return max(instants), sum(changes)


def _window(request: Request, found: Occurrence) -> tuple[tuple[str, ...], bool, date | None]:
    """What is said of a window nobody fixed a day in, whether its day is doubtful, and its first day if stated."""
    plan, duty = request.state.plan, found.duty
    planned = next((each for each in plan.occurrences if each.id == found.id), None)
    if planned is not None:
        phase = request.state.phases.get(planned.phase or "")
        due = limit_of(request.state, planned) or (None if phase is None else phase.due)
        if due is not None and due.latest is not None:
            return request.limit(due), is_doubtful(due), due.earliest
        if due is not None:
            return (), True, None
    lines = [request.say("from", first=duty.first, last=duty.last)] if duty.first != duty.last else []
    provisional = plan.calendar.is_provisional(found.day)
    if provisional:
        lines.append(request.say("provisional", day=found.day))
    return tuple(lines), provisional, duty.first if duty.series is not None else None


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


def span(request: Request, found: Occurrence, record: OccurrenceRecord | None) -> tuple[date, date | None]:
    """Day or instant it begins, and where one is known that it ends; an end that is none is left out."""
    if record is None or record.start is None:
        if found.time is None:
            return found.day, None
        first, _, last = found.duty.time.partition("-")
        begin, ending = (
            None if not text else _moment(request, f"{found.day}T{text}") for text in (first, last)
        )
        assert begin is not None  # the plan file wants a time to begin at
        return begin, ending
    start, end = (_moment(request, text) for text in (record.start, record.end or record.start))
    if isinstance(start, datetime) is not isinstance(end, datetime) or end <= start:
        return start, None
    return start, end


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
