"""What a file with subscriptions is: its rows, its format, its locks, and several processes at it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import has_chinese
from tests.log.entries import ENTRY, numbered, texts
from tests.log.subscriber import row_of
from tests.log.test_files import as_nobody, contents
from tests.log.test_sqlite import largest_file
from tests.log.test_subscriptions import OTHER, ROW, THIRD, USES, code_of, rows, uses

import pilotflow
from pilotflow.errors import LogError
from pilotflow.log.faults import LogFault, log_error
from pilotflow.log.file import APPLICATION, FORMAT, PLAIN, SUBSCRIPTIONS, TABLE
from pilotflow.log.sqlite import SqliteLog
from pilotflow.log.subscriptions import (
    COLUMNS,
    FlawedRow,
    SubscriptionRow,
    Subscriptions,
    from_values,
    to_values,
)

BOUND = 60
"""Seconds after which a child process counts as hung."""

READING = ("find", "all", "survey")

# A row that comes back


@given(values=st.tuples(*([st.none() | st.integers() | st.floats() | st.binary() | texts] * len(COLUMNS))))
def test_a_row_nobody_wrote_is_never_taken_for_one(values: tuple[Any, ...]) -> None:
    with pytest.raises(LogError) as caught:
        from_values(values)
    assert caught.value.code == "bad-subscription"


@given(
    row=rows,
    column=st.sampled_from(range(len(COLUMNS))),
    value=st.none()
    | st.integers()
    | st.binary()
    | texts
    | st.sampled_from(
        ["2023-01-01", "2023-01-01T00:00:00.000000+00:00", "{}", '["a"]', '["a", "b"]', "0" * 64]
    ),
)
def test_a_row_with_one_value_changed_is_named_or_is_one_a_log_could_have_written(
    row: SubscriptionRow, column: int, value: Any
) -> None:
    values = list(to_values(row))
    values[column] = value
    found: LogError | SubscriptionRow
    try:
        found = from_values(tuple(values))
    except LogError as error:
        found = error
    if isinstance(found, LogError):
        assert found.code == "bad-subscription"
        assert f": {COLUMNS[column]} is not what a log writes" in found.text()
    else:
        assert to_values(found) == tuple(values)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("pilots", "a"),
        ("pilots", b'["a"]'),
        ("pilots", "[]"),
        ("pilots", '[""]'),
        ("pilots", '["a", "b"]'),
        ("pilots", "[" * 100_000),
        ("asks", b"{}"),
        ("asks", "{"),
        ("created", "2023-01-01"),
        ("created", "2023-02-30T00:00:00.000000+00:00"),
        ("expires", "2023-01-01T00:00:00+00:00"),
        ("used", "2023-01"),
        ("used", "2023-02-30"),
        ("used", "20230101"),
        ("used", 20230101),
    ],
)
def test_a_value_changed_in_the_file_is_named_with_its_place_and_the_way_out(
    tmp_path: Path, column: str, value: object
) -> None:
    path = tmp_path / "pilots.db"
    with SqliteLog(path) as log:
        log.subscriptions.add(ROW)
        log.subscriptions.add(OTHER)
    alter(path, f"UPDATE subscriptions SET {column} = ? WHERE id = 'a-0'", value)
    before = path.read_bytes()
    with SqliteLog(path) as log:
        for use in (USES["find"], USES["all"], USES["use"]):
            with pytest.raises(LogError) as caught:
                use(log.subscriptions)
            assert caught.value.code == "bad-subscription"
            assert caught.value.text().startswith(f"subscription a-0: {column} is not what a log writes")
        assert log.subscriptions.survey() == (OTHER, FlawedRow("a-0", cast("LogFault", caught.value.reason)))
    assert path.read_bytes() == before
    with SqliteLog(path) as log:
        assert log.subscriptions.find(OTHER.digest) == OTHER
        assert log.subscriptions.remove("a-0")
        assert log.subscriptions.all() == (OTHER,)


def test_an_id_changed_in_the_file_is_shown_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "pilots.db"
    with SqliteLog(path) as log:
        log.subscriptions.add(ROW)
    alter(path, "UPDATE subscriptions SET id = CAST(X'FF' AS TEXT)")
    with SqliteLog(path) as log:
        with pytest.raises(LogError) as caught:
            log.subscriptions.all()
        assert [row.id for row in log.subscriptions.survey()] == [r"'\udcff'"]
    assert caught.value.text().startswith(r"subscription '\udcff': id is not")


@pytest.mark.parametrize("code", ["bad-subscription", "known-subscription", "newer-subscription"])
def test_every_fault_of_a_subscription_has_words_in_both_languages(code: str) -> None:
    error = log_error(code, id="s-1", field="asks")
    assert "s-1" in error.text("en")
    assert "s-1" in error.text("zh")
    assert has_chinese(error.text("zh"))


# The file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pilots.db"


@pytest.fixture(scope="module")
def with_one(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of two envelopes and a subscription."""
    path = tmp_path_factory.mktemp("with-one") / "pilots.db"
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
        log.subscriptions.add(ROW)
    return path.read_bytes()


