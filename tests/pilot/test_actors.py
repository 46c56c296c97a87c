"""Who an actor is, in which roles it acts, and for whom."""

from __future__ import annotations

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
    codes,
    log_of,
    taken_to,
)
from tests.plans import due, small_plan

from pilotflow import Actor, Pilot, Refused, open_log
from pilotflow.pilot.handles import Task
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet


def refused(call: object, *args: object, **given: object) -> list[str]:
    assert callable(call)
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


@pytest.mark.parametrize("who", ["nobody", "colleges", "towns", "", "p1"])
def test_an_actor_the_plan_does_not_know_or_a_group_is_refused_everywhere(who: str) -> None:
    pilot = begun()
    note = pilot.task("1").raise_feedback("x", by=LAW)
    by = Actor(who)
    assert refused(pilot.task("1").assign, by=by) == ["unknown-actor"]
    assert refused(note.answer, "y", by=by) == ["unknown-actor"]
    assert refused(pilot.phase("p2").open, by=by) == ["unknown-actor"]
    assert refused(pilot.raise_feedback, "x", by=by) == ["unknown-actor"]
    assert refused(pilot.convene, "meet", "2022-12-10", by=by) == ["unknown-actor"]
    assert refused(pilot.stop, by=by, reason="x") == ["unknown-actor"]
    assert refused(Pilot.start, small_plan(), open_log("memory:"), by=by) == ["unknown-actor"]
    assert refused(pilot.task("1").assign, by=Actor("office", acting_for=who or "none")) == ["unknown-actor"]


def test_a_seat_acts_by_its_own_id_and_its_unit_does_not_act_for_it() -> None:
    pilot = begun()
    assert refused(pilot.stop, by=Actor("district"), reason="x") == ["not-head"]
    assert pilot.stop(by=HEAD_A, reason="x").facts


def test_a_part_does_not_act_for_its_whole_nor_the_whole_for_its_part() -> None:
    pilot = begun()
    pilot.task("1").assign(by=OFFICE)
    pilot.task("2").assign(by=OFFICE)
    assert refused(pilot.task("1").accept, by=STAFF) == ["not-lead"]
    assert refused(pilot.task("2").accept, by=SCHOOL) == ["not-lead"]


def test_a_role_narrows_what_an_actor_may() -> None:
    pilot = begun()
    task = pilot.task("1").assign(by=OFFICE)
    assert task.facts
    accept = pilot.task("1").accept
    assert refused(accept, by=Actor("school", role="reviewer")) == ["not-lead"]
    assert accept(by=Actor("school", role="lead")).facts[0].by == Actor("school", role="lead")


def test_a_person_is_kept_and_never_looked_at() -> None:
    pilot = begun()
    pilot.task("1").assign(by=Actor("office", person="p-17"))
    (fact,) = Pilot.open("small", log_of(pilot)).facts(2)
    assert fact.by.person == "p-17"


def test_acting_for_somebody_needs_a_delegation_that_stands() -> None:
    pilot = begun()
    pilot.task("2").assign(by=OFFICE)
    agent = Actor("law", acting_for="staff")
    assert refused(pilot.task("2").accept, by=agent) == ["no-delegation"]
    pilot.delegate("law", by=STAFF)
    step = pilot.task("2").accept(by=agent)
    assert step.facts[0].by == agent
    assert pilot.task("2").record.accepted == ("staff",)
    pilot.delegate("law", by=STAFF, revoked=True)
    assert refused(pilot.task("2").start, by=agent) == ["no-delegation"]


def test_a_document_stands_for_no_delegation_but_that_of_an_outside_decider() -> None:
    pilot = begun()
    pilot.task("2").assign(by=OFFICE)
    agent = Actor("law", acting_for="staff")
    assert refused(pilot.task("2").accept, by=agent, document="letter") == ["no-delegation"]


