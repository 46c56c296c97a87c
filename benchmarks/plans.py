"""A plan of as many tasks as wanted, and its actors."""

from __future__ import annotations

from datetime import date

from pilotflow import Actor, Deadline, Pilot, Plan, open_log
from pilotflow.log.port import Log
from pilotflow.plan.units import Body, Roles, Seat, Side, Unit
from pilotflow.plan.work import Phase, Task

OFFICE = Actor("office")
LEAD = Actor("staff")
REVIEWER = Actor("inspection")


def plan_of(tasks: int) -> Plan:
    """Two sides, an office, an inspection, one phase; each task has two leads, a co-unit and a last day."""
    return Plan(
        id="bench",
        title="A pilot to measure",
        language="en",
        timezone="Asia/Shanghai",
        issued=date(2022, 12, 9),
        issuer="school",
        roles=Roles(
            office="office",
            heads=("head-a", "head-b"),
            reviewers=("inspection", "office", "head-a", "head-b"),
            supervisors=("inspection",),
        ),
        sides=(Side("a", "District"), Side("b", "School")),
        units=(
            Unit("district", "The district", "district", side="a"),
            Unit("school", "The school", "school", side="b"),
            Unit("staff", "Staff office", "staff", side="b", part_of="school"),
            Unit("labour", "Labour office", "labour", side="a", part_of="district"),
            Unit("law", "Law college", "law", side="b", part_of="school"),
            Unit("secretariat", "Secretariat", "secretariat", side="b", independent=True),
            Unit("audit", "Audit", "audit", side="a", part_of="district", independent=True),
        ),
        bodies=(
            Body(
                "leading-group",
                "leading",
                "Leading group",
                "leading-group",
                seats=(Seat("head-a", "head", "district"), Seat("head-b", "head", "school")),
            ),
            Body("office", "office", "Office", "office", leads=("secretariat",)),
            Body("inspection", "supervision", "Inspection", "inspection", leads=("audit",)),
        ),
        phases=(Phase("work", "progress", "Work", "1", due=Deadline("by 2023", latest=date(2023, 12, 31))),),
        tasks=tuple(
            Task(
                str(number),
                str(number),
                f"Task {number}",
                leads=("staff", "labour"),
                co_units=("law",),
                phase="work",
                due=Deadline("by mid-2023", latest=date(2023, 6, 30)),
            )
            for number in range(1, tasks + 1)
        ),
    )


def begun(plan: Plan, log: Log | None = None) -> Pilot:
    """A pilot of this plan with its phase open, in memory unless another log is given."""
    pilot = Pilot.start(plan, log or open_log("memory:"), by=OFFICE)
    pilot.phase("work").open(by=OFFICE)
    return pilot
