"""Commands as values, and a strategy that draws any command, whether it will be carried out or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pilotflow.facts.actor import Actor
from pilotflow.facts.fact import Step
from pilotflow.pilot.pilot import Pilot
from pilotflow.plan.model import Plan
from pilotflow.rules.unmet import Unmet
from pilotflow.testing.plans import actors

BIRTHS = frozenset(
    {("feedback", "raise_feedback"), ("occurrence", "convene"), ("decision", "record"), ("task", "create")}
)
"""Commands about things that are not there yet; their ``id`` is empty."""


@attrs.frozen
class Attempt:
    """A command that somebody may give, with everything it says.

    Attributes:
        kind, id: the thing it is about; trigger: its word; by: who gives it.
        args: what the trigger takes besides.
        effective, reason, document, key: as every command takes them; None where not given.
    """

    kind: str
    id: str
    trigger: str
    by: Actor
    args: Mapping[str, Any] = attrs.field(factory=dict)
    effective: str | None = None
    reason: str | None = None
    document: str | None = None
    key: str | None = None

    def give(self, pilot: Pilot) -> Step:
        """Give the command to a pilot; raises whatever that raises."""
        return pilot.do(self.kind, self.id, self.trigger, by=self.by, **self._said(), key=self.key)

    def explain(self, pilot: Pilot) -> tuple[Unmet, ...]:
        """Ask a pilot why it would refuse; raises whatever that raises."""
        return pilot.ask(self.kind, self.id, self.trigger, by=self.by, **self._said())

    def _said(self) -> dict[str, Any]:
        common = {"effective": self.effective, "reason": self.reason, "document": self.document}
        return {**self.args, **{name: value for name, value in common.items() if value is not None}}


Known = Mapping[str, tuple[str, ...]]
"""The ids there are, by kind of thing."""


def commands(plan: Plan, known: Known) -> SearchStrategy[Attempt]:
    """Any command: about things there are and one there is not, by anybody, complete or careless.

    Args:
        plan: the plan of the pilot.
        known: the ids of the tasks, feedback, phases, occurrences and decisions there are, by kind.
    """
    return st.sampled_from(sorted(_said(plan, known))).flatmap(lambda word: command(plan, known, *word))


def command(
    plan: Plan, known: Known, kind: str, trigger: str, *, careful: bool = False
) -> SearchStrategy[Attempt]:
    """Any command with one word.

    Args:
        plan: the plan of the pilot.
        known: the ids there are, by kind.
        kind: the kind of thing.
        trigger: the word.
        careful: whether it says all there is to say, today, by somebody the plan knows, about a thing there is.
    """
    args = _said(plan, known)[kind, trigger]
    days: SearchStrategy[str | None]
    if careful:
        ids = known.get(kind, ()) or ("nothing",)
        said, reasons, days = st.fixed_dictionaries(args), st.just("because"), st.none()
    else:
        ids = (*known.get(kind, ()), "nothing")
        said = st.fixed_dictionaries({}, optional=args)
        reasons = st.sampled_from((None, "because", "because", " "))
        days = _seldom("2022-12-09", "2022-12", "2023", "2031-01-01", "someday")
    if (kind, trigger) in BIRTHS:
        ids = ("",)
    if kind == "pilot":
        ids = (plan.id,)
    return st.builds(
        Attempt,
        st.just(kind),
        st.sampled_from(ids),
        st.just(trigger),
        actors(plan, strangers=not careful),
        said,
        effective=days,
        reason=reasons,
        document=_seldom("No. 7"),
        key=_seldom("k1", "k2", "k3"),
    )


def _seldom(*values: str) -> SearchStrategy[str | None]:
    return st.sampled_from((*[None] * 3 * len(values), *values))


def _said(plan: Plan, known: Known) -> dict[tuple[str, str], dict[str, SearchStrategy[Any]]]:
    """What every command takes besides, whether it makes sense or not."""
    texts = st.sampled_from(("done", "done", "done", "done", "done", "", " "))
    evidence = st.sampled_from((("paper",), ("paper", "photograph"), ("paper",), ("",), ()))
    parts = st.sampled_from(((), ("list",), ("sign@law",), ("sign@law", "sign@arts"), ("sign",)))
    units = sorted(plan.actors)
    named = (("labour",), ("audit",), ("head-a",), ("law", "arts"), ("departments",), ("nobody",))
    to = st.sampled_from(((), (), *named))
    days = st.sampled_from(("2022-12-20", "2022-12-31", "2023-01-10T09:30", "2023-06-30", "2024-01-01"))
    decisions = st.sampled_from((*known.get("decision", ()), "D9"))
    about = {"about_kind": st.just("task"), "about_id": st.sampled_from((*known["task"] * 3, "nothing"))}
    place = {"start": days, "place": texts}
    leads = st.sampled_from((("law",), ("labour", "arts"), ("departments",), ("city",), ("nobody",), ()))
    born = {"title": texts, "leads": leads}
    condition = st.fixed_dictionaries(born).map(lambda task: (task,))
    words: dict[tuple[str, str], dict[str, SearchStrategy[Any]]] = {
        ("task", "report"): {"evidence": evidence, "parts": parts},
        ("task", "verify"): {"evidence": evidence},
        ("task", "recheck"): {"evidence": evidence},
        ("task", "lapse"): {"finding": texts},
        ("task", "retire"): {"decision": decisions},
        ("task", "request_extension"): {"latest": days.map(lambda day: day[:10])},
        ("task", "decide_extension"): {"granted": st.booleans()},
        ("task", "create"): {"decision": decisions, **born},
        ("feedback", "raise_feedback"): {
            **about,
            "text": texts,
            "kind": st.sampled_from(("problem", "request", "problem", "praise", "gossip")),
            "to": to,
        },
        ("feedback", "assign"): {"to": to},
        ("feedback", "answer"): {"text": texts, "evidence": evidence},
        ("feedback", "confirm"): {"grade": st.integers(0, 6)},
        ("feedback", "move"): about,
        ("phase", "decide"): {
            "verdict": st.sampled_from(("approve", "approve", "rework", "stop", "maybe")),
            "conditions": condition,
        },
        ("phase", "file"): {
            "what": st.sampled_from(("report", "evidence", "word")),
            "name": st.sampled_from(("result", "other")),
            "evidence": evidence,
        },
        ("pilot", "decide"): {"verdict": st.sampled_from(("scale", "end", "maybe"))},
        ("pilot", "delegate"): {"to": st.sampled_from((*units, "nobody")), "revoked": st.booleans()},
        ("occurrence", "schedule"): place,
        ("occurrence", "move"): place,
        ("occurrence", "hold"): {**place, "minutes": texts, "decisions": st.just(("Go on.", "Do more."))},
        ("occurrence", "convene"): {**place, "title": texts},
        ("decision", "record"): {
            "text": texts,
            "occurrence": st.sampled_from((*known["occurrence"], "nothing")),
        },
    }
    bare = {
        "task": (
            "assign",
            "accept",
            "start",
            "send_back",
            "close",
            "maintain",
            "reopen",
            "suspend",
            "resume",
            "cancel",
        ),
        "feedback": ("dispute", "withdraw"),
        "phase": ("open", "present"),
        "occurrence": ("skip", "miss"),
        "pilot": ("stop", "receive", "complete"),
    }
    return words | {(kind, trigger): {} for kind, triggers in bare.items() for trigger in triggers}
