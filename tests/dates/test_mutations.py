"""The reader knows the language, not the list: each expression survives other figures, spaces, widths and orders."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

import pytest
from tests.dates import tables

ROWS = tables.rows("deadlines")
CORE = ("latest", "sustain", "recurrence")
_CHINESE = "〇一二三四五六七八九"


def _number(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十"
    return head + (_CHINESE[ones] if ones or not tens else "")


def _wide(text: str) -> str:
    return text.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})


def _spaced(text: str) -> str:
    return re.sub(r"(\d+)", r" \1 ", text)


def _in_numerals(text: str) -> str:
    text = re.sub(r"(?<!\d)(\d{4})年", lambda m: "".join(_CHINESE[int(d)] for d in m[1]) + "年", text)
    return re.sub(r"(?<![\d.\-/—:])(\d{1,2})(?=个|月|日|天)(?!月上)", lambda m: _number(int(m[1])), text)


def _padded(text: str) -> str:
    return re.sub(r"(?<![\d.\-—])(\d)(?=[月日](?!内))", r"0\1", text)


def _bracketed(text: str) -> str:
    return f"（{text}）"


def _labelled(text: str) -> str:
    return f"完成时限：{text}"


def _stopped(text: str) -> str:
    return text.rstrip("。") + "。"


def _traditional(text: str) -> str:
    return text.translate(
        str.maketrans("个内后周号开学两无从长续实终当时", "個內後週號開學兩無從長續實終當時")
    )


def _quoted(text: str) -> str:
    return f"“{text}”"


@pytest.mark.parametrize(
    "change",
    [_wide, _spaced, _in_numerals, _padded, _bracketed, _labelled, _stopped, _traditional, _quoted],
)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_another_way_to_write_it_reads_the_same(row: dict[str, Any], change: Any) -> None:
    text = change(row["text"])

    assert tables.differences(row, tables.read(row, text), CORE) == {}, text


def _four_years_on(day: str) -> str:
    year, month, number = (int(part) for part in day.split("-"))
    last = number == monthrange(year, month)[1]
    end = monthrange(year + 4, month)[1]
    return date(year + 4, month, end if last else number).isoformat()


def _years(text: str, step: int) -> str:
    text = re.sub(r"(?<!\d)(20\d\d|19\d\d)(?!\d)", lambda m: str(int(m[1]) + step), text)
    return re.sub(r"(?<!\d)(\d\d)年", lambda m: f"{int(m[1]) + step}年", text)


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if re.search(r"20\d\d|\d\d年", row["text"]) and row["anchor"] is None],
    ids=lambda row: row["text"],
)
def test_other_years_move_the_reading_with_them(row: dict[str, Any]) -> None:
    moved = {**row, "latest": row["latest"] and _four_years_on(row["latest"])}

    assert tables.differences(moved, tables.read(row, _years(row["text"], 4)), CORE) == {}


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    "row",
    [
        row
        for row in ROWS
        if re.search(r"20\d\d年 ?1?\d ?月(?:底|末|份|前并|$)", row["text"])
        and "至" not in row["text"]
        and len(re.findall("月", row["text"])) == 1
        and "-" not in row["text"]
    ],
    ids=lambda row: row["text"],
)
def test_other_months_move_the_reading_with_them(row: dict[str, Any], month: int) -> None:
    text = re.sub(r"\d{1,2}(?= ?月)", str(month), row["text"])
    year = int(row["latest"][:4])
    expected = date(year, month, monthrange(year, month)[1]).isoformat()

    assert tables.read(row, text).latest == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if re.search("[，、并]", row["text"]) and row["latest"]],
    ids=lambda row: row["text"],
)
def test_what_is_maintained_may_stand_before_or_behind_the_date(row: dict[str, Any]) -> None:
    if not row["sustain"]:
        assert not tables.read(row).sustain
        return
    head, tail = re.split(r"，并|，|并|(?=持续)", row["text"], maxsplit=1)

    found = tables.read(row, f"{tail}，{head}")

    assert tables.differences(row, found, CORE) == {}
