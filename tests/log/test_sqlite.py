"""What the SQLite log promises beyond the contract: files, locks, a full disk, and what it will not write."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.log.entries import ENTRY, NOON, entries_of, first_fault, numbered

from pilotflow.errors import Conflict, LogError
from pilotflow.log.connections import Connections
from pilotflow.log.envelope import Entry
from pilotflow.log.file import APPLICATION, PLAIN
from pilotflow.log.memory import MemoryLog
from pilotflow.log.sqlite import SqliteLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pilots.db"


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: the nearest thing to a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refused(log: SqliteLog, use: Callable[[SqliteLog], object], code: str) -> str:
    with pytest.raises(LogError) as caught:
        use(log)
    assert caught.value.code == code
    return caught.value.text()


def test_the_same_entries_have_the_same_hashes_in_every_log(path: Path) -> None:
    memory = MemoryLog()
    with SqliteLog(path) as log:
        assert log.append("pilot", 0, numbered(3)) == memory.append("pilot", 0, numbered(3))
        assert list(log.read("pilot")) == list(memory.read("pilot"))


def test_a_file_opened_again_gives_everything_back(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(3))
        before = list(log.read("pilot"))
    with SqliteLog(path) as log:
        assert list(log.read("pilot")) == before


def test_streams_longer_than_a_page_are_read_whole(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(1250))
        assert entries_of(log.read("pilot")) == numbered(1250)
        assert entries_of(log.read("pilot", 499)) == numbered(751, first=500)
        assert log.verify("pilot") == 1250


def test_a_closed_log_is_one_file_that_holds_everything(path: Path, tmp_path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(3))
        assert path.with_name("pilots.db-wal").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["pilots.db"]
    with SqliteLog(shutil.copy(path, tmp_path / "copy.db")) as copy:
        assert copy.verify("pilot") == 3


def test_reading_where_there_is_no_file_makes_none(path: Path, tmp_path: Path) -> None:
    with SqliteLog(path) as log:
        assert (log.streams(), log.version("pilot"), list(log.read("pilot"))) == ((), 0, [])
        assert log.verify("pilot") == 0
    assert list(tmp_path.iterdir()) == []


def test_the_file_says_whose_it_is_and_writes_are_synchronous(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, [ENTRY])
        with log._connections.lend("not-kept") as connection:
            settings = [
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version", "journal_mode", "synchronous")
            ]
    assert settings == [APPLICATION, PLAIN, "wal", 2]


def test_instants_are_kept_as_text_of_one_width(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, [ENTRY, msgspec.structs.replace(ENTRY, recorded=NOON.replace(microsecond=0))])
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT recorded FROM envelopes ORDER BY version").fetchall()
    assert kept == [("2022-12-09T04:00:00.000123+00:00",), ("2022-12-09T04:00:00.000000+00:00",)]


def entry_with(**changed: Any) -> Entry:
    return msgspec.structs.replace(ENTRY, **changed)


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("type", entry_with(type="")),
        ("schema", entry_with(schema=0)),
        ("schema", entry_with(schema=2**63)),
        ("schema", entry_with(schema=True)),
        ("effective", entry_with(effective="tomorrow")),
        ("unit", entry_with(unit="")),
        ("key", entry_with(key=7)),
        ("payload", entry_with(payload=b"")),
        ("payload", entry_with(payload=b"[]")),
        ("payload", entry_with(payload=b"{} {}")),
    ],
)
def test_what_could_not_be_read_back_is_not_written(path: Path, field: str, entry: Entry) -> None:
    with SqliteLog(path) as log:
        with pytest.raises(ValueError, match=f"pilot, version 2: {field} cannot be kept"):
            log.append("pilot", 0, [ENTRY, entry])
        assert log.streams() == ()
        log.append("pilot", 0, [ENTRY])
        assert first_fault(log) is None


def test_a_stream_without_a_name_is_not_written(path: Path) -> None:
    with SqliteLog(path) as log, pytest.raises(ValueError, match="stream cannot be kept"):
        log.append("", 0, [ENTRY])


def test_a_file_another_program_writes_to_is_read_and_not_added_to(path: Path) -> None:
    with SqliteLog(path, wait=0) as log, closing(sqlite3.connect(path, isolation_level=None)) as other:
        log.append("pilot", 0, numbered(2))
        other.execute("BEGIN IMMEDIATE")
        assert "another program holds it" in refused(
            log, lambda log: log.append("pilot", 2, [ENTRY]), "not-kept"
        )
        assert log.verify("pilot") == 2
        other.execute("COMMIT")
        log.append("pilot", 2, [ENTRY])
        assert log.verify("pilot") == 3


def test_a_file_another_program_has_for_itself_is_neither_read_nor_added_to(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with SqliteLog(path, wait=0) as log:
            refused(log, lambda log: log.append("pilot", 2, [ENTRY]), "not-kept")
            refused(log, lambda log: log.version("pilot"), "unreadable-file")


def test_a_full_disk_keeps_nothing_of_a_batch_and_the_log_goes_on_afterwards(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
        big = msgspec.structs.replace(ENTRY, payload=b'{"text":"%s"}' % (b"x" * 1_000_000))
        with largest_file(200_000):
            refused(log, lambda log: log.append("pilot", 2, [ENTRY, big, ENTRY]), "not-kept")
        assert log.verify("pilot") == 2
        log.append("pilot", 2, [big])
    with SqliteLog(path) as log:
        assert log.verify("pilot") == 3


def test_a_disk_with_no_room_for_the_file_keeps_nothing(path: Path) -> None:
    with SqliteLog(path) as log:
        with largest_file(1000):
            refused(log, lambda log: log.append("pilot", 0, [ENTRY]), "not-kept")
        log.append("pilot", 0, [ENTRY])
        assert log.verify("pilot") == 1


def test_an_interruption_in_a_batch_leaves_nothing_of_it(path: Path) -> None:
    def interrupted() -> Iterator[Entry]:
        yield ENTRY
        raise KeyboardInterrupt

    with SqliteLog(path) as log:
        with pytest.raises(KeyboardInterrupt):
            log.append("pilot", 0, interrupted())  # type: ignore[arg-type]
        assert log.version("pilot") == 0
        log.append("pilot", 0, numbered(2))
        assert log.verify("pilot") == 2


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_moved_away_while_it_is_open_is_noticed_before_anything_is_lost(
    path: Path, *, replaced: bool
) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
        copy = shutil.copy(path, path.with_name("copy.db"))
        path.rename(path.with_name("moved.db"))
        if replaced:
            Path(copy).rename(path)
        refused(log, lambda log: log.append("pilot", 2, [ENTRY]), "not-kept")
        said = refused(log, lambda log: log.version("pilot"), "unreadable-file")
        assert "moved or replaced while it was open" in said
        path.with_name("moved.db").rename(path)
        log.append("pilot", 2, [ENTRY])
        assert log.verify("pilot") == 3


def test_connections_are_used_again_and_not_more_than_are_needed(path: Path) -> None:
    with closing(Connections(path, 0)) as connections:
        with connections.lend("not-kept") as first:
            pass
        with connections.lend("not-kept") as again, connections.lend("not-kept") as second:
            assert again is first
            assert second is not first


def test_a_connection_lent_while_the_log_closes_is_closed_when_it_comes_back(path: Path) -> None:
    connections = Connections(path, 0)
    with connections.lend("not-kept") as connection:
        connections.close()
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_two_logs_on_one_file_see_each_other(path: Path) -> None:
    with SqliteLog(path) as one, SqliteLog(path) as other:
        one.append("pilot", 0, numbered(2))
        other.append("pilot", 2, numbered(1, first=3))
        with pytest.raises(Conflict):
            one.append("pilot", 2, [ENTRY])
        assert entries_of(one.read("pilot")) == numbered(3)


@pytest.mark.skipif(not os.path.exists("/proc/locks"), reason="only Linux shows the locks there are")  # noqa: PTH110
def test_opening_a_second_log_does_not_drop_the_locks_of_the_first(path: Path) -> None:
    with SqliteLog(path) as one:
        one.append("pilot", 0, [ENTRY])
        held = locks(path)
        with SqliteLog(path) as other, suppress(LogError):
            other.version("pilot")
            assert locks(path) >= held
        assert held
        assert locks(path) >= held


def locks(path: Path) -> set[str]:
    inode = f":{path.stat().st_ino} "
    return {line.split(":", 1)[1] for line in Path("/proc/locks").read_text().splitlines() if inode in line}
