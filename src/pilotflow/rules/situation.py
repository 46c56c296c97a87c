"""What a decision looks at: the state, the command, and the record the command is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from pilotflow.dates.partial import last_day
from pilotflow.facts.actor import Actor
from pilotflow.facts.state import State


class Command(msgspec.Struct, frozen=True):
    """What somebody asks for.

    Attributes:
        kind, id: the thing it is about; trigger: the word of the edge or act.
        by: who asks. today: the local day of asking, in the plan's zone.
        effective: the day, month or year it took effect, ISO.
        reason, document: why, and the document it rests on.
        args: what else the trigger takes, by name.
        dated: whether the day was given, and so has to be judged.

    Both are built for every command, so they are frozen structs of msgspec: attrs freezes by a call for every
    field, which costs several times the building.
    """

    kind: str
    id: str
    trigger: str
    by: Actor
    today: date
    effective: str
    reason: str | None = None
    document: str | None = None
    args: Mapping[str, Any] = {}
    dated: bool = True

    @property
    def day(self) -> date:
        """The last day on which it can have taken effect: today, in a month or year that goes on."""
        return min(last_day(self.effective), self.today)


class Situation(msgspec.Struct, frozen=True):
    """A command before the state it is judged in. ``record`` is None where the thing has none yet."""

    state: State
    command: Command
    record: Any
    current: str
