"""A mark: while it stays the same, nothing was committed to a log, by nobody."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.entries import ENTRY, numbered
from tests.log.subscriber import row_of
from tests.log.test_processes import BOUND
from tests.log.test_subscription_files import started

from pilotflow.errors import Conflict
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteLog


def refused(log: Log) -> None:
    with pytest.raises(Conflict):
        log.append("pilot", 10_000, [ENTRY])


def add(log: Log) -> None:
    kept = log.subscriptions
    there = {row.id for row in kept.survey()}
    kept.add(next(row for row in (row_of(number, "n") for number in count()) if row.id not in there))


DEEDS: dict[str, Callable[[Log], object]] = {
    "append": lambda log: log.append("pilot", log.version("pilot"), [ENTRY]),
    "refused": refused,
    "add": add,
    "use": lambda log: log.subscriptions.use("n-0", date(2023, 1, len(log.subscriptions.survey()) % 28 + 1)),
    "replace": lambda log: log.subscriptions.replace("n-0", row_of(log.version("pilot"), "other").digest),
    "remove": lambda log: log.subscriptions.remove("n-1"),
    "nothing": lambda log: None,
}


def content(log: Log) -> tuple[Any, ...]:
    return log.version("pilot"), log.streams(), log.subscriptions.survey()


@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 2), st.booleans()), max_size=25))
def test_between_two_equal_marks_whatever_is_read_is_the_same_whoever_writes(
    deeds: list[tuple[str, int, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pilots.db"
        with SqliteLog(path) as watching, SqliteLog(path) as other, SqliteLog(path) as third:
            found: list[tuple[object, tuple[Any, ...]]] = []
            for name, who, twice in deeds:
                mark, before = watching.mark(), content(watching)
                if mark is not None:
                    found.append((mark, before))
                log = (watching, other, third)[who]
                # Two connections of one log: what one of them writes is news to the other.
                with log._connections.lend("not-kept") if twice else tempfile.TemporaryDirectory():
                    DEEDS[name](log)
            now, after = watching.mark(), content(watching)
            assert all(before == after for mark, before in found if mark == now)


def test_a_log_to_which_nobody_writes_keeps_its_mark(tmp_path: Path) -> None:
    with SqliteLog(tmp_path / "pilots.db") as log, SqliteLog(tmp_path / "pilots.db") as other:
        log.append("pilot", 0, numbered(2))
        mark = log.mark()
        content(log)
        content(other)
        assert log.mark() == mark is not None
        assert other.mark() != mark


def test_a_mark_of_one_connection_says_nothing_to_another(tmp_path: Path) -> None:
    with SqliteLog(tmp_path / "pilots.db") as log, SqliteLog(tmp_path / "pilots.db") as other:
        other.append("pilot", 0, numbered(2))
        mark = log.mark()
        other.append("pilot", 2, [ENTRY])
        with log._connections.lend("not-kept"):  # so another one is opened, which counts from its beginning
            assert log.mark() != mark


def test_another_process_that_writes_changes_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "pilots.db"
    with SqliteLog(path) as log:
        log.append("pilot", 0, numbered(2))
        mark = log.mark()
        with started("ten", path, "a") as process:
            assert process.wait(BOUND) == 0
        assert log.mark() != mark


def test_another_program_that_writes_into_the_file_changes_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "pilots.db"
    with SqliteLog(path) as log:
        log.subscriptions.add(row_of(0, "n"))
        mark = log.mark()
        with closing(sqlite3.connect(path)) as spoiling, spoiling:
            spoiling.execute("UPDATE subscriptions SET asks = 'nothing'")
        assert log.mark() != mark


def test_a_log_with_nothing_in_it_or_in_memory_has_no_mark(tmp_path: Path) -> None:
    with SqliteLog(tmp_path / "pilots.db") as log:
        assert log.mark() is None
    assert list(tmp_path.iterdir()) == []
    with MemoryLog() as memory:
        memory.append("pilot", 0, [ENTRY])
        assert memory.mark() is None
