"""What a calendar says: the words around the titles of a plan."""

from __future__ import annotations

from pilotflow.language.catalogue import N_, say

_WORDS = {
    # in front of a title: the stored state, or what the day is for
    "done": N_("Done: {title}"),
    "suspended": N_("Suspended: {title}"),
    "cancelled": N_("Cancelled: {title}"),
    "stopped": N_("Stopped: {title}"),
    "missed": N_("Not held: {title}"),
    "moved": N_("Handed over: {title}"),
    "dateless": N_("No date any more: {title}"),
    "recheck": N_("Re-check: {title}"),
    "answer": N_("Answer owed: {title}"),
    "answered": N_("Answered: {title}"),
    "expires": N_("Agreement ends: {title}"),
    "review": N_("Agreement to be reviewed: {title}"),
    "completed": N_("Pilot completed: {title}"),
    "halted": N_("Pilot stopped: {title}"),
    # in front of all that, where lights are asked for
    "late": N_("Late: {title}"),
    "behind": N_("Behind: {title}"),
    "near": N_("Soon due: {title}"),
    # behind a title: what it is of, or for whom
    "phase": N_("{title} (end of the phase)"),
    "for": N_("{title} ({member})"),
    # behind the title of a duty that has a window and no day yet
    "week": N_("{title} (in this week)"),
    "month": N_("{title} (in this month)"),
    "quarter": N_("{title} (in this quarter)"),
    "half": N_("{title} (in this half-year)"),
    "year": N_("{title} (in this year)"),
    "term": N_("{title} (in this term)"),
    # lines of a description
    "item": N_("Item {label} of the plan"),
    "words": N_("Time limit in the plan: {text}"),
    "from": N_("Window: {first} to {last}"),
    "readings": N_("Read as {day}; the same words may also mean {others}"),
    "vague": N_("The words set no exact day; {day} is how they were read"),
    "provisional": N_("{day} lies past the published list of working days and may still move"),
    "maintained": N_("Maintained; the next re-check is due on {day}"),
    "leads": N_("Led by: {units}"),
    "co-units": N_("With: {units}"),
    "with": N_("Takes part: {units}"),
    "asked": N_("Asked: {text}"),
    "owed-by": N_("Answer owed by: {units}"),
    "parties": N_("Parties: {units}"),
    "about": N_("About: {title}"),
    "of-task": N_("Part of: {title}"),
    "in-phase": N_("Phase: {titles}"),
    "after": N_("Comes after: {titles}"),
    "needs": N_("Its gate needs: {titles}"),
    "holds-up": N_("Must be done before the gate of: {title}"),
    # the calendar as a whole
    "calendar": N_("Deadlines, meetings and answers owed: {title}"),
    "narrowed": N_("{title}: {names}"),
    "undated": N_("Without a date:"),
    "open": N_("Still open:"),
    "line": N_("- {title}"),
    "list": N_(", "),
    "semicolon": N_("; "),
}


def word(code: str, language: str, **data: object) -> str:
    """One phrase of a calendar.

    Args:
        code: which one.
        language: any tag; what is not Chinese is said in English.
        **data: what its fields stand for.

    >>> word("done", "en", title="Sign the agreements")
    'Done: Sign the agreements'
    """
    return say(_WORDS[code], language, **data)
