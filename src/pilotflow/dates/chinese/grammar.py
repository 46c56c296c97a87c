"""The grammar of Chinese time limits: what each kind of word does in the walk over a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pilotflow.dates.chinese import anchored, repeated
from pilotflow.dates.chinese.dated import dated
from pilotflow.dates.chinese.normal import normalise
from pilotflow.dates.chinese.walk import Walk
from pilotflow.dates.deadline import Deadline
from pilotflow.dates.findings import Findings, Scope

_EMPTY = frozenset(
    ("", "/", "-", "无", "空", "\\", "不适用", "N/A", "n/a", "同上", "〃", "″", "同前", "/-", "//", "、")
)


_FREE = frozenset(",;、并且和:(\n")


def read(text: str, scope: Scope) -> Deadline:
    """The deadline that a Chinese text states."""
    plain = normalise(text)
    findings = Findings()
    if plain.rstrip(".;\n\t").strip() in _EMPTY:
        findings.empty = True
    else:
        Walk(plain, scope, findings).run(_ACTIONS)
    return findings.deadline(text, "zh")


def _stop(walk: Walk, at: int) -> int:
    walk.commit()
    return _comma(walk, at)


def _comma(walk: Walk, at: int) -> int:
    walk.boundary = walk.tokens[at].end
    return at + 1


def _due(walk: Walk, at: int) -> int:
    walk.due_end = walk.tokens[at].end
    return at + 1


def _opened(walk: Walk, at: int) -> int:
    walk.opened_end = walk.tokens[at].end
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
    """上月, 上季度: what is reported about, no time limit."""
    return at + 1 if walk.tokens[at].text[0] == "上" else dated(walk, at)


def _rhythm(walk: Walk, at: int) -> int:
    token = walk.tokens[at]
    if token.kind == "weekday" and token.text[0] not in "每逢" and not repeated.several(token):
        if walk.rhythm is not None:  # 每月第一个周一至周五
            walk.rhythm.vague = True
            return at + 1
        return dated(walk, at)
    walk.commit()
    walk.rhythm = repeated.begun(token)
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
    "soft": _soft,
    "closing": anchored.closing,
    "span": anchored.span,
    "period": anchored.length,
    "ahead": anchored.length,
    "past": anchored.length,
    "term": anchored.term,
    "season": anchored.season,
    "qmonth": anchored.project,
    "nth": anchored.project,
    "relmonth": _relative,
    "relquarter": _relative,
    **dict.fromkeys(("every", "weekday", "adverb", "twice", "rate", "evenmonth", "quarterend"), _rhythm),
    **dict.fromkeys(
        ("ymd", "compact", "year", "relyear", "half", "quarter", "firstq", "month", "day",
         "relweek", "fyp", "feast", "now", "whole", "part", "mdot"), dated,
    ),
}  # fmt: skip
