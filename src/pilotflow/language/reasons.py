"""Reasons in words: what is unmet, and what would satisfy it, one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pilotflow.language.catalogue import N_, say
from pilotflow.language.fields import fields_of
from pilotflow.language.names import name_of
from pilotflow.language.unmet import WORDS

BLANK: dict[str, tuple[str, str]] = {
    "unknown-actor": ("actor", N_("It is not said who acts.")),
    "unknown-decision": ("id", N_("It is not said which decision it rests on.")),
    "unknown-kind": ("kind", N_("{thing}: its kind is missing.")),
    "unknown-subject": ("id", N_("It is not said what this is about.")),
    "unknown-verdict": ("verdict", N_("The verdict is missing.")),
    "unknown-item": ("item", N_("{thing}: it is not said which item.")),
    "not-required": ("name", N_("{thing}: it is not said what is filed.")),
    "not-correctable": ("field", N_("{thing}: it is not said what is to be corrected.")),
}
"""The field that may be empty, and what is said then."""

FAULTS = {
    "no-reviewer": N_("nobody independent may verify task {subject}"),
    "no-confirmer": N_("for some feedback, nobody independent could confirm the answer"),
    "no-decider": N_("nobody may decide at the gate of phase {subject}"),
    "no-head": N_("it has no head"),
    "office-issues-itself": N_("{subject} is both issuer and an office that does not exist yet"),
}
"""Why a plan cannot be carried out, by the code of the fault."""

WHO = {
    "office": N_("the office"),
    "lead": N_("a lead"),
    "reviewer": N_("a reviewer"),
    "addressee": N_("an addressee"),
    "confirmer": N_("whoever raised it, else a supervisor, else a head"),
    "raiser": N_("whoever raised it"),
    "decider": N_("those who decide at this gate"),
    "filer": N_("the office, a lead of the phase or whoever reviews"),
    "head": N_("a head"),
    "attendant": N_("the office and those whose duty it is"),
    "receiver": N_("an addressee of the plan"),
    "server": N_("the office or a lead of a task that serves it"),
    "author": N_("whoever entered the fact, or the office"),
    "unit": N_("a unit acting as itself"),
}
"""Whose command it is, by what follows ``not-`` in the code."""

NOT_FOR = (
    N_("{thing}: “{trigger}” is not for {actor}."),
    N_("It is for {who}, or for one they delegated to."),
)
"""What is said where the policy refuses."""

EXPECTED = {
    "latest": N_("a date such as 2022-12-31"),
    "due": N_("a date such as 2022-12-31"),
    "day": N_("a date such as 2022-12-31"),
    "effective": N_("a day, month or year such as 2022-12-31, 2022-12 or 2022"),
    "start": N_("a day or a local time such as 2023-05-12T14:00"),
    "end": N_("a day or a local time such as 2023-05-12T14:00"),
    "granted": N_("yes or no"),
    "revoked": N_("yes or no"),
    "grade": N_("a whole number"),
    "attendance": N_("how many came from each unit, such as hr=3"),
    "conditions": N_("tasks, each with title and leads"),
    "evidence": N_("texts"),
    "parts": N_("texts"),
    "to": N_("ids"),
    "leads": N_("ids"),
    "co_units": N_("ids"),
    "units": N_("ids"),
    "decisions": N_("texts"),
}
"""What an argument is to be, by its name; any other is a text."""

A_TEXT = N_("a text")

_THING = N_("{kind} {id}")
_THIS = N_("this")
_BOTH = N_("{what} {how}")
_LIST = N_(", ")
_OR = N_("{others} or {last}")
_LISTS = frozenset({"answerers", "known", "leads", "near", "parts", "phases", "units", "able", "allowed"})
_CHOICES = frozenset({"allowed", "near"})
_NAMED = {"state": "state", "allowed": "state", "trigger": "trigger", "verdict": "verdict"}
# Codes whose data is shown as it was typed, or means something else than the name says.
_OWN_NAMES: dict[str, dict[str, str]] = {
    "unknown-trigger": {},
    "unknown-verdict": {},
    "phase-kind-changed": {"before": "phase_kind", "after": "phase_kind"},
}


class Reason(Protocol):
    """What is put into words: an unmet condition."""

    @property
    def code(self) -> str:
        """Its stable name."""

    @property
    def kind(self) -> str:
        """The kind of thing it is about."""

    @property
    def id(self) -> str:
        """The id of that thing."""

    @property
    def data(self) -> tuple[tuple[str, str], ...]:
        """What the words are filled with."""


def describe(reason: Reason, language: str = "en") -> str:
    """What is unmet, in one sentence; a code without words is said as it is."""
    given = _given(reason)
    message = WORDS[reason.code][0] if reason.code in WORDS else ""
    blank = BLANK.get(reason.code)
    if blank is not None and given.get(blank[0], "").strip() in ("", "None"):
        message = blank[1]
    if not message and _who(reason.code):
        message = NOT_FOR[0]
    return _filled(message, reason, given, language) or reason.code


def remedy(reason: Reason, language: str = "en") -> str:
    """What would satisfy it, in one sentence; empty where nothing would, or the code has no words."""
    given = _given(reason)
    if _who(reason.code):
        return _filled(NOT_FOR[1], reason, given, language)
    for message in WORDS.get(reason.code, ("", ""))[1:]:
        if all(given.get(name) for name in fields_of(message) if name in _LISTS):
            return _filled(message, reason, given, language)
    return ""


def tell(reason: Reason, language: str = "en") -> str:
    """What is unmet and what would satisfy it, as one text."""
    what, how = describe(reason, language), remedy(reason, language)
    return say(_BOTH, language, what=what, how=how) if how else what


def _given(reason: Reason) -> dict[str, str]:
    return {"kind": reason.kind, "id": reason.id, **dict(reason.data)}


def _who(code: str) -> str:
    """Whose command it is, where the code says that it is not the actor's."""
    role = code.removeprefix("not-")
    return "" if role == code or code in WORDS else WHO.get(role, "")


def _filled(message: str, reason: Reason, given: Mapping[str, str], language: str) -> str:
    if not message:
        return ""
    data = {name: _value(name, reason, given, language) for name in fields_of(message)}
    text = say(message, language, **data)
    return text[:1].upper() + text[1:] if message.startswith("{thing}") else text


def _value(name: str, reason: Reason, given: Mapping[str, str], language: str) -> str:
    """One field of a message as it is read: codes as words, lists as the language writes them."""
    if name == "thing":
        return _thing(reason, language)
    if name == "who":
        return say(_who(reason.code), language)
    if name == "expected":
        return say(EXPECTED.get(given.get("name", ""), A_TEXT), language)
    text = given.get(name, "")
    if name == "subject" and "about" in given:
        return say(_THING, language, kind=name_of("kind", given["about"], language), id=text)
    if name == "fault" and text in FAULTS:
        return say(FAULTS[text], language, subject=given.get("subject", ""))
    category = _OWN_NAMES.get(reason.code, _NAMED).get(name, "")
    words = text.split(", ") if name in _LISTS else [text]
    return _joined([name_of(category, word, language, reason.kind) for word in words], name, language)


def _thing(reason: Reason, language: str) -> str:
    if not reason.id:
        return name_of("kind", reason.kind, language) if reason.kind else say(_THIS, language)
    return say(_THING, language, kind=name_of("kind", reason.kind, language), id=reason.id).strip()


def _joined(words: list[str], name: str, language: str) -> str:
    if name in _CHOICES and len(words) > 1:
        others = say(_LIST, language).join(words[:-1])
        return say(_OR, language, others=others, last=words[-1])
    return say(_LIST, language).join(words)
