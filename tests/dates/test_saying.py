"""A deadline is said as an official would write it, in both languages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates import tables

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline
from pilotflow.dates.saying import say_deadline
from pilotflow.language import deadlines as words

LANGUAGES = ("zh", "en")
TABLES = ("deadlines", "held_out", "forms", "english")
CODES = re.compile(r"FREQ|P\d|[A-Z][+-]\d|event:|season:|\d/|_")

months = st.integers(1, 12)
years = st.integers(2000, 2090)
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def bracketed(said: str) -> bool:
    return said.endswith(("]", "〕"))


def comes_back(found: Deadline) -> None:
    """Both languages say it in words alone, and the words give it back."""
    for language in LANGUAGES:
        said = found.text_in(language)
        assert not bracketed(said), said
        assert tables.said(read_deadline(said)) == tables.said(found), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dated", [True, False])
def test_of_a_hundred_expressions_at_most_three_need_brackets(language: str, dated: bool) -> None:
    rows = [row for table in TABLES for row in tables.rows(table)]
    readings = [read_deadline(row["text"], issued=row["issued"] if dated else None) for row in rows]

    said = [found.text_in(language) for found in readings]

    assert sum(bracketed(text) for text in said) < len(said) * 0.03


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_of_a_machine_stands_in_the_words(language: str) -> None:
    for table in TABLES:
        for row in tables.rows(table):
            for found in (tables.read(row), read_deadline(row["text"])):
                said = re.split(r"[\[〔]", found.text_in(language))[0]
                years_of_school = re.sub(r"\d{4}/\d{4}", "", said)
                assert CODES.search(years_of_school) is None, said
                assert "None" not in said


@pytest.mark.parametrize("row", tables.rows("sayings"), ids=lambda row: row["text"])
def test_the_words_are_those_a_person_would_choose(row: dict[str, Any]) -> None:
    found = tables.read(row)

    assert say_deadline(found, "zh") == row["zh"]
    assert say_deadline(found, "en") == row["en"]
    for said in (row["zh"], row["en"]):
        assert tables.said(read_deadline(said)) == tables.said(found)


@given(days, days, st.sampled_from(["day", "dekad", "month", "quarter", "half", "year"]), st.booleans())
def test_every_period_or_stretch_of_periods_is_said_in_words_alone(
    one: date, other: date, precision: str, open_begin: bool
) -> None:
    first, last = sorted([one, other])
    begin, end = start_of(first, precision), end_of(last, precision)

    comes_back(Deadline("", earliest=None if open_begin else begin, latest=end, precision=precision))


def start_of(day: date, precision: str) -> date:
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(precision)
    if length:
        return day.replace(month=(day.month - 1) // length * length + 1, day=1)
    return day if precision == "day" else day.replace(day=min((day.day - 1) // 10, 2) * 10 + 1)


def end_of(day: date, precision: str) -> date:
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(precision, 0)
    for later in range(day.toordinal(), day.toordinal() + 400):
        if start_of(date.fromordinal(later + 1), precision) == date.fromordinal(later + 1):
            return date.fromordinal(later)
    raise AssertionError(length)


@given(
    st.lists(days, min_size=2, max_size=4, unique=True),
    st.sampled_from(["day", "dekad", "month", "quarter", "half", "year"]),
)
def test_several_days_are_said_in_words_alone(found: list[date], precision: str) -> None:
    last = end_of(max(found), precision)
    dates = tuple(sorted({end_of(day, precision) for day in found} | {last}))

    comes_back(Deadline("", latest=last, precision=precision, dates=dates if len(dates) > 1 else ()))


@given(months, st.integers(1, 28), st.sampled_from([1, 2, 5]))
def test_a_day_of_each_year_is_said_in_words_alone(month: int, day: int, step: int) -> None:
    every = f";INTERVAL={step}" if step > 1 else ""
    rule = f"FREQ=YEARLY{every};BYMONTH={month}"
    unit = f"1/{step}-year" if step > 1 else "1/year"

    comes_back(Deadline("", recurrence=f"{rule};BYMONTHDAY={day}"))
    if month != 2:
        comes_back(Deadline("", recurrence=f"{rule};BYMONTHDAY=-1", precision="month"))
    comes_back(Deadline("", recurrence=f"FREQ=YEARLY{every}", per=unit, precision="year"))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True), st.booleans())
def test_days_of_each_month_are_said_in_words_alone(found: list[int], at_end: bool) -> None:
    # The 31st is read as the end of the month: a rule that leaves out short months has no words.
    numbers = [*sorted(found), *([-1] if at_end else [])]

    comes_back(Deadline("", recurrence="FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, numbers))))


@given(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
    st.sampled_from([1, 2, 3, 4, 5, -1]),
    st.sampled_from(["FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=1,4,7,10", "FREQ=YEARLY;BYMONTH=2,5,8,11",
                     "FREQ=YEARLY;BYMONTH=3,6,9,12", "FREQ=YEARLY;BYMONTH=2,4,6,8,10,12",
                     "FREQ=YEARLY;BYMONTH=9"]),
)  # fmt: skip
def test_a_weekday_of_each_month_is_said_in_words_alone(weekday: str, place: int, rule: str) -> None:
    comes_back(Deadline("", recurrence=f"{rule};BYDAY={place}{weekday}"))


@given(
    st.integers(1, 20) | st.just(-1),
    st.sampled_from(["FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTH=1,4,7,10", "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11"]),
)
def test_a_working_day_of_each_month_is_said_in_words_alone(place: int, rule: str) -> None:
    comes_back(Deadline("", recurrence=f"{rule};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}", provisional=True))


@given(st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, unique=True))
def test_weekdays_are_said_in_words_alone(found: list[str]) -> None:
    comes_back(Deadline("", recurrence=f"FREQ=WEEKLY;BYDAY={','.join(found)}"))


UNITS = {
    "day": ("日", "day"),
    "week": ("周", "week"),
    "month": ("月", "month"),
    "quarter": ("季度", "quarter"),
    "half": ("半年", "half-year"),
    "year": ("年", "year"),
    "term": ("学期", "term"),
}


@pytest.mark.parametrize("times", [1, 2, 3, 12])
@pytest.mark.parametrize("unit", list(UNITS))
def test_how_often_is_said_in_words_alone(unit: str, times: int) -> None:
    chinese, english = UNITS[unit]
    found = read_deadline(f"每{chinese}{times}次")

    assert found.per == f"{times}/{unit}"
    assert tables.said(read_deadline(f"{times} times per {english}")) == tables.said(found)
    comes_back(found)


@given(
    st.integers(1, 400),
    st.sampled_from("DWMY"),
    st.sampled_from(["issued", "event:收到申请", "event:receipt of the application"]),
)
def test_spans_from_issue_or_an_event_are_said_in_words_alone(count: int, unit: str, anchor: str) -> None:
    precision = "year" if unit == "Y" and count > 1 else "day"

    comes_back(Deadline("", anchor=anchor, offset=f"P{count}{unit}", precision=precision))
    comes_back(Deadline("", anchor=anchor, offset=f"{count} workdays"))


@given(
    st.integers(1, 36), st.sampled_from(["event:launch", "event:方案启动", "event:approval", "event:立项"])
)
def test_months_of_the_programme_are_said_in_words_alone(number: int, anchor: str) -> None:
    found = Deadline("", anchor=anchor, offset=f"M{number}", precision="month")

    if anchor == "event:approval":  # an English text counts its months from the launch or a Chinese event
        assert not bracketed(found.text_in("zh"))
    else:
        comes_back(found)


@pytest.mark.parametrize("anchor", list(words.SEASONS))
def test_both_languages_know_the_seasons(anchor: str) -> None:
    comes_back(Deadline("", anchor=anchor, offset="-P1D", precision="none"))
    comes_back(Deadline("", anchor=anchor, precision="none"))


@pytest.mark.parametrize("name", list(words.FESTIVALS))
def test_both_languages_know_the_festivals(name: str) -> None:
    calendar = "solar_term" if name == "清明" else "lunar_calendar"

    comes_back(Deadline("", anchor=calendar, offset=f"{name} -P1D"))
    comes_back(Deadline("", anchor=calendar, offset=f"{name} P0D"))
    comes_back(read_deadline(f"2023年{name}前"))
    comes_back(read_deadline(f"2023年{name}"))


@pytest.mark.parametrize(
    "what", ["all", "start", "end", "before", "start P2W", "end -P3D", "start -5 workdays"]
)
@pytest.mark.parametrize(
    "which", ["next", "autumn", "spring", "first", "second", "2023-autumn", "2023-spring", "2023-second"]
)
def test_both_languages_know_the_terms(which: str, what: str) -> None:
    comes_back(Deadline("", anchor="term_calendar", offset=f"{which}:{what}", precision="none"))


texts = st.text(max_size=12)


@given(
    st.sampled_from(["FREQ=MONTHLY;BYMONTHDAY=", "FREQ=YEARLY;BYMONTH=", "FREQ=WEEKLY;BYDAY=", ""]),
    texts | st.from_regex(r"(-?\d{1,3}(,-?\d{1,3})*)(;BYSETPOS=\d)?", fullmatch=True),
    texts | st.from_regex(r"\d{1,3}/(\d-)?(week|year|term)", fullmatch=True)
    | st.from_regex(r"1/\d\d-\d\d\.\.\d\d-\d\d", fullmatch=True),
    texts | st.from_regex(r"(20\d\d-)?(each|year|next):(start|winter|all)( .*)?", fullmatch=True)
    | st.from_regex(r"[NYMWDQH][+-]\d(-\d\d){0,2}/?", fullmatch=True),
    st.sampled_from(["issued", "term_calendar", "lunar_calendar", "event:x", "season:汛期", "", "event:"]),
    st.sampled_from(["day", "dekad", "month", "quarter", "half", "year", "none"]),
    st.booleans(),
)  # fmt: skip
def test_no_field_whatever_stops_it_from_being_said(
    rule: str, days_of: str, per: str, offset: str, anchor: str, precision: str, vague: bool
) -> None:
    found = Deadline(
        "", recurrence=rule + days_of, per=per, anchor=anchor, offset=offset, precision=precision, vague=vague
    )
    for language in LANGUAGES:
        assert found.text_in(language) == found.text_in(language)


def test_the_day_in_brackets_says_how_exact_a_term_is_once_it_is_known() -> None:
    found = read_deadline(
        "下学期开学前", terms=[{"first": "2023-09-04", "last": "2024-01-19"}], issued="2023-05-01"
    )

    assert found.text_in("zh") == "下学期开学前（即2023年9月3日前）"
    assert found.text_in("en") == "before the start of next term (by 3 September 2023)"
    comes_back(found)


def test_a_season_whose_days_are_known_is_a_window() -> None:
    found = read_deadline("during the flood season", events={"汛期": ["2023-05-01", "2023-09-30"]})

    assert (str(found.earliest), str(found.latest), found.precision) == ("2023-05-01", "2023-09-30", "day")
    comes_back(found)


def test_anchors_have_words_in_brackets_too() -> None:
    found = Deadline("", anchor="lunar_calendar", vague=True)

    assert found.text_in("zh") == "日期尚未确定〔时间不确切；精确到：日；起算于：农历〕"
    assert found.text_in("en").endswith("counted from: the lunar calendar]")
    for language in LANGUAGES:
        assert tables.said(read_deadline(found.text_in(language))) == tables.said(found)


OF = {"anchor": "issued"}
NAMED = {"anchor": "event:收到申请"}


@pytest.mark.parametrize(
    "fields",
    [
        # Anchors and offsets.
        {"anchor": "season:春播", "precision": "none"},
        {"anchor": "season:春播", "offset": "-P1D", "precision": "none"},
        {"anchor": "event:收到申请"},
        {**NAMED, "offset": "P2D/P3W"},
        {**NAMED, "offset": "P0D/P3W"},
        {**NAMED, "offset": "W2/W4"},
        {**NAMED, "offset": "Q2"},
        {**NAMED, "offset": "in spring"},
        {"anchor": "event:2023年底", "offset": "P5D"},
        # What waits for the day of issue.
        {**OF, "offset": "N+0-03-01/2023-02-30"},
        {**OF, "offset": "H+0-06-31"},
        {**OF, "offset": "H+0-06-01/H+0-06-31"},
        {**OF, "offset": "H+0-06-01/"},
        {**OF, "offset": "W+0-9"},
        {**OF, "offset": "W+0-2/W+0-5"},
        {**OF, "offset": "W+5-1"},
        {**OF, "offset": "D+7"},
        {**OF, "offset": "D+7/D+7"},
        {**OF, "offset": "M+5-31", "precision": "month"},
        {**OF, "offset": "M+5-01/M+5-10", "precision": "dekad"},
        {**OF, "offset": "M+0-01/M+0-09", "precision": "dekad"},
        {**OF, "offset": "Q+0-01-01/Q+0-03-31", "precision": "quarter"},
        {**OF, "offset": "Q+0-01-01/Q+0-03-31", "precision": "half"},
        {**OF, "offset": "Y+9-06-01/Y+9-06-09"},
        {**OF, "offset": "Y+9-01-01/Y+9-06-31", "precision": "year"},
        {**OF, "offset": "N+3-06-01/N+3-06-31", "precision": "month", "vague": True},
        {**OF, "offset": "N+3-06-09/N+3-06-09", "precision": "day", "vague": True},
        {**OF, "offset": "N+3-06-31", "precision": "half", "vague": True},
        {**OF, "offset": "N+3-06-31", "precision": "dekad", "vague": True},
        {**OF, "offset": "D+7/", "vague": True},
        {**OF, "offset": "D+7/", "sustain": True},
        {**OF, "offset": "D+1/", "latest": date(2023, 6, 10), "precision": "dekad"},
        {**OF, "offset": "D+0/", "latest": date(2023, 6, 10), "precision": "dekad"},
        # The school calendar and festivals.
        {"anchor": "term_calendar", "offset": "whenever", "precision": "none"},
        {"anchor": "term_calendar", "offset": "next:winter", "precision": "none"},
        {"anchor": "term_calendar", "offset": "current:winter P2W", "precision": "none"},
        {"anchor": "term_calendar", "offset": "year:all", "precision": "none"},
        {"anchor": "term_calendar", "offset": "2023-year:end", "precision": "none"},
        {"anchor": "term_calendar", "offset": "2023-next:all", "precision": "none"},
        {"anchor": "term_calendar", "offset": "next:all P2W", "precision": "none"},
        {"anchor": "term_calendar", "offset": "next:start later", "precision": "none"},
        {"anchor": "lunar_calendar", "offset": "寒食 -P1D"},
        {"anchor": "lunar_calendar", "offset": "春节 P1D"},
        {"anchor": "lunar_calendar", "latest": date(2023, 5, 1)},
        {"anchor": "lunar_calendar", "earliest": date(2023, 1, 1), "latest": date(2023, 1, 22)},
        # Windows.
        {"earliest": date(2023, 6, 11), "latest": date(2023, 6, 30), "precision": "dekad", "vague": True},
        {"earliest": date(2023, 7, 1), "latest": date(2023, 9, 30), "precision": "quarter", "vague": True},
        {"dates": (date(2023, 6, 30),)},
        {"anchor": "event:会议（[[[[[[[[[", "offset": "Q2"},
        {"latest": date(2023, 5, 9), "precision": "quarter"},
        {"latest": date(99, 5, 9)},
        {"latest": date(2023, 5, 9), "precision": "dekad", "vague": True},
        {"earliest": date(2023, 6, 1), "latest": date(2023, 6, 20), "precision": "dekad", "vague": True},
        {"earliest": date(2023, 1, 1), "latest": date(2024, 5, 31), "precision": "year"},
        {"latest": date(2023, 9, 30), "dates": (date(2023, 6, 30), date(2023, 9, 28)), "precision": "year"},
        # Rhythms.
        {"per": "1/decade"},
        {"per": "some/week"},
        {"per": "2/3-year", "recurrence": "FREQ=YEARLY;INTERVAL=3"},
        {"recurrence": "FREQ=WEEKLY;BYDAY=1MO"},
        {"recurrence": "FREQ=DAILY;BYDAY=MO"},
        {"recurrence": "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5"},
        {"recurrence": "FREQ=MONTHLY;BYDAY=MO"},
        {"recurrence": "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13"},
        {"recurrence": "FREQ=YEARLY;BYDAY=MO"},
        {"recurrence": "FREQ=YEARLY;BYMONTH=3;BYYEARDAY=70"},
        {"recurrence": "FREQ=YEARLY;BYMONTH=1", "per": "1/13-01..14-01"},
        {"recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYSETPOS=1"},
    ],
)
def test_what_has_no_words_stands_in_brackets(fields: dict[str, Any]) -> None:
    found = Deadline("", **fields)

    for language in LANGUAGES:
        said = found.text_in(language)
        assert tables.said(read_deadline(said)) == tables.said(found), said
        assert "None" not in said


@pytest.mark.parametrize(
    "text",
    [
        "未来三个月",
        "over the next three years",
        "first six months of 2023",
        "今年前5个月",
        "一季度首月10日前",
    ],
)
def test_a_stretch_ahead_or_at_the_beginning_of_a_year_is_said_in_words(text: str) -> None:
    for issued in (None, "2022-12-09"):
        comes_back(read_deadline(text, issued=issued))


def test_a_stretch_before_an_event_is_said_as_one() -> None:
    found = read_deadline("到期前30日内")
    assert found.text_in("zh") == "到期前30日内"
    for language in LANGUAGES:
        assert tables.said(read_deadline(found.text_in(language))) == tables.said(found)
