"""What a desk answers, and what it does for it."""

from __future__ import annotations

import gzip
import logging
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.stage import DAY, TEXTS, Renderings, Stage, lines, tag_of

from pilotflow import Actor, Pilot
from pilotflow.errors import LogError
from pilotflow.feeds.options import Options
from pilotflow.log.faults import log_error
from pilotflow.log.memory import MemoryLog
from pilotflow.pilot.portfolio import portfolio
from pilotflow.pilot.subscriptions import revoke, rotate, subscriptions
from pilotflow.views.selection import Selection
from pilotflow.web import Bounds, Desk, Limiter, feed_response
from pilotflow.web.limiter import Allowance

UNCHANGED = ("ETag", "Last-Modified", "Cache-Control", "Vary")


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> Renderings:
    found = Renderings()
    monkeypatch.setattr("pilotflow.web.feed_cache.portfolio", found)
    return found


def test_a_feed_is_the_rendering_with_all_its_header_lines(stage: Stage) -> None:
    _, token = stage.subscribed(selection=Selection(unit="staff"), options=Options(language="zh"))
    answer = stage.ask(token)
    whole = portfolio([stage.pilot], DAY, Selection(unit="staff"), Options(language="zh"))
    assert answer.status_line == "200 OK"
    assert answer.body == whole.data
    assert lines(answer) == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": str(len(whole.data)),
        "Content-Disposition": 'inline; filename="small.ics"',
        "X-Content-Type-Options": "nosniff",
        "ETag": tag_of(answer),
        "Last-Modified": "Fri, 09 Dec 2022 12:00:00 GMT",
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
    }
    assert tag_of(answer).startswith('"')


def test_an_instant_without_a_zone_is_refused_before_anybody_is_answered(stage: Stage) -> None:
    _, token = stage.subscribed()
    with pytest.raises(ValueError, match="time zone"):
        stage.desk.response(token, {}, DAY.replace(tzinfo=None))


def test_a_feed_of_several_pilots_is_named_for_none(stage: Stage) -> None:
    stage.more("other")
    _, token = stage.subscribed("small", "other")
    assert lines(stage.ask(token))["Content-Disposition"] == 'inline; filename="pilots.ics"'


def test_whoever_has_it_is_told_so_without_a_fact_being_read_or_a_feed_rendered(
    stage: Stage, renderings: Renderings
) -> None:
    _, token = stage.subscribed()
    first = stage.ask(token)
    stage.forget()
    renderings.pilots.clear()
    for held in (tag_of(first), f'"x", W/{tag_of(first)}', "*"):
        again = stage.ask(token, if_none_match=held)
        assert (again.status, again.body) == (304, b"")
        assert lines(again) == {name: lines(first)[name] for name in UNCHANGED}
    assert (stage.log.reads, renderings.pilots) == ([], [])
    assert stage.log.subscriptions.found == 3


def test_what_a_client_has_is_looked_for_in_every_line(stage: Stage) -> None:
    _, token = stage.subscribed()
    tag = tag_of(stage.ask(token))
    pairs = [("If-None-Match", '"a"'), ("IF-NONE-MATCH", tag)]
    assert stage.desk.response(token, pairs, DAY).status == 304
    assert stage.desk.response(token, {"if-none-match": tag}, DAY).status == 304
    assert stage.desk.response(token, {"If-None-Match": '"a"'}, DAY).status == 200


def test_the_day_of_the_last_change_alone_is_never_enough_for_a_304(stage: Stage) -> None:
    _, token = stage.subscribed()
    modified = lines(stage.ask(token))["Last-Modified"]
    assert stage.ask(token, if_modified_since=modified).status == 200


