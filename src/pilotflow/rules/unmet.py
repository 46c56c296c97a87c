"""Why a command is refused: one unmet condition, what it is about, and what would satisfy it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from pilotflow.language.reasons import describe, remedy, tell

_NEAR = 12


@attrs.frozen
class Unmet:
    """One condition that does not hold.

    Attributes:
        code: stable name of the condition, such as ``not-independent``.
        kind, id: the thing it is about.
        data: what the words are filled with, as pairs of name and text.
    """

    code: str
    kind: str = ""
    id: str = ""
    data: tuple[tuple[str, str], ...] = ()

    def text(self, language: str = "en") -> str:
        """The reason and what would satisfy it."""
        return tell(self, language)

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """JSON-ready, with the words in ``language``."""
        return {
            "code": self.code,
            "kind": self.kind,
            "id": self.id,
            "data": dict(self.data),
            "text": describe(self, language),
            "remedy": remedy(self, language),
        }


def near(id: str, known: Iterable[str]) -> list[str]:
    """The ids that an id was perhaps meant to be; where none is like it, the first there are.

    >>> near("bussiness", ["business", "law"])
    ['business']
    """
    from difflib import get_close_matches

    ids = list(known)
    return get_close_matches(id, ids, n=3) or ids[:_NEAR]


def unmet(code: str, kind: str, id: str, /, **data: object) -> Unmet:
    """Build an :class:`Unmet`; lists and tuples of its data are joined with commas."""
    return Unmet(code, kind, id, tuple((name, _text(value)) for name, value in data.items()))


def _text(value: object) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(
            str(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)
        )
    return str(value)
