"""A scan by first signs finds what a scan that tries everything everywhere would find."""

from __future__ import annotations

import re
from re import _constants as sre  # type: ignore[attr-defined] # what patterns begin with is said nowhere else
from re import _parser as parser  # type: ignore[attr-defined] # see above
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dates.tables import rows

from pilotflow.dates.chinese.heads import HEADS
from pilotflow.dates.chinese.normal import normalise
from pilotflow.dates.chinese.sidewords import BESIDE
from pilotflow.dates.chinese.timewords import TIMES
from pilotflow.dates.chinese.tokens import scan

PATTERNS = (*TIMES, *BESIDE)
EVERYTHING = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS))
CLASSES = {sre.CATEGORY_DIGIT: "0123456789", sre.CATEGORY_SPACE: " \t\n\r\f\v"}


def heads_of(pattern: Any) -> tuple[set[str], bool]:
    """The signs a parsed pattern can begin with, and whether it can be empty."""
    signs: set[str] = set()
    for code, value in pattern:
        own, empty = heads_of_one(code, value)
        signs |= own
        if not empty:
            return signs, False
    return signs, True


def heads_of_one(code: Any, value: Any) -> tuple[set[str], bool]:
    if code is sre.LITERAL:
        return {chr(value)}, False
    if code is sre.IN:
        return set().union(*(heads_in(*each) for each in value)), False
    if code is sre.SUBPATTERN:
        return heads_of(value[3])
    if code is sre.BRANCH:
        found = [heads_of(branch) for branch in value[1]]
        return set().union(*(signs for signs, _ in found)), any(empty for _, empty in found)
    if code is sre.GROUPREF_EXISTS:
        found = [heads_of(branch) for branch in value[1:] if branch]
        return set().union(*(signs for signs, _ in found)), any(empty for _, empty in found) or len(found) < 2
    if code in (sre.MAX_REPEAT, sre.POSSESSIVE_REPEAT):
        signs, empty = heads_of(value[2])
        return signs, empty or value[0] == 0
    assert code in (sre.ASSERT, sre.ASSERT_NOT, sre.AT), code
    return set(), True


def heads_in(code: Any, value: Any) -> set[str]:
    if code is sre.LITERAL:
        return {chr(value)}
    if code is sre.RANGE:
        return {chr(sign) for sign in range(value[0], value[1] + 1)}
    assert code is sre.CATEGORY
    return set(CLASSES[value])


@pytest.mark.parametrize("kind", [kind for kind, _ in PATTERNS])
def test_a_kind_names_every_sign_it_can_begin_with_and_no_other(kind: str) -> None:
    signs, empty = heads_of(parser.parse(dict(PATTERNS)[kind]))
    assert not empty
    assert "".join(sorted(signs)) == "".join(sorted(HEADS[kind])), "write them into chinese/heads.py"


def test_no_kind_is_named_that_there_is_not() -> None:
    assert set(HEADS) == {kind for kind, _ in PATTERNS}


TEXTS = [normalise(row["text"]) for name in ("deadlines", "forms", "held_out") for row in rows(name)]


# Figures of other scripts are no figures here: normalising makes full-width ones plain.
SIGNS = st.characters(codec="utf-8", exclude_categories=["Nd"], include_characters="0123456789")


@given(st.one_of(st.text(SIGNS), st.lists(st.sampled_from(TEXTS), max_size=4).map("".join)))
def test_the_words_found_are_those_of_trying_everything_everywhere(text: str) -> None:
    expected = [(found.lastgroup, found.group(), found.start()) for found in EVERYTHING.finditer(text)]
    assert [(token.kind, token.text, token.start) for token in scan(text)] == expected
