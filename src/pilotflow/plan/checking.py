"""What is wrong or strange about a plan whose every value could be read: circles, and dates out of order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pilotflow.dates.windows import by_term
from pilotflow.plan.duties import PlannedOccurrence
from pilotflow.plan.finding import Finding, error, warning
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Phase, Task

MAX_TREE = 40
"""How deep units, bodies and categories may lie within one another."""


def circles(plan: Plan) -> Iterator[Finding]:
    """Things that are part of themselves, or wait for themselves."""
    yield from _trees("unit", {unit.id: unit.part_of for unit in plan.units})
    yield from _trees("body", {body.id: body.part_of for body in plan.bodies})
    yield from _trees("agreement", {found.id: found.parent for found in plan.agreements}, "parent")
    for classification in plan.classifications:
        yield from _trees("category", {found.id: found.part_of for found in classification.categories})
    yield from _waiting_in_a_circle(plan)


def oddities(plan: Plan) -> Iterator[Finding]:
    """What a plan may say and probably does not mean; and a task that nobody leads, which it may not."""
    yield from _leads(plan)
    yield from _before_issue(plan)
    yield from _after_phase(plan)
    yield from _gate_before(plan)
    for target in plan.targets:
        if target.kind == "list" and target.amount is not None and len(target.items) < target.amount:
            listed, amount = str(len(target.items)), str(target.amount)
            yield warning(
                "unlisted-parts", "target", target.id, "amount", id=target.id, listed=listed, amount=amount
            )
    if not plan.terms:
        for series in plan.series:
            if not by_term(series.when.per):
                continue
            yield warning("no-terms", "series", series.id, "when", id=series.id)


def _trees(kind: str, above: Mapping[str, str | None], key: str = "part_of") -> Iterator[Finding]:
    """Each circle once, and each thing that lies deeper than the bound."""
    depth: dict[str, int] = {}
    for start in above:
        path: list[str] = []
        on_path: set[str] = set()
        at: str | None = start
        while at is not None and at in above and at not in depth and at not in on_path:
            path.append(at)
            on_path.add(at)
            at = above[at]
        if at is not None and at in on_path:
            circle = path[path.index(at) :]
            yield error("circle", kind, circle[0], key, ids=_chain(circle))
        base = depth.get(at or "", 0)
        for step, id in enumerate(reversed(path), start=1):
            depth[id] = base + step
            if depth[id] == MAX_TREE + 1:
                yield error("tree-too-deep", kind, id, key, id=id, limit=str(MAX_TREE))


def _waiting_in_a_circle(plan: Plan) -> Iterator[Finding]:
    waits = {phase.id: set(plan.waits_for(phase)) & plan.phase_by_id.keys() for phase in plan.phases}
    left = dict(waits)
    while free := [id for id, before in left.items() if not before & left.keys()]:
        for id in free:
            del left[id]
    if left:
        stated = [id for id in left if plan.phase_by_id[id].after]
        yield error("circle", "phase", stated[0], "after", ids=_chain(_one_circle(left)))


def _one_circle(left: Mapping[str, set[str]]) -> list[str]:
    """One circle among phases each of which waits for another of them."""
    path: list[str] = []
    at = next(iter(left))
    while at not in path:
        path.append(at)
        at = min(left[at] & left.keys())
    return path[path.index(at) :]


def _chain(ids: list[str]) -> str:
    shown = ids if len(ids) <= 8 else [*ids[:8], "…"]
    return " → ".join([*shown, ids[0]])


def _leads(plan: Plan) -> Iterator[Finding]:
    for task in plan.tasks:
        if not task.leads:
            if task.body is not None and task.body not in plan.body_by_id:
                continue  # a body there is not is a fault already
            yield error("no-lead", "task", task.id, "", id=task.id)
        elif all(id in plan.group_by_id and plan.group_by_id[id].open for id in task.leads):
            groups = ", ".join(task.leads)
            yield warning("open-group-owes-nothing", "task", task.id, "leads", id=task.id, group=groups)


def _before_issue(plan: Plan) -> Iterator[Finding]:
    dated: tuple[tuple[str, Iterable[Phase | Task]], ...] = (("phase", plan.phases), ("task", plan.tasks))
    for kind, things in dated:
        for thing in things:
            if thing.due is not None and thing.due.latest is not None and thing.due.latest < plan.issued:
                yield warning(
                    "before-issue",
                    kind,
                    thing.id,
                    "due",
                    object=kind,
                    id=thing.id,
                    due=thing.due.latest.isoformat(),
                    issued=plan.issued.isoformat(),
                )


def _after_phase(plan: Plan) -> Iterator[Finding]:
    for task in plan.tasks:
        phase = plan.phase_by_id.get(task.phase or "")
        days = _late(task, phase)
        if days is not None and phase is not None:
            due, end = days
            yield warning("after-phase", "task", task.id, "due", id=task.id, due=due, phase=phase.id, end=end)


def _gate_before(plan: Plan) -> Iterator[Finding]:
    belonging: dict[str, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        belonging[task.phase or ""].append(task)
    things: dict[tuple[str, str], Task | PlannedOccurrence] = {("task", task.id): task for task in plan.tasks}
    things |= {("occurrence", event.id): event for event in plan.occurrences}
    for phase in plan.phases:
        stated = dict.fromkeys((required.kind, required.id) for required in phase.gate.require)
        default = dict.fromkeys(("task", task.id) for task in belonging[phase.id])
        for kind, id in stated | default:
            days = _late(things.get((kind, id)), phase)
            if days is not None:
                due, end = days
                key = f"{kind} {id}" if (kind, id) in stated else "due"
                yield warning(
                    "gate-before-task",
                    "phase",
                    phase.id,
                    key,
                    phase=phase.id,
                    end=end,
                    object=kind,
                    id=id,
                    due=due,
                )


def _late(thing: Task | PlannedOccurrence | None, phase: Phase | None) -> tuple[str, str] | None:
    """The last day of a thing and that of a phase, where the thing's is the later."""
    due = None if thing is None or thing.due is None else thing.due.latest
    end = None if phase is None or phase.due is None else phase.due.latest
    return None if due is None or end is None or due <= end else (due.isoformat(), end.isoformat())
