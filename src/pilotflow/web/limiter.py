"""From how many wrong tokens on whoever sends them is told to wait. Guessing one is hopeless anyway.

Only failures are counted, once they have been looked up: many subscribers may sit behind one address, and none of
them is to lose a calendar because another has an old link.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

import attrs

from pilotflow.web.recent import Recent

_NETWORK = 64
"""Bits of an IPv6 address that one subscriber of a provider has for itself at least."""
_LONGEST = 64
_LEAST = 1e-4
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


@attrs.frozen
class Allowance:
    """How many failures are allowed: a bucket of tokens.

    Attributes:
        burst: failures in a row, when there was none for long.
        every: seconds after which one more is allowed.
    """

    burst: int = attrs.field(validator=attrs.validators.ge(1))
    every: float = attrs.field(validator=attrs.validators.gt(0))


EACH = Allowance(20, 3.0)
TOGETHER = Allowance(300, 0.1)


class Limiter:
    """Counts failures by client and of all clients together. Safe to use from many threads.

    A bucket is kept as the instant at which it will be full again, one number a client. IPv6 clients count by the
    network of 64 bits they are in, mapped IPv4 addresses as what they are. A client without an address is bound by
    the common allowance alone.

    Args:
        each: of one client.
        together: of all clients.
        clients: how many clients are remembered at most, those that failed last.
    """

    def __init__(self, each: Allowance = EACH, together: Allowance = TOGETHER, clients: int = 10_000) -> None:
        self._each = each
        self._together = together
        self._full: Recent[str, float] = Recent(clients)
        self._all_full = 0.0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._full)

    def wait(self, client: str, now: datetime) -> int:
        """Whole seconds until this client may fail again; 0 where it may now."""
        with self._lock:
            return self._wait(network_of(client), _seconds(now))

    def failed(self, client: str, now: datetime) -> int:
        """Count a failure, unless there were too many: then the seconds to wait are given back, and it is not."""
        network, instant = network_of(client), _seconds(now)
        with self._lock:
            wait = self._wait(network, instant)
            if not wait:
                self._all_full = max(self._all_full, instant) + self._together.every
                if network:
                    full = max(self._full.get(network) or 0.0, instant)
                    self._full.put(network, full + self._each.every)
            return wait

    def _wait(self, network: str, instant: float) -> int:
        self._all_full = _clamped(self._together, self._all_full, instant)
        waits = [_wait(self._together, self._all_full, instant)]
        full = self._full.get(network)
        if full is not None:
            within = _clamped(self._each, full, instant)
            if within != full:
                self._full.put(network, within)
            waits.append(_wait(self._each, within, instant))
        return max(waits)


def network_of(client: str) -> str:
    """Whom an address counts for.

    >>> network_of("2001:db8:1:2:3:4:5:6"), network_of("::ffff:192.0.2.7"), network_of("unix socket")
    ('2001:db8:1:2::', '192.0.2.7', 'unix socket')
    """
    try:
        address = ip_address(client)
    except ValueError:
        return client[:_LONGEST]
    if not isinstance(address, IPv6Address):
        return client
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> _NETWORK << _NETWORK))


def _seconds(now: datetime) -> float:
    return (now - _BEGINNING) / _SECOND


def _clamped(allowance: Allowance, full: float, instant: float) -> float:
    """When the bucket will be full: an empty one, after a clock was set back, and never later than that."""
    return min(full, instant + allowance.burst * allowance.every)


def _wait(allowance: Allowance, full: float, instant: float) -> int:
    over = full - instant - (allowance.burst - 1) * allowance.every
    # Less than this is what sums and differences of such numbers leave behind.
    return ceil(over - _LEAST) if over > _LEAST else 0
