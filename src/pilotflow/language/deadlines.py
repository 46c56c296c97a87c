"""How a deadline is said: its days, what they count from, and what stands in brackets.

What reads these words again is :mod:`pilotflow.dates`; the rhythms are in :mod:`pilotflow.language.rhythms`.
"""

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
DEKADS = {
    (1, 1): N_("the first ten days of {month}"),
    (2, 2): N_("the middle ten days of {month}"),
    (3, 3): N_("the last ten days of {month}"),
    (1, 2): N_("the first and middle ten days of {month}"),
    (2, 3): N_("the middle and last ten days of {month}"),
}
QUARTERS = (N_("Q1 {year}"), N_("Q2 {year}"), N_("Q3 {year}"), N_("Q4 {year}"))
FIRST_QUARTERS = N_("the first three quarters of {year}")
HALVES = (N_("the first half of {year}"), N_("the second half of {year}"))
HALVES_OF_ANY = (N_("the first half of the year"), N_("the second half of the year"))
YEAR = N_("{year}")
FOLLOWING_YEAR = N_("the following year")
YEARS = {-1: N_("last year"), 0: N_("this year"), 1: N_("next year"), 2: N_("the year after next")}
NEAR = {
    ("M", -1): N_("last month"),
    ("M", 0): N_("this month"),
    ("M", 1): N_("next month"),
    ("Q", 0): N_("this quarter"),
    ("Q", 1): N_("next quarter"),
    ("W", 0): N_("this week"),
    ("W", 1): N_("next week"),
    ("D", 0): N_("today"),
    ("D", 1): N_("tomorrow"),
    ("D", 2): N_("the day after tomorrow"),
}
WEEKDAYS = {0: N_("this {weekday}"), 1: N_("next {weekday}")}
DAYS_OF = {
    1: N_("the {day}st of {month}"),
    2: N_("the {day}nd of {month}"),
    3: N_("the {day}rd of {month}"),
    0: N_("the {day}th of {month}"),
}
LAST_DAY = N_("the last day of {month}")

# What binds a day or a period.
BY = N_("by {latest}")
BY_DAY = N_("by {day}")
BY_PERIOD = N_("by {period}")
BY_END = N_("by the end of {period}")
BY_END_OF_QUARTER = N_("by the end of {quarter}")
END = N_("the end of {period}")
END_OF_QUARTER = N_("the end of {quarter}")
IN = N_("in {period}")
DURING = N_("during {period}")
ON = N_("on {day}")
BETWEEN = N_("from {earliest} to {latest}")
BETWEEN_DAYS = N_("from {first} to {last} {month} {year}")
FROM = N_("from {earliest}")
FROM_ISSUE = N_("from issue until {latest}")
NOT_BEFORE = N_("no earlier than {earliest}")
AFTER = N_("after {period}")

# The same where the words set no exact day.
BY_ABOUT = N_("by around {latest}")
ABOUT_END = N_("around the end of {period}")
ABOUT_END_OF_QUARTER = N_("around the end of {quarter}")
ABOUT = N_("around {period}")
ABOUT_BETWEEN = N_("from around {earliest} to {latest}")
EARLY = N_("early {period}")
BY_EARLY = N_("by early {period}")
MID_MONTH = N_("mid-{month}")
BY_MID_MONTH = N_("by mid-{month}")
BY_MID_YEAR = N_("by mid-{year}")
LATE_MONTH = N_("late {month}")
BY_LATE_MONTH = N_("by late {month}")
LATE_YEAR = N_("late {year}")

