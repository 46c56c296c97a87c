"""Facts to bytes and back, and what the fold does with what it reads."""

from __future__ import annotations

import json

import attrs
import msgspec
import pytest
from tests.pilot.stage import OFFICE, SCHOOL, begun, log_of, taken_to
from tests.plans import small_plan

from pilotflow import Deadline, Pilot
from pilotflow.facts.actor import Actor
from pilotflow.facts.codec import SCHEMA, BadFactError, decode, encode
from pilotflow.facts.tasks import TaskCreated, TaskTransition
from pilotflow.plan.work import Part

REPORT = TaskTransition("1", "report", "underway", "reported", ("paper",), ("list",))


def test_what_is_written_is_read_as_it_was() -> None:
    task = attrs.evolve(small_plan().tasks[1], parts=(Part("a", "A", due=Deadline("soon")),))
    for data in (REPORT, TaskCreated(task)):
        raw = encode(Actor("school", person="p"), data, "because", "0f", True)
        payload = decode(data.type, SCHEMA, raw)
        assert (payload.by, payload.data) == (Actor("school", person="p"), data)
        assert (payload.reason, payload.command, payload.clamped) == ("because", "0f", True)


def test_a_default_that_is_not_written_is_filled_in() -> None:
    raw = json.loads(encode(Actor("school"), REPORT, None, None, False))
    del raw["data"]["next_check"], raw["data"]["parts"]
    read = decode("task.report", SCHEMA, json.dumps(raw).encode()).data
    assert read == msgspec.structs.replace(REPORT, parts=())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("surprise",), 1),
        (("by", "surprise"), 1),
        (("data", "surprise"), 1),
        (("data", "task", "surprise"), 1),
        (("data", "task", "parts", 0, "surprise"), 1),
        (("data", "task", "parts", 0, "due", "surprise"), 1),
        (("data", "task", "leads"), [5]),
        (("data", "task", "title"), None),
        (("by", "unit"), None),
        (("clamped",), "yes"),
    ],
)
def test_a_key_that_no_class_knows_and_a_value_of_the_wrong_type_are_errors_at_any_depth(
    path: tuple[str | int, ...], value: object
) -> None:
    task = attrs.evolve(small_plan().tasks[1], parts=(Part("a", "A", due=Deadline("soon")),))
    raw = json.loads(encode(Actor("office"), TaskCreated(task), None, None, False))
    at = raw
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(BadFactError):
        decode("task.create", SCHEMA, json.dumps(raw).encode())


@pytest.mark.parametrize(
    ("word", "schema"),
    [
        ("task.fly", 1),
        ("task.", 1),
        ("task", 1),
        ("weather.change", 1),
        ("task.report", 2),
        ("task.verify", 1),
    ],
)
def test_another_word_or_another_form_is_not_read(word: str, schema: int) -> None:
    with pytest.raises(BadFactError):
        decode(word, schema, encode(Actor("school"), REPORT, None, None, False))


def test_the_live_state_is_the_fold_of_the_log_after_every_command() -> None:
    pilot = begun()
    task = pilot.task("1")
    for step in (
        lambda: task.assign(by=OFFICE),
        lambda: task.suspend(by=OFFICE, reason="wait"),
        lambda: task.resume(by=OFFICE),
        lambda: task.cancel(by=OFFICE, reason="no"),
        lambda: pilot.occurrence("kick-off").hold(by=OFFICE, decisions="go on"),
        lambda: pilot.decision("D1").create_task("x", leads="law", by=OFFICE),
    ):
        step()
        assert Pilot.open("small", log_of(pilot)).snapshot() == pilot.snapshot()


def test_a_record_that_was_handed_out_never_changes() -> None:
    pilot = begun()
    record, phase = pilot.task("1").record, pilot.phase("p2").record
    taken_to(pilot.task("1"), "reported", SCHOOL)
    pilot.phase("p2").file("report", "result", evidence="x", by=OFFICE)
    assert (record.marks, record.in_time, phase.filed) == ({}, None, {})
    assert pilot.task("1").record.marks.keys() == {"assign", "accept", "start", "report"}


def test_what_was_filed_stays_filed_and_its_correction_stands_beside_it() -> None:
    pilot = begun()
    fact = pilot.phase("p2").file("report", "result", evidence="draft", by=OFFICE).facts[0]
    pilot.correct(fact, "evidence", "final", "the draft was filed", by=OFFICE)
    assert pilot.phase("p2").record.filed == {("report", "result"): ("draft",)}
    assert pilot.facts()[-1].to_dict()["data"]["value"] == ("final",)
