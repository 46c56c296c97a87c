"""Whatever words a plan file, a feedback or a meeting brings, the feed of its pilot stays a calendar."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.acceptance.instances import drawn
from tests.acceptance.life import ALL_THERE_IS, LOOKS, SLOW
from tests.acceptance.node import read_in_node
from tests.acceptance.own_reader import Seen, seen, tree
from tests.acceptance.python_readers import FIELDS, by_ics

from pilotflow import Actor, ManualClock, Pilot, PilotflowError, Refused, load_plan, open_log
from pilotflow.feeds.options import Options

PLAN = """\
pilotflow: 1
id: words
title: TEXT
language: en
timezone: Asia/Shanghai
issued: 2030-01-07
issuer: city
calendar: {workdays: weekdays}
sides: {city: TEXT, college: TEXT}
units:
  - {id: city, name: TEXT, side: city}
  - {id: parks, name: TEXT, short: TEXT, side: city, part_of: city}
  - {id: audit, name: TEXT, side: city, part_of: city, independent: true}
  - {id: college, name: TEXT, side: college, groups: [all]}
groups:
  - {id: all, name: TEXT}
  - {id: open, name: TEXT, open: true}
bodies:
  - {id: office, kind: office, name: TEXT, leads: [parks]}
  - id: board
    kind: leading
    name: TEXT
    seats: [{id: head, role: head, unit: city, post: TEXT}]
roles: {office: office, heads: [head], reviewers: [audit], supervisors: [audit]}
classifications:
  area: [{id: green, label: TEXT}]
phases:
  - {id: p1, kind: launch, title: TEXT, due: 2030-03-31}
  - {id: p2, kind: progress, title: TEXT}
tasks:
  - id: 1
    title: TEXT
    summary: TEXT
    leads: [parks]
    co_units: [open]
    area: green
    phase: p1
    due: 2030-02-28
    parts: [{id: sign, title: TEXT, for_each: all, due: 2030-02-20}]
  - {id: 2, title: TEXT, leads: [college], phase: p2}
series:
  - {id: monthly, kind: meeting, title: TEXT, place: TEXT, body: board, when: every month}
  - {id: talks, kind: meeting, title: TEXT, body: board, when: {text: TEXT}}
occurrences:
  - {id: kick-off, kind: event, title: TEXT, place: TEXT, body: board, phase: p1, due: 2030-02-20}
agreements:
  - {id: pact, kind: framework, title: TEXT, parties: [city, college], from: 2030-01-07, to: 2031-12-31}
