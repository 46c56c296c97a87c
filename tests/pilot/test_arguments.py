"""Whatever a host hands in: it is understood, or refused with a reason, and what is kept can be read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.pilot.stage import HEAD_A, INSPECTION, LAW, OFFICE, SCHOOL, begun, codes, log_of, taken_to
from tests.plans import small_plan

from pilotflow import Actor, Deadline, NotFound, Pilot, PilotflowError, Refused
from pilotflow.pilot.arguments import ARGUMENTS

ODD: tuple[Any, ...] = (
    "\ud800",
    5,
    1.5,
    True,
    object(),
    [],
    [5],
    {"a": 5},
    "",
    " ",
    "\0",
    b"x",
    ("x", 5),
    datetime.now(UTC),
)


def whole(pilot: Pilot) -> None:
    """What lies in the log can be opened again and says the same."""
    assert Pilot.open(pilot.id, log_of(pilot)).snapshot() == pilot.snapshot()


@pytest.mark.parametrize("value", ODD, ids=[f"odd-{n}" for n, _ in enumerate(ODD)])
@pytest.mark.parametrize("name", ["reason", "document", "key", "effective"])
def test_an_odd_reason_document_key_or_day_is_refused_or_kept_readable(name: str, value: Any) -> None:
    pilot = begun()
    try:
        pilot.task("1").do("assign", by=OFFICE, **{name: value})
    except PilotflowError:
        assert log_of(pilot).version("small") == 2
    whole(pilot)


@pytest.mark.parametrize("value", ODD, ids=[f"odd-{n}" for n, _ in enumerate(ODD)])
@pytest.mark.parametrize("name", ["role", "acting_for", "person"])
def test_an_odd_actor_is_refused_or_kept_readable(name: str, value: Any) -> None:
    pilot = begun()
    try:
        pilot.task("1").assign(by=Actor("office", **{name: value}))
    except PilotflowError:
        assert log_of(pilot).version("small") == 2
    whole(pilot)


WHERE = {
    "task": "1",
    "feedback": "F1",
    "phase": "p1",
    "occurrence": "kick-off",
    "series": "regular",
    "pilot": "small",
}


@pytest.mark.parametrize("value", ODD, ids=[f"odd-{n}" for n, _ in enumerate(ODD)])
@pytest.mark.parametrize(
    ("kind", "trigger", "name"),
    [
        (kind, trigger, name)
        for (kind, trigger), names in ARGUMENTS.items()
        for name in names
        if kind != "target"
    ],
)
def test_an_odd_argument_is_refused_or_kept_readable(
    kind: str, trigger: str, name: str, value: object
) -> None:
    pilot = begun()
    pilot.raise_feedback("x", by=LAW)
    pilot.record_decision("x", by=HEAD_A)
    good: dict[str, Any] = {
        "decision": "D1",
        "title": "Follow up",
        "leads": ["law"],
        "text": "words",
        "start": "2022-12-09",
        "about_kind": "task",
        "about_id": "1",
        "what": "task",
        "thing": "4",
        "due": Deadline("then", latest=None),
        "fact": 1,
        "field": "reason",
        "verdict": "approve",
    }
    given = {each: good[each] for each in ARGUMENTS[kind, trigger] if each in good} | {name: value}
    for by in (OFFICE, HEAD_A):
        try:
            pilot.do(kind, WHERE.get(kind, ""), trigger, by=by, reason="because", **given)
        except PilotflowError as error:
            told = error.text("en")
        else:
            told = "done"
        assert told
        whole(pilot)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda p: p.task("1").do("assign", by=OFFICE, colour="red"), "unknown-argument"),
        (lambda p: p.task("1").do("fly", by=OFFICE), "unknown-trigger"),
        (lambda p: p.task("1").report(by=SCHOOL, evidence=[1]), "bad-argument"),
        (lambda p: p.task("1").request_extension("soon", by=SCHOOL, reason="x"), "bad-argument"),
        (lambda p: p.task("1").do("decide_extension", by=OFFICE, granted="perhaps"), "bad-argument"),
        (lambda p: p.occurrence("kick-off").schedule("2023-01-10T14:00+08:00", by=OFFICE), "bad-argument"),
        (lambda p: p.occurrence("kick-off").hold(by=OFFICE, attendance={"law": "many"}), "bad-argument"),
        (lambda p: p.occurrence("kick-off").hold(by=OFFICE, attendance=5), "bad-argument"),
        (lambda p: p.phase("p1").decide("approve", by=HEAD_A, conditions=["a task"]), "bad-argument"),
        (lambda p: p.phase("p1").decide("approve", by=HEAD_A, conditions=5), "bad-argument"),
        (lambda p: p.series("regular").do("settle", by=OFFICE, when="monthly"), "bad-argument"),
        (lambda p: p.do("pilot", "small", "correct", by=OFFICE, field="reason"), "fact-required"),
    ],
)
def test_a_wrong_argument_is_refused_with_its_code(call: Callable[[Pilot], object], code: str) -> None:
    pilot = begun()
    version = log_of(pilot).version("small")
    with pytest.raises(Refused) as caught:
        call(pilot)
    assert code in caught.value.codes
    assert log_of(pilot).version("small") == version


def test_every_wrong_argument_is_named_at_once() -> None:
    with pytest.raises(Refused) as caught:
        begun().task("1").do("report", by=SCHOOL, evidence=[1], parts=5, colour="red")
    assert sorted(caught.value.codes) == ["bad-argument", "bad-argument", "unknown-argument"]


def test_words_with_hyphens_and_texts_of_a_command_line_are_understood() -> None:
    pilot = begun()
    task = taken_to(pilot.task("2"), "reported", Actor("staff"))
    task.do("send-back", by=INSPECTION, reason="no seal")
    task.do("report", by=Actor("staff"), evidence="one paper")
    assert task.record.evidence == ("one paper",)
    task.do("request-extension", by=Actor("staff"), reason="late", latest="2023-01-31")
    task.do("decide-extension", by=OFFICE, granted="yes")
    pilot.do("occurrence", "kick-off", "hold", by=OFFICE, attendance=["law=3", "arts=2"], decisions="go on")
    record = pilot.occurrence("kick-off").record
    assert [(each.unit, each.count) for each in record.attendance] == [("law", 3), ("arts", 2)]
    assert pilot.decision("D1").record.text == "go on"


def test_an_aware_instant_is_taken_as_local_time() -> None:
    pilot = begun()
    meeting = pilot.convene("Talk", datetime(2022, 12, 31, 17, 0, tzinfo=UTC), by=OFFICE)
    assert meeting.record.start == "2023-01-01T01:00"


@pytest.mark.parametrize(
    ("find", "near"),
    [
        (lambda p: p.task("12"), "1"),
        (lambda p: p.phase("p"), "p1"),
        (lambda p: p.series("quartely"), "quarterly"),
        (lambda p: p.occurrence("quarterly.2023-q9"), "quarterly.2023-q"),
        (lambda p: p.unit("staf"), "staff"),
        (lambda p: p.feedback("F1"), ""),
        (lambda p: p.decision("D1"), ""),
        (lambda p: p.target("t1"), ""),
        (lambda p: p.agreement("a1"), ""),
        (lambda p: p.handle("taks", "1"), "task"),
        (lambda p: p.do("task", "99", "assign", by=OFFICE), "1"),
        (lambda p: p.correct(99, "reason", "x", "y", by=OFFICE), ""),
        (lambda p: p.correct(0, "reason", "x", "y", by=OFFICE), ""),
    ],
)
def test_an_unknown_id_is_not_found_and_near_ones_are_suggested(
    find: Callable[[Pilot], object], near: str
) -> None:
    with pytest.raises(NotFound) as caught:
        find(begun())
    assert isinstance(caught.value, LookupError)
    assert near in dict(caught.value.reason.data)["near"]  # type: ignore[attr-defined]
    assert caught.value.text("zh")


def test_a_pilot_nobody_started_is_not_found_and_those_there_are_named() -> None:
    pilot = begun()
    with pytest.raises(NotFound) as caught:
        Pilot.open("smal", log_of(pilot))
    assert "small" in caught.value.text()


def test_the_pilot_is_a_thing_of_its_own() -> None:
    pilot = begun()
    handle = pilot.handle("pilot", "small")
    assert (handle.kind, handle.state) == ("pilot", "running")
    assert handle.options(by=HEAD_A)["stop"] != ()
    assert codes(pilot.explain("stop", by=HEAD_A)) == ["reason-required"]
    assert pilot.explain("stop", by=HEAD_A, reason="enough") == ()
    for word in ("correct", "amend", "delegate", "receive", "resolve_deadline", "complete", "decide"):
        assert pilot.explain(word, by=HEAD_A) != ()


def test_what_cannot_even_be_read_is_explained_and_not_raised() -> None:
    task = begun().task("1")
    assert codes(task.explain("report", by=SCHOOL, evidence=[1])) == ["bad-argument"]
    assert codes(task.explain("assign", by=OFFICE, effective="soon")) == ["bad-argument"]
    assert codes(task.explain("fly", by=OFFICE)) == ["unknown-trigger"]


@pytest.mark.parametrize("find", ["task:1", "phase:p1", "occurrence:kick-off", "series:regular", "unit:law"])
def test_options_name_every_command_and_agree_with_explain(find: str) -> None:
    handle = begun().handle(*find.split(":"))
    for by in (OFFICE, LAW, Actor("nobody")):
        found = handle.options(by=by)
        assert tuple(found) == handle.triggers()
        assert all(found[word] == handle.explain(word, by=by) for word in found)
    assert handle.to_dict() == {"kind": handle.kind, "id": handle.id, "state": handle.state}
    assert handle.id in handle.text("zh")
    assert handle.id in repr(handle)


def test_a_pilot_may_have_an_id_of_its_own() -> None:
    pilot = begun(id="second")
    assert (pilot.id, repr(pilot)) == ("second", "<Pilot second>")
    note = pilot.raise_feedback("x", by=LAW)
    assert note.record.about == ("pilot", "second")
    assert Pilot.open("second", log_of(pilot)).snapshot() == pilot.snapshot()
    assert log_of(pilot).streams() == ("second",)
    assert small_plan().id == "small"
