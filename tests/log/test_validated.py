"""What somebody changed in the file behind the log's back is found when the pilot is opened."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pilot.stage import INSPECTION, LABOUR, OFFICE, SCHOOL, begun, taken_to

from pilotflow import ManualClock, Pilot, open_log
from pilotflow.errors import LogError
from pilotflow.log.chain import erased
from pilotflow.log.rows import COLUMNS

CLOCK = ManualClock("2022-12-10")
LEGAL = {
    "type": "task.retire",
    "schema": 2,
    "recorded": "2022-12-09T04:00:00.000123+00:00",
    "effective": "2022-12-01",
    "unit": "arts",
    "key": "another",
    "document": "No. 99",
    "previous": "0" * 64,
    "hash": "f" * 64,
}
"""For every column but those that find the row, another value that a log might have written."""
EVERYTHING = f"SELECT {', '.join(COLUMNS)} FROM envelopes ORDER BY version"


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A task goes to closed over a problem; every fact with a document and a key."""
    path = tmp_path_factory.mktemp("intact") / "pilots.db"
    with open_log(f"sqlite:///{path}") as log:
        pilot = begun(log=log)
        task = taken_to(pilot.task("1"), "underway", SCHOOL)
        task.report(by=SCHOOL, evidence=["paper"], effective="2022-12-08", document="No. 7", key="k")
        note = task.raise_feedback("slow", by=LABOUR)
        note.answer("done", by=SCHOOL)
        note.confirm(by=LABOUR, grade=4)
        task.verify(by=INSPECTION, reason="seen")
        task.close(by=OFFICE)
    return path


@pytest.fixture
def path(intact: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(intact, tmp_path))


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(EVERYTHING).fetchall()


def alter(path: Path, column: str, value: object, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE envelopes SET {column} = ? WHERE version = ?", (value, version))


def opened(path: Path) -> Pilot:
    with open_log(f"sqlite:///{path}") as log:
        return Pilot.open("small", log, clock=CLOCK)


def fault_on_opening(path: Path) -> tuple[str, str]:
    """The code of the error on opening, and its words; the file is left as it is."""
    before = rows(path)
    with pytest.raises(LogError) as caught:
        opened(path)
    assert rows(path) == before
    return caught.value.code, str(caught.value)


def end_of(path: Path) -> int:
    return len(rows(path))


def test_a_file_that_nobody_touched_opens(path: Path) -> None:
    with open_log(f"sqlite:///{path}") as log:
        assert Pilot.open("small", log, clock=CLOCK).task("1").state == "closed"


def test_every_column_is_tried() -> None:
    assert {*LEGAL, "stream", "version", "payload"} == set(COLUMNS)


@pytest.mark.parametrize("which", ["first", "middle", "last"])
@pytest.mark.parametrize("column", LEGAL)
def test_another_legal_value_in_any_column_is_found_on_opening(path: Path, column: str, which: str) -> None:
    version = {"first": 1, "middle": 5, "last": end_of(path)}[which]
    value = "1" * 64 if (column, which) == ("previous", "first") else LEGAL[column]
    assert rows(path)[version - 1][COLUMNS.index(column)] != value
    alter(path, column, value, version)
    code, words = fault_on_opening(path)
    assert code == "broken-chain"
    assert words.startswith("small, version ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"paper"', b'"other"'),  # the evidence of a report
        (b'"slow"', b'"fine"'),  # the words of feedback
        (b'"done"', b'"gone"'),  # those of an answer
        (b'"grade":4', b'"grade":5'),
        (b'"seen"', b'"good"'),  # a reason
        (b'"A small pilot"', b'"A large pilot"'),  # the plan itself
        (b'"entered":"closed"', b'"entered":"cancelled"'),
        (b'"entered":"verified"', b'"entered":"maintained"'),
        (b'"data":{', b'"data": {'),  # the same said with other bytes
    ],
)
def test_another_word_in_a_payload_is_found_on_opening(path: Path, before: bytes, after: bytes) -> None:
    payloads = [row[COLUMNS.index("payload")] for row in rows(path)]
    version = next(
        n for n, payload in enumerate(payloads, 1) if isinstance(payload, bytes) and before in payload
    )
    payload = payloads[version - 1]
    assert isinstance(payload, bytes)
    alter(path, "payload", payload.replace(before, after), version)
    code, words = fault_on_opening(path)
    assert code == "broken-chain"
    assert words.startswith(f"small, version {version}:")


@given(data=st.data())
def test_another_byte_anywhere_in_a_payload_is_found_on_opening(
    intact: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = Path(shutil.copy(intact, tmp_path_factory.mktemp("byte")))
    version = data.draw(st.integers(1, end_of(path)))
    payload = rows(path)[version - 1][COLUMNS.index("payload")]
    assert isinstance(payload, bytes)
    at = data.draw(st.integers(0, len(payload) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != payload[at]))
    alter(path, "payload", payload[:at] + bytes((byte,)) + payload[at + 1 :], version)
    assert fault_on_opening(path)[0] in ("broken-chain", "bad-envelope")


@pytest.mark.parametrize("column", ["effective", "unit", "document", "payload"])
def test_who_has_the_pilot_open_finds_it_in_what_others_added(path: Path, column: str) -> None:
    with open_log(f"sqlite:///{path}") as log:
        pilot = Pilot.open("small", log, clock=CLOCK)
        with open_log(f"sqlite:///{path}") as other:
            Pilot.open("small", other, clock=CLOCK).task("2").assign(by=OFFICE, reason="begin")
        version = end_of(path)
        payload = rows(path)[-1][COLUMNS.index("payload")]
        assert isinstance(payload, bytes)
        altered = {**LEGAL, "payload": payload.replace(b"begin", b"ended")}[column]
        alter(path, column, altered, version)
        with pytest.raises(LogError) as caught:
            pilot.task("2")
        assert caught.value.code == "broken-chain"


def test_an_envelope_is_not_moved_to_another_place_with_its_hash(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for old, new in ((4, 1000), (5, 4), (1000, 5)):
            connection.execute("UPDATE envelopes SET version = ? WHERE version = ?", (new, old))
    assert fault_on_opening(path)[0] == "broken-chain"


def test_an_envelope_of_another_pilot_is_not_taken_for_ones_own(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE envelopes SET stream = 'other'")
    with open_log(f"sqlite:///{path}") as log, pytest.raises(LogError) as caught:
        Pilot.open("other", log, clock=CLOCK)
    assert caught.value.code == "broken-chain"


def test_a_payload_that_was_erased_is_no_broken_chain(path: Path) -> None:
    payload = rows(path)[-1][COLUMNS.index("payload")]
    assert isinstance(payload, bytes)
    alter(path, "payload", erased(payload), end_of(path))
    with open_log(f"sqlite:///{path}") as log:
        assert log.verify("small") == end_of(path)
        assert len(list(log.read("small"))) == end_of(path)
