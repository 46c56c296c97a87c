"""What every log promises of the subscriptions it keeps, and what a file with them is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.log.entries import ENTRY, numbered, payloads, texts, words
from tests.log.subscriber import row_of

from pilotflow.errors import LogError
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteLog
from pilotflow.log.subscriptions import SubscriptionRow, Subscriptions

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
    "survey": lambda kept: kept.survey(),
    "replace": lambda kept: kept.replace(ROW.id, THIRD),
    "remove": lambda kept: kept.remove(ROW.id),
    "use": lambda kept: kept.use(ROW.id, date(2023, 1, 2)),
}
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
            assert kept.survey() == kept.all()
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
