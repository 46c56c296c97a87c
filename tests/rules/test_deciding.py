"""Deciding says all or nothing: every reason at once, or the facts."""

from __future__ import annotations

import attrs
import pytest
from tests.plans import small_plan
from tests.rules.walking import began, command

from pilotflow.errors import Refused
from pilotflow.facts.phases import PhaseTransition
from pilotflow.facts.tasks import TaskTransition
from pilotflow.plan.work import Phase
from pilotflow.rules.deciding import decide, explain


def test_a_refusal_carries_the_reasons_that_were_explained() -> None:
    state = began(small_plan())
    asked = command("task", "1", "assign", "law")
    with pytest.raises(Refused) as refused:
        decide(state, asked)
    assert refused.value.reasons == explain(state, asked)
    assert refused.value.codes == ("phase-not-open", "not-office")


def test_what_is_decided_is_the_content_of_facts_and_changes_nothing() -> None:
    state = began(small_plan(), PhaseTransition("p1", "open", "pending", "open"))
    before = state.snapshot()
    assert decide(state, command("task", "1", "assign", "office")) == (
        TaskTransition("1", "assign", "planned", "assigned"),
    )
    assert state == before


def test_phases_side_by_side_have_all_their_ancestors_once() -> None:
    left, right, end = (
        Phase(id, "progress", id, id, after=after)
        for id, after in (("left", ("p1",)), ("right", ("p1",)), ("end", ("left", "right")))
    )
    plan = small_plan()
    plan = attrs.evolve(plan, phases=(plan.phases[0], left, right, end))
    assert plan.ancestors("end") == {"left", "right", "p1"}
    assert plan.ancestors("p1") == frozenset()
