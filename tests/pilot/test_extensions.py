"""A later last day is asked for in time, decided by whom the plan says, and counted."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from tests.pilot.stage import HEAD_A, HEAD_B, LABOUR, OFFICE, STAFF, begun, clock_of, log_of, taken_to
from tests.plans import due, small_plan

from pilotflow import Actor, Pilot, Refused
from pilotflow.pilot.handles import Task

LAST = due("2022-12-31", sustain=True)


def underway(extensions: str = "office") -> tuple[Pilot, Task]:
    plan = small_plan()
    pilot = begun(attrs.evolve(plan, settings=attrs.evolve(plan.settings, extensions=extensions)))
    return pilot, taken_to(pilot.task("2"), "underway", STAFF)


def asked(task: Task, latest: str = "2023-02-28", by: Actor = STAFF, **given: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        task.request_extension(latest, by=by, **{"reason": "late", **given})
    return list(caught.value.codes)


def test_an_extension_changes_the_date_in_force_and_is_counted_and_the_original_is_kept() -> None:
    pilot, task = underway()
    for count, latest in enumerate(("2023-01-31", "2023-02-28"), start=1):
        step = task.request_extension(latest, by=STAFF, reason="late")
        assert (step.left, step.entered) == ((), ())
        assert task.record.due.latest < date.fromisoformat(latest)
        task.decide_extension(by=OFFICE)
        assert task.record.due.latest == date.fromisoformat(latest)
        assert (task.record.extensions, task.record.revision) == (count, count)
    assert task.state == "underway"
    assert pilot.plan.task_by_id["2"].due == LAST
    assert task.record.due.text == LAST.text
    assert Pilot.open("small", log_of(pilot)).snapshot() == pilot.snapshot()


def test_it_is_asked_for_on_or_before_the_last_day_by_a_lead_with_a_reason() -> None:
    pilot, task = underway()
    clock_of(pilot).set("2022-12-31")
    assert asked(task, reason=" ") == ["reason-required"]
    assert asked(task, by=OFFICE) == ["not-lead"]
    assert asked(task, "2022-12-31") == ["not-later"]
    assert asked(task, "2022-12-30") == ["not-later"]
    assert task.explain("request_extension", by=STAFF, reason="late")[-1].code == "latest-required"
    task.request_extension("2023-01-01", by=LABOUR, reason="late")
    clock_of(pilot).set("2023-01-01")
    assert asked(task) == ["extension-too-late"]
    assert asked(task, effective="2022-12-31") == ["extension-too-late"]


def test_the_extended_day_is_the_one_that_counts_for_the_next() -> None:
    pilot, task = underway()
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    task.decide_extension(by=OFFICE)
    clock_of(pilot).set("2023-01-31")
    assert asked(task, "2023-01-31") == ["not-later"]
    task.request_extension("2023-02-28", by=STAFF, reason="later still")


@pytest.mark.parametrize("state", ["planned", "suspended", "maintained", "closed", "cancelled"])
def test_only_a_running_task_is_extended(state: str) -> None:
    pilot = begun()
    task = pilot.task("2" if state != "closed" else "1")
    if state in ("maintained", "closed"):
        taken_to(task, state, STAFF if state == "maintained" else Actor("school"))
    elif state == "suspended":
        taken_to(task, "underway", STAFF).suspend(by=OFFICE, reason="wait")
    elif state == "cancelled":
        task.cancel(by=OFFICE, reason="no")
    assert asked(task, by=STAFF if state != "closed" else Actor("school"))[0] == "wrong-state"


def test_a_request_waits_while_its_task_is_suspended_and_ends_with_it() -> None:
    _, task = underway()
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    task.suspend(by=OFFICE, reason="wait")
    assert [why.code for why in task.explain("decide_extension", by=OFFICE, granted=True)] == ["wrong-state"]
    task.cancel(by=OFFICE, reason="no")
    assert task.record.extension is None


def test_a_task_without_a_date_has_none_to_extend() -> None:
    pilot = begun()
    task = taken_to(pilot.task("4"), "underway", STAFF)
    assert asked(task) == ["no-date"]


def test_nothing_is_decided_that_was_not_asked_for() -> None:
    _, task = underway()
    assert [why.code for why in task.explain("decide_extension", by=OFFICE)] == ["no-extension-requested"]


def test_a_refusal_needs_a_reason_and_leaves_the_date() -> None:
    _, task = underway()
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    with pytest.raises(Refused) as caught:
        task.decide_extension(False, by=OFFICE)
    assert caught.value.codes == ("reason-required",)
    task.decide_extension(False, by=OFFICE, reason="no")
    assert (task.record.due, task.record.extension, task.record.extensions) == (LAST, None, 0)


def test_where_heads_decide_each_must_grant_and_one_may_refuse() -> None:
    pilot, task = underway("heads")
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    assert [why.code for why in task.explain("decide_extension", by=OFFICE, granted=True)] == ["not-office"]
    first = task.decide_extension(by=HEAD_A)
    assert first.facts[0].data.missing == ("head-b",)  # type: ignore[attr-defined]
    assert (task.record.due, task.record.extension.granted_by) == (LAST, ("head-a",))
    with pytest.raises(Refused) as caught:
        task.decide_extension(by=HEAD_A)
    assert caught.value.codes == ("already-signed",)
    task.decide_extension(by=HEAD_B)
    assert (task.record.due.latest, task.record.extensions) == (date(2023, 1, 31), 1)
    task.request_extension("2023-02-28", by=STAFF, reason="later")
    task.decide_extension(by=HEAD_A)
    task.decide_extension(False, by=HEAD_B, reason="enough")
    assert (task.record.due.latest, task.record.extension) == (date(2023, 1, 31), None)
    assert Pilot.open("small", log_of(pilot)).snapshot() == pilot.snapshot()


def test_the_office_does_not_decide_as_a_head_nor_a_head_as_the_office() -> None:
    _, task = underway()
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    for by in (Actor("office", role="head"), Actor("head-a", role="office"), HEAD_A):
        assert [why.code for why in task.explain("decide_extension", by=by, granted=True)] == ["not-office"]
    assert task.explain("decide_extension", by=Actor("office", role="office"), granted=True) == ()


def test_whether_it_is_granted_must_be_said() -> None:
    _, task = underway()
    task.request_extension("2023-01-31", by=STAFF, reason="late")
    with pytest.raises(Refused) as caught:
        task.do("decide_extension", by=OFFICE)
    assert caught.value.codes == ("granted-required",)
