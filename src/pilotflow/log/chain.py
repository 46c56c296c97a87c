"""The chain of hashes that shows whether an envelope was changed, removed or put in later.

The hash of an envelope is the SHA-256, in lower-case hexadecimal, of one JSON array, encoded as UTF-8
with no space between its parts and with no character escaped that JSON does not demand::

    [previous, stream, version, type, schema, recorded, effective, unit, key, document, digest]

``previous`` is the hash of the envelope before, 64 zeros for the first. ``recorded`` is a text such as
``"2022-12-09T04:00:00.000123Z"``, without the fraction where the microseconds are zero. A key or document
there is none of is ``null``. ``digest`` is the SHA-256 of the payload's bytes, so a payload can be erased
and the chain still stands: in its place is then exactly ``{"erased":"<digest>"}`` with the digest it had.

With the standard library alone, the array is
``json.dumps([...], ensure_ascii=False, separators=(",", ":")).encode()`` and ``recorded`` is
``instant.isoformat().replace("+00:00", "Z")``.

The chain shows that nothing *inside* a stream was altered. That nothing was cut off its end shows only
against a hash kept elsewhere: :meth:`~pilotflow.log.port.Log.append` returns one as a receipt.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256

import msgspec

from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.faults import log_error

FIRST = "0" * 64
"""What stands as ``previous`` in the first envelope of a stream."""

_ERASED = b'{"erased":"'
_ERASED_LENGTH = len(_ERASED) + 64 + len(b'"}')

_encode = msgspec.json.Encoder().encode


def seal(previous: str, stream: str, version: int, entry: Entry | Envelope) -> str:
    """The hash of an entry at its place in a stream.

    Raises:
        ValueError: ``recorded`` has no time zone, and so says no moment.
    """
    payload = entry.payload
    recorded = entry.recorded
    if recorded.tzinfo is not UTC:
        if recorded.tzinfo is None:
            raise ValueError(f"recorded {recorded.isoformat()} has no time zone; give an aware UTC instant")
        recorded = recorded.astimezone(UTC)
    return sha256(
        _encode(
            (
                previous,
                stream,
                version,
                entry.type,
                entry.schema,
                recorded,
                entry.effective,
                entry.unit,
                entry.key,
                entry.document,
                sha256(payload).hexdigest() if len(payload) != _ERASED_LENGTH else digest(payload),
            )
        )
    ).hexdigest()


def digest(payload: bytes) -> str:
    """The SHA-256 of a payload; of an erased one, that of what stood there.

    >>> digest(b'{"text":"a name"}') == digest(erased(b'{"text":"a name"}'))
    True
    """
    if len(payload) == _ERASED_LENGTH and payload.startswith(_ERASED) and payload.endswith(b'"}'):
        named = payload[len(_ERASED) : -2]
        if not named.strip(b"0123456789abcdef"):
            return named.decode()
    return sha256(payload).hexdigest()


def erased(payload: bytes) -> bytes:
    """What to put in place of a payload whose content has to go. Erasing twice is erasing once."""
    return _ERASED + digest(payload).encode() + b'"}'


def envelope(previous: str, stream: str, version: int, entry: Entry, hash: str) -> Envelope:  # noqa: A002
    """The envelope of an entry whose hash is known."""
    return Envelope(
        stream,
        version,
        entry.type,
        entry.schema,
        entry.recorded.astimezone(UTC),
        entry.effective,
        entry.unit,
        entry.key,
        entry.document,
        entry.payload,
        previous,
        hash,
    )


def verify(envelopes: Iterable[Envelope]) -> int:
    """Check a whole stream from its first envelope on.

    Returns:
        How many envelopes there were.

    Raises:
        LogError: ``broken-chain``, with the first version that is missing or is not as it was written.
    """
    previous, count = FIRST, 0
    for count, kept in enumerate(envelopes, 1):
        link(kept, count, previous)
        if kept.hash != seal(previous, kept.stream, count, kept):
            raise log_error("broken-chain", stream=kept.stream, version=count)
        previous = kept.hash
    return count


def link(kept: Envelope, version: int, previous: str | None) -> None:
    """Check that an envelope is the one that has to come next; ``previous`` is None where it is not known.

    Raises:
        LogError: ``broken-chain``: an envelope is missing, or was put in between.
    """
    if kept.version != version or (previous is not None and kept.previous != previous):
        raise log_error("broken-chain", stream=kept.stream, version=version)
