"""A log in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from pilotflow.errors import Conflict
from pilotflow.log import chain
from pilotflow.log.chain import FIRST, link, seal
from pilotflow.log.connections import Connections
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.faults import log_error
from pilotflow.log.rows import COLUMNS, from_row, is_hash, is_number, is_word, to_row

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
