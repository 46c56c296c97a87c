"""The grammar of English time limits: what each kind of word does in the walk over a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pilotflow.dates.deadline import Deadline
from pilotflow.dates.english import anchored, doubtful, fiscal, ordinals, repeated, school, seasons, weather
from pilotflow.dates.english.dated import dated
from pilotflow.dates.english.points import STARTS
from pilotflow.dates.english.tokens import normalise
from pilotflow.dates.english.walk import Walk
from pilotflow.dates.findings import Findings, Item, Scope
from pilotflow.dates.marks import Mark
from pilotflow.dates.rhythms import Rhythm
from pilotflow.dates.school import TERMS, school_item

_EMPTY = frozenset(
    ("", "/", "-", "--", "n/a", "na", "none", "nil", "ditto", "not applicable", "same as above", "as above")
)


def read(text: str, scope: Scope) -> Deadline:
    """The deadline that an English text states."""
    plain = normalise(text)
    findings = Findings()
    if plain.strip("\n\t.; ").lower() in _EMPTY:
        findings.empty = True
    else:
        Walk(plain, scope, findings).run(_ACTIONS)
    return findings.deadline(text, "en")


def _stop(walk: Walk, at: int) -> int:
    walk.commit()
    walk.places = []
    walk.clause = len(walk.findings.items)
    return at + 1


def _sustain(walk: Walk, at: int) -> int:
    if walk.tokens[at].text.lower() != "thereafter" or not _beside_rhythm(walk, at):
        walk.findings.sustain = True
    return at + 1


def _beside_rhythm(walk: Walk, at: int) -> bool:
    """Annually thereafter, thereafter every two years: the rhythm says it all."""
    tokens, text = walk.tokens, walk.text
    if at and tokens[at - 1].kind in _RHYTHMS and not text[tokens[at - 1].end : tokens[at].start].strip():
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind not in _RHYTHMS:
        return False
    return text[tokens[at].end : following.start].strip() in ("", ",", "at least")


def _vague(walk: Walk, at: int) -> int:
    walk.findings.vague = True
    return at + 1


def _left_open(walk: Walk, at: int) -> int:
    walk.findings.doubt = True
    return at + 1


def _months(walk: Walk, at: int) -> int:
    """Quarterly (March, June, September and December)."""
    walk.begin(repeated.listed(walk.tokens[at].text.lower()))
    return at + 1


def _day_aside(walk: Walk, at: int) -> int:
    """30 June 2024 (Sunday): the weekday of the date before it."""
    items = walk.findings.items
    if not items or items[-1].precision != "day":
        walk.findings.doubt = True
    else:
        doubtful.check_weekday(items[-1], walk.tokens[at].text.strip(" ("), walk.previous[1])
    return at + 1


def _soft(walk: Walk, at: int) -> int:
    walk.findings.soft = True
    return at + 1


def _rhythm(walk: Walk, at: int) -> int:
    rhythm = repeated.begun(walk.tokens[at])
    rhythm.vague = rhythm.vague or walk.about(at)
    walk.begin(rhythm)
    return at + 1


def _unset(walk: Walk, at: int) -> int:
    unit = walk.tokens[at].text.lower().split()[0]
    walk.add(Item("by", None, None, unit, "en.vague", vague=True))
    return at + 1


def _onwards(walk: Walk, at: int) -> int:
    items = walk.findings.items
    if items and items[-1].kind == "window" and isinstance(items[-1].first, date):
        items[-1].kind, items[-1].last, items[-1].alternatives = "from", None, ()
    return at + 1


def _term(walk: Walk, at: int) -> int:
    before = walk.tokens[at - 1] if at else None
    part = before.text.lower() if before is not None and before.kind in ("part", "relative") else ""
    if school.is_open(walk.tokens[at].text, part):
        walk.add(Item("by", None, None, "none", "en.term", vague=True, anchor=TERMS))
        return at + 1
    which, what, each = school.term_of(walk.tokens[at].text, part, walk.bound(at) or _binder(walk, at))
    if each:
        rhythm = Rhythm(each, 1, "en.each-term")
        if what != "all":
            rhythm.offset = f"each:{what}"
        walk.begin(rhythm)
        return at + 1
    item = school_item(which, what, "", "en.term", walk.scope)
    if what == "end":
        item.first = None
    walk.add(item)
    return at + 1


def _binder(walk: Walk, at: int) -> str:
    kinds = [token.kind for token in walk.tokens[max(at - 2, 0) : at]]
    return next((kind for kind in kinds if kind in ("before", "by")), "")


def _issue(walk: Walk, at: int) -> int:
    """From issue until 30 June."""
    if walk.bound(at) == "since":
        item = Item("from", Mark("D"), None, "day", "en.from-issue")
        item.settle(walk.scope)
        walk.add(item)
    return at + 1


def _at_once(walk: Walk, at: int) -> int:
    """With immediate effect: from the day of issue on."""
    item = Item("from", Mark("D"), None, "day", "en.from")
    item.settle(walk.scope)
    walk.add(item)
    return at + 1


def _fiscal_word(walk: Walk, at: int) -> int:
    """The end of the financial year."""
    bound = walk.bound(at) or _binder(walk, at)
    walk.add(fiscal.unnumbered(walk, at, bound), walk.tokens[at].start)
    return at + 1


def _setting(walk: Walk, at: int) -> int:
    """Before the flood season: a season or an event without a day of its own."""
    walk.add(seasons.season_item(walk.tokens[at].text, walk.bound(at), walk.scope))
    return at + 1


_RHYTHMS = (
    "adverb", "every", "everyother", "everyday", "everymonth", "rate", "nthday", "monthday", "monthafter", "inmonth"
)  # fmt: skip
_ACTIONS: dict[str, Callable[[Walk, int], int]] = {
    "stop": _stop,
    "sustain": _sustain,
    "vague": _vague,
    "soft": _soft,
    "leftopen": _left_open,
    "months": _months,
    "dayaside": _day_aside,
    "season": weather.season,
    "atonce": _at_once,
    "fiscalword": _fiscal_word,
    "nthweekday": ordinals.nth_weekdays,
    "isoweek": ordinals.iso_week,
    "nthworkday": ordinals.nth_workday,
    "onwards": _onwards,
    "termword": _term,
    "projectspan": anchored.project,
    "span": anchored.counted,
    "hours": anchored.counted,
    "unset": _unset,
    "setting": _setting,
    "issue": _issue,
    **dict.fromkeys(_RHYTHMS, _rhythm),
    **dict.fromkeys(STARTS, dated),
}  # fmt: skip
