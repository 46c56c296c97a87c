"""Ways round the closed loop that must stay shut: moving, silence, withdrawing, and judging one's own work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
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

from pilotflow import Actor, Pilot, Plan, Refused
from pilotflow.pilot.handles import Feedback, Task
from pilotflow.plan.closing import unclosable
from pilotflow.plan.units import Side, Unit
from pilotflow.plan.work import Gate
from pilotflow.testing import plans

PLAN = small_plan()
ARTS, AUDIT, DISTRICT = Actor("arts"), Actor("audit"), Actor("district")


def refused(call: Callable[..., object], *args: object, **given: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


def with_office(plan: Plan, **changes: Any) -> Plan:
    """The plan with its office changed; by default it exists from the first day."""
    changed = {"created_by": None, **changes}
    bodies = (attrs.evolve(body, **changed) if body.id == "office" else body for body in plan.bodies)
    return attrs.evolve(plan, bodies=tuple(bodies))


def with_task(plan: Plan, id: str, **changes: Any) -> Plan:
    tasks = (attrs.evolve(task, **changes) if task.id == id else task for task in plan.tasks)
    return attrs.evolve(plan, tasks=tuple(tasks))


def with_reviewers(plan: Plan, *more: str) -> Plan:
    return attrs.evolve(plan, roles=attrs.evolve(plan.roles, reviewers=(*plan.roles.reviewers, *more)))


def without_arts(plan: Plan) -> Plan:
    return attrs.evolve(
        plan,
        units=tuple(unit for unit in plan.units if unit.id != "arts"),
        groups=(attrs.evolve(plan.groups[0], members=("law",)), plan.groups[1]),
    )


def without_law_in_the_group(plan: Plan) -> Plan:
    units = (attrs.evolve(unit, groups=()) if unit.id == "law" else unit for unit in plan.units)
    return attrs.evolve(
        plan,
        units=tuple(units),
        groups=(attrs.evolve(plan.groups[0], members=("arts",)), plan.groups[1]),
    )


def amended(pilot: Pilot, plan: Plan, **given: Any) -> None:
    difference = pilot.compare(plan, **given)
    for head in (HEAD_A, HEAD_B):
        pilot.amend(difference, by=head, reason="new facts")


def amendment_refused(pilot: Pilot, plan: Plan, **given: Any) -> list[str]:
    return refused(pilot.amend, pilot.compare(plan, **given), by=HEAD_A, reason="new facts")


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


def begun_with_an_open_office(plan: Plan) -> Pilot:
    """The office was created by a task that inspection has verified."""
    pilot = begun(plan)
    taken_to(pilot.task("1"), "verified", SCHOOL)
    return pilot


# Moving feedback


@pytest.mark.parametrize(
    ("subject", "able"),
    [
        ("1", {INSPECTION, HEAD_A}),  # the school leads it
        ("2", {INSPECTION}),  # a part of each head's unit leads it
        ("3", {INSPECTION}),  # a part of the district leads it, a part of the school shares it
        ("4", {INSPECTION, HEAD_A}),
    ],
)
def test_a_supervisor_or_head_moves_feedback_away_only_from_work_it_neither_leads_nor_shares(
    subject: str, able: set[Actor]
) -> None:
    pilot = begun()
    note = pilot.task(subject).raise_feedback("slow", by=LAW)
    for by in (INSPECTION, HEAD_A, HEAD_B):
        reasons = codes(note.explain("move", by=by, about_kind="pilot", about_id="small", reason="x"))
        assert reasons == ([] if by in able else ["not-independent"])


def test_an_agent_moves_feedback_only_where_itself_and_its_principal_are_independent() -> None:
    pilot = begun()
    pilot.delegate("staff", by=INSPECTION)
    note = pilot.task("4").raise_feedback("slow", by=LAW)
    agent = Actor("staff", acting_for="inspection")
    assert refused(note.move, "task", "3", by=agent, reason="x") == ["not-independent"]
    assert note.record.about == ("task", "4")


@pytest.mark.parametrize("by", [STAFF, HEAD_B])
def test_a_raiser_moves_its_own_feedback_whoever_it_is(by: Actor) -> None:
    pilot = begun()
    note = pilot.task("4").raise_feedback("slow", by=by)
    note.move("task", "3", by=by, reason="it is about the training")
    assert note.record.about == ("task", "3")


def answered_and_confirmed(note: Feedback) -> None:
    note.assign(to="arts", by=OFFICE)
    note.answer("seen to", by=ARTS)
    note.confirm(by=AUDIT)


def withdrawn(note: Feedback) -> None:
    note.withdraw(by=AUDIT, reason="it was nothing")


SETTLED = pytest.mark.parametrize("settle", [answered_and_confirmed, withdrawn])


@SETTLED
def test_moved_feedback_keeps_its_old_subject_from_closing_until_it_is_settled(
    settle: Callable[[Feedback], None],
) -> None:
    pilot = begun_with_an_open_office(PLAN)
    task = pilot.task("1")
    note = task.raise_feedback("slow", by=AUDIT)
    note.move("pilot", "small", by=AUDIT, reason="about everything")
    assert refused(task.close, by=OFFICE) == ["open-feedback"]
    whole(pilot)
    settle(note)
    task.close(by=OFFICE)
    whole(pilot)


@SETTLED
def test_moved_feedback_keeps_its_old_subject_from_being_maintained_until_it_is_settled(
    settle: Callable[[Feedback], None],
) -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "verified", STAFF)
    note = task.raise_feedback("slow", by=AUDIT)
    note.move("task", "4", by=AUDIT, reason="about what was learnt")
    assert refused(task.maintain, by=OFFICE) == ["open-feedback"]
    settle(note)
    task.maintain(by=OFFICE)


@SETTLED
def test_moved_feedback_keeps_its_old_subject_from_recheck_and_retirement_until_it_is_settled(
    settle: Callable[[Feedback], None],
) -> None:
    pilot = begun()
    decision = pilot.record_decision("enough of it", by=HEAD_A)
    task = taken_to(pilot.task("2"), "maintained", STAFF)
    note = task.raise_feedback("no longer so", by=AUDIT)
    note.move("unit", "staff", by=AUDIT, reason="about the staff office")
    assert refused(task.recheck, by=INSPECTION, evidence=["seen"]) == ["open-feedback"]
    assert refused(task.retire, by=OFFICE, decision=decision.id) == ["open-feedback"]
    settle(note)
    task.recheck(by=INSPECTION, evidence=["seen"])
    task.retire(by=OFFICE, decision=decision.id)


@SETTLED
def test_what_is_done_stays_in_question_when_the_feedback_about_it_is_moved(
    settle: Callable[[Feedback], None],
) -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), "closed", SCHOOL)
    note = task.raise_feedback("not so", by=AUDIT)
    note.move("task", "3", by=AUDIT, reason="about the training")
    assert (task.state, pilot.progress().done) == ("closed", 0)
    settle(note)
    assert pilot.progress().done == 1
    whole(pilot)


def test_feedback_that_is_moved_on_and_on_holds_up_every_subject_it_was_about() -> None:
    pilot = begun_with_an_open_office(PLAN)
    first, second = pilot.task("1"), taken_to(pilot.task("4"), "verified", STAFF)
    note = first.raise_feedback("slow", by=AUDIT)
    note.move("task", "4", by=AUDIT, reason="x")
    note.move("pilot", "small", by=AUDIT, reason="x")
    for task in (first, second):
        assert refused(task.close, by=OFFICE) == ["open-feedback"]
    note.withdraw(by=AUDIT, reason="x")
    for task in (first, second):
        task.close(by=OFFICE)


def test_moving_feedback_frees_its_old_subject_to_be_cancelled_and_no_other() -> None:
    pilot = begun()
    note = pilot.task("4").raise_feedback("slow", by=AUDIT)
    assert refused(pilot.task("4").cancel, by=OFFICE, reason="x") == ["open-feedback"]
    note.move("task", "3", by=AUDIT, reason="task 4 is given up")
    assert refused(pilot.task("3").cancel, by=OFFICE, reason="x") == ["open-feedback"]
    pilot.task("4").cancel(by=OFFICE, reason="given up")
    assert pilot.task("4").state == "cancelled"
    whole(pilot)


def test_feedback_that_came_back_to_a_subject_keeps_it_from_being_cancelled_again() -> None:
    pilot = begun()
    note = pilot.task("4").raise_feedback("slow", by=AUDIT)
    note.move("task", "3", by=AUDIT, reason="x")
    note.move("task", "4", by=AUDIT, reason="it was about task 4 after all")
    assert refused(pilot.task("4").cancel, by=OFFICE, reason="x") == ["open-feedback"]
    note.withdraw(by=AUDIT, reason="x")
    pilot.task("4").cancel(by=OFFICE, reason="given up")


# Silence


def test_an_answer_with_an_earlier_day_does_not_make_its_raiser_silent() -> None:
    pilot = begun()
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    note.answer("done long ago", by=SCHOOL, effective="2022-11-01")
    assert refused(note.confirm, by=INSPECTION) == ["not-confirmer"]
    assert refused(note.withdraw, by=HEAD_A, reason="silent") == ["not-raiser"]
    clock_of(pilot).set("2023-01-06")  # the twentieth working day after it was recorded
    assert refused(note.confirm, by=INSPECTION) == ["not-confirmer"]
    clock_of(pilot).set("2023-01-07")
    note.confirm(by=INSPECTION)


def test_putting_the_day_of_an_answer_right_does_not_make_its_raiser_silent() -> None:
    pilot = begun()
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    (answer,) = note.answer("done", by=SCHOOL).facts
    pilot.correct(answer, "effective", "2022-10-01", "it was then", by=SCHOOL)
    assert refused(note.dispute, by=INSPECTION, reason="x") == ["not-confirmer"]
    assert refused(note.withdraw, by=HEAD_A, reason="silent") == ["not-raiser"]
    whole(pilot)


def test_the_silence_of_a_raiser_begins_anew_with_each_answer() -> None:
    pilot = begun()
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    note.answer("done", by=SCHOOL)
    note.dispute(by=LABOUR, reason="no")
    clock_of(pilot).set("2023-03-01")
    note.answer("now it is", by=SCHOOL, effective="2022-12-10")
    assert refused(note.confirm, by=INSPECTION) == ["not-confirmer"]


# Withdrawing and succeeding


def test_a_head_that_answered_does_not_withdraw_what_it_answered() -> None:
    pilot = begun()
    note = pilot.task("1").raise_feedback("slow", by=LAW, to="head-a")
    note.answer("done", by=HEAD_A)
    clock_of(pilot).set("2023-06-01")
    assert refused(note.withdraw, by=HEAD_A, reason="silent") == ["answered-it"]
    note.withdraw(by=HEAD_B, reason="silent")


def test_a_head_whose_unit_answered_does_not_withdraw_it() -> None:
    pilot = begun()
    note = pilot.task("1").raise_feedback("slow", by=LABOUR)
    note.answer("done", by=SCHOOL)
    clock_of(pilot).set("2023-06-01")
    assert refused(note.withdraw, by=HEAD_B, reason="silent") == ["answered-it"]
    note.withdraw(by=HEAD_A, reason="silent")


def test_who_answered_does_not_withdraw_it_for_the_raiser_either() -> None:
    pilot = begun()
    pilot.delegate("staff", by=LAW)
    agent = Actor("staff", acting_for="law")
    note = pilot.task("4").raise_feedback("slow", by=LAW)
    assert note.explain("withdraw", by=agent, reason="x") == ()
    note.answer("done", by=STAFF)
    assert refused(note.withdraw, by=agent, reason="x") == ["answered-it"]
    note.dispute(by=LAW, reason="no")
    assert refused(note.withdraw, by=agent, reason="x") == ["answered-it"]
    note.withdraw(by=LAW, reason="never mind")


def test_a_raiser_that_was_asked_itself_may_still_take_it_back() -> None:
    note = begun().task("4").raise_feedback("slow", by=LAW, to="law")
    note.answer("it was us", by=LAW)
    note.withdraw(by=LAW, reason="it was us")
    assert note.state == "withdrawn"


def test_nobody_that_answered_succeeds_the_raiser() -> None:
    pilot = begun()
    note = pilot.task("3").raise_feedback("slow", by=ARTS, to="law")
    assert pilot.explain("amend", by=HEAD_A, reason="x", difference=succession(pilot, "law")) == ()
    note.answer("done", by=LAW)
    assert amendment_refused(pilot, without_arts(PLAN), successors={"arts": "law"}) == ["successor-answered"]
    assert pilot.explain("amend", by=HEAD_A, reason="x", difference=succession(pilot, "audit")) == ()
    note.dispute(by=ARTS, reason="no")  # it could withdraw it now
    assert amendment_refused(pilot, without_arts(PLAN), successors={"arts": "law"}) == ["successor-answered"]
    note.withdraw(by=ARTS, reason="x")
    amended(pilot, without_arts(PLAN), successors={"arts": "law"})
    assert note.record.raiser == "law"


def succession(pilot: Pilot, successor: str) -> object:
    return pilot.compare(without_arts(PLAN), successors={"arts": successor})


# Independence


@given(plans())
def test_nobody_is_independent_of_itself_before_the_office_exists_and_after(plan: Plan) -> None:
    for actor in plan.actors:
        for exists in (False, True):
            assert not plan.kinship.independent(actor, (actor,), office_exists=exists), actor


def test_an_office_without_members_does_not_verify_what_it_leads() -> None:
    pilot = begun(with_office(with_task(PLAN, "4", leads=("office",))))
    task = taken_to(pilot.task("4"), "reported", OFFICE)
    assert refused(task.verify, by=OFFICE) == ["not-independent"]
    assert refused(task.send_back, by=OFFICE, reason="x") == ["not-independent"]
    task.verify(by=INSPECTION)


def test_an_office_without_members_does_not_verify_what_it_shares() -> None:
    pilot = begun(with_office(with_task(PLAN, "4", co_units=("office",))))
    task = taken_to(pilot.task("4"), "reported", STAFF)
    assert refused(task.verify, by=OFFICE) == ["not-independent"]


def test_an_office_without_members_does_not_confirm_what_it_answered() -> None:
    roles = attrs.evolve(PLAN.roles, supervisors=("office",))
    pilot = begun(with_office(attrs.evolve(PLAN, roles=roles)))
    note = pilot.task("3").raise_feedback("slow", by=OFFICE, to="office")
    note.answer("done", by=OFFICE)
    assert "answered-it" in refused(note.confirm, by=OFFICE)
    note.confirm(by=HEAD_A)


def test_a_plan_in_which_an_office_without_members_would_verify_its_own_work_is_refused() -> None:
    plan = with_office(with_task(PLAN, "4", leads=("office",), reviewers=("office",)))
    assert [fault.code for fault in unclosable(plan)] == ["no-reviewer"]


# Who reported or answered, as it was then


def test_what_the_office_reported_while_it_counted_as_the_issuer_the_issuer_does_not_verify_later() -> None:
    plan = with_reviewers(with_task(PLAN, "4", leads=("office",)), "school")
    pilot = begun(plan)
    task = taken_to(pilot.task("4"), "reported", OFFICE)
    taken_to(pilot.task("1"), "verified", SCHOOL)
    assert pilot.snapshot().office_exists
    for by in (SCHOOL, HEAD_B, OFFICE):
        assert refused(task.verify, by=by) == ["not-independent"]
    whole(pilot)
    task.verify(by=HEAD_A)


def test_what_an_agent_answered_for_the_office_while_it_counted_as_the_issuer_the_issuer_does_not_confirm() -> (
    None
):
    pilot = begun()
    pilot.delegate("labour", by=OFFICE)
    note = pilot.task("3").raise_feedback("slow", by=SCHOOL, to="office")
    note.answer("done", by=Actor("labour", acting_for="office"))
    taken_to(pilot.task("1"), "verified", SCHOOL)
    assert "answered-it" in refused(note.confirm, by=SCHOOL)
    assert "answered-it" in refused(note.confirm, by=LABOUR)
    note.confirm(by=INSPECTION)


def test_who_reported_as_a_member_of_a_group_does_not_verify_after_leaving_it() -> None:
    plan = with_reviewers(with_task(PLAN, "4", leads=("colleges",)), "law")
    pilot = begun(plan)
    task = taken_to(pilot.task("4"), "reported", LAW)
    amended(pilot, without_law_in_the_group(plan))
    assert task.state == "reported"
    assert refused(task.verify, by=LAW) == ["not-independent"]
    whole(pilot)
    task.verify(by=INSPECTION)


def test_who_was_in_the_group_that_reported_does_not_verify_after_leaving_it_though_another_signed() -> None:
    plan = with_reviewers(with_task(PLAN, "4", leads=("colleges",)), "law")
    pilot = begun(plan)
    task = taken_to(pilot.task("4"), "reported", ARTS)
    amended(pilot, without_law_in_the_group(plan))
    assert refused(task.verify, by=LAW) == ["not-independent"]


def test_who_was_part_of_a_body_that_answered_does_not_confirm_after_leaving_it() -> None:
    pilot = begun()
    note = pilot.task("3").raise_feedback("slow", by=AUDIT, to="inspection")
    note.answer("done", by=INSPECTION)
    court = Unit("court", "Court", "court", side="a", part_of="district", independent=True)
    inspection = attrs.evolve(PLAN.bodies[2], leads=("court",))
    amended(pilot, attrs.evolve(PLAN, units=(*PLAN.units, court), bodies=(*PLAN.bodies[:2], inspection)))
    assert "answered-it" in refused(note.confirm, by=AUDIT)
    assert "answered-it" in refused(note.confirm, by=INSPECTION)
    note.confirm(by=HEAD_B)


def reported_by(agent: Actor) -> Task:
    pilot = begun()
    pilot.delegate(agent.unit, by=Actor(agent.acts_as))
    task = taken_to(pilot.task("4"), "underway", STAFF)
    task.report(by=agent, evidence=["paper"])
    pilot.delegate(agent.unit, by=Actor(agent.acts_as), revoked=True)
    return task


def test_who_reported_for_a_lead_neither_verifies_nor_sends_back() -> None:
    task = reported_by(Actor("audit", acting_for="staff"))
    assert refused(task.verify, by=INSPECTION) == ["not-independent"]
    assert refused(task.send_back, by=INSPECTION, reason="x") == ["not-independent"]
    task.verify(by=HEAD_A)


def test_nor_does_the_whole_that_the_agent_of_a_lead_is_part_of() -> None:
    task = reported_by(Actor("labour", acting_for="staff"))
    assert refused(task.verify, by=HEAD_A) == ["not-independent"]
    task.verify(by=INSPECTION)


def test_who_signed_for_a_second_lead_does_not_verify_either() -> None:
    pilot = begun(with_reviewers(attrs.evolve(PLAN, units=(*PLAN.units, CITY)), "city"))
    pilot.delegate("audit", by=LABOUR)
    task = taken_to(pilot.task("2"), "reported", STAFF)
    task.report(by=Actor("audit", acting_for="labour"), evidence=["theirs"])
    assert refused(task.verify, by=INSPECTION) == ["not-independent"]
    task.verify(by=Actor("city"))


def test_nobody_reports_for_a_lead_what_then_nobody_could_verify() -> None:
    pilot = begun(with_task(PLAN, "4", reviewers=("inspection",)))
    pilot.delegate("audit", by=STAFF)
    task = taken_to(pilot.task("4"), "underway", STAFF)
    agent = Actor("audit", acting_for="staff")
    assert refused(task.report, by=agent, evidence=["paper"]) == ["no-reviewer-left"]
    task.report(by=STAFF, evidence=["paper"])
    task.verify(by=INSPECTION)


# Deciding for an outside authority

CITY = Unit("city", "The city", "city", side="up")
CITY_HALL = Unit("city-hall", "City hall", "city-hall", part_of="city")
POST = Unit("post", "Post", "post", part_of="school")


def at_a_gate(*deciders: str, heads: tuple[str, ...] = ("head-a", "head-b")) -> Pilot:
    """The first gate is presented; an office that exists and nothing to be done."""
    first = attrs.evolve(PLAN.phases[0], gate=Gate(decide=deciders))
    pilot = begun(
        attrs.evolve(
            with_office(PLAN),
            sides=(*PLAN.sides, Side("up", "Above")),
            units=(*PLAN.units, CITY, CITY_HALL, POST),
            roles=attrs.evolve(PLAN.roles, heads=heads),
            phases=(first, PLAN.phases[1]),
            tasks=PLAN.tasks[2:],
        )
    )
    pilot.phase("p1").present(by=OFFICE)
    return pilot


@pytest.mark.parametrize("outside", ["city", "city-hall"])
def test_the_office_enters_by_its_document_what_an_outside_authority_of_the_gate_decided(
    outside: str,
) -> None:
    gate = at_a_gate(outside).phase("p1")
    gate.decide("approve", by=Actor("office", acting_for=outside), document="No. 1")
    assert gate.state == "passed"


@pytest.mark.parametrize("document", [None, "", " "])
def test_without_its_document_the_office_decides_for_nobody(document: str | None) -> None:
    gate = at_a_gate("city").phase("p1")
    through = Actor("office", acting_for="city")
    assert refused(gate.decide, "approve", by=through, document=document) == ["no-delegation"]


@pytest.mark.parametrize("inside", ["audit", "district", "school", "law", "post", "head-a", "inspection"])
def test_no_document_stands_for_the_delegation_of_a_decider_on_a_side_of_the_pilot(inside: str) -> None:
    gate = at_a_gate(inside).phase("p1")
    through = Actor("office", acting_for=inside)
    assert refused(gate.decide, "approve", by=through, document="No. 1") == ["no-delegation"]
    gate.decide("approve", by=Actor(inside))


def test_no_document_stands_for_the_delegation_of_whom_the_gate_does_not_name() -> None:
    gate = at_a_gate().phase("p1")
    for other in ("city", "head-a", "head-b"):
        through = Actor("office", acting_for=other)
        assert refused(gate.decide, "approve", by=through, document="No. 1") == ["no-delegation"]


@pytest.mark.parametrize("named", [("city",), ()])
def test_no_document_stands_for_the_delegation_of_a_head_wherever_it_stands(named: tuple[str, ...]) -> None:
    gate = at_a_gate(*named, heads=("city", "head-b")).phase("p1")
    through = Actor("office", acting_for="city")
    assert refused(gate.decide, "approve", by=through, document="No. 1") == ["no-delegation"]


# The words of feedback


def test_the_words_of_feedback_are_put_right_by_its_raiser_alone() -> None:
    pilot = begun()
    pilot.task("3").raise_feedback("attachment misssing", by=LAW)
    raised = pilot.facts()[-1]
    for by in (OFFICE, LABOUR, HEAD_A, INSPECTION):
        assert refused(pilot.correct, raised, "text", "all is well", "x", by=by) == ["not-author"]
    assert pilot.feedback("F1").record.text == "attachment misssing"
    pilot.correct(raised, "text", "attachment missing", "spelling", by=LAW)
    assert pilot.feedback("F1").record.text == "attachment missing"


def test_the_words_of_a_finding_are_put_right_by_who_found_it_alone() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "maintained", STAFF)
    found = task.lapse(by=INSPECTION, finding="the list is gone").facts[-1]
    assert refused(pilot.correct, found, "text", "the list is there", "x", by=OFFICE) == ["not-author"]
    pilot.correct(found, "text", "the list is lost", "more exact", by=INSPECTION)


def test_the_office_still_puts_right_the_day_and_document_of_feedback_and_the_words_of_an_answer() -> None:
    pilot = begun()
    note = pilot.task("3").raise_feedback("slow", by=LAW)
    raised = pilot.facts()[-1]
    pilot.correct(raised, "effective", "2022-12-08", "it came by letter", by=OFFICE)
    pilot.correct(raised, "document", "No. 9", "the letter", by=OFFICE)
    assert note.record.text == "slow"
    (answer,) = note.answer("dnoe", by=LABOUR).facts
    pilot.correct(answer, "text", "done", "spelling", by=OFFICE)
    assert note.record.answer == "done"
