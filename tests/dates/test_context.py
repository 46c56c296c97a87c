"""What is known beside the words decides what they mean: issue, start, events, terms, working days, conventions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.read import read_deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.workdays import WorkdayList, mainland_china

TERMS = (
    Term("2022-1", date(2022, 9, 5), date(2023, 1, 13)),
    Term("2022-2", date(2023, 2, 13), date(2023, 6, 30)),
    Term("2023-1", date(2023, 9, 4), date(2024, 1, 19)),
)


def window(text: str, **known: Any) -> tuple[str | None, str | None]:
    found = read_deadline(text, **known).to_dict()
    return found["earliest"], found["latest"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("开学前", None, "2023-02-12"),
        ("本学期内", "2022-09-05", "2023-01-13"),
        ("学期末", None, "2023-01-13"),
        ("下学期开学前", None, "2023-02-12"),
        ("下学期初", "2023-02-13", "2023-02-13"),
        ("开学后两周内", None, "2023-02-27"),
        ("开学前5个工作日", None, "2023-02-06"),
        ("学期结束后10日内", None, "2023-01-23"),
        ("秋季学期", "2022-09-05", "2023-01-13"),
        ("秋季学期开学前", None, "2023-09-03"),
        ("春季学期开学前", None, "2023-02-12"),
        ("2023年秋季学期", "2023-09-04", "2024-01-19"),
        ("2022-2023学年第一学期", "2022-09-05", "2023-01-13"),
        ("2022-2023学年第二学期末", None, "2023-06-30"),
        ("2022—2023学年", "2022-09-05", "2023-06-30"),
        ("寒假前", None, "2023-01-13"),
        ("寒假期间", "2023-01-14", "2023-02-12"),
        ("2023年寒假期间", "2023-01-14", "2023-02-12"),
        ("暑假期间", "2023-07-01", "2023-09-03"),
        ("2023年暑假前", None, "2023-06-30"),
        ("2024年寒假期间", None, None),
        ("2025年秋季学期", None, None),
        ("before the start of term", None, "2023-02-12"),
        ("by the end of the autumn term", None, "2023-01-13"),
        ("by the end of the spring term 2023", None, "2023-06-30"),
        ("during the summer holidays", "2023-07-01", "2023-09-03"),
    ],
)
def test_terms_give_school_words_their_days(text: str, first: str | None, last: str | None) -> None:
    assert window(text, issued="2022-12-09", terms=TERMS) == (first, last)


@pytest.mark.parametrize("text", ["开学前", "本学期内", "寒假前", "春季学期", "by the end of term"])
def test_without_terms_school_words_keep_what_they_wait_for(text: str) -> None:
    found = read_deadline(text, issued="2022-12-09")

    assert (found.latest, found.anchor, found.precision) == (None, "term_calendar", "none")
    assert found.offset is not None


def test_terms_may_be_rows_of_a_plan_file_or_pairs_of_days() -> None:
    rows = [{"id": "a", "from": "2023-02-13", "to": "2023-06-30"}]

    assert window("春季学期", terms=rows) == window("春季学期", terms=[("2023-02-13", "2023-06-30")])
    assert window("春季学期", terms=rows) == ("2023-02-13", "2023-06-30")


def test_among_several_terms_nothing_is_chosen_without_a_day_of_issue() -> None:
    assert window("本学期内", terms=TERMS) == (None, None)
    assert window("春季学期", terms=TERMS) == ("2023-02-13", "2023-06-30")


@pytest.mark.parametrize(
    ("text", "events", "first", "last"),
    [
        ("自收到申请之日起20个工作日内", {"收到申请": date(2023, 3, 1)}, None, "2023-03-29"),
        ("应当在有效期届满三十日前", {"有效期届满": "2023-06-30"}, None, "2023-05-31"),
        ("合同到期前一个月", {"合同到期": "2023-03-31"}, None, "2023-02-28"),
        ("会后5个工作日内", {"会议": "2023-03-01"}, None, "2023-03-08"),
        ("汛期前", {"汛期": "2023-04-15"}, None, "2023-04-14"),
        ("汛期期间", {"汛期": ("2023-04-15", "2023-10-15")}, "2023-04-15", "2023-10-15"),
        ("汛期结束后60日内", {"汛期结束": "2023-10-15"}, None, "2023-12-14"),
        ("两会前", {"两会": "2023-03-04"}, None, "2023-03-03"),
        ("两会前一周", {"两会": "2023-03-04"}, None, "2023-02-25"),
        ("3-5个工作日内", {}, "2022-12-14", "2022-12-16"),
        (
            "within 30 days of receipt of the application",
            {"receipt of the application": "2023-03-01"},
            None,
            "2023-03-31",
        ),
        ("10 working days before the meeting", {"meeting": "2023-03-15"}, None, "2023-03-01"),
        ("within 6 to 9 months of launch", {"launch": "2023-01-31"}, "2023-07-31", "2023-10-31"),
    ],
)
def test_a_known_event_resolves_what_counts_from_it(
    text: str, events: dict[str, Any], first: str | None, last: str | None
) -> None:
    found = read_deadline(text, issued="2022-12-09", events=events)

    assert (found.to_dict()["earliest"], found.to_dict()["latest"]) == (first, last)
    assert found.anchor is not None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("第一个月", "2023-01-10", "2023-02-09"),
        ("第3-6个月", "2023-03-10", "2023-07-09"),
        ("第二周", "2023-01-17", "2023-01-23"),
        ("第一年", "2023-01-10", "2024-01-09"),
        ("试点期限为2年", None, "2025-01-10"),
        ("M6", "2023-06-10", "2023-07-09"),
        ("by M6", None, "2023-07-09"),
        ("months 3-6", "2023-03-10", "2023-07-09"),
        ("week 2", "2023-01-17", "2023-01-23"),
    ],
)
def test_the_start_of_the_programme_resolves_its_months(text: str, first: str | None, last: str) -> None:
    assert window(text, start="2023-01-10") == (first, last)
    assert window(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "offset", "issued", "first", "last"),
    [
        ("6月底前", "N+0-06-31", "2023-08-01", None, "2024-06-30"),
        ("3-4月", "N+0-03-01/N+0-04-31", "2023-03-20", "2023-03-01", "2023-04-30"),
        ("11月15日至次年3月15日", "N+0-11-15/N+1-03-15", "2022-10-01", "2022-11-15", "2023-03-15"),
        ("今年年底前", "Y+0-12-31", "2022-12-09", None, "2022-12-31"),
        ("明年上半年", "Y+1-01-01/Y+1-06-31", "2022-12-09", "2023-01-01", "2023-06-30"),
        ("下月10日前", "M+1-10", "2022-12-09", None, "2023-01-10"),
        ("本季度内", "Q+0-03-31", "2022-12-09", None, "2022-12-31"),
        ("下季度末前", "Q+1-03-31", "2022-12-09", None, "2023-03-31"),
        ("下周五前", "W+1-5", "2022-12-09", None, "2022-12-16"),
        ("即日起至2023年6月底", "D+0/2023-06-30", "2023-03-10", "2023-03-10", "2023-06-30"),
        ("元旦前", "N-1-12-31", "2022-12-09", None, "2022-12-31"),
        ("教师节前", "N+0-09-09", "2022-12-09", None, "2023-09-09"),
        ("到国庆节", "N+0-10-01", "2022-12-09", None, "2023-10-01"),
        ("国庆节前", "N+0-09-31", "2022-12-09", None, "2023-09-30"),
        ("今年国庆节前", "Y+0-09-31", "2022-06-09", None, "2022-09-30"),
        ("by 30 June", "N+0-06-30", "2022-12-09", None, "2023-06-30"),
        ("by the end of next month", "M+1-31", "2023-01-31", None, "2023-02-28"),
        ("明天前", "D+1", "2022-12-09", None, "2022-12-10"),
        ("一个月内", "P1M", "2023-01-31", None, "2023-02-28"),
    ],
)
def test_without_a_day_of_issue_the_words_wait_for_it(
    text: str, offset: str, issued: str, first: str | None, last: str
) -> None:
    waiting = read_deadline(text)

    assert (waiting.anchor, waiting.offset) == ("issued", offset)
    assert waiting.latest in (None, date(2023, 6, 30))
    assert window(text, issued=issued) == (first, last)


@pytest.mark.parametrize("text", ["春节前", "除夕前", "清明节前", "before Chinese New Year"])
def test_a_moving_festival_waits_with_its_calendar(text: str) -> None:
    found = read_deadline(text)

    assert found.latest is None
    assert found.anchor in ("lunar_calendar", "solar_term")
    assert str(found.offset).endswith(" -P1D")


def test_past_the_published_list_working_days_are_provisional() -> None:
    known = read_deadline("10个工作日内", issued="2023-09-22")
    later = read_deadline("10个工作日内", issued="2093-09-22")
    earlier = read_deadline("10个工作日内", issued="1993-09-22")

    assert (str(known.latest), known.provisional) == ("2023-10-12", False)
    assert (str(later.latest), later.provisional) == ("2093-10-06", True)
    assert earlier.provisional


def test_strict_readers_refuse_what_would_be_provisional() -> None:
    found = read_deadline("10个工作日内", issued="2093-09-22", conventions=Conventions(strict=True))

    assert (found.latest, found.provisional, found.offset) == (None, True, "10 workdays")


def test_the_calendar_given_counts_before_the_usual_one() -> None:
    off = WorkdayList(days_off=(date(2022, 12, 12),))

    assert window("3个工作日内", issued="2022-12-09", calendar=off)[1] == "2022-12-15"
    assert window("within 3 working days", issued="2023-01-19")[1] == "2023-01-24"


def test_without_the_published_list_everything_counted_is_provisional(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pilotflow.dates import workdays

    monkeypatch.setattr(workdays, "mainland_china", lambda first, last: None)

    found = workdays.usual.__wrapped__(True)

    assert found.is_provisional(date(2023, 1, 1))


@pytest.mark.parametrize(
    ("text", "conventions", "last", "others"),
    [
        ("2023年6月30日前", Conventions(before_day="exclusive"), "2023-06-29", ["2023-06-30"]),
        ("2023年6月30日（含）前", Conventions(before_day="exclusive"), "2023-06-30", []),
        ("2022年12月中旬前", Conventions(before_dekad="start"), "2022-12-10", ["2022-12-20"]),
        ("2023年6月前", Conventions(before_period="end"), "2023-06-30", ["2023-05-31"]),
        ("2022年12月初", Conventions(early_month=5), "2022-12-05", []),
        ("2019年初", Conventions(early_year=1), "2019-01-31", []),
        ("2023年年中", Conventions(middle_of_year=7), "2023-07-31", ["2023-08-31"]),
        ("FY2025", Conventions(fiscal_year=4), "2025-03-31", []),
        ("FY2024/25", Conventions(fiscal_year=4), "2025-03-31", []),
        ("Q2 FY2025", Conventions(fiscal_year=10), "2025-03-31", []),
        ("H1 FY2025", Conventions(fiscal_year=4), "2024-09-30", []),
        ("3/4/2024", Conventions(day_order="mdy"), "2024-03-04", []),
        ("3/4/2024", Conventions(day_order="dmy"), "2024-04-03", []),
    ],
)
def test_conventions_settle_what_usage_leaves_open(
    text: str, conventions: Conventions, last: str, others: list[str]
) -> None:
    found = read_deadline(text, conventions=conventions)

    assert str(found.latest) == last
    assert [str(day) for day in found.alternatives] == others


@pytest.mark.parametrize(
    ("rolls", "last"), [("stay", "2022-12-24"), ("next", "2022-12-26"), ("previous", "2022-12-23")]
)
def test_a_span_that_ends_on_a_day_off_rolls_as_the_convention_says(rolls: str, last: str) -> None:
    found = read_deadline("半个月内", issued="2022-12-09", conventions=Conventions(rest_day=rolls))

    assert str(found.latest) == last


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 60))
def test_months_are_added_from_the_anchor_and_clamped(issued: date, count: int) -> None:
    last = read_deadline(f"{count}个月内", issued=issued).latest

    assert last is not None
    assert (last.year * 12 + last.month) - (issued.year * 12 + issued.month) == count
    assert last.day == issued.day or last.day < issued.day <= 31


@given(st.dates(date(2004, 1, 1), date(2026, 6, 30)), st.integers(1, 30))
def test_working_days_are_counted_as_the_published_list_has_them(issued: date, count: int) -> None:
    calendar = mainland_china(2004, 2026)
    assert calendar is not None

    last = read_deadline(f"{count}个工作日内", issued=issued).latest

    assert last is not None
    assert calendar.is_workday(last)
    days = (date.fromordinal(n) for n in range(issued.toordinal() + 1, last.toordinal() + 1))
    assert sum(calendar.is_workday(day) for day in days) == count


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 12))
def test_a_month_without_a_year_is_the_next_one_after_issue(issued: date, month: int) -> None:
    last = read_deadline(f"{month}月底前", issued=issued).latest

    assert last is not None
    assert last.month == month
    assert 0 <= (last - issued).days <= 366


def test_a_period_that_is_over_ends_before_it_begins_as_the_words_say() -> None:
    found = read_deadline("2021年前", issued="2022-12-09")

    assert (str(found.latest), found.vague) == ("2020-12-31", True)
    assert [str(day) for day in found.alternatives] == ["2021-12-31"]


def test_a_period_that_runs_already_can_only_mean_its_end() -> None:
    assert str(read_deadline("2022年前", issued="2022-12-09").latest) == "2022-12-31"


def test_a_start_after_the_end_is_a_slip_that_is_told() -> None:
    found = read_deadline("自2024年1月1日起施行，有效期至2023年6月30日")

    assert (found.earliest, str(found.latest), found.vague) == (None, "2023-06-30", True)
