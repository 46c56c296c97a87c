"""Reading a plan file: a plan, or every fault it has, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.errors import PlanError

if TYPE_CHECKING:
    from pilotflow.plan.faults import Fault
    from pilotflow.plan.model import Plan


@attrs.frozen
class Checked:
    """What came of reading a plan file: the plan where it can be used, and every error and warning."""

    plan: Plan | None
    faults: tuple[Fault, ...]


def load_plan(source: Any, *, name: str | None = None) -> Plan:
    """Read a plan.

    Args:
        source: a path, YAML text (a ``str`` with a line break), bytes, or a file object of either.
        name: what messages call the file; by default its path.

    Raises:
        PlanError: the plan cannot be used; ``faults`` holds every error and warning in the order of the file.
        TypeError: ``source`` is none of these.
    """
    checked = check_plan(source, name=name)
    if checked.plan is None:
        raise PlanError(checked.faults)
    return checked.plan


def check_plan(source: Any, *, name: str | None = None) -> Checked:
    """Read a plan and say all there is to say about it, warnings too.

    Args:
        source: as for :func:`load_plan`.
        name: as for :func:`load_plan`.

    Raises:
        TypeError: ``source`` is none of a path, text, bytes or a file object.
    """
    from pilotflow.plan.file.document import read_document

    plan, faults = read_document(source, name)
    return Checked(plan, faults)
