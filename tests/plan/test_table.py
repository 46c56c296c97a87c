"""The schema and the reference say what reading does, since all three come from one table."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.plan.texts import FULL, SMALL, errors, small

from pilotflow.plan.file.form import all_forms
from pilotflow.plan.file.whole import PLAN
from pilotflow.plan.reference import reference_rows
from pilotflow.plan.schema import json_schema
from pilotflow.plan.starter import starter

jsonschema = pytest.importorskip("jsonschema")


def tree(text: str) -> Any:
    """A YAML text as JSON would hold it."""
    from ruamel.yaml import YAML

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(YAML(typ="safe", pure=True).load(text))


def objections(text: str) -> list[str]:
    return [
        error.json_path for error in jsonschema.Draft202012Validator(json_schema()).iter_errors(tree(text))
    ]


def test_the_schema_is_a_schema_and_plain_json() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    "text", [SMALL, FULL, starter("en"), starter("zh")], ids=["small", "full", "en", "zh"]
)
def test_what_loads_fits_the_schema(text: str) -> None:
    assert not errors(text)
    assert objections(text) == []


@pytest.mark.parametrize(
    ("section", "path"),
    [
        ({"tittle": "a"}, "$"),
        ({"units": "[{id: a}]"}, "$.units[0]"),
        ({"id": "Small"}, "$.id"),
        ({"pilotflow": "2"}, "$.pilotflow"),
        ({"settings": "{near: 1001}"}, "$.settings.near"),
        ({"targets": "[{id: t, title: t, kind: sum}]"}, "$.targets[0].kind"),
        ({"tasks": "[{id: 1, title: a, leads: [b], due: {latest: 2023-01-01}}]"}, "$.tasks[0].due"),
        ({"tasks": "[{id: 1, title: a, leads: [b], weight: -1}]"}, "$.tasks[0].weight"),
        ({"tasks": "[{id: 1, title: a, leads: [b, b]}]"}, "$.tasks[0].leads"),
        ({"readings": "[{title: a}]"}, "$.readings[0]"),
        ({"classifications": "{Area: []}"}, "$.classifications"),
    ],
)
def test_what_the_schema_objects_to_does_not_load(section: dict[str, str], path: str) -> None:
    text = small(**section)
    assert set(objections(text)) == {path}
    assert errors(text)


def test_every_object_has_a_title_in_both_languages_and_every_key_a_description() -> None:
    schema = json_schema()
    for named in (schema, *schema["$defs"].values()):
        english, slash, chinese = named["title"].partition(" / ")
        assert english
        assert slash
        assert chinese
        assert named["additionalProperties"] is False
        assert all(
            value["description"].endswith(".")
            or "：" in value["description"]
            or value["description"][-1] in ")1"
            for value in named["properties"].values()
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reference_has_a_row_for_every_key(language: str) -> None:
    rows = reference_rows(language)
    assert [(row.name, row.key) for row in rows] == [
        (form.name, key.name) for form in all_forms(PLAN) for key in form.keys
    ]
    for row in rows:
        assert row.object
        assert row.type
        assert row.meaning
        assert set(row.to_dict()) == {"object", "name", "key", "type", "required", "default", "meaning"}


def test_the_reference_says_what_a_key_holds() -> None:
    rows = {(row.name, row.key): row for row in reference_rows()}
    assert rows["task", "leads"].type == "list (id: unit | body | group)"
    assert rows["task", "leads"].default == "the leads of its body"
    assert rows["phase", "after"].type == "id: phase, or a list of them"
    assert rows["plan", "basis"].type == "list (text or Document)"
    assert rows["plan", "sides"].type == "mapping (an id: text)"
    assert rows["roles", "supervisors"].type == "list (id: actor)"
    assert rows["series", "for_each"].type == "id: group | agreements"
    assert rows["part", "for_each"].type == "id: group | agreements"
    assert rows["seat", "readings"].type == "list (text)"
    assert rows["phase", "kind"].type == "issue | launch | progress | midterm | final"
