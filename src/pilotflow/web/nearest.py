"""Whom the nearest proxy asks for: of what stands in ``X-Forwarded-For``, only its end was written by that proxy."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send


class Nearest:
    """Takes for the client whom the nearest proxy names, which is the last one named.

    What stands before it came with the request, so anybody may have written it. It goes inside of what believes
    every proxy, which takes the first one named.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for whom it is."""
        lines = [value for field, value in scope.get("headers", ()) if field == b"x-forwarded-for"]
        if lines:
            scope["client"] = (address_of(lines[-1].decode("latin-1")), 0)
        await self._app(scope, receive, send)


def address_of(line: str) -> str:
    """The last address of a line, without its port; as it is where it is no address.

    >>> address_of("192.0.2.1, 198.51.100.7:8080"), address_of("[2001:db8::1]:80"), address_of("2001:db8::1")
    ('198.51.100.7', '2001:db8::1', '2001:db8::1')
    """
    last = line.rpartition(",")[2].strip()
    for form in (last, last.removeprefix("[").partition("]")[0], last.rpartition(":")[0]):
        try:
            return str(ip_address(form))
        except ValueError:
            continue
    return last
