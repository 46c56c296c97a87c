"""Series with a fixed time, each as one recurring entry in the zone of the plan.

Its rule is the cadence; what is skipped is left out of it, what was moved or held stands beside it as an exception,
or, where it has a day and no time, by itself.
A cadence that changed or ended keeps its entry up to its last time, and the next one has an entry of its own. Where
the times of a series are not those of one rule, because holidays move them, each stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs

from pilotflow.facts.records import OccurrenceRecord
from pilotflow.feeds.cadences import Cadence, cadences
from pilotflow.feeds.duties import area, occurrence
from pilotflow.feeds.entry import Entry, Recurrence, Undated
from pilotflow.feeds.request import STAYS, Request
from pilotflow.views.occurrences import Occurrence, known
from pilotflow.views.waiting import called

_OWED = ("due", "scheduled")


def series(request: Request, ids: Collection[str] | None) -> Iterator[tuple[str, Entry | Undated]]:
    """Each series that one rule says, with its exceptions; those of earlier cadences up to their end."""
    for cadence in cadences(request.state):
        if ids is None or cadence.record.id in ids:
            sample = Occurrence(cadence.record.id, cadence.duty, "due", cadence.days[0][0])
            if request.concern.occurrence(sample):
                for entry in _entries(request, cadence):
                    yield cadence.record.id, entry


def _entries(request: Request, cadence: Cadence) -> Iterator[Entry]:
    zone = ZoneInfo(request.state.plan.timezone)
    begin, _, _ = cadence.record.series.time.partition("-")
    days, void = _kept(request, cadence)
    over = days[-1][0]
    known_days = request.state.occurrences
    facts = [(day, known_days[id]) for day, id in days if id in known_days]
    apart = {day for day, record in facts if record.state == "skipped" or _is_whole_day(record)}
    left = [day for day, _ in days if day not in apart]
    master = _master(request, cadence, [record for _, record in facts], void=void or not left, over=over)
    last = days[-1][0]
    # a rule that leaves out every one of its times would be none
    first = days[0][0]
    out = [day for day in cadence.ruled if first <= day <= last and day not in left] if left else []
    without = tuple(_at(begin, day, zone) for day in out)
    stays = master.stays or _stays(request, cadence, days, dict(facts))
    rule = cadence.record.when.recurrence or ""
    recurrence = Recurrence(rule, _at(begin, last, zone), without)
    yield attrs.evolve(master, recurrence=recurrence, stays=stays)
    for day, record in facts:
        if _is_whole_day(record) and record.state != "skipped":
            yield occurrence(request, known(request.state, record))
        elif record.state != "skipped" and master.stays is None:
            alone = occurrence(request, known(request.state, record))
            yield attrs.evolve(
                alone,
                kind="series",
                id=master.id,
                instance=_at(begin, day, zone),
                stays=stays,
                url=master.url,
            )


def _is_whole_day(record: OccurrenceRecord) -> bool:
    """Whether it was fixed for a day without a time: RFC 5545 lets that be no exception to a rule of times."""
    return record.start is not None and "T" not in record.start


def _kept(request: Request, cadence: Cadence) -> tuple[tuple[tuple[date, str], ...], bool]:
    """The days up to the one it was replaced on, and whether it never came round: then it is cancelled whole."""
    if cadence.until is None:
        return cadence.days, False
    over = request.days.of(cadence.until)
    kept = tuple(each for each in cadence.days if each[0] < over)
    return kept or cadence.days, not kept


def _master(
    request: Request, cadence: Cadence, facts: list[OccurrenceRecord], *, void: bool, over: date
) -> Entry:
    record, state = cadence.record, request.state
    zone = ZoneInfo(state.plan.timezone)
    begin, _, end = record.series.time.partition("-")
    first = cadence.days[0][0]
    name = record.id if cadence.member is None else f"{record.id}@{cadence.member}"
    touched = [cadence.touched, *(each.touched for each in facts)]
    if cadence.until is not None:
        touched.append(cadence.until)
    units = request.names(called(state, cadence.duty))
    return request.entry(
        "series",
        name if cadence.number == 1 else f"{name}~{cadence.number}",
        request.member(record.series.title, cadence.member),
        _at(begin, first, zone),
        max(touched),
        cadence.changes + sum(each.revision for each in facts) + (cadence.until is not None),
        end=_at(end, first, zone) if end else None,
        prefix="cancelled" if void else None,
        lines=(request.say("with", units=units) if units else "",),
        category=area(request, record),
        place=record.series.place,
        page=("series", record.id),
        over=over,
    )


def _stays(
    request: Request,
    cadence: Cadence,
    days: tuple[tuple[date, str], ...],
    facts: dict[date, OccurrenceRecord],
) -> date | None:
    """How long it stays once its last time is over and none is still to be held."""
    owed = any(day not in facts or facts[day].state in _OWED for day, _ in days)
    if owed and cadence.until is None:
        return None
    return days[-1][0] + timedelta(days=STAYS["done"])


def _at(text: str, day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(text), zone)
