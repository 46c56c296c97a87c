"""What hangs on what: in words in every description, and as ``RELATED-TO`` where that is asked for.

``PARENT`` is what a thing is a piece of; ``DEPENDS-ON`` (RFC 9253) is what must be there before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pilotflow.facts.records import PhaseRecord, TaskRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import duty_of
from pilotflow.feeds.text import one_line

if TYPE_CHECKING:
    from pilotflow.feeds.request import Request

Related = tuple[tuple[str, str, str], ...]
"""RELTYPE, kind and id of each thing."""


def belongs_to(record: TaskRecord) -> Related:
    """The phase that a task is a piece of."""
    return () if record.task.phase is None else (("PARENT", "phase", record.task.phase),)


def needs(state: State, record: PhaseRecord) -> Related:
    """The phases that come before a phase, and what its gate names or what was made a condition of it."""
    before = (("DEPENDS-ON", "phase", id) for id in state.plan.waits_for(record.phase))
    named = (
        ("DEPENDS-ON", each.kind, each.id)
        for each in record.phase.gate.require
        if each.kind in ("task", "occurrence")
    )
    blocking = (
        ("DEPENDS-ON", "task", id) for id, each in state.tasks.items() if each.task.blocks == record.id
    )
    return tuple(dict.fromkeys((*before, *named, *blocking)))


def words_of(request: Request, related: Related) -> Iterator[str]:
    """The same in words: one line for the whole it belongs to, what comes before it, and what it needs."""
    lines: dict[str, list[str]] = {"in-phase": [], "after": [], "needs": []}
    for reltype, kind, id in related:
        code = "in-phase" if reltype == "PARENT" else "after" if kind == "phase" else "needs"
        lines[code].append(one_line(_title(request.state, kind, id)))
    for code, titles in lines.items():
        if titles:
            yield request.say(code, titles=request.say("semicolon").join(titles))


def _title(state: State, kind: str, id: str) -> str:
    if kind == "phase":
        return state.phases[id].phase.title if id in state.phases else id
    if kind == "task":
        return state.tasks[id].task.title if id in state.tasks else id
    duty = duty_of(state, id)
    return id if duty is None else duty.title
