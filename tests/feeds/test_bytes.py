"""Whatever a plan says, the feed stays a calendar that every reader can read."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.feeds.reading import feed, lines_of, read, unescape
from tests.feeds.stories import Story, small_plan

from pilotflow.feeds.calendar import calendar
from pilotflow.feeds.component import component, uid
from pilotflow.feeds.entry import Entry
from pilotflow.feeds.text import clean, escape, one_line

NOON = datetime(2023, 1, 2, 4, tzinfo=UTC)
pieces = st.sampled_from(
    (
        *("\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "BEGIN:VEVENT", "END:VCALENDAR", "\\n", "\\N", "\\"),
        *(";", ",", ":", '"', "\x00", "\x07", "\x1b", "\x7f", "\ud83c", "👩\u200d👩\u200d👧", "学院"),
        *("е\u0301", "\u202e", "\ufeff", " ", "\t"),
    )
)
hostile = st.lists(pieces | st.text(max_size=30), max_size=12).map("".join)


def an_entry(**changes: object) -> Entry:
    entry = Entry("task", "7", "A title", "A title", date(2023, 3, 1), None, NOON, 0)
    return attrs.evolve(entry, **changes)  # type: ignore[arg-type]


@given(hostile, hostile, hostile, hostile)
@example("\\" * 200, "学" * 4000, ";,\n" * 100, "a" * 73 + "👩‍👩‍👧")
@example("BEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR", "", "\x00", "\ud800")
def test_every_text_is_read_back_as_it_was_cleaned(title: str, text: str, place: str, category: str) -> None:
    entry = an_entry(summary=title, description=text, place=place, category=category)
    head, events = read(calendar(title, text, "en", [component(entry, "p")]))
    event = events[0]
    assert len(events) == 1
    assert event["SUMMARY"] == one_line(title)
    assert event.get("DESCRIPTION", "") == clean(text)
    assert event.get("LOCATION", "") == one_line(place)
    assert event.get("CATEGORIES", "") == one_line(category)
    assert head["NAME"] == head["X-WR-CALNAME"] == one_line(title)
    assert head["DESCRIPTION"] == head["X-WR-CALDESC"] == clean(text)


@given(hostile, hostile)
def test_no_line_holds_a_control_character(title: str, text: str) -> None:
    entry = an_entry(summary=title, description=text)
    for line in lines_of(calendar(title, text, "en", [component(entry, title)])):
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line.replace("\t", ""))


@given(hostile)
def test_icalendar_finds_one_event_whatever_its_texts_hold(text: str) -> None:
    entry = an_entry(id=text, summary=text, description=text, place=text, category=text)
    found = Calendar.from_ical(calendar(text, text, "en", [component(entry, text)]))
    assert [str(event["UID"]).count("\n") for event in found.events] == [0]
    assert found.events[0].start == date(2023, 3, 1)


@given(hostile)
def test_a_plan_full_of_hostile_words_still_makes_one_entry_a_thing(text: str) -> None:
    plan = small_plan()
    hostile_plan = attrs.evolve(
        plan,
        title=text,
        units=tuple(attrs.evolve(unit, name=text) for unit in plan.units),
        tasks=tuple(attrs.evolve(task, title=text, text=text) for task in plan.tasks),
        series=tuple(attrs.evolve(series, title=text, place=text) for series in plan.series),
        agreements=tuple(attrs.evolve(agreement, title=text) for agreement in plan.agreements),
    )
    on = date(2023, 1, 3)
    _, events = read(feed(Story(hostile_plan).state(), on, language="en"))
    assert [e["UID"] for e in events] == [
        e["UID"] for e in read(feed(Story(plan).state(), on, language="en"))[1]
    ]


@given(hostile)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(hostile)
def test_unescaping_undoes_escaping(text: str) -> None:
    assert unescape(escape(clean(text))) == clean(text)


def test_the_words_of_a_text_survive_cleaning() -> None:
    assert clean("试点 👩‍👩‍👧\r\nsecond\u2028third\tend") == "试点 👩‍👩‍👧\nsecond\nthird\tend"


def test_the_head_says_how_often_to_look_and_invites_nobody() -> None:
    head, events = read(calendar("A pilot", "", "zh-Hans", []))
    assert events == []
    assert head["VERSION"] == "2.0"
    assert head["PRODID"] == "-//pilotflow//feed//ZH"
    assert head["REFRESH-INTERVAL;VALUE=DURATION"] == head["X-PUBLISHED-TTL"] == "PT1H"
    assert head["COLOR"] == "steelblue"
    assert not {"METHOD", "UID"} & head.keys()


@pytest.mark.parametrize(("end", "after"), [(None, "20230302"), (date(2023, 3, 5), "20230306")])
def test_whole_days_end_on_the_day_after_their_last(end: date | None, after: str) -> None:
    event = read(calendar("", "", "en", [component(an_entry(end=end), "p")]))[1][0]
    assert event["DTSTART;VALUE=DATE"] == "20230301"
    assert event["DTEND;VALUE=DATE"] == after
    assert event["TRANSP"] == "TRANSPARENT"


def test_instants_are_written_in_utc_and_make_busy() -> None:
    entry = an_entry(start=NOON, end=NOON + timedelta(hours=2))
    event = read(calendar("", "", "en", [component(entry, "p")]))[1][0]
    assert (event["DTSTART"], event["DTEND"]) == ("20230102T040000Z", "20230102T060000Z")
    assert "TRANSP" not in event


def test_nobody_looks_busy_for_what_is_cancelled() -> None:
    event = read(calendar("", "", "en", [component(an_entry(start=NOON, status="CANCELLED"), "p")]))[1][0]
    assert event["TRANSP"] == "TRANSPARENT"


def test_an_instant_without_an_end_has_none() -> None:
    event = read(calendar("", "", "en", [component(an_entry(start=NOON), "p")]))[1][0]
    assert event["DTSTART"] == "20230102T040000Z"
    assert not any(name.startswith("DTEND") for name in event)


def test_uid_stamps_and_sequence_come_from_the_entry() -> None:
    event = read(calendar("", "", "en", [component(an_entry(revision=3), "keqiao")]))[1][0]
    assert event["UID"] == uid("task", "7", "keqiao") == "task-7@keqiao.pilotflow"
    assert event["DTSTAMP"] == event["LAST-MODIFIED"] == "20230102T040000Z"
    assert event["SEQUENCE"] == "3"
