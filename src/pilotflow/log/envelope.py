"""What is handed to a log, and what it keeps and gives back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs
import msgspec


class Entry(msgspec.Struct, frozen=True):
    """What a writer hands in, one for each fact. The log knows no fact: it keeps words and bytes.

    Attributes:
        type: the word of the fact, such as ``task.report``.
        schema: the number of the schema the payload was written in, from 1.
        recorded: when it was entered, aware UTC, to the microsecond.
        effective: the ISO day, month or year it took effect.
        unit: the unit, body or seat that acted.
        key: the idempotency key of the command, if it had one.
        document: the document it rests on, if there is one.
        payload: a JSON object, UTF-8, in the one form its writer always gives it.

    One is built for every fact, so it is a frozen struct of msgspec: attrs freezes by a call for every field,
    which costs several times the building.
    """

    type: str
    schema: int
    recorded: datetime
    effective: str
    unit: str
    key: str | None
    document: str | None
    payload: bytes


@attrs.frozen
class Envelope:
    """What a log keeps of one entry: the entry, its place in its stream, and its link in the chain.

    Attributes:
        stream: the id of the pilot.
        version: the place in the stream, from 1 without gaps.
        type, schema, recorded, effective, unit, key, document, payload: as in :class:`Entry`.
        previous: the hash of the envelope before it, 64 zeros for the first.
        hash: the SHA-256 of this envelope, in hexadecimal; :mod:`pilotflow.log.chain` says of which bytes.
    """

    stream: str
    version: int
    type: str
    schema: int
    recorded: datetime
    effective: str
    unit: str
    key: str | None
    document: str | None
    payload: bytes
    previous: str
    hash: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: ``recorded`` as it stands in the hash, the payload as the object it is."""
        return {
            "stream": self.stream,
            "version": self.version,
            "type": self.type,
            "schema": self.schema,
            "recorded": msgspec.to_builtins(self.recorded),
            "effective": self.effective,
            "unit": self.unit,
            "key": self.key,
            "document": self.document,
            "payload": msgspec.json.decode(self.payload),
            "previous": self.previous,
            "hash": self.hash,
        }
