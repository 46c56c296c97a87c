"""Several processes at one file, and processes that are killed in the middle of their work."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.log.worker import BATCH

import pilotflow
from pilotflow.log.sqlite import SqliteLog

BOUND = 60
"""Seconds after which a child process counts as hung."""


@contextmanager
def started(task: str, path: Path, name: str = "w") -> Iterator[subprocess.Popen[str]]:
    source = str(Path(next(iter(pilotflow.__path__))).parent)
    program = [sys.executable, str(Path(__file__).with_name("worker.py")), task, str(path), name]
    environment = {**os.environ, "PYTHONPATH": source}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def test_processes_that_make_the_file_together_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pilots.db"
    with started("ten", path, "a") as a, started("ten", path, "b") as b, started("ten", path, "c") as c:
        assert [process.wait(BOUND) for process in (a, b, c)] == [0, 0, 0]
    with SqliteLog(path) as log:
        assert log.verify("pilot") == 3 * 10 * BATCH
        assert Counter(envelope.unit for envelope in log.read("pilot")) == dict.fromkeys("abc", 10 * BATCH)
    assert [file.name for file in tmp_path.iterdir()] == ["pilots.db"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_log_that_was_open_before_a_fork_serves_parent_and_child(tmp_path: Path) -> None:
    path = tmp_path / "pilots.db"
    with started("fork", path) as process:
        output, _ = process.communicate(timeout=BOUND)
        assert process.returncode == 0
    assert output.split() == [str(BATCH), str(4 * BATCH)]
    with SqliteLog(path) as log:
        assert log.verify("pilot") == 4 * BATCH
        units = Counter(envelope.unit for envelope in log.read("pilot"))
    assert units == {"parent": 3 * BATCH, "child": BATCH}


@pytest.mark.parametrize("acknowledged", [1, 2, 13, 40])
def test_what_was_acknowledged_before_a_kill_is_there_and_nothing_is_half_there(
    tmp_path: Path, acknowledged: int
) -> None:
    path = tmp_path / "pilots.db"
    kept = 0
    for _ in range(2):
        with started("forever", path) as process:
            assert process.stdout is not None
            for _ in range(acknowledged):
                kept = int(process.stdout.readline())
            process.kill()
            rest = process.stdout.read().split()
            process.wait(BOUND)
        kept = max([kept, *map(int, rest)])
        with SqliteLog(path) as log:
            version = log.verify("pilot")
            assert version == log.version("pilot")
        assert kept <= version <= kept + BATCH  # the last one may be kept and not yet acknowledged
        assert version % BATCH == 0
