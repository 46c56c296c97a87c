"""Exported files: each is whole at any moment, only what changed is touched, and nothing of others is."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.pilot.stage import HEAD_A, HEAD_B, OFFICE, begun, log_of
from tests.pilot.test_successors import without_arts
from tests.plans import small_plan
from tests.web.markup import read

from pilotflow import ManualClock, Pilot
from pilotflow.feeds.options import Options
from pilotflow.plan.model import Plan
from pilotflow.views.selection import Selection
from pilotflow.web import page as pages
from pilotflow.web.export import Exported, InTheWay, export, file_of, folder_of
from pilotflow.web.page import MARK

NOW = datetime(2022, 12, 20, 4, tzinfo=UTC)
BASE = "https://calendar.example/cal"
DAY = "2022-12-20"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, leftovers and all."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file lies at each path, and when it was written."""
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def exported(pilot: Pilot, folder: Path, **more: Any) -> Exported:
    return export([pilot], folder, now=NOW, **more)


def with_unit(id: str) -> Plan:
    """The small plan with a unit of another name."""
    plan = small_plan()
    unit = attrs.evolve(plan.units[-2], id=id)
    groups = (attrs.evolve(plan.groups[0], members=("law", id)), *plan.groups[1:])
    return attrs.evolve(plan, units=(*plan.units[:-2], unit, plan.units[-1]), groups=groups)


@pytest.fixture
def pilot() -> Pilot:
    return begun()


def test_every_unit_and_the_whole_pilot_have_the_feed_the_library_gives(pilot: Pilot, tmp_path: Path) -> None:
    done = exported(pilot, tmp_path, base=BASE, options=Options(language="zh", phases=False))
    units = [unit.id for unit in pilot.plan.units]
    assert sorted(files(tmp_path)) == sorted(
        ["index.html", "small/index.html", "small/all.ics", *(f"small/{id}.ics" for id in units)]
    )
    assert {str(path.relative_to(tmp_path)) for path in done.files} == set(files(tmp_path))
    assert set(done.written) == set(done.files)
    for id in (None, *units):
        name = file_of(id)
        look = Options(language="zh", phases=False, source=f"{BASE}/small/{name}")
        expected = pilot.rendering(Selection(unit=id), look, on=DAY).data
        assert (tmp_path / "small" / name).read_bytes() == expected
        assert Calendar.from_ical(expected)


def test_pages_lead_to_every_feed_and_back_to_nowhere_else(pilot: Pilot, tmp_path: Path) -> None:
    exported(pilot, tmp_path)
    front, own = (read((tmp_path / name).read_text("utf-8")) for name in ("index.html", "small/index.html"))
    assert [a.attributes["href"] for a in front.all("a")] == ["small/index.html"]
    links = [a.attributes["href"] for a in own.all("a") if not a.attributes["href"].startswith("#")]
    assert links == ["all.ics", *(f"{unit.id}.ics" for unit in pilot.plan.units)]
    assert all((tmp_path / "small" / link).is_file() for link in links)
    assert own.all("svg") == []


def test_with_an_address_pages_carry_links_that_subscribe_and_codes(pilot: Pilot, tmp_path: Path) -> None:
    exported(pilot, tmp_path, base=BASE)
    own = read((tmp_path / "small" / "index.html").read_text("utf-8"))
    links = [a.attributes["href"] for a in own.all("a") if not a.attributes["href"].startswith("#")]
    names = ["all.ics", *(f"{unit.id}.ics" for unit in pilot.plan.units)]
    assert links == [
        f"{scheme}://calendar.example/cal/small/{name}" for name in names for scheme in ("webcal", "https")
    ]
    assert len(own.all("svg")) == len(names)


