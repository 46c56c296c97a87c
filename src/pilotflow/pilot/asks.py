"""What a subscription asks for: whether it can be given, and the text a log keeps of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar, cast, get_type_hints

import attrs
import msgspec

from pilotflow.errors import NotFound
from pilotflow.facts.state import State
from pilotflow.feeds.options import Options
from pilotflow.feeds.things import THINGS
from pilotflow.language import LANGUAGES
from pilotflow.rules.unmet import Unmet, unmet
from pilotflow.views.concern import Concern
from pilotflow.views.selection import Selection

FURTHEST = 366
"""Days: an alarm comes at most so long ahead."""

_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)
# Where a feed is found is known to whoever serves it, and holds the token.
_NOT_KEPT = frozenset({"source"})

_Part = TypeVar("_Part", Selection, Options)


def given(part: Selection | Options) -> dict[str, Any]:
    """What was said of a selection or of options, JSON-ready: every field that is not as it is by default.

    >>> given(Options(language="zh", alarms=(1, 7)))
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
    parts = {"selection": given(selection), "options": given(options)}
    return msgspec.json.encode({name: part for name, part in parts.items() if part}).decode()


def from_json(text: str) -> tuple[Selection, Options, tuple[str, ...]]:
    """What a kept text asks for.

    Returns:
        The selection, the options, and the names of all in it that this version can make nothing of.
    """
    found = msgspec.json.decode(text.encode(), type=dict[str, Any])
    selection, strange = _read(Selection, "selection", found.pop("selection", {}))
    options, stranger = _read(Options, "options", found.pop("options", {}))
    refused = (f"options.{name}" for name, _ in _refused(options))
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
    return sound, fine, [*reasons, *(reason for _, reason in _refused(fine))]


def unknown_to(state: State, selection: Selection) -> list[Unmet]:
    """Everything a selection names that a pilot does not know, each with the nearest names there are."""
    found = []
    for field in attrs.fields(Selection):
        try:
            Concern.of(state, Selection(**{field.name: getattr(selection, field.name)}))
        except NotFound as missing:
            found.append(cast("Unmet", missing.reason))
    return found


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


def _refused(options: Options) -> Iterator[tuple[str, Unmet]]:
    """The options that no feed has, each by name, with the reason."""
    if options.language not in (None, *LANGUAGES):
        yield (
            "language",
            unmet("unknown-language", "subscription", "", language=options.language, known=LANGUAGES),
        )
    for kind in options.kinds:
        if kind not in THINGS:
            yield "kinds", unmet("unknown-kind", "subscription", "", kind=kind, known=tuple(THINGS))
    for ahead in options.alarms:
        if not 0 <= ahead <= FURTHEST:
            yield "alarms", unmet("bad-alarm", "subscription", "", alarm=ahead, most=FURTHEST)
    if options.url and not _URL.fullmatch(options.url):
        yield "url", unmet("bad-url", "subscription", "", url=options.url)
