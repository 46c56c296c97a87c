"""A log in memory: for tests, rehearsals and simulation. It ends with its process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from threading import Lock
from typing import Self

import attrs

from pilotflow.errors import Conflict
from pilotflow.log import chain
from pilotflow.log.chain import FIRST, envelope, seal
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.faults import log_error
from pilotflow.log.subscriptions import (
    FlawedRow,
    SubscriptionRow,
    day_text,
    from_values,
    new_digest,
    to_values,
)

Sealed = tuple[Entry, str]
"""An entry and its hash; the envelope is made when somebody reads it."""


class MemoryLog:
    """Streams in the memory of this process, with the same chain as on disk."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Sealed]] | None = {}
        self._lock = Lock()
        self._subscriptions = MemorySubscriptions()

    @property
    def subscriptions(self) -> MemorySubscriptions:
        """The subscriptions to feeds, which end with the process like everything else."""
        return self._subscriptions

    def append(self, stream: str, expected: int, entries: Sequence[Entry]) -> str:
        """Keep all entries behind version ``expected``, or none; see :class:`~pilotflow.log.port.Log`."""
        self._lock.acquire()  # by hand: a ``with`` costs a fifth of an append without its hashes
        try:
            streams = self._open()
            kept = streams.get(stream) or []
            version = len(kept)
            if version != expected:
                raise Conflict(stream, expected, version)
            last = kept[-1][1] if version else FIRST
            added = []
            for entry in entries:
                version += 1
                last = seal(last, stream, version, entry)
                added.append((entry, last))
            if added and not expected:
                streams[stream] = kept
            kept += added
            return last
        finally:
            self._lock.release()

    def read(self, stream: str, after: int = 0) -> Iterator[Envelope]:
        """The envelopes behind version ``after``, as they are now."""
        with self._lock:
            kept = self._open().get(stream) or []
            after = max(after, 0)
            previous = kept[after - 1][1] if 0 < after <= len(kept) else FIRST
            return _envelopes(stream, after, kept[after:], previous)

    def version(self, stream: str) -> int:
        """The version the stream stands at, 0 for none."""
        with self._lock:
            return len(self._open().get(stream) or ())

    def mark(self) -> object:
        """None: looking again costs as little as a mark would."""
        with self._lock:
            self._open()
        return None

    def streams(self) -> tuple[str, ...]:
        """The ids of all streams, sorted."""
        with self._lock:
            return tuple(sorted(self._open()))

    def verify(self, stream: str) -> int:
        """Recompute the whole chain of a stream and return the number of its envelopes."""
        return chain.verify(self.read(stream))

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._streams = None
        self._subscriptions.close()

    def _open(self) -> dict[str, list[Sealed]]:
        if self._streams is None:
            raise log_error("closed-log")
        return self._streams

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class MemorySubscriptions:
    """Subscriptions in the memory of this process; see :class:`~pilotflow.log.subscriptions.Subscriptions`."""

    def __init__(self) -> None:
        self._rows: dict[str, SubscriptionRow] | None = {}
        self._lock = Lock()

    def add(self, row: SubscriptionRow) -> None:
        """Keep a new one."""
        kept = from_values(to_values(row))
        with self._lock:
            rows = self._open()
            if kept.id in rows or _with(kept.digest, rows):
                raise log_error("known-subscription", id=kept.id)
            rows[kept.id] = kept

    def find(self, digest: str) -> SubscriptionRow | None:
        """The one whose token has this digest."""
        with self._lock:
            return _with(digest, self._open())

    def all(self) -> tuple[SubscriptionRow, ...]:
        """All there are, by the instant they were made, then by id."""
        with self._lock:
            return tuple(sorted(self._open().values(), key=lambda row: (row.created, row.id)))

    def survey(self) -> tuple[SubscriptionRow | FlawedRow, ...]:
        """The same; nobody can change one from outside."""
        return self.all()

    def replace(self, id: str, digest: str) -> bool:
        """Give one another token; False where there is none with this id."""
        digest = new_digest(digest)
        with self._lock:
            rows = self._open()
            row = rows.get(id)
            if row is None:
                return False
            other = _with(digest, rows)
            if other is not None and other.id != id:
                raise log_error("known-subscription", id=id)
            rows[id] = attrs.evolve(row, digest=digest)
            return True

    def remove(self, id: str) -> bool:
        """Forget one; False where there is none with this id."""
        with self._lock:
            return self._open().pop(id, None) is not None

    def use(self, id: str, day: date) -> None:
        """Note that one was fetched on a day (UTC); the later day is kept."""
        used = date.fromisoformat(day_text(day))
        with self._lock:
            rows = self._open()
            row = rows.get(id)
            if row is not None and (row.used is None or row.used < used):
                rows[id] = attrs.evolve(row, used=used)

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._rows = None

    def _open(self) -> dict[str, SubscriptionRow]:
        if self._rows is None:
            raise log_error("closed-log")
        return self._rows


def _with(digest: str, rows: dict[str, SubscriptionRow]) -> SubscriptionRow | None:
    return next((row for row in rows.values() if row.digest == digest), None)


def _envelopes(stream: str, after: int, kept: list[Sealed], previous: str) -> Iterator[Envelope]:
    """The envelopes of some entries; ``previous`` is the hash of the one before them."""
    for version, (entry, hash) in enumerate(kept, after + 1):  # noqa: A001 - the word of the envelope
        yield envelope(previous, stream, version, entry, hash)
        previous = hash
