"""One entry of a calendar and its bytes, which depend on nothing but the entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs

from pilotflow.feeds.text import clean, one_line, value

TENTATIVE = "TENTATIVE"
CANCELLED = "CANCELLED"
CONFIRMED = "CONFIRMED"


@attrs.frozen
class Entry:
    """What a calendar shows of one thing.

    Attributes:
        kind, id: the thing, as they stand in its ``UID``.
        summary: the line a calendar shows, the stored state in front of it where that says something.
        start: the whole local day it stands on, or the aware UTC instant it begins.
        end: the last day it covers, or the instant it ends; None where it has no length of its own.
        touched: the instant of the last fact about it. revision: the count of its material changes.
        status: CONFIRMED, TENTATIVE, or CANCELLED for a tombstone.
        stays: the last day it is in a feed; None until it is settled. No part of its bytes.
    """

    kind: str
    id: str
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

    @property
    def is_timed(self) -> bool:
        """Whether it begins at an instant and not on a whole day."""
        return isinstance(self.start, datetime)


def component(entry: Entry, pilot: str) -> bytes:
    """The ``VEVENT`` of an entry.

    A whole day never makes a subscriber look busy; a fixed time does.

    Args:
        entry: what is to be shown.
        pilot: the id of the pilot; it makes the ``UID`` unique beyond it.
    """
    from icalendar import Event

    event = Event()
    event.add("uid", value(uid(entry.kind, entry.id, pilot)))
    event.add("dtstamp", entry.touched)
    event.add("last-modified", entry.touched)
    event.add("sequence", entry.revision)
    event.add("summary", value(one_line(entry.summary)))
    event.add("dtstart", entry.start)
    end = entry.end
    if not entry.is_timed:
        end = (end or entry.start) + timedelta(days=1)
        event.add("transp", "TRANSPARENT")
    if end is not None:
        event.add("dtend", end)
    for name, text in (("location", one_line(entry.place)), ("categories", one_line(entry.category))):
        if text:
            event.add(name, value(text))
    description = clean(entry.description)
    if description:
        event.add("description", value(description))
    event.add("status", entry.status)
    return bytes(event.to_ical())


def uid(kind: str, id: str, pilot: str) -> str:
    """The name of an entry, the same for as long as the thing exists.

    >>> uid("task", "7", "keqiao-zhijiang")
    'task-7@keqiao-zhijiang.pilotflow'
    """
    return one_line(f"{kind}-{id}@{pilot}.pilotflow")
