"""Whose calendar it is: what a unit has any role in, and what it has one role in."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.random_stories import BEGIN, stories
from tests.feeds.reading import Properties, by_uid, feed, read
from tests.feeds.stories import Story, by, small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.errors import NotFound
from pilotflow.facts.feedback import FeedbackRaised
from pilotflow.facts.pilots import PilotTransition
from pilotflow.plan.duties import PlannedOccurrence, Series
from pilotflow.plan.units import Body, Group, Seat
from pilotflow.plan.work import Part, Task
from pilotflow.views.selection import ROLES, TASK_ROLES, Selection

EARLY = date(2023, 1, 10)
END = BEGIN + timedelta(days=80)
UNITS = ("business", "design", "college", "town", "city", "board", "schools", "head", "office")
KINDS = {"attend": {"occurrence", "series"}, "answer": {"feedback"}, "party": {"agreement"}}
"""The kinds of things that roles which are not about tasks are in."""


def shown(story: Story, on: date = EARLY, **narrowed: object) -> dict[str, Properties]:
    """The feed of a selection without phases and the end of the pilot, which are everybody's."""
    selection = Selection(**narrowed)  # type: ignore[arg-type]
    kinds = ("task", "part", "occurrence", "series", "feedback", "agreement")
    return by_uid(feed(story.state(), on, language="en", selection=selection, kinds=kinds))


def names(story: Story, **narrowed: object) -> set[str]:
    return set(shown(story, EARLY, **narrowed))


def with_tasks(*tasks: Task, **changes: object) -> Story:
    """A pilot with these tasks and nothing else a unit could have a role in."""
    plan = attrs.evolve(small_plan(), tasks=tasks, series=(), occurrences=(), agreements=())
    return Story(attrs.evolve(plan, **changes))  # type: ignore[arg-type]


def task(id: str, **more: object) -> Task:
    return Task(id=id, label=id, title=f"Task {id}", due=by("2023-06-30"), **more)  # type: ignore[arg-type]


def one_for_each_role(named: str) -> Story:
    """A pilot with one task for each role in which somebody is named, called after the role."""
    fields = {role: {field: (named,)} for role, field in TASK_ROLES.items()}
    return with_tasks(*(task(role, **field) for role, field in fields.items()), task("nobody"))


def a_pilot_full_of_roles() -> Story:
    """Town has each role in something: it leads, shares, and more, attends, answers, and is a party."""
    plan = small_plan()
    tasks = one_for_each_role("town").plan.tasks
    occurrences = (PlannedOccurrence("visit", "v", "event", "Visit", by("2023-02-03"), units=("town",)),)
    story = Story(attrs.evolve(plan, tasks=tasks, series=(), occurrences=occurrences))
    return story.raised(("task", "lead"), "2023-01-05", "2023-01-19")


@pytest.mark.parametrize("role", TASK_ROLES)
def test_a_role_in_tasks_narrows_to_the_tasks_that_name_the_unit_in_it(role: str) -> None:
    assert names(a_pilot_full_of_roles(), unit="town", role=role) == {f"task-{role}"}


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("attend", {"occurrence-visit"}),
        ("answer", {"feedback-F1"}),
        ("party", {"agreement-pair-1.expires", "agreement-pair-2.review"}),
    ],
)
def test_the_other_roles_narrow_to_what_is_attended_answered_or_agreed(role: str, found: set[str]) -> None:
    assert names(a_pilot_full_of_roles(), unit="town", role=role) == found


def test_without_a_role_a_unit_sees_what_it_has_any_role_in_and_nothing_else() -> None:
    assert names(a_pilot_full_of_roles(), unit="town") == {
        *(f"task-{role}" for role in TASK_ROLES),
        *("occurrence-visit", "feedback-F1", "agreement-pair-1.expires", "agreement-pair-2.review"),
    }
    assert names(a_pilot_full_of_roles(), unit="city") == set()


@given(stories(), st.sampled_from(UNITS), st.booleans())
def test_the_roles_together_are_all_a_unit_sees(story: Story, unit: str, parts: bool) -> None:
    whole = shown(story, END, unit=unit, parts=parts)
    found: dict[str, Properties] = {}
    for role in ROLES:
        narrowed = shown(story, END, unit=unit, parts=parts, role=role)
        assert narrowed.items() <= whole.items()
        assert {name.partition("-")[0] for name in narrowed} <= KINDS.get(role, {"task", "part"})
        found |= narrowed
    assert found == whole


@given(stories(), st.sampled_from(UNITS))
def test_with_its_parts_a_unit_sees_at_least_what_it_sees_alone(story: Story, unit: str) -> None:
    alone = shown(story, END, unit=unit, parts=False)
    assert alone.items() <= shown(story, END, unit=unit).items()


