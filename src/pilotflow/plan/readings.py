"""Other readings of a stated value, each with its source; the value on the thing itself is in force."""

from __future__ import annotations

import attrs


@attrs.frozen
class Reading:
    """What another place of the document says for one field of a thing.

    Attributes:
        field: the field it is another reading of (``"name"``, ``"post"``, ``"area"`` …).
        value: the words found there.
        source: where, in the document's own numbering.
    """

    field: str
    value: str
    source: str


@attrs.frozen
class Document:
    """A document a plan rests on: its number, who issued it, its title."""

    number: str
    issuer: str = ""
    title: str = ""
