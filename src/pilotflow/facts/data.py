"""What a fact says beyond who and when: the base of one frozen class per kind of fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

import attrs
import msgspec

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

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The names of what it says."""
        return tuple(field.name for field in attrs.fields(cast("type[attrs.AttrsInstance]", cls)))

    def moves(self) -> Iterator[Move]:
        """What the fact moved; nothing unless a class says otherwise."""
        return iter(())


class Transition(Data, msgspec.Struct, frozen=True):
    """One thing of a kind went along one edge of its table.

    Most facts are transitions, so they are frozen structs of msgspec, as :class:`~pilotflow.facts.fact.Fact` is.
    """

    kind: ClassVar[str] = ""
    id: str
    trigger: str
    left: str
    entered: str

    @property
    def type(self) -> str:
        """The kind and the trigger, such as ``task.report``."""
        return f"{self.kind}.{self.trigger}"

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The names of what it says."""
        return cls.__struct_fields__

    def moves(self) -> Iterator[Move]:
        """The thing itself."""
        yield (self.kind, self.id, self.left, self.entered)
