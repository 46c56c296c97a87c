"""Every table is its native ``transitions`` machine, and the table of the contract page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Any

import attrs
import pytest
from tests.rules.page import TABLES
from transitions import Machine, MachineError

from pilotflow.rules import lifecycle, native
from pilotflow.rules.lifecycle import Lifecycle, Rule
from pilotflow.rules.tables import KINDS
from pilotflow.rules.unmet import unmet


@attrs.define
class Asked:
    id: str = "x"


@attrs.define
class Staged:
    """A situation in which exactly the rules named in ``holding`` hold."""

    current: str
    holding: frozenset[str]
    command: Asked = attrs.field(factory=Asked)


class Model:
    """Something a native machine can move."""

    state: str


def staged(rule: Rule) -> Rule:
    return Rule(
        rule.code,
        lambda situation: None if rule.code in situation.holding else unmet(rule.code, "", ""),  # type: ignore[attr-defined]
        selector=rule.selector,
    )


def staged_table(kind: str) -> Lifecycle:
    table = lifecycle(kind)
    rows = [{**row, "conditions": [staged(rule) for rule in row.get("conditions", ())]} for row in table.rows]
    return Lifecycle(kind, table.states, rows)


def fired(machine: Machine, trigger: str, situation: Staged) -> str | None:
    """Where a native machine goes; None where it does not move."""
    model = Model()
    machine.add_model(model, initial=situation.current)
    try:
        moved = machine.events[trigger].trigger(model, situation=situation)
    except MachineError:
        return None
    finally:
        machine.remove_model(model)
    return model.state if moved else None


def sources(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["source"],) if isinstance(row["source"], str) else tuple(row["source"])


def rules_of(table: Lifecycle, state: str, trigger: str) -> list[Rule]:
    rows = [row for row in table.rows if row["trigger"] == trigger and state in sources(row)]
    return [rule for row in rows for rule in row.get("conditions", ())]


def subsets(rules: list[Rule]) -> Iterator[frozenset[str]]:
    """Every set of rules that can hold at once: of the selectors, at most one."""
    codes = sorted({rule.code for rule in rules})
    selectors = {rule.code for rule in rules if rule.selector}
    for found in chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1)):
        if len(selectors & set(found)) <= 1:
            yield frozenset(found)


@pytest.mark.parametrize("kind", KINDS)
def test_table_goes_where_its_native_machine_goes(kind: str) -> None:
    table = staged_table(kind)
    machine = table.native()
    tried = moved = 0
    for state in table.states:
        for trigger in table.triggers:
            for holding in subsets(rules_of(table, state, trigger)):
                situation = Staged(state, holding)
                to, reasons = table.judge(trigger, situation)  # type: ignore[arg-type]
                went = None if reasons else to
                assert went == fired(machine, trigger, situation), (state, trigger, holding)
                tried += 1
                moved += went is not None
    assert tried >= len(table.states) * len(table.triggers)
    assert moved >= len(TABLES[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_every_unmet_condition_of_an_edge_is_reported_and_no_other(kind: str) -> None:
    table = staged_table(kind)
    for row in table.rows:
        rules = row.get("conditions", ())
        selectors = frozenset(rule.code for rule in rules if rule.selector)
        others = [rule.code for rule in rules if not rule.selector]
        for state in sources(row):
            to, reasons = table.judge(row["trigger"], Staged(state, selectors))  # type: ignore[arg-type]
            assert (to, [reason.code for reason in reasons]) == (row["dest"], others)


@pytest.mark.parametrize("kind", KINDS)
def test_table_is_that_of_the_contract_page(kind: str) -> None:
    assert sorted(lifecycle(kind).edges()) == sorted(TABLES[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_state_names_the_states_where_it_would_be_allowed(kind: str) -> None:
    table = staged_table(kind)
    for trigger in table.triggers:
        allowed = {left for name, left, _ in TABLES[kind] if name == trigger}
        for state in set(table.states) - allowed:
            to, (reason,) = table.judge(trigger, Staged(state, frozenset()))  # type: ignore[arg-type]
            assert (to, reason.code) == (state, "wrong-state")
            assert set(dict(reason.data)["allowed"].split(", ")) == allowed


@pytest.mark.parametrize("kind", KINDS)
def test_asking_creates_no_key_in_the_machine(kind: str) -> None:
    table = staged_table(kind)
    before = {name: set(event.transitions) for name, event in table._events.items()}
    for trigger in table.triggers:
        for state in (*table.states, "nowhere"):
            table.judge(trigger, Staged(state, frozenset()))  # type: ignore[arg-type]
        table.sources(trigger)
    table.edges()
    assert {name: set(event.transitions) for name, event in table._events.items()} == before


@pytest.mark.parametrize("kind", KINDS)
def test_native_machine_has_no_state_and_no_trigger_of_its_own(kind: str) -> None:
    machine = native(kind)
    states = {state for _, left, entered in TABLES[kind] for state in (left, entered)}
    assert set(machine.states) == states
    assert machine.initial == lifecycle(kind).states[0] != "initial"
    assert set(machine.events) == {trigger for trigger, _, _ in TABLES[kind]}
    assert not any(name.startswith("to_") for name in machine.events)
    assert machine.models == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_can_be_reached_from_the_first(kind: str) -> None:
    table = lifecycle(kind)
    reached = {table.initial} | ({"assigned"} if kind == "feedback" else set())
    for _ in table.states:
        reached |= {entered for _, left, entered in TABLES[kind] if left in reached}
    assert reached == set(table.states)


def test_a_kind_without_a_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        lifecycle("outcome")


def test_a_rule_answers_a_native_machine_with_a_bool() -> None:
    class Event:
        kwargs = {"situation": Staged("x", frozenset({"yes"}))}  # noqa: RUF012 - what transitions hands over

    assert staged(Rule("yes", lambda _: None))(Event()) is True
    no = staged(Rule("no", lambda _: None))
    assert no(Event()) is False
    assert repr(no) == "Rule('no')"
