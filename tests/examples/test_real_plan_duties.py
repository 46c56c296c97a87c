"""The recurring duties of the real plan: their rhythm, their kind, whose they are."""

from __future__ import annotations

import itertools
from datetime import date
from functools import cache
from pathlib import Path

from pilotflow.plan.load import load_plan
from pilotflow.plan.model import Plan

FILE = Path(__file__).parents[2] / "examples" / "keqiao_zhijiang" / "plan.yaml"


@cache
def real_plan() -> Plan:
    return load_plan(FILE)


def test_recurring_duties_have_the_rhythm_the_text_gives_and_no_other() -> None:
    stated = {
        series.id: series.when for series in real_plan().series if series.when.recurrence or series.when.per
    }
    assert {id: (when.text, when.recurrence, when.per) for id, when in stated.items()} == {
        "quarterly": ("每季度召开一次", "FREQ=MONTHLY;INTERVAL=3", "1/quarter"),
        "cadre-plan": ("年度", "FREQ=YEARLY", "1/year"),
        "class-meeting": ("每学期召开一次", None, "1/term"),
        "lecture": ("每年作一次", "FREQ=YEARLY", "1/year"),
        "consultation": ("每周", "FREQ=WEEKLY", "1/week"),
    }
    assert len(real_plan().series) == 5 + 11


def test_what_each_pairing_owes_is_declared_once_for_each() -> None:
    owed = {series.id for series in real_plan().series if series.for_each == "agreements"}
    assert owed == {"regular", "lists", "checks", "guidance"}


def test_duties_other_than_meetings_say_what_they_are() -> None:
    kinds = {series.id: series.kind for series in real_plan().series if series.kind != "meeting"}
    assert kinds == {
        "lists": "list_review",
        "lodging": "list_review",
        "checks": "inspection",
        "guidance": "inspection",
        "bulletins": "report",
        "theory-study": "training",
        "lecture": "training",
        "cadre-plan": "work",
        "joint-action": "work",
        "job-fair": "event",
        "drill": "drill",
    }


def test_a_duty_says_whose_it_is_and_which_task_it_serves() -> None:
    plan = real_plan()
    whose = {series.id for series in plan.series if series.body or series.units or series.for_each}
    assert whose == plan.series_by_id.keys()
    assert {series.task for series in plan.series} <= plan.task_by_id.keys()
    assert (plan.series_by_id["quarterly"].body, plan.series_by_id["consultation"].body) == (
        "leading-group",
        "g5",
    )


def test_terms_cover_the_pilot_without_overlap() -> None:
    terms = real_plan().terms
    assert [term.id for term in terms] == ["2022-1", "2022-2", "2023-1", "2023-2"]
    assert all(a.last < b.first for a, b in itertools.pairwise(terms))
    assert terms[0].last > date(2022, 12, 9)
    assert terms[-1].last > date(2023, 12, 31)
