"""What can be asked of a pilot: now, or as it was known on a past day; in data and in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import attrs
import pytest
from tests.pilot.stage import HEAD_A, HEAD_B, LABOUR, LAW, OFFICE, SCHOOL, begun, clock_of, codes, taken_to
from tests.plans import small_plan

from pilotflow import Actor, KeyReused, ManualClock, Pilot, PilotflowError, Refused, open_log
from pilotflow.plan.duties import Agreement
from pilotflow.plan.model import Plan
from pilotflow.rules.unmet import unmet


def lived() -> Pilot:
    """Task 1 is closed on the 20th of December; a problem is raised about it on the 25th."""
    pilot = begun()
    clock_of(pilot).set("2022-12-20")
    taken_to(pilot.task("1"), "closed", SCHOOL)
    clock_of(pilot).set("2022-12-25")
    pilot.task("1").raise_feedback("not so", by=LABOUR)
    return pilot


def test_the_views_of_a_past_day_know_only_what_was_known_then_and_look_from_that_day() -> None:
    pilot = lived()
    past = pilot.at("2022-12-21")
    assert (pilot.progress().done, past.progress().done) == (0, 1)
    assert past.status().on == date(2022, 12, 21)
    assert past.feed() == pilot.at(date(2022, 12, 21)).feed() != pilot.feed()
    assert past.agenda("2022-12-01", "2022-12-31") != ()
    assert [fact.version for fact in past.facts()] == list(range(1, past.snapshot().version + 1))
    assert past.facts(3)[0].version == 4
    assert len(past.facts()) < len(pilot.facts())
    assert past.plan == pilot.plan
    assert past.state == "running"


@pytest.mark.parametrize(
    "act",
    [
        lambda pilot: pilot.raise_feedback("x", by=LAW),
        lambda pilot: pilot.convene("x", "2022-12-09", by=OFFICE),
        lambda pilot: pilot.phase("p1").present(by=OFFICE),
        lambda pilot: pilot.stop(by=HEAD_A, reason="x", key="k"),
        lambda pilot: pilot.correct(1, "reason", "x", "y", by=OFFICE),
        lambda pilot: pilot.amend(pilot.compare(small_plan(title="x")), by=HEAD_A, reason="x"),
    ],
)
def test_the_past_takes_no_command_of_any_kind(act: object) -> None:
    pilot = lived()
    past, version = pilot.at("2022-12-21"), pilot.snapshot().version
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act(past)
    assert caught.value.codes == ("read-only",)
    assert pilot.snapshot().version == version


def test_progress_says_what_moved_it_since_a_day() -> None:
    pilot = lived()
    changes = pilot.progress(phase="p1").changes("2022-12-20")
    assert changes.to_dict() == pilot.progress(phase="p1").changes(date(2022, 12, 20)).to_dict()
    assert list(changes.undone) == ["1"]


def test_the_status_of_a_pilot_speaks_data_and_both_languages() -> None:
    pilot = lived()
    assert json.loads(json.dumps(pilot.to_dict())) == pilot.status().to_dict()
    assert pilot.text() == pilot.status().text("en") != pilot.text("zh")
    assert pilot.feed(language="zh") != pilot.feed(language="en") == pilot.feed()


def test_facts_and_steps_speak_data_and_both_languages() -> None:
    pilot = lived()
    step = pilot.feedback("F1").answer("look", by=Actor("school", person="p-1"))
    told = json.loads(json.dumps(step.to_dict()))
    assert told["left"] == [["feedback", "F1", "assigned"]]
    assert told["entered"] == [["feedback", "F1", "answered"]]
    assert told["facts"][0]["by"] == {"unit": "school", "role": None, "acting_for": None, "person": "p-1"}
    assert told["facts"][0]["data"]["text"] == "look"
    for fact in pilot.facts():
        assert json.loads(json.dumps(fact.to_dict()))["version"] == fact.version
        assert fact.text("en") != fact.text("zh")
    assert step.text("zh") == step.facts[0].text("zh")


def test_a_reason_lists_a_set_in_one_order() -> None:
    reason = unmet("unknown-unit", "task", "1", units={"b", "a"})
    assert reason.data == (("units", "a, b"),)
    told = json.loads(json.dumps(reason.to_dict()))
    assert (told["code"], told["kind"], told["id"], told["data"]) == (
        "unknown-unit",
        "task",
        "1",
        {"units": "a, b"},
    )
    assert told["text"] in reason.text("en")


def test_the_pilot_and_all_that_hangs_on_it_are_handles() -> None:
    pair = Agreement("pair", "pair", "pairing", "A pair", parties=("law", "labour"))
    pilot = begun(attrs.evolve(small_plan(), agreements=(pair,)))
    assert (pilot.agreement("pair").state, pilot.unit("law").state, pilot.unit("head-a").state) == (
        "in_force",
        "known",
        "known",
    )
    assert pilot.agreement("pair").record is None
    assert pilot.agreement("pair").triggers() == ()


def test_whether_something_may_be_born_is_asked_without_doing() -> None:
    pilot = begun()
    assert pilot.ask("occurrence", "", "convene", by=OFFICE, title="Talk", start="2022-12-20") == ()
    assert codes(pilot.ask("occurrence", "", "convene", by=LAW, title="Talk", effective="2023-01")) == [
        "start-required",
        "not-office",
        "effective-in-future",
    ]
    assert codes(pilot.ask("task", "1", "close", by=LAW)) == ["wrong-state", "not-office"]
    assert len(pilot.facts()) == 2


def test_a_key_holds_for_corrections_and_amendments_too() -> None:
    pilot = begun()
    correct = pilot.correct(2, "reason", "as planned", "forgotten", by=OFFICE, key="c")
    assert pilot.correct(pilot.facts()[1], "reason", "as planned", "forgotten", by=OFFICE, key="c") == correct
    difference = pilot.compare(small_plan(title="Another"))
    signed = pilot.amend(difference, by=HEAD_A, reason="x", key="a")
    pilot.amend(difference, by=HEAD_B, reason="x")
    assert pilot.amend(difference, by=HEAD_A, reason="x", key="a") == signed
    with pytest.raises(KeyReused):
        pilot.amend(pilot.compare(small_plan(title="A third")), by=HEAD_A, reason="x", key="a")


@pytest.mark.parametrize(
    ("plan", "id", "by", "code"),
    [
        (small_plan(), "no id!", OFFICE, "bad-id"),
        (small_plan(), None, LAW, "not-office"),
        (small_plan(), None, Actor("nobody"), "unknown-actor"),
        (attrs.evolve(small_plan(), issuer="office"), None, OFFICE, "plan-fault"),
    ],
)
def test_a_pilot_that_could_not_run_is_not_started(plan: Plan, id: str | None, by: Actor, code: str) -> None:
    log = open_log("memory:")
    with pytest.raises(PilotflowError) as caught:
        Pilot.start(plan, log, by=by, id=id, clock=ManualClock("2022-12-09"))
    assert isinstance(caught.value, Refused)
    assert code in caught.value.codes
    assert log.streams() == ()


def test_a_pilot_without_a_clock_of_its_own_goes_by_that_of_the_machine() -> None:
    log = open_log("memory:")
    pilot = Pilot.start(small_plan(), log, by=OFFICE, effective="2022-12-09")
    (fact,) = pilot.facts()
    assert (fact.effective, fact.clamped) == ("2022-12-09", False)
    assert Pilot.open("small", log).snapshot() == pilot.snapshot()
    assert pilot.progress().total == 4


def test_a_span_in_which_nothing_is_foreseen_is_empty() -> None:
    assert begun().occurrences("2031-01-01", "2031-12-31") == ()


def test_a_day_that_cannot_be_read_is_refused_by_every_view() -> None:
    pilot = begun()
    calls: tuple[Callable[[], object], ...] = (
        lambda: pilot.status(on="2023-02-30"),
        lambda: pilot.progress(on="soon"),
        lambda: pilot.agenda("2023-01-01", "soon"),
        lambda: pilot.feed(on="soon"),
        lambda: pilot.at("soon"),
        lambda: pilot.occurrences("soon"),
    )
    for call in calls:
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.codes == ("bad-argument",)


def test_the_id_of_an_actor_stands_for_the_actor_and_anything_else_acts_for_nobody() -> None:
    pilot = begun()
    assert pilot.task("1").assign(by="office").facts[0].by == Actor("school", acting_for="office")  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        pilot.task("2").assign(by=5)  # type: ignore[arg-type]
    assert caught.value.codes == ("unknown-actor",)
