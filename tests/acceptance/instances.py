"""The instances of a feed, those of series with a rhythm one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import recurring_ical_events
from icalendar import Calendar
from tests.acceptance.node import Drawn

FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


def instances(data: bytes, first: date = FIRST, last: date = LAST) -> list[Any]:
    """Every instance of an event from one day to another, as a component of icalendar."""
    return list(recurring_ical_events.of(Calendar.from_ical(data)).between(first, last))


def drawn(data: bytes) -> list[Drawn]:
    """What FullCalendar is to show of a feed."""
    return sorted(
        Drawn(
            title=str(each["SUMMARY"]),
            start=written(each["DTSTART"].dt),
            end=""
            if each.end == each.start
            else written(each.end),  # one without an end is given that of no time
            place=str(each.get("LOCATION", "")),
            description=str(each.get("DESCRIPTION", "")),
        )
        for each in instances(data)
    )


def written(moment: date) -> str:
    """A day or time as FullCalendar has it: local times stay local, those in UTC end with a Z."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.replace(tzinfo=None).isoformat() + (
        "Z" if moment.tzinfo is UTC or moment.tzname() == "UTC" else ""
    )
