"""How many failures are allowed, against buckets of tokens that are filled by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.web.limiter import Allowance, Limiter, network_of

START = datetime(2022, 12, 9, tzinfo=UTC)
CLIENTS = ("192.0.2.1", "192.0.2.2", "2001:db8::1", "")


@attrs.define
class Bucket:
    """A bucket as the books have it."""

    size: int
    every: Fraction
    tokens: Fraction
    filled: Fraction = Fraction(0)

    def at(self, now: Fraction) -> Fraction:
        self.tokens = min(Fraction(self.size), self.tokens + (now - self.filled) / self.every)
        self.filled = now
        return self.tokens


def bucket(burst: int, every: int) -> Bucket:
    return Bucket(burst, Fraction(every), Fraction(burst))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(CLIENTS)), max_size=60),
    st.integers(1, 4),
    st.integers(1, 5),
    st.integers(1, 6),
    st.integers(1, 3),
)
def test_failures_are_allowed_exactly_while_both_buckets_hold_a_token(
    asked: list[tuple[int, str]], burst: int, every: int, all_burst: int, all_every: int
) -> None:
    limiter = Limiter(Allowance(burst, every), Allowance(all_burst, all_every))
    own = {client: bucket(burst, every) for client in CLIENTS if client}
    together = bucket(all_burst, all_every)
    now = 0
    for seconds, client in asked:
        now += seconds
        buckets = [together, *([own[client]] if client else [])]
        allowed = all(each.at(Fraction(now)) >= 1 for each in buckets)
        instant = START + timedelta(seconds=now)
        wait = limiter.wait(client, instant)
        assert (wait == 0) == allowed
        assert limiter.failed(client, instant) == wait
        if allowed:
            for each in buckets:
                each.tokens -= 1
        else:
            assert limiter.wait(client, instant + timedelta(seconds=wait - 1)) == 1
            assert limiter.wait(client, instant + timedelta(seconds=wait)) == 0


def test_twenty_wrong_tokens_in_a_row_are_looked_up_and_one_more_every_three_seconds() -> None:
    limiter = Limiter()
    assert [limiter.failed("192.0.2.1", START) for _ in range(21)] == [0] * 20 + [3]
    assert limiter.failed("192.0.2.2", START) == 0
    later = START + timedelta(seconds=3)
    assert [limiter.failed("192.0.2.1", later) for _ in range(2)] == [0, 3]


def test_a_clock_that_was_set_back_keeps_nobody_out_longer_than_an_empty_bucket() -> None:
    limiter = Limiter(Allowance(2, 3.0), Allowance(1000, 0.001))
    for _ in range(2):
        limiter.failed("192.0.2.1", START)
    before = START - timedelta(days=400)
    assert limiter.wait("192.0.2.1", before) == 3
    assert limiter.failed("192.0.2.1", before + timedelta(seconds=2)) == 1
    assert limiter.failed("192.0.2.1", before + timedelta(seconds=3)) == 0


def test_so_many_clients_are_remembered_at_most() -> None:
    limiter = Limiter(Allowance(1, 1000.0), Allowance(1000, 0.1), clients=10)
    for number in range(100):
        limiter.failed(f"192.0.2.{number}", START)
        assert len(limiter) <= 10
    assert limiter.wait("192.0.2.99", START) == 1000
    assert limiter.wait("192.0.2.0", START) == 0


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_clients_of_one_network_count_as_one(prefix: int, one: int, other: int) -> None:
    from ipaddress import IPv6Address

    first, second = (IPv6Address(prefix << 64 | host) for host in (one, other))
    if first.ipv4_mapped is None and second.ipv4_mapped is None:
        assert network_of(str(first)) == network_of(str(second))
        assert network_of(str(first)) != network_of(str(IPv6Address((prefix ^ 1) << 64 | one)))


@given(st.ip_addresses(v=4))
def test_a_mapped_address_counts_as_what_it_is(address: object) -> None:
    assert network_of(f"::ffff:{address}") == network_of(str(address)) == str(address)


@given(st.text(max_size=100))
def test_whatever_stands_for_a_client_is_kept_short(client: str) -> None:
    assert len(network_of(client)) <= 64


@pytest.mark.parametrize(("burst", "every"), [(0, 1.0), (1, 0.0)])
def test_an_allowance_of_nothing_is_an_error(burst: int, every: float) -> None:
    with pytest.raises(ValueError):
        Allowance(burst, every)
