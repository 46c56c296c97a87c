"""What leaves a feed: handed over to others, gone with the plan that foresaw it, or with the end of the pilot."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from tests.feeds.reading import Properties, by_uid, feed
from tests.feeds.stories import Story, by, renamed, small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.workdays import WorkdayList
from pilotflow.errors import NotFound
from pilotflow.facts.feedback import FeedbackMoved, FeedbackRaised
from pilotflow.facts.pilots import DeadlineResolved, PilotTransition
from pilotflow.feeds.options import Options
from pilotflow.feeds.sheet import Sheet
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task
from pilotflow.views.selection import Selection

EARLY = date(2023, 1, 10)


def shown(story: Story, on: date = EARLY, **narrowed: str) -> dict[str, Properties]:
    selection = Selection(**narrowed)  # type: ignore[arg-type]
    return by_uid(feed(story.state(), on, language="en", selection=selection))


def led_by(plan: Plan, lead: str, co_units: tuple[str, ...] = ()) -> Plan:
    """The plan with its first task led by another unit."""
    first, *tasks = plan.tasks
    return attrs.evolve(plan, tasks=(attrs.evolve(first, leads=(lead,), co_units=co_units), *tasks))


def ended(story: Story, on: str, state: str = "stopped") -> Story:
    trigger = "stop" if state == "stopped" else "complete"
    return story.tell(PilotTransition("small", trigger, "running", state), on)


# handed over


def test_a_task_given_to_others_is_a_tombstone_for_those_who_had_it_and_new_to_those_who_get_it() -> None:
    story = Story()
    before = shown(story, unit="business")["task-1"]
    story.amend(led_by(story.plan, "design"), "2023-01-05")
    left, came = shown(story, unit="business")["task-1"], shown(story, unit="design")["task-1"]
    assert (left["STATUS"], left["SUMMARY"]) == ("CANCELLED", "Handed over: Sign the agreements")
    assert int(left["SEQUENCE"]) > int(before["SEQUENCE"])
    assert left["DTSTAMP"] > before["DTSTAMP"]
    assert left["DTSTART;VALUE=DATE"] == before["DTSTART;VALUE=DATE"]
    assert (came["STATUS"], came["SEQUENCE"]) == ("CONFIRMED", "0")
    assert shown(story)["task-1"]["SEQUENCE"] == "0"


def test_what_was_handed_over_is_said_in_the_language_of_the_feed() -> None:
    story = Story()
    story.amend(led_by(story.plan, "design"), "2023-01-05")
    data = feed(story.state(), EARLY, language="zh", selection=Selection(unit="business"))
    assert by_uid(data)["task-1"]["SUMMARY"] == "已移交：Sign the agreements"


def test_a_tombstone_stays_sixty_days() -> None:
    story = Story()
    story.amend(led_by(story.plan, "design"), "2023-01-05")
    assert "task-1" in shown(story, date(2023, 3, 6), unit="business")
    assert "task-1" not in shown(story, date(2023, 3, 7), unit="business")


def test_what_changes_for_others_afterwards_leaves_a_tombstone_as_it_was() -> None:
    story = Story()
    story.amend(led_by(story.plan, "design"), "2023-01-05")
    tombstone = shown(story, unit="business")["task-1"]
    story.task("1", "assign", "assigned", "2023-01-06").task("1", "cancel", "cancelled", "2023-01-07")
    assert shown(story, unit="business")["task-1"] == tombstone


def test_what_comes_back_outdoes_its_tombstone() -> None:
    story = Story()
    story.amend(led_by(story.plan, "design"), "2023-01-05")
    tombstone = shown(story, unit="business")["task-1"]
    story.amend(story.plan, "2023-01-06")
    again = shown(story, unit="business")["task-1"]
    assert (again["STATUS"], again["SUMMARY"]) == ("CONFIRMED", "Sign the agreements")
    assert int(again["SEQUENCE"]) > int(tombstone["SEQUENCE"])
    assert again["DTSTAMP"] > tombstone["DTSTAMP"]


def test_a_task_that_was_done_leaves_with_its_word_and_not_as_cancelled_once_it_is_old() -> None:
    story = Story().task("1", "close", "closed", "2023-01-03")
    story.amend(led_by(story.plan, "design"), "2023-06-05")
    assert "task-1" not in shown(story, date(2023, 6, 6), unit="business")


def test_a_unit_that_moves_under_another_takes_its_work_along() -> None:
    story = Story()
    assert "task-1" in shown(story, unit="college")
    units = tuple(
        attrs.evolve(unit, part_of="city") if unit.id == "business" else unit for unit in story.plan.units
    )
    story.amend(attrs.evolve(story.plan, units=units), "2023-01-05")
    assert shown(story, unit="college")["task-1"]["SUMMARY"] == "Handed over: Sign the agreements"
    assert shown(story, unit="city")["task-1"]["STATUS"] == "CONFIRMED"


def test_the_feed_of_a_unit_the_plan_no_longer_knows_holds_nothing_but_tombstones() -> None:
    story = Story()
    plan = led_by(story.plan, "design")
    gone = attrs.evolve(
        plan,
        units=tuple(unit for unit in plan.units if unit.id != "business"),
        groups=tuple(
            attrs.evolve(g, members=tuple(m for m in g.members if m != "business")) for g in plan.groups
        ),
        occurrences=(),
        agreements=plan.agreements[1:],
    )
    story.amend(gone, "2023-01-05")
    data = feed(story.state(), EARLY, language="en", selection=Selection(unit="business"), phases=False)
    events = by_uid(data)
    assert events["task-1"]["SUMMARY"] == "Handed over: Sign the agreements"
    assert {event["STATUS"] for event in events.values()} == {"CANCELLED"}
    later = feed(story.state(), date(2024, 1, 1), language="en", selection=Selection(unit="business"))
    assert by_uid(later) == {}
    assert b"NAME:A small pilot: Business school" in later


def test_a_unit_no_plan_ever_knew_is_refused_after_an_amendment_too() -> None:
    story = Story()
    story.amend(led_by(story.plan, "design"), "2023-01-05")
    with pytest.raises(NotFound):
        feed(story.state(), EARLY, language="en", selection=Selection(unit="nobody"))


def test_feedback_passed_on_is_a_tombstone_for_those_who_owed_it() -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19")
    before = shown(story, unit="town")["feedback-F1"]
    story.feedback("F1", "assign", "assigned", "2023-01-06", to=("design",))
    left, came = shown(story, unit="town")["feedback-F1"], shown(story, unit="design")["feedback-F1"]
    assert (left["STATUS"], left["SUMMARY"]) == ("CANCELLED", "Handed over: attachment missing")
    assert int(left["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert (came["SUMMARY"], came["SEQUENCE"]) == ("Answer owed: attachment missing", "0")
    story.feedback("F1", "assign", "assigned", "2023-01-07", to=("town",))
    back = shown(story, unit="town")["feedback-F1"]
    assert (back["STATUS"], int(back["SEQUENCE"])) == ("CONFIRMED", int(before["SEQUENCE"]) + 2)


def test_feedback_moved_to_another_subject_leaves_the_feed_of_the_first() -> None:
    story = Story().raised(("task", "1"), "2023-01-05", "2023-01-19")
    assert "feedback-F1" in shown(story, phase="p1")
    story.tell(FeedbackMoved("F1", "task", "2"), "2023-01-06")
    assert shown(story, phase="p1")["feedback-F1"]["STATUS"] == "CANCELLED"
    assert shown(story)["feedback-F1"]["STATUS"] == "CONFIRMED"


# gone with the plan


def test_what_a_new_plan_leaves_out_is_a_tombstone_for_everybody() -> None:
    story = Story()
    plan = story.plan
    first = attrs.evolve(plan.tasks[0], parts=())
    story.amend(
        attrs.evolve(
            plan,
            tasks=(first, *plan.tasks[1:]),
            series=(),
            agreements=plan.agreements[:1],
            occurrences=(),
            phases=plan.phases[:2],
        ),
        "2023-01-05",
    )
    events = shown(story)
    for uid in (
        "part-1.sign@design",
        "occurrence-quarterly.2023-q3",
        "agreement-pair-2.review",
        "occurrence-kick-off",
    ):
        assert events[uid]["STATUS"] == "CANCELLED", uid
        assert events[uid]["SUMMARY"].startswith("Cancelled: "), uid
    assert not any(
        name in shown(story, date(2023, 3, 7)) for name in ("part-1.sign@design", "occurrence-kick-off")
    )


def test_windows_that_another_cadence_replaces_are_tombstones() -> None:
    story = Story()
    monthly = attrs.evolve(
        story.plan.series[0], when=Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month")
    )
    story.amend(attrs.evolve(story.plan, series=(monthly, story.plan.series[1])), "2023-01-05")
    events = shown(story)
    assert events["occurrence-quarterly.2023-q3"]["STATUS"] == "CANCELLED"
    assert events["occurrence-quarterly.2023-08"]["STATUS"] == "CONFIRMED"


def test_a_meeting_that_was_fixed_before_stays_when_its_cadence_changes() -> None:
    story = Story().occurrence("quarterly.2023-q1", "schedule", "scheduled", "2023-01-04", start="2023-03-02")
    monthly = attrs.evolve(
        story.plan.series[0], when=Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month")
    )
    story.amend(attrs.evolve(story.plan, series=(monthly, story.plan.series[1])), "2023-01-05")
    assert shown(story)["occurrence-quarterly.2023-q1"]["STATUS"] == "CONFIRMED"


def test_an_earlier_end_of_the_pilot_takes_the_last_windows_away() -> None:
    story = Story().tell(DeadlineResolved("phase", "p2", by("2023-09-15")), "2023-01-05")
    events = shown(story)
    assert events["occurrence-quarterly.2023-q4"]["STATUS"] == "CANCELLED"
    assert events["occurrence-quarterly.2023-q3"]["DTSTART;VALUE=DATE"] == "20230915"
    assert events["occurrence-quarterly.2023-q3"]["SEQUENCE"] == "1"
    assert events["occurrence-quarterly.2023-q2"]["SEQUENCE"] == "0"


# the end of the pilot


def test_the_end_is_an_entry_of_its_own_and_what_was_open_is_cancelled() -> None:
    story = Story().task("2", "maintain", "maintained", "2023-01-04", next_check=date(2023, 7, 4))
    before = shown(story)
    story = ended(story, "2023-02-06")
    on = date(2023, 2, 10)
    events = shown(story, on)
    assert events["pilot-end"]["SUMMARY"] == "Pilot stopped: A small pilot"
    assert events["pilot-end"]["DTSTART;VALUE=DATE"] == "20230206"
    for uid in (
        "task-1",
        "part-1.sign@design",
        "phase-p1",
        "occurrence-kick-off",
        "occurrence-quarterly.2023-q1",
    ):
        assert events[uid]["STATUS"] == "CANCELLED", uid
        assert int(events[uid]["SEQUENCE"]) == int(before[uid]["SEQUENCE"]) + 1, uid
    assert events["task-2"]["SUMMARY"] == "Re-check: Keep the list"
    assert events["agreement-pair-1.expires"]["STATUS"] == "CONFIRMED"
    assert shown(story, date(2023, 7, 1)).keys() == {
        "pilot-end",
        "task-2",
        "agreement-pair-1.expires",
        "agreement-pair-2.review",
    }


def test_a_completed_pilot_says_that_it_is() -> None:
    story = ended(Story(), "2023-02-06", "completed")
    assert shown(story)["pilot-end"]["SUMMARY"] == "Pilot completed: A small pilot"


def test_an_occurrence_entered_late_after_the_end_is_back_above_its_tombstone() -> None:
    story = ended(Story(), "2023-02-06")
    tombstone = shown(story)["occurrence-kick-off"]
    story.occurrence("kick-off", "hold", "held", "2023-02-07", start="2023-02-03")
    event = shown(story)["occurrence-kick-off"]
    assert event["SUMMARY"] == "Done: Kick-off"
    assert int(event["SEQUENCE"]) > int(tombstone["SEQUENCE"])


def test_an_occurrence_known_before_the_end_and_held_after_it_counts_both() -> None:
    story = Story().occurrence("kick-off", "schedule", "scheduled", "2023-01-04", start="2023-02-01")
    before = shown(story)["occurrence-kick-off"]
    ended(story, "2023-02-06")
    assert int(shown(story)["occurrence-kick-off"]["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    story.occurrence("kick-off", "hold", "held", "2023-02-07", start="2023-02-01")
    assert int(shown(story)["occurrence-kick-off"]["SEQUENCE"]) == int(before["SEQUENCE"]) + 2


def test_maintained_work_that_fails_after_the_end_lives_on() -> None:
    story = Story().task("2", "maintain", "maintained", "2023-01-04", next_check=date(2023, 7, 4))
    ended(story, "2023-02-06", "completed")
    story.task("2", "lapse", "underway", "2023-03-01")
    event = shown(story, date(2023, 3, 2))["task-2"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CONFIRMED", "Keep the list")


def test_a_task_that_is_gone_on_with_after_the_end_is_restored() -> None:
    story = Story().task("1", "report", "reported", "2023-01-04")
    ended(story, "2023-02-06", "completed")
    tombstone = shown(story)["task-1"]
    story.task("1", "verify", "verified", "2023-02-07")
    event = shown(story)["task-1"]
    assert event["STATUS"] == "CONFIRMED"
    assert int(event["SEQUENCE"]) > int(tombstone["SEQUENCE"])


def test_undated_work_is_told_of_no_more_after_the_end() -> None:
    assert b"- Some day" in feed(Story().state(), EARLY, language="en")
    assert b"- Some day" not in feed(ended(Story(), "2023-02-06").state(), EARLY, language="en")


def test_a_task_born_after_a_frame_is_not_taken_for_one_that_left() -> None:
    from pilotflow.facts.tasks import TaskCreated

    story = Story()
    story.amend(story.plan, "2023-01-04")
    story.tell(TaskCreated(Task("T1", "T1", "Born", leads=("town",), due=by("2023-02-01"))), "2023-01-05")
    assert shown(story, unit="town")["task-T1"]["SEQUENCE"] == "0"


def test_a_day_without_frames_needs_no_history() -> None:
    sheet = Sheet(Selection(), Options("en"))
    extract = sheet.extract(Story().state(), EARLY)
    assert len(extract.components) == len(sheet) == len(sheet.entries)


# no date any more


def test_work_that_another_plan_gives_no_day_is_not_called_cancelled() -> None:
    story = Story()
    first, *tasks = story.plan.tasks
    signature, *parts = first.parts
    without = attrs.evolve(first, due=None, parts=(attrs.evolve(signature, due=None), *parts))
    phases = (attrs.evolve(story.plan.phases[0], due=None), *story.plan.phases[1:])
    ending, *agreements = story.plan.agreements
    story.amend(
        attrs.evolve(
            story.plan,
            tasks=(without, *tasks),
            phases=phases,
            agreements=(attrs.evolve(ending, last=None, review=date(2024, 1, 31)), *agreements),
        ),
        "2023-01-05",
    )
    events = shown(story)
    for uid in ("task-1", "part-1.sign@design", "phase-p1", "agreement-pair-1.expires"):
        assert events[uid]["SUMMARY"].startswith("No date any more: "), uid
        assert events[uid]["STATUS"] == "CANCELLED", uid
        assert events[uid]["SEQUENCE"] == "1", uid
    assert b"\\n- Sign the agreements" in feed(story.state(), EARLY, language="en")


def test_a_day_that_is_set_again_outdoes_that_there_was_none() -> None:
    story = Story()
    first, *tasks = story.plan.tasks
    story.amend(attrs.evolve(story.plan, tasks=(attrs.evolve(first, due=None), *tasks)), "2023-01-05")
    story.tell(DeadlineResolved("task", "1", by("2023-06-01")), "2023-01-06")
    event = shown(story)["task-1"]
    assert (event["SUMMARY"], event["STATUS"], event["SEQUENCE"]) == ("Sign the agreements", "CONFIRMED", "2")


def test_what_lapses_after_the_end_and_is_given_up_is_cancelled_once() -> None:
    story = Story().task("2", "report", "reported", "2023-01-04")
    ended(story, "2023-02-06")
    tombstone = shown(story)["task-2"]
    story.task("2", "cancel", "cancelled", "2023-02-07")
    event = shown(story)["task-2"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", tombstone["SEQUENCE"])


def test_who_owed_an_answer_is_asked_of_the_plan_of_that_time() -> None:
    story = Story()
    story.tell(
        FeedbackRaised("F1", "task", "1", "missing", "problem", (), date(2023, 2, 1)), "2023-01-05", "city"
    )
    assert shown(story, unit="office")["feedback-F1"]["STATUS"] == "CONFIRMED"
    story.feedback("F1", "assign", "assigned", "2023-01-06", to=("design",))
    roles = attrs.evolve(story.plan.roles, office="board")
    story.amend(attrs.evolve(story.plan, roles=roles), "2023-01-07")
    assert shown(story, unit="office")["feedback-F1"]["SUMMARY"] == "Handed over: missing"
    assert "feedback-F1" not in shown(story, unit="head")


# days that another calendar moves


def closed_on(plan: Plan, day: date) -> Plan:
    return attrs.evolve(plan, calendar=WorkdayList(days_off=(day,), known_until=date(2024, 12, 31)))


def test_a_window_whose_last_working_day_is_another_is_a_change() -> None:
    story = Story()
    before = shown(story)["occurrence-quarterly.2023-q1"]
    story.amend(closed_on(story.plan, date(2023, 3, 31)), "2023-01-05")
    after = shown(story)["occurrence-quarterly.2023-q1"]
    assert (before["DTSTART;VALUE=DATE"], after["DTSTART;VALUE=DATE"]) == ("20230331", "20230330")
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")


def test_so_it_is_where_something_was_entered_but_no_day() -> None:
    story = Story().occurrence("quarterly.2023-q1", "skip", "skipped", "2023-01-04")
    story.amend(closed_on(story.plan, date(2023, 3, 31)), "2023-01-05")
    event = shown(story)["occurrence-quarterly.2023-q1"]
    assert (event["DTSTART;VALUE=DATE"], event["SEQUENCE"]) == ("20230330", "2")
    story = Story().occurrence("quarterly.2023-q1", "schedule", "scheduled", "2023-01-04", start="2023-03-02")
    count = shown(story)["occurrence-quarterly.2023-q1"]["SEQUENCE"]
    story.amend(closed_on(story.plan, date(2023, 3, 31)), "2023-01-05")
    assert shown(story)["occurrence-quarterly.2023-q1"]["SEQUENCE"] == count


def test_a_phase_that_is_there_again_outdoes_its_tombstone() -> None:
    plan = attrs.evolve(small_plan(), tasks=())
    first, second, third = plan.phases
    story, counts = Story(plan), []
    for number, day in enumerate(("2023-12-01", "2023-12-05", "2023-12-07", None, "2023-12-20"), 3):
        phases = (first, third) if day is None else (first, attrs.evolve(second, due=by(day)), third)
        story.amend(attrs.evolve(plan, phases=phases), f"2023-01-{number:02}")
        counts.append(int(shown(story)["phase-p2"]["SEQUENCE"]))
    assert counts == sorted(set(counts))


def test_what_a_unit_never_had_is_not_handed_over_by_a_fact_about_something_else() -> None:
    plan = small_plan()
    quarterly, regular = plan.series

    def held_by(unit: str) -> Plan:
        return attrs.evolve(plan, series=(attrs.evolve(quarterly, body=None, units=(unit,)), regular))

    story = Story(held_by("business"))
    story.occurrence("quarterly.2023-q2", "schedule", "scheduled", "2023-01-04", start="2023-05-05")
    story.amend(held_by("design"), "2023-01-10")
    story.settle("open", Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month"), "2023-01-15")
    assert "occurrence-quarterly.2023-q2" not in shown(story, unit="design")


def test_a_part_for_a_member_with_another_name_has_changed_whatever_became_of_its_task() -> None:
    plan = small_plan()
    for before in (plan, attrs.evolve(plan, tasks=plan.tasks[1:])):
        story = Story(plan).amend(before, "2023-01-05")
        known = shown(story)["part-1.sign@design"]
        story.amend(renamed(before, "Arts"), "2023-01-06")
        now = shown(story)["part-1.sign@design"]
        assert now["SUMMARY"] != known["SUMMARY"]
        assert now["SEQUENCE"] > known["SEQUENCE"]
