"""Subscriptions to feeds: who holds the link, holds the token, and the token says whose calendar it is.

A token is 256 random bits. The log keeps its SHA-256 alone, so whoever reads the log cannot fetch a feed, and
nobody, not even the host, can show a token a second time: it is given once, by :func:`subscribe` or
:func:`rotate`.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime
from difflib import get_close_matches
from hashlib import sha256
from typing import Any, cast

import attrs
import msgspec

from pilotflow.errors import LogError, NotFound, PilotflowError, Refused
from pilotflow.facts.state import State
from pilotflow.feeds.options import Options
from pilotflow.feeds.text import one_line
from pilotflow.language.subscriptions import describe
from pilotflow.log.faults import LogFault, log_error
from pilotflow.log.port import Log
from pilotflow.log.subscriptions import FlawedRow, SubscriptionRow
from pilotflow.pilot.arguments import texts
from pilotflow.pilot.asks import (
    checked,
    end_of,
    from_json,
    made_name,
    name_faults,
    stated,
    to_json,
    unknown_to,
)
from pilotflow.pilot.pilot import Pilot
from pilotflow.rules.unmet import Unmet, near, unmet
from pilotflow.views.selection import Selection

_BITS = 256
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
"""256 bits in the letters of a URL."""
_ATTEMPTS = 8
_ALIKE = 0.85
"""Of ten letters, nine in their order."""
_UNREADABLE = ("bad-subscription", "newer-subscription")


@attrs.frozen
class Subscription:
    """A feed somebody subscribed to. It does not hold the token.

    Attributes:
        id: public and short, such as ``s-3f9a1c02``; it opens nothing.
        name: what people call it.
        pilots: the ids of the pilots whose things are in the feed.
        selection: whose calendar it is.
        options: how it is to look.
        created: when it was made, aware UTC.
        expires: the instant from which its link is dead, aware UTC; None for never.
        used: the last day (UTC) it was fetched; None for never.
    """

    id: str
    name: str
    pilots: tuple[str, ...]
    selection: Selection
    options: Options
    created: datetime
    expires: datetime | None
    used: date | None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; of the selection and the options only what is not as it is by default."""
        found: dict[str, Any] = msgspec.to_builtins(
            {
                "id": self.id,
                "name": self.name,
                "pilots": self.pilots,
                "selection": stated(self.selection),
                "options": stated(self.options),
                "created": self.created,
                "expires": self.expires,
                "used": self.used,
            }
        )
        return found | {"pilots": list(self.pilots)}

    def text(self, language: str = "en") -> str:
        """One line: what it is called, what it is narrowed to, until when it holds, when it was fetched."""
        return describe(self.to_dict(), language)


