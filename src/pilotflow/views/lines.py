"""The lines of a status: one frozen class for each list it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from pilotflow.views.lights import Light


@attrs.frozen
class PhaseLine:
    """A phase, and whom its gate waits for."""

    id: str
    title: str
    state: str
    due: date | None
    light: Light | None
    waiting_for: tuple[str, ...]
    percent: int | None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return plain(self)


@attrs.frozen
class TaskLine:
    """A task, its light, and who must act next.

    ``due`` is the last day in force. ``overdue_recheck`` says that a re-check was owed before this day.
    """

    id: str
    label: str
    title: str
    state: str
    phase: str | None
    leads: tuple[str, ...]
    co_units: tuple[str, ...]
    due: date | None
    light: Light | None
    waiting_for: tuple[str, ...]
    in_question: bool
    next_check: date | None
    overdue_recheck: bool

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; the reason of the light beside its colour."""
        return plain(self) | {"light_reason": None if self.light is None else self.light.reason}


@attrs.frozen
class FeedbackLine:
    """Open feedback, and who must act next."""

    id: str
    about: tuple[str, str]
    text: str
    kind: str
    raiser: str
    state: str
    to: tuple[str, ...]
    answer_by: date | None
    overdue: bool
    disputes: int
    waiting_for: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return plain(self)


@attrs.frozen
class OccurrenceLine:
    """A meeting or other occurrence; ``overdue`` when its day or window is gone and it was not held."""

    id: str
    title: str
    kind: str
    state: str
    day: date
    time: str | None
    first: date
    last: date
    overdue: bool
    waiting_for: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return plain(self)


@attrs.frozen
class StandingLine:
    """A maintained task: a duty that stands until it is retired."""

    id: str
    title: str
    next_check: date | None
    overdue: bool
    waiting_for: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return plain(self)


@attrs.frozen
class ItemLine:
    """A named thing of a list, and the day it was ticked."""

    id: str
    title: str
    ticked: str | None


@attrs.frozen
class TargetLine:
    """What was promised: of a list what is ticked of how many, of the others the figure as promised."""

    id: str
    title: str
    kind: str
    amount: str | None
    unit: str
    items: tuple[ItemLine, ...]
    ticked: int
    total: int | None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return plain(self)


def plain(line: Any) -> dict[str, Any]:
    """The fields of a line as JSON-ready values; a light as its colour, a day as ISO text."""
    return {field.name: _plain(getattr(line, field.name)) for field in attrs.fields(type(line))}


def _plain(value: Any) -> Any:
    match value:
        case Light():
            return value.colour
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case ItemLine():
            return plain(value)
    return value
