"""A program of its own that appends to a log; the tests of crashes and of many processes start it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from pilotflow.errors import Conflict
from pilotflow.log.envelope import Entry
from pilotflow.log.sqlite import SqliteLog

BATCH = 3


def main(task: str, path: str, name: str) -> None:
    """Append batches to the stream ``pilot``, and say after each which version is kept."""
    with SqliteLog(path, wait=30) as log:
        if task == "forever":
            while True:
                say(append(log, name))
        if task == "fork":
            say(append(log, "parent"))
            child = os.fork()
            if child == 0:
                append(log, "child")
                log.close()
                os._exit(0)
            append(log, "parent")
            status = os.waitpid(child, 0)[1]
            say(append(log, "parent") if status == 0 else -1)
        if task == "ten":
            for _ in range(10):
                append(log, name)


def append(log: SqliteLog, name: str) -> int:
    """Append one batch behind whatever is there."""
    entry = Entry("test", 1, datetime(2023, 1, 1, tzinfo=UTC), "2023", name, None, None, b'{"batch":true}')
    while True:
        version = log.version("pilot")
        try:
            log.append("pilot", version, [entry] * BATCH)
        except Conflict:
            continue
        return version + BATCH


def say(version: int) -> None:
    """Tell the parent, at once."""
    sys.stdout.write(f"{version}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
