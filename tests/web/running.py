"""An application under a real uvicorn on 127.0.0.1, in a thread of this process, and everything it logs."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from threading import Event, Thread
from typing import Any

import uvicorn

HERE = "127.0.0.1"
PATIENCE = 60


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, started: Event) -> None:
        super().__init__(config)
        self._told = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._told.set()


@contextmanager
def running(app: Any, **settings: Any) -> Iterator[int]:
    """Serve an application on a free port, with an access log, and give the port."""
    listener = socket.create_server((HERE, 0))
    config = uvicorn.Config(app, log_config=None, workers=1, **{"log_level": "debug", **settings})
    started = Event()
    server = _Server(config, started)
    thread = Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        assert started.wait(PATIENCE)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()
        for name in ("uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
            logging.getLogger(name).setLevel(logging.NOTSET)


def fetched(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Send a path as it stands, and give status, header lines (names in lower case) and body."""
    with closing(HTTPConnection(HERE, port, timeout=PATIENCE)) as line:
        line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        body = answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body
