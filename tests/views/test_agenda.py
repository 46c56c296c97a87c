"""The agenda holds each thing on its day, and nothing twice."""

from __future__ import annotations

import json
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.stories import some_day, states
from tests.views.story import PLAN, Story, due, plan_with, task

from pilotflow.dates.workdays import WorkdayList
from pilotflow.errors import NotFound
from pilotflow.facts.pilots import PilotTransition
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskTransition
from pilotflow.views.agenda import AgendaItem, agenda
from pilotflow.views.selection import Selection

FIRST, LAST = date(2022, 1, 1), date(2026, 12, 31)
SELECTIONS = st.builds(
    Selection,
    unit=st.none() | st.sampled_from(("school", "law", "town", "district", "office", "board", "colleges")),
    phase=st.none() | st.sampled_from(("p1", "p2")),
    area=st.none() | st.sampled_from(("a1", "a2", "m1")),
    agreement=st.none() | st.sampled_from(("frame", "pair-1", "pair-2")),
    body=st.none() | st.sampled_from(("g1", "liaison", "board", "office")),
    parts=st.booleans(),
)


def names(items: tuple[AgendaItem, ...]) -> list[tuple[str, str]]:
    return [(item.kind, item.id) for item in items]


def of(story: Story, kind: str, selection: Selection | None = None) -> list[str]:
    return [item.id for item in agenda(story.state, FIRST, LAST, selection) if item.kind == kind]


def item_of(story: Story, kind: str, id: str) -> AgendaItem:
    found = [i for i in agenda(story.state, FIRST, LAST) if (i.kind, i.id) == (kind, id)]
    assert len(found) == 1
    return found[0]


@given(states(), SELECTIONS, st.lists(some_day(), min_size=3, max_size=3).map(sorted))
def test_two_spans_that_meet_are_one(state: State, selection: Selection, days: list[date]) -> None:
    a, b, c = days
    after = b + timedelta(days=1)
    both = agenda(state, a, b, selection) + (agenda(state, after, c, selection) if after <= c else ())
    assert agenda(state, a, c, selection) == both


@given(states(), SELECTIONS)
def test_a_selection_is_part_of_the_whole(state: State, selection: Selection) -> None:
    everything = agenda(state, FIRST, LAST)
    narrowed = agenda(state, FIRST, LAST, selection)
    assert set(narrowed) <= set(everything)
    assert list(narrowed) == sorted(narrowed, key=lambda item: (item.day, item.kind, item.id))


@given(states(), SELECTIONS, SELECTIONS)
def test_naming_more_never_shows_more(state: State, one: Selection, other: Selection) -> None:
    fields = {
        name: getattr(one, name) or getattr(other, name) for name in ("phase", "area", "agreement", "body")
    }
    both = attrs.evolve(one, **fields)
    assert set(agenda(state, FIRST, LAST, both)) <= set(agenda(state, FIRST, LAST, one))


def test_a_task_stands_on_its_last_day_with_its_window() -> None:
    found = item_of(Story(), "task", "2")
    assert (found.day, found.first, found.last) == (date(2023, 1, 31), date(2023, 1, 1), date(2023, 1, 31))
    assert (found.title, found.state, found.units) == ("Task 2", "planned", ("staff", "labour"))
    assert found.captions == ("Staff office", "Labour office")


def test_both_ends_of_the_span_are_in_it() -> None:
    state = Story().state
    assert ("task", "1") in names(agenda(state, date(2022, 12, 30), date(2022, 12, 30)))
    assert ("task", "1") not in names(agenda(state, date(2022, 12, 31), LAST))
    assert ("task", "1") not in names(agenda(state, FIRST, date(2022, 12, 29)))
    assert agenda(state, LAST, FIRST) == ()


def test_each_day_by_itself_holds_what_the_whole_holds_on_it() -> None:
    story = Story().meet("board-meeting.2023-q2", "schedule", "scheduled", "2023-05-08T14:30")
    story.raise_about("task", "1", ("law",))
    everything = agenda(story.state, FIRST, LAST)
    for day in {item.day for item in everything}:
        assert agenda(story.state, day, day) == tuple(item for item in everything if item.day == day)


