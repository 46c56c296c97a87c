"""The pilot as a thing of its own: what commands, feedback and explanations are about when they are about it."""

from __future__ import annotations

from typing import Any

from pilotflow.pilot.handle import Handle


class WholePilot(Handle):
    """The pilot itself."""

    kind = "pilot"
    acts = ("amend", "resolve_deadline", "receive", "delegate", "correct")
    __slots__ = ()

    def _current(self, state: Any) -> str:
        return str(state.status)
