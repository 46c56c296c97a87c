"""What recurs or is agreed: series, one-off occurrences, agreements, first lists of offers and needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.plan.goals import Item
from pilotflow.plan.readings import Reading

DUTY_KINDS = ("meeting", "inspection", "drill", "list_review", "report", "training", "event", "work")


@attrs.frozen
class Series:
    """A recurring duty of a kind with a cadence, perhaps one for each agreement or member of a group.

    ``when`` without a rhythm is an open cadence: it yields no dates until a decision settles it. ``time`` is the
    local time it has on each day that its rhythm names: ``14:00``, or ``14:00-16:00``.
    """

    id: str
    label: str
    kind: str
    title: str
    when: Deadline
    body: str | None = None
    units: tuple[str, ...] = ()
    for_each: str | None = None
    first: date | None = None
    last: date | None = None
    task: str | None = None
    area: str | None = None
    place: str = ""
    time: str = ""
    readings: tuple[Reading, ...] = ()


@attrs.frozen
class PlannedOccurrence:
    """A one-off meeting or event the plan foresees."""

    id: str
    label: str
    kind: str
    title: str
    due: Deadline | None = None
    body: str | None = None
    units: tuple[str, ...] = ()
    phase: str | None = None
    place: str = ""
    readings: tuple[Reading, ...] = ()


@attrs.frozen
class Agreement:
    """What parties agree or are paired for. Without ``last`` it is open-ended and has a ``review`` date."""

    id: str
    label: str
    kind: str
    title: str
    parties: tuple[str, ...]
    parent: str | None = None
    first: date | None = None
    last: date | None = None
    review: date | None = None
    body: str | None = None
    readings: tuple[Reading, ...] = ()


@attrs.frozen
class Offer:
    """What a unit can give: its kind, how much of it, and on what conditions."""

    id: str
    label: str
    title: str
    unit: str
    kind: str = ""
    capacity: Decimal | None = None
    measure: str = ""
    conditions: str = ""
    field: str = ""


@attrs.frozen
class Need:
    """What a unit lacks; ``unit`` registers it, perhaps ``on_behalf_of`` somebody without an account."""

    id: str
    label: str
    title: str
    unit: str
    kind: str = ""
    amount: Decimal | None = None
    measure: str = ""
    on_behalf_of: str = ""
    field: str = ""


@attrs.frozen
class Pool:
    """Things to be claimed: a count, or named items; a total of None is unknown."""

    id: str
    label: str
    title: str
    total: Decimal | None = None
    unit: str = ""
    items: tuple[Item, ...] = ()
    task: str | None = None