def alter(path: Path, *statements: str | Any) -> None:
    statement, *values = statements
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def format_in_header(path: Path) -> int:
    """The number where a program looks that has not opened the write-ahead file."""
    found: int = struct.unpack(">I", path.read_bytes()[60:64])[0]
    return found


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'")}


@uses
def test_asking_a_log_that_has_no_file_makes_none(path: Path, use: Callable[[Subscriptions], object]) -> None:
    with SqliteLog(path) as log:
        if use is USES["add"]:
            with pytest.raises(ValueError, match="name cannot be kept"):
                log.subscriptions.add(attrs.evolve(ROW, name="\ud800"))
        else:
            use(log.subscriptions)
    assert contents(path.parent) == {}


def test_a_log_without_subscriptions_stays_as_it_is_to_the_byte_whatever_is_asked(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
    before = path.read_bytes()
    with SqliteLog(path) as log:
        for name, use in USES.items():
            if name != "add":
                use(log.subscriptions)
        assert contents(path.parent)["pilots.db"] == before
    assert path.read_bytes() == before
    assert (format_in_header(path), tables(path)) == (PLAIN, {TABLE})


def test_the_first_subscription_raises_the_format_for_all_to_see_and_removing_the_last_leaves_it(
    path: Path,
) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
        assert format_in_header(path) == PLAIN
        log.subscriptions.add(ROW)
        assert format_in_header(path) == FORMAT
        assert log.subscriptions.remove(ROW.id)
    assert (format_in_header(path), tables(path)) == (FORMAT, {TABLE, SUBSCRIPTIONS})
    with SqliteLog(path) as log:
        assert log.subscriptions.all() == ()
        log.append("pilot", 2, [ENTRY])
        assert log.verify("pilot") == 3


def test_a_subscription_refused_as_the_first_leaves_the_file_plain(path: Path) -> None:
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
        with largest_file(path.stat().st_size):
            assert code_of(USES["add"], log.subscriptions) == "not-kept"
        assert log.subscriptions.all() == ()
    assert (format_in_header(path), tables(path)) == (PLAIN, {TABLE})


def test_a_full_disk_keeps_nothing_and_the_log_goes_on_afterwards(path: Path) -> None:
    with SqliteLog(path) as log:
        log.subscriptions.add(ROW)
        big = attrs.evolve(OTHER, name="x" * 1_000_000)
        with largest_file(200_000):
            assert code_of(lambda kept: kept.add(big), log.subscriptions) == "not-kept"
        assert log.subscriptions.all() == (ROW,)
        log.subscriptions.add(big)
    with SqliteLog(path) as log:
        assert log.subscriptions.all() == (ROW, big)


@uses
def test_the_tables_of_one_format_under_the_number_of_another_are_damage(
    path: Path, with_one: bytes, use: Callable[[Subscriptions], object]
) -> None:
    for number, statements in (
        (PLAIN, (TABLE, SUBSCRIPTIONS)),
        (FORMAT, (TABLE,)),
        (FORMAT, (SUBSCRIPTIONS,)),
        (FORMAT, (TABLE, SUBSCRIPTIONS, "CREATE TABLE more (thing)")),
        (FORMAT, (TABLE, SUBSCRIPTIONS.replace("name TEXT", "title TEXT"))),
        (
            FORMAT,
            (TABLE, SUBSCRIPTIONS, "CREATE TRIGGER quiet BEFORE DELETE ON subscriptions BEGIN SELECT 1; END"),
        ),
        (FORMAT, ()),
    ):
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            for statement in (
                "PRAGMA journal_mode=WAL",
                *statements,
                f"PRAGMA application_id={APPLICATION}",
                f"PRAGMA user_version={number}",
            ):
                connection.execute(statement)
            connection.commit()
        before = contents(path.parent)
        with SqliteLog(path, wait=0) as log:
            assert code_of(use, log.subscriptions) == "damaged-file"
        assert contents(path.parent) == before


def test_an_index_that_an_administrator_adds_does_no_harm(path: Path, with_one: bytes) -> None:
    path.write_bytes(with_one)
    alter(path, "CREATE INDEX by_name ON subscriptions (name)")
    with SqliteLog(path) as log:
        log.subscriptions.add(OTHER)
        assert log.subscriptions.all() == (ROW, OTHER)


def test_a_log_that_was_open_before_another_added_the_table_goes_on(path: Path) -> None:
    with SqliteLog(path) as early, SqliteLog(path) as other:
        early.append("pilot", 0, numbered(2))
        reading = early.read("pilot")
        assert early.subscriptions.all() == ()
        other.subscriptions.add(ROW)
        assert len(list(reading)) == 2
        early.append("pilot", 2, [ENTRY])
        assert early.verify("pilot") == other.verify("pilot") == 3
        assert early.subscriptions.find(ROW.digest) == ROW
        early.subscriptions.add(OTHER)
        assert other.subscriptions.all() == early.subscriptions.all() == (ROW, OTHER)


@uses
def test_a_log_that_was_open_before_a_newer_program_raised_the_format_says_so(
    path: Path, with_one: bytes, use: Callable[[Subscriptions], object]
) -> None:
    path.write_bytes(with_one)
    with SqliteLog(path) as log:
        assert log.subscriptions.all() == (ROW,)
        alter(path, f"PRAGMA user_version={FORMAT + 1}")
        assert code_of(use, log.subscriptions) == "newer-file"


def test_the_format_is_raised_while_another_reads_an_older_picture(path: Path) -> None:
    with SqliteLog(path) as log, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        log.append("pilot", 0, numbered(2))
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM envelopes").fetchone() == (2,)
        log.subscriptions.add(ROW)
        assert reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [
            ("envelopes",)
        ]
        reader.execute("COMMIT")
        assert log.subscriptions.all() == (ROW,)


def test_a_file_another_program_writes_to_is_read_and_not_changed(path: Path, with_one: bytes) -> None:
    path.write_bytes(with_one)
    with SqliteLog(path, wait=0) as log, closing(sqlite3.connect(path, isolation_level=None)) as other:
        kept = log.subscriptions
        kept.use(ROW.id, date(2023, 1, 1))
        used = attrs.evolve(ROW, used=date(2023, 1, 1))
        other.execute("BEGIN IMMEDIATE")
        assert {
            name: code_of(use, kept) for name, use in USES.items() if name not in READING
        } == dict.fromkeys(("add", "replace", "remove", "use"), "not-kept")
        kept.use(
            ROW.id, date(2023, 1, 1)
        )  # a second fetch on the same day writes nothing, so it does not wait
        kept.use("nobody", date(2023, 1, 1))
        assert kept.find(ROW.digest) == used
        other.execute("COMMIT")
        assert kept.all() == (used,)


def test_a_file_one_may_only_read_is_read_and_keeps_nothing(with_one: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pilots.db"
        path.write_bytes(with_one)
        path.chmod(0o444)
        path.parent.chmod(0o777)
        with as_nobody(), SqliteLog(path, wait=0) as log:
            kept = log.subscriptions
            assert kept.all() == (ROW,)
            assert kept.find(ROW.digest) == ROW
            assert kept.remove("nobody") is kept.replace("nobody", THIRD) is False
            for use in ("add", "replace", "remove", "use"):
                assert code_of(USES[use], kept) == "not-kept"
        assert path.read_bytes() == with_one


def test_a_plain_file_one_may_only_read_has_no_subscriptions(path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pilots.db"
        with SqliteLog(path) as log:
            log.append("pilot", 0, numbered(2))
        path.chmod(0o444)
        path.parent.chmod(0o777)
        with as_nobody(), SqliteLog(path, wait=0) as log:
            assert log.subscriptions.all() == ()
            assert log.subscriptions.remove(ROW.id) is False
            log.subscriptions.use(ROW.id, date(2023, 1, 1))
            assert code_of(USES["add"], log.subscriptions) == "not-kept"


# Several processes


@contextmanager
def started(task: str, path: Path, name: str) -> Iterator[subprocess.Popen[str]]:
    source = str(Path(next(iter(pilotflow.__path__))).parent)
    program = [sys.executable, str(Path(__file__).with_name("subscriber.py")), task, str(path), name]
    environment = {**os.environ, "PYTHONPATH": source}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("there", [False, True])
def test_processes_that_add_the_first_subscription_together_lose_nothing(path: Path, *, there: bool) -> None:
    with SqliteLog(path) as log:
        if there:
            log.append("pilot", 0, numbered(2))
        with started("ten", path, "a") as a, started("ten", path, "b") as b:
            assert [process.wait(BOUND) for process in (a, b)] == [0, 0]
        expected = {row_of(number, name).id: date(2023, 1, 2) for name in "ab" for number in range(10)}
        assert {row.id: row.used for row in log.subscriptions.all()} == expected
        assert log.version("pilot") == (2 if there else 0)


@pytest.mark.parametrize("acknowledged", [1, 7])
def test_what_was_acknowledged_before_a_kill_is_there(path: Path, acknowledged: int) -> None:
    with started("forever", path, "w") as process:
        assert process.stdout is not None
        for _ in range(acknowledged):
            kept = int(process.stdout.readline())
        process.kill()
        kept = max([kept, *map(int, process.stdout.read().split())])
        process.wait(BOUND)
    with SqliteLog(path) as log:
        numbers = sorted(int(row.id.removeprefix("w-")) for row in log.subscriptions.all())
    # The last one may be kept and not yet acknowledged.
    assert numbers in (list(range(kept + 1)), list(range(kept + 2)))


def test_a_copy_of_a_closed_file_holds_everything(path: Path, with_one: bytes) -> None:
    path.write_bytes(with_one)
    with SqliteLog(shutil.copy(path, path.with_name("copy.db"))) as copy:
        assert copy.subscriptions.find(ROW.digest) == ROW
        assert copy.verify("pilot") == 2
