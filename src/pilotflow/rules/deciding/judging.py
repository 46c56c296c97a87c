"""Who, where and whether: what every command goes through before its facts are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from pilotflow.dates.partial import first_day
from pilotflow.errors import Refused
from pilotflow.facts.data import Data
from pilotflow.facts.state import State
from pilotflow.rules.deciding import feedback, occurrences, phases, pilots, tasks
from pilotflow.rules.deciding.outcome import Judge, Outcome
from pilotflow.rules.policy import Policy, plan_policy
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.unmet import Unmet, unmet

Find = Callable[[State, Command], Situation]


def decide(state: State, command: Command, policy: Policy = plan_policy) -> Sequence[Data]:
    """The facts a command leads to.

    Args:
        state: the pilot as it stands; it is not changed.
        command: what is asked.
        policy: who may do what.

    Raises:
        Refused: with every unmet condition.
    """
    reasons, facts = judge(state, command, policy)
    if reasons:
        raise Refused(reasons)
    return facts


def explain(state: State, command: Command, policy: Policy = plan_policy) -> tuple[Unmet, ...]:
    """Every reason why a command would be refused; ``()`` where it would be carried out."""
    return judge(state, command, policy)[0]


def judge(state: State, command: Command, policy: Policy) -> Outcome:
    """Every reason against a command, and the facts it leads to where there is none."""
    by = command.by
    if by.acting_for is not None or by.unit not in state.plan.actors:
        reasons = _actor(state, command)
        if reasons:
            return reasons, ()
    find, judges = _KINDS[command.kind]
    try:
        situation = find(state, command)
    except KeyError:  # an amendment took it out after the caller looked it up
        return (unmet("unknown-subject", command.kind, command.id),), ()
    reasons, facts = judges[command.trigger](situation)
    reasons += policy(situation)
    return (reasons + _effective(command) if command.dated else reasons), facts


def common_reasons(state: State, command: Command) -> tuple[Unmet, ...]:
    """What speaks against any command: an unknown actor, a missing delegation, a day in the future."""
    return _actor(state, command) or _effective(command)


def _actor(state: State, command: Command) -> tuple[Unmet, ...]:
    by = command.by
    actors = state.plan.actors
    if by.unit not in actors:
        return (_unknown(state, by.unit),)
    if by.acting_for is None:
        return ()
    if by.acting_for not in actors:
        return (_unknown(state, by.acting_for),)
    if (by.acting_for, by.unit) in state.delegations:
        return ()
    if by.acting_for == state.plan.roles.office and by.unit == state.plan.issuer and not state.office_exists:
        return ()
    if command.document and not command.document.isspace() and phases.stands_for_delegation(state, command):
        return ()
    return (unmet("no-delegation", "actor", by.unit, principal=by.acting_for, agent=by.unit),)


def _unknown(state: State, actor: str) -> Unmet:
    near = get_close_matches(actor, sorted(state.plan.actors), 3)
    return unmet("unknown-actor", "actor", actor, actor=actor, near=near)


def _effective(command: Command) -> tuple[Unmet, ...]:
    if first_day(command.effective) <= command.today:
        return ()
    return (
        unmet(
            "effective-in-future",
            command.kind,
            command.id,
            effective=command.effective,
            today=command.today.isoformat(),
        ),
    )


_KINDS: dict[str, tuple[Find, dict[str, Judge]]] = {
    "task": (tasks.find, tasks.JUDGES),
    "feedback": (feedback.find, feedback.JUDGES),
    "phase": (phases.find, phases.JUDGES),
    "occurrence": (occurrences.find, occurrences.JUDGES),
    "series": (occurrences.find_series, occurrences.SERIES_JUDGES),
    "decision": (occurrences.find_decision, occurrences.DECISION_JUDGES),
    "pilot": (pilots.find, pilots.JUDGES),
    "target": (pilots.find_target, pilots.TARGET_JUDGES),
}
