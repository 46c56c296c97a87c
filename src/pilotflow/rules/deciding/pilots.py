"""Commands about the pilot as a whole and about named items that were promised."""

from __future__ import annotations

from collections.abc import Sequence

from pilotflow.dates.partial import first_day
from pilotflow.facts.data import Data
from pilotflow.facts.fact import Fact
from pilotflow.facts.pilots import (
    Corrected,
    Delegated,
    ItemTicked,
    PilotSigned,
    PilotTransition,
    PlanReceived,
)
from pilotflow.facts.state import State
from pilotflow.rules.conditions.common import REASON, given
from pilotflow.rules.deciding.amendments import judge_amendment
from pilotflow.rules.deciding.limits import resolve
from pilotflow.rules.deciding.outcome import Judge, Outcome
from pilotflow.rules.deciding.phases import stopped
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.tables import lifecycle
from pilotflow.rules.unmet import Unmet, unmet

CORRECTABLE = ("reason", "text", "minutes", "title", "place", "evidence", "document", "effective")
_EVIDENCE = given("evidence", "evidence-required")


def find(state: State, command: Command) -> Situation:
    """The situation of a command about the pilot; that of a correction is about the fact."""
    return Situation(state, command, command.args.get("fact"), state.status)


def find_target(state: State, command: Command) -> Situation:
    """The situation of a command about a target."""
    return Situation(state, command, state.plan.target_by_id[command.id], "")


def _each_head(situation: Situation) -> Outcome:
    """Stop and decide need the same verdict from every head, each for itself."""
    state, command = situation.state, situation.command
    to, reasons = lifecycle("pilot").judge(command.trigger, situation)
    if reasons:
        return reasons, ()
    by, word = command.by.acts_as, str(command.args.get("verdict") or command.trigger)
    signed = state.pilot_signatures
    if signed.get(by) == (command.trigger, word):
        return (unmet("already-signed", "pilot", state.id, decider=by, verdict=word),), ()
    return (), _signed_by_head(situation, to, word)


def _signed_by_head(situation: Situation, to: str, word: str) -> Sequence[Data]:
    state, command = situation.state, situation.command
    by = command.by.acts_as
    facts: list[Data] = [PilotSigned(state.id, by, command.trigger, word)]
    others = (head for head in state.plan.roles.heads if head != by)
    if all(state.pilot_signatures.get(head) == (command.trigger, word) for head in others):
        if command.trigger == "stop":
            return [*facts, *stopped(state)]
        facts.append(PilotTransition(state.id, command.trigger, situation.current, to, word))
    return facts


def _complete(situation: Situation) -> Outcome:
    """A pilot is completed by its last gate, not by a command of its own."""
    return (unmet("by-the-last-gate", "pilot", situation.state.id),), ()


def _receive(situation: Situation) -> Outcome:
    state, by = situation.state, situation.command.by.acts_as
    if by in state.receipts:
        return (unmet("already-received", "pilot", state.id, unit=by),), ()
    return (), (PlanReceived(by),)


def _delegate(situation: Situation) -> Outcome:
    state, command = situation.state, situation.command
    principal, agent = command.by.unit, str(command.args.get("to") or "")
    revoked = bool(command.args.get("revoked"))
    if command.by.acting_for is not None:
        return (unmet("no-subdelegation", "actor", command.by.unit),), ()
    if not agent:
        return (unmet("agent-required", "actor", principal),), ()
    if not state.plan.kinship.knows(agent) or agent == principal:
        return (unmet("unknown-actor", "actor", agent, actor=agent),), ()
    if revoked is not ((principal, agent) in state.delegations):
        code = "no-delegation" if revoked else "already-delegated"
        return (unmet(code, "actor", principal, principal=principal, agent=agent),), ()
    return (), (Delegated(principal, agent, revoked),)


def _tick(situation: Situation) -> Outcome:
    command, target = situation.command, situation.record
    item = str(command.args.get("item") or "")
    known = tuple(each.id for each in target.items)
    found: list[Unmet] = []
    if not item:
        found.append(unmet("item-required", "target", target.id, known=known))
    elif item not in known:
        found.append(unmet("unknown-item", "target", target.id, item=item, known=known))
    elif (target.id, item) in situation.state.ticks:
        found.append(unmet("already-ticked", "target", target.id, item=item))
    reason = _EVIDENCE.check(situation)
    if isinstance(reason, Unmet):
        found.append(reason)
    if found:
        return tuple(found), ()
    return (), (ItemTicked(target.id, item, command.args["evidence"]),)


def _correct(situation: Situation) -> Outcome:
    """Words, evidence, document and effective day; never a state, an actor or a subject."""
    command, fact = situation.command, situation.record
    if not isinstance(fact, Fact):
        return (unmet("fact-required", "pilot", situation.state.id),), ()
    field, value = str(command.args.get("field") or ""), command.args.get("value")
    found: list[Unmet] = []
    reason = REASON.check(situation)
    if isinstance(reason, Unmet):
        found.append(reason)
    able = correctable(fact)
    if field not in able:
        found.append(unmet("not-correctable", "fact", str(fact.version), field=field, able=able))
    elif field == "evidence" and not _texts(value):
        found.append(unmet("evidence-required", "fact", str(fact.version)))
    elif field != "evidence" and not (isinstance(value, str) and value.strip()):
        found.append(unmet("text-required", "fact", str(fact.version), trigger="correct"))
    elif field == "effective" and not _is_past(str(value), command):
        found.append(
            unmet(
                "effective-in-future",
                "fact",
                str(fact.version),
                effective=value,
                today=command.today.isoformat(),
            )
        )
    if found or not isinstance(value, (str, tuple)):
        return tuple(found), ()
    kind, id = subject_of(fact)
    return (), (Corrected(fact.version, fact.type, kind, id, field, value),)


def _texts(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(v, str) and v.strip() for v in value)


def _is_past(text: str, command: Command) -> bool:
    try:
        return first_day(text) <= command.today
    except ValueError:
        return False


def correctable(fact: Fact) -> tuple[str, ...]:
    """The fields of a fact that a correction may change."""
    # Of the edges of feedback only an answer has a text.
    own = [name for name in fact.data.fields() if name != "text" or getattr(fact.data, name) is not None]
    common = ("reason", "document", "effective")
    return tuple(name for name in CORRECTABLE if name in common or name in own)


def subject_of(fact: Fact) -> tuple[str, str]:
    """Kind and id of the thing a fact is about."""
    for kind, id, _, _ in fact.data.moves():
        return kind, id
    return fact.type.partition(".")[0], str(getattr(fact.data, "id", ""))


JUDGES: dict[str, Judge] = {
    "stop": _each_head,
    "decide": _each_head,
    "complete": _complete,
    "amend": judge_amendment,
    "resolve_deadline": resolve,
    "receive": _receive,
    "delegate": _delegate,
    "correct": _correct,
}
TARGET_JUDGES: dict[str, Judge] = {"tick": _tick}