def test_what_is_the_same_already_is_not_touched(pilot: Pilot, tmp_path: Path) -> None:
    exported(pilot, tmp_path)
    before = stamps(tmp_path)
    again = exported(pilot, tmp_path)
    assert again.written == ()
    assert stamps(tmp_path) == before
    pilot.task("2").assign(by=OFFICE)
    pilot.raise_feedback("too late", by=HEAD_A, to=["law"])
    changed = exported(pilot, tmp_path)
    after = stamps(tmp_path)
    touched = {str(path.relative_to(tmp_path)) for path in changed.written}
    assert touched == {name for name in after if after[name] != before.get(name)}
    assert "small/law.ics" in touched
    assert "small/arts.ics" not in touched


def test_files_of_others_stay(pilot: Pilot, tmp_path: Path) -> None:
    others = {"notes.txt": b"mine", "small/gone.ics": b"BEGIN:VCALENDAR", "small/sub/index.html": b"mine"}
    for name, data in others.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    exported(pilot, tmp_path)
    found = files(tmp_path)
    assert {name: found[name] for name in others} == others
    assert b"gone" not in found["small/index.html"]


def test_the_feed_of_a_unit_that_an_amendment_left_out_ends_in_tombstones(
    pilot: Pilot, tmp_path: Path
) -> None:
    exported(pilot, tmp_path)
    before = Calendar.from_ical((tmp_path / "small/arts.ics").read_bytes())
    assert any(event["STATUS"] == "CONFIRMED" for event in before.events)
    pilot.amend(pilot.compare(without_arts(), successors={"arts": "law"}), by=HEAD_A, reason="x")
    pilot.amend(pilot.compare(without_arts(), successors={"arts": "law"}), by=HEAD_B, reason="x")
    exported(pilot, tmp_path)
    after = Calendar.from_ical((tmp_path / "small/arts.ics").read_bytes())
    assert {str(event["UID"]) for event in after.events} == {str(event["UID"]) for event in before.events}
    assert {str(event["STATUS"]) for event in after.events} == {"CANCELLED"}
    assert b"arts.ics" not in (tmp_path / "small/index.html").read_bytes()


def test_files_can_be_read_by_whoever_the_account_lets_read(pilot: Pilot, tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        exported(pilot, tmp_path)
    finally:
        os.umask(mask)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()} == {0o644}


class Crash(BaseException):
    """The end of a process, as far as this one can suffer it."""


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Makes the n-th step of writing fail with an error of choice."""
    steps = {"left": -1}
    error: list[BaseException] = []

    def counted(real: Any) -> Any:
        def step(*arguments: Any, **named: Any) -> Any:
            if steps["left"] == 0:
                steps["left"] = -1
                raise error[0]
            steps["left"] -= 1
            return real(*arguments, **named)

        return step

    def arm(count: int, with_error: BaseException) -> None:
        steps["left"] = count
        error[:] = [with_error]

    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    yield arm
    steps["left"] = -1


def test_a_crash_at_any_moment_leaves_each_file_as_it_was_or_as_it_is_to_be(
    pilot: Pilot, tmp_path: Path, crashing: Any
) -> None:
    exported(pilot, tmp_path)
    before = files(tmp_path)
    pilot.task("2").assign(by=OFFICE)
    wanted = tmp_path.with_name("wanted")
    exported(pilot, wanted, base=BASE)
    after = files(wanted)
    seen = set()
    for count in range(1000):
        crashing(count, Crash())
        try:
            exported(pilot, tmp_path, base=BASE)
        except Crash:
            found = files(tmp_path)
            assert found.keys() == before.keys()
            assert all(found[name] in (before[name], after[name]) for name in found)
            seen.add(frozenset(name for name in found if found[name] == after[name] != before[name]))
        else:
            break
    assert files(tmp_path) == after
    assert len(seen) > 2


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_an_error_of_the_system_names_the_file_and_leaves_nothing_half_done(
    pilot: Pilot, tmp_path: Path, crashing: Any, code: int
) -> None:
    crashing(4, OSError(code, "said by the system"))
    with pytest.raises(OSError, match="said by the system") as caught:
        exported(pilot, tmp_path)
    assert caught.value.errno == code
    named = Path(caught.value.filename)
    assert named.parent == tmp_path / "small"
    assert named.suffix == ".ics"
    assert not named.exists()
    assert all(path.name[0] != "." for path in tmp_path.rglob("*"))


def test_exports_at_once_do_no_harm(pilot: Pilot, tmp_path: Path) -> None:
    wanted = tmp_path / "wanted"
    exported(pilot, wanted)
    folder = tmp_path / "folder"
    failed: list[BaseException] = []

    def run(own: Pilot) -> None:
        try:
            exported(own, folder)
        except BaseException as error:
            failed.append(error)

    pilots = [Pilot.open("small", log_of(pilot), clock=ManualClock(DAY)) for _ in range(4)]
    threads = [threading.Thread(target=run, args=(own,)) for own in pilots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert files(folder) == files(wanted)


def test_of_two_exports_the_one_with_more_facts_stays_whoever_writes_last(
    pilot: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first renders, a fact is entered and another export runs from its beginning to its end."""
    folder, wanted = tmp_path / "folder", tmp_path / "wanted"
    real = pages.page
    once = [True]

    def slow(*arguments: Any) -> str:
        text = real(*arguments)
        if once:
            once.clear()
            pilot.task("2").assign(by=OFFICE)
            other = Pilot.open("small", log_of(pilot), clock=ManualClock(DAY))
            exported(other, folder)
        return text

    monkeypatch.setattr("pilotflow.web.export.page", slow)
    exported(pilot, folder)
    monkeypatch.undo()
    exported(pilot, wanted)
    assert files(folder) == files(wanted)


