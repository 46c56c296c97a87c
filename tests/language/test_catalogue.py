"""The Chinese catalogue is current, complete and what the program really says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from tests.language import sources

from pilotflow.language import LANGUAGES, choose, say
from pilotflow.language.catalogue import in_context
from pilotflow.language.faults import MESSAGES
from pilotflow.language.fields import fields_of

TOOL = Path(__file__).parents[2] / ".ci" / "catalogues.py"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    with tool.CATALOGUE.open("rb") as stream:
        return [message for message in read_po(stream) if message.id]


def test_the_catalogue_is_current_and_every_message_is_well_translated() -> None:
    assert list(tool.faults()) == []


def test_it_has_no_days_places_or_obsolete_messages() -> None:
    text = tool.CATALOGUE.read_text(encoding="utf-8")

    assert "Date" not in text
    assert "#:" not in text
    assert "#~" not in text
    assert "#, fuzzy" not in text


def test_what_is_compiled_is_what_is_written(messages: list[Message]) -> None:
    for message in messages:
        assert in_context(message.context, str(message.id), "zh") == message.string, (
            "run catalogues.py compile"
        )


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("a task", "", "not translated"),
        ("task {id}", "任务", "other fields"),
        ("task {id}", "任务 {id} {name}", "other fields"),
        ("a task", "a task", "Latin words"),
        ("open the gate", "打开 gateway", "Latin words"),
        ("a task, a unit", "任务,单位", "half-width"),
    ],
)
def test_the_check_finds_what_is_wrong(english: str, chinese: str, fault: str) -> None:
    found = list(tool.faults_of(Message(english, chinese)))

    assert any(text.startswith(fault) for text in found)


def test_the_check_finds_what_is_fuzzy() -> None:
    assert "fuzzy" in list(tool.faults_of(Message("a task", "任务", flags=["fuzzy"])))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("{bar} {percent} %", "{bar} {percent}%"),
        ("run `pilotflow check --new`", "请运行 `pilotflow check --new`"),
        ("say why (reason)", "请说明理由（reason）"),
        ("write sqlite:///path.db", "请写 sqlite:///path.db"),
    ],
)
def test_what_is_typed_as_it_stands_may_stay_latin(english: str, chinese: str) -> None:
    assert list(tool.faults_of(Message(english, chinese))) == []


def test_every_fault_of_a_plan_file_has_words_in_both_languages() -> None:
    codes = sources.faults()

    assert len(codes) > 20
    assert codes <= set(MESSAGES)
    for code in MESSAGES:
        data = dict.fromkeys(fields_of(MESSAGES[code]), "x")
        assert say(MESSAGES[code], "zh", **data) != say(MESSAGES[code], "en", **data)


@given(st.lists(st.none() | st.text(max_size=6) | st.sampled_from(["zh_CN.UTF-8", "zh-Hans", "EN", "fr"])))
def test_the_language_chosen_is_always_one_there_is(wishes: list[str | None]) -> None:
    assert choose(*wishes) in LANGUAGES


def test_the_first_wish_that_can_be_met_wins() -> None:
    assert choose(None, "", "fr", "zh-Hant", "en") == "zh"
    assert choose("en_GB", "zh") == "en"
    assert choose("fr") == choose() == "en"


def test_what_is_not_in_the_catalogue_is_said_as_it_is() -> None:
    assert say("not a message of pilotflow {x}", "zh", x=1) == "not a message of pilotflow 1"
    assert in_context("trigger task", "not a word", "zh") == "not a word"


def test_a_word_is_said_as_its_context_means_it() -> None:
    assert in_context("trigger task", "report", "zh") == "报送"
    assert in_context("duty_kind", "report", "zh") == "报告"
    assert in_context("trigger task", "report", "en") == "report"


def test_fields_are_named_once_in_their_order() -> None:
    assert fields_of("{b} {a} {b} {{c}}") == ("b", "a")
