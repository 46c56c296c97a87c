"""A page as a tree, read strictly: every element is closed where it should be."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import attrs

VOID = frozenset({"meta", "br", "img", "link"})


@attrs.define
class Element:
    name: str
    attributes: dict[str, str]
    children: list[Any] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """All text in it, blanks as one."""
        found = "".join(each if isinstance(each, str) else f" {each.text} " for each in self.children)
        return " ".join(found.split())

    def walk(self) -> Iterator[Element]:
        yield self
        for each in self.children:
            if isinstance(each, Element):
                yield from each.walk()

    def all(self, name: str, /, **wanted: str) -> list[Element]:
        """Every element of a name below it, narrowed to those with these attributes (``class_`` for a class)."""
        want = {key.rstrip("_"): value for key, value in wanted.items()}
        return [e for e in self.walk() if e.name == name and want.items() <= e.attributes.items()]

    def one(self, name: str, /, **wanted: str) -> Element:
        (found,) = self.all(name, **wanted)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"an attribute twice: {self.get_starttag_text()}"
        element = Element(tag, {name: value or "" for name, value in attributes})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].name == tag, f"</{tag}> in <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def finished(self) -> Element:
        self.close()
        assert self._open == [self.root], f"not closed: {self._open[-1].name}"
        return self.root


def read(page: str) -> Element:
    """The page as a tree.

    Raises:
        AssertionError: an element is not closed where it should be, or holds an attribute twice.
    """
    assert page.startswith("<!DOCTYPE html>\n")
    reader = _Reader()
    reader.feed(page)
    return reader.finished()
