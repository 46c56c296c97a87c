"""A server of its own for the feeds: it listens, ends gracefully when it is asked to, and says nothing itself."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

import uvicorn
from starlette.types import ASGIApp

from pilotflow.clock import Clock
from pilotflow.log.port import Log
from pilotflow.web.asgi import app
from pilotflow.web.hiding import TokenFilter
from pilotflow.web.listening import listening
from pilotflow.web.nearest import Nearest

_PATIENCE = 10
"""Seconds that requests under way are given to end."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


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
    address: str = "",
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
        proxies: the addresses or networks of proxies in front of it: only these are believed when they say whom
            they ask for. ``*`` is whoever connects, where nobody but one proxy can. Without proxies, all who come
            through one count as one client.
        access_log: whether every request is logged, without its token, under the name ``uvicorn.access``; where
            to, is up to the settings of :mod:`logging`.
        language: of what is logged under the name ``pilotflow.web``.
        address: where it is found from outside; see :func:`~pilotflow.web.app`.
        ready: called with the port once requests are taken.

    Raises:
        ListenError: the address cannot be listened to.
    """
    with ExitStack() as stack:
        sockets = [stack.enter_context(found) for found in listening(host, port)]
        stack.enter_context(_discreet_loggers())
        served = app(log, clock=clock, language=language, address=address) if asgi is None else asgi
        config = uvicorn.Config(
            Nearest(served) if "*" in proxies else served,
            log_config=None,
            access_log=access_log,
            proxy_headers=bool(proxies),
            forwarded_allow_ips="*" if "*" in proxies else list(proxies),
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
        # Nobody but the main thread may say what a signal does.
        signals = _SIGNALS if threading.current_thread() is threading.main_thread() else ()
        former = {number: signal.signal(number, self.handle_exit) for number in signals}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)


@contextmanager
def _discreet_loggers() -> Iterator[None]:
    """Hide tokens in what uvicorn logs for a while, and leave its loggers as they were: it changes them for good."""
    hiding = TokenFilter()
    loggers = [logging.getLogger(f"uvicorn.{name}") for name in ("access", "asgi", "error")]
    former = [(logger, list(logger.handlers), logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addFilter(hiding)
    try:
        yield
    finally:
        for logger, handlers, propagate in former:
            logger.removeFilter(hiding)
            logger.handlers, logger.propagate = handlers, propagate
