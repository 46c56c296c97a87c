"""Facts in envelopes: what a pilot appends to a log and reads back from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pilotflow.errors import LogError
from pilotflow.facts.codec import SCHEMA, BadFactError, decode, encode
from pilotflow.facts.fact import Fact
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.rules.unmet import unmet


def entry_of(fact: Fact) -> Entry:
    """What a log keeps of a fact."""
    return Entry(
        fact.type,
        SCHEMA,
        fact.recorded,
        fact.effective,
        fact.by.unit,
        fact.key,
        fact.document,
        encode(fact.by, fact.data, fact.reason, fact.command, fact.clamped),
    )


def facts_of(envelopes: Iterable[Envelope]) -> Iterator[Fact]:
    """The facts in these envelopes.

    Raises:
        LogError: an envelope does not hold a fact that this version of pilotflow can read.
    """
    for envelope in envelopes:
        try:
            payload = decode(envelope.type, envelope.schema, envelope.payload)
            if payload.by.unit != envelope.unit:
                raise BadFactError(f"the envelope says {envelope.unit!r}, the payload {payload.by.unit!r}")
        except BadFactError as error:
            raise LogError(
                unmet("bad-fact", "fact", str(envelope.version), stream=envelope.stream, why=error)
            ) from error
        yield Fact(
            envelope.type,
            envelope.version,
            envelope.recorded,
            envelope.effective,
            payload.by,
            payload.data,
            payload.reason,
            envelope.document,
            envelope.key,
            payload.command,
            payload.clamped,
        )
