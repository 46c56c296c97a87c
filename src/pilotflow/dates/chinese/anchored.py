"""Words whose time counts from something else: issue, an event, the end of each unit, the start of the programme."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pilotflow.dates.chinese import placed, portions, repeated, spans
from pilotflow.dates.chinese.normal import number
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.chinese.walk import Walk
from pilotflow.dates.counted import counted_item, project_item
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import ISSUED, Item
from pilotflow.dates.marks import Mark
from pilotflow.dates.meaning import stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import after_closing
from pilotflow.dates.stretches import until

_LASTING = ("试点", "有效", "试行")
_RHYTHMS = ("every", "adverb", "twice", "rate", "altweek")
_PERIODS = (("试点", "event:试点启动"), ("有效", "event:施行"), ("试行", "event:施行"))


def since(walk: Walk, at: int) -> int:
    """自印发之日起, without a span."""
    token = walk.tokens[at]
    if token.text != "之日起":
        return at + 1
    anchor = spans.event_of(walk.words_before(token.start))
    if anchor is not None and walk.beside(at + 1) in ("qmonth", "nth"):
        return project(walk, at + 1, anchor)
    if anchor is not None and walk.beside(at + 1) == "nthwork":  # 自印发之日起第5个工作日
        _workday_from(walk, at + 1, anchor)
        return at + 2
    if anchor is not None:
        item = Item("from", Mark("D") if anchor == ISSUED else None, None, "day", "zh.from-event")
        item.anchor = None if anchor == ISSUED else anchor
        item.settle(walk.scope)
        walk.add(item, token.start, token.end)
    return at + 1


def same_day(walk: Walk, at: int) -> int:
    """接到任务当日, 会议次日: the day of an event or the next; without one, of which day is not said."""
    token = walk.tokens[at]
    if walk.beside(at + 1) in ("since", "span"):
        return at + 1  # 自送达次日起15日内
    words = walk.words_before(token.start)
    anchor = spans.received(words) or spans.event_ahead(words)
    if anchor is not None:
        item = counted_item(anchor, Span(int(token.text[0] != "当"), "D"), None, "zh.within", walk.scope)
        walk.add(item, token.start, token.end)
    else:
        walk.findings.vague = True
    return at + 1


def nth_workday(walk: Walk, at: int) -> int:
    """收到通知后第3个工作日: counted from an event."""
    token = walk.tokens[at]
    if at > 0 and walk.tokens[at - 1].kind == "after" and walk.beside(at) == token.kind:
        anchor = spans.event_of(walk.words_before(walk.tokens[at - 1].start))
        if anchor is not None:
            _workday_from(walk, at, anchor)
    return at + 1


def _workday_from(walk: Walk, at: int, anchor: str) -> None:
    token = walk.tokens[at]
    count = spans.ordinal(token.text)
    if count > 0:
        item = counted_item(anchor, Span(count, "B"), None, "zh.within", walk.scope)
        walk.add(item, token.start, token.end)
    else:
        walk.unsure()


def closing(walk: Walk, at: int) -> int:
    """季度终了后15日内, 季度结束前: what is bound to the end of each unit."""
    token = walk.tokens[at]
    kind = walk.beside(at + 1)
    if kind == "span":
        length = spans.length_of(walk.tokens[at + 1])
        if length is not None:
            _counted_from_end(walk, token, length)
            walk.rhythm_end = walk.boundary = walk.tokens[at + 1].end
            return at + 2
    following = walk.beside(at + 2) if kind == "after" else ""
    if following == "qmonth" or (following == "relmonth" and walk.tokens[at + 2].text[0] in "次翌"):
        walk.commit()  # 季度结束后次月15日前
        walk.rhythm = repeated.begun(token)
        walk.rhythm_end = walk.tokens[at + 1].end
        return at + 2
    if kind == "before" and token.text[0] == "年":  # 年度结束前: this year, as 年底前
        point = Point()
        point.years, point.part = 0, "end"
        item = until(stretches(point, walk.scope, walk.named)[0], "zh.before-end", walk.scope)
        walk.add(item, token.start, walk.tokens[at + 1].end)
        return at + 2
    if kind == "before":
        walk.commit()
        walk.rhythm = repeated.begun(token)
        placed.ending(walk.rhythm, 0)
        walk.rhythm_end = walk.tokens[at + 1].end
        return at + 2
    return at + 1


def _counted_from_end(walk: Walk, token: Token, length: spans.Length) -> None:
    walk.commit()
    rhythm = repeated.begun(token)
    if length.backwards:
        days = {"D": length.last.count, "W": length.last.count * 7}.get(length.last.unit, 0)
        known = placed.ending(rhythm, 0 if length.leading_up else days)
        rhythm.vague, rhythm.precision = length.vague or length.leading_up or not days or not known, "day"
        walk.rhythm = rhythm
    elif after_closing(rhythm, length.last):
        rhythm.vague = length.vague
        walk.rhythm = rhythm
    else:  # no rule can say it; each time counts from the end of the unit
        walk.findings.items.append(spans.item_of(length, "event:" + token.text, walk.scope))


def span(walk: Walk, at: int) -> int:
    """A span and what it counts from."""
    token = walk.tokens[at]
    length = spans.length_of(token)
    if length is None or length.pre.startswith("最后"):
        walk.findings.vague = True
        return at + 1
    words = walk.words_before(token.start)
    anchor = None
    if length.pre:
        anchor = spans.event_of(words)
        if anchor is None and length.pre.startswith("提前"):
            anchor = "event"
    elif length.backwards:
        anchor = spans.event_ahead(words)
    elif length.tail:
        anchor = spans.received(words) or walk.event or ISSUED
    if anchor is None and walk.text[token.end : token.end + 2] in ("以上", "以下"):
        return at + 1
    if anchor is None:
        if walk.due(token.start):  # 最长不超过18个月
            walk.unsure()
        walk.findings.vague = walk.findings.vague or not _service().match(walk.text, token.end - 2)
        return at + 1
    if anchor != ISSUED:
        walk.event = None if length.backwards else anchor
    item = spans.item_of(length, anchor, walk.scope)
    if item.kind == "after" and spans.takes_force(walk.text, token.end):
        item.kind = "from"
    walk.add(item, token.start, token.end)
    return at + 1


def length(walk: Walk, at: int) -> int:
    """A span that a word announces: 试点期限为2年, 今后三年."""
    token = walk.tokens[at]
    if walk.beside(at + 1) != "span":
        return at + 1
    length = spans.length_of(walk.tokens[at + 1])
    if token.text == "连续" and any(word.kind in _RHYTHMS for word in walk.tokens):
        walk.unsure()  # 每月召开，连续6个月: when the first is, is not said
        return at + 2
    if length is None or token.kind == "past":
        walk.findings.vague = True
        return at + 2
    vague = length.vague
    if token.kind == "period" and length.tail in spans.WITHIN and not token.text.startswith(_LASTING):
        item = spans.item_of(length, ISSUED, walk.scope)  # 完成时限：一个月内
    elif token.kind == "ahead" and not (token.text in ("用", "利用") and _begun(walk) is not None):
        first = None if token.text in ("用", "利用") else Span(0, "D")
        item = counted_item(ISSUED, length.last, length.first or first, "zh.ahead", walk.scope, vague=vague)
    else:
        begin = _begun(walk)
        items = walk.findings.items
        event = items[-1].anchor if items and items[-1].kind == "from" and items[-1].first is None else None
        if event is not None:  # 自立项之日起为期1年
            items.pop()
            item = counted_item(event, length.last, length.first, "zh.period", walk.scope, vague=vague)
            item.precision = "year" if length.last.unit == "Y" else item.precision
        elif begin is not None:
            item = Item("by", None, None, "day", "zh.period", vague=vague)
            spans.lasting(item, begin, length.last, walk.scope)
        else:
            anchor = next((a for sign, a in _PERIODS if token.text.startswith(sign)), "event:启动")
            item = counted_item(anchor, length.last, length.first, "zh.period", walk.scope, vague=vague)
            item.precision = "year" if length.last.unit == "Y" else item.precision
    walk.add(item, token.start, walk.tokens[at + 1].end)
    return at + 2


def _begun(walk: Walk) -> date | None:
    """The day from which what is in force, or goes on, does so."""
    starts = [item for item in walk.findings.items if item.kind == "from"]
    return starts[-1].first if starts and isinstance(starts[-1].first, date) else None


def project(walk: Walk, at: int, anchor: str | None = None) -> int:
    """第一个月: a month, week or year of the programme, or of what stands before it: 立项后第一个月."""
    token = walk.tokens[at]
    found = [number(n) for n in _ordinals().findall(token.text)]
    if "第" not in token.text or not found or found[0] < 1 or found[-1] < found[0] or found[-1] > 999:
        return at + 1
    unit = "M" if "月" in token.text else "Y" if "年" in token.text else "D" if "天" in token.text else "W"
    if unit == "D":
        return at + 1
    if unit == "W" and portions.weekday_in(walk, at + 1):
        walk.unsure()  # 第三周周五
        return at + 2
    if anchor is None and at > 0 and walk.tokens[at - 1].kind == "after" and walk.beside(at) == token.kind:
        anchor = spans.event_of(walk.words_before(walk.tokens[at - 1].start))
    item = project_item(unit, found[0], found[-1], anchor or "event:方案启动", "zh.project", walk.scope)
    walk.add(item, token.start, token.end)
    return at + 1


@cache
def _ordinals() -> re.Pattern[str]:
    return re.compile(r"\d+|[一二两三四五六七八九十廿卅]+")


@cache
def _service() -> re.Pattern[str]:
    """24小时服务: what is said of a service, not of a time limit."""
    return re.compile(
        r"小时(?=服务|值班|值守|热线|监测|监控|制|营业|开放|不间断|在岗|在线|备勤|待命|巡|运行|供应|开通|接)"
    )
