"""What differs between two plans, thing by thing and field by field."""

from __future__ import annotations

from collections.abc import Iterator
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
    ("review", "reviews"),
)
_SINGLE = ("title", "timezone", "issued", "issuer", "roles", "settings", "calendar", "terms")


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
    for name in _SINGLE:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change("plan", old.id, name, before, after)
    for kind, name in LISTS:
        befores = {thing.id: thing for thing in getattr(old, name)}
        afters = {thing.id: thing for thing in getattr(new, name)}
        for id, before in befores.items():
            if id not in afters:
                yield Change(kind, id, "id", id, None)
                continue
            yield from _fields(kind, before, afters[id])
        for id in afters:
            if id not in befores:
                yield Change(kind, id, "id", None, id)


def _fields(kind: str, before: Any, after: Any) -> Iterator[Change]:
    for field in attrs.fields(type(before)):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield Change(kind, before.id, field.name, old, new)
