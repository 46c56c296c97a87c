"""What a subscription asks for: whether it can be given, and the text a log keeps of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar, cast, get_type_hints

import attrs
import msgspec

from pilotflow.errors import NotFound, Refused
from pilotflow.facts.state import State
from pilotflow.feeds.naming import narrowed
from pilotflow.feeds.options import Options
from pilotflow.feeds.text import one_line
from pilotflow.feeds.things import THINGS
from pilotflow.language import LANGUAGES, choose
from pilotflow.language.subscriptions import together
from pilotflow.log.rows import is_text
from pilotflow.rules.unmet import Unmet, near, unmet
from pilotflow.views.concern import Concern
from pilotflow.views.selection import ROLES, Selection

LONGEST = 200
"""Characters of a name at most."""
FURTHEST = 366
"""Days: an alarm comes at most so long ahead."""

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)
_FIELD = re.compile(r"\{[^{}]*\}")
_NAMING = ("unit", "phase", "area", "agreement", "body")
# Where a feed is found is known to whoever serves it, and holds the token.
_NOT_KEPT = frozenset({"source"})

_Part = TypeVar("_Part", Selection, Options)


def stated(part: Selection | Options) -> dict[str, Any]:
    """What was said of a selection or of options, JSON-ready: every field that is not as it is by default.

    >>> stated(Options(language="zh", alarms=(1, 7)))
    {'language': 'zh', 'alarms': [1, 7]}
    """
    found = {}
    for field in attrs.fields(type(part)):
        value = getattr(part, field.name)
        if value != field.default and field.name not in _NOT_KEPT:
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def to_json(selection: Selection, options: Options) -> str:
    """The text a log keeps; what is as it is by default is left out."""
    parts = {"selection": stated(selection), "options": stated(options)}
    return msgspec.json.encode({name: part for name, part in parts.items() if part}).decode()


def from_json(text: str) -> tuple[Selection, Options, tuple[str, ...]]:
    """What a kept text asks for.

    Returns:
        The selection, the options, and the names of all in it that this version can make nothing of.
    """
    found = msgspec.json.decode(text.encode(), type=dict[str, Any])
    selection, strange = _read(Selection, "selection", found.pop("selection", {}))
    options, stranger = _read(Options, "options", found.pop("options", {}))
    refused = (name for name, _ in _refused(selection, options))
    return selection, options, tuple(dict.fromkeys((*found, *strange, *stranger, *refused)))


def checked(selection: Selection, options: Options) -> tuple[Selection, Options, list[Unmet]]:
    """A selection and options as they would be read back, and everything that no pilot could give."""
    wished = [
        {field.name: getattr(part, field.name) for field in attrs.fields(type(part))}
        for part in (selection, options)
    ]
    sound, strange = _read(Selection, "selection", wished[0])
    fine, stranger = _read(Options, "options", wished[1])
    reasons = [unmet("bad-ask", "subscription", "", name=name) for name in (*strange, *stranger)]
    return sound, fine, [*reasons, *(reason for _, reason in _refused(sound, fine))]


def check_look(options: Options) -> None:
    """Refuse a look that no feed can have; what is asked for in a language it does not speak is said in English.

    Raises:
        Refused: with everything that no feed can have.
    """
    reasons = [reason for found, reason in _refused(Selection(), options) if found != "options.language"]
    if reasons:
        raise Refused(reasons)


def unknown_to(state: State, selection: Selection) -> list[Unmet]:
    """Everything a selection names that a pilot does not know, each with the nearest names there are."""
    found = []
    for name in _NAMING:
        try:
            Concern.of(state, Selection(**{name: getattr(selection, name)}))
        except NotFound as missing:
            found.append(cast("Unmet", missing.reason))
    return found


def name_faults(name: object) -> Iterator[Unmet]:
    """A reason where a name is no text on one line, or too long."""
    if not (isinstance(name, str) and is_text(name) and len(name) <= LONGEST and not _BREAKS.search(name)):
        yield unmet("bad-name", "subscription", "", most=LONGEST)


def made_name(states: Sequence[State], selection: Selection, language: str | None) -> str:
    """A name: what the selection is narrowed to, as a pilot calls it that knows all of it; else the pilots."""
    state = next(state for state in states if not unknown_to(state, selection))
    names = list(narrowed([state.plan], selection)) or [state.plan.title for state in states]
    return one_line(together(names, choose(language, states[0].plan.language)))[:LONGEST]


def end_of(expires: object, now: datetime) -> tuple[datetime | None, list[Unmet]]:
    """The instant from which a link is dead; a reason where there is no such instant, or it is not to come.

    A date is the last whole day (UTC) on which the link works.
    """
    end = None
    try:
        if isinstance(expires, datetime):
            end = expires.astimezone(UTC) if expires.tzinfo is not None else None
        elif isinstance(expires, date):
            end = datetime.combine(expires + timedelta(days=1), time(), UTC)
    except OverflowError:
        pass
    if end is None:
        return None, [] if expires is None else [unmet("bad-expiry", "subscription", "", expires=expires)]
    return end, [] if end > now else [unmet("expired", "subscription", "", expires=expires)]


def _read(kind: type[_Part], place: str, stored: Any) -> tuple[_Part, list[str]]:
    """What can be made of the fields of a selection or of options, and the names of those that are strange."""
    if not isinstance(stored, dict):
        return kind(), [place]
    types = {name: hint for name, hint in get_type_hints(kind).items() if name not in _NOT_KEPT}
    values, strange = {}, []
    for name, value in stored.items():
        if name in _NOT_KEPT:
            continue
        try:
            values[name] = msgspec.convert(value, types[name])
        except (KeyError, msgspec.ValidationError):
            strange.append(f"{place}.{name}")
    return kind(**values), strange


def _refused(selection: Selection, options: Options) -> Iterator[tuple[str, Unmet]]:
    """What no pilot has, whatever its plan, each by where it stands, with the reason."""
    role, language = selection.role, options.language
    if role is not None and role not in ROLES:
        yield "selection.role", unmet("unknown-role", "role", role, role=role, known=near(role, ROLES))
    if language not in (None, *LANGUAGES):
        yield "options.language", unmet("unknown-language", "feed", "", tag=language, known=LANGUAGES)
    for kind in options.kinds:
        if kind not in THINGS:
            yield "options.kinds", unmet("unknown-kind", "feed", "", kind=kind, known=tuple(THINGS))
    for ahead in options.alarms:
        if not 0 <= ahead <= FURTHEST:
            yield "options.alarms", unmet("bad-alarm", "subscription", "", alarm=ahead, most=FURTHEST)
    strange = set(_FIELD.findall(options.url)) - {"{pilot}", "{kind}", "{id}"}
    if options.url and (strange or not _URL.fullmatch(options.url)):
        yield "options.url", unmet("bad-url", "subscription", "", url=options.url)
