"""One feed fetched under uvicorn, against an endpoint of Starlette that does nothing but answer the same.

Both applications stand side by side in one server, so that neither is luckier than the other with its processor;
requests are sent to them in turn, one after another, over one connection. The feed is that of a log in SQLite, which
every request asks whether anybody wrote to it; nobody does meanwhile, so nothing is looked up again. For feed-304 the
rival's endpoint returns an empty 304 whatever it is asked; for feed-200 it returns the same 100 KB, held in memory.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from benchmarks.measuring import Figure, interleaved
from benchmarks.plans import begun, plan_of
from pilotflow import open_log
from pilotflow.pilot.subscriptions import subscribe
from pilotflow.web import app, feed_response, serve

HERE = "127.0.0.1"
TASKS = 260
"""Of a plan whose feed has about 100 KB."""
REQUESTS = 40
ROUNDS = 101
PATIENCE = 60
PIECE = 1 << 18
MICRO = 1e6
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
COLLECTION = "/bench/whole/"
SOMEBODY = f"Basic {b64encode(b'bench:none').decode()}"


def measure() -> Iterator[Figure]:
    """The cost of a 304 and of a 200."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        path, data, etag = _prepared(folder)
        port = stack.enter_context(_started(str(folder / "bench.db"), data))
        line = stack.enter_context(_talk(port))
        held = f"If-None-Match: {etag}\r\n"
        costs = interleaved(
            {
                "feed-304": partial(_fetched, line, path, held, 304),
                "rival-304": partial(_fetched, line, "/rival/empty.ics", held, 304),
                "feed-200": partial(_fetched, line, path, "", 200),
                "rival-200": partial(_fetched, line, "/rival/whole.ics", "", 200),
            },
            ROUNDS,
        )
        radicale = stack.enter_context(_radicale(folder / "radicale", data))
        beside = interleaved({"radicale": partial(_once, radicale)}, 5)["radicale"]
    note = f"Radicale, which answers every GET in full, takes {beside:,.0f} µs for the same collection"
    yield Figure("feed-304", costs["feed-304"], costs["rival-304"], "µs", 2.0, note)
    yield Figure("feed-200", costs["feed-200"], costs["rival-200"], "µs", 1.3, f"{len(data):,} bytes")


def _prepared(folder: Path) -> tuple[str, bytes, str]:
    """A log with one subscription: the path of its feed, its bytes and their tag."""
    with open_log(f"sqlite:///{folder / 'bench.db'}") as log:
        pilot = begun(plan_of(TASKS), log)
        now = datetime.now(UTC)
        _, token = subscribe(log, [pilot.id], now=now)
        answer = feed_response(log, token, {}, now)
    return f"/feeds/{token}.ics", answer.body, dict(answer.headers)["ETag"]


def _serve(file: str, data: bytes, ready: Callable[[int], None]) -> None:
    """Serve the feeds of a log, and below ``/rival`` what they are measured against."""

    async def empty(request: Request) -> Response:
        return Response(status_code=304)

    async def whole(request: Request) -> Response:
        return Response(data, media_type="text/calendar")

    rival = Starlette(routes=[Route("/rival/empty.ics", empty), Route("/rival/whole.ics", whole)])
    with open_log(f"sqlite:///{file}") as log:
        feeds = app(log)

        async def both(scope: Scope, receive: Receive, send: Send) -> None:
            is_rival = scope["type"] == "http" and scope["path"].startswith("/rival/")
            await (rival if is_rival else feeds)(scope, receive, send)

        serve(log, HERE, 0, asgi=both, ready=ready)


@contextmanager
def _started(file: str, data: bytes) -> Iterator[int]:
    """The server in a process of its own, and the port it listens to."""
    context = get_context("spawn")
    hears, says = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(file, data, says.send), daemon=True)
    process.start()
    try:
        if not hears.poll(PATIENCE):
            raise RuntimeError("the server did not start")
        yield hears.recv()
    finally:
        process.terminate()
        process.join(PATIENCE)
        process.close()
        hears.close()
        says.close()


@contextmanager
def _radicale(folder: Path, data: bytes) -> Iterator[int]:
    """A Radicale that holds the same collection, and the port it listens to."""
    with closing(socket.socket()) as found:
        found.bind((HERE, 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "radicale", "--config", "", "--hosts", f"{HERE}:{port}"),
            *("--auth-type", "none", "--rights-type", "authenticated"),
            *("--storage-filesystem-folder", str(folder), "--logging-level", "critical"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _put(port, data)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _put(port: int, data: bytes) -> None:
    end = perf_counter() + PATIENCE
    while True:
        try:
            with closing(HTTPConnection(HERE, port, timeout=PATIENCE)) as line:
                line.request(
                    "PUT", COLLECTION, data, {"Content-Type": "text/calendar", "Authorization": SOMEBODY}
                )
                answer = line.getresponse()
                answer.read()
                if answer.status != HTTPStatus.CREATED:
                    raise RuntimeError(f"Radicale did not take the collection: {answer.status}")
                return
        except ConnectionRefusedError:
            if perf_counter() > end:
                raise
            sleep(0.1)


@contextmanager
def _talk(port: int) -> Iterator[socket.socket]:
    """A connection that is kept open."""
    with closing(socket.create_connection((HERE, port), PATIENCE)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield line


def _fetched(line: socket.socket, path: str, more: str, status: int, requests: int = REQUESTS) -> float:
    """Microseconds a request, from the first byte sent to the last one received."""
    asked = f"GET {path} HTTP/1.1\r\nHost: {HERE}\r\n{more}\r\n".encode()
    begin = perf_counter()
    for _ in range(requests):
        line.sendall(asked)
        if _received(line) != status:
            raise RuntimeError(f"{path}: not {status}")
    return (perf_counter() - begin) / requests * MICRO


def _once(port: int) -> float:
    """Microseconds of one request to Radicale, which hangs up after each."""
    with _talk(port) as line:
        return _fetched(line, COLLECTION, f"Authorization: {SOMEBODY}\r\n", 200, 1)


def _received(line: socket.socket) -> int:
    """Read one whole response; its status."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = line.recv(PIECE)
        if not piece:
            raise RuntimeError("the server hung up")
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    status = int(head[9:12])
    length = LENGTH.search(head)
    missing = int(length[1]) - len(body) if length and status == HTTPStatus.OK else 0
    while missing > 0:
        missing -= len(line.recv(PIECE))
    return status
