"""What a feed is called."""

from __future__ import annotations

from collections.abc import Iterator

from pilotflow.facts.state import State
from pilotflow.language.catalogue import choose
from pilotflow.language.feeds import word
from pilotflow.plan.model import Plan
from pilotflow.views.selection import Selection


def name_of(state: State, selection: Selection, language: str | None = None) -> str:
    """The title of the plan, with the names of all a feed is narrowed to.

    What the plan no longer knows is called as it was by the last one that did.

    Args:
        state: the pilot.
        selection: whose calendar.
        language: of the words around the names; by default that of the plan.
    """
    spoken = choose(language, state.plan.language)
    plans = [edition.plan for edition in reversed(state.editions)]
    names = list(narrowed(plans, selection))
    if not names:
        return state.plan.title
    return word("narrowed", spoken, title=state.plan.title, names=word("list", spoken).join(names))


def narrowed(plans: list[Plan], selection: Selection) -> Iterator[str]:
    """The names of all that a selection names, from the first plan that knows each."""
    for id in (selection.unit, selection.body):
        if id is not None:
            yield next((plan.caption(id) for plan in plans if plan.caption(id) != id), id)
    if selection.phase is not None:
        known = [plan for plan in plans if selection.phase in plan.phase_by_id]
        yield from (plan.phase_by_id[selection.phase].title for plan in known[:1])
    if selection.area is not None:
        trees = [tree for plan in plans for tree in plan.categories.values() if selection.area in tree]
        yield from (tree[selection.area].label for tree in trees[:1])
    if selection.agreement is not None:
        known = [plan for plan in plans if selection.agreement in plan.agreement_by_id]
        yield from (plan.agreement_by_id[selection.agreement].title for plan in known[:1])
