"""What every log promises, run on each of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.log.entries import ENTRY, entries, entries_of, numbered, words

from pilotflow.errors import Conflict, LogError
from pilotflow.log.chain import FIRST
from pilotflow.log.envelope import Entry
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteLog

INHERITED = [HealthCheck.differing_executors]  # one property in two subclasses is what a contract suite is


class LogContract:
    """A backend is what passes these; a subclass says how to open one in an empty folder."""

    def open(self, folder: Path) -> Log:
        raise NotImplementedError

    @contextmanager
    def opened(self) -> Iterator[Log]:
        with tempfile.TemporaryDirectory() as folder, self.open(Path(folder)) as log:
            yield log

    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[Log]:
        with self.open(tmp_path) as log:
            yield log

    @given(stream=words, batches=st.lists(st.lists(entries, max_size=3), max_size=4))
    @settings(max_examples=30, deadline=None, suppress_health_check=INHERITED)
    def test_what_was_appended_is_read_back_in_order_and_linked(
        self, stream: str, batches: list[list[Entry]]
    ) -> None:
        with self.opened() as log:
            written: list[Entry] = []
            last = FIRST
            for batch in batches:
                last = log.append(stream, len(written), batch)
                written += batch
            read = list(log.read(stream))
            assert entries_of(read) == written
            assert [envelope.version for envelope in read] == list(range(1, len(written) + 1))
            assert {envelope.stream for envelope in read} <= {stream}
            assert [envelope.previous for envelope in read] == [FIRST, *(e.hash for e in read)][: len(read)]
            assert last == ([FIRST] + [envelope.hash for envelope in read])[-1]
            assert log.version(stream) == log.verify(stream) == len(written)

    def test_a_stream_nobody_wrote_is_empty(self, log: Log) -> None:
        assert list(log.read("nobody")) == []
        assert log.version("nobody") == log.verify("nobody") == 0
        assert log.streams() == ()

    @pytest.mark.parametrize("expected", [-1, 0, 1, 3])
    def test_a_conflict_tells_both_versions_and_leaves_nothing(self, log: Log, expected: int) -> None:
        log.append("pilot", 0, numbered(2))
        before = list(log.read("pilot"))
        with pytest.raises(Conflict) as caught:
            log.append("pilot", expected, [ENTRY])
        assert (caught.value.stream, caught.value.expected, caught.value.actual) == ("pilot", expected, 2)
        assert list(log.read("pilot")) == before

    def test_a_conflict_on_a_new_stream_does_not_make_it(self, log: Log) -> None:
        with pytest.raises(Conflict) as caught:
            log.append("pilot", 1, [ENTRY])
        assert caught.value.actual == 0
        assert log.streams() == ()

    def test_a_batch_is_kept_whole_or_not_at_all(self, log: Log) -> None:
        log.append("pilot", 0, numbered(1))
        naive = msgspec.structs.replace(ENTRY, recorded=ENTRY.recorded.replace(tzinfo=None))
        for stream, expected in (("pilot", 1), ("other", 0)):
            with pytest.raises(ValueError, match="no time zone"):
                log.append(stream, expected, [*numbered(2), naive, ENTRY])
        assert log.streams() == ("pilot",)
        assert log.version("pilot") == 1
        log.append("pilot", 1, numbered(2, first=2))
        assert entries_of(log.read("pilot")) == numbered(3)
        assert log.verify("pilot") == 3

    def test_an_empty_batch_changes_nothing_and_still_checks_the_version(self, log: Log) -> None:
        assert log.append("pilot", 0, []) == FIRST
        assert log.streams() == ()
        receipt = log.append("pilot", 0, numbered(2))
        assert log.append("pilot", 2, []) == receipt
        with pytest.raises(Conflict):
            log.append("pilot", 1, [])

    @pytest.mark.parametrize("after", range(-1, 5))
    def test_reading_begins_behind_the_version_it_is_given(self, log: Log, after: int) -> None:
        log.append("pilot", 0, numbered(3))
        whole = list(log.read("pilot"))
        assert list(log.read("pilot", after)) == whole[max(after, 0) :]

    @given(names=st.lists(words, unique=True, max_size=6))
    @settings(max_examples=20, deadline=None, suppress_health_check=INHERITED)
    def test_streams_are_sorted_and_each_has_its_own_chain(self, names: list[str]) -> None:
        with self.opened() as log:
            for count, name in enumerate(names, 1):
                log.append(name, 0, numbered(count))
            assert log.streams() == tuple(sorted(names))
            assert [log.verify(name) for name in names] == list(range(1, len(names) + 1))
            assert all(next(log.read(name)).previous == FIRST for name in names)

    def test_an_iterator_gives_what_was_there_when_it_was_asked_for(self, log: Log) -> None:
        log.append("pilot", 0, numbered(3))
        reading, unfinished = log.read("pilot"), log.read("pilot")
        assert next(reading).version == next(unfinished).version == 1
        with ThreadPoolExecutor(1) as other:
            other.submit(log.append, "pilot", 3, numbered(2, first=4)).result(30)
            rest = other.submit(list, reading).result(30)
        assert entries_of(rest) == numbered(2, first=2)
        assert log.verify("pilot") == 5

    def test_eight_threads_that_retry_lose_nothing(self, log: Log) -> None:
        def write(thread: int) -> int:
            conflicts = 0
            for number in range(10):
                mine = msgspec.structs.replace(ENTRY, payload=b'{"n":[%d,%d]}' % (thread, number))
                while not appended(log, mine):
                    conflicts += 1
            return conflicts

        with ThreadPoolExecutor(8) as threads:
            conflicts = sum(threads.map(write, range(8), timeout=60))
        payloads = [envelope.payload for envelope in log.read("pilot")]
        assert sorted(payloads) == sorted(b'{"n":[%d,%d]}' % (t, n) for t in range(8) for n in range(10))
        assert log.verify("pilot") == 80
        assert conflicts <= 8 * 80  # each conflict means that somebody else got on

    def test_an_instant_in_another_zone_is_kept_as_the_same_instant_in_utc(self, log: Log) -> None:
        shanghai = timezone(timedelta(hours=8))
        receipt = log.append(
            "a", 0, [msgspec.structs.replace(ENTRY, recorded=ENTRY.recorded.astimezone(shanghai))]
        )
        (read,) = log.read("a")
        assert read.recorded.utcoffset() == timedelta(0)
        assert read.recorded == ENTRY.recorded
        log.append("b", 0, [ENTRY])
        assert read.hash == receipt
        assert log.verify("a") == 1

    def test_a_closed_log_refuses_everything_and_may_be_closed_again(self, log: Log) -> None:
        log.append("pilot", 0, numbered(1))
        log.close()
        log.close()
        uses: list[Any] = [
            lambda: log.append("pilot", 1, [ENTRY]),
            lambda: log.read("pilot"),
            lambda: log.version("pilot"),
            log.streams,
            log.mark,
            lambda: log.verify("pilot"),
        ]
        for use in uses:
            with pytest.raises(LogError) as caught:
                use()
            assert caught.value.code == "closed-log"

    def test_a_log_that_was_never_used_can_be_closed(self, tmp_path: Path) -> None:
        log = self.open(tmp_path)
        log.close()
        with pytest.raises(LogError) as caught:
            log.streams()
        assert caught.value.code == "closed-log"
        assert list(tmp_path.iterdir()) == []


class TestMemoryLog(LogContract):
    def open(self, folder: Path) -> Log:
        return MemoryLog()


class TestSqliteLog(LogContract):
    def open(self, folder: Path) -> Log:
        return SqliteLog(folder / "pilots.db")


def appended(log: Log, entry: Entry) -> bool:
    """Whether an entry could be put behind what the stream holds now."""
    try:
        log.append("pilot", log.version("pilot"), [entry])
    except Conflict:
        return False
    return True