# What counts from something else.
ISSUE = N_("issue")
NAMED = N_("“{name}”")
DEFINITE = N_("the {event}")
WITHIN = N_("within {span} of {event}")
WITHIN_ABOUT = N_("within about {span} of {event}")
WITHIN_HOURS = N_("within a few hours of {event}")
WITHIN_AFTER = N_("within {span} after {season}")
NOT_WITHIN = N_("no earlier than {span} after {event}")
LASTING = N_("for {span} from {event}")
OVER_NEXT = N_("over the next {span}")
AHEAD_WITHIN = N_("within the {span} before {event}")
AHEAD = N_("{span} before {event}")
IN_ADVANCE = N_("{span} in advance")
BEFORE = N_("before {event}")
DURING_EVENT = N_("during {event}")
PROGRAMME = {
    "M": N_("in month {number}"),
    "W": N_("in week {number}"),
    "Y": N_("in year {number}"),
}
PROGRAMME_MONTHS = N_("in months {first} to {last}")
FROM_EVENT = N_("{window} from {event}")
FIRST_AFTER_ISSUE = N_("{words} (the first after issue)")
THAT_IS = N_("{words} ({day})")
SEASONS = {
    "season:汛期": N_("the flood season"),
    "season:主汛期": N_("the main flood season"),
    "season:采暖季": N_("the heating season"),
    "season:防火期": N_("the fire season"),
    "season:入冬": N_("the onset of winter"),
    "season:入夏": N_("the onset of summer"),
    "season:封冻": N_("the freeze-up"),
    "event:两会": N_("the two sessions"),
    "event:全国两会": N_("the national two sessions"),
    "event:节假日": N_("the public holidays"),
    "event:高考": N_("the university entrance examination"),
    "event:中考": N_("the senior secondary entrance examination"),
}

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
FROM_TO = N_("{first} to {last}")

# Festivals, by their Chinese names.
FESTIVALS = {
    "春节": N_("the Spring Festival"),
    "元宵": N_("the Lantern Festival"),
    "清明": N_("Qingming"),
    "端午": N_("the Dragon Boat Festival"),
    "七夕": N_("the Qixi Festival"),
    "中秋": N_("the Mid-Autumn Festival"),
    "重阳": N_("the Double Ninth Festival"),
    "腊八": N_("the Laba Festival"),
    "除夕": N_("Chinese New Year's Eve"),
}
NEW_YEAR = N_("New Year's Day")
FESTIVAL = N_("{festival} {year}")
AT_FESTIVAL = N_("at {festival}")
BY_FESTIVAL = N_("by {festival}")
ABOUT_FESTIVAL = N_("around {festival}")

# The school calendar.
TERMS = {
    "current": N_("this term"),
    "next": N_("next term"),
    "autumn": N_("the autumn term"),
    "spring": N_("the spring term"),
    "first": N_("the first term"),
    "second": N_("the second term"),
    "each": N_("each term"),
}
TERMS_OF_YEAR = {
    "autumn": N_("the autumn term {year}"),
    "spring": N_("the spring term {year}"),
    "first": N_("the first term of the school year {year}/{following}"),
    "second": N_("the second term of the school year {year}/{following}"),
}
SCHOOL_YEAR = N_("in the school year {year}/{following}")
EACH_SCHOOL_YEAR = N_("each school year")
HOLIDAYS = {"winter": N_("the winter holidays"), "summer": N_("the summer holidays")}
HOLIDAYS_OF_YEAR = {"winter": N_("the winter holidays {year}"), "summer": N_("the summer holidays {year}")}
TERM = {
    "all": N_("during {term}"),
    "start": N_("at the start of {term}"),
    "end": N_("by the end of {term}"),
    "before": N_("before {term}"),
}
BEFORE_TERM_STARTS = N_("before the start of {term}")
WITHIN_TERM = {
    "start": N_("within {span} of the start of {term}"),
    "end": N_("within {span} of the end of {term}"),
}
AHEAD_OF_TERM = {
    "start": N_("{span} before the start of {term}"),
    "end": N_("{span} before the end of {term}"),
}

# The whole.
NOT_DATED = N_("not dated yet")
NONE = N_("no time limit")
UNDECIDED = {
    "none": N_("to be determined"),
    "day": N_("day to be determined"),
    "month": N_("month to be determined"),
    "quarter": N_("quarter to be determined"),
    "year": N_("year to be determined"),
}
ONGOING = N_("ongoing")
MAINTAINED = N_("{words}, maintained thereafter")
ONWARDS = N_("{words} onwards")
IF_POSSIBLE = N_("{words}, if possible")
WHERE_POSSIBLE = N_("{words}, where possible")
WITH_RHYTHM = N_("{rhythm}, {words}")
EACH_YEAR_BY = N_("{rhythm} {words}")
QUALIFIED = N_("{words} [{details}]")
LIST = N_("{first}, {last}")
LIST_END = N_("{first} and {last}")
LIST_CHOICE = N_("{first} or {last}")

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
ANCHORS = {
    "issued": N_("issue"),
    "term_calendar": N_("the school calendar"),
    "lunar_calendar": N_("the lunar calendar"),
    "solar_term": N_("the solar terms"),
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