@pytest.mark.parametrize("role", TASK_ROLES)
@pytest.mark.parametrize(
    ("named", "unit", "seen"),
    [
        ("business", "business", True),
        ("business", "college", True),  # it is a part of the college
        ("business", "schools", True),  # and a member of the group
        ("schools", "business", True),
        ("schools", "schools", True),
        ("schools", "college", True),
        ("college", "business", False),  # what the whole owes, no part does
        ("partners", "partners", True),
        ("partners", "business", False),  # nobody is a member yet
        ("design", "business", False),
    ],
)
def test_a_role_is_had_through_parts_and_closed_groups(role: str, named: str, unit: str, seen: bool) -> None:
    expected = {f"task-{role}"} if seen else set()
    assert names(one_for_each_role(named), unit=unit, role=role) == expected


@pytest.mark.parametrize(("parts", "seen"), [(True, {"task-lead"}), (False, set())])
def test_without_its_parts_a_unit_sees_only_its_own(parts: bool, seen: set[str]) -> None:
    assert names(one_for_each_role("business"), unit="college", role="lead", parts=parts) == seen


# parts of tasks


def partitioned(part: Part, **task_roles: tuple[str, ...]) -> Story:
    return with_tasks(Task("1", "1", "Signing", parts=(part,), **task_roles))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "lead", "co"),
    [
        ("design", {"part-1.sign@business", "part-1.sign@design"}, set()),
        ("business", {"part-1.sign@business"}, set()),
        ("town", set(), set()),  # it shares the task, whose parts are named after others
    ],
)
def test_a_part_for_each_member_is_its_members_and_the_leads(unit: str, lead: set[str], co: set[str]) -> None:
    part = Part("sign", "Sign", for_each="schools", due=by("2023-04-14"))
    story = partitioned(part, leads=("design",), co_units=("town",))
    assert names(story, unit=unit, role="lead") == lead
    assert names(story, unit=unit, role="co") == co
    assert names(story, unit=unit) == lead | co


@pytest.mark.parametrize(("unit", "role"), [("design", "lead"), ("town", "co")])
def test_a_part_that_names_nobody_is_of_all_who_have_the_task_each_in_its_role(unit: str, role: str) -> None:
    story = partitioned(Part("file", "File", due=by("2023-04-14")), leads=("design",), co_units=("town",))
    assert names(story, unit=unit, role=role) == names(story, unit=unit) == {"part-1.file"}
    assert names(story, unit=unit, role="co" if role == "lead" else "lead") == set()


def test_a_part_that_names_a_unit_is_led_by_it_whoever_leads_the_task() -> None:
    story = partitioned(Part("file", "File", units=("town",), due=by("2023-04-14")), leads=("design",))
    assert names(story, unit="town", role="lead") == names(story, unit="design") == {"part-1.file"}
    assert names(story, unit="town", role="co") == set()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("lead", "co")])
def test_in_other_roles_nobody_has_parts(role: str) -> None:
    story = partitioned(Part("file", "File", units=("town",), due=by("2023-04-14")), leads=("town",))
    assert names(story, unit="town", role=role) == set()


# meetings


@pytest.mark.parametrize(
    ("unit", "called"),
    [
        ("city", True),  # leads the body
        ("town", True),  # is a member of it
        ("college", True),  # holds a seat in it
        ("panel", True),
        ("chair", True),
        ("business", False),  # a part does not sit for the whole
        ("schools", False),
    ],
)
def test_a_meeting_of_a_body_is_attended_by_all_who_have_a_part_in_it(unit: str, called: bool) -> None:
    panel = Body(
        "panel",
        "special",
        "Panel",
        "panel",
        leads=("city",),
        members=("town",),
        seats=(Seat("chair", "head", "college"),),
    )
    once = PlannedOccurrence("talk", "t", "meeting", "Talk", by("2023-02-03"), body="panel")
    story = with_tasks(bodies=(*small_plan().bodies, panel), occurrences=(once,))
    expected = {"occurrence-talk"} if called else set()
    assert names(story, unit=unit, role="attend") == names(story, unit=unit) == expected


@pytest.mark.parametrize("for_each", ["schools", "agreements"])
def test_what_is_held_for_each_is_attended_by_whom_it_is_held_for(for_each: str) -> None:
    yearly = Deadline("yearly", recurrence="FREQ=YEARLY", per="1/year")
    visits = Series("visits", "v", "inspection", "Visits", yearly, for_each=for_each)
    plan = small_plan()
    story = with_tasks(series=(visits,), agreements=plan.agreements)
    business, pair = ("business", "design") if for_each == "schools" else ("pair-1", "pair-2")
    assert names(story, unit="business", role="attend") == {f"occurrence-visits@{business}.2023"}
    assert names(story, unit="design", role="attend") == {f"occurrence-visits@{pair}.2023"}
    both = {f"occurrence-visits@{business}.2023", f"occurrence-visits@{pair}.2023"}
    assert names(story, unit="college", role="attend") == both
    assert names(story, unit="town", role="attend") == (both if for_each == "agreements" else set())
    assert names(story, agreement="pair-1", role="attend") == (
        {"occurrence-visits@pair-1.2023"} if for_each == "agreements" else set()
    )


