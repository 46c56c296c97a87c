"""A server of its own for the feeds: it listens, ends gracefully when it is asked to, and says nothing itself."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import attrs
import uvicorn
from starlette.types import ASGIApp

from pilotflow.clock import Clock
from pilotflow.errors import PilotflowError
from pilotflow.language.serving import describe
from pilotflow.log.port import Log
from pilotflow.web.asgi import app
from pilotflow.web.hiding import TokenFilter

_PATIENCE = 10
"""Seconds that requests under way are given to end."""
_BACKLOG = 256
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_CODES = {
    errno.EADDRINUSE: "address-taken",
    errno.EACCES: "address-forbidden",
    errno.EADDRNOTAVAIL: "address-unknown",
}


@attrs.frozen
class ListenFault:
    """Why an address cannot be listened to.

    Attributes:
        code: ``address-taken``, ``address-forbidden``, ``address-unknown`` or ``address-failed``.
        host: what was asked for.
        port: what was asked for.
        why: what the system says.
    """

    code: str
    host: str
    port: int
    why: str

    def text(self, language: str = "en") -> str:
        """What is wrong, and what to do."""
        return describe(self.code, attrs.asdict(self), language)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the words in English."""
        return {**attrs.asdict(self), "text": self.text()}


class ListenError(PilotflowError):
    """A server could not be started at this address; ``reason`` says why."""

    def __init__(self, reason: ListenFault) -> None:
        self.reason = reason
        super().__init__(reason.text())

    def text(self, language: str = "en") -> str:
        """What is wrong, and what to do."""
        return self.reason.text(language)


def serve(
    log: Log,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    clock: Clock | None = None,
    asgi: ASGIApp | None = None,
    proxies: Sequence[str] = (),
    access_log: bool = False,
    language: str = "en",
    ready: Callable[[int], None] | None = None,
) -> None:
    """Serve the feeds of a log until SIGINT or SIGTERM, then let requests under way end and return.

    In a thread other than the main one there are no signals, and only the end of the process ends it. Where a
    second SIGINT comes, nothing is waited for.

    Args:
        log: where pilots and subscriptions are; it stays open.
        host: the address to listen to, or a name of this machine.
        port: the port; 0 for a free one.
        clock: by default the machine's.
        asgi: what is served instead of :func:`~pilotflow.web.app`.
        proxies: the addresses or networks of proxies in front of it, or ``*``: only these are believed when they
            say whom they ask for. Without it, all who come through a proxy count as one client.
        access_log: whether every request is logged, without its token, under the name ``uvicorn.access``; where
            to, is up to the settings of :mod:`logging`.
        language: of what is logged under the name ``pilotflow.web``.
        ready: called with the port once requests are taken.

    Raises:
        ListenError: the address cannot be listened to.
    """
    with ExitStack() as stack:
        sockets = [stack.enter_context(found) for found in _listening(host, port)]
        stack.enter_context(_access_log(shown=access_log))
        config = uvicorn.Config(
            asgi or app(log, clock=clock, language=language),
            log_config=None,
            access_log=access_log,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            server_header=False,
            ws="none",
            workers=1,
            timeout_graceful_shutdown=_PATIENCE,
        )
        bound = sockets[0].getsockname()[1]
        _Server(config, lambda: ready(bound) if ready else None).run(sockets)


class _Server(uvicorn.Server):
    """Tells when it is ready, and returns after a signal instead of being killed by it once more."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = {number: signal.signal(number, self.handle_exit) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)


@contextmanager
def _access_log(*, shown: bool) -> Iterator[None]:
    """Hide tokens in the access log for a while; switching it off, uvicorn forgets how it was set, so set it back."""
    logger, hiding = logging.getLogger("uvicorn.access"), TokenFilter()
    handlers, propagate = list(logger.handlers), logger.propagate
    if shown:
        logger.addFilter(hiding)
    try:
        yield
    finally:
        logger.removeFilter(hiding)
        logger.handlers, logger.propagate = handlers, propagate


def _listening(host: str, port: int) -> list[socket.socket]:
    """A socket for every address a host stands for, all of them on the same port."""
    with ExitStack() as stack:
        sockets: list[socket.socket] = []
        try:
            for family, kind, protocol, _, address in socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            ):
                found = stack.enter_context(socket.socket(family, kind, protocol))
                if os.name == "posix":
                    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                found.bind((address[0], sockets[0].getsockname()[1] if sockets else port, *address[2:]))
                found.listen(_BACKLOG)
                sockets.append(found)
        except (OSError, OverflowError, UnicodeError) as error:
            raise ListenError(_fault(host, port, error)) from error
        stack.pop_all()
        return sockets


def _fault(host: str, port: int, error: Exception) -> ListenFault:
    code = "address-failed"
    if isinstance(error, (socket.gaierror, UnicodeError)):
        code = "address-unknown"
    elif isinstance(error, OSError):
        code = _CODES.get(error.errno or 0, code)
    return ListenFault(code, host, port, str(error))
