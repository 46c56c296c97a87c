"""How often, and when last, the plan changed what it says of a thing that has no record of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pilotflow.facts.state import State
from pilotflow.plan.model import Plan


def told(state: State, look: Callable[[Plan], object]) -> tuple[datetime, int]:
    """The instant of the edition that last changed something, and how many did.

    Editions are only ever added, so the count never falls.

    Args:
        state: the pilot.
        look: what to compare from edition to edition; None where an edition does not know the thing, whose
            first appearance is no change.
    """
    first, *later = state.editions
    seen, instant, count = look(first.plan), first.recorded, 0
    for edition in later:
        now = look(edition.plan)
        if now == seen:
            continue
        count += seen is not None
        seen, instant = now, edition.recorded
    return instant, count
