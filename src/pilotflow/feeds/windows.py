"""How often the windows of recurring duties changed, while nobody had yet entered anything about them.

A thing with a record counts the changes of its own facts. What the plan merely foresees has none: its day moves when
the plan is amended, a cadence is settled, or a date it hangs on becomes known. So the frames of the state, which keep
how it stood before each of those, are compared one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from types import MappingProxyType

import attrs

from pilotflow.facts.records import Duty
from pilotflow.facts.state import State
from pilotflow.facts.windows import foreseen

_Changes = MappingProxyType[str, tuple[int, datetime]]


@attrs.frozen
class Windows:
    """For each occurrence that was foreseen in more than the first frame: its changes, and the last one's instant."""

    changes: _Changes = MappingProxyType({})

    def of(self, state: State, id: str) -> tuple[datetime, int]:
        """The instant at which what is foreseen last changed, and how often it did."""
        count, instant = self.changes.get(id, (0, state.editions[0].recorded))
        return instant, count


NOTHING_CHANGED = Windows()


def windows(state: State) -> Windows:
    """Compare what each frame of a state foresaw."""
    if not state.frames:
        return NOTHING_CHANGED
    seen: dict[str, object] = {}
    changes: dict[str, tuple[int, datetime]] = {}
    for view, began, version in moments(state):
        for id, duty in foreseen(view, date.min, date.max):
            known = state.occurrences.get(id)
            if known is not None and known.since <= version:
                continue
            now = _material(view, duty)
            if id not in seen:
                changes[id] = (0, began)
            elif seen[id] != now:
                changes[id] = (changes[id][0] + 1, began)
            seen[id] = now
    return Windows(MappingProxyType(changes))


def moments(state: State) -> Iterator[tuple[State, datetime, int]]:
    """Each frame and the state itself, the instant it began, and the version of the last fact before it."""
    began, version = state.editions[0].recorded, 0
    for frame in state.frames:
        yield frame.state, began, version
        began, version = frame.until, frame.version
    yield state, began, version


def _material(state: State, duty: Duty) -> object:
    member = None if duty.member is None else state.plan.member_name(duty.member)
    return duty.title, member, duty.first, duty.last, duty.time, duty.place
