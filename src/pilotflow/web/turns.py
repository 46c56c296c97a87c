"""One at a time for each thing: who asks for the same thing waits, who asks for another does not."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

import attrs


@attrs.define
class _Turn:
    lock: Lock = attrs.field(factory=Lock)
    users: int = 0


class Turns:
    """Locks by key, each of which is there only while somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._turns: dict[Hashable, _Turn] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._turns)

    @contextmanager
    def of(self, key: Hashable) -> Iterator[None]:
        """Be the only one inside for this key."""
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.users += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.users -= 1
                if not turn.users:
                    del self._turns[key]
