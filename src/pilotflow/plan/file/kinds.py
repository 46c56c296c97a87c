"""The kinds of single values: how each is read, what JSON Schema says of it, how the reference names it.

A kind is data and three answers; a key of the table (:mod:`pilotflow.plan.file.form`) is a name and a kind.
"""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from pilotflow.language import say
from pilotflow.language.catalogue import N_
from pilotflow.plan.file.nodes import Listing, Mapping, Node, Scalar
from pilotflow.plan.file.reader import ACTORS, Reader
from pilotflow.plan.ids import ID

if TYPE_CHECKING:
    from pilotflow.plan.file.form import Form

UNREAD: Final[Any] = object()
"""What reading gives where it found a fault instead of a value."""

_ID = re.compile(ID)
_HOURS = re.compile(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])(?:-((?:[01][0-9]|2[0-3]):[0-5][0-9]))?")
_DIGITS = 20
_FOUND = {
    "null": N_("nothing"),
    "flag": N_("true or false"),
    "number": N_("a number"),
    "day": N_("a date"),
    "text": N_("text"),
}


def found(node: Node) -> str:
    """What stands in the file, in a marked word."""
    if isinstance(node, Scalar):
        return _FOUND[node.tag]
    return N_("a list") if isinstance(node, Listing) else N_("a mapping")