def test_undated_and_cancelled_tasks_are_left_out_and_closed_ones_stay() -> None:
    story = Story().until("1", "closed").until("2", "cancelled")
    assert of(story, "task") == ["1", "5", "3"]
    assert item_of(story, "task", "1").state == "closed"
    assert of(story, "part") == []


def test_a_maintained_task_stands_on_its_next_recheck() -> None:
    story = Story().until("2", "verified").move("2", "maintain", next_check=date(2024, 1, 15))
    found = item_of(story, "recheck", "2")
    assert (found.day, found.first, found.last, found.state) == (
        date(2024, 1, 15),
        None,
        date(2024, 1, 15),
        "maintained",
    )
    assert "2" not in of(story, "task")


def test_a_maintained_task_without_a_recheck_stands_nowhere() -> None:
    story = Story().until("2", "maintained")
    assert "2" not in of(story, "task") + of(story, "recheck")


def test_each_part_with_a_day_of_its_own_stands_on_it_once_for_each_member() -> None:
    story = Story()
    assert of(story, "part") == [
        "2.sign@arts",
        "2.sign@law",
        "2.list",
        "2.visit",
        "2.pair@frame",
        "2.pair@pair-1",
        "2.pair@pair-2",
    ]
    assert item_of(story, "part", "2.sign@law").units == ("law",)
    assert item_of(story, "part", "2.visit").units == ("town",)
    assert item_of(story, "part", "2.list").units == ("staff", "labour")


def test_a_part_is_done_when_a_report_covers_it_or_its_task_is_done() -> None:
    story = Story().until("2", "underway")
    story.tell(TaskTransition("2", "report", "underway", "reported", ("letter",), ("sign@law", "list")))
    states = {item.id: item.state for item in agenda(story.state, FIRST, LAST) if item.kind == "part"}
    assert {id for id, state in states.items() if state == "done"} == {"2.sign@law", "2.list"}
    story.move("2", "verify").move("2", "maintain")
    assert {i.state for i in agenda(story.state, FIRST, LAST) if i.kind == "part"} == {"done"}


def test_phases_stand_on_their_last_day_unless_they_are_not_wanted() -> None:
    story = Story()
    assert of(story, "phase") == ["p1", "p2"]
    assert of(story, "phase", Selection(phase="p2")) == ["p2"]
    assert of(story, "phase", Selection(unit="law")) == ["p1", "p2"]
    assert item_of(story, "phase", "p1").units == ("head-a", "head-b")
    kinds = {item.kind for item in agenda(story.state, FIRST, LAST, phases=False)}
    assert "phase" not in kinds


def test_a_window_stands_on_its_last_working_day_until_a_day_is_fixed() -> None:
    story = Story()
    window = item_of(story, "occurrence", "board-meeting.2023-q2")
    assert (window.day, window.first, window.last) == (
        date(2023, 6, 30),
        date(2023, 4, 1),
        date(2023, 6, 30),
    )
    assert (window.state, window.time, window.units) == ("due", None, ("board",))
    saturday = item_of(story, "occurrence", "board-meeting.2022-q4")
    assert saturday.day == date(2022, 12, 30)
    story.meet("board-meeting.2023-q2", "schedule", "scheduled", "2023-05-08T14:30")
    fixed = item_of(story, "occurrence", "board-meeting.2023-q2")
    assert (fixed.day, fixed.time, fixed.state) == (date(2023, 5, 8), "14:30", "scheduled")


def test_days_off_move_the_last_working_day() -> None:
    plan = attrs.evolve(PLAN, calendar=WorkdayList(days_off=(date(2023, 6, 30),)))
    assert item_of(Story(plan), "occurrence", "board-meeting.2023-q2").day == date(2023, 6, 29)


def test_an_occurrence_stands_once_even_when_it_moved_out_of_its_window() -> None:
    story = Story().meet("board-meeting.2023-q1", "schedule", "scheduled", "2023-03-20")
    story.meet("board-meeting.2023-q1", "move", "scheduled", "2023-04-03")
    found = item_of(story, "occurrence", "board-meeting.2023-q1")
    assert (found.day, found.time) == (date(2023, 4, 3), None)
    in_its_window = agenda(story.state, date(2023, 1, 1), date(2023, 3, 31))
    assert ("occurrence", "board-meeting.2023-q1") not in names(in_its_window)


