"""The light of a task: one example for each sentence of the rule, on the days before and after it changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from tests.views.stories import some_day, states
from tests.views.story import ISSUED, Story, due, plan_with, task

from pilotflow.dates.workdays import WorkdayList
from pilotflow.facts.state import State
from pilotflow.facts.tasks import ExtensionDecided, ExtensionRequested
from pilotflow.plan.model import Settings
from pilotflow.views.lights import Light, light, phase_light

FAR = plan_with(task("1", "law", due=due("2024-12-31")))
"""One task, due so late that only other reasons light it."""


def shown(story: Story, on: str, id: str = "1") -> tuple[str, str] | None:
    found = light(story.state, story.state.tasks[id], date.fromisoformat(on))
    return None if found is None else (found.colour, found.reason)


@given(states(), some_day())
def test_only_dated_work_that_runs_or_is_in_question_has_a_light(state: State, on: date) -> None:
    for record in state.tasks.values():
        found = light(state, record, on)
        if found is not None:
            assert record.due is not None
            assert record.state not in ("suspended", "cancelled")
            assert not state.is_done(record.id)


@given(states(), some_day())
def test_red_is_exactly_past_the_last_day_and_not_reported(state: State, on: date) -> None:
    running = ("planned", "assigned", "accepted", "underway")
    for record in state.tasks.values():
        latest = None if record.due is None else record.due.latest
        found = light(state, record, on)
        late = latest is not None and on > latest and record.state in running
        assert (found is not None and found.colour == "red") == late


@given(states(), some_day())
def test_blue_is_only_near_and_before_the_last_day(state: State, on: date) -> None:
    for record in state.tasks.values():
        found = light(state, record, on)
        if found is not None and found.colour == "blue":
            assert record.due is not None
            assert record.due.latest is not None
            assert on <= record.due.latest <= on + timedelta(days=state.plan.settings.near)


@pytest.mark.parametrize("state", ["assigned", "accepted", "underway"])
def test_past_its_last_day_and_not_reported_it_is_red(state: str) -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-09")))).until("1", state)
    assert shown(story, "2022-12-09") != ("red", "overdue")
    assert shown(story, "2022-12-10") == ("red", "overdue")


def test_planned_work_can_be_red_too() -> None:
    assert shown(Story(), "2022-12-31") == ("red", "overdue")


@pytest.mark.parametrize("state", ["reported", "verified"])
def test_reported_work_is_not_overdue_even_when_the_report_came_late(state: str) -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-20")))).until("1", state, "2023-01-15")
    assert shown(story, "2023-01-15") is None


def test_sent_back_work_is_red_again() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-20")))).until("1", "reported")
    assert shown(story.move("1", "send_back", "2022-12-22"), "2022-12-22") == ("red", "overdue")


def test_an_extension_moves_the_day_it_turns_red() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-20")))).until("1", "underway")
    story.tell(ExtensionRequested("1", date(2023, 1, 20), date(2022, 12, 20)))
    assert shown(story, "2022-12-21") == ("red", "overdue")
    story.tell(ExtensionDecided("1", date(2023, 1, 20), granted=True))
    assert shown(story, "2023-01-20") == ("blue", "near")
    assert shown(story, "2023-01-21") == ("red", "overdue")


def test_not_accepted_within_three_working_days_it_is_yellow() -> None:
    story = Story(FAR).until("1", "assigned", "2022-12-09")
    assert shown(story, "2022-12-14") is None
    assert shown(story, "2022-12-15") == ("yellow", "not-accepted")
    assert shown(story.move("1", "accept", "2022-12-15"), "2022-12-15") is None


def test_days_off_do_not_count_as_working_days() -> None:
    calendar = WorkdayList(days_off=(date(2022, 12, 13),))
    story = Story(plan_with(task("1", "law", due=due("2024-12-31")), calendar=calendar))
    story.until("1", "assigned", "2022-12-09")
    assert shown(story, "2022-12-15") is None
    assert shown(story, "2022-12-16") == ("yellow", "not-accepted")


def test_assigned_in_a_month_counts_from_its_last_day() -> None:
    story = Story(FAR).until("1", "assigned", "2022-12")
    assert shown(story, "2023-01-04") is None
    assert shown(story, "2023-01-05") == ("yellow", "not-accepted")


def test_sent_back_and_not_reported_again_within_ten_working_days_it_is_yellow() -> None:
    story = Story(FAR).until("1", "reported").move("1", "send_back", "2022-12-09")
    assert shown(story, "2022-12-23") is None
    assert shown(story, "2022-12-24") == ("yellow", "sent-back")
    assert shown(story.move("1", "report", "2022-12-24"), "2022-12-24") is None


def test_work_that_lapses_is_not_sent_back() -> None:
    story = Story(FAR).until("1", "reported").move("1", "send_back").move("1", "report").move("1", "verify")
    story.move("1", "maintain").move("1", "lapse")
    assert shown(story, "2023-03-01") is None


def test_an_answer_past_its_day_makes_it_yellow() -> None:
    story = Story(FAR).until("1", "underway")
    id = story.raise_about("task", "1", ("law",), answer_by="2022-12-23")
    assert shown(story, "2022-12-23") is None
    assert shown(story, "2022-12-24") == ("yellow", "answer-overdue")
    story.settle(id, "answer", "answered", "law", text="Done")
    assert shown(story, "2022-12-24") is None


def test_feedback_nobody_has_been_given_is_owed_too() -> None:
    story = Story(FAR).until("1", "reported")
    story.raise_about("task", "1", answer_by="2022-12-23")
    assert shown(story, "2022-12-24") == ("yellow", "answer-overdue")


def test_feedback_without_an_answer_date_is_never_overdue() -> None:
    story = Story(FAR).until("1", "underway")
    story.raise_about("task", "1", answer_by=None)
    assert shown(story, "2023-12-24") is None


def test_half_of_an_even_time_gone_and_not_begun_it_is_yellow() -> None:
    story = Story(plan_with(task("1", "law", due=due("2023-01-07")))).until("1", "accepted", "2022-12-09")
    assert shown(story, "2022-12-23") is None
    assert shown(story, "2022-12-24") == ("yellow", "half-gone")
    assert shown(story.move("1", "start", "2022-12-24"), "2022-12-24") is None


def test_half_of_an_odd_time_is_gone_after_its_middle_day() -> None:
    story = Story(plan_with(task("1", "law", due=due("2023-01-08")))).until("1", "accepted", "2022-12-09")
    assert shown(story, "2022-12-24") is None
    assert shown(story, "2022-12-25") == ("yellow", "half-gone")


def test_planned_work_is_not_behind() -> None:
    assert shown(Story(FAR), "2024-12-20") is None


def test_within_ten_days_of_its_last_day_and_not_reported_it_is_blue() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-30")))).until("1", "underway")
    assert shown(story, "2022-12-19") is None
    assert shown(story, "2022-12-20") == ("blue", "near")
    assert shown(story, "2022-12-30") == ("blue", "near")
    assert shown(story.move("1", "report"), "2022-12-30") is None


def test_how_near_is_near_is_a_setting() -> None:
    plan = plan_with(task("1", "law", due=due("2022-12-30")), settings=Settings(near=3))
    assert shown(Story(plan), "2022-12-26") is None
    assert shown(Story(plan), "2022-12-27") == ("blue", "near")


def test_red_goes_before_yellow_and_yellow_before_blue() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-20")))).until("1", "assigned", "2022-12-09")
    assert shown(story, "2022-12-14") == ("blue", "near")
    assert shown(story, "2022-12-15") == ("yellow", "not-accepted")
    assert shown(story, "2022-12-21") == ("red", "overdue")


@pytest.mark.parametrize("state", ["closed", "maintained", "suspended", "cancelled"])
def test_done_suspended_and_cancelled_work_has_none(state: str) -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-10")))).until("1", state)
    assert shown(story, "2023-06-01") is None


def test_resumed_work_keeps_its_day() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-20")))).until("1", "suspended")
    assert shown(story.move("1", "resume", "2023-02-01"), "2023-02-01") == ("red", "overdue")


def test_undated_work_has_none() -> None:
    story = Story(plan_with(task("1", "law"))).until("1", "assigned")
    story.raise_about("task", "1", ("law",))
    assert shown(story, "2023-12-01") is None


def test_work_in_question_after_closing_has_the_light_of_its_feedback() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-10")))).until("1", "closed")
    id = story.raise_about("task", "1", ("law",), answer_by="2022-12-23")
    assert shown(story, "2022-12-23") is None
    assert shown(story, "2022-12-24") == ("yellow", "answer-overdue")
    story.settle(id, "answer", "answered", "law", text="Done")
    assert shown(story, "2022-12-24") is None


def test_the_answer_owed_longest_is_named() -> None:
    story = Story(FAR).until("1", "underway")
    story.raise_about("task", "1", ("law",), answer_by="2022-12-24")
    story.raise_about("task", "1", ("law",), answer_by="2022-12-23")
    found = light(story.state, story.state.tasks["1"], date(2023, 1, 1))
    assert found == Light("yellow", "answer-overdue", (("feedback", "F2"), ("answer_by", "2022-12-23")))


def test_a_light_says_its_colour_and_reason() -> None:
    found = light(Story().state, Story().state.tasks["1"], date(2023, 1, 2))
    assert found is not None
    assert found.text() == "red: due 2022-12-30, 3 days ago, and not reported"
    assert found.to_dict() == {
        "colour": "red",
        "reason": "overdue",
        "data": {"latest": "2022-12-30", "days": "3"},
    }


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2022-12-20", "blue: due 2022-12-30, in 10 days"),
        ("2022-12-29", "blue: due 2022-12-30, tomorrow"),
        ("2022-12-30", "blue: due 2022-12-30, today"),
        ("2022-12-31", "red: due 2022-12-30, yesterday, and not reported"),
    ],
)
def test_days_are_told_as_people_do(on: str, words: str) -> None:
    found = light(Story().state, Story().state.tasks["1"], date.fromisoformat(on))
    assert found is not None
    assert found.text() == words


def test_a_phase_is_red_past_its_day_and_blue_near_it_until_it_is_presented() -> None:
    story = Story()

    def colour(on: date) -> str | None:
        found = phase_light(story.state, story.state.phases["p1"], on)
        return None if found is None else found.colour

    assert colour(date(2023, 1, 20)) is None
    assert colour(date(2023, 1, 21)) == "blue"
    assert colour(date(2023, 1, 31)) == "blue"
    assert colour(date(2023, 2, 1)) == "red"
    story.phase("p1", "open", "open")
    assert colour(date(2023, 2, 1)) == "red"
    story.phase("p1", "present", "presented")
    assert colour(date(2023, 2, 1)) is None
    assert phase_light(story.state, story.state.phases["p3"], ISSUED) is None


def test_the_light_of_a_phase_speaks_of_its_gate() -> None:
    state = Story().state
    yesterday, longer = (phase_light(state, state.phases["p1"], date(2023, 2, day)) for day in (1, 3))
    assert yesterday is not None
    assert yesterday.text() == "red: due 2023-01-31, yesterday, and not presented"
    assert longer is not None
    assert longer.text() == "red: due 2023-01-31, 3 days ago, and not presented"
