"""A duty falls due between two days: some times skipped, some moved, on working days if asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.occurrences import occurrences
from pilotflow.dates.read import read_deadline
from pilotflow.dates.recurrence import Term
from pilotflow.dates.windows import windows
from pilotflow.dates.workdays import WorkdayList

DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
texts = st.sampled_from(
    ["每月25日前", "每季度", "每周一", "每月底", "每学期", "每年6月至9月", "逢双月", "每年两次", "每日"]
)


class NeverWorks:
    """A calendar without a working day."""

    def is_workday(self, day: date) -> bool:
        return False

    def is_provisional(self, day: date) -> bool:
        return False


@given(texts, days, st.integers(0, 900), st.data())
def test_what_is_skipped_is_left_out_and_what_is_moved_stands_on_its_new_day(
    text: str, first: date, length: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=length)
    duty = read_deadline(text)
    known = windows(duty.recurrence, duty.per, first, last)
    assert occurrences(duty, first, last) == tuple(sorted(known, key=lambda w: (w.first, w.last)))
    keys = [window.key for window in known]
    skipped = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    moved = data.draw(st.dictionaries(st.sampled_from(keys), days)) if keys else {}
    found = {window.key: window for window in occurrences(duty, first, last, skipped=skipped, moved=moved)}
    assert not skipped & found.keys()
    for key, day in moved.items():
        held = first <= day <= last and key not in skipped
        assert (key in found) == held
        assert not held or (found[key].first, found[key].last) == (day, day)
    untouched = [window for window in known if window.key not in skipped and window.key not in moved]
    assert all(found[window.key] == window for window in untouched)


@given(texts, days, st.integers(0, 900), st.sampled_from(["next", "previous"]))
def test_days_move_to_the_nearest_working_day_and_longer_windows_stay(
    text: str, first: date, length: int, rest_day: str
) -> None:
    last = first + timedelta(days=length)
    duty, calendar = read_deadline(text), WorkdayList(days_off=(date(2023, 5, 25),))
    wide = occurrences(duty, first - 31 * DAY, last + 31 * DAY)
    plain = {window.key: window for window in (*wide, *occurrences(duty, first, last))}
    for window in occurrences(duty, first, last, calendar=calendar, rest_day=rest_day):
        assert first <= window.first <= window.last <= last
        before = plain[window.key]
        if before.first != before.last:
            assert window == before
            continue
        assert calendar.is_workday(window.first)
        step = DAY if rest_day == "next" else -DAY
        day = before.first
        while not calendar.is_workday(day):
            day += step
        assert (window.first, window.last, window.provisional) == (day, day, False)


def test_a_day_past_the_published_list_is_provisional() -> None:
    duty = read_deadline("每月25日前")
    calendar = WorkdayList(known_until=date(2023, 2, 28))
    found = occurrences(duty, date(2023, 2, 1), date(2023, 3, 31), calendar=calendar, rest_day="next")
    assert [(window.key, window.first, window.provisional) for window in found] == [
        ("2023-02-25", date(2023, 2, 27), False),
        ("2023-03-25", date(2023, 3, 27), True),
    ]


def test_a_place_without_working_days_ends_the_search() -> None:
    found = occurrences(
        read_deadline("每月25日前"),
        date(2023, 2, 1),
        date(2023, 2, 28),
        calendar=NeverWorks(),
        rest_day="next",
    )
    assert len(found) == 1


@pytest.mark.parametrize("text", ["定期", "2023年底", "", "长期坚持"])
def test_what_has_no_rhythm_falls_due_never(text: str) -> None:
    assert occurrences(read_deadline(text), date(2023, 1, 1), date(2023, 12, 31)) == ()


def test_a_duty_that_counts_by_something_else_is_written_out() -> None:
    duty = Deadline("five times a year", per="5/year")
    (found,) = occurrences(duty, date(2023, 1, 1), date(2023, 12, 31))
    assert (found.key, found.times) == ("2023", 5)


@given(
    st.sampled_from(
        ["每季度", "每周一", "每月第一个工作日", "每年春节前", "年度终了后20个工作日内", "每旬", "每50年",
         "每年11月15日至次年3月15日", "每年2月29日前"]
    ),
    st.sampled_from([date.min, date(9, 1, 1), date(10, 1, 1), date(8900, 12, 1), date(9999, 1, 1), date.max]),
    st.integers(0, 900),
)  # fmt: skip
def test_the_ends_of_the_calendar_hold_no_surprise(text: str, first: date, length: int) -> None:
    last = first + timedelta(days=min(length, (date.max - first).days))
    for window in occurrences(read_deadline(text), first, last, rest_day="next"):
        assert first <= window.first <= window.last


def test_the_nth_working_day_of_a_month_is_counted_by_the_list_of_the_place() -> None:
    year = date(2023, 1, 1), date(2023, 12, 31)
    calendar = WorkdayList(
        days_off=(date(2023, 5, 1), date(2023, 5, 2), date(2023, 12, 29)), known_until=date(2023, 6, 30)
    )
    first = occurrences(read_deadline("每月第一个工作日"), *year, calendar=calendar)
    assert [(window.key, window.first.day) for window in first[:6]] == [
        ("2023-01", 2), ("2023-02", 1), ("2023-03", 1), ("2023-04", 3), ("2023-05", 3), ("2023-06", 1)
    ]  # fmt: skip
    assert [window.provisional for window in first] == [False] * 6 + [True] * 6
    (last,) = occurrences(
        read_deadline("每月最后一个工作日"), date(2023, 12, 1), date(2023, 12, 31), calendar=calendar
    )
    assert last.first == date(2023, 12, 28)


def test_a_place_without_working_days_has_no_nth_one() -> None:
    found = occurrences(
        read_deadline("每月第一个工作日"), date(2023, 2, 1), date(2023, 2, 28), calendar=NeverWorks()
    )
    assert [window.first for window in found] == [date(2023, 2, 28)]


def test_a_span_from_each_festival_ends_where_the_lunar_table_does() -> None:
    duty = read_deadline("每年春节前")
    found = occurrences(duty, date(2023, 1, 1), date(2024, 12, 31))
    assert [(window.key, window.last) for window in found] == [
        ("2023", date(2023, 1, 21)),
        ("2024", date(2024, 2, 9)),
    ]
    assert occurrences(duty, date(2500, 1, 1), date(2501, 12, 31)) == ()
    spring = Deadline(
        "each Spring Festival", recurrence="FREQ=YEARLY", anchor="lunar_calendar", offset="春节"
    )
    assert [each.last for each in occurrences(spring, date(2023, 1, 1), date(2023, 12, 31))] == [
        date(2023, 1, 22)
    ]


def test_a_stretch_of_each_term_is_found_where_the_terms_hold_it() -> None:
    terms = (
        Term("a", date(2022, 9, 1), date(2023, 1, 13)),
        Term("b", date(2023, 2, 13), date(2023, 6, 30)),
    )
    span = date(2022, 9, 1), date(2023, 12, 31)
    found = occurrences(read_deadline("每学期开学后两周内"), *span, terms=terms)
    assert [(window.key, window.first, window.last) for window in found] == [
        ("a", date(2022, 9, 1), date(2022, 9, 15)),
        ("b", date(2023, 2, 13), date(2023, 2, 27)),
    ]
    nowhere = Deadline("x", per="1/term", anchor="term_calendar", offset="2030-spring:end")
    assert occurrences(nowhere, *span, terms=terms) == ()


def test_a_span_after_the_end_of_each_period_is_counted_from_periods_that_are_whole() -> None:
    duty = Deadline("x", recurrence="FREQ=YEARLY", anchor="event:年度终了", offset="20 workdays")
    calendar = WorkdayList(known_until=date(2023, 12, 31))
    found = occurrences(duty, date(2023, 1, 1), date(2024, 12, 31), calendar=calendar)
    assert [(window.key, window.first, window.last, window.provisional) for window in found] == [
        ("2022", date(2023, 1, 1), date(2023, 1, 27), False),
        ("2023", date(2024, 1, 1), date(2024, 1, 26), True),
    ]
    plain = Deadline("x", recurrence="FREQ=YEARLY", anchor="event:年度终了", offset="M6")
    assert [window.key for window in occurrences(plain, date(2023, 1, 1), date(2023, 12, 31))] == ["2023"]


def test_the_words_themselves_may_bound_a_rhythm() -> None:
    year = date(2023, 1, 1), date(2023, 12, 31)
    monthly = [window.key for window in occurrences(read_deadline("2023年3月至6月，每月一次"), *year)]
    assert monthly == ["2023-03", "2023-04", "2023-05", "2023-06"]
    since = [window.key for window in occurrences(read_deadline("2023年9月起每月一次"), *year)]
    assert since == ["2023-09", "2023-10", "2023-11", "2023-12"]
    assert occurrences(read_deadline("2025年3月至6月，每月一次"), *year) == ()


def test_a_day_that_moves_into_the_span_is_found_there_and_nowhere_else() -> None:
    duty = read_deadline("每月15日前")  # 15 April 2023 is a Saturday
    calendar = WorkdayList()
    early = occurrences(duty, "2023-04-01", "2023-04-15", calendar=calendar, rest_day="next")
    late = occurrences(duty, "2023-04-16", "2023-04-30", calendar=calendar, rest_day="next")
    assert [[window.first for window in found] for found in (early, late)] == [[], [date(2023, 4, 17)]]
    with pytest.raises(ValueError, match="sideways"):
        occurrences(duty, "2023-04-01", "2023-04-15", rest_day="sideways")


def test_a_key_that_names_no_window_is_refused_with_those_there_are() -> None:
    duty = read_deadline("first Monday of each month")
    for wrong in ({"moved": {"2024-05": "2024-05-07"}}, {"skipped": ["2024-08"]}):
        with pytest.raises(ValueError, match=r"no window is called 2024-0.; windows are called 20"):
            occurrences(duty, "2024-04-01", "2024-12-31", **wrong)
    (found,) = occurrences(duty, "2024-05-07", "2024-05-31", moved={"2024-05-06": "2024-05-08"})
    assert (found.key, found.first) == ("2024-05-06", date(2024, 5, 8))


def test_what_is_moved_is_still_owed_as_often() -> None:
    duty = read_deadline("每年5次")
    (found,) = occurrences(duty, "2023-01-01", "2023-12-31", moved={"2023": "2023-05-05"})
    assert (found.first, found.times) == (date(2023, 5, 5), 5)


def test_terms_are_taken_as_a_plan_file_has_them() -> None:
    terms = [
        {"id": "a", "from": "2022-09-01", "to": "2023-01-13"},
        {"first": "2023-02-13", "last": "2023-06-30"},
    ]
    found = occurrences(read_deadline("每学期"), "2022-09-01", "2023-12-31", terms=terms)
    assert [window.key for window in found] == ["a", "2023-02-13"]


def test_every_working_day_is_one_of_the_list() -> None:
    calendar = WorkdayList(days_off=(date(2023, 10, 2),), make_up=(date(2023, 10, 7),))
    found = occurrences(read_deadline("每个工作日"), "2023-09-29", "2023-10-08", calendar=calendar)
    assert [window.first.day for window in found] == [29, 3, 4, 5, 6, 7]


def test_a_season_without_days_yields_none() -> None:
    assert occurrences(read_deadline("汛期每周"), "2023-01-01", "2023-12-31") == ()


def test_each_break_lies_between_two_terms() -> None:
    terms = (
        Term("a", date(2022, 9, 1), date(2023, 1, 13)),
        Term("b", date(2023, 2, 13), date(2023, 6, 30)),
        Term("c", date(2023, 9, 1), date(2024, 1, 12)),
    )
    span = date(2022, 9, 1), date(2024, 8, 31)
    winter = occurrences(read_deadline("每年寒假"), *span, terms=terms)
    assert [(window.first, window.last) for window in winter][:1] == [(date(2023, 1, 14), date(2023, 2, 12))]


def test_a_school_year_is_one_however_many_terms_it_has() -> None:
    terms = (
        Term("a", date(2022, 9, 1), date(2023, 1, 13)),
        Term("b", date(2023, 2, 13), date(2023, 6, 30)),
    )
    yearly = Deadline("x", per="1/school-year", anchor="term_calendar", offset="each:before")
    found = occurrences(yearly, date(2022, 1, 1), date(2023, 12, 31), terms=terms)
    assert [window.last for window in found] == [date(2022, 8, 31)]
