"""The pilot as a whole, said once more from the page."""

from __future__ import annotations

from datetime import date

from tests.machine.model import Model, Verdict, nothing, when
from tests.machine.phases import end, stop

from pilotflow.testing import Attempt


def judge(model: Model, attempt: Attempt, today: date) -> Verdict:
    judges = {
        "stop": _stop,
        "decide": _decide,
        "delegate": _delegate,
        "receive": _receive,
        "complete": _complete,
    }
    return judges[attempt.trigger](model, attempt)


def _complete(model: Model, attempt: Attempt) -> Verdict:
    """A pilot completes when its last gate is passed, and by no command of its own."""
    return {"by-the-last-gate"} | model.may(
        attempt, model.who(attempt) in model.people.heads, "head"
    ), nothing


def _stop(model: Model, attempt: Attempt) -> Verdict:
    codes = model.may(attempt, model.who(attempt) in model.people.heads, "head")
    if model.status != "running":
        return codes | {"wrong-state"}, nothing
    wrong = model.reason(attempt) | model.settled()
    return _each_head(model, attempt, codes, wrong, "stop")


def _decide(model: Model, attempt: Attempt) -> Verdict:
    codes = model.may(attempt, model.who(attempt) in model.people.heads, "head")
    if model.status == "running":
        return codes | {"wrong-state"}, nothing
    verdict = attempt.args.get("verdict")
    word = "unknown-verdict" if verdict else "verdict-required"
    wrong = when(verdict not in ("scale", "extend", "adapt", "end"), word)
    return _each_head(model, attempt, codes, wrong, str(verdict))


def _each_head(model: Model, attempt: Attempt, codes: set[str], wrong: set[str], word: str) -> Verdict:
    who, signature = model.who(attempt), (attempt.trigger, word)
    if not wrong:
        wrong = when(model.signed.get(who) == signature, "already-signed")

    def effect() -> None:
        model.signed[who] = signature
        if any(model.signed.get(head) != signature for head in model.people.heads):
            return
        if attempt.trigger == "stop":
            stop(model)
        else:
            end(model, model.status)

    return codes | wrong, effect


def _delegate(model: Model, attempt: Attempt) -> Verdict:
    codes = model.may(attempt, True, "unit")
    to, revoked = attempt.args.get("to"), attempt.args.get("revoked", False)
    pair = (attempt.by.unit, str(to))
    if attempt.by.acting_for is not None:
        return codes | {"no-subdelegation"}, nothing
    if to is None:
        return codes | {"agent-required"}, nothing
    if to not in model.people.all or to == attempt.by.unit:
        return codes | {"unknown-actor"}, nothing
    if revoked:
        return codes | when(
            pair not in model.delegations, "no-delegation"
        ), lambda: model.delegations.discard(pair)
    return codes | when(pair in model.delegations, "already-delegated"), lambda: model.delegations.add(pair)


def _receive(model: Model, attempt: Attempt) -> Verdict:
    who = model.who(attempt)
    codes = model.may(attempt, model.people.holds(who, model.plan.addressees), "receiver", "addressee")
    return codes | when(who in model.received, "already-received"), lambda: model.received.add(who)
