"""A log in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Self

from pilotflow.errors import Conflict
from pilotflow.log import chain
from pilotflow.log.chain import FIRST, link, seal
from pilotflow.log.connections import Connections
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.faults import log_error
from pilotflow.log.file import PLAIN, add_subscriptions, format_of, show_format
from pilotflow.log.rows import COLUMNS, Row, from_row, is_hash, is_number, is_word, to_row
from pilotflow.log.subscriptions import COLUMNS as KEPT
from pilotflow.log.subscriptions import (
    FlawedRow,
    SubscriptionRow,
    day_text,
    from_values,
    new_digest,
    surveyed,
    to_values,
)

_PAGE = 500
"""Envelopes read at once: between two pages no lock is held, so a reader never keeps a writer waiting."""

_INSERT = f"INSERT INTO envelopes ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_LAST = "SELECT version, hash FROM envelopes WHERE stream = ? ORDER BY version DESC LIMIT 1"
_READ = (
    f"SELECT {', '.join(COLUMNS)} FROM envelopes WHERE stream = ? AND version > ? AND version <= ? "
    f"ORDER BY version LIMIT {_PAGE}"
)
_STREAMS = """WITH RECURSIVE found(stream) AS (
    SELECT min(stream) FROM envelopes
    UNION ALL
    SELECT (SELECT min(stream) FROM envelopes WHERE stream > found.stream) FROM found WHERE stream IS NOT NULL
) SELECT stream FROM found WHERE stream IS NOT NULL"""
"""One look into the index for each stream, however long the streams are."""
_COMMITTED = "PRAGMA data_version"
"""A number that is another one as soon as any other connection, in whatever process, has committed something."""

_ADD = f"INSERT INTO subscriptions ({', '.join(KEPT)}) VALUES ({', '.join('?' * len(KEPT))})"
_ALL = f"SELECT {', '.join(KEPT)} FROM subscriptions"
_FIND = f"{_ALL} WHERE digest = ?"
_ONE = f"{_ALL} WHERE id = ?"
_HAS = "SELECT 1 FROM subscriptions WHERE id = ?"
_TAKEN = "SELECT 1 FROM subscriptions WHERE id = ? OR digest = ?"
_ANOTHER = "SELECT 1 FROM subscriptions WHERE digest = ? AND id != ?"
_REPLACE = "UPDATE subscriptions SET digest = ? WHERE id = ?"
_REMOVE = "DELETE FROM subscriptions WHERE id = ?"
_USE = "UPDATE subscriptions SET used = ? WHERE id = ? AND (used IS NULL OR used < ?)"


class SqliteLog:
    """Streams in one SQLite file, which any number of threads and processes of one machine may use at once.

    When :meth:`append` returns, its entries survive a crash of process and machine: write-ahead log,
    ``synchronous=FULL``. The primary key (stream, version) is what keeps two writers apart. Reading makes no
    file.

    Args:
        path: the file; a relative path is meant from the folder of now.
        wait: seconds to wait for another writer before giving up with ``not-kept``.
    """

    def __init__(self, path: str | Path, wait: float = 10.0) -> None:
        self._connections = Connections(Path(path).absolute(), wait)

    @property
    def subscriptions(self) -> SqliteSubscriptions:
        """The subscriptions to feeds, in a table of their own, which is made for the first one."""
        return SqliteSubscriptions(self._connections)

    def append(self, stream: str, expected: int, entries: Sequence[Entry]) -> str:
        """Keep all entries behind version ``expected``, or none; see :class:`~pilotflow.log.port.Log`.

        Raises:
            ValueError: an entry holds what could not be read back, such as a payload that is no JSON object.
        """
        with self._connections.lend("not-kept") as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            version, last = _last(connection, stream)
            if version != expected:
                raise Conflict(stream, expected, version)
            rows = []
            for entry in entries:
                version += 1
                previous, last = last, seal(last, stream, version, entry)
                rows.append(to_row(stream, version, entry, previous, last))
            connection.executemany(_INSERT, rows)
        return last

    def read(self, stream: str, after: int = 0) -> Iterator[Envelope]:
        """The envelopes behind version ``after``, as they are now; every one is checked on its way."""
        return self._pages(stream, max(after, 0), self.version(stream))

    def version(self, stream: str) -> int:
        """The version the stream stands at, 0 for none."""
        if self._connections.is_empty():
            return 0
        with self._connections.lend("unreadable-file") as connection:
            return _last(connection, stream)[0]

    def mark(self) -> object:
        """Which connection looked, how often others committed until then, and how many rows it wrote itself."""
        if self._connections.is_empty():
            return None
        with self._connections.lend("unreadable-file") as connection:
            return connection, connection.execute(_COMMITTED).fetchone(), connection.total_changes

    def streams(self) -> tuple[str, ...]:
        """The ids of all streams, sorted."""
        if self._connections.is_empty():
            return ()
        with self._connections.lend("unreadable-file") as connection:
            names = tuple(row[0] for row in connection.execute(_STREAMS))
        for name in names:
            if not is_word(name):
                raise log_error("bad-envelope", stream=repr(name), version="?", field="stream")
        return names

    def verify(self, stream: str) -> int:
        """Recompute the whole chain of a stream and return the number of its envelopes."""
        return chain.verify(self.read(stream))

    def close(self) -> None:
        """Close the connections of this process; the write-ahead file is emptied into the file."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _pages(self, stream: str, after: int, last: int) -> Iterator[Envelope]:
        # Below every number, so that a version somebody set to 0 or less is seen and found wrong.
        above: float = after or float("-inf")
        previous = None if after else FIRST
        while after < last:
            with self._connections.lend("unreadable-file") as connection:
                rows = connection.execute(_READ, (stream, above, last)).fetchall()
            for row in rows:
                after += 1
                envelope = from_row(row, stream, after)
                link(envelope, after, previous)
                if envelope.hash != seal(envelope.previous, stream, after, envelope):
                    raise log_error("broken-chain", stream=stream, version=after)
                previous = envelope.hash
                yield envelope
            above = after


