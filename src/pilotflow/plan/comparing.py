"""What differs between two plans, thing by thing and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import msgspec

from pilotflow.plan.model import Plan

LISTS = (
    ("unit", "units"),
    ("group", "groups"),
    ("body", "bodies"),
    ("phase", "phases"),
    ("task", "tasks"),
    ("target", "targets"),
    ("series", "series"),
    ("occurrence", "occurrences"),
    ("agreement", "agreements"),
    ("offer", "offers"),
    ("need", "needs"),
    ("pool", "pools"),
    ("review", "reviews"),
)
"""The lists of a plan that are compared thing by thing; every other field is compared as a whole."""


@attrs.frozen
class Change:
    """One difference: what a field was and what it becomes; None stands for a thing that is not there."""

    kind: str
    id: str
    field: str
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kind": self.kind,
            "id": self.id,
            "field": self.field,
            "before": msgspec.to_builtins(self.before),
            "after": msgspec.to_builtins(self.after),
        }


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every difference between two plans, in the order of the plan file."""
    return tuple(_changes(old, new))


def _changes(old: Plan, new: Plan) -> Iterator[Change]:
    kinds = {name: kind for kind, name in LISTS}
    for each in attrs.fields(Plan):
        name = each.name
        before, after = getattr(old, name), getattr(new, name)
        if name in kinds:
            yield from _things(kinds[name], before, after)
        elif before != after:
            yield Change("plan", old.id, name, before, after)


def _things(kind: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    befores = {thing.id: thing for thing in old}
    afters = {thing.id: thing for thing in new}
    for id, before in befores.items():
        if id in afters:
            yield from _fields(kind, before, afters[id])
        else:
            yield Change(kind, id, "id", id, None)
    yield from (Change(kind, id, "id", None, id) for id in afters if id not in befores)
    kept = [id for id in afters if id in befores]
    if kept != [id for id in befores if id in afters]:
        yield Change(kind, "", "order", tuple(befores), tuple(afters))


def _fields(kind: str, before: Any, after: Any) -> Iterator[Change]:
    for field in attrs.fields(type(before)):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield Change(kind, before.id, field.name, old, new)
