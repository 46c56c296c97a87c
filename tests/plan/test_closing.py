"""Whoever must judge is independent of whom it judges, before the office exists and after."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from tests.plan.texts import SMALL, errors, only, small

from pilotflow.plan.closing import reviewers_of, unclosable
from pilotflow.plan.faults import Fault
from pilotflow.plan.load import load_plan
from pilotflow.plan.model import Plan
from pilotflow.plan.units import Body, Group, Roles, Seat, Unit
from pilotflow.plan.work import Category, Classification, Gate, Phase, Standing, Task


def plan(*tasks: Task, **changes: Any) -> Plan:
    """A town with its parks, a school with its law college, and an audit office apart from both."""
    base = Plan(
        id="p",
        title="P",
        language="en",
        timezone="UTC",
        issued=date(2022, 12, 9),
        issuer="school",
        units=(
            Unit("town", "Town", "town"),
            Unit("parks", "Parks", "parks", part_of="town"),
            Unit("school", "School", "school"),
            Unit("law", "Law", "law", part_of="school"),
            Unit("audit", "Audit", "audit"),
        ),
        bodies=(
            Body(
                "board",
                "leading",
                "Board",
                "board",
                seats=(Seat("head-town", "head", "town"), Seat("head-school", "head", "school")),
            ),
        ),
        roles=Roles("town", ("head-town", "head-school"), ("audit", "town", "school"), ("audit",)),
        phases=(Phase("end", "final", "End", "end"),),
        tasks=tasks,
    )
    return attrs.evolve(base, **changes)


def led_by(*leads: str, **more: Any) -> Task:
    return Task("1", "1", "A task", leads=leads, **more)


def data(faults: tuple[Fault, ...]) -> list[tuple[str, dict[str, str]]]:
    return [(fault.code, dict(fault.data)) for fault in faults]


def test_a_plan_with_judges_apart_closes() -> None:
    assert unclosable(plan(led_by("law"), led_by("law", "parks", co_units=("town",)))) == ()


def test_nobody_verifies_what_a_part_of_it_leads_or_shares() -> None:
    roles = Roles("town", ("head-town", "head-school"), ("town",), ("audit",))
    blocked = [("no-reviewer", {"id": "1", "reviewers": "town"})]
    assert data(unclosable(plan(led_by("parks"), roles=roles))) == blocked
    assert data(unclosable(plan(led_by("law", co_units=("parks",)), roles=roles))) == blocked
    assert unclosable(plan(led_by("law"), roles=roles)) == ()


def test_a_plan_without_reviewers_can_verify_nothing() -> None:
    roles = Roles("town", ("head-town", "head-school"), (), ("audit",))
    assert data(unclosable(plan(led_by("law"), roles=roles))) == [
        ("no-reviewer", {"id": "1", "reviewers": "–"})
    ]


def test_a_reviewer_the_plan_does_not_know_is_nobody() -> None:
    roles = Roles("town", ("head-town", "head-school"), ("stranger",), ("audit",))
    assert [fault.code for fault in unclosable(plan(led_by("law"), roles=roles))] == ["no-reviewer"]


def test_the_reviewers_are_those_of_the_task_its_body_its_category_or_the_plan() -> None:
    area = Classification("area", (Category("none", "none"), Category("own", "own", reviewers=("law",))))
    group = Body("group", "working", "Group", "group", leads=("law",), reviewers=("parks",))
    quiet = Body("quiet", "working", "Quiet", "quiet", leads=("law",))
    here = plan(classifications=(area,), bodies=(group, quiet))
    standings = (Standing("lost", "x"), Standing("area", "none"), Standing("area", "own"))
    assert reviewers_of(here, led_by("law")) == ("audit", "town", "school")
    assert reviewers_of(here, led_by("law", standings=standings[:2])) == ("audit", "town", "school")
    assert reviewers_of(here, led_by("law", standings=standings)) == ("law",)
    assert reviewers_of(here, led_by("law", standings=standings, body="quiet")) == ("law",)
    assert reviewers_of(here, led_by("law", standings=standings, body="group")) == ("parks",)
    assert reviewers_of(here, led_by("law", body="group", reviewers=("town",))) == ("town",)


def test_an_open_group_that_leads_stands_in_nobodys_way_and_a_closed_one_does() -> None:
    groups = (
        Group("towns", "Towns", "towns", open=True),
        Group("all", "All", "all", members=("audit", "law")),
    )
    roles = Roles("town", ("head-town", "head-school"), ("audit",), ("audit",))
    assert unclosable(plan(led_by("towns"), roles=roles, groups=groups)) == ()
    assert [fault.code for fault in unclosable(plan(led_by("all"), roles=roles, groups=groups))] == [
        "no-reviewer"
    ]


def office(task: str | None) -> Body:
    return Body("office", "office", "Office", "office", leads=("audit",), created_by=task)


def test_an_office_that_does_not_exist_yet_counts_as_the_issuer() -> None:
    roles = Roles("office", ("head-town", "head-school"), ("office",), ("audit",))
    bodies = (*plan().bodies, office("1"))
    assert [fault.code for fault in unclosable(plan(led_by("law"), roles=roles, bodies=bodies))] == [
        "no-reviewer"
    ]
    assert unclosable(plan(led_by("parks"), roles=roles, bodies=bodies)) == ()
    assert unclosable(plan(led_by("law"), roles=roles, bodies=(*plan().bodies, office(None)))) == ()


def test_an_office_that_also_leads_needs_another_reviewer_once_it_exists() -> None:
    roles = Roles("office", ("head-town", "head-school"), ("office",), ("town",))
    bodies = (*seats_alone(), office("1"))
    found = unclosable(plan(led_by("audit"), roles=roles, bodies=bodies))
    assert data(found) == [("no-reviewer", {"id": "1", "reviewers": "office"})]
    widened = attrs.evolve(roles, reviewers=("office", "head-town"))
    assert unclosable(plan(led_by("audit"), roles=widened, bodies=bodies)) == ()
    assert unclosable(plan(led_by("office"), roles=widened, bodies=bodies)) == ()


def test_an_office_that_does_not_exist_yet_cannot_be_the_issuer() -> None:
    roles = Roles("office", ("head-town", "head-school"), ("audit",), ("audit",))
    turning = plan(roles=roles, issuer="office", bodies=(*plan().bodies, office("1")))
    assert data(unclosable(turning)) == [("office-issues-itself", {"id": "office"})]
    assert unclosable(attrs.evolve(turning, bodies=(*plan().bodies, office(None)))) == ()


def test_an_only_supervisor_cannot_confirm_its_own_answer() -> None:
    alone = Roles("town", ("audit",), ("audit", "town", "school"), ("audit",))
    assert data(unclosable(plan(roles=alone))) == [("no-confirmer", {"actors": "audit"})]
    assert unclosable(plan(roles=attrs.evolve(alone, heads=("head-town",)))) == ()


def test_units_bodies_and_seats_may_all_be_the_only_answerer() -> None:
    roles = Roles("town", ("head-town", "head-school"), ("audit",), ())
    found = unclosable(plan(roles=roles))
    # The board has seats of both sides, so neither head may confirm what the board answers.
    assert data(found) == [("no-confirmer", {"actors": "board"})]
    one = unclosable(plan(roles=attrs.evolve(roles, heads=("head-town",))))
    assert data(one) == [("no-confirmer", {"actors": "town, parks, board, head-town"})]


def test_leads_that_answer_one_after_another_need_somebody_apart_from_all() -> None:
    roles = Roles("town", ("head-town", "head-school"), ("audit",), ())
    both = plan(led_by("parks", "law"), led_by("parks"), roles=roles, bodies=seats_alone())
    assert data(unclosable(both)) == [("no-confirmer", {"actors": "parks, law"})]
    assert unclosable(attrs.evolve(both, roles=attrs.evolve(roles, supervisors=("audit",)))) == ()


def seats_alone() -> tuple[Body, ...]:
    return (
        Body("a", "leading", "A", "a", seats=(Seat("head-town", "head", "town"),)),
        Body("b", "leading", "B", "b", seats=(Seat("head-school", "head", "school"),)),
    )


def test_a_group_of_leads_counts_as_all_its_members() -> None:
    roles = Roles("town", ("head-town", "head-school"), ("audit",), ())
    groups = (Group("both", "Both", "both", members=("parks", "law")),)
    found = unclosable(plan(led_by("both"), roles=roles, groups=groups, bodies=seats_alone()))
    assert data(found) == [("no-confirmer", {"actors": "both"})]


def test_a_lead_who_could_not_answer_alone_is_said_once() -> None:
    roles = Roles("town", ("head-town",), ("audit",), ())
    found = unclosable(plan(led_by("parks", "law"), roles=roles, bodies=seats_alone()))
    assert data(found) == [("no-confirmer", {"actors": "town, parks, a, head-town"})]


def test_many_answerers_are_named_in_short() -> None:
    units = tuple(Unit(f"u{n}", "U", f"u{n}") for n in range(12))
    roles = Roles("u0", ("u0",), ("u1",), ())
    crowd = Body("crowd", "k", "Crowd", "crowd", leads=tuple(f"u{n}" for n in range(12)))
    parts = tuple(Unit(f"p{n}", "P", f"p{n}", part_of="u0") for n in range(12))
    (fault,) = unclosable(plan(units=(*units, *parts), bodies=(crowd,), roles=roles, issuer="u0"))
    assert dict(fault.data)["actors"] == "u0, p0, p1, p2, p3, p4, p5, p6 …"


@pytest.mark.parametrize(
    ("decide", "heads", "found"),
    [
        ((), ("town",), []),
        (("audit",), ("town",), []),
        (("board", "head-town"), ("town",), []),
        ((), (), [("no-decider", {"id": "end", "actor": "–"})]),
        (("audit",), (), [("no-head", {})]),
        (("all",), ("town",), [("no-decider", {"id": "end", "actor": "all"})]),
        (("audit", "stranger"), ("town",), [("no-decider", {"id": "end", "actor": "stranger"})]),
    ],
)
def test_a_gate_is_decided_by_heads_or_by_actors_of_the_plan(
    decide: tuple[str, ...], heads: tuple[str, ...], found: list[tuple[str, dict[str, str]]]
) -> None:
    groups = (Group("all", "All", "all", members=("law",)),)
    phase = Phase("end", "final", "End", "end", gate=Gate(decide=decide))
    roles = Roles("town", heads, ("audit",), ("audit", "law"))
    assert data(unclosable(plan(phases=(phase,), groups=groups, roles=roles))) == found


def test_in_a_file_a_fault_stands_where_it_can_be_mended() -> None:
    blocked = only(
        small(roles="{office: town, heads: [town, school], reviewers: [school], supervisors: [audit]}"),
        "no-reviewer",
    )
    assert (blocked.line, blocked.column) == (13, 34)
    alone = only(
        small(roles="{office: town, heads: [audit], supervisors: [audit], reviewers: [audit]}"),
        "no-confirmer",
    )
    assert (alone.line, alone.column) == (11, 52)
    nobody = only(small(roles="{office: town, heads: [audit], reviewers: [audit]}"), "no-confirmer")
    assert (nobody.line, nobody.column) == (11, 8)
    phases = (
        "phases:\n  - {id: p, kind: final, title: p, gate: {decide: [all]}}\ngroups: [{id: all, name: All}]\n"
    )
    decider = only(SMALL + phases, "no-decider")
    assert (decider.line, decider.column) == (15, 51)
    headless = small(roles="{office: town, reviewers: [audit], supervisors: [audit, school]}")
    assert {(fault.code, fault.line) for fault in errors(headless)} == {("no-decider", 11)}
    itself = small(
        issuer="o", roles="{office: o, heads: [town, school], reviewers: [audit], supervisors: [audit]}"
    )
    bodies = "bodies: [{id: o, kind: office, name: O, created_by: '1'}]\n"
    assert only(itself + bodies, "office-issues-itself").line == 6


def test_what_loads_closes() -> None:
    assert unclosable(load_plan(SMALL)) == ()
