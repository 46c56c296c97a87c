"""The plan file as rows of a reference page, made from the table that reads it."""

from __future__ import annotations

from typing import Any

import attrs

from pilotflow.language import say


@attrs.frozen
class Row:
    """One key of one object, in the words of one language.

    Attributes:
        object: the title of the object, such as "Task"; name: its name in places and in the schema.
        key: the key; type: what it holds; required: whether it must be there.
        default: what holds where it is left out, empty where that is nothing.
        meaning: what it means.
    """

    object: str
    name: str
    key: str
    type: str
    required: bool
    default: str
    meaning: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return attrs.asdict(self)


def reference_rows(language: str = "en") -> tuple[Row, ...]:
    """Every key of every object of a plan file, the plan itself first, in the order of the table.

    >>> [(row.key, row.required) for row in reference_rows() if row.name == "term"]
    [('id', True), ('from', True), ('to', True)]
    """
    from pilotflow.plan.file.form import all_forms
    from pilotflow.plan.file.whole import PLAN

    return tuple(
        Row(
            say(form.title, language),
            form.name,
            key.name,
            key.kind.text(language),
            key.required,
            say(key.default, language) if key.default else "",
            say(key.meaning, language),
        )
        for form in all_forms(PLAN)
        for key in form.keys
    )