def test_what_was_missed_stays_on_its_window_and_what_was_skipped_goes() -> None:
    story = Story().meet("board-meeting.2023-q1", "miss", "missed")
    assert item_of(story, "occurrence", "board-meeting.2023-q1").day == date(2023, 3, 31)
    story.meet("board-meeting.2023-q2", "skip", "skipped")
    assert "board-meeting.2023-q2" not in of(story, "occurrence")


def test_after_the_end_of_the_pilot_no_new_window_opens() -> None:
    story = Story().tell(PilotTransition("small", "stop", "running", "stopped"), "2023-04-15")
    left = [id for id in of(story, "occurrence") if id.startswith("board-meeting")]
    assert left == ["board-meeting.2022-q4", "board-meeting.2023-q1", "board-meeting.2023-q2"]


def test_answers_stand_on_the_day_they_are_owed_by() -> None:
    story = Story()
    first = story.raise_about("task", "1", ("law",))
    nobody = story.raise_about("pilot", "small")
    story.raise_about("task", "1", ("law",), answer_by=None)
    answered = story.raise_about("task", "1", ("law",))
    story.settle(answered, "answer", "answered", "law", text="Done")
    assert of(story, "feedback") == [first, nobody]
    assert item_of(story, "feedback", first).units == ("law",)
    assert item_of(story, "feedback", nobody).units == ("office",)
    assert of(story, "feedback", Selection(unit="law")) == [first]
    assert of(story, "feedback", Selection(unit="office")) == [nobody]


def test_agreements_stand_on_their_expiry_or_review() -> None:
    story = Story()
    assert of(story, "agreement") == ["pair-1", "frame"]
    assert item_of(story, "agreement", "frame").state == "expires"
    assert item_of(story, "agreement", "pair-1").state == "review"


@pytest.mark.parametrize(
    ("selection", "parts", "occurrences", "agreements"),
    [
        (Selection(unit="law"), {"2.sign@law", "2.list", "2.pair@pair-1"}, {"visit", "drill"}, ["pair-1"]),
        (Selection(unit="town"), {"2.visit", "2.pair@pair-1"}, {"visit", "drill", "review"}, ["pair-1"]),
        (Selection(unit="arts"), {"2.sign@arts", "2.pair@pair-2"}, {"visit"}, []),
        (Selection(unit="city"), {"2.pair@pair-2"}, {"visit"}, []),
        (Selection(unit="board"), set(), {"board-meeting"}, []),
        (Selection(unit="head-a"), set(), {"board-meeting"}, []),
        (Selection(unit="towns"), set(), set(), []),
        (Selection(body="liaison"), set(), {"review"}, ["pair-1"]),
        (Selection(agreement="pair-1"), {"2.pair@pair-1"}, {"visit", "review"}, ["pair-1"]),
        (Selection(agreement="pair-2"), {"2.pair@pair-2"}, {"visit"}, []),
        (Selection(area="a2"), set(), {"board-meeting"}, []),
        (Selection(area="m1"), set(), {"visit"}, []),
        (Selection(phase="p2"), set(), set(), []),
    ],
)
def test_a_selection_shows_what_concerns_it(
    selection: Selection, parts: set[str], occurrences: set[str], agreements: list[str]
) -> None:
    story = Story()
    assert set(of(story, "part", selection)) == parts
    shown = of(story, "occurrence", selection)
    assert {id.split(".")[0].split("@")[0] for id in shown} == occurrences
    assert of(story, "agreement", selection) == agreements


def test_the_lead_of_a_task_sees_all_its_parts() -> None:
    assert len(of(Story(), "part", Selection(unit="staff"))) == 7
    assert len(of(Story(), "part", Selection(area="a1"))) == 7


def test_a_phase_shows_the_one_off_meetings_that_name_it() -> None:
    assert of(Story(), "occurrence", Selection(phase="p1")) == ["kick-off"]


