"""Facts about tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from pilotflow.facts.data import Data, Move, Transition
from pilotflow.plan.work import Task


class TaskTransition(Transition, frozen=True):
    """A task went along one edge of its table.

    Attributes:
        evidence: what a report or verification rests on; parts: the parts a report covers.
        next_check: the day of the next re-check, where the edge sets one.
    """

    kind: ClassVar[str] = "task"
    evidence: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    next_check: date | None = None


@attrs.frozen
class TaskCreated(Data):
    """A task was born from a decision or from the condition of a gate."""

    word: ClassVar[str] = "task.create"
    task: Task

    def moves(self) -> Iterator[Move]:
        """The task comes to be, planned."""
        yield ("task", self.task.id, None, "planned")


@attrs.frozen
class ExtensionRequested(Data):
    """A lead asked for a later last day."""

    word: ClassVar[str] = "task.request_extension"
    id: str
    latest: date
    current: date


@attrs.frozen
class ExtensionDecided(Data):
    """A request for a later last day was granted or not; ``missing`` names heads who have yet to decide."""

    word: ClassVar[str] = "task.decide_extension"
    id: str
    latest: date
    granted: bool
    missing: tuple[str, ...] = ()


@attrs.frozen
class LeadSigned(Data):
    """One of several leads accepted or reported for itself, without moving the task."""

    word: ClassVar[str] = "task.sign"
    id: str
    trigger: str
    lead: str
    evidence: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
