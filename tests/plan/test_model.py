"""What a plan answers about itself."""

from __future__ import annotations

from tests.plan.texts import FULL

from pilotflow.plan.load import load_plan
from pilotflow.plan.units import Seat

PLAN = load_plan(FULL)


def test_things_are_found_by_id() -> None:
    assert PLAN.target_by_id["t4"].kind == "ratio"
    assert PLAN.series_by_id["regular"].title == "走访"
    assert PLAN.agreement_by_id["pair"].parent == "frame"
    assert PLAN.seat_by_id["head-b"].unit == "school"
    assert PLAN.categories["area"]["a2"].part_of == "a1"


def test_a_thing_is_called_by_its_short_name_its_name_its_posts_or_its_id() -> None:
    ids = ("town", "law", "colleges", "towns", "steering", "office", "head-b", "x")
    called = ("区", "法学院", "各学院", "相关镇", "小组", "办公室", "书记、院长", "x")
    assert tuple(PLAN.caption(id) for id in ids) == called
    assert Seat("s", "head", "town").caption == "s"


def test_a_phase_waits_for_what_it_says_or_for_the_one_before_it() -> None:
    first, last = PLAN.phases
    assert PLAN.waits_for(first) == ()
    assert PLAN.waits_for(last) == ("p1",)


def test_a_gate_is_decided_by_whom_it_names_or_by_the_heads() -> None:
    first, last = PLAN.phases
    assert PLAN.deciders(first) == ("head-a",)
    assert PLAN.deciders(last) == ("head-a", "head-b")


def test_a_plan_says_in_a_sentence_what_it_holds() -> None:
    assert PLAN.text() == (
        "校地共建试点 (full), issued 2022-12-09; phases: 2, tasks: 3, targets: 5, recurring duties: 2,"
        " agreements: 2, units: 5"
    )


def test_lists_keep_the_order_of_the_file_and_tasks_show_where_they_stand() -> None:
    shown = PLAN.to_dict()
    assert [task["id"] for task in shown["tasks"]] == ["1", "2", "3"]
    assert [(task["area"], task["mechanism"]) for task in shown["tasks"]] == [
        (None, None),
        ("a1", "m1"),
        (None, None),
    ]
    assert all(thing["label"] for kind in ("units", "phases", "tasks", "targets") for thing in shown[kind])
