"""A status says what is late, who has it, and what waits for whom."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.views.stories import some_day, states
from tests.views.story import Story

from pilotflow.errors import NotFound
from pilotflow.facts.pilots import ItemTicked, PilotTransition, PlanReceived
from pilotflow.facts.state import State
from pilotflow.views.agenda import agenda
from pilotflow.views.lights import light
from pilotflow.views.progress import progress
from pilotflow.views.selection import Selection
from pilotflow.views.status import Status, status
from pilotflow.views.waiting import waiting_for

ON = date(2023, 1, 5)


def row(found: Status, name: str, id: str) -> dict[str, Any]:
    (line,) = (line for line in found.to_dict()[name] if line["id"] == id)
    return dict(line)


@given(states(), some_day())
def test_a_status_repeats_what_the_other_views_say(state: State, on: date) -> None:
    found = status(state, on)
    assert found.progress == progress(state, on)
    assert [line.id for line in found.tasks] == list(state.tasks)
    for line in found.tasks:
        record = state.tasks[line.id]
        assert line.state == record.state
        assert line.light == light(state, record, on)
        assert line.waiting_for == waiting_for(state, "task", line.id, on)
    assert [line.id for line in found.open_feedback] == [f.id for f in state.open_feedback()]
    assert {line.id for line in found.standing} == {
        line.id for line in found.tasks if line.state == "maintained"
    }


@given(states(), some_day())
def test_every_status_is_json_and_has_words_in_both_languages(state: State, on: date) -> None:
    found = status(state, on)
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    for language in ("en", "zh"):
        said = found.text(language)
        assert all(line.title in said for line in found.tasks)
        assert all(line.title in said for line in found.phases)
        assert "{" not in said


def test_the_json_holds_what_others_rely_on() -> None:
    story = Story().until("1", "assigned")
    found = status(story.state, ON).to_dict()
    assert (found["id"], found["title"], found["status"], found["on"]) == (
        "small",
        "A small pilot",
        "running",
        "2023-01-05",
    )
    assert (found["percent"], found["version"], found["conclusion"]) == (0, 2, None)
    task = row(status(story.state, ON), "tasks", "1")
    assert task == {
        "id": "1",
        "label": "1",
        "title": "Task 1",
        "state": "assigned",
        "phase": "p1",
        "leads": ["school"],
        "co_units": [],
        "due": "2022-12-30",
        "light": "red",
        "light_reason": "overdue",
        "waiting_for": ["school"],
        "in_question": False,
        "next_check": None,
        "overdue_recheck": False,
    }


def test_a_phase_has_its_light_its_figure_and_whom_it_waits_for() -> None:
    story = Story().until("1", "closed").phase("p1", "open", "open").phase("p1", "present", "presented")
    found = status(story.state, ON)
    assert row(found, "phases", "p1") == {
        "id": "p1",
        "title": "Launch",
        "state": "presented",
        "due": "2023-01-31",
        "light": None,
        "waiting_for": ["head-a", "head-b"],
        "percent": 50,
    }
    assert row(found, "phases", "p3")["due"] is None
    assert row(found, "phases", "p3")["percent"] is None
    late = status(story.state, date(2024, 1, 1))
    assert row(late, "phases", "p2")["light"] == "red"


def test_open_feedback_says_who_owes_what_by_when() -> None:
    story = Story()
    id = story.raise_about("task", "1", ("law",), answer_by="2023-01-04")
    assert row(status(story.state, ON), "open_feedback", id) == {
        "id": id,
        "about": ["task", "1"],
        "text": "About 1",
        "kind": "problem",
        "raiser": "city",
        "state": "assigned",
        "to": ["law"],
        "answer_by": "2023-01-04",
        "overdue": True,
        "disputes": 0,
        "waiting_for": ["law"],
    }
    assert row(status(story.state, date(2023, 1, 4)), "open_feedback", id)["overdue"] is False
    story.settle(id, "answer", "answered", "law", text="Done")
    assert row(status(story.state, ON), "open_feedback", id)["overdue"] is False
    story.settle(id, "confirm", "confirmed", "city")
    assert status(story.state, ON).open_feedback == ()


def test_a_window_that_ended_without_being_held_is_overdue() -> None:
    story = Story()

    def overdue(on: date) -> bool:
        return bool(row(status(story.state, on), "occurrences", "board-meeting.2022-q4")["overdue"])

    assert not overdue(date(2022, 12, 31))
    assert overdue(date(2023, 1, 1))
    story.meet("board-meeting.2022-q4", "schedule", "scheduled", "2022-12-20T09:00")
    assert not overdue(date(2022, 12, 20))
    assert overdue(date(2022, 12, 21))
    story.meet("board-meeting.2022-q4", "hold", "held", "2022-12-20T09:00")
    assert not overdue(date(2023, 6, 1))


def test_occurrences_are_those_touched_and_those_whose_window_has_begun() -> None:
    story = Story().meet("board-meeting.2023-q3", "schedule", "scheduled", "2023-07-03T09:00")
    shown = [line.id for line in status(story.state, ON).occurrences if line.id.startswith("board")]
    assert shown == ["board-meeting.2022-q4", "board-meeting.2023-q1", "board-meeting.2023-q3"]
    line = row(status(story.state, ON), "occurrences", "board-meeting.2023-q3")
    assert (line["day"], line["time"], line["waiting_for"]) == ("2023-07-03", "09:00", ["board"])
    story.meet("board-meeting.2023-q3", "skip", "skipped")
    assert row(status(story.state, ON), "occurrences", "board-meeting.2023-q3")["waiting_for"] == []


def test_standing_duties_have_their_next_recheck_and_say_when_it_is_overdue() -> None:
    story = Story().until("2", "verified").move("2", "maintain", next_check=date(2024, 1, 4))
    on_the_day = status(story.state, date(2024, 1, 4))
    assert row(on_the_day, "standing", "2") == {
        "id": "2",
        "title": "Task 2",
        "next_check": "2024-01-04",
        "overdue": False,
        "waiting_for": ["inspection"],
    }
    after = status(story.state, date(2024, 1, 5))
    assert row(after, "standing", "2")["overdue"]
    assert row(after, "tasks", "2")["overdue_recheck"]
    assert row(after, "tasks", "2")["light"] is None


def test_targets_tick_their_lists_and_show_what_was_promised() -> None:
    story = Story().tell(ItemTicked("t2", "need"), "2023-01-03")
    found = status(story.state, ON)
    assert row(found, "targets", "t2") == {
        "id": "t2",
        "title": "Lists",
        "kind": "list",
        "amount": "6",
        "unit": "",
        "items": [
            {"id": "need", "title": "Needs", "ticked": "2023-01-03"},
            {"id": "offer", "title": "Offers", "ticked": None},
        ],
        "ticked": 1,
        "total": 6,
    }
    assert row(found, "targets", "t1")["amount"] == "10.5"
    assert row(found, "targets", "t1")["total"] is None
    assert row(found, "targets", "t3")["total"] == 1
    assert row(found, "targets", "t4")["kind"] == "must_not"


def test_receipts_list_every_addressee_and_whoever_else_acknowledged() -> None:
    story = Story().tell(PlanReceived("law"), "2022-12-12", by="law")
    story.tell(PlanReceived("city"), "2022-12-13", by="city")
    receipts = status(story.state, ON).receipts
    assert receipts == (("law", "2022-12-12"), ("arts", None), ("town", None), ("city", "2022-12-13"))
    assert status(story.state, ON, Selection(unit="law")).receipts == (("law", "2022-12-12"),)
    assert status(story.state, ON, Selection(phase="p1")).receipts == ()


def test_a_selection_narrows_every_list() -> None:
    story = Story()
    story.raise_about("task", "3", ("town",))
    found = status(story.state, ON, Selection(unit="law", phase="p1"))
    assert [line.id for line in found.tasks] == []
    assert [line.id for line in found.co_tasks] == ["2"]
    assert [line.id for line in found.phases] == ["p1"]
    assert (found.open_feedback, found.open_points, found.targets) == ((), (), ())
    assert [line.id for line in status(story.state, ON, Selection(area="a1")).targets] == ["t1", "t2"]
    with pytest.raises(NotFound):
        status(story.state, ON, Selection(body="nobody"))


@pytest.mark.parametrize(
    ("unit", "hears"),
    [("law", True), ("town", True), ("labour", True), ("city", True), ("audit", False), ("office", False)],
)
def test_a_unit_hears_of_feedback_it_owes_raised_or_has_a_part_in(unit: str, hears: bool) -> None:
    story = Story()
    story.raise_about("task", "3", ("labour",))
    assert bool(status(story.state, ON, Selection(unit=unit)).open_feedback) is hears


def test_feedback_about_other_things_is_heard_by_who_owes_it() -> None:
    story = Story()
    story.raise_about("agreement", "pair-1", ("law",))
    assert status(story.state, ON, Selection(unit="law")).open_feedback != ()
    assert status(story.state, ON, Selection(unit="arts")).open_feedback == ()


def test_overdue_windows_are_on_the_agenda_of_their_past() -> None:
    state = Story().state
    late = {line.id for line in status(state, date(2023, 4, 1)).occurrences if line.overdue}
    past = agenda(state, date(2022, 1, 1), date(2023, 3, 31))
    assert late == {item.id for item in past if item.kind == "occurrence"}


def test_the_report_reads_as_an_office_would_write_it() -> None:
    story = Story().phase("p1", "open", "open").until("1", "assigned")
    story.until("2", "verified").move("2", "maintain", next_check=date(2023, 1, 2))
    id = story.raise_about("task", "2", ("staff",), answer_by="2023-01-04")
    story.settle(id, "answer", "answered", "staff", text="Done").settle(
        id, "dispute", "assigned", "city", answer_by=date(2023, 1, 4)
    )
    story.tell(PlanReceived("law"), "2022-12-12", by="law")
    story.meet("board-meeting.2023-q1", "schedule", "scheduled", "2023-02-01T09:00")
    story.meet("drill.2023", "schedule", "scheduled", "2023-02-02")
    story.meet("drill.2022", "hold", "held", "2022-12-20")
    said = status(story.state, ON).text().splitlines()
    assert said[:2] == [
        "A small pilot (small): running, 2023-01-05",
        "░░░░░░░░░░░░░░░░░░░░ 0 % (0 of 5); 1 late; 1 in question",
    ]
    for line in (
        "  p1 Launch: open; due 2023-01-31; 0 %",
        "  p3 Without a date: pending",
        "  1 Task 1: assigned; red: due 2022-12-30, 6 days ago, and not reported; waits for The school",
        (
            "  2 Task 2: maintained; yellow: an answer to F1 was owed by 2023-01-04; in question; "
            "waits for Staff office"
        ),
        "  4 Task 4: planned; waits for Office",
        (
            "  F1 About 2: about task 2; with its addressee; answer owed by 2023-01-04; overdue; "
            "times disputed: 1; waits for Staff office"
        ),
        (
            "  board-meeting.2022-q4 Board meeting: to be scheduled; from 2022-12-09 to 2022-12-31; overdue; "
            "waits for Board"
        ),
        "  board-meeting.2023-q1 Board meeting: scheduled; 2023-02-01 09:00; waits for Board",
        "  drill.2023 Drill: scheduled; 2023-02-02; waits for Town, Law college",
        "  2 Task 2: re-check was due 2023-01-02; waits for Staff office",
        "  t1 Papers: at least; 10.5 pieces",
        "  t2 Lists: list; 6; 0 of 6 there",
        "  t4 No incident: must not happen",
        "  Towns (towns): the group names no members yet",
        "  law Law college: received 2022-12-12",
        "  arts Arts college: not received yet",
    ):
        assert any(each.startswith(line) for each in said), line
    assert not any("drill.2022" in each for each in said)


def test_windows_of_one_duty_that_went_by_are_told_together() -> None:
    story = Story().meet("board-meeting.2023-q2", "hold", "held", "2023-05-08")
    story.meet("board-meeting.2023-q3", "miss", "missed")
    said = status(story.state, date(2024, 1, 1)).text().splitlines()
    assert [line.strip() for line in said if "Board meeting" in line] == [
        (
            "board-meeting Board meeting: to be scheduled; 3 times from 2022-12-09 to 2023-12-29; overdue; "
            "waits for Board"
        ),
        "board-meeting.2023-q3 Board meeting: missed; 2023-09-29",
    ]
    assert sum("Visit" in line for line in said) == 3


def test_lists_that_are_empty_have_no_heading() -> None:
    said = status(Story().state, ON, Selection(unit="law")).text()
    assert "Shared tasks" in said
    assert "Standing duties" not in said
    assert "Open feedback" not in said
    assert "1 shared" in said


def test_a_standing_duty_without_a_recheck_is_listed_all_the_same() -> None:
    found = status(Story().until("2", "maintained").state, ON)
    assert row(found, "standing", "2")["overdue"] is False
    assert "2 Task 2" in found.text()


def test_feedback_that_waits_for_confirmation_shows_no_answer_date() -> None:
    story = Story()
    answered = story.raise_about("task", "1", ("law",), answer_by="2023-01-04")
    story.settle(answered, "answer", "answered", "law", text="Done")
    story.raise_about("pilot", "small", answer_by=None)
    said = status(story.state, ON).text()
    assert "F1 About 1: about task 1; answered; waits for City" in said
    assert "F2 About small: about pilot small; raised; waits for Office" in said


def test_an_ended_pilot_says_so() -> None:
    story = Story().tell(PilotTransition("small", "stop", "running", "stopped"))
    story.tell(PilotTransition("small", "decide", "stopped", "stopped", "adapt"))
    found = status(story.state, ON)
    assert (found.status, found.conclusion) == ("stopped", "adapt")
    assert found.text().startswith("A small pilot (small): stopped, 2023-01-05")
