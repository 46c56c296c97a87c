"""The machine that hosts are given: told what to do step by step, it lets good pilots pass and finds bad ones."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow import Actor, open_log
from pilotflow.log.envelope import Envelope
from pilotflow.log.memory import MemoryLog
from pilotflow.log.port import Log
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Gate
from pilotflow.testing import Attempt, PilotMachine, plans


class InMemory(PilotMachine):
    said: tuple[str, ...] = ()

    def open_log(self) -> Log:
        return open_log("memory:")

    def refused(self, attempt: Attempt, codes: tuple[str, ...]) -> None:
        self.said = codes


class Forgetful(MemoryLog):
    """Loses the second fact of a stream."""

    def read(self, stream: str, after: int = 0) -> Iterator[Envelope]:
        return (envelope for envelope in super().read(stream, after) if envelope.version != 2)


class OnForgetful(InMemory):
    def open_log(self) -> Log:
        return Forgetful()


def only_a_gate(plan: Plan) -> Plan:
    """A plan of one phase without a task or requirement, decided by the heads."""
    return attrs.evolve(
        plan, tasks=(), series=(), bodies=tuple(attrs.evolve(body, created_by=None) for body in plan.bodies),
        phases=(attrs.evolve(plan.phases[0], gate=Gate()),),
    )  # fmt: skip


@given(st.builds(only_a_gate, plans()))
def test_a_pilot_that_comes_to_its_end_passes(plan: Plan) -> None:
    machine = InMemory()
    machine.begin(plan)
    office = Actor("office")
    machine.give(Attempt("phase", "p1", "open", office), machine.pilots[0])
    machine.give(Attempt("phase", "p1", "present", office, effective="someday"), machine.pilots[1])
    assert machine.said == ("bad-argument",)
    machine.give(Attempt("decision", "", "record", office, {"text": "Go on."}, "someday"), machine.pilots[0])
    assert machine.said == ("bad-argument",)
    machine.give(Attempt("phase", "p1", "present", office), machine.pilots[1])
    for head in plan.roles.heads:
        machine.give(Attempt("phase", "p1", "decide", Actor(head), {"verdict": "approve"}), machine.pilots[0])
    assert machine.pilots[1].state == "completed"
    machine.teardown()


@given(plans())
def test_a_log_that_loses_a_fact_is_found_out(plan: Plan) -> None:
    machine = OnForgetful()
    machine.begin(plan)
    machine.give(Attempt("phase", "p1", "open", Actor("office")), machine.pilots[0])
    with pytest.raises(AssertionError):
        machine.fold_of_the_log_is_the_live_state()


def test_a_host_says_where_its_log_is() -> None:
    machine = PilotMachine()
    with pytest.raises(NotImplementedError):
        machine.open_log()
    machine.teardown()
