"""Who there is: sides, units in their tree, groups, bodies with seats, and the roles the plan gives them."""

from __future__ import annotations

import attrs

from pilotflow.plan.readings import Reading


@attrs.frozen
class Side:
    """One of the parties of a pilot, or the outside authorities above them."""

    id: str
    name: str


@attrs.frozen
class Unit:
    """An organisation. ``part_of`` makes the tree; ``independent`` cuts the link to what it is part of."""

    id: str
    name: str
    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    side: str | None = None
    part_of: str | None = None
    groups: tuple[str, ...] = ()
    independent: bool = False
    readings: tuple[Reading, ...] = ()

    @property
    def caption(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name


@attrs.frozen
class Group:
    """A named set of units. An ``open`` group names nobody yet: it owes nothing and blocks nothing."""

    id: str
    name: str
    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    open: bool = False
    members: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def caption(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name


@attrs.frozen
class Seat:
    """A place in a body: the role it has there, the unit it belongs to, the posts it is held with."""

    id: str
    role: str
    unit: str
    posts: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def caption(self) -> str:
        """The posts, joined; the id where the plan names none."""
        return "、".join(self.posts) or self.id


@attrs.frozen
class Body:
    """An organ made for the pilot, by seats or by leading and member units.

    ``created_by`` names the task after whose verification it exists.
    """

    id: str
    kind: str
    name: str
    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    seats: tuple[Seat, ...] = ()
    leads: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    created_by: str | None = None
    reviewers: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def caption(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name


@attrs.frozen
class Evaluators:
    """The units that evaluate at the gates of one kind of phase."""

    kind: str
    units: tuple[str, ...]


@attrs.frozen
class Roles:
    """Who acts as what, by id of a unit, body or seat."""

    office: str
    heads: tuple[str, ...]
    reviewers: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    evaluators: tuple[Evaluators, ...] = ()
