"""A reader of iCalendar that owes nothing to the library that wrote the bytes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pilotflow.facts.state import State
from pilotflow.feeds.feed import feed as rendered
from pilotflow.feeds.options import Options
from pilotflow.views.selection import Selection

Properties = dict[str, str]
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def feed(
    state: State, on: date, *, language: str, selection: Selection | None = None, **options: Any
) -> bytes:
    """The bytes of a feed, rendered from nothing."""
    return rendered(state, on, selection, Options(language, **options)).data


def lines_of(data: bytes) -> list[str]:
    """The unfolded lines; fails on anything but CRLF, at most 75 octets, folds between characters."""
    assert data.endswith(b"\r\n")
    unfolded: list[str] = []
    for raw in data[:-2].split(b"\r\n"):
        assert len(raw) <= 75
        assert b"\r" not in raw
        assert b"\n" not in raw
        line = raw.decode("utf-8")
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return unfolded


def read(data: bytes) -> tuple[Properties, list[Properties]]:
    """The properties of the calendar and of each event, values unescaped, parameters kept in the name."""
    lines = lines_of(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    head: Properties = {}
    events: list[Properties] = []
    at = head
    in_zone = False
    for line in lines[1:-1]:
        if in_zone or line == "BEGIN:VTIMEZONE":
            in_zone = line != "END:VTIMEZONE"
        elif line == "BEGIN:VEVENT":
            assert at is head
            at = {}
        elif line == "END:VEVENT":
            events.append(at)
            at = head
        else:
            name, _, value = line.partition(":")
            assert name not in at or name.startswith("EXDATE")
            at[name] = f"{at[name]},{value}" if name in at else unescape(value)
    assert at is head
    return head, events


def unescape(value: str) -> str:
    """What an escaped text says."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def by_uid(data: bytes) -> dict[str, Properties]:
    """Events by the part of their UID in front of the pilot; one time of a recurring one by that time as well."""
    events = read(data)[1]
    found = {event["UID"].rpartition("@")[0] + _time(event): event for event in events}
    assert len(found) == len(events)
    return found


def _time(event: Properties) -> str:
    return "".join(f" {value}" for name, value in event.items() if name.startswith("RECURRENCE-ID"))
