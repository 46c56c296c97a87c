"""Entries for the tests of the log: one to write by hand, and every one there could be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

import msgspec
from hypothesis import strategies as st

from pilotflow.errors import LogError
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.port import Log

NOON = datetime(2022, 12, 9, 4, 0, 0, 123, tzinfo=UTC)
ENTRY = Entry(
    "task.report", 1, NOON, "2022-12-09", "zj-hr", "k1", "浙委发〔2021〕35号", b'{"parts":["sign"]}'
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
payloads = st.dictionaries(texts, values, max_size=3).map(lambda value: json.dumps(value).encode())
days = st.dates(date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
entries = st.builds(
    Entry,
    type=words,
    schema=st.integers(1, 2**63 - 1),
    recorded=st.datetimes(timezones=st.just(UTC)),
    effective=days,
    unit=words,
    key=st.none() | texts,
    document=st.none() | texts,
    payload=payloads,
)


def numbered(count: int, first: int = 1) -> list[Entry]:
    """Entries that differ in their payload."""
    return [
        msgspec.structs.replace(ENTRY, payload=b'{"n":%d}' % number) for number in range(first, first + count)
    ]


def entry_of(envelope: Envelope) -> Entry:
    """The entry an envelope was made of."""
    return Entry(*(getattr(envelope, field) for field in Entry.__struct_fields__))


def entries_of(envelopes: Iterable[Envelope]) -> list[Entry]:
    """The entries envelopes were made of."""
    return [entry_of(envelope) for envelope in envelopes]


def first_fault(log: Log) -> str | None:
    """The code of the first fault found in verifying every stream there is."""
    try:
        for stream in log.streams():
            log.verify(stream)
    except LogError as error:
        return error.code
    return None
