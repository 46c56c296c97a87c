"""Small plans that tests share."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.plan.duties import PlannedOccurrence, Series
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Body, Group, Roles, Seat, Side, Unit
from pilotflow.plan.work import Gate, Part, Phase, Requirement, Task

DAY = date(2022, 12, 9)


def due(latest: str, *, sustain: bool = False, text: str | None = None) -> Deadline:
    return Deadline(text or latest, latest=date.fromisoformat(latest), sustain=sustain)


def small_plan(**changes: Any) -> Plan:
    """Two sides, an office that a task creates, two heads, an inspection body, two phases, four tasks."""
    plan = Plan(
        id="small",
        title="A small pilot",
        language="en",
        timezone="Asia/Shanghai",
        issued=DAY,
        issuer="school",
        sides=(Side("a", "District"), Side("b", "School")),
        units=(
            Unit("district", "The district", "district", side="a"),
            Unit("school", "The school", "school", side="b"),
            Unit("staff", "Staff office", "staff", side="b", part_of="school"),
            Unit("labour", "Labour office", "labour", side="a", part_of="district"),
            Unit("law", "Law college", "law", side="b", part_of="school", groups=("colleges",)),
            Unit("arts", "Arts college", "arts", side="b", part_of="school", groups=("colleges",)),
            Unit("audit", "Audit", "audit", side="a", part_of="district", independent=True),
        ),
        groups=(
            Group("colleges", "Colleges", "colleges", members=("law", "arts")),
            Group("towns", "Towns", "towns", open=True),
        ),
        bodies=(
            Body(
                "leading-group",
                "leading",
                "Leading group",
                "leading-group",
                seats=(Seat("head-a", "head", "district"), Seat("head-b", "head", "school")),
            ),
            Body("office", "office", "Office", "office", created_by="1"),
            Body("inspection", "supervision", "Inspection", "inspection", leads=("audit",)),
        ),
        roles=Roles(
            office="office",
            heads=("head-a", "head-b"),
            reviewers=("inspection", "office", "head-a", "head-b"),
            supervisors=("inspection",),
        ),
        phases=(
            Phase("p1", "launch", "Launch", "1", due=due("2022-12-31")),
            Phase(
                "p2",
                "final",
                "Final",
                "2",
                due=due("2023-12-31"),
                gate=Gate(require=(Requirement("report", "result"), Requirement("occurrence", "kick-off"))),
            ),
        ),
        tasks=(
            Task(
                "1",
                "1",
                "Set up the office",
                leads=("school",),
                co_units=("towns",),
                phase="p1",
                due=due("2022-12-20"),
            ),
            Task(
                "2",
                "2",
                "Sign agreements",
                leads=("staff", "labour"),
                phase="p1",
                due=due("2022-12-31", sustain=True),
                parts=(Part("sign", "Sign", for_each="colleges"), Part("list", "List")),
            ),
            Task(
                "3",
                "3",
                "Train people",
                leads=("labour",),
                co_units=("staff",),
                phase="p2",
                due=due("2023-06-30"),
            ),
            Task("4", "4", "Say what was learnt", leads=("staff",)),
        ),
        series=(
            Series(
                "quarterly",
                "quarterly",
                "meeting",
                "Quarterly meeting",
                Deadline("each quarter", recurrence="FREQ=MONTHLY;INTERVAL=3"),
                body="leading-group",
            ),
            Series(
                "regular", "regular", "meeting", "Regular meeting", Deadline("regularly"), for_each="colleges"
            ),
        ),
        occurrences=(PlannedOccurrence("kick-off", "kick-off", "event", "Kick-off", phase="p1"),),
    )
    return attrs.evolve(plan, **changes)
