"""What is wrong with a log: each fault with its code, its place, and the way out."""

from __future__ import annotations

from typing import Any

import attrs

from pilotflow.errors import LogError
from pilotflow.language.log import describe


@attrs.frozen
class LogFault:
    """Why a log cannot be read or written.

    Attributes:
        code: ``unknown-log-url``, ``closed-log``, ``foreign-file``, ``newer-file``, ``damaged-file``,
            ``unreadable-file``, ``not-kept``, ``bad-envelope``, ``broken-chain``, ``bad-subscription``,
            ``known-subscription`` or ``newer-subscription``.
        data: what the words of the fault are filled with, such as ``path``, or ``stream`` and ``version``.
    """

    code: str
    data: tuple[tuple[str, str | int], ...] = ()

    def text(self, language: str = "en") -> str:
        """What is wrong, where, and what to do."""
        return describe(self.code, dict(self.data), language)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the words in English."""
        return {"code": self.code, "data": dict(self.data), "text": self.text()}


def log_error(code: str, **data: str | int) -> LogError:
    """The error for a fault.

    >>> log_error("broken-chain", stream="keqiao", version=7).code
    'broken-chain'
    """
    return LogError(LogFault(code, tuple(data.items())))