"""

PIECES = st.sampled_from(
    (
        *(
            "\r\n",
            "\n",
            "\r",
            "\u2028",
            "\x85",
            "\x0b",
            "\nBEGIN:VEVENT\n",
            "\r\nEND:VCALENDAR\r\n",
            "\\n",
            "\\N",
        ),
        *("\\", ";", ",", ":", '"', "'", "\x00", "\x07", "\x1b", "\x7f", "\ufeff", "\t", " ", "#", "{", "%"),
        *(
            "👩\u200d👩\u200d👧",
            "🏫",
            "学院",
            "е\u0301",
            "\u202e",
            "\u2067",
            "\u200f",
            "\u0600",
            "ภาษา",
            "\U000e0001",
        ),
    )
)
WORDS = st.lists(PIECES | st.text(max_size=20), min_size=1, max_size=8).map(
    lambda texts: f"T{''.join(texts)}."
)
EVERYTHING = (Options(), ALL_THERE_IS, LOOKS["todo"])


def quoted(text: str) -> str:
    """A text as YAML writes it in double quotes, everything that is not plainly printable escaped."""
    kept = (char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in text)
    return f'"{"".join(kept)}"'


def pilot_of(words: str) -> Pilot:
    """A pilot whose plan, feedback and meetings say nothing but these words."""
    plan = load_plan(PLAN.replace("TEXT", quoted(words)))
    assert plan.title == words
    pilot = Pilot.start(plan, open_log("memory:"), by=Actor("office"), clock=ManualClock("2030-01-14"))
    pilot.task("1").raise_feedback(words, by=Actor("audit"))
    pilot.convene(words, "2030-01-20T14:00", by=Actor("office"), place=words, units=["college"])
    pilot.occurrence("kick-off").schedule("2030-02-11", by=Actor("office"), place=words)
    return pilot


def without_words(entries: list[Seen]) -> list[tuple[str, ...]]:
    fields = ("uid", "instance", "kind", "start", "end", "due", "status", "sequence")
    return [each.only(*fields) for each in entries]


def on_one_line(words: str) -> str:
    """The words without what no calendar may hold; every break and run of blanks is one blank."""
    kept = [each for each in " ".join(words.splitlines()) if each == "\t" or not is_refused(each)]
    return re.sub("[ \t]+", " ", "".join(kept)).strip(" ")


def is_refused(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char == "\ufeff"


@given(WORDS, st.sampled_from(EVERYTHING), st.sampled_from(("en", "zh")))
@example("T\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n.", Options(), "en")
@example(f"T{'学' * 3500}.", ALL_THERE_IS, "zh")
@example("T\x00👩\u200d👩\u200d👧\u202eе\u0301\ufeff\x85\u2028.", Options(), "zh")
def test_words_change_no_entry_and_are_found_in_each(words: str, options: Options, language: str) -> None:
    asked = attrs.evolve(options, language=language)
    data = pilot_of(words).rendering(None, asked).data
    found = seen(data)
    assert without_words(found) == without_words(seen(pilot_of("plain").rendering(None, asked).data))
    named = {each.uid.partition("@")[0]: each for each in found}
    assert named["task-1"].summary == on_one_line(words)
    assert on_one_line(words) in on_one_line(named["feedback-F1"].description)
    assert named["occurrence-O1"].place == named["occurrence-kick-off"].place == on_one_line(words)
    assert on_one_line(words) in tree(data).text("NAME")


@settings(max_examples=100 if SLOW else 8)
@given(WORDS, st.sampled_from(EVERYTHING))
def test_every_reader_reads_what_any_words_make(words: str, options: Options) -> None:
    data = pilot_of(words).rendering(None, options).data
    for reader, told in FIELDS.items():
        # ics takes a backslash and the letter after it for an escape even where the backslash is itself escaped
        misread = ("summary", "description", "place") if reader is by_ics and "\\" in words else ()
        fields = [field for field in told if field not in misread]
        assert sorted(each.only(*fields) for each in reader(data)) == sorted(
            each.only(*fields) for each in seen(data)
        )


def test_the_readers_of_the_browser_read_what_any_words_make(tmp_path: Path) -> None:
    made: dict[bytes, None] = {}

    @settings(max_examples=100 if SLOW else 20)
    @given(WORDS, st.sampled_from(EVERYTHING))
    def make(words: str, options: Options) -> None:
        made.setdefault(pilot_of(words).rendering(None, options).data)

    make()
    for data, answer in zip(made, read_in_node(list(made), tmp_path), strict=True):
        assert answer.icaljs == seen(data)
        assert sorted(answer.fullcalendar) == drawn(data)


def test_half_of_a_surrogate_pair_is_refused_wherever_it_would_come_in() -> None:
    pilot = pilot_of("plain")
    office = Actor("office")
    for give in (
        lambda: pilot.task("1").raise_feedback("half \ud83c", by=Actor("audit")),
        lambda: pilot.convene("half \ud83c", "2030-01-20", by=office),
        lambda: pilot.convene("whole", "2030-01-20", by=office, place="\udf00"),
    ):
        with pytest.raises(Refused):
            give()


def test_half_of_a_surrogate_pair_in_a_plan_file_is_refused() -> None:
    with pytest.raises(PilotflowError):
        pilot_of("half \ud83c")
