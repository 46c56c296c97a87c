"""Servers on 127.0.0.1 that calendars are fetched from, and programs that are run without this machine's settings."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

HERE = "127.0.0.1"
_PATIENCE = 60


class Shelf(ThreadingHTTPServer):
    """Serves the bytes of one feed, whichever they are at the moment."""

    data = b""

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.server_port}/feed.ics"


class _Giving(BaseHTTPRequestHandler):
    server: Shelf

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/calendar; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.data)))
        self.end_headers()
        self.wfile.write(self.server.data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
        """Say nothing."""


@contextmanager
def shelf() -> Iterator[Shelf]:
    """A server of one feed on a free port, in a thread of this process."""
    with Shelf((HERE, 0), _Giving) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(_PATIENCE)


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """A CalDAV server of its own process that keeps everything in a folder and asks nobody who they are.

    Yields:
        Its address.
    """
    process, port = _listening(folder)
    listener = Thread(target=process.communicate)  # reads what it says; a full pipe would stop it
    listener.start()
    try:
        yield f"http://{HERE}:{port}/"
    finally:
        process.terminate()
        listener.join(_PATIENCE)


def _listening(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """The process, once it takes calls; on another port where somebody was quicker."""
    said = ""
    for _ in range(5):
        port = _free_port()
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "radicale", "--config", "", "--hosts", f"{HERE}:{port}"),
                *("--auth-type", "none", "--storage-filesystem-folder", str(folder)),
            ],
            stderr=subprocess.PIPE,
            text=True,
            env=clean_environment(folder),
        )
        assert process.stderr is not None
        for line in process.stderr:  # ends where the process does
            said += line
            if "Listening on" in line:
                return process, port
        process.communicate(timeout=_PATIENCE)
    raise AssertionError(f"radicale found no port: {said}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])


def run(folder: Path, *command: str, **more: str) -> str:
    """Run a module of Python as a program, with a home of its own and no proxy, and give what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean_environment(folder), **more},
        check=False,
        timeout=_PATIENCE,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def clean_environment(home: Path) -> Mapping[str, str]:
    """The environment without proxies, with settings and caches below a folder."""
    kept = {name: text for name, text in os.environ.items() if not re.search("_proxy$", name, re.IGNORECASE)}
    # another program's lines are none of ours: it is not measured
    kept = {name: text for name, text in kept.items() if not name.startswith("COVERAGE_")}
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    return {**kept, **{place: str(home / "home") for place in places}, "PYTHONUTF8": "1", "NO_COLOR": "1"}
