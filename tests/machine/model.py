"""The lifecycles said once more from the page, on plain dictionaries; nothing here knows the rules of pilotflow.

``Model.give`` tells the codes a command is refused with, or carries it out and tells none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tests.machine.days import first_day
from tests.machine.people import People

from pilotflow.plan.model import Plan
from pilotflow.testing import Attempt

Codes = set[str]
Verdict = tuple[Codes, Callable[[], None]]
Record = dict[str, Any]

RUNNING = ("assigned", "accepted", "underway", "reported", "verified")


def blank(text: str | None) -> bool:
    return not (text or "").strip()


def when(wrong: object, code: str) -> Codes:
    return {code} if wrong else set()


def nothing() -> None:
    """What a command does that only leaves a fact."""


class Model:
    """A pilot as the page says it should be.

    Args:
        plan: the plan it was started with.
        windows: first and last day of every occurrence that is foreseen.
    """

    def __init__(self, plan: Plan, windows: dict[str, tuple[date, date]]) -> None:
        self.people = People(plan)
        self.plan = plan
        self.status = "running"
        self.last_phase = plan.phases[-1].id
        self.office_made_by = next(body.created_by for body in plan.bodies if body.id == plan.roles.office)
        self.office_exists = self.office_made_by is None
        self.tasks = {task.id: self.task(task) for task in plan.tasks}
        self.feedback: dict[str, Record] = {}
        self.phases: dict[str, Record] = {
            phase.id: {
                "state": "pending",
                "after": plan.phases[n - 1].id if n else None,
                "need": tuple((need.kind, need.id) for need in phase.gate.require),
                "deciders": phase.gate.decide or plan.roles.heads,
                "signed": {},
                "asked": {},
                "filed": set(),
            }
            for n, phase in enumerate(plan.phases)
        }
        self.occurrences: dict[str, Record] = {
            id: {"state": "due", "window": window, "day": None, "moved": False}
            for id, window in windows.items()
        }
        self.decisions: list[str] = []
        self.delegations: set[tuple[str, str]] = set()
        self.received: set[str] = set()
        self.signed: dict[str, tuple[str, str]] = {}

    def task(self, task: Any) -> Record:
        groups = {group.id: group.members for group in self.plan.groups}
        parts: list[str] = []
        for part in task.parts:
            parts += [f"{part.id}@{one}" for one in groups[part.for_each]] if part.for_each else [part.id]
        return {
            "state": "planned",
            "leads": task.leads,
            "owners": task.leads + task.co_units,
            "phase": task.phase,
            "blocks": task.blocks,
            "latest": None if task.due is None else task.due.latest,
            "sustain": task.due is not None and task.due.sustain,
            "all_leads": (task.report or self.plan.settings.report) == "all_leads",
            "reviewers": task.reviewers or self.plan.roles.reviewers,
            "parts": parts,
            "accepted": set(),
            "reported": set(),
            "did": set(),
            "former": None,
            "asked": None,
            "granted": set(),
        }

    # --- what is asked of several kinds ------------------------------------------------------------------

    def give(self, attempt: Attempt, today: date) -> Codes:
        """The codes a command is refused with; none where it is carried out, and then the model has moved."""
        from tests.machine import occurrences, phases, pilots, settling, tasks

        births = ("raise_feedback", "convene", "record", "create")
        if attempt.trigger not in births and attempt.id not in self.things(attempt.kind):
            return {"not-found"}
        try:
            begins = first_day(attempt.effective or today.isoformat())
        except ValueError:
            return {"bad-argument"}
        wrong = self.actor(attempt)
        if wrong:
            return wrong
        judges: dict[str, Callable[[Model, Attempt, date], Verdict]] = {
            "task": tasks.judge,
            "feedback": settling.judge,
            "phase": phases.judge,
            "occurrence": occurrences.judge,
            "decision": occurrences.judge_decision,
            "pilot": pilots.judge,
        }
        codes, effect = judges[attempt.kind](self, attempt, today)
        codes = codes | when(begins > today, "effective-in-future")
        if not codes:
            effect()
        return codes

    def things(self, kind: str) -> Iterable[str]:
        known: dict[str, Iterable[str]] = {
            "task": self.tasks,
            "feedback": self.feedback,
            "phase": self.phases,
            "occurrence": self.occurrences,
            "pilot": (self.plan.id,),
        }
        return known[kind]

    def actor(self, attempt: Attempt) -> Codes:
        """An actor the plan does not know, or one that acts for another without leave."""
        by = attempt.by
        if by.unit not in self.people.all or (by.acting_for or by.unit) not in self.people.all:
            return {"unknown-actor"}
        if by.acting_for is None or (by.acting_for, by.unit) in self.delegations:
            return set()
        if (by.unit, by.acting_for) == (self.people.issuer, self.people.office) and not self.office_exists:
            return set()
        outside = (
            attempt.trigger == "decide"
            and attempt.kind == "phase"
            and attempt.document
            and by.unit == self.people.office
            and by.acting_for in self.phases[attempt.id]["deciders"]
            and by.acting_for in self.people.above
        )
        return set() if outside else {"no-delegation"}

    def who(self, attempt: Attempt) -> str:
        return attempt.by.acting_for or attempt.by.unit

    def may(self, attempt: Attempt, able: bool, *roles: str) -> Codes:
        """An actor acts in any role its unit holds unless it narrows it; then in that one, if it holds it."""
        role, who = attempt.by.role, self.who(attempt)
        about = self.feedback.get(attempt.id, {})
        held = {
            "office": self.is_office(who),
            "head": who in self.people.heads,
            "supervisor": who in self.people.supervisors,
            "raiser": who == about.get("raiser"),
        }
        narrowed = role is not None and (role not in roles or not held.get(role, True))
        return when(not able or narrowed, f"not-{roles[0]}")

    def is_office(self, who: str) -> bool:
        return who == self.people.office or (who == self.people.issuer and not self.office_exists)

    def by_office(self, attempt: Attempt) -> Codes:
        return self.may(attempt, self.is_office(self.who(attempt)), "office")

    def apart(self, attempt: Attempt, others: Iterable[str]) -> bool:
        """Whoever acts, and whoever is acted for, counts as one with none of the others."""
        both = {attempt.by.unit, self.who(attempt)}
        return all(self.people.apart(one, tuple(others), self.office_exists) for one in both)

    def ended(self) -> Codes:
        return when(self.status != "running", "pilot-ended")

    def reason(self, attempt: Attempt) -> Codes:
        return when(blank(attempt.reason), "reason-required")

    def open_about(self, id: str | None = None) -> list[Record]:
        """Feedback about a task, or all of it, that is neither confirmed nor withdrawn; praise owes nothing.

        What was moved away keeps its first subject in question too.
        """
        return [
            each
            for each in self.feedback.values()
            if each["kind"] != "praise"
            and each["state"] not in ("confirmed", "withdrawn")
            and (id is None or id == each["about"] or id in each["formerly"])
        ]

    def settled(self, id: str | None = None) -> Codes:
        return when(self.open_about(id), "open-feedback")

    def is_done(self, id: str) -> bool:
        return self.tasks[id]["state"] in ("closed", "maintained") and not self.open_about(id)

    def birth(self, said: Any) -> Codes:
        """Whether a task may be born: it has a title, and leads that somebody independent may verify."""
        leads = tuple(said.get("leads") or ())
        codes = when(blank(said.get("title")), "title-required") | when(not leads, "lead-required")
        if any(id not in self.people.all and id not in self.people.groups for id in leads):
            return codes | {"unknown-unit"}
        times = {self.office_exists, True}
        judges = self.plan.roles.reviewers
        able = all(any(self.people.apart(one, leads, time) for one in judges) for time in times)
        return codes | when(leads and not able, "no-reviewer")

    def born(self, said: Any, blocks: str | None) -> None:
        self.tasks[f"T{sum(id.startswith('T') for id in self.tasks) + 1}"] = {
            **self.task(_Born(tuple(said["leads"]))),
            "blocks": blocks,
        }

    def raised(self, about: str, kind: str, raiser: str, to: Iterable[str], by: date | None) -> None:
        """Feedback comes to be, with its addressees where there are any."""
        owing = tuple(to)
        self.feedback[f"F{len(self.feedback) + 1}"] = {
            "state": "assigned" if owing else "raised",
            "about": about,
            "formerly": set(),
            "kind": kind,
            "raiser": raiser,
            "to": owing,
            "answer_by": by,
            "answerers": set(),
            "answered": None,
        }


class _Born:
    """What a task born from a decision or a gate has beside its leads: nothing."""

    co_units = parts = reviewers = ()
    phase = blocks = due = report = None

    def __init__(self, leads: tuple[str, ...]) -> None:
        self.leads = leads
