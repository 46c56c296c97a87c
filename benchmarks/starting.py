"""How long a process takes to import pilotflow, its core or its reader of deadlines, or to print the help.

Whole processes are timed from outside, in turn. What the import figures share, the start of the bare
interpreter measured in the same rounds, is taken off them; the figures with it stand beside.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.measuring import Figure, interleaved

ROUNDS = 31
MILLI = 1e3


def measure() -> Iterator[Figure]:
    """Each import against what it is built on; the help against typer alone."""
    whole = interleaved(
        {
            "bare": _python("pass"),
            "pilotflow": _python("import pilotflow"),
            "attrs": _python("import attrs"),
            "core": _python("from pilotflow import Pilot, load_plan"),
            "attrs, transitions": _python("import attrs, transitions"),
            "deadlines": _python("from pilotflow.dates.read import read_deadline"),
            "help": partial(_process, str(Path(sys.executable).with_name("pilotflow")), "--help"),
            "typer": _python("import typer"),
        },
        ROUNDS,
    )
    bare = whole["bare"]
    for name, own, rival, target in (
        ("import", "pilotflow", "attrs", 0.3),
        ("import-core", "core", "attrs, transitions", 1.4),
        ("deadline-import", "deadlines", "attrs", 1.3),
    ):
        note = (
            f"without the bare interpreter's {bare:.1f} ms; "
            f"whole processes {whole[own]:.1f} and {whole[rival]:.1f} ms (import {rival})"
        )
        yield Figure(name, whole[own] - bare, whole[rival] - bare, "ms", target, note)
    yield Figure("cli-help", whole["help"], whole["typer"], "ms", 1.8, "whole processes (import typer)")


def _python(code: str) -> partial[float]:
    return partial(_process, sys.executable, "-c", code)


def _process(*command: str) -> float:
    """Milliseconds from the start of a process to its end."""
    begin = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (perf_counter() - begin) * MILLI
