"""What the heads sign is the plan and who takes over from whom."""

from __future__ import annotations

import attrs
import pytest
from tests.pilot.stage import HEAD_A, HEAD_B, begun
from tests.plans import small_plan

from pilotflow import KeyReused, Plan


def without_arts() -> Plan:
    plan = small_plan()
    return attrs.evolve(
        plan,
        units=tuple(unit for unit in plan.units if unit.id != "arts"),
        groups=(attrs.evolve(plan.groups[0], members=("law",)), plan.groups[1]),
    )


def test_heads_that_name_different_successors_have_not_agreed() -> None:
    pilot = begun()
    first = pilot.compare(without_arts(), successors={"arts": "law"})
    second = pilot.compare(without_arts(), successors={"arts": "staff"})
    pilot.amend(first, by=HEAD_A, reason="x")
    step = pilot.amend(second, by=HEAD_B, reason="x")
    assert [fact.type for fact in step.facts] == ["pilot.sign_amendment"]
    assert "arts" in pilot.plan.unit_by_id
    pilot.amend(second, by=HEAD_A, reason="x")
    assert "arts" not in pilot.plan.unit_by_id


def test_one_key_does_not_serve_two_successors() -> None:
    pilot = begun()
    pilot.amend(pilot.compare(without_arts(), successors={"arts": "law"}), by=HEAD_A, reason="x", key="k")
    other = pilot.compare(without_arts(), successors={"arts": "staff"})
    with pytest.raises(KeyReused):
        pilot.amend(other, by=HEAD_A, reason="x", key="k")
