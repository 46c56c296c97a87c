"""A server of its own: it starts, says where it listens or why it cannot, and ends when it is asked to."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from tests.pilot.stage import begun
from tests.web.running import HERE, PATIENCE, fetched

from pilotflow import open_log
from pilotflow.pilot.subscriptions import subscribe
from pilotflow.web import ListenError, serve
from pilotflow.web.listening import ListenFault, listening
from pilotflow.web.nearest import Nearest, address_of

PROGRAM = Path(__file__).with_name("serving_program.py")
ALL_FAULTS = ("bad-port", "address-taken", "address-forbidden", "address-unknown", "address-failed")


@contextmanager
def program(folder: Path, access: str = "quiet") -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The program, its port, and a token of a feed."""
    file = folder / "pilots.db"
    with open_log(f"sqlite:///{file}") as log:
        begun(log=log)
        _, token = subscribe(log, "small", now=datetime.now(UTC))
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(file), access],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, read_port(process), token
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def read_port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip().isdecimal():
            return int(line)
    raise AssertionError("the program did not start")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_lets_a_request_under_way_end_and_returns_without_a_word(number: int, tmp_path: Path) -> None:
    with program(tmp_path) as (process, port, token), ThreadPoolExecutor(1) as threads:
        assert process.stdout is not None
        assert process.stdin is not None
        answer = threads.submit(fetched, port, f"/feeds/{token}.ics")
        assert process.stdout.readline() == "rendering\n"
        process.send_signal(number)
        process.stdin.write("\n")
        process.stdin.flush()
        status, lines, body = answer.result(PATIENCE)
        assert (status, len(body)) == (200, int(lines["content-length"]))
        told, complained = process.communicate(timeout=PATIENCE)
        assert (told, complained, process.returncode) == ("ended\n", "", 0)


def test_an_access_log_names_every_request_and_no_token(tmp_path: Path) -> None:
    with program(tmp_path, "access") as (process, port, token):
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert fetched(port, f"/feeds/{token}.ics")[0] == 200
        assert fetched(port, f"/elsewhere/{token}")[0] == 404
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=PATIENCE)
        assert 'GET /feeds/... HTTP/1.1" 200' in told
        assert 'GET /elsewhere/... HTTP/1.1" 404' in told
        assert token[:8] not in told
        assert process.returncode == 0


async def told(request: Request) -> Response:
    assert request.client is not None
    return PlainTextResponse(f"{request.client.host} {request.url.scheme}")


FORWARDED = "203.0.113.5, 192.0.2.7"
"""What a client made up, and behind it what the proxy saw."""
HOST = Starlette(routes=[Route("/", told)])


def asked_while_serving(path: str = "/", **given: Any) -> tuple[int, dict[str, str], bytes]:
    """What a server in this process answers; it is ended by a signal to this process."""
    answers = []

    def ask(port: int) -> None:
        try:
            answers.append(fetched(port, path, X_Forwarded_For=FORWARDED, X_Forwarded_Proto="https"))
        finally:
            signal.raise_signal(signal.SIGTERM)

    with open_log("memory:") as log:
        thread: list[Thread] = []

        def ready(port: int) -> None:
            thread.append(Thread(target=ask, args=(port,)))
            thread[0].start()

        serve(log, port=0, ready=ready, **given)
        thread[0].join(PATIENCE)
    return answers[0]


def test_proxies_are_believed_only_where_they_are_named() -> None:
    former = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    assert asked_while_serving(asgi=HOST)[2] == b"127.0.0.1 http"
    assert asked_while_serving(asgi=HOST, proxies=["10.0.0.0/8"])[2] == b"127.0.0.1 http"
    for named in (["127.0.0.1"], ["127.0.0.0/8"], ["*"]):
        assert asked_while_serving(asgi=HOST, proxies=named)[2] == b"192.0.2.7 https"
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == former


