"""Exit statuses, languages, surroundings: whatever the call, one clear answer and never a traceback."""

from __future__ import annotations

import importlib
import io
import os
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from tests.cli.calling import Desk, call

from pilotflow import __version__
from pilotflow.cli import app, main
from pilotflow.cli.face import Face
from pilotflow.cli.running import run
from pilotflow.cli.usage import complain
from pilotflow.clock import ManualClock
from pilotflow.errors import Conflict, LogError, PilotflowError
from pilotflow.language import choose
from pilotflow.language.cli import error_to_dict
from pilotflow.pilot.pilot import Pilot
from pilotflow.rules.unmet import unmet

COMMANDS = (
    *("demo", "check", "schema", "show", "start", "do", "status", "agenda", "feed", "serve"),
    *("deadline", "log"),
)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str) -> None:
    english = call(command, "--help", "--lang", "en").well().text
    chinese = call("--lang", "zh", command, "--help").well().text
    assert not is_chinese(english)
    assert is_chinese(chinese)
    for page in (english, chinese):
        for option in ("--json", "--lang", "--help"):
            assert option in page


def test_the_first_page_lists_every_command_also_where_nothing_is_asked() -> None:
    page = call("--help").well().text
    for command in COMMANDS:
        assert f"\n  {command} " in page
    assert call().well().text == page
    assert is_chinese(call("--lang", "zh").well().text)


def test_help_keeps_to_the_width_of_the_terminal() -> None:
    from pilotflow.cli.cells import cells

    for width in (60, 80):
        for language in ("en", "zh"):
            page = call("do", "--help", "--lang", language, environ={"COLUMNS": str(width)}).well().text
            options = page.partition("\n\nE")[0].partition("\n\n示")[0]
            assert max(map(cells, options.splitlines())) <= width


def test_the_version_is_printed() -> None:
    assert call("--version").well().text == f"pilotflow {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("status",), "PILOT"),
        (("start", "plan.yaml"), "--by"),
        (("do", "p", "task", "7"), "--by"),
        (("status", "p", "--jsn"), "--json"),
        (("status", "p", "--zzzz"), "--zzzz"),
        (("status", "p", "--on"), "--on"),
        (("status", "p", "--json=yes"), "--json"),
        (("status", "p", "too", "many"), "too many"),
        (("statsu",), "status"),
        (("zzzz",), "agenda"),
        (("--zzzz",), "--zzzz"),
        (("status", "p", "--lang", "fr"), "fr"),
        (("status", "p\udcff"), "2"),
        (("status", "p\0"), "2"),
    ],
)
def test_a_misuse_is_explained_in_both_languages(arguments: tuple[str, ...], named: str) -> None:
    for locale in ("en_GB.UTF-8", "zh_CN.UTF-8"):
        answer = call(*arguments, environ={"LANG": locale})
        assert (answer.status, answer.text) == (2, "")
        assert named in answer.complaint
        assert is_chinese(answer.complaint) == locale.startswith("zh")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("status", "--json"), "PILOT"),
        (("status", "p", "--zzzz", "--json"), "--zzzz"),
        (("zzzz", "--json"), "agenda"),
        (("status", "p", "--on", "x", "--json"), "--on"),
        (("--json", "status", "p\0"), "3"),
        (("check", "--json"), "PLAN"),
    ],
)
def test_a_misuse_is_told_in_json_where_json_is_asked_for(arguments: tuple[str, ...], named: str) -> None:
    for language in ("en", "zh"):
        answer = call(*arguments, "--lang", language)
        assert (answer.status, answer.complaint) == (2, "")
        assert answer.json["error"]["code"] == "misused"
        assert named in answer.json["error"]["text"]
        assert is_chinese(answer.json["error"]["text"]) == (language == "zh")


def test_a_word_that_looks_like_the_option_but_is_the_value_of_another_asks_for_no_json(desk: Desk) -> None:
    desk.start()
    raised = desk.do("task", "1", "raise-feedback", "--by", "audit", "--text", "--json").well()
    assert raised.text.startswith("2030-01-10")


def test_what_fails_is_told_in_json_too(desk: Desk) -> None:
    answer = desk("show", "nothing", "--json")
    assert (answer.status, answer.complaint, answer.json["error"]["code"]) == (1, "", "failed")
    chinese = desk("status", "nothing", "--log", "nonsense", "--json", "--lang", "zh")
    assert is_chinese(chinese.json["error"]["text"])


