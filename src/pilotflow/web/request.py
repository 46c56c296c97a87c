"""The lines of a request that matter, from whatever a host has of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

Headers = Mapping[str, str] | Iterable[tuple[str, str]]
"""The header lines of a request, their names in any case; a field may have several lines."""


@attrs.frozen
class Lines:
    """The lines of ``If-None-Match`` and of ``Accept-Encoding``, each in order."""

    held: tuple[str, ...]
    codings: tuple[str, ...]


def lines_of(headers: Headers | Lines) -> Lines:
    """The lines that matter.

    >>> lines_of({"Accept-Encoding": "gzip", "Accept": "*/*"})
    Lines(held=(), codings=('gzip',))
    """
    if isinstance(headers, Lines):
        return headers
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    found = [(name.lower(), value) for name, value in pairs]
    return Lines(
        tuple(value for name, value in found if name == "if-none-match"),
        tuple(value for name, value in found if name == "accept-encoding"),
    )
