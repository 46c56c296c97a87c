"""A difference is one line a change, then what happens to running tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.chinese import has_chinese
from tests.plans import small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.pilots import Reassignment, Succession
from pilotflow.language.differences import describe
from pilotflow.plan.comparing import LISTS, Change, changes
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Unit
from pilotflow.plan.work import Gate
from pilotflow.rules.deciding.amendments import Difference

PLAN = small_plan()

words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=8)
kinds = st.sampled_from(["plan", *(kind for kind, _ in LISTS)])
values = st.one_of(
    st.none(), words, st.booleans(), st.integers(), st.decimals(allow_nan=False), st.dates(),
    st.lists(words, max_size=3).map(tuple), st.builds(Deadline, words), st.just(Gate()), st.just((Gate(),)),
)  # fmt: skip
every_change = st.builds(Change, kinds, words, words, values, values)
moved = st.lists(st.builds(Reassignment, words, words), max_size=2).map(tuple)
every_difference = st.builds(
    Difference,
    plan=st.just(PLAN),
    sha256=st.just("0" * 64),
    edition=st.just(1),
    changes=st.lists(every_change, max_size=4).map(tuple),
    reassigned=moved,
    cancelled=moved,
    successions=st.lists(st.builds(Succession, words, words), max_size=2).map(tuple),
)


def _difference(*found: Change, plan: Plan = PLAN, **more: tuple[object, ...]) -> Difference:
    return Difference(plan, "0" * 64, 1, found, **more)  # type: ignore[arg-type]


@given(every_difference)
def test_every_change_and_every_task_and_unit_has_its_line(difference: Difference) -> None:
    lines = sum(
        len(found)
        for found in (difference.changes, difference.reassigned, difference.cancelled, difference.successions)
    )
    for language in ("en", "zh"):
        text = describe(difference, language)
        assert len(text.split("\n")) == max(lines, 1)


@given(every_difference)
def test_every_line_is_chinese_in_chinese(difference: Difference) -> None:
    assert all(has_chinese(line) for line in describe(difference, "zh").split("\n"))


def test_plans_that_do_not_differ_say_so() -> None:
    assert _difference().text("en") == "the plans do not differ"
    assert _difference().text("zh") == "两份方案没有差异"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("Old", "New", "task 7: title from Old to New"),
        ("", "New", "task 7: title from nothing to New"),
        (None, "p2", "task 7: title from nothing to p2"),
        (("hr", "law"), (), "task 7: title from hr, law to nothing"),
        (False, True, "task 7: title from no to yes"),
        (Decimal(1), Decimal("2.5"), "task 7: title from 1 to 2.5"),
        (date(2023, 1, 1), date(2023, 2, 1), "task 7: title from 2023-01-01 to 2023-02-01"),
        (Deadline("end of May"), Deadline("June"), "task 7: title from end of May to June"),
        (Gate(), Gate(decide=("head-a",)), "task 7: title changes"),
        ((), (Gate(),), "task 7: title changes"),
        (Deadline("May", latest=date(2023, 5, 1)), Deadline("May"), "task 7: title changes"),
    ],
)
def test_values_are_shown_where_they_fit_on_a_line(before: object, after: object, line: str) -> None:
    assert _difference(Change("task", "7", "title", before, after)).text() == line


def test_a_thing_that_comes_or_goes_is_one_line() -> None:
    new, gone = Change("unit", "law", "id", None, "law"), Change("unit", "arts", "id", "arts", None)

    assert _difference(new, gone).text("en") == "unit law is new\nunit arts is left out"
    assert _difference(new, gone).text("zh") == "新增单位“law”\n移除单位“arts”"


def test_kinds_are_named_by_their_words() -> None:
    phase = Change("phase", "p2", "kind", "launch", "final")
    body = Change("body", "g1", "kind", "working", "liaison")

    assert _difference(phase).text("zh") == "阶段“p2”：类型由 启动 改为 总结评估"
    assert _difference(body).text("en") == "body g1: kind from working to liaison"


def test_what_happens_to_running_tasks_follows_the_changes() -> None:
    difference = _difference(
        Change("task", "2", "leads", ("law",), ("arts",)),
        reassigned=(Reassignment("2", "underway"),),
        cancelled=(Reassignment("3", "assigned"),),
        successions=(Succession("law", "arts"),),
    )

    assert difference.text("en").split("\n") == [
        "task 2: leads from law to arts",
        "task 2, underway now, goes back to assigned",
        "task 3, assigned now, is cancelled",
        "arts takes over from law",
    ]


def test_two_real_plans_are_compared_in_words() -> None:
    other = attrs.evolve(PLAN, title="Another title", units=(*PLAN.units, Unit("pe", "Sports", "pe")))

    assert describe(_difference(*changes(PLAN, other), plan=other)) == (
        "plan small: title from A small pilot to Another title\nunit pe is new"
    )
