"""Who may do what. A host may put another policy in its place; conditions and independence stay.

A policy is any callable that takes a :class:`~pilotflow.rules.situation.Situation` and returns the reasons why
this actor may not; ``()`` where it may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pilotflow.plan.closing import reviewers_of
from pilotflow.rules.conditions.feedback import confirmers, is_silent
from pilotflow.rules.roles import holds, is_office
from pilotflow.rules.situation import Situation
from pilotflow.rules.unmet import Unmet, unmet


class Policy(Protocol):
    """Says why an actor may not give a command."""

    def __call__(self, situation: Situation) -> tuple[Unmet, ...]:
        """The reasons why not; ``()`` where it may."""
        ...


def plan_policy(situation: Situation) -> tuple[Unmet, ...]:
    """The policy the plan declares: every command belongs to a role, and an actor must hold it."""
    command = situation.command
    role, test = WHO[command.kind, command.trigger]
    wanted = command.by.role
    if test(situation) and (wanted is None or (wanted in role.split("/") and _claims(situation, wanted))):
        return ()
    by = command.by
    return (
        unmet(
            f"not-{role.split('/')[0]}", command.kind, command.id, actor=by.acts_as, trigger=command.trigger
        ),
    )


def _claims(situation: Situation, role: str) -> bool:
    """Whether an actor that narrows itself to one of several roles of a command holds that one."""
    by, roles = situation.command.by, situation.state.plan.roles
    match role:
        case "office":
            return _office(situation)
        case "head":
            return _head(situation)
        case "supervisor":
            return by.acts_as in roles.supervisors
        case "raiser":
            return bool(by.acts_as == situation.record.raiser)
    return True


def _office(situation: Situation) -> bool:
    return is_office(situation.state, situation.command.by)


def _lead(situation: Situation) -> bool:
    return holds(situation.state, situation.command.by, situation.record.task.leads)


def _reviewer(situation: Situation) -> bool:
    return holds(
        situation.state, situation.command.by, reviewers_of(situation.state.plan, situation.record.task)
    )


def _head(situation: Situation) -> bool:
    return situation.command.by.acts_as in situation.state.plan.roles.heads


def _grants(situation: Situation) -> bool:
    if situation.state.plan.settings.extensions == "heads":
        return _head(situation)
    return _office(situation)


def _anybody(situation: Situation) -> bool:
    return True


def _passes_on(situation: Situation) -> bool:
    return _office(situation) or holds(situation.state, situation.command.by, situation.record.to)


def _addressed(situation: Situation) -> bool:
    return holds(situation.state, situation.command.by, situation.record.to)


def _confirmer(situation: Situation) -> bool:
    able = confirmers(situation.state, situation.record, situation.command.today)
    return situation.command.by.acts_as in able


def _withdrawer(situation: Situation) -> bool:
    state, record, by = situation.state, situation.record, situation.command.by
    if by.acts_as == record.raiser:
        return True
    return _head(situation) and is_silent(state, record, situation.command.today)


def _mover(situation: Situation) -> bool:
    roles = situation.state.plan.roles
    acts_as = situation.command.by.acts_as
    return acts_as == situation.record.raiser or acts_as in (*roles.supervisors, *roles.heads)


def _decider(situation: Situation) -> bool:
    return situation.command.by.acts_as in situation.state.plan.deciders(situation.record.phase)


def _filer(situation: Situation) -> bool:
    state, command = situation.state, situation.command
    if is_office(state, command.by):
        return True
    if command.args.get("what") == "review":
        review = next((r for r in state.plan.reviews if r.id == command.args.get("name")), None)
        kind = situation.record.phase.kind
        named = [unit for row in state.plan.roles.evaluators if row.kind == kind for unit in row.units]
        return command.by.acts_as in (*named, *(review.by if review is not None else ()))
    own = (task.task.leads for task in state.tasks.values() if task.task.phase == command.id)
    return any(holds(state, command.by, leads) for leads in own)


def _attendant(situation: Situation) -> bool:
    """The office, the body whose duty it is, its units and seats, the parties of the agreement it is for."""
    state, by, duty = situation.state, situation.command.by, situation.record.duty
    if is_office(state, by):
        return True
    ids = [*duty.units]
    body = state.plan.body_by_id.get(duty.body or "")
    if body is not None:
        ids += [body.id, *body.leads, *body.members, *(seat.id for seat in body.seats)]
    agreement = state.plan.agreement_by_id.get(duty.member or "")
    ids += agreement.parties if agreement is not None else [duty.member] if duty.member else []
    return holds(state, by, tuple(ids))


def _receiver(situation: Situation) -> bool:
    return holds(situation.state, situation.command.by, situation.state.plan.addressees)


def _server(situation: Situation) -> bool:
    state = situation.state
    if _office(situation):
        return True
    return any(
        holds(state, situation.command.by, state.tasks[id].task.leads)
        for id in situation.record.served_by
        if id in state.tasks
    )


def _author(situation: Situation) -> bool:
    fact = situation.record
    words = situation.command.args.get("field") == "text"
    if words and fact is not None and fact.type == "feedback.raise_feedback":
        return bool(situation.command.by.acts_as == fact.by.acts_as)  # nobody else words somebody's problem
    return _office(situation) or (fact is not None and situation.command.by.acts_as == fact.by.acts_as)


Test = Callable[[Situation], bool]

WHO: dict[tuple[str, str], tuple[str, Test]] = {
    **{
        ("task", trigger): ("office", _office)
        for trigger in (
            "assign",
            "close",
            "maintain",
            "retire",
            "reopen",
            "suspend",
            "resume",
            "cancel",
            "create",
        )
    },
    **{("task", trigger): ("lead", _lead) for trigger in ("accept", "start", "report", "request_extension")},
    **{("task", trigger): ("reviewer", _reviewer) for trigger in ("verify", "send_back", "recheck", "lapse")},
    ("task", "decide_extension"): ("office/head", _grants),
    ("feedback", "raise_feedback"): ("unit", _anybody),
    ("feedback", "assign"): ("office/addressee", _passes_on),
    ("feedback", "answer"): ("addressee", _addressed),
    ("feedback", "confirm"): ("confirmer/raiser/supervisor/head", _confirmer),
    ("feedback", "dispute"): ("confirmer/raiser/supervisor/head", _confirmer),
    ("feedback", "withdraw"): ("raiser/head", _withdrawer),
    ("feedback", "move"): ("raiser/supervisor/head", _mover),
    ("phase", "open"): ("office", _office),
    ("phase", "present"): ("office", _office),
    ("phase", "decide"): ("decider/head", _decider),
    ("phase", "file"): ("filer/office/lead/evaluator", _filer),
    ("pilot", "start"): ("office", _office),
    ("pilot", "complete"): ("head", _head),
    ("pilot", "stop"): ("head", _head),
    ("pilot", "decide"): ("head", _head),
    ("pilot", "amend"): ("head", _head),
    ("pilot", "resolve_deadline"): ("office", _office),
    ("pilot", "receive"): ("receiver/addressee", _receiver),
    ("pilot", "delegate"): ("unit", _anybody),
    ("pilot", "correct"): ("author/office", _author),
    ("target", "tick"): ("server/office/lead", _server),
    ("series", "settle"): ("office", _office),
    ("decision", "record"): ("office/head", lambda s: _office(s) or _head(s)),
    **{
        ("occurrence", trigger): ("attendant/office/member", _attendant)
        for trigger in ("schedule", "move", "hold")
    },
    **{("occurrence", trigger): ("office", _office) for trigger in ("skip", "miss", "convene")},
}
"""Role and test for every command; the role's first word gives the code, the others are its ``role=`` names."""
