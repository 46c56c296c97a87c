"""How often the windows of recurring duties changed, while nobody had yet entered anything about them.

A thing with a record counts the changes of its own facts. What the plan merely foresees has none: its day moves when
the plan is amended, a cadence is settled, or a date it hangs on becomes known. So what was foreseen from one moment
to the next is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

import attrs

from pilotflow.facts.records import Duty, OccurrenceRecord
from pilotflow.facts.state import State
from pilotflow.feeds.moments import Moment
from pilotflow.views.occurrences import day_of


@attrs.define
class Windows:
    """What each occurrence that is foreseen looked like last, how often that changed, and when."""

    seen: dict[str, object] = attrs.field(factory=dict)
    changes: dict[str, tuple[int, datetime]] = attrs.field(factory=dict)

    def take(
        self, moment: Moment, duties: Iterable[tuple[str, Duty]], records: Mapping[str, OccurrenceRecord]
    ) -> None:
        """Compare what a moment foresees; what had a record by then counts for itself."""
        for id, duty in duties:
            known = records.get(id)
            if known is not None and known.since <= moment.version:
                continue
            now = _material(moment.view, duty)
            if id not in self.seen:
                self.changes[id] = (0, moment.began)
            elif self.seen[id] != now:
                self.changes[id] = (self.changes[id][0] + 1, moment.began)
            self.seen[id] = now

    def of(self, state: State, id: str) -> tuple[datetime, int]:
        """The instant at which what is foreseen last changed, and how often it did."""
        count, instant = self.changes.get(id, (0, state.editions[0].recorded))
        return instant, count

    def copy(self) -> Self:
        """One that goes on by itself."""
        return type(self)(dict(self.seen), dict(self.changes))


def _material(state: State, duty: Duty) -> object:
    member = None if duty.member is None else state.plan.member_name(duty.member)
    day = day_of(state, duty)
    return duty.title, member, duty.first, day, duty.time, duty.place, duty.stretch
