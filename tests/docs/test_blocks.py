"""What the pages show is what happens."""

from __future__ import annotations

import doctest
import io
import shlex
from pathlib import Path

import pytest
from tests.docs.blocks import (
    PAGES,
    ROOT,
    Call,
    blocks,
    calls,
    files,
    language_of,
    name_of,
    only_python,
    plans,
    whole_plan,
)

from pilotflow.cli.running import run
from pilotflow.clock import Clock, ManualClock, SystemClock
from pilotflow.language import say
from pilotflow.plan.load import check_plan
from pilotflow.plan.starter import starter

_REFUSED = "Refused, and nothing was entered:"
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
TRIED_ON = "2030-01-14"
"""The day the outputs of the pages were made on, as the README says."""

KINDS = {"python", "console", "yaml", "sh", "mermaid", "text"}
"""What a block may be; ``sh`` and ``text`` alone are neither run nor loaded."""

every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)
with_python = pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=name_of)
with_calls = pytest.mark.parametrize("page", [p for p in PAGES if calls(p)], ids=name_of)
with_plans = pytest.mark.parametrize("page", [p for p in PAGES if plans(p)], ids=name_of)


def write_files(page: Path, folder: Path) -> None:
    """Put the files that a page shows into a folder."""
    for name, text in files(page).items():
        (folder / name).write_text(text, encoding="utf-8")


def carried_out(page: Path, clock: Clock, capfd: pytest.CaptureFixture[str]) -> list[tuple[Call, int, str]]:
    """Every command of a page in order, each with its exit status and what it wrote, beside the page's files."""
    found = []
    write_files(page, Path.cwd())
    for call in calls(page):
        program, *arguments = shlex.split(call.command)
        assert program == "pilotflow", call
        status = run(arguments, {"LANG": f"{language_of(page)}.UTF-8", "COLUMNS": "120"}, clock)
        written = capfd.readouterr()
        found.append((call, status, written.out + written.err))
    return found


def awaited(call: Call, language: str) -> int:
    """The exit status of a command by what the page shows; where it is explained, the page shows a reason."""
    return int(call.output.startswith(say(_REFUSED, language)) or call.command.endswith("--explain"))


@every_page
def test_every_block_is_of_a_kind_that_is_run_loaded_or_only_shown(page: Path) -> None:
    fences = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("```")]
    assert {fence.removeprefix("```") for fence in fences[::2]} <= KINDS
    assert {fence.removeprefix("```") for fence in fences[1::2]} <= {""}


@with_python
def test_python_says_what_the_page_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    story = doctest.DocTestParser().get_doctest(only_python(page), {}, name_of(page), str(page), 0)
    assert story.examples
    assert all(">>>" in block.text for block in blocks(page, "python"))
    report = io.StringIO()
    result = doctest.DocTestRunner(optionflags=SAME).run(story, out=report.write)
    assert result.failed == 0, report.getvalue()


@with_calls
def test_a_command_writes_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    checker = doctest.OutputChecker()
    for call, status, written in carried_out(page, ManualClock(TRIED_ON), capfd):
        example = doctest.Example(call.command, call.output)
        assert status == awaited(call, language_of(page)), f"{name_of(page)}:{call.line}: {written}"
        assert checker.check_output(call.output, written, SAME), (
            f"{name_of(page)}:{call.line}: {checker.output_difference(example, written, SAME)}"
        )


@with_calls
def test_whoever_follows_a_page_today_gets_as_far(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for call, status, written in carried_out(page, SystemClock(), capfd):
        assert status == awaited(call, language_of(page)), f"{name_of(page)}:{call.line}: {written}"


@with_plans
def test_a_plan_or_a_piece_of_one_loads(page: Path, tmp_path: Path) -> None:
    texts = [block.text for block in plans(page)]
    whole = (text for text in texts if text.startswith("pilotflow:"))
    base = next(whole, starter(language_of(page)))
    write_files(page, tmp_path)
    plan = tmp_path / "whole-plan.yaml"
    for text in texts:
        plan.write_text(whole_plan(base, text), encoding="utf-8")
        errors = [fault.text() for fault in check_plan(plan).faults if fault.is_error]
        assert not errors, text
