"""Everything a task and the feedback about it can come to: the loop closes, and it closes only when it may."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import pytest
from tests.plans import small_plan
from tests.rules.page import RUNNING, WHO
from tests.rules.scenes import WAY_TO_VERIFIED, Scene, stuck

from pilotflow import load_plan
from pilotflow.facts.actor import Actor
from pilotflow.facts.phases import PhaseTransition
from pilotflow.facts.tasks import TaskTransition
from pilotflow.plan.model import Plan

KEQIAO = Path(__file__).parents[2] / "examples" / "keqiao_zhijiang" / "plan.yaml"
VERIFIED = tuple(TaskTransition("3", *edge) for edge in WAY_TO_VERIFIED)
SECOND_OPEN = (PhaseTransition("p2", "open", "pending", "open"),)


@cache
def keqiao() -> Plan:
    return load_plan(KEQIAO)


def office_leads() -> Plan:
    """A plan whose office is the unit that leads the task."""
    plan = small_plan()
    roles = attrs.evolve(plan.roles, office="staff", reviewers=("inspection", "staff", "head-a", "head-b"))
    task = attrs.evolve(plan.tasks[2], leads=("staff",), co_units=("labour",))
    return attrs.evolve(plan, roles=roles, tasks=(task,), bodies=(plan.bodies[0], plan.bodies[2]))


def one_supervisor() -> Plan:
    """A plan whose only supervisor is a unit that raises and answers feedback like any other."""
    plan = small_plan()
    return attrs.evolve(plan, roles=attrs.evolve(plan.roles, supervisors=("audit",)))


def group_leads(report: str) -> Plan:
    """A plan with a task that a closed group leads."""
    plan = small_plan()
    task = attrs.evolve(plan.tasks[2], leads=("colleges",), co_units=(), report=report)
    return attrs.evolve(plan, tasks=(plan.tasks[0], task))


def opened(plan: Plan, task: str) -> tuple[PhaseTransition, ...]:
    phase = plan.task_by_id[task].phase
    return (PhaseTransition(str(phase), "open", "pending", "open"),)


def keqiao_scene(task: str, raiser: str) -> Scene:
    lead = keqiao().task_by_id[task].leads[-1]
    cast = dict.fromkeys((lead, "office", "inspection", "head-kq", "head-zj", raiser))
    return Scene(
        keqiao(),
        task,
        tuple(cast),
        (raiser,),
        passed_on=("inspection", lead),
        happened=opened(keqiao(), task),
        careless=False,
        triggers=tuple(
            trigger for trigger in WHO if trigger not in ("suspend", "resume", "cancel", "retire")
        ),
    )


SCENES = {
    "every-actor": Scene(
        small_plan(), "2", ("staff", "office", "inspection", "head-a", "head-b", "law", "school", "district")
    ),
    "two-leads-sign": Scene(
        small_plan(),
        "2",
        ("staff", "labour", "office", "inspection"),
        triggers=(
            "assign",
            "accept",
            "start",
            "report",
            "send_back",
            "verify",
            "maintain",
            "suspend",
            "resume",
        ),
    ),
    "the-pilot-stops": Scene(
        small_plan(), "2", ("staff", "office", "inspection", "law"), ("law",), careless=False, ends=True
    ),
    "all-answer-in-turn": Scene(
        small_plan(),
        "3",
        ("labour", "office", "inspection", "head-a", "head-b", "law"),
        ("law",),
        passed_on=("inspection", "head-a", "head-b"),
        happened=(*SECOND_OPEN, *VERIFIED),
        triggers=("close", "cancel"),
        was_verified=True,
    ),
    "two-pieces-of-feedback": Scene(
        small_plan(),
        "3",
        ("labour", "office", "inspection"),
        ("inspection", "labour"),
        pieces=2,
        happened=SECOND_OPEN,
        careless=False,
        triggers=("assign", "accept", "start", "report", "send_back", "verify", "close", "cancel", "reopen"),
    ),
    "the-task-makes-the-office": Scene(
        small_plan(), "1", ("school", "office", "inspection", "head-a"), ("school",), passed_on=("office",)
    ),
    "the-office-leads": Scene(
        office_leads(),
        "3",
        ("staff", "inspection", "head-a", "labour"),
        ("labour",),
        passed_on=("inspection",),
        happened=SECOND_OPEN,
    ),
    "the-supervisor-raises": Scene(
        one_supervisor(),
        "3",
        ("labour", "office", "inspection", "audit", "head-a", "head-b"),
        ("audit",),
        passed_on=("audit", "head-b"),
        happened=(*SECOND_OPEN, *VERIFIED),
        triggers=("close", "cancel"),
        was_verified=True,
    ),
    "the-supervisor-answers": Scene(
        one_supervisor(),
        "3",
        ("labour", "office", "inspection", "audit", "head-a", "head-b"),
        ("labour",),
        passed_on=("audit",),
        happened=(*SECOND_OPEN, *VERIFIED),
        triggers=("close", "cancel"),
        was_verified=True,
    ),
    "a-reviewer-acts-for-the-lead": Scene(
        small_plan(),
        "3",
        ("office", "labour", "inspection", "head-a", "head-b", Actor("inspection", acting_for="labour")),
        ("inspection",),
        happened=SECOND_OPEN,
        delegations=(("labour", "inspection"),),
        careless=False,
    ),
    "a-group-leads": Scene(
        group_leads("any_lead"),
        "3",
        ("law", "arts", "office", "inspection"),
        happened=SECOND_OPEN,
        triggers=("assign", "accept", "start", "report", "send_back", "verify", "close", "reopen"),
    ),
    "a-group-leads-and-all-report": Scene(
        group_leads("all_leads"),
        "3",
        ("law", "arts", "office", "inspection"),
        happened=SECOND_OPEN,
        triggers=("assign", "accept", "start", "report", "send_back", "verify", "close", "reopen"),
    ),
    "keqiao-7": keqiao_scene("7", "zj"),
    "keqiao-23-led-by-inspection": keqiao_scene("23", "zj-disc"),
    "keqiao-2-makes-the-office": keqiao_scene("2", "zj"),
    "keqiao-1-raised-outside": keqiao_scene("1", "city-edu"),
}


@pytest.mark.parametrize("name", SCENES)
def test_no_step_breaks_a_law_and_the_task_can_always_be_done(name: str) -> None:
    scene = SCENES[name]
    graph = scene.walk()
    assert graph.found == []
    assert stuck(graph, scene.task) == []
    reached = {state.tasks[scene.task].state for state in graph.states}
    assert reached & {"closed", "maintained"}
    if scene.triggers == tuple(WHO):
        assert reached >= {*RUNNING, "planned", "suspended", "cancelled"}


@pytest.mark.slow
@pytest.mark.parametrize("task", [task.id for task in keqiao().tasks] if KEQIAO.exists() else [])
@pytest.mark.parametrize("raiser", ["inspection", "zj", "kq-org", "city-edu"])
def test_every_task_of_the_real_plan_can_always_be_done(task: str, raiser: str) -> None:
    scene = keqiao_scene(task, raiser)
    graph = scene.walk()
    assert graph.found == []
    assert stuck(graph, task) == []


def test_the_walk_sees_a_task_that_nobody_may_verify() -> None:
    plan = small_plan()
    roles = attrs.evolve(plan.roles, reviewers=("office",))
    task = attrs.evolve(plan.tasks[2], co_units=("office",))
    nobody = attrs.evolve(plan, roles=roles, tasks=(task,))
    graph = Scene(nobody, "3", ("labour", "office"), happened=SECOND_OPEN, careless=False).walk()
    assert stuck(graph, "3")
