"""check, schema, show, start."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.calling import Desk, call

from pilotflow.log.open import open_log
from pilotflow.pilot.pilot import Pilot
from pilotflow.plan.load import check_plan, load_plan
from pilotflow.plan.starter import starter

FAULTY = "nonsense: 1\npilotflow: 1\nid: Bad Id\n"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_first_plan_is_written_in_the_language_asked_for_and_has_no_faults(
    tmp_path: Path, language: str
) -> None:
    path = tmp_path / "first.yaml"
    assert str(path) in call("check", "--new", str(path), "--lang", language).well().text
    assert path.read_text(encoding="utf-8") == starter(language)
    answer = call("check", str(path)).well()
    assert answer.text.count("\n") == 1
    assert answer.text.startswith(str(path))


def test_a_first_plan_without_a_name_goes_to_standard_output() -> None:
    assert call("check", "--new").well().text == starter("en") == call("check", "--new", "-").well().text


def test_a_first_plan_never_overwrites_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine")
    answer = call("check", "--new", str(path))
    assert answer.status == 1
    assert "left as it is" in answer.complaint
    assert path.read_text() == "mine"


def test_a_first_plan_in_json_names_its_file(tmp_path: Path) -> None:
    path = str(tmp_path / "first.yaml")
    assert call("check", "--new", path, "--json").well().json == {"file": path}


@pytest.mark.parametrize("name", ["no/such/folder.yaml", "x" * 5000, "."])
def test_a_first_plan_that_cannot_be_written_is_one_complaint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = call("check", "--new", name)
    assert (answer.status, answer.text) == (1, "")
    assert answer.complaint.count("\n") == 1


def test_every_fault_is_a_line_with_its_place_and_the_counts_end_the_list(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY)
    answer = call("check", str(path))
    assert (answer.status, answer.complaint) == (1, "")
    *faults, counts = answer.text.splitlines()
    found = check_plan(path).faults
    assert faults == [fault.text("en") for fault in found]
    assert all(
        re.match(rf"{re.escape(str(path))}(:\d+:\d+)?: (error|warning)\[[a-z-]+\]: ", line) for line in faults
    )
    assert str(len(found)) in counts


def test_faults_are_told_in_chinese_where_the_environment_is_chinese(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY)
    english, chinese = call("check", str(path)), call("check", str(path), environ={"LANG": "zh_CN.UTF-8"})
    assert english.status == chinese.status == 1
    assert chinese.text != english.text
    assert re.search("[\u4e00-\u9fff]", chinese.text)


def test_a_plan_with_warnings_only_is_in_order(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8").replace(
        "due: 2030-01-31}\n  - id: launch", "due: 2029-01-31}\n  - id: launch"
    )
    desk.plan.write_text(text, encoding="utf-8")
    answer = desk("check", str(desk.plan), "--json")
    assert (answer.status, answer.json["errors"]) == (0, 0)
    assert answer.json["warnings"] == len(answer.json["faults"]) > 0
    started = desk("start", str(desk.plan), "--by", "office")
    assert started.status == 0
    assert str(answer.json["warnings"]) in started.complaint


def test_the_json_of_a_check_holds_the_faults_as_the_library_gives_them(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY)
    answer = call("check", str(path), "--json")
    faults = check_plan(path).faults
    assert answer.status == 1
    assert answer.json == {
        "file": str(path),
        "errors": sum(fault.is_error for fault in faults),
        "warnings": sum(not fault.is_error for fault in faults),
        "faults": [fault.to_dict() for fault in faults],
    }


def test_a_plan_may_come_from_standard_input() -> None:
    assert call("check", "-", stdin=starter("zh").encode()).well().text == "-：没有问题\n"
    assert call("check", "-", stdin=FAULTY.encode()).status == 1
    assert call("show", "-", "--json", stdin=starter("en").encode()).well().json["id"] == "green-campus"


def test_check_without_a_plan_is_a_misuse() -> None:
    answer = call("check")
    assert (answer.status, answer.text) == (2, "")
    assert "PLAN" in answer.complaint


@pytest.mark.parametrize("name", ["none.yaml", ".", "a\n/b", "y" * 5000])
def test_a_plan_file_that_cannot_be_read_is_a_fault_like_any_other(name: str) -> None:
    answer = call("check", name)
    assert answer.status == 1
    assert "error[no-file]" in answer.text


def test_the_schema_accepts_the_first_plan_and_refuses_a_faulty_one(desk: Desk) -> None:
    from ruamel.yaml import YAML

    schema = call("schema").well().json
    assert schema == call("schema", "--json").well().json
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert not validator.is_valid({"nonsense": 1})
    assert "tasks" in schema["properties"]
    assert YAML(typ="safe").load(desk.plan)["id"] == "green-campus"


def test_show_gives_the_whole_plan_from_a_file_and_from_a_pilot(desk: Desk) -> None:
    whole = json.loads(json.dumps(load_plan(desk.plan).to_dict()))
    assert desk("show", str(desk.plan), "--json").well().json == whole
    desk.start()
    assert desk("show", "green-campus", "--json").well().json == whole
    assert {"units", "groups", "bodies", "phases", "tasks", "targets", "series", "agreements"} <= whole.keys()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_show_names_every_phase_task_target_duty_and_agreement(tmp_path: Path, language: str) -> None:
    desk = Desk(tmp_path, language)
    plan = load_plan(desk.plan)
    text = desk("show", str(desk.plan), COLUMNS="400").well().text
    things: list[Any] = [*plan.phases, *plan.tasks, *plan.targets, *plan.series, *plan.agreements]
    assert [thing.id for thing in things if thing.title not in text] == []
    for area in plan.categories["area"].values():
        assert area.label in text
    assert plan.tasks[1].due is not None
    assert f"{plan.tasks[1].due.text} ({plan.tasks[1].due.latest})" in text


def test_show_leaves_out_what_a_plan_does_not_say(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    text = text.replace("title: Issue of the plan, due: 2030-01-31", "title: Issue of the plan")
    desk.plan.write_text(text[: text.index("agreements:")], encoding="utf-8")
    shown = desk("show", str(desk.plan)).well().text
    assert "Issue of the plan" in shown
    assert "Agreements and pairings" not in shown


def test_show_of_what_is_neither_file_nor_pilot_names_the_pilots_there_are(desk: Desk) -> None:
    empty = desk("show", "green-campus")
    assert (empty.status, empty.text) == (1, "")
    desk.start()
    missing = desk("show", "gren-campus")
    assert missing.status == 1
    assert "green-campus" in missing.complaint
    assert missing.complaint != empty.complaint


def test_show_of_a_folder_or_an_impossible_name_is_one_complaint(desk: Desk) -> None:
    for name in (str(desk.folder), "z" * 5000):
        answer = desk("show", name)
        assert (answer.status, answer.complaint.count("\n")) == (1, 1)


def test_start_puts_the_plan_into_force_once(desk: Desk) -> None:
    text = desk("start", str(desk.plan), "--by", "office", "--effective", "2030-01-07").well().text
    assert text.startswith("2030-01-07")
    with open_log(desk.environ["PILOTFLOW_LOG"]) as log:
        assert Pilot.open("green-campus", log).plan == load_plan(desk.plan)
    again = desk("start", str(desk.plan), "--by", "office")
    assert (again.status, again.text) == (1, "")
    assert desk.facts() == 1


def test_start_takes_an_id_and_answers_in_json(desk: Desk) -> None:
    answer = desk("start", str(desk.plan), "--by", "office", "--id", "second-try", "--json").well()
    assert answer.json == {
        "pilot": "second-try",
        "state": "running",
        "title": "Green Campus pilot",
        "effective": "2030-01-10",
    }


@pytest.mark.parametrize(
    "option", [("--id", "No Id"), ("--id", ""), ("--effective", "soon"), ("--effective", "2030-13")]
)
def test_start_with_an_option_that_cannot_be_read_is_a_misuse(desk: Desk, option: tuple[str, str]) -> None:
    answer = desk("start", str(desk.plan), "--by", "office", *option)
    assert (answer.status, answer.text) == (2, "")
    assert option[0] in answer.complaint


def test_a_refused_start_leaves_no_trace(desk: Desk) -> None:
    answer = desk("start", str(desk.plan), "--by", "biology")
    assert answer.status == 1
    assert "biology" in answer.complaint
    assert not (desk.folder / "pilots.db").exists()
    assert (
        desk("start", str(desk.plan), "--by", "biology", "--json").json["refused"][0]["code"] == "not-office"
    )


def test_a_faulty_plan_is_not_started_and_every_fault_is_said(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY)
    answer = call("start", str(path), "--by", "office")
    assert (answer.status, answer.text) == (1, "")
    faults = check_plan(path).faults
    assert answer.complaint.splitlines() == [fault.text("en") for fault in faults]
    in_json = call("start", str(path), "--by", "office", "--json")
    assert (in_json.status, in_json.json) == (1, {"faults": [fault.to_dict() for fault in faults]})
