"""A deadline put into words and read again is the same deadline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates import tables, texts

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline
from pilotflow.dates.saying import read_said, say_deadline

LANGUAGES = ("zh", "en")


def same(found: Deadline, language: str, issued: str | None) -> None:
    words = found.text_in(language)

    assert tables.said(read_deadline(words)) == tables.said(found), words
    if found.anchor != "issued" or found.latest is not None:
        assert tables.said(read_deadline(words, issued=issued)) == tables.said(found), words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["deadlines", "held_out", "forms", "english"])
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
    ("text", "issued", "chinese", "english"),
    [
        ("2022年底并长期保持", None, "2022年底前，长期保持", "by the end of 2022, maintained thereafter"),
        ("2023年5月份", None, "在2023年5月", "in May 2023"),
        ("2023年第三季度", None, "在2023年第3季度", "in Q3 2023"),
        ("上半年", "2023-01-16", "在2023年上半年", "in H1 2023"),
        ("2023/6/30", None, "在2023年6月30日", "on 30 June 2023"),
        (
            "3月1日至4月15日",
            "2023-02-10",
            "2023年3月1日至2023年4月15日",
            "from 1 March 2023 to 15 April 2023",
        ),
        ("6月15日前", "2023-03-10", "2023年6月15日（含）前", "by 15 June 2023"),
        (
            "2023年1月1日起实施",
            None,
            "自2023年1月1日起，长期保持",
            "from 1 January 2023, maintained thereafter",
        ),
        (
            "15个工作日内",
            "2023-01-10",
            "自印发之日起15个工作日内（2023年2月3日（含）前）",
            "within 15 working days of issue (by 3 February 2023)",
        ),
        ("一周内", None, "自印发之日起1周内", "within 1 week of issue"),
        ("每季度召开一次", None, "每季度", "every quarter"),
        ("每年监测两次", None, "每年2次", "2 times per year"),
        ("力争每月底前", None, "力争，每月底前", "if possible, by the end of each month"),
        ("季度末", None, "每季度末前", "by the end of each quarter"),
        ("每月25日前", None, "每月25日前", "by day 25 of each month"),
        ("尽快", None, "待定", "to be determined"),
        ("无", None, "无", "none"),
        (
            "2023年12月中旬",
            None,
            "2023年12月11日至2023年12月20日〔精确到：旬〕",
            "from 11 December 2023 to 20 December 2023 [exact to: the dekad]",
        ),
        ("within 30 days of receipt", None, "自receipt之日起30日内", "within 30 days of receipt"),
    ],
)
def test_the_words_are_those_a_person_would_choose(
    text: str, issued: str | None, chinese: str, english: str
) -> None:
    found = read_deadline(text, issued=issued)

    assert say_deadline(found, "zh") == chinese
    assert say_deadline(found, "en") == english


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
        "by 30 June 2023 [draft]",
    ],
)
def test_brackets_with_anything_else_are_ordinary_text(text: str) -> None:
    assert read_said(text) is None
    assert read_deadline(text).latest is not None


def test_details_that_contradict_each_other_are_ordinary_text() -> None:
    found = read_deadline("by 30 June 2023 [earliest: 2024-01-01]")

    assert found.earliest is None
    assert [str(day) for day in found.dates] == ["2023-06-30", "2024-01-01"]
