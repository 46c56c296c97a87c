"""Subscribers of changing pilots: whoever keeps what it fetched has, after each request, what a fresh fetch gives."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from tests.pilot.stage import INSPECTION, OFFICE, begun
from tests.plans import small_plan
from tests.web.stage import WatchedLog, lines

from pilotflow import ManualClock, Pilot
from pilotflow.feeds.options import Options
from pilotflow.pilot.subscriptions import revoke, rotate, subscribe
from pilotflow.views.selection import Selection
from pilotflow.web import Bounds, Desk, Response, feed_response
from pilotflow.web.limiter import Allowance, Limiter

PILOTS = ("small", "second")
SELECTIONS = (Selection(), Selection(unit="law"), Selection(unit="staff", role="lead"), Selection(phase="p1"))
OPTIONS = (Options(), Options(language="zh"), Options(lights=True), Options(alarms=(1,), phases=False))
CODINGS: tuple[dict[str, str], ...] = (
    {},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "identity;q=0.5, gzip;q=0.4"},
)
GENEROUS = Allowance(1_000_000, 1.0)


@attrs.define
class Subscriber:
    """One that keeps the bytes it was sent last, with their tag, as every calendar does that asks for changes."""

    id: str
    token: str
    expires: datetime | None
    coding: dict[str, str]
    tag: str = ""
    kept: bytes = b""
    alive: bool = True

    def headers(self) -> list[tuple[str, str]]:
        held = [("If-None-Match", f'"other", W/{self.tag}')] if self.tag else []
        return [*self.coding.items(), *held]

    def take(self, answer: Response) -> None:
        if answer.status == 200:
            self.tag, self.kept = lines(answer)["ETag"], answer.body

    def calendar(self) -> bytes:
        return gzip.decompress(self.kept) if self.kept.startswith(b"\x1f\x8b") else self.kept


class Subscribers(RuleBasedStateMachine):
    """Two servers at one log, each with little memory, and whoever comes to one or the other."""

    subscribers = Bundle("subscribers")

    def __init__(self) -> None:
        super().__init__()
        self.clock = ManualClock("2022-12-09")
        self.log = WatchedLog()
        for id in PILOTS:
            begun(small_plan(id=id, title=id), log=self.log)
        self.pilots = [Pilot.open(id, self.log, clock=self.clock) for id in PILOTS]
        self.desks = [
            Desk(self.log, clock=self.clock, bounds=bounds, limiter=Limiter(GENEROUS, GENEROUS))
            for bounds in (Bounds(), Bounds(pilots=1, feeds=2, tokens=2))
        ]
        self.all: list[Subscriber] = []
        self.refusals: set[Response] = set()
        self.count = 0

    @rule(
        target=subscribers,
        pilots=st.sampled_from([PILOTS, PILOTS[:1], PILOTS[1:]]),
        selection=st.sampled_from(SELECTIONS),
        options=st.sampled_from(OPTIONS),
        hours=st.none() | st.integers(1, 72),
        coding=st.sampled_from(CODINGS),
    )
    def somebody_subscribes(
        self,
        pilots: tuple[str, ...],
        selection: Selection,
        options: Options,
        hours: int | None,
        coding: dict[str, str],
    ) -> Subscriber:
        now = self.clock.now()
        expires = None if hours is None else now + timedelta(hours=hours)
        made, token = subscribe(
            self.log, pilots, selection=selection, options=options, expires=expires, now=now
        )
        subscriber = Subscriber(made.id, token, expires, coding)
        self.all.append(subscriber)
        return subscriber

    @rule(pilot=st.sampled_from([0, 1]), ahead=st.integers(0, 40))
    def a_meeting_is_convened(self, pilot: int, ahead: int) -> None:
        day = (self.clock.now() + timedelta(days=ahead)).date()
        self.count += 1
        self.pilots[pilot].convene(f"Meeting {self.count}", by=OFFICE, start=day)

    @rule(pilot=st.sampled_from([0, 1]))
    def a_problem_is_raised(self, pilot: int) -> None:
        self.count += 1
        self.pilots[pilot].task("2").raise_feedback(f"problem {self.count}", by=INSPECTION)

    @rule(pilot=st.sampled_from([0, 1]))
    def something_is_entered_that_no_calendar_shows(self, pilot: int) -> None:
        self.pilots[pilot].record_decision("keep going", by=OFFICE)

    @rule(seconds=st.integers(0, 90_000))
    def time_goes_by(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)

    @rule(days=st.integers(1, 60))
    def days_go_by(self, days: int) -> None:
        self.clock.advance(days=days)

    @rule(subscriber=consumes(subscribers))
    def a_subscription_is_revoked(self, subscriber: Subscriber) -> None:
        revoke(self.log, subscriber.id)
        subscriber.alive = False

    @rule(target=subscribers, subscriber=consumes(subscribers))
    def a_token_is_replaced(self, subscriber: Subscriber) -> Subscriber:
        new = attrs.evolve(subscriber, token=rotate(self.log, subscriber.id))
        subscriber.alive = False
        self.all.append(new)
        return new

    @rule(subscriber=subscribers, desk=st.sampled_from([0, 1]), method=st.sampled_from(["GET", "HEAD"]))
    def it_fetches(self, subscriber: Subscriber, desk: int, method: str) -> None:
        now = self.clock.now()
        asked = subscriber.headers()
        before = len(self.log.reads)
        answer = self.desks[desk].response(subscriber.token, asked, now, method=method)
        quiet = len(self.log.reads) == before
        fresh = feed_response(self.log, subscriber.token, subscriber.coding, now)
        if not subscriber.alive or (subscriber.expires is not None and subscriber.expires <= now):
            assert answer.status == fresh.status == 404
            assert quiet
            return
        assert fresh.status == 200
        assert lines(answer)["ETag"] == lines(fresh)["ETag"]
        if answer.status == 304:
            assert subscriber.kept == fresh.body
        else:
            assert answer.status == 200
            assert answer.headers == fresh.headers
            assert subscriber.tag != lines(fresh)["ETag"]
            assert answer.body == (b"" if method == "HEAD" else fresh.body)
        if method == "GET":
            subscriber.take(answer)
            assert subscriber.kept == fresh.body
            plain = feed_response(self.log, subscriber.token, {}, now)
            assert subscriber.calendar() == plain.body

    @rule(desk=st.sampled_from([0, 1]), wrong=st.text(max_size=50))
    def somebody_guesses(self, desk: int, wrong: str) -> None:
        self.refusals.add(self.desks[desk].response(wrong, {}, self.clock.now()))

    @invariant()
    def dead_tokens_and_wrong_ones_are_answered_alike_by_every_server(self) -> None:
        now = self.clock.now()
        for subscriber in self.all:
            if not subscriber.alive or (subscriber.expires is not None and subscriber.expires <= now):
                self.refusals |= {
                    desk.response(subscriber.token, subscriber.headers(), now) for desk in self.desks
                }
        assert len(self.refusals) <= 1


TestSubscribers = Subscribers.TestCase
