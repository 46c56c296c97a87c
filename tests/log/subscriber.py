"""A program of its own that keeps subscriptions in a log; the tests of crashes and many processes start it."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from hashlib import sha256

from pilotflow.log.sqlite import SqliteLog
from pilotflow.log.subscriptions import SubscriptionRow


def row_of(number: int, name: str) -> SubscriptionRow:
    """The subscription with a number, of the process with this name."""
    id = f"{name}-{number}"
    digest = sha256(id.encode()).hexdigest()
    return SubscriptionRow(id, name, digest, ("pilot",), "{}", datetime(2023, 1, 1, tzinfo=UTC), None, None)


def main(task: str, path: str, name: str) -> None:
    """Add subscriptions, ten or without end, and say after each its number."""
    with SqliteLog(path, wait=30) as log:
        kept = log.subscriptions
        for number in range(10 if task == "ten" else sys.maxsize):
            kept.add(row_of(number, name))
            kept.use(f"{name}-{number}", date(2023, 1, 2))
            kept.use("shared", date(2023, 1, 1 + number % 28))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
