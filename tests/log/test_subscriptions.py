"""What every log promises of the subscriptions it keeps, and what a file with them is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.language.chinese import has_chinese
from tests.log.entries import ENTRY, numbered, payloads, texts, words
from tests.log.subscriber import row_of
from tests.log.test_files import as_nobody, contents
from tests.log.test_sqlite import largest_file

import pilotflow
from pilotflow.errors import LogError
from pilotflow.log.faults import log_error
from pilotflow.log.file import APPLICATION, FORMAT, PLAIN, SUBSCRIPTIONS, TABLE
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteLog
from pilotflow.log.subscriptions import COLUMNS, SubscriptionRow, Subscriptions, from_values, to_values

INHERITED = [HealthCheck.differing_executors]  # one property in two subclasses is what a contract suite is
BOUND = 60
"""Seconds after which a child process counts as hung."""

instants = st.datetimes(timezones=st.just(UTC))
days = st.dates()
hostile = texts | st.sampled_from(
    ["\0", "🗓️" * 3, "x" * 10_000, "'; DROP TABLE subscriptions; --", "\r\n\u2028"]
)
digests = st.binary(max_size=4).map(lambda raw: sha256(raw).hexdigest())
rows = st.builds(
    SubscriptionRow,
    id=words,
    name=hostile,
    digest=digests,
    pilots=st.lists(words, min_size=1, max_size=3).map(tuple),
    asks=payloads.map(bytes.decode),
    created=instants,
    expires=st.none() | instants,
    used=st.none() | days,
)
ROW = row_of(0, "a")
OTHER = row_of(1, "a")
THIRD = row_of(2, "a").digest

USES: dict[str, Callable[[Subscriptions], object]] = {
    "add": lambda kept: kept.add(OTHER),
    "find": lambda kept: kept.find(ROW.digest),
    "all": lambda kept: kept.all(),
    "replace": lambda kept: kept.replace(ROW.id, THIRD),
    "remove": lambda kept: kept.remove(ROW.id),
    "use": lambda kept: kept.use(ROW.id, date(2023, 1, 2)),
}
READING = ("find", "all")
uses = pytest.mark.parametrize("use", USES.values(), ids=USES.keys())


def code_of(use: Callable[[Subscriptions], object], kept: Subscriptions) -> str:
    with pytest.raises(LogError) as caught:
        use(kept)
    return caught.value.code


class SubscriptionsContract:
    """A backend is what passes these; a subclass says how to open one in an empty folder."""

    def open(self, folder: Path) -> Log:
        raise NotImplementedError

    @contextmanager
    def opened(self) -> Iterator[Subscriptions]:
        with tempfile.TemporaryDirectory() as folder, self.open(Path(folder)) as log:
            yield log.subscriptions

    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[Log]:
        with self.open(tmp_path) as log:
            yield log

    @pytest.fixture
    def kept(self, log: Log) -> Subscriptions:
        return log.subscriptions

    @given(given_rows=st.lists(rows, max_size=5, unique_by=(lambda row: row.id, lambda row: row.digest)))
    @settings(deadline=None, suppress_health_check=INHERITED)
    def test_what_was_added_comes_back_by_its_digest_and_in_order(
        self, given_rows: list[SubscriptionRow]
    ) -> None:
        with self.opened() as kept:
            for row in given_rows:
                kept.add(row)
            assert kept.all() == tuple(sorted(given_rows, key=lambda row: (row.created, row.id)))
            assert [kept.find(row.digest) for row in given_rows] == given_rows

    def test_a_log_without_subscriptions_has_none_whatever_is_asked(self, kept: Subscriptions) -> None:
        assert kept.all() == ()
        assert kept.find(ROW.digest) is None
        assert kept.replace("a", ROW.digest) is kept.remove("a") is False
        kept.use("a", date(2023, 1, 1))
        assert kept.all() == ()

    def test_subscriptions_and_streams_know_nothing_of_each_other(self, log: Log) -> None:
        log.append("pilot", 0, numbered(2))
        before = list(log.read("pilot"))
        log.subscriptions.add(ROW)
        assert list(log.read("pilot")) == before
        assert (log.streams(), log.verify("pilot")) == (("pilot",), 2)
        log.append("pilot", 2, [ENTRY])
        assert log.subscriptions.all() == (ROW,)

    @pytest.mark.parametrize(
        "twin", [attrs.evolve(OTHER, id=ROW.id), attrs.evolve(OTHER, digest=ROW.digest), ROW]
    )
    def test_an_id_or_digest_there_is_already_is_refused_and_leaves_what_was(
        self, kept: Subscriptions, twin: SubscriptionRow
    ) -> None:
        kept.add(ROW)
        assert code_of(lambda kept: kept.add(twin), kept) == "known-subscription"
        assert kept.all() == (ROW,)

    def test_a_replaced_digest_finds_nothing_and_the_new_one_finds_the_rest_as_it_was(
        self, kept: Subscriptions
    ) -> None:
        kept.add(ROW)
        kept.add(OTHER)
        assert kept.replace(ROW.id, THIRD) is True
        assert kept.find(ROW.digest) is None
        assert kept.find(THIRD) == attrs.evolve(ROW, digest=THIRD)
        assert kept.replace(ROW.id, THIRD) is True
        assert code_of(lambda kept: kept.replace(ROW.id, OTHER.digest), kept) == "known-subscription"
        assert kept.all() == (attrs.evolve(ROW, digest=THIRD), OTHER)

    def test_what_was_removed_is_gone_and_may_be_added_again(self, kept: Subscriptions) -> None:
        kept.add(ROW)
        kept.add(OTHER)
        assert kept.remove(ROW.id) is True
        assert kept.remove(ROW.id) is kept.replace(ROW.id, THIRD) is False
        assert kept.find(ROW.digest) is None
        assert kept.all() == (OTHER,)
        kept.add(ROW)
        assert kept.find(ROW.digest) == ROW

    @given(fetched=st.lists(days, min_size=1, max_size=6))
    @settings(deadline=None, suppress_health_check=INHERITED)
    def test_the_latest_day_of_use_is_kept_in_whatever_order_they_come(self, fetched: list[date]) -> None:
        with self.opened() as kept:
            kept.add(ROW)
            for day in fetched:
                kept.use(ROW.id, day)
            assert kept.all() == (attrs.evolve(ROW, used=max(fetched)),)

    def test_of_an_instant_of_use_its_day_is_kept(self, kept: Subscriptions) -> None:
        kept.add(ROW)
        kept.use(ROW.id, datetime(2023, 1, 2, 23, 59, tzinfo=UTC))
        assert kept.all() == (attrs.evolve(ROW, used=date(2023, 1, 2)),)

    def test_instants_in_another_zone_are_kept_as_the_same_instants_in_utc(self, kept: Subscriptions) -> None:
        shanghai = timezone(timedelta(hours=8))
        kept.add(attrs.evolve(ROW, created=ROW.created.astimezone(shanghai), expires=ROW.created))
        (row,) = kept.all()
        assert row == attrs.evolve(ROW, expires=ROW.created)
        assert row.created.utcoffset() == timedelta(0)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            *((field, "\ud800") for field in ("id", "name", "digest", "asks")),
            *((field, 7) for field in ("id", "name", "digest", "asks")),
            *(("id", ""), ("name", None), ("digest", "0" * 63), ("digest", ROW.digest.upper())),
            *(("pilots", ()), ("pilots", ("",)), ("pilots", ("\udfff",)), ("pilots", ("a", 1))),
            *(("asks", ""), ("asks", "[]"), ("asks", "{} {}"), ("asks", "{" * 100_000)),
            *((field, ROW.created.replace(tzinfo=None)) for field in ("created", "expires")),
            *(
                (field, datetime.min.replace(tzinfo=timezone(timedelta(hours=8))))
                for field in ("created", "expires")
            ),
        ],
    )
    def test_what_could_not_be_read_back_is_not_kept(
        self, kept: Subscriptions, field: str, value: Any
    ) -> None:
        with pytest.raises(ValueError, match=f": {field} cannot be kept"):
            kept.add(attrs.evolve(ROW, **{field: value}))
        assert kept.all() == ()
        kept.add(ROW)
        assert kept.all() == (ROW,)

    @pytest.mark.parametrize(
        "digest", ["", "x", "\ud800", ROW.digest.upper(), ROW.digest + "\n", "x" * 10_000]
    )
    def test_what_is_no_digest_finds_nothing_and_replaces_nothing(
        self, kept: Subscriptions, digest: str
    ) -> None:
        kept.add(ROW)
        assert kept.find(digest) is None
        with pytest.raises(ValueError, match="digest cannot be kept"):
            kept.replace(ROW.id, digest)
        assert kept.all() == (ROW,)

    @pytest.mark.parametrize("id", ["", "nobody", "a-0\0", "A-0", "\ud800", "🗓️", "x" * 10_000, "' OR 1=1 --"])
    def test_an_id_there_is_not_changes_nothing(self, kept: Subscriptions, id: str) -> None:
        kept.add(ROW)
        assert kept.replace(id, THIRD) is kept.remove(id) is False
        kept.use(id, date(2023, 1, 1))
        assert kept.all() == (ROW,)

    def test_eight_threads_lose_nothing(self, kept: Subscriptions) -> None:
        kept.add(attrs.evolve(ROW, id="shared"))

        def work(thread: int) -> None:
            for number in range(8):
                row = row_of(number, f"t{thread}")
                kept.add(row)
                kept.use("shared", date(2023, 1, 1 + (thread + number) % 28))
                assert kept.find(row.digest) == row
                if number % 2:
                    assert kept.remove(row.id)
                else:
                    assert kept.replace(row.id, sha256(row.digest.encode()).hexdigest())

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(work, range(8), timeout=BOUND))
        left = {row.id: row.used for row in kept.all()}
        assert left.pop("shared") == date(2023, 1, 15)
        assert left == {f"t{thread}-{number}": None for thread in range(8) for number in (0, 2, 4, 6)}

    @uses
    def test_a_closed_log_refuses_every_use(self, log: Log, use: Callable[[Subscriptions], object]) -> None:
        kept = log.subscriptions
        kept.add(ROW)
        log.close()
        assert code_of(use, kept) == code_of(use, log.subscriptions) == "closed-log"


class TestMemory(SubscriptionsContract):
    def open(self, folder: Path) -> Log:
        return MemoryLog()


class TestSqlite(SubscriptionsContract):
    def open(self, folder: Path) -> Log:
        return SqliteLog(folder / "pilots.db")


ids = st.sampled_from(["a", "b", "校地", "\0"])
marks = st.sampled_from([sha256(bytes((number,))).hexdigest() for number in range(4)])


class LogsAreADict(RuleBasedStateMachine):
    """Both backends against a dict, with closing and opening again as one of the things."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "pilots.db"
        self.memory = MemoryLog()
        self.sqlite = SqliteLog(self.path)
        self.model: dict[str, SubscriptionRow] = {}

    def backends(self) -> tuple[Subscriptions, Subscriptions]:
        return self.memory.subscriptions, self.sqlite.subscriptions

    @rule(row=rows, id=ids, digest=marks)
    def add(self, row: SubscriptionRow, id: str, digest: str) -> None:
        row = attrs.evolve(row, id=id, digest=digest)
        known = id in self.model or any(other.digest == digest for other in self.model.values())
        for kept in self.backends():
            if known:
                assert code_of(lambda kept: kept.add(row), kept) == "known-subscription"
            else:
                kept.add(row)
        if not known:
            self.model[id] = row

    @rule(id=ids, digest=marks)
    def replace(self, id: str, digest: str) -> None:
        others = {other.digest for other in self.model.values() if other.id != id}
        for kept in self.backends():
            if id in self.model and digest in others:
                assert code_of(lambda kept: kept.replace(id, digest), kept) == "known-subscription"
            else:
                assert kept.replace(id, digest) == (id in self.model)
        if id in self.model and digest not in others:
            self.model[id] = attrs.evolve(self.model[id], digest=digest)

    @rule(id=ids)
    def remove(self, id: str) -> None:
        assert [kept.remove(id) for kept in self.backends()] == [id in self.model] * 2
        self.model.pop(id, None)

    @rule(id=ids, day=st.dates(date(2023, 1, 1), date(2023, 1, 5)))
    def use(self, id: str, day: date) -> None:
        for kept in self.backends():
            kept.use(id, day)
        if id in self.model:
            used = self.model[id].used
            self.model[id] = attrs.evolve(self.model[id], used=day if used is None else max(used, day))

    @rule(digest=marks)
    def find(self, digest: str) -> None:
        found = next((row for row in self.model.values() if row.digest == digest), None)
        assert [kept.find(digest) for kept in self.backends()] == [found] * 2

    @rule()
    def append(self) -> None:
        for log in (self.memory, self.sqlite):
            log.append("pilot", log.version("pilot"), [ENTRY])

    @rule()
    def reopen(self) -> None:
        self.sqlite.close()
        assert [file.name for file in self.path.parent.iterdir()] in ([], ["pilots.db"])
        self.sqlite = SqliteLog(self.path)

    @invariant()
    def all_are_there_in_order(self) -> None:
        expected = tuple(sorted(self.model.values(), key=lambda row: (row.created, row.id)))
        assert [kept.all() for kept in self.backends()] == [expected] * 2
        assert self.sqlite.verify("pilot") == self.memory.verify("pilot")

    def teardown(self) -> None:
        self.sqlite.close()
        self.folder.cleanup()


TestLogsAreADict = LogsAreADict.TestCase
TestLogsAreADict.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


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
    with SqliteLog(path) as log, pytest.raises(LogError) as caught:
        log.subscriptions.all()
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
