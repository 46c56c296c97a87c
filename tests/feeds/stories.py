"""A small pilot with one thing of every kind a calendar shows, and stories told about it fact by fact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Self

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.actor import Actor
from pilotflow.facts.data import Data
from pilotflow.facts.duties import CadenceSettled, OccurrenceEntered, OccurrenceTransition
from pilotflow.facts.fact import Fact
from pilotflow.facts.feedback import FeedbackRaised, FeedbackTransition
from pilotflow.facts.folding import fold
from pilotflow.facts.phases import PhaseTransition
from pilotflow.facts.pilots import PilotStarted, PlanAmended
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskTransition
from pilotflow.plan.duties import Agreement, PlannedOccurrence, Series
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Body, Group, Roles, Seat, Unit
from pilotflow.plan.work import Category, Classification, Part, Phase, Standing, Task


def by(day: str, **more: object) -> Deadline:
    return Deadline(day, latest=date.fromisoformat(day), **more)  # type: ignore[arg-type]


def small_plan() -> Plan:
    return Plan(
        id="small",
        title="A small pilot",
        language="zh",
        timezone="Asia/Shanghai",
        issued=date(2023, 1, 2),
        issuer="college",
        roles=Roles(office="office", heads=("head",), reviewers=("city",), supervisors=("city",)),
        units=(
            Unit("city", "City", "city"),
            Unit("college", "College", "college"),
            Unit("business", "Business school", "business", part_of="college"),
            Unit("design", "Design school", "design", part_of="college"),
            Unit("town", "Town", "town"),
        ),
        groups=(
            Group("schools", "All schools", "schools", members=("business", "design")),
            Group("partners", "Partners", "partners", open=True),
        ),
        bodies=(
            Body("office", "office", "Office", "office", leads=("college",)),
            Body("board", "leading", "Board", "board", seats=(Seat("head", "head", "college"),)),
        ),
        classifications=(Classification("area", (Category("a1", "Talent"),)),),
        phases=(
            Phase("p1", "launch", "Launch", "p1", by("2023-03-31")),
            Phase("p2", "final", "Review", "p2", by("2023-12-29")),
            Phase("p3", "progress", "Without a date", "p3"),
        ),
        tasks=(
            Task(
                id="1",
                label="1",
                title="Sign the agreements",
                leads=("business",),
                co_units=("town",),
                phase="p1",
                due=Deadline("by mid-May", earliest=date(2023, 5, 1), latest=date(2023, 5, 15)),
                parts=(
                    Part("sign", "Signature", for_each="schools", due=by("2023-04-14")),
                    Part("file", "Filing"),
                ),
                standings=(Standing("area", "a1"),),
            ),
            Task(
                id="2",
                label="2",
                title="Keep the list",
                leads=("town",),
                due=by("2023-06-30", sustain=True),
            ),
            Task(
                id="3",
                label="3",
                title="Open the hall",
                leads=("design",),
                due=by("2023-09-05", vague=True, alternatives=(date(2023, 9, 10),)),
            ),
            Task(id="4", label="4", title="Some day", leads=("town",)),
        ),
        series=(
            Series(
                "quarterly",
                "s1",
                "meeting",
                "Board meeting",
                Deadline("every quarter", recurrence="FREQ=MONTHLY;INTERVAL=3", per="1/quarter"),
                body="board",
            ),
            Series("open", "s2", "meeting", "Regular talks", Deadline("regularly"), for_each="agreements"),
        ),
        occurrences=(
            PlannedOccurrence("kick-off", "o1", "event", "Kick-off", by("2023-02-03"), units=("business",)),
        ),
        agreements=(
            Agreement(
                "pair-1", "1", "pairing", "School and town", ("business", "town"), last=date(2023, 11, 30)
            ),
            Agreement(
                "pair-2", "2", "pairing", "Design and town", ("design", "town"), review=date(2023, 10, 31)
            ),
        ),
    )


def renamed(plan: Plan, name: str) -> Plan:
    """The plan with another name for the design school."""
    units = (
        attrs.evolve(unit, name=name, label=name) if unit.id == "design" else unit for unit in plan.units
    )
    return attrs.evolve(plan, units=tuple(units))


@attrs.define(repr=False)
class Story:
    """Facts in the order they were told, one an hour."""

    plan: Plan = attrs.field(factory=small_plan)
    facts: list[Fact] = attrs.field(factory=list)

    def __repr__(self) -> str:
        """The facts after the first, short enough to be read."""
        return "; ".join(
            f"{fact.effective} {fact.type} {getattr(fact.data, 'id', '')}" for fact in self.facts[1:]
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __attrs_post_init__(self) -> None:
        self.tell(PilotStarted(self.plan, "0" * 64), "2023-01-02")

    def tell(self, data: Data, on: str, unit: str = "office") -> Self:
        version = len(self.facts) + 1
        day = date.fromisoformat(on)
        recorded = datetime(day.year, day.month, day.day, 1, version % 60, tzinfo=UTC)
        self.facts.append(Fact(data.type, version, recorded, on, Actor(unit), data))
        return self

    def task(self, id: str, trigger: str, entered: str, on: str, **more: object) -> Self:
        left = self.state().tasks[id].state
        return self.tell(TaskTransition(id, trigger, left, entered, **more), on)  # type: ignore[arg-type]

    def occurrence(self, id: str, trigger: str, entered: str, on: str, **more: object) -> Self:
        known = self.state().occurrences.get(id)
        left = "due" if known is None else known.state
        return self.tell(OccurrenceTransition(id, trigger, left, entered, **more), on)  # type: ignore[arg-type]

    def phase(self, id: str, trigger: str, entered: str, on: str, **more: object) -> Self:
        left = self.state().phases[id].state
        return self.tell(PhaseTransition(id, trigger, left, entered, **more), on)  # type: ignore[arg-type]

    def raised(self, about: tuple[str, str], on: str, answer_by: str | None, **more: object) -> Self:
        id = self.state().next_id("F")
        day = None if answer_by is None else date.fromisoformat(answer_by)
        to: tuple[str, ...] = ("town",)
        text = str(more.get("text", "attachment missing"))
        return self.tell(
            FeedbackRaised(id, *about, text, str(more.get("kind", "problem")), to, day), on, "city"
        )

    def feedback(self, id: str, trigger: str, entered: str, on: str, **more: object) -> Self:
        left = self.state().feedback[id].state
        return self.tell(FeedbackTransition(id, trigger, left, entered, **more), on)  # type: ignore[arg-type]

    def settle(self, id: str, when: Deadline, on: str) -> Self:
        return self.tell(CadenceSettled(id, when, date.fromisoformat(on)), on)

    def convene(self, title: str, start: str, on: str) -> Self:
        id, day = self.state().next_id("O"), date.fromisoformat(start[:10])
        self.tell(OccurrenceEntered(id, "meeting", title, day, day, units=("town",)), on)
        return self.occurrence(id, "schedule", "scheduled", on, start=start)

    def amend(self, plan: Plan, on: str) -> Self:
        version = len(self.state().editions) + 1
        return self.tell(PlanAmended(plan, "1" * 64, version), on)

    def state(self) -> State:
        state = fold(self.facts)
        assert state is not None
        return state
