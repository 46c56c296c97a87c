"""The command line: everything a programme office does with a pilot at a terminal."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Carry out what this process was called with, and end it with 0, 1 (refused, failed) or 2 (misused)."""
    import os
    import sys

    from pilotflow.cli.running import run

    raise SystemExit(run(sys.argv[1:], os.environ))
