"""One feed of one pilot, kept rendered: a fact changes the entries it touches, and no others are written again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

import attrs

from pilotflow.dates.local import LocalDays
from pilotflow.errors import NotFound
from pilotflow.facts.fact import Fact
from pilotflow.facts.state import Frame, State
from pilotflow.feeds.calendar import Zone
from pilotflow.feeds.component import component
from pilotflow.feeds.entry import Entry, Key, Undated
from pilotflow.feeds.foresight import Foresight
from pilotflow.feeds.history import FORESEEN, Crossings, Past, tombstones
from pilotflow.feeds.naming import name_of
from pilotflow.feeds.options import Options
from pilotflow.feeds.request import Request
from pilotflow.feeds.things import THINGS
from pilotflow.feeds.touched import touched
from pilotflow.feeds.undated import description, lives, still_open
from pilotflow.views.concern import Concern
from pilotflow.views.selection import Selection

_MANY = 500
"""Facts after which it costs less to begin anew than to look at each."""

Group = tuple[str, str]
"""Kind of a row and id of the thing whose facts change its entries."""


@attrs.frozen
class Extract:
    """What a pilot adds to a feed; ``changed`` and ``until`` as in :class:`~pilotflow.feeds.rendering.Rendering`."""

    name: str
    description: str
    language: str
    components: tuple[bytes, ...]
    zones: tuple[Zone, ...]
    changed: datetime
    until: datetime | None


class Sheet:
    """A feed that brings itself up to date.

    What it gives depends on state, selection, options and day alone, however it came there.

    Args:
        selection: whose calendar.
        options: how it is to look.
    """

    def __init__(self, selection: Selection, options: Options) -> None:
        self.selection = selection
        self.options = options
        self._state: State | None = None
        self._version = 0
        self._on = date.min
        self._request: Request | None = None
        self._groups: dict[Group, list[Key]] = {}
        self._entries: dict[Key, tuple[Entry, bytes]] = {}
        self._order: list[Key] = []
        self._undated: dict[Group, Undated] = {}
        self._open: tuple[str, ...] = ()
        self._crossings = Crossings()
        self._past = Past()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What it held when it was last asked, whatever its age, by kind and id."""
        return tuple(self._entries[key][0] for key in self._order)

    def __len__(self) -> int:
        """How many entries it keeps."""
        return len(self._entries)

    def extract(
        self, state: State, on: date, news: Callable[[int], Iterable[Fact]] = lambda version: ()
    ) -> Extract:
        """What the feed holds on a local day.

        Args:
            state: the pilot. It may be one that goes on changing, if ``news`` tells of every change.
            on: the local day.
            news: the facts after a version, up to that of the state.

        Raises:
            NotFound: something the selection names was never there.
        """
        self._bring_up(state, on, news)
        shown, changed, until = [], state.recorded, None
        days = LocalDays(state.plan.timezone)
        for key in self._order:
            entry, data = self._entries[key]
            if entry.stays is None:
                shown.append(data)
            elif entry.stays < on:
                changed = max(changed, days.end(entry.stays))
            else:
                shown.append(data)
                until = entry.stays if until is None else min(until, entry.stays)
        if self.options.lights or self.options.alarms:
            changed, until = max(changed, days.start(on)), on
        request = self._request
        return Extract(
            name=name_of(state, self.selection, self.options.language),
            description="" if request is None else description(request, self._undated.values(), self._open),
            language=self.options.language or state.plan.language,
            components=tuple(shown),
            zones=tuple(self._zones(state)),
            changed=changed,
            until=None if until is None else days.end(until),
        )

    def _bring_up(self, state: State, on: date, news: Callable[[int], Iterable[Fact]]) -> None:
        daily = self.options.lights or bool(self.options.alarms)
        if self._state is not state or (daily and on != self._on):
            self._begin(state, on)
        elif self._version != state.version:
            facts = list(news(self._version))
            known = facts and facts[0].version == self._version + 1 and facts[-1].version == state.version
            found = [touched(state, fact) for fact in facts] if known and len(facts) <= _MANY else [None]
            if None in found or not self._renew({owner for owners in found for owner in owners or ()}):
                self._begin(state, on)
        self._state, self._version, self._on = state, state.version, on

    def _begin(self, state: State, on: date) -> None:
        """Look at everything; what came out as before keeps its bytes."""
        if not self._past.is_of(state):
            self._past = Past()
        self._past.take(state, self._seen)
        foresight = self._past.foreseen(state)
        self._request = request = self._asked(state, on, foresight)
        before, self._entries = self._entries, {}
        self._groups, self._undated = {}, {}
        found: list[tuple[Group, Entry | Undated]] = []
        if request is not None:
            found = list(self._rows(request, THINGS))
            self._open = still_open(request)
        now = {each.key: each for _, each in found if isinstance(each, Entry)}
        self._crossings = self._past.crossed(state, now)
        for group, each in found:
            self._keep(state, group, each, before)
        if self._crossings.left:
            self._bury(state, on, foresight, before)
        self._order = sorted(self._entries)

    def _renew(self, owners: set[tuple[str, str]]) -> bool:
        """Look at some things again; False where one of them left or came back, which only the whole can tell."""
        request = self._request
        if request is None:
            return True
        moved = False
        for kind, row in THINGS.items():
            ids = sorted(id for owner, id in owners if owner == row.owner)
            if not ids or not self._wanted(kind):
                continue
            before: dict[Key, tuple[Entry, bytes]] = {}
            for id in ids:
                for key in self._groups.pop((kind, id), ()):
                    before[key] = self._entries.pop(key)
                self._undated.pop((kind, id), None)
            after = set()
            for owner, each in row.entries(request, ids):
                after.add(self._keep(request.state, (kind, owner), each, before))
            after.discard(None)
            if any(not key[2] for key in before.keys() - after) or after & self._crossings.left.keys():
                return False
            moved = moved or after != before.keys()
        if moved:
            self._order = sorted(self._entries)
        return True

    def _keep(
        self, state: State, group: Group, each: Entry | Undated, before: dict[Key, tuple[Entry, bytes]]
    ) -> Key | None:
        if isinstance(each, Undated):
            self._undated[group] = each
            return None
        entry = self._crossings.applied(each)
        self._write(state, entry, before)
        self._groups.setdefault(group, []).append(entry.key)
        return entry.key

    def _write(self, state: State, entry: Entry, before: dict[Key, tuple[Entry, bytes]]) -> None:
        known = before.get(entry.key)
        same = known is not None and known[0] == entry
        self._entries[entry.key] = (
            known if same and known is not None else (entry, component(entry, state.id))
        )

    def _bury(
        self, state: State, on: date, foresight: Foresight, before: dict[Key, tuple[Entry, bytes]]
    ) -> None:
        """The tombstones of what left; they change by nothing but a new frame."""
        everybody = Request.of(state, Selection(), self.options, on, foresight)
        there = {each.key for _, each in self._rows(everybody, THINGS) if isinstance(each, Entry)}

        carries, records = foresight.cadences.carries, state.occurrences
        ruled = {id.partition("~")[0] for kind, id, _ in self._entries if kind == "series"}

        def word(key: Key) -> str | None:
            kind, id, _ = key
            if kind == "occurrence" and id.partition(".")[0] in ruled and carries(id, records.get(id)):
                return None
            return "moved" if key in there else "dateless" if lives(state, key) else "cancelled"

        for entry in tombstones(self._request or everybody, self._crossings, word):
            self._write(state, entry, before)

    def _seen(self, frame: Frame, foresight: Foresight) -> Iterator[Entry]:
        """What the feed held at the end of a frame."""
        on = LocalDays(frame.state.plan.timezone).of(frame.until)
        try:
            request = Request.of(frame.state, self.selection, self.options, on, foresight)
        except NotFound:  # it did not know yet, or no longer, who is meant
            return
        kinds = THINGS if frame.whole else FORESEEN
        yield from (each for _, each in self._rows(request, kinds) if isinstance(each, Entry))

    def _asked(self, state: State, on: date, foresight: Foresight) -> Request | None:
        """The request for a state; None where it no longer knows who is meant, but did before."""
        try:
            return Request.of(state, self.selection, self.options, on, foresight)
        except NotFound:
            for frame in state.frames:
                try:
                    Concern.of(frame.state, self.selection)
                except NotFound:
                    continue
                return None
            raise

    def _rows(self, request: Request, kinds: Iterable[str]) -> Iterator[tuple[Group, Entry | Undated]]:
        for kind in kinds:
            if self._wanted(kind):
                for owner, each in THINGS[kind].entries(request, None):
                    yield (kind, owner), each

    def _wanted(self, kind: str) -> bool:
        kinds = self.options.kinds
        # a series with a time is how its occurrences stand
        asked = not kinds or kind in kinds or (kind == "series" and "occurrence" in kinds)
        return asked and (self.options.phases or kind != "phase")

    def _zones(self, state: State) -> Iterator[Zone]:
        ruled = [entry for entry, _ in self._entries.values() if entry.recurrence is not None]
        if ruled:
            last = max(entry.recurrence.last.year for entry in ruled if entry.recurrence is not None)
            yield state.plan.timezone, min(entry.start.year for entry in ruled), last
