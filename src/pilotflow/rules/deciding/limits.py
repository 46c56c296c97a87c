"""Time limits the plan could not date: entered by the office, or counted from a day that came to be known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.resolving import resolved, waits, waits_for_launch
from pilotflow.facts.pilots import DeadlineResolved
from pilotflow.facts.state import State
from pilotflow.facts.windows import limit_of
from pilotflow.rules.conditions.common import REASON
from pilotflow.rules.deciding.outcome import Outcome
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet

KINDS = ("task", "phase", "occurrence")


def deadline_of(value: Any) -> Deadline | None:
    """A time limit given as such, as its last day, or as the ISO text of that; None where it is none of these."""
    if isinstance(value, Deadline):
        return value
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    return Deadline(value.isoformat(), latest=value) if isinstance(value, date) else None


def resolve(situation: Situation) -> Outcome:
    """Enter a time limit, or the day that one counts from."""
    state, command = situation.state, situation.command
    kind, id = str(command.args.get("what") or ""), str(command.args.get("thing") or "")
    given, day = command.args.get("due"), command.args.get("day")
    due = deadline_of(given)
    found: list[Unmet] = []
    reason = REASON.check(situation)
    if isinstance(reason, Unmet):
        found.append(reason)
    known = _limits(state, kind)
    current = known.get(id)
    if id not in known:
        found.append(unmet("unknown-subject", kind, id))
    elif current is not None and current.latest is not None and not is_doubtful(current):
        found.append(unmet("date-is-known", kind, id, latest=current.latest))
    if day is not None and given is not None:
        found.append(unmet("due-or-day", kind, id))
    elif day is not None:
        due = _counted(state, current, day)
        if due is None and id in known:
            waiting = current is not None and waits(current)
            found.append(
                unmet("not-computable", kind, id) if waiting else unmet("waits-for-no-event", kind, id)
            )
    elif due is None or due.latest is None:
        found.append(unmet("latest-required", kind, id))
    if found or due is None:
        return tuple(found), ()
    if day is None and not isinstance(given, Deadline) and current is not None and due.latest is not None:
        due = attrs.evolve(current.with_latest(due.latest), rule="stated")  # the words stay beside the day
    return (), (DeadlineResolved(kind, id, due),)


def is_doubtful(due: Deadline) -> bool:
    """Whether a last day is one reading of several, or may still move, so that it can be settled."""
    return bool(due.alternatives) or due.vague or due.provisional


def from_launch(state: State, day: date) -> Iterator[DeadlineResolved]:
    """Every time limit that waited for the programme to start, now that its launch is decided.

    Args:
        state: the pilot before the launch.
        day: the day on which it was decided.
    """
    for kind in KINDS:
        for id, due in _limits(state, kind).items():
            if due is not None and waits_for_launch(due):
                known = _counted(state, due, day)
                if known is not None:
                    yield DeadlineResolved(kind, id, known)


def _limits(state: State, kind: str) -> dict[str, Deadline | None]:
    """The time limits of all things of a kind, by id; none for a kind that has none to resolve."""
    if kind == "task":
        return {id: task.due for id, task in state.tasks.items()}
    if kind == "phase":
        return {id: phase.due for id, phase in state.phases.items()}
    # An occurrence without words of its own goes by its phase.
    planned = state.plan.occurrences if kind == "occurrence" else ()
    return {each.id: limit_of(state, each) for each in planned if each.due is not None}


def _counted(state: State, due: Deadline | None, day: date) -> Deadline | None:
    if due is None or not waits(due):
        return None
    plan = state.plan
    try:
        return resolved(due, day, calendar=plan.calendar, conventions=plan.conventions.deadlines)
    except ValueError:
        return None
