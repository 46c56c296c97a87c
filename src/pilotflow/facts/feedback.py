"""Facts about feedback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from pilotflow.facts.data import Data, Move, Transition


@attrs.frozen
class FeedbackRaised(Data):
    """A problem, request or praise was raised about something.

    ``to`` names who owes the answer; ``answer_by`` the last day for it, None where nothing is owed.
    """

    word: ClassVar[str] = "feedback.raise_feedback"
    id: str
    about_kind: str
    about_id: str
    text: str
    kind: str
    to: tuple[str, ...] = ()
    answer_by: date | None = None

    @property
    def state(self) -> str:
        """Where the feedback begins: with its addressees, or raised where it has none."""
        return "assigned" if self.to else "raised"

    def moves(self) -> Iterator[Move]:
        """The feedback comes to be."""
        yield ("feedback", self.id, None, self.state)


class FeedbackTransition(Transition, frozen=True):
    """Feedback went along one edge of its table.

    ``text`` is the answer, ``to`` the new addressees, ``answer_by`` the day the next answer is owed,
    ``grade`` the satisfaction given when it was confirmed.
    """

    kind: ClassVar[str] = "feedback"
    text: str | None = None
    to: tuple[str, ...] = ()
    answer_by: date | None = None
    grade: int | None = None
    evidence: tuple[str, ...] = ()


@attrs.frozen
class FeedbackMoved(Data):
    """Feedback was carried over to another subject, because the first is given up."""

    word: ClassVar[str] = "feedback.move"
    id: str
    about_kind: str
    about_id: str
