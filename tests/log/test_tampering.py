"""What somebody does to the file behind the log's back is found."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.log.entries import ENTRY, days, entries_of, first_fault, numbered

from pilotflow.errors import LogError
from pilotflow.log.chain import erased
from pilotflow.log.rows import COLUMNS
from pilotflow.log.sqlite import SqliteLog

ROWS = [("a", 1), ("a", 2), ("a", 3), ("b", 1)]


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("intact") / "pilots.db"
    with SqliteLog(path) as log:
        log.append("a", 0, numbered(3))
        log.append("b", 0, [ENTRY])
    return path


@pytest.fixture
def path(intact: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(intact, tmp_path))


def alter(path: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def test_the_file_before_anybody_touched_it_verifies(path: Path) -> None:
    with SqliteLog(path) as log:
        assert first_fault(log) is None


@given(
    row=st.sampled_from(ROWS),
    column=st.sampled_from(COLUMNS),
    value=st.one_of(
        st.none(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.binary(),
        days,
        st.sampled_from(
            ["a", "b", "0" * 64, "2022-12-09T04:00:00.000123+00:00", b"{}", b"[]", 0, 1, 2, 4, -1]
        ),
    ),
)
@settings(max_examples=150, deadline=None)
def test_another_value_in_any_column_of_any_row_is_found(
    intact: Path, row: tuple[str, int], column: str, value: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(intact, folder))
        try:
            alter(path, f"UPDATE envelopes SET {column} = ? WHERE stream = ? AND version = ?", value, *row)
        except sqlite3.IntegrityError:
            return  # SQLite itself did not let it happen
        with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(intact)) as before:
            everything = f"SELECT {', '.join(COLUMNS)} FROM envelopes ORDER BY rowid"
            assume(now.execute(everything).fetchall() != before.execute(everything).fetchall())
        with SqliteLog(path) as log:
            assert first_fault(log) in ("bad-envelope", "broken-chain")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("recorded", "2022-12-09T04:00:00.000123Z"),
        ("recorded", "2022-12-09T12:00:00.000123+08:00"),
        ("recorded", "2022-02-30T04:00:00.000123+00:00"),
        ("recorded", b"2022-12-09T04:00:00.000123+00:00"),
        ("effective", "2022-13"),
        ("effective", "soon"),
        ("effective", b"2022"),
        ("type", ""),
        ("unit", b"zj-hr"),
        ("schema", 0),
        ("schema", "one"),
        ("key", b"k1"),
        ("payload", '{"n":1}'),
        ("payload", b"[1]"),
        ("payload", b'{"n":'),
        ("payload", b'{"n":"\xff"}'),
        ("payload", b'{"n":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        ("previous", "0" * 63),
        ("hash", "A" * 64),
    ],
)
def test_what_no_log_writes_is_named_with_its_stream_version_and_field(
    path: Path, column: str, value: object
) -> None:
    alter(path, f"UPDATE envelopes SET {column} = ? WHERE stream = 'a' AND version = 2", value)
    with SqliteLog(path) as log, pytest.raises(LogError) as caught:
        list(log.read("a", after=1))
    assert caught.value.code == "bad-envelope"
    assert str(caught.value).startswith(f"a, version 2: {column} is not what a log writes")


def test_text_that_is_not_utf_8_is_named_too(path: Path) -> None:
    alter(path, "UPDATE envelopes SET document = CAST(X'FF41' AS TEXT) WHERE stream = 'a' AND version = 3")
    with SqliteLog(path) as log, pytest.raises(LogError) as caught:
        log.verify("a")
    assert str(caught.value).startswith("a, version 3: document is not what a log writes")


@pytest.mark.parametrize(
    ("statement", "use"),
    [
        ("UPDATE envelopes SET version = 'x' WHERE version = 3", lambda log: log.version("a")),
        ("UPDATE envelopes SET version = -1 WHERE stream = 'b'", lambda log: log.version("b")),
        ("UPDATE envelopes SET hash = 'x' WHERE version = 3", lambda log: log.append("a", 3, [ENTRY])),
        ("UPDATE envelopes SET stream = X'62' WHERE stream = 'b'", lambda log: log.streams()),
        ("UPDATE envelopes SET stream = CAST(X'FF' AS TEXT) WHERE stream = 'b'", lambda log: log.streams()),
    ],
)
def test_a_stream_with_a_bad_end_is_neither_measured_nor_added_to(
    path: Path, statement: str, use: Callable[[SqliteLog], object]
) -> None:
    alter(path, statement)
    before = path.read_bytes()
    with SqliteLog(path) as log, pytest.raises(LogError) as caught:
        use(log)
    assert caught.value.code == "bad-envelope"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "version"),
    [
        ("DELETE FROM envelopes WHERE stream = 'a' AND version = 1", 1),
        ("DELETE FROM envelopes WHERE stream = 'a' AND version = 2", 2),
        ("UPDATE envelopes SET version = 9 WHERE stream = 'a' AND version = 3", 3),
        ("UPDATE envelopes SET version = 0 WHERE stream = 'a' AND version = 1", 1),
        ("UPDATE envelopes SET previous = hash WHERE stream = 'a' AND version = 2", 2),
    ],
)
def test_reading_alone_finds_a_gap_and_a_wrong_link(path: Path, statement: str, version: int) -> None:
    alter(path, statement)
    with SqliteLog(path) as log, pytest.raises(LogError) as caught:
        list(log.read("a"))
    assert caught.value.code in ("broken-chain", "bad-envelope")
    assert str(caught.value).startswith(f"a, version {version}:")


def test_an_erased_payload_is_read_and_verifies(path: Path) -> None:
    payload = numbered(3)[1].payload
    alter(path, "UPDATE envelopes SET payload = ? WHERE stream = 'a' AND version = 2", erased(payload))
    with SqliteLog(path) as log:
        assert log.verify("a") == 3
        assert [entry.payload for entry in entries_of(log.read("a"))][1] == erased(payload)
        log.append("a", 3, [ENTRY])
        assert log.verify("a") == 4


def test_a_payload_erased_under_another_hash_is_found(path: Path) -> None:
    alter(path, "UPDATE envelopes SET payload = ? WHERE stream = 'a' AND version = 2", erased(b"{}"))
    with SqliteLog(path) as log, pytest.raises(LogError) as caught:
        log.verify("a")
    assert caught.value.code == "broken-chain"
    assert str(caught.value).startswith("a, version 2:")
