"""Conditions of the occurrence table."""

from __future__ import annotations

from datetime import date

from pilotflow.dates.partial import last_day
from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


def day_of(text: str) -> date:
    """The local day of a day or local time, both ISO text."""
    return date.fromisoformat(text[:10])


def start_of(situation: Situation) -> str | None:
    """When it is or was to begin: as the command says, else as was fixed, else as the plan says to the hour.

    A day alone is that day at the hour the plan states, where it states one.
    """
    duty, given = situation.record.duty, situation.command.args.get("start")
    begin, _, _ = duty.time.partition("-")
    if given:
        return f"{given}T{begin}" if begin and "T" not in given else str(given)
    return situation.record.start or (duty.stated if begin else None)


def _start(situation: Situation) -> Unmet | None:
    if situation.command.args.get("start"):
        return None
    return unmet("start-required", "occurrence", situation.command.id)


def _within(situation: Situation) -> Unmet | None:
    start = situation.command.args.get("start")
    duty = situation.record.duty
    if not start or duty.earliest <= day_of(start) <= duty.last:
        return None
    return _outside(situation)


def _outside(situation: Situation) -> Unmet:
    duty = situation.record.duty
    return unmet("outside-window", "occurrence", situation.command.id, first=duty.earliest, last=duty.last)


def _ends_after_start(situation: Situation) -> Unmet | None:
    args = situation.command.args
    start, end = start_of(situation), args.get("end")
    if not start or not end or (day_of(start), start[10:]) <= (day_of(end), end[10:] or start[10:]):
        return None
    return unmet("ends-before-start", "occurrence", situation.command.id, start=start, end=end)


def _begun(situation: Situation) -> Unmet | None:
    """What was not moved is not held before its window begins; holding it late is late, and allowed."""
    record = situation.record
    held = start_of(situation) or situation.command.effective
    if record.moves or last_day(held[:10]) >= record.duty.earliest:
        return None
    return _outside(situation)


def _happened(situation: Situation) -> Unmet | None:
    """Nothing is held before its day."""
    start = start_of(situation)
    if not start or day_of(start) <= situation.command.today:
        return None
    return unmet("not-yet-held", "occurrence", situation.command.id, start=start)


def _over(situation: Situation) -> Unmet | None:
    record, command = situation.record, situation.command
    end = day_of(record.start) if record.start else record.duty.last
    if command.day > end:
        return None
    return unmet("window-not-over", "occurrence", command.id, last=end)


def _attendance(situation: Situation) -> Unmet | None:
    knows = situation.state.plan.kinship.knows
    counts = situation.command.args.get("attendance") or {}
    unknown = [unit for unit in counts if not knows(unit)]
    if unknown:
        return unmet("unknown-unit", "occurrence", situation.command.id, units=unknown)
    wrong = [
        unit
        for unit, count in counts.items()
        if isinstance(count, bool) or not isinstance(count, int) or count < 0
    ]
    return unmet("bad-count", "occurrence", situation.command.id, units=wrong) if wrong else None


START = Rule("start-required", _start)
WITHIN = Rule("outside-window", _within)
ENDS = Rule("ends-before-start", _ends_after_start)
BEGUN = Rule("outside-window", _begun)
HAPPENED = Rule("not-yet-held", _happened)
OVER = Rule("window-not-over", _over)
ATTENDANCE = Rule("attendance", _attendance)
