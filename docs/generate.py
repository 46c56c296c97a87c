"""Writes the generated parts of the pages from the tables that the program itself works by.

A part stands between ``<!-- generated: name -->`` and ``<!-- end -->``. ``python docs/generate.py`` writes all of
them; pages below ``docs/zh`` get Chinese words. The tests call :func:`render` and write nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pilotflow.dates.deadline import Deadline
    from pilotflow.rules.lifecycle import Lifecycle

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

WARNINGS = (
    *("before-issue", "after-phase", "gate-before-task"),
    *(
        "ambiguous-deadline",
        "vague-deadline",
        "sets-no-day",
        "vague-cadence",
        "unread-deadline",
        "rhythm-for-once",
        "open-cadence",
    ),
    *("waits-for-event", "waits-for-terms", "no-terms", "past-published-days", "stated-otherwise"),
    *("unlisted-parts", "lead-mark", "no-holiday-list", "open-group-owes-nothing"),
)
"""The codes that are warnings, in the order of the page; every other code of a plan file is an error."""

ISSUED = "2022-12-09"
"""The day of issue that the examples of the page about deadlines are read with."""

READINGS: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = (
    (
        ("Days, months, quarters, years", "日、月、季、年"),
        (
            *("2023年6月30日（含）前", "二○二三年底前", "到2025年", "2023年第一季度", "次年3月底前"),
            *("2022年11月至2023年12月", "2026.7.6-7.25", "“十四五”期间"),
            *("by the end of Q3 2024", "H2 2023", "between March and June 2023"),
        ),
    ),
    (
        ("Words that usage leaves open", "用法不一的词语"),
        (
            *(
                "2022年12中旬前并长期保持",
                "2022年12月初",
                "2023年6月前",
                "2023-06-30前",
                "力争2022年底前",
                "尽快",
            ),
            *("before 30 June 2023", "mid-December 2022", "3/4/2023", "FY2025", "as soon as possible"),
        ),
    ),
    (
        ("Counted from something", "从某一天起算"),
        (
            *(
                "自印发之日起15个工作日内",
                "一个月内",
                "自收到申请之日起20个工作日内",
                "应当在有效期届满三十日前",
            ),
            *(
                "试点启动后3个月内",
                "汛期前",
                "within 90 days of issuance",
                "within two weeks after the meeting",
                "M6",
            ),
        ),
    ),
    (
        ("What comes round", "反复发生的"),
        (
            *("每季度召开一次", "每月10日前", "每季度末月25日前", "每逢单月召开一次例会", "每年不少于4次"),
            *("每年六月至九月期间", "每年6月底和12月底前", "first Monday of each month", "twice a year"),
            "every two weeks",
        ),
    ),
    (
        ("Terms and festivals", "学期和节日"),
        (
            *("每学期召开一次", "每学期末", "秋季学期开学前", "2024年春节前", "before Christmas"),
            "before the start of the autumn term",
        ),
    ),
    (
        ("What comes after, and several days in one cell", "此后怎样，以及一格写几个日期"),
        (
            *("2022年底并长期保持", "长期坚持", "2023年3月底前建立机制，每季度更新"),
            *("2023年6月底前取得明显成效，2023年底前全面完成", "by 30 June 2023 and then maintained"),
            *("end of 2024, thereafter annually", "Draft by 31 March 2024, final by 30 June 2024"),
        ),
    ),
)
"""What documents write, by subject; the page shows how the program reads it."""

SETTLED: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("before_day", ("inclusive", "exclusive"), "2023年6月30日前"),
    ("before_dekad", ("end", "start"), "2023年5月中旬前"),
    ("before_period", ("start", "end"), "2023年6月前"),
    ("early_month", (10, 5), "2023年5月初"),
    ("early_year", (3, 1), "2023年初"),
    ("middle_of_year", (6, 7), "2023年年中"),
    ("rest_day", ("stay", "next", "previous"), "四个月内"),
    ("day_order", (None, "dmy", "mdy"), "3/4/2024"),
    ("fiscal_year", (None, 1, 4), "FY2025"),
)
"""A convention, what it may be set to (what it is by default first), and words that it decides on."""

FEED_KINDS: dict[str, tuple[str, str]] = {
    "task": (
        "its last day; while it is maintained, the day of its next re-check",
        "最后一天；长期保持的，为下次复查日",
    ),
    "part": (
        "its own last day, where it has one; one entry for each member where it is for each",
        "自己的最后一天，没有的不列；逐个单位落实的，每个单位一条",
    ),
    "phase": ("the last day of the phase", "阶段的最后一天"),
    "occurrence": (
        "the day or time fixed for it; until then the last working day of its window",
        "确定的日期或时间；未确定前，为所在时段的最后一个工作日",
    ),
    "series": (
        "each day of a series with a `time` in the plan, as one recurring entry",
        "方案中写有 `time` 的定期工作的每一天，合为一条重复日程",
    ),
    "feedback": ("the last day for the answer; praise owes none", "答复期限当日；表扬无须答复"),
    "agreement": (
        "the day it ends, and the day on which it is to be looked at again",
        "到期日，以及复核日",
    ),
    "pilot": ("the day on which the pilot ended", "试点结束之日"),
}
"""The day on which a thing of each kind stands in a calendar, in English and Chinese."""

FEED_TITLES: dict[str, tuple[str, str]] = {
    "done": ("It was closed, passed, held or confirmed.", "已销号、已通过、已开展或已确认。"),
    "stopped": ("The phase was stopped at its gate.", "阶段在关口被终止。"),
    "missed": ("The meeting or other duty was not held.", "会议等活动没有开展。"),
    "answered": ("The answer was given and waits to be confirmed.", "已作答复，等待确认。"),
    "cancelled": (
        "It was cancelled, skipped or withdrawn, or the pilot ended before it was done.",
        "已撤销、取消或撤回，或者试点结束时尚未完成。",
    ),
    "moved": (
        "It went over to others and is theirs now.",
        "已转由其他单位负责，不再属于本日历。",
    ),
    "dateless": (
        "It has no date any more, for now; the description of the calendar lists it.",
        "目前不再有日期，列入日历说明。",
    ),
    "suspended": ("The work rests; its date stands.", "工作暂停，日期不变。"),
    "recheck": ("Maintained work is to be looked at again.", "长期保持的工作应当复查。"),
    "answer": ("Feedback waits for an answer.", "反馈等待答复。"),
    "expires": ("The agreement has its last day.", "协议在这一天到期。"),
    "review": ("The agreement is to be looked at again.", "协议应当复核。"),
    "completed": ("The last gate was passed.", "最后一个关口已通过。"),
    "halted": ("The pilot was stopped.", "试点被终止。"),
}
"""What the words in front of a title say, in English and Chinese."""

FEED_ROLES: dict[str, tuple[str, str, str]] = {
    "attend": ("occurrence", "Who is called to it.", "参加单位。"),
    "answer": ("feedback", "Who owes the answer.", "答复单位。"),
    "party": ("agreement", "Who is a party to it.", "签约单位。"),
}
"""The roles in what is no task: kind, and who has the role, in English and Chinese."""

_HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "keys": ("key", "holds", "must", "without it", "meaning"),
        "codes": ("code", "what it says"),
        "reasons": ("code", "what it says", "what would satisfy it"),
        "commands": ("command", "from → to", "who", "role", "takes", "conditions"),
        "readings": ("the document says", "in plain words", "as data"),
        "settled": ("key", "set to", "the document says", "read as"),
        "feed-kinds": ("kind", "thing", "stands on"),
        "feed-titles": ("in front of the title", "what happened", "stays so many days"),
        "feed-options": ("option", "in Python", "the calendar shows"),
        "feed-roles": ("role", "in", "who has it"),
    },
    "zh": {
        "keys": ("键", "内容", "必填", "缺省", "含义"),
        "codes": ("代码", "提示"),
        "reasons": ("代码", "原因", "怎样才可以"),
        "commands": ("命令", "从 → 到", "由谁", "角色", "参数", "条件"),
        "readings": ("文件原文", "读作", "数据"),
        "settled": ("键", "设为", "文件原文", "读作"),
        "feed-kinds": ("代码", "事项", "列在哪一天"),
        "feed-titles": ("标题前的字样", "含义", "保留天数"),
        "feed-options": ("选项", "Python", "日历内容"),
        "feed-roles": ("角色", "事项", "由谁担任"),
    },
}
_WORDS = {
    "en": {
        "yes": "yes",
        "errors": "Errors",
        "warnings": "Warnings",
        "none": "left out",
        "usual": "{} (default)",
    },
    "zh": {"yes": "是", "errors": "错误", "warnings": "警告", "none": "不写", "usual": "{}（默认）"},
}
_GROUP = 4
"""From how many states on a shared edge is drawn once, from a frame around them."""
_FRAME = "running_states"


def pages() -> tuple[Path, ...]:
    """Every page there is: the README and all of ``docs``."""
    return (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))


def language_of(page: Path) -> str:
    """The language a page is written in."""
    return "zh" if page.parent.name == "zh" else "en"


def render(text: str, language: str) -> str:
    """A page with every generated part as it should be now.

    Raises:
        KeyError: a part has a name that nothing generates.
    """
    return PART.sub(lambda found: f"{found[1]}\n{part(found[2], language).strip()}\n\n{found[3]}", text)


def part(name: str, language: str) -> str:
    """One generated part in the words of a language."""
    kind = name.removeprefix("lifecycle-")
    return _lifecycle(kind, language) if kind != name else PARTS[name](language)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first = [_row(head)]
    first.append(re.sub(r"[^|]+", "---", first[0]))
    return "\n".join([*first, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


# --- the plan file ---------------------------------------------------------------------------------------


def _keys(language: str) -> str:
    from itertools import groupby

    from pilotflow.plan.reference import reference_rows

    head, words = _HEADS[language]["keys"], _WORDS[language]
    found = []
    for (title, name), rows in groupby(reference_rows(language), lambda row: (row.object, row.name)):
        lines = (
            (f"`{row.key}`", row.type, words["yes"] if row.required else "", row.default, row.meaning)
            for row in rows
        )
        found.append(f"### {title} (`{name}`)\n\n{_table(head, lines)}\n")
    return "\n".join(found)


def _faults(language: str) -> str:
    from pilotflow.language.faults import MESSAGES

    head, words = _HEADS[language]["codes"], _WORDS[language]
    errors = [code for code in MESSAGES if code not in WARNINGS]
    tables = (
        f"### {words[title]}\n\n"
        + _table(head, ((f"`{code}`", _template(MESSAGES[code], language)) for code in codes))
        for title, codes in (("errors", errors), ("warnings", WARNINGS))
    )
    return "\n\n".join(tables) + "\n"


def _template(message: str, language: str) -> str:
    """A message with the names of its fields in the places of their values."""
    from pilotflow.language import say
    from pilotflow.language.fields import fields_of

    return say(message, language, **{name: f"‹{name}›" for name in fields_of(message)}) if message else ""


# --- deadlines -------------------------------------------------------------------------------------------


def _readings(language: str) -> str:
    from pilotflow.dates.read import read_deadline

    head = _HEADS[language]["readings"]
    tables = []
    for titles, texts in READINGS:
        found = [read_deadline(text, issued=ISSUED) for text in texts]
        rows = ((each.text, each.text_in(language), _data(each)) for each in found)
        tables.append(f"**{titles[language == 'zh']}**\n\n{_table(head, rows)}")
    return "\n\n".join(tables)


def _settled(language: str) -> str:
    from pilotflow.dates.conventions import Conventions
    from pilotflow.dates.read import read_deadline

    words = _WORDS[language]
    rows = []
    for name, settings, text in SETTLED:
        for place, setting in enumerate(settings):
            found = read_deadline(text, issued=ISSUED, conventions=Conventions(**{name: setting}))
            shown = words["none"] if setting is None else f"`{setting}`"
            rows.append(
                (f"`{name}`", words["usual"].format(shown) if place == 0 else shown, text, _data(found))
            )
    return _table(_HEADS[language]["settled"], rows)


def _data(deadline: Deadline) -> str:
    """What a reading holds, each field with its name; what is empty, the words and the rule are left out."""
    given = {
        name: value for name, value in deadline.to_dict().items() if value not in (None, False, [], "none")
    }
    return ", ".join(
        f"`{name}`"
        if value is True
        else f"`{name}` {' / '.join(value) if isinstance(value, list) else value}"
        for name, value in given.items()
        if name not in ("text", "precision", "rule")
    )


# --- calendars -------------------------------------------------------------------------------------------


def _feed_clients(language: str) -> str:
    from pilotflow.language.web import CLIENTS, word

    return "\n".join(f"- {word(client, language)}" for client in CLIENTS)


def _feed_kinds(language: str) -> str:
    from pilotflow.feeds.things import THINGS
    from pilotflow.language.names import name_of

    rows = (
        (f"`{kind}`", name_of("kind", kind, language), _in(FEED_KINDS[kind], language)) for kind in THINGS
    )
    return _table(_HEADS[language]["feed-kinds"], rows)


def _feed_titles(language: str) -> str:
    """What leaves after some days comes first, with the days; the end of an agreement goes like what is done."""
    from pilotflow.feeds.request import STAYS
    from pilotflow.language.feeds import word

    days = {**STAYS, "expires": STAYS["done"]}
    rows = (
        (word(code, language, title="…"), _in(FEED_TITLES[code], language), str(days.get(code, "")))
        for code in dict.fromkeys((*STAYS, *FEED_TITLES))
    )
    return _table(_HEADS[language]["feed-titles"], rows)


def _feed_options(language: str) -> str:
    """The fields of a selection and of options, as far as the command line gives them, in its words."""
    from inspect import signature
    from typing import get_type_hints

    import attrs

    from pilotflow.cli.feeds import feed, flag_of
    from pilotflow.feeds.options import Options
    from pilotflow.language import say
    from pilotflow.views.selection import Selection

    hints = get_type_hints(feed, include_extras=True)
    fields = {"lang": "Options.language", "no_parts": "Selection.parts"}
    fields |= {"no_phases": "Options.phases", "page_url": "Options.url"}
    for part in (Selection, Options):
        for field in attrs.fields(part):
            if f"{part.__name__}.{field.name}" not in fields.values() and field.name != "source":
                fields[field.name] = f"{part.__name__}.{field.name}"
    rows = []
    for name in signature(feed).parameters:
        if name in fields:
            option = hints[name].__metadata__[0]
            flag = " ".join(filter(None, (flag_of(name), option.metavar)))
            there = fields.pop(name) + "=False" * name.startswith("no_")
            rows.append((f"`{flag}`", f"`{there}`", say(option.help, language)))
    if fields:
        raise KeyError(*fields)
    return _table(_HEADS[language]["feed-options"], rows)


def _feed_roles(language: str) -> str:
    from pilotflow.language.names import name_of
    from pilotflow.plan.reference import reference_rows
    from pilotflow.views.selection import ROLES, TASK_ROLES

    keys = {row.key: row.meaning for row in reference_rows(language) if row.name == "task"}
    rows = []
    for role in ROLES:
        if role in TASK_ROLES:
            kind, who = "task", keys[TASK_ROLES[role]]
        else:
            kind, *both = FEED_ROLES[role]
            who = _in(both, language)
        rows.append((f"`{role}`", name_of("kind", kind, language), who))
    return _table(_HEADS[language]["feed-roles"], rows)


def _in(both: Sequence[str], language: str) -> str:
    """One of the same words in English and in Chinese."""
    return both[language == "zh"]


# --- what may happen -------------------------------------------------------------------------------------


def _lifecycle(kind: str, language: str) -> str:
    from pilotflow.rules.tables import KINDS, lifecycle

    if kind not in KINDS:
        return _commands(kind, (), language)
    table = lifecycle(kind)
    return f"```mermaid\n{diagram(table)}\n```\n\n{_commands(kind, _edges(table), language)}"


def diagram(table: Lifecycle) -> str:
    """A table as a Mermaid state diagram with both languages on states and edges."""
    frame = _frame(table)
    lines = ["stateDiagram-v2", "    direction LR"]
    lines += [f'    state "{_both("state", state, table.kind)}" as {state}' for state in table.states]
    if frame:
        lines += [f"    state {_FRAME} {{", *(f"        {state}" for state in frame), "    }"]
    lines.append(f"    [*] --> {table.initial}")
    for source, to, triggers in _arrows(table, frame):
        label = " / ".join(_both("trigger", trigger, table.kind) for trigger in triggers)
        lines.append(f"    {source} --> {to}: {label}")
    return "\n".join(lines)


def _both(category: str, word: str, kind: str) -> str:
    from pilotflow.language.names import name_of

    return " ".join(name_of(category, word, language, kind) for language in ("en", "zh"))


def _frame(table: Lifecycle) -> tuple[str, ...]:
    """The states that most edges leave together for one other state."""
    groups: dict[tuple[str, str], list[str]] = {}
    for trigger, source, to in table.edges():
        groups.setdefault((trigger, to), []).append(source)
    shared = [states for states in groups.values() if len(states) >= _GROUP]
    return tuple(sorted(shared, key=len)[0]) if shared else ()


def _arrows(table: Lifecycle, frame: tuple[str, ...]) -> Iterator[tuple[str, str, list[str]]]:
    """Arrows as state left, state entered and triggers; one from or to the frame stands for one of each state."""
    edges = set(table.edges())
    found: dict[tuple[str, str], list[str]] = {}
    for trigger, source, to in table.edges():
        left, entered = source, to
        if source in frame and {(trigger, state, to) for state in frame} <= edges:
            left = _FRAME
        elif to in frame and {(trigger, source, state) for state in frame} <= edges:
            entered = _FRAME
        triggers = found.setdefault((left, entered), [])
        if trigger not in triggers:
            triggers.append(trigger)
    return ((source, to, triggers) for (source, to), triggers in found.items())


Line = tuple[str, str, tuple[str, ...]]


def _edges(table: Lifecycle) -> tuple[Line, ...]:
    """Trigger, states and codes of conditions, rows that differ only in their states as one."""
    found: dict[tuple[str, tuple[str, ...]], tuple[list[str], list[str]]] = {}
    for row in table.rows:
        source, to = row["source"], row["dest"]
        codes = tuple(rule.code for rule in row.get("conditions", ()) if not rule.selector)
        left, entered = found.setdefault((row["trigger"], codes), ([], []))
        left += [source] if isinstance(source, str) else source
        entered.append(to)
    return tuple(
        (trigger, f"{', '.join(dict.fromkeys(left))} → {', '.join(dict.fromkeys(entered))}", codes)
        for (trigger, codes), (left, entered) in found.items()
    )


def _commands(kind: str, edges: tuple[Line, ...], language: str) -> str:
    from pilotflow.language import say
    from pilotflow.language.reasons import WHO as WORDS
    from pilotflow.language.words import NAMES
    from pilotflow.pilot.arguments import ARGUMENTS
    from pilotflow.rules.policy import WHO

    drawn = {trigger for trigger, _, _ in edges}
    others = ((trigger, "", ()) for owner, trigger in WHO if owner == kind and trigger not in drawn)
    rows = []
    for trigger, states, codes in (*edges, *others):
        words = WHO[kind, trigger][0].split("/")
        roles = [word for word in words if word in NAMES["role", ""]]
        rows.append(
            (
                f"`{trigger}` {_both('trigger', trigger, kind)}",
                states,
                say(WORDS[words[0]], language),
                _codes(roles),
                _codes(ARGUMENTS.get((kind, trigger), {})),
                _codes(codes),
            )
        )
    return _table(_HEADS[language]["commands"], rows)


def _refusals(language: str) -> str:
    from pilotflow.language.unmet import WORDS

    rows = (
        (f"`{code}`", *(_template(text, language) for text in (*messages[:2], "")[:2]))
        for code, messages in WORDS.items()
    )
    return _table(_HEADS[language]["reasons"], rows)


# --- words -----------------------------------------------------------------------------------------------


def _names(category: str) -> Callable[[str], str]:
    def names(language: str) -> str:
        from pilotflow.language.names import name_of
        from pilotflow.language.words import NAMES

        rows = (
            (
                name_of("kind", kind),
                f"`{code}`",
                *(name_of(category, code, spoken, kind) for spoken in _HEADS),
            )
            for (group, kind), words in NAMES.items()
            if group == category
            for code in words
        )
        return _table(("of", "code", "English", "中文"), rows)

    return names


PARTS: dict[str, Callable[[str], str]] = {
    "plan-keys": _keys,
    "plan-faults": _faults,
    "deadline-readings": _readings,
    "deadline-conventions": _settled,
    "feed-clients": _feed_clients,
    "feed-titles": _feed_titles,
    "feed-kinds": _feed_kinds,
    "feed-options": _feed_options,
    "feed-roles": _feed_roles,
    "refusals": _refusals,
    "kinds": _names("kind"),
    "states": _names("state"),
    "triggers": _names("trigger"),
}


def main() -> None:
    """Write every page whose generated parts are not current, and say which."""
    for page in pages():
        before = page.read_text(encoding="utf-8")
        after = render(before, language_of(page))
        if after != before:
            page.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
