"""Which series one rule says, and the cadences each of them had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

import attrs

from pilotflow.dates.local import LocalDays
from pilotflow.facts.records import Duty, SeriesRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import foreseen
from pilotflow.feeds.windows import moments

Named = Mapping[str | None, tuple[tuple[date, str], ...]]
"""The days of a series and the ids of its occurrences, for each member."""


@attrs.frozen
class Cadence:
    """One cadence of a series for one of its members.

    Attributes:
        number: which cadence of the series it is, from 1.
        duty: one time of it. days: the days it names, with the ids of its occurrences.
        ruled: the days its rule names between the first and the last of them.
        touched: the instant at which it last changed. changes: how often it did.
        until: the instant it was replaced or ended; None for the one in force.
    """

    record: SeriesRecord
    member: str | None
    number: int
    duty: Duty
    days: tuple[tuple[date, str], ...]
    ruled: tuple[date, ...]
    shown: object
    touched: datetime
    changes: int = 0
    until: datetime | None = None


def rules(state: State) -> frozenset[str]:
    """The series with a time whose days one rule says, by id."""
    timed = [record for record in state.series.values() if record.series.time]
    return frozenset(record.id for record in timed if _ruled(record, _days(state, record)))


def cadences(state: State) -> Iterator[Cadence]:
    """Every cadence there was of each series with a time, in order, for each of its members."""
    views = list(moments(state))
    if not any(record.series.time for view, _, _ in views for record in view.series.values()):
        return
    numbers: dict[str, int] = {}
    opened: dict[str, datetime] = {}
    running: dict[str, tuple[object, dict[str | None, Cadence]]] = {}
    for view, began, _ in views:
        ruled = rules(view)
        for id in list(running):
            if id not in ruled or running[id][0] != _rule(view.series[id]):
                yield from (attrs.evolve(each, until=began) for each in running.pop(id)[1].values())
        for id in [id for id in view.series if id in ruled]:
            record = view.series[id]
            if id not in running:
                numbers[id] = numbers.get(id, 0) + 1
                opened[id] = began
            before = running[id][1] if id in running else {}
            since = date.min if numbers[id] == 1 else LocalDays(view.plan.timezone).of(opened[id])
            now = {each.member: each for each in _now(view, record, numbers[id], since, began, before)}
            yield from (attrs.evolve(each, until=began) for name, each in before.items() if name not in now)
            running[id] = _rule(record), now
    for _, found in running.values():
        yield from found.values()


def _rule(record: SeriesRecord) -> object:
    return record.when.recurrence, record.series.time, record.first, record.series.for_each


def _now(
    view: State,
    record: SeriesRecord,
    number: int,
    since: date,
    began: datetime,
    before: Mapping[str | None, Cadence],
) -> Iterator[Cadence]:
    found = _days(view, record)
    ruled = _ruled(record, found)
    for member, every in found.items():
        # what was over before a new cadence came into force belongs to the one before it
        days = tuple(each for each in every if each[0] >= since)
        if not days:
            continue
        duty = Duty(
            record.series.kind,
            record.series.title,
            days[0][0],
            days[-1][0],
            series=record.id,
            member=member,
            body=record.series.body,
            units=record.series.units,
        )
        name = None if member is None else view.plan.member_name(member)
        shown = record.series.title, record.series.place, name, days
        old = before.get(member)
        moved = old is not None and old.shown != shown
        touched = began if old is None or moved else old.touched
        changes = 0 if old is None else old.changes + moved
        yield Cadence(record, member, number, duty, days, ruled, shown, touched, changes)


def _days(state: State, record: SeriesRecord) -> Named:
    found: dict[str | None, list[tuple[date, str]]] = {}
    for id, duty in foreseen(state, date.min, date.max):
        if duty.series == record.id:
            if duty.first != duty.last:
                return {}
            found.setdefault(duty.member, []).append((duty.last, id))
    return {member: tuple(days) for member, days in found.items()}


def _ruled(record: SeriesRecord, named: Named) -> tuple[date, ...]:
    """The days its rule names; none where it has no rule, or holidays move its days off it."""
    rule = record.when.recurrence
    if rule is None or not named:
        return ()
    days = [day for day, _ in next(iter(named.values()))]
    ruled = _expanded(rule, days[0], days[-1])
    return ruled if len(set(days)) == len(days) and set(days) <= set(ruled) else ()


def _expanded(rule: str, first: date, last: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    start = datetime.combine(first, time())  # whole local days, no instant is meant
    return tuple(each.date() for each in rrulestr(f"{rule};UNTIL={last:%Y%m%d}T000000", dtstart=start))
