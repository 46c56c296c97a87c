"""Series with a fixed time, each as one recurring entry in the zone of the plan.

Its rule is the cadence; what is skipped is left out of it, what was moved or held stands beside it as an exception,
or, where it has a day and no time, by itself.
A cadence that changed or ended keeps its entry up to its last time, and the next one has an entry of its own. Where
the times of a series are not those of one rule, because holidays move them, each stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import attrs

from pilotflow.dates.partial import later
from pilotflow.facts.records import OccurrenceRecord
from pilotflow.feeds.cadences import Cadence
from pilotflow.feeds.duties import area, occurrence
from pilotflow.feeds.entry import Entry, Found, Recurrence
from pilotflow.feeds.request import STAYS, Request
from pilotflow.views.occurrences import Occurrence, known
from pilotflow.views.waiting import called

_OWED = ("due", "scheduled")


def series(request: Request, ids: Collection[str] | None) -> Found:
    """Each series that one rule says, with its exceptions; those of earlier cadences up to their end."""
    for cadence in request.foresight.cadences:
        if ids is None or cadence.record.id in ids:
            sample = Occurrence(cadence.record.id, cadence.duty, "due", cadence.days[0][0])
            if request.concern.occurrence(sample):
                for entry in _entries(request, cadence):
                    yield cadence.record.id, entry


def _entries(request: Request, cadence: Cadence) -> Iterator[Entry]:
    zone = ZoneInfo(request.state.plan.timezone)
    begin, _, _ = cadence.record.series.time.partition("-")
    days = cadence.days
    facts = {} if cadence.void else dict(_facts(request, cadence))
    absent = {day for day, record in facts.items() if record is None or record.is_absent}
    left = [day for day, _ in days if day not in absent]
    known_here = {day: record for day, record in facts.items() if record is not None}
    master = _master(request, cadence, list(known_here.values()), void=cadence.void or not left)
    if master.stays is not None:
        yield master.once()  # one tombstone, and not one for each time it would have had
        return
    first, last = days[0][0], days[-1][0]
    out = [day for day in cadence.ruled if first <= day <= last and day not in left]
    without = tuple(_at(begin, day, zone) for day in out)
    stays = _stays(cadence, facts)
    rule = cadence.record.when.recurrence or ""
    recurrence = Recurrence(rule, _at(begin, last, zone), without)
    yield attrs.evolve(master, recurrence=recurrence, stays=stays)
    for day, record in known_here.items():
        if day not in absent:
            then = _as_it_was(cadence, record)
            alone = occurrence(request, known(request.state, then), then)
            yield attrs.evolve(
                alone,
                kind="series",
                id=master.id,
                instance=_at(begin, day, zone),
                stays=stays,
                url=master.url,
            )


def _as_it_was(cadence: Cadence, record: OccurrenceRecord) -> OccurrenceRecord:
    """What was entered after its cadence was over, with the title, place and hours of that cadence."""
    if cadence.closed is None or record.since <= cadence.closed:
        return record
    series = cadence.record.series
    duty = attrs.evolve(record.duty, title=series.title, place=series.place, time=series.time)
    return attrs.evolve(record, duty=duty)


def _facts(request: Request, cadence: Cadence) -> Iterator[tuple[date, OccurrenceRecord | None]]:
    """What is known of its times; None for what was entered before it began, which stands by itself."""
    for day, id in cadence.days:
        record = request.state.occurrences.get(id)
        if record is not None:
            yield day, record if request.foresight.cadences.home(record) is cadence else None


def _master(request: Request, cadence: Cadence, facts: list[OccurrenceRecord], *, void: bool) -> Entry:
    record, state = cadence.record, request.state
    zone = ZoneInfo(state.plan.timezone)
    begin, _, end = record.series.time.partition("-")
    first, over = cadence.days[0][0], cadence.days[-1][0]
    name = record.id if cadence.member is None else f"{record.id}@{cadence.member}"
    absences = [instant for each in facts for _, instant in each.absences]
    units = request.names(called(state, cadence.duty))
    return request.entry(
        "series",
        name if cadence.number == 1 else f"{name}~{cadence.number}",
        request.titled(record.series.title, cadence.name),
        _at(begin, first, zone),
        max([cadence.touched, *absences]),
        cadence.changes + len(absences),
        end=_at(end, first, zone) if end else None,
        prefix="cancelled" if void else None,
        lines=(request.say("with", units=units) if units else "",),
        category=area(request, record),
        place=record.series.place,
        page=("series", record.id),
        over=over,
    )


def _stays(cadence: Cadence, facts: Mapping[date, OccurrenceRecord | None]) -> date | None:
    """How long it stays once its last time is over, wherever that was moved to, and none is still to be held."""
    if any(map(_is_owed, facts.values())):
        return None
    if cadence.until is None and any(day not in facts for day, _ in cadence.days):
        return None
    held = [date.fromisoformat(each.start[:10]) for each in facts.values() if each is not None and each.start]
    return later(max([cadence.days[-1][0], *held]), STAYS["done"])


def _is_owed(record: OccurrenceRecord | None) -> bool:
    return record is not None and record.state in _OWED and not (record.is_absent or record.void)


def _at(text: str, day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(text), zone)
