"""Which series one rule says: those with a time whose days no holiday moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

import attrs

from pilotflow.facts.records import Duty, SeriesRecord
from pilotflow.facts.state import State

Days = tuple[tuple[date, str], ...]
"""Days of a series with the ids of its occurrences."""


@attrs.frozen
class RuledSeries:
    """A series whose days one rule says.

    Attributes:
        named: the days of its occurrences by member. ruled: all days of the rule between the first and the last.
    """

    record: SeriesRecord
    named: dict[str | None, Days]
    ruled: tuple[date, ...]

    @property
    def rule(self) -> object:
        """What makes it another cadence."""
        record, series = self.record, self.record.series
        return record.when.recurrence, series.time, record.first, series.for_each, series.body, series.units

    def days(self, member: str | None, since: date) -> Days:
        """Those of a member from a day on."""
        return tuple(each for each in self.named.get(member, ()) if each[0] >= since)


def ruled(view: State, duties: Iterable[tuple[str, Duty]]) -> dict[str, RuledSeries]:
    """The series with a time whose days one rule says, by id."""
    timed = {id for id, record in view.series.items() if record.series.time}
    named: dict[str, dict[str | None, list[tuple[date, str]]]] = {}
    windows = set()
    for id, duty in duties if timed else ():
        if duty.series is not None and duty.series in timed:
            if duty.first != duty.last:
                windows.add(duty.series)
            named.setdefault(duty.series, {}).setdefault(duty.member, []).append((duty.last, id))
    found = {}
    for id, members in named.items():
        record = view.series[id]
        days = _by_rule(record, [day for day, _ in next(iter(members.values()))])
        if days and id not in windows:
            found[id] = RuledSeries(record, {member: tuple(each) for member, each in members.items()}, days)
    return found


def _by_rule(record: SeriesRecord, days: list[date]) -> tuple[date, ...]:
    """The days its rule names; none where it has no rule, or holidays move its days off it."""
    rule = record.when.recurrence
    if rule is None:
        return ()
    ruled = _expanded(rule, days[0], days[-1])
    return ruled if len(set(days)) == len(days) and set(days) <= set(ruled) else ()


def _expanded(rule: str, first: date, last: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    start = datetime.combine(first, time())  # whole local days, no instant is meant
    return tuple(each.date() for each in rrulestr(f"{rule};UNTIL={last:%Y%m%d}T000000", dtstart=start))