def test_a_fact_of_a_log_that_does_not_fit_is_told_in_the_language_asked_for() -> None:
    error = LogError(unmet("bad-fact", "fact", "3", stream="green-campus", why="x"))
    assert error_to_dict(error, "zh") == {"error": error.reason.to_dict("zh")}  # type: ignore[attr-defined]


def test_a_complaint_of_typer_that_has_no_words_here_is_said_in_its_own() -> None:
    import typer

    error = typer.BadParameter("not a colour")
    assert "not a colour" in complain(error, "en")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_GB", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en"}, "zh"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "en"),
    ],
)
def test_the_language_is_that_of_the_first_locale_that_says_anything(
    environ: dict[str, str], expected: str
) -> None:
    assert is_chinese(call("--help", environ=environ).well().text) == (expected == "zh")


def test_the_option_goes_before_the_plan_and_the_plan_before_the_environment(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "zh")
    desk("start", str(desk.plan), "--by", "office").well()
    asking = ("agenda", desk("show", str(desk.plan), "--json").well().json["id"], "--from", "2050-01-01")
    assert is_chinese(desk(*asking, LANG="en_GB.UTF-8").well().text)
    assert not is_chinese(desk(*asking, "--lang", "en", LANG="zh_CN").well().text)
    assert not is_chinese(desk(*asking, "--lang=en_US").well().text)


def test_the_log_is_the_option_else_the_environment_else_a_file_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call("check", "--new", "plan.yaml").well()
    starting = ("start", "plan.yaml", "--by", "office")
    call(*starting, environ={"PILOTFLOW_LOG": ""}).well()
    call(*starting, environ={"PILOTFLOW_LOG": "sqlite:///there.db"}).well()
    call(*starting, "--log", "sqlite:///option.db", environ={"PILOTFLOW_LOG": "sqlite:///nowhere.db"}).well()
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["option.db", "pilotflow.db", "there.db"]


@pytest.mark.parametrize("url", ["nonsense", "postgresql://localhost/x", "sqlite:////dev/null/x.db"])
def test_a_log_that_cannot_be_opened_is_one_complaint(desk: Desk, url: str) -> None:
    for arguments in (("status", "green-campus"), ("start", str(desk.plan), "--by", "office")):
        answer = desk(*arguments, "--log", url)
        assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
        assert desk(*arguments, "--log", url, "--json").json["error"]["code"]


