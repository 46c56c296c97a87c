"""Which tasks a view is about: the whole pilot, or what belongs to a unit, phase, area, agreement or body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from pilotflow.errors import NotFound
from pilotflow.facts.records import TaskRecord
from pilotflow.facts.state import State
from pilotflow.plan.work import Task
from pilotflow.rules.unmet import near, unmet

TASK_ROLES = MappingProxyType(
    {
        "lead": "leads",
        "co": "co_units",
        "responsible": "responsible",
        "guide": "guide",
        "supervise": "supervise",
        "beneficiary": "beneficiary",
        "host": "host",
        "organiser": "organiser",
    }
)
"""The roles a unit may have in a task, and where a task names who has each."""
ROLES = (*TASK_ROLES, "attend", "answer", "party")
"""Those, and the roles in occurrences, in feedback and in agreements."""


@attrs.frozen
class Selection:
    """What a view is narrowed to; what is given counts together, nothing given is the whole pilot.

    Attributes:
        unit: the id of a unit, group, body or seat; a closed group stands for its members.
        phase: the id of a phase. area: of a category, in the tree ``area`` or in any other.
        agreement: the id of an agreement, with those that stand under it. body: the id of a body.
        parts: whether the units below ``unit`` count as well.
        role: one of :data:`ROLES`: agenda and feeds are narrowed to what ``unit`` has this role in.
    """

    unit: str | None = None
    phase: str | None = None
    area: str | None = None
    agreement: str | None = None
    body: str | None = None
    parts: bool = True
    role: str | None = None


@attrs.frozen
class Scope:
    """A selection looked up in a state; None stands for "not narrowed by this"."""

    names: frozenset[str] | None
    phase: str | None
    standings: frozenset[tuple[str, str]] | None
    agreements: frozenset[str] | None
    body: str | None
    role: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it is the whole pilot."""
        return self == Scope(None, None, None, None, None)

    def takes_part(self, task: Task) -> bool:
        """Whether the unit, or without one anybody, has any role in a task, or the one that was asked for."""
        if self.role is None:
            roles = TASK_ROLES.values()
            return self.names is None or any(self._among(getattr(task, field)) for field in roles)
        return self.role in TASK_ROLES and self._among(getattr(task, TASK_ROLES[self.role]))

    def _among(self, units: tuple[str, ...]) -> bool:
        return bool(units) if self.names is None else not self.names.isdisjoint(units)

    def covers(self, task: Task) -> bool:
        """Whether a task stands in it by everything but the unit."""
        return self.in_phase(task) and self.in_area(task) and self.under(task) and self.of_body(task)

    def in_phase(self, task: Task) -> bool:
        """Whether a task names the phase, where there is one."""
        return self.phase is None or task.phase == self.phase

    def in_area(self, task: Task) -> bool:
        """Whether a task stands in the area or below it, where there is one."""
        return self.standings is None or any(
            (standing.classification, standing.category) in self.standings for standing in task.standings
        )

    def under(self, task: Task) -> bool:
        """Whether a task runs under the agreement, where there is one."""
        return self.agreements is None or task.agreement in self.agreements

    def of_body(self, task: Task) -> bool:
        """Whether a task belongs to the body or is led by it, where there is one."""
        return self.body is None or task.body == self.body or self.body in task.leads

    def leads(self, task: Task) -> bool:
        """Whether the unit leads a task, where there is one."""
        return self.names is None or not self.names.isdisjoint(task.leads)

    def shares(self, task: Task) -> bool:
        """Whether the unit is a co-unit of a task that it does not lead."""
        return self.names is not None and not self.leads(task) and not self.names.isdisjoint(task.co_units)


def scope_of(state: State, selection: Selection) -> Scope:
    """Look a selection up.

    Raises:
        NotFound: something it names is not there: ``unknown-unit``, ``unknown-phase``, ``unknown-area``,
            ``unknown-agreement``, ``unknown-body`` or ``unknown-role``.
    """
    plan = state.plan
    actors = {**plan.unit_by_id, **plan.group_by_id, **plan.body_by_id, **plan.seat_by_id}
    categories = {id: None for tree in plan.classifications for id in plan.categories[tree.id]}
    _look_up("unit", selection.unit, actors, "units")
    _look_up("phase", selection.phase, state.phases)
    _look_up("area", selection.area, categories)
    _look_up("agreement", selection.agreement, plan.agreement_by_id)
    _look_up("body", selection.body, plan.body_by_id)
    _look_up("role", selection.role, ROLES)
    return Scope(
        names=None if selection.unit is None else names_of(state, selection.unit, parts=selection.parts),
        phase=selection.phase,
        standings=None if selection.area is None else _standings(state, selection.area),
        agreements=None if selection.agreement is None else _agreements(state, selection.agreement),
        body=selection.body,
        role=selection.role,
    )


def tasks_of(state: State, selection: Selection) -> tuple[TaskRecord, ...]:
    """The tasks of a selection that its unit leads, in the order of the plan, born ones last.

    Raises:
        NotFound: something the selection names is not there.
    """
    scope = scope_of(state, selection)
    records = _in_order(state)
    if scope.whole:
        return tuple(records)
    return tuple(r for r in records if scope.covers(r.task) and scope.leads(r.task))


def co_tasks_of(state: State, selection: Selection) -> tuple[TaskRecord, ...]:
    """The tasks of a selection that its unit shares without leading them; none without a unit.

    Raises:
        NotFound: something the selection names is not there.
    """
    scope = scope_of(state, selection)
    return tuple(r for r in _in_order(state) if scope.covers(r.task) and scope.shares(r.task))


def names_of(state: State, unit: str, *, parts: bool = True) -> frozenset[str]:
    """Every id under which a unit is named: its own, those below it, and the closed groups they belong to."""
    plan = state.plan
    group = plan.group_by_id.get(unit)
    own = (unit,) if group is None or group.open else (unit, *group.members)
    units = frozenset(id for name in own for id in (plan.kinship.within(name) if parts else (name,)))
    return units | {g.id for g in plan.groups if not g.open and not units.isdisjoint(g.members)}


def _in_order(state: State) -> Iterable[TaskRecord]:
    planned = state.plan.task_by_id
    if len(state.editions) == 1:
        return state.tasks.values()
    order = {id: place for place, id in enumerate(planned)}
    return sorted(state.tasks.values(), key=lambda record: order.get(record.id, len(order)))


def _standings(state: State, area: str) -> frozenset[tuple[str, str]]:
    found = set()
    for tree, categories in state.plan.categories.items():
        below = _below(area, {id: category.part_of for id, category in categories.items()})
        found |= {(tree, id) for id in below if id in categories}
    return frozenset(found)


def _agreements(state: State, agreement: str) -> frozenset[str]:
    return _below(agreement, {a.id: a.parent for a in state.plan.agreements})


def _below(top: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """``top`` and everything that stands under it."""
    found = {top}
    waiting = [top]
    while waiting:
        above = waiting.pop()
        below = [id for id, parent in parents.items() if parent == above and id not in found]
        found.update(below)
        waiting += below
    return frozenset(found)


def _look_up(kind: str, id: str | None, known: Iterable[str], field: str | None = None) -> None:
    if id is None or id in known:
        return
    raise NotFound(unmet(f"unknown-{kind}", kind, id, **{field or kind: id}, known=near(id, known)))
