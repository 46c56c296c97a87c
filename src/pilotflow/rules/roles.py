"""In which roles an actor acts, by the plan and what the facts changed of it."""

from __future__ import annotations

from pilotflow.facts.actor import Actor
from pilotflow.facts.state import State
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task


def is_office(state: State, by: Actor) -> bool:
    """Whether an actor acts as the office; until the office exists, the issuer does too."""
    acts_as = by.acts_as
    if acts_as == state.plan.roles.office:
        return True
    return not state.office_exists and acts_as == state.plan.issuer


def holds(state: State, by: Actor, ids: tuple[str, ...]) -> bool:
    """Whether an actor is one of these ids, or a member of a closed group among them."""
    acts_as = by.acting_for or by.unit
    if acts_as in ids:
        return True
    groups = state.plan.group_by_id
    return any(id in groups and not groups[id].open and acts_as in groups[id].members for id in ids)


def signers(plan: Plan, task: Task) -> tuple[str, ...]:
    """The leads that can sign, members for a closed group; open groups among them name nobody."""
    groups = plan.group_by_id
    named: dict[str, None] = {}
    for id in task.leads:
        if id not in groups:
            named[id] = None
        elif not groups[id].open:
            named.update(dict.fromkeys(groups[id].members))
    return tuple(named)


def as_recorded(state: State, by: Actor) -> Actor:
    """The actor as a fact keeps it: until the office exists, the issuer acting for the office."""
    if state.office_exists or by.acting_for is not None or by.unit != state.plan.roles.office:
        return by
    return Actor(state.plan.issuer, role=by.role, acting_for=by.unit, person=by.person)
