"""A log that cannot be read says so, names the version, and is left as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from tests.pilot.stage import OFFICE, begun, log_of

from pilotflow import Pilot, open_log
from pilotflow.errors import LogError
from pilotflow.log.envelope import Entry
from pilotflow.log.port import Log

BY = {"unit": "office"}


def entry(type: str, data: object, **changes: object) -> Entry:  # noqa: A002 - the word of the envelope
    payload = msgspec.json.encode({"by": BY, "data": data})
    fields: dict[str, object] = {
        "type": type,
        "schema": 1,
        "recorded": datetime(2030, 1, 1, tzinfo=UTC),
        "effective": "2030-01-01",
        "unit": "office",
        "key": None,
        "document": None,
        "payload": payload,
    }
    return Entry(**(fields | changes))  # type: ignore[arg-type]


MOVED = {"id": "1", "trigger": "assign", "left": "planned", "entered": "assigned"}
BAD = {
    "unknown type": entry("task.fly", {**MOVED, "trigger": "elope"}),
    "no such word": entry("weather.rain", {}),
    "later schema": entry("task.assign", MOVED, schema=99),
    "missing field": entry("task.assign", {"id": "1"}),
    "unknown field": entry("task.assign", {**MOVED, "colour": "red"}),
    "wrong type": entry("task.assign", {**MOVED, "id": 1}),
    "another word": entry("task.accept", MOVED),
    "another actor": entry("task.assign", MOVED, unit="school"),
    "unknown task": entry("task.assign", {**MOVED, "id": "99"}),
    "unknown occurrence": entry(
        "occurrence.hold",
        {"id": "x.1", "trigger": "hold", "left": "due", "entered": "held", "start": "2022-12-09"},
    ),
    "not JSON": entry("task.assign", MOVED, payload=b"{"),
    "erased": entry("task.assign", MOVED, payload=b'{"erased":"' + b"0" * 64 + b'"}'),
}


def kept(log: Log) -> list[object]:
    return list(log.read("small"))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_fact_is_a_log_error_that_names_its_version(name: str) -> None:
    pilot = begun()
    log = log_of(pilot)
    log.append("small", 2, [BAD[name]])
    before = kept(log)
    with pytest.raises(LogError) as caught:
        Pilot.open("small", log)
    assert caught.value.code in ("bad-fact", "bad-envelope")
    assert "3" in caught.value.text()
    assert kept(log) == before


@pytest.mark.parametrize("name", BAD)
def test_a_bad_fact_that_comes_later_is_the_same_error_for_who_has_the_pilot_open(name: str) -> None:
    pilot = begun()
    log_of(pilot).append("small", 2, [BAD[name]])
    for _ in range(2):  # also when it is asked again
        with pytest.raises(LogError):
            pilot.task("1")
        with pytest.raises(LogError):
            pilot.at("2031-01-01")
    assert pilot.at("2022-12-09").task("1").state == "planned"


def test_a_stream_that_does_not_begin_with_a_start_is_a_log_error() -> None:
    log = open_log("memory:")
    log.append("small", 0, [entry("task.assign", MOVED)])
    with pytest.raises(LogError) as caught:
        Pilot.open("small", log)
    assert "1" in caught.value.text()


def test_a_log_that_cannot_keep_the_facts_changes_nothing() -> None:
    pilot = begun()
    before = pilot.snapshot()
    log = log_of(pilot)

    class Full:
        def append(self, *given: object) -> str:
            from pilotflow.log.faults import log_error

            raise log_error("not-kept", path="x", why="the disk is full")

        def __getattr__(self, name: str) -> object:
            return getattr(log, name)

    pilot._engine.log = Full()  # type: ignore[assignment]
    with pytest.raises(LogError):
        pilot.task("1").assign(by=OFFICE)
    assert pilot.snapshot() == before == Pilot.open("small", log).snapshot()


def test_a_closed_log_says_so() -> None:
    pilot = begun()
    log_of(pilot).close()
    with pytest.raises(LogError) as caught:
        pilot.task("1").assign(by=OFFICE)
    assert caught.value.code == "closed-log"
