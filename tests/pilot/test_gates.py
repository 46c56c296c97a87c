"""Gates: what must be there, who decides, what an approval asks for, and how a pilot ends."""

from __future__ import annotations

from collections.abc import Callable
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

from pilotflow import Actor, Pilot, Plan, Refused
from pilotflow.plan.goals import Review
from pilotflow.plan.units import Evaluators
from pilotflow.plan.work import Gate, Requirement

HEADS = (HEAD_A, HEAD_B)
SMALL = small_plan()
FIRST, LAST = SMALL.phases
REQUIRED = (
    Requirement("report", "result"),
    Requirement("review", "yearly"),
    Requirement("evidence", "photographs"),
)


def plan(**changes: Any) -> Plan:
    """Nothing to do in the first phase, one task in the last, an office that exists."""
    bodies = tuple(attrs.evolve(body, created_by=None) for body in SMALL.bodies)
    tasks = (attrs.evolve(SMALL.tasks[2], due=due("2023-06-30")),)
    last = attrs.evolve(LAST, gate=Gate())
    return attrs.evolve(
        SMALL, **{"bodies": bodies, "tasks": tasks, "phases": (FIRST, last), "occurrences": (), **changes}
    )


def refused(call: Callable[..., object], *args: object, **given: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


def passed(pilot: Pilot, id: str, **given: Any) -> None:
    gate = pilot.phase(id)
    gate.present(by=OFFICE)
    for head in HEADS:
        gate.decide("approve", by=head, **given)


def at_the_last_gate(**changes: Any) -> Pilot:
    """The last phase is open and its task is done."""
    pilot = begun(plan(**changes))
    passed(pilot, "p1")
    pilot.phase("p2").open(by=OFFICE)
    taken_to(pilot.task("3"), "closed", LABOUR)
    return pilot


def ended(pilot: Pilot) -> Pilot:
    passed(pilot, "p2")
    return pilot


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


def test_a_phase_opens_when_those_before_it_are_passed_and_only_by_the_office() -> None:
    pilot = begun(plan())
    assert refused(pilot.phase("p2").open, by=OFFICE) == ["phase-not-passed"]
    passed(pilot, "p1")
    assert refused(pilot.phase("p2").open, by=HEAD_A) == ["not-office"]
    pilot.phase("p2").open(by=OFFICE)


def test_a_phase_may_wait_for_none_or_for_others_than_the_one_before() -> None:
    beside = attrs.evolve(FIRST, id="p1b", after=("p1",))
    last = attrs.evolve(LAST, after=("p1",), gate=Gate())
    pilot = begun(plan(phases=(FIRST, beside, last)))
    passed(pilot, "p1")
    pilot.phase("p2").open(by=OFFICE)
    assert pilot.phase("p1b").state == "pending"
    taken_to(pilot.task("3"), "closed", LABOUR)
    assert refused(pilot.phase("p2").present, by=OFFICE) == ["phase-not-passed"]  # the last waits for all


def test_tasks_wait_until_their_phase_is_open() -> None:
    pilot = begun(plan())
    assert refused(pilot.task("3").assign, by=OFFICE) == ["phase-not-open"]


def test_a_gate_is_presented_when_every_task_of_its_phase_is_done_or_cancelled() -> None:
    tasks = (SMALL.tasks[1], attrs.evolve(SMALL.tasks[3], phase="p1"))
    pilot = begun(plan(tasks=tasks))
    gate = pilot.phase("p1")
    assert refused(gate.present, by=OFFICE) == ["task-not-done", "task-not-done"]
    taken_to(pilot.task("2"), "maintained", STAFF)
    assert refused(gate.present, by=OFFICE) == ["task-not-done"]
    pilot.task("4").cancel(by=OFFICE, reason="no")
    note = pilot.task("2").raise_feedback("not so", by=LAW)
    assert refused(gate.present, by=OFFICE) == ["task-in-question"]
    note.withdraw(by=LAW, reason="it is")
    gate.present(by=OFFICE)


def test_feedback_past_its_answer_date_holds_up_the_gate_even_of_a_cancelled_task() -> None:
    pilot = begun(plan(tasks=(attrs.evolve(SMALL.tasks[3], phase="p1"),)))
    pilot.task("4").cancel(by=OFFICE, reason="no")
    note = pilot.task("4").raise_feedback("why?", by=LABOUR)
    clock_of(pilot).set("2022-12-23")
    assert pilot.phase("p1").explain("present", by=OFFICE) == ()
    clock_of(pilot).set("2022-12-24")
    assert codes(pilot.phase("p1").explain("present", by=OFFICE)) == ["answer-overdue"]
    note.answer("no money", by=STAFF)
    assert pilot.phase("p1").explain("present", by=OFFICE) == ()


def test_what_a_gate_requires_is_filed_by_those_it_concerns() -> None:
    reviews = (Review("yearly", "yearly", "Yearly", "mock", by=("arts",)),)
    roles = attrs.evolve(
        SMALL.roles, evaluators=(Evaluators("final", ("law",)), Evaluators("midterm", ("district",)))
    )
    phases = (FIRST, attrs.evolve(LAST, gate=Gate(require=REQUIRED)))
    pilot = at_the_last_gate(phases=phases, reviews=reviews, roles=roles)
    gate = pilot.phase("p2")
    assert refused(gate.present, by=OFFICE) == ["report-missing", "review-missing", "evidence-missing"]
    for what, name, able in (
        ("report", "result", (OFFICE, LABOUR)),
        ("review", "yearly", (OFFICE, LAW, Actor("arts"))),
        ("evidence", "photographs", (OFFICE, LABOUR)),
    ):
        for by in (OFFICE, LABOUR, LAW, Actor("arts"), STAFF, Actor("district")):
            reasons = codes(gate.explain("file", by=by, what=what, name=name, evidence="x"))
            assert reasons == ([] if by in able else ["not-filer"])
    gate.file("report", "result", evidence="a report", by=LABOUR)
    gate.file("review", "yearly", evidence=["85 points"], by=LAW)
    gate.file("evidence", "photographs", evidence=["one", "two"], by=OFFICE)
    assert gate.record.filed["evidence", "photographs"] == ("one", "two")
    gate.present(by=OFFICE)
    assert refused(gate.file, "report", "result", evidence="late", by=OFFICE) == ["wrong-state"]
    whole(pilot)


@pytest.mark.parametrize(
    ("what", "name", "evidence", "reasons"),
    [
        ("rumour", "result", ["x"], ["unknown-kind"]),
        ("report", "other", ["x"], ["not-required"]),
        ("report", "result", [], ["evidence-required"]),
        ("report", "result", ["x", " "], ["evidence-required"]),
        ("rumour", "result", [], ["evidence-required", "unknown-kind"]),
    ],
)
def test_only_what_a_gate_requires_is_filed(
    what: str, name: str, evidence: list[str], reasons: list[str]
) -> None:
    pilot = begun(plan(phases=(FIRST, attrs.evolve(LAST, gate=Gate(require=REQUIRED)))))
    assert refused(pilot.phase("p2").file, what, name, evidence=evidence, by=OFFICE) == reasons


def test_a_gate_may_require_a_task_and_an_occurrence() -> None:
    gate = Gate(require=(Requirement("task", "3"), Requirement("occurrence", "kick-off")))
    pilot = begun(
        plan(
            phases=(attrs.evolve(FIRST, gate=gate), LAST),
            tasks=(attrs.evolve(SMALL.tasks[2], phase=None),),
            occurrences=SMALL.occurrences,
        )
    )
    first = pilot.phase("p1")
    assert refused(first.present, by=OFFICE) == ["task-not-done", "occurrence-missing"]
    pilot.occurrence("kick-off").schedule("2022-12-09", by=OFFICE)
    assert "occurrence-missing" in refused(first.present, by=OFFICE)
    pilot.occurrence("kick-off").hold(by=OFFICE)
    taken_to(pilot.task("3"), "closed", LABOUR)
    first.present(by=OFFICE)


def test_a_task_without_a_phase_blocks_only_the_last_gate() -> None:
    pilot = begun(plan(tasks=(SMALL.tasks[3],)))
    passed(pilot, "p1")
    pilot.phase("p2").open(by=OFFICE)
    assert refused(pilot.phase("p2").present, by=OFFICE) == ["task-not-done"]


def test_each_head_decides_for_itself_and_both_must_approve() -> None:
    pilot = begun(plan())
    gate = pilot.phase("p1")
    assert refused(gate.decide, "approve", by=HEAD_A) == ["wrong-state"]
    gate.present(by=OFFICE)
    assert refused(gate.decide, "perhaps", by=HEAD_A) == ["unknown-verdict"]
    assert refused(gate.decide, "approve", by=OFFICE) == ["not-decider"]
    first = gate.decide("approve", by=HEAD_A)
    assert (first.entered, gate.state) == ((), "presented")
    assert refused(gate.decide, "approve", by=HEAD_A) == ["already-signed"]
    assert gate.decide("approve", by=HEAD_B).entered == (("phase", "p1", "passed"),)
    whole(pilot)


def test_any_rework_reopens_and_clears_what_was_signed() -> None:
    pilot = begun(plan())
    gate = pilot.phase("p1")
    gate.present(by=OFFICE)
    gate.decide("approve", by=HEAD_A)
    assert refused(gate.decide, "rework", by=HEAD_B) == ["reason-required"]
    step = gate.decide("rework", by=HEAD_B, reason="not yet")
    assert (step.entered, gate.record.signatures) == ((("phase", "p1", "open"),), {})
    gate.present(by=OFFICE)
    gate.decide("approve", by=HEAD_B)
    assert gate.state == "presented"


def test_a_head_may_change_its_verdict_until_all_agree() -> None:
    pilot = begun(plan())
    gate = pilot.phase("p1")
    gate.present(by=OFFICE)
    gate.decide("stop", by=HEAD_A, reason="no money")
    gate.decide("approve", by=HEAD_B)
    assert gate.state == "presented"
    gate.decide("approve", by=HEAD_A)
    assert gate.state == "passed"


def test_what_was_presented_may_have_come_apart_before_it_is_approved() -> None:
    pilot = at_the_last_gate()
    gate = pilot.phase("p2")
    gate.present(by=OFFICE)
    gate.decide("approve", by=HEAD_A)
    pilot.task("3").reopen(by=OFFICE, reason="not so")
    assert refused(gate.decide, "approve", by=HEAD_B) == ["task-not-done"]
    gate.decide("rework", by=HEAD_B, reason="task 3")


def test_the_conditions_of_an_approval_are_tasks_that_block_the_next_gate() -> None:
    pilot = begun(plan())
    pilot.phase("p1").present(by=OFFICE)
    asked: list[dict[str, Any]] = [
        {"title": "Find rooms", "leads": "law", "due": "2023-03-31"},
        {"title": "Find money", "leads": ["arts"], "co_units": ["law"], "phase": "p2", "due": None},
    ]
    first = pilot.phase("p1").decide("approve", by=HEAD_A, conditions=asked)
    assert first.born == ()
    assert [task.title for task in pilot.phase("p1").record.signatures["head-a"].conditions] == [
        "Find rooms",
        "Find money",
    ]
    more = {"title": "Find people", "leads": "staff"}
    step = pilot.phase("p1").decide("approve", by=HEAD_B, conditions=[more])
    assert step.born == (("task", "T1"), ("task", "T2"), ("task", "T3"))
    rooms, money = pilot.task("T1").record.task, pilot.task("T2").record.task
    assert (rooms.blocks, rooms.source, rooms.due.latest.isoformat()) == ("p2", "p1", "2023-03-31")
    assert (money.phase, money.blocks, money.co_units, money.due) == ("p2", "p2", ("law",), None)
    assert pilot.task("T3").record.task.title == "Find people"
    pilot.task("T3").cancel(by=OFFICE, reason="there are enough")
    pilot.phase("p2").open(by=OFFICE)
    taken_to(pilot.task("3"), "closed", LABOUR)
    assert refused(pilot.phase("p2").present, by=OFFICE) == ["task-not-done", "task-not-done"]
    taken_to(pilot.task("T1"), "closed", LAW)
    pilot.task("T2").cancel(by=OFFICE, reason="found")
    pilot.phase("p2").present(by=OFFICE)
    whole(pilot)


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        ({"title": "x", "leads": "law", "deu": "2023-01-01"}, ["bad-argument"]),
        ({"title": 5, "leads": "law"}, ["bad-argument"]),
        ({"title": "x", "leads": "law", "phase": ["p2"]}, ["bad-argument"]),
        ({"title": "x", "leads": "law", "due": "soon"}, ["bad-date"]),
        ({"title": " ", "leads": "nobody"}, ["title-required", "unknown-unit"]),
        ({"title": "x"}, ["lead-required"]),
        ({"title": "x", "leads": "towns"}, ["lead-required"]),
        ({"title": "x", "leads": "law", "phase": "p9"}, ["unknown-phase"]),
        ({"title": "x", "leads": "law", "blocks": "p8"}, ["no-next-gate"]),
        ({"title": "x", "leads": "law", "blocks": "p1"}, ["no-next-gate"]),
        ({"title": "x", "leads": "law", "agreement": "pair"}, ["unknown-agreement"]),
    ],
)
def test_a_condition_that_could_not_be_a_task_is_refused(asked: dict[str, Any], reasons: list[str]) -> None:
    pilot = begun(plan())
    pilot.phase("p1").present(by=OFFICE)
    assert refused(pilot.phase("p1").decide, "approve", by=HEAD_A, conditions=asked) == reasons
    assert pilot.tasks()[-1].id == "3"


