"""Strategies for small plans whose loop can close, and for whoever may turn up to act on them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.actor import Actor
from pilotflow.plan.duties import PlannedOccurrence, Series
from pilotflow.plan.model import Plan, Settings
from pilotflow.plan.units import Body, Group, Roles, Seat, Side, Unit
from pilotflow.plan.work import Gate, Part, Phase, Requirement, Task

ISSUED = date(2022, 12, 9)
"""The day on which every drawn plan was issued."""

_SIDES = (Side("town", "Town"), Side("school", "School"), Side("outside", "Outside"))
_UNITS = (
    Unit("town-hall", "Town hall", "town-hall", side="town"),
    Unit("labour", "Labour bureau", "labour", side="town", part_of="town-hall"),
    Unit("audit", "Audit bureau", "audit", side="town", part_of="town-hall", independent=True),
    Unit("college", "College", "college", side="school"),
    Unit("law", "Law department", "law", side="school", part_of="college", groups=("departments",)),
    Unit("arts", "Arts department", "arts", side="school", part_of="college", groups=("departments",)),
    Unit("city", "City", "city", side="outside"),
)
_GROUPS = (
    Group("departments", "Departments", "departments", members=("law", "arts")),
    Group("villages", "Villages", "villages", open=True),
)
_DUE = (
    None,
    Deadline("2022-12-20", latest=date(2022, 12, 20)),
    Deadline("2023-03-31", latest=date(2023, 3, 31)),
    Deadline("2022-12-31, then kept up", latest=date(2022, 12, 31), sustain=True),
)
_STRANGERS = ("nobody", "departments", "villages")
_ROLES = ("office", "lead", "reviewer", "head", "supervisor", "raiser", "addressee", "member", "unit")


@st.composite
def plans(draw: DrawFn, tasks: int = 3) -> Plan:
    """Plans with two sides, one or two heads and two phases, that a pilot can be started with.

    They differ in who is the office and whether a task creates it, in leads, reviewers, supervisors, gates,
    deadlines, settings. Every one is started by ``Actor("office")`` and ends with a gate.

    Args:
        draw: given by Hypothesis.
        tasks: how many tasks there are at most.
    """
    created = draw(st.booleans())
    heads = draw(st.sampled_from((("head-a", "head-b"), ("head-b", "head-a"), ("head-a",))))
    count = draw(st.integers(1, tasks))
    return Plan(
        id="drawn",
        title="A drawn pilot",
        language=draw(st.sampled_from(("en", "zh"))),
        timezone=draw(st.sampled_from(("Asia/Shanghai", "UTC", "America/St_Johns"))),
        issued=ISSUED,
        issuer=draw(st.sampled_from(("college", "town-hall"))),
        addressees=("labour", "departments"),
        sides=_SIDES,
        units=_UNITS,
        groups=_GROUPS,
        bodies=(
            Body(
                "steering",
                "leading",
                "Steering group",
                "steering",
                seats=(Seat("head-a", "head", "town-hall"), Seat("head-b", "head", "college")),
            ),
            Body(
                "office",
                "office",
                "Office",
                "office",
                members=draw(st.sampled_from(((), ("labour",), ("law",)))),
                created_by="1" if created else None,
            ),
            Body("inspection", "supervision", "Inspection", "inspection", leads=("audit",)),
        ),
        roles=Roles(
            office="office",
            heads=heads,
            reviewers=draw(st.sampled_from((("inspection", "office", *heads), ("audit", "city"), ("city",)))),
            supervisors=draw(st.sampled_from((("inspection",), ("inspection", "city"), ("city",)))),
        ),
        settings=Settings(
            answer_within=draw(st.integers(0, 10)),
            silent_after=draw(st.integers(0, 10)),
            report=draw(st.sampled_from(("any_lead", "all_leads"))),
            extensions=draw(st.sampled_from(("office", "heads"))),
        ),
        phases=(
            Phase("p1", "launch", "Launch", "1", gate=draw(_gates("kick-off"))),
            Phase(
                "p2",
                "final",
                "Final",
                "2",
                due=Deadline("2023", latest=date(2023, 12, 31)),
                gate=draw(_gates("q")),
            ),
        ),
        tasks=tuple(draw(_tasks(str(n))) for n in range(1, count + 1)),
        series=(
            Series(
                "quarterly",
                "quarterly",
                "meeting",
                "Quarterly meeting",
                Deadline("each quarter", recurrence="FREQ=MONTHLY;INTERVAL=3"),
                body="steering",
            ),
        ),
        occurrences=(PlannedOccurrence("kick-off", "kick-off", "event", "Kick-off", phase="p1"),),
    )


def actors(plan: Plan, *, strangers: bool = True) -> SearchStrategy[Actor]:
    """Whoever may turn up: units, bodies and seats, some narrowed to a role or acting for another.

    Args:
        plan: the plan they know.
        strangers: whether ids that cannot act at all turn up too: groups, and one the plan does not know.
    """
    able = st.sampled_from(sorted(plan.actors))
    plain = st.builds(Actor, able)
    narrowed = st.builds(Actor, able, role=st.sampled_from(_ROLES))
    acting = st.builds(Actor, able, acting_for=able)
    odd = st.builds(Actor, st.sampled_from(_STRANGERS)) if strangers else plain
    return st.one_of(plain, plain, plain, plain, narrowed, acting, odd)


@st.composite
def _tasks(draw: DrawFn, id: str) -> Task:
    leads = (("labour",), ("law",), ("labour", "law"), ("departments",), ("college",), ("town-hall", "arts"))
    return Task(
        id,
        id,
        f"Task {id}",
        leads=draw(st.sampled_from(leads)),
        co_units=draw(st.sampled_from(((), ("villages",), ("arts",), ("labour",)))),
        phase=draw(st.sampled_from(("p1", "p2", None))),
        due=draw(st.sampled_from(_DUE)),
        parts=draw(
            st.sampled_from(((), (Part("sign", "Sign", for_each="departments"), Part("list", "List"))))
        ),
        report=draw(st.sampled_from((None, "any_lead", "all_leads"))),
        reviewers=draw(st.sampled_from(((), (), ("audit", "city", "head-a", "head-b")))),
    )


def _gates(occurrence: str) -> SearchStrategy[Gate]:
    demanded: tuple[Requirement, ...] = (Requirement("report", "result"),)
    if occurrence == "kick-off":
        demanded += (Requirement("occurrence", occurrence),)
    return st.builds(
        Gate,
        require=st.sampled_from(((), (), *((each,) for each in demanded))),
        decide=st.sampled_from(((), (), ("city",))),
    )
