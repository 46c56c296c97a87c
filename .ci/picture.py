"""Draws ``docs/status.svg``, the picture of the README: the example as its office sees it on a winter's day."""

from __future__ import annotations

import html
import importlib.util
import io
import re
import sys
from pathlib import Path
from types import ModuleType

from rich.console import Console

from pilotflow import ManualClock, open_log
from pilotflow.cli.blocked import blocked
from pilotflow.cli.cells import cells
from pilotflow.cli.page import page
from pilotflow.language.views import heading

ROOT = Path(__file__).parents[1]
DAY = "2023-01-03"
WIDTH = 126


def main() -> None:
    """Play the example, look at it on a day, and write the picture."""
    with open_log("memory:") as log:
        pilot = _example().play(log, ManualClock("2022-12-09")).at(DAY)
        status = pilot.status()
        console = Console(
            record=True,
            width=WIDTH,
            markup=False,
            emoji=False,
            highlight=False,
            force_terminal=True,
            file=io.StringIO(),
        )
        for part in page(status, blocked(pilot.snapshot(), status, status.on), "en"):
            if getattr(part, "plain", "").strip() == heading("standing"):
                break  # as much as one looks at
            console.print(part)
    title = f"pilotflow status {pilot.id} --on {DAY} --lang en"
    drawn = console.export_svg(title=title, unique_id="status")
    drawn = re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)<', _measured, drawn)
    # The fonts of the reader serve: a picture in a README fetches nothing.
    drawn = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    (ROOT / "docs" / "status.svg").write_text(drawn, encoding="utf-8")


def _measured(found: re.Match[str]) -> str:
    """The length of a piece of text by its cells; rich gives a Chinese character the room of one letter."""
    length, rest, text = found.groups()
    letters = html.unescape(text)
    exact = float(length) / len(letters) * cells(letters)
    return f'textLength="{exact:.1f}"{rest}>{text}<'


def _example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example", ROOT / "examples" / "keqiao_zhijiang" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["example"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