def test_a_task_that_nobody_independent_could_verify_is_not_born() -> None:
    pilot = begun(plan(roles=attrs.evolve(SMALL.roles, reviewers=("inspection", "head-a"))))
    decision = pilot.record_decision("go on", by=HEAD_A)
    leads = {"leads": "district", "co_units": "audit"}
    assert refused(decision.create_task, "x", by=OFFICE, **leads) == ["no-reviewer"]
    decision.create_task("x", leads="district", by=OFFICE)


def test_conditions_come_with_an_approval_and_need_a_gate_to_block() -> None:
    pilot = at_the_last_gate()
    gate = pilot.phase("p2")
    gate.present(by=OFFICE)
    asked = {"title": "x", "leads": "law"}
    assert refused(gate.decide, "approve", by=HEAD_A, conditions=asked) == ["no-next-gate"]
    assert refused(gate.decide, "rework", by=HEAD_A, reason="x", conditions=asked) == [
        "conditions-need-approval"
    ]


def test_the_last_gate_waits_for_all_feedback_of_the_pilot_and_completes_it() -> None:
    pilot = at_the_last_gate()
    gate = pilot.phase("p2")
    gate.present(by=OFFICE)
    note = pilot.unit("law").raise_feedback("slow", by=LABOUR)
    assert refused(gate.decide, "approve", by=HEAD_A) == ["open-feedback"]
    note.withdraw(by=LABOUR, reason="x")
    gate.decide("approve", by=HEAD_A)
    step = gate.decide("approve", by=HEAD_B)
    assert step.entered == (("phase", "p2", "passed"), ("pilot", "small", "completed"))
    assert pilot.state == "completed"
    assert pilot.snapshot().ended == "2022-12-09"
    whole(pilot)


