"""YAML as nodes with their places: the core of YAML 1.2 and nothing that could run, grow or surprise.

The parser's events are composed here and not by the YAML library, so that every bound is held while the file
is read: nesting, the number of nodes that aliases expand to, tags, merge keys, keys stated twice.
"""

from __future__ import annotations

import re
from typing import Any

import attrs

from pilotflow.plan.faults import Fault

MAX_DEPTH = 40
MAX_NODES = 200_000
_NULL = re.compile(r"|~|null|Null|NULL")
_FLAG = re.compile(r"true|True|TRUE|false|False|FALSE")
_NUMBER = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@attrs.define
class Scalar:
    """A single value as it is written; ``plain`` where it stands without quotes."""

    line: int
    column: int
    text: str
    plain: bool = True

    @property
    def tag(self) -> str:
        """What YAML 1.2 takes it for: ``null``, ``flag``, ``number``, ``day`` or ``text``."""
        if self.plain:
            for tag, form in (("null", _NULL), ("flag", _FLAG), ("number", _NUMBER), ("day", _DAY)):
                if form.fullmatch(self.text):
                    return tag
        return "text"


@attrs.define
class Listing:
    """A list."""

    line: int
    column: int
    items: list[Node] = attrs.Factory(list)


@attrs.define
class Mapping:
    """Keys and their values in the order of the file, no key twice."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = attrs.Factory(dict)


Node = Scalar | Listing | Mapping


@attrs.frozen
class Composed:
    """The root of a document, None where it could not be read to its end, and what was found wrong."""

    root: Node | None
    faults: tuple[Fault, ...]


def compose(text: str, file: str) -> Composed:
    """Read one YAML document; whatever is wrong with it is a fault, never an exception."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    composer = _Composer(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            composer.take(event)
    except _Stop:
        return Composed(None, tuple(composer.faults))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(part) for part in (error.context, error.problem) if part)
        return composer.broken(problem, mark.line + 1, mark.column + 1)
    except Exception as error:  # a parser of foreign text must never end in a traceback
        return composer.broken(str(error) or type(error).__name__, 0, 0)
    root = composer.root
    if root is None or (isinstance(root, Scalar) and root.tag == "null"):
        composer.fault("empty", 1, 1)
        root = None
    return Composed(root, tuple(composer.faults))


class _Stop(Exception):
    """Reading ends here."""


@attrs.define
class _Open:
    """A list or mapping whose end has not been seen."""

    node: Listing | Mapping
    anchor: str | None
    size: int = 1
    height: int = 1
    key: Scalar | None = None
    skip: bool = False


class _Composer:
    """Takes the parser's events one by one."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._documents = 0
        self._nodes = 0

    def fault(self, code: str, line: int, column: int, **data: str) -> None:
        self.faults.append(Fault(code, file=self.file, line=line, column=column, data=tuple(data.items())))

    def broken(self, problem: str, line: int, column: int) -> Composed:
        self.fault("not-yaml", line, column, problem=" ".join(problem.split())[:200])
        return Composed(None, tuple(self.faults))

    def take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        match type(event).__name__:
            case "ScalarEvent":
                self._tagged(event, line, column)
                self._count(1, 0, line, column)
                scalar = Scalar(line, column, event.value, event.style is None)
                self._keep(event.anchor, scalar, 1, 0)
                self._place(scalar, 1, 0)
            case "SequenceStartEvent":
                self._begin(event, Listing(line, column))
            case "MappingStartEvent":
                self._begin(event, Mapping(line, column))
            case "SequenceEndEvent" | "MappingEndEvent":
                done = self._open.pop()
                self._keep(done.anchor, done.node, done.size, done.height)
                self._place(done.node, done.size, done.height)
            case "AliasEvent":
                if event.anchor not in self._anchors:
                    self._stop("bad-alias", line, column, name=event.anchor)
                node, size, height = self._anchors[event.anchor]
                self._count(size, height, line, column)
                self._place(node, size, height)
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    self._stop("several-documents", line, column)
                if event.version not in (None, (1, 2)):
                    self._stop("yaml-version", line, column)

    def _begin(self, event: Any, node: Listing | Mapping) -> None:
        self._tagged(event, node.line, node.column)
        self._count(1, 1, node.line, node.column)
        # An anchor of the same name that stands before is no longer meant inside this node.
        self._anchors.pop(event.anchor, None)
        self._open.append(_Open(node, event.anchor))

    def _count(self, size: int, height: int, line: int, column: int) -> None:
        self._nodes += size
        if self._nodes > MAX_NODES:
            self._stop("too-many-nodes", line, column, limit=f"{MAX_NODES:,}")
        if len(self._open) + height > MAX_DEPTH:
            self._stop("too-deep", line, column, limit=str(MAX_DEPTH))

    def _keep(self, anchor: str | None, node: Node, size: int, height: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, size, height)

    def _tagged(self, event: Any, line: int, column: int) -> None:
        if event.tag is not None:
            self.fault("tag", line, column, tag=str(event.tag)[:80])

    def _stop(self, code: str, line: int, column: int, **data: str) -> None:
        self.fault(code, line, column, **data)
        raise _Stop

    def _place(self, node: Node, size: int, height: int) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += size
        parent.height = max(parent.height, height + 1)
        if isinstance(parent.node, Listing):
            parent.node.items.append(node)
        elif parent.skip:
            parent.skip = False
        elif parent.key is None:
            self._take_key(parent, parent.node, node)
        else:
            parent.node.entries[parent.key.text] = (parent.key, node)
            parent.key = None

    def _take_key(self, parent: _Open, mapping: Mapping, node: Node) -> None:
        if not isinstance(node, Scalar):
            self.fault("bad-key", node.line, node.column)
            parent.skip = True
        elif node.plain and node.text == "<<":
            self.fault("merge-key", node.line, node.column)
            parent.skip = True
        elif node.text in mapping.entries:
            first = mapping.entries[node.text][0]
            self.fault("duplicate-key", node.line, node.column, key=node.text[:80], first=str(first.line))
            parent.skip = True
        else:
            parent.key = node
