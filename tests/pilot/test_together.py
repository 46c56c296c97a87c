"""Several writers on one stream: nobody's work is lost, and nobody tries for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Barrier, Thread
from typing import Any

import attrs
import pytest
from tests.pilot.stage import HEAD_A, INSPECTION, OFFICE, SCHOOL, STAFF, begun, log_of
from tests.plans import due, small_plan

from pilotflow import Conflict, KeyReused, ManualClock, Pilot, Refused, open_log
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.plan.work import Task


class Crowded:
    """A log on which somebody else writes just before each of our own appends."""

    def __init__(self, log: Any, first: Callable[[], object]) -> None:
        self.log, self.first, self.tried = log, first, 0

    def append(self, stream: str, expected: int, entries: Sequence[Entry]) -> str:
        self.tried += 1
        self.first()
        return str(self.log.append(stream, expected, entries))

    def read(self, stream: str, after: int = 0) -> Iterator[Envelope]:
        return iter(self.log.read(stream, after))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.log, name)


def crowded(times: int) -> tuple[Pilot, Pilot, Crowded]:
    """Ourselves, the other writer, and the log on which it comes in between so many times."""
    log = open_log("memory:")
    other = begun(log=log)
    left = [times]

    def write() -> None:
        if left[0]:
            left[0] -= 1
            other.record_decision("something else", by=HEAD_A)

    between = Crowded(log, write)
    return Pilot.open("small", between, clock=ManualClock("2022-12-09")), other, between


@pytest.mark.parametrize("times", [0, 1, 19])
def test_a_command_that_comes_second_is_decided_again_and_kept(times: int) -> None:
    ours, other, log = crowded(times)
    step = ours.task("1").assign(by=OFFICE)
    assert log.tried == times + 1
    assert step.facts[0].version == 3 + times
    assert other.task("1").state == "assigned"
    assert ours.snapshot() == other.snapshot()


def test_after_twenty_attempts_the_conflict_is_told() -> None:
    ours, other, log = crowded(25)
    with pytest.raises(Conflict) as caught:
        ours.task("1").assign(by=OFFICE)
    assert log.tried == 20
    assert (caught.value.expected, caught.value.actual) == (21, 22)
    assert other.task("1").state == "planned"


def test_what_the_other_did_first_is_what_we_are_judged_by() -> None:
    log = open_log("memory:")
    other = begun(log=log)
    between = Crowded(log, lambda: None)
    ours = Pilot.open("small", between, clock=ManualClock("2022-12-09"))
    task = ours.task("1")
    other.task("1").assign(by=OFFICE)
    with pytest.raises(Refused) as caught:
        task.assign(by=OFFICE)
    assert caught.value.codes == ("wrong-state",)
    assert between.tried == 1  # once on what it knew, then it saw what the other had done


def test_a_refusal_by_old_knowledge_is_not_final() -> None:
    log = open_log("memory:")
    other = begun(log=log)
    ours = Pilot.open("small", log, clock=ManualClock("2022-12-09"))
    task = ours.task("1")
    other.task("1").assign(by=OFFICE)
    assert task.accept(by=SCHOOL).entered == (("task", "1", "accepted"),)


def test_a_refusal_is_final_when_others_never_stop() -> None:
    log = open_log("memory:")
    other = begun(log=log)

    class Busy(Crowded):
        def version(self, stream: str) -> int:
            other.record_decision("again", by=HEAD_A)
            return int(self.log.version(stream))

    ours = Pilot.open("small", log, clock=ManualClock("2022-12-09"))
    task = ours.task("1")
    ours._engine.log = Busy(log, lambda: None)
    with pytest.raises(Refused) as caught:
        task.close(by=OFFICE)
    assert caught.value.codes == ("wrong-state",)


def many_tasks(count: int) -> tuple[Task, ...]:
    task = attrs.evolve(small_plan().tasks[3], due=due("2023-06-30"))
    return tuple(attrs.evolve(task, id=f"t{n}", label=str(n)) for n in range(count))


def test_independent_commands_from_four_threads_never_lose_work(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path / 'pilots.db'}"
    plan = small_plan()
    with open_log(url) as log:
        Pilot.start(
            attrs.evolve(plan, tasks=(plan.tasks[0], *many_tasks(4))),
            log,
            by=OFFICE,
            clock=ManualClock("2022-12-09"),
        )
    gate, failures = Barrier(4), []

    def work(n: int) -> None:
        try:
            with open_log(url) as own:
                pilot = Pilot.open("small", own, clock=ManualClock("2022-12-09"))
                task = pilot.task(f"t{n}")
                gate.wait()
                task.assign(by=OFFICE)
                task.accept(by=STAFF)
                task.start(by=STAFF)
                task.report(by=STAFF, evidence=["paper"])
                task.verify(by=INSPECTION)
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with open_log(url) as log:
        pilot = Pilot.open("small", log)
        assert [pilot.task(f"t{n}").state for n in range(4)] == ["verified"] * 4
        assert log.verify("small") == 1 + 4 * 5


def test_one_pilot_object_serves_several_threads() -> None:
    pilot = begun()
    threads = [
        Thread(target=pilot.record_decision, args=(f"no. {n}",), kwargs={"by": HEAD_A}) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(pilot.snapshot().decisions) == sorted(f"D{n}" for n in range(1, 9))
    assert {record.text for record in pilot.snapshot().decisions.values()} == {f"no. {n}" for n in range(8)}


def test_the_same_key_gives_the_first_step_and_writes_nothing() -> None:
    pilot = begun()
    first = pilot.task("1").assign(by=OFFICE, key="k")
    version = log_of(pilot).version("small")
    again = Pilot.open("small", log_of(pilot)).task("1").assign(by=OFFICE, key="k")
    assert again == first == pilot.task("1").assign(by=OFFICE, key="k")
    assert log_of(pilot).version("small") == version


def test_the_same_key_gives_all_facts_of_the_first_step() -> None:
    pilot = begun()
    kick_off = pilot.occurrence("kick-off")
    first = kick_off.hold(by=OFFICE, decisions=["one", "two"], key="k")
    pilot.task("1").assign(by=OFFICE)
    assert kick_off.hold(by=OFFICE, decisions=["one", "two"], key="k") == first
    assert [fact.type for fact in first.facts] == ["occurrence.hold", "decision.record", "decision.record"]


@pytest.mark.parametrize("changed", [{"reason": "other"}, {"document": "other"}, {"effective": "2022-12"}])
def test_a_key_serves_one_command_only(changed: dict[str, str]) -> None:
    pilot = begun()
    pilot.task("1").assign(by=OFFICE, key="k")
    with pytest.raises(KeyReused) as caught:
        pilot.task("1").assign(by=OFFICE, key="k", **changed)
    assert (caught.value.stream, caught.value.key) == ("small", "k")
    with pytest.raises(KeyReused):
        pilot.task("2").assign(by=OFFICE, key="k")


def test_a_key_that_was_refused_is_free() -> None:
    pilot = begun()
    with pytest.raises(Refused):
        pilot.task("1").close(by=OFFICE, key="k")
    assert pilot.task("1").assign(by=OFFICE, key="k").entered == (("task", "1", "assigned"),)


def test_a_key_used_by_another_writer_is_seen_after_the_conflict() -> None:
    log = open_log("memory:")
    other = begun(log=log)
    between = Crowded(log, lambda: other.task("1").assign(by=OFFICE, key="k"))
    ours = Pilot.open("small", between, clock=ManualClock("2022-12-09"))
    step = ours.task("1").assign(by=OFFICE, key="k")
    assert between.tried == 1
    assert log.version("small") == 3
    assert step == other.task("1").assign(by=OFFICE, key="k")


def test_starting_again_with_the_same_key_opens_the_pilot() -> None:
    log = open_log("memory:")
    clock = ManualClock("2022-12-09")
    first = Pilot.start(small_plan(), log, by=OFFICE, clock=clock, key="k")
    first.phase("p1").open(by=OFFICE)
    again = Pilot.start(small_plan(), log, by=OFFICE, clock=clock, key="k")
    assert again.snapshot() == first.snapshot()
    with pytest.raises(KeyReused):
        Pilot.start(small_plan(title="Another"), log, by=OFFICE, clock=clock, key="k")
    for key in (None, "other"):
        with pytest.raises(Refused) as caught:
            Pilot.start(small_plan(), log, by=OFFICE, clock=clock, key=key)
        assert caught.value.codes == ("already-started",)
