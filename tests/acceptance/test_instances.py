"""The instances that recurring-ical-events finds in a feed are the items of the agenda, for every unit."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.acceptance.instances import instances
from tests.acceptance.life import DAYS, Asked, Feed, Life
from tests.acceptance.timed import TIMED_DAY, ZONES, retimed

from pilotflow.facts.state import State
from pilotflow.views.agenda import AgendaItem

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2022, 1, 1), date(2026, 12, 31)

Standing = tuple[str, str, date, str | None]
"""What stands on a day: its kind, its id, the day, and the local time where one is fixed."""

SETTLED = {"closed", "done", "passed", "stopped", "held", "missed", "expires"}
"""States that a thing does not leave by the work of the pilot; a while later it is left out of the feed."""


def test_the_instances_of_a_feed_are_the_items_of_the_agenda(life: Life, feeds: list[Feed]) -> None:
    days = moves(life)
    for feed in feeds:
        asked = feed.asked
        if asked.look != "plain" or asked.zone:
            continue
        agenda = {item_of(each): each for each in agenda_of(life, asked)}
        shown = standing(feed, life.known[asked.day].snapshot())
        assert shown <= agenda.keys(), asked.name
        missing = {what: agenda[what] for what in agenda.keys() - shown}
        assert {
            what for what, item in missing.items() if not may_be_left_out(life, days, asked.day, item)
        } == set()


def test_what_is_done_is_in_the_feed_for_a_while_and_then_left_out(life: Life) -> None:
    """Without this, a feed that left everything out which is settled would pass."""
    held = {
        day: {
            name for _, name, _, _ in standing(life.feed(Asked(day, None, "zh")), life.known[day].snapshot())
        }
        for day in DAYS
    }
    assert "kick-off" in held["2023-03-10"]
    assert "kick-off" not in held["2023-05-31"]


@pytest.mark.parametrize("zone", ZONES)
def test_the_meetings_of_a_rule_are_those_of_the_agenda(life: Life, zone: str) -> None:
    shown = {
        local(event["DTSTART"].dt, ZoneInfo(zone))
        for event in instances(life.feed(Asked(TIMED_DAY, None, "en", zone=zone)).data)
        if str(event["UID"]).startswith(("series-weekly", "occurrence-weekly"))
    }
    agenda = life.timed[zone].agenda("2030-01-01", "2030-12-31")
    assert shown == {(item.day, item.time) for item in agenda if item.id.startswith("weekly")}
    assert len(shown) > 15


@pytest.mark.parametrize("zone", ZONES)
def test_a_meeting_that_gets_another_time_is_not_shown_twice(zone: str) -> None:
    data = retimed(zone).rendering(on=TIMED_DAY).data
    shown = Counter(
        local(event["DTSTART"].dt, ZoneInfo(zone))[0]
        for event in instances(data)
        if str(event["UID"]).startswith("series-weekly") and event["STATUS"] != "CANCELLED"
    )
    assert [day for day, count in shown.items() if count > 1] == []
    assert len(shown) > 15


def agenda_of(life: Life, asked: Asked) -> tuple[AgendaItem, ...]:
    """The agenda of a unit, which is empty for one that was amended away."""
    known = life.known[asked.day]
    if asked.unit in (None, *(unit.id for unit in known.plan.units)):
        return known.agenda(FIRST, LAST, unit=asked.unit)
    return ()


def standing(feed: Feed, state: State) -> set[Standing]:
    """What a feed shows that is neither cancelled, nor answered, nor the pilot's own end."""
    found = set()
    for event in instances(feed.data, FIRST, LAST):
        kind, _, id = str(event["UID"]).rpartition("@")[0].partition("-")
        answered = kind == "feedback" and state.feedback[id].state in ("answered", "confirmed")
        if event["STATUS"] != "CANCELLED" and kind != "pilot" and not answered:
            found.add((kind, id, *local(event["DTSTART"].dt)))
    return found


def item_of(item: AgendaItem) -> Standing:
    kind, id = item.kind, item.id
    if kind == "recheck":
        kind = "task"
    elif kind == "agreement":
        id = f"{id}.{item.state}"
    return kind, id, item.day, item.time


def local(start: date, zone: ZoneInfo = SHANGHAI) -> tuple[date, str | None]:
    if not isinstance(start, datetime):
        return start, None
    at = start.astimezone(zone)
    return at.date(), at.strftime("%H:%M")


Moves = dict[tuple[str, str], list[date]]
"""The days on which a thing of a kind came into another state."""


def moves(life: Life) -> Moves:
    found: Moves = {}
    for fact in life.pilot.facts():
        for kind, id, _, _ in fact.data.moves():
            found.setdefault((kind, id), []).append(fact.recorded.astimezone(SHANGHAI).date())
    return found


def may_be_left_out(life: Life, days: Moves, day: str, item: AgendaItem) -> bool:
    """Whether a thing was settled more than 90 days ago, or will not be done since the pilot is over."""
    on = date.fromisoformat(day)
    if item.state not in SETTLED:
        return life.known[day].state != "running" and item.kind != "recheck"
    if item.kind == "agreement":
        since = item.day
    else:
        name = ("task", item.id.partition(".")[0]) if item.kind == "part" else (item.kind, item.id)
        since = max(each for each in days[name] if each <= on)
    return since + timedelta(days=90) < on
