"""Everything two phases, two heads and the pilot's end can come to; and one occurrence."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Any

import attrs
import pytest
from tests.plans import due, small_plan
from tests.rules.page import OCCURRENCE, PHASE
from tests.rules.scenes import WAY_TO_VERIFIED
from tests.rules.walking import TODAY, Ghost, Graph, Walk, began, command, walk

from pilotflow.facts.phases import PhaseTransition
from pilotflow.facts.state import State
from pilotflow.facts.tasks import TaskTransition
from pilotflow.plan.model import Plan
from pilotflow.plan.work import Gate, Requirement
from pilotflow.rules import lifecycle
from pilotflow.rules.deciding import occurrences, phases, pilots
from pilotflow.rules.lifecycle import Lifecycle
from pilotflow.rules.situation import Command

HEADS = ("head-a", "head-b")
ENDS = {"approve": "passed", "rework": "open", "stop": "stopped"}
VERDICTS = tuple(ENDS)


def two_gates() -> Plan:
    """A task in each phase, one without a phase, and a report that the last gate requires."""
    plan = small_plan()
    last = attrs.evolve(plan.phases[1], gate=Gate(require=(Requirement("report", "result"),)))
    tasks = tuple(attrs.evolve(task, due=due("2023-06-30")) for task in plan.tasks[1:4])
    return attrs.evolve(
        plan,
        phases=(plan.phases[0], last),
        tasks=tasks,
        bodies=(plan.bodies[0], attrs.evolve(plan.bodies[1], created_by=None), plan.bodies[2]),
        occurrences=(),
    )


WAY = tuple(TaskTransition(id, *edge) for id in ("2", "3") for edge in WAY_TO_VERIFIED)
FIRST_PASSED = (
    *(TaskTransition(id, "close", "verified", "closed") for id in ("2", "3")),
    TaskTransition("4", "cancel", "planned", "cancelled"),
    PhaseTransition("p1", "open", "pending", "open"),
    PhaseTransition("p1", "present", "open", "presented"),
    PhaseTransition("p1", "decide", "presented", "passed", "approve"),
)


def at_gates() -> Walk:
    """Tasks 2 and 3 stand verified, task 4 is planned; what is tried moves them only from there to their end."""
    return Walk(began(two_gates(), *WAY), _at_gates, _key, _breaches, _remember)


def at_the_end() -> Walk:
    """The first gate is passed and the work is done."""
    return Walk(began(two_gates(), *WAY, *FIRST_PASSED), _at_the_end, _key, _breaches, _remember)


def _at_gates(state: State) -> Iterator[Command]:
    yield from _phase_tries(state, "p1")
    yield from _phase_tries(state, "p2")
    for task in ("2", "3"):
        yield command("task", task, "close", "office")
    yield command("task", "4", "cancel", "office", reason="not needed")
    yield from _feedback_tries(state, "task", "2")


def _at_the_end(state: State) -> Iterator[Command]:
    yield from _phase_tries(state, "p2")
    yield from _feedback_tries(state, "pilot", "small")
    for head in (*HEADS, "office"):
        yield command("pilot", "small", "stop", head, reason="enough")
        yield command("pilot", "small", "stop", head)
        yield command("pilot", "small", "complete", head)
        for verdict in ("scale", "end", "perhaps"):
            yield command("pilot", "small", "decide", head, verdict=verdict)


def _feedback_tries(state: State, kind: str, id: str) -> Iterator[Command]:
    if not any(f.is_open for f in state.feedback.values()):
        yield command("feedback", "", "raise_feedback", "law", about_kind=kind, about_id=id, text="a problem")
    for feedback in state.feedback.values():
        if feedback.is_open:
            yield command("feedback", feedback.id, "answer", feedback.to[0], text="done")
            yield command("feedback", feedback.id, "confirm", "law")
            yield command("feedback", feedback.id, "confirm", "inspection")


def _phase_tries(state: State, phase: str) -> Iterator[Command]:
    for actor in ("office", "head-a"):
        yield command("phase", phase, "open", actor)
        yield command("phase", phase, "present", actor)
    yield command("phase", phase, "file", "office", what="report", name="result", evidence=("paper",))
    for actor in (*HEADS, "office"):
        for verdict in VERDICTS:
            yield command("phase", phase, "decide", actor, verdict=verdict, reason="because")
    for verdict in ("rework", "stop", "perhaps"):
        yield command("phase", phase, "decide", "head-a", verdict=verdict)


def _key(state: State, ghost: Ghost) -> Hashable:
    return (
        tuple(record.state for record in state.tasks.values()),
        tuple(
            (r.state, tuple(sorted((w, s.verdict) for w, s in r.signatures.items())))
            for r in state.phases.values()
        ),
        bool(state.phases["p2"].filed),
        (state.status, state.conclusion, tuple(sorted(state.pilot_signatures.items()))),
        tuple(sorted((f.about, f.state) for f in state.feedback.values() if f.is_open)),
        ghost,
    )


def _remember(ghost: Ghost, before: State, asked: Command, after: State) -> Ghost:
    """Who gave which verdict at the gate that is presented."""
    if asked.kind != "phase" or asked.trigger == "file":
        return ghost
    if after.phases[asked.id].state != "presented":
        return ()
    assert isinstance(ghost, tuple)
    given = dict(ghost)
    if asked.trigger == "decide":
        given[asked.by.acts_as] = asked.args["verdict"]
    return tuple(sorted(given.items()))


def _breaches(before: State, asked: Command, after: State, ghost: Ghost) -> Iterator[str]:
    waiting = [f for f in before.feedback.values() if f.is_open]
    if before.status == "running" != after.status and waiting:
        yield "the pilot ended with open feedback"
    if after.status == "completed" and after.phases["p2"].state != "passed":
        yield "completed before its last gate"
    if after.phases["p2"].state == "passed" and after.status != "completed":
        yield "passed the last gate and goes on"
    if before.status == "running" and after.status == "stopped":
        if any(task.state in {edge[2] for edge in WAY_TO_VERIFIED} for task in after.tasks.values()):
            yield "stopped, and a task still runs"
        if not asked.reason:
            yield "stopped without a reason"
        if asked.trigger == "stop" and set(before.pilot_signatures) | {asked.by.acts_as} < set(HEADS):
            yield "stopped by one head"
    if asked.kind == "pilot" and (asked.by.acts_as not in HEADS or asked.trigger == "complete"):
        yield "the pilot moved by somebody else than a head"
    if after.conclusion not in (None, "scale", "end"):
        yield "an unknown conclusion"
    if after.conclusion != before.conclusion:
        if before.status == "running":
            yield "concluded before its end"
        others = set(HEADS) - {asked.by.acts_as}
        if any(before.pilot_signatures.get(head) != ("decide", asked.args["verdict"]) for head in others):
            yield "concluded by one head"
    if asked.kind == "phase":
        yield from _phase_breaches(before, asked, after, ghost)


def _phase_breaches(before: State, asked: Command, after: State, ghost: Ghost) -> Iterator[str]:
    left, entered = before.phases[asked.id].state, after.phases[asked.id].state
    assert isinstance(ghost, tuple)
    verdict = asked.args.get("verdict")
    if asked.trigger == "decide" and dict(ghost).get(asked.by.acts_as) == verdict:
        yield "the same verdict given twice"
    if asked.trigger == "decide" and entered not in ("presented", ENDS.get(str(verdict))):
        yield f"{verdict} led to {entered}"
    if before.status != "running":
        yield "a phase moved after the end"
    if (
        asked.by.acts_as not in (HEADS if asked.trigger == "decide" else ("office",))
        and asked.trigger != "file"
    ):
        yield "not the one who decides or the office"
    if asked.id == "p2" and asked.trigger == "open" and before.phases["p1"].state != "passed":
        yield "opened before its time"
    if left == entered:
        return
    if (asked.trigger, left, entered) not in PHASE:
        yield f"no edge {asked.trigger} from {left} to {entered}"
    if entered in ("presented", "passed"):
        mine = {"p1": ["2"], "p2": ["3", "4"]}[asked.id]
        asking = {f.about[1] for f in before.feedback.values() if f.is_open}
        done = [before.tasks[id].state == "closed" and id not in asking for id in mine]
        if not all(ok or before.tasks[id].state == "cancelled" for id, ok in zip(mine, done, strict=True)):
            yield f"{entered} with work to do"
        if asked.id == "p2" and not before.phases["p2"].filed:
            yield f"{entered} without its report"
    given = {**dict(ghost), asked.by.acts_as: verdict}
    wanted = {"passed": "approve", "stopped": "stop"}.get(entered)
    if wanted is not None and given != dict.fromkeys(HEADS, wanted):
        yield f"{entered} with the verdicts {given}"
    if asked.trigger == "decide" and wanted != "approve" and not asked.reason:
        yield "no reason given"
    if entered == "open" and after.phases[asked.id].signatures:
        yield "signatures outlive rework"


def _cannot_end(graph: Graph) -> list[str]:
    able = graph.reaching(
        lambda state: state.status == "completed", ("task.cancel", "feedback.withdraw", "pilot.stop")
    )
    return [
        f"{[t.state for t in s.tasks.values()]} {[(p.state, p.signatures) for p in s.phases.values()]}"
        for n, s in enumerate(graph.states)
        if n not in able and s.status == "running" and s.tasks["4"].state == "cancelled"
    ]


@pytest.mark.parametrize("place", [at_gates, at_the_end])
def test_gates_open_and_pass_only_as_two_heads_say_and_the_pilot_can_always_be_completed(
    place: Callable[[], Walk],
) -> None:
    graph = walk(place())
    assert graph.found == []
    assert _cannot_end(graph) == []
    assert {state.status for state in graph.states} == {"running", "completed", "stopped"}
    concluded = {"scale", "end"} if place is at_the_end else set()
    assert {state.conclusion for state in graph.states} == {None, *concluded}


def last_quarter() -> Walk:
    """The meeting of a quarter whose window is over today."""
    return Walk(began(small_plan()), partial(_calls, "quarterly.2022-q4"), _when, _misheld)


def this_quarter() -> Walk:
    """The meeting of a quarter that goes on."""
    return Walk(began(small_plan()), partial(_calls, "quarterly.2023-q1"), _when, _misheld)


KNOWN = {"quarterly.2022-q4": ("2022-12-09", "2022-12-31"), "quarterly.2023-q1": ("2023-01-01", "2023-03-31")}


def _calls(id: str, state: State) -> Iterator[Command]:
    days = ("2022-12-20", "2023-02-10", "2023-03-20", "2023-05-01")
    for actor in ("office", "head-a", "law"):
        for day in days:
            yield command("occurrence", id, "schedule", actor, start=day)
            yield command("occurrence", id, "move", actor, start=day, reason="the room")
            yield command("occurrence", id, "hold", actor, start=day)
        for trigger in ("schedule", "move", "hold"):
            yield command("occurrence", id, trigger, actor, start=days[1], end=days[0], reason="odd")
        yield command("occurrence", id, "move", actor, reason="the room")
        yield command("occurrence", id, "schedule", actor)
        yield command("occurrence", id, "move", actor, start=days[0])
        yield command("occurrence", id, "hold", actor)
        yield command("occurrence", id, "hold", actor, attendance={"law": 3})
        yield command("occurrence", id, "hold", actor, attendance={"nobody": 3})
        yield command("occurrence", id, "hold", actor, attendance={"law": -1})
        yield command("occurrence", id, "skip", actor, reason="no need")
        yield command("occurrence", id, "skip", actor)
        yield command("occurrence", id, "miss", actor)
    for head in HEADS:
        yield command("pilot", "small", "stop", head, reason="enough")


def _when(state: State, ghost: Ghost) -> Hashable:
    known = ((r.id, r.state, r.start) for r in state.occurrences.values())
    return state.status, tuple(sorted(state.pilot_signatures)), tuple(sorted(known, key=str))


def _misheld(before: State, asked: Command, after: State, ghost: Ghost) -> Iterator[str]:
    if asked.kind != "occurrence":
        return
    record = before.occurrences.get(asked.id)
    left = "due" if record is None else record.state
    now = after.occurrences[asked.id]
    first, last = KNOWN[asked.id]
    if (asked.trigger, left, now.state) not in OCCURRENCE:
        yield f"no edge {asked.trigger} from {left} to {now.state}"
    if asked.by.unit not in (("office",) if asked.trigger in ("skip", "miss") else ("office", "head-a")):
        yield "by somebody who does not take part"
    if asked.trigger in ("skip", "move") and not asked.reason:
        yield "without a reason"
    if asked.trigger in ("schedule", "move") and now.start != asked.args.get("start"):
        yield "called for no day"
    if asked.trigger == "schedule" and not first <= str(now.start) <= last:
        yield "outside its window"
    if "end" in asked.args and asked.args["end"] < str(now.start):
        yield "over before it began"
    moved = record is not None and record.moves
    if asked.trigger == "hold" and not moved and str(now.start) < first:
        yield "held before its window began"
    if now.state == "held" and str(now.start) > TODAY.isoformat():
        yield "held in the future"
    if now.state == "missed" and (record.start if record and record.start else last) >= TODAY.isoformat():
        yield "missed before it was over"
    if before.status != "running" and asked.trigger in ("schedule", "move"):
        yield "called after the end"
    if now.attendance and now.attendance[0].count < 0:
        yield "fewer than none were there"
    if now.attendance and now.attendance[0].unit != "law":
        yield "somebody unknown was there"


@pytest.mark.parametrize("place", [last_quarter, this_quarter])
def test_an_occurrence_is_held_missed_or_skipped_only_as_its_table_says(place: Callable[[], Walk]) -> None:
    graph = walk(place())
    assert graph.found == []
    states = {record.state for state in graph.states for record in state.occurrences.values()}
    assert states == {"scheduled", "held", "skipped", "missed"}


def _without(kind: str, trigger: str, code: str) -> Lifecycle:
    table = lifecycle(kind)
    rows: list[dict[str, Any]] = [dict(row) for row in table.rows]
    for row in rows:
        if row["trigger"] == trigger:
            row["conditions"] = [rule for rule in row.get("conditions", ()) if rule.code != code]
    return Lifecycle(kind, table.states, rows)


FOR_NATIVE_MACHINES = {
    (
        "phase",
        "decide",
        "verdict-stop",
    ),  # the last of three edges; other verdicts are refused before the table
    ("pilot", "complete", "open-feedback"),  # completed by the last gate, which has the same guard
}


def _guards(*kinds: str) -> list[tuple[str, str, str]]:
    rows = [(kind, row) for kind in kinds for row in lifecycle(kind).rows]
    found = {(kind, row["trigger"], rule.code) for kind, row in rows for rule in row["conditions"]}
    return sorted(found - FOR_NATIVE_MACHINES)


@pytest.mark.parametrize(("kind", "trigger", "code"), _guards("phase", "pilot", "occurrence"))
def test_a_table_without_this_guard_fails_the_walk(
    monkeypatch: pytest.MonkeyPatch, kind: str, trigger: str, code: str
) -> None:
    mutant = _without(kind, trigger, code)
    for module in (phases, pilots, occurrences):
        monkeypatch.setattr(module, "lifecycle", lambda asked: mutant if asked == kind else lifecycle(asked))
    places = (last_quarter, this_quarter) if kind == "occurrence" else (at_the_end, at_gates)
    assert any(walk(place(), stop_at_first=True).found for place in places)