def test_the_list_of_pilots_is_written_again_where_one_moved_on_meanwhile(
    pilot: Pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pages.front_page
    calls: list[str] = []

    def slow(*arguments: Any) -> str:
        text = real(*arguments)
        if not calls:
            pilot.task("2").assign(by=OFFICE)
        calls.append(text)
        return text

    monkeypatch.setattr("pilotflow.web.export.front_page", slow)
    exported(pilot, tmp_path)
    assert len(calls) == 2
    assert (tmp_path / "index.html").read_text("utf-8") == calls[-1]


def test_the_list_names_pilots_that_an_earlier_export_wrote(pilot: Pilot, tmp_path: Path) -> None:
    other = begun(attrs.evolve(small_plan(), id="another", title="Another pilot"), log=log_of(pilot))
    exported(other, tmp_path)
    before = stamps(tmp_path)
    done = exported(pilot, tmp_path, listed=[other])
    front = read((tmp_path / "index.html").read_text("utf-8"))
    assert [a.attributes["href"] for a in front.all("a")] == ["another/index.html", "small/index.html"]
    assert not any("another" in path.parts for path in done.files)
    assert {name: stamps(tmp_path)[name] for name in before if name.startswith("another")} == {
        name: stamp for name, stamp in before.items() if name.startswith("another")
    }


def test_pages_speak_the_language_of_the_plan_unless_asked_for_another(tmp_path: Path) -> None:
    chinese = begun(attrs.evolve(small_plan(), language="zh"))
    exported(chinese, tmp_path)
    for name in ("index.html", "small/index.html"):
        assert read((tmp_path / name).read_text("utf-8")).one("html").attributes["lang"] == "zh-Hans"
    exported(chinese, tmp_path, options=Options(language="en"))
    for name in ("index.html", "small/index.html"):
        assert read((tmp_path / name).read_text("utf-8")).one("html").attributes["lang"] == "en"


@pytest.mark.parametrize("id", ["all", "con", "lpt1", "index"])
def test_units_with_names_that_mean_something_else_have_files_of_their_own(id: str, tmp_path: Path) -> None:
    pilot = begun(with_unit(id))
    exported(pilot, tmp_path)
    assert (tmp_path / "small" / file_of(id)).read_bytes() == pilot.rendering(
        Selection(unit=id), Options(), on=DAY
    ).data
    assert (tmp_path / "small" / "all.ics").read_bytes() == pilot.rendering(on=DAY).data
    assert len(files(tmp_path)) == len(pilot.plan.units) + 3


ID = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
IDS = st.one_of(ID, st.sampled_from(["all", "con", "aux", "com1", "index"]))


@given(IDS, IDS)
def test_no_two_feeds_share_a_file_and_no_folder_is_taken_for_one(one: str, other: str) -> None:
    names = [file_of(None), file_of(one), "index.html"]
    assert len(set(names)) == len(names)
    assert (file_of(one) == file_of(other)) == (one == other)
    assert (folder_of(one) == folder_of(other)) == (one == other)
    for name in (file_of(one), folder_of(one)):
        assert "/" not in name
        assert name.partition(".")[0] not in ("con", "aux", "com1", "")
    assert folder_of(one) != "index.html"


def obstacles(pilot: Pilot, folder: Path) -> list[tuple[str, str]]:
    """What is in the way; nothing was written."""
    before = files(folder.parent)
    with pytest.raises(InTheWay) as caught:
        exported(pilot, folder)
    assert files(folder.parent) == before
    for obstacle in caught.value.obstacles:
        assert obstacle.path in caught.value.text("zh")
        assert obstacle.to_dict("zh") == {
            "code": obstacle.code,
            "path": obstacle.path,
            "text": obstacle.text("zh"),
        }
    assert str(caught.value) == caught.value.text("en") != caught.value.text("zh")
    return [(obstacle.code, obstacle.path) for obstacle in caught.value.obstacles]


def test_all_that_is_in_the_way_is_told_at_once_and_nothing_is_written(pilot: Pilot, tmp_path: Path) -> None:
    folder = tmp_path / "cal"
    (folder / "small" / "law.ics").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>my home page</h1>")
    (folder / "small" / "all.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//another//\r\n")
    (tmp_path / "elsewhere.ics").write_bytes(b"x\r\nPRODID:-//pilotflow//feed//EN")
    (folder / "small" / "arts.ics").symlink_to(tmp_path / "elsewhere.ics")
    (folder / "small" / "audit.ics").symlink_to(tmp_path / "nowhere")
    small = folder / "small"
    assert sorted(obstacles(pilot, folder)) == sorted(
        [
            ("foreign", str(folder / "index.html")),
            ("foreign", str(small / "all.ics")),
            ("no-file", str(small / "law.ics")),
            ("link", str(small / "arts.ics")),
            ("link", str(small / "audit.ics")),
        ]
    )


def test_folders_that_are_links_or_files_are_in_the_way(pilot: Pilot, tmp_path: Path) -> None:
    real, link, file = tmp_path / "real", tmp_path / "link", tmp_path / "file"
    real.mkdir()
    link.symlink_to(real)
    file.write_bytes(b"x")
    assert obstacles(pilot, link) == [("link", str(link))]
    assert obstacles(pilot, file) == [("no-folder", str(file))]
    (real / "small").symlink_to(tmp_path)
    assert obstacles(pilot, real) == [("link", str(real / "small"))]
    (real / "small").unlink()
    (real / "small").write_bytes(b"x")
    assert obstacles(pilot, real) == [("no-folder", str(real / "small"))]


def test_ids_that_are_no_names_of_files_are_refused(tmp_path: Path) -> None:
    strange = begun(with_unit("../arts"))
    assert obstacles(strange, tmp_path / "cal") == [("unsafe-id", "../arts")]


def test_files_are_told_from_those_of_others_by_their_head(pilot: Pilot, tmp_path: Path) -> None:
    exported(pilot, tmp_path)
    for data in files(tmp_path).values():
        head = data[:1024]
        assert MARK.encode() in head or b"\r\nPRODID:-//pilotflow//" in head


def test_what_was_exported_is_json_ready(pilot: Pilot, tmp_path: Path) -> None:
    done = exported(pilot, tmp_path)
    found = done.to_dict()
    assert found["folder"] == str(tmp_path)
    assert found["files"] == [str(path) for path in done.files]
    assert found["written"] == found["files"]
