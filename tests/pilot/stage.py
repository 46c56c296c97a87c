"""A small pilot on a memory log, and the ways its tests go again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.plans import small_plan

from pilotflow import Actor, ManualClock, Pilot, Plan, Step, open_log
from pilotflow.log.port import Log
from pilotflow.pilot.handles import Task

OFFICE, SCHOOL, INSPECTION = Actor("office"), Actor("school"), Actor("inspection")
STAFF, LABOUR, LAW = Actor("staff"), Actor("labour"), Actor("law")
HEAD_A, HEAD_B = Actor("head-a"), Actor("head-b")


def begun(
    plan: Plan | None = None, *, log: Log | None = None, day: str = "2022-12-09", **given: Any
) -> Pilot:
    """A pilot that has begun, with its first phase open."""
    kept = open_log("memory:") if log is None else log
    pilot = Pilot.start(plan or small_plan(), kept, by=OFFICE, clock=ManualClock(day), **given)
    pilot.phase("p1").open(by=OFFICE)
    return pilot


def clock_of(pilot: Pilot) -> ManualClock:
    clock = pilot._engine.clock
    assert isinstance(clock, ManualClock)
    return clock


def log_of(pilot: Pilot) -> Log:
    return pilot._engine.log


def taken_to(task: Task, state: str, lead: Actor, reviewer: Actor = INSPECTION) -> Task:
    """Carry a planned task up to a state on the straight way to its end."""
    steps: dict[str, Callable[[], Step]] = {
        "assigned": lambda: task.assign(by=OFFICE),
        "accepted": lambda: task.accept(by=lead),
        "underway": lambda: task.start(by=lead),
        "reported": lambda: task.report(by=lead, evidence=["paper"]),
        "verified": lambda: task.verify(by=reviewer),
        "closed": lambda: task.close(by=OFFICE),
        "maintained": lambda: task.maintain(by=OFFICE),
    }
    for entered, step in steps.items():
        if entered == "closed" and state == "maintained":
            continue
        step()
        if entered == state:
            return task
    raise ValueError(state)


def codes(reasons: tuple[Any, ...]) -> list[str]:
    return [reason.code for reason in reasons]
