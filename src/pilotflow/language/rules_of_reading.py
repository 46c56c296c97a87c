"""Why words were read as they were: each rule of the readers in a sentence."""

from __future__ import annotations

from pilotflow.language.catalogue import N_, say

RULES = {
    "unread": N_("The words are not understood as a time limit, and nothing is assumed in their place."),
    "stated": N_("The plan writes the days out."),
    "recurrence-rule": N_("It is a recurrence rule as calendars have it (RFC 5545)."),
    "same-as-above": N_("The cell takes over the time limit of the one above it."),
    "empty": N_("The words state no time limit of their own."),
    "sustain": N_("The words set no last day: the work goes on and is kept up."),
    "vague": N_("The words speak of time, but no day can be told from them."),
    # a point of the calendar, and what binds it
    "day": N_("The day or days named are the window."),
    "dekad": N_(
        "A month has three parts, which begin on the 1st, the 11th and the 21st. The part named is the window; the "
        "beginning of a month is its first part."
    ),
    "month": N_("The months named are the window, from the first day to the last."),
    "quarter": N_("The quarters named are the window, from the first day to the last."),
    "half": N_("The half-year named is the window, from its first day to its last."),
    "year": N_("The years named are the window, from the first day to the last."),
    "half-end": N_(
        "The end of a half-year is its last day, which is still in time. The middle of a year is the end of June."
    ),
    "month-end": N_("The end of a period is its last day, which is still in time."),
    "by": N_("The last day of the period named is still in time."),
    "in": N_("The work falls into the period named; its last day is still in time."),
    "list": N_(
        "Several periods are named. Each has a last day of its own, and the latest of them closes the window."
    ),
    "range": N_("The window runs from the first day of the one period to the last day of the other."),
    "from": N_("The window begins on the first day named. The words set no last day."),
    "from-event": N_("The window begins on the day of the event. The words set no last day."),
    "after": N_("The window begins once the time named is over. The words set no last day."),
    "not-before": N_("The window begins on the day named and not earlier. The words set no last day."),
    "around": N_("“前后” means about that time: the period named is the window, but not exactly."),
    "week-of": N_("The seven days from the day named are the window."),
    "before": N_(
        "In English, “before” leaves out the day or period named: the last day is the one before it. “Before the "
        "end” of a period includes its last day."
    ),
    "before-day": N_("“前” behind a day includes that day. Read strictly, the day before it is the last."),
    "before-dekad": N_(
        "“中旬前” is read like “底前”: it includes the last day of the part of the month (the 10th, the 20th, or the "
        "last). Read strictly, the day before that part begins is the last."
    ),
    "before-end": N_("“底前” and “末前” include the last day of the period."),
    "before-early": N_(
        "“初前” includes the beginning itself: of a month up to the 10th, of a year up to March."
    ),
    "before-bare": N_(
        "“前” behind a month, quarter or year ends on the day before it begins, though some writers mean its end. "
        "Where the period runs already, only its end can be meant."
    ),
    "first-of": N_("The first months or years of the period named are the window."),
    "festival": N_(
        "The day of the festival is taken from the calendar. “Before” it means by the day before it."
    ),
    # counted from something
    "within": N_("The span counts from the day it is bound to, and that day itself does not count."),
    "from-day": N_("The span counts from the day named, and that day itself does not count."),
    "ahead-of": N_("The span counts back from what it is bound to."),
    "ahead": N_("The span counts from the day of issue."),
    "period": N_("The period runs from the day on which it begins."),
    "project": N_("Months, weeks, quarters and years of a programme count from its start."),
    "term": N_("The words name a part of the school calendar; its terms settle the days."),
    "season": N_("The season or event has no fixed day; whoever announces it settles the day."),
    "financial-year": N_(
        "Countries and bodies begin their financial years in different months. Where neither the words nor the "
        "conventions say when, the usual last days are given as other readings."
    ),
    "season-of-year": N_(
        "Spring, summer, autumn and winter are the three months from March, June, September and December, and "
        "never exact."
    ),
    # what comes round
    "each-term": N_("It comes round in every term or school year; the terms settle the days."),
    "each-weekday": N_("It comes round on the weekdays named."),
    "each-workday": N_("It comes round on every working day."),
    "nth-day": N_(
        "It comes round on the day named in every month or quarter, counted from its beginning or its end."
    ),
    "each-quarter-end": N_(
        "It comes round at the end of every quarter: of March, June, September and December."
    ),
    "each-year-by": N_(
        "It comes round every year; the day named, or the last day of the period named, is the last."
    ),
    "each-year-in": N_("It comes round every year, on the days or in the months named."),
    "day-of-each": N_("It comes round on the same day of every such period."),
    "alternate-months": N_("“双月” are the even months of the year, “单月” the odd ones."),
    "every-other": N_("It comes round in every second such period."),
    "times-in": N_("The number of times named is owed in every such period, at the least."),
}
"""By the code of a rule without its language."""

_PARTS = {
    "month": N_(
        "The beginning of a quarter is its first month, the middle the second, the late part the third."
    ),
    "quarter": N_("The beginning of a year is its first quarter, the late part the fourth."),
}
"""What is added where the words name a part of a longer period, which is never exact."""

_BOTH = N_("{rule} {parts}")
_SAME = {"quarter-end": "month-end", "year-end": "month-end", "rate": "times-in"}

_FAMILIES = {
    "month-of-each-": N_("It comes round in the same month of every quarter, half-year or year."),
    "month-of-each": N_("It comes round in the same month of every quarter, half-year or year."),
    "after-each-": N_("It comes round whenever such a period has ended; the span counts from its last day."),
    "each-": N_(
        "It comes round in every such period: by the day that is named in it, or on any day of it where none is."
    ),
}
"""By what the code of a rule begins with."""


def rule_in_words(rule: str, language: str = "en", *, vague: bool = False) -> str | None:
    """Why words were read as they were; None for a rule that nobody described.

    Args:
        rule: as in :attr:`Deadline.rule`.
        language: ``"en"`` or ``"zh"``.
        vague: whether the words set no exact day.

    >>> rule_in_words("zh.before-end")
    '“底前” and “末前” include the last day of the period.'
    """
    code = rule.rpartition(".")[2]
    message = RULES.get(_SAME.get(code, code))
    if message is None:
        message = next((said for head, said in _FAMILIES.items() if code.startswith(head)), None)
    if message is None:
        return None
    parts = _PARTS.get(code) if vague else None
    told = say(message, language)
    return told if parts is None else say(_BOTH, language, rule=told, parts=say(parts, language))
