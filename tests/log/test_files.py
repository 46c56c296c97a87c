"""Files that are no log, or are one no longer: each is named for what it is and left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.log.entries import ENTRY, numbered

from pilotflow.errors import LogError
from pilotflow.log.file import APPLICATION, FORMAT, PLAIN, TABLE, make
from pilotflow.log.sqlite import SqliteLog

USES: list[Callable[[SqliteLog], object]] = [
    lambda log: log.append("pilot", 0, [ENTRY]),
    lambda log: log.version("pilot"),
    lambda log: log.streams(),
]
uses = pytest.mark.parametrize("use", USES, ids=["append", "version", "streams"])


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("intact") / "pilots.db"
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(200))
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pilots.db"


def fault_of(path: Path, use: Callable[[SqliteLog], object]) -> str:
    """The code a use fails with; it must leave every file of the folder as it was, and no other one."""
    before = contents(path.parent)
    with SqliteLog(path, wait=0) as log, pytest.raises(LogError) as caught:
        use(log)
    assert contents(path.parent) == before
    assert str(path) in str(caught.value)
    return caught.value.code


def contents(folder: Path) -> dict[str, bytes | None]:
    return {file.name: file.read_bytes() if file.is_file() else None for file in folder.iterdir()}


def foreign(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@contextmanager
def as_nobody() -> Iterator[None]:
    """What root may do says nothing about permissions."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@uses
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_of_another_program_is_foreign(
    path: Path, use: Callable[[SqliteLog], object], mode: str
) -> None:
    foreign(path, f"PRAGMA journal_mode={mode}", "CREATE TABLE envelopes (stream)")
    assert fault_of(path, use) == "foreign-file"


@uses
def test_a_foreign_database_that_crashed_keeps_what_lies_beside_it(
    path: Path, use: Callable[[SqliteLog], object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "pilots.db"
    with closing(sqlite3.connect(elsewhere)) as running:
        running.execute("PRAGMA journal_mode=wal")
        running.execute("CREATE TABLE things (thing)")
        running.commit()
        for name in ("pilots.db", "pilots.db-wal"):
            shutil.copy(elsewhere.with_name(name), path.with_name(name))
    assert fault_of(path, use) == "foreign-file"


@uses
@pytest.mark.parametrize(("application", "version"), [(APPLICATION, 0), (APPLICATION, -1), (1, FORMAT)])
def test_a_header_that_is_not_quite_ours_is_foreign(
    path: Path, use: Callable[[SqliteLog], object], application: int, version: int
) -> None:
    foreign(path, TABLE, f"PRAGMA application_id={application}", f"PRAGMA user_version={version}")
    assert fault_of(path, use) == "foreign-file"


@uses
def test_a_file_of_a_newer_version_is_refused_as_such(path: Path, use: Callable[[SqliteLog], object]) -> None:
    foreign(path, TABLE, f"PRAGMA application_id={APPLICATION}", f"PRAGMA user_version={FORMAT + 1}")
    assert fault_of(path, use) == "newer-file"


@uses
@pytest.mark.parametrize(
    "content",
    [b"x", b"SQLite format 3\0", b"pilotflow: 1\n" * 100, b"\0" * 8192, os.urandom(5000)],
    ids=["a byte", "a beginning", "a plan", "zeros", "noise"],
)
def test_what_is_no_database_is_damaged(
    path: Path, use: Callable[[SqliteLog], object], content: bytes
) -> None:
    path.write_bytes(content)
    assert fault_of(path, use) == "damaged-file"


@uses
@pytest.mark.parametrize("length", [1, 50, 99, 100, 511, 512, 4095, 4096, 8192, -4096, -1])
def test_a_truncated_log_is_damaged(
    path: Path, use: Callable[[SqliteLog], object], length: int, intact: bytes
) -> None:
    path.write_bytes(intact[:length])
    assert fault_of(path, use) == "damaged-file"


@uses
@pytest.mark.parametrize("page", [1, 2, 5])
def test_a_log_with_a_page_overwritten_is_damaged(
    path: Path, use: Callable[[SqliteLog], object], page: int, intact: bytes
) -> None:
    path.write_bytes(intact[: page * 4096] + b"\xff" * 4096 + intact[(page + 1) * 4096 :])
    assert fault_of(path, use) == "damaged-file"


@uses
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (thing)",
        "CREATE TRIGGER quiet BEFORE INSERT ON envelopes BEGIN SELECT RAISE(IGNORE); END",
        "ALTER TABLE envelopes RENAME COLUMN unit TO body",
        "DROP TABLE envelopes",
    ],
)
def test_a_log_whose_tables_were_changed_is_damaged(
    path: Path, use: Callable[[SqliteLog], object], statement: str, intact: bytes
) -> None:
    path.write_bytes(intact)
    foreign(path, statement)
    assert fault_of(path, use) == "damaged-file"


