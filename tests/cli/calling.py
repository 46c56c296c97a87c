"""Calls of the command line within this process, with everything they say."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import attrs

from pilotflow.cli.running import run
from pilotflow.clock import ManualClock

DAY = "2030-01-10"


@attrs.frozen
class Answer:
    """The exit status of a call, and what it wrote."""

    status: int
    raw: bytes
    complaint: str

    @property
    def text(self) -> str:
        return self.raw.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.raw)

    def well(self) -> Self:
        """The answer, once it is known that nothing went wrong."""
        assert (self.status, self.complaint) == (0, ""), self
        return self


def call(
    *arguments: str,
    environ: Mapping[str, str] | None = None,
    clock: ManualClock | None = None,
    stdin: bytes = b"",
) -> Answer:
    """Call the command line and keep what it writes; nothing of the real environment reaches it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    source = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", source):
        status = run(arguments, environ or {}, clock or ManualClock(DAY))
        out.flush()
        err.flush()
    return Answer(status, out.buffer.getvalue(), err.buffer.getvalue().decode())


class Desk:
    """A folder with a plan file and a log, at a time that can be moved."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.folder = folder
        self.plan = folder / "plan.yaml"
        self.clock = ManualClock(DAY)
        self.environ = {"PILOTFLOW_LOG": f"sqlite:///{folder / 'pilots.db'}", "COLUMNS": "200"}
        call("check", "--new", str(self.plan), "--lang", language).well()

    def __call__(self, *arguments: str, **environ: str) -> Answer:
        return call(*arguments, environ={**self.environ, **environ}, clock=self.clock)

    def do(self, kind: str, id: str, *more: str, **environ: str) -> Answer:
        """A command of the pilot that the plan of a fresh desk becomes."""
        return self("do", "green-campus", kind, id, *more, **environ)

    def start(self) -> Self:
        """Start the pilot."""
        self("start", str(self.plan), "--by", "office").well()
        return self

    def underway(self) -> Self:
        """Take task 1 up to where its lead can report it."""
        self.start()
        self.do("phase", "issue", "open", "--by", "office").well()
        self.do("task", "1", "assign", "--by", "office").well()
        for trigger in ("accept", "start"):
            self.do("task", "1", trigger, "--by", "city-office").well()
        return self

    def facts(self) -> int:
        """How many facts are in the log."""
        return len(self("log", "green-campus", "--json").well().json)
