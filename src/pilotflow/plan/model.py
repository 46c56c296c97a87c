"""The plan as a whole: immutable, resolved, and all that a running pilot needs to know of it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.dates.conventions import USUAL, Conventions
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.workdays import WorkdayList
from pilotflow.plan.duties import Agreement, Need, Offer, PlannedOccurrence, Pool, Series
from pilotflow.plan.goals import Review, Target
from pilotflow.plan.index import PlanIndex
from pilotflow.plan.readings import Document, Reading
from pilotflow.plan.units import Body, Group, Roles, Seat, Side, Unit
from pilotflow.plan.work import Category, Classification, Phase, Task

if TYPE_CHECKING:
    from pilotflow.plan.kinship import Kinship

SCHEMA = 1


@attrs.frozen
class Settings:
    """How the pilot is run. Spans are working days, except ``near``, which is calendar days."""

    recheck: Deadline = Deadline("P1Y", recurrence="FREQ=YEARLY")
    answer_within: int = 10
    near: int = 10
    report: str = "any_lead"
    extensions: str = "office"
    silent_after: int = 20


@attrs.frozen
class DocumentConventions:
    """How the document is to be read: whether ▲ marks the first unit of a line or the whole line, and open words."""

    lead_mark: str = "first"
    deadlines: Conventions = USUAL


@attrs.frozen
class Plan:
    """A written plan, read once. Lists are tuples in the order of the document."""

    id: str
    title: str
    language: str
    timezone: str
    issued: date
    issuer: str
    roles: Roles
    addressees: tuple[str, ...] = ()
    basis: tuple[Document, ...] = ()
    programme: str = ""
    conventions: DocumentConventions = DocumentConventions()
    calendar: WorkdayList = WorkdayList()
    terms: tuple[Term, ...] = ()
    sides: tuple[Side, ...] = ()
    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    bodies: tuple[Body, ...] = ()
    settings: Settings = Settings()
    classifications: tuple[Classification, ...] = ()
    phases: tuple[Phase, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    series: tuple[Series, ...] = ()
    occurrences: tuple[PlannedOccurrence, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    offers: tuple[Offer, ...] = ()
    needs: tuple[Need, ...] = ()
    pools: tuple[Pool, ...] = ()
    reviews: tuple[Review, ...] = ()
    readings: tuple[Reading, ...] = ()
    schema: int = SCHEMA

    @cached_property
    def _index(self) -> PlanIndex:
        # The leading underscore keeps it out of the plan's bytes: msgspec writes every other attribute.
        return PlanIndex(self)

    @property
    def unit_by_id(self) -> dict[str, Unit]:
        """Units by id."""
        return self._index.units

    @property
    def group_by_id(self) -> dict[str, Group]:
        """Groups by id."""
        return self._index.groups

    @property
    def body_by_id(self) -> dict[str, Body]:
        """Bodies by id."""
        return self._index.bodies

    @property
    def seat_by_id(self) -> dict[str, Seat]:
        """Seats of all bodies by id."""
        return self._index.seats

    @property
    def phase_by_id(self) -> dict[str, Phase]:
        """Phases by id."""
        return self._index.phases

    @property
    def task_by_id(self) -> dict[str, Task]:
        """Tasks by id."""
        return self._index.tasks

    @property
    def target_by_id(self) -> dict[str, Target]:
        """Targets by id."""
        return self._index.targets

    @property
    def series_by_id(self) -> dict[str, Series]:
        """Series by id."""
        return self._index.series

    @property
    def agreement_by_id(self) -> dict[str, Agreement]:
        """Agreements by id."""
        return self._index.agreements

    @property
    def categories(self) -> dict[str, dict[str, Category]]:
        """Categories by classification and id."""
        return self._index.categories

    @property
    def actors(self) -> frozenset[str]:
        """The ids of all who can act: units, bodies and seats."""
        return self._index.actors

    @property
    def kinship(self) -> Kinship:
        """Who counts as one with whom."""
        return self._index.kinship

    def waits_for(self, phase: Phase) -> tuple[str, ...]:
        """The phases that must be passed before this one opens: as stated, else the one before it."""
        if phase.after:
            return phase.after
        at = self.phases.index(phase)
        return (self.phases[at - 1].id,) if at else ()

    def ancestors(self, id: str) -> frozenset[str]:
        """The phases that must be passed before this one opens, all the way back."""
        found: set[str] = set()
        waiting = [id]
        while waiting:
            for before in self.waits_for(self.phase_by_id[waiting.pop()]):
                if before in self.phase_by_id and before not in found:
                    found.add(before)
                    waiting.append(before)
        return frozenset(found)

    def deciders(self, phase: Phase) -> tuple[str, ...]:
        """Who decides at the gate of a phase: as stated, else the heads."""
        return phase.gate.decide or self.roles.heads

    def members(self, for_each: str) -> tuple[str, ...]:
        """Who a part or series named ``for_each`` is for: the agreements, or a closed group's members.

        An open group names nobody.
        """
        if for_each == "agreements":
            return tuple(agreement.id for agreement in self.agreements)
        group = self.group_by_id.get(for_each)
        return () if group is None or group.open else group.members

    def caption(self, id: str) -> str:
        """The short name of a unit, group, body or seat; the id itself where the plan knows none."""
        for index in (self.unit_by_id, self.body_by_id, self.seat_by_id, self.group_by_id):
            found = index.get(id)
            if found is not None:
                return found.caption
        return id

    def member_name(self, member: str) -> str:
        """What a member of :meth:`members` is called: the title of an agreement, else the short name of a unit."""
        agreement = self.agreement_by_id.get(member)
        return self.caption(member) if agreement is None else agreement.title

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: the whole plan, lists in document order, amounts as text so that they stay exact."""
        from pilotflow.plan.shape import to_dict

        return to_dict(self)

    def text(self, language: str = "en") -> str:
        """The plan in a few lines: title, issue, and how much of each there is."""
        from pilotflow.plan.shape import outline

        return outline(self, language)
