"""Facts about the pilot as a whole: its plan, who knows of it, who acts for whom, its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.data import Data, Move, Transition
from pilotflow.plan.model import Plan


@attrs.frozen
class PilotStarted(Data):
    """The plan was put into force; it is kept whole, with its SHA-256."""

    word: ClassVar[str] = "pilot.start"
    plan: Plan
    sha256: str

    def moves(self) -> Iterator[Move]:
        """The pilot begins to run."""
        yield ("pilot", self.plan.id, None, "running")


class PilotTransition(Transition, frozen=True):
    """The pilot went along one edge of its table, or what becomes of it was decided."""

    kind: ClassVar[str] = "pilot"
    verdict: str | None = None


@attrs.frozen
class PilotSigned(Data):
    """One head gave its verdict on what becomes of the pilot."""

    word: ClassVar[str] = "pilot.sign"
    id: str
    decider: str
    trigger: str
    verdict: str


@attrs.frozen
class AmendmentSigned(Data):
    """One head agreed to an amendment, known by the SHA-256 of the plan it leads to."""

    word: ClassVar[str] = "pilot.sign_amendment"
    decider: str
    sha256: str


@attrs.frozen
class Reassignment:
    """A running task that goes back to assigned because its leads changed."""

    id: str
    left: str


@attrs.frozen
class Succession:
    """A removed unit and the unit its duties move to."""

    unit: str
    successor: str


@attrs.frozen
class PlanAmended(Data):
    """Another plan came into force; version counts from 1, the plan the pilot started with.

    ``reassigned`` are the running tasks that got new leads, ``cancelled`` those the new plan leaves out.
    """

    word: ClassVar[str] = "pilot.amend"
    plan: Plan
    sha256: str
    version: int
    reassigned: tuple[Reassignment, ...] = ()
    cancelled: tuple[Reassignment, ...] = ()
    created: tuple[str, ...] = ()
    successions: tuple[Succession, ...] = ()

    def moves(self) -> Iterator[Move]:
        """Tasks that start over, are given up, or come to be."""
        for task in self.reassigned:
            yield ("task", task.id, task.left, "assigned")
        for task in self.cancelled:
            yield ("task", task.id, task.left, "cancelled")
        for id in self.created:
            yield ("task", id, None, "planned")


@attrs.frozen
class DeadlineResolved(Data):
    """The time limit of a task, phase or one-off occurrence became known, or was read better than before."""

    word: ClassVar[str] = "pilot.resolve_deadline"
    kind: str
    id: str
    due: Deadline


@attrs.frozen
class PlanReceived(Data):
    """An addressee acknowledged that it received the plan."""

    word: ClassVar[str] = "pilot.receive"
    unit: str


@attrs.frozen
class Delegated(Data):
    """An actor let another act for it, or took that back."""

    word: ClassVar[str] = "pilot.delegate"
    principal: str
    agent: str
    revoked: bool = False


@attrs.frozen
class ItemTicked(Data):
    """One named thing of a list that was promised is there."""

    word: ClassVar[str] = "target.tick"
    target: str
    item: str
    evidence: tuple[str, ...] = ()


@attrs.frozen
class Corrected(Data):
    """Words, evidence, document or effective day of an earlier fact were put right.

    ``version`` and ``fact_type`` name the fact; ``kind`` and ``id`` its subject.
    """

    word: ClassVar[str] = "pilot.correct"
    version: int
    fact_type: str
    kind: str
    id: str
    field: str
    value: str | tuple[str, ...]
