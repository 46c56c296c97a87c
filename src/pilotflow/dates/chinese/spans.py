"""Spans in Chinese and what they count from: 自…之日起15个工作日内, 届满前30日, 今后三年."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pilotflow.dates.chinese.normal import number
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.counted import counted_item, span_end
from pilotflow.dates.durations import Span
from pilotflow.dates.findings import ISSUED, Item, Scope, day_before

_UNITS = {"工作日": "B", "工作天": "B", "日历日": "D", "自然日": "D", "日历天": "D", "天": "D", "日": "D",
          "周": "W", "星期": "W", "礼拜": "W", "年": "Y", "月": "M", "季度": "Q"}  # fmt: skip
_BEFORE = ("前", "之前", "以前", "前的", "之前的")
WITHIN = ("内", "以内", "之内")
_EVE = Span(-1, "D")


class Length:
    """A span as stated: one count or two, and how it is bound to what stands before it."""

    __slots__ = ("first", "last", "pre", "tail", "vague")

    def __init__(self, last: Span, first: Span | None, pre: str, tail: str, *, vague: bool) -> None:
        self.last = last
        self.first = first
        self.pre = pre
        self.tail = tail
        self.vague = vague

    @property
    def backwards(self) -> bool:
        """Whether it counts back from what it is bound to."""
        return self.pre in _BEFORE or self.pre.startswith("提前") or self.tail in _BEFORE

    @property
    def leading_up(self) -> bool:
        """Whether it is the last stretch before what it is bound to: 届满前30日内."""
        return self.pre in _BEFORE and self.tail in WITHIN

    @property
    def span(self) -> Span:
        """The span, negative where it counts back."""
        return Span(-self.last.count, self.last.unit) if self.backwards else self.last


def length_of(token: Token) -> Length | None:
    """The length a ``span`` word states; None where it states no number."""
    parts = token.parts
    pre, tail = parts["pre"] or "", parts["tail"] or ""
    unit = parts["u1"] or parts["u2"] or parts["u3"] or parts["u4"] or parts["u5"] or parts["u6"]
    if parts["few"] and unit == "小时":
        return Length(Span(0, "D"), None, pre, tail, vague=True)
    if parts["few"] or unit in ("学期", "分钟"):
        return None
    vague = tail == "左右"
    if parts["halved"]:
        spans = {"年": Span(6, "M"), "月": Span(15, "D"), "天": Span(0, "D"), "小时": Span(0, "D")}
        span = spans.get(unit)
        return None if span is None else Length(span, None, pre, tail, vague=vague or unit in ("小时", "天"))
    counts = [number(parts["n"])]
    if parts["m"]:
        counts.append(number(parts["m"]))
    else:
        counts = _about(parts["n"]) or counts  # 三五天
        vague = vague or len(counts) == 2
    if not all(count > 0 for count in counts) or counts != sorted(counts):
        return None
    if unit == "小时":
        spans_of_hours = [Span(count // 24, "D") for count in counts]
        return Length(spans_of_hours[-1], None, pre, tail, vague=vague or counts[-1] % 24 > 0)
    if parts["plus"]:
        return Length(Span(counts[-1] * 12 + 6, "M"), None, pre, tail, vague=vague)
    if parts["more"]:
        return Length(Span(counts[-1] * 30 + 15, "D"), None, pre, tail, vague=True)
    code = _UNITS[unit]
    first = Span(counts[0], code) if len(counts) == 2 else None
    return Length(Span(counts[-1], code), first, pre, tail, vague=vague or first is not None)


def _about(text: str) -> list[int]:
    """Two digits without 十 between them are two counts: 三五 is three to five."""
    if len(text) != 2 or text.isascii() or any(sign in "十百廿卅零〇○" for sign in text):
        return []
    return [number(text[0]), number(text[1])]


def event_of(text: str) -> str | None:
    """The anchor that words before a span name: ``issued``, ``event:…``; None where there are none.

    >>> event_of("应当在有效期届满"), event_of("本方案印发"), event_of("会")
    ('event:有效期届满', 'issued', 'event:会议')
    """
    leading, trailing, issue = _patterns()
    begun = leading.match(text)
    name = trailing.sub("", text[begun.end() :] if begun else text).strip(" ,:()")
    name = _own().split(name)[-1]
    if not name:
        return None
    if issue.fullmatch(name):
        return ISSUED
    if len(name) > 60:
        return None
    return "event:" + ("会议" if name in ("会", "会议") else name)


def event_ahead(text: str) -> str | None:
    """The event in words that end with one, as in 有效期届满 before 三十日前; None where they do not."""
    return event_of(text) if _happening().search(text) else None


def received(text: str) -> str | None:
    """The event of a short form without 后: 收到通知3日内."""
    found = _receiving().search(text)
    return event_of(found.group()) if found else None


def item_of(length: Length, anchor: str, scope: Scope) -> Item:
    """The time limit that a length counted from an anchor sets."""
    last = length.last
    if length.leading_up:
        return counted_item(anchor, _EVE, length.span, "zh.ahead-of", scope, vague=length.vague)
    if length.backwards:
        return counted_item(anchor, length.span, None, "zh.ahead-of", scope, vague=length.vague)
    if length.tail in ("后", "之后", "以后"):
        item = counted_item(anchor, last, None, "zh.after", scope, vague=length.vague)
        item.kind, item.first, item.last = "after", item.last, None
        return item
    return counted_item(anchor, last, length.first, "zh.within", scope, vague=length.vague)


def bind(item: Item, base: date, length: Length, scope: Scope) -> None:
    """Set the ends of an item that a length counts from a known day."""
    if length.leading_up:
        item.first, item.last = span_end(base, length.span, scope, item), span_end(base, _EVE, scope, item)
    else:
        item.last = span_end(base, length.span, scope, item)


def lasting(item: Item, begin: date, span: Span, scope: Scope) -> None:
    """Set the last day of what lasts for a span from a day on, which counts itself: 自2月1日起有效期3年."""
    end = span_end(begin, span, scope, item)
    item.last = None if end is None else day_before(end)
    item.alternatives = (end,)


def takes_force(text: str, at: int) -> bool:
    """Whether what begins at a place stays so: 自印发之日起30日后施行."""
    return _force().match(text, at) is not None


def ordinal(text: str) -> int:
    """The number of an ordinal; -1 for the last, 1 where it is not said.

    >>> ordinal("第3个工作日"), ordinal("最后一个"), ordinal("首个")
    (3, -1, 1)
    """
    if "最后" in text or "末" in text:
        return -1
    found = re.search(r"\d+|[一二两三四五六七八九十廿]+", text)
    place = number(found.group()) if found else 1
    return -place if text.startswith("倒数") else place


@cache
def _force() -> re.Pattern[str]:
    return re.compile(r"(?:正式|开始|起|全面)*(?:施行|实施|试行|执行|生效|启用)")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            r"(?:并|且|应当?|须|需要?|要|务必|必须|至少|可|均|各|请|在|于|自(?![然动主我觉查身治贸])|从(?![事])|由|凡|的|各单位|原则上|力争)+"
        ),
        re.compile(r"(?:之日|[当次翌]日|的|之)+\Z"),
        re.compile(
            r"(?:本|该|此|自)?(?:实施|工作|试点|行动)*(?:方案|通知|文件|意见|办法|规定|细则|计划|通告|公告|决定|要点)?"
            r"(?:正式)?(?:印发|下发|发布|公布|颁布|出台|发文|制发)"
        ),
    )


@cache
def _happening() -> re.Pattern[str]:
    return re.compile(
        r"(?:届满|期满|到期|终了|结束|开始|召开|举办|举行|启动|开幕|开班|投产|实施|施行|生效|截止|截止日期?|之日|起始|开工|竣工|开展|满|换届|验收|考试|评审|审计|上线|启用|立项|来临|到来|(?<![社委协工员])会议?)\Z"
    )


@cache
def _receiving() -> re.Pattern[str]:
    return re.compile(r"(?:收到|接到|接|受理|签订|批准|作出|发生)[^,;。]{0,12}\Z")


@cache
def _own() -> re.Pattern[str]:
    return re.compile(r"自(?![然动主我觉查身治贸])")
