"""``Accept-Encoding``: fields are written out of their grammar, and judged by the rules of RFC 9110, 12.5.3."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilotflow.web.encoding import WORTH, is_gzip_wanted, packed

OWS = st.text(" \t", max_size=2)
LARGE, SMALL = WORTH, WORTH - 1


@st.composite
def weights(draw: st.DrawFn) -> tuple[str, int]:
    """A weight as it is written, and in thousandths."""
    value = draw(st.sampled_from([0, 1000]) | st.integers(0, 1000))
    digits = f"{value % 1000:03}"
    least = len(digits.rstrip("0"))
    shown = digits[: draw(st.integers(least, 3))]
    return f"{value // 1000}.{shown}" if shown or draw(st.booleans()) else f"{value // 1000}", value


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[str], Mapping[str, int]]:
    """The lines of a field, and the weight of each coding it lists once, in thousandths."""
    listed: dict[str, int] = {}
    elements = []
    for coding in draw(st.lists(st.sampled_from(["gzip", "identity", "*", "br", "deflate"]), unique=True)):
        written, listed[coding] = coding, 1000
        if coding == "gzip":
            written = draw(st.sampled_from(["gzip", "GZIP", "x-gzip", "X-Gzip"]))
        if draw(st.booleans()):
            number, listed[coding] = draw(weights())
            written += f"{draw(OWS)};{draw(OWS)}{draw(st.sampled_from('qQ'))}={number}"
        elements.append(draw(OWS) + written + draw(OWS))
        if draw(st.booleans()):
            elements.append(draw(OWS))
    cut = draw(st.integers(0, len(elements)))
    return [",".join(part) for part in (elements[:cut], elements[cut:]) if part], listed


def is_acceptable(coding: str, listed: Mapping[str, int]) -> bool:
    """The rules 1 to 3 of the section, one after the other."""
    if coding in listed:
        return listed[coding] > 0
    if "*" in listed:
        return listed["*"] > 0
    return coding == "identity"


@given(fields(), st.sampled_from([SMALL, LARGE]))
def test_gzip_is_sent_only_where_it_is_acceptable(
    field: tuple[list[str], Mapping[str, int]], size: int
) -> None:
    lines, listed = field
    if is_gzip_wanted(lines, size):
        assert is_acceptable("gzip", listed)


@given(fields(), st.sampled_from([SMALL, LARGE]))
def test_bytes_as_they_are_are_sent_only_where_acceptable_or_nothing_is(
    field: tuple[list[str], Mapping[str, int]], size: int
) -> None:
    lines, listed = field
    if not is_gzip_wanted(lines, size):
        assert is_acceptable("identity", listed) or not is_acceptable("gzip", listed)


@given(fields())
def test_of_two_that_are_acceptable_the_one_with_more_weight_is_sent(
    field: tuple[list[str], Mapping[str, int]],
) -> None:
    lines, listed = field
    assume(is_acceptable("gzip", listed) and is_acceptable("identity", listed))
    liked = listed.get("gzip", listed.get("*", 0))
    plain = listed.get("identity", listed.get("*"))
    assert is_gzip_wanted(lines, LARGE) == (plain is None or liked >= plain)
    assert not is_gzip_wanted(lines, SMALL)


@given(st.lists(st.text(max_size=20) | st.text("gzip;q=01. ,*", max_size=20), max_size=3))
def test_whatever_is_sent_gzip_is_only_sent_where_it_is_named(lines: list[str]) -> None:
    if is_gzip_wanted(lines, LARGE):
        text = ",".join(lines).lower()
        assert "gzip" in text or "*" in text


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["gzip;q=0"],
        ["gzip;q=0.0001"],
        ["gzip;q=2"],
        ["gzip;q"],
        ["gzip;x=1"],
        ["gzip q=1"],
        ["gzip", "gzip;q=0"],
    ],
)
def test_gzip_that_is_refused_or_said_wrongly_is_not_sent(lines: list[str]) -> None:
    assert not is_gzip_wanted(lines, LARGE)


@given(st.binary(max_size=3000))
def test_packed_bytes_unpack_to_the_same_and_hold_no_time(data: bytes) -> None:
    done = packed(data)
    assert gzip.decompress(done) == data
    assert done[4:8] == bytes(4)