def test_a_series_with_a_time_is_attended_like_any_other() -> None:
    weekly = Series(
        "weekly",
        "w",
        "meeting",
        "Weekly meeting",
        Deadline("weekly", recurrence="FREQ=WEEKLY;BYDAY=MO"),
        units=("town",),
        time="14:00",
    )
    story = with_tasks(series=(weekly,))
    for unit, seen in (("town", True), ("city", False)):
        selection = Selection(unit=unit, role="attend")
        data = feed(story.state(), EARLY, language="en", selection=selection)
        assert (b"UID:series-weekly@" in data) is seen


# answers and agreements


def test_an_answer_nobody_is_named_for_is_owed_by_the_office() -> None:
    story = Story().tell(
        FeedbackRaised("F1", "task", "1", "missing", "problem", (), date(2023, 1, 19)), "2023-01-05"
    )
    assert "feedback-F1" in names(story, unit="office", role="answer")
    assert "feedback-F1" not in names(story, unit="town", role="answer")


def test_a_party_sees_the_end_of_its_agreement_and_that_of_no_other() -> None:
    assert names(Story(), unit="design", role="party") == {"agreement-pair-2.review"}
    assert names(Story(), unit="college", role="party") == {
        "agreement-pair-1.expires",
        "agreement-pair-2.review",
    }


# what is not there


@pytest.mark.parametrize("role", ["leader", "", "LEAD", "reviewer"])
@pytest.mark.parametrize("unit", ["town", None])
def test_a_role_there_is_not_is_refused_with_those_there_are(role: str, unit: str | None) -> None:
    with pytest.raises(NotFound) as caught:
        feed(Story().state(), EARLY, language="en", selection=Selection(unit=unit, role=role))
    assert caught.value.reason.code == "unknown-role"
    for language in ("en", "zh"):
        assert any(known in caught.value.text(language) for known in ROLES)


def test_a_role_is_narrowed_further_by_all_that_is_named_beside_it() -> None:
    plan = small_plan()
    assert plan.tasks[0].co_units == ("town",)
    assert names(Story(), unit="town", role="co", phase="p1") == {"task-1"}
    assert names(Story(), unit="town", role="co", phase="p2") == set()
    assert names(Story(), unit="town", role="lead", area="a1") == set()
    assert names(Story(), unit="town", role="party", agreement="pair-1") == {"agreement-pair-1.expires"}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_of_nobody_in_particular_keeps_the_things_it_is_about(role: str) -> None:
    found = names(a_pilot_full_of_roles(), role=role)
    assert found >= names(a_pilot_full_of_roles(), unit="town", role=role)
    assert {name.partition("-")[0] for name in found} <= KINDS.get(role, {"task", "part"})


def test_a_role_of_nobody_in_particular_leaves_out_tasks_in_which_nobody_has_it() -> None:
    story = a_pilot_full_of_roles()
    assert {role: names(story, role=role) for role in TASK_ROLES} == {
        role: {f"task-{role}"} for role in TASK_ROLES
    }


@pytest.mark.parametrize("role", [None, *ROLES])
def test_phases_and_the_end_of_the_pilot_are_in_the_feed_of_every_unit_and_role(role: str | None) -> None:
    story = Story().tell(PilotTransition("small", "stop", "running", "stopped"), "2023-01-05")
    selection = Selection(unit="city", role=role)
    found = by_uid(feed(story.state(), EARLY, language="en", selection=selection))
    assert found.keys() == {"phase-p1", "phase-p2", "pilot-end"}


def test_undated_work_is_told_to_those_who_have_the_role_in_it() -> None:
    for role, told in (("lead", True), ("co", False), ("attend", False)):
        selection = Selection(unit="town", role=role)
        head, _ = read(feed(Story().state(), EARLY, language="en", selection=selection))
        assert ("- Some day" in head["DESCRIPTION"].splitlines()) is told


def test_open_cadences_are_told_to_those_who_would_attend() -> None:
    for role, told in (("lead", False), ("attend", True)):
        selection = Selection(unit="town", role=role)
        head, _ = read(feed(Story().state(), EARLY, language="en", selection=selection))
        assert ("Regular talks" in head["DESCRIPTION"]) is told


def test_a_group_that_is_closed_later_gives_its_role_to_its_members() -> None:
    plan = one_for_each_role("partners").plan
    closed = tuple(
        Group(each.id, each.name, each.label, members=("town",)) if each.id == "partners" else each
        for each in plan.groups
    )
    story = Story(plan)
    assert names(story, unit="town", role="lead") == set()
    story.amend(attrs.evolve(plan, groups=closed), "2023-01-05")
    assert names(story, unit="town", role="lead") == {"task-lead"}