@given(st.lists(st.ip_addresses(), min_size=1, max_size=3), st.none() | st.integers(1, 65535))
def test_the_last_address_that_is_named_is_the_one(addresses: list[Any], port: int | None) -> None:
    written = [str(address) for address in addresses]
    last = addresses[-1]
    if port is not None:
        written[-1] = f"[{last}]:{port}" if last.version == 6 else f"{last}:{port}"
    assert address_of(", ".join(written)) == str(last)


@given(st.text(max_size=30))
def test_what_is_no_address_stands_for_itself(text: str) -> None:
    assert "," not in address_of(text)


def test_who_comes_through_no_proxy_is_who_connects() -> None:
    seen: list[Any] = []

    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"])

    async def nothing(*given: Any) -> Any: ...

    asyncio.run(Nearest(asgi)({"type": "http", "headers": [], "client": (HERE, 5)}, nothing, nothing))
    assert seen == [(HERE, 5)]


def test_it_names_no_program_and_leaves_the_loggers_as_they_were() -> None:
    logger = logging.getLogger("uvicorn.access")
    handler = logging.NullHandler()
    logger.addHandler(handler)
    before = (list(logger.handlers), logger.propagate, list(logger.filters))
    try:
        status, lines, _ = asked_while_serving("/feeds/wrong.ics")
        assert status == 404
        assert "server" not in lines
        assert (list(logger.handlers), logger.propagate, list(logger.filters)) == before
    finally:
        logger.removeHandler(handler)


def test_in_a_thread_it_touches_no_signal_and_closes_its_sockets_when_it_fails() -> None:
    ports: list[int] = []
    errors: list[Exception] = []

    def fail(port: int) -> None:
        ports.append(port)
        raise ZeroDivisionError

    def work() -> None:
        with open_log("memory:") as log:
            try:
                serve(log, port=0, ready=fail)
            except ZeroDivisionError as error:
                errors.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join(PATIENCE)
    assert len(errors) == 1
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((HERE, ports[0]), PATIENCE)


def fault(host: str, port: int) -> ListenFault:
    with open_log("memory:") as log, pytest.raises(ListenError) as caught:
        serve(log, host, port)
    reason = caught.value.reason
    assert str(caught.value) == caught.value.text() == reason.text()
    assert caught.value.text("zh") == reason.text("zh") != reason.text()
    return reason


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
        found = fault(HERE, port)
    assert (found.code, found.host, found.port) == ("address-taken", HERE, port)
    assert str(port) in found.text()
    assert found.to_dict() == {
        "code": "address-taken",
        "host": HERE,
        "port": port,
        "why": found.why,
        "text": found.text(),
    }


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_there_is_not_is_said(port: int) -> None:
    assert fault(HERE, port).code == "bad-port"


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b", "x" * 64])
def test_an_address_this_machine_has_not_is_said(host: str) -> None:
    found = fault(host, 0)
    assert found.code == "address-unknown"
    assert host in found.text()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EACCES, "address-forbidden"), (errno.EMFILE, "address-failed")]
)
def test_what_the_system_refuses_is_said(number: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: Any) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    assert fault(HERE, 80).code == code


@pytest.mark.parametrize("code", ALL_FAULTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_fault_has_words(code: str, language: str) -> None:
    assert "{" not in ListenFault(code, HERE, 8000, "because").text(language)


def addresses(*hosts: str) -> Any:
    def found(*given: Any, **more: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, given[1])) for host in hosts]

    return found


def test_a_name_with_several_addresses_has_one_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", addresses(HERE, "127.0.0.2", "192.0.2.1"))
    sockets = listening("here", 0)
    try:
        places = [listener.getsockname() for listener in sockets]
    finally:
        for listener in sockets:
            listener.close()
    assert [host for host, _ in places] == [HERE, "127.0.0.2"]
    assert len({port for _, port in places}) == 1


def test_a_name_is_not_listened_to_where_one_of_its_addresses_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.2", 0)) as taken:
        monkeypatch.setattr(socket, "getaddrinfo", addresses(HERE, "127.0.0.2"))
        with pytest.raises(ListenError) as caught:
            listening("here", taken.getsockname()[1])
    assert caught.value.reason.code == "address-taken"
