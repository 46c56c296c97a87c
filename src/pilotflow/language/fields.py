"""The fields of a message: the names in braces that it is filled in with."""

from __future__ import annotations

from functools import lru_cache
from string import Formatter


@lru_cache(maxsize=1024)
def fields_of(message: str) -> tuple[str, ...]:
    """The names of a message's fields, in their order, each once.

    >>> fields_of("{thing} is {state}; {thing} waits")
    ('thing', 'state')
    """
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(message) if name))
