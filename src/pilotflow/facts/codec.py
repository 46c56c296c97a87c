"""Facts to bytes and back: canonical JSON on the frozen classes, checked on the way in.

msgspec reads only what a class names and passes over the rest, so what was read is written again and compared:
a key that no class knows is an error, not a silence.
"""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import msgspec

from pilotflow.facts import duties, feedback, phases, pilots, tasks
from pilotflow.facts.actor import Actor
from pilotflow.facts.data import Data, Transition

SCHEMA = 1
"""The number of the present form of all facts; written into every envelope."""

_encode = msgspec.json.Encoder().encode


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of a fact beside the columns of its envelope; what there is none of is not written.

    One is built for every fact, so it is a struct of msgspec: no other class is built and written as fast.
    """

    by: Actor
    data: Any
    reason: str | None = None
    command: str | None = None
    clamped: bool = False


class _Raw(msgspec.Struct, frozen=True):
    by: Actor
    data: msgspec.Raw
    reason: str | None = None
    command: str | None = None
    clamped: bool = False


class BadFactError(ValueError):
    """The bytes are not a fact of this type, or not one this version of pilotflow can read."""


def encode(by: Actor, data: Data, reason: str | None, command: str | None, clamped: bool) -> bytes:
    """The canonical bytes of what is kept of a fact beside the columns of its envelope."""
    return _encode(Payload(by, data, reason, command, clamped))


def decode(type: str, schema: int, raw: bytes) -> Payload:  # noqa: A002 - the word of the envelope
    """Read the payload of a fact.

    Args:
        type: the word of the fact, from its envelope.
        schema: the number of the form it was written in.
        raw: the bytes.

    Raises:
        BadFactError: an unknown type or schema, a missing or unknown key, a value of the wrong type.
    """
    if schema != SCHEMA:
        raise BadFactError(f"schema {schema} is not {SCHEMA}")
    with _ONE_AT_A_TIME:
        outer_decoder, decoder = _outer_decoder(), _decoder(type)
    if decoder is None:
        raise BadFactError(f"unknown type {type!r}")
    try:
        outer = outer_decoder.decode(raw)
        data: Data = decoder.decode(outer.data)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadFactError(str(error)) from error
    if data.type != type:
        raise BadFactError(f"the payload is of type {data.type!r}")
    again = encode(outer.by, data, outer.reason, outer.command, outer.clamped)
    if again != raw and not _contains(msgspec.json.decode(again), msgspec.json.decode(raw)):
        raise BadFactError("the payload has keys or values that this version does not know")
    return Payload(outer.by, data, outer.reason, outer.command, outer.clamped)


_ONE_AT_A_TIME = Lock()
"""Held while a decoder is made: msgspec crashes where two threads make decoders of the same classes."""


@cache
def _outer_decoder() -> msgspec.json.Decoder[_Raw]:
    return msgspec.json.Decoder(_Raw)


@cache
def words() -> dict[str, type[Data]]:
    """Every word of a fact that is not a transition, and its class."""
    modules = (tasks, feedback, phases, duties, pilots)
    found = (value for module in modules for value in vars(module).values())
    return {
        value.word: value
        for value in found
        if isinstance(value, type) and issubclass(value, Data) and value.word
    }


@cache
def _decoder(word: str) -> msgspec.json.Decoder[Any] | None:
    """What reads the data of one type of fact; None for a word no class has."""
    kind, _, trigger = word.partition(".")
    transitions: dict[str, type[Transition]] = {
        "task": tasks.TaskTransition,
        "feedback": feedback.FeedbackTransition,
        "phase": phases.PhaseTransition,
        "occurrence": duties.OccurrenceTransition,
        "pilot": pilots.PilotTransition,
    }
    found = words().get(word) or (transitions.get(kind) if trigger else None)
    return None if found is None else msgspec.json.Decoder(found)


def _contains(whole: Any, piece: Any) -> bool:
    """Whether every key and value of ``piece`` stands in ``whole``, which may hold defaults besides."""
    if isinstance(piece, dict) and isinstance(whole, dict):
        return all(key in whole and _contains(whole[key], value) for key, value in piece.items())
    if isinstance(piece, list) and isinstance(whole, list):
        return len(piece) == len(whole) and all(map(_contains, whole, piece))
    return bool(whole == piece)
