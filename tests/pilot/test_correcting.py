"""Putting a fact right: words, evidence, document and day may change, and the fact itself stays."""

from __future__ import annotations

import pytest
from tests.pilot.stage import HEAD_A, INSPECTION, LABOUR, LAW, OFFICE, SCHOOL, STAFF, begun, log_of, taken_to

from pilotflow import NotFound, Pilot, Refused


def refusal(call: object, *args: object, **given: object) -> list[str]:
    assert callable(call)
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


def test_evidence_of_a_report_is_put_right_and_the_fact_stays() -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), "underway", SCHOOL)
    (fact,) = task.report(by=SCHOOL, evidence=["draft"]).facts
    (correction,) = pilot.correct(fact, "evidence", ["signed copy"], "the wrong file", by=SCHOOL).facts
    assert task.record.evidence == ("signed copy",)
    assert pilot.facts(fact.version - 1)[0] == fact
    assert correction.reason == "the wrong file"
    assert Pilot.open("small", log_of(pilot)).snapshot() == pilot.snapshot()


def test_the_evidence_of_a_verification_is_not_that_of_the_report() -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), "reported", SCHOOL)
    (fact,) = task.verify(by=INSPECTION, evidence=["seen"]).facts
    pilot.correct(fact, "evidence", ["seen twice"], "more exact", by=INSPECTION)
    assert task.record.evidence == ("paper",)


def test_evidence_of_one_lead_does_not_take_the_place_of_that_of_all() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "underway", STAFF)
    (first,) = task.report(by=STAFF, evidence=["ours"]).facts
    task.report(by=LABOUR, evidence=["theirs"])
    pilot.correct(first, "evidence", ["ours, signed"], "x", by=STAFF)
    assert "theirs" in task.record.evidence


def test_correcting_an_earlier_report_leaves_the_present_one_alone() -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), "underway", SCHOOL)
    (first,) = task.report(by=SCHOOL, evidence=["first"]).facts
    task.send_back(by=INSPECTION, reason="no seal")
    task.report(by=SCHOOL, evidence=["second"])
    pilot.correct(first, "evidence", ["other"], "x", by=SCHOOL)
    pilot.correct(first, "effective", "2022-12-01", "x", by=SCHOOL)
    assert task.record.evidence == ("second",)
    assert task.record.reported_on[1] == "2022-12-09"


def test_the_words_of_an_answer_are_not_those_of_the_feedback() -> None:
    pilot = begun()
    note = pilot.task("3").raise_feedback("attachment misssing", by=LAW)
    (answer,) = note.answer("atached", by=LABOUR).facts
    pilot.correct(answer, "text", "attached", "spelling", by=LABOUR)
    pilot.correct(pilot.facts(2)[0], "text", "attachment missing", "spelling", by=LAW)
    assert (note.record.text, note.record.answer) == ("attachment missing", "attached")


def test_the_day_of_a_report_is_put_right_and_lateness_with_it() -> None:
    pilot = begun(day="2022-12-29")
    task = taken_to(pilot.task("1"), "underway", SCHOOL)
    (fact,) = task.report(by=SCHOOL, evidence=["paper"]).facts
    late = task.record.in_time
    pilot.correct(fact.version, "effective", "2022-12-20", "it was handed in on the 20th", by=OFFICE)
    assert (late, task.record.in_time, task.state) == (False, True, "reported")


def test_title_place_and_minutes_of_an_occurrence_are_put_right() -> None:
    pilot = begun()
    meeting = pilot.convene("Tlak", "2022-12-09", by=OFFICE, place="Room 1")
    convened = pilot.facts(2)
    (held,) = meeting.hold(by=OFFICE, minutes="all wel").facts
    pilot.correct(convened[0], "title", "Talk", "spelling", by=OFFICE)
    pilot.correct(convened[0], "place", "Room 2", "moved", by=OFFICE)
    pilot.correct(held, "minutes", "all well", "spelling", by=OFFICE)
    record = meeting.record
    assert (record.duty.title, record.minutes) == ("Talk", "all well")
    assert Pilot.open("small", log_of(pilot)).snapshot() == pilot.snapshot()


def test_the_words_and_the_day_of_a_decision_are_put_right() -> None:
    pilot = begun()
    decision = pilot.record_decision("go no", by=HEAD_A)
    pilot.correct(3, "text", "go on", "spelling", by=HEAD_A)
    pilot.correct(3, "effective", "2022-12-01", "it was then", by=HEAD_A)
    assert (decision.record.text, decision.record.effective) == ("go on", "2022-12-01")


@pytest.mark.parametrize(
    "field",
    [
        "state",
        "entered",
        "left",
        "id",
        "by",
        "unit",
        "leads",
        "trigger",
        "recorded",
        "version",
        "text",
        "title",
        "",
    ],
)
def test_state_actor_and_subject_are_never_corrected(field: str) -> None:
    pilot = begun()
    (fact,) = pilot.task("1").assign(by=OFFICE).facts
    version = log_of(pilot).version("small")
    assert refusal(pilot.correct, fact, field, "x", "y", by=OFFICE) == ["not-correctable"]
    assert log_of(pilot).version("small") == version


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("evidence", [], "evidence-required"),
        ("reason", " ", "text-required"),
        ("effective", "2030-01-01", "effective-in-future"),
        ("effective", "soon", "effective-in-future"),
    ],
)
def test_a_correction_says_something_that_can_be(field: str, value: str | list[str], code: str) -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), "underway", SCHOOL)
    (fact,) = task.report(by=SCHOOL, evidence=["paper"]).facts
    assert refusal(pilot.correct, fact, field, value, "y", by=SCHOOL) == [code]
    assert set(refusal(pilot.correct, fact, field, value, " ", by=LAW)) == {
        code,
        "reason-required",
        "not-author",
    }


def test_only_who_entered_a_fact_or_the_office_puts_it_right() -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), "underway", SCHOOL)
    (fact,) = task.report(by=SCHOOL, evidence=["paper"]).facts
    assert refusal(pilot.correct, fact, "evidence", "x", "y", by=LAW) == ["not-author"]
    pilot.correct(fact, "document", "No. 9", "y", by=OFFICE)


def test_a_fact_of_another_pilot_is_taken_by_its_version_alone() -> None:
    pilot, other = begun(), begun(id="other")
    (fact,) = other.task("1").assign(by=OFFICE).facts
    with pytest.raises(NotFound):
        pilot.correct(fact, "reason", "x", "y", by=OFFICE)


def test_a_correction_can_itself_be_put_right() -> None:
    pilot = begun()
    pilot.record_decision("go no", by=HEAD_A)
    (first,) = pilot.correct(3, "text", "go one", "speling", by=HEAD_A).facts
    pilot.correct(first, "reason", "spelling", "once more", by=HEAD_A)
    assert pilot.decision("D1").record.text == "go one"
