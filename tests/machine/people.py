"""Who counts as one with whom, said once more from the page, on plain dictionaries."""

from __future__ import annotations

from pilotflow.plan.model import Plan


class People:
    """The units, bodies, seats and groups of a plan, and what the page says of them."""

    def __init__(self, plan: Plan) -> None:
        self.above = {unit.id: (None if unit.independent else unit.part_of) for unit in plan.units}
        self.groups = {group.id: (() if group.open else group.members) for group in plan.groups}
        self.seats = {seat.id: seat.unit for body in plan.bodies for seat in body.seats}
        self.bodies = {
            body.id: {*body.leads, *body.members, *(seat.unit for seat in body.seats)} for body in plan.bodies
        }
        self.all = {*self.above, *self.seats, *self.bodies}
        self.office, self.issuer = plan.roles.office, plan.issuer
        self.heads, self.supervisors = plan.roles.heads, plan.roles.supervisors

    def line(self, unit: str) -> set[str]:
        """A unit and all that stands above it, up to one marked independent."""
        found: set[str] = set()
        at: str | None = unit
        while at is not None:
            found.add(at)
            at = self.above[at]
        return found

    def counts_as(self, actor: str, office_exists: bool) -> set[str]:
        """A seat is its unit, a body all its units, a closed group its members, an open one nobody."""
        if actor == self.office and not office_exists:
            return {self.issuer}
        if actor in self.seats:
            return {self.seats[actor]}
        if actor in self.groups:
            return set(self.groups[actor])
        return self.bodies.get(actor, {actor})

    def apart(self, actor: str, others: tuple[str, ...], office_exists: bool) -> bool:
        """Not one of the others; and nobody it counts as is, or stands above or below, whom they count as."""
        mine = self.counts_as(actor, office_exists)
        theirs = {unit for other in others for unit in self.counts_as(other, office_exists)}
        return actor not in others and not any(
            a in self.line(b) or b in self.line(a) for a in mine for b in theirs
        )

    def holds(self, actor: str, ids: tuple[str, ...]) -> bool:
        """Named itself, or a member of a closed group that is named."""
        return actor in ids or any(actor in self.groups.get(id, ()) for id in ids)

    def named(self, ids: tuple[str, ...]) -> list[str]:
        """The ids with closed groups resolved; an open group names nobody."""
        found: list[str] = []
        for id in ids:
            found += self.groups.get(id, (id,))
        return list(dict.fromkeys(found))

    def knows(self, id: str) -> bool:
        """A unit, body or seat; or a closed group, which may be addressed."""
        return id in self.all or bool(self.groups.get(id))
