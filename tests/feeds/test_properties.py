"""What holds of every feed, whatever has happened."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.feeds.random_stories import BEGIN, stories
from tests.feeds.reading import by_uid, feed, read
from tests.feeds.stories import Story

from pilotflow.facts.folding import begin, evolve, fold
from pilotflow.facts.state import State
from pilotflow.feeds.calendar import calendar
from pilotflow.feeds.component import component
from pilotflow.feeds.entry import Entry, Key
from pilotflow.feeds.foresight import Foresight
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Sheet
from pilotflow.views.agenda import AgendaItem, agenda
from pilotflow.views.selection import Selection

SHANGHAI = ZoneInfo("Asia/Shanghai")
ON = BEGIN + timedelta(days=80)
UNITS = ("business", "design", "college", "town", "city", "board", "schools")


@given(stories(), st.sampled_from((None, *UNITS)))
def test_its_instances_are_the_items_of_the_agenda(story: Story, unit: str | None) -> None:
    state, selection = story.state(), Selection(unit=unit)
    # a feed leaves out what the end left undone, and keeps the times of cadences that were replaced
    assume(state.end is None and all(each.until is None for each in Foresight.of(state).cadences))
    first, last = date(2023, 1, 1), date(2024, 12, 31)
    found = Calendar.from_ical(feed(state, ON, language="en", selection=selection))
    instances = {
        (_thing(str(event["UID"]).rpartition("@")[0]), _local(event.start))
        for event in recurring_ical_events.of(found).between(first, last)
        if event["STATUS"] != "CANCELLED"
        and not str(event["SUMMARY"]).startswith(("Answered: ", "Done: attachment"))
    }
    assert instances == {
        (_thing(_name(item)), (item.day, item.time)) for item in agenda(state, first, last, selection)
    }


_TIMED = ("quarterly", "weekly")


def _thing(name: str) -> str:
    """The thing an entry is about; a series with a time is one entry, and many items of the agenda."""
    kind, _, id = name.partition("-")
    series = re.split("[.@~]", id)[0]
    return f"series-{series}" if kind in ("series", "occurrence") and series in _TIMED else name


def _local(start: date) -> tuple[date, str | None]:
    if isinstance(start, datetime):
        local = start.astimezone(SHANGHAI)
        return local.date(), local.strftime("%H:%M")
    return start, None


def _name(item: AgendaItem) -> str:
    if item.kind == "agreement":
        return f"agreement-{item.id}.{item.state}"
    return f"{'task' if item.kind == 'recheck' else item.kind}-{item.id}"


@given(stories(), st.sampled_from((None, *UNITS)), st.randoms())
def test_the_same_facts_give_the_same_bytes(story: Story, unit: str | None, chance: random.Random) -> None:
    selection = Selection(unit=unit)
    once = feed(story.state(), ON, language="en", selection=selection)
    again = story.state()
    for field in ("tasks", "feedback", "phases", "series", "occurrences", "questions", "counters"):
        pairs = list(getattr(again, field).items())
        chance.shuffle(pairs)
        setattr(again, field, dict(pairs))
    assert feed(again, ON, language="en", selection=selection) == once


@given(stories())
def test_no_uid_stands_twice_and_none_names_another_pilot(story: Story) -> None:
    events = read(feed(story.state(), ON, language="en"))[1]
    uids = [event["UID"] for event in events if not any(name.startswith("RECURRENCE-ID") for name in event)]
    assert len(uids) == len(set(uids))
    assert len(by_uid(feed(story.state(), ON, language="en"))) == len(events)
    assert all(uid.endswith("@small.pilotflow") for uid in uids)


@given(stories(), st.sampled_from(UNITS))
def test_what_a_unit_sees_stands_alike_in_the_whole_feed(story: Story, unit: str) -> None:
    state = story.state()
    whole = by_uid(feed(state, ON, language="en"))
    own = by_uid(feed(state, ON, language="en", selection=Selection(unit=unit)))
    for uid, event in own.items():
        if event["SUMMARY"].startswith("Handed over: "):
            continue
        if event["SEQUENCE"] == whole[uid]["SEQUENCE"]:
            assert event == whole[uid]
        else:  # what was with others for a while counts its way there and back
            assert int(event["SEQUENCE"]) >= int(whole[uid]["SEQUENCE"]) + 2


@given(
    stories(), st.sampled_from([("small", "pilot"), ("p1", "phase"), ("a1", "area"), ("pair-1", "agreement")])
)
def test_every_narrowed_feed_is_part_of_the_whole(story: Story, narrowed: tuple[str, str]) -> None:
    state = story.state()
    id, field = narrowed
    selection = Selection() if field == "pilot" else Selection(**{field: id})  # type: ignore[arg-type]
    own = by_uid(feed(state, ON, language="en", selection=selection))
    whole = by_uid(feed(state, ON, language="en"))
    for uid, event in own.items():
        # what an agreement was narrowed to went with it
        assert event == whole[uid] or event["SUMMARY"].startswith("Handed over: ")


def held(state: State, unit: str | None = None) -> dict[Key, Entry]:
    """The entries of a feed, whatever their age."""
    sheet = Sheet(Selection(unit=unit), Options("en"))
    sheet.extract(state, ON)
    return {entry.key: entry for entry in sheet.entries}


def material(entry: Entry) -> tuple[object, ...]:
    """What a change of must raise SEQUENCE, and of nothing else."""
    return (
        entry.title,
        entry.place,
        entry.start,
        entry.end,
        entry.status == "CANCELLED",
        entry.recurrence,
    )


@given(stories(), st.sampled_from((None, *UNITS)))
def test_sequence_rises_exactly_when_something_material_changes(story: Story, unit: str | None) -> None:
    before: dict[Key, Entry] = {}
    for count in range(1, len(story.facts) + 1):
        state = fold(story.facts[:count])
        assert state is not None
        after = held(state, unit)
        for key in before.keys() & after.keys():
            old, new = before[key], after[key]
            assert new.touched >= old.touched, key
            if material(old) == material(new):
                assert new.revision == old.revision, key
            else:
                assert new.revision > old.revision, key
                assert new.touched > old.touched, key
        before = after


@given(stories(), st.sampled_from((None, *UNITS)))
def test_nothing_that_lives_leaves_a_feed_without_a_tombstone(story: Story, unit: str | None) -> None:
    before: dict[Key, Entry] = {}
    for count in range(1, len(story.facts) + 1):
        state = fold(story.facts[:count])
        assert state is not None
        after = held(state, unit)
        gone = [before[key] for key in before.keys() - after.keys()]
        # what a series says of one of its times is of one piece with it, and has no UID of its own
        assert [entry.key for entry in gone if entry.stays is None and entry.instance is None] == []
        before = after


@given(stories(), st.sampled_from((None, *UNITS)), st.booleans())
def test_a_feed_that_is_kept_is_the_one_rendered_anew(story: Story, unit: str | None, lights: bool) -> None:
    options = Options("en", lights=lights, relations=True)
    kept = Sheet(Selection(unit=unit), options)
    state: State | None = None
    for count, fact in enumerate(story.facts, 1):
        if state is None:
            state = begin(fact)
        else:
            evolve(state, fact)
        told = partial(lambda upto, version: story.facts[version:upto], count)
        anew = fold(story.facts[:count])
        assert anew is not None
        assert kept.extract(state, ON, told) == Sheet(Selection(unit=unit), options).extract(anew, ON)


@given(stories(), st.integers(0, 400))
def test_by_date_alone_things_only_leave(story: Story, later: int) -> None:
    state = story.state()
    now = by_uid(feed(state, ON, language="en"))
    then = by_uid(feed(state, ON + timedelta(days=later), language="en"))
    assert then.items() <= now.items()


@given(stories())
def test_head_components_and_end_make_the_whole(story: Story) -> None:
    state = story.state()
    whole = feed(state, ON, language="en")
    shown = [e for e in held(state).values() if e.stays is None or e.stays >= ON]
    head, _ = read(whole)
    pieces = [component(entry, state.id) for entry in shown]
    zones = Sheet(Selection(), Options("en")).extract(state, ON).zones
    assert calendar(head["NAME"], head["DESCRIPTION"], "en", pieces, zones=zones) == whole


@given(stories())
def test_without_phases_it_lacks_them_and_nothing_else(story: Story) -> None:
    state = story.state()
    whole = by_uid(feed(state, ON, language="en"))
    less = by_uid(feed(state, ON, language="en", phases=False))
    assert less == {name: event for name, event in whole.items() if not name.startswith("phase-")}


def test_the_seed_of_hashes_changes_no_byte() -> None:
    code = (
        "import sys; from datetime import date\n"
        "from tests.feeds.reading import feed\n"
        "from tests.feeds.stories import Story\n"
        "story = Story().raised(('task', '1'), '2023-01-03', '2023-02-01')\n"
        "sys.stdout.buffer.write(feed(story.state(), date(2023, 1, 4), language='en'))\n"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root / "src"), str(root)])
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert seen.pop().startswith(b"BEGIN:VCALENDAR\r\n")
