"""The readers of the browser, run in one process of Node for many feeds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.acceptance.own_reader import Seen

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "build" / "node"
SCRIPT = Path(__file__).with_name("read_in_node.cjs")
_PATIENCE = 600


@attrs.frozen(order=True)
class Drawn:
    """What FullCalendar shows of one instance of an event; days and times as they are written."""

    title: str
    start: str
    end: str
    place: str
    description: str


@attrs.frozen
class InNode:
    """What the readers show of one feed."""

    icaljs: list[Seen]
    fullcalendar: list[Drawn]


def read_in_node(files: Sequence[bytes], folder: Path) -> list[InNode]:
    """What ical.js 2 and FullCalendar show of each file; skips the test where they are not there."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not there, so the readers of the browser cannot be asked")
    if not (PACKAGES / "node_modules" / "@fullcalendar" / "icalendar").is_dir():
        pytest.skip("make build/node/.installed has not fetched the packages of .ci/node/package.json")
    paths = [folder / f"{number}.ics" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    done = subprocess.run(
        [node, str(SCRIPT), str(PACKAGES)],
        input="".join(f"{path}\n" for path in paths),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=_PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(files)
    return [
        InNode(
            sorted(_seen(each) for each in answer["icaljs"]),
            [Drawn(**each) for each in answer["fullcalendar"]],
        )
        for answer in answers
    ]


def _seen(found: dict[str, Any]) -> Seen:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
    }
    return Seen(**fields)
