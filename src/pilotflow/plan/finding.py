"""Something a check found about a thing of the plan, before it is known where that thing stands in a file."""

from __future__ import annotations

import attrs

from pilotflow.plan.faults import Fault


@attrs.frozen
class Finding:
    """What a check found.

    Attributes:
        code: the code of the fault it becomes.
        kind: the kind of thing it is about (``"task"``), as the plan file's table calls it.
        id: the id of that thing; empty for the plan itself.
        key: the key of the file at fault; empty for the thing as a whole.
        data: what the words of the fault are filled with.
        severity: ``"error"`` or ``"warning"``.
    """

    code: str
    kind: str
    id: str = ""
    key: str = ""
    data: tuple[tuple[str, str], ...] = ()
    severity: str = "error"

    def fault(self, file: str = "<plan>", line: int = 0, column: int = 0) -> Fault:
        """The fault it is at a place of a file."""
        return Fault(self.code, self.severity, file, line, column, self.data)


def warning(code: str, kind: str, about: str, key: str, /, **data: str) -> Finding:
    """A warning about one thing."""
    return Finding(code, kind, about, key, tuple(data.items()), "warning")


def error(code: str, kind: str, about: str, key: str, /, **data: str) -> Finding:
    """An error about one thing."""
    return Finding(code, kind, about, key, tuple(data.items()))
