"""The words for codes: kinds, states, triggers, verdicts and the other single words of a pilot.

A code can mean two things: ``move`` is another day for a meeting, another subject for feedback. So each row
says for which kind of thing it stands, and the catalogue keeps rows apart by their context.
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotflow.language.catalogue import in_context

NAMES: dict[tuple[str, str], dict[str, str]] = {
    ("kind", ""): {
        "plan": "plan",
        "pilot": "pilot",
        "phase": "phase",
        "gate": "gate",
        "unit": "unit",
        "group": "group",
        "body": "body",
        "seat": "seat",
        "side": "side",
        "actor": "actor",
        "task": "task",
        "part": "part",
        "area": "area",
        "series": "series",
        "occurrence": "occurrence",
        "agreement": "agreement",
        "offer": "offer",
        "need": "need",
        "pool": "pool",
        "target": "target",
        "feedback": "feedback",
        "review": "review",
        "decision": "decision",
        "fact": "fact",
    },
    ("state", "task"): {
        "planned": "planned",
        "assigned": "assigned",
        "accepted": "accepted",
        "underway": "underway",
        "reported": "reported",
        "verified": "verified",
        "closed": "closed",
        "maintained": "maintained",
        "suspended": "suspended",
        "cancelled": "cancelled",
    },
    ("state", "feedback"): {
        "raised": "raised",
        "assigned": "with its addressee",
        "answered": "answered",
        "confirmed": "confirmed",
        "withdrawn": "withdrawn",
    },
    ("state", "phase"): {
        "pending": "pending",
        "open": "open",
        "presented": "presented",
        "passed": "passed",
        "stopped": "stopped",
    },
    ("state", "pilot"): {"running": "running", "completed": "completed", "stopped": "stopped"},
    ("state", "occurrence"): {
        "due": "to be scheduled",
        "scheduled": "scheduled",
        "held": "held",
        "missed": "missed",
        "skipped": "skipped",
    },
    ("state", "decision"): {"taken": "taken"},
    ("trigger", "task"): {
        "assign": "assign",
        "accept": "accept",
        "start": "start",
        "report": "report",
        "send_back": "send back",
        "verify": "verify",
        "close": "close",
        "maintain": "maintain",
        "recheck": "re-check",
        "lapse": "lapse",
        "retire": "retire",
        "reopen": "reopen",
        "suspend": "suspend",
        "resume": "resume",
        "cancel": "cancel",
        "request_extension": "request an extension",
        "decide_extension": "decide on an extension",
        "create": "create",
    },
    ("trigger", "feedback"): {
        "raise_feedback": "raise feedback",
        "assign": "pass on",
        "answer": "answer",
        "confirm": "confirm",
        "dispute": "dispute",
        "withdraw": "withdraw",
        "move": "move to another subject",
    },
    ("trigger", "phase"): {"open": "open", "present": "present", "decide": "decide", "file": "file"},
    ("trigger", "pilot"): {
        "start": "start",
        "complete": "complete",
        "stop": "stop",
        "decide": "decide",
        "amend": "amend",
        "resolve_deadline": "resolve a deadline",
        "receive": "acknowledge the plan",
        "delegate": "delegate",
        "correct": "correct",
    },
    ("trigger", "occurrence"): {
        "schedule": "schedule",
        "move": "move",
        "hold": "hold",
        "skip": "skip",
        "miss": "enter as missed",
        "convene": "convene",
    },
    ("trigger", "series"): {"settle": "settle the cadence"},
    ("trigger", "decision"): {"record": "record"},
    ("trigger", "target"): {"tick": "tick off"},
    ("verdict", "phase"): {"approve": "approve", "rework": "rework", "stop": "stop"},
    ("verdict", "pilot"): {
        "scale": "scale up",
        "extend": "extend",
        "adapt": "adapt",
        "end": "end",
        "amend": "amend",
        "stop": "stop",
    },
    ("verdict", "task"): {"grant": "grant the extension"},
    ("phase_kind", ""): {
        "issue": "issue of the plan",
        "launch": "launch",
        "progress": "progress meeting",
        "midterm": "mid-term review",
        "final": "final evaluation",
    },
    ("feedback_kind", ""): {"problem": "problem", "request": "request", "praise": "praise"},
    ("duty_kind", ""): {
        "meeting": "meeting",
        "inspection": "inspection",
        "drill": "drill",
        "list_review": "review of lists",
        "report": "report",
        "training": "training",
        "event": "event",
        "work": "regular work",
    },
    ("requirement_kind", ""): {
        "task": "task",
        "occurrence": "occurrence",
        "report": "report",
        "evidence": "piece of evidence",
        "review": "review",
    },
    ("target_kind", ""): {
        "at_least": "at least",
        "exactly": "exactly",
        "coverage": "coverage",
        "one_for_each": "one for each",
        "list": "list",
        "ratio": "ratio",
        "direction": "direction",
        "some": "some",
        "must_not": "must not happen",
    },
    ("agreement_kind", ""): {"framework": "framework", "pairing": "pairing", "project": "project"},
    ("light", ""): {"red": "red", "yellow": "yellow", "blue": "blue"},
    ("role", ""): {
        "office": "office",
        "head": "head",
        "deputy": "deputy",
        "member": "member",
        "lead": "lead",
        "co": "co-unit",
        "reviewer": "reviewer",
        "supervisor": "supervisor",
        "evaluator": "evaluator",
        "addressee": "addressee",
        "raiser": "raiser",
        "confirmer": "confirmer",
        "decider": "decider",
    },
    ("precision", ""): {
        "day": "to the day",
        "dekad": "to a third of a month",
        "month": "to the month",
        "quarter": "to the quarter",
        "half": "to the half-year",
        "year": "to the year",
        "none": "open",
    },
    ("field", ""): {
        "reason": "reason",
        "text": "text",
        "minutes": "minutes",
        "title": "title",
        "place": "place",
        "evidence": "evidence",
        "document": "document",
        "effective": "effective day",
    },
}
"""Category and kind of thing → code → its English words."""

_PLAIN = ("kind", "state")
# These stand alone in messages too, so the catalogue keeps them without a context.


def name_of(category: str, word: str, language: str = "en", kind: str = "") -> str:
    """The word for a code in a language.

    Args:
        category: ``kind``, ``state``, ``trigger``, ``verdict``, ``light``, ``role``, ``precision``,
            ``field``, ``phase_kind``, ``feedback_kind``, ``duty_kind``, ``requirement_kind``,
            ``target_kind``, ``agreement_kind``.
        word: the code.
        language: any tag; what is not Chinese is said in English.
        kind: what thing the code belongs to; without it, or where that kind does not know the code, the first
            kind that does.

    Returns:
        The word; the code itself where no table knows it.

    >>> name_of("trigger", "send_back")
    'send back'
    >>> name_of("state", "assigned", kind="feedback")
    'with its addressee'
    """
    for owner in (kind, *(other for group, other in NAMES if group == category)):
        english = NAMES.get((category, owner), {}).get(word)
        if english is not None:
            return in_context(context_of(category, owner), english, language)
    return word


def context_of(category: str, kind: str) -> str | None:
    """What the catalogue keeps the words of a row apart by; None for words that stand alone."""
    return None if category in _PLAIN else f"{category} {kind}".strip()


def entries() -> Iterator[tuple[str | None, str]]:
    """Context and English words of every name, for the catalogue."""
    for (category, kind), words in NAMES.items():
        for english in words.values():
            yield context_of(category, kind), english
