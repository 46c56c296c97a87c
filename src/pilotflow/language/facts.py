"""Facts in words: one sentence each, with the day, who, what, and whatever else the fact holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from pilotflow.language.catalogue import N_, say
from pilotflow.language.fields import fields_of
from pilotflow.language.names import name_of
from pilotflow.language.sentences import NOTES, SENTENCES

_WHOLE = N_("{day}  {sentence}")
_WITH_NOTES = N_("{day}  {sentence} ({notes})")
_FOR = N_("{unit} for {principal}")
_REASON = N_("reason: {value}")
_DOCUMENT = N_("document: {value}")
_LATE = N_("recorded late, on {value}")
_CLAMPED = N_("the clock had gone back")
_THING = N_("{kind} {id}")
_SUCCEEDS = N_("{successor} for {unit}")
_COUNT = N_("{unit} {count}")
_DUE = N_("{text} ({latest})")
_LIST = N_(", ")
_NEXT = N_("; ")
_OTHER = N_("{who}: {type}")
_KINDS = {"feedback": "feedback_kind", "phase": "requirement_kind", "occurrence": "duty_kind"}


class _Actor(Protocol):
    @property
    def unit(self) -> str:
        """Who entered it."""

    @property
    def acting_for(self) -> str | None:
        """Who for, where it was not for itself."""


class Happened(Protocol):
    """What is put into words: a fact."""

    @property
    def type(self) -> str:
        """Its word."""

    @property
    def recorded(self) -> datetime:
        """When it was entered."""

    @property
    def effective(self) -> str:
        """The day, month or year it took effect."""

    @property
    def by(self) -> _Actor:
        """Who entered it."""

    @property
    def data(self) -> Any:
        """What happened."""

    @property
    def reason(self) -> str | None:
        """Why."""

    @property
    def document(self) -> str | None:
        """What it rests on."""

    @property
    def clamped(self) -> bool:
        """Whether the clock had gone back."""


def describe(fact: Happened, language: str = "en", timezone: str | None = None) -> str:
    """One fact in one sentence.

    Args:
        fact: what happened.
        language: any tag; what is not Chinese is said in English.
        timezone: the zone of the plan, by whose days a fact counts as recorded late; UTC where none is given.
    """
    data = {"who": _who(fact.by, language), "type": fact.type, **_content(fact.type, fact.data, language)}
    message = SENTENCES.get(_case(fact), _OTHER)
    said = fields_of(message)
    sentence = say(message, language, **{name: data.get(name, "") for name in said})
    notes = [
        say(note, language, value=data[name])
        for name, note in NOTES.items()
        if name not in said and data.get(name)
    ]
    notes += _circumstances(fact, language, timezone)
    if not notes:
        return say(_WHOLE, language, day=fact.effective, sentence=sentence)
    joined = say(_NEXT, language).join(notes)
    return say(_WITH_NOTES, language, day=fact.effective, sentence=sentence, notes=joined)


def _case(fact: Happened) -> str:
    data = fact.data
    if fact.type == "pilot.delegate" and data.revoked:
        return "pilot.delegate-revoked"
    if fact.type == "task.sign":
        return f"task.sign-{data.trigger}"
    if fact.type == "task.decide_extension" and not data.granted:
        return "task.decide_extension-refused"
    if fact.type == "task.decide_extension" and data.missing:
        return "task.decide_extension-missing"
    return fact.type


def _who(by: _Actor, language: str) -> str:
    if by.acting_for is None:
        return by.unit
    return say(_FOR, language, unit=by.unit, principal=by.acting_for)


def _circumstances(fact: Happened, language: str, timezone: str | None) -> Iterator[str]:
    if fact.reason:
        yield say(_REASON, language, value=fact.reason)
    if fact.document:
        yield say(_DOCUMENT, language, value=fact.document)
    day = (fact.recorded.astimezone(ZoneInfo(timezone)) if timezone else fact.recorded).date().isoformat()
    if fact.effective < day[: len(fact.effective)]:
        yield say(_LATE, language, value=day)
    if fact.clamped:
        yield say(_CLAMPED, language)


def _content(word: str, data: Any, language: str) -> dict[str, str]:
    """The fields of a fact's content as they are read."""
    own = {name: getattr(data, name) for name in data.fields()}
    if "plan" in own:
        own["plan"] = data.plan.id
    if "task" in own:
        born = data.task
        own |= {"id": born.id, "title": born.title, "leads": born.leads, "source": born.source}
    read = {name: _text(name, value, language) for name, value in own.items()}
    return read | dict(_words(word.partition(".")[0], own, language))


def _words(kind: str, own: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """The codes among the fields as words, and what a fact is about where that is another thing."""
    about = (own.get("about_kind"), own.get("about_id"))
    if kind == "pilot":
        about = (own.get("kind"), own.get("id"))
    if about[0]:
        name = name_of("kind", about[0], language)
        yield "thing", say(_THING, language, kind=name, id=about[1])
    category = _KINDS.get(kind)
    if category is not None and "kind" in own:
        yield "kind", name_of(category, own["kind"], language)
    if own.get("verdict"):
        yield "verdict", name_of("verdict", own["verdict"], language, kind)
    if "field" in own:
        yield "field", name_of("field", own["field"], language)


def _text(name: str, value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return say(_LIST, language).join(_text(name, item, language) for item in value)
    if name in ("due", "when"):
        return _deadline(value, language)
    if name == "conditions":
        return str(value.title)
    if name in ("reassigned", "cancelled"):
        return str(value.id)
    if name == "successions":
        return say(_SUCCEEDS, language, unit=value.unit, successor=value.successor)
    if name == "attendance":
        return say(_COUNT, language, unit=value.unit, count=value.count)
    return str(value)


def _deadline(due: Any, language: str) -> str:
    """Its words, and the last day where they do not say it."""
    if due.latest is None or due.latest.isoformat() in due.text:
        return str(due.text)
    return say(_DUE, language, text=due.text, latest=due.latest)
