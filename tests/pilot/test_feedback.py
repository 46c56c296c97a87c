"""Feedback: what it may be about, who owes the answer, who may settle it, and what waits for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from tests.pilot.stage import (
    HEAD_A,
    HEAD_B,
    INSPECTION,
    LABOUR,
    LAW,
    OFFICE,
    SCHOOL,
    STAFF,
    begun,
    clock_of,
    codes,
    log_of,
    taken_to,
)
from tests.plans import small_plan

from pilotflow import Actor, NotFound, Pilot, Refused
from pilotflow.plan.duties import Agreement, Need, Offer
from pilotflow.plan.goals import Item, Target

PLAN = attrs.evolve(
    small_plan(),
    targets=(
        Target("t", "t", "Things", "list", items=(Item("one", "One"),), served_by=("2", "gone")),
        Target("u", "u", "Nothing serves it", "some"),
    ),
    agreements=(Agreement("pair", "pair", "pairing", "A pair", parties=("law", "labour")),),
    offers=(Offer("o", "o", "A course", "law"),),
    needs=(Need("n", "n", "A teacher", "labour"),),
)
ARTS, AUDIT, DISTRICT = Actor("arts"), Actor("audit"), Actor("district")


def refused(call: Callable[..., object], *args: object, **given: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


@pytest.mark.parametrize(
    ("kind", "id", "owes"),
    [
        ("task", "2", ("staff", "labour")),
        ("phase", "p1", ("office",)),
        ("occurrence", "quarterly.2023-q1", ("office",)),
        ("series", "quarterly", ("office",)),
        ("decision", "D1", ("office",)),
        ("agreement", "pair", ("law", "labour")),
        ("target", "t", ("staff", "labour")),
        ("target", "u", ("office",)),
        ("unit", "arts", ("arts",)),
        ("unit", "head-a", ("head-a",)),
        ("offer", "o", ("office",)),
        ("need", "n", ("office",)),
        ("pilot", "small", ("office",)),
    ],
)
def test_feedback_may_be_about_anything_and_somebody_owes_the_answer(
    kind: str, id: str, owes: tuple[str, ...]
) -> None:
    pilot = begun(PLAN)
    pilot.record_decision("go on", by=HEAD_A)
    about = {"about_kind": kind, "about_id": id}
    step = pilot.do("feedback", "", "raise-feedback", by=AUDIT, text="it is slow", **about)
    note = pilot.feedback(step.born[0][1])
    assert (note.record.about, note.record.to, note.state) == ((kind, id), owes, "assigned")
    assert note.record.answer_by == date(2022, 12, 23)  # the tenth working day
    if kind not in ("offer", "need"):
        pilot.handle(kind, id).raise_feedback("again", by=AUDIT)
        assert pilot.feedback("F2").record.about == (kind, id)
    whole(pilot)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"about_kind": "task", "about_id": "9"}, "unknown-subject"),
        ({"about_kind": "weather", "about_id": "1"}, "unknown-subject"),
        ({"about_kind": "pilot", "about_id": "other"}, "unknown-subject"),
        ({}, "unknown-subject"),
        ({"about_kind": "task", "about_id": "1", "text": " "}, "text-required"),
        ({"about_kind": "task", "about_id": "1", "kind": "rumour"}, "unknown-kind"),
        ({"about_kind": "task", "about_id": "1", "to": ["nobody"]}, "unknown-unit"),
        ({"about_kind": "task", "about_id": "1", "to": ["towns"]}, "unknown-unit"),
    ],
)
def test_feedback_that_says_too_little_is_refused(given: dict[str, Any], code: str) -> None:
    pilot = begun(PLAN)
    assert refused(pilot.do, "feedback", "", "raise_feedback", by=LAW, **{"text": "slow", **given}) == [code]
    assert pilot.feedback() == ()


def test_any_unit_may_raise_it_in_any_state_and_what_is_done_is_then_in_question() -> None:
    pilot = begun(PLAN)
    task = taken_to(pilot.task("1"), "closed", SCHOOL)
    assert pilot.progress().done == 1
    note = task.raise_feedback("not so", by=ARTS)
    assert (task.state, pilot.progress().done) == ("closed", 0)
    note.withdraw(by=ARTS, reason="it is")
    assert pilot.progress().done == 1


@pytest.mark.parametrize("trigger", ["close", "maintain", "cancel", "recheck", "retire"])
def test_no_command_moves_a_task_to_an_end_while_feedback_about_it_is_open(trigger: str) -> None:
    pilot = begun(PLAN)
    state = "maintained" if trigger in ("recheck", "retire") else "verified"
    task = taken_to(
        pilot.task("1" if trigger == "close" else "2"), state, SCHOOL if trigger == "close" else STAFF
    )
    note = task.raise_feedback("not so", by=AUDIT, kind="request", to="arts")
    by = INSPECTION if trigger == "recheck" else OFFICE
    decision = pilot.record_decision("no longer", by=HEAD_A)
    more = {"decision": decision.id} if trigger == "retire" else {}
    for step in (
        lambda: None,
        lambda: note.answer("it is", by=ARTS),
        lambda: note.dispute(by=AUDIT, reason="no"),
        lambda: note.answer("look", by=ARTS),
    ):
        step()
        assert refused(task.do, trigger, by=by, reason="because", **more) == ["open-feedback"]
    note.confirm(by=AUDIT)
    task.do(trigger, by=by, reason="because", **more)


def test_praise_owes_nothing_and_blocks_nothing() -> None:
    pilot = begun(PLAN)
    task = taken_to(pilot.task("1"), "verified", SCHOOL)
    note = task.raise_feedback("well done", by=AUDIT, kind="praise", to="school")
    record = note.record
    assert (note.state, record.to, record.answer_by, record.is_open) == ("raised", (), None, False)
    assert refused(note.assign, to="school", by=OFFICE) == ["nothing-owed"]
    assert "nothing-owed" in refused(note.move, "task", "3", by=AUDIT, reason="x")
    task.close(by=OFFICE)
    note.withdraw(by=AUDIT, reason="too early")
    assert note.state == "withdrawn"


def test_it_is_passed_on_by_the_office_or_by_whoever_it_is_addressed_to() -> None:
    pilot = begun(PLAN)
    note = pilot.task("1").raise_feedback("slow", by=AUDIT)
    assert refused(note.assign, to="law", by=LAW) == ["not-office"]
    assert refused(note.assign, to="nobody", by=OFFICE) == ["unknown-unit"]
    assert refused(note.assign, to="towns", by=OFFICE) == ["unknown-unit"]
    assert codes(note.explain("assign", by=OFFICE)) == ["addressee-required"]
    clock_of(pilot).advance(days=7)
    note.assign(to=["law", "arts"], by=SCHOOL)
    assert (note.record.to, note.record.answer_by) == (("law", "arts"), date(2022, 12, 30))
    note.assign(to="colleges", by=OFFICE)
    assert refused(note.answer, "x", by=SCHOOL) == ["not-addressee"]
    note.answer("done", by=LAW)  # a member of the group it is addressed to
    whole(pilot)


def test_an_answer_needs_words() -> None:
    note = begun(PLAN).task("1").raise_feedback("slow", by=AUDIT)
    assert refused(note.answer, " ", by=SCHOOL) == ["text-required"]
    note.answer("done", by=SCHOOL, evidence=["photograph"])


def test_the_raiser_settles_it_first_and_a_grade_may_be_given() -> None:
    note = begun(PLAN).task("1").raise_feedback("slow", by=LABOUR)
    note.answer("done", by=SCHOOL)
    assert refused(note.confirm, by=INSPECTION) == ["not-confirmer"]
    assert refused(note.confirm, by=HEAD_A) == ["not-confirmer"]
    for grade in (0, 6):
        assert refused(note.confirm, by=LABOUR, grade=grade) == ["bad-grade"]
    note.confirm(by=LABOUR, grade=4)
    assert note.record.grade == 4


def test_who_answered_is_passed_over_for_the_supervisors_and_they_for_the_heads() -> None:
    note = begun(PLAN).task("1").raise_feedback("slow", by=STAFF)
    note.answer("done", by=SCHOOL)  # the raiser counts as one with it
    assert refused(note.confirm, by=STAFF) == ["answered-it", "not-confirmer"]
    assert refused(note.confirm, by=HEAD_A) == ["not-confirmer"]
    note.dispute(by=INSPECTION, reason="no")
    note.assign(to="audit", by=OFFICE)
    note.answer("we saw to it", by=AUDIT)
    assert note.record.answerers == ("school", "audit")
    assert "answered-it" in refused(note.confirm, by=INSPECTION)
    assert "answered-it" in refused(note.confirm, by=HEAD_B)
    note.confirm(by=HEAD_A)


def test_nobody_may_answer_what_then_nobody_could_confirm() -> None:
    note = begun(PLAN).task("1").raise_feedback("slow", by=STAFF)
    note.answer("done", by=SCHOOL)
    note.dispute(by=INSPECTION, reason="no")
    note.assign(to=["audit", "district"], by=OFFICE)
    note.answer("seen to", by=AUDIT)
    note.dispute(by=HEAD_A, reason="no")
    assert refused(note.answer, "done", by=DISTRICT) == ["no-confirmer-left"]
    note.answer("done", by=AUDIT)
    note.confirm(by=HEAD_A)


def test_disputing_counts_and_gives_a_new_answer_date() -> None:
    pilot = begun(PLAN)
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    note.answer("done", by=SCHOOL)
    clock_of(pilot).set("2023-01-09")
    assert refused(note.dispute, by=LABOUR, reason=" ") == ["reason-required"]
    note.dispute(by=LABOUR, reason="no")
    assert (note.state, note.record.disputes, note.record.answer_by) == ("assigned", 1, date(2023, 1, 23))


def test_a_silent_raiser_no_longer_keeps_others_from_acting() -> None:
    pilot = begun(PLAN)
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    note.answer("done", by=SCHOOL)
    clock_of(pilot).set("2023-01-06")  # the twentieth working day after the answer
    assert refused(note.confirm, by=INSPECTION) == ["not-confirmer"]
    assert refused(note.withdraw, by=HEAD_A, reason="silent") == ["not-raiser"]
    clock_of(pilot).set("2023-01-07")
    assert note.explain("confirm", by=LABOUR) == ()
    assert note.explain("confirm", by=HEAD_A) != ()
    assert note.explain("withdraw", by=HEAD_A, reason="silent") == ()
    assert note.explain("withdraw", by=INSPECTION, reason="silent") != ()
    note.confirm(by=INSPECTION)


def test_a_raiser_that_is_silent_while_nothing_was_answered_keeps_its_feedback() -> None:
    pilot = begun(PLAN)
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    clock_of(pilot).set("2023-06-01")
    assert refused(note.withdraw, by=HEAD_A, reason="long ago") == ["not-raiser"]
    note.withdraw(by=LABOUR, reason="long ago")


def test_a_raiser_that_is_gone_is_followed_by_supervisors_and_heads() -> None:
    pilot = begun(PLAN)
    note = pilot.task("4").raise_feedback("slow", by=ARTS, to="labour")
    note.answer("done", by=LABOUR)
    new = attrs.evolve(
        PLAN,
        units=tuple(unit for unit in PLAN.units if unit.id != "arts"),
        groups=(attrs.evolve(PLAN.groups[0], members=("law",)), PLAN.groups[1]),
    )
    difference = pilot.compare(new)
    for head in (HEAD_A, HEAD_B):
        assert "owes-confirmation" in codes(
            pilot.explain("amend", by=head, difference=difference, reason="x")
        )
    assert note.explain("confirm", by=ARTS) == ()


def test_it_may_be_moved_to_a_subject_that_can_still_settle_it() -> None:
    pilot = begun(PLAN)
    task = taken_to(pilot.task("2"), "verified", STAFF)
    closed = taken_to(pilot.task("1"), "closed", SCHOOL)
    note = task.raise_feedback("slow", by=LAW)
    assert refused(note.move, "task", "3", by=ARTS, reason="x") == ["not-raiser"]
    assert refused(note.move, "task", closed.id, by=LAW, reason="x") == ["subject-at-end"]
    assert refused(note.move, "task", "2", by=LAW, reason="x") == ["subject-at-end"]
    assert refused(note.move, "task", "99", by=LAW, reason=" ") == ["reason-required", "unknown-subject"]
    note.move("phase", "p2", by=INSPECTION, reason="it is about all of them")
    assert (note.record.about, note.state) == (("phase", "p2"), "assigned")
    assert pilot.snapshot().in_question("task", "2")  # until it is settled where it went
    assert refused(task.maintain, by=OFFICE) == ["open-feedback"]
    task.cancel(by=OFFICE, reason="given up")
    note.move("pilot", "small", by=HEAD_A, reason="about everything")
    whole(pilot)


@pytest.mark.parametrize(
    ("role", "able"), [("raiser", False), ("supervisor", True), ("head", False), (None, True)]
)
def test_a_narrowed_role_must_be_one_the_actor_holds(role: str | None, able: bool) -> None:
    note = begun(PLAN).task("1").raise_feedback("slow", by=STAFF)
    note.answer("done", by=SCHOOL)
    assert (note.explain("confirm", by=Actor("inspection", role=role)) == ()) is able


def test_feedback_is_listed_by_addressee_subject_and_state() -> None:
    pilot = begun(PLAN)
    first = pilot.task("1").raise_feedback("slow", by=AUDIT)
    second = pilot.phase("p1").raise_feedback("late", by=AUDIT, to=["law", "arts"])
    second.withdraw(by=AUDIT, reason="x")
    for listed, ids in (
        (pilot.feedback(), ["F1", "F2"]),
        (pilot.feedback(unit="law"), ["F2"]),
        (pilot.feedback(task="1"), ["F1"]),
        (pilot.feedback(state="withdrawn"), ["F2"]),
        (pilot.feedback(unit="law", state="assigned"), []),
    ):
        assert [note.id for note in listed] == ids
    assert pilot.feedback("F1").text("en") == first.text("en")
    with pytest.raises(NotFound):
        pilot.feedback("F3")


def test_an_ended_pilot_still_takes_feedback_and_settles_it() -> None:
    pilot = begun(PLAN)
    for head in (HEAD_A, HEAD_B):
        pilot.stop(by=head, reason="enough")
    note = pilot.task("1").raise_feedback("and now?", by=LABOUR)
    note.answer("nothing", by=SCHOOL)
    note.confirm(by=LABOUR)
    assert note.state == "confirmed"


def test_a_subject_stays_in_question_until_the_last_of_its_feedback_is_settled() -> None:
    pilot = begun(PLAN)
    task = taken_to(pilot.task("1"), "verified", SCHOOL)
    notes = [task.raise_feedback(text, by=LABOUR) for text in ("one", "two")]
    assert refused(task.close, by=OFFICE) == ["open-feedback", "open-feedback"]
    notes[0].withdraw(by=LABOUR, reason="x")
    assert refused(task.close, by=OFFICE) == ["open-feedback"]
    notes[1].withdraw(by=LABOUR, reason="x")
    task.close(by=OFFICE)


def test_a_silent_raiser_whom_nobody_independent_can_follow_may_still_confirm() -> None:
    city = attrs.evolve(PLAN.units[0], id="city", name="The city", label="city")
    pilot = begun(attrs.evolve(PLAN, units=(*PLAN.units, city)))
    note = pilot.task("1").raise_feedback("slow", by=Actor("city"), to=["audit", "district", "school"])
    for unit in ("audit", "district", "school"):
        note.answer("done", by=Actor(unit))
        if unit != "school":
            note.dispute(by=Actor("city"), reason="no")
    clock_of(pilot).set("2023-06-01")
    for by in (INSPECTION, HEAD_A, HEAD_B):
        assert note.explain("confirm", by=by) != ()
    note.confirm(by=Actor("city"))


def test_what_a_unit_that_is_gone_had_raised_is_settled_and_only_its_state_speaks() -> None:
    pilot = begun(PLAN)
    note = pilot.task("3").raise_feedback("slow", by=ARTS)
    note.withdraw(by=ARTS, reason="x")
    new = attrs.evolve(
        PLAN,
        units=tuple(unit for unit in PLAN.units if unit.id != "arts"),
        groups=(attrs.evolve(PLAN.groups[0], members=("law",)), PLAN.groups[1]),
    )
    for head in (HEAD_A, HEAD_B):
        pilot.amend(pilot.compare(new), by=head, reason="the college closes")
    assert codes(note.explain("confirm", by=INSPECTION)) == ["wrong-state"]
    assert codes(note.explain("withdraw", by=HEAD_A, reason="gone")) == ["wrong-state"]


def test_who_leads_the_work_does_not_move_what_others_raised_about_it_away() -> None:
    pilot = begun(PLAN)
    note = pilot.task("1").raise_feedback("slow", by=AUDIT)
    assert refused(note.move, "task", "3", by=HEAD_B, reason="x") == [
        "not-independent"
    ]  # the seat of the school
    note.move("task", "3", by=HEAD_A, reason="it belongs there")
    own = pilot.task("1").raise_feedback("we cannot", by=SCHOOL, to="office")
    own.move("task", "4", by=SCHOOL, reason="it belongs there")
