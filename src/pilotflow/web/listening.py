"""Sockets to listen with, and why an address cannot be listened to."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import ExitStack
from types import MappingProxyType
from typing import Any

import attrs

from pilotflow.errors import PilotflowError
from pilotflow.language.serving import describe

_BACKLOG = 256
_CODES = MappingProxyType(
    {
        errno.EADDRINUSE: "address-taken",
        errno.EACCES: "address-forbidden",
        errno.EADDRNOTAVAIL: "address-unknown",
        errno.EAFNOSUPPORT: "address-unknown",
    }
)


@attrs.frozen
class ListenFault:
    """Why an address cannot be listened to.

    Attributes:
        code: ``bad-port``, ``address-taken``, ``address-forbidden``, ``address-unknown`` or ``address-failed``.
        host: what was asked for.
        port: what was asked for.
        why: what the system says, in its words.
    """

    code: str
    host: str
    port: int
    why: str = ""

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


def listening(host: str, port: int) -> list[socket.socket]:
    """A socket for every address a host stands for that this machine has, all of them on the same port.

    Args:
        host: an address or a name.
        port: the port; 0 for a free one.

    Raises:
        ListenError: there is none.
    """
    if not 0 <= port < 1 << 16:
        raise ListenError(ListenFault("bad-port", host, port))
    sockets: list[socket.socket] = []
    faults = []
    with ExitStack() as stack:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        except (OSError, UnicodeError) as error:
            raise ListenError(ListenFault("address-unknown", host, port, str(error))) from error
        for family, kind, protocol, _, address in found:
            bound = sockets[0].getsockname()[1] if sockets else port
            try:
                sockets.append(
                    stack.enter_context(_bound(family, kind, protocol, (address[0], bound, *address[2:])))
                )
            except OSError as error:
                faults.append(
                    ListenFault(_CODES.get(error.errno or 0, "address-failed"), host, port, str(error))
                )
        # A name may stand for addresses of a kind this machine does not speak; that is no fault if one is left.
        worse = [fault for fault in faults if fault.code != "address-unknown"] or ([] if sockets else faults)
        if worse:
            raise ListenError(worse[0])
        stack.pop_all()
    return sockets


def _bound(family: int, kind: int, protocol: int, address: tuple[Any, ...]) -> socket.socket:
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        listener.bind(address)
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener
