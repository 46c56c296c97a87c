"""What a subscriber may ask for beside whose calendar it is: each option changes what it names, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import attrs
import pytest
import recurring_ical_events
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.feeds.entries import Component, alarms, entries
from tests.feeds.random_stories import BEGIN, stories
from tests.feeds.reading import feed, lines_of, read
from tests.feeds.stories import Story, by, small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.local import LocalDays
from pilotflow.facts.pilots import PilotTransition
from pilotflow.facts.tasks import TaskCreated
from pilotflow.feeds.feed import feed as rendered
from pilotflow.feeds.options import Options
from pilotflow.feeds.rendering import Rendering
from pilotflow.feeds.things import THINGS
from pilotflow.plan.duties import Series
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Gate, Requirement, Task
from pilotflow.views.agenda import agenda

EARLY = date(2023, 1, 10)
END = BEGIN + timedelta(days=80)
"""A day after every random story."""
WORDS = {"red": "Late", "yellow": "Behind", "blue": "Soon due"}
SETTLED = ("Done: ", "Stopped: ", "Not held: ", "Answered: ", "Cancelled: ", "Handed over: ")
later_days = st.dates(END, date(2024, 6, 30))


def shown(story: Story, on: date = EARLY, **options: Any) -> dict[str, Component]:
    return entries(feed(story.state(), on, language="en", **options))


def asked(story: Story, on: date, **options: Any) -> Rendering:
    return rendered(story.state(), on, None, Options("en", **options))


def in_zone(zone: str) -> Plan:
    return attrs.evolve(small_plan(), timezone=zone)


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def suspended(on: str = "2023-01-04") -> Story:
    story = Story().task("1", "assign", "assigned", "2023-01-03")
    return story.task("1", "suspend", "suspended", on)


# lights


@pytest.mark.parametrize(
    ("name", "on", "summary"),
    [
        ("task-1", "2023-05-04", "Sign the agreements"),
        ("task-1", "2023-05-05", "Soon due: Sign the agreements"),
        ("task-1", "2023-05-15", "Soon due: Sign the agreements"),
        ("task-1", "2023-05-16", "Late: Sign the agreements"),
        ("phase-p1", "2023-03-20", "Launch (end of the phase)"),
        ("phase-p1", "2023-03-21", "Soon due: Launch (end of the phase)"),
        ("phase-p1", "2023-04-01", "Late: Launch (end of the phase)"),
        ("part-1.sign@design", "2023-04-14", "Signature (Design school)"),
        ("part-1.sign@design", "2023-04-15", "Late: Signature (Design school)"),
        ("occurrence-kick-off", "2023-02-03", "Kick-off"),
        ("occurrence-kick-off", "2023-02-04", "Late: Kick-off"),
        # it stands on the last working day, and is late when the whole window is gone
        ("occurrence-quarterly.2023-q3", "2023-09-30", "Board meeting (in this quarter)"),
        ("occurrence-quarterly.2023-q3", "2023-10-01", "Late: Board meeting (in this quarter)"),
    ],
)
def test_lights_say_what_is_near_and_what_is_late_and_without_them_nothing_does(
    name: str, on: str, summary: str
) -> None:
    day = date.fromisoformat(on)
    assert shown(Story(), day, lights=True)[name]["SUMMARY"] == summary
    assert shown(Story(), day)[name]["SUMMARY"] == summary.removeprefix("Soon due: ").removeprefix("Late: ")


@pytest.mark.parametrize(("on", "light"), [("2023-01-06", ""), ("2023-01-07", "Behind")])
def test_a_task_nobody_accepts_is_behind(on: str, light: str) -> None:
    story = Story().task("1", "assign", "assigned", "2023-01-03")
    assert shown(story, date.fromisoformat(on), lights=True)["task-1"].light == light


@pytest.mark.parametrize(
    ("on", "summary"), [("2023-07-05", "Re-check: "), ("2023-07-06", "Late: Re-check: ")]
)
def test_a_recheck_nobody_made_is_late(on: str, summary: str) -> None:
    story = Story().task("2", "maintain", "maintained", "2023-01-05", next_check=date(2023, 7, 5))
    event = shown(story, date.fromisoformat(on), lights=True)["task-2"]
    assert event["SUMMARY"] == f"{summary}Keep the list"


def test_an_answer_is_late_until_it_is_given_and_its_task_is_behind_for_as_long() -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19")
    late = date(2023, 1, 20)
    assert shown(story, date(2023, 1, 19), lights=True)["feedback-F1"].light == ""
    assert (
        shown(story, late, lights=True)["feedback-F1"]["SUMMARY"] == "Late: Answer owed: attachment missing"
    )
    assert shown(story, late, lights=True)["task-1"].light == "Behind"
    story.feedback("F1", "answer", "answered", "2023-01-20", text="attached")
    assert shown(story, late, lights=True)["feedback-F1"].light == ""
    assert shown(story, late, lights=True)["task-1"].light == ""


def test_a_maintained_task_about_which_an_answer_is_late_is_behind() -> None:
    story = Story().task("2", "maintain", "maintained", "2023-01-05", next_check=date(2024, 1, 5))
    story.raised(("task", "2"), "2023-01-06", "2023-01-20")
    event = shown(story, date(2023, 1, 21), lights=True)["task-2"]
    assert event["SUMMARY"] == "Behind: Re-check: Keep the list"


def test_what_is_suspended_has_no_light() -> None:
    late = date(2023, 6, 1)
    assert shown(suspended(), late, lights=True)["task-1"]["SUMMARY"] == "Suspended: Sign the agreements"


def test_the_parts_of_what_is_suspended_have_no_light() -> None:
    event = shown(suspended(), date(2023, 6, 1), lights=True)["part-1.sign@business"]
    assert event["SUMMARY"] == "Signature (Business school)"


def test_what_the_end_of_the_pilot_leaves_undone_is_not_late() -> None:
    story = Story().tell(PilotTransition("small", "stop", "running", "stopped"), "2023-04-20")
    events = shown(story, date(2023, 6, 1), lights=True)
    assert {"task-1", "phase-p1", "part-1.sign@business", "occurrence-kick-off"} <= events.keys()
    assert {event.light for event in events.values()} == {""}


@given(stories(), later_days)
def test_lights_stand_in_front_of_summaries_and_change_nothing_else(story: Story, on: date) -> None:
    lit, plain = shown(story, on, lights=True), shown(story, on)
    assert lit.keys() == plain.keys()
    for name, event in lit.items():
        assert event.title == plain[name]["SUMMARY"]
        assert event.without("SUMMARY") == plain[name].without("SUMMARY")


@given(stories(), later_days)
def test_the_lights_of_tasks_and_phases_are_those_of_the_agenda(story: Story, on: date) -> None:
    state = story.state()
    lit = shown(story, on, lights=True)
    items = [each for each in agenda(state, date.min, date.max, on=on) if each.kind in ("task", "phase")]
    for item in items:
        name = f"{item.kind}-{item.id}"
        # what is done is in an agenda for ever, and so is what the end of the pilot gave up
        if name in lit and lit[name]["STATUS"] != "CANCELLED":
            assert lit[name].light == WORDS.get(item.light or "", "")


def test_lights_are_said_in_the_language_of_the_feed() -> None:
    data = feed(Story().state(), date(2023, 5, 16), language="zh", lights=True)
    assert entries(data)["task-1"]["SUMMARY"] == "逾期：Sign the agreements"


# how long it holds


@given(stories(), later_days)
def test_it_holds_until_the_day_on_which_something_leaves(story: Story, on: date) -> None:
    found = asked(story, on)
    if found.until is None:
        assert asked(story, on + timedelta(days=3650)).data == found.data
        return
    day = found.until.astimezone(ZoneInfo("Asia/Shanghai")).date()
    assert found.until == midnight(day, "Asia/Shanghai")
    assert day > on
    assert asked(story, day - timedelta(days=1)).data == found.data
    assert asked(story, day).data != found.data


@given(stories(), later_days)
def test_it_changed_with_the_last_fact_or_at_the_midnight_something_left(story: Story, on: date) -> None:
    found, last = asked(story, on), story.facts[-1].recorded
    if found.changed == last:
        assert asked(story, last.date()).data == found.data
        return
    day = found.changed.astimezone(ZoneInfo("Asia/Shanghai")).date()
    assert found.changed == midnight(day, "Asia/Shanghai")
    assert found.changed > last
    assert day <= on
    assert asked(story, day).data == found.data
    assert asked(story, day - timedelta(days=1)).data != found.data


def test_where_nothing_will_leave_it_holds_until_a_fact_comes() -> None:
    story = Story(attrs.evolve(small_plan(), agreements=()))
    found = asked(story, EARLY)
    assert (found.changed, found.until) == (story.facts[-1].recorded, None)


def test_what_leaves_first_is_what_ends_it_and_what_left_last_is_when_it_changed() -> None:
    story = (
        Story().task("1", "cancel", "cancelled", "2023-01-05").task("2", "cancel", "cancelled", "2023-01-08")
    )
    day = timedelta(days=1)
    first, second = date(2023, 1, 5) + 61 * day, date(2023, 1, 8) + 61 * day
    zone = "Asia/Shanghai"
    ended = midnight(date(2023, 11, 30) + 91 * day, zone)  # the agreement leaves
    seen = [asked(story, on) for on in (EARLY, first - day, first, second - day, second)]
    assert [each.until for each in seen] == [
        *2 * [midnight(first, zone)],
        *2 * [midnight(second, zone)],
        ended,
    ]
    recorded = story.facts[-1].recorded
    assert [each.changed for each in seen] == [
        *2 * [recorded],
        *2 * [midnight(first, zone)],
        midnight(second, zone),
    ]


@pytest.mark.parametrize("options", [{"lights": True}, {"alarms": (1,)}])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize("on", ["2023-01-03", "2023-03-25", "2023-03-26", "2023-10-29"])
def test_what_depends_on_the_day_holds_until_midnight_there(
    options: dict[str, Any], zone: str, on: str
) -> None:
    day = date.fromisoformat(on)
    found = asked(Story(in_zone(zone)), day, **options)
    assert found.until == midnight(day + timedelta(days=1), zone)
    assert found.changed == midnight(day, zone)


def test_what_depends_on_the_day_did_not_change_before_its_last_fact() -> None:
    story = Story()
    assert asked(story, date(2023, 1, 2), lights=True).changed == story.facts[-1].recorded


# spans


def test_a_window_is_covered_whole_and_a_deadline_without_one_stays_one_day() -> None:
    events = shown(Story(), spans=True)
    window, single = events["task-1"], events["task-2"]
    assert (window.day("DTSTART"), window.day("DTEND")) == (date(2023, 5, 1), date(2023, 5, 16))
    assert (single.day("DTSTART"), single.day("DTEND")) == (date(2023, 6, 30), date(2023, 7, 1))
    assert window["TRANSP"] == "TRANSPARENT"


def test_what_has_no_last_day_has_no_span_either() -> None:
    plan = small_plan()
    waiting = attrs.evolve(plan.tasks[3], due=Deadline("from May on", earliest=date(2023, 5, 1)))
    assert "task-4" not in shown(Story(attrs.evolve(plan, tasks=(waiting,))), spans=True)


@pytest.mark.parametrize("kind", ["part", "phase"])
def test_the_windows_of_parts_and_phases_are_covered_too(kind: str) -> None:
    plan = small_plan()
    due = Deadline("in April", earliest=date(2023, 4, 3), latest=date(2023, 4, 28))
    part = attrs.evolve(plan.tasks[0].parts[0], due=due)
    plan = attrs.evolve(
        plan,
        tasks=(attrs.evolve(plan.tasks[0], parts=(part,)),),
        phases=(attrs.evolve(plan.phases[0], due=due), *plan.phases[1:]),
    )
    event = shown(Story(plan), spans=True)["part-1.sign@design" if kind == "part" else "phase-p1"]
    assert (event.day("DTSTART"), event.day("DTEND")) == (date(2023, 4, 3), date(2023, 4, 29))


def test_a_recurring_duty_covers_its_window_up_to_its_last_working_day_until_it_is_fixed() -> None:
    name = "quarterly.2023-q3"
    event = shown(Story(), spans=True)[f"occurrence-{name}"]
    assert (event.day("DTSTART"), event.day("DTEND")) == (date(2023, 7, 1), date(2023, 9, 30))
    story = Story().occurrence(name, "schedule", "scheduled", "2023-01-05", start="2023-08-08")
    event = shown(story, spans=True)[f"occurrence-{name}"]
    assert (event.day("DTSTART"), event.day("DTEND")) == (date(2023, 8, 8), date(2023, 8, 9))


def test_a_one_off_with_a_window_covers_it_until_it_is_fixed() -> None:
    plan = small_plan()
    due = Deadline("early in February", earliest=date(2023, 2, 1), latest=date(2023, 2, 10))
    story = Story(attrs.evolve(plan, occurrences=(attrs.evolve(plan.occurrences[0], due=due),)))
    event = shown(story, spans=True)["occurrence-kick-off"]
    assert (event.day("DTSTART"), event.day("DTEND")) == (date(2023, 2, 1), date(2023, 2, 11))


def test_a_one_off_without_a_window_does_not_cover_all_the_days_before_it() -> None:
    event = shown(Story(), spans=True)["occurrence-kick-off"]
    assert (event.day("DTSTART"), event.day("DTEND")) == (date(2023, 2, 3), date(2023, 2, 4))


@given(stories())
def test_spans_begin_earlier_and_change_nothing_else(story: Story) -> None:
    whole, plain = shown(story, END, spans=True), shown(story, END)
    assert whole.keys() == plain.keys()
    for name, event in whole.items():
        assert event.without("DTSTART;VALUE=DATE") == plain[name].without("DTSTART;VALUE=DATE")
        if not isinstance(event.moment("DTSTART"), datetime):
            assert event.day("DTSTART") <= plain[name].day("DTSTART") < event.day("DTEND")


# to-dos


def along(*steps: tuple[str, str]) -> Story:
    story = Story()
    for trigger, state in steps:
        story.task("1", trigger, state, "2023-01-05")
    return story


REPORTED = (("assign", "assigned"), ("accept", "accepted"), ("start", "underway"), ("report", "reported"))


@pytest.mark.parametrize(
    ("story", "status"),
    [
        (along(), "NEEDS-ACTION"),
        (along(*REPORTED[:2]), "NEEDS-ACTION"),
        (along(*REPORTED[:3]), "IN-PROCESS"),
        (along(*REPORTED), "IN-PROCESS"),
        (along(*REPORTED, ("verify", "verified")), "IN-PROCESS"),
        (along(*REPORTED, ("verify", "verified"), ("close", "closed")), "COMPLETED"),
        (along(("cancel", "cancelled")), "CANCELLED"),
    ],
)
def test_a_task_is_a_to_do_with_the_status_of_its_state(story: Story, status: str) -> None:
    todo = shown(story, todo=True)["task-1"]
    assert (todo.kind, todo["STATUS"]) == ("VTODO", status)
    assert todo.day("DUE") == date(2023, 5, 15)
    assert not {"DTSTART", "DTEND", "TRANSP", "DURATION"} & {name.partition(";")[0] for name, _ in todo.lines}
    assert ("COMPLETED" in todo) is (status == "COMPLETED")
    if status == "COMPLETED":
        assert todo["COMPLETED"] == todo["DTSTAMP"] == f"{story.facts[-1].recorded:%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize(
    ("name", "tell", "status"),
    [
        ("phase-p1", lambda story: story.phase("p1", "present", "presented", "2023-01-05"), "IN-PROCESS"),
        ("phase-p1", lambda story: story.phase("p1", "decide", "passed", "2023-01-05"), "COMPLETED"),
        ("phase-p1", lambda story: story.phase("p1", "decide", "stopped", "2023-01-05"), "COMPLETED"),
        (
            "part-1.sign@design",
            lambda story: story.task("1", "report", "reported", "2023-01-05", parts=("sign@design",)),
            "COMPLETED",
        ),
        ("part-1.sign@design", lambda story: story, "NEEDS-ACTION"),
        ("occurrence-kick-off", lambda story: story, "NEEDS-ACTION"),
        (
            "occurrence-kick-off",
            lambda story: story.occurrence("kick-off", "miss", "missed", "2023-01-05"),
            "COMPLETED",
        ),
        (
            "occurrence-kick-off",
            lambda story: story.occurrence("kick-off", "skip", "skipped", "2023-01-05"),
            "CANCELLED",
        ),
        (
            "task-2",
            lambda story: story.task(
                "2", "maintain", "maintained", "2023-01-05", next_check=date(2023, 7, 5)
            ),
            "NEEDS-ACTION",
        ),
        (
            "feedback-F1",
            lambda story: story.raised(("task", "1"), "2023-01-05", "2023-01-19"),
            "NEEDS-ACTION",
        ),
        (
            "feedback-F1",
            lambda story: story.raised(("task", "1"), "2023-01-05", "2023-01-19").feedback(
                "F1", "answer", "answered", "2023-01-06"
            ),
            "COMPLETED",
        ),
        ("agreement-pair-1.expires", lambda story: story, "NEEDS-ACTION"),
        ("agreement-pair-2.review", lambda story: story, "NEEDS-ACTION"),
    ],
)
def test_every_other_deadline_is_a_to_do_as_well(
    name: str, tell: Callable[[Story], Story], status: str
) -> None:
    todo = shown(tell(Story()), todo=True)[name]
    assert (todo.kind, todo["STATUS"]) == ("VTODO", status)


@pytest.mark.parametrize("start", ["2023-03-02", "2023-03-02T14:00"])
def test_a_meeting_that_is_fixed_stays_an_event(start: str) -> None:
    story = Story().occurrence("kick-off", "schedule", "scheduled", "2023-01-05", start=start)
    assert shown(story, todo=True)["occurrence-kick-off"] == shown(story)["occurrence-kick-off"]


def test_that_the_pilot_is_over_is_nothing_to_be_done() -> None:
    story = Story().tell(PilotTransition("small", "stop", "running", "stopped"), "2023-01-05")
    assert shown(story, todo=True)["pilot-end"].kind == "VEVENT"


def test_a_to_do_begins_with_its_window_where_windows_are_covered() -> None:
    todos = shown(Story(), todo=True, spans=True)
    window, single = todos["task-1"], todos["task-2"]
    assert (window.day("DTSTART"), window.day("DUE")) == (date(2023, 5, 1), date(2023, 5, 15))
    assert ("DTSTART" in single, single.day("DUE")) == (False, date(2023, 6, 30))


@given(stories(), st.booleans())
def test_a_to_do_says_what_the_event_says(story: Story, spans: bool) -> None:
    todos, events = shown(story, END, todo=True, spans=spans), shown(story, END, spans=spans)
    assert todos.keys() == events.keys()
    for name, todo in todos.items():
        event = events[name]
        for part in ("SUMMARY", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DESCRIPTION", "CATEGORIES"):
            assert todo.all(part) == event.all(part)
        if todo.kind == "VTODO":
            assert todo.day("DUE") == event.day("DTEND") - timedelta(days=1)
            assert ("COMPLETED" in todo) is (todo["STATUS"] == "COMPLETED")
            assert (todo["STATUS"] == "CANCELLED") is (event["STATUS"] == "CANCELLED")


@given(stories(), st.booleans())
def test_other_readers_accept_to_dos_with_everything_on(story: Story, spans: bool) -> None:
    options: dict[str, Any] = {
        "todo": True,
        "alarms": (0, 1, 7),
        "relations": True,
        "lights": True,
        "url": "https://a.example/{id}",
    }
    data = feed(story.state(), END, language="en", spans=spans, **options)
    own = entries(data)
    found = vobject.readOne(data.decode())
    assert found.validate(raiseException=True)
    assert {str(todo.uid.value).rpartition("@")[0] for todo in found.contents.get("vtodo", [])} == {
        name for name, each in own.items() if each.kind == "VTODO"
    }
    calendar = Calendar.from_ical(data)
    assert [each.errors for each in calendar.walk() if each.errors] == []
    due = recurring_ical_events.of(calendar, components=["VTODO"]).between(date(2022, 1, 1), date(2026, 1, 1))
    assert {str(each["UID"]).rpartition("@")[0]: each["DUE"].dt for each in due} == {
        name: each.day("DUE") for name, each in own.items() if each.kind == "VTODO"
    }


# alarms

FORMS = ("day", "window", "to-do", "to-do with a window", "meeting", "meeting of a whole day")


def reminders(form: str, day: date, zone: str, ahead: int, hour: int) -> list[datetime]:
    """The naive local times at which one thing of a form reminds of a day."""
    plan = in_zone(zone)
    due = Deadline("by then", earliest=day - timedelta(days=9), latest=day)
    story = Story(attrs.evolve(plan, tasks=(attrs.evolve(plan.tasks[0], parts=(), due=due),)))
    start = f"{day}T{hour:02}:45" if form == "meeting" else day.isoformat()
    story.occurrence("kick-off", "schedule", "scheduled", "2023-01-05", start=start)
    events = shown(story, alarms=(ahead,), spans="window" in form, todo="to-do" in form)
    event = events["occurrence-kick-off" if "meeting" in form else "task-1"]
    assert event.kind == ("VTODO" if "to-do" in form else "VEVENT")
    return [found.replace(tzinfo=None) for found in alarms(event, zone)]


changes_of_the_clock = st.dates(date(2023, 3, 15), date(2023, 4, 10)) | st.dates(
    date(2023, 10, 18), date(2023, 11, 10)
)


@given(
    st.sampled_from(FORMS),
    changes_of_the_clock,
    st.sampled_from(("Asia/Shanghai", "Europe/Berlin")),
    st.integers(1, 20),
    st.integers(0, 23),
)
@example("day", date(2023, 3, 26), "Europe/Berlin", 1, 0)
@example("day", date(2023, 3, 27), "Europe/Berlin", 1, 0)
@example("window", date(2023, 3, 26), "Europe/Berlin", 1, 0)
@example("window", date(2023, 10, 29), "Europe/Berlin", 1, 0)
@example("window", date(2023, 11, 1), "Europe/Berlin", 3, 0)
@example("to-do", date(2023, 10, 30), "Europe/Berlin", 2, 0)
@example("meeting", date(2023, 3, 26), "Europe/Berlin", 1, 14)
@example("meeting", date(2023, 10, 29), "Europe/Berlin", 1, 14)
def test_alarms_ring_at_nine_local_time_so_many_days_ahead(
    form: str, day: date, zone: str, ahead: int, hour: int
) -> None:
    assert reminders(form, day, zone, ahead, hour) == [datetime.combine(day - timedelta(days=ahead), time(9))]


@pytest.mark.parametrize("form", FORMS)
def test_an_alarm_on_the_day_itself_rings_at_nine_as_well(form: str) -> None:
    assert reminders(form, date(2023, 5, 15), "Asia/Shanghai", 0, 14) == [
        datetime.combine(date(2023, 5, 15), time(9))
    ]


def test_each_lead_rings_once_however_often_it_was_asked_for() -> None:
    event = shown(Story(), alarms=(7, 1, 7, 3))["task-1"]
    rung = [found.date() for found in alarms(event, "Asia/Shanghai")]
    assert sorted(rung) == [date(2023, 5, 8), date(2023, 5, 12), date(2023, 5, 14)]


def test_a_meeting_of_several_days_reminds_before_it_begins() -> None:
    story = Story().occurrence(
        "kick-off", "schedule", "scheduled", "2023-01-05", start="2023-03-02", end="2023-03-04"
    )
    event = shown(story, alarms=(1,))["occurrence-kick-off"]
    assert [found.date() for found in alarms(event, "Asia/Shanghai")] == [date(2023, 3, 1)]


@given(stories(), later_days | st.dates(BEGIN, END), st.booleans())
def test_what_is_done_cancelled_past_or_tentative_rings_no_alarm_and_all_else_does(
    story: Story, on: date, todo: bool
) -> None:
    for name, event in shown(story, on, alarms=(1, 3), todo=todo).items():
        tentative = shown(story, on)[name]["STATUS"] == "TENTATIVE"
        rings = not event["SUMMARY"].startswith(SETTLED) and not tentative and last_day_of(event) >= on
        assert len(event.inside) == (2 if rings else 0), name


def last_day_of(event: Component) -> date:
    """The local day a thing is due on or begins on, the last time of what recurs."""
    if "RRULE" in event:
        return date.fromisoformat(event["RRULE"].partition("UNTIL=")[2][:8])
    start = event.moment("DTSTART" if "DTSTART" in event else "DUE")
    return start.astimezone(ZoneInfo("Asia/Shanghai")).date() if isinstance(start, datetime) else start


@given(stories(), st.booleans())
def test_alarms_change_nothing_else(story: Story, todo: bool) -> None:
    rung, plain = shown(story, END, alarms=(1,), todo=todo), shown(story, END, todo=todo)
    assert {name: each.lines for name, each in rung.items()} == {n: each.lines for n, each in plain.items()}
    assert not any(each.inside for each in plain.values())


def on_mondays(first: date) -> Story:
    plan = in_zone("Europe/Berlin")
    weekly = Series(
        "weekly",
        "w",
        "meeting",
        "Weekly meeting",
        Deadline("weekly", recurrence="FREQ=WEEKLY;BYDAY=MO"),
        body="board",
        first=first,
        time="14:00-15:30",
    )
    return Story(attrs.evolve(plan, series=(weekly,)))


@pytest.mark.parametrize("ahead", [1, 2, 7])
def test_a_recurring_meeting_reminds_at_nine_of_each_of_its_times(ahead: int) -> None:
    first = date(2023, 3, 27)  # the day after the clock was put forward
    event = shown(on_mondays(first), alarms=(ahead,))["series-weekly"]
    for later in (timedelta(), timedelta(weeks=4), timedelta(weeks=32)):
        rung = [found.replace(tzinfo=None) for found in alarms(event, "Europe/Berlin", later)]
        assert rung == [datetime.combine(first + later - timedelta(days=ahead), time(9))]


def test_a_recurring_meeting_goes_on_reminding_when_its_first_time_is_past() -> None:
    story = on_mondays(date(2023, 1, 16))
    assert len(shown(story, date(2023, 1, 10), alarms=(1,))["series-weekly"].inside) == 1
    assert len(shown(story, date(2023, 1, 17), alarms=(1,))["series-weekly"].inside) == 1


def test_a_rhythm_that_another_replaced_reminds_no_more() -> None:
    story = on_mondays(date(2023, 1, 16))
    tuesdays = Deadline("weekly", recurrence="FREQ=WEEKLY;BYDAY=TU")
    series = attrs.evolve(story.plan.series[0], when=tuesdays)
    story.amend(attrs.evolve(story.plan, series=(series,)), "2023-02-01")
    events = shown(story, date(2023, 2, 10), alarms=(1,))
    assert {name: len(each.inside) for name, each in events.items() if name.startswith("series")} == {
        "series-weekly": 0,
        "series-weekly~2": 1,
    }


# relations


def gated() -> Story:
    """A pilot whose last gate needs a task and a meeting of the plan, and a task that was born for it."""
    plan = small_plan()
    gate = Gate(
        (Requirement("task", "2"), Requirement("occurrence", "kick-off"), Requirement("report", "sum"))
    )
    phases = (plan.phases[0], attrs.evolve(plan.phases[1], gate=gate), plan.phases[2])
    born = Task("T1", "T1", "Born", due=by("2023-06-01"), blocks="p2", source="p1")
    return Story(attrs.evolve(plan, phases=phases)).tell(TaskCreated(born), "2023-01-05")


def related(event: Component) -> set[tuple[str, str]]:
    return {
        (name.partition("RELTYPE=")[2], value)
        for name, value in event.lines
        if name.startswith("RELATED-TO;")
    }


@pytest.mark.parametrize(
    ("name", "expected", "words"),
    [
        ("task-1", {("PARENT", "phase-p1")}, ["Phase: Launch"]),
        ("part-1.sign@design", {("PARENT", "task-1")}, ["Part of: Sign the agreements"]),
        ("feedback-F1", {("PARENT", "task-1")}, ["About: Sign the agreements"]),
        (
            "phase-p2",
            {
                ("DEPENDS-ON", "phase-p1"),
                ("DEPENDS-ON", "task-2"),
                ("DEPENDS-ON", "occurrence-kick-off"),
                ("DEPENDS-ON", "task-T1"),
            },
            ["Comes after: Launch", "Its gate needs: Keep the list; Kick-off; Born"],
        ),
        ("task-T1", set(), ["Must be done before the gate of: Review"]),
        ("agreement-pair-1.expires", set(), []),
    ],
)
def test_what_hangs_on_what_is_a_property_on_request_and_always_in_words(
    name: str, expected: set[tuple[str, str]], words: list[str]
) -> None:
    story = gated().raised(("task", "1"), "2023-01-06", "2023-01-19")
    told, plain = shown(story, relations=True)[name], shown(story)[name]
    assert related(told) == {(reltype, f"{thing}@small.pilotflow") for reltype, thing in expected}
    assert "RELATED-TO" not in plain
    assert told["DESCRIPTION"] == plain["DESCRIPTION"]
    assert set(words) <= set(plain["DESCRIPTION"].splitlines())


def test_feedback_about_a_phase_names_it_in_words_too() -> None:
    event = shown(Story().raised(("phase", "p1"), "2023-01-05", "2023-01-19"), relations=True)["feedback-F1"]
    assert related(event) == {("PARENT", "phase-p1@small.pilotflow")}
    assert "Launch" in event["DESCRIPTION"]


def test_what_a_gate_names_and_nothing_foresees_goes_by_its_id() -> None:
    plan = small_plan()
    gate = Gate((Requirement("task", "gone"), Requirement("occurrence", "visit")))
    phases = (plan.phases[0], attrs.evolve(plan.phases[1], gate=gate, after=("lost",)))
    event = shown(Story(attrs.evolve(plan, phases=phases, tasks=plan.tasks[1:])))["phase-p2"]
    assert event["DESCRIPTION"].splitlines() == ["Comes after: lost", "Its gate needs: gone; visit"]


@given(stories())
def test_relations_name_things_of_the_same_pilot_and_change_nothing_else(story: Story) -> None:
    told, plain = shown(story, END, relations=True), shown(story, END)
    for name, event in told.items():
        assert [line for line in event.lines if not line[0].startswith("RELATED-TO")] == list(
            plain[name].lines
        )
        assert {reltype for reltype, _ in related(event)} <= {"PARENT", "DEPENDS-ON"}
        assert all(value.endswith("@small.pilotflow") for _, value in related(event))
        assert len(related(event)) == len(event.all("RELATED-TO"))


# addresses

PAGE = "https://office.example/{pilot}/{kind}?of={id}#x"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("task-1", "small/task?of=1"),
        ("part-1.sign@design", "small/task?of=1"),
        ("phase-p1", "small/phase?of=p1"),
        ("occurrence-quarterly.2023-q3", "small/occurrence?of=quarterly.2023-q3"),
        ("feedback-F1", "small/feedback?of=F1"),
        ("agreement-pair-1.expires", "small/agreement?of=pair-1"),
        ("pilot-end", "small/pilot?of=small"),
    ],
)
def test_each_entry_leads_to_the_page_of_its_thing(name: str, page: str) -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19")
    story.tell(PilotTransition("small", "stop", "running", "stopped"), "2023-01-06")
    event = shown(story, url=PAGE)[name]
    assert event["URL"] == f"https://office.example/{page}#x"
    assert "URL" not in shown(story)[name]


hostile = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30) | st.sampled_from(
    (
        "{kind}",
        "{pilot}{id}",
        "a/b",
        "../x",
        "?a=b&c#d",
        "a b",
        "\r\nBEGIN:VEVENT",
        "学院",
        "%2F",
        '";,\\',
        "\x00",
    )
)


@given(hostile)
def test_an_id_is_quoted_into_the_address_and_no_id_is_taken_for_a_field(id: str) -> None:
    plan = small_plan()
    task = attrs.evolve(plan.tasks[0], id=id, parts=())
    data = feed(
        Story(attrs.evolve(plan, tasks=(task,))).state(), EARLY, language="en", url=PAGE, kinds=("task",)
    )
    (event,) = entries(data).values()
    match = re.fullmatch(r"https://office\.example/small/task\?of=([A-Za-z0-9._~@%-]+)#x", event["URL"])
    assert match is not None
    assert unquote(match[1]) == id


@given(
    st.lists(
        st.sampled_from(
            ("https://a.example/", "\r\n", "\n", "\r", "\x00", "\x85", " ", ";", ",", "学", "{id}")
        )
        | st.text(max_size=10)
    ).map("".join)
)
@example("https://a.example/\r\nBEGIN:VEVENT\r\n")
@example("https://a.example/\x00")
def test_whatever_stands_in_an_address_the_calendar_stays_one(address: str) -> None:
    story = Story()
    data = feed(story.state(), EARLY, language="en", url=address, source=address)
    assert entries(data).keys() == shown(story).keys()
    for line in lines_of(data):
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line.replace("\t", ""))


def test_the_head_says_where_the_feed_is_found_if_somebody_says_so() -> None:
    state, source = Story().state(), f"https://office.example/feeds/{'t' * 90}.ics"
    head, _ = read(feed(state, EARLY, language="en", source=source))
    assert head["SOURCE;VALUE=URI"] == source
    plain, _ = read(feed(state, EARLY, language="en"))
    assert plain == {name: value for name, value in head.items() if name != "SOURCE;VALUE=URI"}


# language and kinds


def test_the_language_is_that_of_the_plan_unless_another_is_asked_for() -> None:
    story = Story().task("1", "cancel", "cancelled", "2023-01-05")
    state = story.state()
    found = {}
    for language in (None, "zh", "en"):
        head, _ = read(rendered(state, EARLY, None, Options(language)).data)
        summary = entries(rendered(state, EARLY, None, Options(language)).data)["task-1"]["SUMMARY"]
        found[language] = head["PRODID"], head["DESCRIPTION"].splitlines()[0], summary
    assert found["en"] == (
        "-//pilotflow//feed//EN",
        "Deadlines, meetings and answers owed: A small pilot",
        "Cancelled: Sign the agreements",
    )
    assert found["zh"] == (
        "-//pilotflow//feed//ZH",
        "时限、会议和待答复事项：A small pilot",
        "已取消：Sign the agreements",
    )
    assert found[None] == found["zh"]


@given(stories(), st.sets(st.sampled_from(sorted(THINGS)), min_size=1), st.booleans())
def test_only_the_kinds_that_were_asked_for_are_in_it(story: Story, kinds: set[str], phases: bool) -> None:
    whole = shown(story, END)
    found = shown(story, END, kinds=tuple(sorted(kinds)), phases=phases)
    wanted = {*kinds, *(["series"] if "occurrence" in kinds else [])} - ({"phase"} if not phases else set())
    assert found == {name: each for name, each in whole.items() if name.partition("-")[0] in wanted}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, ["- Some day", "- Without a date"]),
        ({"kinds": ("task",)}, ["- Some day"]),
        ({"kinds": ("phase",)}, ["- Without a date"]),
        ({"phases": False}, ["- Some day"]),
        ({"kinds": ("agreement",)}, []),
    ],
)
def test_what_is_undated_is_told_of_the_kinds_that_are_in_it(
    options: dict[str, Any], told: list[str]
) -> None:
    head, _ = read(feed(Story().state(), EARLY, language="en", **options))
    undated = ("- Some day", "- Without a date")
    assert [line for line in head["DESCRIPTION"].splitlines() if line in undated] == told


@given(stories(), st.sampled_from(("lights", "spans", "todo", "relations")), st.booleans())
def test_no_option_moves_a_sequence_or_a_stamp(story: Story, option: str, rings: bool) -> None:
    plain = shown(story, END)
    asked_for = shown(story, END, alarms=(1,) if rings else (), **{option: True})
    assert {name: (each["UID"], each["SEQUENCE"], each["DTSTAMP"]) for name, each in asked_for.items()} == {
        name: (each["UID"], each["SEQUENCE"], each["DTSTAMP"]) for name, each in plain.items()
    }
    assert all(
        each["DTSTAMP"] <= f"{story.facts[-1].recorded.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        for each in plain.values()
    )


@pytest.mark.parametrize("on", [date.min, date.max])
def test_the_first_and_the_last_day_there_is_have_a_feed(on: date) -> None:
    found = rendered(Story().state(), on, None, Options("en", lights=True, alarms=(1,)))
    assert found.data.startswith(b"BEGIN:VCALENDAR")
    assert found.until == LocalDays("Asia/Shanghai").end(on)
