"""Who counts as one with whom: the tree of units, and independence by unit.

Two units count as one when one is the other or stands above it in ``part_of``; ``independent`` on a unit
cuts the link to what it is part of. A body counts as the units that lead it, are members of it or hold its
seats, a seat as its unit, a closed group as its members, an open one as nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilotflow.plan.index import PlanIndex
    from pilotflow.plan.units import Unit


class Kinship:
    """The relations between the actors of one plan, computed once and asked often."""

    def __init__(self, units: Iterable[Unit], index: PlanIndex, office: str, issuer: str) -> None:
        self._index = index
        self._office = office
        self._issuer = issuer
        self._part_of = {unit.id: unit.part_of for unit in units}
        self._bonds: dict[str, frozenset[str]] = {}
        self._answers: dict[tuple[str, bool], dict[str, bool]] = {}
        self._units: dict[tuple[tuple[str, ...], bool], tuple[str, ...]] = {}

    @cached_property
    def _within(self) -> dict[str, set[str]]:
        within: dict[str, set[str]] = {unit: {unit} for unit in self._part_of}
        for unit, part_of in self._part_of.items():
            seen, above = {unit}, part_of
            while above is not None and above not in seen:
                seen.add(above)
                within.setdefault(above, {above}).add(unit)
                above = self._part_of.get(above)
        return within

    def _above(self, unit: str) -> frozenset[str]:
        """A unit and all it is part of, up to the first that is independent."""
        known = self._bonds.get(unit)
        if known is None:
            bound: set[str] = set()
            at: str | None = unit
            while at is not None and at not in bound:
                bound.add(at)
                found = self._index.units.get(at)
                at = None if found is None or found.independent else found.part_of
            known = self._bonds[unit] = frozenset(bound)
        return known

    def knows(self, actor: str) -> bool:
        """Whether an id can act at all: a unit, a body or a seat."""
        return actor in self._index.actors

    def within(self, unit: str) -> frozenset[str]:
        """A unit and every unit below it."""
        return frozenset(self._within.get(unit, {unit}))

    def constituents(self, actor: str, *, office_exists: bool = True) -> frozenset[str]:
        """The units an actor counts as.

        Args:
            actor: the id of a unit, body, seat or group.
            office_exists: until a body that is the office has been created, it counts as the issuer.
        """
        index = self._index
        if actor in index.units:
            return frozenset((actor,))
        if not office_exists and actor == self._office:
            return self.constituents(self._issuer)
        seat = index.seats.get(actor)
        if seat is not None:
            return frozenset((seat.unit,))
        body = index.bodies.get(actor)
        if body is not None:
            named = (*body.leads, *body.members, *(seat.unit for seat in body.seats))
        else:
            group = index.groups.get(actor)
            named = () if group is None or group.open else group.members
        return frozenset(unit for id in named for unit in self.constituents(id))

    def units_of(self, actors: tuple[str, ...], *, office_exists: bool = True) -> tuple[str, ...]:
        """The units that several actors count as together, in order of id."""
        key = (actors, office_exists)
        units = self._units.get(key)
        if units is None:
            found = (self.constituents(actor, office_exists=office_exists) for actor in actors)
            units = self._units[key] = tuple(sorted(frozenset().union(*found)))
        return units

    def independent(self, actor: str, others: Iterable[str], *, office_exists: bool = True) -> bool:
        """Whether an actor counts as one with none of the others."""
        answers = self._answers.get((actor, office_exists))
        if answers is None:
            answers = self._answers[actor, office_exists] = {}
        for other in others:
            apart = answers.get(other)
            if apart is None:
                apart = answers[other] = self._apart(actor, other, office_exists)
            if not apart:
                return False
        return True

    def _apart(self, actor: str, other: str, office_exists: bool) -> bool:
        if actor == other:  # also a body without members
            return False
        mine = self.constituents(actor, office_exists=office_exists)
        theirs = self.constituents(other, office_exists=office_exists)
        return not any(self._above(unit) & theirs for unit in mine) and not any(
            self._above(unit) & mine for unit in theirs
        )
