"""A selection picks the tasks that stand in everything it names."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.stories import UNITS, states
from tests.views.story import PLAN, TASKS, Story, plan_with, task

from pilotflow.errors import NotFound
from pilotflow.facts.pilots import PlanAmended
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskCreated
from pilotflow.views.selection import Selection, co_tasks_of, tasks_of


def picked(selection: Selection, state: State | None = None) -> list[str]:
    return [record.id for record in tasks_of(state or Story().state, selection)]


def shared(selection: Selection) -> list[str]:
    return [record.id for record in co_tasks_of(Story().state, selection)]


@given(states(), st.sampled_from(UNITS), st.booleans())
def test_what_a_unit_leads_it_does_not_also_share(state: State, unit: str, parts: bool) -> None:
    selection = Selection(unit=unit, parts=parts)
    led = {record.id for record in tasks_of(state, selection)}
    assert led.isdisjoint(record.id for record in co_tasks_of(state, selection))


@given(states(), st.sampled_from(UNITS), st.sampled_from(("a1", "a2")), st.sampled_from(("p1", "p2")))
def test_all_that_is_named_must_hold(state: State, unit: str, area: str, phase: str) -> None:
    together = set(picked(Selection(unit=unit, area=area, phase=phase), state))
    assert together == (
        set(picked(Selection(unit=unit), state))
        & set(picked(Selection(area=area), state))
        & set(picked(Selection(phase=phase), state))
    )


def test_nothing_named_is_the_whole_pilot() -> None:
    assert picked(Selection()) == ["1", "2", "3", "4", "5"]
    assert shared(Selection()) == []


def test_born_tasks_come_last_even_when_an_amended_plan_has_more() -> None:
    story = Story()
    story.tell(TaskCreated(task("T1", "law")))
    assert picked(Selection(), story.state) == ["1", "2", "3", "4", "5", "T1"]
    story.tell(PlanAmended(plan_with(task("6", "law"), *TASKS), "1" * 64, 2, created=("6",)))
    assert picked(Selection(), story.state) == ["6", "1", "2", "3", "4", "5", "T1"]


@pytest.mark.parametrize(
    ("unit", "parts", "led", "co"),
    [
        ("school", True, ["1", "2", "3"], []),
        ("school", False, ["1"], []),
        ("staff", True, ["2"], []),
        ("law", True, ["3"], ["2"]),
        ("painting", True, [], []),
        ("district", True, ["2", "4"], ["3"]),
        ("district", False, [], []),
        ("colleges", True, ["3"], ["2"]),
        ("towns", True, [], []),
        ("office", True, ["5"], []),
        ("head-a", True, [], []),
    ],
)
def test_a_unit_has_what_it_or_a_part_of_it_leads_or_shares(
    unit: str, parts: bool, led: list[str], co: list[str]
) -> None:
    assert picked(Selection(unit=unit, parts=parts)) == led
    assert shared(Selection(unit=unit, parts=parts)) == co


@pytest.mark.parametrize(
    ("area", "tasks"), [("a1", ["1", "2"]), ("a1-1", ["2"]), ("a2", ["3"]), ("m1", ["1"])]
)
def test_an_area_has_what_stands_in_it_or_below_it_in_any_tree(area: str, tasks: list[str]) -> None:
    assert picked(Selection(area=area)) == tasks


def test_an_agreement_has_the_tasks_under_it_and_under_those_below_it() -> None:
    plan = attrs.evolve(
        PLAN,
        tasks=(*TASKS, task("6", "law", agreement="pair-1")),
    )
    state = Story(plan).state
    assert picked(Selection(agreement="frame"), state) == ["5", "6"]
    assert picked(Selection(agreement="pair-1"), state) == ["6"]
    assert picked(Selection(agreement="pair-2"), state) == ["4"]


def test_a_body_has_its_tasks_and_those_it_leads() -> None:
    assert picked(Selection(body="g1")) == ["1"]
    assert picked(Selection(body="office")) == ["5"]
    assert picked(Selection(body="inspection")) == ["5"]


def test_a_phase_has_the_tasks_that_name_it() -> None:
    assert picked(Selection(phase="p1")) == ["1", "2"]
    assert picked(Selection(phase="p3")) == []


@pytest.mark.parametrize("field", ["unit", "phase", "area", "agreement", "body"])
def test_what_is_not_there_is_said_with_what_is_near(field: str) -> None:
    wrong = {"unit": "schol", "phase": "p9", "area": "a1-2", "agreement": "pair-3", "body": "ofice"}[field]
    near = {"unit": "school", "phase": "p1", "area": "a1-1", "agreement": "pair-1", "body": "office"}[field]
    named: dict[str, Any] = {field: wrong}
    with pytest.raises(NotFound) as caught:
        tasks_of(Story().state, attrs.evolve(Selection(), **named))
    reason = caught.value.reason
    assert reason.code == f"unknown-{field}"
    data = dict(reason.data)  # type: ignore[attr-defined]
    assert wrong in data.values()
    assert near in data["known"].split(", ")
