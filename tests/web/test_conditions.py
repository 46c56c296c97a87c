"""``If-None-Match``: lists are written by the grammar of RFC 9110, so what is in them is known without reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotflow.web.conditions import is_held

ETAGC = "".join(chr(code) for code in (0x21, *range(0x23, 0x7F), *range(0x80, 0x100)))
OWS = st.text(" \t", max_size=2)

opaque = st.text(ETAGC, max_size=6).map(lambda text: f'"{text}"')
alike = st.text("a,W/*", max_size=3).map(lambda text: f'"{text}"')
tags = opaque | alike
weak = st.sampled_from(["", "W/"])
# No quote and no comma, so it stays one element, and it begins no tag.
garbage = st.text("abW/*;= ", min_size=1, max_size=6).filter(lambda text: text.strip(" ") not in ("", "*"))


@st.composite
def fields(draw: st.DrawFn, spoilt: bool = False) -> tuple[list[str], set[str]]:
    """The lines of a field, and the opaque tags in it."""
    found, lines = set(), []
    for _ in range(draw(st.integers(1, 3))):
        elements = []
        for _ in range(draw(st.integers(0, 4))):
            element = ""  # an empty element is allowed
            kind = draw(st.integers(0, 5))
            if spoilt and kind == 1:
                element = draw(garbage)
            elif kind:
                tag = draw(tags)
                found.add(tag)
                element = draw(weak) + tag
            elements.append(draw(OWS) + element + draw(OWS))
        lines.append(",".join(elements))
    return lines, found


@given(fields(), tags)
def test_a_tag_is_held_where_the_list_names_it_weak_or_strong(
    field: tuple[list[str], set[str]], tag: str
) -> None:
    lines, found = field
    assert is_held(lines, tag) == (tag in found)


@given(fields())
def test_every_tag_of_a_list_is_found(field: tuple[list[str], set[str]]) -> None:
    lines, found = field
    assert all(is_held(lines, tag) for tag in found)


@given(fields(spoilt=True), tags)
def test_garbage_in_a_list_hides_no_tag_and_adds_none(field: tuple[list[str], set[str]], tag: str) -> None:
    lines, found = field
    assert is_held(lines, tag) == (tag in found)
    assert all(is_held(lines, each) for each in found)


@given(st.lists(st.text(max_size=30) | st.text('"W/,*ab ', max_size=12), max_size=3), tags)
def test_whatever_is_sent_only_a_tag_that_stands_in_it_is_held(lines: list[str], tag: str) -> None:
    text = ",".join(lines)
    if is_held(lines, tag):
        assert tag in text or text.strip(" \t") == "*"


@given(OWS, OWS, tags)
def test_a_star_holds_whatever_there_is(before: str, behind: str, tag: str) -> None:
    assert is_held([f"{before}*{behind}"], tag)


@pytest.mark.parametrize(
    "lines", [[], [""], ["*, *"], ["*", "*"], ["a"], ['w/"a"'], ['W/ "a"'], ['"a'], ['a"'], ['"a" "b"']]
)
def test_what_is_no_tag_holds_nothing(lines: list[str]) -> None:
    assert not is_held(lines, '"a"')


def test_a_long_field_is_read_in_time_that_grows_with_its_length() -> None:
    for unit in ('"a', '",', "W/", '"a",', ",", '" ,'):
        assert not is_held([unit * 20_000], '"b"')


@pytest.mark.parametrize("between", [" " * 500_000, ", " * 200_000, '"' * 400_000])
def test_a_header_of_any_length_is_read_in_one_go(between: str) -> None:
    assert not is_held([f'"a",{between}x'], '"b"')
    assert is_held([f'"a",{between}x, "b"'], '"b"')
