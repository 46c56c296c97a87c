"""Other readings of stated values: ``readings: [{post: 教育工委书记, source: 四（一）}]``."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from pilotflow.language.catalogue import N_
from pilotflow.plan.file.kinds import UNREAD, Kind, Many, Text
from pilotflow.plan.file.nodes import Listing, Mapping, Node
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.readings import Reading


@attrs.frozen
class Readings(Kind):
    """A list of objects that hold ``source`` and, under keys of the thing itself, what that source says."""

    expected: ClassVar[str] = N_("a list")

    def read(self, node: Node, reader: Reader) -> Any:
        if not isinstance(node, Listing):
            return self.wrong(node, reader)
        return tuple(reading for item in node.items for reading in _readings(item, reader))

    def schema(self) -> dict[str, Any]:
        words = Many(Text(), single=True).schema()
        entry = {
            "type": "object",
            "properties": {"source": Text().schema()},
            "required": ["source"],
            "minProperties": 2,
            "additionalProperties": words,
        }
        return {"type": "array", "items": entry}

    def text(self, language: str) -> str:
        return Many(Text()).text(language)


def _readings(node: Node, reader: Reader) -> list[Reading]:
    if not isinstance(node, Mapping):
        reader.note("bad-reading", node)
        return []
    stated: list[tuple[str, str]] = []
    source: Any = UNREAD
    key = reader.key
    for name, (key_node, value) in node.entries.items():
        reader.key = name[:80]
        if name == "source":
            source = Text().read(value, reader)
        elif name not in reader.fields:
            near = reader.suggest(name, reader.fields)
            reader.note("unknown-key", key_node, key=name[:80], object="reading", **near)
        else:
            words = Many(Text(), single=True).read(value, reader)
            stated += [(name, word) for word in (() if words is UNREAD else words)]
    reader.key = key
    if "source" not in node.entries or len(node.entries) < 2:
        reader.note("bad-reading", node)
    return [] if source is UNREAD else [Reading(name, word, source) for name, word in stated]
