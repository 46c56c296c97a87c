"""How a rhythm is said: the units it comes in, and the days in them."""

from pilotflow.language.catalogue import N_

COUNTS = {
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    10: N_("ten"),
    12: N_("twelve"),
}
EACH = {
    "day": N_("every day"),
    "workday": N_("every working day"),
    "week": N_("every week"),
    "dekad": N_("every ten-day period"),
    "half-month": N_("every half-month"),
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "half": N_("every half-year"),
    "year": N_("every year"),
    "term": N_("every term"),
    "school-year": N_("every school year"),
}
EVERY = {
    "day": N_("every {count} days"),
    "week": N_("every {count} weeks"),
    "month": N_("every {count} months"),
    "quarter": N_("every {count} quarters"),
    "year": N_("every {count} years"),
}
TWICE = N_("twice")
TIMES = N_("{count} times")
OFTEN = {
    "day": N_("{often} a day"),
    "week": N_("{often} a week"),
    "month": N_("{often} a month"),
    "quarter": N_("{often} a quarter"),
    "half": N_("{often} every half-year"),
    "year": N_("{often} a year"),
    "term": N_("{often} a term"),
}
OFTEN_IN = N_("{often} {rhythm}")
ABOUT = N_("roughly {rhythm}")

# Weekdays.
WEEKDAYS = {
    "MO": N_("Monday"),
    "TU": N_("Tuesday"),
    "WE": N_("Wednesday"),
    "TH": N_("Thursday"),
    "FR": N_("Friday"),
    "SA": N_("Saturday"),
    "SU": N_("Sunday"),
}
EVERY_WEEKDAY = N_("every {weekdays}")
WEEKDAY_EVERY = N_("every {count} weeks on {weekdays}")

# The months that a rhythm names, and the days in them.
EACH_MONTH = N_("each month")
MONTH_OF_QUARTER = (
    N_("the first month of each quarter"),
    N_("the second month of each quarter"),
    N_("the last month of each quarter"),
)
ALTERNATE_MONTHS = (N_("every even-numbered month"), N_("every odd-numbered month"))
IN_ALTERNATE_MONTHS = (N_("in every even-numbered month"), N_("in every odd-numbered month"))
MONTH_EACH_YEAR = N_("{month} each year")
ORDINALS = {
    1: N_("first"),
    2: N_("second"),
    3: N_("third"),
    4: N_("fourth"),
    5: N_("fifth"),
    -1: N_("last"),
}
NTH = {1: N_("{number}st"), 2: N_("{number}nd"), 3: N_("{number}rd"), 0: N_("{number}th")}
DAYS = {1: N_("{day}st"), 2: N_("{day}nd"), 3: N_("{day}rd"), 0: N_("{day}th")}
END_OF_MONTH = N_("the end")
IN_MONTHS = N_("in {months}")
BY_DAYS = N_("by the {days} of {months}")
BY_END = N_("by the end of {months}")
BY_LAST_DAY = N_("by the last day of {months}")
ON_WEEKDAY = N_("on the {nth} {weekday} of {months}")
ON_WORKDAY = N_("on the {nth} working day of {months}")
BETWEEN_DAYS = N_("from the {first} to the {last} of {months}")

# Each quarter, half-year or year.
BY_END_OF_UNIT = {
    "quarter": N_("by the end of each quarter"),
    "half": N_("by the end of each half-year"),
    "year": N_("by the end of each year"),
}
EARLY_IN = {
    "dekad": N_("early in each month"),
    "quarter": N_("early in each quarter"),
    "half": N_("early in each half-year"),
    "year": N_("early in each year"),
}
MIDDLE_OF_YEAR = N_("by the middle of each year")
START_OF_MONTH = N_("at the beginning of each month")
EACH_YEAR = {
    1: {
        "in": N_("in {places} each year"),
        "by": N_("by {places} each year"),
        "between": N_("from {first} to {last} each year"),
    },
    2: {
        "in": N_("in {places}, every {count} years"),
        "by": N_("by {places}, every {count} years"),
        "between": N_("from {first} to {last}, every {count} years"),
    },
}
DAY = N_("{day} {month}")
LAST_DAY = N_("the last day of {month}")
END = N_("the end of {month}")
QUARTERS = (N_("Q1"), N_("Q2"), N_("Q3"), N_("Q4"))
END_OF_QUARTER = N_("the end of {quarter}")
HALVES = (N_("the first half"), N_("the second half"))
IN_HALVES = (N_("in the first half of each year"), N_("in the second half of each year"))
END_OF_HALF = (N_("the end of the first half"), N_("the end of the second half"))
