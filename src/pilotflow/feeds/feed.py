"""The calendar of a pilot, or of what a selection narrows it to, as the bytes of an iCalendar file."""

from __future__ import annotations

from datetime import date

from pilotflow.dates.local import LocalDays
from pilotflow.facts.state import State
from pilotflow.feeds.calendar import calendar
from pilotflow.feeds.component import Entry, component
from pilotflow.feeds.request import Request
from pilotflow.feeds.text import one_line
from pilotflow.feeds.things import THINGS
from pilotflow.feeds.undated import undated
from pilotflow.views.concern import Concern
from pilotflow.views.selection import Selection


def feed(
    state: State, on: date, *, language: str, selection: Selection | None = None, phases: bool = True
) -> bytes:
    """Everything a selection owes, attends or answers, each thing on its last day or on the day fixed for it.

    The bytes depend on the state, the day, the language and the selection alone; on the day only where something
    settled leaves by age. A title carries stored states and never that something is late.

    Args:
        state: the pilot as known.
        on: the local day it is rendered for.
        language: the language of the words around the plan's own.
        selection: whose calendar; by default the whole pilot's.
        phases: whether the ends of phases are in it.

    Raises:
        NotFound: something the selection names is not there.
    """
    wanted = selection or Selection()
    request = Request(state, Concern.of(state, wanted), language, LocalDays(state.plan.timezone))
    shown = [entry for entry in entries(request, phases=phases) if entry.stays is None or on <= entry.stays]
    told = request.say("calendar", title=one_line(state.plan.title))
    open_ended = undated(request, phases=phases)
    return calendar(
        _name(request, wanted),
        f"{told}\n{open_ended}" if open_ended else told,
        language,
        (component(entry, state.id) for entry in shown),
    )


def entries(request: Request, *, phases: bool) -> list[Entry]:
    """Every entry of a request whatever its age, in the order of kinds and ids."""
    rows = (row for kind, row in THINGS.items() if phases or kind != "phase")
    found = (entry for row in rows for entry in row(request))
    return sorted(found, key=lambda entry: (entry.kind, entry.id))


def _name(request: Request, wanted: Selection) -> str:
    """The title of the plan, with the names of all the feed is narrowed to."""
    plan = request.state.plan
    names = [plan.caption(id) for id in (wanted.unit, wanted.body) if id is not None]
    if wanted.phase is not None:
        names.append(request.state.phases[wanted.phase].phase.title)
    if wanted.area is not None:
        names += [tree[wanted.area].label for tree in plan.categories.values() if wanted.area in tree][:1]
    if wanted.agreement is not None:
        names.append(plan.agreement_by_id[wanted.agreement].title)
    if not names:
        return plan.title
    return request.say("narrowed", title=plan.title, names=request.say("list").join(names))
