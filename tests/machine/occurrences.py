"""Occurrences and decisions, said once more from the page."""

from __future__ import annotations

from datetime import date

from tests.machine.days import last_day
from tests.machine.model import Model, Record, Verdict, blank, nothing, when

from pilotflow.testing import Attempt

SOURCES: dict[str, tuple[str, ...]] = {
    "schedule": ("due",),
    "move": ("scheduled",),
    "hold": ("due", "scheduled", "missed", "skipped"),
    "skip": ("due", "scheduled"),
    "miss": ("due", "scheduled"),
}
ENTERED = {"schedule": "scheduled", "move": "scheduled", "hold": "held", "skip": "skipped", "miss": "missed"}


def judge(model: Model, attempt: Attempt, today: date) -> Verdict:
    if attempt.trigger == "convene":
        return _convene(model, attempt)
    one = model.occurrences[attempt.id]
    trigger, start = attempt.trigger, _day(attempt)
    codes = model.by_office(attempt)
    if trigger in ("schedule", "move", "hold"):
        able = model.is_office(model.who(attempt)) or _takes_part(model, attempt)
        codes = model.may(attempt, able, "attendant", "office", "member")
    if one["state"] not in SOURCES[trigger]:
        return codes | {"wrong-state"}, nothing
    if trigger in ("schedule", "move"):
        codes |= model.ended() | when(start is None, "start-required")
    if trigger == "schedule" and start is not None:
        codes |= when(not one["window"][0] <= start <= one["window"][1], "outside-window")
    if trigger in ("move", "skip"):
        codes |= model.reason(attempt)
    if trigger == "hold":
        fixed = start or one["day"]
        codes |= when(fixed is not None and fixed > today, "not-yet-held")
        held = fixed or last_day(attempt.effective or today.isoformat())
        codes |= when(held < one["window"][0] and not one["moved"], "outside-window")
    taken = min(last_day(attempt.effective or today.isoformat()), today)
    if trigger == "miss":
        codes |= when(taken <= (one["day"] or one["window"][1]), "window-not-over")
    return codes, lambda: _go(model, attempt, one, taken)


def _go(model: Model, attempt: Attempt, one: Record, taken: date) -> None:
    one["state"] = ENTERED[attempt.trigger]
    one["moved"] |= attempt.trigger == "move"
    one["day"] = _day(attempt) or one["day"] or (taken if attempt.trigger == "hold" else None)
    for _ in attempt.args.get("decisions", ()):
        model.decisions.append(f"D{len(model.decisions) + 1}")


def _day(attempt: Attempt) -> date | None:
    start = attempt.args.get("start")
    return None if start is None else date.fromisoformat(start[:10])


def _takes_part(model: Model, attempt: Attempt) -> bool:
    """The body whose duty it is, its units and seats."""
    series = {each.id: each for each in model.plan.series}
    duty = series.get(attempt.id.partition(".")[0])
    body = next((one for one in model.plan.bodies if duty is not None and one.id == duty.body), None)
    if body is None:
        return False
    return model.who(attempt) in (body.id, *body.leads, *body.members, *(seat.id for seat in body.seats))


def _convene(model: Model, attempt: Attempt) -> Verdict:
    start = _day(attempt)
    codes = model.by_office(attempt) | model.ended()
    codes |= when(blank(attempt.args.get("title")), "title-required") | when(start is None, "start-required")

    def effect() -> None:
        id = f"O{sum(name.startswith('O') for name in model.occurrences) + 1}"
        model.occurrences[id] = {"state": "scheduled", "window": (start, start), "day": start, "moved": False}

    return codes, effect


def judge_decision(model: Model, attempt: Attempt, today: date) -> Verdict:
    who, held = model.who(attempt), attempt.args.get("occurrence")
    codes = model.may(attempt, model.is_office(who) or who in model.people.heads, "office", "head")
    codes |= when(blank(attempt.args.get("text")), "text-required")
    if held is not None:
        codes |= when(model.occurrences.get(held, {}).get("state") != "held", "not-held")
    return codes, lambda: model.decisions.append(f"D{len(model.decisions) + 1}")
