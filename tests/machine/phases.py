"""Phases and their gates, said once more from the page."""

from __future__ import annotations

from datetime import date

from tests.machine.model import RUNNING, Codes, Model, Record, Verdict, blank, when

from pilotflow.testing import Attempt


def judge(model: Model, attempt: Attempt, today: date) -> Verdict:
    phase = model.phases[attempt.id]
    if attempt.trigger == "file":
        return _file(model, attempt, phase)
    if attempt.trigger == "decide":
        return _decide(model, attempt, phase, today)
    codes = model.by_office(attempt)
    sources = {"open": "pending", "present": "open"}
    if phase["state"] != sources[attempt.trigger]:
        return codes | {"wrong-state"}, lambda: None
    codes |= model.ended()
    if attempt.trigger == "open":
        before = phase["after"]
        codes |= when(before and model.phases[before]["state"] != "passed", "phase-not-passed")
        return codes, lambda: phase.update(state="open", signed={}, asked={})
    codes |= _missing(model, attempt.id, today)
    return codes, lambda: phase.update(state="presented", signed={}, asked={})


def _missing(model: Model, id: str, today: date) -> Codes:
    """What the gate demands by default and by declaration, and is not there."""
    phase, last = model.phases[id], id == model.last_phase
    codes: Codes = set()
    for name, task in model.tasks.items():
        mine = task["phase"] == id or (last and task["phase"] is None)
        if (mine or task["blocks"] == id) and not model.is_done(name) and task["state"] != "cancelled":
            asked = task["state"] in ("closed", "maintained")
            codes |= {"task-in-question" if asked else "task-not-done"}
        if mine:
            late = [
                one
                for one in model.open_about(name)
                if one["state"] in ("raised", "assigned") and today > one["answer_by"]
            ]
            codes |= when(late, "answer-overdue")
    for kind, name in phase["need"]:
        held = kind == "occurrence" and model.occurrences[name]["state"] == "held"
        codes |= when(not held and (kind, name) not in phase["filed"], f"{kind}-missing")
    others = [one for name, one in model.phases.items() if name != id]
    return codes | when(last and any(one["state"] != "passed" for one in others), "phase-not-passed")


def _decide(model: Model, attempt: Attempt, phase: Record, today: date) -> Verdict:
    who, verdict = model.who(attempt), attempt.args.get("verdict")
    codes = model.may(attempt, who in phase["deciders"], "decider", "head")
    if verdict not in ("approve", "rework", "stop"):
        return codes | {"unknown-verdict" if verdict else "verdict-required"}, lambda: None
    asked = attempt.args.get("conditions") or ()
    following = _next_gate(model, attempt.id)
    if asked and verdict != "approve":
        codes |= {"conditions-need-approval"}
    elif asked and following is None:
        codes |= {"no-next-gate"}
    else:
        for task in asked:
            codes |= model.birth(task)
    if phase["state"] != "presented":
        return codes | {"wrong-state"}, lambda: None
    codes |= model.ended()
    last = attempt.id == model.last_phase
    if verdict != "rework":
        codes |= when(phase["signed"].get(who) == verdict, "already-signed")
    if verdict != "approve":
        codes |= model.reason(attempt)
    if verdict == "approve":
        codes |= _missing(model, attempt.id, today)
    if verdict == "stop" or (verdict == "approve" and last):
        codes |= model.settled()

    def effect() -> None:
        phase["signed"][who] = verdict
        phase["asked"][who] = [(task, following) for task in asked]
        if verdict == "rework":
            phase.update(state="open", signed={}, asked={})
        elif all(phase["signed"].get(one) == verdict for one in phase["deciders"]):
            phase["state"] = {"approve": "passed", "stop": "stopped"}[verdict]
            if verdict == "stop":
                stop(model)
                return
            for _, wanted in sorted(phase["asked"].items(), key=lambda each: each[0] == who):
                for task, gate in wanted:
                    model.born(task, gate)
            if last:
                end(model, "completed")

    return codes, effect


def _next_gate(model: Model, id: str) -> str | None:
    names = list(model.phases)
    later = names[names.index(id) + 1 :]
    return next((name for name in later if model.phases[name]["state"] in ("pending", "open")), None)


def end(model: Model, status: str) -> None:
    model.status, model.signed = status, {}


def stop(model: Model) -> None:
    """``stop`` suspends open tasks."""
    end(model, "stopped")
    for task in model.tasks.values():
        if task["state"] in RUNNING:
            task["former"], task["state"] = task["state"], "suspended"


def _file(model: Model, attempt: Attempt, phase: Record) -> Verdict:
    who, said = model.who(attempt), attempt.args
    own = [task["leads"] for task in model.tasks.values() if task["phase"] == attempt.id]
    able = model.is_office(who) or any(model.people.holds(who, leads) for leads in own)
    codes = model.may(attempt, able, "filer", "office", "lead", "evaluator") | model.ended()
    evidence = said.get("evidence") or ()
    codes |= when(not evidence or any(map(blank, evidence)), "evidence-required")
    what, name = said.get("what"), said.get("name")
    if what not in ("report", "evidence", "review"):
        codes |= {"unknown-kind"}
    else:
        codes |= when((what, name) not in phase["need"], "not-required")
    codes |= when(phase["state"] not in ("pending", "open"), "wrong-state")
    return codes, lambda: phase["filed"].add((what, name))
