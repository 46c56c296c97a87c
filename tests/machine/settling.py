"""Feedback, said once more from the page."""

from __future__ import annotations

from datetime import date

from tests.machine.days import working_days_after
from tests.machine.model import Model, Record, Verdict, blank, when

from pilotflow.testing import Attempt

EDGES: dict[str, tuple[tuple[str, ...], str]] = {
    "assign": (("raised", "assigned"), "assigned"),
    "answer": (("assigned",), "answered"),
    "confirm": (("answered",), "confirmed"),
    "dispute": (("answered",), "assigned"),
    "withdraw": (("raised", "assigned", "answered"), "withdrawn"),
}


def judge(model: Model, attempt: Attempt, today: date) -> Verdict:
    if attempt.trigger == "raise_feedback":
        return _raise(model, attempt, today)
    one = model.feedback[attempt.id]
    if attempt.trigger == "move":
        return _carry(model, attempt, one)
    who, people = model.who(attempt), model.people
    silent = _is_silent(model, one, today)
    if attempt.trigger == "assign":
        able = model.is_office(who) or people.holds(who, one["to"])
        codes = model.may(attempt, able, "office", "addressee")
    elif attempt.trigger == "answer":
        codes = model.may(attempt, people.holds(who, one["to"]), "addressee")
    elif attempt.trigger == "withdraw":
        able = who == one["raiser"] or (silent and who in people.heads)
        codes = model.may(attempt, able, "raiser", "head")
    else:
        able = who in _confirmers(model, one, silent)
        codes = model.may(attempt, able, "confirmer", "raiser", "supervisor", "head")
    sources, to = EDGES[attempt.trigger]
    if one["state"] not in sources:
        return codes | {"wrong-state"}, lambda: None
    said = attempt.args
    if attempt.trigger == "assign":
        codes |= when(one["kind"] == "praise", "nothing-owed")
        codes |= when(not said.get("to"), "addressee-required")
        codes |= when(any(not people.knows(id) for id in said.get("to") or ()), "unknown-unit")
    elif attempt.trigger == "answer":
        codes |= when(blank(said.get("text")), "text-required")
        answering = (*one["answerers"], attempt.by.unit, who)
        judges = (one["raiser"], *people.supervisors, *people.heads)
        left = any(people.apart(id, answering, model.office_exists) for id in judges)
        codes |= when(not left, "no-confirmer-left")
    else:
        if attempt.trigger != "withdraw" or attempt.by.unit != one["raiser"]:
            codes |= when(not model.apart(attempt, one["answerers"]), "answered-it")
        if attempt.trigger != "confirm":
            codes |= model.reason(attempt)
        elif said.get("grade") is not None:
            codes |= when(not 1 <= said["grade"] <= 5, "bad-grade")
    return codes, lambda: _move(model, attempt, one, to, today)


def _move(model: Model, attempt: Attempt, one: Record, to: str, today: date) -> None:
    if attempt.trigger == "answer":
        for answerer in (attempt.by.unit, model.who(attempt)):
            one["answerers"] |= {answerer, *model.people.counts_as(answerer, model.office_exists)}
        one["answered"] = today
    if attempt.trigger == "assign":
        one["to"] = attempt.args["to"]
    if attempt.trigger in ("assign", "dispute"):
        one["answer_by"] = working_days_after(today, model.plan.settings.answer_within)
    one["state"] = to


def _is_silent(model: Model, one: Record, today: date) -> bool:
    """An answer waits for its raiser longer than the plan allows."""
    if one["state"] != "answered":
        return False
    return today > working_days_after(one["answered"], model.plan.settings.silent_after)


def _confirmers(model: Model, one: Record, silent: bool) -> set[str]:
    """Raiser, else supervisors, else heads, passing over whoever answered; past a silent raiser too."""
    people, found = model.people, set()
    for tier in ((one["raiser"],), people.supervisors, people.heads):
        able = {id for id in tier if people.apart(id, tuple(one["answerers"]), model.office_exists)}
        found |= able
        if able and not (tier == (one["raiser"],) and silent):
            break
    return found


def _raise(model: Model, attempt: Attempt, today: date) -> Verdict:
    said = attempt.args
    kind, to = said.get("kind") or "problem", said.get("to") or ()
    about = said.get("about_id")
    codes = when(blank(said.get("text")), "text-required")
    codes |= when(kind not in ("problem", "request", "praise"), "unknown-kind")
    codes |= when(about not in model.tasks or said.get("about_kind") != "task", "unknown-subject")
    codes |= when(any(not model.people.knows(id) for id in to), "unknown-unit")
    codes |= model.may(attempt, True, "unit")
    praise = kind == "praise"
    raiser = attempt.by.acting_for or attempt.by.unit
    if not model.office_exists and raiser == model.people.office:
        raiser = model.people.office

    def effect() -> None:
        owing = () if praise else to or model.people.named(model.tasks[str(about)]["leads"])
        last = None if praise else working_days_after(today, model.plan.settings.answer_within)
        model.raised(str(about), kind, raiser, owing, last)

    return codes, effect


def _carry(model: Model, attempt: Attempt, one: Record) -> Verdict:
    """To another subject that can still settle it."""
    people, who = model.people, model.who(attempt)
    about = attempt.args.get("about_id")
    able = who in (one["raiser"], *people.supervisors, *people.heads)
    codes = model.reason(attempt) | model.may(attempt, able, "raiser", "supervisor", "head")
    is_open = one["kind"] != "praise" and one["state"] not in ("confirmed", "withdrawn")
    codes |= when(not is_open, "nothing-owed")
    if who != one["raiser"]:
        codes |= when(not model.apart(attempt, model.tasks[one["about"]]["owners"]), "not-independent")
    if about not in model.tasks or attempt.args.get("about_kind") != "task":
        codes |= {"unknown-subject"}
    else:
        at_end = model.tasks[about]["state"] in ("closed", "cancelled") or about == one["about"]
        codes |= when(at_end, "subject-at-end")
    left = {*one["formerly"], one["about"]}
    return codes, lambda: one.update(about=about, formerly=left)
