"""Time limits that a plan states in words, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.findings import ISSUED
from pilotflow.dates.read import is_same_as_above, read_deadline
from pilotflow.dates.resolving import event_of, is_open, resolved, waits
from pilotflow.plan.file.nodes import Mapping
from pilotflow.plan.file.reader import Reader

_WINDOW = ("earliest", "latest", "dates", "anchor", "offset")
_OF_WINDOW = (*_WINDOW, "precision", "alternatives", "vague", "provisional")
_RHYTHM = ("recurrence", "per")
_SHOWN = 80
_SAME_AS_ABOVE = "same-as-above"


def read_words(text: str, reader: Reader) -> Deadline:
    """The deadline that words state; 同上 has that of the thing of its kind above, and its words beside it."""
    known = reader.above.get((reader.owner[0], reader.key))
    if known is not None and is_same_as_above(text):
        return attrs.evolve(known, text=f"{text} ({known.text})", rule=_SAME_AS_ABOVE)
    context = reader.context
    return read_deadline(
        text,
        issued=context.issued,
        terms=context.terms,
        calendar=context.calendar,
        language=context.language,
        conventions=context.conventions,
    )


def keep_above(found: Deadline, reader: Reader) -> None:
    """Remember a deadline for a 同上 below it, with the words that it first stood in."""
    at = (reader.owner[0], reader.key)
    if found.rule == _SAME_AS_ABOVE:
        found = attrs.evolve(found, text=reader.above[at].text)
    reader.above[at] = found


def beside(stated: dict[str, Any], node: Mapping, reader: Reader) -> Deadline:
    """What is written out, and what that leaves out as the words beside it state it.

    A window and a rhythm are each taken as a whole: one day that is written out leaves nothing of the window read.
    """
    reading = read_words(stated["text"], reader)
    window, rhythm = (any(name in stated for name in names) for names in (_WINDOW, _RHYTHM))
    own = {name: value for name, value in stated.items() if name != "text"}
    if window:
        blank = Deadline(reading.text)
        own = {name: getattr(blank, name) for name in _OF_WINDOW} | own
        if "offset" in stated:
            own.setdefault("anchor", ISSUED)
            own["anchor"] = own["anchor"] or ISSUED
    if rhythm:
        own = {**dict.fromkeys(_RHYTHM), "vague": False} | own
    if window or rhythm:
        own["rule"] = "stated"
    found = attrs.evolve(reading, **own)
    _compare(found, reading, node, reader)
    context = reader.context
    if found.anchor == ISSUED and waits(found) and context.issued is not None:
        try:
            return resolved(found, context.issued, calendar=context.calendar, conventions=context.conventions)
        except ValueError:
            return attrs.evolve(found, provisional=context.conventions.strict)
    return found


def _compare(found: Deadline, reading: Deadline, node: Mapping, reader: Reader) -> None:
    """Warn where the day that is written out is none that the words allow."""
    read = (reading.latest, *reading.alternatives, *reading.dates)
    if None not in (found.latest, reading.latest) and found.latest not in read:
        reader.warn(
            "stated-otherwise",
            node,
            text=found.text[:_SHOWN],
            latest=str(found.latest),
            read=str(reading.latest),
        )


def doubts(found: Deadline, *, recurs: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """Code and data of every warning a time limit deserves.

    Args:
        found: the time limit.
        recurs: a rhythm is wanted, not a day.
    """
    words = {"text": found.text[:_SHOWN]}
    rhythmic = found.recurrence is not None or found.per is not None
    if recurs:
        if not rhythmic:
            yield "open-cadence", words
        elif (found.anchor or "").startswith("season:"):
            yield "waits-for-event", {**words, "event": event_of(found) or ""}
        elif found.vague:
            yield "vague-cadence", {**words, "rhythm": str(found.per or found.recurrence)}
    elif found.latest is None and found.provisional:
        pass  # refused, which is said below
    elif found.latest is None:
        yield from _dateless(found, words, rhythmic=rhythmic)
    elif found.alternatives:
        days = ", ".join(day.isoformat() for day in found.alternatives)
        yield "ambiguous-deadline", {**words, "latest": str(found.latest), "others": days}
    elif found.vague:
        yield "vague-deadline", {**words, "latest": str(found.latest)}
    if found.provisional and not recurs:
        yield "past-published-days", {**words, "latest": str(found.latest or "")}


def _dateless(
    found: Deadline, words: dict[str, str], *, rhythmic: bool
) -> Iterator[tuple[str, dict[str, str]]]:
    """Why there is no last day, unless the words say that there is none."""
    anchor = found.anchor or ""
    if rhythmic:
        yield "rhythm-for-once", words
    elif event_of(found) is not None and (waits(found) or anchor.startswith("season:")):
        yield "waits-for-event", {**words, "event": str(event_of(found))}
    elif anchor == "term_calendar":
        yield "waits-for-terms", words
    elif found.rule == "unread" or (found.rule.endswith("empty") and is_same_as_above(found.text)):
        yield "unread-deadline", words
    elif is_open(found):
        yield "sets-no-day", words
