"""What would settle a time limit, when it comes round, and why it was read so."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates import tables

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.explaining import Known, is_launch, needed, upcoming
from pilotflow.dates.occurrences import bound_of
from pilotflow.dates.recurrence import Term
from pilotflow.dates.resolving import event_of
from pilotflow.dates.windows import windows
from pilotflow.dates.workdays import WorkdayList
from pilotflow.language.rules_of_reading import rule_in_words

ROWS = [row for name in ("deadlines", "held_out", "forms", "english") for row in tables.rows(name)]
ISSUED = date(2022, 12, 9)
TERMS = (
    Term("autumn", date(2022, 9, 5), date(2023, 1, 13)),
    Term("spring", date(2023, 2, 13), date(2023, 6, 30)),
    Term("next", date(2023, 9, 4), date(2024, 1, 19)),
)
TEXTS = sorted({row["text"] for row in ROWS})


def has_window(found: Deadline) -> bool:
    return found.earliest is not None or found.latest is not None


def given_what_is_needed(names: tuple[str, ...], found: Deadline, known: Known) -> Known:
    """The same with what was asked for."""
    import attrs

    values: dict[str, Any] = {
        "issued": ISSUED,
        "start": date(2023, 1, 10),
        "terms": TERMS,
        "events": {event_of(found): (date(2023, 3, 1), date(2023, 3, 2))},
    }
    return attrs.evolve(known, **{name: values[name] for name in names})


@pytest.mark.parametrize(("language", "stop"), [("en", "."), ("zh", "。")])
def test_every_rule_of_the_readers_has_words(language: str, stop: str) -> None:
    for known in (Known(), Known(issued=ISSUED, start=ISSUED, terms=TERMS)):
        rules = {(found.rule, found.vague) for found in map(known.read, TEXTS)}
        words = {rule: rule_in_words(rule, language, vague=vague) for rule, vague in rules}
        assert [rule for rule, said in words.items() if not (said or "").endswith(stop)] == []


def test_a_rule_that_nobody_described_has_none() -> None:
    assert rule_in_words("zh.reads-tea-leaves") is None


def test_a_part_of_a_longer_period_is_explained_only_where_it_is_named() -> None:
    plain, part = (rule_in_words("zh.quarter", vague=vague) for vague in (False, True))
    assert plain is not None
    assert part is not None
    assert part.startswith(f"{plain} ")


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_needed_settles_the_days_or_nothing_more_is_asked_for(text: str) -> None:
    known = Known()
    found = known.read(text)
    for _ in range(4):
        names = needed(found, known)
        if not names:
            break
        known = given_what_is_needed(names, found, known)
        found = known.read(text)
    assert needed(found, known) == ()
    rhythmic = found.recurrence or found.per
    asked_for = known != Known()
    assert not asked_for or has_window(found) or rhythmic or found.vague, found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2023年底前", ()),
        ("下月底前", ("issued",)),
        ("即日起至2023年6月底", ("issued",)),
        ("收到申请后15个工作日内", ("events",)),
        ("within 15 working days of receipt of the application", ("events",)),
        ("主汛期", ("events",)),
        ("M6", ("start",)),
        ("第一个月", ("start",)),
        ("开学前", ("terms",)),
        ("每学期开学后两周内", ("terms",)),
        ("春节前", ("issued",)),
        ("清明节前", ("issued",)),
        ("每年春节前", ()),
        ("季度终了后45日内", ()),
        ("定期通报", ()),
        ("投资1358万元", ()),
    ],
)
def test_what_is_needed_is_what_the_words_count_from(text: str, names: tuple[str, ...]) -> None:
    assert needed(Known().read(text), Known()) == names


def test_nothing_is_asked_for_that_would_not_help() -> None:
    known = Known(issued=ISSUED)
    assert needed(known.read("国庆假期后"), known) == ()
    ended = Known(issued=date(2025, 1, 1), terms=TERMS)
    assert needed(ended.read("开学前"), ended) == ()
    assert needed(Known(terms=TERMS).read("本学期内"), Known(terms=TERMS)) == ("issued",)


def test_only_events_and_seasons_have_a_day_to_be_given() -> None:
    assert event_of(Deadline("", anchor="event:收到申请")) == "收到申请"
    assert event_of(Deadline("", anchor="event")) == ""
    assert event_of(Deadline("", anchor="term_calendar")) is None
    assert is_launch(Deadline("", anchor="event:launch"))
    assert not is_launch(Deadline("", anchor="event:收到申请"))


@given(text=st.sampled_from(TEXTS), since=st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_what_comes_next_is_ahead_in_order_and_at_most_as_much_as_asked_for(text: str, since: date) -> None:
    known = Known(terms=TERMS, calendar=WorkdayList())
    found = known.read(text)
    coming = upcoming(found, since, known)
    assert len(coming) <= 3
    assert found.recurrence or found.per or not coming
    first = max(since, found.earliest or since)
    assert all(first <= window.last for window in coming)
    assert all(window.first <= window.last for window in coming)
    assert all(before.last < after.last for before, after in pairwise(coming))
    bound = bound_of(found)
    assert bound is None or all(window.last <= bound for window in coming)


@given(
    text=st.sampled_from(["每季度", "每月25日前", "每年3月1日至5月底", "every Monday", "逢双月", "每两年"]),
    since=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
)
def test_a_rhythm_of_the_calendar_comes_round_in_its_windows(text: str, since: date) -> None:
    found = Known().read(text)
    whole = windows(found.recurrence, found.per, since, date(since.year + 12, since.month, 1))
    assert upcoming(found, since, Known()) == whole[:3]


def ends(text: str, since: date = ISSUED, known: Known | None = None) -> list[str]:
    known = known or Known()
    return [window.last.isoformat() for window in upcoming(known.read(text), since, known)]


def test_what_moves_each_year_has_its_own_days() -> None:
    # Spring Festival 2023 to 2025: 22 January, 10 February, 29 January; Qingming: 5, 4, 4 April.
    assert ends("每年春节前") == ["2023-01-21", "2024-02-09", "2025-01-28"]
    assert ends("每年清明节前") == ["2023-04-04", "2024-04-03", "2025-04-03"]
    assert ends("季度终了后45日内") == ["2023-02-14", "2023-05-15", "2023-08-14"]
    assert ends("季度终了后45日内", date(2022, 11, 14))[0] == "2022-11-14"


def test_what_counts_by_terms_comes_round_as_often_as_there_are_terms() -> None:
    known = Known(terms=TERMS)
    assert ends("每学期召开一次") == []
    assert ends("每学期召开一次", known=known) == ["2023-01-13", "2023-06-30", "2024-01-19"]
    assert ends("每学期开学后两周内", known=known) == ["2023-02-27", "2023-09-18"]


def test_working_days_after_a_period_are_provisional_past_the_published_list() -> None:
    calendar = WorkdayList(known_until=date(2023, 3, 31))
    known = Known(calendar=calendar)
    coming = upcoming(known.read("年度终了后20个工作日内"), ISSUED, known)
    assert [window.provisional for window in coming] == [False, True, True]


def test_a_rhythm_that_ends_comes_round_no_more() -> None:
    assert ends("2023—2025年每年12月底前", date(2025, 1, 1)) == ["2025-12-31"]
    assert ends("2023—2025年每年12月底前", date(2026, 1, 1)) == []


def test_the_rarest_days_are_found_and_none_is_made_up() -> None:
    rare = 'every year [rhythm: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"]'
    assert ends(rare, date(2022, 12, 9)) == ["2024-02-29", "2028-02-29", "2032-02-29"]
    assert (
        ends("每50年", date(2022, 12, 9)) == []
    )  # where the stretch of years ends lies beyond what is looked at


@pytest.mark.parametrize(
    "text",
    [
        "每季度",
        "每月25日前",
        'every year [counted from: "lunar_calendar"; offset: "nobody P1D"]',
        'every year [counted from: "lunar_calendar"; offset: "春节 soon"]',
        'every term [counted from: "term_calendar"; offset: "²-each:start P1D"]',
        'every quarter [counted from: "event:季度终了"; offset: "soon"]',
    ],
)
def test_past_the_calendar_and_for_offsets_nobody_writes_nothing_is_said(text: str) -> None:
    known = Known(terms=TERMS)
    assert len(upcoming(known.read(text), date.max, known)) <= 1
