"""School words and project months in English."""

from __future__ import annotations

import re

_WHICH = (
    ("autumn", "autumn"),
    ("fall", "autumn"),
    ("spring", "spring"),
    ("first", "first"),
    ("1st", "first"),
    ("second", "second"),
    ("2nd", "second"),
    ("next", "next"),
)


def is_open(text: str, part: str) -> bool:
    """Whether words leave open which term they mean, or which part of it: the summer term, mid-term.

    >>> is_open("summer term 2024", ""), is_open("autumn term", "mid-"), is_open("summer holidays", "")
    (True, True, False)
    """
    lower = text.lower().removeprefix("the ")
    if not re.search(r"term|semester", lower):
        return False
    return lower.startswith(("summer", "winter", "third", "3rd")) or part.startswith(("mid", "early", "late"))


def term_of(text: str, part: str, binder: str) -> tuple[str, str, str]:
    """Which term, what of it, and the unit of a rhythm, as :mod:`pilotflow.dates.school` writes them.

    Args:
        text: the words for the term.
        part: "end of" or "start of" before it, if any.
        binder: the kind of the word that binds it.

    >>> term_of("autumn term", "", "before"), term_of("each term", "", "")
    (('autumn', 'before', ''), ('each', 'all', 'term'))
    """
    lower = text.lower()
    year = re.search(r"\d{4}", lower)
    if "holiday" in lower or "break" in lower or "vacation" in lower:
        season = "winter" if "winter" in lower else "summer"
        which = f"{year.group()}-current" if year else "current"
        return which, f"before-{season}" if binder == "before" else season, ""
    if (
        year is not None
        and re.search(r"(?:school|academic) year|\bay\b", lower)
        and not re.search("term|semester", lower)
    ):
        return _school_year(year.group(), part, binder)
    if re.match(r"each|every|per\b|termly", lower):
        return "each", _what(part, binder, "all"), "school-year" if "year" in lower else "term"
    which = next((code for sign, code in _WHICH if lower.startswith(sign)), "current")
    if which == "current" and re.match(r"start|beginning", part):
        which = "next"
    return f"{year.group()}-{which}" if year else which, _what(part, binder, "all"), ""


def _school_year(year: str, part: str, binder: str) -> tuple[str, str, str]:
    """A school year, or the term with which it begins."""
    what = _what(part, binder, "all")
    if what in ("start", "before"):
        return f"{year}-first", what, ""
    return f"{year}-year", "end" if what == "end" else "all", ""


def _what(part: str, binder: str, otherwise: str) -> str:
    if part.startswith(("end", "close", "last")):
        return "end"
    if binder == "before":
        return "before"
    if part.startswith(("start", "beginning")):
        return "start"
    return "end" if binder == "by" else otherwise


def project_of(text: str) -> tuple[str, int, int] | None:
    """Unit, first and last number of "M6", "months 1-6" or "week 4"; None where they run backwards.

    >>> project_of("M1-M6"), project_of("Month 12")
    (('M', 1, 6), ('M', 12, 12))
    """
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    unit = text.lower().removeprefix("end of ")[0].upper()
    if not 1 <= numbers[0] <= numbers[-1]:
        return None
    return unit, numbers[0], numbers[-1]