def test_delegations_are_given_and_taken_back_once_and_not_passed_on() -> None:
    pilot = begun()
    assert refused(pilot.delegate, "law", by=STAFF, revoked=True) == ["no-delegation"]
    pilot.delegate("law", by=STAFF)
    assert refused(pilot.delegate, "law", by=STAFF) == ["already-delegated"]
    assert refused(pilot.delegate, "arts", by=Actor("law", acting_for="staff")) == ["no-subdelegation"]
    assert refused(pilot.delegate, "nobody", by=STAFF) == ["unknown-actor"]
    assert refused(pilot.delegate, "staff", by=STAFF) == ["unknown-actor"]


def test_an_agent_may_not_judge_what_itself_or_its_principal_leads() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "reported", STAFF)
    pilot.delegate("staff", by=INSPECTION)
    pilot.delegate("audit", by=Actor("head-b"))
    assert "not-independent" in refused(task.verify, by=Actor("staff", acting_for="inspection"))
    assert "not-independent" in refused(task.verify, by=Actor("audit", acting_for="head-b"))


def test_who_answered_for_another_does_not_confirm_and_nor_does_the_other() -> None:
    pilot = begun()
    pilot.delegate("inspection", by=SCHOOL)
    note = pilot.task("1").raise_feedback("x", by=INSPECTION)
    note.answer("done", by=Actor("inspection", acting_for="school"))
    assert "answered-it" in refused(note.confirm, by=INSPECTION)
    assert note.confirm(by=HEAD_A).entered == (("feedback", "F1", "confirmed"),)


def test_the_issuer_acts_for_the_office_until_the_office_exists() -> None:
    pilot = begun()
    (start, _) = pilot.facts()
    assert start.by == Actor("school", acting_for="office")
    assert pilot.task("1").assign(by=SCHOOL).facts[0].by == SCHOOL
    as_office = pilot.task("2").assign(by=Actor("school", acting_for="office"))
    assert as_office.facts[0].by == Actor("school", acting_for="office")
    task = taken_to_verified_from_assigned(pilot)
    assert task.state == "verified"
    assert pilot.phase("p1").explain("present", by=SCHOOL)[-1].code == "not-office"
    assert refused(task.close, by=SCHOOL) == ["not-office"]
    assert refused(task.close, by=Actor("school", acting_for="office")) == ["no-delegation"]
    assert task.close(by=OFFICE).facts[0].by == OFFICE


def taken_to_verified_from_assigned(pilot: Pilot) -> Task:
    task = pilot.task("1")
    task.accept(by=SCHOOL)
    task.start(by=SCHOOL)
    task.report(by=SCHOOL, evidence=["paper"])
    assert "not-independent" in codes(task.explain("verify", by=OFFICE))  # it counts as the issuer, who leads
    task.verify(by=INSPECTION)
    return task


def test_what_the_issuer_answered_as_the_office_it_does_not_confirm_when_the_office_exists() -> None:
    pilot = begun()
    note = pilot.task("3").raise_feedback("x", by=SCHOOL, to="office")
    note.answer("done", by=OFFICE)
    taken_to(pilot.task("1"), "verified", SCHOOL)
    assert "answered-it" in refused(note.confirm, by=SCHOOL)
    note.confirm(by=INSPECTION)


def test_a_host_may_replace_the_policy_and_independence_still_holds() -> None:
    def anybody(situation: Situation) -> tuple[Unmet, ...]:
        return ()

    pilot = begun(policy=anybody)
    task = pilot.task("2")
    task.assign(by=LAW)
    task.accept(by=LAW)
    task.start(by=LAW)
    task.report(by=LAW, evidence=["paper"])
    assert refused(task.verify, by=SCHOOL) == ["not-independent"]
    note = task.raise_feedback("x", by=LAW)
    note.answer("done", by=LAW)
    assert refused(note.confirm, by=LAW) == ["answered-it"]
    note.confirm(by=LABOUR)
    task.verify(by=Actor("audit"))
    assert Pilot.open("small", log_of(pilot), policy=anybody).task("2").explain("maintain", by=LAW) == ()


def test_a_host_may_be_stricter_and_its_reasons_stand_beside_the_others() -> None:
    def nobody(situation: Situation) -> tuple[Unmet, ...]:
        return (Unmet("closed-today"),)

    log = open_log("memory:")
    begun(log=log)
    pilot = Pilot.open("small", log, policy=nobody)
    assert refused(pilot.task("1").close, by=OFFICE) == ["wrong-state", "closed-today"]