def test_statistics_and_indexes_an_administrator_adds_do_no_harm(path: Path, intact: bytes) -> None:
    path.write_bytes(intact)
    foreign(path, "CREATE INDEX by_unit ON envelopes (unit)", "ANALYZE")
    with SqliteLog(path) as log:
        log.append("pilot", 200, [ENTRY])
        assert log.verify("pilot") == 201


@uses
def test_a_folder_is_no_log(path: Path, use: Callable[[SqliteLog], object]) -> None:
    path.mkdir()
    assert fault_of(path, use) == "unreadable-file"


def fault_in(path: Path, use: Callable[[SqliteLog], object]) -> str:
    with SqliteLog(path, wait=0) as log, pytest.raises(LogError) as caught:
        use(log)
    return caught.value.code


@uses
def test_a_path_through_a_file_cannot_be_read(path: Path, use: Callable[[SqliteLog], object]) -> None:
    path.write_text("x")
    assert fault_in(path / "pilots.db", use) == "unreadable-file"


def test_a_folder_that_is_not_there_holds_no_streams_and_takes_none(path: Path) -> None:
    missing = path.parent / "missing" / "pilots.db"
    with SqliteLog(missing) as log:
        assert log.streams() == ()
    assert fault_in(missing, USES[0]) == "not-kept"
    assert contents(path.parent) == {}


def test_a_file_one_may_not_read_is_unreadable_and_a_folder_one_may_not_write_keeps_nothing(
    intact: bytes,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pilots.db"
        path.write_bytes(intact)
        path.chmod(0)
        path.parent.chmod(0o555)
        with as_nobody():
            assert [fault_in(path, use) for use in USES] == ["unreadable-file"] * 3
            assert fault_in(path.with_name("new.db"), USES[0]) == "not-kept"
        path.parent.chmod(0o755)
        path.chmod(0o600)
        assert contents(path.parent) == {"pilots.db": intact}


def test_a_file_one_may_only_read_is_read_and_keeps_nothing(intact: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pilots.db"
        path.write_bytes(intact)
        path.chmod(0o444)
        path.parent.chmod(0o777)
        with as_nobody(), SqliteLog(path, wait=0) as log:
            assert log.verify("pilot") == 200
            with pytest.raises(LogError) as caught:
                log.append("pilot", 200, [ENTRY])
        assert caught.value.code == "not-kept"
        assert path.read_bytes() == intact


def test_an_empty_file_is_a_new_log_and_reading_leaves_it_empty(path: Path) -> None:
    path.touch()
    with SqliteLog(path) as log:
        assert (log.streams(), log.version("pilot"), list(log.read("pilot"))) == ((), 0, [])
    assert contents(path.parent) == {"pilots.db": b""}
    with SqliteLog(path) as log:
        log.append("pilot", 0, [ENTRY])
        assert log.verify("pilot") == 1


def test_facts_whose_file_is_missing_are_not_written_over(path: Path) -> None:
    path.with_name("pilots.db-wal").write_bytes(b"facts")
    assert fault_of(path, USES[0]) == "damaged-file"


def test_a_log_another_program_made_first_is_taken_as_it_is(path: Path, intact: bytes) -> None:
    path.write_bytes(intact)
    make(path, 0)
    assert contents(path.parent) == {"pilots.db": intact}


def test_a_log_whose_making_was_cut_short_is_finished(path: Path) -> None:
    foreign(path, TABLE, f"PRAGMA application_id={APPLICATION}", f"PRAGMA user_version={PLAIN}")
    with SqliteLog(path) as log:
        log.append("pilot", 0, [ENTRY])
    assert struct.unpack(">2B", path.read_bytes()[18:20]) == (
        2,
        2,
    )  # write-ahead mode, for writing and reading
