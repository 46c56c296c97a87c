"""What the words of a deadline do not say, field by field, in brackets behind them; and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import attrs

from pilotflow.dates.deadline import PRECISIONS, Deadline
from pilotflow.language import deadlines as words
from pilotflow.language.catalogue import say

_BRACKETS_TRIED = 8  # the name of an event may hold some
_BRACKETS = (("en", "[", "]"), ("zh", "〔", "〕"))


def with_brackets(phrase: str, deadline: Deadline, missing: Iterable[str], language: str) -> str:
    """A phrase with the fields in brackets that reading it does not give back."""
    said = []
    for field in missing:
        value = getattr(deadline, field)
        if field in words.FLAGS:
            said.append(say(words.FLAGS[field][not value], language))
        else:
            said.append(say(words.FIELDS[field], language, value=_value(field, value, language)))
    return say(words.QUALIFIED, language, words=phrase, details=_separator(language).join(said))


def read_said(text: str) -> tuple[str, dict[str, Any]] | None:
    """The words and the details in brackets behind them; None where a text does not end with such details."""
    for language, opening, closing in _BRACKETS:
        at = text.find(opening) if text.endswith(closing) else -1
        for _ in range(_BRACKETS_TRIED):
            if at < 0:
                break
            found = _parse(text[at + 1 : -1], language)
            if found:
                return text[:at], found
            at = text.find(opening, at + 1)
    return None


def with_details(reading: Deadline, details: dict[str, Any]) -> Deadline | None:
    """A reading with its details; None where they contradict each other."""
    try:
        return attrs.evolve(reading, **details)
    except ValueError:
        return None


def _separator(language: str) -> str:
    return "; " if language == "en" else "；"


def _value(field: str, value: Any, language: str) -> str:
    if value is None or value == ():
        return say(words.NOTHING, language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(day.isoformat() for day in value)
    if field == "precision":
        return say(words.PRECISIONS[value], language)
    if field == "anchor" and value in words.ANCHORS:
        return say(words.ANCHORS[value], language)
    return json.dumps(value, ensure_ascii=False)


class _Vocabulary(NamedTuple):
    """The words of a language that details are made of, each with what it stands for."""

    flags: dict[str, tuple[str, bool]]
    fields: dict[str, str]
    values: dict[str, dict[str, str]]
    nothing: str
    separator: str


def _parse(text: str, language: str) -> dict[str, Any] | None:
    """The fields that details in brackets state; None where they are anything else."""
    known = _vocabulary(language)
    found: dict[str, Any] = {}
    at = 0
    while at < len(text):
        head = next((head for head in known.fields if text.startswith(head, at)), None)
        flag = next((flag for flag in known.flags if text.startswith(flag, at)), None)
        if head is not None:
            field = known.fields[head]
            read = _parse_value(field, text, at + len(head), known)
            if read is None:
                return None
            found[field], at = read
        elif flag is not None:
            field, answer = known.flags[flag]
            found[field] = answer
            at += len(flag)
        else:
            return None
        if at < len(text):
            if not text.startswith(known.separator, at):
                return None
            at += len(known.separator)
    return found


def _parse_value(field: str, text: str, at: int, known: _Vocabulary) -> tuple[Any, int] | None:
    if text.startswith('"', at):
        try:
            value, end = json.JSONDecoder().raw_decode(text, at)
        except ValueError:
            return None
        return (value, end) if _fits(field, value) else None
    end = text.find(known.separator, at)
    end = len(text) if end < 0 else end
    word = text[at:end]
    if word == known.nothing:
        return (() if field == "dates" else None), end
    if field in known.values:
        return (known.values[field][word], end) if word in known.values[field] else None
    if field not in ("earliest", "latest", "dates"):
        return None
    try:
        days = tuple(date.fromisoformat(day) for day in word.split(", "))
    except ValueError:
        return None
    if field == "dates":
        return days, end
    return (days[0], end) if len(days) == 1 else None


def _fits(field: str, value: Any) -> bool:
    if field not in ("recurrence", "per", "anchor", "offset"):
        return False
    if field == "recurrence":
        from pilotflow.dates.recurrence import parse

        try:
            parse(value)
        except ValueError:
            return False
    return True


@cache
def _vocabulary(language: str) -> _Vocabulary:
    flags = {
        say(message, language): (field, answer)
        for field, messages in words.FLAGS.items()
        for message, answer in zip(messages, (True, False), strict=True)
    }
    return _Vocabulary(
        dict(sorted(flags.items(), key=lambda pair: -len(pair[0]))),  # the longest first
        {say(message, language, value=""): field for field, message in words.FIELDS.items()},
        {
            "precision": {say(words.PRECISIONS[name], language): name for name in PRECISIONS},
            "anchor": {say(message, language): name for name, message in words.ANCHORS.items()},
        },
        say(words.NOTHING, language),
        _separator(language),
    )
