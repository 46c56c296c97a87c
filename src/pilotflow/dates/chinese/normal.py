"""One form for what is written in many: width, dashes, brackets, quotation marks, spaces, numerals."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

NUMERALS = "零〇○一二两三四五六七八九十百廿卅"
_DIGITS = {"零": 0, "〇": 0, "○": 0, "O": 0, "o": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
           "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip


def normalise(text: str) -> str:
    """The text in one width, with plain dashes and brackets, without quotation marks and spaces.

    >>> normalise("２０２３ 年 ６ 月底前（含）")
    '2023年6月底前(含)'
    """
    plain = text.translate(_table())
    spaces, dashes, figures = _patterns()
    if spaces.search(plain) is not None:
        plain = spaces.sub("", figures.sub(",", plain))
    return dashes.sub("-", plain) if "--" in plain else plain


def number(text: str) -> int:
    """A whole number in Arabic or Chinese numerals; -1 where the numerals make no number.

    >>> number("十五"), number("二○二三"), number("两"), number("一百二十"), number("廿五")
    (15, 2023, 2, 120, 25)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text and "百" not in text:
        total = 0
        for sign in text:
            digit = _DIGITS.get(sign)
            if digit is None:
                if not (sign.isascii() and sign.isdigit()):
                    return -1
                digit = int(sign)
            total = total * 10 + digit
        return total
    total = current = 0
    for sign in text:
        if sign in "十百":
            total += (current or 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = _DIGITS.get(sign, 0)
    return total + current


def numbers(text: str) -> tuple[tuple[int, ...], bool]:
    """The numbers of a list or range such as 五、六月 or 3-5月, and whether they are one stretch.

    >>> numbers("3-5月"), numbers("6、12月"), numbers("三四月份")
    (((3, 4, 5), True), ((6, 12), False), ((3, 4), True))
    """
    pieces = _pieces().findall(text)
    if len(pieces) == 1:
        pair = _neighbours(pieces[0])
        return (pair, True) if pair else ((number(pieces[0]),), True)
    found: list[int] = []
    through = False
    for piece in pieces:
        if piece in "-至到":
            through = True
            continue
        value = number(piece)
        if through and found and found[-1] < value <= 31:
            found.extend(range(found[-1] + 1, value + 1))
        else:
            found.append(value)
        through = False
    if any(piece in "-至到" for piece in pieces):
        return tuple(found), True
    return tuple(found), all(later - former == 1 for former, later in pairwise(found))


def _neighbours(text: str) -> tuple[int, ...]:
    """三四月: two digits that follow each other name both."""
    if len(text) != 2 or text.isascii() or any(sign in "十百廿卅" for sign in text):
        return ()
    first, second = number(text[0]), number(text[1])
    return (first, second) if second == first + 1 and first > 0 else ()


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(r"\d+|[零〇○一二两三四五六七八九十百廿卅]+|[-至到]")


@cache
def _table() -> dict[int, str]:
    table = {0xFF01 + at: chr(0x21 + at) for at in range(94)}
    table.update(dict.fromkeys(map(ord, "—–―‐‑‒−～〜∼﹣－~─"), "-"))
    table.update(dict.fromkeys(map(ord, "“”\"「」『』‘’'《》〈〉＂＇\u200b\u200c\u200d\ufeff"), ""))
    table.update(dict.fromkeys(map(ord, "（［【〔[｛{"), "("))
    table.update(dict.fromkeys(map(ord, "）］】〕]｝}"), ")"))
    table.update({ord(sign): plain for sign, plain in zip("，；：。．／", ",;:;./", strict=True)})
    # The commonest traditional forms.
    table.update(
        {
            ord(old): new
            for old, new in zip(
                "於個內後週號開會學間兩無從長續實終歲當來節時點",
                "于个内后周号开会学间两无从长续实终岁当来节时点",
                strict=True,
            )
        }
    )
    return table


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    # A space between two Latin letters stays: it separates words of a name. One between figures separates dates.
    spaces = re.compile(r"(?<![A-Za-z])[^\S\n]+|[^\S\n]+(?![A-Za-z])")
    return spaces, re.compile(r"-{2,}"), re.compile(r"(?<=\d)[^\S\n]+(?=\d)")
