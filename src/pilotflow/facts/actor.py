"""Who acts: a unit, body or seat of the plan, as the host has authenticated it."""

from __future__ import annotations

from typing import Any

import msgspec


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who a command comes from.

    Attributes:
        unit: the id of a unit, body or seat of the plan.
        role: narrows the roles the actor acts in to this one; by default any its unit holds.
        acting_for: the id it acts for, by a recorded delegation or the document of the command.
        person: an opaque id of the host's; pilotflow keeps it and never looks at it.

    Written with every fact, so it is a frozen struct of msgspec, as :class:`~pilotflow.facts.fact.Fact` is.
    """

    unit: str
    role: str | None = None
    acting_for: str | None = None
    person: str | None = None

    @property
    def acts_as(self) -> str:
        """The id whose roles count: who is acted for, else the unit itself."""
        return self.acting_for or self.unit

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "unit": self.unit,
            "role": self.role,
            "acting_for": self.acting_for,
            "person": self.person,
        }
