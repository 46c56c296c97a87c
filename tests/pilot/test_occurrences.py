"""Meetings and other duties: windows, days, what was held, what was decided, and what is born from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from tests.pilot.stage import (
    HEAD_A,
    INSPECTION,
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

from pilotflow import Actor, Deadline, NotFound, Pilot, Refused
from pilotflow.plan.duties import Agreement
from pilotflow.plan.goals import Item, Target

PLAN = small_plan()
MONTHLY = Deadline("monthly", recurrence="FREQ=MONTHLY")


def refused(call: Callable[..., object], *args: object, **given: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **given)
    return list(caught.value.codes)


def whole(pilot: Pilot) -> None:
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


def test_an_occurrence_is_a_window_until_a_day_is_fixed() -> None:
    meeting = begun().occurrence("quarterly.2023-q1")
    assert (meeting.state, meeting.record) == ("due", None)
    assert meeting.window == (date(2023, 1, 1), date(2023, 3, 31))
    meeting.schedule(
        "2023-03-02T14:00", end=datetime.fromisoformat("2023-03-02T16:00"), place="Hall 1", by=HEAD_A
    )
    record = meeting.record
    assert (record.state, record.start, record.end, record.place) == (
        "scheduled",
        "2023-03-02T14:00",
        "2023-03-02T16:00",
        "Hall 1",
    )


def test_a_day_is_fixed_within_the_window_and_moved_with_a_reason() -> None:
    pilot = begun()
    meeting = pilot.occurrence("quarterly.2023-q1")
    assert refused(meeting.schedule, "2023-04-01", by=OFFICE) == ["outside-window"]
    assert [why.code for why in meeting.explain("schedule", by=OFFICE)] == ["start-required"]
    meeting.schedule("2023-03-02", end="2023-03-03", place="Hall 1", by=OFFICE)
    assert refused(meeting.move, "2023-04-05", by=OFFICE, reason="") == ["reason-required"]
    meeting.move("2023-04-05", by=OFFICE, reason="rain")
    record = meeting.record
    assert (record.start, record.end, record.place, record.moves) == ("2023-04-05", None, "Hall 1", 1)
    assert record.revision == 2
    whole(pilot)


def test_nothing_is_held_before_its_day() -> None:
    pilot = begun()
    meeting = pilot.occurrence("quarterly.2023-q1")
    meeting.schedule("2023-03-02", by=OFFICE)
    assert refused(meeting.hold, by=OFFICE) == ["not-yet-held"]
    assert refused(meeting.hold, start="2023-03-01", by=OFFICE) == ["not-yet-held"]
    clock_of(pilot).set("2023-03-02")
    meeting.hold(by=OFFICE)
    assert meeting.state == "held"
    assert refused(meeting.hold, by=OFFICE) == ["wrong-state"]


def test_what_was_held_keeps_attendance_minutes_evidence_and_decisions() -> None:
    pilot = begun()
    step = pilot.occurrence("kick-off").hold(
        by=OFFICE,
        attendance={"law": 3, "school": 0},
        minutes="we began",
        evidence="a photograph",
        decisions=["begin", "meet again"],
    )
    record = pilot.occurrence("kick-off").record
    assert (record.start, record.minutes, record.evidence) == ("2022-12-09", "we began", ("a photograph",))
    assert step.born == (("decision", "D1"), ("decision", "D2"))
    assert [pilot.decision(id).record.occurrence for id in ("D1", "D2")] == ["kick-off", "kick-off"]
    assert (pilot.decision("D2").state, pilot.decision("D2").record.text) == ("taken", "meet again")
    assert pilot.decision("D1").triggers() == ()
    whole(pilot)


@pytest.mark.parametrize(
    ("attendance", "code"),
    [({"nobody": 3}, "unknown-unit"), ({"law": -1}, "bad-count"), ({"law": True}, "bad-argument")],
)
def test_heads_are_counted_by_units_of_the_plan(attendance: dict[str, int], code: str) -> None:
    assert refused(begun().occurrence("kick-off").hold, by=OFFICE, attendance=attendance) == [code]


def test_what_nobody_held_is_missed_when_its_window_is_over_and_may_be_entered_late() -> None:
    pilot = begun()
    meeting = pilot.occurrence("quarterly.2022-q4")
    clock_of(pilot).set("2022-12-31")
    assert refused(meeting.miss, by=OFFICE) == ["window-not-over"]
    clock_of(pilot).set("2023-01-01")
    assert refused(meeting.miss, by=HEAD_A) == ["not-office"]
    meeting.miss(by=OFFICE)
    assert meeting.state == "missed"
    meeting.hold(by=OFFICE, start="2022-12-30", effective="2022-12-30", minutes="it was held after all")
    assert (meeting.state, meeting.record.start) == ("held", "2022-12-30")


def test_a_day_that_was_fixed_and_passed_is_missed_though_the_window_is_not_over() -> None:
    pilot = begun()
    meeting = pilot.occurrence("quarterly.2023-q1")
    meeting.schedule("2023-01-10", by=OFFICE)
    clock_of(pilot).set("2023-01-11")
    meeting.miss(by=OFFICE)


def test_one_time_may_be_left_out_by_the_office_with_a_reason() -> None:
    meeting = begun().occurrence("quarterly.2023-q1")
    assert refused(meeting.skip, by=OFFICE, reason=" ") == ["reason-required"]
    assert refused(meeting.skip, by=HEAD_A, reason="holiday") == ["not-office"]
    meeting.skip(by=OFFICE, reason="holiday")
    assert (meeting.state, meeting.record.revision) == ("skipped", 1)


def test_a_duty_is_entered_by_the_office_its_body_its_units_and_its_parties() -> None:
    pair = Agreement("pair", "pair", "pairing", "A pair", parties=("labour", "law"))
    regular = attrs.evolve(PLAN.series[1], for_each="agreements", when=MONTHLY)
    colleges = attrs.evolve(PLAN.series[1], id="colleges-meet", when=MONTHLY)
    staffed = attrs.evolve(
        PLAN.series[1], id="staffed", for_each=None, units=("staff", "colleges"), when=MONTHLY
    )
    audited = attrs.evolve(staffed, id="audited", units=(), body="inspection")
    pilot = begun(
        attrs.evolve(PLAN, agreements=(pair,), series=(PLAN.series[0], regular, colleges, staffed, audited))
    )
    for id, able in (
        ("quarterly.2023-q1", ("office", "head-a", "head-b", "leading-group")),
        ("regular@pair.2023-05", ("office", "labour", "law")),
        ("colleges-meet@law.2023-05", ("office", "law")),
        ("staffed.2023-05", ("office", "staff", "law", "arts")),
        ("audited.2023-05", ("office", "inspection", "audit")),
        ("kick-off", ("office",)),
    ):
        meeting = pilot.occurrence(id)
        start = meeting.window[0]
        for unit in (
            "office",
            "head-a",
            "head-b",
            "leading-group",
            "labour",
            "law",
            "arts",
            "staff",
            "inspection",
            "audit",
        ):
            reasons = [why.code for why in meeting.explain("schedule", by=Actor(unit), start=start)]
            assert (reasons == []) is (unit in able), (id, unit, reasons)


def test_a_meeting_that_nobody_foresaw_is_called() -> None:
    pilot = begun()
    meeting = pilot.convene(
        "Talk",
        date(2022, 12, 20),
        by=OFFICE,
        kind="training",
        body="leading-group",
        units="law",
        place="Hall 1",
    )
    assert (meeting.id, meeting.state, meeting.window) == ("O1", "scheduled", (date(2022, 12, 20),) * 2)
    duty = meeting.record.duty
    assert (duty.kind, duty.body, duty.units, duty.place) == ("training", "leading-group", ("law",), "Hall 1")
    assert pilot.convene("Talk again", "2022-12-21T09:00", by=OFFICE, end="2022-12-21T10:00").id == "O2"
    whole(pilot)


def test_a_call_that_says_too_little_is_refused_with_every_reason() -> None:
    pilot = begun()
    born = {"kind": "party", "body": "nobody", "units": ["law", "nothing"]}
    assert refused(pilot.do, "occurrence", "", "convene", by=OFFICE, title=" ", **born) == [
        "title-required",
        "start-required",
        "unknown-kind",
        "unknown-unit",
    ]
    assert refused(pilot.convene, "Talk", "2022-12-20", by=LAW) == ["not-office"]


def test_occurrences_are_listed_by_span_and_state_foreseen_and_entered() -> None:
    pilot = begun()
    pilot.occurrence("quarterly.2023-q1").schedule("2023-03-02", by=OFFICE)
    pilot.convene("Talk", "2023-02-01", by=OFFICE)

    def ids(*span: str, **state: str) -> set[str]:
        return {each.id for each in pilot.occurrences(*span, **state)}

    assert ids("2023-01-01", "2023-03-31") == {"kick-off", "quarterly.2023-q1", "O1"} - {"kick-off"}
    assert ids(state="scheduled") == {"quarterly.2023-q1", "O1"}
    assert "quarterly.2023-q4" in ids()
    assert ids("2023-12-31", "2023-12-31") == {"quarterly.2023-q4"}
    assert ids("2022-12-10", "2022-12-10") >= {"kick-off", "quarterly.2022-q4"}


def test_an_open_cadence_yields_no_dates_until_a_decision_settles_it() -> None:
    pilot = begun()
    series = pilot.series("regular")
    assert series.state == "open"
    with pytest.raises(NotFound):
        pilot.occurrence("regular@law.2023-05")
    assert refused(series.settle, Deadline("now and then"), by=OFFICE) == ["cadence-required"]
    assert refused(series.settle, MONTHLY, by=LAW) == ["not-office"]
    series.settle(MONTHLY, by=OFFICE)
    assert series.state == "settled"
    assert pilot.occurrence("regular@law.2023-05").state == "due"
    assert refused(series.settle, MONTHLY, by=OFFICE) == ["cadence-settled"]
    whole(pilot)


def test_a_decision_is_recorded_by_the_office_or_a_head_for_what_was_held() -> None:
    pilot = begun()
    assert refused(pilot.record_decision, " ", by=OFFICE) == ["text-required"]
    assert refused(pilot.record_decision, "go on", by=LAW) == ["not-office"]
    assert refused(pilot.record_decision, "go on", by=OFFICE, occurrence="kick-off") == ["not-held"]
    pilot.occurrence("kick-off").hold(by=OFFICE)
    decision = pilot.record_decision("go on", by=HEAD_A, occurrence="kick-off", document="No. 4")
    assert (decision.id, decision.record.occurrence) == ("D1", "kick-off")


def test_a_decision_becomes_a_task_that_runs_to_its_end() -> None:
    pilot = begun()
    decision = pilot.record_decision("train them", by=HEAD_A)
    task = decision.create_task(
        "Train", leads="law", by=OFFICE, due="2023-05-31", co_units=["arts"], text="all of them", phase="p1"
    )
    assert (task.id, task.state, decision.record.tasks) == ("T1", "planned", ("T1",))
    planned = task.record.task
    assert (planned.source, planned.co_units, planned.text, planned.phase) == (
        "D1",
        ("arts",),
        "all of them",
        "p1",
    )
    for number, given in ((2, date(2023, 6, 30)), (3, due("2023-06-30"))):
        assert decision.create_task("Again", leads=["law"], by=OFFICE, due=given).id == f"T{number}"
        assert pilot.task(f"T{number}").record.due.latest == date(2023, 6, 30)
    taken_to(task, "closed", LAW)
    assert refused(decision.create_task, "x", leads="law", by=LAW) == ["not-office"]
    assert refused(pilot.do, "task", "", "create", by=OFFICE, title="x", leads="law") == ["unknown-decision"]
    whole(pilot)


def test_the_named_things_of_a_list_are_ticked_one_by_one() -> None:
    target = Target(
        "t", "t", "Things", "list", items=(Item("one", "One"), Item("two", "Two")), served_by=("2", "gone")
    )
    pilot = begun(attrs.evolve(PLAN, targets=(target,)))
    goal = pilot.target("t")
    assert refused(goal.do, "tick", evidence="x", by=OFFICE) == ["item-required"]
    assert refused(goal.tick, "three", evidence="x", by=OFFICE) == ["unknown-item"]
    assert refused(goal.tick, "one", evidence=[], by=OFFICE) == ["evidence-required"]
    assert refused(goal.tick, "one", evidence="x", by=LAW) == ["not-server"]
    goal.tick("one", evidence="x", by=STAFF)
    assert goal.state == "open"
    assert refused(goal.tick, "one", evidence="x", by=OFFICE) == ["already-ticked"]
    goal.tick("two", evidence="x", by=OFFICE)
    assert (goal.state, goal.record) == ("met", None)
    whole(pilot)


def test_an_addressee_acknowledges_the_plan_once() -> None:
    pilot = begun(attrs.evolve(PLAN, addressees=("colleges", "staff")))
    assert refused(pilot.receive, by=LABOUR) == ["not-receiver"]
    pilot.receive(by=LAW)
    pilot.receive(by=STAFF, effective="2022-12")
    assert refused(pilot.receive, by=LAW) == ["already-received"]
    assert pilot.snapshot().receipts == {"law": "2022-12-09", "staff": "2022-12"}
    whole(pilot)


def test_a_time_limit_that_the_plan_left_open_is_entered_once() -> None:
    vague = attrs.evolve(due("2023-05-31"), vague=True)
    plan = attrs.evolve(PLAN, phases=(attrs.evolve(PLAN.phases[0], due=vague), PLAN.phases[1]))
    pilot = begun(plan)
    for kind, id in (("task", "4"), ("phase", "p1")):
        pilot.resolve_deadline(kind, id, due("2023-06-30"), by=OFFICE, reason="published")
        record = pilot.handle(kind, id).record
        assert (record.due, record.revision) == (due("2023-06-30"), 1)
        assert refused(pilot.resolve_deadline, kind, id, due("2023-07-31"), by=OFFICE, reason="x") == [
            "date-is-known"
        ]
    assert refused(pilot.resolve_deadline, "task", "9", due("2023-07-31"), by=OFFICE, reason="x") == [
        "unknown-subject"
    ]
    assert refused(pilot.resolve_deadline, "task", "3", Deadline("soon"), by=SCHOOL, reason=" ") == [
        "reason-required",
        "date-is-known",
        "latest-required",
    ]
    assert refused(pilot.resolve_deadline, "unit", "law", due("2023-07-31"), by=OFFICE, reason="x") == [
        "unknown-subject"
    ]
    assert (
        refused(pilot.resolve_deadline, "task", "3", due("2023-07-31"), by=LAW, reason="x")[-1]
        == "not-office"
    )
    whole(pilot)


def test_a_later_end_cuts_the_windows_anew() -> None:
    plan = attrs.evolve(PLAN, phases=(PLAN.phases[0], attrs.evolve(PLAN.phases[1], due=Deadline("later"))))
    pilot = begun(plan)
    assert pilot.snapshot().horizon == date(2022, 12, 31)
    pilot.resolve_deadline("phase", "p2", due("2023-12-31"), by=OFFICE, reason="published")
    assert pilot.occurrence("quarterly.2023-q4").state == "due"
    assert [frame.state.horizon for frame in pilot.snapshot().frames] == [date(2022, 12, 31)]


def test_the_re_check_falls_due_again_and_again_counted_from_the_first() -> None:
    pilot = begun(attrs.evolve(PLAN, tasks=(PLAN.tasks[0], attrs.evolve(PLAN.tasks[1], recheck=MONTHLY))))
    task = taken_to(pilot.task("2"), "maintained", STAFF)
    assert task.record.next_check == date(2023, 1, 9)
    clock_of(pilot).set("2023-01-04")
    task.recheck(by=INSPECTION)
    assert task.record.next_check == date(2023, 2, 9)
    clock_of(pilot).set("2023-05-20")
    task.recheck(by=INSPECTION, evidence="seen")
    assert (task.record.next_check, task.state) == (date(2023, 6, 9), "maintained")
    assert refused(task.lapse, by=INSPECTION, finding=" ") == ["finding-required"]
    task.lapse(by=INSPECTION, finding="not kept")
    assert (task.state, task.record.next_check) == ("underway", None)
    whole(pilot)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2023-03-02", "2023-03-01"),
        ("2023-03-02T14:00", "2023-03-02T13:59"),
        ("2023-03-02", "2023-03-01T23:00"),
    ],
)
def test_nothing_ends_before_it_begins(start: str, end: str) -> None:
    meeting = begun().occurrence("quarterly.2023-q1")
    assert refused(meeting.schedule, start, end=end, by=OFFICE) == ["ends-before-start"]
    meeting.schedule("2023-03-01", end="2023-03-01", by=OFFICE)


def test_what_was_not_moved_is_not_held_before_its_window_begins() -> None:
    pilot = begun()
    meeting = pilot.occurrence("quarterly.2023-q1")
    assert refused(meeting.hold, by=OFFICE) == ["outside-window"]
    assert refused(meeting.hold, start="2022-12-08", by=OFFICE) == ["outside-window"]
    meeting.schedule("2023-01-10", by=OFFICE)
    meeting.move("2022-12-09", by=OFFICE, reason="earlier suits everybody")
    meeting.hold(by=OFFICE)


def test_a_task_is_not_born_late() -> None:
    decision = begun().record_decision("train them", by=HEAD_A)
    assert refused(decision.create_task, "x", leads="law", by=OFFICE, due="2022-12-08") == ["due-in-past"]
    decision.create_task("x", leads="law", by=OFFICE, due="2022-12-09")


@pytest.mark.parametrize(
    "due",
    [
        datetime.fromisoformat("2023-05-31T12:00"),
        Deadline("x", latest=datetime.fromisoformat("2023-05-31T12:00")),
    ],
)
def test_a_point_in_time_is_no_time_limit(due: Any) -> None:
    pilot = begun()
    decision = pilot.record_decision("train them", by=HEAD_A)
    assert refused(decision.create_task, "x", leads="law", by=OFFICE, due=due) == ["bad-argument"]
    assert refused(pilot.resolve_deadline, "task", "4", due, by=OFFICE, reason="x") == ["bad-argument"]
    whole(pilot)


def test_a_one_off_occurrence_goes_by_its_own_day_else_by_its_phase_else_by_the_pilot() -> None:
    kick_off = PLAN.occurrences[0]
    own = attrs.evolve(
        kick_off, id="own", due=Deadline("May", earliest=date(2023, 5, 1), latest=date(2023, 5, 31))
    )
    free = attrs.evolve(kick_off, id="free", phase=None)
    pilot = begun(attrs.evolve(PLAN, occurrences=(kick_off, own, free)))
    assert [pilot.occurrence(id).window for id in ("kick-off", "own", "free")] == [
        (date(2022, 12, 9), date(2022, 12, 31)),
        (date(2023, 5, 1), date(2023, 5, 31)),
        (date(2022, 12, 9), date(2023, 12, 31)),
    ]
    with pytest.raises(NotFound):
        pilot.occurrence("kickoff")
