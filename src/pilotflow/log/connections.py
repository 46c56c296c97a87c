"""Connections to the file of a log: each lent to one thread at a time, none carried into another process."""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import attrs

from pilotflow.log.faults import log_error
from pilotflow.log.file import connect, has_content, translation


@attrs.define(eq=False)
class _Process:
    """What one process has open. A child keeps its parent's unused: closing them would harm the parent."""

    idle: deque[sqlite3.Connection] = attrs.field(factory=deque)
    file: tuple[int, int] | None = None


class Connections:
    """Opens a connection when none is idle; there are as many as there were ever threads at work at once.

    There is no lock in it, because a lock that another thread holds while the process forks stays locked in
    the child: appending to a deque and popping from it are atomic.

    Args:
        path: the file, absolute.
        wait: seconds to wait for another writer.
    """

    def __init__(self, path: Path, wait: float) -> None:
        self.path = path
        self._wait = wait
        self._processes: dict[int, _Process] = {}
        self._closed = False

    def is_empty(self) -> bool:
        """Whether there is nothing to read: no file, and this process never had it open."""
        return self._open().file is None and not has_content(self.path)

    def lend(self, otherwise: str) -> Loan:
        """Lend a connection. Errors of SQLite become ``damaged-file`` or ``otherwise``."""
        return Loan(self, otherwise)

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back.

        SQLite moves what is in the write-ahead file into the file itself when the last connection closes.
        """
        process = self._process()
        self._closed = True
        with suppress(IndexError):
            while True:
                process.idle.pop().close()

    def _process(self) -> _Process:
        pid = os.getpid()
        return self._processes.get(pid) or self._processes.setdefault(pid, _Process())

    def _open(self) -> _Process:
        if self._closed:
            raise log_error("closed-log")
        return self._process()

    def _take(self, process: _Process, otherwise: str) -> sqlite3.Connection:
        try:
            connection = process.idle.pop()
        except IndexError:
            connection = connect(self.path, self._wait, otherwise, thorough=process.file is None)
        # What is written to a file that was renamed or replaced meanwhile would be lost.
        file = _identity(self.path)
        process.file = process.file or file
        if process.file != file:
            process.idle.append(connection)
            raise log_error(otherwise, path=str(self.path), cause="moved")
        return connection

    def _give_back(self, process: _Process, connection: sqlite3.Connection) -> None:
        process.idle.append(connection)
        if self._closed:
            self.close()


class Loan:
    """A connection while it is lent, for one ``with`` statement. Every look into a log is one, so it is slim.

    Args:
        connections: where it comes from.
        otherwise: the code of every error that does not mean damage.
    """

    __slots__ = ("_connection", "_connections", "_otherwise", "_process")

    def __init__(self, connections: Connections, otherwise: str) -> None:
        self._connections = connections
        self._otherwise = otherwise

    def __enter__(self) -> sqlite3.Connection:
        """Take it.

        Raises:
            LogError: the log is closed, or its file cannot be opened or is not the one it was.
        """
        self._process = self._connections._open()
        self._connection = self._connections._take(self._process, self._otherwise)
        return self._connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back.

        Raises:
            LogError: in the place of an error of SQLite or of the file system.
        """
        self._connections._give_back(self._process, self._connection)
        if isinstance(error, (sqlite3.Error, OSError)):
            raise translation(error, self._connections.path, self._otherwise) from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
