"""What a fact says beyond who and when: the base of one frozen class per kind of fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

Move = tuple[str, str, str | None, str | None]
"""Kind, id, state left and state entered; None where a thing came to be."""


class Data:
    """The content of one fact.

    ``word`` is its type as written in the log; ``kind`` is set where a whole family of words belongs to one
    class, whose ``trigger`` completes it.
    """

    __slots__ = ()
    word: ClassVar[str] = ""

    @property
    def type(self) -> str:
        """The word of the fact, such as ``task.create``."""
        return self.word

    def moves(self) -> Iterator[Move]:
        """What the fact moved; nothing unless a class says otherwise."""
        return iter(())


class Transition(Data):
    """One thing of a kind went along one edge of its table."""

    __slots__ = ()
    kind: ClassVar[str] = ""
    id: str
    trigger: str
    left: str
    entered: str

    @property
    def type(self) -> str:
        """The kind and the trigger, such as ``task.report``."""
        return f"{self.kind}.{self.trigger}"

    def moves(self) -> Iterator[Move]:
        """The thing itself."""
        yield (self.kind, self.id, self.left, self.entered)
