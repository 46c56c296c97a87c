"""What is to be done: phases with their gates, tasks with their parts, and the trees they are sorted by."""

from __future__ import annotations

from decimal import Decimal

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.plan.readings import Reading

PHASE_KINDS = ("issue", "launch", "progress", "midterm", "final")


@attrs.frozen
class Category:
    """One entry of a classification; ``part_of`` makes the tree, ``chain`` is the slogan it goes by."""

    id: str
    label: str
    part_of: str | None = None
    chain: str = ""
    reviewers: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@attrs.frozen
class Classification:
    """A labelled tree that tasks stand in, such as ``area`` or ``mechanism``."""

    id: str
    categories: tuple[Category, ...]


@attrs.frozen
class Requirement:
    """Something that must be there: ``kind`` is task, occurrence, report, evidence or review."""

    kind: str
    id: str


@attrs.frozen
class Milestone:
    """What a phase is remembered for, and the thing that fulfils it where one is named."""

    title: str
    by: Requirement | None = None


@attrs.frozen
class Gate:
    """The end of a phase: what must be there, and who decides; nobody named means the heads."""

    require: tuple[Requirement, ...] = ()
    decide: tuple[str, ...] = ()


@attrs.frozen
class Phase:
    """A stretch of the pilot that ends in a gate. ``after`` names the phases it waits for."""

    id: str
    kind: str
    title: str
    label: str
    due: Deadline | None = None
    after: tuple[str, ...] = ()
    gate: Gate = Gate()
    milestones: tuple[Milestone, ...] = ()
    readings: tuple[Reading, ...] = ()


@attrs.frozen
class Part:
    """A piece of a task with its own mark; ``for_each`` makes one independent part per member of a group."""

    id: str
    title: str
    units: tuple[str, ...] = ()
    for_each: str | None = None
    due: Deadline | None = None
    when: Deadline | None = None


@attrs.frozen
class Standing:
    """Where a task stands in one classification."""

    classification: str
    category: str


@attrs.frozen
class Task:
    """Work with leads and co-units (ids of units or groups), a deadline and parts.

    ``source`` is ``"plan"``, or the id of the decision or gate it was born from. ``blocks`` names the gate of
    a phase that cannot be presented before the task is done.
    """

    id: str
    label: str
    title: str
    text: str = ""
    leads: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    supervise: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    organiser: tuple[str, ...] = ()
    body: str | None = None
    agreement: str | None = None
    phase: str | None = None
    due: Deadline | None = None
    parts: tuple[Part, ...] = ()
    recheck: Deadline | None = None
    report: str | None = None
    weight: Decimal = Decimal(1)
    blocks: str | None = None
    reviewers: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    readings: tuple[Reading, ...] = ()
    source: str = "plan"

    def category(self, classification: str) -> str | None:
        """Where the task stands in a classification first, or None."""
        return next((s.category for s in self.standings if s.classification == classification), None)

    @property
    def area(self) -> str | None:
        """Where the task stands in the classification ``area``."""
        return self.category("area")

    @property
    def mechanism(self) -> str | None:
        """Where the task stands in the classification ``mechanism``."""
        return self.category("mechanism")
