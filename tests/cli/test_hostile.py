"""Arbitrary words at every place of a call: it is carried out, refused or misused, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.calling import Desk

from pilotflow.cli import app
from pilotflow.pilot.arguments import ARGUMENTS

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "-", "--", "=", "a=b", "1", "-1", "2030-01-31", "2030", "9999-12-31", "0001-01-01"]),
    st.sampled_from(
        ["task", "office", "biology", "audit", "departments", "F1", "D1", "beds", "when=P1M", "units=x"]
    ),
    st.sampled_from(
        ["fact=1", "fact=2", "field=text", "value=x", "due=x", "thing=1", "revoked=maybe", "phase=issue"]
    ),
)
THINGS = st.sampled_from(
    [
        *(("task", "1"), ("task", "2"), ("feedback", "F1"), ("phase", "issue"), ("occurrence", "kick-off")),
        *(
            ("occurrence", "-"),
            ("series", "monthly"),
            ("decision", "-"),
            ("decision", "D1"),
            ("target", "trees"),
        ),
        *(("agreement", "framework"), ("unit", "biology"), ("pilot", "-"), ("task", "-"), ("feedback", "-")),
    ]
)
ONE_OF = {
    "task": "1",
    "feedback": "F1",
    "phase": "issue",
    "occurrence": "kick-off",
    "series": "monthly",
    "decision": "D1",
    "target": "trees",
    "pilot": "-",
}
TRIGGERS = st.sampled_from(
    [
        *(
            "assign",
            "accept",
            "start",
            "report",
            "send-back",
            "verify",
            "close",
            "maintain",
            "recheck",
            "lapse",
        ),
        *(
            "retire",
            "reopen",
            "suspend",
            "resume",
            "cancel",
            "request-extension",
            "decide-extension",
            "create",
        ),
        *(
            "raise-feedback",
            "answer",
            "confirm",
            "dispute",
            "withdraw",
            "move",
            "open",
            "present",
            "decide",
            "file",
        ),
        *(
            "schedule",
            "hold",
            "skip",
            "miss",
            "convene",
            "settle",
            "record",
            "tick",
            "stop",
            "complete",
            "amend",
        ),
        *("resolve-deadline", "receive", "delegate", "correct", "create-task", "raise_feedback"),
    ]
)


def options(command: str) -> list[str]:
    """Every option of a command that takes a value, except those that name files."""
    parameters = app.command((command,)).commands[command].params
    return [
        parameter.opts[0]
        for parameter in parameters
        if parameter.param_type_name == "option"
        and not parameter.is_flag
        and parameter.name not in ("log", "out")
    ]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A pilot with a task underway, feedback about it and a decision."""
    desk = Desk(tmp_path_factory.mktemp("busy")).underway()
    desk.do("task", "1", "raise-feedback", "--by", "audit", "--text", "where?").well()
    desk.do("decision", "-", "record", "--by", "head-city", "--text", "more").well()
    return desk


def told(desk: Desk, *arguments: str) -> None:
    """Whatever is asked, the answer is one of three, and it is said."""
    answer = desk(*arguments)
    assert answer.status in (0, 1, 2), answer.complaint
    assert answer.status != 2 or answer.complaint or answer.json["error"]["text"]


@given(
    thing=THINGS,
    trigger=TRIGGERS,
    by=st.sampled_from(["office", "audit", "head-city", "biology", "nobody"]),
    given_options=st.lists(st.tuples(st.sampled_from(options("do")), WORDS), max_size=5),
    flags=st.lists(st.sampled_from(["--json", "--explain", "--granted", "--refused"]), max_size=2),
)
def test_do_takes_any_words(
    busy: Desk,
    thing: tuple[str, str],
    trigger: str,
    by: str,
    given_options: list[tuple[str, str]],
    flags: list[str],
) -> None:
    told(
        busy,
        "do",
        "green-campus",
        *thing,
        trigger,
        "--by",
        by,
        *flags,
        *(w for pair in given_options for w in pair),
    )


@given(command=st.sampled_from(sorted(ARGUMENTS)), born=st.booleans(), data=st.data())
def test_every_argument_of_every_command_takes_any_words(
    busy: Desk, command: tuple[str, str], born: bool, data: st.DataObject
) -> None:
    kind, trigger = command
    id = "-" if born else ONE_OF[kind]
    names = (
        data.draw(st.lists(st.sampled_from(sorted(ARGUMENTS[command])), max_size=5))
        if ARGUMENTS[command]
        else []
    )
    arguments = [part for name in names for part in ("--set", f"{name}={data.draw(WORDS)}")]
    by = data.draw(st.sampled_from(["office", "audit", "head-city", "city-office"]))
    more = data.draw(
        st.sampled_from([(), ("--reason", "r"), ("--reason", "r", "--explain"), ("--effective", "2030")])
    )
    told(busy, "do", "green-campus", kind, id, trigger, "--by", by, *arguments, *more)


@given(
    command=st.sampled_from(["status", "agenda", "feed", "log", "show"]),
    pilot=st.one_of(st.just("green-campus"), WORDS),
    data=st.data(),
)
def test_reading_takes_any_words(busy: Desk, command: str, pilot: str, data: st.DataObject) -> None:
    found = data.draw(st.lists(st.tuples(st.sampled_from(options(command)), WORDS), max_size=3))
    told(busy, command, pilot, *(word for pair in found for word in pair))


@given(found=st.lists(st.tuples(st.sampled_from(options("start")), WORDS), max_size=4))
def test_start_takes_any_words(busy: Desk, found: list[tuple[str, str]]) -> None:
    told(busy, "start", str(busy.plan), *(word for pair in found for word in pair))


@given(
    words=st.lists(
        st.one_of(WORDS, st.sampled_from(["status", "do", "check", "show", "--lang", "--json"])), max_size=5
    )
)
def test_any_words_at_all_are_answered(busy: Desk, words: list[str]) -> None:
    told(busy, *(word for word in words if word not in ("demo", "--new")))


@given(text=st.binary(max_size=200))
def test_any_bytes_are_a_plan_or_have_faults(busy: Desk, text: bytes) -> None:
    path = Path(busy.folder / "any.yaml")
    path.write_bytes(text)
    told(busy, "check", str(path))
    told(busy, "start", str(path), "--by", "office")
