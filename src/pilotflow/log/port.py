"""What every log can do. A backend is whatever passes the contract suite of the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, Self

from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.subscriptions import Subscriptions


class Log(Protocol):
    """A place where streams of envelopes are kept: append-only, chained, safe to use from many threads."""

    def append(self, stream: str, expected: int, entries: Sequence[Entry]) -> str:
        """Keep all entries behind version ``expected`` of the stream, or none.

        When this returns, a durable log has them on disk.

        Returns:
            The hash of the last envelope of the stream, which is a receipt for everything up to it.

        Raises:
            Conflict: the stream does not stand at ``expected``; read it again, decide again, try again.
            LogError: ``not-kept`` (locked, read-only, full), or the codes of :meth:`read`.
        """
        ...

    def read(self, stream: str, after: int = 0) -> Iterator[Envelope]:
        """The envelopes with versions ``after + 1`` and on, in order; none for a stream nobody wrote.

        What is there when this is called is what the iterator gives: it holds no lock, may be left
        unfinished or handed to another thread, and does not see what is appended later.

        Raises:
            LogError: ``foreign-file``, ``newer-file``, ``damaged-file``, ``unreadable-file``;
                ``bad-envelope`` or ``broken-chain`` with the stream and version; ``closed-log``.
        """
        ...

    def version(self, stream: str) -> int:
        """The version the stream stands at: how many envelopes it has, 0 for none."""
        ...

    def mark(self) -> object:
        """Stands for everything that was committed until now, to its streams and to its subscriptions alike.

        Where two marks are equal and not None, whatever is read between them is still as it was read: nobody
        committed anything meanwhile, in whatever process. Where they differ, somebody may have. None says
        nothing; a log for which looking again costs little gives nothing else.

        Raises:
            LogError: the codes of :meth:`read`.
        """
        ...

    def streams(self) -> tuple[str, ...]:
        """The ids of all streams, sorted."""
        ...

    def verify(self, stream: str) -> int:
        """Recompute the whole chain of a stream.

        Returns:
            The number of envelopes, every one of which is as it was written.

        Raises:
            LogError: ``broken-chain`` or ``bad-envelope``, with the first version that is not right.
        """
        ...

    @property
    def subscriptions(self) -> Subscriptions:
        """The subscriptions to feeds, which are kept beside the streams and are part of none."""
        ...

    def close(self) -> None:
        """Let go of every resource. A closed log refuses with ``closed-log``; closing again does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
