"""Occurrences as people read them: on the day fixed for them, else on the last working day of their window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from pilotflow.dates.partial import last_day
from pilotflow.dates.workdays import last_workday
from pilotflow.facts.records import Duty, OccurrenceRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import foreseen


@attrs.frozen
class Occurrence:
    """One time of a duty.

    Attributes:
        day: the day fixed for it or on which it was held; else the last working day of its window,
            or the stated last day of a one-off.
        time: the local time, ``HH:MM``, where one is known.
        fixed: whether ``day`` was fixed by somebody.
    """

    id: str
    duty: Duty
    state: str
    day: date
    time: str | None = None
    fixed: bool = False

    @property
    def owed(self) -> bool:
        """Whether it is still to be held."""
        return self.state in ("due", "scheduled")

    def is_overdue(self, on: date) -> bool:
        """Whether its day, or its whole window, is gone without it being held."""
        return self.owed and on > (self.day if self.fixed else self.duty.last)


def occurrences(state: State, first: date, last: date) -> Iterator[Occurrence]:
    """Every occurrence whose day lies in a span, skipped ones too; foreseen ones until the pilot ends."""
    for record in state.occurrences.values():
        found = known(state, record)
        if first <= found.day <= last:
            yield found
    ended = date.max if state.ended is None else last_day(state.ended)
    for id, duty in foreseen(state, first, last):
        day = day_of(state, duty)
        if id not in state.occurrences and first <= day <= last and duty.first <= ended:
            yield Occurrence(id, duty, "due", day, duty.time[:5] or None)


def known(state: State, record: OccurrenceRecord) -> Occurrence:
    """An occurrence that facts tell of."""
    if record.start is None:
        day = day_of(state, record.duty)
        return Occurrence(record.id, record.duty, record.state, day, record.duty.time[:5] or None)
    day = date.fromisoformat(record.start[:10])
    time = record.start[11:16] if "T" in record.start else None
    return Occurrence(record.id, record.duty, record.state, day, time, fixed=True)


def day_of(state: State, duty: Duty) -> date:
    """A window shows on its last working day; the date the plan states for a one-off stays as it is."""
    return duty.last if duty.series is None else last_workday(state.plan.calendar, duty.first, duty.last)
