"""Facts to state: ``begin`` with the first fact, ``evolve`` with each that follows.

Nothing is judged here: facts have happened. The cost of one fact does not depend on the size of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable

from pilotflow.facts.fact import Fact
from pilotflow.facts.folding import duties, feedback, phases, pilots, tasks
from pilotflow.facts.folding.pilots import begin
from pilotflow.facts.state import Folder, State

__all__ = ["begin", "evolve", "fold"]


def evolve(state: State, fact: Fact) -> None:
    """Bring ``state`` up to date with a fact, in place."""
    data = fact.data
    _FOLDERS[data.__class__](state, fact, data)
    # Last, so that a fact which cannot be folded is not taken for known.
    state.version = fact.version
    state.recorded = fact.recorded
    if fact.key is not None:
        first = state.keys.get(fact.key, (fact.version, 0, ""))[0]
        state.keys[fact.key] = (first, fact.version, fact.command or "")


def fold(facts: Iterable[Fact], state: State | None = None) -> State | None:
    """The state after all these facts; None where there are none."""
    for fact in facts:
        if state is None:
            state = begin(fact)
        else:
            evolve(state, fact)
    return state


_FOLDERS: dict[type, Folder] = {
    **tasks.FOLDERS,
    **feedback.FOLDERS,
    **phases.FOLDERS,
    **duties.FOLDERS,
    **pilots.FOLDERS,
}
