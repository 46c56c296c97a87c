"""A memory of bounded size, against a list that is kept by hand; and turns."""

from __future__ import annotations

from threading import Barrier, Event, Thread

from hypothesis import given
from hypothesis import strategies as st

from pilotflow.web.recent import Recent
from pilotflow.web.turns import Turns

keys = st.integers(0, 5)
steps = st.one_of(
    st.tuples(st.just("get"), keys, st.just(0)),
    st.tuples(st.just("put"), keys, st.integers(0, 6)),
    st.tuples(st.just("drop"), keys, st.just(0)),
)


@given(st.lists(steps, max_size=40), st.integers(1, 4), st.none() | st.integers(0, 10))
def test_it_holds_what_was_asked_for_last_and_never_more_than_it_may(
    done: list[tuple[str, int, int]], count: int, most: int | None
) -> None:
    memory: Recent[int, int] = Recent(count, most, lambda value: value)
    kept: list[tuple[int, int]] = []  # the one that leaves first stands first
    for what, key, value in done:
        before = dict(kept).get(key)
        kept = [pair for pair in kept if pair[0] != key]
        if what == "get":
            assert memory.get(key) == before
            kept += [] if before is None else [(key, before)]
        elif what == "drop":
            memory.drop(key)
        else:
            memory.put(key, value)
            if most is None or value <= most:
                kept.append((key, value))
                while len(kept) > count or (most is not None and sum(size for _, size in kept) > most):
                    kept.pop(0)
        assert len(memory) == len(kept)
        assert memory.weight == sum(size for _, size in kept)
    for key, value in kept:
        assert memory.get(key) == value


def test_one_is_inside_for_a_key_and_another_key_does_not_wait() -> None:
    turns = Turns()
    inside, leave = Event(), Event()
    order: list[str] = []

    def first() -> None:
        with turns.of("a"):
            inside.set()
            leave.wait(60)
            order.append("first")

    def second() -> None:
        with turns.of("a"):
            order.append("second")

    threads = [Thread(target=first)]
    threads[0].start()
    assert inside.wait(60)
    threads.append(Thread(target=second))
    threads[1].start()
    with turns.of("b"):
        order.append("other")
    leave.set()
    for thread in threads:
        thread.join(60)
    assert order == ["other", "first", "second"]
    assert len(turns) == 0


def test_turns_are_taken_by_many_without_two_inside() -> None:
    turns = Turns()
    together = Barrier(8)
    count = [0]

    def work() -> None:
        together.wait(60)
        for _ in range(50):
            with turns.of("a"):
                seen = count[0]
                count[0] = seen + 1

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert count == [400]
    assert len(turns) == 0


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns()
    try:
        with turns.of("a"):
            raise KeyError
    except KeyError:
        pass
    assert len(turns) == 0
