"""Stories that could have happened: every fact goes along an edge of the tables, in the order of days."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st
from tests.feeds.stories import Story, by, renamed, small_plan

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.workdays import WorkdayList
from pilotflow.facts.pilots import DeadlineResolved, PilotTransition
from pilotflow.facts.tasks import ExtensionDecided
from pilotflow.facts.windows import duty_of, foreseen
from pilotflow.plan.duties import Series
from pilotflow.plan.model import Plan
from pilotflow.rules.conditions.common import RUNNING
from pilotflow.rules.tables import feedback, occurrence, phase, task

BEGIN = date(2023, 1, 2)
_MONTHLY = Deadline("monthly", recurrence="FREQ=MONTHLY", per="1/month")
_OCCURRENCES = ("kick-off", "quarterly.2023-q1", "quarterly.2023-q3", "quarterly.2023-q4", "O1")
_MONDAYS = Deadline("every Monday", recurrence="FREQ=WEEKLY;BYDAY=MO")
_EARLY = Deadline("first workday", recurrence="FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1")
_LATE = Deadline("last workday", recurrence="FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
_FRIDAYS = Deadline("every Friday", recurrence="FREQ=WEEKLY;BYDAY=FR")
_WEEK = timedelta(days=7)
_WEEKLY = Series(
    "weekly", "s3", "meeting", "Weekly", _MONDAYS, body="board", last=date(2023, 4, 28), time="14:00-15:30"
)
_KINDS = ("task", "task", "task", "occurrence", "occurrence", "phase", "feedback", "raise", "settle")
_RARE = ("convene", "extend", "resolve", "amend", "amend", "end")
_AFTERWARDS = ("task", "occurrence", "feedback", "raise")
"""What a pilot that has ended still takes."""


@st.composite
def stories(draw: st.DrawFn, longest: int = 14, days: int = 80) -> Story:
    """A story of at most so many facts over so many days, every other one with a meeting each week."""
    plan = small_plan()
    story = Story(attrs.evolve(plan, series=(*plan.series, _WEEKLY)) if draw(st.booleans()) else plan)
    offsets = sorted(draw(st.lists(st.integers(0, days), max_size=longest)))
    for offset in offsets:
        _step(draw, story, (BEGIN + timedelta(days=offset)).isoformat())
    return story


def _step(draw: st.DrawFn, story: Story, on: str) -> None:
    state = story.state()
    kind = draw(st.sampled_from(_KINDS + _RARE))
    if state.end is not None and kind not in _AFTERWARDS:
        return
    if kind == "task":
        id = draw(st.sampled_from(sorted(state.tasks)))
        _along(draw, story, kind, id, state.tasks[id].state, on)
    elif kind == "occurrence":
        near = date.fromisoformat(on)
        weekly = [
            id for id, _ in foreseen(state, near - 2 * _WEEK, near + 3 * _WEEK) if id.startswith("weekly")
        ]
        id = draw(st.sampled_from((*_OCCURRENCES, *weekly, *state.occurrences)))
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
        held = (*_OCCURRENCES, *(id for id, _ in foreseen(state, date(2023, 3, 1), date(2023, 4, 1))))
        subject = draw(
            st.sampled_from((("task", "1"), *(("occurrence", id) for id in held if duty_of(state, id))))
        )
        story.raised(subject, on, None if praise else _day(draw), kind="praise" if praise else "problem")
    elif kind == "settle":
        settled = draw(st.sampled_from([("open", _MONTHLY), ("weekly", _FRIDAYS), ("weekly", _MONDAYS)]))
        if settled[0] in state.series and state.series[settled[0]].when != settled[1]:
            story.settle(*settled, on)
    elif kind == "convene":
        story.convene("Ad hoc", _moment(draw), on)
    elif kind == "extend":
        story.tell(ExtensionDecided("1", date.fromisoformat(_day(draw)), granted=True), on)
    elif kind == "resolve":
        phases = [("phase", id) for id in state.phases if id != "p1"]
        what, id = draw(st.sampled_from([("task", "4"), *phases]))
        story.tell(DeadlineResolved(what, id, by(_day(draw))), on)
    elif kind == "amend":
        story.amend(_amended(draw, state.plan), on)
    elif kind == "end" and draw(st.booleans()):
        story.tell(PilotTransition("small", "stop", "running", "stopped"), on)
        for id, record in state.tasks.items():
            if record.state in task.RUNNING_STATES:
                story.task(id, "suspend", "suspended", on)


def _along(draw: st.DrawFn, story: Story, kind: str, id: str, current: str, on: str) -> None:
    """One edge of a table, its conditions left aside: the fold does not judge."""
    table = {"task": task, "occurrence": occurrence, "phase": phase, "feedback": feedback}[kind]
    edges = [
        (row["trigger"], row["dest"])
        for row in table.ROWS
        if current in ([row["source"]] if isinstance(row["source"], str) else row["source"])
        and (story.state().end is None or RUNNING not in row.get("conditions", ()))
    ]
    if not edges:
        return
    trigger, dest = draw(st.sampled_from(edges))
    more: dict[str, object] = {}
    if trigger in ("maintain", "recheck"):
        more = {"next_check": date.fromisoformat(_day(draw))}
    elif trigger in ("schedule", "move"):
        more = {"start": draw(st.sampled_from([on, f"{on}T09:30"])) if draw(st.booleans()) else _moment(draw)}
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
        _with_another_weekly(draw, plan),
        _with_another_weekly(draw, plan),
        attrs.evolve(plan, agreements=tuple(agreements) or (ending,)),
        renamed(plan, title),
        _without_the_last_phase(plan, day),
    ]
    # a choice among plans themselves would be described by all their words
    return found[draw(st.integers(0, len(found) - 1))]


def _without_the_last_phase(plan: Plan, day: str) -> Plan:
    """It is left out where it is there, and is there again where it was left out."""
    kept = tuple(each for each in plan.phases if each.id != "p3")
    last = attrs.evolve(small_plan().phases[2], due=by(day))
    return attrs.evolve(plan, phases=kept if len(kept) < len(plan.phases) else (*plan.phases, last))


def _others(leads: tuple[str, ...]) -> tuple[str, ...]:
    return ("design",) if leads == ("business",) else ("business",)


def _with_another_weekly(draw: st.DrawFn, plan: Plan) -> Plan:
    """The weekly meeting as before, on other days, at another hour, with none, elsewhere, for each, or not at all."""
    others = [each for each in plan.series if each.id != "weekly"]
    changes: list[dict[str, object]] = [
        {"when": _FRIDAYS},
        {"time": "09:00"},
        {"time": ""},
        {"place": "Hall"},
        {"title": "Every week"},
        {"last": date(2023, 3, 3)},
        {"for_each": "agreements", "body": None},
        {"for_each": "schools", "body": None},
        {"units": ("business",), "body": None},
        {"units": ("design", "town"), "body": None},
        {"when": _EARLY, "time": draw(st.sampled_from(["", "10:00"]))},
        {"when": _LATE, "time": draw(st.sampled_from(["", "10:00"]))},
        {"when": _MONTHLY},
        {},
    ]
    chosen = draw(st.integers(0, len(changes)))
    weekly = () if chosen == len(changes) else (attrs.evolve(_WEEKLY, **changes[chosen]),)  # type: ignore[arg-type]
    days_off = (date(2023, 3, 31),) if draw(st.booleans()) else ()
    calendar = WorkdayList(days_off=days_off, known_until=date(2024, 12, 31))
    return attrs.evolve(plan, series=(*others, *weekly), calendar=calendar)


def _timed(title: str) -> tuple[Series, ...]:
    """A meeting with a time, on some day of each week."""
    when = Deadline("weekly", recurrence=f"FREQ=WEEKLY;BYDAY={'MO' if title == 'Renamed' else 'FR'}")
    return (Series("quarterly", "s1", "meeting", title, when, body="board", time="14:00-15:00"),)


def _day(draw: st.DrawFn) -> str:
    return draw(st.dates(date(2023, 4, 1), date(2023, 12, 20))).isoformat()


def _moment(draw: st.DrawFn) -> str:
    return _day(draw) + draw(st.sampled_from(["", "T09:30", "T23:45"]))
