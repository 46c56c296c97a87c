"""The grammar of Chinese time limits: what each kind of word does in the walk over a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pilotflow.dates.chinese import anchored, clauses, placed, repeated, seasons
from pilotflow.dates.chinese.asides import never, without_asides
from pilotflow.dates.chinese.dated import dated, in_named_month
from pilotflow.dates.chinese.normal import normalise
from pilotflow.dates.chinese.points import read_point
from pilotflow.dates.chinese.walk import Walk
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.findings import Findings, Item, Scope
from pilotflow.dates.rhythms import Rhythm

_EMPTY = frozenset(
    ("", "/", "-", "无", "空", "\\", "不适用", "N/A", "n/a", "同上", "〃", "″", "同前", "/-", "//", "、")
)


_UNSET = {"日": "day", "月": "month", "季": "quarter", "年": "year"}
_FREE = frozenset(",;、并且和:(\n")


def read(text: str, scope: Scope) -> Deadline:
    """The deadline that a Chinese text states."""
    plain = normalise(text)
    findings = Findings()
    if plain.rstrip(".;\n\t").strip() in _EMPTY:
        findings.empty = True
    else:
        words, excepted = without_asides(plain)
        walk = Walk(words, scope, findings)
        walk.run(_ACTIONS)
        rhythmic = findings.recurrence is not None or findings.per is not None
        findings.doubt = findings.doubt or (excepted and rhythmic) or _half_read(walk)
    return findings.deadline(text, "zh")


def _half_read(walk: Walk) -> bool:
    """Whether words that change what the others mean were not read: 每年0次, 倒数第三周."""
    backwards = sum("倒数" in token.text for token in walk.tokens)
    return walk.text.count("倒数") > backwards or never(walk.text)


def _stop(walk: Walk, at: int) -> int:
    walk.commit()
    walk.event = None
    return _comma(walk, at)


def _comma(walk: Walk, at: int) -> int:
    walk.boundary = walk.tokens[at].end
    return at + 1


def _due(walk: Walk, at: int) -> int:
    walk.due_end = walk.tokens[at].end
    walk.binder = walk.tokens[at].start, walk.tokens[at].end
    return at + 1


def _about(walk: Walk, at: int) -> int:
    walk.about_end = walk.tokens[at].end
    return at + 1


def _late(walk: Walk, at: int) -> int:
    walk.late_end = walk.tokens[at].end
    walk.binder = walk.tokens[at].start, walk.tokens[at].end
    return at + 1


def _unset(walk: Walk, at: int) -> int:
    """具体日期待定: the words say no more than how exact the day will be."""
    text = walk.tokens[at].text.removeprefix("具体")
    item = Item("by", None, None, _UNSET[text[0]], "zh.vague", vague=True)
    walk.add(item, walk.tokens[at].start, walk.tokens[at].end)
    return at + 1


def _opened(walk: Walk, at: int) -> int:
    walk.opened_end = walk.tokens[at].end
    walk.binder = walk.tokens[at].start, walk.tokens[at].end
    return at + 1


def _sustain(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    if token.text in ("持续", "滚动"):
        ahead = walk.text[token.start - 1 : token.start]
        free = token.start == 0 or ahead in _FREE or (at > 0 and walk.tokens[at - 1].end == token.start)
        if not free and not _going_on().match(walk.text, token.end):
            return at + 1
    walk.findings.sustain = True
    return at + 1


def _vague(walk: Walk, at: int) -> int:
    walk.findings.vague = True
    return at + 1


def _soft(walk: Walk, at: int) -> int:
    walk.findings.soft = True
    return at + 1


def _relative(walk: Walk, at: int) -> int:
    """上月, 上年度: what is reported about, no time limit."""
    unit = clauses.recurs(walk, at)
    if unit:
        walk.commit()
        walk.rhythm = Rhythm(unit, 1, f"zh.after-each-{unit}")
        behind = placed.within_unit(walk.rhythm, walk.tokens, at, walk.scope, gap="") or at + 1
        walk.rhythm_end = walk.boundary = walk.tokens[behind - 1].end
        return behind
    sign = walk.tokens[at].text[0]
    about = sign in "上前" or clauses.reported(walk, at)
    if walk.rhythm is None and not about:
        return in_named_month(walk, at)
    if walk.rhythm is not None and not about:
        if sign not in "次翌" and not clauses.mentioned(walk, at):
            return dated(walk, at)
        walk.rhythm.vague = walk.rhythm.vague or sign in "次翌"  # 每季度首月10日前报送，次年1月15日前汇总
    got = read_point(walk.tokens, at)
    behind = at + 1 if got is None else got[1]
    if walk.beside(behind) == "to" and behind + 1 < len(walk.tokens):
        got = read_point(walk.tokens, behind + 1)
        behind = behind if got is None else got[1]
    return behind


def _rhythm(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    if token.kind == "weekday" and token.text[0] == "上":
        return at + 1
    if token.kind == "weekday" and token.text[0] not in "每逢" and not repeated.several(token):
        if walk.rhythm is not None:  # 每月第一个周一至周五
            walk.rhythm.vague = True
            return at + 1
        return dated(walk, at)
    if token.kind == "adverb" and token.text[0] == "年" and (walk.rhythm is not None or walk.findings.items):
        return at + 1  # 12月底前完成年度考核
    walk.commit()
    walk.rhythm = repeated.begun(token)
    walk.rhythm.vague = walk.rhythm.vague or walk.about_end == token.start
    walk.rhythm_end = walk.boundary = token.end
    return at + 1


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(
        r"推进|实施|开展|进行|推动|巩固|深化|完善|更新|保持|落实|加强|抓|做好|用力|坚持|发力|优化|提升|运营|运行|整治|治理|跟踪|监测|改进|,|;|$"
    )


_ACTIONS: dict[str, Callable[[Walk, int], int]] = {
    "stop": _stop,
    "comma": _comma,
    "until": _due,
    "to": _due,
    "start": _opened,
    "since": anchored.since,
    "sustain": _sustain,
    "vague": _vague,
    "about": _about,
    "notbefore": _late,
    "unset": _unset,
    "soft": _soft,
    "closing": anchored.closing,
    "span": anchored.span,
    "period": anchored.length,
    "ahead": anchored.length,
    "past": anchored.length,
    "before": clauses.before_event,
    "after": clauses.after_event,
    "sameday": anchored.same_day,
    "term": seasons.term,
    "season": seasons.season,
    "seasons": _vague,
    "unnamed": seasons.unnamed,
    "lasting": _vague,
    "qmonth": anchored.project,
    "nth": anchored.project,
    "dekad": in_named_month,
    "relmonth": _relative,
    "relquarter": _relative,
    "relyear": _relative,
    "relweek": _relative,
    "nthwork": anchored.nth_workday,
    **dict.fromkeys(
        ("altweek", "every", "weekday", "adverb", "twice", "rate", "evenmonth", "quarterend", "halves"), _rhythm,
    ),
    **dict.fromkeys(
        ("ymd", "shortdate", "compact", "year", "years", "half", "quarter", "firstq", "month", "day",
         "fyp", "feast", "now", "whole", "part", "mdot"), dated,
    ),
}  # fmt: skip
