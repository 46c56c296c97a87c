"""What a calendar shows of one thing, before it is bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Self

import attrs

TENTATIVE = "TENTATIVE"
CANCELLED = "CANCELLED"
CONFIRMED = "CONFIRMED"

Key = tuple[str, str, str]
"""Kind and id of an entry, and which of its times it is: empty but for an exception to a recurring one."""


@attrs.frozen
class Recurrence:
    """The rule of a recurring entry: an RRULE without its end, its last time, and the times that are left out."""

    rule: str
    last: datetime
    without: tuple[datetime, ...] = ()


@attrs.frozen
class Entry:
    """What a calendar shows of one thing.

    Attributes:
        kind, id: the thing, as they stand in its ``UID``.
        title: what the plan calls it. summary: the line a calendar shows, the stored state in front of the title
            where that says something.
        start: the whole local day it stands on, or the aware instant it begins: UTC, or in the plan's zone where
            it recurs.
        end: the last day it covers, or the instant it ends; None where it has no length of its own.
        touched: the instant of the last fact about it. revision: the count of its material changes.
        status: CONFIRMED, TENTATIVE, or CANCELLED for a tombstone.
        stays: the last day it is in a feed; None until it is settled. No part of its bytes.
        todo: the ``STATUS`` of a ``VTODO``; None for a ``VEVENT``.
        alarms: minutes from its start, of a ``VTODO`` from its last day, to each alarm; below nought for before.
        related: a RELTYPE, and kind and id of the thing it stands in this relation to.
        recurrence: how it recurs. instance: the time that this exception to a recurring entry stands for.
    """

    kind: str
    id: str
    title: str
    summary: str
    start: date
    end: date | None
    touched: datetime
    revision: int
    description: str = ""
    category: str = ""
    place: str = ""
    status: str = CONFIRMED
    stays: date | None = None
    todo: str | None = None
    alarms: tuple[int, ...] = ()
    related: tuple[tuple[str, str, str], ...] = ()
    url: str = ""
    recurrence: Recurrence | None = None
    instance: datetime | None = None

    @property
    def key(self) -> Key:
        """What tells it from every other entry of a pilot."""
        return self.kind, self.id, "" if self.instance is None else self.instance.isoformat()

    @property
    def is_timed(self) -> bool:
        """Whether it begins at an instant and not on a whole day."""
        return isinstance(self.start, datetime)

    def once(self) -> Self:
        """The same as something that does not recur, and so needs no zone."""
        end = None if self.end is None else _utc(self.end)
        return attrs.evolve(self, start=_utc(self.start), end=end, recurrence=None)


@attrs.frozen
class Undated:
    """A thing that has no day yet and is told of in the description; ``place`` is where it is told of."""

    kind: str
    id: str
    title: str
    place: tuple[int, int, int, str]


Found = Iterator[tuple[str, Entry | Undated]]
"""Entries, each with the id of the thing whose facts change it."""


def _utc(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
