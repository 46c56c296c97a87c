"""The plan file as JSON Schema, made from the table that reads it."""

from __future__ import annotations

from typing import Any

from pilotflow.language import say

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """What a plan file may hold, as JSON Schema 2020-12.

    Objects have an English and a Chinese title, keys an English description. What a schema cannot say
    (references, circles, who may judge whom) only ``load_plan`` checks.
    """
    from pilotflow.plan.file.form import all_forms
    from pilotflow.plan.file.whole import PLAN

    return {
        "$schema": _DIALECT,
        "$id": "urn:pilotflow:plan:1",
        **_object(PLAN),
        "$defs": {form.name: _object(form) for form in all_forms(PLAN) if form is not PLAN},
    }


def _object(form: Any) -> dict[str, Any]:
    return {
        "title": f"{form.title} / {say(form.title, 'zh')}",
        "type": "object",
        "properties": {key.name: {"description": say(key.meaning), **key.kind.schema()} for key in form.keys},
        "required": [key.name for key in form.keys if key.required],
        "additionalProperties": False,
    }
