"""Points of the calendar that name a thing: the 2023 budget, Agenda 2030, the Q2 report, levels of 1990.

A year alone is a time limit only where something says so: a word before it such as "by" or "in", a label with a
colon, a word for a stretch of the work ("Phase 2 (2024)"), or that nothing else stands beside it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pilotflow.dates.english.fragments import CONNECT
from pilotflow.dates.point import Point

if TYPE_CHECKING:
    from pilotflow.dates.english.walk import Walk

_LISTED = 4
_SEEN = 60
_FIGURES = ("reference", "sum", "shortyear", "close")
_LINKS = ("to", "and")


def named(walk: Walk, at: int, behind: int, point: Point, bound: str) -> int:
    """The number of the word behind a point, or a list of years, that only names something; 0 where it does not."""
    text, tokens = walk.text, walk.tokens
    begin, end = tokens[at].start, tokens[behind - 1].end
    bare = _is_bare(point)
    if not bare and end == len(text):
        return 0
    last = _listed(walk, behind) if bare else behind
    end = tokens[last - 1].end
    article = text[max(begin - 4, 0) : begin].lower() == "the " or text[begin : begin + 4].lower() == "the "
    free = not bound or article
    found = _label().match(text, end)
    if found is not None:
        kind = found.lastgroup
        if (
            (kind == "measure" and (bare or free))
            or (kind == "thing" and bare and free)
            or (kind == "paper" and free and (bare or article or text[found.start("paper")].islower()))
        ):
            while last < len(tokens) and tokens[last].start < found.end():
                last += 1  # the 2023 annual report
            return last
    if not bare:
        return _noun_behind(walk, point, bound, at, behind)
    if bound == "to" and _outlook().search(text, max(begin - _SEEN, 0), begin):
        return last
    if bound == "within" and point.year is not None and point.year % 100 == 0 and _plural().match(text, end):
        return last  # in 2000 schools
    return 0 if bound or tokens[at].text[0] in "Cc" or _stands(walk, at, last) else last


def _listed(walk: Walk, behind: int) -> int:
    """The number behind the years that are listed with a year: 2021 to 2027, 2024 and 2025."""
    tokens, last = walk.tokens, behind
    while (
        last - behind < 2 * _LISTED
        and last + 1 < len(tokens)
        and tokens[last].kind in _LINKS
        and tokens[last + 1].kind == "year"
    ):
        last += 2
    return last


def _is_bare(point: Point) -> bool:
    years = point.year is not None or point.split
    return years and not (
        point.months or point.quarters or point.half or point.part or point.unit or point.feast
    )


def _noun_behind(walk: Walk, point: Point, bound: str, at: int, behind: int) -> int:
    """H2 electrolyser, Monday meeting: the number behind such a word; 0 where it is a point of the calendar."""
    if bound or point.year is not None or not (point.half or point.weekday):
        return 0
    if point.half and walk.tokens[at].kind == "half" and not walk.tokens[at].text.lower().startswith("h"):
        return 0
    return behind if worded(walk.text, walk.tokens[behind - 1].end) else 0


def worded(text: str, at: int) -> bool:
    """Whether a word follows that makes what stands before it the name of something.

    >>> worded("H2 electrolyser", 2), worded("H2 of the project", 2)
    (True, False)
    """
    return _word().match(text, at) is not None


def _stands(walk: Walk, at: int, behind: int) -> bool:
    """Whether nothing but words of time, or a word for a stretch of the work, stands beside a year."""
    text, tokens = walk.text, walk.tokens
    before = at - 1
    bracket = before >= 0 and tokens[before].kind == "open"
    if bracket:
        before -= 1
    begin = tokens[before].end if before >= 0 else 0
    left = text[begin : tokens[at].start]
    if before >= 0 and tokens[before].kind in _FIGURES and not left.strip(" ,("):
        return False
    end = tokens[behind - 1].end
    if bracket and (text[end : end + 1] == ":" or (before >= 0 and tokens[before].text == ".")):
        return False  # (2020: 75%), Smith et al. (2020)
    if _beside().fullmatch(left) is None and _schedule().search(left[-_SEEN:]) is None:
        return False
    if bracket and text[end : end + 1] == ")":
        return True
    if behind < len(tokens) and tokens[behind].kind == "reference":
        return False  # S.I. 2015 No. 102
    following = tokens[behind].start if behind < len(tokens) else len(text)
    return _after().match(text[end:following]) is not None


@cache
def _label() -> re.Pattern[str]:
    adjectives = (
        r"(?:annual|interim|financial|progress|monthly|quarterly|national|local|regional|global|general|state|government"
        r"|federal|capital|revenue|operating|operational|business|implementation|population|household|staff|customer|user"
        r"|climate|energy|emissions?|carbon|work|action|strategic|corporate|municipal|city|county|council|school|research"
        r"|presidential|parliamentary|european|un|paris|sustainable|development|policy|training|audited|management|board)"
    )
    measure = (
        r"levels?|prices|terms|standards?|rates?|values?|data|figures?|statistics|dollars|baselines?|money"
    )
    thing = (
        r"budgets?|elections?|cohorts?|intakes?|guidelines?|guidance|regulations?|rules|acts?|law|bill|programmes?"
        r"|programs?|strateg(?:y|ies)|plans?|planning|agenda|frameworks?|goals?|targets|commitments?|objectives?|vision"
        r"|roadmap|pledges?|olympics?|games|world cup|season|model|directive|treaty|protocol|convention|declaration"
        r"|curriculum|syllabus|spending review|inventory|index|awards?|prizes?|calls?|scheme|initiative|campaign"
        r"|package|recommendations?|decision|resolution|judge?ment|estimates?|forecasts?|projections?|conference|summit"
        r"|agreement|standard|code|paper|study|review|contributions?|allocations?|grants?|graduates?|students"
        r"|applicants"
    )
    paper = (
        r"reports?|results|returns?|accounts|claims?|statements?|minutes|letter|memo(?:randum)?|versions?|editions?"
        r"|drafts?|invoices?|surveys?|census|newsletters?|bulletins?|audits?|issue(?=\s(?:of|\W|$)|$)"
    )
    return re.compile(
        rf"(?:'s)?\s(?:{adjectives}\s){{0,2}}(?:(?P<measure>{measure})|(?P<thing>{thing})|(?P<paper>{paper}))\b",
        re.IGNORECASE,
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"\s(?!{CONNECT}\b)[^\W\d_]", re.IGNORECASE)


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(r"\s(?!(?:this|is|was|has|us|as|its|does)\b)[a-z]+s\b")


@cache
def _outlook() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:strategy|roadmap|plan|vision|outlook|pathways?|programme|program|framework|agenda|perspectives?"
        r"|projections?|forecasts?|scenarios?|route|transition)\s(?:to|-)\s(?:the\s)?$",
        re.IGNORECASE,
    )


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(
        r"[\s,()'/&-]*(?:(?:the|in|of|on|at|a|for|years?|calendar|about|approx\w*|approximately|circa|ca|c|only|and"
        r"|or|to|from|then|now|again|between|over|across|throughout|earliest|most|mainly)\b[\s,.()-]*)*",
        re.IGNORECASE,
    )


@cache
def _schedule() -> re.Pattern[str]:
    return re.compile(
        r"(?<!programming )(?<!financing )(?<!funding )(?<!budget )(?<!base )(?<!reference )"
        r"\b(?:phase|stage|step|milestone|deadline|due|timeline|time ?frame|timing|period|completion|delivery"
        r"|implementation|roll-?out|launch|start|wave|tranche|round|year|works|construction|pilot(?:ing)?|testing"
        r"|operation|evaluation|opening|duration|when|date|finish|handover)s?(?:\s[\divxabc]{1,3})?"
        r"(?:\s(?:in|for))?[\s:,(-]*$",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:$|[,.)&-]|\s?(?:{CONNECT})\b)", re.IGNORECASE)
