"""A plan with one thing of every kind a view shows, and a way to tell what happened fact by fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Self

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.actor import Actor
from pilotflow.facts.data import Data
from pilotflow.facts.duties import OccurrenceTransition
from pilotflow.facts.fact import Fact
from pilotflow.facts.feedback import FeedbackRaised, FeedbackTransition
from pilotflow.facts.folding import begin, evolve
from pilotflow.facts.phases import PhaseSigned, PhaseTransition
from pilotflow.facts.pilots import PilotStarted
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskTransition
from pilotflow.plan.duties import Agreement, PlannedOccurrence, Series
from pilotflow.plan.goals import Item, Target
from pilotflow.plan.model import Plan, Settings
from pilotflow.plan.units import Body, Group, Roles, Seat, Unit
from pilotflow.plan.work import Category, Classification, Part, Phase, Standing, Task
from pilotflow.rules.tables import lifecycle

ISSUED = date(2022, 12, 9)
"""A Friday."""


def due(latest: str, **more: Any) -> Deadline:
    return Deadline(latest, latest=date.fromisoformat(latest), **more)


def task(id: str, *leads: str, **more: Any) -> Task:
    return Task(id, id, f"Task {id}", leads=leads, **more)


def in_area(*categories: str) -> tuple[Standing, ...]:
    return tuple(Standing("area" if id.startswith("a") else "mechanism", id) for id in categories)


TASKS = (
    task("1", "school", phase="p1", due=due("2022-12-30"), standings=in_area("a1", "m1"), body="g1"),
    task(
        "2",
        "staff",
        "labour",
        co_units=("law",),
        phase="p1",
        due=due("2023-01-31", sustain=True, earliest=date(2023, 1, 1)),
        standings=in_area("a1-1"),
        parts=(
            Part("sign", "Sign", for_each="colleges", due=due("2023-01-10")),
            Part("list", "List", due=due("2023-01-20")),
            Part("visit", "Visit", units=("town",), due=due("2023-01-25")),
            Part("pair", "Pair", for_each="agreements", due=due("2023-01-27")),
            Part("open", "Towns", for_each="towns", due=due("2023-01-28")),
            Part("some-day", "Some day"),
        ),
    ),
    task("3", "colleges", co_units=("town",), phase="p2", due=due("2023-06-30"), standings=in_area("a2")),
    task("4", "labour", agreement="pair-2"),
    task("5", "office", phase="p2", body="inspection", agreement="frame", due=due("2023-03-31")),
)

PLAN = Plan(
    id="small",
    title="A small pilot",
    language="en",
    timezone="Asia/Shanghai",
    issued=ISSUED,
    issuer="school",
    addressees=("colleges", "town", "towns"),
    units=(
        Unit("school", "The school", "school"),
        Unit("staff", "Staff office", "staff", part_of="school"),
        Unit("law", "Law college", "law", part_of="school", groups=("colleges",)),
        Unit("arts", "Arts college", "arts", part_of="school", groups=("colleges",)),
        Unit("painting", "Painting", "painting", part_of="arts"),
        Unit("district", "The district", "district"),
        Unit("labour", "Labour office", "labour", part_of="district"),
        Unit("town", "Town", "town", part_of="district"),
        Unit("audit", "Audit", "audit", part_of="district", independent=True),
        Unit("city", "City", "city"),
    ),
    groups=(
        Group("colleges", "Colleges", "colleges", members=("law", "arts")),
        Group("towns", "Towns", "towns", open=True),
    ),
    bodies=(
        Body(
            "board",
            "leading",
            "Board",
            "board",
            seats=(Seat("head-a", "head", "district"), Seat("head-b", "head", "school")),
        ),
        Body("office", "office", "Office", "office"),
        Body("g1", "working", "Group one", "g1", leads=("staff",), members=("law",)),
        Body("liaison", "working", "Liaison", "liaison", members=("town",)),
        Body("inspection", "supervision", "Inspection", "inspection", leads=("audit",)),
    ),
    roles=Roles(
        office="office",
        heads=("head-a", "head-b"),
        reviewers=("head-b", "inspection", "office"),
        supervisors=("inspection",),
    ),
    classifications=(
        Classification(
            "area", (Category("a1", "One"), Category("a1-1", "Below", part_of="a1"), Category("a2", "Two"))
        ),
        Classification("mechanism", (Category("m1", "First"),)),
    ),
    phases=(
        Phase("p1", "launch", "Launch", "1", due=due("2023-01-31")),
        Phase("p2", "final", "Final", "2", due=due("2023-12-29")),
        Phase("p3", "final", "Without a date", "3"),
    ),
    tasks=TASKS,
    targets=(
        Target("t1", "t1", "Papers", "at_least", amount=Decimal("10.5"), unit="pieces", served_by=("1",)),
        Target(
            "t2",
            "t2",
            "Lists",
            "list",
            amount=Decimal(6),
            items=(Item("need", "Needs"), Item("offer", "Offers")),
            served_by=("2",),
        ),
        Target("t3", "t3", "Names", "list", items=(Item("one", "One"),)),
        Target("t4", "t4", "No incident", "must_not", severity="grave"),
    ),
    series=(
        Series(
            "board-meeting",
            "board-meeting",
            "meeting",
            "Board meeting",
            Deadline("each quarter", recurrence="FREQ=MONTHLY;INTERVAL=3"),
            body="board",
            area="a2",
        ),
        Series(
            "visit",
            "visit",
            "inspection",
            "Visit",
            Deadline("each half-year", recurrence="FREQ=MONTHLY;INTERVAL=6"),
            for_each="agreements",
            task="1",
        ),
        Series(
            "drill",
            "drill",
            "drill",
            "Drill",
            Deadline("yearly", recurrence="FREQ=YEARLY"),
            units=("town", "law"),
        ),
        Series(
            "class", "class", "meeting", "Class", Deadline("each term", per="1/term"), for_each="colleges"
        ),
        Series("regular", "regular", "meeting", "Regular", Deadline("regularly"), for_each="towns"),
    ),
    occurrences=(
        PlannedOccurrence("kick-off", "kick-off", "event", "Kick-off", due=due("2022-12-20"), phase="p1"),
        PlannedOccurrence("review", "review", "meeting", "Review", due=due("2023-02-28"), body="liaison"),
    ),
    agreements=(
        Agreement("frame", "frame", "framework", "Frame", ("school", "district"), last=date(2025, 12, 31)),
        Agreement(
            "pair-1",
            "pair-1",
            "pairing",
            "Pair one",
            ("law", "town"),
            parent="frame",
            review=date(2023, 12, 31),
            body="liaison",
        ),
        Agreement("pair-2", "pair-2", "pairing", "Pair two", ("arts", "city")),
    ),
)


class Story:
    """Tells one fact after the other; nothing is judged, as in the fold itself."""

    def __init__(self, plan: Plan = PLAN) -> None:
        self._hour = datetime(2022, 12, 9, tzinfo=UTC)
        start = PilotStarted(plan, "0" * 64)
        self.state: State = begin(self._fact(start, 1, "2022-12-09", "office"))

    def tell(self, data: Data, on: date | str = ISSUED, by: str = "office") -> Self:
        evolve(self.state, self._fact(data, self.state.version + 1, str(on), by))
        return self

    def move(self, id: str, trigger: str, on: date | str = ISSUED, by: str = "office", **more: Any) -> Self:
        """Move a task along the edge its table has for the trigger."""
        record = self.state.tasks[id]
        ends = [
            to
            for edge, left, to in lifecycle("task").edges()
            if (edge, left) == (trigger, record.state) and (edge != "resume" or to == record.former)
        ]
        return self.tell(TaskTransition(id, trigger, record.state, ends[0], **more), on, by)

    def until(self, id: str, state: str, on: date | str = ISSUED, by: str = "office") -> Self:
        """Bring a planned task to a state on the way, all on one day."""
        way = {
            "assigned": ("assign",),
            "accepted": ("assign", "accept"),
            "underway": ("assign", "accept", "start"),
            "reported": ("assign", "accept", "start", "report"),
            "verified": ("assign", "accept", "start", "report", "verify"),
            "closed": ("assign", "accept", "start", "report", "verify", "close"),
            "maintained": ("assign", "accept", "start", "report", "verify", "maintain"),
            "suspended": ("assign", "accept", "start", "suspend"),
            "cancelled": ("cancel",),
        }
        for trigger in way[state]:
            self.move(id, trigger, on, by)
        return self

    def raise_about(
        self,
        kind: str,
        id: str,
        to: Sequence[str] = (),
        *,
        answer_by: str | None = "2022-12-23",
        by: str = "city",
        sort: str = "problem",
    ) -> str:
        """Raise feedback and give its id."""
        name = self.state.next_id("F")
        day = None if answer_by is None else date.fromisoformat(answer_by)
        self.tell(FeedbackRaised(name, kind, id, f"About {id}", sort, tuple(to), day), by=by)
        return name

    def settle(self, id: str, trigger: str, entered: str, by: str, **more: Any) -> Self:
        left = self.state.feedback[id].state
        on = more.pop("on", ISSUED)
        return self.tell(FeedbackTransition(id, trigger, left, entered, **more), on, by)

    def phase(self, id: str, trigger: str, entered: str) -> Self:
        return self.tell(PhaseTransition(id, trigger, self.state.phases[id].state, entered))

    def sign(self, id: str, decider: str, verdict: str) -> Self:
        return self.tell(PhaseSigned(id, decider, verdict), by=decider)

    def meet(self, id: str, trigger: str, entered: str, start: str | None = None) -> Self:
        return self.tell(OccurrenceTransition(id, trigger, "due", entered, start=start))

    def _fact(self, data: Data, version: int, on: str, by: str) -> Fact:
        self._hour += timedelta(hours=1)
        return Fact(data.type, version, self._hour, on, Actor(by), data)


def plan_with(*tasks: Task, **changes: Any) -> Plan:
    """The plan with other tasks."""
    return attrs.evolve(PLAN, tasks=tasks, **changes)


def with_settings(**settings: Any) -> Plan:
    return attrs.evolve(PLAN, settings=Settings(**settings))
