"""What was promised: targets of every kind, and the reviews that will judge them."""

from __future__ import annotations

from decimal import Decimal

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.plan.readings import Reading

TARGET_KINDS = (
    "at_least",
    "exactly",
    "coverage",
    "one_for_each",
    "list",
    "ratio",
    "direction",
    "some",
    "must_not",
)


@attrs.frozen
class Item:
    """One named thing of a list that is ticked one by one."""

    id: str
    title: str


@attrs.frozen
class Target:
    """What was promised.

    Attributes:
        kind: one of :data:`TARGET_KINDS`.
        amount: the figure, exact; unit: what it counts (人, 项, 万元); qualifier: the word before it, kept.
        group: the population of a coverage or of one for each.
        items: the named things of a list; fewer than ``amount`` means that the document lists them not.
        ratio: numerator and denominator of a ratio, or of the rate whose direction counts.
        severity: from which severity on an incident breaks a must-not.
        served_by: the tasks that serve it.
    """

    id: str
    label: str
    title: str
    kind: str
    amount: Decimal | None = None
    unit: str = ""
    measure: str = ""
    qualifier: str = ""
    level: str = ""
    group: str | None = None
    items: tuple[Item, ...] = ()
    ratio: tuple[str, ...] = ()
    severity: str = ""
    due: Deadline | None = None
    soft: bool = False
    area: str | None = None
    served_by: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@attrs.frozen
class Criterion:
    """One line of a rubric and its weight in points."""

    title: str
    weight: Decimal


@attrs.frozen
class Review:
    """A scored judgement the plan foresees: its round, who judges, whom, in which year, by what rubric."""

    id: str
    label: str
    title: str
    round: str
    by: tuple[str, ...] = ()
    of: str | None = None
    year: int | None = None
    rubric: tuple[Criterion, ...] = ()
