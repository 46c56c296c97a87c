"""From the URL of a log to the log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotflow.log.faults import log_error

if TYPE_CHECKING:
    from pilotflow.log.port import Log

_SQLITE = "sqlite:///"
_SERVER = re.compile(r"(postgres|postgresql|mysql|mariadb|mssql|oracle)(\+\w+)?:", re.ASCII)
_SECRET = re.compile(r"(?<=://)[^/]*@")


def open_log(url: str) -> Log:
    """Open the log a URL names. Nothing is touched on disk before the log is first used.

    Args:
        url: ``memory:`` for a log that ends with the process; ``sqlite:///pilots.db`` for a file, relative to
            the folder of now, or ``sqlite:////var/lib/pilots.db`` for an absolute path. The path is taken
            letter by letter: nothing in it is decoded, so write ``?``, ``#``, ``%`` and spaces as they are.

    Raises:
        LogError: ``unknown-log-url``.

    >>> with open_log("memory:") as log:
    ...     log.streams()
    ()
    """
    if url == "memory:":
        from pilotflow.log.memory import MemoryLog

        return MemoryLog()
    path = url.removeprefix(_SQLITE)
    if path not in (url, "", ":memory:") and "\0" not in path:
        from pilotflow.log.sqlite import SqliteLog

        return SqliteLog(path)
    server = _SERVER.match(url)
    if server:
        raise log_error("unknown-log-url", scheme=server[1])  # the rest may hold a password
    raise log_error("unknown-log-url", url=_SECRET.sub("***@", url))
