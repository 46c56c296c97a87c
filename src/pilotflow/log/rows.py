"""An envelope as a row of a table, and the check of every row that comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from pilotflow.dates import partial
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.faults import log_error

Row = tuple[Any, ...]

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)
_decode = msgspec.json.Decoder(dict).decode


def to_row(stream: str, version: int, entry: Entry, previous: str, hash: str) -> Row:  # noqa: A002
    """The row of an entry, in the order of the columns.

    Raises:
        ValueError: the entry holds what could not be read back, and names it.
    """
    row = (
        stream,
        version,
        entry.type,
        entry.schema,
        entry.recorded.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.effective,
        entry.unit,
        entry.key,
        entry.document,
        entry.payload,
        previous,
        hash,
    )
    field = flaw(row)
    if field is not None:
        given = getattr(entry, field, stream)
        raise ValueError(f"{stream}, version {version}: {field} cannot be kept: {given!r}")
    return row


def from_row(row: Row, stream: str, version: int) -> Envelope:
    """The envelope of a row that should be ``version`` of ``stream``.

    Raises:
        LogError: ``bad-envelope``, with the field that is not what a log writes.
    """
    field = flaw(row)
    if field is not None:
        raise log_error("bad-envelope", stream=stream, version=version, field=field)
    values = list(row)
    values[_RECORDED] = datetime.fromisoformat(row[_RECORDED])
    return Envelope(*values)


def flaw(row: Row) -> str | None:
    """The first column whose value is not what a log writes."""
    for (name, right), value in zip(_COLUMNS, row, strict=True):
        if not right(value):
            return name
    return None


def is_word(value: object) -> bool:
    """Whether a value is a text of at least one character, all of them Unicode."""
    return isinstance(value, str) and value != "" and is_text(value)


def is_text(value: object) -> bool:
    """Whether a value is a text, or nothing; half of a surrogate pair is no text."""
    if value is None:
        return True
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False


def is_number(value: object) -> bool:
    """Whether a value counts from 1 and fits 64 bits."""
    return type(value) is int and 0 < value < 1 << 63


def is_hash(value: object) -> bool:
    """Whether a value is a SHA-256 in lower-case hexadecimal."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_instant(value: object) -> bool:
    """Whether a value is an instant in UTC as a log writes it, to the microsecond."""
    try:
        return (
            isinstance(value, str)
            and _INSTANT.fullmatch(value) is not None
            and datetime.fromisoformat(value) is not None
        )
    except ValueError:
        return False


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and partial.read(value) == value
    except ValueError:
        return False


def is_object(value: object) -> bool:
    """Whether a value is the bytes of one JSON object."""
    try:
        return isinstance(value, bytes) and _decode(value) is not None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


_COLUMNS: tuple[tuple[str, Callable[[object], bool]], ...] = (
    ("stream", is_word),
    ("version", is_number),
    ("type", is_word),
    ("schema", is_number),
    ("recorded", is_instant),
    ("effective", _is_day),
    ("unit", is_word),
    ("key", is_text),
    ("document", is_text),
    ("payload", is_object),
    ("previous", is_hash),
    ("hash", is_hash),
)
COLUMNS = tuple(name for name, _ in _COLUMNS)
"""The names of the columns, in order."""

_RECORDED = COLUMNS.index("recorded")
