"""Files that are no plans are refused by name, quickly, and never with another error."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.texts import SMALL, codes, only, small

from pilotflow.errors import PlanError
from pilotflow.language.faults import MESSAGES
from pilotflow.plan.faults import Fault
from pilotflow.plan.file.nodes import MAX_DEPTH, MAX_NODES
from pilotflow.plan.file.source import MAX_BYTES, read_source
from pilotflow.plan.load import check_plan, load_plan


def refused(source: Any) -> tuple[str, int, int]:
    """The code and the place of the one fault of a source."""
    with pytest.raises(PlanError) as caught:
        load_plan(source)
    (fault,) = caught.value.faults
    assert isinstance(fault, Fault)
    return fault.code, fault.line, fault.column


REFUSED = {
    "nothing at all": (b"", "empty", 1, 1),
    "comments alone": ("# a plan\n", "empty", 1, 1),
    "an empty document": ("---\n...\n", "empty", 1, 1),
    "a list": ("- a\n- b\n", "not-a-plan", 1, 1),
    "a word": ("\nplan\n", "not-a-plan", 2, 1),
    "a bracket left open": ("a: [1\nb: 2\n", "not-yaml", 2, 2),
    "a tab as indentation": ("a:\n\tb: 1\n", "not-yaml", 2, 1),
    "two documents": (SMALL + "---\na: 1\n", "several-documents", 14, 1),
    "an older YAML": ("%YAML 1.1\n---\na: 1\n", "yaml-version", 2, 1),
    "a recursive alias": ("a: &x [*x]\n", "bad-alias", 1, 8),
    "an alias of nothing": ("a: *x\n", "bad-alias", 1, 4),
    "an anchor taken again by what holds its alias": ("- &x 1\n- &x [*x]\n", "bad-alias", 2, 7),
    "bytes that are not UTF-8": (b"id: a\ntitle: \xff\n", "not-utf8", 2, 1),
    "UTF-16 with its mark": (SMALL.encode("utf-16"), "not-utf8", 1, 1),
    "UTF-16 without its mark": ("id: a\n".encode("utf-16-le"), "control-character", 1, 2),
    "a NUL": ("id: a\ntitle: \0\n", "control-character", 2, 8),
    "half a surrogate pair": ("a: \ud800\n", "control-character", 1, 4),
    "an escape character": ("a: \x1b[31m\n", "control-character", 1, 4),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_where_it_is_wrong(name: str) -> None:
    source, code, line, column = REFUSED[name]
    assert refused(source) == (code, line, column)


def test_the_byte_that_is_not_utf8_is_named() -> None:
    (fault,) = check_plan(b"id: a\ntitle: \xff\n").faults
    assert dict(fault.data) == {"byte": "13"}


def test_a_text_file_with_the_wrong_encoding_is_refused() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"id: \xff\n"), encoding="utf-8")
    assert refused(stream)[0] == "not-utf8"


def test_a_closed_file_is_refused() -> None:
    stream = io.BytesIO(b"")
    stream.close()
    assert refused(stream)[0] == "no-file"


@pytest.mark.parametrize("path", ["missing.yaml", "", "."])
def test_a_path_that_cannot_be_read_is_a_fault_that_names_it(path: str, tmp_path: Path) -> None:
    (fault,) = check_plan(tmp_path / path).faults
    assert (fault.code, fault.file, fault.line) == ("no-file", str(tmp_path / path), 0)
    assert fault.text().startswith(f"{tmp_path / path}: error[no-file]: ")
    reason = fault.text("zh").partition("[no-file]")[2]
    assert not any("a" <= sign <= "z" for sign in reason)


def test_an_impossible_path_is_a_fault() -> None:
    assert refused("a\0b")[0] == "no-file"
    assert refused("x" * 5000)[0] == "no-file"


def test_the_name_given_stands_in_the_faults(tmp_path: Path) -> None:
    assert check_plan("[\n", name="upload.yaml").faults[0].file == "upload.yaml"
    assert check_plan(tmp_path / "no", name="upload.yaml").faults[0].file == "upload.yaml"
    stream = (tmp_path / "here").open("w+b")
    with stream:
        assert check_plan(stream).faults[0].file == str(tmp_path / "here")


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.seek(50_000_000)
        stream.write(b"\n")
    taken = 0

    class Counted(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            nonlocal taken
            data = super().read(size)
            taken += len(data)
            return data

    with Counted(path) as counted:
        assert refused(counted)[0] == "too-big"
    assert taken <= MAX_BYTES + 1
    assert refused(path)[0] == "too-big"
    assert refused("a\n" * MAX_BYTES)[0] == "too-big"


def test_a_file_of_the_largest_size_is_read() -> None:
    assert read_source(b"#" * MAX_BYTES).faults == ()
    assert [fault.code for fault in read_source(b"#" * (MAX_BYTES + 1)).faults] == ["too-big"]


def test_nesting_is_bounded() -> None:
    deepest = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "\n"
    assert "too-deep" not in codes(deepest)
    assert refused("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n")[0] == "too-deep"
    assert refused("[" * 100_000 + "\n")[0] == "too-deep"
    assert refused("- " * 100_000 + "\n")[0] == "too-deep"


def test_nesting_through_aliases_is_bounded() -> None:
    levels = ["- &a0 [x]"] + [f"- &a{n} [*a{n - 1}]" for n in range(1, MAX_DEPTH + 1)]
    assert refused("\n".join(levels) + "\n")[0] == "too-deep"
    assert "too-deep" not in codes("\n".join(levels[: MAX_DEPTH - 1]) + "\n")


def test_aliases_cannot_make_a_small_file_large() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    code, line, _ = refused(bomb)
    assert (code, line) == ("too-many-nodes", 6)
    assert f"{MAX_NODES:,}" == "200,000"


def test_tags_are_refused_each_at_its_place_and_the_rest_is_still_read() -> None:
    text = small(title="!!python/object:os.system x", units="!foo []", issued="!!str 2022-12-09")
    found = [(fault.code, fault.line) for fault in check_plan(text).faults]
    assert [fault for fault in found if fault[0] == "tag"] == [("tag", 3), ("tag", 5), ("tag", 7)]
    assert ("unknown-unit", 6) in found


def test_merge_keys_are_refused() -> None:
    fault = only(small(tasks="[{id: 1, title: a, leads: [school], <<: {title: b}}]"), "merge-key")
    assert fault.line == 12
    assert "merge-key" not in codes(small(tasks='[{id: 1, title: a, leads: [school], "<<": b}]'))


def test_a_key_that_is_no_word_is_refused() -> None:
    assert only(SMALL + "? [a, b]\n: c\n", "bad-key").line == 14


def test_a_key_stated_twice_names_both_lines() -> None:
    fault = only(SMALL + "title: Another\n", "duplicate-key")
    assert (fault.line, dict(fault.data)) == (14, {"key": "title", "first": "3"})


def test_a_parser_that_breaks_is_a_fault_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from ruamel.yaml import YAML

    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(YAML, "parse", broken)
    assert refused(SMALL) == ("not-yaml", 0, 0)


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_raise_anything_but_a_plan_error(data: bytes) -> None:
    checked = check_plan(data)
    assert checked.plan is None
    assert all(fault.code in MESSAGES and fault.text() for fault in checked.faults)
    with pytest.raises(PlanError):
        load_plan(data)


_yaml = st.text(alphabet="abi:{}[]-,?&*!|>'\"#%@` \n\t~<=.0129éü区\u2028\x85", max_size=120)


@given(_yaml)
def test_no_text_that_looks_like_yaml_raises_anything_but_a_plan_error(text: str) -> None:
    assert check_plan(text + "\n").plan is None


def test_a_device_without_end_is_refused() -> None:
    if Path("/dev/zero").exists():
        assert refused("/dev/zero")[0] == "too-big"
