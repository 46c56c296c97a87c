"""One scan of an English text into its time words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pilotflow.dates.english import references, sidewords, timewords
from pilotflow.dates.english.fragments import CONNECT, DO


class Token(NamedTuple):
    """A time word: its kind, its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    r"""The text with plain dashes, plain apostrophes and single spaces.

    >>> normalise("March\u2013June\u00a0 2023")
    'March-June 2023'
    """
    plain = _spaces().sub(" ", text.translate(_table())).strip(" ")
    if "last" in plain.lower():
        plain = _from_the_end().sub(_counted_back, plain)
    return _years().sub(_written_out, plain) if "-" in plain else plain


def scan(text: str) -> list[Token]:
    """The time words of a normalised text in their order; what lies between is not kept."""
    pattern, kinds = _master()
    found = []
    for match in pattern.finditer(in_small_letters(text)):
        start, end = match.span()
        token = Token(kinds[match.lastindex or 0], text[start:end], start, end)
        if token.kind not in _NAMED or not _is_word(token, text):
            found.append(token)
    return found


def _is_word(token: Token, text: str) -> bool:
    """Whether what looks like a month or weekday is a word of the sentence: what one may do, they march, it sat."""
    word = token.text
    if word[-3:].lower() == "may" and _deeds().match(text, token.end) is not None:
        return True
    if token.kind == "relday":
        return word[:3].islower() and not word.rstrip("s").endswith("day") and " " not in word
    return word in ("may", "march") and _words().match(text, token.end) is not None


def in_small_letters(text: str) -> str:
    """The text in small letters, each where it stood."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(sign.lower()[:1] for sign in text)


def _written_out(found: re.Match[str]) -> str:
    """2021-27 as 2021-2027; 2023-24 stays, the name of a financial or school year."""
    first, last = found.groups()
    end = first[:2] + last
    return f"{first}-{end}" if int(end) > int(first) + 1 else found.group()


def _counted_back(found: re.Match[str]) -> str:
    """Second to last, last but one: one word for each, so that neither of its words is read alone."""
    third = found["place"] is not None and found["place"].lower() in ("third", "3rd")
    third = third or (found["but"] or "").lower() == "two"
    return ("antepenultimate" if third else "penultimate") + (f" {found['day']}" if found["day"] else "")


@cache
def _from_the_end() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?P<place>second|third|2nd|3rd|next)(?:[- ]to)?[- ]last"
        r"|last(?:\s(?P<day>\w+day|(?:working|business)\sday))?[- ]but[- ](?P<but>one|two))\b(?!\s"
        r"(?:week|month|year)s?\sof\sthe\b)",
        re.IGNORECASE,
    )


@cache
def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, "—–―‐‑‒−"), "-")
    table.update(dict.fromkeys(map(ord, "’‘"), "'"))
    table.update(dict.fromkeys(map(ord, '“”"\u200b\ufeff'), ""))
    table.update({0xFF01 + at: chr(0x21 + at) for at in range(94)})
    table.update({ord("。"): ".", ord("、"): ",", ord("["): "(", ord("]"): ")"})
    return table


@cache
def _years() -> re.Pattern[str]:
    return re.compile(r"\b((?:19|20|21)\d\d)-(1[3-9]|[2-9]\d)\b(?![-/.]\d)")


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(rf"\s{DO}\b", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"\s(?!{CONNECT}\b)[a-z]|\s(?:on|through|past)\b")


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[^\S\n]+")


# Kinds that begin with a figure only, and those that begin with a letter only; the last begin with a sign too.
_FIGURES = frozenset(("iso", "slashed", "monthyear", "dmy", "dayslash", "yearquarter"))
_LETTERS = frozenset(
    ("everyother", "every", "everyday", "everymonth", "setting", "dekad", "hours", "unset", "bracketday",
     "relday", "mdy", "month", "season", "part", "notbefore", "notlater", "before", "ahead", "around", "lasting",
     "weekof", "weekto", "atonce", "asof", "monthshort", "fiscalword", "instead", "moved", "cited",
     "citing", "done", "origin", "since", "onwards", "by", "within", "after", "between", "sustain", "vague", "soft",
     "feast")
)  # fmt: skip
_NAMED = frozenset(("month", "dmy", "relday"))
_SIGNS = frozenset(("sum", "to", "and", "stop", "open", "close", "shortyear"))


@cache
def _master() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all, and the kind of each of its groups; a sign is tried against what may begin with it.

    All but those that begin with a sign are tried at the beginning of a word or figure only.
    """
    patterns = (*references.PATTERNS, *timewords.PATTERNS, *sidewords.PATTERNS)
    known = frozenset(kind for kind, _ in patterns)
    kinds = [""]
    branches = []
    for guard, chosen in (
        (r"(?<!\w)(?=\d)", known - _LETTERS - _SIGNS),
        (r"(?<!\w)(?=[^\W\d_])", known - _FIGURES),
        (r"(?![^\W\d_])", _SIGNS),
    ):
        groups = []
        for kind, pattern in patterns:
            if kind in chosen:
                at = len(kinds)
                kinds.append(kind)
                own = pattern.replace(r"\1", rf"\{at + 1}")
                if own != pattern:  # it has a group of its own
                    kinds.append("")
                groups.append(f"({_lowered(own)})")
        branches.append(guard + "(?:" + "|".join(groups) + ")")
    return re.compile("|".join(branches)), tuple(kinds)


@cache
def _lowered(pattern: str) -> str:
    return re.sub(r"(\\.)|([A-Z]+)", lambda found: found[1] or found[2].lower(), pattern)
