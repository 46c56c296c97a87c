"""A desk at a log on disk, which other programs write to, damage and take away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.pilot.stage import OFFICE, begun
from tests.web.stage import DAY, tag_of

from pilotflow import Pilot, open_log
from pilotflow.log.port import Log
from pilotflow.pilot.subscriptions import revoke, subscribe, subscriptions
from pilotflow.web import Desk, Response


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pilots.db"


@pytest.fixture
def log(file: Path) -> Iterator[Log]:
    with open_log(f"sqlite:///{file}") as log:
        begun(log=log)
        yield log


@pytest.fixture
def elsewhere(file: Path, log: Log) -> Iterator[Log]:
    """The same file as another program has it."""
    with open_log(f"sqlite:///{file}") as other:
        yield other


def ask(desk: Desk, token: str, tag: str = '""') -> Response:
    return desk.response(token, {"If-None-Match": tag}, DAY)


def test_what_another_program_does_is_seen_at_the_next_request(log: Log, elsewhere: Log) -> None:
    made, token = subscribe(elsewhere, "small", now=DAY)
    desk = Desk(log)
    first = ask(desk, token)
    assert ask(desk, token, tag_of(first)).status == 304
    assert subscriptions(elsewhere)[0].used == DAY.date()
    Pilot.open("small", elsewhere).convene("Meeting", by=OFFICE, start="2022-12-20")
    second = ask(desk, token, tag_of(first))
    assert (second.status, b"Meeting" in second.body) == (200, True)
    revoke(elsewhere, made.id)
    assert ask(desk, token, tag_of(second)).status == 404


def test_a_desk_that_finds_a_fact_changed_from_outside_is_silent_about_it(
    log: Log, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _, token = subscribe(log, "small", now=DAY)
    with closing(sqlite3.connect(file)) as spoiling, spoiling:
        spoiling.execute(
            "UPDATE envelopes SET payload = replace(payload, 'office', 'nobody') WHERE version = 2"
        )
    answer = ask(Desk(log), token)
    assert (answer.status, b"chain" in answer.body) == (503, False)
    assert "small, version 2" in caplog.text


def test_a_subscription_that_was_changed_from_outside_is_not_served(
    log: Log, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made, token = subscribe(log, "small", now=DAY)
    desk = Desk(log)
    tag = tag_of(ask(desk, token))
    with closing(sqlite3.connect(file)) as spoiling, spoiling:
        spoiling.execute("UPDATE subscriptions SET asks = 'nothing'")
    assert ask(desk, token, tag).status == 503
    assert f"the feed of subscription {made.id} was not given" in caplog.text


def test_a_file_that_was_taken_away_is_a_503_until_it_is_back(
    log: Log, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _, token = subscribe(log, "small", now=DAY)
    desk = Desk(log)
    tag = tag_of(ask(desk, token))
    away = file.rename(file.with_name("away.db"))
    assert ask(desk, token, tag).status == 503
    assert "moved or replaced" in caplog.text
    away.rename(file)
    assert ask(desk, token, tag).status == 304
