"""Tasks, said once more from the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.machine.days import first_day, working_days_after
from tests.machine.model import RUNNING, Codes, Model, Record, Verdict, blank, when

from pilotflow.testing import Attempt

EDGES: dict[str, tuple[tuple[str, ...], str]] = {
    "assign": (("planned",), "assigned"),
    "accept": (("assigned",), "accepted"),
    "start": (("accepted",), "underway"),
    "report": (("underway",), "reported"),
    "send_back": (("reported", "verified"), "underway"),
    "verify": (("reported",), "verified"),
    "close": (("verified",), "closed"),
    "maintain": (("verified",), "maintained"),
    "recheck": (("maintained",), "maintained"),
    "lapse": (("maintained",), "underway"),
    "retire": (("maintained",), "closed"),
    "reopen": (("closed",), "underway"),
    "suspend": (RUNNING, "suspended"),
    "resume": (("suspended",), ""),
    "cancel": (("planned", *RUNNING, "suspended"), "cancelled"),
}
LEADS = ("accept", "start", "report", "request_extension")
REVIEWS = ("verify", "send_back", "recheck", "lapse")


def judge(model: Model, attempt: Attempt, today: date) -> Verdict:
    if attempt.trigger == "create":
        return _create(model, attempt)
    task = model.tasks[attempt.id]
    codes = _role(model, attempt, task)
    if attempt.trigger == "request_extension":
        return codes | _request(model, attempt, task, today), lambda: task.update(
            asked=date.fromisoformat(attempt.args["latest"]), granted=set()
        )
    if attempt.trigger == "decide_extension":
        return codes | _decide(model, attempt, task), lambda: _decided(model, attempt, task)
    if attempt.trigger in ("accept", "report") and _signs_after(model, attempt, task):
        if attempt.trigger == "report":
            codes |= _conditions(model, attempt, task)
        return codes, lambda: _sign(model, attempt, task)
    sources, to = EDGES[attempt.trigger]
    if task["state"] not in sources:
        return codes | {"wrong-state"}, lambda: None
    codes |= _conditions(model, attempt, task)
    return codes, lambda: _move(model, attempt, task, to or task["former"], today)


def _role(model: Model, attempt: Attempt, task: Record) -> Codes:
    who = model.who(attempt)
    if attempt.trigger in LEADS:
        return model.may(attempt, model.people.holds(who, task["leads"]), "lead")
    if attempt.trigger in REVIEWS:
        return model.may(attempt, model.people.holds(who, task["reviewers"]), "reviewer")
    if attempt.trigger == "decide_extension":
        by_heads = model.plan.settings.extensions == "heads"
        able = who in model.people.heads if by_heads else model.is_office(who)
        return model.may(attempt, able, "office", "head")
    return model.by_office(attempt)


def _conditions(model: Model, attempt: Attempt, task: Record) -> Codes:
    """What each edge demands, all at once."""
    trigger, said = attempt.trigger, attempt.args
    codes: Codes = set()
    if trigger in ("assign", "reopen", "suspend", "resume"):
        codes |= model.ended()
    if trigger == "assign" and task["phase"] is not None:
        codes |= when(model.phases[task["phase"]]["state"] not in ("open", "passed"), "phase-not-open")
    if trigger == "report":
        evidence = said.get("evidence") or ()
        codes |= when(not evidence or any(map(blank, evidence)), "evidence-required")
        codes |= when(set(said.get("parts") or ()) - set(task["parts"]), "unknown-part")
        if attempt.by.acting_for is not None:
            whose = (*task["owners"], attempt.by.unit)
            left = any(model.people.apart(one, whose, model.office_exists) for one in task["reviewers"])
            codes |= when(not left, "no-reviewer-left")
    if trigger in REVIEWS:
        codes |= when(not model.apart(attempt, {*task["owners"], *task["did"]}), "not-independent")
    if trigger in ("send_back", "reopen", "suspend", "cancel"):
        codes |= model.reason(attempt)
    if trigger in ("close", "maintain", "recheck", "retire"):
        codes |= model.settled(attempt.id)
    if trigger == "cancel":
        stays = any(one["about"] == attempt.id for one in model.open_about(attempt.id))
        codes |= when(stays, "open-feedback")
    if trigger == "close":
        codes |= when(task["sustain"], "to-be-maintained")
    if trigger == "maintain":
        codes |= when(not task["sustain"], "not-to-be-maintained")
    if trigger == "lapse":
        codes |= when(blank(said.get("finding")), "finding-required")
    if trigger == "retire":
        if said.get("decision") is not None:
            codes |= when(said["decision"] not in model.decisions, "unknown-decision")
        else:
            codes |= when(model.phases[model.last_phase]["state"] != "passed", "still-maintained")
    if trigger == "report" and task["all_leads"] and not codes and task["state"] == "underway":
        codes |= when(model.who(attempt) in task["reported"], "already-reported")
    return codes


def _signs_after(model: Model, attempt: Attempt, task: Record) -> bool:
    """A further lead signs for itself after the first has moved the task."""
    later = ("accepted", "underway") if attempt.trigger == "accept" else ("reported",)
    signed = task["accepted"] if attempt.trigger == "accept" else task["reported"]
    who = model.who(attempt)
    return task["state"] in later and who not in signed and who in model.people.named(task["leads"])


def _take(model: Model, attempt: Attempt, task: Record) -> None:
    """A report, and whose work it says was done: by units, as they are now."""
    whose = (*task["owners"], *([attempt.by.unit] if attempt.by.acting_for else []))
    units = {unit for one in whose for unit in model.people.counts_as(one, model.office_exists)}
    task["did"] = units | (task["did"] if task["reported"] else set())
    task["reported"].add(model.who(attempt))


def _sign(model: Model, attempt: Attempt, task: Record) -> None:
    if attempt.trigger == "report":
        _take(model, attempt, task)
        return
    task["accepted"].add(model.who(attempt))


def _move(model: Model, attempt: Attempt, task: Record, to: str, today: date) -> None:
    trigger, who = attempt.trigger, model.who(attempt)
    if trigger == "report":
        _take(model, attempt, task)
        if task["all_leads"] and set(model.people.named(task["leads"])) - task["reported"]:
            return
    if trigger == "accept":
        task["accepted"].add(who)
    if trigger in ("send_back", "lapse", "reopen", "retire"):
        task["reported"].clear()
    if trigger == "suspend":
        task["former"] = task["state"]
    if trigger == "cancel":
        task["asked"] = None
    if trigger == "verify" and attempt.id == model.office_made_by:
        model.office_exists = True
    if trigger == "lapse":
        raise_by_lapse(model, attempt, task, today)
    task["state"] = to


def raise_by_lapse(model: Model, attempt: Attempt, task: Record, today: date) -> None:
    """The finding is raised as feedback in the same step."""
    last = working_days_after(today, model.plan.settings.answer_within)
    model.raised(attempt.id, "problem", model.who(attempt), model.people.named(task["leads"]), last)


def _request(model: Model, attempt: Attempt, task: Record, today: date) -> Codes:
    codes = model.ended() | model.reason(attempt) | when(task["state"] not in RUNNING, "wrong-state")
    asked = attempt.args.get("latest")
    codes |= when(asked is None, "latest-required")
    if task["latest"] is None:
        return codes | {"no-date"}
    given = first_day(attempt.effective or today.isoformat())
    codes |= when(max(given, today) > task["latest"], "extension-too-late")
    return codes | when(asked and date.fromisoformat(asked) <= task["latest"], "not-later")


def _decide(model: Model, attempt: Attempt, task: Record) -> Codes:
    if task["asked"] is None:
        return {"no-extension-requested"}
    codes = when(task["state"] not in RUNNING, "wrong-state")
    codes |= when(model.who(attempt) in task["granted"], "already-signed")
    granted = attempt.args.get("granted")
    codes |= when(granted is None, "granted-required")
    if granted is False:
        codes |= model.reason(attempt)
    return codes


def _decided(model: Model, attempt: Attempt, task: Record) -> None:
    granted = attempt.args["granted"]
    if granted and model.plan.settings.extensions == "heads":
        task["granted"].add(model.who(attempt))
        if set(model.people.heads) - task["granted"]:
            return
    if granted:
        task["latest"] = task["asked"]
    task["asked"], task["granted"] = None, set()


def _create(model: Model, attempt: Attempt) -> Verdict:
    said: Any = attempt.args
    codes = model.by_office(attempt) | model.ended() | model.birth(said)
    codes |= when(said.get("decision") not in model.decisions, "unknown-decision")
    return codes, lambda: model.born(said, None)
