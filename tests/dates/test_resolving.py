"""A time limit that counts from an event has its window once the day of the event is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline
from pilotflow.dates.resolving import event_of, resolved, waits, waits_for_launch
from pilotflow.dates.workdays import WorkdayList

WEEKDAYS = WorkdayList()
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
counted = st.sampled_from(
    [
        "自收到批复之日起15个工作日内",
        "收到批复后一个月内",
        "收到批复后2—3年内",
        "收到批复之日起半年内",
        "收到批复前30日",
    ]
)


@given(counted, days)
def test_resolving_later_is_the_same_as_knowing_the_event_before(text: str, day: date) -> None:
    open_yet = read_deadline(text, calendar=WEEKDAYS)
    assert waits(open_yet)
    known = read_deadline(text, events={str(event_of(open_yet)): day}, calendar=WEEKDAYS)
    assert resolved(open_yet, day, calendar=WEEKDAYS) == known
    assert not waits(known)


@given(st.sampled_from(["第一个月", "M6", "M3-M6", "试点期限为2年", "自启动之日起一个月内"]), days)
def test_the_start_of_the_programme_is_an_event_too(text: str, day: date) -> None:
    open_yet = read_deadline(text, calendar=WEEKDAYS)
    assert waits_for_launch(open_yet)
    assert resolved(open_yet, day, calendar=WEEKDAYS) == read_deadline(text, start=day, calendar=WEEKDAYS)


@given(st.sampled_from(["一个月内", "within 15 working days of issue", "两年内"]), days)
def test_the_day_of_issue_can_be_known_later(text: str, day: date) -> None:
    open_yet = read_deadline(text, calendar=WEEKDAYS)
    assert event_of(open_yet) is None
    assert not waits_for_launch(open_yet)
    assert resolved(open_yet, day, calendar=WEEKDAYS) == read_deadline(text, issued=day, calendar=WEEKDAYS)


@pytest.mark.parametrize(
    "text", ["2023年底", "长期坚持", "每季度", "尽快", "本学期末", "春节前", "", "6月底前"]
)
def test_what_waits_for_no_event_is_refused(text: str) -> None:
    found = read_deadline(text)
    assert not waits(found)
    with pytest.raises(ValueError, match="waits for no day"):
        resolved(found, date(2023, 1, 1), calendar=WEEKDAYS)


def test_a_window_past_the_last_day_there_is_is_refused() -> None:
    with pytest.raises(ValueError, match="past the days that can be computed"):
        resolved(read_deadline("自启动之日起三年内"), date(9999, 1, 1), calendar=WEEKDAYS)


def test_strict_conventions_refuse_days_that_are_not_published() -> None:
    limit = Deadline("a", anchor="event:a", offset="15 workdays")
    calendar = WorkdayList(known_until=date(2023, 1, 10))
    found = resolved(limit, date(2023, 1, 2), calendar=calendar)
    assert (found.latest, found.provisional) == (date(2023, 1, 23), True)
    with pytest.raises(ValueError, match="past the days"):
        resolved(limit, date(2023, 1, 2), calendar=calendar, conventions=Conventions(strict=True))
