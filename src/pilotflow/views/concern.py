"""What besides tasks a selection concerns: parts, occurrences, feedback, agreements, phases."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from pilotflow.facts.records import FeedbackRecord, TaskRecord
from pilotflow.facts.state import State
from pilotflow.plan.duties import Agreement
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Part
from pilotflow.views.occurrences import Occurrence
from pilotflow.views.selection import Scope, Selection, scope_of


@attrs.frozen
class Concern:
    """A selection, asked about one thing after the other. A thing must stand in everything that was given.

    Attributes:
        bodies: those in which the unit of the selection has a part.
    """

    state: State
    scope: Scope
    bodies: frozenset[str]

    @classmethod
    def of(cls, state: State, selection: Selection) -> Concern:
        """Look a selection up.

        Raises:
            NotFound: something it names is not there.
        """
        scope = scope_of(state, selection)
        names = scope.names or frozenset()
        return cls(state, scope, frozenset(_bodies(state.plan, names)))

    def task(self, record: TaskRecord) -> bool:
        """Whether the unit has a role, or the one asked for, in a task that stands in everything else."""
        return self.scope.covers(record.task) and self.scope.takes_part(record.task)

    def part(self, record: TaskRecord, part: Part, member: str | None) -> bool:
        """Whether a part names the unit or belongs to a task it leads; one that names nobody, or shares."""
        scope, task = self.scope, record.task
        if scope.role not in (None, "lead", "co"):
            return False
        if not (scope.in_phase(task) and scope.in_area(task) and scope.of_body(task)):
            return False
        if not (scope.under(task) or (scope.agreements is not None and member in scope.agreements)):
            return False
        if scope.role != "co" and (self._named(part.units, member) or scope.leads(task)):
            return True
        return scope.role != "lead" and not part.units and member is None and scope.shares(task)

    def occurrence(self, found: Occurrence) -> bool:
        """Whether the unit is called to an occurrence, itself, through a body, or as a party."""
        scope, duty = self.scope, found.duty
        plan = self.state.plan
        if scope.role not in (None, "attend"):
            return False
        if not (scope.names is None or duty.body in self.bodies or self._named(duty.units, duty.member)):
            return False
        if scope.body is not None and duty.body != scope.body:
            return False
        if scope.agreements is not None and duty.member not in scope.agreements:
            bodies = {plan.agreement_by_id[id].body for id in scope.agreements}
            if duty.body is None or duty.body not in bodies:
                return False
        if scope.phase is not None and not any(
            planned.id == found.id and planned.phase == scope.phase for planned in plan.occurrences
        ):
            return False
        return scope.standings is None or self._in_area(duty.series)

    def owes(self, record: FeedbackRecord) -> bool:
        """Whether the unit owes the answer, where there is one, to feedback about what is selected."""
        names = self.scope.names
        if self.scope.role not in (None, "answer"):
            return False
        owing = record.to or (self.state.plan.roles.office,)
        return (names is None or not names.isdisjoint(owing)) and self._is_about(record)

    def hears(self, record: FeedbackRecord) -> bool:
        """Whether the unit owes an answer to it, raised it, or has a part in the task it is about."""
        names, scope = self.scope.names, self.scope
        if names is None or record.raiser in names:
            return self._is_about(record)
        task = self._task_of(record)
        mine = task is not None and (scope.leads(task.task) or scope.shares(task.task))
        return self._is_about(record) if mine else self.owes(record)

    def agreement(self, agreement: Agreement) -> bool:
        """Whether the unit is a party to an agreement; an area or phase has none."""
        scope = self.scope
        return (
            scope.role in (None, "party")
            and scope.phase is None
            and scope.standings is None
            and (scope.names is None or not scope.names.isdisjoint(agreement.parties))
            and (scope.agreements is None or agreement.id in scope.agreements)
            and (scope.body is None or agreement.body == scope.body)
        )

    def phase(self, id: str) -> bool:
        """Whether a phase is shown: all are, unless one was asked for."""
        return self.scope.phase in (None, id)

    def _named(self, units: tuple[str, ...], member: str | None) -> bool:
        names = self.scope.names
        if names is None or not names.isdisjoint(units) or member in names:
            return True
        agreement = self.state.plan.agreement_by_id.get(member or "")
        return agreement is not None and not names.isdisjoint(agreement.parties)

    def _in_area(self, series: str | None) -> bool:
        found = self.state.series.get(series or "")
        if found is None:
            return False
        if ("area", found.series.area) in (self.scope.standings or ()):
            return True
        task = self.state.plan.task_by_id.get(found.series.task or "")
        return task is not None and self.scope.in_area(task)

    def _task_of(self, record: FeedbackRecord) -> TaskRecord | None:
        kind, id = record.about
        return self.state.tasks[id] if kind == "task" else None

    def _is_about(self, record: FeedbackRecord) -> bool:
        scope = self.scope
        kind, id = record.about
        found = self._task_of(record)
        if found is None:
            return (
                scope.standings is None
                and scope.phase in (None, id if kind == "phase" else None)
                and (scope.agreements is None or (kind == "agreement" and id in scope.agreements))
                and (scope.body is None or scope.body in record.to or id == scope.body)
            )
        task = found.task
        return (
            scope.in_area(task)
            and scope.in_phase(task)
            and scope.under(task)
            and (scope.of_body(task) or scope.body in record.to)
        )


def members_of(plan: Plan, for_each: str | None) -> tuple[str | None, ...]:
    """Who a part is for, one piece each; ``(None,)`` where it is one piece, nobody for an open group."""
    return (None,) if for_each is None else plan.members(for_each)


def _bodies(plan: Plan, names: frozenset[str]) -> Iterator[str]:
    """The bodies that are among these names, or in which one of them leads, is a member or holds a seat."""
    for body in plan.bodies:
        taking_part = {body.id, *(seat.id for seat in body.seats), *plan.kinship.constituents(body.id)}
        if not names.isdisjoint(taking_part):
            yield body.id