def test_packed_bytes_have_a_tag_of_their_own_and_unpack_to_the_same(stage: Stage) -> None:
    _, token = stage.subscribed()
    plain, packed = stage.ask(token), stage.ask(token, accept_encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert tag_of(packed) != tag_of(plain)
    own = ("ETag", "Content-Length")
    assert lines(packed) == {
        **lines(plain),
        "Content-Encoding": "gzip",
        **{name: lines(packed)[name] for name in own},
    }
    assert lines(packed)["Content-Length"] == str(len(packed.body))
    assert stage.ask(token, accept_encoding="gzip", if_none_match=tag_of(packed)).status == 304
    assert stage.ask(token, accept_encoding="gzip", if_none_match=tag_of(plain)).status == 200
    assert stage.ask(token, if_none_match=tag_of(packed)).status == 200
    assert Stage().ask(token, accept_encoding="gzip").status == 404


@pytest.mark.parametrize("lines_sent", [{}, {"accept_encoding": "gzip"}, {"if_none_match": "*"}])
def test_a_head_has_the_lines_of_the_get_and_no_body(stage: Stage, lines_sent: dict[str, Any]) -> None:
    _, token = stage.subscribed()
    for known in (token, "wrong"):
        whole = stage.ask(known, **lines_sent)
        head = stage.ask(known, method="HEAD", **lines_sent)
        assert head == attrs.evolve(whole, body=b"")
        assert lines(head).get("Content-Length", str(len(whole.body))) == str(len(whole.body))


@given(st.sampled_from(["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "get", ""]), st.booleans())
def test_every_other_method_is_refused_alike_for_every_token(method: str, right: bool) -> None:
    stage = Stage()
    _, token = stage.subscribed()
    answer = stage.ask(token if right else "wrong", method=method)
    assert (answer.status, lines(answer)["Allow"]) == (405, "GET, HEAD")
    assert set(lines(answer)) == {*TEXTS, "Allow"}
    assert stage.log.subscriptions.found == 0


def test_an_empty_calendar_is_not_packed_unless_it_must_be() -> None:
    from pilotflow.web.encoding import is_gzip_wanted

    assert not is_gzip_wanted(["gzip"], 300)
    assert is_gzip_wanted(["gzip, identity;q=0"], 300)


@given(st.text(max_size=60))
def test_wrong_revoked_replaced_and_expired_tokens_are_answered_alike(wrong: str) -> None:
    stage = Stage()
    (gone, revoked), (turned, replaced) = stage.subscribed(), stage.subscribed()
    _, expired = stage.subscribed(expires=DAY + timedelta(seconds=1))
    for token in (revoked, replaced, expired):
        assert stage.ask(token).status == 200
    revoke(stage.log, gone)
    rotate(stage.log, turned)
    later = DAY + timedelta(seconds=1)
    answers = {stage.ask(token, later) for token in (wrong, revoked, replaced, expired, "")}
    assert len(answers) == 1
    (answer,) = answers
    assert answer.status_line == "404 Not Found"
    assert lines(answer)["Cache-Control"] == "no-store"
    assert lines(answer)["Content-Length"] == str(len(answer.body))
    assert set(lines(answer)) == set(TEXTS)


@pytest.mark.parametrize("end", ["revoked", "replaced", "expired"])
def test_a_dead_subscription_stops_at_the_next_request_whatever_is_held(stage: Stage, end: str) -> None:
    expires = DAY + timedelta(hours=1)
    id, token = stage.subscribed(expires=expires if end == "expired" else None)
    tag = tag_of(stage.ask(token))
    moment = expires - timedelta(microseconds=1)
    assert stage.ask(token, moment, if_none_match=tag).status == 304
    if end == "revoked":
        revoke(stage.log, id)
    elif end == "replaced":
        new = rotate(stage.log, id)
        assert stage.ask(new, moment, if_none_match=tag).status == 304
    assert stage.ask(token, expires, if_none_match=tag).status == 404
    assert stage.ask(token, expires, if_none_match="*").status == 404


def test_what_is_asked_for_is_read_again_where_it_was_changed_in_the_log(stage: Stage) -> None:
    _, token = stage.subscribed()
    whole = stage.ask(token)
    kept = stage.log.subscriptions
    (row,) = kept.all()
    kept.remove(row.id)
    kept.add(attrs.evolve(row, asks='{"selection":{"unit":"law"}}'))
    narrowed = stage.ask(token, if_none_match=tag_of(whole))
    assert narrowed.body == portfolio([stage.pilot], DAY, Selection(unit="law")).data != whole.body


def test_a_new_fact_and_a_new_day_are_seen_at_the_next_request(stage: Stage, renderings: Renderings) -> None:
    _, token = stage.subscribed(options=Options(lights=True))
    first = stage.ask(token)
    stage.meet("2022-12-20")
    second = stage.ask(token, if_none_match=tag_of(first))
    assert b"Meeting" in second.body
    overdue = DAY + timedelta(days=40)
    third = stage.ask(token, overdue, if_none_match=tag_of(second))
    assert (third.status, third.body) == (
        200,
        portfolio([stage.pilot], overdue, None, Options(lights=True)).data,
    )
    assert len(renderings.pilots) == 3
    assert stage.ask(token, overdue, if_none_match=tag_of(third)).status == 304
    assert len(renderings.pilots) == 3


def test_a_fact_that_changes_no_byte_costs_a_rendering_and_is_still_a_304(
    stage: Stage, renderings: Renderings
) -> None:
    _, token = stage.subscribed()
    tag = tag_of(stage.ask(token))
    stage.pilot.delegate("arts", by=Actor("law"))
    before = len(renderings.pilots)
    assert stage.ask(token, if_none_match=tag).status == 304
    assert len(renderings.pilots) == before + 1


def test_a_clock_that_was_set_back_gets_the_feed_of_its_day(stage: Stage) -> None:
    _, token = stage.subscribed(options=Options(lights=True))
    late, early = DAY + timedelta(days=60), DAY
    for now in (late, early, late):
        assert stage.ask(token, now).body == portfolio([stage.pilot], now, None, Options(lights=True)).data


@given(st.integers(-90_000, 90_000), st.integers(0, 999_999))
def test_nothing_is_said_to_have_changed_in_the_future_nor_within_a_second(seconds: int, micro: int) -> None:
    stage = Stage()
    changed = datetime(2022, 12, 9, 12, tzinfo=UTC)  # its only facts
    _, token = stage.subscribed()
    now = changed + timedelta(seconds=seconds, microseconds=micro)
    for coding in ("identity", "gzip"):
        for method in ("GET", "HEAD"):
            answer = stage.ask(token, now, accept_encoding=coding, method=method)
            said = parsedate_to_datetime(lines(answer)["Last-Modified"])
            assert said <= now
            assert said == min(changed, now).replace(microsecond=0)
            again = stage.ask(token, now, accept_encoding=coding, if_none_match=tag_of(answer))
            assert (again.status, lines(again)["Last-Modified"]) == (304, lines(answer)["Last-Modified"])


def test_subscriptions_that_ask_for_the_same_share_a_rendering(stage: Stage, renderings: Renderings) -> None:
    (_, one), (_, other) = stage.subscribed(name="one"), stage.subscribed(name="other")
    assert stage.ask(one) == stage.ask(other)
    assert renderings.pilots == [("small",)]


def test_the_day_of_use_is_written_once_a_day_and_only_for_what_was_served(stage: Stage) -> None:
    id, token = stage.subscribed()
    monday = date(2022, 12, 12)
    for _ in range(3):
        tag = tag_of(stage.ask(token))
        stage.ask(token, if_none_match=tag)
        stage.ask("wrong")
        stage.ask(token, method="POST")
    assert stage.log.subscriptions.used == [(id, monday)]
    midnight = datetime(2022, 12, 13, tzinfo=UTC)
    stage.ask(token, midnight - timedelta(seconds=1), if_none_match=tag)
    assert stage.ask(token, midnight, if_none_match=tag).status == 304
    stage.ask(token, midnight)
    stage.ask(token)
    assert stage.log.subscriptions.used == [(id, monday), (id, date(2022, 12, 13))]
    assert subscriptions(stage.log)[0].used == date(2022, 12, 13)


def test_a_use_that_cannot_be_noted_is_told_once_and_keeps_nobody_from_the_feed(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    id, token = stage.subscribed()
    stage.log.subscriptions.failure = log_error("not-kept", path="a.db", cause="SQLITE_FULL")
    assert [stage.ask(token).status for _ in range(3)] == [200, 200, 200]
    (record,) = caplog.records
    assert f"subscription {id} was fetched on 2022-12-12" in record.getMessage()
    assert "no space left" in record.getMessage()
    assert len(stage.log.subscriptions.used) == 1


def test_over_the_limit_whoever_sends_wrong_tokens_is_told_how_long_to_wait(stage: Stage) -> None:
    assert [stage.ask(f"wrong{number}").status for number in range(21)] == [404] * 20 + [429]
    busy = stage.ask("wrong")
    assert (busy.status_line, lines(busy)["Retry-After"]) == ("429 Too Many Requests", "3")
    assert set(lines(busy)) == {*TEXTS, "Retry-After"}
    assert stage.ask("wrong", DAY + timedelta(seconds=3)).status == 404


CLIENTS = st.sampled_from(["192.0.2.1", "192.0.2.2", ""])
TOKENS = st.sampled_from(["seen", "unseen", "wrong", "no token", "revoked", "replaced", "expired"])


@given(st.lists(st.tuples(TOKENS, CLIENTS, st.integers(0, 2), st.booleans()), max_size=60))
def test_a_flood_of_wrong_tokens_never_keeps_a_right_one_waiting_not_even_after_a_restart(
    requests: list[tuple[str, str, int, bool]],
) -> None:
    stage = Stage()
    made = {name: stage.subscribed() for name in ("seen", "unseen", "revoked", "replaced")}
    tokens = {name: token for name, (_, token) in made.items()}
    tokens |= {"expired": stage.subscribed(expires=DAY + timedelta(seconds=1))[1], "wrong": "x" * 43}
    now = DAY
    for token in tokens.values():
        stage.ask(token)
    revoke(stage.log, made["revoked"][0])
    rotate(stage.log, made["replaced"][0])
    now += timedelta(seconds=1)

    def opened() -> tuple[Desk, Limiter]:
        desk, twin = (Limiter(Allowance(2, 3.0), Allowance(5, 1.0)) for _ in range(2))
        return Desk(stage.log, limiter=desk), twin

    stage.desk, twin = opened()
    stage.ask(tokens["seen"], now)
    for name, client, seconds, restarted in requests:
        if restarted:
            stage.desk, twin = opened()
        now += timedelta(seconds=seconds)
        answer = stage.ask(tokens.get(name, name), now, client=client)
        if name in ("seen", "unseen"):
            assert answer.status == 200
        else:
            wait = twin.failed(client, now)
            assert answer.status == (429 if wait else 404)
            assert lines(answer).get("Retry-After") == (str(wait) if wait else None)


def test_many_clients_together_are_limited_too() -> None:
    stage = Stage()
    desk = Desk(stage.log, limiter=Limiter(together=Allowance(5, 60.0)))
    asked = [desk.response("wrong", {}, DAY, client=f"192.0.2.{number}").status for number in range(7)]
    assert asked == [404] * 5 + [429] * 2


def break_log(stage: Stage, error: Exception) -> None:
    def fail(stream: str) -> None:
        raise error

    stage.log.before = fail


def test_a_log_that_is_damaged_is_a_503_without_a_detail_and_is_told_without_the_token(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    id, token = stage.subscribed()
    break_log(stage, log_error("broken-chain", stream="small", version=7))
    answer = stage.ask(token)
    assert (answer.status_line, lines(answer)["Retry-After"]) == ("503 Service Unavailable", "60")
    assert set(lines(answer)) == {*TEXTS, "Retry-After"}
    assert b"small" not in answer.body
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("pilotflow.web", logging.ERROR)
    assert record.getMessage().startswith(f"the feed of subscription {id} was not given: small, version 7")
    stage.log.before = lambda stream: None
    assert stage.ask(token).status == 200


def test_a_pilot_that_is_gone_is_a_503(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    other = stage.more("other")
    _, token = stage.subscribed(other.id)
    assert stage.log._streams is not None
    del stage.log._streams["other"]
    assert stage.ask(token).status == 503
    assert "other" in caplog.text


def test_a_log_that_is_closed_is_a_503_for_whoever_asks(caplog: pytest.LogCaptureFixture) -> None:
    stage = Stage()
    _, token = stage.subscribed()
    tag = tag_of(stage.ask(token))
    stage.log.close()
    assert stage.ask(token, if_none_match=tag).status == 503
    assert stage.ask("wrong").status == 503
    told = [record.getMessage() for record in caplog.records]
    assert told[1] == "no subscription could be looked up: the log was closed: open it again with open_log"
    assert len(told) == 2


def test_an_error_nobody_thought_of_is_a_503_and_its_traceback_is_logged_without_the_token(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    _, token = stage.subscribed()
    break_log(stage, ZeroDivisionError(f"at {token}"))
    answer = stage.ask(token)
    assert (answer.status, b"ZeroDivisionError" in answer.body) == (503, False)
    assert "Traceback" in caplog.text
    assert "ZeroDivisionError: at ..." in caplog.text
    assert token not in caplog.text


def test_what_is_logged_is_said_in_the_language_of_the_desk(caplog: pytest.LogCaptureFixture) -> None:
    log = MemoryLog()
    log.close()
    Desk(log, language="zh").response("wrong", {}, DAY)
    assert caplog.records[0].getMessage().startswith("无法查找订阅：")


def test_a_pilot_that_stopped_in_the_middle_of_a_fact_is_opened_anew(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = stage.subscribed()
    assert stage.ask(token).status == 200
    stage.meet("2022-12-20")

    def half(*args: object) -> None:
        raise LogError(log_error("closed-log").reason)

    with monkeypatch.context() as spoilt:
        spoilt.setattr("pilotflow.pilot.engine.evolve", half)
        assert stage.ask(token).status == 503
    assert b"Meeting" in stage.ask(token).body


def test_a_desk_remembers_so_much_at_most_and_what_was_used_last(renderings: Renderings) -> None:
    stage = Stage()
    size = len(stage.pilot.rendering().data) + 5000
    stage.desk = Desk(stage.log, bounds=Bounds(feeds=3, size=3 * size, tokens=2, pilots=1))
    other = stage.more("other")
    asks = [
        stage.subscribed(selection=Selection(unit=unit))[1] for unit in ("law", "arts", "staff", "labour")
    ]
    asks.append(stage.subscribed(other.id)[1])
    cache = stage.desk._cache
    for token in asks * 2:
        assert stage.ask(token, accept_encoding="gzip").status == 200
        assert len(cache._feeds) <= 3
        assert 0 < cache._feeds.weight <= 3 * size
        assert len(stage.desk._known) <= 2
        assert len(cache._pilots) <= 1
    assert len(renderings.pilots) == 2 * len(asks)
    stage.ask(asks[-1])
    assert len(renderings.pilots) == 2 * len(asks)


def test_without_a_desk_everything_is_done_for_the_call(stage: Stage) -> None:
    _, token = stage.subscribed()
    alone = feed_response(stage.log, token, {}, DAY)
    assert alone == feed_response(stage.log, token, {}, DAY, desk=stage.desk) == stage.ask(token)
    tag = {"If-None-Match": tag_of(alone)}
    assert feed_response(stage.log, token, tag, DAY, method="HEAD", client="192.0.2.1").status == 304


def test_a_strange_name_of_a_stream_cannot_break_a_header_line(stage: Stage) -> None:
    from pilotflow.web.feed_cache import Ask, FeedCache
    from pilotflow.web.request import Lines

    cache = FeedCache(stage.log, None, 1, 1, 100_000)
    cache._pilots.put('a"\r\nX: b', Pilot.open("small", stage.log))
    feed, _ = cache.fetch(Ask(('a"\r\nX: b',), Selection(), Options()), Lines((), ()), DAY)
    assert feed.name == "a___X__b.ics"


@pytest.mark.parametrize("address", ["https://feeds.example", "https://feeds.example/"])
def test_a_desk_that_knows_its_address_says_in_each_feed_where_it_is_found(
    stage: Stage, address: str
) -> None:
    _, token = stage.subscribed()
    desk = Desk(stage.log, address=address)
    body = desk.response(token, {}, DAY).body
    unfolded = body.replace(b"\r\n ", b"")
    assert f"SOURCE;VALUE=URI:https://feeds.example/feeds/{token}.ics\r\n".encode() in unfolded
    assert b"SOURCE" not in stage.ask(token).body
