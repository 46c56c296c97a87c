"""Progress counts what is done, exactly, and says what moved it."""

from __future__ import annotations

import decimal
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.stories import AREAS, UNITS, some_day, states, turns
from tests.views.story import ISSUED, Story, plan_with, task

from pilotflow.errors import PilotflowError
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskCreated
from pilotflow.views.progress import Changes, NoEarlierProgress, Progress, changes, progress
from pilotflow.views.selection import Selection


@given(states(), some_day())
def test_the_figure_is_the_floor_of_the_weight_done(state: State, on: date) -> None:
    counted = [record for record in state.tasks.values() if record.state != "cancelled"]
    whole = sum(Fraction(record.task.weight) for record in counted)
    ready = sum(Fraction(record.task.weight) for record in counted if state.is_done(record.id))
    found = progress(state, on)
    assert found.total == len(counted)
    assert found.percent == (None if not counted else 100 * ready // whole)


@given(states(), some_day())
def test_the_figure_is_none_with_nothing_and_a_hundred_only_with_everything(state: State, on: date) -> None:
    found = progress(state, on)
    assert (found.percent is None) == (found.total == 0)
    assert found.percent is None or 0 <= found.percent <= 100
    assert (found.percent == 100) == (0 < found.total == found.done)


@given(states(), some_day())
def test_counts_agree_with_each_other(state: State, on: date) -> None:
    found = progress(state, on)
    by_state = dict(found.by_state)
    assert found.done == sum(done for _, done in found.tasks)
    assert found.done + found.in_question == by_state.get("closed", 0) + by_state.get("maintained", 0)
    assert found.total == sum(by_state.values()) - by_state.get("cancelled", 0)
    assert found.late <= found.total - found.done


@given(states(), some_day())
def test_areas_and_what_stands_in_none_add_up_to_the_whole(state: State, on: date) -> None:
    trees = [progress(state, on, Selection(area=area)) for area in ("a1", "a2")]
    outside = [r for r in state.tasks.values() if r.task.area not in AREAS and r.state != "cancelled"]
    whole = progress(state, on)
    assert sum(tree.total for tree in trees) + len(outside) == whole.total
    assert sum(tree.done for tree in trees) + sum(state.is_done(r.id) for r in outside) == whole.done


@given(states(), some_day(), st.sampled_from(UNITS))
def test_a_unit_with_its_parts_counts_no_less_than_alone(state: State, on: date, unit: str) -> None:
    alone = progress(state, on, Selection(unit=unit, parts=False))
    together = progress(state, on, Selection(unit=unit))
    assert set(alone.tasks) <= set(together.tasks)


@given(turns(), some_day())
def test_changes_lead_from_one_figure_to_the_other(pair: tuple[State, State], on: date) -> None:
    before, after = (progress(state, on) for state in pair)
    moved = changes(before, after)
    lists = [moved.done, moved.undone, moved.scope_in, moved.scope_out]
    assert len({id for ids in lists for id in ids}) == sum(map(len, lists))
    then = dict(before.tasks)
    now = {id: done for id, done in then.items() if id not in moved.scope_out}
    now |= dict.fromkeys(moved.done, True) | dict.fromkeys(moved.undone, False)
    now |= {id: dict(after.tasks)[id] for id in moved.scope_in}
    assert now == dict(after.tasks)


@given(turns(), some_day())
def test_changes_backwards_are_the_opposite(pair: tuple[State, State], on: date) -> None:
    before, after = (progress(state, on) for state in pair)
    there, back = changes(before, after), changes(after, before)
    assert set(there.done) == set(back.undone)
    assert set(there.undone) == set(back.done)
    assert set(there.scope_in) == set(back.scope_out)
    assert set(there.scope_out) == set(back.scope_in)
    assert changes(after, after) == Changes()


def test_weights_count_exactly_whatever_the_decimal_context() -> None:
    plan = plan_with(
        task("1", "law", weight=Decimal("0.1")),
        task("2", "law", weight=Decimal("0.2")),
        task("3", "law", weight=Decimal("0.3")),
    )
    story = Story(plan).until("1", "closed").until("2", "closed")
    with decimal.localcontext() as context:
        context.prec = 1
        assert progress(story.state, ISSUED).percent == 50


def test_the_figure_is_never_rounded_up() -> None:
    plan = plan_with(task("1", "law", weight=Decimal("99.999")), task("2", "law", weight=Decimal("0.001")))
    assert progress(Story(plan).until("1", "closed").state, ISSUED).percent == 99


def test_open_work_without_weight_keeps_the_figure_below_a_hundred() -> None:
    plan = plan_with(task("1", "law"), task("2", "law", weight=Decimal(0)))
    story = Story(plan).until("1", "closed")
    assert progress(story.state, ISSUED).percent == 99
    assert progress(story.until("2", "closed").state, ISSUED).percent == 100


def test_work_without_any_weight_gives_no_figure() -> None:
    assert progress(Story(plan_with(task("1", "law", weight=Decimal(0)))).state, ISSUED).percent is None


def test_maintained_is_done_until_it_lapses() -> None:
    story = Story(plan_with(task("1", "law"))).until("1", "maintained")
    assert progress(story.state, ISSUED).percent == 100
    assert progress(story.move("1", "lapse").state, ISSUED).percent == 0


def test_what_is_in_question_is_not_done_until_it_is_settled() -> None:
    story = Story(plan_with(task("1", "law"), task("2", "law"))).until("1", "closed")
    id = story.raise_about("task", "1", ("law",))
    found = progress(story.state, ISSUED)
    assert (found.percent, found.done, found.in_question) == (0, 0, 1)
    assert dict(found.by_state) == {"planned": 1, "closed": 1}
    story.settle(id, "withdraw", "withdrawn", "city")
    assert progress(story.state, ISSUED).percent == 50


def test_praise_puts_nothing_in_question() -> None:
    story = Story(plan_with(task("1", "law"))).until("1", "closed")
    story.raise_about("task", "1", answer_by=None, sort="praise")
    assert progress(story.state, ISSUED).percent == 100


def test_cancelled_work_leaves_both_sums() -> None:
    story = Story(plan_with(task("1", "law"), task("2", "law"), task("3", "law"))).until("1", "closed")
    assert progress(story.state, ISSUED).percent == 33
    assert progress(story.move("2", "cancel").state, ISSUED).percent == 50


def test_shared_work_stands_beside_the_figure() -> None:
    plan = plan_with(
        task("1", "labour", co_units=("law",)),
        task("2", "law", co_units=("law",)),
        task("3", "labour", co_units=("colleges",)),
    )
    story = Story(plan)
    found = progress(story.state, ISSUED, Selection(unit="law"))
    assert (found.total, found.co_work) == (1, 2)
    story.move("3", "cancel")
    assert progress(story.state, ISSUED, Selection(unit="law")).co_work == 1
    assert progress(story.state, ISSUED).co_work == 0


def test_only_red_tasks_are_late() -> None:
    story = Story().until("1", "assigned")
    on_the_day = progress(story.state, date(2022, 12, 30))
    assert on_the_day.late == 0
    assert progress(story.state, date(2022, 12, 31)).late == 1


def test_a_figure_of_a_pilot_says_what_changed_since_a_day() -> None:
    story = Story(plan_with(task("1", "law"), task("2", "law"), task("4", "law"))).until("2", "closed")
    before = progress(story.state, ISSUED)
    story.until("1", "closed").raise_about("task", "2")
    story.tell(TaskCreated(task("T1", "law"))).move("4", "cancel")
    asked: list[date] = []

    def earlier(day: date) -> Progress:
        asked.append(day)
        return before

    found = progress(story.state, ISSUED, earlier=earlier)
    expected = Changes(done=("1",), undone=("2",), scope_in=("T1",), scope_out=("4",))
    assert found.changes("2022-12") == expected
    assert found.changes(ISSUED) == expected
    assert asked == [date(2022, 12, 31), ISSUED]


def test_a_figure_of_a_state_alone_says_that_it_knows_no_earlier_one() -> None:
    with pytest.raises(NoEarlierProgress) as caught:
        progress(Story().state, ISSUED).changes(ISSUED)
    assert isinstance(caught.value, PilotflowError)
    assert isinstance(caught.value, ValueError)
    assert "pilot.progress()" in caught.value.text()


def test_figures_are_equal_whoever_gives_the_earlier_ones() -> None:
    state = Story().state
    assert progress(state, ISSUED) == progress(state, ISSUED, earlier=lambda day: progress(state, day))


def test_a_figure_and_its_changes_are_json_and_words() -> None:
    found = Progress(
        45, 9, 20, late=2, in_question=1, by_state=(("closed", 9),), tasks=(("1", True),), co_work=3
    )
    assert json.loads(json.dumps(found.to_dict())) == {
        "percent": 45,
        "done": 9,
        "total": 20,
        "late": 2,
        "in_question": 1,
        "by_state": {"closed": 9},
        "tasks": [{"id": "1", "done": True}],
        "co_work": 3,
    }
    assert found.text() == "▓▓▓▓▓▓▓▓▓░░░░░░░░░░░ 45 % (9 of 20)"
    assert Progress(None, 0, 0).text() == "–"
    moved = Changes(done=("1", "2"), scope_out=("3",))
    assert moved.to_dict() == {"done": ["1", "2"], "undone": [], "scope_in": [], "scope_out": ["3"]}
    assert moved.text() == "done: 1, 2\nno longer counted: 3"
    assert Changes().text() == "nothing changed"