class Kind(ABC):
    """What every kind of value can do; ``expected`` is its marked name."""

    expected: ClassVar[str] = ""

    @abstractmethod
    def read(self, node: Node, reader: Reader) -> Any:
        """The value of a node, or :data:`UNREAD` with a fault kept."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """What JSON Schema says of such a value."""

    def text(self, language: str) -> str:
        """What the reference calls such a value."""
        return say(self.expected, language)

    def forms(self) -> Iterator[Form]:
        """The forms of objects that such a value may hold."""
        return iter(())

    def wrong(self, node: Node, reader: Reader) -> Any:
        """Keep the fault that the value is of another kind."""
        reader.note("wrong-type", node, key=reader.key, expected=self.expected, found=found(node))
        return UNREAD


class Text(Kind):
    """Words. A number or a date without quotes is taken as it is written, so that ``label: 18`` is "18"."""

    expected = N_("text")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag in ("null", "flag"):
            return self.wrong(node, reader)
        if not node.text.strip():
            reader.note("empty-text", node, key=reader.key)
            return UNREAD
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"], "minLength": 1}


@attrs.frozen
class Id(Kind):
    """The id of a thing; ``declares`` says of which kind, empty where only its form counts."""

    declares: str = ""
    expected: ClassVar[str] = N_("an id")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag in ("null", "flag"):
            return self.wrong(node, reader)
        if not _ID.fullmatch(node.text):
            reader.note("bad-id", node, id=node.text[:80])
            return UNREAD
        if self.declares:
            reader.declare(self.declares, node.text, node)
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"], "pattern": f"^{ID}$"}


@attrs.frozen
class Ref(Kind):
    """The id of a thing declared elsewhere in the file; ``scope`` narrows it to one classification."""

    kinds: tuple[str, ...]
    scope: str | None = None
    expected: ClassVar[str] = N_("an id")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag in ("null", "flag"):
            return self.wrong(node, reader)
        reader.want(self.kinds, node, reader.scope if self.scope is None else self.scope)
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"]}

    def text(self, language: str) -> str:
        kinds = ("actor",) if self.kinds == ACTORS else self.kinds
        return say(N_("id: {kinds}"), language, kinds=" | ".join(say(kind, language) for kind in kinds))


@attrs.frozen
class OneOf(Kind):
    """One of a few words."""

    words: tuple[str, ...]
    expected: ClassVar[str] = N_("one of a few words")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar):
            return self.wrong(node, reader)
        if node.text not in self.words:
            near = reader.suggest(node.text, self.words)
            choices = ", ".join(self.words)
            reader.note("bad-choice", node, key=reader.key, word=node.text[:80], choices=choices, **near)
            return UNREAD
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}

    def text(self, language: str) -> str:
        return " | ".join(self.words)


class Flag(Kind):
    """True or false."""

    expected = N_("true or false")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag != "flag":
            return self.wrong(node, reader)
        return node.text.lower() == "true"

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Day(Kind):
    """A date, with or without quotes."""

    expected = N_("a date such as 2022-12-09")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag in ("null", "flag"):
            return self.wrong(node, reader)
        day = as_day(node.text)
        if day is None:
            reader.note("bad-date", node, key=reader.key, word=node.text[:80])
            return UNREAD
        return day

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Hours(Kind):
    """A local time of day, or the two it lies between."""

    expected = N_("a time such as 14:00 or 14:00-16:00")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag != "text":
            return self.wrong(node, reader)
        match = _HOURS.fullmatch(node.text)
        if match is None or (match[2] is not None and match[2] <= match[1]):
            reader.note("bad-time", node, key=reader.key, word=node.text[:80])
            return UNREAD
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_HOURS.pattern}$"}


@attrs.frozen
class Amount(Kind):
    """An exact figure, never a float."""

    least: Decimal | None = None
    expected: ClassVar[str] = N_("a number")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar) or node.tag != "number":
            return self.wrong(node, reader)
        amount = _exact(node.text)
        if amount is None or (self.least is not None and amount < self.least):
            reader.note("bad-amount", node, key=reader.key, word=node.text[:80])
            return UNREAD
        return amount

    def schema(self) -> dict[str, Any]:
        return {"type": "number"} | ({} if self.least is None else {"minimum": int(self.least)})


@attrs.frozen
class Count(Kind):
    """A whole number between two bounds, both included."""

    least: int = 0
    most: int = 1000
    expected: ClassVar[str] = N_("a whole number")

    def read(self, node: Node, reader: Reader) -> Any:
        amount = _exact(node.text) if isinstance(node, Scalar) and node.tag == "number" else None
        if amount is None or amount != amount.to_integral_value():
            return self.wrong(node, reader)
        if not self.least <= amount <= self.most:
            bounds = {"least": str(self.least), "most": str(self.most)}
            reader.note("out-of-range", node, key=reader.key, **bounds)
            return UNREAD
        return int(amount)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@attrs.frozen
class Many(Kind):
    """A list of values of one kind; with ``single`` one value may stand without the list.

    Attributes:
        least, most: how many there may be.
        distinct: the values, or the ids of the objects, must differ.
    """

    of: Kind
    least: int = 0
    most: int | None = None
    single: bool = False
    distinct: bool = False
    expected: ClassVar[str] = N_("a list")

    def read(self, node: Node, reader: Reader) -> Any:
        if self.single and not isinstance(node, Listing):
            value = self.of.read(node, reader)
            return UNREAD if value is UNREAD else (value,)
        if not isinstance(node, Listing):
            return self.wrong(node, reader)
        if len(node.items) < self.least:
            reader.note("too-few", node, key=reader.key, least=str(self.least))
        if self.most is not None and len(node.items) > self.most:
            reader.note("too-many", node, key=reader.key, most=str(self.most))
        values: list[Any] = []
        seen: set[Any] = set()
        for item in node.items[: self.most]:
            value = self.of.read(item, reader)
            if value is UNREAD:
                continue
            mark = getattr(value, "id", value) if self.distinct else None
            if mark and mark in seen:
                reader.note("repeated", item, key=reader.key, id=str(mark)[:80])
                continue
            seen.add(mark)
            values.append(value)
        return tuple(values)

    def schema(self) -> dict[str, Any]:
        items = self.of.schema()
        listed: dict[str, Any] = {"type": "array", "items": items}
        if self.least:
            listed["minItems"] = self.least
        if self.most is not None:
            listed["maxItems"] = self.most
        if self.distinct:
            listed["uniqueItems"] = True
        return {"anyOf": [items, listed]} if self.single else listed

    def text(self, language: str) -> str:
        message = N_("{kind}, or a list of them") if self.single else N_("list ({kind})")
        return say(message, language, kind=self.of.text(language))

    def forms(self) -> Iterator[Form]:
        return self.of.forms()


@attrs.frozen
class Table(Kind):
    """A mapping whose keys the plan chooses; each entry becomes ``make(key, value)``.

    Keys are read as ``keys``; ids and references in a value belong to its key's scope.
    """

    keys: Kind
    of: Kind
    make: Any
    expected: ClassVar[str] = N_("a mapping")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Mapping):
            return self.wrong(node, reader)
        values: list[Any] = []
        for key_node, value_node in node.entries.values():
            key = self.keys.read(key_node, reader)
            with reader.within(key_node.text):
                value = self.of.read(value_node, reader)
            if key is not UNREAD and value is not UNREAD:
                values.append(self.make(key, value))
        return tuple(values)

    def schema(self) -> dict[str, Any]:
        names = {key: value for key, value in self.keys.schema().items() if key in ("pattern", "enum")}
        return {"type": "object", "propertyNames": names, "additionalProperties": self.of.schema()}

    def text(self, language: str) -> str:
        kinds = {"key": self.keys.text(language), "value": self.of.text(language)}
        return say(N_("mapping ({key}: {value})"), language, **kinds)

    def forms(self) -> Iterator[Form]:
        return self.of.forms()


def as_day(text: str) -> date | None:
    """The day an ISO date names; None where it is none.

    >>> as_day("2022-12-09"), as_day("2022-02-30")
    (datetime.date(2022, 12, 9), None)
    """
    if len(text) != 10 or not text.isascii() or text[4] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _exact(text: str) -> Decimal | None:
    """The figure a number of YAML stands for; None where it is none, or is too long to be meant."""
    if len(text) > 2 * _DIGITS:
        return None
    if text.startswith(("0x", "0o")):
        return Decimal(int(text, 0))
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if abs(amount.adjusted()) > _DIGITS:
        return None
    return Decimal(format(amount, "f"))