class SqliteSubscriptions:
    """Subscriptions in the file of a log; see :class:`~pilotflow.log.subscriptions.Subscriptions`.

    The table is made when the first one is added, and the format of the file is raised with it. So a file
    without subscriptions stays one that every version of pilotflow reads.

    Args:
        connections: those of the log.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, row: SubscriptionRow) -> None:
        """Keep a new one."""
        values = to_values(row)
        with self._connections.lend("not-kept") as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                is_first = self._is_plain(connection)
                if is_first:
                    add_subscriptions(connection)
                if connection.execute(_TAKEN, (row.id, row.digest)).fetchone():
                    raise log_error("known-subscription", id=row.id)
                connection.execute(_ADD, values)
            if is_first:
                show_format(connection)

    def find(self, digest: str) -> SubscriptionRow | None:
        """The one whose token has this digest."""
        return self._one(_FIND, digest) if is_hash(digest) else None

    def all(self) -> tuple[SubscriptionRow, ...]:
        """All there are, by the instant they were made, then by id."""
        rows = map(from_values, self._rows(_ALL))
        return tuple(sorted(rows, key=lambda row: (row.created, row.id)))

    def survey(self) -> tuple[SubscriptionRow | FlawedRow, ...]:
        """The same, but those that were changed from outside come last instead of being an error."""
        return surveyed(self._rows(_ALL))

    def replace(self, id: str, digest: str) -> bool:
        """Give one another token; False where there is none with this id."""
        digest = new_digest(digest)
        if not self._has(id):
            return False
        with self._connections.lend("not-kept") as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute(_ANOTHER, (digest, id)).fetchone():
                raise log_error("known-subscription", id=id)
            return connection.execute(_REPLACE, (digest, id)).rowcount > 0

    def remove(self, id: str) -> bool:
        """Forget one; False where there is none with this id."""
        if not self._has(id):
            return False
        with self._connections.lend("not-kept") as connection:
            return connection.execute(_REMOVE, (id,)).rowcount > 0

    def use(self, id: str, day: date) -> None:
        """Note that one was fetched on a day (UTC); the later day is kept.

        It is looked at first, so that a calendar which is fetched every few minutes waits for no writer.
        """
        used = day_text(day)
        row = self._one(_ONE, id) if is_word(id) else None
        if row is None or (row.used is not None and row.used.isoformat() >= used):
            return
        with self._connections.lend("not-kept") as connection:
            connection.execute(_USE, (used, id, used))

    def _has(self, id: str) -> bool:
        return is_word(id) and bool(self._rows(_HAS, id))

    def _one(self, query: str, value: str) -> SubscriptionRow | None:
        rows = self._rows(query, value)
        return from_values(rows[0]) if rows else None

    def _rows(self, query: str, *values: str) -> list[Row]:
        if self._connections.is_empty():
            return []
        with self._connections.lend("unreadable-file") as connection:
            return [] if self._is_plain(connection) else connection.execute(query, values).fetchall()

    def _is_plain(self, connection: sqlite3.Connection) -> bool:
        return format_of(connection, self._connections.path) == PLAIN


def _last(connection: sqlite3.Connection, stream: str) -> tuple[int, str]:
    row = connection.execute(_LAST, (stream,)).fetchone()
    if row is None:
        return 0, FIRST
    version, hash = row  # noqa: A001 - the word of the envelope
    if not is_number(version):
        raise log_error("bad-envelope", stream=stream, version=str(version), field="version")
    if not is_hash(hash):
        raise log_error("bad-envelope", stream=stream, version=version, field="hash")
    return version, hash
