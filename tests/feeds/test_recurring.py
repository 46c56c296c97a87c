"""Series with a fixed time: one recurring entry in the zone of the plan, and what happens to its single times."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.feeds.reading import lines_of
from tests.feeds.stories import Story, by, renamed, small_plan
from tests.feeds.test_keeping import followed

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.workdays import WorkdayList
from pilotflow.facts.pilots import PilotTransition
from pilotflow.feeds.entry import Entry, Key
from pilotflow.feeds.feed import feed
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Sheet
from pilotflow.plan.duties import Series
from pilotflow.plan.model import DocumentConventions, Plan
from pilotflow.plan.units import Body
from pilotflow.views.agenda import agenda
from pilotflow.views.selection import Selection

EARLY = date(2023, 1, 10)
MONDAYS = Deadline("every Monday", recurrence="FREQ=WEEKLY;BYDAY=MO")
FIRST = "weekly.2023-02-06"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def weekly(**changes: object) -> Plan:
    """A plan with a meeting every Monday of February and March at two, and nothing else that is held."""
    series = Series(
        "weekly",
        "w",
        "meeting",
        "Weekly meeting",
        MONDAYS,
        body="board",
        first=date(2023, 2, 6),
        last=date(2023, 3, 31),
        place="Hall",
        time="14:00-15:30",
    )
    plan = attrs.evolve(small_plan(), tasks=(), agreements=(), occurrences=(), phases=small_plan().phases[:2])
    return attrs.evolve(plan, series=(attrs.evolve(series, **changes),))  # type: ignore[arg-type]


def bytes_of(story: Story, on: date = EARLY, **options: object) -> bytes:
    return feed(story.state(), on, None, Options("en", **options)).data  # type: ignore[arg-type]


def held(story: Story, unit: str | None = None) -> dict[Key, Entry]:
    sheet = Sheet(Selection(unit=unit), Options("en"))
    sheet.extract(story.state(), EARLY)
    return {entry.key: entry for entry in sheet.entries if entry.kind == "series"}


def instances(data: bytes) -> set[tuple[date, str | None]]:
    """Day and local time of every meeting a reader shows."""
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(date(2023, 1, 1), date(2024, 12, 31))
    shown = set()
    for event in found:
        if str(event["UID"]).startswith(("series", "occurrence")) and event["STATUS"] != "CANCELLED":
            start = event.start
            timed = isinstance(start, datetime)
            local = start.astimezone(SHANGHAI) if timed else start
            shown.add((local.date() if timed else local, local.strftime("%H:%M") if timed else None))
    return shown


def listed(story: Story) -> set[tuple[date, str | None]]:
    items = agenda(story.state(), date(2023, 1, 1), date(2024, 12, 31))
    return {(item.day, item.time) for item in items if item.kind == "occurrence"}


def test_it_is_one_entry_with_a_rule_in_the_zone_of_the_plan() -> None:
    lines = lines_of(bytes_of(Story(weekly())))
    assert "DTSTART;TZID=Asia/Shanghai:20230206T140000" in lines
    assert "DTEND;TZID=Asia/Shanghai:20230206T153000" in lines
    assert "RRULE:FREQ=WEEKLY;UNTIL=20230327T140000Z;BYDAY=MO" in lines
    assert "LOCATION:Hall" in lines
    assert sum(line.startswith("UID:series-weekly@") for line in lines) == 1
    assert not any(line.startswith("UID:occurrence-weekly") for line in lines)


def test_the_zone_stands_before_the_entries_without_a_comment() -> None:
    lines = lines_of(bytes_of(Story(weekly())))
    assert lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")
    assert not any(line.startswith("COMMENT") for line in lines)
    assert "BEGIN:VTIMEZONE" not in lines_of(bytes_of(Story(small_plan())))


def test_a_meeting_that_is_skipped_is_left_out_and_one_that_is_moved_stands_beside_the_rule() -> None:
    story = Story(weekly())
    story.occurrence("weekly.2023-02-13", "skip", "skipped", "2023-01-05")
    story.occurrence("weekly.2023-02-20", "schedule", "scheduled", "2023-01-06", start="2023-02-21T09:00")
    lines = lines_of(bytes_of(story))
    assert "EXDATE;TZID=Asia/Shanghai:20230213T140000" in lines
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20230220T140000" in lines
    assert "DTSTART:20230221T010000Z" in lines
    assert instances(bytes_of(story)) == listed(story)


def test_one_that_was_held_says_so_and_keeps_its_place_in_the_rule() -> None:
    story = Story(weekly()).occurrence(FIRST, "hold", "held", "2023-02-07", start="2023-02-06T14:00")
    event = held(story)["series", "weekly", "2023-02-06T14:00:00+08:00"]
    assert event.summary == "Done: Weekly meeting"
    assert event.instance == datetime(2023, 2, 6, 14, tzinfo=SHANGHAI)


def test_one_that_was_fixed_for_a_whole_day_is_left_out_of_the_rule_and_stands_by_itself() -> None:
    story = Story(weekly()).occurrence(FIRST, "hold", "held", "2023-02-07", start="2023-02-07")
    lines = lines_of(bytes_of(story))
    assert "EXDATE;TZID=Asia/Shanghai:20230206T140000" in lines
    assert f"UID:occurrence-{FIRST}@small.pilotflow" in lines
    assert not any(line.startswith("RECURRENCE-ID") for line in lines)
    assert instances(bytes_of(story)) == listed(story)


DAYS = tuple(f"weekly.2023-{day}" for day in ("02-06", "02-13", "02-20", "02-27", "03-06", "03-27"))
acts = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(["skip", "move", "hold", "miss", "unskip"]),
        st.sampled_from(["2023-02-08T10:00", "2023-04-03", "2023-02-06T14:00"]),
    ),
    max_size=8,
)


@given(acts)
def test_readers_see_the_meetings_of_the_agenda_whatever_becomes_of_them(
    found: list[tuple[str, str, str]],
) -> None:
    story = Story(weekly())
    for number, (id, act, start) in enumerate(found):
        on = f"2023-01-{number + 5:02}"
        known = story.state().occurrences.get(id)
        if act == "move":
            story.occurrence(id, "move" if known else "schedule", "scheduled", on, start=start)
        elif act == "unskip" and known is not None and known.state == "skipped":
            story.occurrence(id, "hold", "held", on, start=start)
        elif act in ("skip", "miss"):
            story.occurrence(id, act, "skipped" if act == "skip" else "missed", on)
        elif act == "hold":
            story.occurrence(id, "hold", "held", on, start=start)
    assert instances(bytes_of(story)) == listed(story)


@given(acts)
def test_a_series_that_is_kept_is_the_one_rendered_anew(found: list[tuple[str, str, str]]) -> None:
    from pilotflow.facts.folding import begin, evolve

    story = Story(weekly())
    for number, (id, act, start) in enumerate(found):
        entered = {"skip": "skipped", "hold": "held", "miss": "missed"}.get(act, "scheduled")
        story.occurrence(
            id, act, entered, f"2023-01-{number + 5:02}", start=start if entered != "skipped" else None
        )
    kept = Sheet(Selection(), Options("en"))
    state = begin(story.facts[0])
    kept.extract(state, EARLY)
    for fact in story.facts[1:]:
        evolve(state, fact)
        news = story.facts[fact.version - 1 : fact.version]
        extract = kept.extract(state, EARLY, lambda version, news=news: news)  # type: ignore[misc]
    assert kept.extract(state, EARLY) == Sheet(Selection(), Options("en")).extract(story.state(), EARLY)
    assert not found or extract.components


def test_a_fact_about_one_series_leaves_the_entry_of_another_as_it_is() -> None:
    from pilotflow.facts.folding import begin, evolve

    plan = weekly()
    other = attrs.evolve(plan.series[0], id="other", title="Another")
    story = Story(attrs.evolve(plan, series=(*plan.series, other)))
    kept, state = Sheet(Selection(), Options("en")), begin(story.facts[0])
    kept.extract(state, EARLY)
    before = {entry.key: entry for entry in kept.entries}
    evolve(state, story.occurrence(FIRST, "skip", "skipped", "2023-01-05").facts[-1])
    kept.extract(state, EARLY, lambda version: story.facts[version:])
    after = {entry.key: entry for entry in kept.entries}
    assert {key[1] for key in before if before[key] != after[key]} == {"weekly"}
    assert ("series", "other", "") in after


def test_another_rhythm_ends_the_old_entry_and_begins_one_of_its_own() -> None:
    story = Story(weekly())
    fridays = Deadline("every Friday", recurrence="FREQ=WEEKLY;BYDAY=FR")
    story.amend(weekly(when=fridays), "2023-02-21")
    entries = held(story)
    old, new = entries["series", "weekly", ""], entries["series", "weekly~2", ""]
    assert old.recurrence is not None
    assert old.recurrence.last == datetime(2023, 2, 20, 14, tzinfo=SHANGHAI)
    assert (old.status, old.revision) == ("CONFIRMED", 1)
    assert new.recurrence is not None
    assert new.recurrence.rule == fridays.recurrence
    assert new.revision == 0


def test_a_new_rhythm_begins_on_the_day_it_comes_into_force_and_stays_so() -> None:
    story = Story(weekly())
    story.amend(weekly(time="09:00"), "2023-02-21")
    new = held(story)["series", "weekly~2", ""]
    assert new.start == datetime(2023, 2, 27, 9, tzinfo=SHANGHAI)
    story.amend(weekly(time="09:00", place="Office"), "2023-03-14")
    assert held(story)["series", "weekly~2", ""].start == new.start


def test_a_new_rhythm_that_comes_when_all_is_over_has_no_entry() -> None:
    story = Story(weekly())
    story.amend(weekly(time="09:00"), "2023-04-03")
    assert [id for _, id, _ in held(story)] == ["weekly"]


def test_a_rhythm_that_never_came_round_is_cancelled_whole() -> None:
    story = Story(weekly())
    story.amend(weekly(time="09:00"), "2023-01-20")
    old = held(story)["series", "weekly", ""]
    assert (old.status, old.summary) == ("CANCELLED", "Cancelled: Weekly meeting")
    assert old.stays == date(2023, 3, 21)


def test_every_second_week_is_counted_from_the_first_day_of_the_series() -> None:
    fortnightly = Deadline("every second Monday", recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    for day in (13, 20):
        story = Story(weekly(when=fortnightly, first=date(2023, 2, day)))
        assert min(listed(story)) == (date(2023, 2, day), "14:00")
        assert instances(bytes_of(story)) == listed(story)


def test_a_series_the_plan_leaves_out_keeps_what_was_held() -> None:
    story = Story(weekly())
    story.amend(attrs.evolve(weekly(), series=()), "2023-02-21")
    old = held(story)["series", "weekly", ""]
    assert old.recurrence is not None
    assert old.recurrence.last == datetime(2023, 2, 20, 14, tzinfo=SHANGHAI)
    assert old.stays == date(2023, 5, 21)


def test_another_title_or_place_is_a_change_of_the_same_entry() -> None:
    story = Story(weekly())
    story.amend(weekly(place="Office"), "2023-02-21")
    entry = held(story)["series", "weekly", ""]
    assert (entry.place, entry.revision) == ("Office", 1)
    story.amend(weekly(place="Office"), "2023-02-22")
    assert held(story)["series", "weekly", ""].revision == 1


def test_one_for_each_member_is_one_entry_a_member_and_one_less_ends_its_own() -> None:
    plan = attrs.evolve(weekly(for_each="agreements", body=None), agreements=small_plan().agreements)
    story = Story(plan)
    assert {id for _, id, _ in held(story)} == {"weekly@pair-1", "weekly@pair-2"}
    assert {id for _, id, _ in held(story, "business")} == {"weekly@pair-1"}
    story.amend(attrs.evolve(plan, agreements=plan.agreements[1:]), "2023-02-21")
    ended = held(story)["series", "weekly@pair-1", ""]
    assert ended.recurrence is not None
    assert ended.recurrence.last == datetime(2023, 2, 20, 14, tzinfo=SHANGHAI)


def test_one_of_which_every_time_is_skipped_is_cancelled() -> None:
    story = Story(weekly(last=date(2023, 2, 14)))
    for number, id in enumerate(DAYS[:2], 5):
        story.occurrence(id, "skip", "skipped", f"2023-01-{number:02}")
    assert {key: entry.status for key, entry in held(story).items()} == {
        ("series", "weekly", ""): "CANCELLED"
    }
    assert instances(bytes_of(story)) == listed(story) == set()


def test_it_leaves_ninety_days_after_its_last_time_once_none_is_owed() -> None:
    story = Story(weekly(last=date(2023, 2, 14)))
    assert held(story)["series", "weekly", ""].stays is None
    for id, on in zip(DAYS[:2], ("2023-02-07", "2023-02-14"), strict=True):
        story.occurrence(id, "hold", "held", on, start=f"{id.partition('.')[2]}T14:00")
    assert held(story)["series", "weekly", ""].stays == date(2023, 5, 14)
    assert b"series-weekly" in bytes_of(story, date(2023, 5, 14))
    assert b"series-weekly" not in bytes_of(story, date(2023, 5, 15))


def test_times_that_holidays_move_stand_for_themselves() -> None:
    conventions = DocumentConventions(deadlines=Conventions(rest_day="next"))
    calendar = WorkdayList(days_off=(date(2023, 2, 13),), known_until=date(2023, 12, 31))
    story = Story(attrs.evolve(weekly(), conventions=conventions, calendar=calendar))
    assert held(story) == {}
    assert instances(bytes_of(story)) == listed(story)
    assert (date(2023, 2, 14), "14:00") in listed(story)


def test_a_window_of_several_days_has_no_time() -> None:
    monthly = Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month")
    story = Story(weekly(when=monthly))
    assert held(story) == {}
    assert {time for _, time in listed(story)} == {None}


def test_a_time_without_an_end_has_none() -> None:
    lines = lines_of(bytes_of(Story(weekly(time="14:00"))))
    assert "DTSTART;TZID=Asia/Shanghai:20230206T140000" in lines
    assert not any(line.startswith("DTEND;TZID") for line in lines)


def test_times_that_have_no_rule_stand_for_themselves_with_their_end() -> None:
    daily = Deadline("so", recurrence="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", per="1/workday")
    calendar = WorkdayList(make_up=(date(2023, 2, 11),), known_until=date(2023, 12, 31))
    story = Story(attrs.evolve(weekly(when=daily, last=date(2023, 2, 12)), calendar=calendar))
    assert held(story) == {}
    lines = lines_of(bytes_of(story))
    assert "DTSTART:20230211T060000Z" in lines
    assert "DTEND:20230211T073000Z" in lines


def test_times_that_only_the_terms_name_stand_for_themselves() -> None:
    each = Deadline("第一天", per="1/term", offset="each:start", anchor="term_calendar")
    plan = weekly(when=each, first=date(2023, 1, 1))
    story = Story(attrs.evolve(plan, terms=(Term("spring", date(2023, 2, 13), date(2023, 6, 30)),)))
    assert held(story) == {}
    assert instances(bytes_of(story)) == listed(story) == {(date(2023, 2, 13), "14:00")}


def nth_workday(position: int, **changes: object) -> Plan:
    rule = f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={position}"
    return weekly(when=Deadline("a working day", recurrence=rule), first=date(2023, 2, 1), **changes)


@pytest.mark.parametrize("between", [(), (nth_workday(1, time=""),)])
def test_a_month_that_another_cadence_names_anew_has_its_meeting_once(between: tuple[Plan, ...]) -> None:
    story = Story(nth_workday(1))
    for day, plan in enumerate((*between, nth_workday(-1)), 10):
        story.amend(plan, f"2023-02-{day}")
    assert (
        instances(bytes_of(story))
        == listed(story)
        == {(date(2023, 2, 28), "14:00"), (date(2023, 3, 31), "14:00")}
    )
    old = held(story)["series", "weekly", ""]
    assert (old.status, old.stays) == ("CANCELLED", date(2023, 4, 11 + len(between)))
    story.occurrence("weekly.2023-02", "hold", "held", "2023-02-20", start="2023-02-01T14:00")
    assert instances(bytes_of(story)) == listed(story)
    assert held(story)["series", "weekly", ""] == old


def test_a_month_whose_meeting_was_held_keeps_it_when_another_cadence_names_it_too() -> None:
    story = Story(nth_workday(1)).occurrence(
        "weekly.2023-02", "hold", "held", "2023-02-02", start="2023-02-01T14:00"
    )
    story.amend(nth_workday(-1), "2023-02-10")
    assert held(story)["series", "weekly", "2023-02-01T14:00:00+08:00"].summary == "Done: Weekly meeting"
    assert instances(bytes_of(story)) == listed(story)


def test_a_later_end_of_the_pilot_is_a_change_of_the_same_entry() -> None:
    plan = weekly(last=None)
    story = Story(plan)
    before = held(story)["series", "weekly", ""]
    longer = attrs.evolve(plan.phases[1], due=by("2024-03-29"))
    story.amend(attrs.evolve(plan, phases=(plan.phases[0], longer)), "2023-02-21")
    after = held(story)["series", "weekly", ""]
    assert after.revision == before.revision + 1
    assert after.recurrence is not None
    assert after.recurrence.last == datetime(2024, 3, 25, 14, tzinfo=SHANGHAI)


@pytest.mark.parametrize("as_todo", [False, True])
def test_a_meeting_is_an_event_in_every_feed(as_todo: bool) -> None:
    assert b"BEGIN:VTODO\r\nUID:series" not in bytes_of(Story(weekly()), todo=as_todo)
    assert "RRULE:FREQ=WEEKLY;UNTIL=20230327T140000Z;BYDAY=MO" in lines_of(
        bytes_of(Story(weekly()), todo=as_todo)
    )


def at_noon(story: Story, id: str, on: str, trigger: str = "schedule") -> Story:
    return story.occurrence(id, trigger, "scheduled", on, start=f"{id.partition('.')[2]}T12:00")


def shown(story: Story) -> dict[str, str]:
    """Summaries by UID of what the feed holds, whatever its age."""
    sheet = Sheet(Selection(), Options("en"))
    sheet.extract(story.state(), EARLY)
    return {f"{e.kind}-{e.id}": e.summary for e in sheet.entries if e.instance is None}


def test_sequence_never_falls_when_a_cadence_is_replaced_after_later_times_were_skipped() -> None:
    story = Story(weekly())
    for number, day in enumerate(("02-13", "02-20", "02-27"), 5):
        story.occurrence(f"weekly.2023-{day}", "skip", "skipped", f"2023-01-{number:02}")
    before = held(story)["series", "weekly", ""]
    assert before.revision == 3
    story.amend(weekly(time="09:00"), "2023-02-07")
    after = held(story)["series", "weekly", ""]
    assert after.recurrence is not None
    assert after.recurrence.last == datetime(2023, 2, 6, 14, tzinfo=SHANGHAI)
    assert after.revision > before.revision


def test_a_meeting_that_was_fixed_stays_when_its_cadence_is_replaced() -> None:
    story = at_noon(Story(weekly()), "weekly.2023-02-20", "2023-01-05")
    story.amend(weekly(when=Deadline("every Friday", recurrence="FREQ=WEEKLY;BYDAY=FR")), "2023-02-07")
    assert shown(story)["occurrence-weekly.2023-02-20"] == "Weekly meeting"
    assert (date(2023, 2, 20), "12:00") in instances(bytes_of(story))


def test_a_meeting_that_was_fixed_is_not_told_twice_where_only_the_hour_changes() -> None:
    story = at_noon(Story(weekly()), "weekly.2023-02-20", "2023-01-05")
    story.amend(weekly(time="09:00"), "2023-02-07")
    days = [day for day, _ in instances(bytes_of(story)) if day == date(2023, 2, 20)]
    assert len(days) == 1
    without = held(story)["series", "weekly~2", ""].recurrence
    assert without is not None
    assert without.without == (datetime(2023, 2, 20, 9, tzinfo=SHANGHAI),)


@pytest.mark.parametrize("changes", [{"time": ""}, None])
def test_what_was_held_is_told_once_when_its_series_loses_its_time_or_is_left_out(
    changes: dict[str, str] | None,
) -> None:
    story = Story(weekly()).occurrence(FIRST, "hold", "held", "2023-02-07", start="2023-02-06T14:00")
    plan = weekly(**changes) if changes is not None else attrs.evolve(weekly(), series=())
    story.amend(plan, "2023-02-08")
    assert f"occurrence-{FIRST}" not in shown(story)
    found = recurring_ical_events.of(Calendar.from_ical(bytes_of(story))).at(date(2023, 2, 6))
    assert [str(event["SUMMARY"]) for event in found] == ["Done: Weekly meeting"]


def test_what_is_entered_late_about_a_time_of_an_earlier_cadence_stands_in_its_entry() -> None:
    story = Story(weekly())
    story.amend(weekly(place="Hall", time="09:00"), "2023-02-07")
    story.occurrence(FIRST, "hold", "held", "2023-02-08", start="2023-02-06T14:00")
    assert held(story)["series", "weekly", "2023-02-06T14:00:00+08:00"].summary == "Done: Weekly meeting"


def test_what_was_once_fixed_for_a_whole_day_keeps_its_entry_when_it_gets_an_hour() -> None:
    story = Story(weekly()).occurrence(FIRST, "schedule", "scheduled", "2023-01-05", start="2023-02-07")
    alone = f"occurrence-{FIRST}"
    assert alone in shown(story)
    before = held(story)["series", "weekly", ""].revision
    story.occurrence(FIRST, "move", "scheduled", "2023-01-06", start="2023-02-07T10:00")
    assert alone in shown(story)
    assert held(story)["series", "weekly", ""].revision == before
    assert (date(2023, 2, 7), "10:00") in instances(bytes_of(story))


def test_the_end_of_a_pilot_ends_every_rule() -> None:
    story = Story(weekly())
    story.tell(PilotTransition("small", "stop", "running", "stopped"), "2023-02-21")
    entry = held(story)["series", "weekly", ""]
    assert entry.recurrence is not None
    assert entry.recurrence.last == datetime(2023, 2, 20, 14, tzinfo=SHANGHAI)
    assert (entry.status, entry.revision) == ("CONFIRMED", 1)
    assert not any(uid.startswith("occurrence-weekly") for uid in shown(story))


def test_a_member_that_comes_back_has_an_entry_of_its_own() -> None:
    plan = attrs.evolve(weekly(for_each="agreements", body=None), agreements=small_plan().agreements)
    story = Story(plan)
    story.amend(attrs.evolve(plan, agreements=plan.agreements[1:]), "2023-02-21")
    story.amend(plan, "2023-03-07")
    assert {id for _, id, _ in held(story)} == {"weekly@pair-1", "weekly@pair-1~2", "weekly@pair-2"}


def test_a_later_end_keeps_count_of_what_was_skipped_before_an_earlier_one() -> None:
    story = Story(weekly()).occurrence("weekly.2023-03-27", "skip", "skipped", "2023-01-05")
    counts = [held(story)["series", "weekly", ""].revision]
    for last, on in ((date(2023, 3, 20), "2023-01-06"), (date(2023, 3, 31), "2023-01-07")):
        story.amend(weekly(last=last), on)
        counts.append(held(story)["series", "weekly", ""].revision)
    assert counts == sorted(set(counts))


def test_whoever_asks_for_occurrences_has_those_of_a_rule_as_well() -> None:
    lines = lines_of(bytes_of(Story(weekly()), kinds=("occurrence",)))
    assert any(line.startswith("UID:series-weekly@") for line in lines)
    assert not any(line.startswith("UID:phase") for line in lines)


def test_one_that_is_moved_takes_as_long_as_the_plan_says_unless_its_end_is_given() -> None:
    story = at_noon(Story(weekly()), FIRST, "2023-01-05")
    key = ("series", "weekly", "2023-02-06T14:00:00+08:00")
    assert held(story)[key].end == datetime(2023, 2, 6, 13, 30, tzinfo=SHANGHAI)
    story.occurrence(
        FIRST, "move", "scheduled", "2023-01-06", start="2023-02-07T12:00", end="2023-02-07T12:45"
    )
    assert held(story)[key].end == datetime(2023, 2, 7, 12, 45, tzinfo=SHANGHAI)
    story = Story(weekly(time="14:00"))
    assert held(at_noon(story, FIRST, "2023-01-05"))[key].end is None


def test_what_was_moved_far_stays_until_it_is_held_and_ninety_days_after() -> None:
    story = at_noon(Story(weekly()), FIRST, "2023-01-05")
    story.occurrence(FIRST, "move", "scheduled", "2023-01-06", start="2023-06-20T14:00")
    story.amend(weekly(time="16:00"), "2023-02-08")
    assert held(story)["series", "weekly", ""].stays is None
    story.occurrence(FIRST, "hold", "held", "2023-06-21", start="2023-06-20T14:00")
    assert held(story)["series", "weekly", ""].stays == date(2023, 9, 18)


def test_a_time_that_was_owed_while_its_series_had_no_hour_is_told_when_it_has_one_again() -> None:
    story = Story(weekly())
    story.amend(weekly(time=""), "2023-02-08")
    story.amend(weekly(), "2023-02-15")
    again = held(story)["series", "weekly~2", ""]
    assert again.start == datetime(2023, 2, 13, 14, tzinfo=SHANGHAI)
    assert instances(bytes_of(story)) == listed(story)


def test_what_is_entered_late_keeps_the_title_the_place_and_the_hours_of_its_cadence() -> None:
    story = Story(weekly())
    story.amend(weekly(time="16:00", title="New", place="Office"), "2023-02-08")
    story.occurrence(FIRST, "miss", "missed", "2023-02-09")
    entry = held(story)["series", "weekly", "2023-02-06T14:00:00+08:00"]
    assert (entry.summary, entry.place) == ("Not held: Weekly meeting", "Hall")
    assert entry.start == datetime(2023, 2, 6, 14, tzinfo=SHANGHAI)


def test_sequence_counts_the_end_that_a_reader_sees() -> None:
    story = Story(weekly())
    key = ("series", "weekly", "2023-02-06T14:00:00+08:00")
    story.occurrence(FIRST, "schedule", "scheduled", "2023-01-05", start="2023-02-06T14:00")
    before = held(story)[key]
    for on, end, rises in (("2023-01-06", "2023-02-06T15:30", 0), ("2023-01-07", "2023-02-06T16:00", 1)):
        story.occurrence(FIRST, "move", "scheduled", on, start="2023-02-06T14:00", end=end)
        after = held(story)[key]
        assert after.revision - before.revision == rises
        assert (after.end != before.end) is bool(rises)
        before = after


MONTHLY = Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month")


@pytest.mark.parametrize("after", [weekly(when=MONTHLY, first=date(2023, 2, 1)), nth_workday(-1, time="")])
def test_a_month_that_is_owed_anew_without_an_hour_stands_by_itself(after: Plan) -> None:
    story = Story(nth_workday(1))
    story.amend(after, "2023-02-10")
    assert "occurrence-weekly.2023-02" in shown(story)
    assert instances(bytes_of(story)) == listed(story)


def test_a_meeting_that_was_fixed_stays_with_those_who_were_called_to_it() -> None:
    story = Story(weekly(units=("business",), body=None))
    story.occurrence("weekly.2023-03-06", "schedule", "scheduled", "2023-01-05", start="2023-03-08T10:00")
    story.amend(weekly(units=("design",), body=None), "2023-02-20")
    fixed = (date(2023, 3, 8), "10:00")
    for unit, called in (("business", True), ("design", False)):
        data = feed(story.state(), EARLY, Selection(unit=unit), Options("en")).data
        assert (fixed in instances(data)) is called


def test_those_who_are_no_longer_called_keep_what_was_held_and_those_who_are_begin() -> None:
    story = Story(weekly(units=("business",), body=None))
    story.amend(weekly(units=("design",), body=None), "2023-02-20")
    (old,), (new,) = held(story, "business").values(), held(story, "design").values()
    assert old.recurrence is not None
    assert old.recurrence.last == datetime(2023, 2, 13, 14, tzinfo=SHANGHAI)
    assert (new.id, new.start) == ("weekly~2", datetime(2023, 2, 20, 14, tzinfo=SHANGHAI))


def test_a_series_that_leaves_a_feed_whole_leaves_one_tombstone() -> None:
    plan = weekly(body="talks")
    talks = Body("talks", "meeting", "Talks", "Talks", leads=("business",))
    story = Story(attrs.evolve(plan, bodies=(*plan.bodies, talks)))
    others = attrs.evolve(talks, leads=("design",))
    story.amend(attrs.evolve(plan, bodies=(*plan.bodies, others)), "2023-02-20")
    (tombstone,) = held(story, "business").values()
    assert (tombstone.summary, tombstone.recurrence) == ("Handed over: Weekly meeting", None)
    assert tombstone.start == datetime(2023, 2, 6, 6, tzinfo=UTC)


def test_a_series_that_gets_an_hour_calls_none_of_its_times_cancelled() -> None:
    story = Story(weekly(time=""))
    story.amend(weekly(), "2023-02-10")
    assert set(shown(story).values()) == {
        "Weekly meeting",
        "Launch (end of the phase)",
        "Review (end of the phase)",
    }
    assert instances(bytes_of(story)) == listed(story)


def test_what_comes_back_by_itself_is_the_same_however_the_feed_came_there() -> None:
    story = Story(weekly(time=""))
    story.amend(weekly(), "2023-02-10")
    story.occurrence("weekly.2023-02-13", "schedule", "scheduled", "2023-02-11", start="2023-02-14")
    followed(story, Selection(), Options("en"), lambda count: date(2023, 2, 12))


def test_the_name_of_a_member_is_a_change_of_the_series_it_still_has_and_of_no_other() -> None:
    each: dict[str, object] = {"for_each": "schools", "body": None}
    story = Story(weekly(**each))
    plan = weekly(**each, when=Deadline("Wednesdays", recurrence="FREQ=WEEKLY;BYDAY=WE"))
    story.amend(plan, "2023-02-20")
    before = held(story)
    story.amend(renamed(plan, "Arts"), "2023-02-22")
    after = held(story)
    changed = {key[1] for key in before if before[key].revision != after[key].revision}
    assert (
        changed == {key[1] for key in before if before[key].title != after[key].title} == {"weekly@design~2"}
    )
    new = after["series", "weekly@design~2", ""]
    assert (new.title, new.revision) == ("Weekly meeting (Arts)", 1)


def test_the_end_of_a_pilot_lets_a_series_leave_with_what_it_cancelled() -> None:
    story = at_noon(Story(weekly()), FIRST, "2023-01-05")
    story.tell(PilotTransition("small", "stop", "running", "stopped"), "2023-02-20")
    assert {entry.stays for entry in held(story).values()} == {date(2023, 5, 14)}


def test_a_cadence_that_was_over_before_it_was_replaced_is_none_that_changed() -> None:
    story = Story(weekly(last=date(2023, 2, 28)))
    before = held(story)["series", "weekly", ""]
    story.amend(weekly(last=date(2023, 2, 28), time="09:00-10:00"), "2023-03-15")
    after = held(story)["series", "weekly", ""]
    assert (after.revision, after.touched) == (before.revision, before.touched)


def test_a_meeting_over_the_hour_that_is_skipped_has_no_end_before_it_begins() -> None:
    story = Story(attrs.evolve(weekly(), timezone="Europe/Berlin"))
    story.convene("Night", "2023-03-26T02:30", "2023-01-05")
    story.occurrence(
        "O1", "move", "scheduled", "2023-01-06", start="2023-03-26T02:30", end="2023-03-26T03:10"
    )
    lines = lines_of(bytes_of(story))
    assert "DTSTART:20230326T013000Z" in lines
    assert "DTEND:20230326T011000Z" not in lines
