"""Facts in words: one sentence each, with the day, who, what, and whatever else the fact holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import attrs

from pilotflow.language.catalogue import N_, say
from pilotflow.language.fields import fields_of
from pilotflow.language.names import name_of

SENTENCES = {
    # the pilot as a whole
    "pilot.start": N_("{who} put plan {plan} into force"),
    "pilot.complete": N_("{who} completed the pilot"),
    "pilot.stop": N_("{who} stopped the pilot"),
    "pilot.decide": N_("{who} decided what follows the pilot: {verdict}"),
    "pilot.sign": N_("{who} gave its verdict on the pilot: {verdict}"),
    "pilot.sign_amendment": N_("{who} agreed to an amendment of the plan"),
    "pilot.amend": N_("{who} put edition {version} of the plan into force"),
    "pilot.resolve_deadline": N_("{who} set the deadline of {thing}: {due}"),
    "pilot.receive": N_("{who} acknowledged the plan"),
    "pilot.delegate": N_("{who} let {agent} act for it"),
    "pilot.delegate-revoked": N_("{who} took back the delegation to {agent}"),
    "pilot.correct": N_("{who} corrected the {field} of fact {version}: {value}"),
    "target.tick": N_("{who} ticked off {item} of target {target}"),
    # tasks
    "task.create": N_("{who} entered task {id}: {title}"),
    "task.assign": N_("{who} assigned task {id}"),
    "task.accept": N_("{who} accepted task {id}"),
    "task.start": N_("{who} began task {id}"),
    "task.report": N_("{who} reported task {id}"),
    "task.sign-accept": N_("{who} too accepted task {id}"),
    "task.sign-report": N_("{who} reported its share of task {id}"),
    "task.send_back": N_("{who} sent task {id} back"),
    "task.verify": N_("{who} verified task {id}"),
    "task.close": N_("{who} closed task {id}"),
    "task.maintain": N_("{who} put task {id} under maintenance"),
    "task.recheck": N_("{who} re-checked task {id}"),
    "task.lapse": N_("{who} found that task {id} has lapsed"),
    "task.retire": N_("{who} retired task {id}"),
    "task.reopen": N_("{who} reopened task {id}"),
    "task.suspend": N_("{who} suspended task {id}"),
    "task.resume": N_("{who} resumed task {id}"),
    "task.cancel": N_("{who} cancelled task {id}"),
    "task.request_extension": N_("{who} asked to extend task {id} from {current} to {latest}"),
    "task.decide_extension": N_("{who} extended task {id} to {latest}"),
    "task.decide_extension-missing": N_("{who} agreed to extend task {id} to {latest}"),
    "task.decide_extension-refused": N_("{who} refused to extend task {id} to {latest}"),
    # feedback
    "feedback.raise_feedback": N_("{who} raised feedback {id} ({kind}) about {thing}: {text}"),
    "feedback.assign": N_("{who} passed feedback {id} on to {to}"),
    "feedback.answer": N_("{who} answered feedback {id}: {text}"),
    "feedback.confirm": N_("{who} confirmed that feedback {id} is settled"),
    "feedback.dispute": N_("{who} disputed the answer to feedback {id}"),
    "feedback.withdraw": N_("{who} withdrew feedback {id}"),
    "feedback.move": N_("{who} moved feedback {id} to {thing}"),
    # phases
    "phase.open": N_("{who} opened phase {id}"),
    "phase.present": N_("{who} presented phase {id}"),
    "phase.decide": N_("{who} decided at the gate of phase {id}: {verdict}"),
    "phase.sign": N_("{who} gave its verdict at the gate of phase {id}: {verdict}"),
    "phase.file": N_("{who} filed the {kind} {name} for the gate of phase {id}"),
    # occurrences, series, decisions
    "occurrence.convene": N_("{who} called {id} ({kind}): {title}"),
    "occurrence.schedule": N_("{who} scheduled {id} for {start}"),
    "occurrence.move": N_("{who} moved {id} to {start}"),
    "occurrence.hold": N_("{who} entered {id} as held"),
    "occurrence.skip": N_("{who} skipped {id}"),
    "occurrence.miss": N_("{who} entered {id} as missed"),
    "series.settle": N_("{who} settled the rhythm of series {id} from {first}: {when}"),
    "decision.record": N_("{who} recorded decision {id}: {text}"),
}
"""What happened, by the type of the fact; where one type has several cases, the case follows a hyphen."""

NOTES = {
    "start": N_("on {value}"),
    "end": N_("until {value}"),
    "place": N_("at {value}"),
    "attendance": N_("attended by {value}"),
    "minutes": N_("minutes: {value}"),
    "leads": N_("led by {value}"),
    "source": N_("from {value}"),
    "occurrence": N_("taken at {value}"),
    "units": N_("with {value}"),
    "to": N_("to {value}"),
    "answer_by": N_("answer owed by {value}"),
    "grade": N_("satisfaction {value} of 5"),
    "next_check": N_("next re-check {value}"),
    "parts": N_("parts: {value}"),
    "conditions": N_("conditions: {value}"),
    "missing": N_("waiting for {value}"),
    "reassigned": N_("back to assigned: tasks {value}"),
    "cancelled": N_("cancelled: tasks {value}"),
    "created": N_("new: tasks {value}"),
    "successions": N_("successors: {value}"),
    "evidence": N_("evidence: {value}"),
}
"""What is added where the content of a fact has it and the sentence does not say it."""

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


def _content(type: str, data: Any, language: str) -> dict[str, str]:  # noqa: A002 - the word of a fact
    """The fields of a fact's content as they are read."""
    own = {field.name: getattr(data, field.name) for field in attrs.fields(type(data))}
    if "plan" in own:
        own["plan"] = data.plan.id
    if "task" in own:
        born = data.task
        own |= {"id": born.id, "title": born.title, "leads": born.leads, "source": born.source}
    read = {name: _text(name, value, language) for name, value in own.items()}
    return read | dict(_words(type.partition(".")[0], own, language))


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
