"""One tree of errors; every error carries its data.

Whoever catches :class:`PilotflowError` catches everything this library raises on purpose. What a person
should read comes from ``text(language=…)``; what a program should act on are the attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Explained(Protocol):
    """A reason with a stable code that can be put into words."""

    @property
    def code(self) -> str:
        """The stable name of the reason."""
        ...

    def text(self, language: str = "en") -> str:
        """The reason in words."""
        ...


class PilotflowError(Exception):
    """The root of every error raised on purpose."""

    def text(self, language: str = "en") -> str:
        """Say the error in ``language`` (``"en"`` or ``"zh"``)."""
        return str(self)


class PlanError(PilotflowError):
    """A plan cannot be used. ``faults`` lists every error and warning found, in the order of the file."""

    def __init__(self, faults: Sequence[Explained]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.text() for fault in self.faults))

    def text(self, language: str = "en") -> str:
        """One line a fault, compiler style."""
        return "\n".join(fault.text(language) for fault in self.faults)


class Refused(PilotflowError):
    """A command was not carried out and left no trace. ``reasons`` lists every unmet condition."""

    def __init__(self, reasons: Sequence[Explained]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reason.text() for reason in self.reasons))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons, in their order."""
        return tuple(reason.code for reason in self.reasons)

    def text(self, language: str = "en") -> str:
        """One line a reason, each with what would satisfy it."""
        return "\n".join(reason.text(language) for reason in self.reasons)


class NotFound(PilotflowError, LookupError):
    """A pilot, or a thing of a pilot, that was asked for by id does not exist."""

    def __init__(self, reason: Explained) -> None:
        self.reason = reason
        super().__init__(reason.text())

    def text(self, language: str = "en") -> str:
        """What was looked for, and the nearest ids there are."""
        return self.reason.text(language)


class Conflict(PilotflowError):
    """Somebody else wrote to the stream first: it stood at ``actual``, not at ``expected``."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        self.stream = stream
        self.expected = expected
        self.actual = actual
        super().__init__(f"{stream}: expected version {expected}, found {actual}")


class KeyReused(PilotflowError):
    """The idempotency ``key`` was used before, for a different command."""

    def __init__(self, stream: str, key: str) -> None:
        self.stream = stream
        self.key = key
        super().__init__(f"{stream}: key {key!r} was used for another command")


class LogError(PilotflowError):
    """What lies in the log cannot be read or kept. ``reason`` says what and where; nothing was changed."""

    def __init__(self, reason: Explained) -> None:
        self.reason = reason
        super().__init__(reason.text())

    @property
    def code(self) -> str:
        """The code of the reason."""
        return self.reason.code

    def text(self, language: str = "en") -> str:
        """What is wrong with the log, where, and what to do."""
        return self.reason.text(language)
