"""Commands about tasks."""

from __future__ import annotations

from datetime import date

from pilotflow.dates.partial import first_day
from pilotflow.dates.recurrence import next_after
from pilotflow.dates.workdays import add_workdays
from pilotflow.facts.data import Data
from pilotflow.facts.feedback import FeedbackRaised
from pilotflow.facts.records import TaskRecord
from pilotflow.facts.state import State
from pilotflow.facts.tasks import ExtensionDecided, ExtensionRequested, LeadSigned, TaskTransition
from pilotflow.rules.conditions.common import REASON, RUNNING
from pilotflow.rules.deciding.birth import judge_birth
from pilotflow.rules.deciding.outcome import Judge, Outcome
from pilotflow.rules.roles import signers
from pilotflow.rules.situation import Command, Situation
from pilotflow.rules.tables import lifecycle
from pilotflow.rules.tables.task import RUNNING_STATES
from pilotflow.rules.unmet import Unmet, unmet

_AFTER_ACCEPT = ("accepted", "underway")


def find(state: State, command: Command) -> Situation:
    """The situation of a command about a task; a task to be created has no record yet."""
    if command.trigger == "create":
        return Situation(state, command, None, "")
    record = state.tasks[command.id]
    return Situation(state, command, record, record.state)


def _along(situation: Situation) -> Outcome:
    """An edge of the table that carries nothing but evidence and parts."""
    to, reasons = lifecycle("task").judge(situation.command.trigger, situation)
    return (reasons, ()) if reasons else ((), _moved(situation, to))


def _moved(situation: Situation, to: str, next_check: date | None = None) -> tuple[Data, ...]:
    command = situation.command
    args = command.args
    return (
        TaskTransition(
            command.id,
            command.trigger,
            situation.current,
            to,
            args.get("evidence", ()),
            args.get("parts", ()),
            next_check,
        ),
    )


def _accept(situation: Situation) -> Outcome:
    """A further lead signs for itself after the first has moved the task."""
    if situation.current in _AFTER_ACCEPT and _may_sign(situation, situation.record.accepted):
        return (), _signed(situation)
    return _along(situation)


def _report(situation: Situation) -> Outcome:
    """Any one lead moves the task; where the plan demands all, the last one does."""
    record: TaskRecord = situation.record
    if situation.current == "reported" and _may_sign(situation, record.reported):
        return _without_wrong_state(situation), _signed(situation)
    reasons, facts = _along(situation)
    if reasons or not _all_leads(situation.state, record):
        return reasons, facts
    by = situation.command.by.acts_as
    if not set(signers(situation.state.plan, record.task)) - {*record.reported, by}:
        return (), facts
    if by in record.reported:
        return (unmet("already-reported", "task", record.id, lead=by),), ()
    return (), _signed(situation)


def _without_wrong_state(situation: Situation) -> tuple[Unmet, ...]:
    """What a report needs, judged as if it moved the task."""
    twin = Situation(situation.state, situation.command, situation.record, "underway")
    return lifecycle("task").judge("report", twin)[1]


def _may_sign(situation: Situation, signed: tuple[str, ...]) -> bool:
    by = situation.command.by.acts_as
    return by not in signed and by in signers(situation.state.plan, situation.record.task)


def _all_leads(state: State, record: TaskRecord) -> bool:
    return (record.task.report or state.plan.settings.report) == "all_leads"


def _signed(situation: Situation) -> tuple[Data, ...]:
    command = situation.command
    args = command.args
    return (
        LeadSigned(
            command.id, command.trigger, command.by.acts_as, args.get("evidence", ()), args.get("parts", ())
        ),
    )


def _maintain(situation: Situation) -> Outcome:
    to, reasons = lifecycle("task").judge("maintain", situation)
    if reasons:
        return reasons, ()
    anchor = situation.command.day
    return (), _moved(situation, to, _next_check(situation, anchor, anchor))


def _recheck(situation: Situation) -> Outcome:
    to, reasons = lifecycle("task").judge("recheck", situation)
    if reasons:
        return reasons, ()
    record: TaskRecord = situation.record
    done = situation.command.day
    after = max(done, record.next_check or done)
    return (), _moved(situation, to, _next_check(situation, record.anchor or done, after))


