"""Facts about meetings and other occurrences, the cadence of series, and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.data import Data, Move, Transition


@attrs.frozen
class Attendance:
    """How many of a unit were there."""

    unit: str
    count: int


@attrs.frozen
class OccurrenceEntered(Data):
    """An occurrence that no series foresees was called."""

    word: ClassVar[str] = "occurrence.convene"
    id: str
    kind: str
    title: str
    first: date
    last: date
    body: str | None = None
    units: tuple[str, ...] = ()
    place: str = ""

    def moves(self) -> Iterator[Move]:
        """The occurrence comes to be, due."""
        yield ("occurrence", self.id, None, "due")


class OccurrenceTransition(Transition, frozen=True):
    """An occurrence went along one edge of its table.

    Attributes:
        start: the day, or the local time as ISO text, it is fixed for or was held; end: likewise.
        attendance, minutes, evidence: what is known of the one that was held.
    """

    kind: ClassVar[str] = "occurrence"
    start: str | None = None
    end: str | None = None
    place: str | None = None
    attendance: tuple[Attendance, ...] = ()
    minutes: str | None = None
    evidence: tuple[str, ...] = ()


@attrs.frozen
class CadenceSettled(Data):
    """An open cadence got its rhythm by decision, from a day on."""

    word: ClassVar[str] = "series.settle"
    id: str
    when: Deadline
    first: date


@attrs.frozen
class DecisionTaken(Data):
    """A decision was taken, at an occurrence or outside one."""

    word: ClassVar[str] = "decision.record"
    id: str
    text: str
    occurrence: str | None = None

    def moves(self) -> Iterator[Move]:
        """The decision comes to be, and stays."""
        yield ("decision", self.id, None, "taken")
