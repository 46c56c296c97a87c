"""What the words around a point of the calendar make of it: 2000年以前建成的小区, 2024年换届前."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pilotflow.dates.chinese import spans
from pilotflow.dates.counted import counted_item
from pilotflow.dates.durations import Span

if TYPE_CHECKING:
    from pilotflow.dates.chinese.walk import Walk
    from pilotflow.dates.findings import Item

_EVE = Span(-1, "D")
_LONGEST_NAME = 12
ENDS = ("结束", "终了", "届满")


def described(walk: Walk, item: Item, begin: int, end: int) -> bool:
    """Whether the words behind a point make it an attribute of a thing: 2000年以前建成的小区, 2022年工作总结."""
    text = walk.text
    if end == len(text) or text[end] in ",;。)":
        return False
    if _done().match(text, end) is not None:
        return True
    year, any_point, past = _named()
    if any_point.match(text, end) is not None:
        return True
    if item.kind != "window" or walk.due(begin):
        return False
    if item.precision == "year" and item.rule != "zh.range" and year.match(text, end) is not None:
        return True
    issued, last = walk.scope.issued, item.last
    gone = issued is not None and isinstance(last, date) and last < issued
    return gone and past.match(text, end) is not None


def compared(walk: Walk, begin: int, end: int) -> bool:
    """Whether a point is what another is compared with, or what a count was taken on: 比2020年下降13.5%."""
    sign = walk.text[begin - 1] if begin and end < len(walk.text) else ""
    if sign == "" or sign not in "比较与同至":
        return False
    measured, counted = _measured()
    if sign != "至":
        return measured.match(walk.text, end) is not None
    return walk.text.startswith("截至", begin - 2) and counted.match(walk.text, end) is not None


def ahead_of_unknown(walk: Walk, begin: int, at: int) -> tuple[Item | None, int] | None:
    """2024年换届前: what stands between a point and 前 is what must not have come yet.

    Args:
        walk: the walk.
        begin: where the point begins.
        at: the number of the word behind the point.

    Returns:
        The item, None where no day or event can be told, and the number of the word behind; None where the words
        between are none or say what is to be done.
    """
    if at >= len(walk.tokens):
        return None
    before = walk.tokens[at]
    if before.kind != "before" and before.text != "期间":
        return None
    name = walk.text[walk.tokens[at - 1].end : before.start]
    if not 0 < len(name) <= _LONGEST_NAME or name in ENDS or _doing().match(name):
        return None
    anchor = spans.event_ahead(walk.text[begin : before.start]) if before.kind == "before" else None
    return (None if anchor is None else eve_of(walk, anchor)), at + 1


def names_event(walk: Walk, at: int) -> bool:
    """自2023年预算批复之日起: whether a point only begins the name of an event."""
    if at >= len(walk.tokens):
        return False
    token, end = walk.tokens[at], walk.tokens[at - 1].end
    starts = token.kind in ("span", "since") and token.text.startswith("之日")
    return starts and "," not in walk.text[end : token.start]


def eve_of(walk: Walk, anchor: str) -> Item:
    """The day before what an anchor names."""
    item = counted_item(anchor, _EVE, None, "zh.season", walk.scope)
    if item.last is None:
        item.precision = "none"
    return item


def before_event(walk: Walk, at: int) -> int:
    """换届前, 会议召开前: before an event that has no day of the calendar."""
    token = walk.tokens[at]
    if walk.text[token.end : token.end + 1] == "的":
        return at + 1
    anchor = spans.event_ahead(walk.words_before(token.start))
    if anchor is not None:
        walk.add(eve_of(walk, anchor), token.start, token.end)
    return at + 1


def after_event(walk: Walk, at: int) -> int:
    """收到交办单后，7日内办结: the spans of the sentence count from an event."""
    token = walk.tokens[at]
    words = walk.words_before(token.start)
    anchor = spans.received(words) or spans.event_ahead(words)
    if anchor is not None and walk.text[token.end : token.end + 1] == ",":
        walk.event = anchor
    return at + 1


def reported(walk: Walk, at: int) -> bool:
    """Whether a relative word says what is reported about: 月底前报送次月计划."""
    end = walk.tokens[at].end
    return mentioned(walk, at) and _report().match(walk.text, end) is not None


def mentioned(walk: Walk, at: int) -> bool:
    """Whether a relative word in a rhythm says what is reported about: 每月28日前报送下月计划."""
    return walk.beside(at + 1) not in (
        "day",
        "dekad",
        "part",
        "before",
        "within",
        "since",
        "to",
        "month",
        "half",
    )


def yearly_report(walk: Walk, at: int) -> bool:
    """Whether what is due at a point is the report of a year: 12月10日前报送年度总结."""
    return _annual().match(walk.text, at) is not None


def recurs(walk: Walk, at: int) -> str:
    """The unit of a duty whose reports are about the unit before: 次月5日前报送上月情况; empty where it is once."""
    token = walk.tokens[at]
    if token.text[0] not in "次翌下":
        return ""
    unit = {"relmonth": "month", "relyear": "year", "relquarter": "quarter"}.get(token.kind, "")
    found = unit and _reported()[unit].search(walk.text, token.end, token.end + 40)
    return unit if found else ""


def of_part(text: str, begin: int) -> bool:
    """Whether the clause before a place names a part of what was said: 其中方案4月底前."""
    at = text.rfind("其中", 0, begin)
    if at < 1 or text[at - 1] not in ",;(。":
        return False
    return not any(sign in ",;。()" for sign in text[at + 2 : begin].lstrip(",:"))


def own_year(text: str, begin: int) -> bool:
    """Whether a point says its year itself: 2024年4月底, 明年4月底."""
    return text[begin : begin + 4].isdigit() or text[begin : begin + 1] in (
        "今",
        "明",
        "次",
        "当",
        "本",
        "后",
        "翌",
    )


def in_year(item: Item, day: date, year: int) -> date:
    """The same day, or the same end of a month, of another year."""
    length = monthrange(year, day.month)[1]
    ending = item.precision != "day" and day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, length if ending else min(day.day, length))


@cache
def _done() -> re.Pattern[str]:
    return re.compile(
        r"(?:已经?|未|新|正式)?(?:建成|建设|修建|建造|竣工|投用|投产|投入使用|出生|入职|参加工作|取得|获得|毕业|注册|登记|成立|设立"
        r"|批准|批复|立项|开工|发生|形成|购买|购置|签订|签署|印发|出台|发布|颁布|公布|制定|办理|退休|入学|参保|交付|备案|受理|核发"
        r"|安装|认定|评定|命名|授予|下达|提出|部署)(?:并[^,;。\n]{1,6}|项目|工程|文件|小区|住宅|建筑|房屋|设施)?的(?=[^,;。\s])"
    )


@cache
def _report() -> re.Pattern[str]:
    return re.compile(
        r"的?(?:重点|主要|学习)?(?:工作)?(?:计划|安排|情况|小结|总结|要点|数据|报表|台账|进展|清单)"
    )


@cache
def _annual() -> re.Pattern[str]:
    return re.compile(r"[^,;。\n]{0,12}(?:年度|全年|年终)")


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a year, any point, and a day that is past name when it stands right before them."""
    return (
        re.compile(
            r"(?:重点|主要)?(?:工作(?:总结|要点|计划|安排|情况|任务|目标|报告)|重点工作|目标|任务|预算|决算|考核(?:结果|情况)"
            r"|指标|情况|数据|报告|报表|经费|统计|计划(?!完成|于|在|实现|建成))"
        ),
        re.compile(r"第\d+号|会议精神|出生|入职|参加工作"),
        re.compile(r"(?:正式)?(?:印发|发布|公布|下发|颁布|召开)"),
    )


@cache
def _measured() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            r"(?:年?底|年?末|同期|水平|基数)*(?:相比|[^,;。\n]{0,4}(?:增长|增加|提高|提升|上升|下降|降低|减少|翻))"
        ),
        re.compile(r",?(?:我?[全本][国省市区县镇校院]|共|累计|已)"),
    )


@cache
def _doing() -> re.Pattern[str]:
    return re.compile(
        r"完成|实现|建成|启动|开展|推进|推动|做好|抓好|制定|出台|组织|召开|举办|全面|全部|基本|力争|争取|确保|务必|必须|应|须|要|拟|将|各"
        r"|对|把|由|在|于|前|底|末|初|[^\u4e00-\u9fff]|.*[,;。:、()\n\d]"
    )


@cache
def _reported() -> dict[str, re.Pattern[str]]:
    same = r"[^;。\n]*?(?:上一?|当|本|该|前一)"
    return {
        "month": re.compile(same + r"个?月(?![底末初中上下\d])"),
        "quarter": re.compile(same + r"个?季度?(?![底末初中])"),
        "year": re.compile(same + r"年度?(?![底末初中内终\d])"),
    }