def test_a_gate_may_stop_the_pilot_when_all_agree_and_nothing_is_open() -> None:
    pilot = begun(plan(tasks=(SMALL.tasks[1], SMALL.tasks[3])))
    taken_to(pilot.task("4"), "underway", STAFF)
    taken_to(pilot.task("2"), "maintained", STAFF)
    gate = pilot.phase("p1")
    pilot.task("4").suspend(by=OFFICE, reason="wait")
    pilot.task("4").resume(by=OFFICE)
    gate.present(by=OFFICE)
    note = pilot.raise_feedback("why?", by=LABOUR)
    assert refused(gate.decide, "stop", by=HEAD_A) == ["reason-required", "open-feedback"]
    note.withdraw(by=LABOUR, reason="x")
    gate.decide("stop", by=HEAD_A, reason="no money")
    step = gate.decide("stop", by=HEAD_B, reason="no money")
    assert step.entered == (
        ("phase", "p1", "stopped"),
        ("pilot", "small", "stopped"),
        ("task", "4", "suspended"),
    )
    assert pilot.task("2").state == "maintained"
    whole(pilot)


def test_both_heads_stop_a_pilot_and_what_runs_is_suspended() -> None:
    pilot = begun(plan(tasks=SMALL.tasks[1:]))
    taken_to(pilot.task("2"), "reported", STAFF)
    assert refused(pilot.stop, by=OFFICE, reason="x") == ["not-head"]
    assert refused(pilot.stop, by=HEAD_A, reason=" ") == ["reason-required"]
    pilot.stop(by=HEAD_A, reason="no money")
    assert refused(pilot.stop, by=HEAD_A, reason="no money") == ["already-signed"]
    assert pilot.state == "running"
    step = pilot.stop(by=HEAD_B, reason="no money")
    assert step.entered == (("pilot", "small", "stopped"), ("task", "2", "suspended"))
    assert refused(pilot.task("2").resume, by=OFFICE) == ["pilot-ended"]
    whole(pilot)


