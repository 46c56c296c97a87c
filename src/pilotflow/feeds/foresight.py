"""What the plan foresees of duties, and what it foresaw of them before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Self

import attrs

from pilotflow.facts.records import Duty, OccurrenceRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import foreseen
from pilotflow.feeds.cadences import Cadences
from pilotflow.feeds.moments import Moment
from pilotflow.feeds.windows import Windows


@attrs.define
class Foresight:
    """What is foreseen, moment after moment.

    Attributes:
        duties: id and duty of every occurrence that the last moment foresees.
        windows: how often each of them changed. cadences: those of the series with a time.
    """

    duties: tuple[tuple[str, Duty], ...] = ()
    windows: Windows = attrs.field(factory=Windows)
    cadences: Cadences = attrs.field(factory=Cadences)

    @classmethod
    def of(cls, state: State) -> Self:
        """Everything a state and its frames foresee."""
        found = cls()
        began, version = state.editions[0].recorded, 0
        for frame in state.frames:
            found.take(Moment(frame.state, began, version), state.occurrences)
            began, version = frame.until, frame.version
        found.take(Moment(state, began, version), state.occurrences)
        return found

    def take(self, moment: Moment, records: Mapping[str, OccurrenceRecord]) -> None:
        """Take in the next moment.

        Args:
            moment: later than those before.
            records: what is known of occurrences now; what became of them later changes nothing.
        """
        self.duties = tuple(foreseen(moment.view, date.min, date.max))
        self.windows.take(moment, self.duties, records)
        self.cadences.take(moment, self.duties, records)

    def copy(self) -> Self:
        """One that goes on by itself."""
        return type(self)(self.duties, self.windows.copy(), self.cadences.copy())
