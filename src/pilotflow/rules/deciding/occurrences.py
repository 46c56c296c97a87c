"""Commands about occurrences, the cadence of series, and decisions."""

from __future__ import annotations

from collections.abc import Sequence

from pilotflow.dates.windows import names_dates
from pilotflow.facts.data import Data
from pilotflow.facts.duties import (
    Attendance,
    CadenceSettled,
    DecisionTaken,
    OccurrenceEntered,
    OccurrenceTransition,
)
from pilotflow.facts.records import OccurrenceRecord
from pilotflow.facts.state import State
from pilotflow.facts.windows import duty_of
from pilotflow.plan.duties import DUTY_KINDS
from pilotflow.rules.conditions.common import RUNNING
from pilotflow.rules.conditions.occurrences import day_of, start_of
from pilotflow.rules.deciding.outcome import Judge, Outcome
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.tables import lifecycle
from pilotflow.rules.unmet import Unmet, unmet


def find(state: State, command: Command) -> Situation:
    """The situation of a command about an occurrence; one that nobody touched yet is due."""
    if command.trigger == "convene":
        return Situation(state, command, None, "")
    record = state.occurrences.get(command.id)
    if record is None:
        duty = duty_of(state, command.id)
        if duty is None:
            raise KeyError(command.id)
        record = OccurrenceRecord(command.id, duty, state.recorded)
    return Situation(state, command, record, record.state)


def find_series(state: State, command: Command) -> Situation:
    """The situation of a command about a series."""
    return Situation(state, command, state.series[command.id], "")


def find_decision(state: State, command: Command) -> Situation:
    """The situation of a decision to be recorded."""
    return Situation(state, command, None, "")


def _along(situation: Situation) -> Outcome:
    to, reasons = lifecycle("occurrence").judge(situation.command.trigger, situation)
    if reasons:
        return reasons, ()
    return (), _moved(situation, to)


def _moved(situation: Situation, to: str) -> Sequence[Data]:
    command, state = situation.command, situation.state
    args = command.args
    start = args.get("start")
    if start is not None or (command.trigger == "hold" and situation.record.start is None):
        start = start_of(situation) or command.day.isoformat()
    counts = args.get("attendance") or {}
    moved = OccurrenceTransition(
        command.id,
        command.trigger,
        situation.current,
        to,
        start=start,
        end=args.get("end"),
        place=args.get("place"),
        attendance=tuple(Attendance(unit, count) for unit, count in counts.items()),
        minutes=args.get("minutes"),
        evidence=tuple(args.get("evidence") or ()),
    )
    taken = state.counters.get("D", 0)
    decisions = (
        DecisionTaken(f"D{taken + n}", text, command.id)
        for n, text in enumerate(args.get("decisions") or (), start=1)
    )
    return (moved, *decisions)


def _convene(situation: Situation) -> Outcome:
    """A one-off occurrence without a series, called ad hoc."""
    state, command = situation.state, situation.command
    args = command.args
    id = state.next_id("O")
    running = RUNNING.check(situation)
    found: list[Unmet] = [running] if isinstance(running, Unmet) else []
    if not str(args.get("title") or "").strip():
        found.append(unmet("title-required", "occurrence", id))
    if not args.get("start"):
        found.append(unmet("start-required", "occurrence", id))
    kind = args.get("kind") or "meeting"
    if kind not in DUTY_KINDS:
        found.append(unmet("unknown-kind", "occurrence", id, kind=kind, known=DUTY_KINDS))
    knows = state.plan.kinship.knows
    units = tuple(args.get("units") or ())
    named = [*units, *([args["body"]] if args.get("body") else [])]
    unknown = [name for name in named if not knows(name)]
    if unknown:
        found.append(unmet("unknown-unit", "occurrence", id, units=unknown))
    if found:
        return tuple(found), ()
    day = day_of(args["start"])
    entered = OccurrenceEntered(
        id, kind, args["title"], day, day, args.get("body"), units, args.get("place") or ""
    )
    scheduled = OccurrenceTransition(
        id, "schedule", "due", "scheduled", start=args["start"], end=args.get("end")
    )
    return (), (entered, scheduled)


def _settle(situation: Situation) -> Outcome:
    command, record = situation.command, situation.record
    when = command.args.get("when")
    running = RUNNING.check(situation)
    found: list[Unmet] = [running] if isinstance(running, Unmet) else []
    if when is None or (when.recurrence is None and when.per is None):
        found.append(unmet("cadence-required", "series", command.id))
    if names_dates(record.when):
        found.append(unmet("cadence-settled", "series", command.id, when=record.when.text))
    if found or when is None:
        return tuple(found), ()
    settled = CadenceSettled(command.id, when, command.day)
    return (), (settled,)


def _record(situation: Situation) -> Outcome:
    """A decision taken outside any occurrence, or entered for one that was held before."""
    state, command = situation.state, situation.command
    id = state.next_id("D")
    text, occurrence = str(command.args.get("text") or ""), command.args.get("occurrence")
    found: list[Unmet] = []
    if not text.strip():
        found.append(unmet("text-required", "decision", id, trigger="record"))
    held = occurrence is None or (
        occurrence in state.occurrences and state.occurrences[occurrence].state == "held"
    )
    if not held:
        found.append(unmet("not-held", "occurrence", str(occurrence)))
    if found:
        return tuple(found), ()
    return (), (DecisionTaken(id, text, occurrence),)


JUDGES: dict[str, Judge] = {
    **dict.fromkeys(("schedule", "move", "hold", "skip", "miss"), _along),
    "convene": _convene,
}
SERIES_JUDGES: dict[str, Judge] = {"settle": _settle}
DECISION_JUDGES: dict[str, Judge] = {"record": _record}