def test_a_pilot_is_completed_by_its_last_gate_alone() -> None:
    assert codes(begun().explain("complete", by=HEAD_A)) == ["by-the-last-gate"]


@pytest.mark.parametrize("end", ["completed", "stopped"])
def test_what_becomes_of_an_ended_pilot_is_decided_by_both_heads(end: str) -> None:
    pilot = at_the_last_gate()
    assert refused(pilot.decide, "scale", by=HEAD_A) == ["wrong-state"]
    if end == "completed":
        ended(pilot)
    else:
        for head in HEADS:
            pilot.stop(by=head, reason="x")
    assert refused(pilot.decide, "forget", by=HEAD_A) == ["unknown-verdict"]
    assert refused(pilot.do, "pilot", "small", "decide", by=HEAD_A) == ["verdict-required"]
    assert refused(pilot.decide, "scale", by=INSPECTION) == ["not-head"]
    pilot.decide("scale", by=HEAD_A)
    pilot.decide("adapt", by=HEAD_B)
    assert pilot.snapshot().conclusion is None
    pilot.decide("adapt", by=HEAD_A)
    assert (pilot.state, pilot.snapshot().conclusion) == (end, "adapt")
    whole(pilot)


def test_an_ended_pilot_refuses_new_work() -> None:
    pilot = begun(plan(tasks=SMALL.tasks[1:3]))
    decision = pilot.record_decision("go on", by=HEAD_A)
    taken_to(pilot.task("2"), "underway", STAFF)
    for head in HEADS:
        pilot.stop(by=head, reason="x")
    for call in (
        lambda: pilot.convene("x", "2022-12-09", by=OFFICE),
        lambda: decision.create_task("x", leads="law", by=OFFICE),
        lambda: pilot.phase("p2").open(by=OFFICE),
        lambda: pilot.occurrence("quarterly.2023-q1").schedule("2023-01-10", by=OFFICE),
        lambda: pilot.phase("p2").file("report", "result", evidence="x", by=OFFICE),
        lambda: pilot.task("3").assign(by=OFFICE),
        lambda: pilot.stop(by=HEAD_A, reason="x"),
        lambda: pilot.series("regular").settle(attrs.evolve(SMALL.series[0].when), by=OFFICE),
        lambda: pilot.amend(pilot.compare(plan(title="New")), by=HEAD_A, reason="x"),
    ):
        assert {"pilot-ended", "wrong-state"} & set(refused(call))


