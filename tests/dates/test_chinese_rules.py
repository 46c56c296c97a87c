"""What the Chinese reader promises of whole classes of expressions, whatever the numbers and years in them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates import tables

from pilotflow.dates.counted import LAUNCHES
from pilotflow.dates.festivals import days_off, festival
from pilotflow.dates.read import read_deadline
from pilotflow.dates.recurrence import Term, parse
from pilotflow.dates.rhythms import yearday
from pilotflow.dates.windows import is_per
from pilotflow.dates.workdays import WorkdayList, mainland_china

DAY = timedelta(days=1)
CHINESE = [
    row["text"] for name in ("deadlines", "held_out", "held_out_more", "forms") for row in tables.rows(name)
]
JOINS = ["", "，", "、", "；", "的", "（", "前", "每年", "自", "至"]
PERIODS = {"月度": (1, 31), "季度": (3, 90), "半年": (6, 181), "年度": (12, 365)}
TERMS = (
    Term("2022-1", date(2022, 9, 5), date(2023, 1, 13)),
    Term("2022-2", date(2023, 2, 13), date(2023, 6, 30)),
    Term("2023-1", date(2023, 9, 4), date(2024, 1, 19)),
)


@given(
    st.lists(st.tuples(st.sampled_from(CHINESE), st.integers(0, 9), st.sampled_from(JOINS)), max_size=4),
    st.sampled_from([None, "2022-12-09", "9999-12-20", "0001-01-03"]),
)
def test_pieces_of_time_limits_in_any_order_give_rules_that_can_be_kept(
    pieces: list[tuple[str, int, str]], issued: str | None
) -> None:
    text = "".join(join + words[start:] for words, start, join in pieces)

    found = read_deadline(text, issued=issued, terms=TERMS)

    assert found.recurrence is None or parse(found.recurrence)
    assert found.per is None or is_per(found.per)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def ends_of(months: int) -> list[date]:
    """The last days of all periods of so many months around the years that the tables compare."""
    return [
        date(year, month, monthrange(year, month)[1])
        for year in range(2020, 2028)
        for month in range(months, 13, months)
    ]


@given(st.sampled_from(sorted(PERIODS)), st.integers(1, 365))
def test_days_after_each_period_are_days_of_the_next_never_the_period(name: str, count: int) -> None:
    months, longest = PERIODS[name]
    rhythm = read_deadline(f"{name}终了后{count}日内").recurrence

    if count > longest:
        assert rhythm is None
    else:
        after = (end + count * DAY for end in ends_of(months))
        assert tables.days(rhythm) == tuple(
            day for day in after if date(2021, 12, 31) < day < date(2027, 1, 1)
        )


@given(st.sampled_from(sorted(PERIODS)), st.integers(1, 27))
def test_days_ahead_of_the_end_of_each_period_are_counted_from_its_last(name: str, count: int) -> None:
    found = read_deadline(f"{name}终了前{count}日")

    ahead = (end - count * DAY for end in ends_of(PERIODS[name][0]))
    assert tables.days(found.recurrence) == tuple(
        day for day in ahead if date(2021, 12, 31) < day < date(2027, 1, 1)
    )


def test_a_day_past_the_end_of_february_is_the_end_of_february_in_any_year() -> None:
    assert yearday(2, 30) == yearday(2, 29)
    assert tables.days(f"FREQ=YEARLY;BYYEARDAY={yearday(2, 30)}") == tables.days(
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    )


@pytest.mark.parametrize("table", ["deadlines", "held_out", "held_out_more", "forms"])
def test_the_nth_of_the_working_days_is_that_of_each_month(table: str) -> None:
    for row in tables.rows(table):
        assert not str(tables.read(row).recurrence).startswith("FREQ=YEARLY;BYMONTH") or "SETPOS" not in str(
            tables.read(row).recurrence
        )


@pytest.mark.parametrize("year", range(2010, 2026))
@pytest.mark.parametrize(
    ("name", "words"), [("国庆", "国庆"), ("春节", "春节"), ("五一", "“五一”"), ("端午", "端午节")]
)
def test_a_holiday_lasts_as_long_as_the_published_list_says(name: str, words: str, year: int) -> None:
    calendar = mainland_china(2009, 2026)
    assert calendar is not None
    day = festival(name, year)

    during = read_deadline(f"{year}年{words}期间")
    before = read_deadline(f"{year}年{words}假期前")

    assert day is not None
    assert during.earliest is not None
    assert during.latest is not None
    assert during.earliest <= day <= during.latest
    off = [during.earliest + DAY * at for at in range((during.latest - during.earliest).days + 1)]
    assert not any(calendar.is_workday(one) for one in off)
    assert calendar.is_workday(during.latest + DAY)
    assert before.latest == during.earliest - DAY


def test_a_calendar_of_weekends_knows_no_holidays() -> None:
    assert days_off("国庆", date(2023, 10, 1), WorkdayList()) is None
    assert days_off("教师节", date(2022, 9, 10), WorkdayList()) is None
    assert days_off("元旦", date.min, WorkdayList(days_off=(date.min,))) == (date.min, date.min)


@pytest.mark.parametrize("name", sorted(LAUNCHES))
def test_the_start_of_the_programme_settles_what_counts_from_it_by_any_usual_name(name: str) -> None:
    text = f"within 3 months of {name}" if name.isascii() else f"{name}后3个月内"

    assert read_deadline(text, start="2023-01-31").latest == date(2023, 4, 30)
    assert read_deadline(text).latest is None


def test_an_event_that_lasts_is_counted_back_from_its_first_day_and_on_from_its_last() -> None:
    events = {"高考": (date(2023, 6, 7), date(2023, 6, 10))}

    assert read_deadline("高考前两周", events=events).latest == date(2023, 5, 24)
    assert read_deadline("高考后10日内", events=events).latest == date(2023, 6, 20)
    assert read_deadline("高考前3日内", events=events).earliest == date(2023, 6, 4)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("本学年", "2022-09-05", "2023-06-30"),
        ("本学年末", None, "2023-06-30"),
        ("下学年开学前", None, "2023-09-03"),
        ("2022学年末", None, "2023-06-30"),
        ("从下学期开始", "2023-02-13", None),
        ("9月开学前", None, "2023-09-03"),
        ("2月开学前", None, "2023-02-12"),
        ("开学前一周内", None, "2023-02-12"),
    ],
)
def test_terms_give_school_years_their_days(text: str, first: str | None, last: str | None) -> None:
    found = read_deadline(text, issued="2022-12-09", terms=TERMS).to_dict()

    assert (found["earliest"], found["latest"]) == (first, last)


def test_without_a_day_of_issue_several_school_years_are_not_chosen_among() -> None:
    assert read_deadline("本学年", terms=TERMS).latest is None
    assert read_deadline("本学年", terms=TERMS[:2]).latest == date(2023, 6, 30)


@pytest.mark.parametrize("year", [1990, 2024, 2035])
@pytest.mark.parametrize(
    "words", ["采暖季前", "换届前", "冬训前", "省级验收前", "老城改造前", "上级考核前", "雨季前"]
)
def test_what_must_come_first_is_never_taken_for_the_end_of_the_year(words: str, year: int) -> None:
    found = read_deadline(f"{year}年{words}")

    assert (found.earliest, found.latest) == (None, None)
    assert found.vague or found.anchor


@pytest.mark.parametrize(
    "head", ["2000年以前", "2000年底前", "2005年", "2019年以来", "2010年3月1日前", "2018年至2020年"]
)
@pytest.mark.parametrize("verb", ["建成", "竣工", "批准", "已建成", "登记", "印发"])
def test_what_tells_things_apart_is_no_time_limit(head: str, verb: str) -> None:
    found = read_deadline(f"{head}{verb}的小区", issued="2022-12-09")

    assert (found.earliest, found.latest, found.sustain) == (None, None, False)
