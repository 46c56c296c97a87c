"""The occurrences that the plan and the settled cadences foresee, as windows until somebody fixes a day.

An occurrence of a series is named by the series, the member it is for where there is one, and its window:
``quarterly.2023-q1``, ``regular@pair-1.2023-05``; where it is owed several times in a window, a number follows:
``visits.2023.1``. A one-off occurrence keeps its id from the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.occurrences import occurrences
from pilotflow.dates.recurrence import parse
from pilotflow.facts.records import Duty, SeriesRecord
from pilotflow.facts.state import State
from pilotflow.plan.duties import PlannedOccurrence

_DAY = timedelta(days=1)
_STRETCHES = {
    ("WEEKLY", "1"): "week",
    ("MONTHLY", "1"): "month",
    ("MONTHLY", "3"): "quarter",
    ("MONTHLY", "6"): "half",
    ("MONTHLY", "12"): "year",
    ("YEARLY", "1"): "year",
}


def foreseen(state: State, first: date, last: date) -> Iterator[tuple[str, Duty]]:
    """Id and duty of every occurrence whose window touches the span, in the order of the plan."""
    for planned in state.plan.occurrences:
        duty = _one_off(state, planned.id)
        if duty is not None and duty.last >= first and duty.first <= last:
            yield planned.id, duty
    for record in state.series.values():
        yield from _of_series(state, record, first, last)


def duty_of(state: State, id: str) -> Duty | None:
    """What the occurrence with this id is one time of; None where nothing foresees it."""
    known = state.occurrences.get(id)
    if known is not None:
        return known.duty
    if "." not in id:
        return _one_off(state, id)
    name, _, _ = id.partition(".")
    record = state.series.get(name.partition("@")[0])
    if record is None:
        return None
    first, last = _span(state, record)
    return next((duty for found, duty in _of_series(state, record, first, last) if found == id), None)


def members_of(state: State, record: SeriesRecord) -> tuple[str | None, ...]:
    """Who a series is held for, one independent series each; ``(None,)`` where it is one for all."""
    for_each = record.series.for_each
    return (None,) if for_each is None else state.plan.members(for_each)


def limit_of(state: State, planned: PlannedOccurrence) -> Deadline | None:
    """The own time limit of a one-off occurrence: as it was resolved, else as the plan states it."""
    known = state.resolved.get(planned.id)
    return planned.due if known is None or known.due is None else known.due


def _of_series(state: State, record: SeriesRecord, first: date, last: date) -> Iterator[tuple[str, Duty]]:
    series, when = record.series, record.when
    begin, end = _span(state, record)
    if max(begin, first) > min(end, last):
        return
    plan = state.plan
    members = members_of(state, record)
    rest_day = plan.conventions.deadlines.rest_day
    stretch = _stretch(when)
    opens = begin
    for window in occurrences(when, begin, end, terms=plan.terms, calendar=plan.calendar, rest_day=rest_day):
        opened, opens = opens, window.last + _DAY
        if window.last < first or window.first > last:
            continue
        for member in members:
            name = series.id if member is None else f"{series.id}@{member}"
            duty = Duty(
                series.kind,
                series.title,
                window.first,
                window.last,
                series=series.id,
                member=member,
                body=series.body,
                units=series.units,
                place=series.place,
                time=series.time if window.first == window.last else "",
                # A day is what a duty is due on or by: it may be held from the day after the time before.
                opens=min(opened, window.first) if window.first == window.last else None,
                stretch=stretch if window.first != window.last else None,
            )
            if window.times == 1:
                yield f"{name}.{window.key}", duty
            else:
                yield from ((f"{name}.{window.key}.{time}", duty) for time in range(1, window.times + 1))


def _stretch(when: Deadline) -> str | None:
    """The word for one window of a cadence, where there is one."""
    if (when.per or "").endswith("/term"):
        return "term"
    if when.recurrence is None:
        unit = (when.per or "").partition("/")[2]
        return unit if unit in _STRETCHES.values() else None
    parts = parse(when.recurrence)
    if parts.keys() - {"FREQ", "INTERVAL"}:
        return None
    return _STRETCHES.get((parts["FREQ"], parts.get("INTERVAL", "1")))


def _span(state: State, record: SeriesRecord) -> tuple[date, date]:
    begin = record.first or record.series.first or state.plan.issued
    return begin, record.series.last or state.horizon


def _one_off(state: State, id: str) -> Duty | None:
    planned = next((p for p in state.plan.occurrences if p.id == id), None)
    if planned is None:
        return None
    phase = state.phases.get(planned.phase or "")
    due = limit_of(state, planned) or (phase.due if phase is not None else None)
    last = due.latest if due is not None and due.latest is not None else state.horizon
    first = due.earliest if due is not None and due.earliest is not None else min(state.plan.issued, last)
    return Duty(
        planned.kind, planned.title, first, last, body=planned.body, units=planned.units, place=planned.place
    )