def test_an_ended_pilot_still_takes_rechecks_lapses_and_retirements() -> None:
    pilot = begun(plan(tasks=SMALL.tasks[1:2]))
    task = taken_to(pilot.task("2"), "maintained", STAFF)
    assert refused(task.retire, by=OFFICE) == ["still-maintained"]
    passed(pilot, "p1")
    pilot.phase("p2").open(by=OFFICE)
    ended(pilot)
    task.recheck(by=INSPECTION, evidence="seen")
    step = task.lapse(by=INSPECTION, finding="agreement not kept")
    assert step.entered == (("task", "2", "underway"), ("feedback", "F1", "assigned"))
    note = pilot.feedback("F1")
    assert (note.record.text, note.record.to) == ("agreement not kept", ("staff", "labour"))
    note.answer("kept again", by=STAFF)
    note.confirm(by=INSPECTION)
    task.report(by=STAFF, evidence="kept")
    task.verify(by=INSPECTION)
    task.maintain(by=OFFICE)
    task.retire(by=OFFICE)
    assert task.state == "closed"
    whole(pilot)


def test_a_maintained_task_is_retired_early_by_a_recorded_decision() -> None:
    pilot = begun(plan(tasks=SMALL.tasks[1:2]))
    task = taken_to(pilot.task("2"), "maintained", STAFF)
    assert refused(task.retire, by=OFFICE, decision="D1") == ["unknown-decision"]
    decision = pilot.record_decision("no longer needed", by=HEAD_A)
    task.retire(by=OFFICE, decision=decision.id)


