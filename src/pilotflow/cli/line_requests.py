"""What a line of a file asks: a time limit in words, or an object with what is known beside it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from pilotflow.cli.stop import FAILED, Stop
from pilotflow.language import cli as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotflow.dates.explaining import Known
    from pilotflow.dates.recurrence import Term

_TERMS = "[{id, from, to}, …]"
_EVENTS = "{NAME: DAY, NAME: [DAY, DAY], …}"
_SHOWN = 60
"""Characters of a wrong value that are repeated."""


class Unreadable(Stop):
    """A line that cannot be answered.

    Args:
        code: how JSON names the reason.
        message: the English text, marked for the catalogue.
        **data: what its fields stand for.
    """

    def __init__(self, code: str, message: str, **data: object) -> None:
        super().__init__(FAILED, message, **data)
        self.code = code


def asked(line: bytes, known: Known) -> tuple[str, Known]:
    """The text of a line, and what is known beside it.

    Args:
        line: without what ends it.
        known: what is known where the line does not say it.

    Raises:
        Unreadable: it is no text, or an object that cannot be used.
    """
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise Unreadable("not-utf8", words.NOT_UTF8) from None
    return _of_object(text, known) if text.lstrip().startswith("{") else (text, known)


def _of_object(line: str, known: Known) -> tuple[str, Known]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable("not-json", words.NOT_JSON) from None
    text = found.get("text")
    if not isinstance(text, str):
        raise Unreadable("no-text", words.NO_TEXT, name="text")
    own = {name: read(name, found[name]) for name, read in _READERS.items() if found.get(name) is not None}
    if "events" in own:
        own["events"] = {**known.events, **own["events"]}
    return text, attrs.evolve(known, **own) if own else known


def _day(name: str, value: Any) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Unreadable("no-day", words.NOT_A_DAY, name=name, value=_shown(value))


def _span(name: str, first: Any, last: Any) -> tuple[date, date]:
    opens, closes = _day(name, first), _day(name, last)
    if opens > closes:
        raise Unreadable("no-day", words.REVERSED, name=name, first=opens, last=closes)
    return opens, closes


def _terms(name: str, value: Any) -> tuple[Term, ...]:
    """Terms as a plan file writes them, or with ``first`` and ``last``."""
    from pilotflow.dates.recurrence import Term

    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Unreadable("no-days", words.NOT_DAYS, name=name, value=_shown(value), form=_TERMS)
    found = []
    for place, row in enumerate(value, 1):
        first = row.get("from") if row.get("first") is None else row["first"]
        last = row.get("to") if row.get("last") is None else row["last"]
        found.append(Term(str(row.get("id") or place), *_span(f"{name}[{place}]", first, last)))
    return tuple(found)


def _events(name: str, value: Any) -> dict[str, tuple[date, date]]:
    """The day, or the first and last day, of each event; one without a day yet is left out."""
    if not isinstance(value, dict):
        raise Unreadable("no-days", words.NOT_DAYS, name=name, value=_shown(value), form=_EVENTS)
    found = {}
    for event, given in value.items():
        if isinstance(given, list) and len(given) != 2:
            raise Unreadable("no-days", words.NOT_DAYS, name=name, value=_shown(given), form=_EVENTS)
        if given is not None:
            first, last = given if isinstance(given, list) else (given, given)
            found[event] = _span(f"{name}.{event}", first, last)
    return found


def _shown(value: Any) -> str:
    """A value as JSON, short enough for a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "issued": _day,
    "start": _day,
    "terms": _terms,
    "events": _events,
}
