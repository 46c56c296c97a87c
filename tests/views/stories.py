"""Arbitrary pilots: any tasks, moved along any edges, with any feedback about them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from tests.views.story import ISSUED, Story, in_area, plan_with, task

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.state import State
from pilotflow.plan.work import Task
from pilotflow.rules.tables import lifecycle

UNITS = ("school", "staff", "law", "arts", "painting", "district", "labour", "town", "colleges", "towns")
AREAS = ("a1", "a1-1", "a2")
DAYS = st.integers(0, 400).map(lambda count: ISSUED + timedelta(days=count))
EDGES = lifecycle("task").edges()


@st.composite
def tasks(draw: st.DrawFn, id: str) -> Task:
    leads = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True))
    latest = draw(st.none() | DAYS)
    area = draw(st.sampled_from((*AREAS, None)))
    return task(
        id,
        *leads,
        co_units=tuple(draw(st.lists(st.sampled_from(UNITS), max_size=2, unique=True))),
        phase=draw(st.sampled_from(("p1", "p2", None))),
        weight=draw(st.decimals("0.01", "9", places=2) | st.just(Decimal(1))),
        due=None if latest is None else Deadline("x", latest=latest),
        standings=() if area is None else in_area(area),
    )


@st.composite
def states(draw: st.DrawFn) -> State:
    count = draw(st.integers(0, 5))
    story = Story(plan_with(*(draw(tasks(str(n))) for n in range(count))))
    if count:
        go_on(story, draw)
    return story.state


def go_on(story: Story, draw: st.DrawFn) -> None:
    """Some more facts, each on a day not before the last."""
    day = ISSUED
    for _ in range(draw(st.integers(0, 12))):
        day += timedelta(days=draw(st.integers(0, 20)))
        record = draw(st.sampled_from(list(story.state.tasks.values())))
        questions = sorted(story.state.questions.get(("task", record.id), ()))
        triggers = sorted({trigger for trigger, left, _ in EDGES if left == record.state})
        acts = ["raise_feedback", *(["withdraw"] if questions else []), *triggers, *triggers]
        match draw(st.sampled_from(acts)):
            case "raise_feedback":
                story.raise_about("task", record.id, ("labour",), answer_by=str(day + timedelta(days=14)))
            case "withdraw":
                story.settle(questions[0], "withdraw", "withdrawn", "city", on=day)
            case trigger:
                story.move(record.id, trigger, day)


@st.composite
def turns(draw: st.DrawFn) -> tuple[State, State]:
    """A pilot as it was, and as it is some facts later; a task may have been given up since."""
    count = draw(st.integers(1, 5))
    story = Story(plan_with(*(draw(tasks(str(n))) for n in range(count))))
    go_on(story, draw)
    before = story.state.snapshot()
    go_on(story, draw)
    return before, story.state


def some_day() -> st.SearchStrategy[date]:
    return DAYS
