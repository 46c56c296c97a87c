"""Facts about phases and their gates."""

from __future__ import annotations

from typing import ClassVar

import attrs

from pilotflow.facts.data import Data, Transition
from pilotflow.plan.work import Task


class PhaseTransition(Transition, frozen=True):
    """A phase went along one edge of its table; ``verdict`` is what decided it at the gate."""

    kind: ClassVar[str] = "phase"
    verdict: str | None = None


@attrs.frozen
class PhaseSigned(Data):
    """One decider gave its verdict at a gate; ``conditions`` are the tasks it asks for.

    They get their ids and become tasks when the gate is passed.
    """

    word: ClassVar[str] = "phase.sign"
    id: str
    decider: str
    verdict: str
    conditions: tuple[Task, ...] = ()


@attrs.frozen
class EvidenceFiled(Data):
    """Something a gate requires was filed: a report, a piece of evidence, the result of a review."""

    word: ClassVar[str] = "phase.file"
    id: str
    kind: str
    name: str
    evidence: tuple[str, ...]
