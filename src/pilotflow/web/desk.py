"""The desk where feeds are handed out: what a server keeps between two requests."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, date, datetime

import attrs

from pilotflow.clock import Clock
from pilotflow.errors import PilotflowError
from pilotflow.language.serving import describe
from pilotflow.log.port import Log
from pilotflow.log.subscriptions import SubscriptionRow
from pilotflow.pilot.subscriptions import digest_of, read, row_of, unreadable
from pilotflow.web.feed_cache import Ask, FeedCache
from pilotflow.web.hiding import hide
from pilotflow.web.limiter import Limiter
from pilotflow.web.recent import Recent
from pilotflow.web.request import Headers, Lines, lines_of
from pilotflow.web.response import METHODS, Response, not_allowed, not_found, too_many, unavailable


@attrs.frozen
class Bounds:
    """How much a desk remembers at most; what was not asked for longest is forgotten first.

    Attributes:
        pilots: pilots that are kept open.
        feeds: rendered feeds.
        size: bytes of rendered feeds together.
        tokens: tokens that were right when they were last asked for, as digests.
    """

    pilots: int = 100
    feeds: int = 2_000
    size: int = 64 * 1024 * 1024
    tokens: int = 10_000


@attrs.frozen
class _Known:
    """A token that was right, and all that the log held of it at a mark.

    Attributes:
        row: of its subscription. ask: what that asks for.
        noted: the last day on which it was noted, or tried to be noted, that it was used.
        mark: of the log, before it was asked; None where it is to be asked again.
        versions: of the pilots.
    """

    row: SubscriptionRow
    ask: Ask
    noted: date | None
    mark: object = None
    versions: tuple[int, ...] = ()

    def is_same(self, row: SubscriptionRow) -> bool:
        """Whether a row asks for the same, of the same subscription."""
        own = self.row
        return (row.id, row.asks, row.pilots) == (own.id, own.asks, own.pilots)

    def is_over(self, now: datetime) -> bool:
        """Whether it has expired."""
        return self.row.expires is not None and self.row.expires <= now

    def is_noted(self, now: datetime) -> bool:
        """Whether its use today needs no noting any more."""
        return self.noted is not None and self.noted >= now.astimezone(UTC).date()


class Desk:
    """Gives the feeds of a log to whoever has a token. Safe to use from many threads.

    It remembers opened pilots and rendered feeds, but that a token is right only while the log says that nothing
    at all was written to it: every request asks that, so a subscription that was revoked, replaced or has expired
    is dead at the next request, whichever process ended it. A token that is right is never kept waiting for wrong
    ones, however many come from the same address.

    A process that serves keeps one desk. It holds nothing but memory; the log stays its owner's.

    Args:
        log: where pilots and subscriptions are.
        clock: for the pilots that are opened; by default the machine's.
        bounds: how much is remembered.
        limiter: from how many wrong tokens on whoever sends them is told to wait.
        language: of what is logged, under the name ``pilotflow.web``.
        address: where the application is found from outside, such as ``https://host``; with it a feed says where
            it is found itself.
    """

    def __init__(
        self,
        log: Log,
        *,
        clock: Clock | None = None,
        bounds: Bounds | None = None,
        limiter: Limiter | None = None,
        language: str = "en",
        address: str = "",
    ) -> None:
        bounds = bounds or Bounds()
        self._log = log
        self._limiter = Limiter() if limiter is None else limiter
        self._language = language
        self._address = address.rstrip("/")
        self._cache = FeedCache(log, clock, bounds.pilots, bounds.feeds, bounds.size)
        self._known: Recent[str, _Known] = Recent(bounds.tokens)

    def response(
        self, token: str, headers: Headers | Lines, now: datetime, *, method: str = "GET", client: str = ""
    ) -> Response:
        """Answer a request for the feed of a token.

        Args:
            token: what stands between ``/feeds/`` and ``.ics``, decoded; whatever it is.
            headers: the header lines of the request.
            now: the present instant, aware.
            method: the method as it was sent.
            client: the address of the client, empty where there is none.

        Raises:
            ValueError: ``now`` has no time zone, and so says no moment.
        """
        if now.tzinfo is None:
            raise ValueError(f"now is {now.isoformat()}, without a time zone; give datetime.now(UTC)")
        lines = lines_of(headers)
        quick = self.at_once(token, lines, now, method=method, client=client)
        if quick is not None:
            return quick
        try:
            return self._answer(token, lines, now, method, client)
        except PilotflowError as error:
            why, id = error.text(self._language), unreadable(error)
            if id is not None:
                self._tell("feed-failed", id=id, why=why)
                return not_found(method)
            self._tell_failed(token, why)
        except Exception as error:  # whatever it is, nobody outside is shown it
            self._tell_failed(token, "".join(traceback.format_exception(error)))
        return unavailable(method)

    def at_once(
        self, token: str, headers: Headers | Lines, now: datetime, *, method: str = "GET", client: str = ""
    ) -> Response | None:
        """The answer, where a few look-ups by key are enough for it; else None, and :meth:`response` has it.

        A server may call it where nothing may wait: nothing is opened, rendered or written, and the log is not
        touched for a token that was not right before.
        """
        if method not in METHODS:
            return not_allowed(method)
        digest = digest_of(token)
        known = self._known.get(digest)
        if known is None:
            return None
        lines = lines_of(headers)
        try:
            known = self._confirmed(digest, known)
            if known is None or known.is_over(now) or not known.is_noted(now):
                return None
            found = self._cache.ready(known.ask, known.versions, lines, now)
        except Exception:  # it will happen again where it is told
            return None
        return None if found is None else found[0].response(found[1], lines.held, method, now)

    def _confirmed(self, digest: str, known: _Known) -> _Known | None:
        """A token that was right as it is now; None where it may be another matter."""
        mark = self._log.mark()
        if mark is not None and mark == known.mark:
            return known
        row = self._log.subscriptions.find(digest)
        if row is None or not known.is_same(row):
            return None
        versions = self._cache.versions(known.ask)
        known = _Known(row, known.ask, _later(row.used, known.noted), mark, versions)
        self._known.put(digest, known)
        return known

    def _answer(self, token: str, lines: Lines, now: datetime, method: str, client: str) -> Response:
        """The answer, whatever it takes."""
        digest = digest_of(token)
        before = self._known.get(digest)
        mark = self._log.mark()
        row = row_of(self._log, token, now)
        if row is None:
            self._known.drop(digest)
            seconds = self._limiter.failed(client, now)
            return too_many(method, seconds) if seconds else not_found(method)
        subscription = read(row)
        source = f"{self._address}/feeds/{token}.ics" if self._address else ""
        options = attrs.evolve(subscription.options, source=source)
        ask = Ask(subscription.pilots, subscription.selection, options)
        noted = _later(row.used, None if before is None else before.noted)
        known = _Known(row, ask, noted, mark, self._cache.versions(ask))
        self._known.put(digest, known)
        feed, variant = self._cache.fetch(ask, lines, now)
        if not known.is_noted(now):
            self._note(digest, known, now.astimezone(UTC).date())
        return feed.response(variant, lines.held, method, now)

    def _note(self, digest: str, known: _Known, day: date) -> None:
        """Note that a subscription was used; that it cannot be noted keeps nobody from the feed."""
        self._known.put(digest, attrs.evolve(known, noted=day))
        try:
            self._log.subscriptions.use(known.row.id, day)
        except PilotflowError as error:
            self._tell("use-not-kept", id=known.row.id, day=day, why=error.text(self._language))

    def _tell_failed(self, token: str, why: str) -> None:
        known = self._known.get(digest_of(token))
        if known is None:
            self._tell("look-up-failed", why=why)
        else:
            self._tell("feed-failed", id=known.row.id, why=why)

    def _tell(self, code: str, **data: object) -> None:
        logging.getLogger("pilotflow.web").error("%s", hide(describe(code, data, self._language)))


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def feed_response(
    log: Log,
    token: str,
    headers: Headers,
    now: datetime,
    *,
    method: str = "GET",
    client: str = "",
    desk: Desk | None = None,
) -> Response:
    """Answer a request for the feed of a token, in any framework.

    A WSGI host calls it like this, with a desk that was made once for the process::

        desk = Desk(log)

        def feeds(environ, start_response):
            answer = desk.response(
                environ["PATH_INFO"].removeprefix("/feeds/").removesuffix(".ics"),
                {name[5:].replace("_", "-"): environ[name] for name in environ if name.startswith("HTTP_")},
                datetime.now(UTC),
                method=environ["REQUEST_METHOD"],
                client=environ.get("REMOTE_ADDR", ""),
            )
            start_response(answer.status_line, list(answer.headers))
            return [answer.body] if answer.body else []

    ``If-None-Match`` is heeded. ``If-Modified-Since`` is not, on purpose: it knows whole seconds, so of two changes
    within one second the later one would be answered with a 304 that is not true.

    Args:
        log: where pilots and subscriptions are.
        token: what stands between ``/feeds/`` and ``.ics``, decoded; whatever it is.
        headers: the header lines of the request.
        now: the present instant, aware.
        method: the method as it was sent.
        client: the address of the client, empty where there is none.
        desk: what is remembered from one call to the next, of the same log. Without one, everything is opened and
            rendered for this call, and wrong tokens are not counted.

    Raises:
        ValueError: ``now`` has no time zone, and so says no moment.
    """
    return (desk or Desk(log)).response(token, headers, now, method=method, client=client)
