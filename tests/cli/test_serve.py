"""serve: the calendars people subscribed to, until it is told to end."""

from __future__ import annotations

import builtins
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import pytest
from tests.cli.calling import Answer, Desk

import pilotflow.web
from pilotflow.web import serve

PATIENCE = 60
"""Seconds after which a test fails instead of waiting on."""


def fetched(port: int, path: str) -> tuple[int, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def path_of(address: str) -> str:
    return address[address.index("/feeds/") :]


class Server:
    """Runs ``serve`` in this process, asks it something once it is ready, and ends it as Ctrl-C does."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.given: dict[str, Any] = {}
        self._desk = desk
        self._then: Callable[[int], object] = lambda port: None
        self._threads: list[threading.Thread] = []
        monkeypatch.setattr("pilotflow.web.serve", self._serve)

    def __call__(self, *arguments: str, then: Callable[[int], object] = lambda port: None) -> Answer:
        self._then = then
        answer = self._desk("serve", "--port", "0", *arguments)
        for thread in self._threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        return answer

    def _serve(self, log: Any, host: str, port: int, **given: Any) -> None:
        tell = given.pop("ready")
        self.given = given

        def ready(bound: int) -> None:
            tell(bound)
            thread = threading.Thread(target=self._ask, args=(bound,))
            self._threads.append(thread)
            thread.start()

        serve(log, host, port, ready=ready, **given)

    def _ask(self, port: int) -> None:
        try:
            self._then(port)
        finally:
            os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def server(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    former = signal.getsignal(signal.SIGINT)
    yield Server(desk, monkeypatch)
    assert signal.getsignal(signal.SIGINT) is former


def test_it_serves_what_was_subscribed_to_and_ends_well_when_it_is_interrupted(
    desk: Desk, server: Server
) -> None:
    desk.start()
    made = desk("feed", "green-campus", "--unit", "biology", "--subscribe", "--json").well().json
    found: list[tuple[int, bytes]] = []
    for language, said in (("en", "The server has ended."), ("zh", "服务已结束。")):
        answer = server(
            "--lang", language, then=lambda port: found.append(fetched(port, path_of(made["address"])))
        ).well()
        assert answer.text.splitlines()[-1] == said
        assert "127.0.0.1" in answer.text
    assert [status for status, _ in found] == [200, 200]
    expected = desk("feed", "green-campus", "--unit", "biology").well().raw
    assert {data for _, data in found} == {expected}
    assert server.given["proxies"] == ()


def test_it_says_where_it_listens_and_what_it_has(desk: Desk, server: Server) -> None:
    ports: list[int] = []
    empty = server(then=ports.append).well().text
    assert f"http://127.0.0.1:{ports[-1]}" in empty
    assert "Other machines cannot reach" in empty
    assert "Nobody has subscribed yet" in empty
    assert not (desk.folder / "pilots.db").exists()
    desk.start()
    desk("feed", "green-campus", "--subscribe", "--json").well()
    answer = server("--json", "--url", "https://calendar.example/", then=ports.append).well().json
    assert answer == {
        "listening": f"http://127.0.0.1:{ports[-1]}",
        "url": "https://calendar.example",
        "pilots": 1,
        "subscriptions": 1,
        "warnings": [],
    }
    text = server("--url", "http://calendar.example", "--behind-proxy").well().text
    assert "Calendars reach it at http://calendar.example" in text
    assert "not https" in text
    assert "Nobody" not in text
    assert server.given["proxies"] == ("*",)


def test_an_address_of_the_sixth_version_is_written_as_addresses_are(server: Server) -> None:
    ports: list[int] = []
    if not socket.has_ipv6:
        pytest.skip("this machine has no such addresses")
    answer = server("--host", "::1", "--json", then=ports.append)
    if answer.status == 1 and "::1" in answer.json["error"]["text"]:
        pytest.skip("this machine has no such addresses")
    assert answer.json["listening"] == f"http://[::1]:{ports[-1]}"


def test_a_port_that_is_taken_is_one_plain_complaint(desk: Desk) -> None:
    desk.start()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        for language in ("en", "zh"):
            answer = desk("serve", "--port", str(port), "--lang", language)
            assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
            assert str(port) in answer.complaint


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (("--port", "x"), 2, "--port"),
        (("--port", "99999"), 1, "99999"),
        (("--host", "nowhere.invalid"), 1, "nowhere.invalid"),
        (("--url", "calendar.example"), 2, "--url"),
        (("--log", "nonsense"), 1, "nonsense"),
    ],
)
def test_what_cannot_be_served_is_said(
    desk: Desk, arguments: tuple[str, ...], status: int, named: str
) -> None:
    for language in ("en", "zh"):
        answer = desk("serve", *arguments, "--lang", language)
        assert (answer.status, answer.text) == (status, "")
        assert named in answer.complaint


@pytest.mark.parametrize("package", ["uvicorn", "starlette"])
def test_the_missing_extra_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    real = builtins.__import__

    def lacking(name: str, *arguments: Any, **named: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(name, *arguments, **named)

    monkeypatch.delitem(sys.modules, "pilotflow.web.server")
    monkeypatch.delitem(vars(pilotflow.web), "serve", raising=False)
    monkeypatch.setattr(builtins, "__import__", lacking)
    for language in ("en", "zh"):
        answer = desk("serve", "--lang", language)
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
        assert package in answer.complaint
        assert '".[cli,web]"' in answer.complaint


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_of_its_own_answers_and_ends_with_zero(desk: Desk, number: signal.Signals) -> None:
    desk.start()
    made = desk("feed", "green-campus", "--subscribe", "--json").well().json
    command = [sys.executable, "-m", "pilotflow", "serve", "--port", "0", "--json"]
    environ = {**os.environ, **desk.environ}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, text=True
    ) as process:
        try:
            assert process.stdout is not None
            told = ""
            while not told.endswith("\n}\n"):
                line = process.stdout.readline()
                assert line, process.stderr.read() if process.stderr else ""
                told += line
            port = int(json.loads(told)["listening"].rpartition(":")[2])
            status, data = fetched(port, path_of(made["address"]))
            process.send_signal(number)
            out, complaint = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert (process.returncode, out, complaint) == (0, "", "")
    assert status == 200
    assert data.startswith(b"BEGIN:VCALENDAR")


def test_its_help_is_there_in_both_languages(desk: Desk) -> None:
    english, chinese = (desk("serve", "--help", "--lang", language).well().text for language in ("en", "zh"))
    for page in (english, chinese):
        for option in ("--host", "--port", "--url", "--behind-proxy", "--log", "--json", "--lang"):
            assert f"\n  {option} " in page
    assert not any("\u4e00" <= character <= "\u9fff" for character in english)
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)


def test_a_subscription_that_cannot_be_read_is_told_and_the_others_are_served(
    desk: Desk, server: Server
) -> None:
    desk.start()
    spoilt, sound = (desk("feed", "green-campus", "--subscribe", "--json").well().json for _ in range(2))
    spoilt = spoilt["subscription"]
    file = desk.environ["PILOTFLOW_LOG"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as spoiling, spoiling:
        spoiling.execute("UPDATE subscriptions SET asks = 'nothing' WHERE id = ?", (spoilt["id"],))
    found: list[tuple[int, bytes]] = []
    told = server("--json", then=lambda port: found.append(fetched(port, path_of(sound["address"])))).well()
    assert found[0][0] == 200
    assert told.json["subscriptions"] == 2
    assert [warning["code"] for warning in told.json["warnings"]] == ["local-address", "bad-subscription"]
    for language, said in (("en", "is not what a log writes"), ("zh", "不是日志所写的内容")):
        text = server("--lang", language).well().text
        assert spoilt["id"] in text
        assert said in text
