"""Gates that could never be passed are refused with the plan, and no difference of two plans stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pilot.stage import HEAD_A, OFFICE, begun
from tests.plan.texts import FULL, SMALL, codes, errors, only
from tests.plans import small_plan

from pilotflow import Actor, ManualClock, Pilot, Plan, Refused, load_plan, open_log
from pilotflow.dates.deadline import Deadline
from pilotflow.plan.closing import unclosable
from pilotflow.plan.comparing import changes
from pilotflow.plan.shape import fingerprint
from pilotflow.plan.work import Gate, Requirement

# Gates that wait for themselves


def phased(*phases: str, second: str = "{id: 2, title: Second, leads: [school], phase: b}") -> str:
    """The small plan with phases ``a``, ``b``, ``c`` in a row, and a second task."""
    lines = "".join(f"  - {{{phase}}}\n" for phase in phases)
    return f"{SMALL}  - {second}\nphases:\n{lines}"


A, B, C = (f"id: {id}, kind: progress, title: {id}" for id in "abc")


def requiring(phase: str, task: str = "2") -> str:
    return f'{phase}, gate: {{require: [{{task: "{task}"}}]}}'


def test_phases_in_a_row_whose_gates_require_their_own_or_earlier_tasks_are_no_deadlock() -> None:
    assert errors(phased(A, requiring(B), requiring(C))) == []
    assert errors(phased(requiring(A, "1"), B, C)) == []  # task 1 names no phase


@pytest.mark.parametrize(
    "text",
    [
        phased(requiring(A), B, C),
        phased(requiring(A), B, C, second="{id: 2, title: Second, leads: [school], phase: c}"),
        phased(A, requiring(B), C, second="{id: 2, title: Second, leads: [school], phase: c}"),
        phased(A, B, C, second="{id: 2, title: Second, leads: [school], phase: b, blocks: a}"),
        phased(A, B, C, second="{id: 2, title: Second, leads: [school], phase: c, blocks: a}"),
        phased(requiring(A), B, C + ", after: [a]", second="{id: 2, title: x, leads: [school], phase: c}"),
    ],
)
def test_a_gate_that_needs_a_task_of_a_phase_that_waits_for_it_is_a_deadlock(text: str) -> None:
    fault = only(text, "gate-deadlock")
    assert dict(fault.data)["id"] == "2"
    assert text.splitlines()[fault.line - 1].lstrip().startswith(("- {id: 2", "- {id: a", "- {id: b"))
    assert fault.text("en") != fault.text("zh")


def test_a_phase_beside_the_gate_is_not_waiting_for_it() -> None:
    second = "{id: 2, title: Second, leads: [school], phase: c}"
    beside = phased(A, requiring(B) + ", after: [a]", C + ", after: [a]", second=second)
    assert "gate-deadlock" not in codes(beside)
    behind = phased(A, requiring(B) + ", after: [a]", C + ", after: [b]", second=second)
    assert "gate-deadlock" in codes(behind)


def test_each_gate_and_each_task_that_lock_each_other_is_named_in_one_run() -> None:
    more = (
        "{id: 2, title: Second, leads: [school], phase: c}\n"
        "  - {id: 3, title: Third, leads: [school], phase: b, blocks: a}"
    )
    found = errors(phased(requiring(A), requiring(B), C, second=more))
    assert sorted(dict(fault.data)["id"] for fault in found if fault.code == "gate-deadlock") == [
        "2",
        "2",
        "3",
    ]


def test_a_plan_that_was_not_read_from_a_file_is_held_to_it_too() -> None:
    plan = small_plan()
    first = attrs.evolve(plan.phases[0], gate=Gate(require=(Requirement("task", "3"),)))
    locked = attrs.evolve(plan, phases=(first, plan.phases[1]))
    assert [fault.code for fault in unclosable(locked)] == ["gate-deadlock"]
    with pytest.raises(Refused) as caught:
        Pilot.start(locked, open_log("memory:"), by=Actor("office"), clock=ManualClock("2022-12-09"))
    assert caught.value.codes == ("plan-fault",)


def test_an_amendment_does_not_lock_a_gate() -> None:
    plan = small_plan()
    pilot = begun(plan)
    moved = tuple(attrs.evolve(task, blocks="p1") if task.id == "3" else task for task in plan.tasks)
    difference = pilot.compare(attrs.evolve(plan, tasks=moved))
    with pytest.raises(Refused) as caught:
        pilot.amend(difference, by=HEAD_A, reason="x")
    assert caught.value.codes == ("plan-fault",)


def test_an_amendment_does_not_lock_a_gate_behind_a_task_that_was_born() -> None:
    plan = small_plan()
    first, last = plan.phases
    middle = attrs.evolve(last, id="p1b", gate=Gate(), after=("p1",))
    beside = attrs.evolve(last, after=("p1",))
    plan = attrs.evolve(plan, phases=(first, middle, beside))
    pilot = begun(plan)
    decision = pilot.record_decision("go on", by=HEAD_A)
    decision.create_task("More", leads="law", by=OFFICE, phase="p2", blocks="p1b")
    difference = pilot.compare(
        attrs.evolve(plan, phases=(first, middle, attrs.evolve(beside, after=("p1b",))))
    )
    with pytest.raises(Refused) as caught:
        pilot.amend(difference, by=HEAD_A, reason="x")
    assert "gate-deadlock" in caught.value.codes


# What differs between two plans

WHOLE = load_plan(FULL)
"""A plan in which every field that a plan file can state is stated."""


def others(value: Any) -> Iterator[Any]:
    """Every value that differs from this one in a single place, however deep it lies."""
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.init:
                for found in others(getattr(value, field.name)):
                    with suppress(ValueError, TypeError):  # what the class itself knows cannot be
                        yield attrs.evolve(value, **{field.name.removeprefix("_"): found})
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from ((*value[:at], found, *value[at + 1 :]) for found in others(item))
            yield (*value[:at], *value[at + 1 :])
        if value[::-1] != value:
            yield value[::-1]
    else:
        yield other(value)


def other(value: Any) -> Any:
    """Another value of the same kind; a text for what is not stated."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, Decimal)):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, (frozenset, set)):
        return frozenset((*value, date(2022, 12, 10)))
    assert value is None or (isinstance(value, str) and not isinstance(value, Enum)), value
    return f"{value or ''}x"


