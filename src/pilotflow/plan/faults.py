"""What is wrong with a plan file: each fault with its place, its code, and the way out."""

from __future__ import annotations

from typing import Any

import attrs

from pilotflow.language.faults import describe


@attrs.frozen
class Fault:
    """One error or warning about a plan.

    Attributes:
        code: stable name of the kind of fault, such as ``unknown-unit``.
        severity: ``"error"`` (the plan cannot be used) or ``"warning"`` (it can, and looks strange).
        file: the file as it was named; line and column count from 1, 0 where there is no place.
        data: what the words of the fault are filled with; ``suggestion`` holds the nearest known word.
    """

    code: str
    severity: str = "error"
    file: str = "<plan>"
    line: int = 0
    column: int = 0
    data: tuple[tuple[str, str], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the fault keeps the plan from being used."""
        return self.severity == "error"

    def text(self, language: str = "en") -> str:
        """The fault on one line: ``file:line:column: error[code]: … did you mean …?``."""
        return describe(self, language)

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """JSON-ready, with the words in ``language``."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "data": dict(self.data),
            "text": self.text(language),
        }
