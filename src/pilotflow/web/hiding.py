"""Tokens out of logs: whoever reads a log of a server must not be able to fetch the calendars named in it."""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import quote

HIDDEN = "..."
"""Stands where a token stood. It is written into addresses, so it is made of letters that need no quoting."""

_FOLDER = r"feeds(?:/|%2f)"
# What follows the folder of feeds, however short it is, unless it is a file of this package in a traceback; and
# whatever is long enough for a token, in whatever place.
_TOKENS = re.compile(
    rf"(?P<folder>{_FOLDER})(?![a-z_]{{1,42}}\.py\b)[^\s\"'?#]+|(?:[a-z0-9_-]|%[0-9a-f]{{2}}){{43,}}",
    re.ASCII | re.IGNORECASE,
)
_FEEDS = re.compile(_FOLDER, re.IGNORECASE)


def hide(text: str) -> str:
    """A text in which no token is left.

    >>> hide("GET /feeds/3q2-7wEB.ics?at=1 HTTP/1.1")
    'GET /feeds/...?at=1 HTTP/1.1'
    """
    return _TOKENS.sub(lambda found: (found["folder"] or "") + HIDDEN, text)


def hide_in(scope: MutableMapping[str, Any]) -> None:
    """Hide the tokens in the address of an ASGI scope, in place.

    The server that made the scope reads it again when it logs, which most do when the response begins. All that
    stands behind the folder of feeds is hidden, and the query with it.
    """
    root = scope.get("root_path") or ""
    scope["path"], is_feed = _hidden(scope["path"], root)
    raw = scope.get("raw_path")
    if raw is not None:
        scope["raw_path"] = _hidden(raw.decode("latin-1"), root)[0].encode("latin-1")
    query = scope.get("query_string")
    if query:
        scope["query_string"] = (
            HIDDEN.encode() if is_feed else hide(query.decode("latin-1")).encode("latin-1")
        )


def hide_behind(scope: MutableMapping[str, Any], name: str) -> None:
    """Hide the name at the end of the path of an ASGI scope, and the query, in place; :func:`hide_in`, but faster."""
    path = scope["path"].removesuffix(name) + HIDDEN
    scope["path"] = path
    if scope.get("raw_path") is not None:
        scope["raw_path"] = quote(path, errors="replace").encode()
    if scope.get("query_string"):
        scope["query_string"] = HIDDEN.encode()


class TokenFilter(logging.Filter):
    """Hides tokens in whatever is logged through it.

    The application of pilotflow hides them from the server it runs under, but sees neither requests that never
    reach it nor what a server logs before it calls the application. A host adds this filter to the logger or the
    handler in question::

        logging.getLogger("uvicorn.access").addFilter(TokenFilter())
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide the tokens of a record, which is always let through."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(_said, record.args))  # some formatters read them one by one
        try:
            message = record.getMessage()
        except Exception:  # what cannot be said is told by the handler
            record.msg = _said(record.msg)
        else:
            hidden = hide(message)
            if hidden != message:
                record.msg, record.args = hidden, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = hide(record.exc_text)
        return True


def _hidden(path: str, root: str) -> tuple[str, bool]:
    """A path without tokens, and whether it leads to the folder of feeds. What the host is mounted at stays."""
    head = root if path.startswith(root) else ""
    rest = path[len(head) :]
    folder = _FEEDS.search(rest)
    if folder is None:
        return head + hide(rest), False
    return head + rest[: folder.end()] + HIDDEN, True


def _said(value: object) -> object:
    """The value as it is where its text holds no token: a number must stay one to be formatted."""
    text = str(value)
    hidden = hide(text)
    return value if hidden == text else hidden
