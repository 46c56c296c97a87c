"""The page that explains how a time limit is read: its headings, its days, what is still needed."""

from pilotflow.language.catalogue import N_

# headings
WORDS = N_("In words")
WINDOW = N_("Days")
CHECKPOINTS = N_("Checkpoints")
AFTERWARDS = N_("Afterwards")
NEXT = N_("Next times")
OTHERS = N_("Other reading")
COUNTED = N_("Counts from")
NEEDED = N_("Still needed")
NOTE = N_("Note")
RULE = N_("Why so")

# days
DAYS = (
    N_("Monday, {day} {month} {year}"),
    N_("Tuesday, {day} {month} {year}"),
    N_("Wednesday, {day} {month} {year}"),
    N_("Thursday, {day} {month} {year}"),
    N_("Friday, {day} {month} {year}"),
    N_("Saturday, {day} {month} {year}"),
    N_("Sunday, {day} {month} {year}"),
)
"""By the day of the week."""
ON = N_("{day}, and no other day")
UNTIL = N_("until {last}, that day included")
BETWEEN = N_("from {first} to {last}, both days included")
SINCE = N_("from {first} on, with no last day")
SPAN = N_("{first} – {last}")
TIMES = N_("{window} ({times} times)")

# instead of a window
CANNOT_TELL = N_("It cannot be told from these words when anything is due.")
NO_LIMIT = N_("No time limit of its own is stated.")
NOT_TOLD = N_("cannot be told")
NONE_STATED = N_("none stated")
NOT_SETTLED = N_("not settled yet")
NO_LAST_DAY = N_("There is no last day.")
NO_DAY = N_("No day can be told.")

# what follows
MAINTAINED = N_("The work is not closed but maintained, and looked at again from time to time.")
BESIDE = N_("Whether they end with {day} or begin after it, the words themselves say.")
FROM_TODAY = N_("counted from today, {day}")

# what it counts from
ISSUE = N_("the day of issue")
START = N_("the start of the programme")
EVENT = N_("an event that the words do not name")
ANCHORS = {
    "term_calendar": N_("the school calendar"),
    "lunar_calendar": N_("the lunar calendar"),
    "solar_term": N_("the solar terms"),
}
KNOWN_DAY = N_("{what}: {day}")
GIVE = N_("{options} settles it.")
GIVE_TERMS = N_("{options} settles it, where the plan states the school terms.")
DOES_NOT_HELP = N_("What is given does not settle it.")

# how far to trust it
VAGUE = N_("The words set no exact day. Have one settled before you rely on this.")
SOFT = N_("It binds only where possible.")
PROVISIONAL = N_("It rests on working days that are not published yet, and may move once they are.")
MAKE_UP = N_("This day of a weekend is a working day by the published list.")
PLAN_SETTLES = N_("The plan says how open words are read, and was followed.")
