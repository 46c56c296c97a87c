"""The application, alone and mounted, under a real uvicorn and without any."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from tests.web.running import HERE, PATIENCE, fetched, running
from tests.web.stage import DAY, Renderings, Stage, lines

from pilotflow import ManualClock
from pilotflow.language.serving import answer as refusal
from pilotflow.pilot.subscriptions import revoke
from pilotflow.web import Desk, app

Scope = MutableMapping[str, Any]
KINDS = ("alone", "mounted", "below a root path")
ROOTS = {"alone": "", "mounted": "/office/calendars", "below a root path": ""}


def hosted(stage: Stage, kind: str) -> Any:
    """The application as a host has it."""
    own = app(stage.log, clock=ManualClock(DAY), desk=stage.desk)
    return (
        own
        if kind != "mounted"
        else Starlette(routes=[Mount("/office", routes=[Mount("/calendars", app=own)])])
    )


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


@pytest.fixture(scope="module", params=KINDS)
def address(stage: Stage, request: pytest.FixtureRequest) -> Iterator[str]:
    more = {"root_path": "/behind/a/proxy"} if request.param == "below a root path" else {}
    with running(hosted(stage, request.param), **more) as port:
        yield f"http://{HERE}:{port}{ROOTS[request.param]}"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        del client.headers["Accept"]
        yield client


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_what_arrives_is_what_the_desk_answers(
    stage: Stage, address: str, client: httpx.Client, method: str, coding: str
) -> None:
    _, token = stage.subscribed()
    first = client.request(method, f"{address}/feeds/{token}.ics", headers={"Accept-Encoding": coding})
    wanted = stage.ask(token, method=method, accept_encoding=coding)
    assert first.status_code == wanted.status
    sent = {name.lower(): value for name, value in first.headers.items() if name not in ("date", "server")}
    assert sent == {name.lower(): value for name, value in wanted.headers}
    assert first.content == stage.ask(token, method=method).body
    if method != "POST":
        held = {"If-None-Match": f'"x", {first.headers["ETag"]}', "Accept-Encoding": coding}
        again = client.request(method, f"{address}/feeds/{token}.ics", headers=held)
        assert (again.status_code, again.content) == (304, b"")
        assert "content-length" not in again.headers


def test_a_subscriber_over_the_wire_sees_changes_and_the_end(
    stage: Stage, address: str, client: httpx.Client
) -> None:
    id, token = stage.subscribed()
    url = f"{address}/feeds/{token}.ics"
    tag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    stage.meet("2022-12-20")
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
    revoke(stage.log, id)
    dead = client.get(url, headers={"If-None-Match": "*"})
    wrong = client.get(f"{address}/feeds/wrong.ics")
    assert (dead.status_code, dead.content) == (wrong.status_code, wrong.content) == (404, wrong.content)
    own = ("date", "etag")
    assert [pair for pair in dead.headers.items() if pair[0] not in own] == [
        pair for pair in wrong.headers.items() if pair[0] not in own
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/{}",
        "/feeds/{}.ics/",
        "/feeds/{}.ics/x",
        "/feeds/a/{}.ics",
        "/feeds//{}.ics",
        "/feeds/.ics",
        "/feeds/",
    ],
)
def test_only_one_form_of_the_path_leads_to_a_feed(
    stage: Stage, address: str, client: httpx.Client, path: str
) -> None:
    _, token = stage.subscribed()
    answer = client.get(f"{address}{path.format(token)}")
    assert answer.status_code == 404
    assert answer.text == refusal(404)


@pytest.mark.parametrize("path", ["/", "/{}.ics", "/feed/{}.ics", "/FEEDS/{}.ics", "/feeds"])
def test_other_paths_are_not_found(stage: Stage, address: str, client: httpx.Client, path: str) -> None:
    _, token = stage.subscribed()
    assert client.get(f"{address}{path.format(token)}").status_code == 404


def test_a_token_may_be_percent_encoded_and_a_query_changes_nothing(stage: Stage) -> None:
    _, token = stage.subscribed()
    written = "".join(f"%{ord(letter):02X}" for letter in token)
    with running(hosted(stage, "alone")) as port:
        for path in (f"/feeds/{written}.ics", f"/feeds/{token}.ics?a=b", f"/%66eeds/{token}%2Eics?"):
            assert fetched(port, path)[0] == 200


def test_a_slow_rendering_holds_up_neither_the_loop_nor_who_has_his_feed_already(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    renderings = Renderings()
    monkeypatch.setattr("pilotflow.web.feed_cache.portfolio", renderings)
    stage = Stage()
    stage.more("slow")
    (_, quick), (_, slow) = stage.subscribed(), stage.subscribed("slow")
    reached, leave = Event(), Event()

    def wait(ids: tuple[str, ...]) -> None:
        if "slow" in ids:
            reached.set()
            assert leave.wait(PATIENCE)

    renderings.before = wait
    with running(hosted(stage, "alone")) as port, ThreadPoolExecutor(25) as threads:
        tag = fetched(port, f"/feeds/{quick}.ics")[1]["etag"]
        waiting = [threads.submit(fetched, port, f"/feeds/{slow}.ics") for _ in range(25)]
        try:
            assert reached.wait(PATIENCE)
            assert fetched(port, "/elsewhere")[0] == 404
            assert fetched(port, f"/feeds/{quick}.ics", If_None_Match=tag)[0] == 304
            assert fetched(port, f"/feeds/{quick}.ics")[0] == 200
        finally:
            leave.set()
        assert {answer.result(PATIENCE)[0] for answer in waiting} == {200}
    assert renderings.pilots.count(("slow",)) == 1


def test_clients_are_told_apart_by_their_address(stage: Stage) -> None:
    desk = Desk(stage.log)
    own = app(stage.log, desk=desk)
    statuses = [called(own, "/feeds/wrong.ics", client=("192.0.2.9", 5))[0] for _ in range(21)]
    assert statuses == [404] * 20 + [429]
    assert called(own, "/feeds/wrong.ics", client=("192.0.2.8", 5))[0] == 404
    assert called(own, "/feeds/wrong.ics", client=None)[0] == 404


def called(asgi: Any, path: str, kind: str = "http", **more: Any) -> tuple[int, Scope, list[Scope]]:
    """Call an application without a server: the status, the scope afterwards, all that was sent."""
    scope: Scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [],
        "client": ("192.0.2.1", 5),
        **more,
    }
    sent: list[Scope] = []

    async def receive() -> Scope:
        return {"type": f"{kind}.disconnect"}

    async def send(message: Scope) -> None:
        sent.append({**message, "path": scope["path"]})

    asyncio.run(asgi(scope, receive, send))
    return sent[0].get("status", 0), scope, sent


def test_the_machines_clock_and_a_desk_of_its_own_are_the_default(stage: Stage) -> None:
    _, token = stage.subscribed()
    status, scope, sent = called(
        app(stage.log), f"/feeds/{token}.ics", headers=[(b"accept-encoding", b"gzip")]
    )
    assert status == 200
    assert (b"content-encoding", b"gzip") in sent[0]["headers"]
    assert scope["path"] == "/feeds/..."


@pytest.mark.parametrize("root", ["", "/office", "/feeds"])
@pytest.mark.parametrize("stripped", [False, True])
def test_a_root_path_may_or_may_not_stand_in_the_path(stage: Stage, root: str, stripped: bool) -> None:
    _, token = stage.subscribed()
    path = f"/feeds/{token}.ics" if stripped else f"{root}/feeds/{token}.ics"
    if root == "/feeds" and stripped:
        return  # then it cannot be told from a feed that is called otherwise
    status, scope, _ = called(app(stage.log, desk=stage.desk), path, root_path=root)
    assert status == 200
    assert scope["path"] == path.replace(f"{token}.ics", "...")


def test_a_web_socket_is_refused_and_its_address_hidden(stage: Stage) -> None:
    _, scope, sent = called(app(stage.log), "/feeds/secret.ics", kind="websocket")
    assert [message["type"] for message in sent] == ["websocket.close"]
    assert sent[0]["path"] == scope["path"] == "/feeds/..."


def pages() -> list[Route]:
    async def page(request: Request) -> Response:
        return PlainTextResponse(request.path_params["name"])

    async def broken(request: Request) -> Response:
        raise ZeroDivisionError

    return [Route("/pages/{name}", page), Route("/broken/{name}", broken)]


def test_other_routes_are_answered_beside_the_feeds_and_their_addresses_hidden(stage: Stage) -> None:
    _, token = stage.subscribed()
    own = app(stage.log, desk=stage.desk, routes=pages())
    status, _, sent = called(own, f"/pages/{token}")
    assert (status, sent[1]["body"], sent[0]["path"]) == (200, token.encode(), "/pages/...")
    assert called(own, f"/feeds/{token}.ics")[0] == 200


def test_an_address_is_hidden_before_an_error_is_answered(stage: Stage) -> None:
    _, token = stage.subscribed()
    sent: list[str] = []
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": f"/broken/{token}",
        "query_string": b"",
        "headers": [],
    }

    async def receive() -> Scope:
        return {"type": "http.disconnect"}

    async def send(message: Scope) -> None:
        sent.append(scope["path"])

    with pytest.raises(ZeroDivisionError):
        asyncio.run(app(stage.log, routes=pages())(scope, receive, send))
    assert sent == ["/broken/..."] * 2


def test_a_lifespan_is_answered(stage: Stage) -> None:
    inbox = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[str] = []

    async def receive() -> Scope:
        return next(inbox)

    async def send(message: Scope) -> None:
        sent.append(message["type"])

    asyncio.run(app(stage.log)({"type": "lifespan", "state": {}}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_the_lines_of_the_answer_are_lower_case_for_asgi(stage: Stage) -> None:
    answer = stage.ask("wrong")
    assert dict(answer.raw) == {
        name.lower().encode(): value.encode() for name, value in lines(answer).items()
    }
