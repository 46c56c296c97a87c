"""A real uvicorn with everything it logs: no token in any line, whatever is answered, wherever it is mounted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from tests.web.running import fetched, running
from tests.web.stage import DAY, Stage

from pilotflow import ManualClock
from pilotflow.log.faults import log_error
from pilotflow.pilot.subscriptions import revoke
from pilotflow.web import TokenFilter, app


async def broken(request: Request) -> Response:
    raise ZeroDivisionError(f"asked for {request.url}")


async def fine(request: Request) -> Response:
    return PlainTextResponse(str(request.url))


async def passing(request: Request, call: Callable[[Request], Any]) -> Any:
    return await call(request)


ROUTES = [Route("/broken/{name}", broken), Route("/page/{name}", fine)]


def alone(own: Starlette) -> Any:
    return own


def mounted(own: Starlette) -> Any:
    return Starlette(debug=True, routes=[Route("/own/{name}", fine), Mount("/office", app=own)])


def behind_middleware(own: Starlette) -> Any:
    middleware = [Middleware(BaseHTTPMiddleware, dispatch=passing)]
    return Starlette(routes=[Mount("/office", app=own)], middleware=middleware)


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(1)
    return caplog


def worth_something(token: str, text: str) -> list[str]:
    """The pieces of a token that stand in a text; nobody guesses the rest of eight letters in their place."""
    return [token[start : start + 8] for start in range(len(token) - 7) if token[start : start + 8] in text]


def encoded(token: str) -> str:
    return "".join(f"%{ord(letter):02x}" for letter in token)


@pytest.mark.parametrize("host", [alone, mounted, behind_middleware])
def test_no_token_is_logged_whatever_is_answered(
    host: Callable[[Starlette], Any], everything: pytest.LogCaptureFixture
) -> None:
    stage = Stage()
    (gone, revoked), (_, token), (_, failing) = stage.subscribed(), stage.subscribed(), stage.subscribed()
    other = stage.more("other")
    _, failing = stage.subscribed(other.id)
    revoke(stage.log, gone)

    def fail(stream: str) -> None:
        if stream == "other":
            raise log_error("broken-chain", stream=stream, version=1)

    stage.log.before = fail
    root = "" if host is alone else "/office"
    own = app(stage.log, clock=ManualClock(DAY), desk=stage.desk, routes=ROUTES)
    statuses = []
    with running(host(own)) as port:

        def ask(path: str, method: str = "GET", **headers: str) -> dict[str, str]:
            status, lines, body = fetched(port, root + path, method, **headers)
            statuses.append(status)
            assert b"Traceback" not in body or "broken" in path
            return lines

        tag = ask(f"/feeds/{token}.ics")["etag"]
        ask(f"/feeds/{token}.ics", If_None_Match=tag)
        ask(f"/feeds/{token}.ics", "HEAD")
        ask(f"/feeds/{encoded(token)}.ics?token={token}")
        ask(f"/feeds/{token}.ics?{encoded(token)}")
        ask(f"/feeds/{revoked}.ics")
        ask(f"/feeds/{failing}.ics")
        ask(f"/feeds/{token}.ics", "POST")
        for path in (
            "/feeds/{}",
            "/feeds/{}.ics/",
            "/feeds/x/{}",
            "/feeds//{}.ics",
            "/{}.ics",
            "/FEEDS/{}.ics?{}",
        ):
            ask(path.format(token, token))
            ask(path.format(encoded(token), encoded(token)))
        ask(f"/page/{token}")
        ask(f"/broken/{encoded(token)}")
        for _ in range(20):
            ask(f"/feeds/{token[::-1]}.ics")
        ask(f"/feeds/{token[::-1]}.ics")
    assert {200, 304, 404, 405, 429, 500, 503} == set(statuses)
    logged = everything.text
    assert logged.count("HTTP/1.1") == len(statuses)
    assert f"{root}/feeds/... HTTP/1.1" in logged
    for secret in (token, failing, revoked, token[::-1]):
        # the route that is broken on purpose names its address in its error, as a host might: that is its own doing
        told = logged.split("Traceback")[0] if secret == token else logged
        assert worth_something(secret, told) == []
        assert encoded(secret)[:24] not in told


def test_the_filter_hides_what_never_reaches_the_application(everything: pytest.LogCaptureFixture) -> None:
    stage = Stage()
    _, token = stage.subscribed()
    hiding = TokenFilter()
    loggers = [logging.getLogger(f"uvicorn.{name}") for name in ("access", "asgi", "error")]
    for logger in loggers:
        logger.addFilter(hiding)
    try:
        with running(mounted(app(stage.log, desk=stage.desk, routes=ROUTES)), log_level="trace") as port:
            assert fetched(port, f"/calendars/feeds/{token}.ics")[0] == 404
            assert fetched(port, f"/own/{token}?{token}")[0] == 200
            assert fetched(port, f"/office/broken/{token}")[0] == 500
            assert fetched(port, f"/office/feeds/{token}.ics")[0] == 200
    finally:
        for logger in loggers:
            logger.removeFilter(hiding)
    assert worth_something(token, everything.text) == []
    assert "ZeroDivisionError: asked for" in everything.text
    assert "Started scope=" in everything.text
