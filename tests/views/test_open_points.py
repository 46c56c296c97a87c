"""What the plan leaves open is listed until it is settled."""

from __future__ import annotations

from datetime import date

import attrs
from tests.views.story import PLAN, Story

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term
from pilotflow.facts.duties import CadenceSettled
from pilotflow.views.open_points import OpenPoint, open_points


def test_series_without_dates_and_groups_without_members_are_open() -> None:
    assert open_points(Story().state) == (
        OpenPoint("series", "class", "Class", "no-terms", "each term"),
        OpenPoint("series", "regular", "Regular", "for-open-group", "regularly"),
        OpenPoint("series", "regular", "Regular", "open-cadence", "regularly"),
        OpenPoint("group", "towns", "Towns", "open-group"),
    )


def test_terms_and_a_settled_cadence_close_a_point() -> None:
    terms = (Term("2023-1", date(2023, 2, 13), date(2023, 6, 30)),)
    story = Story(attrs.evolve(PLAN, terms=terms))
    story.tell(CadenceSettled("regular", Deadline("monthly", recurrence="FREQ=MONTHLY"), date(2023, 1, 1)))
    assert [point.reason for point in open_points(story.state)] == ["for-open-group", "open-group"]


def test_a_count_per_window_is_a_cadence() -> None:
    story = Story().tell(CadenceSettled("regular", Deadline("five times", per="5/year"), date(2023, 1, 1)))
    reasons = [point.reason for point in open_points(story.state) if point.id == "regular"]
    assert reasons == ["for-open-group"]


def test_time_limits_without_a_day_are_open_until_one_is_resolved() -> None:
    soon = Deadline("soon", vague=True)
    after = Deadline("within a month of approval", anchor="event:approval", offset="P1M")
    known = attrs.evolve(after, latest=date(2023, 2, 1))
    for due, found in (
        (soon, "open-deadline"),
        (after, "waits-for-event"),
        (known, None),
        (Deadline("/", rule="zh.empty"), None),
    ):
        plan = attrs.evolve(
            PLAN,
            tasks=tuple(attrs.evolve(task, due=due) for task in PLAN.tasks),
            phases=tuple(attrs.evolve(phase, due=due) for phase in PLAN.phases),
        )
        story = Story(plan)
        first_phase, first_task = PLAN.phases[0].id, PLAN.tasks[0].id
        story.state.phases[first_phase].state = "passed"
        story.state.tasks[first_task].state = "maintained"
        left = [("phase", phase.id) for phase in PLAN.phases[1:]] + [
            ("task", task.id) for task in PLAN.tasks[1:]
        ]
        points = [point for point in open_points(story.state) if point.kind in ("phase", "task")]
        assert [(point.kind, point.id) for point in points] == (left if found else [])
        assert {(point.reason, point.words) for point in points} == ({(found, due.text)} if found else set())


def test_every_point_says_what_is_open() -> None:
    for point in open_points(Story().state):
        assert point.title in point.text()
        assert point.to_dict() == attrs.asdict(point)