def test_each_lead_signs_for_itself_and_any_one_moves_the_task() -> None:
    pilot = begun()
    task = pilot.task("2")
    task.assign(by=OFFICE)
    assert task.accept(by=STAFF).entered == (("task", "2", "accepted"),)
    step = task.accept(by=LABOUR)
    assert (step.entered, [fact.type for fact in step.facts]) == ((), ["task.sign"])
    assert refused(task.accept, by=LABOUR) == ["wrong-state"]
    task.start(by=STAFF)
    task.report(by=STAFF, evidence=["ours"], parts=["list"])
    late = task.report(by=LABOUR, evidence=["theirs"], parts=["sign@law"])
    assert late.entered == ()
    record = task.record
    assert (record.accepted, record.reported) == (("staff", "labour"), ("staff", "labour"))
    assert (record.evidence, record.parts) == (("ours", "theirs"), ("list", "sign@law"))
    assert refused(task.report, by=LABOUR, evidence=["again"]) == ["wrong-state"]


def test_where_all_leads_must_report_the_last_one_moves_the_task() -> None:
    plan = small_plan()
    both = attrs.evolve(plan.tasks[1], report="all_leads")
    pilot = begun(attrs.evolve(plan, tasks=(plan.tasks[0], both)))
    task = taken_to(pilot.task("2"), "underway", STAFF)
    assert task.report(by=STAFF, evidence=["ours"]).entered == ()
    assert refused(task.report, by=STAFF, evidence=["again"]) == ["already-reported"]
    assert refused(task.report, by=LABOUR) == ["evidence-required"]
    assert task.report(by=LABOUR, evidence=["theirs"]).entered == (("task", "2", "reported"),)
    assert task.record.evidence == ("ours", "theirs")
    task.send_back(by=INSPECTION, reason="no seal")
    assert task.record.reported == ()
    assert task.report(by=STAFF, evidence=["again"]).entered == ()


def test_each_member_of_a_group_that_leads_signs_for_itself() -> None:
    plan = small_plan()
    group = attrs.evolve(
        plan.tasks[3], leads=("colleges", "towns"), report="all_leads", due=due("2023-06-30")
    )
    pilot = begun(attrs.evolve(plan, tasks=(plan.tasks[0], group)))
    task = taken_to(pilot.task("4"), "underway", LAW)
    assert task.report(by=LAW, evidence=["ours"]).entered == ()
    assert task.report(by=Actor("arts"), evidence=["theirs"]).entered == (("task", "4", "reported"),)


def test_an_outside_authority_decides_through_the_office_by_a_document() -> None:
    plan = small_plan()
    outside = tuple(attrs.evolve(u, side="up", part_of=None) if u.id == "audit" else u for u in plan.units)
    plan = attrs.evolve(plan, units=outside)
    first = attrs.evolve(plan.phases[0], gate=attrs.evolve(plan.phases[0].gate, decide=("audit",)))
    pilot = begun(
        attrs.evolve(
            plan,
            phases=(first, plan.phases[1]),
            tasks=plan.tasks[2:],
            occurrences=(),
            bodies=(plan.bodies[0], attrs.evolve(plan.bodies[1], created_by=None), plan.bodies[2]),
        )
    )
    gate = pilot.phase("p1")
    gate.present(by=OFFICE)
    through = Actor("office", acting_for="audit")
    assert refused(gate.decide, "approve", by=through) == ["no-delegation"]
    assert refused(gate.decide, "approve", by=HEAD_B) == ["not-decider"]
    assert refused(gate.decide, "approve", by=Actor("office", acting_for="district"), document="1") == [
        "no-delegation"
    ]
    assert refused(gate.decide, "approve", by=Actor("law", acting_for="audit"), document="No. 1") == [
        "no-delegation"
    ]
    step = gate.decide("approve", by=through, document="No. 1")
    assert step.facts[-1].document == "No. 1"
    assert gate.state == "passed"
