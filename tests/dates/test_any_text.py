"""Whatever the text: no error, no window that ends before it begins, no date out of nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates import texts

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_column, read_deadline

TERMS = [
    {"id": "a", "from": "2022-09-05", "to": "2023-01-13"},
    {"id": "b", "from": "2023-02-13", "to": "2023-06-30"},
]
EVENTS = {"届满": "2023-05-05", "汛期": ("2023-04-15", "2023-10-15"), "会议": "2023-03-01"}
# Lines such as reports and plans are full of: figures and years that set no time limit of their own.
LINES = [
    "学校在2008年和2012年分别与三个区人民政府签署了《全面合作框架共建协议》，对接长宁：去年4月，签订协议；同年6月，成立服务站。",
    "建校30多年来，累计3000余人次学生发挥表率作用，服务时间累计达8000多小时，产值达1358.58万元。",
    "一是组织结对共建。二是人才共引共用。三是“五共五链五提升”，构建1+3模式，建立近10年的服务队。",
    "《某县1:2000地形图测绘》、《某区1:5万地质灾害详细调查》等10余项技术服务项目",
    "2021年较2020年新增国家级标志性成果7项51个、省部级标志性成果16项44个。",
    "The school signed 13 agreements in 2008 and 2012, and trained 34,397 people in 376 courses.",
]


def sound(found: Deadline) -> bool:
    """Whether a reading holds what every reading promises."""
    in_order = found.earliest is None or found.latest is None or found.earliest <= found.latest
    return in_order and all(other != found.latest for other in found.alternatives)


@given(texts.texts, st.none() | texts.days)
def test_no_text_raises_and_no_window_ends_before_it_begins(text: str, issued: date | None) -> None:
    assert sound(read_deadline(text, issued=issued))


@given(texts.texts)
def test_terms_events_and_a_start_change_nothing_of_that(text: str) -> None:
    found = read_deadline(text, issued="2022-12-09", start="2023-01-01", terms=TERMS, events=EVENTS)

    assert sound(found)


# Words that belong to no one point, beside each other.
HEAPS = [
    "next month 2024",
    "this year 2024",
    "June early 2024",
    "by June 2024 Christmas",
    "Q3 first quarter",
    "30 June 2024 FY2025",
    "today tomorrow",
    "H1 H2",
    "FY2024 2025",
    "June last month",
    "June Friday",
    "之日起",
    "今年前5个月",
    "week commencing 3 June",
    "March review and then June 2024",
    "from June to the review in July 2024",
    "from June to 5 pm",
    "from June to our July review",
    "每月15日至32日",
    "人" * 70 + "后3日内",
]


@pytest.mark.parametrize("heap", HEAPS)
@pytest.mark.parametrize("issued", [None, "2022-12-09"])
def test_words_heaped_up_are_read_without_harm(heap: str, issued: str | None) -> None:
    assert sound(read_deadline(heap, issued=issued))


@pytest.mark.parametrize("line", LINES)
def test_prose_full_of_figures_is_read_without_harm(line: str) -> None:
    assert sound(read_deadline(line, issued="2022-12-09"))


@pytest.mark.parametrize(
    "piece",
    [
        "每",
        "1、",
        "2023年3月底前，",
        "后15日内",
        "自会之日起15日内",
        "(",
        "长期",
        "〔",
        "精确到：月；",
        "届满三十日前",
        "every year in March and ",
        "within 3 days of x ",
        "of the ",
        "- ",
        "\n",
        "\ud800",
    ],
)
@pytest.mark.parametrize("end", ["", "〕", "]"])
def test_ten_thousand_characters_are_read(piece: str, end: str) -> None:
    text = (piece * 10_000)[: 10_000 - len(end)] + end

    assert sound(read_deadline(text, issued="2022-12-09"))


@pytest.mark.parametrize(
    "text",
    [
        "建立长效机制",
        "投资1358万元，惠及30多家企业",
        "贯彻党的二十大精神",
        "提高质量，实现持续增长",
        "一步一个脚印",
        "the second half of the project",
        "May be extended",
        "四季如春",
        "三令五申",
        "十月革命精神",
    ],
)
def test_words_that_only_look_like_time_give_no_date(text: str) -> None:
    found = read_deadline(text, issued="2022-12-09")

    assert (found.earliest, found.latest, found.recurrence, found.sustain) == (None, None, None, False)


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月29日前",
        "2023年2月30日前",
        "2023年6月31日",
        "13月底前",
        "2023年13月",
        "6月32日前",
        "2023年0月",
        "31/04/2023",
        "31 April 2023",
        "2023-02-30",
        "2023年4月31日前、6月31日前",
    ],
)
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    found = read_deadline(text, issued="2022-12-09")

    assert found.latest is None
    assert found.earliest is None


@pytest.mark.parametrize("text", ["", " ", "/", "无", "—", "-", "同上", "n/a", "none", "。"])
def test_an_empty_cell_states_nothing(text: str) -> None:
    found = read_deadline(text, issued="2022-12-09")

    assert (found.latest, found.vague, found.precision, found.rule[3:]) == (None, False, "none", "empty")


def test_a_column_repeats_what_stands_above() -> None:
    found = read_column(["同上", "2023年底前", "同上。", None, "", "/", "ditto"], issued="2022-12-09")

    assert [day.latest for day in found] == [None, *[date(2023, 12, 31)] * 4, None, None]
    assert [day.rule for day in found[1:4]] == ["zh.before-end", "same-as-above", "same-as-above"]
    assert [day.text for day in found[2:4]] == ["同上。", ""]


@pytest.mark.parametrize("known", [{"issued": 20221209}, {"issued": "9 December"}, {"start": object()}])
def test_what_is_given_beside_the_text_must_be_a_day(known: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_deadline("一个月内", **known)  # type: ignore[arg-type]