def _next_check(situation: Situation, anchor: date, after: date) -> date:
    cadence = situation.record.task.recheck or situation.state.plan.settings.recheck
    return next_after(cadence.recurrence or "FREQ=YEARLY", anchor, after)


def _lapse(situation: Situation) -> Outcome:
    to, reasons = lifecycle("task").judge("lapse", situation)
    return (reasons, ()) if reasons else ((), _lapsed(situation, to))


def _lapsed(situation: Situation, to: str) -> tuple[Data, ...]:
    state, command = situation.state, situation.command
    plan = state.plan
    finding = FeedbackRaised(
        id=state.next_id("F"),
        about_kind="task",
        about_id=command.id,
        text=command.args["finding"],
        kind="problem",
        to=signers(state.plan, situation.record.task),
        answer_by=add_workdays(plan.calendar, command.today, plan.settings.answer_within),
    )
    return (*_moved(situation, to), finding)


def _request_extension(situation: Situation) -> Outcome:
    record: TaskRecord = situation.record
    command = situation.command
    reasons = [rule.check(situation) for rule in (RUNNING, REASON)]
    found: list[Unmet] = [reason for reason in reasons if isinstance(reason, Unmet)]
    latest = command.args.get("latest")
    current = record.due.latest if record.due is not None else None
    if record.state not in RUNNING_STATES:
        found.insert(0, _not_running(situation))
    if current is None:
        found.append(unmet("no-date", "task", record.id))
    elif first_day(command.effective) > current or command.today > current:
        found.append(unmet("extension-too-late", "task", record.id, latest=current))
    if not isinstance(latest, date):
        found.append(unmet("latest-required", "task", record.id))
    elif current is not None and latest <= current:
        found.append(unmet("not-later", "task", record.id, latest=current, asked=latest))
    if found or current is None or not isinstance(latest, date):
        return tuple(found), ()
    return (), (ExtensionRequested(record.id, latest, current),)


def _not_running(situation: Situation) -> Unmet:
    command = situation.command
    return unmet(
        "wrong-state",
        "task",
        command.id,
        trigger=command.trigger,
        state=situation.current,
        allowed=RUNNING_STATES,
    )


def _decide_extension(situation: Situation) -> Outcome:
    record: TaskRecord = situation.record
    command = situation.command
    request = record.extension
    if request is None:
        return (unmet("no-extension-requested", "task", record.id),), ()
    by = command.by.acts_as
    found: tuple[Unmet, ...] = ()
    if record.state not in RUNNING_STATES:
        found += (_not_running(situation),)
    if by in request.granted_by:
        found += (unmet("already-signed", "task", record.id, decider=by, verdict="grant"),)
    granted = command.args.get("granted")
    if granted is None:
        found += (unmet("granted-required", "task", record.id),)
    reason = REASON.check(situation) if granted is False else None
    if isinstance(reason, Unmet):
        found += (reason,)
    current = record.due.latest if record.due is not None else None
    if granted and (
        current is None or request.latest <= current
    ):  # the plan was amended since it was asked for
        found += (unmet("not-later", "task", record.id, latest=current, asked=request.latest),)
    if found:
        return found, ()
    heads = situation.state.plan.roles.heads
    needed = heads if situation.state.plan.settings.extensions == "heads" and granted else ()
    missing = tuple(head for head in needed if head not in (*request.granted_by, by))
    return (), (ExtensionDecided(record.id, request.latest, bool(granted), missing),)


JUDGES: dict[str, Judge] = {
    **dict.fromkeys(
        (
            "assign",
            "start",
            "send_back",
            "verify",
            "close",
            "retire",
            "reopen",
            "suspend",
            "resume",
            "cancel",
        ),
        _along,
    ),
    "accept": _accept,
    "report": _report,
    "maintain": _maintain,
    "recheck": _recheck,
    "lapse": _lapse,
    "request_extension": _request_extension,
    "decide_extension": _decide_extension,
    "create": judge_birth,
}
