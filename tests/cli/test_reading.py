"""status, agenda, feed, log."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.cli.calling import Desk

from pilotflow.cli.cells import cells
from pilotflow.log.open import open_log
from pilotflow.pilot.pilot import Pilot

SELECTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"unit": "biology"},
    {"phase": "progress"},
    {"area": "grounds"},
    {"agreement": "framework"},
    {"body": "steering"},
)


def open_pilot(desk: Desk) -> Pilot:
    return Pilot.open("green-campus", open_log(desk.environ["PILOTFLOW_LOG"]), clock=desk.clock)


def flags(selection: dict[str, Any]) -> list[str]:
    return [part for name, id in selection.items() for part in (f"--{name}", id)]


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("selection", SELECTIONS)
def test_the_json_of_a_status_is_that_of_the_library_and_what_is_blocked(
    desk: Desk, selection: dict[str, Any]
) -> None:
    desk.underway()
    desk.do("task", "2", "raise-feedback", "--by", "audit", "--text", "where?").well()
    answer = desk("status", "green-campus", "--json", "--on", "2030-07-05", *flags(selection)).well().json
    blocked = answer.pop("blocked")
    assert answer == plain(open_pilot(desk).status(on="2030-07-05", **selection).to_dict())
    assert {"percent", "phases", "tasks", "open_feedback"} <= answer.keys()
    assert all({"id", "state", "light", "waiting_for"} <= task.keys() for task in answer["tasks"])
    assert all(each["reasons"] for each in blocked)


def test_the_json_of_a_status_names_every_reason_that_holds_a_gate_or_a_task_up(desk: Desk) -> None:
    desk.underway()
    blocked = desk("status", "green-campus", "--json").well().json["blocked"]
    assert [(each["kind"], each["id"]) for each in blocked] == [
        ("phase", id) for id in ("issue", "launch", "progress", "midterm", "final")
    ]
    assert [reason["code"] for reason in blocked[0]["reasons"]] == ["task-not-done"]
    desk.do("task", "1", "report", "--by", "city-office", "--evidence", "lists").well()
    desk.do("task", "1", "verify", "--by", "audit").well()
    desk.do("task", "1", "raise-feedback", "--by", "audit", "--text", "where?").well()
    held_up = desk("status", "green-campus", "--json").well().json["blocked"][-1]
    assert (held_up["kind"], held_up["id"]) == ("task", "1")
    assert [reason["code"] for reason in held_up["reasons"]] == ["open-feedback"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_title_progress_lights_reasons_feedback_and_duties(
    tmp_path: Path, language: str
) -> None:
    desk = Desk(tmp_path, language)
    desk("start", str(desk.plan), "--by", "office").well()
    (id,) = (pilot_id(desk),)
    status = Pilot.open(id, open_log(desk.environ["PILOTFLOW_LOG"]), clock=desk.clock).status(on="2030-02-05")
    text = desk("status", id, "--on", "2030-02-05").well().text
    assert text.startswith(status.title)
    assert "  0 %" in text
    for title in (line.title for line in status.phases):
        assert title in text
    for title in (line.title for line in status.tasks if line.light):
        assert title in text
    assert any(line.light and line.light.colour == "red" for line in status.tasks)
    assert "●" in text


def pilot_id(desk: Desk) -> str:
    with open_log(desk.environ["PILOTFLOW_LOG"]) as log:
        (id,) = log.streams()
    return id


def test_the_page_lists_standing_duties_open_feedback_missed_meetings_and_open_points(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    text = text.replace(
        "due: 2030-01-31}\n  - id: 2", "due: {text: kept up, latest: 2030-01-31, sustain: true}}\n  - id: 2"
    )
    text = text.replace("when: every month", "when: {text: now and then}")
    desk.plan.write_text(text, encoding="utf-8")
    desk("start", str(desk.plan), "--by", "office")
    desk.do("phase", "issue", "open", "--by", "office").well()
    for trigger, unit, *more in (
        ("assign", "office"),
        ("accept", "city-office"),
        ("start", "city-office"),
        ("report", "city-office", "--evidence", "lists"),
        ("verify", "audit"),
        ("maintain", "office"),
    ):
        desk.do("task", "1", trigger, "--by", unit, *more).well()
    for number in range(8):
        desk.do("task", "1", "raise-feedback", "--by", "audit", "--text", f"no. {number} is missing").well()
    page = desk("status", "green-campus", "--on", "2032-03-01").well().text
    sections = [
        "Phases",
        "Lights, and whom tasks wait for",
        "Blocked",
        "Open feedback",
        "Occurrences to be held or missed",
        "Standing duties",
        "Open points",
    ]
    places = [page.index(f"\n{section}\n") for section in sections]
    assert places == sorted(places)
    assert "no. 7 is missing" in page
    assert "and 2 more" in page
    assert "Kick-off" in page[places[4] : places[5]]
    assert "now and then" in page[places[6] :]


def test_the_page_counts_what_is_ticked_off_a_list(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    listed = "  - {id: rules, title: Rules, kind: list, items: [Water, Paths, Gates], served_by: [1]}\n"
    desk.plan.write_text(text.replace("targets:\n", f"targets:\n{listed}"), encoding="utf-8")
    desk.start()
    desk.do("target", "rules", "tick", "--by", "office", "--item", "i2", "--evidence", "signed").well()
    page = desk("status", "green-campus").well().text
    targets = page[page.index("\nTargets\n") :]
    assert "1 of 3 there" in targets
    assert "Trees planted" not in targets


def test_the_page_says_why_a_gate_sent_an_open_phase_back(desk: Desk) -> None:
    desk.underway()
    for trigger, unit, *more in (
        ("report", "city-office", "--evidence", "lists"),
        ("verify", "audit"),
        ("close", "office"),
    ):
        desk.do("task", "1", trigger, "--by", unit, *more).well()
    for reason in ("one list is missing", "annex two is missing"):
        desk.do("phase", "issue", "present", "--by", "office").well()
        desk.do(
            "phase", "issue", "decide", "--by", "head-city", "--verdict", "rework", "--reason", reason
        ).well()
    said = "issue Issue of the plan: on 2030-01-10 Deputy mayor asked for rework: "
    page = desk("status", "green-campus").well().text
    assert f"  {said}annex two is missing\n" in page
    assert "one list is missing" not in page
    correcting = ("pilot", "-", "correct", "--by", "office", "--reason", "slip")
    versions = [each.version for each in open_pilot(desk).facts() if each.type == "phase.decide"]
    for field, value in (("document", "no. 7"), ("reason", "annex three is missing")):
        changed = ("--set", f"fact={versions[-1]}", "--set", f"field={field}", "--set", f"value={value}")
        desk.do(*correcting, *changed).well()
    assert f"  {said}annex three is missing\n" in desk("status", "green-campus").well().text
    desk.do("phase", "issue", "present", "--by", "office").well()
    assert "asked for rework" not in desk("status", "green-campus").well().text


def test_columns_of_chinese_line_up(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "zh")
    desk("start", str(desk.plan), "--by", "office").well()
    for arguments in (("status", pilot_id(desk)), ("show", str(desk.plan))):
        lines = desk(*arguments, "--lang", "zh", COLUMNS="300").well().text.splitlines()
        rules = [place for place, line in enumerate(lines) if line.startswith("──")]
        assert rules
        for rule in rules:
            head = lines[rule - 1]
            starts = [
                cells(head[:place])
                for place in range(len(head))
                if head[:place].endswith("  ") and head[place] != " "
            ]
            assert starts
            for line in lines[rule + 1 :]:
                if not line:
                    break
                edges = {cells(line[:place]) for place in range(len(line) + 1)}
                assert {start for start in starts if start <= cells(line)} <= edges
                assert all(gap_before(line, start) for start in starts if start < cells(line))


def gap_before(line: str, start: int) -> bool:
    """Whether a column is parted from the one before it."""
    place = next(place for place in range(len(line) + 1) if cells(line[:place]) == start)
    return line[:place].endswith(" ")


def test_an_agenda_is_that_of_the_library(desk: Desk) -> None:
    desk.start()
    for selection in SELECTIONS:
        span = ("--from", "2030-02-01", "--to", "2030-12-31", *flags(selection))
        answer = desk("agenda", "green-campus", *span, "--json").well().json
        expected = open_pilot(desk).agenda("2030-02-01", "2030-12-31", **selection)
        assert answer == {
            "from": "2030-02-01",
            "to": "2030-12-31",
            "items": [item.to_dict() for item in expected],
        }
        text = desk("agenda", "green-campus", *span).well().text
        assert text.splitlines() == [item.text("en") for item in expected] or (
            not expected and "2030" in text
        )


def test_an_agenda_begins_today_in_the_zone_of_the_plan_and_runs_thirty_days(desk: Desk) -> None:
    desk.start()
    desk.clock.set("2030-02-01T23:30:00+00:00")
    answer = desk("agenda", "green-campus", "--json").well().json
    assert (answer["from"], answer["to"]) == ("2030-02-02", "2030-03-04")
    assert desk("agenda", "green-campus", "--from", "9999-12-20", "--json").well().json["to"] == "9999-12-31"


def test_an_agenda_that_was_not_told_its_days_says_which_they_are(desk: Desk) -> None:
    desk.start()
    lines = desk("agenda", "green-campus").well().text.splitlines()
    assert lines[0] == "From 2030-01-10 to 2030-02-09:"
    half = desk("agenda", "green-campus", "--from", "2030-02-01").well().text.splitlines()
    assert half[0] == "From 2030-02-01 to 2030-03-03:"
    told = desk("agenda", "green-campus", "--from", "2030-02-01", "--to", "2030-03-03").well().text
    assert told.splitlines() == half[1:]


def test_an_empty_agenda_says_so(desk: Desk) -> None:
    desk.start()
    text = desk("agenda", "green-campus", "--from", "2035-01-01").well().text
    assert "2035-01-01" in text
    assert text.count("\n") == 1


def test_a_feed_is_the_same_bytes_on_standard_output_and_in_a_file(desk: Desk) -> None:
    desk.start()
    for selection in SELECTIONS:
        expected = open_pilot(desk).feed(on="2030-03-01", **selection)
        asked = ("feed", "green-campus", "--on", "2030-03-01", *flags(selection))
        assert desk(*asked).well().raw == expected
        path = desk.folder / "out.ics"
        assert str(path) in desk(*asked, "--out", str(path)).well().text
        assert path.read_bytes() == expected
        assert desk(*asked, "--json").well().json == {"pilot": "green-campus", "calendar": expected.decode()}
    assert [str(component["UID"]) for component in Calendar.from_ical(expected).walk("VEVENT")]


def test_a_feed_in_a_file_is_told_in_json(desk: Desk) -> None:
    desk.start()
    path = desk.folder / "out.ics"
    answer = desk("feed", "green-campus", "--out", str(path), "--json").well().json
    assert answer == {"pilot": "green-campus", "file": str(path), "bytes": path.stat().st_size}


def test_a_feed_speaks_the_language_asked_for(desk: Desk) -> None:
    desk.start()
    english, chinese = (
        desk("feed", "green-campus", "--lang", language).well().raw for language in ("en", "zh")
    )
    assert english == open_pilot(desk).feed(language="en")
    assert chinese == open_pilot(desk).feed(language="zh")
    assert english != chinese


@pytest.mark.parametrize("target", ["no/such/out.ics", ".", "plan.yaml/out.ics", "x" * 400])
def test_a_feed_that_cannot_be_written_is_one_complaint(desk: Desk, target: str) -> None:
    desk.start()
    for language in ("en", "zh"):
        answer = desk("feed", "green-campus", "--out", str(desk.folder / target), "--lang", language)
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(("code", "said"), [(errno.ENOENT, "takes no files"), (errno.EACCES, "may not")])
def test_a_folder_that_exists_is_not_said_to_be_missing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(code, "no")

    desk.start()
    asking = ("feed", "green-campus", "--out")
    assert "does not exist" in desk(*asking, str(desk.folder / "no" / "out.ics")).complaint
    monkeypatch.setattr(Path, "write_bytes", refuse)
    complaint = desk(*asking, str(desk.folder / "out.ics")).complaint
    assert said in complaint
    assert "does not exist" not in complaint


def test_the_log_is_a_line_a_fact_and_the_json_its_envelopes(desk: Desk) -> None:
    desk.underway()
    facts = open_pilot(desk).facts()
    lines = desk("log", "green-campus").well().text.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [
        [str(fact.version), fact.text("en")] for fact in facts
    ]
    with open_log(desk.environ["PILOTFLOW_LOG"]) as log:
        envelopes = [envelope.to_dict() for envelope in log.read("green-campus")]
    assert desk("log", "green-campus", "--json").well().json == envelopes
    assert desk("log", "green-campus", "--json", "--after", "3").well().json == envelopes[3:]
    assert desk("log", "green-campus", "--after", "3").well().text.splitlines() == lines[3:]
    assert desk("log", "green-campus", "--after", "99").well().text == ""


def test_an_unchanged_log_is_verified_and_a_changed_one_is_not(desk: Desk) -> None:
    import sqlite3

    desk.underway()
    count = desk.facts()
    assert str(count) in desk("log", "green-campus", "--verify").well().text
    last = desk("log", "green-campus", "--json").well().json[-1]
    assert desk("log", "green-campus", "--verify", "--json").well().json == {
        "pilot": "green-campus",
        "facts": count,
        "hash": last["hash"],
    }
    with sqlite3.connect(desk.folder / "pilots.db") as connection:
        connection.execute("UPDATE envelopes SET unit = 'college' WHERE version = 2")
    connection.close()
    answer = desk("log", "green-campus", "--verify")
    assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    "wrong",
    [
        ("status", "--on", "tomorrow"),
        ("agenda", "--from", "2030-02-30"),
        ("agenda", "--to", "x"),
        ("feed", "--on", ""),
        ("log", "--after", "-1"),
        ("log", "--after", "²"),
    ],
)
def test_a_day_or_number_that_is_none_is_a_misuse(desk: Desk, wrong: tuple[str, str, str]) -> None:
    desk.start()
    command, option, value = wrong
    answer = desk(command, "green-campus", option, value)
    assert (answer.status, answer.text) == (2, "")
    assert option in answer.complaint


@pytest.mark.parametrize("command", ["status", "agenda", "feed", "log"])
def test_reading_a_pilot_that_nobody_started_makes_no_file(desk: Desk, command: str) -> None:
    answer = desk(command, "green-campus")
    assert (answer.status, answer.text) == (1, "")
    assert not (desk.folder / "pilots.db").exists()


@pytest.mark.parametrize("command", ["status", "agenda", "feed"])
def test_a_selection_of_something_unknown_is_not_found(desk: Desk, command: str) -> None:
    desk.start()
    answer = desk(command, "green-campus", "--unit", "biologie")
    assert (answer.status, answer.text) == (1, "")
    assert "biology" in answer.complaint
