"""A plan that was right is broken in one place: the fault names that place."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.plan.texts import FULL, errors

from pilotflow.language.faults import MESSAGES
from pilotflow.plan.file.form import all_forms
from pilotflow.plan.file.whole import PLAN
from pilotflow.plan.load import check_plan

LINES = FULL.splitlines()
KEY = re.compile(r"^( *)(- )?([a-z_]+):")
NAMES = {key.name for form in all_forms(PLAN) for key in form.keys}
# Below these the plan chooses its own keys, and a reading names keys of something else.
_FREE = {"sides", "classifications", "classes", "evaluators", "readings", "require", "created_by", "by"}


def _fixed_keys() -> list[int]:
    """The lines whose key must be one of the table's."""
    found: list[int] = []
    free: list[int] = []
    for number, line in enumerate(LINES):
        match = KEY.match(line)
        indent = len(line) - len(line.lstrip(" "))
        free = [depth for depth in free if depth < indent]
        if match is None:
            continue
        if not free:
            found.append(number)
        if match.group(3) in _FREE:
            free.append(indent)
    return found


FIXED = _fixed_keys()
REFERENCES = [number for number, line in enumerate(LINES) if "  # -> " in line]


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[:number], line, *LINES[number + 1 :]]) + "\n"


@given(st.sampled_from(FIXED), st.data())
def test_a_key_with_a_letter_more_is_found_at_its_line_with_the_right_word(
    number: int, data: st.DataObject
) -> None:
    key = KEY.match(LINES[number]).group(3)  # type: ignore[union-attr]
    at = data.draw(st.integers(1, len(key)))
    wrong = key[:at] + "q" + key[at:]
    found = errors(with_line(number, LINES[number].replace(key, wrong, 1)))
    here = [fault for fault in found if fault.code == "unknown-key" and fault.line == number + 1]
    assert len(here) == 1
    if len(key) > 3:
        assert dict(here[0].data)["suggestion"] == key
        assert not [fault for fault in found if fault.code == "missing-key"]


@given(st.sampled_from(REFERENCES))
def test_a_reference_to_nothing_is_found_at_its_line(number: int) -> None:
    line, kind = LINES[number].split("  # -> ")
    found = errors(with_line(number, line.rstrip('"') + "qq" + ('"' if line.endswith('"') else "")))
    assert [(fault.code, fault.line) for fault in found] == [(f"unknown-{kind}", number + 1)]


@given(
    st.sampled_from(
        [n for n in FIXED if re.search(r": \S", LINES[n]) and not LINES[n].lstrip().startswith("- ")]
    )
)
def test_a_key_left_out_is_missed_or_has_a_default(number: int) -> None:
    key = KEY.match(LINES[number]).group(3)  # type: ignore[union-attr]
    text = "\n".join(LINES[:number] + LINES[number + 1 :]) + "\n"
    missing = [dict(fault.data)["key"] for fault in errors(text) if fault.code == "missing-key"]
    required = any(each.name == key and each.required for form in all_forms(PLAN) for each in form.keys)
    assert set(missing) <= {key}
    assert required or not missing


values = st.recursive(
    st.sampled_from(
        ["~", "true", "7", "-1", "1.5", "2022-12-09", "a", "law", "''", "2022年底", ".inf", "P1Y"]
    ),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(sorted(NAMES)), inner, max_size=3).map(
            lambda found: "{" + ", ".join(f"{key}: {value}" for key, value in found.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(FIXED), values)
def test_any_value_anywhere_is_read_or_is_a_fault_with_words(number: int, value: str) -> None:
    match = KEY.match(LINES[number])
    assert match is not None
    indent = len(LINES[number]) - len(LINES[number].lstrip(" -"))
    end = number + 1
    while end < len(LINES) and len(LINES[end]) - len(LINES[end].lstrip(" ")) > indent:
        end += 1
    text = "\n".join([*LINES[:number], f"{match.group()} {value}", *LINES[end:]]) + "\n"
    checked = check_plan(text)
    assert (checked.plan is None) == any(fault.is_error for fault in checked.faults)
    for fault in checked.faults:
        assert fault.code in MESSAGES
        assert fault.text()
        assert 1 <= fault.line <= text.count("\n")
        assert fault.column >= 1
    assert list(checked.faults) == sorted(checked.faults, key=lambda fault: (fault.line, fault.column))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(NAMES)), inner, max_size=5)
        ),
        max_leaves=25,
    )
)
def test_any_tree_is_a_plan_error(tree: Any) -> None:
    import io

    from ruamel.yaml import YAML

    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(tree, stream)
    text = stream.getvalue()
    assume("\n" in text)
    checked = check_plan(text)
    assert checked.plan is None
    assert all(fault.code in MESSAGES and fault.text() for fault in checked.faults)
