"""What a plan is asked for again and again, computed once: its things by id, and who counts as one with whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pilotflow.plan.kinship import Kinship

if TYPE_CHECKING:
    from pilotflow.plan.model import Plan


class PlanIndex:
    """The things of one plan by id."""

    def __init__(self, plan: Plan) -> None:
        self.units = _by_id(plan.units)
        self.groups = _by_id(plan.groups)
        self.bodies = _by_id(plan.bodies)
        self.seats = _by_id(seat for body in plan.bodies for seat in body.seats)
        self.phases = _by_id(plan.phases)
        self.tasks = _by_id(plan.tasks)
        self.targets = _by_id(plan.targets)
        self.series = _by_id(plan.series)
        self.agreements = _by_id(plan.agreements)
        self.categories = {tree.id: _by_id(tree.categories) for tree in plan.classifications}
        self.actors = frozenset((*self.units, *self.bodies, *self.seats))
        self.kinship = Kinship(plan.units, self, plan.roles.office, plan.issuer)


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}
