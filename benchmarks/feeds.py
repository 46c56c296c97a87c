"""A feed of 10,000 tasks, rendered first and after one change.

The rival builds the same components with icalendar, property by property, and turns them into bytes with its own
``to_ical()``: the same values that are in our feed, which are taken out of it beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import perf_counter
from typing import Any

from icalendar import Calendar, Event

from benchmarks.measuring import Figure, interleaved
from benchmarks.plans import OFFICE, begun, plan_of
from pilotflow import Pilot
from pilotflow.feeds.component import uid
from pilotflow.feeds.entry import Entry
from pilotflow.feeds.feed import bound
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Sheet
from pilotflow.views.selection import Selection

TASKS = 10_000
ROUNDS = 5
MILLI = 1e3
ON = "2023-01-03"


def measure() -> Iterator[Figure]:
    """First render against icalendar alone; render after one change against the first."""
    plan = plan_of(TASKS)
    pilot = begun(plan)
    entries = _entries(pilot)
    rival = _built(entries, pilot.id)
    assert rival.count(b"BEGIN:VEVENT") == pilot.feed(on=ON).count(b"BEGIN:VEVENT") > TASKS
    tasks = iter(pilot.tasks())

    def first() -> float:
        begin = perf_counter()
        fresh.feed(on=ON)
        return (perf_counter() - begin) * MILLI

    def again() -> float:
        next(tasks).assign(by=OFFICE)
        begin = perf_counter()
        data = pilot.feed(on=ON)
        cost = (perf_counter() - begin) * MILLI
        extract = Sheet(Selection(), Options()).extract(pilot.snapshot(), date.fromisoformat(ON))
        assert data == bound([extract], Options()).data
        return cost

    def alone() -> float:
        begin = perf_counter()
        _built(entries, pilot.id)
        return (perf_counter() - begin) * MILLI

    fresh = begun(plan)

    def first_of_a_new_one() -> float:
        nonlocal fresh
        fresh = begun(plan)
        return first()

    costs = interleaved({"first": first_of_a_new_one, "icalendar": alone, "again": again}, ROUNDS)
    size = len(rival) / 1e6
    yield Figure(
        "feed-first",
        costs["first"],
        costs["icalendar"],
        "ms",
        1.1,
        f"{len(entries):,} components, {size:.1f} MB",
    )
    yield Figure(
        "feed-again", costs["again"], costs["first"], "ms", 0.01, "byte for byte what a full render gives"
    )


def _entries(pilot: Pilot) -> tuple[Entry, ...]:
    sheet = Sheet(Selection(), Options())
    sheet.extract(pilot.snapshot(), date.fromisoformat(ON))
    return sheet.entries


def _built(entries: tuple[Entry, ...], pilot: str) -> bytes:
    """A calendar of the same components, as one writes it with icalendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//rival//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        properties: dict[str, Any] = {
            "uid": uid(entry.kind, entry.id, pilot),
            "dtstamp": entry.touched,
            "last-modified": entry.touched,
            "sequence": entry.revision,
            "summary": entry.summary,
            "dtstart": entry.start,
            "dtend": (entry.end or entry.start) + (date.resolution),
            "transp": "TRANSPARENT",
            "status": entry.status,
            "description": entry.description,
        }
        for name, value in properties.items():
            event.add(name, value)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
