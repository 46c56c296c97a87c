"""The chain of hashes: what it is made of, what it finds, and what may be erased."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC
from hashlib import sha256

import attrs
import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.log.entries import ENTRY, entries, numbered, words

from pilotflow.errors import LogError
from pilotflow.log import chain
from pilotflow.log.chain import FIRST, digest, erased, seal
from pilotflow.log.envelope import Entry, Envelope
from pilotflow.log.memory import MemoryLog


def written(entries: Sequence[Entry]) -> list[Envelope]:
    log = MemoryLog()
    log.append("pilot", 0, entries)
    return list(log.read("pilot"))


@given(previous=st.binary(min_size=32, max_size=32), stream=words, version=st.integers(1), entry=entries)
def test_a_stranger_can_recompute_a_hash_with_the_standard_library(
    previous: bytes, stream: str, version: int, entry: Entry
) -> None:
    version %= 2**63
    array = [
        previous.hex(),
        stream,
        version,
        entry.type,
        entry.schema,
        entry.recorded.isoformat().replace("+00:00", "Z"),
        entry.effective,
        entry.unit,
        entry.key,
        entry.document,
        sha256(entry.payload).hexdigest(),
    ]
    encoded = json.dumps(array, ensure_ascii=False, separators=(",", ":")).encode()
    assert seal(previous.hex(), stream, version, entry) == sha256(encoded).hexdigest()


def test_what_to_dict_shows_is_enough_to_recompute_the_hash() -> None:
    (_, envelope) = written(
        [ENTRY, msgspec.structs.replace(ENTRY, recorded=ENTRY.recorded.replace(microsecond=0))]
    )
    shown = json.loads(json.dumps(envelope.to_dict()))
    payload = json.dumps(shown.pop("payload"), ensure_ascii=False, separators=(",", ":")).encode()
    place = [shown["previous"], shown["stream"], shown["version"]]
    order = ["type", "schema", "recorded", "effective", "unit", "key", "document"]
    array = [*place, *(shown[name] for name in order), sha256(payload).hexdigest()]
    encoded = json.dumps(array, ensure_ascii=False, separators=(",", ":")).encode()
    assert shown["recorded"] == "2022-12-09T04:00:00Z"
    assert shown["hash"] == sha256(encoded).hexdigest()


def test_an_envelope_as_a_dict_holds_every_field() -> None:
    (envelope,) = written([ENTRY])
    assert envelope.to_dict() == {
        "stream": "pilot",
        "version": 1,
        "type": "task.report",
        "schema": 1,
        "recorded": "2022-12-09T04:00:00.000123Z",
        "effective": "2022-12-09",
        "unit": "zj-hr",
        "key": "k1",
        "document": "浙委发〔2021〕35号",
        "payload": {"parts": ["sign"]},
        "previous": FIRST,
        "hash": seal(FIRST, "pilot", 1, ENTRY),
    }


@given(entry=entries, other=entries, field=st.sampled_from(Entry.__struct_fields__))
def test_every_field_of_an_entry_is_in_its_hash(entry: Entry, other: Entry, field: str) -> None:
    changed = msgspec.structs.replace(entry, **{field: getattr(other, field)})
    assert (seal(FIRST, "pilot", 1, changed) == seal(FIRST, "pilot", 1, entry)) is (changed == entry)


@given(entry=entries)
def test_the_place_of_an_entry_is_in_its_hash(entry: Entry) -> None:
    places = [(FIRST, "a", 1), (FIRST, "a", 2), (FIRST, "b", 1), ("1" * 64, "a", 1), (FIRST, 'a",1', 1)]
    assert len({seal(*place, entry) for place in places}) == len(places)


@given(entry=entries)
def test_an_erased_payload_leaves_the_hash_as_it_was(entry: Entry) -> None:
    gone = msgspec.structs.replace(entry, payload=erased(entry.payload))
    assert json.loads(gone.payload) == {"erased": sha256(entry.payload).hexdigest()}
    assert seal(FIRST, "pilot", 1, gone) == seal(FIRST, "pilot", 1, entry)
    assert erased(gone.payload) == gone.payload


@pytest.mark.parametrize(
    "payload",
    [
        b'{"erased":"' + b"A" * 64 + b'"}',
        b'{"erased":"' + b"g" * 64 + b'"}',
        b'{"erased":"' + b"0" * 63 + b'"}',
        b'{"erased": "' + b"0" * 63 + b'"}',
        b'{"ERASED":"' + b"0" * 64 + b'"}',
        b'{"erased":"' + b"0" * 64 + b'" ',
    ],
)
def test_what_only_looks_erased_is_a_payload_like_any_other(payload: bytes) -> None:
    assert digest(payload) == sha256(payload).hexdigest()


def test_an_instant_without_a_zone_has_no_hash() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        seal(FIRST, "pilot", 1, msgspec.structs.replace(ENTRY, recorded=ENTRY.recorded.replace(tzinfo=None)))


def test_the_instant_counts_and_not_the_zone_it_is_written_in() -> None:
    local = msgspec.structs.replace(ENTRY, recorded=ENTRY.recorded.astimezone())
    assert local.recorded.tzinfo is not UTC
    assert seal(FIRST, "pilot", 1, local) == seal(FIRST, "pilot", 1, ENTRY)


def test_an_intact_stream_verifies_to_its_length() -> None:
    assert chain.verify([]) == 0
    assert chain.verify(written(numbered(5))) == 5


@given(
    place=st.integers(0, 4), field=st.sampled_from([f.name for f in attrs.fields(Envelope)]), other=entries
)
def test_a_change_of_any_field_is_found_at_its_version(place: int, field: str, other: Entry) -> None:
    stream = written(numbered(5))
    (strange,) = written([other])
    strange = attrs.evolve(strange, stream="other", version=99, previous="a" * 64, hash="b" * 64)
    stream[place] = attrs.evolve(stream[place], **{field: getattr(strange, field)})
    assume(stream != written(numbered(5)))
    assert broken(stream) == place + 1


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize(
    "change",
    [
        lambda stream, place: stream.pop(place),
        lambda stream, place: stream.insert(place, stream[place]),
        lambda stream, place: stream.__setitem__(slice(place, place + 2), stream[place : place + 2][::-1]),
    ],
    ids=["removed", "repeated", "swapped"],
)
def test_an_envelope_out_of_its_place_is_found(
    place: int, change: Callable[[list[Envelope], int], object]
) -> None:
    stream = written(numbered(5))
    change(stream, place)
    if stream == written(numbered(5))[: len(stream)]:  # the last was removed, or swapped with nothing
        assert place == 4
        assert chain.verify(stream) == len(stream)
    else:
        assert broken(stream) in (place + 1, place + 2)


def test_a_stream_that_was_cut_is_told_by_the_receipt_of_its_last_append() -> None:
    log = MemoryLog()
    receipt = log.append("pilot", 0, numbered(5))
    stream = list(log.read("pilot"))
    assert stream[-1].hash == receipt
    assert chain.verify(stream[:-1]) == 4
    assert stream[-2].hash != receipt


def broken(stream: list[Envelope]) -> object:
    with pytest.raises(LogError) as caught:
        chain.verify(stream)
    assert caught.value.code == "broken-chain"
    return dict(caught.value.reason.data)["version"]  # type: ignore[attr-defined]
