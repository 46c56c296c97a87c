"""A time limit says what it says and cannot contradict itself; a clock says a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow import Deadline, ManualClock, SystemClock
from pilotflow.dates.workdays import WorkdayList

days = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@given(days, days)
def test_a_window_never_ends_before_it_begins(earliest: date, latest: date) -> None:
    if earliest > latest:
        with pytest.raises(ValueError):
            Deadline("x", earliest=earliest, latest=latest)
    else:
        assert Deadline("x", earliest=earliest, latest=latest).latest == latest


@given(days, days, days)
def test_another_last_day_keeps_the_words_and_drops_what_no_longer_holds(
    a: date, b: date, latest: date
) -> None:
    first, last = min(a, b), max(a, b)
    before = Deadline("到年底", earliest=first, latest=last, alternatives=(first,), vague=True, sustain=True)
    after = before.with_latest(latest)
    assert (after.text, after.latest, after.sustain) == ("到年底", latest, True)
    assert (after.alternatives, after.vague) == ((), False)
    assert after.earliest == (first if first <= latest else None)


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        Deadline("x", precision="fortnight")


def test_a_time_limit_in_json_has_every_field_and_iso_days() -> None:
    found = Deadline("x", latest=date(2022, 12, 31), dates=(date(2022, 6, 30),)).to_dict()
    assert found["latest"] == "2022-12-31"
    assert found["earliest"] is None
    assert found["dates"] == ["2022-06-30"]


def test_a_manual_clock_stands_until_it_is_moved() -> None:
    clock = ManualClock(date(2022, 12, 9))
    assert clock.now() == clock.now() == datetime(2022, 12, 9, 12, tzinfo=UTC)
    clock.set("2022-12-09T20:00:00+08:00")
    assert clock.now() == datetime(2022, 12, 9, 12, tzinfo=UTC)
    clock.advance(days=1, hours=1, seconds=1)
    assert clock.now() == datetime(2022, 12, 10, 13, 0, 1, tzinfo=UTC)


def test_a_naive_instant_says_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ManualClock("2022-12-09T20:00:00")


def test_the_clock_of_the_machine_goes_forward_in_utc() -> None:
    clock = SystemClock()
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first


def test_working_days_in_json_are_in_order_and_name_their_edition() -> None:
    calendar = WorkdayList("CN/1", (date(2023, 1, 23),), (date(2023, 1, 28),), date(2023, 12, 31))
    assert calendar.to_dict() == {
        "edition": "CN/1",
        "days_off": ["2023-01-23"],
        "make_up": ["2023-01-28"],
        "known_until": "2023-12-31",
    }
    assert WorkdayList().to_dict()["known_until"] is None
