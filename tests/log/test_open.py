"""From a URL to a log, and from a fault to words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.log.entries import ENTRY

from pilotflow.errors import LogError
from pilotflow.language.log import _CAUSES, _WORDS, describe
from pilotflow.log.faults import LogFault, log_error
from pilotflow.log.memory import MemoryLog
from pilotflow.log.open import open_log


def test_memory_is_a_new_log_each_time() -> None:
    with open_log("memory:") as one, open_log("memory:") as other:
        assert isinstance(one, MemoryLog)
        one.append("pilot", 0, [ENTRY])
        assert other.streams() == ()


def test_three_slashes_are_relative_to_the_folder_of_the_moment_of_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_log("sqlite:///pilots.db") as log:
        monkeypatch.chdir("/")
        log.append("pilot", 0, [ENTRY])
    assert (tmp_path / "pilots.db").stat().st_size > 0


@pytest.mark.parametrize(
    "name",
    [
        "plain.db",
        "with space.db",
        "why?.db",
        "a#b.db",
        "50%.db",
        "%41.db",
        "校地.db",
        "a&mode=ro",
        "x?mode=memory",
        "~",
    ],
)
def test_four_slashes_are_absolute_and_every_letter_of_the_path_is_meant(tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"in {name}"
    folder.mkdir()
    for version in (0, 1):
        with open_log(f"sqlite:///{folder / name}") as log:
            log.append("pilot", version, [ENTRY])
    assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "memory",
        "memory://",
        "pilots.db",
        "sqlite:pilots.db",
        "sqlite://pilots.db",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///a\0b",
        "SQLITE:///pilots.db",
        "file:///pilots.db",
        "https://example.org/pilots",
    ],
)
def test_any_other_url_is_refused_with_the_ones_there_are(url: str) -> None:
    with pytest.raises(LogError) as caught:
        open_log(url)
    assert caught.value.code == "unknown-log-url"
    assert str(caught.value).startswith(url)
    assert "sqlite:///relative/path.db" in caught.value.text()


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("postgresql+psycopg://office:secret@db.example.org/pilots", "postgresql"),
        ("postgres://office:secret@db.example.org/pilots", "postgres"),
        ("mysql+pymysql://office:secret@db.example.org/pilots", "mysql"),
    ],
)
def test_a_server_is_refused_with_the_extra_it_needs_and_without_its_password(url: str, scheme: str) -> None:
    with pytest.raises(LogError) as caught:
        open_log(url)
    assert caught.value.code == "unknown-log-url"
    assert caught.value.text().startswith(f"{scheme}: logs on database servers need the extra sql")
    assert "secret" not in str(caught.value.reason) + str(caught.value)


def test_a_password_in_an_unknown_url_is_not_repeated() -> None:
    with pytest.raises(LogError) as caught:
        open_log("redis://office:secret@db.example.org/pilots")
    assert str(caught.value).startswith("redis://***@db.example.org/pilots names no log")


@pytest.mark.parametrize("word", sorted(_WORDS))
def test_every_fault_is_said_with_its_data_and_a_way_out(word: str) -> None:
    data = {
        name: f"<{name}>"
        for name in ("url", "path", "found", "known", "stream", "version", "field", "scheme", "cause", "id")
        if f"{{{name}}}" in _WORDS[word]
    }
    said = describe("unknown-log-url" if word == "no-server-log" else word, data)
    assert all(value in said for value in data.values())
    assert ":" in said or ";" in said
    assert "{" not in said


@pytest.mark.parametrize("cause", sorted(_CAUSES))
def test_a_cause_that_has_words_is_said_in_them(cause: str) -> None:
    said = log_error("not-kept", path="pilots.db", cause=cause).text()
    assert said.startswith(f"nothing was written to pilots.db: {_CAUSES[cause]};")


def test_a_fault_as_a_dict_has_its_code_data_and_words() -> None:
    fault = LogFault("broken-chain", (("stream", "pilot"), ("version", 7)))
    assert fault.to_dict() == {
        "code": "broken-chain",
        "data": {"stream": "pilot", "version": 7},
        "text": fault.text(),
    }