OTHERS = tuple(others(WHOLE))


def test_plans_that_are_equal_do_not_differ() -> None:
    assert changes(WHOLE, WHOLE) == ()
    assert changes(WHOLE, load_plan(FULL)) == ()


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Plan)])
def test_a_plan_with_another_value_of_any_field_differs(field: str) -> None:
    for other_value in (*others(getattr(WHOLE, field)), *emptied(getattr(WHOLE, field))):
        assert changes(WHOLE, attrs.evolve(WHOLE, **{field: other_value})) != (), (field, other_value)


def emptied(value: Any) -> Iterator[Any]:
    if value and isinstance(value, tuple):
        yield ()


def test_a_plan_that_differs_in_any_single_place_shows_it_in_both_directions() -> None:
    assert len(OTHERS) > 500  # else little of it is tried
    for plan in OTHERS:
        assert changes(WHOLE, plan) != ()
        assert changes(plan, WHOLE) != ()


@given(st.sampled_from(OTHERS), st.sampled_from(OTHERS))
def test_two_plans_show_no_difference_only_where_their_hash_is_the_same(one: Plan, two: Plan) -> None:
    assert (changes(one, two) == ()) is (fingerprint(one) == fingerprint(two))


@given(st.sampled_from(OTHERS))
def test_every_difference_can_be_said_and_written(plan: Plan) -> None:
    for change in changes(WHOLE, plan):
        assert set(change.to_dict()) == {"kind", "id", "field", "before", "after"}
        assert change.to_dict()["before"] != change.to_dict()["after"]


def test_what_is_new_or_gone_is_one_difference_and_what_stands_elsewhere_another() -> None:
    plan = small_plan()
    fewer = attrs.evolve(plan, tasks=plan.tasks[:-1])
    swapped = attrs.evolve(plan, phases=plan.phases[::-1])
    later = attrs.evolve(plan.tasks[3], due=Deadline("2023-09-30", latest=date(2023, 9, 30)))
    assert [(c.kind, c.id, c.field, c.before, c.after) for c in changes(plan, fewer)] == [
        ("task", "4", "id", "4", None)
    ]
    assert [(c.kind, c.id, c.field, c.before, c.after) for c in changes(fewer, plan)] == [
        ("task", "4", "id", None, "4")
    ]
    assert [(c.kind, c.field) for c in changes(plan, swapped)] == [("phase", "order")]
    assert [
        (c.kind, c.id, c.field) for c in changes(plan, attrs.evolve(plan, tasks=(*plan.tasks[:3], later)))
    ] == [("task", "4", "due")]
