"""SQLite against memory, whatever is done to them, with closing and opening again as one of the things."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.log.entries import entries

from pilotflow.errors import Conflict
from pilotflow.log.envelope import Entry
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteLog

names = st.sampled_from(["a", "b", "校地"])


class SqliteIsMemory(RuleBasedStateMachine):
    """Every answer of the one is the answer of the other."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "pilots.db"
        self.memory = MemoryLog()
        self.sqlite = SqliteLog(self.path)

    @rule(name=names, batch=st.lists(entries, max_size=3), off=st.sampled_from([0, 0, 0, -1, 1]))
    def append(self, name: str, batch: list[Entry], off: int) -> None:
        expected = self.memory.version(name) + off
        assert appended(self.sqlite, name, expected, batch) == appended(self.memory, name, expected, batch)

    @rule(name=names, after=st.integers(0, 8))
    def read(self, name: str, after: int) -> None:
        assert list(self.sqlite.read(name, after)) == list(self.memory.read(name, after))

    @rule()
    def reopen(self) -> None:
        self.sqlite.close()
        assert [file.name for file in self.path.parent.iterdir()] in ([], ["pilots.db"])
        self.sqlite = SqliteLog(self.path)

    @rule()
    def second_log_on_the_same_file(self) -> None:
        with SqliteLog(self.path) as other:
            assert other.streams() == self.memory.streams()

    @rule(name=names)
    def verify(self, name: str) -> None:
        assert self.sqlite.verify(name) == self.memory.verify(name)

    @invariant()
    def both_stand_at_the_same_versions(self) -> None:
        assert self.sqlite.streams() == self.memory.streams()
        for name in self.memory.streams():
            assert self.sqlite.version(name) == self.memory.version(name)

    def teardown(self) -> None:
        self.sqlite.close()
        self.folder.cleanup()


def appended(log: Log, name: str, expected: int, batch: list[Entry]) -> str | tuple[int, int]:
    """The receipt, or both versions of the conflict."""
    try:
        return log.append(name, expected, batch)
    except Conflict as conflict:
        return conflict.expected, conflict.actual


TestSqliteIsMemory = SqliteIsMemory.TestCase
TestSqliteIsMemory.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
