"""What a plan says of the hour of a series holds for each of its times, unless somebody says otherwise."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from tests.pilot.stage import OFFICE, begun
from tests.plans import small_plan

from pilotflow import Pilot, Refused
from pilotflow.dates.deadline import Deadline
from pilotflow.plan.duties import Series

MONDAY = "weekly.2022-12-12"


@pytest.fixture
def pilot() -> Pilot:
    plan = small_plan()
    weekly = Series(
        "weekly",
        "weekly",
        "meeting",
        "Weekly meeting",
        Deadline("every Monday", recurrence="FREQ=WEEKLY;BYDAY=MO"),
        body="leading-group",
        last=date(2023, 1, 31),
        time="14:00-15:30",
    )
    return begun(attrs.evolve(plan, series=(*plan.series, weekly)), day="2022-12-13")


def start_of(pilot: Pilot) -> str | None:
    return pilot.snapshot().occurrences[MONDAY].start


def test_one_that_was_held_was_held_when_the_plan_said(pilot: Pilot) -> None:
    pilot.occurrence(MONDAY).hold(by=OFFICE)
    assert start_of(pilot) == "2022-12-12T14:00"


@pytest.mark.parametrize(("given", "kept"), [("2022-12-12", "T14:00"), ("2022-12-12T09:00", "")])
def test_a_day_alone_is_that_day_at_the_hour_of_the_plan(pilot: Pilot, given: str, kept: str) -> None:
    pilot.occurrence(MONDAY).schedule(by=OFFICE, start=given)
    assert start_of(pilot) == f"{given}{kept}"


def test_one_that_is_still_to_come_was_not_held(pilot: Pilot) -> None:
    with pytest.raises(Refused) as refused:
        pilot.occurrence("weekly.2022-12-19").hold(by=OFFICE)
    assert [reason.code for reason in refused.value.reasons] == ["not-yet-held"]


def test_a_refusal_names_the_window_from_its_earliest_day(pilot: Pilot) -> None:
    with pytest.raises(Refused) as refused:
        pilot.occurrence("weekly.2022-12-26").hold(by=OFFICE, start="2022-12-12")
    assert "between 2022-12-20 and 2022-12-26" in refused.value.text()


def test_a_day_of_the_calendar_without_an_hour_stays_a_day(pilot: Pilot) -> None:
    pilot.occurrence("quarterly.2022-q4").hold(by=OFFICE)
    assert pilot.snapshot().occurrences["quarterly.2022-q4"].start == "2022-12-13"
