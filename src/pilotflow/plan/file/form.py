"""One table for the plan file: what objects there are, which keys each has, and what every key holds.

Reading, the JSON Schema and the reference pages are three answers of the same table.
"""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import attrs

from pilotflow.language import say
from pilotflow.language.catalogue import N_
from pilotflow.plan.file.kinds import UNREAD, Kind
from pilotflow.plan.file.nodes import Mapping, Node, Scalar
from pilotflow.plan.file.reader import Reader


@attrs.frozen
class Key:
    """One key of an object.

    Attributes:
        name: the word in the file.
        kind: what it holds.
        meaning: what it means, marked for the catalogue.
        required: whether it must be there.
        field: the argument it fills, where that has another name.
        default: what holds where it is left out, for the reference.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    field: str = ""
    default: str = ""


@attrs.frozen
class Form:
    """One kind of object in the file.

    Attributes:
        name: what places and faults call it, such as ``"task"``.
        title: its name for people, marked for the catalogue.
        keys: what it holds.
        build: makes the value of the model from the values read, given by field.
        needs: looks at an object that has all its keys, and keeps faults about how they go together.
        root: whether it is the plan itself.
    """

    name: str
    title: str
    keys: tuple[Key, ...]
    build: Callable[..., Any]
    needs: Callable[[dict[str, Any], Mapping, Reader], bool] | None = None
    root: bool = False


@attrs.frozen
class Thing(Kind):
    """An object of a form. With ``lift`` it may also be written as a single value of another kind."""

    form: Form
    lift: tuple[Kind, Callable[[Any], Any]] | None = None
    expected: ClassVar[str] = N_("a mapping")

    def read(self, node: Node, reader: Reader) -> Any:
        if self.lift is not None and isinstance(node, Scalar):
            kind, make = self.lift
            value = kind.read(node, reader)
            return UNREAD if value is UNREAD else make(value)
        if not isinstance(node, Mapping):
            return self.wrong(node, reader)
        return read_object(self.form, node, reader)

    def schema(self) -> dict[str, Any]:
        own = {"$ref": f"#/$defs/{self.form.name}"}
        return own if self.lift is None else {"anyOf": [self.lift[0].schema(), own]}

    def text(self, language: str) -> str:
        own = say(self.form.title, language)
        if self.lift is None:
            return own
        return say(N_("{kind} or {other}"), language, kind=self.lift[0].text(language), other=own)

    def forms(self) -> Iterator[Form]:
        yield self.form


def read_object(form: Form, node: Mapping, reader: Reader) -> Any:
    """Read one object; :data:`UNREAD` where it lacks something it cannot be without."""
    values, complete = read_values(form, node, reader)
    return form.build(**values) if complete else UNREAD


def read_values(form: Form, node: Mapping, reader: Reader) -> tuple[dict[str, Any], bool]:
    """The values of an object by field, and whether it can be built from them.

    Places of things with an id are kept under that id, those of smaller objects with the thing they are in.
    """
    known = {key.name: key for key in form.keys}
    id_node = node.entries["id"][1] if "id" in known and "id" in node.entries else None
    owner = (form.name, id_node.text) if isinstance(id_node, Scalar) and not form.root else reader.owner
    values: dict[str, Any] = {}
    near: set[str] = set()
    with reader.about(*owner):
        reader.place(node)
        fields, reader.fields = reader.fields, tuple(known)
        for name, (key_node, value_node) in node.entries.items():
            key = known.get(name)
            if key is None:
                suggestion = reader.suggest(name, known)
                near.update(suggestion.values())
                reader.note("unknown-key", key_node, key=name[:80], object=form.name, **suggestion)
                continue
            reader.key = name
            if form.root:
                reader.section = name
            reader.place(value_node, name)
            value = key.kind.read(value_node, reader)
            if value is not UNREAD:
                values[key.field or name] = value
        complete = True
        for key in form.keys:
            if key.required and (key.field or key.name) not in values:
                complete = False
                if key.name not in node.entries and key.name not in near:
                    reader.note("missing-key", node, key=key.name, object=form.name)
        if complete and form.needs is not None:
            complete = form.needs(values, node, reader)
        reader.fields = fields
    return values, complete


def all_forms(form: Form) -> tuple[Form, ...]:
    """A form and every form its keys may hold, each once, in the order they are met."""
    found: dict[str, Form] = {}
    waiting = [form]
    while waiting:
        at = waiting.pop(0)
        if at.name not in found:
            found[at.name] = at
            waiting += [inner for key in at.keys for inner in key.kind.forms()]
    return tuple(found.values())