def test_without_phases_a_maintained_task_may_be_retired_at_any_time() -> None:
    bodies = tuple(attrs.evolve(body, created_by=None) for body in SMALL.bodies)
    two = attrs.evolve(SMALL.tasks[1], phase=None)
    pilot = Pilot.start(
        attrs.evolve(SMALL, phases=(), tasks=(two,), occurrences=(), bodies=bodies),
        log_of(begun(id="other")),
        by=OFFICE,
    )
    taken_to(pilot.task("2"), "maintained", STAFF).retire(by=OFFICE)


def test_the_deadline_says_whether_a_verified_task_closes_or_is_maintained() -> None:
    pilot = begun()
    one, two = taken_to(pilot.task("1"), "verified", SCHOOL), taken_to(pilot.task("2"), "verified", STAFF)
    assert refused(one.maintain, by=OFFICE) == ["not-to-be-maintained"]
    assert refused(two.close, by=OFFICE) == ["to-be-maintained"]
    one.close(by=OFFICE)
    two.maintain(by=OFFICE)


@pytest.mark.parametrize("state", ["assigned", "accepted", "underway", "reported", "verified"])
def test_a_suspended_task_goes_on_where_it_was(state: str) -> None:
    task = taken_to(begun().task("1"), state, SCHOOL)
    assert refused(task.suspend, by=OFFICE, reason="") == ["reason-required"]
    task.suspend(by=OFFICE, reason="wait")
    task.resume(by=OFFICE)
    assert task.state == state


def test_parts_are_named_for_each_member_and_an_unknown_one_is_refused() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "underway", STAFF)
    assert task.parts == ("sign@law", "sign@arts", "list")
    assert refused(task.report, by=STAFF, evidence="x", parts=["sign", "list"]) == ["unknown-part"]
    task.report(by=STAFF, evidence="x", parts=["list"])
    task.send_back(by=INSPECTION, reason="more")
    task.report(by=STAFF, evidence="x", parts=["sign@law", "list"])
    assert task.record.parts == ("list", "sign@law")


def test_a_task_does_not_block_the_gate_that_its_own_phase_waits_for() -> None:
    pilot = begun(plan())
    decision = pilot.record_decision("go on", by=HEAD_A)
    assert refused(decision.create_task, "x", leads="law", by=OFFICE, phase="p2", blocks="p1") == [
        "gate-deadlock"
    ]
    decision.create_task("x", leads="law", by=OFFICE, phase="p1", blocks="p2")


def test_a_task_led_by_an_open_group_alone_blocks_no_gate() -> None:
    open_task = attrs.evolve(SMALL.tasks[3], phase="p1", leads=("towns",))
    pilot = begun(plan(tasks=(open_task, attrs.evolve(open_task, id="5", leads=("towns", "staff")))))
    reasons = pilot.phase("p1").explain("present", by=OFFICE)
    assert [(why.code, why.id) for why in reasons] == [("task-not-done", "5")]
