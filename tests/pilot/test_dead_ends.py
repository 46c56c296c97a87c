"""Nothing a pilot may come to leaves it without a way on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
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
from tests.plans import due, small_plan

from pilotflow import Actor, Pilot, Plan, Refused, open_log
from pilotflow.plan.work import Gate, Phase, Requirement

PLAN = small_plan()
FIRST, LAST = PLAN.phases
ARTS, AUDIT = Actor("arts"), Actor("audit")
HEADS = (HEAD_A, HEAD_B)


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


def with_reviewers(plan: Plan, *ids: str) -> Plan:
    return attrs.evolve(plan, roles=attrs.evolve(plan.roles, reviewers=ids))


def with_colleges(plan: Plan, *members: str, open: bool = False) -> Plan:  # noqa: A002 - the word of a group
    """The plan with other colleges in their group, or with nobody in it yet."""
    groups = ("colleges",)
    units = (
        attrs.evolve(unit, groups=groups if unit.id in members else ()) if unit.groups == groups else unit
        for unit in plan.units
    )
    colleges = attrs.evolve(plan.groups[0], members=members, open=open)
    return attrs.evolve(plan, units=tuple(units), groups=(colleges, plan.groups[1]))


def without_labour(plan: Plan, successor: str) -> Plan:
    def moved(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(successor if id == "labour" else id for id in ids))

    return attrs.evolve(
        plan,
        units=tuple(unit for unit in plan.units if unit.id != "labour"),
        tasks=tuple(
            attrs.evolve(task, leads=moved(task.leads), co_units=moved(task.co_units)) for task in plan.tasks
        ),
    )


def amended(pilot: Pilot, plan: Plan, **given: Any) -> None:
    difference = pilot.compare(plan, **given)
    for head in HEADS:
        pilot.amend(difference, by=head, reason="new facts")


def amendment_refused(pilot: Pilot, plan: Plan, **given: Any) -> list[str]:
    return refused(pilot.amend, pilot.compare(plan, **given), by=HEAD_A, reason="new facts")


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


# A suspended task whose leads change


@pytest.mark.parametrize("state", ["assigned", "accepted", "underway", "reported", "verified"])
def test_a_suspended_task_whose_leads_changed_resumes_to_assigned_and_unsigned(state: str) -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), state, SCHOOL)
    task.suspend(by=OFFICE, reason="the leads change")
    amended(pilot, with_task(PLAN, "1", leads=("staff",)))
    assert task.state == "suspended"
    whole(pilot)
    assert task.resume(by=OFFICE).entered == (("task", "1", "assigned"),)
    assert task.record.accepted == task.record.reported == ()
    taken = task.accept(by=STAFF)
    assert taken.entered == (("task", "1", "accepted"),)
    whole(pilot)


def test_a_suspended_task_whose_leads_stay_resumes_where_it_was() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "reported", STAFF)
    task.suspend(by=OFFICE, reason="wait")
    amended(pilot, with_task(PLAN, "2", title="Sign them all", leads=("labour", "staff"), co_units=("law",)))
    assert task.resume(by=OFFICE).entered == (("task", "2", "reported"),)
    assert task.record.reported == ("staff",)


def test_a_suspended_task_of_a_unit_that_is_succeeded_resumes_where_it_was() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "reported", LABOUR)
    task.suspend(by=OFFICE, reason="wait")
    amended(pilot, without_labour(PLAN, "district"), successors={"labour": "district"})
    assert task.resume(by=OFFICE).entered == (("task", "2", "reported"),)
    assert task.record.reported == ("district",)


# Late entry


def test_an_occurrence_that_was_skipped_and_held_after_all_may_be_entered() -> None:
    pilot = begun()
    meeting = pilot.occurrence("kick-off")
    meeting.skip(by=OFFICE, reason="nobody can come")
    meeting.hold(by=OFFICE, start="2022-12-09", minutes="some came")
    assert (meeting.state, meeting.record.minutes) == ("held", "some came")
    whole(pilot)


def test_a_skipped_occurrence_that_a_gate_requires_does_not_hold_it_up_for_ever() -> None:
    first = attrs.evolve(FIRST, gate=Gate(require=(Requirement("occurrence", "kick-off"),)))
    pilot = begun(attrs.evolve(with_office(PLAN), phases=(first, LAST), tasks=PLAN.tasks[2:]))
    pilot.occurrence("kick-off").skip(by=OFFICE, reason="no room")
    assert refused(pilot.phase("p1").present, by=OFFICE) == ["occurrence-missing"]
    pilot.occurrence("kick-off").hold(by=OFFICE)
    pilot.phase("p1").present(by=OFFICE)


# All leads must report


def test_where_the_lead_that_had_not_reported_left_the_group_a_repeated_report_moves_the_task() -> None:
    plan = with_task(PLAN, "4", leads=("colleges",), report="all_leads")
    pilot = begun(plan)
    task = taken_to(pilot.task("4"), "underway", LAW)
    assert task.report(by=LAW, evidence=["ours"]).entered == ()
    assert refused(task.report, by=LAW, evidence=["again"]) == ["already-reported"]
    amended(pilot, with_colleges(plan, "law"))
    assert task.state == "underway"
    assert refused(task.report, by=LAW) == ["evidence-required"]
    assert task.report(by=LAW, evidence=["again"]).entered == (("task", "4", "reported"),)
    whole(pilot)
    task.verify(by=INSPECTION)


def test_where_the_lead_that_had_not_reported_was_succeeded_a_repeated_report_moves_the_task() -> None:
    plan = with_task(PLAN, "2", report="all_leads")
    pilot = begun(plan)
    task = taken_to(pilot.task("2"), "underway", STAFF)
    task.report(by=STAFF, evidence=["ours"])
    amended(pilot, without_labour(plan, "staff"), successors={"labour": "staff"})
    assert task.report(by=STAFF, evidence=["again"]).entered == (("task", "2", "reported"),)
    whole(pilot)


def test_who_joins_the_group_has_to_report_too() -> None:
    plan = with_colleges(with_task(PLAN, "4", leads=("colleges",), report="all_leads"), "law")
    pilot = begun(plan)
    task = taken_to(pilot.task("4"), "underway", LAW)
    amended(pilot, with_colleges(plan, "law", "arts"))
    assert task.report(by=LAW, evidence=["ours"]).entered == ()
    assert refused(task.report, by=LAW, evidence=["again"]) == ["already-reported"]
    assert task.report(by=ARTS, evidence=["theirs"]).entered == (("task", "4", "reported"),)


# Somebody can always verify


def test_after_the_leads_changed_sides_those_of_the_old_side_may_verify() -> None:
    plan = with_reviewers(
        with_task(with_task(PLAN, "2", reviewers=("inspection",)), "3", reviewers=("inspection",)),
        "head-a",
        "head-b",
    )
    pilot = begun(plan)
    task = taken_to(pilot.task("4"), "reported", STAFF)
    amended(pilot, with_task(plan, "4", leads=("labour",)))
    task.accept(by=LABOUR)
    task.start(by=LABOUR)
    task.report(by=LABOUR, evidence=["ours"])
    assert refused(task.verify, by=HEAD_A) == ["not-independent"]
    task.verify(by=HEAD_B)


def test_after_each_report_for_a_lead_somebody_independent_may_verify() -> None:
    plan = with_task(PLAN, "4", reviewers=("inspection", "head-a"))
    pilot = begun(plan)
    for agent in ("audit", "labour"):
        pilot.delegate(agent, by=STAFF)
    task = taken_to(pilot.task("4"), "underway", STAFF)
    for agent, other in (("audit", HEAD_A), ("labour", INSPECTION), ("audit", HEAD_A)):
        task.report(by=Actor(agent, acting_for="staff"), evidence=["paper"])
        assert task.explain("verify", by=other) == ()
        task.send_back(by=other, reason="no seal")


def test_agents_of_two_leads_do_not_between_them_leave_nobody_to_verify() -> None:
    city = attrs.evolve(PLAN.units[-1], id="city", side=None, part_of=None)
    plan = with_task(
        attrs.evolve(PLAN, units=(*PLAN.units, city)),
        "2",
        reviewers=("inspection", "city"),
        report="all_leads",
    )
    pilot = begun(plan)
    pilot.delegate("audit", by=STAFF)
    pilot.delegate("city", by=LABOUR)
    task = taken_to(pilot.task("2"), "underway", STAFF)
    task.report(by=Actor("audit", acting_for="staff"), evidence=["ours"])
    through = Actor("city", acting_for="labour")
    assert refused(task.report, by=through, evidence=["theirs"]) == ["no-reviewer-left"]
    task.report(by=LABOUR, evidence=["theirs"])
    task.verify(by=Actor("city"))


# Born tasks


def test_an_amendment_does_not_take_the_last_independent_reviewer_from_a_born_task() -> None:
    pilot = begun()
    decision = pilot.record_decision("go on", by=HEAD_A)
    task = decision.create_task("More", leads="district", co_units="audit", by=OFFICE)
    fewer = with_reviewers(PLAN, "inspection", "head-a")
    assert amendment_refused(pilot, fewer) == ["no-reviewer"]
    task.cancel(by=OFFICE, reason="given up")
    amended(pilot, fewer)


@pytest.mark.parametrize("how", ["open", "gone"])
def test_an_amendment_does_not_leave_a_born_task_without_a_lead_that_can_sign(how: str) -> None:
    pilot = begun()
    decision = pilot.record_decision("go on", by=HEAD_A)
    task = decision.create_task("More", leads="colleges", by=OFFICE)
    nobody = with_colleges(PLAN, open=True)
    if how == "gone":
        nobody = attrs.evolve(
            with_task(nobody, "2", parts=()), groups=PLAN.groups[1:], series=PLAN.series[:1]
        )
    assert amendment_refused(pilot, nobody) == ["lead-required"]
    taken_to(task, "closed", LAW)
    amended(pilot, nobody)


def office_of(*leads: str) -> Plan:
    """A task creates an office with these leads, and the office alone reviews what is born."""
    tasks = tuple(attrs.evolve(task, reviewers=("inspection",)) for task in PLAN.tasks)
    plan = with_office(attrs.evolve(PLAN, tasks=tasks), created_by="1", leads=leads)
    return with_reviewers(plan, "office")


@pytest.mark.parametrize(
    ("leads", "able"),
    [
        ("labour", False),  # independent of the office now, when it counts as the school; not later
        ("law", False),  # independent of it later, and not now
        ("audit", True),
    ],
)
def test_a_task_is_born_only_where_it_can_be_verified_before_the_office_exists_and_after(
    leads: str, able: bool
) -> None:
    pilot = begun(office_of("labour"))
    decision = pilot.record_decision("go on", by=HEAD_A)
    call = pilot.ask("task", "", "create", decision=decision.id, title="More", leads=leads, by=OFFICE)
    assert codes(call) == ([] if able else ["no-reviewer"])


def test_the_condition_of_a_gate_can_be_verified_before_the_office_exists_and_after() -> None:
    plan = office_of("labour")
    pilot = begun(attrs.evolve(plan, tasks=(attrs.evolve(plan.tasks[0], phase="p2"),)))
    gate = pilot.phase("p1")
    gate.present(by=OFFICE)
    asked: Any = {"title": "More", "leads": "labour"}
    assert refused(gate.decide, "approve", by=HEAD_A, conditions=asked) == ["no-reviewer"]


# Gates


@pytest.mark.parametrize("how", ["phase", "blocks", "required"])
def test_a_task_led_by_an_open_group_alone_holds_up_no_gate(how: str) -> None:
    required = (Requirement("task", "4"),) if how == "required" else ()
    stands = {} if how == "required" else {how: "p1"}
    plan = with_task(PLAN, "4", leads=("towns",), co_units=("law",), **stands)
    first = attrs.evolve(FIRST, gate=Gate(require=required))
    pilot = begun(attrs.evolve(with_office(plan), phases=(first, LAST), tasks=plan.tasks[3:]))
    pilot.phase("p1").present(by=OFFICE)
    assert pilot.phase("p1").state == "presented"


def test_a_task_led_by_an_open_group_alone_holds_up_not_even_the_last_gate() -> None:
    plan = with_task(PLAN, "4", leads=("towns",))
    alone = attrs.evolve(LAST, gate=Gate())
    pilot = begun(
        attrs.evolve(with_office(plan), phases=(attrs.evolve(alone, id="p1"),), tasks=plan.tasks[3:])
    )
    pilot.phase("p1").present(by=OFFICE)
    for head in HEADS:
        pilot.phase("p1").decide("approve", by=head)
    assert pilot.state == "completed"


def test_a_task_that_an_open_group_leads_with_somebody_else_holds_up_its_gate() -> None:
    plan = with_task(PLAN, "4", leads=("towns", "staff"), phase="p1")
    pilot = begun(attrs.evolve(with_office(plan), tasks=plan.tasks[3:]))
    assert refused(pilot.phase("p1").present, by=OFFICE) == ["task-not-done"]


def at_the_first_gate(*phases: Phase) -> Pilot:
    """The first of several gates is presented; nothing is to be done before it."""
    tasks = (attrs.evolve(PLAN.tasks[2], due=due("2023-06-30")),)
    pilot = begun(attrs.evolve(with_office(PLAN), phases=phases or (FIRST, LAST), tasks=tasks))
    pilot.phase("p1").present(by=OFFICE)
    return pilot


ROOMS: Any = {"title": "Find rooms", "leads": "law"}
MONEY: Any = {"title": "Find money", "leads": "arts"}


def born(pilot: Pilot) -> list[tuple[str, str]]:
    tasks = (task.record.task for task in pilot.tasks() if task.id.startswith("T"))
    return [(task.id, task.title) for task in tasks]


def test_the_conditions_of_an_approval_become_tasks_when_the_gate_is_passed_and_not_before() -> None:
    pilot = at_the_first_gate()
    gate = pilot.phase("p1")
    assert gate.decide("approve", by=HEAD_A, conditions=ROOMS).born == ()
    assert born(pilot) == []
    step = gate.decide("approve", by=HEAD_B, conditions=MONEY)
    assert step.born == (("task", "T1"), ("task", "T2"))
    assert born(pilot) == [("T1", "Find rooms"), ("T2", "Find money")]
    assert {task.record.task.blocks for task in pilot.tasks() if task.id.startswith("T")} == {"p2"}
    whole(pilot)


def test_a_condition_that_is_asked_again_after_rework_becomes_one_task() -> None:
    pilot = at_the_first_gate()
    gate = pilot.phase("p1")
    gate.decide("approve", by=HEAD_A, conditions=ROOMS)
    gate.decide("rework", by=HEAD_B, reason="not yet")
    gate.present(by=OFFICE)
    gate.decide("approve", by=HEAD_A, conditions=ROOMS)
    gate.decide("approve", by=HEAD_B)
    assert born(pilot) == [("T1", "Find rooms")]
    whole(pilot)


def test_who_takes_an_approval_back_takes_its_conditions_back() -> None:
    pilot = at_the_first_gate()
    gate = pilot.phase("p1")
    gate.decide("approve", by=HEAD_A, conditions=ROOMS)
    gate.decide("stop", by=HEAD_A, reason="no rooms")
    gate.decide("approve", by=HEAD_B, conditions=MONEY)
    gate.decide("approve", by=HEAD_A)
    assert born(pilot) == [("T1", "Find money")]


def test_a_task_born_meanwhile_and_a_condition_do_not_get_the_same_id() -> None:
    pilot = at_the_first_gate()
    pilot.phase("p1").decide("approve", by=HEAD_A, conditions=ROOMS)
    decision = pilot.record_decision("go on", by=HEAD_A)
    decision.create_task("Find chairs", leads="law", by=OFFICE)
    pilot.phase("p1").decide("approve", by=HEAD_B)
    assert born(pilot) == [("T1", "Find chairs"), ("T2", "Find rooms")]
    whole(pilot)


def test_a_condition_blocks_neither_the_gate_just_passing_nor_one_that_is_passed() -> None:
    middle = attrs.evolve(FIRST, id="p1b")
    pilot = at_the_first_gate(FIRST, middle, LAST)
    gate = pilot.phase("p1")
    assert refused(gate.decide, "approve", by=HEAD_A, conditions=ROOMS | {"blocks": "p1"}) == ["no-next-gate"]
    for head in HEADS:
        gate.decide("approve", by=head)
    second = pilot.phase("p1b")
    second.open(by=OFFICE)
    second.present(by=OFFICE)
    for passed in ("p1", "p1b"):
        asked = [MONEY, ROOMS | {"blocks": passed}]
        assert refused(second.decide, "approve", by=HEAD_A, conditions=asked) == ["no-next-gate"]
    second.decide("approve", by=HEAD_A, conditions=ROOMS | {"blocks": "p2"})


def test_a_condition_whose_lead_is_gone_before_the_gate_is_passed_does_not_become_a_task() -> None:
    pilot = at_the_first_gate()
    gate = pilot.phase("p1")
    gate.decide("approve", by=HEAD_A, conditions=MONEY)
    closed = with_colleges(
        attrs.evolve(pilot.plan, units=tuple(unit for unit in pilot.plan.units if unit.id != "arts")), "law"
    )
    with suppress(Refused):  # the amendment or the last signature, and both say why
        amended(pilot, closed)
        gate.decide("approve", by=HEAD_B)
    known = pilot.plan.kinship.knows
    assert all(known(lead) for task in pilot.tasks() for lead in task.record.task.leads)


def test_a_condition_of_a_phase_that_waits_for_the_gate_it_blocks_is_refused() -> None:
    middle = attrs.evolve(FIRST, id="p1b")
    gate = at_the_first_gate(FIRST, middle, LAST).phase("p1")
    waiting: tuple[dict[str, str], ...] = ({"phase": "p2"}, {"phase": "p2", "blocks": "p1b"})
    for asked in waiting:
        reasons = refused(gate.decide, "approve", by=HEAD_A, conditions=ROOMS | asked)
        assert reasons == ["gate-deadlock"]
    gate.decide("approve", by=HEAD_A, conditions=ROOMS | {"phase": "p2", "blocks": "p2"})
    gate.decide("approve", by=HEAD_B, conditions=MONEY | {"phase": "p1b", "blocks": "p2"})


def test_a_task_of_a_decision_that_would_block_the_gate_its_phase_waits_for_is_refused() -> None:
    decision = begun().record_decision("go on", by=HEAD_A)
    more: Any = {"title": "More", "leads": "law", "by": OFFICE}
    assert refused(decision.create_task, phase="p2", blocks="p1", **more) == ["gate-deadlock"]
    decision.create_task(phase="p1", blocks="p2", **more)
    decision.create_task(phase="p1", blocks="p1", **more)


# What an amendment does to the office and to signatures


def test_an_office_that_needs_no_task_any_more_exists() -> None:
    pilot = begun()
    amended(pilot, with_office(PLAN))
    assert pilot.snapshot().office_exists
    assert pilot.task("1").assign(by=OFFICE).facts[0].by == OFFICE
    assert refused(pilot.task("2").assign, by=SCHOOL) == ["not-office"]
    whole(pilot)


@pytest.mark.parametrize("state", ["verified", "maintained"])
def test_an_office_created_by_a_task_that_was_verified_before_exists(state: str) -> None:
    pilot = begun()
    taken_to(pilot.task("2"), state, STAFF)
    assert not pilot.snapshot().office_exists
    amended(pilot, with_office(PLAN, created_by="2"))
    assert pilot.snapshot().office_exists
    whole(pilot)


def test_an_office_created_by_another_task_exists_once_that_one_is_verified() -> None:
    pilot = begun()
    amended(pilot, with_office(PLAN, created_by="4"))
    taken_to(pilot.task("1"), "verified", SCHOOL)
    assert not pilot.snapshot().office_exists
    taken_to(pilot.task("4"), "verified", STAFF)
    assert pilot.snapshot().office_exists
    whole(pilot)


def test_one_heads_wish_to_stop_does_not_outlive_an_amendment() -> None:
    pilot = begun()
    pilot.stop(by=HEAD_A, reason="no money")
    amended(pilot, with_task(PLAN, "4", title="Say it"))
    assert pilot.snapshot().pilot_signatures == {}
    pilot.stop(by=HEAD_B, reason="no money")
    assert pilot.state == "running"
    whole(pilot)
    pilot.stop(by=HEAD_A, reason="no money")
    assert pilot.state == "stopped"


# What a host may hand in


def test_the_id_of_an_actor_stands_for_the_actor() -> None:
    office: Any = "office"
    pilot = begun()
    assert pilot.task("4").explain("cancel", by=office, reason="x") == ()
    assert pilot.task("4").assign(by=office, key="k").facts[0].by == Actor("school", acting_for="office")
    assert pilot.task("4").assign(by=OFFICE, key="k").entered == (("task", "4", "assigned"),)
    law: Any = "law"
    assert pilot.task("4").raise_feedback("slow", by=law).record.raiser == "law"
    assert pilot.do("decision", "", "record", by=office, text="go on").born == (("decision", "D1"),)
    assert pilot.ask("decision", "", "record", by=office, text="go on") == ()
    assert pilot.task("4").options(by=office)["close"] != ()
    assert refused(pilot.task("4").close, by="nobody") == ["unknown-actor"]
    whole(pilot)


def test_a_pilot_is_started_by_an_actor_or_the_id_of_one_and_by_nothing_else() -> None:
    office: Any = "office"
    pilot = Pilot.start(PLAN, open_log("memory:"), by=office)
    assert pilot.facts()[0].by == Actor("school", acting_for="office")
    for nobody in NOBODY:
        assert refused(Pilot.start, PLAN, open_log("memory:"), by=nobody) == ["unknown-actor"]


NOBODY: tuple[Any, ...] = (None, 5, b"office", ("office",), object(), {"unit": "office"})


@pytest.mark.parametrize("nobody", NOBODY)
def test_what_is_no_actor_is_refused_as_unknown(nobody: Any) -> None:
    pilot = begun()
    before = pilot.snapshot()
    task = pilot.task("1")
    assert refused(task.assign, by=nobody) == ["unknown-actor"]
    assert refused(task.assign, by=nobody, reason="x", key="k") == ["unknown-actor"]
    assert refused(task.raise_feedback, "slow", by=nobody) == ["unknown-actor"]
    assert refused(pilot.do, "decision", "", "record", by=nobody, text="go on") == ["unknown-actor"]
    assert codes(task.explain("assign", by=nobody)) == ["unknown-actor"]
    assert {code for found in task.options(by=nobody).values() for code in codes(found)} == {"unknown-actor"}
    assert codes(pilot.explain("stop", by=nobody, reason="x")) == ["unknown-actor"]
    assert pilot.snapshot() == before


def test_asking_says_that_an_actor_is_unknown_and_raises_nothing() -> None:
    pilot = begun()
    for nobody in NOBODY:
        assert codes(pilot.ask("decision", "", "record", by=nobody, text="go on")) == ["unknown-actor"]


@pytest.mark.parametrize("day", ["x", "2022-13-01", "2022-12", "", 5, object()])
def test_a_day_that_is_none_is_refused(day: Any) -> None:
    pilot = begun()
    clock_of(pilot).advance(days=1)
    for look in (
        lambda: pilot.at(day),
        lambda: pilot.at("2022-12-09").at(day),
        lambda: pilot.progress(on=day),
        lambda: pilot.status(on=day),
        lambda: pilot.agenda(day, "2022-12-31"),
        lambda: pilot.agenda("2022-12-01", day),
        lambda: pilot.feed(on=day),
        lambda: pilot.occurrences(day, "2022-12-31"),
    ):
        assert refused(look) == ["bad-argument"]


def test_a_condition_is_not_born_to_block_a_gate_that_has_been_passed_meanwhile() -> None:
    left, right = (attrs.evolve(FIRST, id=id, after=("p1",)) for id in ("p1b", "p1c"))
    pilot = at_the_first_gate(FIRST, left, right, attrs.evolve(LAST, after=("p1b", "p1c")))
    for head in HEADS:
        pilot.phase("p1").decide("approve", by=head)
    for id in ("p1b", "p1c"):
        pilot.phase(id).open(by=OFFICE)
        pilot.phase(id).present(by=OFFICE)
    pilot.phase("p1b").decide("approve", by=HEAD_A, conditions=ROOMS | {"blocks": "p2"})
    pilot.phase("p1b").decide("rework", by=HEAD_B, reason="once more")
    pilot.phase("p1c").decide("rework", by=HEAD_B, reason="once more")
    pilot.phase("p1b").present(by=OFFICE)
    pilot.phase("p1b").decide("approve", by=HEAD_A, conditions=ROOMS | {"blocks": "p1c"})
    pilot.phase("p1c").present(by=OFFICE)
    for head in HEADS:
        pilot.phase("p1c").decide("approve", by=head)
    assert refused(pilot.phase("p1b").decide, "approve", by=HEAD_B) == ["no-next-gate"]
    assert born(pilot) == []
