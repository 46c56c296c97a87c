"""Rhythms: windows tile the calendar, and the next look never drifts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.dates.read import read_deadline
from pilotflow.dates.recurrence import Term, add_months, named_days, next_after, parse
from pilotflow.dates.windows import is_per, windows
from pilotflow.dates.workdays import WorkdayList, last_workday

DAY = timedelta(days=1)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
rhythms = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=10",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;INTERVAL=5",
        "FREQ=MONTHLY;INTERVAL=6",
        "FREQ=YEARLY",
        "FREQ=YEARLY;INTERVAL=2",
    ]
)


@given(rhythms, days, st.integers(0, 800))
def test_windows_follow_each_other_without_a_gap_and_fill_the_span(
    rhythm: str, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = windows(rhythm, None, first, last)
    assert found[0].first == first
    assert found[-1].last == last
    assert all(a.last + DAY == b.first for a, b in pairwise(found))
    assert len({window.key for window in found}) == len(found)


@given(rhythms, days, st.integers(0, 2000))
def test_the_next_look_is_after_the_last_and_a_multiple_of_the_rhythm(
    rhythm: str, anchor: date, gap: int
) -> None:
    after = anchor + timedelta(days=gap)
    following = next_after(rhythm, anchor, after)
    assert following > after
    assert next_after(rhythm, anchor, following - DAY) == following


def test_a_rhythm_that_names_days_gives_those_days() -> None:
    found = windows("FREQ=MONTHLY;BYMONTHDAY=-1", None, date(2023, 1, 15), date(2023, 3, 31))
    assert [window.first for window in found] == [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31)]
    assert all(window.first == window.last and window.key == window.first.isoformat() for window in found)


def test_the_next_look_of_a_rhythm_that_names_days_is_the_next_such_day() -> None:
    first_mondays = "FREQ=MONTHLY;BYDAY=1MO"
    assert next_after(first_mondays, date(2023, 1, 1), date(2023, 5, 1)) == date(2023, 6, 5)


def test_a_rhythm_whose_days_never_come_is_looked_at_when_its_span_is_over() -> None:
    leap, day = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(1896, 3, 1)  # 1900 was no leap year
    assert next_after(leap, day, day) == day + 5 * 366 * DAY


@pytest.mark.parametrize(
    "rhythm",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=99",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=WEEKLY;BYWEEKNO=0",
        "FREQ=MONTHLY;BYDAY=99MO",
        "FREQ=MONTHLY;BYDAY=MON",
        "FREQ=MONTHLY;BYSETPOS=1,;BYDAY=MO",
    ],
)
def test_a_rule_whose_days_never_come_or_that_names_hours_is_refused(rhythm: str) -> None:
    with pytest.raises(ValueError, match="FREQ"):
        parse(rhythm)


@pytest.mark.parametrize(
    "rhythm",
    [
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1",
        "FREQ=DAILY;INTERVAL=3;BYDAY=MO",
    ],
)
@given(days, st.integers(0, 900), st.integers(0, 900))
def test_days_of_longer_intervals_do_not_depend_on_where_one_looks(
    rhythm: str, first: date, before: int, length: int
) -> None:
    last = first + timedelta(days=length)
    wide = windows(rhythm, None, first - timedelta(days=before), last)
    assert windows(rhythm, None, first, last) == tuple(window for window in wide if window.first >= first)


@pytest.mark.parametrize(
    "rhythm",
    [
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1",
        "FREQ=MONTHLY;INTERVAL=7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=DAILY;INTERVAL=9;BYDAY=MO,TH",
    ],
)
@given(days, st.integers(-400, 400), st.integers(0, 900))
def test_longer_intervals_are_counted_from_the_first_day_a_duty_can_be_owed(
    rhythm: str, since: date, before: int, length: int
) -> None:
    start = datetime.combine(since, time())
    each_time = ";".join(part for part in rhythm.split(";") if not part.startswith("INTERVAL"))
    first = next(day for day in rrulestr(each_time, dtstart=start) if day >= start)
    end = first + timedelta(days=length)
    expected = [day.date() for day in rrulestr(f"{rhythm};UNTIL={end:%Y%m%d}T000000", dtstart=first)]
    look = since - timedelta(days=before)
    found = named_days(rhythm, look, end.date(), since)
    assert [day for day in found if day >= since] == [
        day for day in expected if day >= since - timedelta(days=before)
    ]


@pytest.mark.parametrize(
    "text", ["every two weeks on Wednesday", "every two weeks on Wednesday from 9 December 2026"]
)
def test_every_second_week_begins_with_the_day_that_is_named(text: str) -> None:
    begin = date(2026, 12, 9) if "from" not in text else date(2026, 11, 30)
    found = read_deadline(text, issued=date(2026, 11, 23)).occurrences(begin, date(2027, 1, 6))
    assert [window.key for window in found] == ["2026-12-09", "2026-12-23", "2027-01-06"]


def test_duties_counted_by_term_follow_the_terms_of_the_plan() -> None:
    terms = [
        Term("autumn", date(2022, 9, 1), date(2023, 1, 13)),
        Term("spring", date(2023, 2, 13), date(2023, 6, 30)),
    ]
    found = windows(None, "1/term", date(2022, 12, 9), date(2023, 3, 1), terms)
    assert [(w.key, w.first, w.last) for w in found] == [
        ("autumn", date(2022, 12, 9), date(2023, 1, 13)),
        ("spring", date(2023, 2, 13), date(2023, 3, 1)),
    ]
    assert windows(None, None, date(2022, 12, 9), date(2023, 3, 1), terms) == ()


@pytest.mark.parametrize(
    "rhythm",
    [
        "",
        "each quarter",
        "FREQ=HOURLY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;FREQ=DAILY",
    ],
)
def test_what_is_no_rhythm_is_refused(rhythm: str) -> None:
    with pytest.raises(ValueError):
        parse(rhythm)


def test_a_day_part_that_calendars_do_not_know_is_refused() -> None:
    with pytest.raises(ValueError):
        parse("FREQ=MONTHLY;BYDAY=9XX")


@given(days, st.integers(-60, 60))
def test_months_are_clamped_and_never_spill_into_the_next(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == day.day or (moved + DAY).day == 1


def test_a_window_without_a_working_day_shows_on_its_last_day() -> None:
    saturday, sunday = date(2023, 4, 1), date(2023, 4, 2)
    assert last_workday(WorkdayList(), saturday, sunday) == sunday
    assert last_workday(WorkdayList(make_up=(saturday,)), saturday, sunday) == saturday


YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("rhythm", "per", "count", "times"),
    [
        ("FREQ=YEARLY", "5/year", 1, 5),
        ("FREQ=MONTHLY;INTERVAL=6", "2/year", 2, 1),
        ("FREQ=MONTHLY;INTERVAL=6", "4/year", 2, 2),
        ("FREQ=MONTHLY", "2/month", 12, 2),
        ("FREQ=YEARLY;BYMONTH=3,9", "2/month", 2, 2),
        ("FREQ=YEARLY;INTERVAL=2", "1/2-year", 1, 1),
        ("FREQ=MONTHLY;INTERVAL=3", None, 4, 1),
        (None, "1/quarter", 4, 1),
        (None, "3/half", 2, 3),
        (None, "1/2-month", 6, 1),
        (None, "1/4-quarter", 1, 1),
        (None, "1/half-month", 24, 1),
        (None, "2/dekad", 36, 2),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "1/half-month", 24, 1),
        (None, "1/06-01..09-30", 1, 1),
        (None, "3/01..10", 12, 3),
        (None, "1/workday", 260, 1),
        (None, "1/week", 53, 1),
        (None, "1/day", 365, 1),
        (None, "1/term", 0, 1),
        (None, None, 0, 1),
    ],
)
def test_a_duty_is_owed_as_often_as_the_words_say(
    rhythm: str | None, per: str | None, count: int, times: int
) -> None:
    found = windows(rhythm, per, *YEAR)
    assert len(found) == count
    assert {window.times for window in found} <= {times}
    assert len({window.key for window in found}) == len(found)


@given(st.sampled_from(["half-month", "dekad"]), days, st.integers(0, 800))
def test_parts_of_months_follow_each_other_without_a_gap(unit: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = windows(None, f"1/{unit}", first, last)
    assert (found[0].first, found[-1].last) == (first, last)
    assert all(a.last + DAY == b.first for a, b in pairwise(found))
    begins = {"half-month": {1, 16}, "dekad": {1, 11, 21}}[unit]
    assert all(window.first.day in begins for window in found[1:])


def test_terms_of_one_school_year_are_one_window_where_that_is_counted() -> None:
    terms = (
        Term("a", date(2022, 9, 1), date(2023, 1, 13)),
        Term("b", date(2023, 2, 13), date(2023, 6, 30)),
        Term("c", date(2023, 9, 1), date(2024, 1, 12)),
    )
    span = date(2022, 1, 1), date(2025, 12, 31)
    assert [(w.key, w.times) for w in windows(None, "2/term", *span, terms)] == [("a", 2), ("b", 2), ("c", 2)]
    assert [(w.key, w.first, w.last) for w in windows(None, "1/school-year", *span, terms)] == [
        ("2022-2023", date(2022, 9, 1), date(2023, 6, 30)),
        ("2023-2024", date(2023, 9, 1), date(2024, 1, 12)),
    ]


@pytest.mark.parametrize(
    "text", ["", "1", "0/month", "1/fortnight", "1/1-month", "1/2-term", "1/2-dekad", "1/06-01..30", "1/00..10",
             "1/13-01..13-02", "1/01..32", "1000/year", "1/month "]
)  # fmt: skip
def test_what_is_no_count_per_window_is_known_as_none(text: str) -> None:
    assert not is_per(text)
