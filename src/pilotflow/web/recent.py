"""A memory of bounded size that forgets first what was not asked for longest."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """So many values at most, which weigh so much at most together. Safe to use from many threads.

    Args:
        count: how many values at most.
        most: what they weigh at most together; None for no such bound.
        weigh: what one weighs.
    """

    def __init__(self, count: int, most: int | None = None, weigh: Callable[[V], int] = lambda _: 0) -> None:
        self._count = count
        self._most = most
        self._weigh = weigh
        self._values: dict[K, V] = {}
        self._weight = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    @property
    def weight(self) -> int:
        """What the values weigh together now."""
        return self._weight

    def get(self, key: K) -> V | None:
        """The value of a key, which is then the most recent one."""
        with self._lock:
            value = self._values.pop(key, None)
            if value is not None:
                self._values[key] = value
            return value

    def put(self, key: K, value: V) -> None:
        """Keep a value as the most recent one; one that is too heavy by itself is not kept."""
        weight = self._weigh(value)
        with self._lock:
            self._remove(key)
            if self._most is not None and weight > self._most:
                return
            self._values[key] = value
            self._weight += weight
            while len(self._values) > self._count or (self._most is not None and self._weight > self._most):
                self._remove(next(iter(self._values)))

    def drop(self, key: K) -> None:
        """Forget the value of a key, if there is one."""
        with self._lock:
            self._remove(key)

    def _remove(self, key: K) -> None:
        value = self._values.pop(key, None)
        if value is not None:
            self._weight -= self._weigh(value)
