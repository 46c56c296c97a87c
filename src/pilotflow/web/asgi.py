"""The feeds as an ASGI application, to be served alone or mounted in another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pilotflow.clock import Clock, SystemClock
from pilotflow.log.port import Log
from pilotflow.web.desk import Desk
from pilotflow.web.hiding import hide_behind, hide_in
from pilotflow.web.request import Lines
from pilotflow.web.response import Response, not_found

_THREADS = 20
"""Requests at most that wait for a log or for a feed that is being rendered."""
_FOLDER = "/feeds/"
_SUFFIX = ".ics"


def app(
    log: Log,
    *,
    clock: Clock | None = None,
    desk: Desk | None = None,
    routes: Sequence[BaseRoute] = (),
    language: str = "en",
    address: str = "",
) -> Starlette:
    """The application that answers ``/feeds/<token>.ics``.

    It may be mounted anywhere in another application, whose server then logs no token of requests that come here.
    For those that come to a wrong place of the host, add a :class:`~pilotflow.web.TokenFilter` to what logs them.

    Args:
        log: where pilots and subscriptions are; it stays open, and closing it is up to its owner.
        clock: by default the machine's.
        desk: what is remembered between requests; by default a new one.
        routes: what else it answers, outside of ``/feeds/``.
        language: of what is logged, under the name ``pilotflow.web``; not needed with ``desk``.
        address: where it is found from outside, such as ``https://host``; not needed with ``desk``.
    """
    clock = clock or SystemClock()
    feeds = _Feeds(desk or Desk(log, clock=clock, language=language, address=address), clock)
    return Starlette(routes=routes, middleware=[Middleware(_Front, feeds=feeds)])


class _Feeds:
    """What is below ``/feeds/``, without the objects of a framework, which would cost more than it."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._threads: CapacityLimiter | None = None

    async def answer(self, name: str, scope: Scope) -> Response:
        """The answer to a request for what is called so."""
        method: str = scope["method"]
        if not name.endswith(_SUFFIX) or "/" in name:
            return not_found(method)
        held: list[str] = []
        codings: list[str] = []
        for field, value in scope["headers"]:
            if field == b"if-none-match":
                held.append(value.decode("latin-1"))
            elif field == b"accept-encoding":
                codings.append(value.decode("latin-1"))
        client = (scope.get("client") or ("",))[0]
        asked = name.removesuffix(_SUFFIX), Lines(tuple(held), tuple(codings)), self._clock.now()
        # A few look-ups by key are made here: to hand them to a thread would cost more than they do.
        answer = self._desk.at_once(*asked, method=method, client=client)
        if answer is None:
            self._threads = self._threads or CapacityLimiter(_THREADS)
            work = partial(self._desk.response, *asked, method=method, client=client)
            answer = await to_thread.run_sync(work, limiter=self._threads)
        return answer


class _Front:
    """Answers what is below ``/feeds/``, hands on the rest, and hides tokens before the server hears of an answer."""

    def __init__(self, app: ASGIApp, feeds: _Feeds) -> None:
        self._app = app
        self._feeds = feeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            place = _below(scope)
            if place.startswith(_FOLDER):
                name = place[len(_FOLDER) :]
                hide_behind(scope, name)
                answer = await self._feeds.answer(name, scope)
                await send({"type": "http.response.start", "status": answer.status, "headers": answer.raw})
                await send({"type": "http.response.body", "body": answer.body})
                return
        await self._hand_on(scope, receive, send)

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            hide_in(scope)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            hide_in(scope)


def _below(scope: Scope) -> str:
    """The path below what the application is mounted at."""
    path: str = scope["path"]
    root = scope.get("root_path") or ""
    return path.removeprefix(root) if path.startswith(f"{root}/") else path
