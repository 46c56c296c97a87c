"""The command ``deadline``: a time limit explained to people, and many of them answered line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.calling import DAY, Answer, Desk, call
from tests.cli.test_hostile import WORDS, options
from tests.dates import tables

from pilotflow.cli.cells import cells
from pilotflow.cli.deadline_lines import LONGEST
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.read import read_deadline
from pilotflow.plan.load import load_plan

FIELDS = list(Deadline("").to_dict())
ROWS = [row for name in ("deadlines", "held_out", "forms", "english") for row in tables.rows(name)]
TERMS = """
terms:
  - {id: autumn, from: 2029-09-03, to: 2030-01-18}
  - {id: spring, from: 2030-02-18, to: 2030-06-28}
"""
SPRING = {"from": "2023-02-13", "to": "2023-06-30"}
DATED = {"first": "2023-02-13", "last": "2023-06-30"}
both = pytest.mark.parametrize("language", ["en", "zh"])


def explain(*arguments: str, language: str = "en", **environ: str) -> str:
    return call("deadline", *arguments, "--lang", language, environ=environ).well().text


def lines(stdin: bytes | str, *arguments: str, language: str = "en") -> Answer:
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    return call("deadline", "--file", "-", "--json", *arguments, "--lang", language, stdin=data)


def objects(answer: Answer) -> list[Any]:
    return [json.loads(line) for line in answer.text.splitlines()]


def codes(answer: Answer) -> list[str | None]:
    """The code of each error, None for a line that was read."""
    return [found["error"]["code"] if "error" in found else None for found in objects(answer)]


# one text


def test_a_page_says_the_days_with_their_weekdays_and_what_follows() -> None:
    text = "2022年12中旬前并长期保持"
    english = explain(text, "--issued", "2022-12-09")
    assert english.startswith(f"{text}\n")
    for said in (
        "until Tuesday, 20 December 2022",
        "maintained",
        "Saturday, 10 December 2022",
        "“中旬前” is read like “底前”",
    ):
        assert said in english
    chinese = explain(text, "--issued", "2022-12-09", language="zh")
    for said in ("截至2022年12月20日（星期二）", "长期保持", "2022年12月10日（星期六）", "与“底前”读法相同"):
        assert said in chinese


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023年1月1日起施行", "from Sunday, 1 January 2023 on, with no last day"),
        ("2023年第一季度", "from Sunday, 1 January 2023 to Friday, 31 March 2023, both days included"),
        ("2023年6月30日", "Friday, 30 June 2023, and no other day"),
        ("before 30 June 2023", "until Thursday, 29 June 2023, that day included"),
        ("长期坚持", "There is no last day."),
        ("定期通报", "No day can be told."),
        ("收到申请后3日内", "not settled yet"),
    ],
)
def test_the_days_are_said_in_plain_words(text: str, days: str) -> None:
    assert days in " ".join(explain(text).split())


def test_what_comes_round_is_said_with_its_next_three_times() -> None:
    from_issue = explain("每季度召开一次", "--issued", "2022-12-09")
    assert "every quarter" in from_issue
    assert "Friday, 9 December 2022 – Saturday, 31 December 2022" in from_issue
    assert "Saturday, 1 April 2023 – Friday, 30 June 2023" in from_issue
    assert "today" not in from_issue
    today = explain("每月25日前")
    assert "Friday, 25 January 2030" in today
    assert "counted from today, Thursday, 10 January 2030" in today


def test_times_owed_in_a_longer_window_are_counted() -> None:
    assert "Sunday, 1 January 2023 – Sunday, 31 December 2023 (5 times)" in explain(
        "每年召开5次", "--issued", "2023-01-01"
    )


def test_a_last_day_beside_a_rhythm_is_not_taken_for_its_end_in_silence() -> None:
    assert "Whether they end with Friday, 31 March 2023" in explain(
        "2023年3月底前建立机制，每季度更新", COLUMNS="100"
    )
    assert "Whether" not in explain("2023—2025年每年12月底前", "--issued", "2023-01-01")


def test_separate_days_are_listed() -> None:
    page = explain("11月30日前，12月31日前", "--issued", "2022-09-01")
    assert "Wednesday, 30 November 2022" in page.partition("Checkpoints")[2]
    assert "Saturday, 31 December 2022" in page.partition("Checkpoints")[2]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("下月底前",), "--issued DAY"),
        (("收到申请后15个工作日内",), "--event '收到申请=DAY'"),
        (("M6",), "--start DAY"),
        (("开学前",), "--plan PLAN"),
        (("提前10天报送",), "--event =DAY"),
    ],
)
@both
def test_what_is_still_needed_is_named_as_it_is_typed(
    arguments: tuple[str, ...], named: str, language: str
) -> None:
    assert named in explain(*arguments, language=language)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("下月底前", "--issued", "2022-12-09"), "Tuesday, 31 January 2023"),
        (("M6", "--start", "2023-01-10"), "the start of the programme: Tuesday, 10 January 2023"),
        (("提前10天报送", "--event", "=2023-01-20"), "Tuesday, 10 January 2023"),
        (("within 3 days of a=b", "--event", "a=b=2023-01-03"), "a=b: Tuesday, 3 January 2023"),
        (("半年内", "--issued", "2022-12-09"), "the day of issue: Friday, 9 December 2022"),
        (
            ("主汛期", "--event", "主汛期=2023-06-01..2023-08-31"),
            "主汛期: Thursday, 1 June 2023 – Thursday, 31 August 2023",
        ),
    ],
)
def test_what_is_given_settles_it_and_is_repeated(arguments: tuple[str, ...], said: str) -> None:
    page = explain(*arguments, COLUMNS="100")
    assert said in page
    assert "Still needed" not in page


def test_how_far_a_day_can_be_trusted_is_said() -> None:
    assert "no exact day" in explain("2023年初")
    assert "only where possible" in explain("力争2023年底前完成")
    assert "not published yet" in explain("印发之日起5个工作日内", "--issued", "2090-01-02")
    # 28 and 29 January 2023, a weekend, were worked in exchange for the Spring Festival holiday.
    weekend = explain("收到申请后15个工作日内", "--event", "收到申请=2023-01-03")
    assert "is a working day by the published list" in weekend


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("投资1358万元", "It cannot be told"),
        ("无", "No time limit of its own"),
        ("", "No time limit of its own"),
    ],
)
def test_that_nothing_can_be_told_is_an_answer(text: str, said: str) -> None:
    assert said in explain(text)


def test_a_rhythm_that_has_no_words_is_said_as_its_rule_and_other_details_have_rows_of_their_own() -> None:
    for row in ROWS[::8]:
        page = explain(row["text"]).partition("\n")[2]
        assert "anchor" not in page
        assert "counted from: " not in page or "rhythm: " in page or "how often: " in page


@pytest.mark.parametrize("width", [60, 80, 120])
@both
def test_a_page_keeps_to_the_width(width: int, language: str) -> None:
    for row in ROWS[::25]:
        page = explain(row["text"], language=language, COLUMNS=str(width))
        for line in page.splitlines():
            assert cells(line) <= width or len(line.split()) <= 3, line


@given(text=st.text(max_size=60))
def test_any_text_is_explained(text: str) -> None:
    for language in ("en", "zh"):
        answer = call("deadline", "--lang", language, "--", text.replace("\0", ""))
        assert answer.status in (0, 2)
        assert answer.status == 0 or any("\ud800" <= sign <= "\udfff" for sign in text)


def test_json_is_the_reading_itself() -> None:
    for text in ("2022年12中旬前并长期保持", "每季度", "收到申请后3日内", "nothing"):
        found = call("deadline", text, "--issued", "2022-12-09", "--json").well()
        assert found.json == read_deadline(text, issued="2022-12-09").to_dict()
        assert list(found.json) == FIELDS


# languages


@pytest.mark.parametrize(
    ("arguments", "locale", "chinese"),
    [
        (("2023年底前",), "en_GB.UTF-8", True),
        (("2023年底前", "--lang", "en"), "zh_CN.UTF-8", False),
        (("end of 2023",), "en_GB.UTF-8", False),
        (("end of 2023",), "zh_CN.UTF-8", True),
        (("end of 2023", "--lang", "en"), "zh_CN.UTF-8", False),
    ],
)
def test_a_chinese_text_is_explained_in_chinese_where_nobody_asks_for_another_language(
    arguments: tuple[str, ...], locale: str, chinese: bool
) -> None:
    assert ("星期日" in call("deadline", *arguments, environ={"LANG": locale}).well().text) == chinese


def test_the_language_of_a_plan_comes_before_that_of_a_text(desk: Desk) -> None:
    assert "Sunday" in desk("deadline", "2023年底前", "--plan", str(desk.plan)).well().text


# a plan


def plan_with_terms(desk: Desk) -> str:
    desk.plan.write_text(desk.plan.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
    return str(desk.plan)


def test_a_plan_gives_issue_terms_and_working_days(desk: Desk) -> None:
    plan = plan_with_terms(desk)
    found = load_plan(desk.plan)
    for text in ("下月底前", "开学前", "印发之日起5个工作日内", "3/4/2030"):
        read = desk("deadline", text, "--plan", plan, "--json").well().json
        assert (
            read
            == read_deadline(
                text, issued=found.issued, terms=found.terms, calendar=found.calendar, language=found.language
            ).to_dict()
        )
    page = desk("deadline", "每学期开学后两周内", "--plan", plan).well().text
    assert "Monday, 4 March 2030" in page  # the term begins on 18 February
    assert "today" not in page


def test_an_option_comes_before_the_plan(desk: Desk) -> None:
    read = (
        desk("deadline", "下月底前", "--plan", str(desk.plan), "--issued", "2031-01-31", "--json").well().json
    )
    assert read["latest"] == "2031-02-28"


def test_what_the_terms_of_a_plan_do_not_hold_is_said(desk: Desk) -> None:
    page = desk("deadline", "2035年秋季学期开学前", "--plan", plan_with_terms(desk)).well().text
    assert "What is given does not settle it." in page


def test_that_a_plan_reads_open_words_its_own_way_is_said(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(f"{text}\nconventions: {{deadlines: {{before_dekad: start}}}}\n", encoding="utf-8")
    page = desk("deadline", "2030年6月中旬前", "--plan", str(desk.plan)).well().text
    assert "until Monday, 10 June 2030" in page
    assert "The plan says how open words are read" in page


def test_what_comes_next_is_seen_from_today_where_the_machine_stands() -> None:
    assert f"today, Thursday, {int(DAY[-2:])} January 2030" in explain("每季度")


# lines


def test_every_line_has_one_answer_in_order() -> None:
    texts = [row["text"] for row in ROWS]
    answer = lines("\n".join(texts), "--issued", "2022-12-09").well()
    assert objects(answer) == [read_deadline(text, issued="2022-12-09").to_dict() for text in texts]
    assert all(list(found) == FIELDS for found in objects(answer))


def test_a_line_may_be_an_object_that_says_what_is_known_beside_it() -> None:
    asked: list[tuple[dict[str, Any], str | None]] = [
        ({"text": "下月底前", "issued": "2022-12-09", "latest": "1999-01-01", "note": {}}, "2023-01-31"),
        ({"text": "下月底前", "issued": None, "start": None, "terms": None, "events": None}, "2030-02-28"),
        ({"text": "M6", "start": "2023-01-10"}, "2023-07-09"),
        ({"text": "收到申请后3日内", "events": {"收到申请": "2023-01-03"}}, "2023-01-06"),
        ({"text": "主汛期", "events": {"主汛期": ["2023-06-01", "2023-08-31"], "x": None}}, "2023-08-31"),
        ({"text": "活动后3日内", "events": {"收到申请": "2023-01-03"}}, "2030-03-04"),
        ({"text": "活动后3日内", "events": {"活动": "2023-01-03"}}, "2023-01-06"),
        ({"text": "开学前", "issued": "2022-12-09", "terms": [{"id": "s", **SPRING}]}, "2023-02-12"),
        ({"text": "春季学期末", "issued": "2023-01-01", "terms": [DATED]}, "2023-06-30"),
        ({"text": ""}, None),
    ]  # fmt: skip
    stdin = "\n".join(
        json.dumps(each, ensure_ascii=number % 2 == 0) for number, (each, _) in enumerate(asked)
    )
    answer = lines(stdin, "--issued", "2030-01-10", "--event", "活动=2030-03-01").well()
    assert [found["latest"] for found in objects(answer)] == [latest for _, latest in asked]
    assert [found["text"] for found in objects(answer)] == [each["text"] for each, _ in asked]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "not-json"),
        ("{2023年底}", "not-json"),
        ('  {"text": "x"', "not-json"),
        ("{" + '"a":[' * 100_000, "not-json"),
        ('{"text": "x", "issued": ' + "9" * 5000 + "}", "not-json"),
        ("{}", "no-text"),
        ('{"text": null}', "no-text"),
        ('{"text": 2023}', "no-text"),
        ('{"text": "x", "issued": "2023-02-30"}', "no-day"),
        ('{"text": "x", "issued": "soon"}', "no-day"),
        ('{"text": "x", "issued": 20230228}', "no-day"),
        ('{"text": "x", "issued": ""}', "no-day"),
        ('{"text": "x", "start": ["2023-01-01"]}', "no-day"),
        ('{"text": "x", "start": {"a": "' + "a" * 100 + '"}}', "no-day"),
        ('{"text": "x", "terms": "autumn"}', "no-days"),
        ('{"text": "x", "terms": ["autumn"]}', "no-days"),
        ('{"text": "x", "terms": [{"id": "a", "from": "2023-01-01"}]}', "no-day"),
        ('{"text": "x", "terms": [{"id": "a", "from": "2023-02-01", "to": "2023-01-01"}]}', "no-day"),
        ('{"text": "x", "events": ["2023-01-01"]}', "no-days"),
        ('{"text": "x", "events": {"a": "soon"}}', "no-day"),
        ('{"text": "x", "events": {"a": ["2023-01-01"]}}', "no-days"),
        ('{"text": "x", "events": {"a": ["2023-01-02", "2023-01-01"]}}', "no-day"),
        ("x" * (LONGEST + 2), "too-long"),
        ("x" * (3 * LONGEST), "too-long"),
        (b"\xff\xfe", "not-utf8"),
        (b'{"text": "\xff"}', "not-utf8"),
    ],
)
@both
def test_a_line_that_cannot_be_used_says_why_and_the_others_go_on(
    line: str | bytes, code: str, language: str
) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    answer = lines(b"2023\n" + raw + b"\n2024", language=language)
    assert (answer.status, answer.complaint) == (1, "")
    assert codes(answer) == [None, code, None]
    fault = objects(answer)[1]
    assert fault["line"] == 2
    assert any("\u4e00" <= sign <= "\u9fff" for sign in fault["error"]["text"]) == (language == "zh")
    assert len(fault["error"]["text"]) < 200


def test_ends_of_lines_and_a_byte_order_mark_belong_to_no_text() -> None:
    answer = lines(b"\xef\xbb\xbf2023\r\n\r\n\n\xe2\x80\xa8 \xc2\x85\x0b\x0c\n2024\r").well()
    texts = [found["text"] for found in objects(answer)]
    assert texts == ["2023", "", "", "\u2028 \x85\x0b\x0c", "2024"]
    assert answer.raw.count(b"\n") == 5


def test_a_line_may_be_as_long_as_a_whole_document() -> None:
    long = "一" * 10_000
    answer = lines(f"{long}\n{'2023年底前，' * 3000}\n{'x' * LONGEST}\nx").well()
    assert [len(found["text"]) for found in objects(answer)] == [10_000, 24_000, LONGEST, 1]


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=6))
def test_any_bytes_have_one_answer_a_line(raw: list[bytes]) -> None:
    answer = lines(b"".join(line + b"\n" for line in raw))
    found = objects(answer)
    assert len(found) == len(raw)
    assert answer.status == int(any("error" in each for each in found))


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("2023-01-01"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["from", "to", "a"]), inner),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {"text": st.sampled_from(["开学前", "收到a后3日内", "M6", "每学期"]) | JSONS},
        optional={"issued": JSONS, "start": JSONS, "terms": JSONS, "events": JSONS, "other": JSONS},
    )
)
def test_any_object_has_one_answer(value: dict[str, Any]) -> None:
    (found,) = objects(lines(json.dumps(value)))
    assert list(found) in (FIELDS, ["error", "line"])


def test_in_words_a_line_has_its_words_beside_or_below_it(tmp_path: Path) -> None:
    long = "各有关单位应当在收到申请材料之后的15个工作日内"
    source = tmp_path / "limits.txt"
    source.write_text(f"\nend of 2023\n{long}\n投资1358万元\n", encoding="utf-8")
    answer = call("deadline", "--file", str(source), environ={"COLUMNS": "60"}).well()
    blank, short, above, below, unread = answer.text.splitlines()
    assert blank.split("  ")[-1] == "none stated"
    assert short.split("  ")[0] == "end of 2023"
    assert short.endswith("  by the end of 2023")
    assert above == long
    assert below.startswith("    within 15 working days")
    assert unread.split("  ")[0] == "投资1358万元"
    assert unread.endswith("  cannot be told")


@both
def test_in_words_a_line_that_cannot_be_used_is_named_on_stderr(language: str) -> None:
    answer = call("deadline", "--file", "-", "--lang", language, stdin=b"2023\n{\n2024\n")
    assert answer.status == 1
    assert len(answer.text.splitlines()) == 2
    assert "2" in answer.complaint
    assert len(answer.complaint.splitlines()) == 1


def test_the_first_text_of_a_file_settles_the_language() -> None:
    chinese = call("deadline", "--file", "-", stdin="\n2023年底前\nend of 2023\n".encode()).well().text
    assert chinese.splitlines()[-1].endswith("2023年底前")
    english = call("deadline", "--file", "-", stdin="end of 2023\n2023年底前\n".encode()).well().text
    assert english.splitlines()[-1].endswith("by the end of 2023")


def test_answers_come_as_lines_go_and_a_reader_that_leaves_ends_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pilotflow", "deadline", "--file", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANG": "en_GB.UTF-8"},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        for year in range(2023, 2027):
            process.stdin.write(f"{year}年底\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["latest"] == f"{year}-12-31"
        process.stdout.close()
        process.stdin.write(b"2027\n")
        process.stdin.close()
        assert process.wait(30) == 141
        assert process.stderr.read() == b""


# calls that are wrong


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "--file"),
        (("2023", "--file", "-"), "TEXT"),
        (("--file", "-", "--plan", "-"), "--plan"),
        (("2023", "--issued", "2023"), "--issued"),
        (("2023", "--start", "soon"), "--start"),
        (("2023", "--event", "收到申请"), "NAME=DAY"),
        (("2023", "--event", "a=soon"), "soon"),
        (("2023", "--event", "a=2023-01-01..soon"), "soon"),
        (("2023", "--event", "a=2023-01-02..2023-01-01"), "2023-01-02"),
        (("2023", "--event", "a=2023-01-02", "--event", "a=2023-01-02"), "a=2023-01-02"),
        (("by", "end", "May"), "end"),
        (("2023", "--lang", "fr"), "fr"),
    ],
)
@both
def test_a_misuse_is_explained(arguments: tuple[str, ...], named: str, language: str) -> None:
    if "--lang" not in arguments:
        arguments = (*arguments, "--lang", language)
    answer = call("deadline", *arguments)
    assert (answer.status, answer.text) == (2, "")
    assert named in answer.complaint
    told = call("deadline", *arguments, "--json")
    assert (told.status, told.json["error"]["code"]) == (2, "misused")


@both
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, language: str) -> None:
    for name in (tmp_path, tmp_path / "nothing", tmp_path / "nothing" / "x"):
        answer = call("deadline", "--file", str(name), "--lang", language)
        assert (answer.status, answer.text) == (1, "")
        assert str(name) in answer.complaint


def test_a_plan_that_cannot_be_used_is_no_plan(tmp_path: Path) -> None:
    answer = call("deadline", "2023", "--plan", str(tmp_path / "nothing"))
    assert answer.status == 1
    assert "nothing" in answer.complaint


def test_without_a_standard_input_there_is_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from pilotflow.cli import deadline_lines

    class Closed:
        stdin = None

    monkeypatch.setattr(deadline_lines, "sys", Closed)
    answer = call("deadline", "--file", "-")
    assert answer.status == 1
    assert "-" in answer.complaint


@given(
    text=WORDS,
    found=st.lists(st.tuples(st.sampled_from(options("deadline")), WORDS), max_size=4),
    json_asked=st.booleans(),
)
def test_any_words_for_any_option_are_answered(
    text: str, found: list[tuple[str, str]], json_asked: bool
) -> None:
    arguments = [word for pair in found for word in pair] + ["--json"] * json_asked
    answer = call("deadline", text, *arguments)
    assert answer.status in (0, 1, 2), answer.complaint
    assert answer.status != 2 or answer.complaint or answer.json["error"]["text"]
