"""demo: a whole pilot in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.calling import call

from pilotflow.cli import demo
from pilotflow.log.open import open_log
from pilotflow.pilot.pilot import Pilot


def feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "feeds").iterdir()}


def test_two_runs_give_identical_feeds_one_for_the_pilot_and_one_for_each_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = call("demo").well()
    made = feeds(tmp_path / "build" / "demo")
    again = call("demo").well()
    assert feeds(tmp_path / "build" / "demo") == made
    assert again == first
    with open_log("sqlite:///build/demo/pilot.db") as log:
        pilot = Pilot.open("keqiao-zhijiang", log)
        assert set(made) == {"pilot.ics", *(f"{unit.id}.ics" for unit in pilot.plan.units)}
        assert log.verify(pilot.id) == pilot.status().version


def test_it_shows_phases_bars_lights_and_what_is_blocked_on_the_way_and_at_the_end(tmp_path: Path) -> None:
    answer = call("demo", str(tmp_path / "demo"), "--lang", "en").well().text
    pages = answer.split("\n“五共五链五提升”")
    assert len(pages) == 3
    for page in pages:
        assert "\nPhases\n" in page
        assert "▓" in page
    assert "● red" in pages[0]
    assert "\nBlocked\n" in pages[0]
    assert "100 %" in pages[-1]
    assert str(tmp_path / "demo" / "pilot.db") in pages[-1]


def test_in_json_it_names_what_was_made(tmp_path: Path) -> None:
    answer = call("demo", str(tmp_path / "demo"), "--json").well().json
    assert (answer["pilot"], answer["status"]["percent"]) == ("keqiao-zhijiang", 100)
    assert Path(answer["log"]).is_file()
    assert all(Path(path).is_file() for path in answer["feeds"])


def test_a_folder_is_emptied_of_what_a_demo_left_there_and_of_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo.clear(folder)
    (folder / "feeds").mkdir()
    for name in ("pilot.db", "pilot.db-wal", "feeds/pilot.ics"):
        (folder / name).write_text("made")
    demo.clear(folder)
    assert [path.name for path in folder.iterdir()] == [".pilotflow-demo"]


@pytest.mark.parametrize(
    "other", ["notes.txt", "feeds/notes.txt", "feeds/folder.ics/x", "pilot.db/x", "feeds.txt"]
)
def test_a_folder_with_anything_else_in_it_is_refused_and_left_as_it_is(tmp_path: Path, other: str) -> None:
    folder = tmp_path / "demo"
    demo.clear(folder)
    path = folder / other
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    before = sorted(folder.rglob("*"))
    answer = call("demo", str(folder))
    if other == "pilot.db/x":  # a folder in the place of the log is no log
        assert answer.status == 1
    else:
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
    assert path.read_text() == "mine"
    assert sorted(folder.rglob("*")) == before


def test_a_log_that_no_demo_made_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / "pilot.db").write_text("mine")
    answer = call("demo", str(tmp_path))
    assert (answer.status, "pilot.db" in answer.complaint) == (1, True)
    assert (tmp_path / "pilot.db").read_text() == "mine"


def test_feeds_behind_a_link_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my.ics").write_text("mine")
    folder = tmp_path / "demo"
    demo.clear(folder)
    (folder / "feeds").symlink_to(tmp_path / "mine")
    assert call("demo", str(folder)).status == 1
    assert (tmp_path / "mine" / "my.ics").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_one_complaint(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "file", tmp_path / "file" / "demo"):
        answer = call("demo", str(target))
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)


def test_without_the_example_it_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "__file__", str(tmp_path / "a" / "b" / "c" / "demo.py"))
    answer = call("demo", str(tmp_path / "demo"))
    assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
    assert not (tmp_path / "demo").exists()


def test_an_installation_carries_the_example_beside_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "src" / "pilotflow" / "cli" / "example"
    folder.mkdir(parents=True)
    (folder / "run.py").write_text("def play(log, clock):\n    raise OSError(28, 'No space left', 'there')\n")
    monkeypatch.setattr(demo, "__file__", str(folder.parent / "demo.py"))
    answer = call("demo", str(tmp_path / "demo"))
    assert answer.status == 1
    assert answer.complaint == "there cannot be written: there is no space left\n"