def test_a_pairing_is_visited_once_for_itself() -> None:
    shown = of(Story(), "occurrence", Selection(agreement="pair-2"))
    assert shown == ["visit@pair-2.2022-h2", "visit@pair-2.2023-h1", "visit@pair-2.2023-h2"]


@pytest.mark.parametrize(
    ("about", "to", "selection", "shown"),
    [
        (("task", "1"), ("law",), Selection(area="m1"), True),
        (("task", "1"), ("law",), Selection(area="a2"), False),
        (("task", "1"), ("law",), Selection(phase="p1"), True),
        (("task", "1"), ("law",), Selection(body="g1"), True),
        (("task", "3"), ("g1",), Selection(body="g1"), True),
        (("task", "3"), ("law",), Selection(body="g1"), False),
        (("task", "4"), ("law",), Selection(agreement="pair-2"), True),
        (("phase", "p1"), ("law",), Selection(phase="p1"), True),
        (("phase", "p1"), ("law",), Selection(phase="p2"), False),
        (("phase", "p1"), ("law",), Selection(area="m1"), False),
        (("agreement", "pair-1"), ("law",), Selection(agreement="frame"), True),
        (("agreement", "pair-1"), ("law",), Selection(agreement="pair-2"), False),
        (("agreement", "pair-1"), ("law",), Selection(phase="p1"), False),
        (("unit", "g1"), ("law",), Selection(body="g1"), True),
        (("unit", "town"), ("g1",), Selection(body="g1"), True),
        (("unit", "town"), ("law",), Selection(body="g1"), False),
        (("unit", "town"), ("colleges",), Selection(unit="law"), True),
        (("unit", "town"), ("towns",), Selection(unit="law"), False),
    ],
)
def test_an_answer_is_shown_where_it_belongs(
    about: tuple[str, str], to: tuple[str, ...], selection: Selection, shown: bool
) -> None:
    story = Story()
    story.raise_about(*about, to)
    assert bool(of(story, "feedback", selection)) is shown


def test_lights_are_shown_for_the_day_that_is_asked_for() -> None:
    state = Story().state
    on = date(2023, 1, 5)
    lit = {(i.kind, i.id): i.light for i in agenda(state, FIRST, LAST, on=on)}
    assert (lit["task", "1"], lit["task", "3"], lit["phase", "p1"]) == ("red", None, None)
    assert {i.light for i in agenda(state, FIRST, LAST)} == {None}
    later = {(i.kind, i.id): i.light for i in agenda(state, FIRST, LAST, on=date(2023, 2, 1))}
    assert later["phase", "p1"] == "red"


def test_an_unknown_selection_is_not_found() -> None:
    with pytest.raises(NotFound):
        agenda(Story().state, FIRST, LAST, Selection(unit="nobody"))


def test_an_entry_is_json_and_one_line() -> None:
    story = Story(plan_with(task("1", "law", due=due("2022-12-30")))).until("1", "underway")
    (found,) = (i for i in agenda(story.state, FIRST, LAST, on=date(2022, 12, 30)) if i.kind == "task")
    assert json.loads(json.dumps(found.to_dict())) == {
        "day": "2022-12-30",
        "kind": "task",
        "id": "1",
        "title": "Task 1",
        "first": None,
        "last": "2022-12-30",
        "state": "underway",
        "units": ["law"],
        "time": None,
        "light": "blue",
    }
    assert found.text() == "2022-12-30  task 1 Task 1: underway (Law college), blue"
    bare = AgendaItem(
        date(2023, 1, 2), "occurrence", "O1", "Talk", date(2023, 1, 1), None, "due", time="09:00"
    )
    assert bare.text() == "2023-01-02 09:00  occurrence O1 Talk: to be scheduled"
    assert bare.to_dict()["first"] == "2023-01-01"
    assert bare.to_dict()["last"] is None


@given(states())
def test_every_entry_has_words(state: State) -> None:
    for item in agenda(state, FIRST, LAST):
        assert item.title in item.text()
        assert item.day.isoformat() in item.text()
