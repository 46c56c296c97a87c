"""The SQLite file of a log: is it ours, make it, open it.

A file that is not a log is found out without SQLite's locks, journals or write-ahead files (``immutable``),
so it stays as it is to the byte and nothing is left beside it. The header is not read with ``open()``:
closing that would drop the POSIX locks other connections of this process hold on the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType

from pilotflow.errors import LogError
from pilotflow.log.faults import log_error

APPLICATION = 0x70666C67
"""``pflg``: what the header of the file says whose it is."""
PLAIN = 1
"""The format of a file without subscriptions, which every version of pilotflow reads."""
FORMAT = 2
"""The highest format this version reads: with subscriptions. A file has it from its first subscription on."""

TABLE = """CREATE TABLE envelopes (
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    schema INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    effective TEXT NOT NULL,
    unit TEXT NOT NULL,
    key TEXT,
    document TEXT,
    payload BLOB NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (stream, version)
)"""

SUBSCRIPTIONS = """CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    pilots TEXT NOT NULL,
    asks TEXT NOT NULL,
    created TEXT NOT NULL,
    expires TEXT,
    used TEXT
)"""

_TABLES = MappingProxyType({PLAIN: {TABLE}, FORMAT: {TABLE, SUBSCRIPTIONS}})
# One statement, since another program may add a table between two.
_SCHEMA = (
    "SELECT user_version, sql FROM pragma_user_version LEFT JOIN sqlite_master "
    "ON type != 'index' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
)
_SETTINGS = (
    "PRAGMA synchronous=FULL",  # a commit is on disk before it returns
    "PRAGMA fullfsync=ON",  # and on a Mac out of the disk's own cache
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
_SMALLEST = 512
"""Bytes: no SQLite database is smaller than its smallest page."""

_text = partial(str, encoding="utf-8", errors="surrogateescape")
"""Text that is not UTF-8 comes back as no text, and is reported with its place."""


def has_content(path: Path) -> bool:
    """Whether there is anything to read: no file, and an empty one, hold no streams."""
    with translated(path, "unreadable-file"):
        try:
            return path.stat().st_size > 0
        except FileNotFoundError:
            return False


def connect(path: Path, wait: float, otherwise: str, *, thorough: bool) -> sqlite3.Connection:
    """Open the file of a log, making it where there is none.

    Args:
        path: where it is, absolute.
        wait: seconds to wait for another writer before giving up.
        otherwise: the code of every error that does not mean damage.
        thorough: look at every page of the file first.
    """
    if has_content(path):
        _examine(path)
    else:
        with translated(path, otherwise):
            make(path, wait)
    with translated(path, otherwise):
        connection = _open(path, "mode=rw", wait)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            for setting in _SETTINGS:
                connection.execute(setting)
            _check(connection, path, thorough=thorough)
        except BaseException:
            connection.close()
            raise
    return connection


def format_of(connection: sqlite3.Connection, path: Path) -> int:
    """The format a file has now, with exactly the tables that belong to it.

    Raises:
        LogError: ``damaged-file``, or ``newer-file``: another program may have raised it since it was opened.
    """
    rows = connection.execute(_SCHEMA).fetchall()
    found: int = rows[0][0]
    if found > FORMAT:
        raise log_error("newer-file", path=str(path), found=found, known=FORMAT)
    if {sql for _, sql in rows} != _TABLES.get(found):
        raise log_error("damaged-file", path=str(path), cause="SQLITE_CORRUPT")
    return found


def add_subscriptions(connection: sqlite3.Connection) -> None:
    """Raise a plain file to the format with subscriptions, as part of the transaction that is under way."""
    connection.execute(SUBSCRIPTIONS)
    connection.execute(f"PRAGMA user_version={FORMAT}")


def show_format(connection: sqlite3.Connection) -> None:
    """Bring a new format from the write-ahead file into the header, where an older version looks for it.

    That is all it is for: what was committed is kept either way. So where it is not possible now, it is left to
    the checkpoint that comes sooner or later.
    """
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


@contextmanager
def translated(path: Path, otherwise: str) -> Iterator[None]:
    """Turn the errors of SQLite and of the file system into ours: damage, or ``otherwise``."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise translation(error, path, otherwise) from error


def translation(error: sqlite3.Error | OSError, path: Path, otherwise: str) -> LogError:
    """Our error for one of SQLite or of the file system: damage, or ``otherwise``."""
    if isinstance(error, OSError):
        return log_error(otherwise, path=str(path), cause="SQLITE_CANTOPEN")
    cause = "_".join(getattr(error, "sqlite_errorname", "SQLITE_ERROR").split("_")[:2])
    damaged = cause in ("SQLITE_NOTADB", "SQLITE_CORRUPT")
    return log_error("damaged-file" if damaged else otherwise, path=str(path), cause=cause)


def _open(path: Path, query: str, wait: float) -> sqlite3.Connection:
    # Connections are lent to one thread at a time, so they may wander between threads.
    connection = sqlite3.connect(
        f"{path.as_uri()}?{query}", uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = _text
    return connection


def _examine(path: Path) -> None:
    with translated(path, "unreadable-file"):
        size = path.stat().st_size
        if size < _SMALLEST:
            raise log_error("damaged-file", path=str(path), cause="SQLITE_NOTADB")
        with closing(_open(path, "mode=ro&immutable=1", 0)) as connection:
            # Without it a file that grows while its header is read would be taken for a truncated one.
            connection.execute("PRAGMA writable_schema=ON")
            application, found = _header(connection)
            page = connection.execute("PRAGMA page_size").fetchone()[0]
    if application != APPLICATION or found < 1:
        raise log_error("foreign-file", path=str(path))
    if found > FORMAT:
        raise log_error("newer-file", path=str(path), found=found, known=FORMAT)
    if size % page and not has_content(_beside(path)):  # SQLite would fill the last page up with zeros
        raise log_error("damaged-file", path=str(path), cause="SQLITE_CORRUPT")


def make(path: Path, wait: float) -> None:
    """Make the file of a log, unless another program was faster: then it stays as it is."""
    # SQLite would delete it. Asked in this order, since another program may be making the file just now.
    if has_content(_beside(path)) and not has_content(path):
        raise log_error("damaged-file", path=str(path), cause="orphan-wal")
    with closing(_open(path, "mode=rwc", wait)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        if _header(connection)[0] == 0:
            # Not in WAL mode yet, so the whole header is in the file itself, where _examine looks for it; and
            # the lock is held until WAL mode is on, because two programs that switch at once would fail.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute(TABLE)
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={PLAIN}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _header(connection: sqlite3.Connection) -> tuple[int, int]:
    application, found = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    return application, found


def _check(connection: sqlite3.Connection, path: Path, *, thorough: bool) -> None:
    format_of(connection, path)
    if thorough and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise log_error("damaged-file", path=str(path), cause="SQLITE_CORRUPT")
