"""Whether the loop can close: whoever must judge is independent of whom it judges, before the pilot begins.

Three questions are asked of a plan, both for the time before its office exists and for the time after: may
somebody independent verify each task, may somebody confirm any answer, may somebody decide at each gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pilotflow.plan.faults import Fault
from pilotflow.plan.finding import Finding, error
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Task

_SHOWN = 8


def unclosable(plan: Plan) -> tuple[Fault, ...]:
    """Every way in which the loop of a plan cannot close; empty where it always can.

    The faults have codes ``no-reviewer``, ``no-confirmer``, ``no-decider``, ``no-head``,
    ``gate-deadlock`` and ``office-issues-itself``, and no places, since a plan may come from anywhere.
    """
    return tuple(finding.fault() for finding in open_loops(plan))


def open_loops(plan: Plan, *, doubt: bool = False) -> Iterator[Finding]:
    """The same as findings, each about a thing of the plan.

    Args:
        plan: the plan.
        doubt: an id the plan does not know gets the benefit of the doubt, since it is a fault already.
    """
    if _office_is_issuer(plan):
        # Until the office exists it counts as the issuer; where that is the office, nobody is meant.
        yield error("office-issues-itself", "plan", "", "issuer", id=plan.issuer)
        return
    yield from _without_reviewer(plan, doubt)
    yield from _without_confirmer(plan, doubt)
    yield from _without_decider(plan, doubt)
    yield from _deadlocked(plan)


def reviewers_of(plan: Plan, task: Task) -> tuple[str, ...]:
    """Who may verify a task: its own reviewers, else its body's, its first category's, the plan's."""
    if task.reviewers:
        return task.reviewers
    body = plan.body_by_id.get(task.body or "")
    if body is not None and body.reviewers:
        return body.reviewers
    for standing in task.standings:
        category = plan.categories.get(standing.classification, {}).get(standing.category)
        if category is not None and category.reviewers:
            return category.reviewers
    return plan.roles.reviewers


def _times(plan: Plan) -> tuple[bool, ...]:
    """Whether the office exists, for each time of the pilot in which that differs."""
    office = plan.body_by_id.get(plan.roles.office)
    return (True,) if office is None or office.created_by is None else (False, True)


def _office_is_issuer(plan: Plan) -> bool:
    return plan.issuer == plan.roles.office and False in _times(plan)


def _without_reviewer(plan: Plan, doubt: bool) -> Iterator[Finding]:
    for task in plan.tasks:
        reviewers = reviewers_of(plan, task)
        if not _judged(plan, reviewers, (*task.leads, *task.co_units), doubt):
            yield error("no-reviewer", "task", task.id, "leads", id=task.id, reviewers=_listed(reviewers))


def _without_confirmer(plan: Plan, doubt: bool) -> Iterator[Finding]:
    judges = tuple(dict.fromkeys((*plan.roles.supervisors, *plan.roles.heads)))
    actors = (*plan.unit_by_id, *plan.body_by_id, *plan.seat_by_id)
    alone = {id: None for id in actors if not _judged(plan, judges, (id,), doubt)}
    if alone:
        yield error("no-confirmer", "plan", "", "supervisors", actors=_listed(alone))
    for task in plan.tasks:
        if not _judged(plan, judges, task.leads, doubt) and not any(lead in alone for lead in task.leads):
            yield error("no-confirmer", "task", task.id, "leads", actors=_listed(task.leads))


def _without_decider(plan: Plan, doubt: bool) -> Iterator[Finding]:
    decided = True
    for phase in plan.phases:
        if not plan.deciders(phase):
            decided = False
            yield error("no-decider", "phase", phase.id, "gate", id=phase.id, actor="–")
        for id in phase.gate.decide:
            if id in plan.group_by_id or not (doubt or plan.kinship.knows(id)):
                yield error("no-decider", "phase", phase.id, "decide", id=phase.id, actor=id)
    if decided and not plan.roles.heads:
        yield error("no-head", "plan", "", "roles")


def can_be_verified(plan: Plan, task: Task, *, office_exists: bool) -> bool:
    """Whether somebody independent may verify a task, now and once the office exists."""
    times = (True,) if office_exists else _times(plan)
    return _judged(plan, reviewers_of(plan, task), (*task.leads, *task.co_units), False, times)


def _deadlocked(plan: Plan) -> Iterator[Finding]:
    """A gate that needs a task of a phase which itself waits for that gate could never be passed."""
    for phase in plan.phases:
        required = {each.id for each in phase.gate.require if each.kind == "task"}
        for task in plan.tasks:
            needed = task.id in required or task.blocks == phase.id
            if needed and task.phase in plan.phase_by_id and phase.id in plan.ancestors(str(task.phase)):
                yield error("gate-deadlock", "task", task.id, "phase", id=task.id, gate=phase.id)


def _judged(
    plan: Plan,
    judges: Iterable[str],
    judged: tuple[str, ...],
    doubt: bool,
    times: tuple[bool, ...] | None = None,
) -> bool:
    """Whether, at each time, one of the judges is known and independent of all who are judged."""
    known = [judge for judge in judges if doubt or plan.kinship.knows(judge)]
    return all(
        any(plan.kinship.independent(judge, judged, office_exists=exists) for judge in known)
        for exists in times or _times(plan)
    )


def _listed(ids: Iterable[str]) -> str:
    named = list(ids)
    return ", ".join(named[:_SHOWN]) + (" …" if len(named) > _SHOWN else "") if named else "–"