def test_a_foreign_file_is_left_as_it_is(desk: Desk) -> None:
    path = desk.folder / "notes.db"
    path.write_bytes(b"my notes" * 200)
    answer = desk("start", str(desk.plan), "--by", "office", "--log", f"sqlite:///{path}")
    assert (answer.status, answer.text, answer.complaint.count("\n")) == (1, "", 1)
    assert path.read_bytes() == b"my notes" * 200


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (Conflict("green-campus", 3, 4), 1, "green-campus"),
        (PilotflowError("something else"), 1, "something else"),
        (RuntimeError("a slip"), 70, "RuntimeError: a slip"),
        (EOFError(), 70, ""),
    ],
)
def test_whatever_goes_wrong_inside_has_a_status_and_no_traceback(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, said: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    desk.start()
    monkeypatch.setattr(Pilot, "status", fail)
    answer = desk("status", "green-campus")
    assert (answer.status, answer.text) == (status, "")
    assert said in answer.complaint
    assert "Traceback" not in answer.complaint
    if isinstance(error, PilotflowError):
        assert desk("status", "green-campus", "--json").json["error"]["text"]


def test_a_reader_that_leaves_ends_the_call_quietly(desk: Desk) -> None:
    desk.start()
    for arguments in (
        *(("log", "green-campus"), ("feed", "green-campus"), ("--help",)),
        *(("status", "nothing", "--json"), ("zzzz", "--json")),
    ):
        reading, writing = os.pipe()
        os.close(reading)
        complaint = io.StringIO()
        with (
            os.fdopen(writing, "w", encoding="utf-8") as gone,
            redirect_stdout(gone),
            redirect_stderr(complaint),
        ):
            status = run(arguments, desk.environ, desk.clock)
        assert (status, complaint.getvalue()) == (141, "")


def test_complaints_that_nobody_reads_do_no_harm() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as gone, redirect_stderr(gone):
        status = run(("zzzz",), {})
        os.dup2(os.open(os.devnull, os.O_WRONLY), writing)  # what is left in the buffer has to go somewhere
    assert status == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
def test_a_full_disk_is_one_complaint(desk: Desk) -> None:
    desk.start()
    complaint = io.StringIO()
    with (
        Path("/dev/full").open("w", encoding="utf-8") as full,
        redirect_stdout(full),
        redirect_stderr(complaint),
    ):
        assert run(("log", "green-campus", "--json"), desk.environ, desk.clock) == 1
    assert complaint.getvalue() == "stdout cannot be written: there is no space left\n"


def test_what_a_terminal_cannot_show_is_replaced(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "zh")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    with redirect_stdout(out):
        assert run(("show", str(desk.plan), "--lang", "en"), desk.environ) == 0
    assert b"?" in out.buffer.getvalue()


def test_text_of_a_plan_or_an_option_cannot_steer_the_terminal(desk: Desk) -> None:
    desk.start()
    hostile = "\x1b[2J\x07\u202e[red]:warning:"
    desk.do("task", "1", "raise-feedback", "--by", "audit", "--text", hostile).well()
    for command in ("status", "log"):
        text = desk(command, "green-campus").well().text
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        assert "[red]:warning:" in text


def test_colours_are_for_terminals_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    desk.start()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Terminal(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(screen):
        assert run(("status", "green-campus", "--on", "2031-01-01"), desk.environ, desk.clock) == 0
    assert b"\x1b[" in screen.buffer.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[" not in desk("status", "green-campus", "--on", "2031-01-01").well().text


def test_the_width_is_what_columns_says_within_reason_else_that_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def width(**environ: str) -> int:
        return Face(environ, ManualClock("2030-01-01"), None).width

    assert [width(COLUMNS=stated) for stated in ("90", "3", "99999999999", "0", "x", "²", "")] == [
        *(90, 40, 1000),
        *(120, 120, 120, 120),
    ]
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback: os.terminal_size((77, 20)))
    with redirect_stdout(Terminal()):
        assert width() == 77


def test_a_stream_that_cannot_be_set_up_is_taken_as_it_is() -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        assert run(("--version",), {}) == 0
    assert out.getvalue().startswith("pilotflow ")


def test_only_the_command_that_is_called_is_worked_out() -> None:
    assert len(app.command(("status",)).commands["do"].params) == 0
    assert len(app.command(("do", "status")).commands["do"].params) > 30


def test_main_ends_the_process_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["pilotflow", "--lang"])
    complaint = io.StringIO()
    with redirect_stderr(complaint), pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "--lang" in complaint.getvalue()


@pytest.mark.parametrize("tag", ["zh-Hans", "ZH_cn", "zh_CN.UTF-8"])
def test_any_tag_of_a_language_will_do(tag: str) -> None:
    assert choose(tag) == "zh"
    assert is_chinese(call("--help", "--lang", tag).well().text)


def python(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"], **environ},
        check=False,
        timeout=60,
    )


def test_the_package_can_be_run_as_a_program_where_output_is_ascii_and_a_pipe_is_cut(desk: Desk) -> None:
    desk.start()
    shown = python("-m", "pilotflow", "show", str(desk.plan), "--lang", "zh", PYTHONIOENCODING="ascii")
    assert (shown.returncode, shown.stderr) == (0, "")
    cut = subprocess.run(
        f"{sys.executable} -m pilotflow log green-campus --json | head -n 1",
        shell=True,
        capture_output=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"], **desk.environ},
        check=False,
        timeout=60,
    )
    assert (cut.stdout, cut.stderr) == (b"[\n", b"")


def test_the_package_runs_as_a_program_in_this_process_and_only_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    importlib.import_module("pilotflow.__main__")  # does nothing
    monkeypatch.setattr(sys, "argv", ["pilotflow", "--version"])
    out = io.StringIO()
    monkeypatch.delitem(sys.modules, "pilotflow.__main__")
    with redirect_stdout(out), pytest.raises(SystemExit) as ended:
        runpy.run_module("pilotflow", run_name="__main__")
    assert (ended.value.code, out.getvalue()) == (0, f"pilotflow {__version__}\n")


def test_an_interruption_before_the_command_runs_ends_quietly_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "command", interrupt)
    answer = call("--version")
    assert (answer.status, answer.raw, answer.complaint) == (130, b"", "")


def test_help_loads_nothing_heavy() -> None:
    heavy = ("rich", "attrs", "msgspec", "pendulum", "icalendar", "ruamel", "transitions", "pydantic")
    listing = f"""
import sys
from pilotflow.cli.running import run
run(["--help"], {{}})
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""
    assert python("-c", listing).stderr.strip() == "[]"
