"""A desk at a log on disk, which other programs write to, damage and take away."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pilot.stage import OFFICE, begun
from tests.web.stage import DAY, tag_of

import pilotflow
from pilotflow import Actor, Pilot, open_log
from pilotflow.errors import LogError
from pilotflow.log.port import Log
from pilotflow.log.sqlite import SqliteSubscriptions
from pilotflow.log.subscriptions import SubscriptionRow
from pilotflow.pilot.subscriptions import digest_of, revoke, rotate, subscribe, subscriptions
from pilotflow.web import Allowance, Desk, Limiter, Response, feed_response

PATIENCE = 60
GENEROUS = Allowance(10_000, 1.0)


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


@pytest.mark.parametrize("asks", ["nothing", '{"options":{"sound":true}}'])
def test_a_subscription_that_cannot_be_read_is_not_found_and_told_and_the_others_are_served(
    log: Log, file: Path, caplog: pytest.LogCaptureFixture, asks: str
) -> None:
    (made, token), (_, sound) = (subscribe(log, "small", now=DAY) for _ in range(2))
    desk = Desk(log)
    tag = tag_of(ask(desk, token))
    with closing(sqlite3.connect(file)) as spoiling, spoiling:
        spoiling.execute("UPDATE subscriptions SET asks = ? WHERE id = ?", (asks, made.id))
    for asked in (desk, Desk(log)):
        assert ask(asked, token, tag) == ask(asked, "wrong")
        assert ask(asked, sound).status == 200
    assert [ask(desk, token).status for _ in range(40)] == [404] * 40
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 42
    assert all(line.startswith(f"the feed of subscription {made.id} was not given: ") for line in told)
    assert token not in caplog.text
    revoke(log, made.id)
    assert ask(desk, token).status == 404
    assert len(caplog.records) == 42


def test_while_nobody_writes_to_a_log_a_token_is_looked_up_once(
    log: Log, elsewhere: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    real = SqliteSubscriptions.find

    def find(kept: SqliteSubscriptions, digest: str) -> SubscriptionRow | None:
        found.append(digest)
        return real(kept, digest)

    monkeypatch.setattr(SqliteSubscriptions, "find", find)
    made, token = subscribe(log, "small", now=DAY)
    desk = Desk(log)
    tag = tag_of(ask(desk, token))
    for agent in ("arts", "law"):
        assert ask(desk, token, tag).status == 304
        found.clear()
        assert [ask(desk, token, tag).status for _ in range(5)] == [304] * 5
        assert found == []
        Pilot.open("small", elsewhere).delegate(agent, by=Actor("law" if agent == "arts" else "arts"))
    revoke(elsewhere, made.id)
    assert ask(desk, token, tag).status == 404


def test_what_another_process_revoked_is_dead_at_the_next_request(log: Log, file: Path) -> None:
    made, token = subscribe(log, "small", now=DAY)
    desk = Desk(log)
    assert [ask(desk, token).status for _ in range(3)] == [200] * 3
    source = str(Path(next(iter(pilotflow.__path__))).parent)
    program = (
        "import sys; from pilotflow import open_log; from pilotflow.pilot.subscriptions import revoke\n"
        "with open_log(sys.argv[1]) as log: revoke(log, sys.argv[2])"
    )
    subprocess.run(
        [sys.executable, "-c", program, f"sqlite:///{file}", made.id],
        check=True,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert ask(desk, token).status == 404


DEEDS = st.sampled_from(["ask", "tag", "revoke", "rotate", "subscribe", "spoil", "fact", "note", "later"])


@given(st.lists(st.tuples(DEEDS, st.integers(0, 2), st.booleans()), max_size=25))
def test_a_desk_answers_as_one_that_remembers_nothing_whoever_writes(
    deeds: list[tuple[str, int, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pilots.db"
        with open_log(f"sqlite:///{path}") as log, open_log(f"sqlite:///{path}") as other:
            begun(log=log)
            desk, now = Desk(log, limiter=Limiter(GENEROUS, GENEROUS)), DAY
            made = [subscribe(log, "small", now=now, expires=now + timedelta(days=9)) for _ in range(3)]
            ids, tokens = [each.id for each, _ in made], [token for _, token in made]
            tag = '"none"'
            for deed, which, own in deeds:
                kept = log if own else other
                if deed == "subscribe":
                    made_now, tokens[which] = subscribe(kept, "small", now=now)
                    ids[which] = made_now.id
                elif deed == "revoke":
                    kept.subscriptions.remove(ids[which])
                elif deed == "rotate" and kept.subscriptions.replace(ids[which], digest_of(str(which))):
                    rotate(kept, ids[which])
                elif deed == "spoil":
                    with closing(sqlite3.connect(path)) as spoiling, spoiling:
                        spoiling.execute("UPDATE subscriptions SET asks = '' WHERE id = ?", (ids[which],))
                elif deed == "fact":
                    Pilot.open("small", kept).convene(str(which), by=OFFICE, start="2022-12-20")
                elif deed == "note":
                    with suppress(LogError):  # one that was spoilt cannot be noted
                        kept.subscriptions.use(ids[which], now.date())
                elif deed == "later":
                    now += timedelta(days=1 + which)
                for token in tokens:
                    held = {"If-None-Match": tag}
                    answer = desk.response(token, held, now)
                    assert answer == feed_response(log, token, held, now)
                    if deed == "tag" and answer.status == 200:
                        tag = tag_of(answer)


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
