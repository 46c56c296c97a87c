"""Words beside a time limit that set none of their own: exceptions, extensions, what gives way to a holiday."""

from __future__ import annotations

import re
from functools import cache

_SIGNS = ("除", "(不", "遇", "逢", "延", "推迟", "放宽", "宽限", "旬")


def without_asides(text: str) -> tuple[str, bool]:
    """The text without what it says aside, and whether one of the words left out was an exception.

    >>> without_asides("除8月外每月一次"), without_asides("6月底前,经批准可延至9月底")
    (('每月一次', True), ('6月底前', False))
    """
    if not any(sign in text for sign in _SIGNS):
        return text, False
    exception, extension, holiday, dekads, timed = _patterns()
    plain = holiday.sub("", dekads.sub("每旬", text))
    later = extension.search(plain)
    if later is not None and timed.search(plain, 0, later.start()) is not None:
        plain = plain[: later.start()] + plain[later.end() :]
    rest = exception.sub("", plain)
    return rest, rest != plain


def never(text: str) -> bool:
    """Whether a text says that something is done no times: 每年0次."""
    return _never().search(text) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    timely = r"(?=[^,;。()]{0,20}[月季周年日天假节期旬])"
    return (
        re.compile(
            rf"(?<![清消拆免解排扫删废移剔铲祛根切开去屏破革扣])除(?![夕了恶险湿雪冰草虫障]){timely}[^,;。()\n]{{1,24}}?"
            r"(?:之外|以外|(?<![对境海国内向涉室户])外(?![部围来地出国商资界立墙包])),?"
            rf"|\({timely}[^,;。()\n]{{1,20}}(?:除外|例外)\)"
            r"|\((?:不含|不包括)[^,;。()\n]{0,12}(?:[\d一二三四五六七八九十]月|季度|周末|双休日|假|节假日)\)"
            rf"|[,;]{timely}[^,;。()\n]{{1,20}}(?:除外|例外)"
            rf"|\A{timely}[^,;。()\n\d每]{{1,8}}(?:除外|例外),"
        ),
        re.compile(
            r"(?:[,(;](?![^,;。]*困难)[^,;。()\d\n]{0,12}?)?(?:可(?![研行])|允许|批准|同意|特殊情况下?|确需)[^,;。()\d\n]{0,6}?"
            r"(?:顺?延长?|延期|推迟|延迟|延后|放宽|宽限)(?:期限)?(?:至|到)[^,;。()\n]{1,20}\)?"
        ),
        re.compile(
            r"[,(]?(?:如果?|若)?(?:恰?遇到?|恰?逢)(?:国家|法定|公众)*(?:节假日|休息日|公休日|双休日|周末|假日|假期|节日)"
            r"[^,;。()\d\n]{0,8},?(?:则|可|应当?|相应|适当|自动|依次)*(?:提前|提早|顺延|延后|推迟|后延)"
            r"[^,;。()\n]{0,12}\)?"
        ),
        re.compile(r"每个?月(?:份|度)?的?上旬?(?:、|,|和)?中旬?(?:、|,|和|及)?下旬(?=各)"),
        re.compile(r"[\d一二三四五六七八九十年月日][^,;。]{0,6}[前内底末]"),
    )


@cache
def _never() -> re.Pattern[str]:
    return re.compile(
        r"[每各一半][^,;。\n]{0,10}?(?<![\d.一二三四五六七八九十百])[0零〇](?:次|场|轮|遍)|(?<![\d.])[0零〇]次[每/]"
    )
