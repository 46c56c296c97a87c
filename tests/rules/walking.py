"""Walking through every state that a pilot can reach by a given set of commands; pure, without a log."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import UTC, date, datetime

import attrs

from pilotflow.facts.actor import Actor
from pilotflow.facts.data import Data
from pilotflow.facts.fact import Fact
from pilotflow.facts.folding import begin, evolve
from pilotflow.facts.pilots import PilotStarted
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskTransition
from pilotflow.plan.model import Plan
from pilotflow.rules.deciding import decide, explain
from pilotflow.rules.policy import Policy, plan_policy
from pilotflow.rules.roles import as_recorded
from pilotflow.rules.situation import Command

TODAY = date(2023, 3, 1)
NOON = datetime(2023, 3, 1, 4, tzinfo=UTC)

Ghost = Hashable
"""What the walk itself remembers of the way, so that it need not trust the state."""


@attrs.frozen
class Walk:
    """What to walk: where it begins, what is tried in a state, and how the way is judged.

    Attributes:
        start: the first state.
        tries: the commands to try in a state.
        key: what tells two states apart; everything that later commands can depend on.
        breaches: the laws a step breaks, in words; ``()`` for a lawful one.
        remember: what the walk itself remembers after a step.
        policy: who may do what.
    """

    start: State
    tries: Callable[[State], Iterable[Command]]
    key: Callable[[State, Ghost], Hashable]
    breaches: Callable[[State, Command, State, Ghost], Iterable[str]]
    remember: Callable[[Ghost, State, Command, State], Ghost] = lambda ghost, before, command, after: ghost
    ghost: Ghost = ()
    policy: Policy = plan_policy


@attrs.define
class Graph:
    """What a walk found: one state for every key, and the edges between them by trigger."""

    states: list[State]
    edges: list[tuple[int, str, int]]
    found: list[str]

    def reaching(self, goal: Callable[[State], bool], without: Iterable[str]) -> set[int]:
        """The states from which a goal can be reached without certain triggers."""
        shunned = set(without)
        back: dict[int, list[int]] = {}
        for left, trigger, entered in self.edges:
            if trigger not in shunned:
                back.setdefault(entered, []).append(left)
        reached = {n for n, state in enumerate(self.states) if goal(state)}
        waiting = deque(reached)
        while waiting:
            for left in back.get(waiting.popleft(), ()):
                if left not in reached:
                    reached.add(left)
                    waiting.append(left)
        return reached


def began(plan: Plan, *data: Data) -> State:
    """A pilot that has begun and to which some facts have happened."""
    state = begin(Fact("pilot.start", 1, NOON, TODAY.isoformat(), Actor(plan.issuer), PilotStarted(plan, "")))
    for each in data:
        by = plan.roles.office
        if isinstance(each, TaskTransition) and each.trigger in ("accept", "start", "report"):
            by = state.tasks[each.id].task.leads[0]
        happen(state, each, Actor(by))
    return state


def happen(state: State, data: Data, by: Actor, command: Command | None = None) -> None:
    effective = TODAY.isoformat() if command is None else command.effective
    reason = None if command is None else command.reason
    evolve(state, Fact(data.type, state.version + 1, NOON, effective, as_recorded(state, by), data, reason))


def carried_out(state: State, command: Command, policy: Policy = plan_policy) -> State | None:
    """The state after a command; None where it is refused."""
    if explain(state, command, policy):  # asked first, because an error costs more than an answer
        return None
    found = decide(state, command, policy)
    after = state.snapshot() if command.kind not in ("task", "feedback") else _twin(state, command.id)
    who = as_recorded(state, command.by)
    for data in found:
        happen(after, data, who, command)
    return after


def _twin(state: State, task: str) -> State:
    """A copy of what commands about a task and feedback touch; all else is shared, which a long walk needs."""
    few = copy.copy(state)
    few.tasks = {task: state.tasks[task]} if task in state.tasks else {}
    few.phases, few.series, few.occurrences, few.decisions = {}, {}, {}, {}
    twin = few.snapshot()
    twin.tasks = {**state.tasks, **twin.tasks}
    for name in ("phases", "series", "occurrences", "decisions"):
        setattr(twin, name, getattr(state, name))
    return twin


def walk(plan: Walk, *, stop_at_first: bool = False) -> Graph:
    """Go everywhere, nearest first, and note every breach."""
    graph = Graph([plan.start], [], [])
    ghosts = [plan.ghost]
    known = {plan.key(plan.start, plan.ghost): 0}
    at = 0
    while at < len(graph.states):
        before, ghost = graph.states[at], ghosts[at]
        for command in plan.tries(before):
            after = carried_out(before, command, plan.policy)
            if after is None:
                continue
            graph.found += [
                f"{said}: {_shown(command)}" for said in plan.breaches(before, command, after, ghost)
            ]
            if graph.found and stop_at_first:
                return graph
            remembered = plan.remember(ghost, before, command, after)
            key = plan.key(after, remembered)
            if key not in known:
                known[key] = len(graph.states)
                graph.states.append(after)
                ghosts.append(remembered)
            graph.edges.append((at, f"{command.kind}.{command.trigger}", known[key]))
        at += 1
    return graph


def command(kind: str, id: str, trigger: str, by: str | Actor, **given: object) -> Command:
    """A command of today; ``reason`` and ``document`` go where they belong, the rest are arguments."""
    actor = Actor(by) if isinstance(by, str) else by
    reason = given.pop("reason", None)
    document = given.pop("document", None)
    assert reason is None or isinstance(reason, str)
    assert document is None or isinstance(document, str)
    return Command(kind, id, trigger, actor, TODAY, TODAY.isoformat(), reason, document, given)


def _shown(asked: Command) -> str:
    return f"{asked.kind} {asked.id} {asked.trigger} by {asked.by} {dict(asked.args)} reason={asked.reason}"


def kin(plan: Plan, id: str, *, office_exists: bool = True) -> set[str]:
    """The units an id stands for, each with everything above it; written from the words of the page alone."""
    if id == plan.roles.office and not office_exists:
        return kin(plan, plan.issuer)
    if id in plan.unit_by_id:
        found, at = {id}, plan.unit_by_id[id]
        while at.part_of is not None and not at.independent and at.part_of not in found:
            at = plan.unit_by_id[at.part_of]
            found.add(at.id)
        return found
    return set().union(*(kin(plan, unit) for unit in _units(plan, id)))


def _units(plan: Plan, id: str) -> Iterator[str]:
    if id in plan.unit_by_id:
        yield id
    if id in plan.seat_by_id:
        yield plan.seat_by_id[id].unit
    if id in plan.body_by_id:
        body = plan.body_by_id[id]
        for named in (*body.leads, *body.members, *(seat.unit for seat in body.seats)):
            yield from _units(plan, named)
    if id in plan.group_by_id and not plan.group_by_id[id].open:
        yield from plan.group_by_id[id].members


def one(plan: Plan, first: str, second: str, *, office_exists: bool = True) -> bool:
    """Whether two ids count as one: one is the other, or stands above it."""
    if first == second:
        return True

    def units(id: str) -> set[str]:
        absent = id == plan.roles.office and not office_exists
        return set(_units(plan, plan.issuer if absent else id))

    above_first = kin(plan, first, office_exists=office_exists)
    above_second = kin(plan, second, office_exists=office_exists)
    return bool(units(first) & above_second or units(second) & above_first)
