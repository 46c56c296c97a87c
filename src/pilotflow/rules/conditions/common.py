"""Conditions that edges of several kinds share."""

from __future__ import annotations

from pilotflow.rules.lifecycle import Rule
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


def _reason(situation: Situation) -> Unmet | None:
    command = situation.command
    reason = command.reason
    if reason and not reason.isspace():
        return None
    return unmet("reason-required", command.kind, command.id, trigger=command.trigger)


def _settled(situation: Situation) -> tuple[Unmet, ...] | None:
    """Rule 1 of the design: nothing closes while a problem raised about it is open."""
    command = situation.command
    waiting = situation.state.questions.get((command.kind, command.id))
    if not waiting:
        return None
    return tuple(
        unmet(
            "open-feedback",
            "feedback",
            id,
            about=command.kind,
            subject=command.id,
            state=situation.state.feedback[id].state,
        )
        for id in sorted(waiting)
    )


def _running(situation: Situation) -> Unmet | None:
    state = situation.state
    if state.status == "running":
        return None
    return unmet("pilot-ended", "pilot", state.id, state=state.status)


def given(name: str, code: str) -> Rule:
    """A rule that an argument of the command is there and is not blank."""

    def check(situation: Situation) -> Unmet | None:
        value = situation.command.args.get(name)
        if value and (not isinstance(value, str) or value.strip()):
            return None
        return unmet(code, situation.command.kind, situation.command.id, trigger=situation.command.trigger)

    return Rule(code, check)


def _settled_or_moved(situation: Situation) -> tuple[Unmet, ...] | None:
    """What is given up may leave its problems to another subject."""
    found = _settled(situation) or ()
    about = (situation.command.kind, situation.command.id)
    feedback = situation.state.feedback
    return tuple(reason for reason in found if feedback[reason.id].about == about) or None


def verdict_among(known: tuple[str, ...]) -> Rule:
    """A rule that the command's verdict is one of these."""

    def check(situation: Situation) -> Unmet | None:
        command = situation.command
        verdict = command.args.get("verdict")
        if verdict in known:
            return None
        if not verdict:
            return unmet("verdict-required", command.kind, command.id, known=known)
        return unmet("unknown-verdict", command.kind, command.id, verdict=verdict, known=known)

    return Rule("unknown-verdict", check)


REASON = Rule("reason-required", _reason)
SETTLED = Rule("open-feedback", _settled)
SETTLED_OR_MOVED = Rule("open-feedback", _settled_or_moved)
RUNNING = Rule("pilot-ended", _running)
