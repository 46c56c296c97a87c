"""A WSGI host hands out feeds as the documentation says, under the eyes of the checker of the standard library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from tests.web.stage import DAY, Stage, lines, tag_of

from pilotflow.web import Response

StartResponse = Callable[..., Any]


def application(stage: Stage) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    def feeds(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answer = stage.desk.response(
            environ["PATH_INFO"].removeprefix("/feeds/").removesuffix(".ics"),
            {name[5:].replace("_", "-"): environ[name] for name in environ if name.startswith("HTTP_")},
            DAY,
            method=environ["REQUEST_METHOD"],
            client=environ.get("REMOTE_ADDR", ""),
        )
        start_response(answer.status_line, list(answer.headers))
        return [answer.body] if answer.body else []

    return feeds


def called(stage: Stage, path: str, method: str = "GET", **environ: str) -> Response:
    """The answer of a host that is checked on the way."""
    given: dict[str, Any] = {
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "REQUEST_METHOD": method,
        "wsgi.input": BytesIO(),
        **environ,
    }
    setup_testing_defaults(given)
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], Any]:
        started.extend((status, headers))
        return lambda data: None

    body = validator(application(stage))(given, start_response)
    try:
        data = b"".join(body)
    finally:
        body.close()  # type: ignore[attr-defined]
    return Response(int(started[0].split()[0]), tuple(started[1]), data)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_wsgi_host_hands_out_feeds_by_the_book(method: str) -> None:
    stage = Stage()
    _, token = stage.subscribed()
    path = f"/feeds/{token}.ics"
    for sent in ({}, {"HTTP_ACCEPT_ENCODING": "gzip"}, {"HTTP_IF_NONE_MATCH": tag_of(stage.ask(token))}):
        named = {name[5:].lower(): value for name, value in sent.items()}
        assert called(stage, path, method, **sent) == stage.ask(token, method=method, **named)  # type: ignore[arg-type]
    assert called(stage, "/feeds/wrong.ics", method).status == (405 if method == "POST" else 404)


def test_a_wsgi_host_that_serves_a_feed_sends_its_length() -> None:
    stage = Stage()
    _, token = stage.subscribed()
    answer = called(stage, f"/feeds/{token}.ics")
    assert lines(answer)["Content-Length"] == str(len(answer.body))
