"""The small parts under the reader: windows of a rhythm, marks, spans, festivals, numerals, deadlines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.dates import recurrence
from pilotflow.dates.chinese.normal import number
from pilotflow.dates.conventions import USUAL
from pilotflow.dates.counted import project_item
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.durations import Span, project_span, spans_of
from pilotflow.dates.festivals import anchor_of, festival, named, next_festival
from pilotflow.dates.findings import Scope, day_after, day_before
from pilotflow.dates.lunar import FIRST, LAST, lunar_day
from pilotflow.dates.marks import Mark, code_of, day_in, marks_of, resolve
from pilotflow.dates.read import read_deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.rhythms import yearday
from pilotflow.dates.windows import windows
from pilotflow.dates.workdays import WorkdayList, last_workday, mainland_china

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def spans(
    rhythm: str | None, per: str | None, first: date = YEAR[0], last: date = YEAR[1]
) -> list[tuple[str, str]]:
    return [(str(w.first), str(w.last)) for w in windows(rhythm, per, first, last)]


def test_a_window_between_two_days_of_each_year_is_owed_once() -> None:
    assert spans("FREQ=YEARLY;BYMONTH=6", "1/06-01..09-30") == [("2023-06-01", "2023-09-30")]


def test_a_window_that_ends_before_it_begins_reaches_into_the_next_year() -> None:
    found = spans("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10", "1/12-10..01-20", YEAR[0], date(2024, 12, 31))

    assert found == [("2023-01-01", "2023-01-20"), ("2023-12-10", "2024-01-20"), ("2024-12-10", "2024-12-31")]


def test_a_window_between_two_days_of_each_month_is_owed_in_each() -> None:
    found = spans("FREQ=MONTHLY;BYMONTHDAY=-1", "1/21..31", date(2023, 1, 1), date(2023, 3, 31))

    assert found == [("2023-01-21", "2023-01-31"), ("2023-02-21", "2023-02-28"), ("2023-03-21", "2023-03-31")]


def test_a_window_in_named_months_is_owed_in_these_alone() -> None:
    assert spans("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "1/01..05") == [
        ("2023-01-01", "2023-01-05"),
        ("2023-07-01", "2023-07-05"),
    ]


def test_months_that_a_rhythm_names_are_windows_where_it_is_counted_in_them() -> None:
    assert spans("FREQ=YEARLY;BYMONTH=2,12", "1/month") == [
        ("2023-02-01", "2023-02-28"),
        ("2023-12-01", "2023-12-31"),
    ]
    assert spans("FREQ=YEARLY;BYMONTH=2", None) == [("2023-02-01", "2023-02-01")]


def test_days_weeks_years_and_terms_are_windows_too() -> None:
    term = Term("a", date(2023, 2, 13), date(2023, 6, 30))

    assert len(spans("FREQ=DAILY;INTERVAL=10", "1/10-day")) == 37
    assert len(spans("FREQ=WEEKLY", "1/week")) == 53
    assert [w.key for w in windows("FREQ=WEEKLY", None, date(2023, 1, 2), date(2023, 1, 9))] == [
        "2023-w01",
        "2023-w02",
    ]
    assert [w.key for w in windows("FREQ=YEARLY", None, *YEAR)] == ["2023"]
    assert [w.key for w in windows("FREQ=MONTHLY;INTERVAL=5", None, *YEAR)] == [
        "2023-01",
        "2023-06",
        "2023-11",
    ]
    assert [w.key for w in windows(None, "1/term", *YEAR, [term])] == ["a"]
    assert spans(None, None) == []


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", date(2023, 1, 20), date(2023, 1, 29)),
        ("FREQ=DAILY", date(2023, 1, 20), date(2023, 1, 21)),
        ("FREQ=MONTHLY;BYMONTHDAY=25", date(2023, 1, 25), date(2023, 2, 25)),
        ("FREQ=YEARLY", date(2023, 1, 1), date(2024, 1, 1)),
    ],
)
def test_the_next_time_lies_after_the_last(rhythm: str, after: date, expected: date) -> None:
    assert recurrence.next_after(rhythm, date(2023, 1, 1), after) == expected


@pytest.mark.parametrize(
    "text",
    ["monthly", "FREQ=MONTHLY;INTERVAL=0", "FREQ=SECONDLY", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;FREQ=DAILY"],
)
def test_what_is_no_rhythm_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        recurrence.parse(text)


@pytest.mark.parametrize("text", ["P0M", "P1Y6M", "monthly"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        recurrence.from_period(text)


_shifts = st.integers(-3, 3)
marks = (
    st.builds(Mark, st.sampled_from("YHQN"), _shifts, st.integers(1, 12), st.integers(1, 31))
    | st.builds(Mark, st.just("M"), _shifts, st.just(1), st.integers(1, 31))
    | st.builds(Mark, st.just("W"), _shifts, st.just(1), st.integers(1, 7))
    | st.builds(Mark, st.just("D"), _shifts, st.just(1), st.just(1))
)


@given(marks, st.none() | marks)
def test_a_mark_comes_back_from_its_text_form(last: Mark, first: Mark | None) -> None:
    assert marks_of(code_of(first, last)) == (first, last)
    assert marks_of(code_of(last, None)) == (last, None)


@given(marks, st.dates())
def test_a_mark_names_a_day_or_none_outside_the_calendar(mark: Mark, issued: date) -> None:
    found = resolve(mark, issued)

    assert found is None or isinstance(found, date)


def test_marks_outside_the_calendar_name_no_day() -> None:
    assert resolve(Mark("D", 1), date.max) is None
    assert resolve(Mark("Y", 1, 1, 1), date.max) is None
    assert resolve(Mark("N", 0, 2, 29), date(2023, 1, 1)) is None
    assert resolve(Mark("N", 0, 2, 29), date(2024, 1, 1)) == date(2024, 2, 29)
    assert day_in(0, 1, 1) is None
    assert marks_of("P15D") is None
    assert day_after(date.max) is None
    assert day_after(Mark("D")) == Mark("D")
    assert day_before(date.min) is None


def test_spans_outside_the_calendar_end_on_no_day() -> None:
    assert Span(9_999, "Y").after(date(2023, 1, 1)) is None
    assert Span(99_999, "W").after(date(9999, 1, 1)) is None
    assert Span(100_001, "D").after(date(2023, 1, 1)) is None
    assert Span(3, "B").after(date(2022, 12, 9)) == date(2022, 12, 14)
    assert (
        project_item("Y", 9_999, 9_999, "event:launch", "", Scope(USUAL, start=date(2023, 1, 1))).last is None
    )


@pytest.mark.parametrize("text", ["P2Y/", "x/P3Y", "P1M6D", "3 days", "", "M6"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert spans_of(text) is None


@pytest.mark.parametrize("text", ["M", "M3/Y6", "P1M", "M3/"])
def test_what_is_no_month_of_a_programme_is_none(text: str) -> None:
    assert project_span(text) is None


def test_festivals_of_the_lunar_calendar_are_those_of_the_published_list() -> None:
    calendar = mainland_china(2004, 2026)
    assert calendar is not None

    for year in range(2008, 2026):
        for name in ("春节", "端午", "中秋", "清明"):
            day = festival(name, year)
            assert day is not None
            assert not calendar.is_workday(day), (name, year)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("春节", "2023-01-22"),
        ("元宵", "2023-02-05"),
        ("端午", "2023-06-22"),
        ("七夕", "2023-08-22"),
        ("中秋", "2023-09-29"),
        ("重阳", "2023-10-23"),
        ("除夕", "2023-01-21"),
        ("腊八", "2022-01-10"),
        ("春节", "2033-01-31"),
        ("中秋", "2020-10-01"),
    ],
)
def test_festivals_fall_on_their_days(name: str, day: str) -> None:
    assert str(festival(name, int(day[:4]))) == day


def test_past_the_lunar_table_no_day_is_computed() -> None:
    assert lunar_day(FIRST - 1, 1, 1) is None
    assert lunar_day(LAST + 1, 1, 1) is None
    assert festival("春节", 2100) is None
    assert festival("清明", 1900) is None
    assert festival("元旦", 0) is None
    assert next_festival("春节", date(2100, 1, 1)) is None
    assert (anchor_of("清明"), named("不是节日")) == ("solar_term", "不是节日")


def test_numerals_that_make_no_number_are_told() -> None:
    assert [number(text) for text in ("二〇2三", "甲", "十", "百", "廿", "○")] == [2023, -1, 10, 100, 20, 0]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_of_the_year_is_the_same_day_in_leap_years(month: int) -> None:
    at = yearday(month, 15)

    for year in (2023, 2024):
        start, end = date(year, 1, 1), date(year + 1, 1, 1)
        day = date.fromordinal((start if at > 0 else end).toordinal() + at - (at > 0))
        assert (day.month, day.day) == (month, 15)


def test_a_deadline_must_not_end_before_it_begins_and_is_as_exact_as_it_says() -> None:
    with pytest.raises(ValueError, match="after latest"):
        Deadline("", earliest=date(2023, 2, 1), latest=date(2023, 1, 1))
    with pytest.raises(ValueError, match="precision"):
        Deadline("", precision="week")


def test_another_last_day_drops_the_other_readings() -> None:
    first = Deadline(
        "", earliest=date(2023, 2, 1), latest=date(2023, 3, 1), alternatives=(date(2023, 4, 1),), vague=True
    )

    assert first.with_latest(date(2023, 5, 1)) == Deadline(
        "", earliest=date(2023, 2, 1), latest=date(2023, 5, 1)
    )
    assert first.with_latest(date(2023, 1, 1)).earliest is None


def test_a_calendar_knows_the_last_working_day_of_a_window() -> None:
    calendar = WorkdayList(
        make_up=(date(2023, 1, 28),), days_off=(date(2023, 1, 27),), known_until=date(2023, 12, 31)
    )

    assert last_workday(calendar, date(2023, 1, 1), date(2023, 1, 29)) == date(2023, 1, 28)
    assert last_workday(calendar, date(2023, 1, 21), date(2023, 1, 22)) == date(2023, 1, 22)
    assert calendar.to_dict()["known_until"] == "2023-12-31"
    assert calendar.is_provisional(date(2022, 12, 31))
    assert not WorkdayList().is_provisional(date(2022, 12, 31))


def test_a_span_that_leaves_the_calendar_ends_on_no_day() -> None:
    assert read_deadline("5个工作日内", issued=date.max).latest is None
    assert read_deadline("1年内", issued=date.max).latest is None


def test_without_the_published_list_there_is_no_calendar_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "chinese_calendar", None)

    assert mainland_china(2020, 2023) is None