@attrs.frozen
class Unreadable:
    """A subscription this version cannot read. It gives no feed, and may be revoked or rotated like any other.

    Attributes:
        id: public and short.
        fault: ``newer-subscription``, or ``bad-subscription``: then nothing below is known.
        name, pilots, created, expires, used: as in a :class:`Subscription`.
    """

    id: str
    fault: LogFault
    name: str = ""
    pilots: tuple[str, ...] = ()
    created: datetime | None = None
    expires: datetime | None = None
    used: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; ``unreadable`` says why, in English."""
        found: dict[str, Any] = msgspec.to_builtins(
            {name: getattr(self, name) for name in ("id", "name", "created", "expires", "used")}
        )
        return found | {"pilots": list(self.pilots), "unreadable": self.fault.to_dict()}

    def text(self, language: str = "en") -> str:
        """Why it cannot be read, and what to do."""
        return self.fault.text(language)


def subscribe(
    log: Log,
    pilots: str | Iterable[str],
    *,
    selection: Selection | None = None,
    options: Options | None = None,
    name: str = "",
    expires: datetime | date | None = None,
    now: datetime,
) -> tuple[Subscription, str]:
    """Make a subscription.

    Args:
        log: where the pilots are; the subscription is kept beside them.
        pilots: the ids of one or more.
        selection: whose calendar; by default the whole pilots'. One of them must know all that it names.
        options: how it is to look; ``source`` is not kept.
        name: what people call it, on one line; by default it is made from the selection.
        expires: the instant from which the link is dead, or the last whole day (UTC) on which it works.
        now: the present instant, aware.

    Returns:
        The subscription and its token, which is shown this once and kept nowhere.

    Raises:
        Refused: with everything that speaks against it: ``pilots-required``, ``unknown-pilot``, ``bad-name``,
            ``bad-expiry``, ``expired``, ``bad-ask``, ``unknown-language``, ``unknown-kind``, ``bad-alarm``,
            ``bad-url``, and for the selection ``unknown-unit``, ``-phase``, ``-area``, ``-agreement``, ``-body``
            or ``-role``.
        LogError: a pilot cannot be read, or the subscription could not be kept.
    """
    if now.tzinfo is None:
        raise ValueError(f"now {now.isoformat()} has no time zone; give an aware instant")
    ids = tuple(dict.fromkeys(texts(pilots)))
    wanted, look, reasons = checked(selection or Selection(), options or Options())
    states, missing = _opened(log, ids)
    lacking = [unknown_to(state, wanted) for state in states]
    unknown = min(lacking, key=len, default=[])
    end, late = end_of(expires, now)
    reasons = [*missing, *name_faults(name), *reasons, *unknown, *late]
    if reasons:
        raise Refused(reasons)
    row = SubscriptionRow(
        id="",
        name=one_line(name) or made_name(states, wanted, look.language),
        digest="",
        pilots=ids,
        asks=to_json(wanted, look),
        created=now.astimezone(UTC),
        expires=end,
        used=None,
    )
    return _added(log, row)


def subscriptions(log: Log, pilot: str | None = None) -> tuple[Subscription, ...]:
    """All subscriptions of a log, expired ones too, or those with one pilot in them; the oldest first.

    Raises:
        LogError: one was changed from outside (``bad-subscription``), or made by a newer version
            (``newer-subscription``).
    """
    return tuple(read(row) for row in log.subscriptions.all() if pilot is None or pilot in row.pilots)


def survey(log: Log, pilot: str | None = None) -> tuple[Subscription | Unreadable, ...]:
    """The same, but one that cannot be read is no error: it is in its place, and says why.

    One of which not even the pilots are known may be of any, so it is told for each.
    """
    rows = [row for row in log.subscriptions.survey() if pilot is None or _is_of(row, pilot)]
    return tuple(map(_surveyed, rows))


def subscription_of(log: Log, token: str, now: datetime) -> Subscription | None:
    """The subscription a token opens.

    A wrong token, one that was revoked or replaced, and one that has expired cannot be told apart: the answer is
    None, and as much is done to find it. That the feed was fetched is not noted here; see
    :meth:`~pilotflow.log.subscriptions.Subscriptions.use`.

    Args:
        log: where it is kept.
        token: whatever was sent; what cannot be a token opens nothing.
        now: the present instant, aware.

    Raises:
        LogError: the log cannot be read, or what it keeps of this subscription; :func:`unreadable` tells which.
    """
    row = row_of(log, token, now)
    return None if row is None else read(row)


def row_of(log: Log, token: str, now: datetime) -> SubscriptionRow | None:
    """What the log keeps of the subscription a token opens; see :func:`subscription_of`."""
    digest = digest_of(token if _is_token(token) else "")
    row = log.subscriptions.find(digest)
    same = hmac.compare_digest(digest if row is None else row.digest, digest)
    if row is None or not same or (row.expires is not None and row.expires <= now):
        return None
    return row


def read(row: SubscriptionRow) -> Subscription:
    """The subscription that a log keeps so.

    Raises:
        LogError: ``newer-subscription``.
    """
    selection, options, strange = from_json(row.asks)
    if strange:
        raise log_error("newer-subscription", id=row.id, field=", ".join(strange))
    return Subscription(row.id, row.name, row.pilots, selection, options, row.created, row.expires, row.used)


def unreadable(error: PilotflowError) -> str | None:
    """The id of the one subscription that cannot be read, where that is what an error says; else None."""
    if not isinstance(error, LogError) or error.code not in _UNREADABLE:
        return None
    return str(dict(cast("LogFault", error.reason).data)["id"])


def rotate(log: Log, id: str) -> str:
    """Give a subscription a new token; the old one is dead at once.

    Returns:
        The new token, which is shown this once and kept nowhere.

    Raises:
        NotFound: ``unknown-subscription``, with the nearest ids there are.
        LogError: the token could not be kept; the old one still holds.
    """
    token = secrets.token_urlsafe(_BITS // 8)
    if not log.subscriptions.replace(id, digest_of(token)):
        raise _not_found(log, id)
    return token


def revoke(log: Log, id: str) -> None:
    """Forget a subscription and its token.

    Raises:
        NotFound: ``unknown-subscription``, with the nearest ids there are.
        LogError: it could not be removed; its token still holds.
    """
    if not log.subscriptions.remove(id):
        raise _not_found(log, id)


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256 in lower-case hexadecimal. A random token needs no slower one."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _is_token(token: object) -> bool:
    return isinstance(token, str) and _TOKEN.fullmatch(token) is not None


def _added(log: Log, row: SubscriptionRow) -> tuple[Subscription, str]:
    """Keep a subscription under an id that is free, with a new token."""
    attempts = _ATTEMPTS
    while True:
        attempts -= 1
        token = secrets.token_urlsafe(_BITS // 8)
        row = attrs.evolve(row, id=f"s-{secrets.token_hex(4)}", digest=digest_of(token))
        try:
            log.subscriptions.add(row)
        except LogError as error:
            if error.code != "known-subscription" or not attempts:
                raise
        else:
            return read(row), token


def _is_of(row: SubscriptionRow | FlawedRow, pilot: str) -> bool:
    return isinstance(row, FlawedRow) or pilot in row.pilots


def _surveyed(row: SubscriptionRow | FlawedRow) -> Subscription | Unreadable:
    if isinstance(row, FlawedRow):
        return Unreadable(row.id, row.fault)
    try:
        return read(row)
    except LogError as error:
        fault = cast("LogFault", error.reason)
        return Unreadable(row.id, fault, row.name, row.pilots, row.created, row.expires, row.used)


def _opened(log: Log, ids: tuple[str, ...]) -> tuple[list[State], list[Unmet]]:
    """The pilots there are, as they stand, and a reason for each there is not."""
    if not ids:
        return [], [unmet("pilots-required", "subscription", "")]
    known = log.streams()
    missing = [unmet("unknown-pilot", "pilot", id, known=near(id, known)) for id in ids if id not in known]
    return [Pilot.open(id, log).snapshot() for id in ids if id in known], missing


def _not_found(log: Log, id: str) -> NotFound:
    # ids are random: one that is not a slip of the pen away is somebody else's
    ids = [row.id for row in log.subscriptions.survey()]
    alike = get_close_matches(id, ids, cutoff=_ALIKE)
    return NotFound(unmet("unknown-subscription", "subscription", id, near=alike))
