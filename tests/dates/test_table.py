"""Every expression of the tables is read as expected, and for a reason that has a name."""

from __future__ import annotations

from typing import Any

import pytest
from tests.dates import tables

ALL = (
    "earliest",
    "latest",
    "sustain",
    "recurrence",
    "precision",
    "vague",
    "soft",
    "dates",
    "alternatives",
    "anchor",
)
HELD_OUT = ("earliest", "latest", "sustain", "recurrence", "vague")
WHOLE = (*ALL, "per", "offset")


@pytest.mark.parametrize("row", tables.rows("deadlines"), ids=lambda row: row["text"])
def test_what_official_documents_write_is_read_as_expected(row: dict[str, Any]) -> None:
    assert tables.differences(row, tables.read(row), ALL) == {}


@pytest.mark.parametrize("row", tables.rows("held_out"), ids=lambda row: row["text"])
def test_other_expressions_of_the_same_language_are_read_too(row: dict[str, Any]) -> None:
    assert tables.differences(row, tables.read(row), HELD_OUT) == {}


@pytest.mark.parametrize("row", tables.rows("held_out_more"), ids=lambda row: row["text"])
def test_whole_sentences_and_odd_orders_are_read_as_judged(row: dict[str, Any]) -> None:
    fields = tuple(name for name in WHOLE if name in row)

    assert tables.differences(row, tables.read(row), fields) == {}


@pytest.mark.parametrize("row", tables.rows("forms"), ids=lambda row: row["text"])
def test_rarer_forms_are_read_or_said_to_be_open(row: dict[str, Any]) -> None:
    assert tables.differences(row, tables.read(row), WHOLE) == {}


@pytest.mark.parametrize("row", tables.rows("english"), ids=lambda row: row["text"])
def test_english_plans_are_read_as_expected(row: dict[str, Any]) -> None:
    assert tables.differences(row, tables.read(row), WHOLE) == {}


@pytest.mark.parametrize("row", tables.rows("english_more"), ids=lambda row: row["text"])
def test_figures_that_are_no_dates_are_told_from_those_that_are(row: dict[str, Any]) -> None:
    assert tables.differences(row, tables.read(row), WHOLE) == {}


@pytest.mark.parametrize(
    "name", ["deadlines", "held_out", "held_out_more", "forms", "english", "english_more"]
)
def test_every_reading_names_its_rule_and_only_what_says_nothing_is_unread(name: str) -> None:
    for row in tables.rows(name):
        found = tables.read(row)
        states = found.vague or found.sustain or found.recurrence or found.per or found.anchor
        dated = found.latest or found.earliest
        if found.rule == "unread":
            assert not states
            assert not dated
        else:
            assert found.rule.startswith(("zh.", "en."))


def test_the_tables_are_of_the_size_they_promise() -> None:
    assert len(tables.rows("deadlines")) == 207
    assert len(tables.rows("held_out")) >= 150
    assert len(tables.rows("held_out_more")) >= 300
    assert len(tables.rows("english")) >= 100
    assert len(tables.rows("english_more")) >= 300
