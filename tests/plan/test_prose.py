"""A plan can be typed in as it was written: its words are read beside its own day of issue and terms."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.texts import codes, errors, small

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline
from pilotflow.dates.workdays import WorkdayList
from pilotflow.plan.load import check_plan, load_plan


def due(text: str, **sections: str) -> Deadline:
    """The deadline of the one task of a plan."""
    plan = check_plan(small(tasks=f"[{{id: 1, title: a, leads: [school], due: {text}}}]", **sections)).plan
    assert plan is not None
    found = plan.task_by_id["1"].due
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2022年12中旬前并长期保持",
        "自印发之日起15个工作日内",
        "by the end of Q3 2024",
        "下月底前",
        "2023",
        "6月底前",
    ],
)
def test_words_are_read_beside_the_day_of_issue(text: str) -> None:
    assert due(text) == read_deadline(text, issued="2022-12-09", calendar=WorkdayList(), language="en")


def test_the_day_of_issue_may_stand_anywhere_in_the_file() -> None:
    text = (
        small(issued="", tasks="[{id: 1, title: a, leads: [school], due: 一个月内}]") + "issued: 2023-01-31\n"
    )
    assert load_plan(text).tasks[0].due == read_deadline("一个月内", issued="2023-01-31")


def test_words_without_a_day_of_issue_are_read_without_one() -> None:
    text = small(issued="someday", tasks="[{id: 1, title: a, leads: [school], due: 一个月内}]")
    assert [fault.code for fault in errors(text)] == ["bad-date"]


def test_terms_of_the_plan_are_known_to_its_words() -> None:
    terms = "[{id: t, from: 2022-09-01, to: 2023-01-13}]"
    assert due("本学期末", terms=terms).latest == date(2023, 1, 13)


def test_working_days_are_those_of_the_plan() -> None:
    pytest.importorskip("chinese_calendar")
    fifteen = "自印发之日起30个工作日内"
    assert due(fifteen).latest == date(2023, 1, 20)
    # from 21 to 27 January 2023 nobody works, on the Saturday and Sunday that follow everybody does
    assert due(fifteen, calendar="{workdays: CN}").latest == date(2023, 1, 28)


def test_the_conventions_of_the_plan_hold_for_its_words() -> None:
    start = "{deadlines: {before_dekad: start, before_period: end, early_month: 5, day_order: mdy}}"
    assert due("2023年5月中旬前", conventions=start).latest == date(2023, 5, 10)
    assert due("2023年5月前", conventions=start).latest == date(2023, 5, 31)
    assert due("2023年5月初", conventions=start).latest == date(2023, 5, 5)
    assert due("by 3/4/2023", conventions=start).latest == date(2023, 3, 4)


def test_a_rest_day_moves_where_the_plan_says_so() -> None:
    # the ninth of April 2023 is a Sunday
    assert due("四个月内").latest == date(2023, 4, 9)
    assert due("四个月内", conventions="{deadlines: {rest_day: next}}").latest == date(2023, 4, 10)


def test_past_the_published_list_a_day_is_provisional_or_refused(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text("edition: ours\nuntil: 2022-12-20\n", encoding="utf-8")
    tasks = "[{id: 1, title: a, leads: [school], due: 15个工作日内}]"
    path = tmp_path / "plan.yaml"
    path.write_text(small(calendar="{workdays: days.yaml}", tasks=tasks), encoding="utf-8")
    found = check_plan(path)
    assert [(fault.code, fault.severity) for fault in found.faults] == [("past-published-days", "warning")]
    assert found.plan is not None
    limit = found.plan.tasks[0].due
    assert limit is not None
    assert (limit.provisional, limit.latest) == (True, date(2022, 12, 30))
    strict = "{deadlines: {strict: true}}"
    path.write_text(
        small(calendar="{workdays: days.yaml}", tasks=tasks, conventions=strict), encoding="utf-8"
    )
    assert [(fault.code, fault.severity) for fault in check_plan(path).faults] == [
        ("past-published-days", "error")
    ]


def test_a_file_may_add_to_the_list_of_mainland_china(tmp_path: Path) -> None:
    pytest.importorskip("chinese_calendar")
    own = "edition: ours\nbase: CN\noff: [2022-12-26, 2023-01-28]\non: [2023-01-26]\n"
    (tmp_path / "days.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(small(calendar="{workdays: days.yaml}"), encoding="utf-8")
    calendar = load_plan(tmp_path / "plan.yaml").calendar
    days = {
        day: calendar.is_workday(date.fromisoformat(day))
        for day in ("2022-12-26", "2023-01-26", "2023-01-27", "2023-01-28", "2023-01-29")
    }
    assert days == {
        "2022-12-26": False,  # ours
        "2023-01-26": True,  # off in the list, on in ours
        "2023-01-27": False,  # the list
        "2023-01-28": False,  # a make-up day of the list, off in ours
        "2023-01-29": True,  # a make-up day of the list
    }
    assert calendar.edition.startswith("CN/")
    assert calendar.edition.endswith(" + ours")
    assert calendar.known_until is not None


def test_a_file_that_adds_to_a_list_that_is_not_installed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    (tmp_path / "days.yaml").write_text("edition: ours\nbase: CN\n", encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(small(calendar="{workdays: days.yaml}"), encoding="utf-8")
    assert [fault.code for fault in check_plan(tmp_path / "plan.yaml").faults] == ["no-holiday-list"]


def test_the_same_as_above_is_that_of_the_thing_above() -> None:
    tasks = ", ".join(
        f"{{id: {n}, title: a, leads: [school], due: {words}}}"
        for n, words in enumerate(
            ["2023年底前并长期保持", "同上", "{text: 同上, sustain: false}", "ditto"], 1
        )
    )
    plan = load_plan(small(tasks=f"[{tasks}]"))
    found = [task.due for task in plan.tasks if task.due is not None]
    assert [limit.latest for limit in found] == [date(2023, 12, 31)] * 4
    assert [limit.sustain for limit in found] == [True, True, False, False]
    first = "2023年底前并长期保持"
    assert [limit.text for limit in found] == [
        first,
        f"同上 ({first})",
        f"同上 ({first})",
        f"ditto ({first})",
    ]


def test_the_deadline_above_of_another_kind_is_not_meant() -> None:
    text = small(tasks="[{id: 1, title: a, leads: [school], due: 2023年底}]")
    assert "unread-deadline" in codes(text + "occurrences: [{id: o, kind: event, title: o, due: 同上}]\n")


WORDS = "2023年3月至6月，每季度召开一次并长期保持"


@pytest.mark.parametrize(
    ("own", "changed"),
    [
        ("", {}),
        ("sustain: false", {"sustain": False}),
        ("soft: true", {"soft": True}),
        ("vague: true", {"vague": True}),
        (
            "latest: 2023-05-31",
            {"earliest": None, "latest": date(2023, 5, 31), "precision": "day", "rule": "stated"},
        ),
        (
            "latest: 2023-05-31, precision: month",
            {"earliest": None, "latest": date(2023, 5, 31), "precision": "month", "rule": "stated"},
        ),
        ("per: 1/month", {"per": "1/month", "recurrence": None, "rule": "stated"}),
    ],
)
def test_what_is_written_out_wins_and_the_words_say_the_rest(own: str, changed: dict[str, Any]) -> None:
    import attrs

    read = read_deadline(WORDS, issued="2022-12-09")
    assert read.latest is not None
    assert (read.earliest, read.recurrence is not None, read.sustain) == (date(2023, 3, 1), True, True)
    stated = f"{{text: '{WORDS}'" + (f", {own}}}" if own else "}")
    assert due(stated) == attrs.evolve(read, **changed)


@pytest.mark.parametrize(
    ("own", "anchor", "latest"),
    [
        ("offset: P1M", "issued", date(2023, 1, 9)),
        ("offset: 15 workdays", "issued", date(2022, 12, 30)),
        ("anchor: issued, offset: P1M", "issued", date(2023, 1, 9)),
        ("offset: P1M, latest: 2023-01-05", "issued", date(2023, 1, 5)),
        ("anchor: 'event:approval', offset: -P30D", "event:approval", None),
    ],
)
def test_an_offset_that_is_written_out_is_counted(own: str, anchor: str, latest: date | None) -> None:
    found = due(f"{{text: later, {own}}}")
    assert (found.anchor, found.latest) == (anchor, latest)


def test_a_cadence_and_a_re_check_are_read_too() -> None:
    text = small(tasks="[{id: 1, title: a, leads: [school], due: 2023年底并长期保持, recheck: 每半年}]")
    series = ", ".join(
        f"{{id: {id}, kind: work, title: s, when: {when}}}"
        for id, when in (("s", "每季度召开一次"), ("t", "monthly"))
    )
    text += f"series: [{series}]\n"
    plan = load_plan(text)
    recheck = plan.tasks[0].recheck
    assert recheck is not None
    assert recheck.recurrence == "FREQ=MONTHLY;INTERVAL=6"
    assert [(each.when.recurrence, each.when.per) for each in plan.series] == [
        ("FREQ=MONTHLY;INTERVAL=3", "1/quarter"),
        ("FREQ=MONTHLY", "1/month"),
    ]


@pytest.mark.parametrize(
    "written", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", " RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"]
)
def test_a_recurrence_rule_of_a_calendar_is_taken_at_its_word(written: str) -> None:
    task = f"{{id: 1, title: a, leads: [school], due: 2023年底并长期保持, recheck: '{written}'}}"
    series = f"{{id: s, kind: work, title: s, when: '{written}'}}"
    plan = load_plan(small(tasks=f"[{task}]", series=f"[{series}]"))
    assert plan.tasks[0].recheck == plan.series[0].when
    assert (plan.series[0].when.text, plan.series[0].when.recurrence) == (
        written,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    )


def test_the_parts_of_a_recurrence_rule_may_stand_in_any_order() -> None:
    rule = "INTERVAL=2;BYDAY=WE;FREQ=WEEKLY"
    plan = load_plan(small(series=f"[{{id: s, kind: work, title: s, when: '{rule}'}}]"))
    assert plan.series[0].when.recurrence == rule


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60))
def test_any_words_load_and_stay_beside_their_reading(words: str) -> None:
    quoted = words.replace("'", "''")
    checked = check_plan(small(tasks=f"[{{id: 1, title: a, leads: [school], due: {{text: '{quoted}'}}}}]"))
    if checked.plan is not None:
        limit = checked.plan.tasks[0].due
        assert limit is not None
        assert limit.text.split() == words.split()
    else:
        assert not words.strip()


def test_a_span_past_the_calendar_is_open_and_no_traceback() -> None:
    assert due("{text: x, offset: P9000Y}").latest is None


def test_strict_conventions_refuse_a_span_that_is_written_out_too(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text("edition: ours\nuntil: 2022-12-20\n", encoding="utf-8")
    path = tmp_path / "plan.yaml"
    tasks = "[{id: 1, title: a, leads: [school], due: {text: x, offset: 3000 workdays}}]"
    strict = "{deadlines: {strict: true}}"
    path.write_text(
        small(calendar="{workdays: days.yaml}", tasks=tasks, conventions=strict), encoding="utf-8"
    )
    assert [fault.code for fault in check_plan(path).faults] == ["past-published-days"]


def test_a_list_without_an_end_reaches_to_the_last_year_it_has_days_of(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(small(calendar="{workdays: days.yaml}"), encoding="utf-8")
    for text, until in (("off: [2023-05-01]", date(2023, 12, 31)), ("", None)):
        (tmp_path / "days.yaml").write_text(f"edition: ours\n{text}\n", encoding="utf-8")
        assert load_plan(tmp_path / "plan.yaml").calendar.known_until == until


def test_a_list_that_adds_to_that_of_mainland_china_reaches_as_far_as_that(tmp_path: Path) -> None:
    pytest.importorskip("chinese_calendar")
    (tmp_path / "plan.yaml").write_text(small(calendar="{workdays: days.yaml}"), encoding="utf-8")
    plain = load_plan(small(calendar="{workdays: CN}")).calendar.known_until
    for until in ("2022-12-31", "2090-12-31"):
        (tmp_path / "days.yaml").write_text(f"edition: ours\nbase: CN\nuntil: {until}\n", encoding="utf-8")
        assert load_plan(tmp_path / "plan.yaml").calendar.known_until == plain


def series_faults(when: str) -> list[str]:
    return codes(small() + f"series: [{{id: s, kind: work, title: s, when: {when}}}]\n")


def test_a_cadence_that_is_not_exact_or_waits_for_a_season_says_so() -> None:
    assert series_faults("每月或每季度一次") == ["vague-cadence"]
    assert series_faults("汛期每周") == ["waits-for-event"]
    assert series_faults("{text: 每月或每季度一次, recurrence: FREQ=MONTHLY}") == []
    assert series_faults("每季度") == []


def test_a_count_per_window_is_a_re_check_too() -> None:
    tasks = "[{id: 1, title: a, leads: [school], recheck: {text: so, per: 1/quarter}}]"
    recheck = load_plan(small(tasks=tasks)).tasks[0].recheck
    assert recheck is not None
    assert recheck.recurrence == "FREQ=MONTHLY;INTERVAL=3"


def test_an_anchor_is_the_issue_or_an_event() -> None:
    tasks = "[{id: 1, title: a, leads: [school], due: {text: a, anchor: foo, offset: P1M}}]"
    assert codes(small(tasks=tasks)) == ["wrong-type"]
