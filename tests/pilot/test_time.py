"""When a fact was recorded, when it took effect, and what was known on a past day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.pilot.stage import (
    HEAD_A,
    INSPECTION,
    LAW,
    OFFICE,
    SCHOOL,
    begun,
    clock_of,
    codes,
    log_of,
    taken_to,
)

from pilotflow import Actor, NotFound, Pilot, Refused


def test_a_clock_that_went_back_is_clamped_and_the_fact_is_marked() -> None:
    pilot = begun()
    clock_of(pilot).advance(days=10)
    before = pilot.task("1").assign(by=OFFICE).facts[0]
    clock_of(pilot).advance(days=-20)
    fact = pilot.task("1").accept(by=SCHOOL).facts[0]
    assert (fact.recorded, fact.clamped, fact.effective) == (before.recorded, True, "2022-12-19")
    assert not before.clamped
    clock_of(pilot).advance(days=21)
    assert not pilot.task("1").start(by=SCHOOL).facts[0].clamped


def test_what_is_asked_under_a_clock_that_went_back_agrees_with_what_is_done() -> None:
    pilot = begun()
    clock_of(pilot).advance(days=10)
    pilot.task("1").assign(by=OFFICE)
    clock_of(pilot).advance(days=-20)
    assert pilot.task("1").explain("accept", by=SCHOOL, effective="2022-12-19") == ()
    assert pilot.task("1").accept(by=SCHOOL, effective="2022-12-19").facts[0].effective == "2022-12-19"


@pytest.mark.parametrize("given", ["2022-12-05", "2022-12", "2022", date(2022, 12, 5)])
def test_a_fact_may_take_effect_earlier_and_on_a_day_month_or_year(given: str | date) -> None:
    fact = begun().task("1").assign(by=OFFICE, effective=given).facts[0]
    assert fact.effective == str(given)
    assert fact.recorded.date() == date(2022, 12, 9)


@pytest.mark.parametrize("given", ["2022-12-10", "2023-01", "2023", date(2030, 1, 1)])
def test_nothing_takes_effect_in_the_future(given: str | date) -> None:
    pilot = begun()
    with pytest.raises(Refused) as caught:
        pilot.task("1").assign(by=OFFICE, effective=given)
    assert caught.value.codes == ("effective-in-future",)
    assert codes(pilot.task("1").explain("assign", by=OFFICE, effective=given)) == ["effective-in-future"]


@pytest.mark.parametrize("given", ["soon", "2022-13", "2022-02-30", "", 5])
def test_what_is_no_day_is_refused(given: Any) -> None:
    pilot = begun()
    with pytest.raises(Refused) as caught:
        pilot.task("1").assign(by=OFFICE, effective=given)
    assert caught.value.codes == ("bad-argument",)
    with pytest.raises(Refused):
        Pilot.start(pilot.plan, log_of(pilot), by=OFFICE, id="other", effective=given)


def test_a_local_day_begins_at_local_midnight() -> None:
    pilot = begun()
    clock_of(pilot).set(datetime.fromisoformat("2022-12-31T16:30:00+00:00"))
    assert pilot.task("1").assign(by=OFFICE).facts[0].effective == "2023-01-01"


def test_the_past_is_what_was_known_by_the_end_of_the_day() -> None:
    pilot = begun()
    clock_of(pilot).set("2022-12-20")
    taken_to(pilot.task("1"), "closed", SCHOOL)
    clock_of(pilot).set("2022-12-25")
    note = pilot.task("1").raise_feedback("not so", by=LAW, effective="2022-12-12")
    assert pilot.at("2022-12-09").task("1").state == "planned"
    assert pilot.at("2022-12-20").task("1").state == "closed"
    assert pilot.at("2022-12-20").feedback() == ()
    assert [f.id for f in pilot.at(date(2022, 12, 25)).feedback()] == [note.id]
    assert pilot.at("2099-01-01").snapshot() == pilot.snapshot()


def test_the_past_before_the_beginning_is_not_found() -> None:
    with pytest.raises(NotFound) as caught:
        begun().at("2022-12-08")
    assert caught.value.reason.code == "not-started"


def test_the_past_is_read_only_and_stays_as_it_was() -> None:
    pilot = begun()
    past = pilot.at("2022-12-09")
    clock_of(pilot).set("2022-12-20")
    pilot.task("1").assign(by=OFFICE)
    assert past.task("1").state == "planned"
    with pytest.raises(Refused) as caught:
        past.task("1").assign(by=OFFICE)
    assert caught.value.codes == ("read-only",)
    assert codes(past.task("1").explain("assign", by=OFFICE)) == ["read-only"]
    assert past.at("2022-12-20").task("1").state == "planned"


def test_a_state_that_was_handed_out_never_changes() -> None:
    pilot = begun()
    before = pilot.snapshot()
    record = pilot.task("1").record
    taken_to(pilot.task("1"), "closed", SCHOOL)
    pilot.task("1").raise_feedback("not so", by=LAW)
    assert before.tasks["1"].state == record.state == "planned"
    assert before.feedback == {}
    assert before.questions == {}
    assert before.version == 2


def test_a_report_entered_late_is_on_time_when_it_took_effect_in_time() -> None:
    pilot = begun()
    clock_of(pilot).set("2023-02-01")
    task = taken_to(pilot.task("1"), "underway", SCHOOL)
    task.report(by=SCHOOL, evidence=["paper"], effective="2022-12-20")
    assert task.record.in_time is True
    task.send_back(by=INSPECTION, reason="no seal")
    task.report(by=SCHOOL, evidence=["paper"], effective="2022-12")
    assert task.record.in_time is False  # by the end of a month that ends after the last day


def test_an_occurrence_is_not_missed_before_its_window_is_over_whatever_year_is_given() -> None:
    pilot = begun()
    clock_of(pilot).set("2023-02-10")
    meeting = pilot.occurrence("quarterly.2023-q1")
    with pytest.raises(Refused) as caught:
        meeting.miss(by=OFFICE, effective="2023")
    assert caught.value.codes == ("window-not-over",)


def test_an_occurrence_that_was_held_is_not_held_in_the_future() -> None:
    pilot = begun()
    clock_of(pilot).set("2023-02-10")
    pilot.occurrence("quarterly.2023-q1").hold(by=HEAD_A, effective="2023")
    assert pilot.occurrence("quarterly.2023-q1").record.start == "2023-02-10"


def test_the_next_recheck_counts_from_no_later_than_today() -> None:
    pilot = begun()
    clock_of(pilot).set("2023-02-10")
    task = taken_to(pilot.task("2"), "verified", Actor("staff"))
    task.maintain(by=OFFICE, effective="2023")
    assert task.record.next_check == date(2024, 2, 10)
