"""The played example: what it shows stays as it was read and approved."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pilotflow import Actor, ManualClock, Pilot, open_log

EXAMPLE = Path(__file__).parents[2] / "examples" / "keqiao_zhijiang"


@pytest.fixture(scope="module")
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("keqiao_run", EXAMPLE / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["keqiao_run"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def played(run: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Pilot:
    """The pilot after its whole life, read again from its file."""
    url = f"sqlite:///{tmp_path_factory.mktemp('run') / 'pilot.db'}"
    clock = ManualClock("2022-12-09")
    with open_log(url) as log:
        run.play(log, clock)
    return Pilot.open("keqiao-zhijiang", open_log(url), clock=clock)


def test_the_office_reads_what_was_approved(run: ModuleType) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run.main()
    assert printed.getvalue() == (EXAMPLE / "expected.txt").read_text(encoding="utf-8")


def test_the_pilot_is_completed_with_everything_done(played: Pilot) -> None:
    assert played.state == "completed"
    assert played.progress().percent == 100
    assert played.snapshot().conclusion == "scale"


def test_the_story_holds_every_turn_it_promises(played: Pilot) -> None:
    words = [fact.type for fact in played.facts()]
    assert words.count("task.send_back") == 1
    assert words.count("feedback.dispute") == 1
    assert words.count("feedback.answer") == 3
    assert words.count("task.decide_extension") == 1
    assert words.count("task.lapse") == 1
    assert words.count("pilot.amend") == 1
    assert words.count("task.retire") == 1
    reworked = [fact for fact in played.facts() if fact.type == "phase.decide" and fact.data.moves()]
    assert [(kind, id, entered) for fact in reworked for kind, id, _, entered in fact.data.moves()] == [
        ("phase", "p1", "passed"),
        ("phase", "p2", "passed"),
        ("phase", "p3", "passed"),
        ("phase", "p4", "open"),
        ("phase", "p4", "passed"),
        ("phase", "p5", "passed"),
        ("phase", "p6", "passed"),
    ]


def test_the_task_born_from_a_decision_ran_to_closed(played: Pilot) -> None:
    task = played.snapshot().tasks["T1"]
    assert (task.task.source, task.state) == ("D1", "closed")


def test_standing_duties_know_their_next_recheck(played: Pilot) -> None:
    standing = {line.id: line.next_check for line in played.status().standing}
    assert "22" not in standing
    assert len(standing) == 26
    assert all(day is not None and day.isoformat() > "2023-12-20" for day in standing.values())


def test_nobody_may_close_what_the_example_left_maintained(played: Pilot) -> None:
    assert [why.code for why in played.task("7").explain("close", by=Actor("office"))] == ["wrong-state"]
