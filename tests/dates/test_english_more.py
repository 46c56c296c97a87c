"""What an English text says of figures, years, feasts and brackets depends on what is known beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.dates.conventions import Conventions
from pilotflow.dates.english.feasts import feast, nth_weekday
from pilotflow.dates.read import read_deadline
from pilotflow.dates.recurrence import Term

ISSUED = "2023-01-16"
APRIL = Conventions(fiscal_year=4)
TERMS = (
    Term("autumn", date(2023, 9, 4), date(2023, 12, 20)),
    Term("spring", date(2024, 1, 8), date(2024, 3, 28)),
    Term("summer", date(2024, 4, 15), date(2024, 7, 19)),
    Term("next", date(2024, 9, 2), date(2024, 12, 20)),
)
years = st.integers(1990, 2090)


def window(text: str, **known: Any) -> tuple[str | None, str | None]:
    found = read_deadline(text, **known).to_dict()
    return found["earliest"], found["latest"]


def sets_nothing(text: str, **known: Any) -> bool:
    found = read_deadline(text, **known)
    return (found.earliest, found.latest, found.recurrence, found.dates, found.sustain) == (
        None, None, None, (), False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this financial year", "2022-04-01", "2023-03-31"),
        ("next financial year", "2023-04-01", "2024-03-31"),
        ("in the current financial year", "2022-04-01", "2023-03-31"),
        ("by the end of the financial year", None, "2023-03-31"),
        ("by financial year end", None, "2023-03-31"),
        ("before the next financial year", None, "2023-03-31"),
        ("FY2024/25", "2024-04-01", "2025-03-31"),
        ("by the end of FY2025", None, "2025-03-31"),
        ("Q1 FY2024/25", "2024-04-01", "2024-06-30"),
    ],
)
def test_conventions_say_when_a_financial_year_begins(text: str, first: str | None, last: str) -> None:
    assert window(text, issued=ISSUED, conventions=APRIL) == (first, last)
    assert not read_deadline(text, issued=ISSUED, conventions=APRIL).vague


@given(years)
def test_without_them_no_usual_end_of_a_financial_year_is_left_out(year: int) -> None:
    found = read_deadline(f"by the end of FY{year}")
    days = {found.latest, *found.alternatives}

    assert found.vague
    assert days >= {date(year, 3, 31), date(year, 9, 30), date(year, 12, 31), date(year + 1, 3, 31)}


def test_a_financial_year_past_the_calendar_has_no_day() -> None:
    assert sets_nothing("next financial year", issued=date.max)
    assert sets_nothing("by the end of the financial year", issued=date.max, conventions=APRIL)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("FY2025 (from 1 October 2024)", "2024-10-01", "2025-09-30"),
        ("FY2024/25 (to 31 March 2025)", "2024-04-01", "2025-03-31"),
        ("FY2025 (January to December)", "2025-01-01", "2025-12-31"),
        ("FY2025 (31 March 2025)", "2024-04-01", "2025-03-31"),
        # What does not say when a year runs leaves it as open as it was.
        ("FY2025 (January to June)", None, "2025-12-31"),
        ("Q2 FY2025 (1 July 2024 - 30 September 2024)", None, "2025-06-30"),
        ("FY2025 (1 July 2024 - 30 September 2024)", None, "2025-12-31"),
        ("FY2024/25 (from 1 March 9999)", None, None),
    ],
)
def test_brackets_say_when_a_financial_year_runs_only_where_they_name_a_year(
    text: str, first: str | None, last: str | None
) -> None:
    assert window(text) == (first, last) or window(text)[1] == last


@given(years, st.integers(1, 11), st.integers(1, 28))
def test_brackets_behind_a_month_of_the_project_say_when_it_began(year: int, month: int, number: int) -> None:
    text = f"due M{number} (project start date 1 March {year})"
    found = read_deadline(text)
    begun = read_deadline(f"M{number}", start=date(year, 3, 1))

    assert found.latest == begun.latest
    assert read_deadline(f"Project start: March {year}; M{number}").latest == begun.latest
    assert read_deadline(f"M{month} and M{number} (M1 = March {year})").latest is not None


def test_a_project_that_starts_on_no_day_gives_its_months_none() -> None:
    assert read_deadline("due M6 (project start 31 June 2023)").latest is None
    assert read_deadline("due M6 (project start in June)").latest is None


@pytest.mark.parametrize(
    ("text", "events", "last"),
    [
        ("within 30 days of receipt (30 June 2024)", {}, None),
        ("within 30 days of receipt (30 June)", {}, None),
        ("within 30 days of receipt (30 June 2024)", {"receipt": "2024-05-01"}, "2024-05-31"),
        ("within 30 days of the end of the grant (30 June 2024)", {}, "2024-07-30"),
        ("within 30 days of receipt (by 30 June 2024)", {}, "2024-06-30"),
        ("within 30 days of receipt (June 2024)", {}, "2024-06-30"),
    ],
)
def test_a_day_in_brackets_dates_the_event_or_is_one_of_two_readings(
    text: str, events: dict[str, str], last: str | None
) -> None:
    assert window(text, events=events)[1] == last


@pytest.mark.parametrize(
    "text",
    [
        "published in May 2022",
        "approved on 3 May 2022",
        "reviewed 2020, 2021 and 2022",
        "launched in 2008 and",
        "launched in 2008 and later on",
        "launched in 2008 and early on",
        "launched in 2008 and also 2012",
        "guidance issued from 2015 to 2019",
    ],
)
def test_what_happened_before_the_day_of_issue_is_no_deadline(text: str) -> None:
    assert read_deadline(text, issued=ISSUED).latest is None


def test_what_happened_is_a_deadline_where_it_is_still_to_come_or_nothing_says_when_now_is() -> None:
    assert window("guidance published in May 2022") == ("2022-05-01", "2022-05-31")
    assert window("guidance published in May 2023", issued=ISSUED) == ("2023-05-01", "2023-05-31")
    assert window("service launched from May 2023", issued=ISSUED) == ("2023-05-01", None)
    assert sets_nothing("plan approved on 31 June 2022", issued=ISSUED)
    assert window("plan approved in June 2022, published in Easter 2024", issued=ISSUED)[1] == "2024-03-31"


def test_a_long_list_of_past_years_is_past_as_far_as_it_is_read() -> None:
    listed = ", ".join(str(year) for year in range(1990, 2022))

    assert read_deadline(f"launched in {listed}", issued=ISSUED).rule in ("unread", "en.year")
    assert read_deadline("launched in 1990, 1992, 1994 and 1996", issued=ISSUED).rule == "unread"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("every year by 31 March, annual report 2023", None),
        ("Q1 (photocopy)", None),
        ("H1 (draft to final)", None),
        ("Q1 (draft-final) meeting", None),
        ("week ending 16 June", None),
        ("week commencing 12 June", None),
        ("by 6/30", None),
        ("first half meeting", None),
        ("first Monday of May 5", None),
        ("last working day of June 5", None),
        ("Monday is the day after 3 June 2024", None),
        ("first Monday of", None),
        ("the first Monday in May, by the Board", None),
        ("quarterly, within 200 days of quarter end", None),
        ("within 200 days of the end of each quarter", None),
        ("30 working days before the end of each month", None),
        ("within two weeks of the start of our term", None),
        ("by Easter 2024 and Christmas 2024", "2024-12-25"),
        ("H1 headings and H2 headings", None),
    ],
)
def test_what_names_no_day_gets_none(text: str, last: str | None) -> None:
    assert window(text)[1] == last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("by the end of the 2023/24 academic year", None, "2024-07-19"),
        ("academic year 2023/24", "2023-09-04", "2024-07-19"),
        ("start of academic year 2024/25", "2024-09-02", "2024-09-02"),
        ("before academic year 2024/25", None, "2024-09-01"),
        ("by the end of the summer term 2024", None, None),
        ("by mid-term", None, None),
    ],
)
def test_terms_give_school_years_their_days_and_no_others(
    text: str, first: str | None, last: str | None
) -> None:
    assert window(text, issued=ISSUED, terms=TERMS) == (first, last)


@given(st.integers(1600, 2200))
def test_easter_is_a_sunday_after_the_equinox_and_other_feasts_keep_their_distance(year: int) -> None:
    easter = feast("Easter", year)
    assert easter is not None
    assert easter.isoweekday() == 7
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
    friday, monday = feast("Good Friday", year), feast("Whit Monday", year)
    assert friday is not None
    assert monday is not None
    assert ((easter - friday).days, (monday - easter).days) == (2, 50)
    thanksgiving = feast("Thanksgiving", year)
    assert thanksgiving is not None
    assert (thanksgiving.isoweekday(), thanksgiving.month, (thanksgiving.day - 1) // 7) == (4, 11, 3)


def test_feasts_past_the_calendar_have_no_day() -> None:
    assert read_deadline("2 January, first working day of January", issued=date.min).vague
    assert feast("Easter", 1500) is None
    assert nth_weekday(10_000, 1, 0, 1) is None
    assert sets_nothing("by Easter", issued="1500-01-01")
    assert sets_nothing("the first Monday in March", issued=date.max)
    assert window("by Easter 2024") == (None, "2024-03-31")
    assert sets_nothing("by Easter")


@given(years, st.integers(1, 12), st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6))
def test_the_nth_weekday_of_a_month_is_such_a_day_in_that_month(
    year: int, month: int, place: int, weekday: int
) -> None:
    day = nth_weekday(year, month, weekday, place)

    assert day is not None
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)
    assert place < 0 or (day.day - 1) // 7 == place - 1


@given(
    st.sampled_from(["Agenda", "Vision", "Horizon", "ISO 9001:", "Directive 1/", "Budget", "Census", "SAP"]),
    years,
    st.sampled_from(["", " report", " baseline", "/241"]),
)
def test_a_year_that_names_a_thing_sets_no_time_limit_whatever_the_year(
    name: str, year: int, behind: str
) -> None:
    text = f"{name}{'' if name[-1] in ':/' else ' '}{year}{behind}"

    assert sets_nothing(text, issued=ISSUED), text
    assert window(f"{text}, by 30 June 2091", issued=ISSUED) == (None, "2091-06-30"), text


@given(st.sampled_from(["by", "until", "before the end of", "in", "during", "from"]), years)
def test_a_year_with_a_word_that_binds_it_sets_one(word: str, year: int) -> None:
    assert not sets_nothing(f"Open the centre {word} {year}", issued="1989-01-01")


PIECES = [
    "FY2025 (",
    "since 2019 ",
    "minutes of the board of 14 March 2023 ",
    "(2024) ",
    "2024 and ",
    "2024, ",
    "Phase 2024 ",
    "in line with x ",
    "first, second and third Monday ",
    "M6 ",
    "Christmas ",
    "1.1.1.",
    "€1",
    "www.",
    "no 1",
    "COB ",
    "was a b c d e f in ",
    "x + 3 days ",
    "each spring ",
    "within 3 days of x (30 June 2024) ",
    "extended to 2024 ",
    "by 1 June or ",
    "by 6/30 ",
    "launched in 2008, ",
    "financial year ",
    "Q1 (January-March) ",
    "2021-27 ",
    "twenty-one ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_ten_thousand_characters_of_figures_are_read(piece: str) -> None:
    found = read_deadline((piece * 10_000)[:10_000], issued=ISSUED, language="en")

    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def test_a_weekday_beside_a_date_is_checked_once_the_year_is_known() -> None:
    assert not read_deadline("Monday 30 June").vague
    assert read_deadline("Monday 30 June", issued="2024-01-16").vague
    assert not read_deadline("Sunday 30 June", issued="2024-01-16").vague


def test_a_weekday_in_brackets_behind_a_bare_number_is_no_day() -> None:
    assert sets_nothing("item 5 (Sunday)", issued=ISSUED)
    assert read_deadline("item 5 (Sunday)", issued=ISSUED).vague


@pytest.mark.parametrize(
    ("issued", "last"), [("2023-09-10", "2024-03-28"), ("2024-02-01", "2024-03-28"), ("2024-04-20", None)]
)
def test_the_spring_term_is_never_the_third_of_three(issued: str, last: str | None) -> None:
    assert window("by the end of the spring term", issued=issued, terms=TERMS) == (None, last)


def test_of_four_terms_in_a_school_year_none_is_called_spring() -> None:
    halves = (
        Term("a", date(2024, 1, 8), date(2024, 2, 9)),
        Term("b", date(2024, 2, 19), date(2024, 3, 28)),
        Term("c", date(2024, 4, 15), date(2024, 5, 24)),
    )

    assert window("by the end of the spring term", issued=ISSUED, terms=halves) == (None, None)
    assert window("before the summer holidays", issued=ISSUED, terms=halves) == (None, "2024-05-24")


def test_signs_that_grow_in_small_letters_do_not_shift_what_is_left_out() -> None:
    found = read_deadline("\u0130 monthly except August", issued=ISSUED)

    assert (found.latest, found.recurrence, found.vague) == (None, "FREQ=MONTHLY", True)
