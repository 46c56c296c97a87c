"""A deadline put into words and read again is the same deadline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates import tables, texts

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline
from pilotflow.dates.said.details import read_said

LANGUAGES = ("zh", "en")


def same(found: Deadline, language: str, issued: str | None) -> None:
    words = found.text_in(language)

    assert tables.said(read_deadline(words)) == tables.said(found), words
    if found.anchor != "issued" or found.latest is not None:
        assert tables.said(read_deadline(words, issued=issued)) == tables.said(found), words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["deadlines", "held_out", "forms", "english", "english_more"])
def test_every_reading_of_the_tables_comes_back_from_its_words(table: str, language: str) -> None:
    for row in tables.rows(table):
        same(tables.read(row), language, row["issued"])


@given(texts.texts, st.sampled_from(LANGUAGES), st.sampled_from([None, "2022-12-09"]))
def test_every_reading_of_any_text_comes_back_from_its_words(
    text: str, language: str, issued: str | None
) -> None:
    same(read_deadline(text, issued=issued), language, None)


@given(texts.deadlines(), st.sampled_from(LANGUAGES))
def test_any_deadline_at_all_comes_back_from_its_words(deadline: Deadline, language: str) -> None:
    same(deadline, language, None)


@pytest.mark.parametrize(
    "text",
    [
        "by 30 June 2023 [exact to: the fortnight]",
        "by 30 June 2023 [exact to: the month; ]x]",
        "by 30 June 2023 [latest: 30 June]",
        "by 30 June 2023 [latest: 2023-06-30, 2023-07-01]",
        "by 30 June 2023 [rhythm: nothing else]",
        'by 30 June 2023 [rhythm: "FREQ=SECONDLY"]',
        'by 30 June 2023 [exact to: "day"]',
        'by 30 June 2023 [offset: "P1D]',
        "by 30 June 2023 [offset: 5]",
        "by 30 June 2023 [exact, provisional]",
        "by 30 June 2023 []",
        "by 30 June 2023 [counted from: the moon]",
        "by 30 June 2023 [how often: often]",
        "by 30 June 2023 [draft]",
        "by 30 June 2023 [a] [b] [c] [d] [e] [f] [g] [h] [exact to: the month]",
    ],
)
def test_brackets_with_anything_else_are_ordinary_text(text: str) -> None:
    assert read_said(text) is None
    assert read_deadline(text).latest is not None


def test_details_that_contradict_each_other_are_ordinary_text() -> None:
    found = read_deadline("by 30 June 2023 [earliest: 2024-01-01]")

    assert found.earliest is None
    assert [str(day) for day in found.dates] == ["2023-06-30", "2024-01-01"]
