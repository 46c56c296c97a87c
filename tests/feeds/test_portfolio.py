"""Several pilots in one calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.feeds.entries import Component, alarms, components
from tests.feeds.random_stories import stories
from tests.feeds.reading import feed as rendered_anew
from tests.feeds.reading import read
from tests.feeds.stories import Story, small_plan

from pilotflow import Actor, ManualClock, Pilot, open_log
from pilotflow.dates.deadline import Deadline
from pilotflow.errors import NotFound, Refused
from pilotflow.feeds.feed import bound
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Sheet
from pilotflow.log.port import Log
from pilotflow.pilot.portfolio import portfolio
from pilotflow.plan.duties import Series
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Unit
from pilotflow.views.selection import Selection

NOON = datetime(2023, 3, 1, 12, tzinfo=UTC)
OFFICE = Actor("office")


@pytest.fixture
def log() -> Iterator[Log]:
    with open_log("memory:") as found:
        yield found


def a_plan(id: str, **changes: object) -> Plan:
    return attrs.evolve(small_plan(), id=id, title=f"Pilot {id}", **changes)  # type: ignore[arg-type]


def started(log: Log, plan: Plan, day: str = "2023-01-02") -> Pilot:
    return Pilot.start(plan, log, by=OFFICE, clock=ManualClock(day))


def without_ends(id: str, **changes: object) -> Plan:
    """A plan of which nothing leaves by age alone."""
    return a_plan(id, agreements=(), **changes)


def uids(data: bytes) -> list[str]:
    return [each["UID"] for each in components(data) if each.kind == "VEVENT"]


def alone(pilot: Pilot, selection: Selection | None = None, options: Options | None = None) -> bytes:
    return portfolio([pilot], NOON, selection, options).data


def test_a_portfolio_of_one_is_the_feed_of_the_pilot(log: Log) -> None:
    pilot = started(log, a_plan("north"))
    assert portfolio([pilot], NOON) == pilot.rendering(on="2023-03-01")
    assert portfolio([pilot], NOON).data == pilot.feed(on="2023-03-01")


def test_each_pilot_brings_its_entries_under_names_of_its_own(log: Log) -> None:
    north, south = started(log, a_plan("north")), started(log, a_plan("south"))
    found = uids(portfolio([north, south], NOON).data)
    assert len(found) == len(set(found))
    assert found == uids(alone(north)) + uids(alone(south))
    assert {uid.rpartition("@")[2] for uid in found} == {"north.pilotflow", "south.pilotflow"}


def test_it_is_called_after_all_of_them_and_tells_what_is_undated_in_each(log: Log) -> None:
    pilots = [started(log, a_plan("north")), started(log, a_plan("south"))]
    options = Options("en")
    head, _ = read(portfolio(pilots, NOON, options=options).data)
    assert head["NAME"] == head["X-WR-CALNAME"] == "Pilot north · Pilot south"
    texts = [read(alone(pilot, options=options))[0]["DESCRIPTION"] for pilot in pilots]
    assert head["DESCRIPTION"] == head["X-WR-CALDESC"] == "\n\n".join(texts)
    narrowed, _ = read(portfolio(pilots, NOON, Selection(unit="town"), options).data)
    assert narrowed["NAME"] == "Pilot north: Town · Pilot south: Town"


def test_the_language_is_that_of_each_plan_unless_one_is_asked_for(log: Log) -> None:
    pilots = [started(log, a_plan("north", language="en")), started(log, a_plan("south", language="zh"))]
    head, events = read(portfolio(pilots, NOON).data)
    assert head["PRODID"] == "-//pilotflow//feed//EN"
    titles = {event["UID"]: event["SUMMARY"] for event in events}
    assert titles["phase-p1@north.pilotflow"] == "Launch (end of the phase)"
    assert titles["phase-p1@south.pilotflow"] != titles["phase-p1@north.pilotflow"]
    _, asked = read(portfolio(pilots, NOON, options=Options("en")).data)
    assert len({event["SUMMARY"] for event in asked if event["UID"].startswith("phase-p1@")}) == 1


def test_a_pilot_that_does_not_know_the_unit_adds_nothing(log: Log) -> None:
    plan = a_plan("south")
    south = started(log, attrs.evolve(plan, units=(*plan.units, Unit("harbour", "Harbour", "harbour"))))
    north = started(log, a_plan("north"))
    selection = Selection(unit="harbour")
    for pilots in ([south, north], [north, south]):
        assert portfolio(pilots, NOON, selection) == portfolio([south], NOON, selection)


def test_a_unit_none_of_them_knows_is_refused(log: Log) -> None:
    pilots = [started(log, a_plan("north")), started(log, a_plan("south"))]
    with pytest.raises(NotFound) as caught:
        portfolio(pilots, NOON, Selection(unit="towm"))
    assert caught.value.reason.code == "unknown-unit"
    assert "town" in caught.value.text("en")


def test_it_changed_with_the_last_change_of_any_and_holds_until_the_first_of_any(log: Log) -> None:
    north, south = started(log, without_ends("north")), started(log, a_plan("south"), "2023-01-05")
    ends = datetime.combine(date(2024, 2, 29), time(), ZoneInfo("Asia/Shanghai"))  # the agreement leaves
    found = portfolio([north, south], NOON)
    assert (found.changed, found.until) == (south.snapshot().recorded, ends)
    assert portfolio([north], NOON).until is None
    assert portfolio([south, north], NOON).changed == found.changed
    elsewhere = Pilot.open("north", log, clock=ManualClock("2023-01-07"))
    elsewhere.task("1").cancel(by=OFFICE, reason="no funds")
    found = portfolio([north, south], NOON)
    leaves = datetime.combine(date(2023, 1, 7) + timedelta(days=61), time(), ZoneInfo("Asia/Shanghai"))
    assert (found.changed, found.until) == (north.snapshot().recorded, leaves)
    later = portfolio([north, south], leaves)
    assert (later.changed, later.until) == (leaves, ends)
    assert b"UID:task-1@north" in found.data
    assert b"UID:task-1@north" not in later.data


@pytest.mark.parametrize("lit", [Options("en", lights=True), Options("en", alarms=(1,))])
@pytest.mark.parametrize(
    ("now", "shanghai", "new_york"),
    [
        (datetime(2023, 3, 1, 12, tzinfo=UTC), date(2023, 3, 1), date(2023, 3, 1)),
        (datetime(2023, 3, 1, 20, tzinfo=UTC), date(2023, 3, 2), date(2023, 3, 1)),
        (datetime(2023, 3, 12, 12, tzinfo=UTC), date(2023, 3, 12), date(2023, 3, 12)),
    ],
)
def test_each_is_rendered_for_the_day_it_is_there(
    log: Log, lit: Options, now: datetime, shanghai: date, new_york: date
) -> None:
    east = started(log, a_plan("east"))
    west = started(log, a_plan("west", timezone="America/New_York"))
    found = portfolio([east, west], now, options=lit)
    days = ((east, shanghai), (west, new_york))
    pieces = [pilot.rendering(options=lit, on=day) for pilot, day in days]
    assert components(found.data) == sum((components(each.data) for each in pieces), ())
    begins = [datetime.combine(day, time(), ZoneInfo(pilot.plan.timezone)) for pilot, day in days]
    ends = [
        datetime.combine(day + timedelta(days=1), time(), ZoneInfo(pilot.plan.timezone))
        for pilot, day in days
    ]
    assert found.changed == max(begins) <= now
    assert found.until == min(ends) > now


def test_a_deadline_is_late_first_where_the_day_is_over_first(log: Log) -> None:
    pilots = [
        started(log, a_plan("east", timezone="Asia/Shanghai")),
        started(log, a_plan("west", timezone="America/New_York")),
    ]

    def late(now: datetime) -> set[str]:
        _, events = read(portfolio(pilots, now, options=Options("en", lights=True)).data)
        launch = [event for event in events if event["UID"].startswith("phase-p1@")]
        return {event["UID"][9:13] for event in launch if event["SUMMARY"].startswith("Late: ")}

    over = datetime(2023, 3, 31, 16, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert late(over - second) == set()
    assert late(over) == {"east"}
    assert late(datetime(2023, 4, 1, 4, tzinfo=UTC) - second) == {"east"}
    assert late(datetime(2023, 4, 1, 4, tzinfo=UTC)) == {"east", "west"}


def test_alarms_ring_at_nine_where_each_pilot_is(log: Log) -> None:
    for id, zone in (("east", "Asia/Shanghai"), ("west", "America/New_York")):
        pilot = started(log, a_plan(id, timezone=zone))
        pilot.phase("p1").open(by=OFFICE)
        pilot.occurrence("kick-off").schedule(by=OFFICE, start="2023-01-20T14:00")
    pilots = [Pilot.open(id, log, clock=ManualClock("2023-01-03")) for id in ("east", "west")]
    now = datetime(2023, 1, 3, 12, tzinfo=UTC)
    found = components(portfolio(pilots, now, options=Options("en", alarms=(1,))).data)
    rung = {
        each["UID"].rpartition("@")[2]: alarms(each, "UTC")
        for each in found
        if each["UID"].startswith("occurrence-kick-off@")
    }
    assert rung == {
        "east.pilotflow": [datetime(2023, 1, 19, 1, tzinfo=UTC)],
        "west.pilotflow": [datetime(2023, 1, 19, 14, tzinfo=UTC)],
    }


def weekly(id: str, zone: str, first: date) -> Plan:
    """A plan with a meeting every Monday for half a year."""
    meeting = Series(
        "weekly",
        "w",
        "meeting",
        "Weekly",
        Deadline("weekly", recurrence="FREQ=WEEKLY;BYDAY=MO"),
        body="board",
        first=first,
        last=first + timedelta(days=180),
        time="14:00",
    )
    return a_plan(id, timezone=zone, series=(meeting,))


def zones(data: bytes) -> list[Component]:
    return [each for each in components(data) if each.kind == "VTIMEZONE"]


def test_each_zone_in_which_something_recurs_is_told_before_the_entries(log: Log) -> None:
    pilots = [
        started(log, weekly("north", "Europe/Berlin", date(2023, 1, 9))),
        started(log, weekly("south", "Asia/Shanghai", date(2023, 1, 9))),
        started(log, a_plan("west", timezone="America/New_York")),
    ]
    data = portfolio(pilots, NOON).data
    assert [zone["TZID"] for zone in zones(data)] == ["Asia/Shanghai", "Europe/Berlin"]
    kinds = [each.kind for each in components(data)]
    assert kinds == sorted(kinds, reverse=True)
    assert {str(event["UID"]) for event in Calendar.from_ical(data).events} == set(uids(data))


@pytest.mark.parametrize("later", [date(2023, 1, 9), date(2024, 1, 8)])
def test_a_zone_that_several_pilots_share_is_told_once(log: Log, later: date) -> None:
    pilots = [
        started(log, weekly("north", "Europe/Berlin", date(2023, 1, 9))),
        started(log, weekly("south", "Europe/Berlin", later)),
    ]
    assert [zone["TZID"] for zone in zones(portfolio(pilots, NOON).data)] == ["Europe/Berlin"]


@given(stories(longest=6), stories(longest=6), st.sampled_from((None, "business", "town", "schools")))
def test_whatever_happened_the_whole_is_the_entries_of_each(
    first: Story, second: Story, unit: str | None
) -> None:
    selection, options, on = Selection(unit=unit), Options("en", relations=True), date(2023, 3, 25)
    north, south = first.state(), second.state()
    south.id = "south"
    extracts = [Sheet(selection, options).extract(state, on) for state in (north, south)]
    whole = bound(extracts, options)
    one, other = (bound([extract], options) for extract in extracts)
    assert one.data == rendered_anew(north, on, language="en", selection=selection, relations=True)
    entries = [[c for c in components(found.data) if c.kind != "VTIMEZONE"] for found in (whole, one, other)]
    assert entries[0] == entries[1] + entries[2]
    counts = [sum(c.kind == "VTIMEZONE" for c in components(found.data)) for found in (whole, one, other)]
    assert counts[0] == max(counts)
    found = [(each["UID"], *each.all("RECURRENCE-ID")) for each in entries[0]]
    assert len(found) == len(set(found))
    assert whole.changed == max(one.changed, other.changed)
    held = [each for each in (one.until, other.until) if each is not None]
    assert whole.until == (min(held) if held else None)


def test_it_is_of_one_pilot_or_more_and_of_each_once(log: Log) -> None:
    pilot = started(log, a_plan("a"))
    for pilots in ((), (pilot, pilot)):
        with pytest.raises(ValueError, match="an id of its own"):
            portfolio(pilots, NOON)


def test_what_no_feed_can_look_like_is_refused_for_several_as_for_one(log: Log) -> None:
    with pytest.raises(Refused) as refused:
        portfolio([started(log, a_plan("a"))], NOON, None, Options(kinds=("tasks",), alarms=(-3,)))
    assert [reason.code for reason in refused.value.reasons] == ["unknown-kind", "bad-alarm"]
