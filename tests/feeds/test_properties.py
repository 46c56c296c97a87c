"""What holds of every feed, whatever has happened."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.feeds.random_stories import BEGIN, stories
from tests.feeds.reading import by_uid, read
from tests.feeds.stories import Story

from pilotflow.dates.local import LocalDays
from pilotflow.facts.folding import fold
from pilotflow.facts.state import State
from pilotflow.feeds.calendar import calendar
from pilotflow.feeds.component import component
from pilotflow.feeds.feed import entries, feed
from pilotflow.feeds.request import Request
from pilotflow.views.agenda import AgendaItem, agenda
from pilotflow.views.concern import Concern
from pilotflow.views.selection import Selection

SHANGHAI = ZoneInfo("Asia/Shanghai")
ON = BEGIN + timedelta(days=80)
UNITS = ("business", "design", "college", "town", "city", "board", "schools")


def request_for(state: State, **narrowed: str) -> Request:
    concern = Concern.of(state, Selection(**narrowed))  # type: ignore[arg-type]
    return Request(state, concern, "en", LocalDays(state.plan.timezone))


@given(stories(), st.sampled_from((None, *UNITS)))
def test_its_instances_are_the_items_of_the_agenda(story: Story, unit: str | None) -> None:
    state, selection = story.state(), Selection(unit=unit)
    first, last = date(2023, 1, 1), date(2024, 12, 31)
    found = Calendar.from_ical(feed(state, ON, language="en", selection=selection))
    instances = {
        (str(event["UID"]).rpartition("@")[0], _local(event.start))
        for event in recurring_ical_events.of(found).between(first, last)
        if event["STATUS"] != "CANCELLED"
        and not str(event["SUMMARY"]).startswith(("Answered: ", "Done: attachment"))
    }
    assert instances == {
        (_name(item), (item.day, item.time)) for item in agenda(state, first, last, selection)
    }


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
    uids = [event["UID"] for event in read(feed(story.state(), ON, language="en"))[1]]
    assert len(uids) == len(set(uids))
    assert all(uid.endswith("@small.pilotflow") for uid in uids)


@given(stories(), st.sampled_from(UNITS))
def test_what_a_unit_sees_stands_alike_in_the_whole_feed(story: Story, unit: str) -> None:
    state = story.state()
    whole = by_uid(feed(state, ON, language="en"))
    own = by_uid(feed(state, ON, language="en", selection=Selection(unit=unit)))
    assert own.items() <= whole.items()


@given(
    stories(), st.sampled_from([("small", "pilot"), ("p1", "phase"), ("a1", "area"), ("pair-1", "agreement")])
)
def test_every_narrowed_feed_is_part_of_the_whole(story: Story, narrowed: tuple[str, str]) -> None:
    state = story.state()
    id, field = narrowed
    selection = Selection() if field == "pilot" else Selection(**{field: id})  # type: ignore[arg-type]
    own = by_uid(feed(state, ON, language="en", selection=selection))
    assert own.items() <= by_uid(feed(state, ON, language="en")).items()


@given(stories())
def test_sequence_and_stamp_never_go_back_and_sequence_rises_when_a_day_moves(story: Story) -> None:
    before: dict[tuple[str, str], tuple[int, datetime, tuple[date, date | None], bool]] = {}
    for count in range(1, len(story.facts) + 1):
        state = fold(story.facts[:count])
        assert state is not None
        after = {
            (entry.kind, entry.id): (
                entry.revision,
                entry.touched,
                (entry.start, entry.end),
                entry.status == "CANCELLED",
            )
            for entry in entries(request_for(state), phases=True)
        }
        for name in before.keys() & after.keys():
            (old, stamp, day, gone), (new, later, moved, now_gone) = before[name], after[name]
            assert new >= old, name
            assert later >= stamp, name
            if (day, gone) != (moved, now_gone):
                assert new > old, name
                assert later > stamp, name
        before = after


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
    shown = [e for e in entries(request_for(state), phases=True) if e.stays is None or e.stays >= ON]
    head, _ = read(whole)
    pieces = [component(entry, state.id) for entry in shown]
    assert calendar(head["NAME"], head["DESCRIPTION"], "en", pieces) == whole


@given(stories())
def test_without_phases_it_lacks_them_and_nothing_else(story: Story) -> None:
    state = story.state()
    whole = by_uid(feed(state, ON, language="en"))
    less = by_uid(feed(state, ON, language="en", phases=False))
    assert less == {name: event for name, event in whole.items() if not name.startswith("phase-")}


def test_the_seed_of_hashes_changes_no_byte() -> None:
    code = (
        "import sys; from datetime import date\n"
        "from pilotflow.feeds.feed import feed\n"
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
