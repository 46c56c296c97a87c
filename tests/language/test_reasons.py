"""Every reason has words in both languages, whatever its data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language import sources
from tests.language.chinese import has_chinese

from pilotflow.language.fields import fields_of
from pilotflow.language.reasons import BLANK, EXPECTED, WHO, describe, remedy
from pilotflow.language.unmet import WORDS
from pilotflow.pilot.arguments import ARGUMENTS
from pilotflow.rules.policy import WHO as POLICY
from pilotflow.rules.unmet import Unmet, unmet

# Codes that the source composes, with the names of their data.
COMPOSED = {
    **{f"{kind}-missing": {"name"} for kind in ("occurrence", "report", "evidence", "review")},
    "already-delegated": {"principal", "agent"},
    **{f"unknown-{kind}": {kind, "known"} for kind in ("area", "body")},
}
LITERAL = tuple(sources.reasons())
CODES = sorted({code for code, _ in LITERAL} | set(COMPOSED))
ROLES = sorted({role.split("/")[0] for role, _ in POLICY.values()})
LISTS = {"known", "able", "near"}
COMPUTED = {"thing", "id", "kind", "who", "expected"}

words = st.text(max_size=12)
names = st.sampled_from(
    sorted({name for texts in WORDS.values() for text in texts for name in fields_of(text)})
)
every_reason = st.builds(
    Unmet,
    code=st.sampled_from([*CODES, *(f"not-{role}" for role in ROLES)]) | words,
    kind=st.sampled_from(["task", "feedback", "phase", "pilot", "occurrence"]) | words,
    id=words,
    data=st.dictionaries(names | words, words).map(lambda data: tuple(data.items())),
)


def test_the_codes_of_the_source_and_those_with_words_are_the_same() -> None:
    assert set(CODES) == set(WORDS)


def test_the_source_was_really_searched() -> None:
    assert {"wrong-state", "not-independent", "text-required"} <= {code for code, _ in LITERAL}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_a_sentence_in_both_languages(code: str) -> None:
    reason = unmet(code, "task", "7", **dict.fromkeys(fields_of(WORDS[code][0]), "x"), known="x")

    assert describe(reason, "en").endswith((".", "?"))
    assert has_chinese(describe(reason, "zh"))
    assert describe(reason, "zh").endswith(("。", "？"))
    assert bool(remedy(reason, "en")) == bool(remedy(reason, "zh"))


@pytest.mark.parametrize(("code", "given"), [*LITERAL, *((c, frozenset(d)) for c, d in COMPOSED.items())])
def test_the_words_of_a_code_use_only_what_the_source_gives_with_it(code: str, given: frozenset[str]) -> None:
    message, *remedies = WORDS[code]

    assert set(fields_of(message)) - {"subject"} <= given | COMPUTED
    for text in remedies:
        assert set(fields_of(text)) - LISTS <= given | COMPUTED


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_policy_is_named_where_it_is_missing(role: str) -> None:
    reason = unmet(f"not-{role}", "task", "7", actor="hr", trigger="close")

    assert describe(reason, "en") == "Task 7: “close” is not for hr."
    assert WHO[role] in remedy(reason, "en")
    assert "销号" in describe(reason, "zh")
    assert has_chinese(remedy(reason, "zh"))


def test_roles_with_words_are_roles_of_the_policy() -> None:
    assert set(WHO) == set(ROLES) | {"lead"}


@pytest.mark.parametrize("code", sorted(BLANK))
@pytest.mark.parametrize("blank", ["", " ", "None"])
def test_what_was_not_given_is_said_to_be_missing(code: str, blank: str) -> None:
    field = BLANK[code][0]
    given = Unmet(code, "target", "t2", ((field, blank),))

    assert describe(given, "en") != describe(Unmet(code, "target", "t2", ((field, "x"),)), "en")
    assert "“" not in describe(given, "en")
    assert has_chinese(describe(given, "zh"))


@given(every_reason, st.sampled_from(["en", "zh", "zh_CN.UTF-8", "fr"]))
def test_saying_a_reason_never_fails_and_never_says_nothing(reason: Unmet, language: str) -> None:
    assert describe(reason, language) or not reason.code
    remedy(reason, language)
    reason.text(language)


@given(every_reason)
def test_a_reason_is_one_line(reason: Unmet) -> None:
    lines = sum(text.count("\n") for text in (reason.id, reason.kind, *(text for _, text in reason.data)))

    if not lines and "\n" not in reason.code:
        assert "\n" not in reason.text("en") + reason.text("zh")


def test_a_code_without_words_is_said_as_it_is() -> None:
    assert (describe(Unmet("own-code")), remedy(Unmet("own-code"))) == ("own-code", "")
    assert describe(Unmet("not-welcome", "task", "7")) == "not-welcome"


def test_states_and_triggers_are_words_of_the_reader() -> None:
    reason = unmet(
        "wrong-state", "task", "7", trigger="send_back", state="underway", allowed=("reported", "verified")
    )

    assert reason.text("en") == (
        "Task 7 is underway: “send back” is not possible now. It is possible where it is reported or verified."
    )
    assert reason.text("zh").startswith("任务“7”为“办理中”，目前不能办理“退办”。")
    assert reason.text("zh").endswith("“退办”。仅可在下列状态办理：已报送或已审核。")


def test_one_state_is_named_without_a_choice() -> None:
    reason = unmet("wrong-state", "task", "7", trigger="close", state="planned", allowed=("verified",))

    assert remedy(reason, "en") == "It is possible where it is verified."


def test_what_was_typed_is_repeated_as_it_was_typed() -> None:
    reason = unmet("unknown-trigger", "task", "7", trigger="verify", known=("open", "close"))

    assert "“verify”" in describe(reason, "zh")
    assert remedy(reason, "zh") == "现有：open、close。"


def test_what_a_field_is_called_may_be_the_word_of_the_data() -> None:
    reason = unmet("unknown-kind", "feedback", "F1", kind="moan", known=("problem", "request"))

    assert reason.text("en") == "Feedback F1: there is no kind “moan”. Choose one of problem, request."


def test_a_list_that_is_empty_is_not_offered() -> None:
    none = unmet("unknown-part", "task", "7", parts=("x",), known=())
    some = unmet("unknown-part", "task", "7", parts=("x",), known=("a", "b"))

    assert remedy(none, "en") == "It has no parts; leave them out (parts)."
    assert remedy(some, "en") == "Its parts are a, b."


def test_the_nearest_ids_are_asked_for_where_there_are_any() -> None:
    assert remedy(unmet("not-found", "task", "77", near=("7", "17")), "en") == "Did you mean 7 or 17?"
    assert remedy(unmet("not-found", "task", "x", near=()), "en") == ""


def test_a_kind_changed_is_named_by_its_words() -> None:
    reason = unmet("phase-kind-changed", "phase", "p2", before="launch", after="final")

    assert "（由启动改为总结评估）" in describe(reason, "zh")


def test_a_phase_whose_id_is_a_kind_keeps_its_id() -> None:
    reason = unmet("phase-not-passed", "phase", "issue", before="launch", state="open")

    assert describe(reason, "en") == "Phase issue comes before launch and is open."
    assert "launch" in describe(reason, "zh")


def test_a_thing_without_id_is_named_by_its_kind_and_one_without_kind_as_this() -> None:
    assert describe(Unmet("latest-required", "task"), "en") == "Task: the last day is missing."
    assert describe(Unmet("latest-required"), "en") == "This: the last day is missing."
    assert describe(Unmet("latest-required"), "zh") == "本事项：未写明时限。"


def test_every_argument_of_a_command_is_told_what_it_may_be() -> None:
    arguments = {name for readers in ARGUMENTS.values() for name in readers} | {"effective", "day"}

    assert set(EXPECTED) <= arguments
    for name in arguments:
        reason = unmet("bad-argument", "task", "7", name=name, why="…")
        assert remedy(reason, "en").startswith("Give ")
        assert has_chinese(remedy(reason, "zh"))


def test_a_plan_that_cannot_be_carried_out_says_why() -> None:
    reason = unmet("plan-fault", "pilot", "small", fault="no-reviewer", subject="3")
    unknown = unmet("plan-fault", "pilot", "small", fault="own-fault", subject="3")

    assert describe(reason, "en") == "The plan cannot be carried out: nobody independent may verify task 3."
    assert describe(unknown, "en") == "The plan cannot be carried out: own-fault."
    assert has_chinese(describe(reason, "zh"))


def test_the_words_of_a_reason_are_part_of_its_json() -> None:
    reason = unmet("reason-required", "task", "7", trigger="cancel")

    assert reason.to_dict()["text"] == "Task 7: “cancel” needs a reason."
    assert reason.to_dict()["remedy"] == "Say why (reason)."


def test_open_feedback_names_what_it_is_about() -> None:
    reason = unmet("open-feedback", "feedback", "F1", about="task", subject="7", state="assigned")

    assert describe(reason, "en") == "Feedback F1 about task 7 is open (with its addressee)."
    assert describe(reason, "zh") == "关于任务“7”的反馈“F1”尚未办结（待答复）。"
