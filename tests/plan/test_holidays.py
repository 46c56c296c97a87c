"""The working days a plan counts by: weekdays, the list of mainland China, or a file beside the plan."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from tests.plan.texts import codes, only, small

from pilotflow.dates.workdays import WorkdayList
from pilotflow.plan.faults import Fault
from pilotflow.plan.load import check_plan, load_plan

LIST = """\
edition: 国务院办公厅 2022
off: [2022-10-03, 2022-10-03, 2022-01-31]
on: [2022-10-08]
until: 2022-12-31
"""


def beside(folder: Path, text: str, name: str = "days.yaml", written: str | None = None) -> Path:
    """A plan that names a holiday file, and that file."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    path = folder / "plan.yaml"
    path.write_text(small(calendar=f"{{workdays: {written or name}}}"), encoding="utf-8")
    return path


def faults(path: Path) -> list[Fault]:
    return list(check_plan(path).faults)


def test_weekdays_are_all_there_is_unless_a_plan_says_more() -> None:
    assert load_plan(small()).calendar == load_plan(small(calendar="{workdays: weekdays}")).calendar
    assert load_plan(small()).calendar == WorkdayList()


def test_the_list_of_mainland_china_is_cut_to_the_years_of_the_plan() -> None:
    pytest.importorskip("chinese_calendar")
    calendar = load_plan(small(calendar="{workdays: CN}")).calendar
    assert calendar.edition.startswith("CN/")
    assert not calendar.is_workday(date(2023, 1, 23))
    assert calendar.is_workday(date(2023, 1, 28))
    assert min(calendar.days_off).year == 2021


def test_without_the_list_weekdays_are_counted_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    checked = check_plan(small(calendar="{workdays: CN}"))
    assert checked.plan is not None
    assert checked.plan.calendar == WorkdayList()
    assert [(fault.code, fault.severity, fault.line) for fault in checked.faults] == [
        ("no-holiday-list", "warning", 14)
    ]


@pytest.mark.parametrize("name", ["days.yaml", "lists/日历.yaml"])
def test_a_file_beside_the_plan_is_read(name: str, tmp_path: Path) -> None:
    calendar = load_plan(beside(tmp_path, LIST, name)).calendar
    assert calendar == WorkdayList(
        "国务院办公厅 2022", (date(2022, 1, 31), date(2022, 10, 3)), (date(2022, 10, 8),), date(2022, 12, 31)
    )


def test_a_file_may_name_its_edition_alone(tmp_path: Path) -> None:
    assert load_plan(beside(tmp_path, "edition: none\n")).calendar == WorkdayList("none")


def test_a_plan_that_came_from_no_path_can_name_no_file() -> None:
    assert only(small(calendar="{workdays: days.yaml}"), "calendar-needs-path").line == 14


@pytest.mark.parametrize(
    "written",
    ["/etc/passwd", "../days.yaml", "a/../../days.yaml", "'C:/days.yaml'", "'..\\days.yaml'", "'.'", "'./'"],
)
def test_a_file_elsewhere_is_refused(written: str, tmp_path: Path) -> None:
    (fault,) = faults(beside(tmp_path, LIST, written=written))
    assert (fault.code, fault.file, fault.line) == ("calendar-outside", str(tmp_path / "plan.yaml"), 14)


def test_a_file_that_is_not_there_is_said_at_the_plan_and_at_the_file(tmp_path: Path) -> None:
    at_plan, at_file = faults(beside(tmp_path, LIST, written="other.yaml"))
    assert (at_plan.code, at_plan.file, at_plan.line) == (
        "bad-calendar-file",
        str(tmp_path / "plan.yaml"),
        14,
    )
    assert (at_file.code, at_file.file) == ("no-file", str(tmp_path / "other.yaml"))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    assert [fault.code for fault in faults(beside(tmp_path, "#" * 200_001))] == [
        "bad-calendar-file",
        "too-big",
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[\n", "not-yaml", 2),
        ("- a\n", "wrong-type", 1),
        ("edition: a\nof: [2022-10-03]\n", "unknown-key", 2),
        ("edition: a\noff: [soon]\n", "bad-date", 2),
        ("edition: a\nedition: b\n", "duplicate-key", 2),
        ("off: []\n", "missing-key", 1),
        ("\nedition: a\noff: [2022-10-03]\non: [2022-10-03]\n", "day-off-and-on", 2),
    ],
)
def test_faults_of_the_file_stand_at_their_place_in_it(
    text: str, code: str, line: int, tmp_path: Path
) -> None:
    path = beside(tmp_path, text)
    (fault,) = faults(path)
    assert (fault.code, fault.file, fault.line) == (code, str(tmp_path / "days.yaml"), line)
    assert check_plan(path).plan is None


def test_faults_of_the_plan_come_before_those_of_the_file(tmp_path: Path) -> None:
    path = beside(tmp_path, "of: 1\n")
    path.write_text(path.read_text(encoding="utf-8") + "targets: 1\n", encoding="utf-8")
    assert [(fault.code, Path(fault.file).name) for fault in faults(path)] == [
        ("wrong-type", "plan.yaml"),
        ("unknown-key", "days.yaml"),
        ("missing-key", "days.yaml"),
    ]


@pytest.mark.parametrize("written", ["[]", "2022", "~"])
def test_working_days_are_a_word(written: str) -> None:
    assert codes(small(calendar=f"{{workdays: {written}}}")) == ["wrong-type"]
