"""Another plan comes into force: what it moves, what it may not touch, and who takes over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.pilot.stage import (
    HEAD_A,
    HEAD_B,
    LABOUR,
    LAW,
    OFFICE,
    SCHOOL,
    STAFF,
    begun,
    clock_of,
    log_of,
    taken_to,
)
from tests.plans import due, small_plan

from pilotflow import Actor, NotFound, Pilot, Plan, Refused
from pilotflow.plan.duties import Series
from pilotflow.plan.goals import Item, Target
from pilotflow.plan.units import Group
from pilotflow.plan.work import Gate, Part, Phase, Requirement, Task

PLAN = small_plan()


def with_task(plan: Plan, id: str, **changes: Any) -> Plan:
    return attrs.evolve(
        plan, tasks=tuple(attrs.evolve(task, **changes) if task.id == id else task for task in plan.tasks)
    )


def without_task(plan: Plan, id: str) -> Plan:
    return attrs.evolve(plan, tasks=tuple(task for task in plan.tasks if task.id != id))


def without_unit(plan: Plan, id: str, successor: str) -> Plan:
    """The plan without a unit; its work goes to the successor."""

    def moved(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(successor if each == id else each for each in ids))

    return attrs.evolve(
        plan,
        units=tuple(unit for unit in plan.units if unit.id != id),
        groups=tuple(attrs.evolve(group, members=moved(group.members)) for group in plan.groups),
        tasks=tuple(
            attrs.evolve(task, leads=moved(task.leads), co_units=moved(task.co_units)) for task in plan.tasks
        ),
    )


def amended(pilot: Pilot, plan: Plan, **given: Any) -> Any:
    """Both heads bring the plan into force; the second step."""
    difference = pilot.compare(plan, **given)
    pilot.amend(difference, by=HEAD_A, reason="new facts")
    return pilot.amend(difference, by=HEAD_B, reason="new facts")


def refusal(
    pilot: Pilot, plan: Plan, by: Actor = HEAD_A, reason: str = "new facts", **given: Any
) -> list[str]:
    before = pilot.snapshot()
    difference = pilot.compare(plan, **given)
    with pytest.raises(Refused) as caught:
        pilot.amend(difference, by=by, reason=reason)
    assert list(caught.value.reasons) == list(
        pilot.explain("amend", by=by, difference=difference, reason=reason)
    )
    assert pilot.snapshot() == before
    return list(caught.value.codes)


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


def test_a_plan_comes_into_force_when_both_heads_have_signed_the_same_difference() -> None:
    pilot = begun()
    new = with_task(PLAN, "3", due=due("2023-07-31"), title="Train more people")
    difference = pilot.compare(new)
    first = pilot.amend(difference, by=HEAD_A, reason="new facts", document="No. 2")
    assert [fact.type for fact in first.facts] == ["pilot.sign_amendment"]
    assert pilot.plan == PLAN
    with pytest.raises(Refused) as caught:
        pilot.amend(difference, by=HEAD_A, reason="again")
    assert caught.value.codes == ("already-signed",)
    second = pilot.amend(difference, by=HEAD_B, reason="new facts", document="No. 2")
    assert [fact.type for fact in second.facts] == ["pilot.sign_amendment", "pilot.amend"]
    assert pilot.plan == new
    record = pilot.task("3").record
    assert (record.due, record.revision, record.state) == (due("2023-07-31"), 1, "planned")
    whole(pilot)


def test_where_there_is_one_head_it_alone_amends() -> None:
    plan = attrs.evolve(PLAN, roles=attrs.evolve(PLAN.roles, heads=("head-a",)))
    pilot = begun(plan)
    step = pilot.amend(pilot.compare(with_task(plan, "4", title="Say it")), by=HEAD_A, reason="shorter")
    assert [fact.type for fact in step.facts] == ["pilot.sign_amendment", "pilot.amend"]


def test_a_head_that_changes_its_mind_signs_for_another_plan_and_the_first_signature_is_void() -> None:
    pilot = begun()
    one, other = (pilot.compare(with_task(PLAN, "4", title=title)) for title in ("One", "Other"))
    pilot.amend(one, by=HEAD_A, reason="x")
    pilot.amend(other, by=HEAD_A, reason="x")
    assert len(pilot.amend(one, by=HEAD_B, reason="x").facts) == 1
    pilot.amend(one, by=HEAD_A, reason="x")
    assert pilot.task("4").record.task.title == "One"


def test_an_amendment_is_for_heads_and_needs_a_reason() -> None:
    pilot = begun()
    new = with_task(PLAN, "4", title="Another")
    assert refusal(pilot, new, by=OFFICE) == ["not-head"]
    assert refusal(pilot, new, reason=" ") == ["reason-required"]
    assert refusal(pilot, PLAN) == ["no-change"]
    assert refusal(pilot, attrs.evolve(new, id="other")) == ["other-plan"]
    assert refusal(pilot, attrs.evolve(new, timezone="Europe/Berlin")) == ["other-plan"]


@pytest.mark.parametrize(
    "move",
    [
        lambda pilot: pilot.task("1").assign(by=OFFICE) and pilot.task("1").accept(by=SCHOOL),
        lambda pilot: amended(pilot, with_task(PLAN, "4", title="First")),
    ],
)
def test_a_difference_is_stale_when_the_pilot_moved_on_in_what_it_changes(
    move: Callable[[Pilot], Any],
) -> None:
    pilot = begun()
    difference = pilot.compare(with_task(PLAN, "1", leads=("staff",)))
    move(pilot)
    with pytest.raises(Refused) as caught:
        pilot.amend(difference, by=HEAD_A, reason="x")
    assert caught.value.codes == ("stale-difference",)


def test_a_difference_says_what_it_would_do_in_data_and_in_words() -> None:
    pilot = begun()
    taken_to(pilot.task("1"), "accepted", SCHOOL)
    pilot.task("2").assign(by=OFFICE)
    new = with_task(without_task(PLAN, "2"), "1", leads=("staff",))
    new = attrs.evolve(new, tasks=(*new.tasks, Task("5", "5", "Go on", leads=("law",))))
    difference = pilot.compare(new)
    told = difference.to_dict()
    assert (told["reassigned"], told["cancelled"], told["created"]) == (["1"], ["2"], ["5"])
    assert (told["edition"], told["successions"]) == (1, {})
    assert difference.text("en") != difference.text("zh")
    step = amended(pilot, new)
    assert step.left == (("task", "1", "accepted"), ("task", "2", "assigned"))
    assert step.entered == (("task", "1", "assigned"), ("task", "2", "cancelled"), ("task", "5", "planned"))
    assert step.born == (("task", "5"),)
    whole(pilot)


@pytest.mark.parametrize("state", ["assigned", "accepted", "underway", "reported", "verified"])
def test_new_leads_put_a_running_task_back_to_assigned(state: str) -> None:
    pilot = begun()
    task = taken_to(pilot.task("1"), state, SCHOOL)
    clock_of(pilot).advance(days=3)
    step = amended(pilot, with_task(PLAN, "1", leads=("staff",)))
    assert task.state == "assigned"
    assert step.entered == ((("task", "1", "assigned"),) if state != "assigned" else ())
    assert task.record.accepted == task.record.reported == ()
    assert task.record.task.leads == ("staff",)
    task.accept(by=STAFF)
    whole(pilot)


@pytest.mark.parametrize("state", ["planned", "suspended", "closed"])
def test_new_leads_leave_a_task_that_does_not_run_where_it_is(state: str) -> None:
    pilot = begun()
    task = pilot.task("1")
    if state == "suspended":
        taken_to(task, "underway", SCHOOL).suspend(by=OFFICE, reason="wait")
    elif state == "closed":
        taken_to(task, "closed", SCHOOL)
    amended(pilot, with_task(PLAN, "1", leads=("staff",)))
    assert (task.state, task.record.task.leads) == (state, ("staff",))


def test_who_led_before_the_work_began_again_may_judge_the_new_report() -> None:
    plan = attrs.evolve(PLAN, roles=attrs.evolve(PLAN.roles, reviewers=(*PLAN.roles.reviewers, "labour")))
    pilot = begun(plan)
    task = taken_to(pilot.task("2"), "reported", STAFF)
    task.suspend(by=OFFICE, reason="the leads change")
    amended(pilot, with_task(plan, "2", leads=("staff",)))
    task.resume(by=OFFICE)
    assert task.state == "assigned"
    task.accept(by=STAFF)
    task.start(by=STAFF)
    task.report(by=STAFF, evidence="paper")
    assert task.record.reported_leads == ("staff",)  # now and when it was reported: no word of labour
    assert task.explain("verify", by=LABOUR) == ()
    assert [reason.code for reason in task.explain("verify", by=STAFF)] == ["not-independent", "not-reviewer"]


def test_a_removed_task_is_cancelled_unless_it_has_ended() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "underway", STAFF)
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    taken_to(pilot.task("1"), "closed", SCHOOL)
    amended(pilot, without_task(without_task(with_office(PLAN), "2"), "1"))
    assert (task.state, task.record.extension, task.record.revision) == ("cancelled", None, 1)
    assert pilot.task("1").state == "closed"
    whole(pilot)


def with_office(plan: Plan) -> Plan:
    """The same plan with an office that no task creates."""
    return attrs.evolve(
        plan,
        bodies=tuple(
            attrs.evolve(body, created_by=None) if body.id == "office" else body for body in plan.bodies
        ),
    )


def test_a_task_with_open_feedback_is_not_removed_before_it_is_settled_or_moved() -> None:
    pilot = begun()
    note = pilot.task("4").raise_feedback("not so", by=LAW)
    assert refusal(pilot, without_task(PLAN, "4")) == ["open-feedback"]
    note.move("task", "3", by=LAW, reason="task 4 goes")
    amended(pilot, without_task(PLAN, "4"))
    assert pilot.task("4").state == "cancelled"
    assert note.record.about == ("task", "3")


def test_a_maintained_task_is_not_removed() -> None:
    pilot = begun()
    taken_to(pilot.task("2"), "maintained", STAFF)
    assert refusal(pilot, without_task(PLAN, "2")) == ["wrong-state"]


def test_an_id_is_not_used_again_for_another_task() -> None:
    pilot = begun()
    amended(pilot, without_task(PLAN, "4"))
    assert refusal(pilot, PLAN) == ["id-reused"]


def test_a_plan_whose_loop_could_not_close_is_refused() -> None:
    new = with_task(PLAN, "4", reviewers=("staff",))
    assert refusal(begun(), new) == ["plan-fault"]


FIRST, LAST = PLAN.phases


@pytest.mark.parametrize(
    ("phases", "code"),
    [
        ((LAST,), "phase-removed"),
        ((attrs.evolve(FIRST, kind="issue"), LAST), "phase-kind-changed"),
        ((attrs.evolve(FIRST, gate=Gate(decide=("head-a",))), LAST), "phase-gate-changed"),
        ((attrs.evolve(FIRST, after=("p2",)), LAST), "phase-gate-changed"),
    ],
)
def test_an_open_phase_keeps_its_place_kind_and_gate(phases: tuple[Phase, ...], code: str) -> None:
    tasks = tuple(task for task in PLAN.tasks if task.phase in (None, *(phase.id for phase in phases)))
    plan = attrs.evolve(with_office(PLAN), phases=phases, tasks=tasks)
    assert code in refusal(begun(), plan)


def test_an_open_phase_may_change_title_and_date_and_a_pending_one_may_go() -> None:
    pilot = begun()
    first = attrs.evolve(FIRST, title="Beginning", due=due("2023-01-31"))
    plan = attrs.evolve(
        PLAN,
        phases=(first,),
        tasks=tuple(attrs.evolve(task, phase="p1") for task in PLAN.tasks),
        occurrences=(),
    )
    gone = pilot.phase("p2")
    amended(pilot, plan)
    assert pilot.phase("p1").record.due == due("2023-01-31")
    assert pilot.phase("p1").record.phase.title == "Beginning"
    assert [phase.id for phase in pilot.phases()] == ["p1"]
    with pytest.raises(NotFound):
        assert gone.state
    whole(pilot)


def test_begun_phases_keep_their_order_and_new_ones_are_pending() -> None:
    three = (FIRST, attrs.evolve(FIRST, id="p0", title="Beside", after=("p1",), due=None), LAST)
    plan = attrs.evolve(with_office(PLAN), phases=three, tasks=PLAN.tasks[2:])
    pilot = begun(plan)
    pilot.phase("p1").present(by=OFFICE)
    for head in (HEAD_A, HEAD_B):
        pilot.phase("p1").decide("approve", by=head)
    pilot.phase("p0").open(by=OFFICE)
    swapped = (three[1], three[0], LAST)
    assert refusal(pilot, attrs.evolve(plan, phases=swapped)) == ["phase-order-changed"]
    more = attrs.evolve(FIRST, id="p3", title="More")
    amended(pilot, attrs.evolve(plan, phases=(*three, more)))
    assert pilot.phase("p3").state == "pending"
    assert [phase.state for phase in pilot.phases()] == ["passed", "open", "pending", "pending"]


@pytest.mark.parametrize("field", ["phase", "blocks"])
def test_a_phase_that_a_born_task_stands_in_or_blocks_is_not_removed(field: str) -> None:
    pilot = begun()
    decision = pilot.record_decision("do more", by=HEAD_A)
    decision.create_task("More", leads="law", by=OFFICE, **{field: "p2"})
    plan = attrs.evolve(
        PLAN,
        phases=(FIRST,),
        tasks=tuple(attrs.evolve(task, phase="p1") for task in PLAN.tasks),
        occurrences=(),
    )
    assert refusal(pilot, plan) == ["phase-in-use"]


def test_a_removed_unit_that_owes_is_refused_with_the_list() -> None:
    pilot = begun()
    decision = pilot.record_decision("do more", by=HEAD_A)
    decision.create_task("More", leads="law", by=OFFICE)
    pilot.task("3").raise_feedback("slow", by=STAFF, to="law")
    pilot.task("3").raise_feedback("slower", by=LAW)
    assert refusal(pilot, without_unit(PLAN, "law", "arts")) == [
        "owes-task",
        "owes-answer",
        "owes-confirmation",
        "lead-required",
    ]


def test_a_removed_unit_that_owes_nothing_may_go() -> None:
    pilot = begun()
    note = pilot.task("3").raise_feedback("slow", by=STAFF, to="law")
    note.answer("faster now", by=LAW)
    decision = pilot.record_decision("do more", by=HEAD_A)
    decision.create_task("More", leads="law", by=OFFICE).cancel(by=OFFICE, reason="no")
    amended(pilot, without_unit(PLAN, "law", "arts"))
    with pytest.raises(Refused) as caught:
        pilot.raise_feedback("still here", by=LAW)
    assert caught.value.codes == ("unknown-actor",)


def test_a_removed_decider_owes_its_signature() -> None:
    pilot = begun(attrs.evolve(with_office(PLAN), tasks=PLAN.tasks[2:]))
    pilot.phase("p1").present(by=OFFICE)
    pilot.phase("p1").decide("approve", by=HEAD_A)
    leading = attrs.evolve(PLAN.bodies[0], seats=PLAN.bodies[0].seats[:1])
    roles = attrs.evolve(PLAN.roles, heads=("head-a",), reviewers=("inspection", "office", "head-a"))
    new = attrs.evolve(
        pilot.plan, bodies=(leading, *with_office(PLAN).bodies[1:]), roles=roles, issuer="school"
    )
    assert refusal(pilot, new) == ["owes-signature"]


def test_everything_moves_to_the_successor_in_one_act() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "reported", LABOUR)
    task.accept(by=STAFF) if task.state == "underway" else None
    to_it = pilot.task("3").raise_feedback("slow", by=STAFF, to=["labour", "law"])
    from_it = pilot.task("1").raise_feedback("late", by=LABOUR)
    answered = pilot.task("4").raise_feedback("why", by=STAFF, to="labour")
    answered.answer("because", by=LABOUR)
    decision = pilot.record_decision("do more", by=HEAD_A)
    born = decision.create_task("More", leads="staff", co_units="labour", by=OFFICE)
    new = without_unit(PLAN, "labour", "district")
    step = amended(pilot, new, successors={"labour": "district"})
    assert step.left == ()  # the work goes on where it is
    assert (task.state, task.record.accepted, task.record.reported) == (
        "reported",
        ("district",),
        ("district",),
    )
    assert set(task.record.reported_leads) == {"staff", "district"}
    assert to_it.record.to == ("district", "law")
    assert from_it.record.raiser == "district"
    assert answered.record.answerers == ("district",)
    assert born.record.task.co_units == ("district",)
    whole(pilot)


def test_a_successor_must_be_known_and_the_unit_must_really_go() -> None:
    pilot = begun()
    new = without_unit(PLAN, "labour", "district")
    assert refusal(pilot, new, successors={"labour": "nobody"}) == ["unknown-unit"]
    assert "not-removed" in refusal(pilot, new, successors={"labour": "district", "law": "arts"})


def test_a_deciders_seat_may_pass_to_a_successor_while_the_gate_is_presented() -> None:
    gate = Gate(decide=("head-a", "audit"))
    plan = attrs.evolve(
        with_office(PLAN), tasks=PLAN.tasks[2:], phases=(attrs.evolve(FIRST, gate=gate), LAST)
    )
    pilot = begun(plan)
    pilot.phase("p1").present(by=OFFICE)
    new = attrs.evolve(
        plan,
        units=(*(u for u in plan.units if u.id != "audit"), attrs.evolve(plan.units[-1], id="audit-2")),
        bodies=(*plan.bodies[:2], attrs.evolve(plan.bodies[2], leads=("audit-2",))),
        phases=(attrs.evolve(FIRST, gate=Gate(decide=("head-a", "audit-2"))), LAST),
    )
    assert "owes-signature" in refusal(pilot, new)
    amended(pilot, new, successors={"audit": "audit-2"})
    pilot.phase("p1").decide("approve", by=HEAD_A)
    pilot.phase("p1").decide("approve", by=Actor("audit-2"))
    assert pilot.phase("p1").state == "passed"


def test_what_the_plan_no_longer_has_is_not_found_by_a_handle_that_was_kept() -> None:
    target = Target("t", "t", "Things", "list", items=(Item("one", "One"),))
    pilot = begun(attrs.evolve(PLAN, targets=(target,)))
    meeting, series, goal = (
        pilot.occurrence("quarterly.2023-q1"),
        pilot.series("quarterly"),
        pilot.target("t"),
    )
    held = pilot.occurrence("quarterly.2022-q4")
    held.hold(by=OFFICE)
    amended(pilot, attrs.evolve(PLAN, series=PLAN.series[1:]))
    for handle in (meeting, series, goal):
        with pytest.raises(NotFound):
            assert handle.state
    with pytest.raises(NotFound):
        assert meeting.window
    calls: tuple[Callable[[], object], ...] = (
        lambda: meeting.hold(by=OFFICE),
        lambda: series.do("settle", by=OFFICE),
        lambda: goal.tick("one", evidence="x", by=OFFICE),
    )
    for call in calls:
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.codes == ("unknown-subject",)
    assert held.state == "held"


def test_a_series_that_changes_begins_again_and_one_that_does_not_keeps_its_settled_rhythm() -> None:
    pilot = begun(
        attrs.evolve(PLAN, groups=(*PLAN.groups, Group("more", "More", "more", members=("staff",))))
    )
    monthly = attrs.evolve(PLAN.series[0].when, text="monthly", recurrence="FREQ=MONTHLY")
    pilot.series("regular").settle(monthly, by=OFFICE)
    quarterly, regular = PLAN.series
    renamed = attrs.evolve(quarterly, title="Meeting of the quarter")
    extra = Series("extra", "extra", "meeting", "Extra", monthly)
    plan = attrs.evolve(pilot.plan, series=(renamed, regular, extra))
    amended(pilot, plan)
    series = pilot.snapshot().series
    assert series["regular"].when == monthly
    assert (series["quarterly"].series.title, series["quarterly"].when) == (
        "Meeting of the quarter",
        quarterly.when,
    )
    assert series["extra"].when == monthly
    faster = attrs.evolve(regular, when=attrs.evolve(monthly, recurrence="FREQ=WEEKLY"))
    amended(pilot, attrs.evolve(plan, series=(renamed, faster, extra)))
    assert pilot.snapshot().series["regular"].when == faster.when
    assert pilot.snapshot().series["regular"].first is None
    whole(pilot)


def test_when_the_end_moves_the_windows_of_every_series_are_cut_anew() -> None:
    pilot = begun()
    longer = attrs.evolve(LAST, due=due("2024-06-30"))
    amended(pilot, attrs.evolve(PLAN, phases=(FIRST, longer)))
    assert pilot.occurrence("quarterly.2024-q2").state == "due"
    assert len(pilot.snapshot().frames) == 1


def test_an_extension_survives_an_amendment_that_leaves_the_date_alone() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "underway", STAFF)
    task.request_extension("2023-02-28", by=STAFF, reason="late")
    task.decide_extension(by=OFFICE)
    amended(pilot, with_task(PLAN, "2", title="Sign them all"))
    assert task.record.due.latest.isoformat() == "2023-02-28"
    amended(pilot, with_task(with_task(PLAN, "2", title="Sign them all"), "2", due=due("2023-03-31")))
    assert task.record.due.latest.isoformat() == "2023-03-31"


def test_an_extension_that_an_amendment_overtook_is_not_granted() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "underway", STAFF)
    task.request_extension("2023-02-28", by=STAFF, reason="late")
    amended(pilot, with_task(PLAN, "2", due=due("2023-03-31", sustain=True)))
    with pytest.raises(Refused) as caught:
        task.decide_extension(by=OFFICE)
    assert caught.value.codes == ("not-later",)
    task.decide_extension(False, by=OFFICE, reason="no longer needed")
    assert task.record.extension is None


def test_old_targets_and_dates_stay_readable_by_version() -> None:
    pilot = begun()
    amended(pilot, with_task(PLAN, "4", due=due("2023-09-30"), parts=(Part("one", "One"),)))
    editions = pilot.snapshot().editions
    assert [edition.version for edition in editions] == [1, 2]
    assert editions[0].plan.task_by_id["4"].due is None
    assert pilot.at("2022-12-09").plan.task_by_id["4"].due is not None  # known on the same day
    assert pilot.task("4").parts == ("one",)


def test_a_requirement_on_a_born_task_blocks_its_gate() -> None:
    pilot = begun()
    decision = pilot.record_decision("do more", by=HEAD_A)
    decision.create_task("More", leads="law", by=OFFICE)
    gate = attrs.evolve(LAST.gate, require=(*LAST.gate.require, Requirement("task", "T1")))
    amended(pilot, attrs.evolve(PLAN, phases=(FIRST, attrs.evolve(LAST, gate=gate))))
    assert pilot.phase("p2").explain("open", by=OFFICE)[0].code == "phase-not-passed"


def test_a_successor_that_answered_does_not_take_over_the_confirmation() -> None:
    pilot = begun()
    note = pilot.task("4").raise_feedback("why", by=LABOUR, to="law")
    note.answer("because", by=LAW)
    new = without_unit(PLAN, "labour", "law")
    assert "successor-answered" in refusal(pilot, new, successors={"labour": "law"})
    amended(pilot, without_unit(PLAN, "labour", "district"), successors={"labour": "district"})
    note.confirm(by=Actor("district"))
