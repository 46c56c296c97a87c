"""What is answered, as plain data that every host can send."""

from __future__ import annotations

from functools import cached_property
from http import HTTPStatus

import attrs

from pilotflow.language.serving import answer

METHODS = ("GET", "HEAD")
_AGAIN = 60
"""Seconds after which a feed that failed may be asked for again."""


@attrs.frozen
class Response:
    """A whole response.

    Attributes:
        status: the status code.
        headers: the names and values of its header lines, ready to be sent.
        body: its content; empty where the request was a HEAD.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def status_line(self) -> str:
        """The status with its name, as WSGI wants it.

        >>> Response(304, (), b"").status_line
        '304 Not Modified'
        """
        return f"{self.status} {HTTPStatus(self.status).phrase}"

    @cached_property
    def raw(self) -> list[tuple[bytes, bytes]]:
        """The header lines in bytes, their names in lower case, as ASGI wants them; for reading only."""
        return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in self.headers]


def not_found(method: str) -> Response:
    """No such token; the same to the byte for one that is wrong, was revoked, or has expired."""
    return _refusal(404, method)


def not_allowed(method: str) -> Response:
    """A method other than GET and HEAD."""
    return _refusal(405, method, ("Allow", ", ".join(METHODS)))


def too_many(method: str, seconds: int) -> Response:
    """Too many failures; after so many seconds one more is looked at."""
    return _refusal(429, method, ("Retry-After", str(seconds)))


def unavailable(method: str) -> Response:
    """Something is wrong on this side; what it is stands in the log of the program."""
    return _refusal(503, method, ("Retry-After", str(_AGAIN)))


def _refusal(status: int, method: str, *more: tuple[str, str]) -> Response:
    body = answer(status).encode()
    headers = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        *more,
    )
    return Response(status, headers, b"" if method == "HEAD" else body)
