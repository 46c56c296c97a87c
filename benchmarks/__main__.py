"""Measure every subject, print the table, and write ``build/bench.json``.

``python -m benchmarks commands`` measures that subject alone and writes nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks import commands, deadlines, feeds, memory, serving, starting
from benchmarks.measuring import table

SUBJECTS = {
    "commands": commands.measure,
    "deadlines": deadlines.measure,
    "feeds": feeds.measure,
    "memory": memory.measure,
    "serving": serving.measure,
    "starting": starting.measure,
}
"""One file a subject."""


def main(names: list[str]) -> None:
    """Measure the subjects named, or all."""
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        raise SystemExit(f"unknown subject {', '.join(unknown)}; there are {', '.join(SUBJECTS)}")
    figures = [figure for name in names or SUBJECTS for figure in SUBJECTS[name]()]
    print(table(figures))
    if not names:
        file = Path("build", "bench.json")
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            json.dumps([figure.to_dict() for figure in figures], indent=2, ensure_ascii=False) + "\n", "utf-8"
        )
        print(f"written: {file}")


main(sys.argv[1:])
