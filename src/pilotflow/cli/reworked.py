"""Open phases whose gate sent them back: who asked for rework, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from pilotflow.facts.pilots import Corrected

if TYPE_CHECKING:
    from pilotflow.pilot.pilot import Pilot
    from pilotflow.views.status import Status


@attrs.frozen
class Rework:
    """The last verdict on a phase that is open again: the phase, the day, who gave it, and why."""

    phase: str
    title: str
    day: str
    unit: str
    reason: str


def reworked(pilot: Pilot, status: Status) -> tuple[Rework, ...]:
    """The phases of a status that were sent back, in its order."""
    return tuple(_found(pilot, status))


def _found(pilot: Pilot, status: Status) -> Iterator[Rework]:
    records = pilot.snapshot().phases
    for line in status.phases:
        mark = records[line.id].marks.get("decide")
        if line.state == "open" and mark is not None:
            version, day = mark
            fact, *later = pilot.facts(version - 1)
            reason = fact.reason or ""
            for each in later:
                data = each.data
                if isinstance(data, Corrected) and (data.version, data.field) == (version, "reason"):
                    reason = str(data.value)
            yield Rework(line.id, line.title, day, fact.by.acts_as, reason)
