"""Who must act next, for each state of each kind of thing."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from tests.views.stories import some_day, states
from tests.views.story import ISSUED, PLAN, Story, plan_with, task, with_settings

from pilotflow.facts.pilots import PilotTransition
from pilotflow.facts.state import State
from pilotflow.facts.tasks import ExtensionDecided, ExtensionRequested, LeadSigned
from pilotflow.plan.model import Settings
from pilotflow.views.waiting import waiting_for


def task_waits(story: Story, id: str, on: date = ISSUED) -> tuple[str, ...]:
    return waiting_for(story.state, "task", id, on)


@given(states(), some_day())
def test_everybody_waited_for_is_an_id_of_the_plan_named_once(state: State, on: date) -> None:
    plan = state.plan
    known = {*plan.unit_by_id, *plan.group_by_id, *plan.body_by_id, *plan.seat_by_id}
    for id in state.tasks:
        waiting = waiting_for(state, "task", id, on)
        assert set(waiting) <= known
        assert len(set(waiting)) == len(waiting)


def test_planned_work_waits_for_the_office_once_its_phase_is_open() -> None:
    story = Story()
    assert task_waits(story, "1") == ()
    assert task_waits(story, "4") == ("office",)
    story.phase("p1", "open", "open")
    assert task_waits(story, "1") == ("office",)
    story.phase("p1", "present", "presented").phase("p1", "decide", "passed")
    assert task_waits(story, "1") == ("office",)


def test_planned_and_suspended_work_of_an_ended_pilot_waits_for_nobody() -> None:
    story = Story().until("1", "suspended")
    assert task_waits(story, "1") == ("office",)
    story.tell(PilotTransition("small", "stop", "running", "stopped"))
    assert task_waits(story, "1") == task_waits(story, "4") == ()


def test_assigned_and_accepted_work_waits_for_the_leads_that_have_not_signed() -> None:
    story = Story().until("2", "assigned")
    assert task_waits(story, "2") == ("staff", "labour")
    story.move("2", "accept", by="staff")
    assert task_waits(story, "2") == ("labour",)
    story.tell(LeadSigned("2", "accept", "labour"))
    assert task_waits(story, "2") == ("staff", "labour")


def test_members_sign_for_a_group_each_for_itself() -> None:
    plan = plan_with(task("1", "colleges", "staff", "towns"))
    story = Story(plan).until("1", "assigned")
    assert task_waits(story, "1") == ("law", "arts", "staff")
    assert task_waits(story.move("1", "accept", by="law"), "1") == ("arts", "staff")


def test_work_underway_waits_for_the_leads_that_have_not_reported() -> None:
    story = Story(plan_with(task("1", "staff", "labour", report="all_leads"))).until("1", "underway")
    assert task_waits(story, "1") == ("staff", "labour")
    story.tell(LeadSigned("1", "report", "staff"))
    assert task_waits(story, "1") == ("labour",)


def test_reported_work_waits_for_the_first_independent_reviewer() -> None:
    plan = plan_with(task("1", "law"), task("2", "town"), task("3", "school", "audit", "office"))
    story = Story(plan).until("1", "reported").until("2", "reported").until("3", "reported")
    assert task_waits(story, "1") == ("inspection",)
    assert task_waits(story, "2") == ("head-b",)
    assert task_waits(story, "3") == ()  # a lead, even one without members, is not independent of itself


def test_with_no_independent_reviewer_nobody_is_waited_for() -> None:
    plan = plan_with(task("1", "school", reviewers=("head-b",)))
    assert task_waits(Story(plan).until("1", "reported"), "1") == ()


def test_verified_work_waits_for_the_office_or_while_feedback_is_open_for_whom_that_waits() -> None:
    story = Story().until("2", "verified")
    assert task_waits(story, "2") == ("office",)
    first = story.raise_about("task", "2", ("staff",))
    story.raise_about("task", "2", ("labour", "staff"))
    assert task_waits(story, "2") == ("staff", "labour")
    story.settle(first, "answer", "answered", "staff", text="Done")
    assert task_waits(story, "2") == ("city", "labour", "staff")


def test_maintained_work_waits_for_a_reviewer_when_its_recheck_is_due() -> None:
    story = Story().until("2", "verified").move("2", "maintain", next_check=date(2023, 6, 1))
    assert task_waits(story, "2", date(2023, 5, 31)) == ()
    assert task_waits(story, "2", date(2023, 6, 1)) == ("inspection",)
    story.raise_about("task", "2", ("staff",))
    assert task_waits(story, "2", date(2023, 6, 1)) == ("staff",)


def test_maintained_work_without_a_recheck_waits_for_nobody() -> None:
    assert task_waits(Story().until("2", "maintained"), "2", date(2030, 1, 1)) == ()


def test_closed_and_cancelled_work_waits_only_while_it_is_in_question() -> None:
    story = Story().until("1", "closed").until("4", "cancelled")
    assert task_waits(story, "1") == task_waits(story, "4") == ()
    story.raise_about("task", "1")
    assert task_waits(story, "1") == ("office",)


def test_a_request_for_more_time_waits_for_the_office_too() -> None:
    story = Story().until("1", "underway").tell(ExtensionRequested("1", date(2023, 3, 1), date(2022, 12, 30)))
    assert task_waits(story, "1") == ("school", "office")


def test_or_for_the_heads_that_have_not_agreed_where_the_plan_says_so() -> None:
    story = Story(with_settings(extensions="heads")).until("1", "underway")
    story.tell(ExtensionRequested("1", date(2023, 3, 1), date(2022, 12, 30)))
    assert task_waits(story, "1") == ("school", "head-a", "head-b")
    story.tell(ExtensionDecided("1", date(2023, 3, 1), granted=True, missing=("head-b",)), by="head-a")
    assert task_waits(story, "1") == ("school", "head-b")


def test_feedback_waits_for_the_office_then_its_addressees_then_who_may_confirm() -> None:
    story = Story()
    raised = story.raise_about("task", "1")
    assert waiting_for(story.state, "feedback", raised, ISSUED) == ("office",)
    story.settle(raised, "assign", "assigned", "office", to=("law", "town"))
    assert waiting_for(story.state, "feedback", raised, ISSUED) == ("law", "town")
    story.settle(raised, "answer", "answered", "law", text="Done")
    assert waiting_for(story.state, "feedback", raised, ISSUED) == ("city",)
    assert waiting_for(story.state, "feedback", raised, date(2023, 6, 1)) == ("city", "inspection")
    story.settle(raised, "confirm", "confirmed", "city")
    assert waiting_for(story.state, "feedback", raised, ISSUED) == ()


def test_praise_waits_for_nobody() -> None:
    story = Story()
    praise = story.raise_about("task", "1", answer_by=None, sort="praise")
    assert waiting_for(story.state, "feedback", praise, ISSUED) == ()


def test_a_gate_waits_for_the_deciders_that_gave_no_verdict() -> None:
    story = Story().phase("p1", "open", "open")
    assert waiting_for(story.state, "phase", "p1", ISSUED) == ()
    assert waiting_for(story.state, "phase", "p2", ISSUED) == ()
    story.phase("p1", "present", "presented")
    assert waiting_for(story.state, "phase", "p1", ISSUED) == ("head-a", "head-b")
    story.sign("p1", "head-a", "approve")
    assert waiting_for(story.state, "phase", "p1", ISSUED) == ("head-b",)


def test_deciders_who_differ_are_all_waited_for() -> None:
    story = Story().phase("p1", "open", "open").phase("p1", "present", "presented")
    story.sign("p1", "head-a", "approve").sign("p1", "head-b", "stop")
    assert waiting_for(story.state, "phase", "p1", ISSUED) == ("head-a", "head-b")


@pytest.mark.parametrize(
    ("id", "called"),
    [
        ("board-meeting.2023-q1", ("board",)),
        ("drill.2023", ("town", "law")),
        ("visit@pair-1.2023-h1", ("law", "town")),
        ("kick-off", ("office",)),
        ("review", ("liaison",)),
    ],
)
def test_an_occurrence_waits_for_its_body_units_or_parties_until_it_is_held(
    id: str, called: tuple[str, ...]
) -> None:
    story = Story()
    assert waiting_for(story.state, "occurrence", id, ISSUED) == called
    story.meet(id, "schedule", "scheduled", "2023-01-10T09:00")
    assert waiting_for(story.state, "occurrence", id, ISSUED) == called
    story.meet(id, "hold", "held", "2023-01-10T09:00")
    assert waiting_for(story.state, "occurrence", id, ISSUED) == ()


def test_an_occurrence_for_each_member_waits_for_that_member() -> None:
    from pilotflow.dates.recurrence import Term

    terms = (Term("2023-1", date(2023, 2, 13), date(2023, 6, 30)),)
    story = Story(attrs.evolve(PLAN, terms=terms, settings=Settings()))
    assert waiting_for(story.state, "occurrence", "class@arts.2023-1", ISSUED) == ("arts",)


def test_what_is_not_there_is_a_key_error() -> None:
    for kind in ("task", "feedback", "phase", "occurrence", "nothing"):
        with pytest.raises(KeyError):
            waiting_for(Story().state, kind, "unheard-of", ISSUED)
