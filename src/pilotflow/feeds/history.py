"""What a feed held before: changes that only the plan tells of, and what left a selection.

A thing that leaves a selection, or that nothing foresees any more, stays in the feed as a tombstone, so that
calendars that only ever add and change take it out as well. Each crossing counts in its ``SEQUENCE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

import attrs

from pilotflow.facts.state import Frame, State
from pilotflow.feeds.entry import Entry, Key
from pilotflow.feeds.request import Request
from pilotflow.feeds.windows import moments
from pilotflow.plan.model import Plan


def told(state: State, look: Callable[[Plan], object], since: int = 0) -> tuple[datetime, int]:
    """The instant at which the plan last changed what it says of something, and how often it did.

    Plans are only ever added, so the count never falls.

    Args:
        state: the pilot.
        look: what to compare from plan to plan; None where one does not know the thing, whose first appearance is
            no change.
        since: the version from which changes count.
    """
    seen: object = None
    instant, count = state.editions[0].recorded, 0
    for view, began, version in moments(state):
        now = look(view.plan)
        if now != seen and version >= since:
            count += seen is not None
            instant = began
        seen = now
    return instant, count


def handed_over(
    request: Request, entry: Entry, left: datetime, crossings: int, *, gone: bool = False
) -> Entry:
    """The tombstone of an entry: that it went over to others, or with ``gone`` that nobody has it any more."""
    word = "cancelled" if gone else "moved"
    tombstone = request.entry(
        entry.kind,
        entry.id,
        entry.title,
        entry.start,
        left,
        entry.revision + crossings,
        prefix=word,
        todo=entry.todo,
    )
    return attrs.evolve(
        entry,
        summary=tombstone.summary,
        touched=left,
        revision=tombstone.revision,
        status=tombstone.status,
        stays=tombstone.stays,
        todo=tombstone.todo,
        alarms=(),
    )


@attrs.define
class Crossings:
    """Who was in a feed from frame to frame.

    Attributes:
        turns: how often each thing left or came back, and the instant it last did.
        inside: the entries of what is in it. left: of what is not any more, and the instant it left.
    """

    turns: dict[Key, tuple[int, datetime]] = attrs.field(factory=dict)
    inside: dict[Key, Entry] = attrs.field(factory=dict)
    left: dict[Key, tuple[Entry, datetime]] = attrs.field(factory=dict)

    def turn(self, began: datetime, visible: Mapping[Key, Entry], told_of: Callable[[Key], bool]) -> None:
        """Take in what a feed held from an instant on.

        Args:
            began: the instant.
            visible: its entries.
            told_of: whether what was seen at that time says anything about a thing at all.
        """
        for key in [key for key in self.inside if key not in visible and told_of(key)]:
            self._count(key, began)
            self.left[key] = (self.inside.pop(key), began)
        for key, entry in visible.items():
            if self.left.pop(key, None) is not None:
                self._count(key, began)
            self.inside[key] = entry

    def applied(self, entry: Entry) -> Entry:
        """An entry that came back, as what is known of it before it left is to be outdone."""
        if entry.key not in self.turns:
            return entry
        count, instant = self.turns[entry.key]
        return attrs.evolve(entry, revision=entry.revision + count, touched=max(entry.touched, instant))

    def _count(self, key: Key, instant: datetime) -> None:
        self.turns[key] = (self.turns.get(key, (0, instant))[0] + 1, instant)


def crossings(
    state: State, seen: Callable[[State, datetime, bool], Iterable[Entry]], now: Mapping[Key, Entry]
) -> Crossings:
    """Follow a feed through the frames of a state.

    Args:
        state: the pilot.
        seen: the entries the feed had in a frame: its state, the instant it ended, and whether it is whole.
        now: those it has now.
    """
    found = Crossings()
    began = state.editions[0].recorded
    for frame in state.frames:
        entries = {entry.key: entry for entry in seen(frame.state, frame.until, frame.whole)}
        found.turn(began, entries, partial(_tells, state, frame))
        began = frame.until
    found.turn(began, now, lambda key: True)
    return found


def _tells(state: State, frame: Frame, key: Key) -> bool:
    """Whether a frame tells of a thing; one that is not whole, of phases, agreements and what was merely foreseen."""
    kind, id, _ = key
    if frame.whole:
        return True
    if kind == "occurrence":
        known = state.occurrences.get(id)
        return known is None or known.since > frame.version
    return kind in ("phase", "series", "agreement")


def tombstones(request: Request, found: Crossings, still: Callable[[Key], bool]) -> Iterator[Entry]:
    """What left the feed and was not settled by then.

    Args:
        request: the feed.
        found: what crossed its border.
        still: whether a thing is still there for others.
    """
    for key, (entry, left) in found.left.items():
        if entry.stays is None or (entry.status != "CANCELLED" and entry.stays >= request.days.of(left)):
            yield handed_over(request, entry, left, found.turns[key][0], gone=not still(key))
