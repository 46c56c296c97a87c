"""Text on a terminal, measured in cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pilotflow.cli.cells import cells, pad, plain, wrap

TEXT = st.text(st.sampled_from("ab ，。试点工作（plan）“”-1é"), max_size=60)


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20))
def test_a_text_takes_as_many_cells_as_rich_says_for_letters_of_plans(text: str) -> None:
    known = "".join(
        character for character in text if ord(character) < 0x500 or "\u4e00" <= character <= "\u9fff"
    )
    assert cells(known) == cell_len(known)


def test_a_mark_on_a_letter_takes_no_cell() -> None:
    assert cells("e\u0301") == cells("e") == 1


@given(TEXT, st.integers(6, 40))
def test_lines_keep_every_letter_and_to_the_width_as_far_as_words_allow(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert cells(line) <= width or len(line.split()) == 1
        assert line == line.rstrip()


def test_no_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


@given(TEXT)
def test_padding_fills_up_to_the_width_and_takes_nothing_away(text: str) -> None:
    assert pad(text, 10).startswith(text)
    assert cells(pad(text, 10)) == max(10, cells(text))


@given(st.text())
def test_a_plain_text_has_no_control_characters_but_breaks_and_is_itself_otherwise(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not any(
        (character < " " and character not in "\n\t") or "\x7f" <= character < "\xa0" for character in shown
    )
    assert all(after in (before, "\ufffd") for before, after in zip(text, shown, strict=True))
