"""Stories that could have happened: every fact goes along an edge of the tables, in the order of days."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st
from tests.feeds.stories import Story, by

from pilotflow.dates.deadline import Deadline
from pilotflow.facts.pilots import DeadlineResolved, PilotTransition
from pilotflow.facts.tasks import ExtensionDecided
from pilotflow.facts.windows import duty_of
from pilotflow.plan.duties import Series
from pilotflow.plan.model import Plan
from pilotflow.rules.tables import feedback, occurrence, phase, task

BEGIN = date(2023, 1, 2)
_MONTHLY = Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month")
_OCCURRENCES = ("kick-off", "quarterly.2023-q1", "quarterly.2023-q3", "quarterly.2023-q4", "O1")
_KINDS = ("task", "task", "task", "occurrence", "occurrence", "phase", "feedback", "raise", "settle")
_RARE = ("convene", "extend", "resolve", "amend", "amend", "end")


@st.composite
def stories(draw: st.DrawFn, longest: int = 14, days: int = 80) -> Story:
    """A story of at most so many facts over so many days."""
    story = Story()
    offsets = sorted(draw(st.lists(st.integers(0, days), max_size=longest)))
    for offset in offsets:
        _step(draw, story, (BEGIN + timedelta(days=offset)).isoformat())
    return story


def _step(draw: st.DrawFn, story: Story, on: str) -> None:
    state = story.state()
    kind = draw(st.sampled_from(_KINDS + _RARE))
    if kind == "task":
        id = draw(st.sampled_from(sorted(state.tasks)))
        _along(draw, story, kind, id, state.tasks[id].state, on)
    elif kind == "occurrence":
        id = draw(st.sampled_from(_OCCURRENCES))
        known = state.occurrences.get(id)
        if duty_of(state, id) is not None:
            _along(draw, story, kind, id, "due" if known is None else known.state, on)
    elif kind == "phase":
        id = draw(st.sampled_from(sorted(state.phases)))
        _along(draw, story, kind, id, state.phases[id].state, on)
    elif kind == "feedback" and state.feedback:
        id = draw(st.sampled_from(sorted(state.feedback)))
        if state.feedback[id].kind != "praise":  # it owes nothing and goes nowhere
            _along(draw, story, kind, id, state.feedback[id].state, on)
    elif kind == "raise":
        praise = draw(st.booleans())
        story.raised(
            ("task", "1"), on, None if praise else _day(draw), kind="praise" if praise else "problem"
        )
    elif kind == "settle" and state.series["open"].when.recurrence is None:
        story.settle("open", _MONTHLY, on)
    elif kind == "convene":
        story.convene("Ad hoc", _moment(draw), on)
    elif kind == "extend":
        story.tell(ExtensionDecided("1", date.fromisoformat(_day(draw)), granted=True), on)
    elif kind == "resolve":
        what, id = draw(st.sampled_from([("task", "4"), ("phase", "p2"), ("phase", "p3")]))
        story.tell(DeadlineResolved(what, id, by(_day(draw))), on)
    elif kind == "amend":
        story.amend(_amended(draw, state.plan), on)
    elif kind == "end" and state.status == "running" and draw(st.booleans()):
        story.tell(PilotTransition("small", "stop", "running", "stopped"), on)


def _along(draw: st.DrawFn, story: Story, kind: str, id: str, current: str, on: str) -> None:
    """One edge of a table, its conditions left aside: the fold does not judge."""
    table = {"task": task, "occurrence": occurrence, "phase": phase, "feedback": feedback}[kind]
    edges = [
        (row["trigger"], row["dest"])
        for row in table.ROWS
        if current in ([row["source"]] if isinstance(row["source"], str) else row["source"])
    ]
    if not edges:
        return
    trigger, dest = draw(st.sampled_from(edges))
    more: dict[str, object] = {}
    if trigger in ("maintain", "recheck"):
        more = {"next_check": date.fromisoformat(_day(draw))}
    elif trigger in ("schedule", "move"):
        more = {"start": _moment(draw)}
    elif trigger in ("assign", "dispute") and kind == "feedback":
        more = {"to": ("design",), "answer_by": date.fromisoformat(_day(draw))}
    elif trigger == "report":
        more = {"parts": tuple(draw(st.sets(st.sampled_from(["sign@business", "sign@design", "file"]))))}
    getattr(story, kind)(id, trigger, dest, on, **more)


def _amended(draw: st.DrawFn, plan: Plan) -> Plan:
    """Another last day or title for one thing of each sort."""
    day, title = _day(draw), draw(st.sampled_from(["Renamed", "Named again"]))
    first, *tasks = plan.tasks
    signature, *parts = first.parts
    once = plan.occurrences[0]
    ending, *agreements = plan.agreements
    found = [
        attrs.evolve(plan, tasks=(attrs.evolve(first, title=title, due=by(day)), *tasks)),
        attrs.evolve(
            plan,
            tasks=(
                attrs.evolve(first, parts=(attrs.evolve(signature, due=by(day)), *parts)),
                *tasks,
            ),
        ),
        attrs.evolve(plan, occurrences=(attrs.evolve(once, due=by(day)),)),
        attrs.evolve(plan, occurrences=(attrs.evolve(once, title=title, due=None, phase="p1"),)),
        attrs.evolve(
            plan,
            agreements=(
                attrs.evolve(ending, title=title, last=date.fromisoformat(day)),
                *agreements,
            ),
        ),
        attrs.evolve(plan, phases=(attrs.evolve(plan.phases[0], due=by(day)), *plan.phases[1:])),
        attrs.evolve(plan, tasks=(attrs.evolve(first, leads=_others(first.leads)), *tasks)),
        attrs.evolve(plan, series=plan.series[::-1][:1] if len(plan.series) > 1 else _timed(title)),
        attrs.evolve(plan, agreements=tuple(agreements) or (ending,)),
    ]
    # a choice among plans themselves would be described by all their words
    return found[draw(st.integers(0, len(found) - 1))]


def _others(leads: tuple[str, ...]) -> tuple[str, ...]:
    return ("design",) if leads == ("business",) else ("business",)


def _timed(title: str) -> tuple[Series, ...]:
    """A meeting with a time, on some day of each week."""
    when = Deadline("weekly", recurrence=f"FREQ=WEEKLY;BYDAY={'MO' if title == 'Renamed' else 'FR'}")
    return (Series("quarterly", "s1", "meeting", title, when, body="board", time="14:00-15:00"),)


def _day(draw: st.DrawFn) -> str:
    return draw(st.dates(date(2023, 4, 1), date(2023, 12, 20))).isoformat()


def _moment(draw: st.DrawFn) -> str:
    return _day(draw) + draw(st.sampled_from(["", "T09:30", "T23:45"]))
