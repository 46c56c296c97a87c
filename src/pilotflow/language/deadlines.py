"""How a deadline is said. What reads these words again is :mod:`pilotflow.dates.saying`."""

from pilotflow.language.catalogue import N_

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
DAY = N_("{day} {month} {year}")
MONTH = N_("{month} {year}")
QUARTER = N_("Q{number} {year}")
HALVES = (N_("H1 {year}"), N_("H2 {year}"))
YEAR = N_("{year}")
BY = N_("by {latest}")
BY_END = N_("by the end of {period}")
IN = N_("in {period}")
ON = N_("on {day}")
BETWEEN = N_("from {earliest} to {latest}")
FROM = N_("from {earliest}")
WITHIN = N_("within {span} of {event}")
AHEAD = N_("{span} before {event}")
ISSUE = N_("issue")
THAT_IS = N_("{words} ({day})")
NOT_DATED = N_("not dated yet")
NONE = N_("none")
UNDECIDED = N_("to be determined")
MAINTAINED = N_("maintained thereafter")
IF_POSSIBLE = N_("if possible")
QUALIFIED = N_("{words} [{details}]")

# Rhythms.
EACH = {
    "day": N_("every day"),
    "week": N_("every week"),
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "half": N_("every half-year"),
    "year": N_("every year"),
    "term": N_("every term"),
}
OFTEN = {
    "week": N_("{times} times per week"),
    "month": N_("{times} times per month"),
    "quarter": N_("{times} times per quarter"),
    "half": N_("{times} times per half-year"),
    "year": N_("{times} times per year"),
    "term": N_("{times} times per term"),
}
BY_DAY = N_("by day {day} of each month")
BY_MONTH_END = N_("by the end of each month")
BY_QUARTER_END = N_("by the end of each quarter")

# Spans.
SPANS = {
    "B": N_("{count} working days"),
    "D": N_("{count} days"),
    "W": N_("{count} weeks"),
    "M": N_("{count} months"),
    "Y": N_("{count} years"),
}

SPANS_OF_ONE = {
    "B": N_("1 working day"),
    "D": N_("1 day"),
    "W": N_("1 week"),
    "M": N_("1 month"),
    "Y": N_("1 year"),
}

# Details in brackets: what the words before them do not say.
FIELDS = {
    "earliest": N_("earliest: {value}"),
    "latest": N_("latest: {value}"),
    "recurrence": N_("rhythm: {value}"),
    "per": N_("how often: {value}"),
    "precision": N_("exact to: {value}"),
    "anchor": N_("counted from: {value}"),
    "offset": N_("offset: {value}"),
    "dates": N_("checkpoints: {value}"),
}
NOTHING = N_("nothing")
FLAGS = {
    "sustain": (N_("to be maintained"), N_("not to be maintained")),
    "vague": (N_("not exact"), N_("exact")),
    "soft": (N_("where possible"), N_("binding")),
    "provisional": (N_("provisional"), N_("not provisional")),
}
PRECISIONS = {
    "day": N_("the day"),
    "dekad": N_("the dekad"),
    "month": N_("the month"),
    "quarter": N_("the quarter"),
    "half": N_("the half-year"),
    "year": N_("the year"),
    "none": N_("no unit"),
}
