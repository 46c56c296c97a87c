"""Subscriptions to feeds: kept beside the streams of a log, never in them, and checked whenever they come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Protocol, cast

import attrs
import msgspec

from pilotflow.errors import LogError
from pilotflow.log.faults import LogFault, log_error
from pilotflow.log.rows import Row, is_hash, is_instant, is_object, is_text, is_word


@attrs.frozen
class SubscriptionRow:
    """What a log keeps of one subscription; it does not look into ``asks``.

    Attributes:
        id: public and short, such as ``s-3f9a1c02``; no secret.
        name: what people call it.
        digest: the SHA-256 of the token, in lower-case hexadecimal; the token itself is kept nowhere.
        pilots: the streams it is for, one at least.
        asks: a JSON object, as text: selection and options.
        created: when it was made, aware UTC, to the microsecond.
        expires: the instant from which its token is dead, aware UTC; None for never.
        used: the last day (UTC) it was fetched, None for never.
    """

    id: str
    name: str
    digest: str
    pilots: tuple[str, ...]
    asks: str
    created: datetime
    expires: datetime | None
    used: date | None


@attrs.frozen
class FlawedRow:
    """A row that was changed from outside, so that nothing else of it can be believed.

    Attributes:
        id: as it stands there.
        fault: ``bad-subscription``, with the field that is not what a log writes.
    """

    id: str
    fault: LogFault


class Subscriptions(Protocol):
    """The subscriptions of a log. They are no facts: they may be changed and removed, and no chain holds them.

    What was written is as durable as the envelopes of the same log. Every method may raise the codes of
    :meth:`~pilotflow.log.port.Log.read`, those that write ``not-kept`` as well, and ``find``, ``all`` and ``use``
    ``bad-subscription`` for one that was changed from outside.
    """

    def add(self, row: SubscriptionRow) -> None:
        """Keep a new one.

        Raises:
            ValueError: the row holds what could not be read back, and names it.
            LogError: ``known-subscription``: there is one with this id or digest.
        """
        ...

    def find(self, digest: str) -> SubscriptionRow | None:
        """The one whose token has this digest."""
        ...

    def all(self) -> tuple[SubscriptionRow, ...]:
        """All there are, by the instant they were made, then by id."""
        ...

    def survey(self) -> tuple[SubscriptionRow | FlawedRow, ...]:
        """The same, but those that were changed from outside come last, by id, instead of being an error."""
        ...

    def replace(self, id: str, digest: str) -> bool:
        """Give one another token; from then on the old digest finds nothing.

        Returns:
            False where there is none with this id.

        Raises:
            ValueError: ``digest`` is no SHA-256.
            LogError: ``known-subscription``: another one has this digest.
        """
        ...

    def remove(self, id: str) -> bool:
        """Forget one; False where there is none with this id."""
        ...

    def use(self, id: str, day: date) -> None:
        """Note that one was fetched on a day (UTC).

        The later day is kept. Nothing is written where that day or a later one is kept already, and nothing
        happens where there is none with this id.
        """
        ...


def to_values(row: SubscriptionRow) -> Row:
    """A subscription in the order of the columns.

    Raises:
        ValueError: it holds what could not be read back, and names it.
    """
    pilots = list(row.pilots)
    values = (
        row.id,
        row.name,
        row.digest,
        _encode(pilots).decode() if all(is_word(pilot) for pilot in pilots) else None,
        row.asks,
        _written(row.created),
        None if row.expires is None else _written(row.expires),
        None if row.used is None else day_text(row.used),
    )
    field = _flaw(values)
    if field is not None:
        raise ValueError(f"subscription {row.id!r}: {field} cannot be kept: {getattr(row, field)!r}")
    return values


@lru_cache(maxsize=4096)  # a subscriber's row is the same at every fetch of a day
def from_values(values: Row) -> SubscriptionRow:
    """The subscription of a row that came back.

    Raises:
        LogError: ``bad-subscription``, with the field that is not what a log writes.
    """
    field = _flaw(values)
    id, name, digest, pilots, asks, created, expires, used = values
    if field is not None:
        raise log_error("bad-subscription", id=id if is_word(id) else repr(id), field=field)
    return SubscriptionRow(
        id=id,
        name=name,
        digest=digest,
        pilots=_decode(pilots),
        asks=asks,
        created=datetime.fromisoformat(created),
        expires=None if expires is None else datetime.fromisoformat(expires),
        used=None if used is None else date.fromisoformat(used),
    )


def surveyed(found: Iterable[Row]) -> tuple[SubscriptionRow | FlawedRow, ...]:
    """The subscriptions of rows that came back, in order; those that are none of a log's last."""
    rows, flawed = [], []
    for values in found:
        try:
            rows.append(from_values(values))
        except LogError as error:
            fault = cast("LogFault", error.reason)
            flawed.append(FlawedRow(str(dict(fault.data)["id"]), fault))
    rows.sort(key=lambda row: (row.created, row.id))
    return *rows, *sorted(flawed, key=lambda row: row.id)


def day_text(day: date) -> str:
    """A day as it is kept; of an instant, the day that stands in it."""
    return date(day.year, day.month, day.day).isoformat()


def new_digest(digest: str) -> str:
    """A digest that may be kept.

    Raises:
        ValueError: it is no SHA-256 in lower-case hexadecimal.
    """
    if not is_hash(digest):
        raise ValueError(f"digest cannot be kept: {digest!r}")
    return digest


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[str, ...]).decode


def _written(instant: datetime) -> str:
    """An instant in UTC as it is kept; what says no moment is no instant, and not the same as none."""
    try:
        return "" if instant.tzinfo is None else instant.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        return ""


def _flaw(values: Row) -> str | None:
    """The first column whose value is not what a log writes."""
    for (name, right), value in zip(_COLUMNS, values, strict=True):
        if not right(value):
            return name
    return None


def _is_name(value: object) -> bool:
    return value is not None and is_text(value)


def _is_streams(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        streams = _decode(value)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return bool(streams) and all(map(is_word, streams)) and _encode(streams).decode() == value


def _is_asks(value: object) -> bool:
    return isinstance(value, str) and is_text(value) and is_object(value.encode())


def _is_expiry(value: object) -> bool:
    return value is None or is_instant(value)


def _is_use(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


_COLUMNS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("id", is_word),
    ("name", _is_name),
    ("digest", is_hash),
    ("pilots", _is_streams),
    ("asks", _is_asks),
    ("created", is_instant),
    ("expires", _is_expiry),
    ("used", _is_use),
)
COLUMNS = tuple(name for name, _ in _COLUMNS)
"""The names of the columns, in order."""
