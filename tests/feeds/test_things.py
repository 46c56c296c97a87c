"""How each kind of thing stands in a calendar, and how long."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import msgspec
import pytest
from tests.feeds.reading import Properties, by_uid, feed, read
from tests.feeds.stories import Story, by, small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.workdays import WorkdayList
from pilotflow.errors import NotFound
from pilotflow.facts.pilots import Corrected, DeadlineResolved
from pilotflow.facts.tasks import ExtensionDecided, TaskCreated
from pilotflow.plan.duties import Series
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Group
from pilotflow.plan.work import Part, Phase, Task
from pilotflow.views.selection import Selection

EARLY = date(2023, 1, 10)


def shown(story: Story, on: date = EARLY, **narrowed: str) -> dict[str, Properties]:
    selection = Selection(**narrowed)  # type: ignore[arg-type]
    return by_uid(feed(story.state(), on, language="en", selection=selection))


def day(event: Properties) -> str:
    return event["DTSTART;VALUE=DATE"]


def with_series(**changes: object) -> Plan:
    plan = small_plan()
    series = attrs.evolve(plan.series[0], **changes)  # type: ignore[arg-type]
    return attrs.evolve(plan, series=(series,))


def to_closed(story: Story, id: str, on: str) -> Story:
    for trigger, state in (
        ("assign", "assigned"),
        ("accept", "accepted"),
        ("start", "underway"),
        ("report", "reported"),
        ("verify", "verified"),
        ("close", "closed"),
    ):
        story.task(id, trigger, state, on)
    return story


# tasks


def test_a_task_with_a_window_stands_on_its_last_day_and_tells_the_window() -> None:
    event = shown(Story())["task-1"]
    assert (day(event), event["DTEND;VALUE=DATE"]) == ("20230515", "20230516")
    assert event["SUMMARY"] == "Sign the agreements"
    assert event["CATEGORIES"] == "Talent"
    assert event["STATUS"] == "CONFIRMED"
    assert event["DESCRIPTION"].splitlines() == [
        "Item 1 of the plan",
        "Led by: Business school",
        "With: Town",
        "Phase: Launch",
        "Time limit in the plan: by mid-May",
        "Window: 2023-05-01 to 2023-05-15",
    ]


def test_words_that_mean_two_days_are_tentative_and_give_both_readings() -> None:
    event = shown(Story())["task-3"]
    assert event["STATUS"] == "TENTATIVE"
    assert "Read as 2023-09-05; the same words may also mean 2023-09-10" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("vague", "The words set no exact day; 2023-09-05 is how they were read"),
        ("provisional", "2023-09-05 lies past the published list of working days and may still move"),
    ],
)
def test_vague_and_provisional_days_are_tentative_and_say_why(field: str, line: str) -> None:
    plan = small_plan()
    task = attrs.evolve(plan.tasks[2], due=by("2023-09-05", **{field: True}))
    event = shown(Story(attrs.evolve(plan, tasks=(task,))))["task-3"]
    assert event["STATUS"] == "TENTATIVE"
    assert event["DESCRIPTION"].splitlines()[-1] == line


def test_what_is_done_is_no_longer_tentative() -> None:
    event = shown(to_closed(Story(), "3", "2023-01-05"))["task-3"]
    assert (event["SUMMARY"], event["STATUS"]) == ("Done: Open the hall", "CONFIRMED")


def test_a_suspended_task_says_so_and_stays() -> None:
    story = Story().task("1", "assign", "assigned", "2023-01-03")
    story.task("1", "suspend", "suspended", "2023-01-04")
    assert shown(story, date(2025, 1, 1))["task-1"]["SUMMARY"] == "Suspended: Sign the agreements"


def test_an_overdue_task_stays_until_it_is_settled_and_never_says_it_is_late() -> None:
    assert shown(Story(), date(2030, 1, 1))["task-1"] == shown(Story())["task-1"]


def test_a_closed_task_stays_ninety_days_and_then_leaves() -> None:
    story = to_closed(Story(), "1", "2023-01-05")
    assert shown(story)["task-1"]["SUMMARY"] == "Done: Sign the agreements"
    assert "task-1" in shown(story, date(2023, 1, 5) + timedelta(days=90))
    assert "task-1" not in shown(story, date(2023, 1, 5) + timedelta(days=91))


def test_a_closed_task_in_question_does_not_leave() -> None:
    story = to_closed(Story(), "1", "2023-01-05").raised(("task", "1"), "2023-01-06", "2023-01-20")
    assert shown(story, date(2025, 1, 1))["task-1"]["SUMMARY"] == "Done: Sign the agreements"


def test_a_cancelled_task_is_a_tombstone_for_sixty_days() -> None:
    story = Story().task("1", "cancel", "cancelled", "2023-01-05")
    event = shown(story)["task-1"]
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Cancelled: Sign the agreements"
    assert event["SEQUENCE"] == "1"
    assert day(event) == "20230515"
    assert "task-1" in shown(story, date(2023, 1, 5) + timedelta(days=60))
    assert "task-1" not in shown(story, date(2023, 1, 5) + timedelta(days=61))


def test_days_are_counted_in_the_zone_of_the_plan() -> None:
    story = Story().task("1", "cancel", "cancelled", "2023-01-05")
    last = story.facts[-1]
    # 20:00 UTC is the small hours of the 6th in Shanghai
    story.facts[-1] = msgspec.structs.replace(last, recorded=last.recorded.replace(hour=20))
    assert "task-1" in shown(story, date(2023, 1, 6) + timedelta(days=60))


def test_a_maintained_task_shows_its_next_recheck_under_the_same_uid() -> None:
    story = Story().task("2", "maintain", "maintained", "2023-01-05", next_check=date(2024, 1, 5))
    event = shown(story, date(2030, 1, 1))["task-2"]
    assert event["SUMMARY"] == "Re-check: Keep the list"
    assert day(event) == "20240105"
    assert event["SEQUENCE"] == "1"
    assert event["DESCRIPTION"].splitlines()[-1] == "Maintained; the next re-check is due on 2024-01-05"


def test_a_maintained_task_without_a_recheck_is_not_dated() -> None:
    story = Story().task("2", "maintain", "maintained", "2023-01-05")
    assert "task-2" not in shown(story)


def test_evidence_states_and_signatures_raise_no_sequence() -> None:
    story = Story()
    before = shown(story)["task-1"]
    to_closed(story, "1", "2023-01-05")
    after = shown(story)["task-1"]
    assert before["SEQUENCE"] == after["SEQUENCE"] == "0"
    assert after["DTSTAMP"] == after["LAST-MODIFIED"] > before["DTSTAMP"]


def test_corrected_evidence_raises_no_sequence() -> None:
    story = Story()
    story.tell(Corrected(1, "task.report", "task", "1", "evidence", ("scan",)), "2023-01-05")
    assert shown(story)["task-1"]["SEQUENCE"] == "0"


def test_an_extension_moves_the_day_and_raises_the_sequence() -> None:
    story = Story().tell(ExtensionDecided("1", date(2023, 6, 1), granted=True), "2023-01-05")
    event = shown(story)["task-1"]
    assert (day(event), event["SEQUENCE"]) == ("20230601", "1")


def test_a_born_task_without_leads_stands_like_any_other() -> None:
    story = Story().tell(
        TaskCreated(Task("T1", "T1", "Born", due=by("2023-02-01"), source="D1")), "2023-01-05"
    )
    event = shown(story)["task-T1"]
    assert event["SUMMARY"] == "Born"
    assert "DESCRIPTION" not in event


# parts


def test_a_part_for_each_member_is_one_entry_a_member() -> None:
    events = shown(Story())
    assert events["part-1.sign@business"]["SUMMARY"] == "Signature (Business school)"
    assert events["part-1.sign@design"]["DESCRIPTION"] == "Part of: Sign the agreements"
    assert not any(name.startswith("part-1.file") for name in events)


def test_a_part_without_members_keeps_its_title() -> None:
    plan = small_plan()
    parts = (Part("file", "Filing", due=by("2023-04-20")), Part("talk", "Talks", due=Deadline("soon")))
    events = shown(Story(attrs.evolve(plan, tasks=(attrs.evolve(plan.tasks[0], parts=parts),))))
    assert events["part-1.file"]["SUMMARY"] == "Filing"
    assert "part-1.talk" not in events


def test_a_part_that_was_reported_is_done_and_its_sister_is_not() -> None:
    story = Story().task("1", "report", "reported", "2023-01-05", parts=("sign@business",))
    events = shown(story)
    assert events["part-1.sign@business"]["SUMMARY"] == "Done: Signature (Business school)"
    assert events["part-1.sign@design"]["SUMMARY"] == "Signature (Design school)"


def test_the_parts_of_a_cancelled_task_are_tombstones() -> None:
    story = Story().task("1", "report", "reported", "2023-01-04", parts=("sign@business",))
    event = shown(story.task("1", "cancel", "cancelled", "2023-01-05"))["part-1.sign@business"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "1")


def test_rechecks_of_a_task_do_not_bring_its_parts_back() -> None:
    story = Story().task("1", "maintain", "maintained", "2023-01-05", next_check=date(2023, 7, 5))
    assert "part-1.sign@design" in shown(story, date(2023, 4, 5))
    story.task("1", "recheck", "maintained", "2023-07-05", next_check=date(2024, 1, 5))
    assert "part-1.sign@design" not in shown(story, date(2023, 7, 6))


def test_another_day_for_a_part_raises_its_sequence_and_not_its_sisters() -> None:
    plan = small_plan()
    signature, filing = plan.tasks[0].parts
    first = attrs.evolve(plan.tasks[0], parts=(signature, attrs.evolve(filing, due=by("2023-04-20"))))
    story = Story(attrs.evolve(plan, tasks=(first, *plan.tasks[1:])))
    moved = attrs.evolve(first, parts=(attrs.evolve(signature, due=by("2023-04-21")), first.parts[1]))
    story.amend(attrs.evolve(plan, tasks=(moved, *plan.tasks[1:])), "2023-01-05")
    events = shown(story)
    assert (day(events["part-1.sign@design"]), events["part-1.sign@design"]["SEQUENCE"]) == ("20230421", "1")
    assert events["part-1.file"]["SEQUENCE"] == "0"


# phases


def test_a_phase_stands_on_its_end_and_says_when_it_is_passed_or_stopped() -> None:
    story = (
        Story().phase("p1", "decide", "passed", "2023-01-05").phase("p2", "decide", "stopped", "2023-01-05")
    )
    events = shown(story)
    assert events["phase-p1"]["SUMMARY"] == "Done: Launch (end of the phase)"
    assert events["phase-p2"]["SUMMARY"] == "Stopped: Review (end of the phase)"
    assert "phase-p3" not in events
    assert not any(name.startswith("phase") for name in shown(story, date(2023, 4, 6)))


# occurrences


def test_a_window_without_a_day_stands_on_its_last_working_day() -> None:
    event = shown(Story())["occurrence-quarterly.2023-q3"]
    assert day(event) == "20230929"  # the 30th is a Saturday
    assert event["SUMMARY"] == "Board meeting (in this quarter)"
    assert event["DESCRIPTION"].splitlines() == ["Window: 2023-07-01 to 2023-09-30", "Takes part: Board"]


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("FREQ=WEEKLY", "Board meeting (in this week)"),
        ("FREQ=MONTHLY", "Board meeting (in this month)"),
        ("FREQ=MONTHLY;INTERVAL=6", "Board meeting (in this half-year)"),
        ("FREQ=MONTHLY;INTERVAL=12", "Board meeting (in this year)"),
        ("FREQ=YEARLY", "Board meeting (in this year)"),
        ("FREQ=MONTHLY;INTERVAL=5", "Board meeting"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "Board meeting"),
    ],
)
def test_the_title_names_the_stretch_where_there_is_a_word_for_it(rhythm: str, words: str) -> None:
    plan = with_series(when=Deadline("so", recurrence=rhythm), first=date(2023, 1, 9))
    titles = {
        e["SUMMARY"] for name, e in shown(Story(plan)).items() if name.startswith("occurrence-quarterly")
    }
    assert words in titles


@pytest.mark.parametrize(
    ("per", "words"),
    [("1/quarter", "Board meeting (in this quarter)"), ("1/dekad", "Board meeting")],
)
def test_the_title_names_the_stretch_of_a_count_too(per: str, words: str) -> None:
    plan = with_series(when=Deadline("so", per=per), first=date(2023, 1, 1))
    titles = [e["SUMMARY"] for id, e in shown(Story(plan)).items() if id.startswith("occurrence-quarterly")]
    assert set(titles) == {words}


def test_a_duty_owed_by_term_says_so() -> None:
    plan = attrs.evolve(
        with_series(when=Deadline("each term", per="1/term"), place="Hall", area="a1"),
        terms=(Term("2023-1", date(2023, 2, 1), date(2023, 6, 30)),),
    )
    event = shown(Story(plan))["occurrence-quarterly.2023-1"]
    assert event["SUMMARY"] == "Board meeting (in this term)"
    assert (event["LOCATION"], event["CATEGORIES"]) == ("Hall", "Talent")


def test_a_series_of_a_task_stands_in_the_area_of_the_task() -> None:
    assert shown(Story(with_series(task="1")))["occurrence-quarterly.2023-q1"]["CATEGORIES"] == "Talent"


def test_a_window_past_the_published_list_is_tentative() -> None:
    plan = attrs.evolve(small_plan(), calendar=WorkdayList(known_until=date(2023, 8, 31)))
    events = shown(Story(plan))
    assert events["occurrence-quarterly.2023-q2"]["STATUS"] == "CONFIRMED"
    assert events["occurrence-quarterly.2023-q3"]["STATUS"] == "TENTATIVE"
    assert "2023-09-29 lies past the published list" in events["occurrence-quarterly.2023-q3"]["DESCRIPTION"]


def test_a_fixed_time_replaces_the_window_under_the_same_uid_in_utc() -> None:
    story = Story().occurrence(
        "quarterly.2023-q1",
        "schedule",
        "scheduled",
        "2023-01-05",
        start="2023-03-02T14:00",
        end="2023-03-02T16:30",
        place="Hall",
    )
    event = shown(story)["occurrence-quarterly.2023-q1"]
    assert (event["DTSTART"], event["DTEND"]) == ("20230302T060000Z", "20230302T083000Z")
    assert event["SUMMARY"] == "Board meeting"
    assert event["SEQUENCE"] == "1"
    assert event["LOCATION"] == "Hall"
    assert event["DESCRIPTION"] == "Takes part: Board"


@pytest.mark.parametrize(
    ("start", "end", "after"),
    [
        ("2023-03-02", None, "20230303"),
        ("2023-03-02", "2023-03-04", "20230305"),
        ("2023-03-02", "2023-03-01", "20230303"),
        ("2023-03-02", "2023-03-02T12:00", "20230303"),
    ],
)
def test_fixed_days_cover_the_span_that_makes_sense(start: str, end: str | None, after: str) -> None:
    story = Story().occurrence(
        "quarterly.2023-q1", "schedule", "scheduled", "2023-01-05", start=start, end=end
    )
    event = shown(story)["occurrence-quarterly.2023-q1"]
    assert (day(event), event["DTEND;VALUE=DATE"]) == ("20230302", after)


def test_an_end_before_the_start_is_left_out() -> None:
    story = Story().occurrence(
        "kick-off", "schedule", "scheduled", "2023-01-05", start="2023-02-01T10:00", end="2023-02-01T09:00"
    )
    event = shown(story)["occurrence-kick-off"]
    assert event["DTSTART"] == "20230201T020000Z"
    assert not any(name.startswith("DTEND") for name in event)


def test_each_move_and_the_skip_raise_the_sequence() -> None:
    id, seen = "quarterly.2023-q1", []
    story = Story()
    seen.append(shown(story)[f"occurrence-{id}"]["SEQUENCE"])
    story.occurrence(id, "schedule", "scheduled", "2023-01-05", start="2023-03-02")
    seen.append(shown(story)[f"occurrence-{id}"]["SEQUENCE"])
    story.occurrence(id, "move", "scheduled", "2023-01-06", start="2023-03-03")
    seen.append(shown(story)[f"occurrence-{id}"]["SEQUENCE"])
    story.occurrence(id, "skip", "skipped", "2023-01-07")
    event = shown(story)[f"occurrence-{id}"]
    assert [*seen, event["SEQUENCE"]] == ["0", "1", "2", "3"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Cancelled: Board meeting")


def test_another_end_or_place_when_it_was_held_raises_the_sequence() -> None:
    id, seen = "quarterly.2023-q1", []
    for more in ({}, {"start": "2023-02-02"}, {"end": "2023-02-03"}, {"place": "Hall"}):
        story = Story().occurrence(id, "schedule", "scheduled", "2023-01-05", start="2023-02-02")
        story.occurrence(id, "hold", "held", "2023-02-02", **more)
        seen.append(shown(story, date(2023, 2, 3))[f"occurrence-{id}"]["SEQUENCE"])
    assert seen == ["1", "1", "2", "2"]


def test_held_and_missed_occurrences_say_so_and_leave_after_ninety_days() -> None:
    story = Story().occurrence("kick-off", "hold", "held", "2023-02-03", start="2023-02-03")
    story.occurrence("quarterly.2023-q1", "miss", "missed", "2023-04-01")
    events = shown(story, date(2023, 4, 2))
    assert events["occurrence-kick-off"]["SUMMARY"] == "Done: Kick-off"
    assert events["occurrence-quarterly.2023-q1"]["SUMMARY"] == "Not held: Board meeting (in this quarter)"
    assert "occurrence-kick-off" not in shown(story, date(2023, 5, 5))
    assert "occurrence-quarterly.2023-q1" not in shown(story, date(2023, 7, 1))


def test_a_one_off_with_a_vague_day_gives_both_readings_until_it_is_fixed() -> None:
    plan = small_plan()
    due = Deadline("early February", latest=date(2023, 2, 10), vague=True, alternatives=(date(2023, 2, 5),))
    story = Story(attrs.evolve(plan, occurrences=(attrs.evolve(plan.occurrences[0], due=due),)))
    event = shown(story)["occurrence-kick-off"]
    assert event["STATUS"] == "TENTATIVE"
    assert "Read as 2023-02-10; the same words may also mean 2023-02-05" in event["DESCRIPTION"]
    story.occurrence("kick-off", "schedule", "scheduled", "2023-01-05", start="2023-02-05")
    assert shown(story)["occurrence-kick-off"]["STATUS"] == "CONFIRMED"


def test_a_one_off_of_a_phase_follows_its_end() -> None:
    plan = small_plan()
    once = attrs.evolve(plan.occurrences[0], due=None, phase="p1")
    story = Story(attrs.evolve(plan, occurrences=(once,)))
    assert day(shown(story)["occurrence-kick-off"]) == "20230331"
    first = attrs.evolve(plan.phases[0], due=by("2023-04-28"))
    story.amend(attrs.evolve(story.plan, phases=(first, *plan.phases[1:])), "2023-01-05")
    event = shown(story)["occurrence-kick-off"]
    assert (day(event), event["SEQUENCE"]) == ("20230428", "1")


def test_a_one_off_without_any_day_stands_on_the_last_day_of_the_pilot() -> None:
    plan = small_plan()
    once = attrs.evolve(plan.occurrences[0], due=None)
    event = shown(Story(attrs.evolve(plan, occurrences=(once,))))["occurrence-kick-off"]
    assert day(event) == "20231229"
    assert "Window: 2023-01-02 to 2023-12-29" in event["DESCRIPTION"]


def test_a_meeting_called_ad_hoc_is_in_the_feed() -> None:
    event = shown(Story().convene("Ad hoc", "2023-02-01T09:00", "2023-01-05"))["occurrence-O1"]
    assert (event["SUMMARY"], event["DTSTART"]) == ("Ad hoc", "20230201T010000Z")


def test_a_settled_cadence_gives_one_entry_for_each_agreement() -> None:
    story = Story().settle("open", Deadline("monthly", recurrence="FREQ=MONTHLY"), "2023-11-10")
    event = shown(story, date(2023, 11, 11))["occurrence-open@pair-1.2023-12"]
    assert event["SUMMARY"] == "Regular talks (School and town) (in this month)"
    assert event["SEQUENCE"] == "0"
    story.occurrence("open@pair-1.2023-12", "schedule", "scheduled", "2023-11-12", start="2023-12-05")
    assert shown(story, date(2023, 11, 13))["occurrence-open@pair-1.2023-12"]["SEQUENCE"] == "1"


def test_a_renamed_member_raises_the_sequence_of_what_is_held_for_it() -> None:
    plan = with_series(for_each="schools")
    story = Story(plan)
    units = tuple(
        attrs.evolve(unit, name="School of business") if unit.id == "business" else unit
        for unit in plan.units
    )
    story.amend(attrs.evolve(plan, units=units), "2023-01-05")
    events = shown(story)
    assert events["occurrence-quarterly@business.2023-q1"]["SEQUENCE"] == "1"
    assert events["occurrence-quarterly@design.2023-q1"]["SEQUENCE"] == "0"


# feedback


def test_an_answer_owed_stands_on_its_last_day_for_those_who_owe_it() -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19", text="x" * 100)
    event = shown(story, unit="town")["feedback-F1"]
    assert day(event) == "20230119"
    assert event["SUMMARY"] == f"Answer owed: {'x' * 80}…"
    assert event["DESCRIPTION"].splitlines() == [
        f"Asked: {'x' * 100}",
        "About: Sign the agreements",
        "Answer owed by: Town",
    ]
    assert event["CATEGORIES"] == "Talent"
    assert "feedback-F1" not in shown(story, unit="design")


def test_feedback_about_a_phase_names_it_and_has_no_area() -> None:
    event = shown(Story().raised(("phase", "p1"), "2023-01-05", "2023-01-19"))["feedback-F1"]
    assert event["DESCRIPTION"].splitlines() == [
        "Asked: attachment missing",
        "About: Launch",
        "Answer owed by: Town",
    ]
    assert "CATEGORIES" not in event


def test_answers_change_their_word_and_then_leave() -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19")
    story.feedback("F1", "answer", "answered", "2023-01-06", text="attached")
    assert shown(story)["feedback-F1"]["SUMMARY"] == "Answered: attachment missing"
    story.feedback("F1", "confirm", "confirmed", "2023-01-07")
    assert shown(story)["feedback-F1"]["SUMMARY"] == "Done: attachment missing"
    assert "feedback-F1" not in shown(story, date(2023, 4, 8))


def test_withdrawn_feedback_is_a_tombstone() -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19")
    story.feedback("F1", "withdraw", "withdrawn", "2023-01-06")
    event = shown(story)["feedback-F1"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "1")
    assert "feedback-F1" not in shown(story, date(2023, 3, 8))


def test_praise_owes_nothing() -> None:
    assert "feedback-F1" not in shown(Story().raised(("task", "1"), "2023-01-05", None, kind="praise"))


# agreements


def test_an_agreement_shows_its_end_until_ninety_days_after_it() -> None:
    event = shown(Story())["agreement-pair-1.expires"]
    assert event["SUMMARY"] == "Agreement ends: School and town"
    assert event["DESCRIPTION"] == "Parties: Business school, Town"
    assert "agreement-pair-1.expires" in shown(Story(), date(2024, 2, 28))
    assert "agreement-pair-1.expires" not in shown(Story(), date(2024, 2, 29))


def test_an_agreement_shows_its_review_until_the_plan_says_otherwise() -> None:
    event = shown(Story(), date(2030, 1, 1))["agreement-pair-2.review"]
    assert event["SUMMARY"] == "Agreement to be reviewed: Design and town"
    assert "agreement-pair-2.expires" not in shown(Story())
    assert "agreement-pair-1.review" not in shown(Story())


def test_a_renewed_agreement_moves_and_raises_its_sequence_each_time_the_plan_says_so() -> None:
    plan, story = small_plan(), Story()
    for count, last in enumerate(("2024-11-30", "2024-11-30", "2025-11-30"), start=1):
        pair = attrs.evolve(plan.agreements[0], last=date.fromisoformat(last))
        story.amend(attrs.evolve(plan, agreements=(pair, plan.agreements[1])), f"2023-01-0{count + 2}")
    event = shown(story)["agreement-pair-1.expires"]
    assert (day(event), event["SEQUENCE"]) == ("20251130", "2")
    assert event["DTSTAMP"].startswith("20230105")


def test_a_thing_that_comes_with_an_amendment_begins_at_sequence_nought() -> None:
    plan = small_plan()
    story = Story(attrs.evolve(plan, agreements=())).amend(plan, "2023-01-05")
    event = shown(story)["agreement-pair-1.expires"]
    assert event["SEQUENCE"] == "0"
    assert event["DTSTAMP"].startswith("20230105")


# the calendar


def test_what_has_no_day_is_told_in_the_description_in_the_order_of_the_plan() -> None:
    head, _ = read(feed(Story().state(), EARLY, language="en"))
    assert head["NAME"] == "A small pilot"
    assert head["DESCRIPTION"].splitlines() == [
        "Deadlines, meetings and answers owed: A small pilot",
        "Without a date:",
        "- Some day",
        "- Without a date",
        "Still open:",
        "- Regular talks (open): “regularly” names no dates until a decision settles the cadence",
        "- Partners (partners): the group names no members yet and owes nothing",
    ]


def test_what_waits_for_a_day_is_told_once() -> None:
    soon = Phase("p9", "progress", "Some time", "p9", Deadline("soon", vague=True))
    plan = small_plan()
    story = Story(attrs.evolve(plan, phases=(*plan.phases, soon)))
    head, _ = read(feed(story.state(), EARLY, language="en"))
    assert head["DESCRIPTION"].count("Some time") == 1


def test_what_is_settled_or_left_out_is_not_told_as_undated() -> None:
    story = (
        Story().task("4", "cancel", "cancelled", "2023-01-03").phase("p3", "decide", "passed", "2023-01-03")
    )
    head, _ = read(feed(story.state(), EARLY, language="en"))
    assert "Without a date" not in head["DESCRIPTION"]
    head, _ = read(feed(Story().state(), EARLY, language="en", phases=False))
    assert "- Without a date" not in head["DESCRIPTION"]


def test_born_tasks_without_a_day_come_after_those_of_the_plan_in_their_order() -> None:
    story = Story()
    for number in range(1, 12):
        story.tell(TaskCreated(Task(f"T{number}", "", f"Born {number}")), "2023-01-03")
    head, _ = read(feed(story.state(), EARLY, language="en"))
    told = [line for line in head["DESCRIPTION"].splitlines() if "Born" in line or line == "- Some day"]
    assert told == ["- Some day", *(f"- Born {number}" for number in range(1, 12))]


def test_what_is_undated_is_told_in_the_same_order_however_the_state_was_built() -> None:
    story = Story(with_series(when=Deadline("now and then")))
    for number in range(1, 12):
        story.tell(TaskCreated(Task(f"T{number}", "", f"Born {number}")), "2023-01-03")
    state = story.state()
    once = feed(state, EARLY, language="en")
    state.tasks = dict(reversed(state.tasks.items()))
    state.series = dict(reversed(state.series.items()))
    assert feed(state, EARLY, language="en") == once


def test_a_unit_is_told_only_what_concerns_it() -> None:
    selection = Selection(unit="design")
    head, _ = read(feed(Story().state(), EARLY, language="en", selection=selection))
    assert head["NAME"] == "A small pilot: Design school"
    assert "Some day" not in head["DESCRIPTION"]
    assert "Partners" not in head["DESCRIPTION"]
    assert "Regular talks" in head["DESCRIPTION"]
    city = feed(Story().state(), EARLY, language="en", selection=Selection(unit="city"))
    assert "Regular talks" not in read(city)[0]["DESCRIPTION"]


def test_a_feed_with_nothing_open_says_only_what_it_is() -> None:
    plan = attrs.evolve(
        small_plan(), tasks=small_plan().tasks[:2], phases=(), series=(), groups=(Group("s", "S", "s"),)
    )
    plan = attrs.evolve(plan, tasks=(attrs.evolve(plan.tasks[1], phase=None),))
    head, _ = read(feed(Story(plan).state(), EARLY, language="en"))
    assert head["DESCRIPTION"] == "Deadlines, meetings and answers owed: A small pilot"


def test_a_series_for_an_open_group_is_told_and_dates_nothing() -> None:
    series = Series(
        "visits", "v", "inspection", "Visits", Deadline("m", recurrence="FREQ=MONTHLY"), for_each="partners"
    )
    story = Story(attrs.evolve(small_plan(), series=(series,)))
    head, _ = read(feed(story.state(), EARLY, language="en"))
    assert "- Visits (visits): held for each member of a group that names none yet" in head["DESCRIPTION"]
    assert not any("visits" in name for name in shown(story))


@pytest.mark.parametrize(
    ("narrowed", "name"),
    [
        ({"body": "board"}, "A small pilot: Board"),
        ({"phase": "p1"}, "A small pilot: Launch"),
        ({"area": "a1"}, "A small pilot: Talent"),
        ({"agreement": "pair-1"}, "A small pilot: School and town"),
        ({"unit": "town", "phase": "p1"}, "A small pilot: Town, Launch"),
    ],
)
def test_a_narrowed_feed_is_named_after_what_it_is_narrowed_to(narrowed: dict[str, str], name: str) -> None:
    selection = Selection(**narrowed)  # type: ignore[arg-type]
    assert read(feed(Story().state(), EARLY, language="en", selection=selection))[0]["NAME"] == name


def test_a_feed_for_nobody_the_plan_knows_is_refused() -> None:
    with pytest.raises(NotFound):
        feed(Story().state(), EARLY, language="en", selection=Selection(unit="nobody"))


def test_a_later_end_of_the_pilot_moves_the_last_window_and_raises_its_sequence() -> None:
    plan, story = small_plan(), Story()
    final = attrs.evolve(plan.phases[1], due=by("2023-12-15"))
    story.amend(attrs.evolve(plan, phases=(plan.phases[0], final, plan.phases[2])), "2023-01-05")
    event = shown(story)["occurrence-quarterly.2023-q4"]
    assert (day(event), event["SEQUENCE"]) == ("20231215", "1")


def test_a_phase_that_only_says_soon_is_undated() -> None:
    plan = small_plan()
    soon = Phase("p1", "launch", "Launch", "p1", Deadline("soon"))
    story = Story(attrs.evolve(plan, phases=(soon, *plan.phases[1:])))
    assert "phase-p1" not in shown(story)
    assert "- Launch" in read(feed(story.state(), EARLY, language="en"))[0]["DESCRIPTION"]


@pytest.mark.parametrize("todo", [False, True])
def test_the_last_day_there_is_stands_for_no_end(todo: bool) -> None:
    plan, never = small_plan(), by("9999-12-31", earliest=date(2023, 5, 1))
    weekly = Series(
        "weekly",
        "w",
        "meeting",
        "Weekly",
        Deadline("so", recurrence="FREQ=WEEKLY;BYDAY=MO"),
        body="board",
        time="09:00",
    )
    endless = attrs.evolve(
        plan,
        phases=(plan.phases[0], attrs.evolve(plan.phases[1], due=never)),
        tasks=(attrs.evolve(plan.tasks[0], due=never), *plan.tasks[1:]),
        series=(*plan.series, weekly),
        agreements=(attrs.evolve(plan.agreements[0], last=date.max, review=date.max), *plan.agreements[1:]),
    )
    for spans in (False, True):
        data = feed(
            Story(endless).state(), date(2023, 1, 10), language="en", todo=todo, spans=spans, alarms=(1,)
        )
        for uid in ("task-1", "phase-p2", "agreement-pair-1.expires", "agreement-pair-1.review"):
            assert f"UID:{uid}@small.pilotflow".encode() in data
        assert b"RRULE:FREQ=WEEKLY;UNTIL=2053122" in data


def test_what_became_of_a_meeting_keeps_the_window_it_had() -> None:
    plan = small_plan()

    def between(first: int) -> Plan:
        due = by("2023-02-03", earliest=date(2023, 1, first))
        return attrs.evolve(plan, occurrences=(attrs.evolve(plan.occurrences[0], due=due),))

    def shown() -> Properties:
        return by_uid(feed(story.state(), date(2023, 2, 7), language="en", spans=True))["occurrence-kick-off"]

    story = Story(between(20)).occurrence("kick-off", "miss", "missed", "2023-02-06")
    before = shown()
    story.amend(between(10), "2023-02-06")
    for name in ("DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SEQUENCE"):
        assert shown()[name] == before[name]


def test_a_window_whose_last_working_day_stays_has_not_changed() -> None:
    def shown() -> Properties:
        return by_uid(feed(story.state(), date(2023, 1, 6), language="en"))["occurrence-quarterly.2023-q4"]

    story = Story()
    before = shown()
    story.tell(DeadlineResolved("phase", "p2", by("2023-12-31")), "2023-01-05")
    for name in ("DTSTART;VALUE=DATE", "SEQUENCE", "DTSTAMP"):
        assert shown()[name] == before[name]
