"""What a feed held before: changes that only the plan tells of, and what left a selection.

A thing that leaves a selection, or that nothing foresees any more, stays in the feed as a tombstone, so that
calendars that only ever add and change take it out as well. Each crossing counts in its ``SEQUENCE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from operator import is_
from typing import Self

import attrs

from pilotflow.facts.state import Frame, State
from pilotflow.feeds.entry import Entry, Key
from pilotflow.feeds.foresight import Foresight
from pilotflow.feeds.moments import Moment
from pilotflow.feeds.request import Request
from pilotflow.plan.model import Plan

FORESEEN = ("phase", "occurrence", "series")
"""The kinds that a frame tells of which is not whole."""


def told(state: State, look: Callable[[Plan], object]) -> tuple[datetime, int]:
    """The instant at which the plan last changed what it says of something, and how often it did.

    Plans are only ever added, so the count never falls.

    Args:
        state: the pilot.
        look: what to compare from plan to plan; None where one does not know the thing, whose first appearance is
            no change.
    """
    seen: object = None
    instant, count = state.editions[0].recorded, 0
    for edition in state.editions:
        now = look(edition.plan)
        if now != seen:
            count += seen is not None
            instant = edition.recorded
        seen = now
    return instant, count


def left_behind(request: Request, entry: Entry, left: datetime, crossings: int, word: str) -> Entry:
    """The tombstone of an entry, one for all its times: it went to others, has no date any more, or will not be."""
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
        entry.once(),
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
        turns: what each thing counts because it left or came back, and the instant it last did.
        inside: the entries of what is in it. left: of what is not any more, and the instant it left.
    """

    turns: dict[Key, tuple[int, datetime]] = attrs.field(factory=dict)
    inside: dict[Key, Entry] = attrs.field(factory=dict)
    left: dict[Key, tuple[Entry, datetime]] = attrs.field(factory=dict)

    def turn(self, began: datetime, visible: Mapping[Key, Entry], told_of: Callable[[Key], bool]) -> None:
        """Take in what a feed held from an instant on; what becomes of one time of a rule, the rule tells.

        Args:
            began: the instant.
            visible: its entries.
            told_of: whether what was seen at that time says anything about a thing at all.
        """
        for key in [key for key in self.inside if key not in visible and told_of(key)]:
            self._count(key, began)
            self.left[key] = (self.inside.pop(key), began)
        for key, entry in visible.items():
            if key[2] or not told_of(key):
                continue
            known = self.left.pop(key, None)
            if known is not None:
                # its record may have begun anew
                self._count(key, began, 1 + max(known[0].revision - entry.revision, 0))
            self.inside[key] = entry

    def applied(self, entry: Entry) -> Entry:
        """An entry that came back, as what is known of it before it left is to be outdone."""
        if entry.key not in self.turns:
            return entry
        count, instant = self.turns[entry.key]
        return attrs.evolve(entry, revision=entry.revision + count, touched=max(entry.touched, instant))

    def copy(self) -> Self:
        """One that goes on by itself."""
        return type(self)(dict(self.turns), dict(self.inside), dict(self.left))

    def _count(self, key: Key, instant: datetime, by: int = 1) -> None:
        self.turns[key] = (self.turns.get(key, (0, instant))[0] + by, instant)


@attrs.define
class Past:
    """What the frames of a state tell of a feed. A frame never changes, so each is looked at once.

    Attributes:
        began: the instant of the fact after the last frame. version: that of the fact before it.
    """

    began: datetime | None = None
    version: int = 0
    frames: tuple[Frame, ...] = ()
    foresight: Foresight = attrs.field(factory=Foresight)
    crossings: Crossings = attrs.field(factory=Crossings)

    def take(self, state: State, seen: Callable[[Frame, Foresight], Iterable[Entry]]) -> None:
        """Take in the frames that came since.

        Args:
            state: the pilot, with the frames that were taken in before.
            seen: the entries the feed had in a frame, given what was foreseen by then.
        """
        for frame in state.frames[len(self.frames) :]:
            moment = self._moment(state, frame.state)
            self.foresight.take(moment, state.occurrences)
            entries = {entry.key: entry for entry in seen(frame, self.foresight)}
            self.crossings.turn(moment.began, entries, partial(_tells, state, frame))
            self.began, self.version = frame.until, frame.version
            self.frames += (frame,)

    def is_of(self, state: State) -> bool:
        """Whether the frames that were taken in are those a state begins with."""
        return len(self.frames) <= len(state.frames) and all(map(is_, self.frames, state.frames))

    def foreseen(self, state: State) -> Foresight:
        """What is foreseen now, and was before."""
        foresight = self.foresight.copy()
        foresight.take(self._moment(state, state), state.occurrences)
        return foresight

    def crossed(self, state: State, now: Mapping[Key, Entry]) -> Crossings:
        """Who is in the feed now, and was before."""
        crossings = self.crossings.copy()
        crossings.turn(self._moment(state, state).began, now, lambda key: True)
        return crossings

    def _moment(self, state: State, view: State) -> Moment:
        return Moment(view, self.began or state.editions[0].recorded, self.version)


def _tells(state: State, frame: Frame, key: Key) -> bool:
    """Whether a frame tells of a thing; one that is not whole, of phases and of what was merely foreseen."""
    kind, id, _ = key
    if frame.whole:
        return True
    if kind == "occurrence":
        known = state.occurrences.get(id)
        return known is None or known.since > frame.version
    return kind in FORESEEN


def tombstones(request: Request, found: Crossings, word: Callable[[Key], str | None]) -> Iterator[Entry]:
    """What left the feed and was not settled by then.

    Args:
        request: the feed.
        found: what crossed its border.
        word: what is said in front of a title; None for what is still told of otherwise.
    """
    for key, (entry, left) in found.left.items():
        if entry.stays is None or (entry.status != "CANCELLED" and entry.stays >= request.days.of(left)):
            said = word(key)
            if said is not None:
                yield left_behind(request, entry, left, found.turns[key][0], said)
