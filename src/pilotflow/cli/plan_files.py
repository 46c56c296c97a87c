"""Plan files as the command line is given them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotflow.language import cli as words
from pilotflow.language import say

if TYPE_CHECKING:
    from pilotflow.cli.face import Face
    from pilotflow.plan.load import Checked
    from pilotflow.plan.model import Plan


def read_plan(face: Face, source: str) -> Checked:
    """Read a plan file, or standard input for ``-``, and take its language."""
    import sys
    from pathlib import Path

    from pilotflow.plan.load import check_plan

    from_stdin = source == "-"
    checked = check_plan(
        sys.stdin.buffer if from_stdin else Path(source), name="<stdin>" if from_stdin else source
    )
    if checked.plan is not None:
        face.speak_as(checked.plan.language)
    return checked


def usable_plan(face: Face, source: str) -> Plan:
    """Read a plan that can be used, and say on stderr how many warnings it has.

    Raises:
        PlanError: it cannot be used.
    """
    from pilotflow.errors import PlanError

    checked = read_plan(face, source)
    if checked.plan is None:
        raise PlanError(checked.faults)
    if checked.faults:
        face.warn(say(words.HAS_WARNINGS, face.language, warnings=len(checked.faults), plan=source))
    return checked.plan


def is_file(name: str) -> bool:
    """Whether a name stands for something that can be read as a file."""
    from pathlib import Path

    try:
        return Path(name).exists() and not Path(name).is_dir()
    except OSError:  # a name that no file can have
        return False
