"""Many threads at one desk."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from tests.web.stage import DAY, Renderings, Stage, tag_of

from pilotflow.pilot.portfolio import portfolio
from pilotflow.pilot.subscriptions import revoke
from pilotflow.views.selection import Selection
from pilotflow.web import Response

PATIENCE = 60


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> Renderings:
    found = Renderings()
    monkeypatch.setattr("pilotflow.web.feed_cache.portfolio", found)
    return found


class Gate:
    """Where renderings of one pilot stop until they are let go on."""

    def __init__(self, pilot: str) -> None:
        self.pilot = pilot
        self.reached, self.open = Event(), Event()

    def __call__(self, ids: tuple[str, ...]) -> None:
        if self.pilot in ids:
            self.reached.set()
            assert self.open.wait(PATIENCE)


def test_a_slow_first_rendering_holds_up_no_304_and_no_feed_of_others(renderings: Renderings) -> None:
    stage = Stage()
    stage.more("slow")
    (_, quick), (_, fresh), (_, slow) = stage.subscribed(), stage.subscribed(), stage.subscribed("slow")
    tag = tag_of(stage.ask(quick))
    stage.meet("2022-12-20")
    tag = tag_of(stage.ask(quick, if_none_match=tag))
    gate = renderings.before = Gate("slow")
    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(stage.ask, slow) for _ in range(3)]
        assert gate.reached.wait(PATIENCE)
        assert stage.desk.at_once(quick, {"If-None-Match": tag}, DAY) is not None
        assert stage.ask(fresh, if_none_match=tag).status == 304  # its token was never asked for
        stage.meet("2022-12-21")
        assert stage.ask(quick, if_none_match=tag).status == 200
        gate.open.set()
        assert [answer.result(PATIENCE).status for answer in waiting] == [200] * 3
    assert renderings.pilots.count(("slow",)) == 1


def at_the_same_time(number: int, ask: Callable[[int], Response]) -> list[Response]:
    together = Barrier(number)

    def one(index: int) -> Response:
        together.wait(PATIENCE)
        return ask(index)

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


def test_a_stale_feed_many_ask_for_is_rendered_once(renderings: Renderings) -> None:
    stage = Stage()
    tokens = [stage.subscribed()[1] for _ in range(8)]
    answers = at_the_same_time(8, lambda index: stage.ask(tokens[index]))
    assert len(set(answers)) == 1
    assert len(renderings.pilots) == 1
    stage.meet("2022-12-20")
    answers = at_the_same_time(8, lambda index: stage.ask(tokens[index], accept_encoding="gzip"))
    assert {answer.status for answer in answers} == {200}
    assert len(set(answers)) == 1
    assert len(renderings.pilots) == 2


def test_a_pilot_that_several_feeds_ask_for_is_opened_once() -> None:
    stage = Stage()
    tokens = [stage.subscribed(selection=Selection(unit=unit))[1] for unit in ("law", "arts", "staff")]
    at_the_same_time(3, lambda index: stage.ask(tokens[index]))
    assert stage.log.reads == ["small"]


def test_who_asks_after_a_fact_never_gets_a_rendering_from_before_it(renderings: Renderings) -> None:
    stage = Stage()
    _, token = stage.subscribed()
    gate = renderings.before = Gate("small")
    with ThreadPoolExecutor(2) as threads:
        early = threads.submit(stage.ask, token)
        assert gate.reached.wait(PATIENCE)
        stage.meet("2022-12-20")
        late = threads.submit(stage.ask, token)
        gate.open.set()
        early.result(PATIENCE)
        assert late.result(PATIENCE).body == portfolio([stage.pilot], DAY).data


def test_a_subscription_revoked_while_its_feed_is_rendered_is_dead_at_the_next_request(
    renderings: Renderings,
) -> None:
    stage = Stage()
    id, token = stage.subscribed()
    gate = renderings.before = Gate("small")
    with ThreadPoolExecutor(1) as threads:
        early = threads.submit(stage.ask, token)
        assert gate.reached.wait(PATIENCE)
        revoke(stage.log, id)
        gate.open.set()
        early.result(PATIENCE)
    assert stage.ask(token).status == 404


def test_many_threads_with_many_feeds_get_each_its_own(renderings: Renderings) -> None:
    stage = Stage()
    units = ("law", "arts", "staff", "labour", "school", "district")
    tokens = [stage.subscribed(selection=Selection(unit=unit))[1] for unit in units]
    wanted = [portfolio([stage.pilot], DAY, Selection(unit=unit)).data for unit in units]

    def many(index: int) -> Response:
        answers = {stage.ask(tokens[index], DAY + timedelta(seconds=count)).body for count in range(20)}
        assert answers == {wanted[index]}
        return stage.ask(tokens[index])

    assert [answer.body for answer in at_the_same_time(len(units), many)] == wanted
    assert len(renderings.pilots) == len(units)
