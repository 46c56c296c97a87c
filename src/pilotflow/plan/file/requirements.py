"""One thing that must be there: ``{task: "5"}``, ``{occurrence: kick-off}``, ``{report: result}``."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from pilotflow.language.catalogue import N_
from pilotflow.plan.file.kinds import UNREAD, Id, Kind, Ref
from pilotflow.plan.file.nodes import Mapping, Node, Scalar
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.work import Requirement

_KINDS: dict[str, Kind] = {
    "task": Ref(("task",)),
    "occurrence": Ref(("occurrence",)),
    "report": Id(),
    "evidence": Id(),
    "review": Ref(("review",)),
}


@attrs.frozen
class Required(Kind):
    """An object of one key; where ``lift`` is set, a bare id is one of that kind."""

    lift: str = ""
    expected: ClassVar[str] = N_("one of task, occurrence, report, evidence, review")

    def read(self, node: Node, reader: Reader) -> Any:
        if isinstance(node, Scalar) and self.lift:
            return self._made(self.lift, node, reader)
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            return self.wrong(node, reader)
        ((name, (key_node, value)),) = node.entries.items()
        if name not in _KINDS:
            near = reader.suggest(name, _KINDS)
            reader.note("unknown-key", key_node, key=name[:80], object="requirement", **near)
            return UNREAD
        return self._made(name, value, reader)

    def _made(self, kind: str, node: Node, reader: Reader) -> Any:
        id = _KINDS[kind].read(node, reader)
        if id is UNREAD:
            return UNREAD
        if reader.key == "require":
            reader.place(node, f"{kind} {id}")
        return Requirement(kind, id)

    def schema(self) -> dict[str, Any]:
        forms = {
            "type": "object",
            "properties": {name: kind.schema() for name, kind in _KINDS.items()},
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        }
        return {"anyOf": [_KINDS[self.lift].schema(), forms]} if self.lift else forms
