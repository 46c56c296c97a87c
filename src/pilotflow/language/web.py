"""What pages say, and why an export was not written."""

from __future__ import annotations

from pilotflow.language.catalogue import N_, choose, say

_WORDS = {
    # headings
    "agreements": N_("Pairings and agreements"),
    "phases": N_("Phases"),
    "bodies": N_("Bodies"),
    "lights": N_("What needs attention"),
    "calendars": N_("Calendars to subscribe to"),
    "pilots": N_("Pilots"),
    "contents": N_("Contents"),
    # how far something is
    "progress": N_("{title}: {text}"),
    "percent": N_("{percent} %"),
    "done": N_("{done} of {total} tasks done"),
    "parts": N_("{done} of {total} parts of tasks covered"),
    "nothing": N_("no tasks of its own"),
    "in-question": N_("{count} in question"),
    "suspended": N_("{count} suspended"),
    "count-red": N_("red: {count} late"),
    "count-yellow": N_("yellow: {count} behind"),
    "count-blue": N_("blue: {count} near the last day"),
    # remarks on a pairing or agreement
    "within": N_("part of {title}"),
    "from": N_("from {day}"),
    "until": N_("until {day}"),
    "ended": N_("ended on {day}"),
    "review": N_("to be reviewed on {day}"),
    "meetings": N_("meetings and other duties held: {count}"),
    "missing": N_("overdue: {count}"),
    "feedback": N_("open feedback: {count}"),
    # remarks on a phase, a body, a task
    "due": N_("due {day}"),
    "waits": N_("waits for {units}"),
    "set-up": N_("set up"),
    "to-be-set-up": N_("to be set up by task {task}"),
    "task": N_("{label} {title}"),
    "leads": N_("led by {units}"),
    "quiet": N_("No task is late, behind or near its last day."),
    # calendars
    "whole": N_("The whole pilot"),
    "subscribe": N_("Subscribe"),
    "subscribe-to": N_("Subscribe: {title}"),
    "open-file": N_("Calendar file"),
    "open-file-of": N_("Calendar file: {title}"),
    "code": N_("QR code"),
    "code-of": N_("QR code: {title}"),
    "how": N_("“Subscribe” opens the calendar of the device. Elsewhere, paste the address into:"),
    "how-relative": N_(
        "These are files beside this page. Once the folder is on a web server, the address of a file is what "
        "calendars subscribe to:"
    ),
    "secret": N_("Whoever has an address can read that calendar."),
    "stale": N_("Calendars fetch anew when they choose to, some only once a day."),
    # where an address is pasted
    "apple": N_(
        "Apple: on an iPhone or iPad Calendar › Calendars › Add Calendar › Add Subscription Calendar; on a Mac "
        "File › New Calendar Subscription"
    ),
    "google": N_("Google Calendar, in a browser: Other calendars › + › From URL"),
    "outlook": N_("Outlook, on the web or new: Calendar › Add calendar › Subscribe from web"),
    "thunderbird": N_("Thunderbird: Calendar › New Calendar › On the Network"),
    # the page itself
    "read-only": N_("Read-only. Made by pilotflow from {count} facts, as of {day}."),
    "made": N_("Read-only. Made by pilotflow."),
    "list": N_(", "),
}

CLIENTS = ("apple", "google", "outlook", "thunderbird")
"""Calendars that say where an address is pasted, in the order they are told."""

_OBSTACLES = {
    "link": N_("{path} is a link to somewhere else; name a folder that is none, or remove the link"),
    "no-folder": N_("{path} is no folder; name another one, or move the file away"),
    "no-file": N_("{path} is no file; name another folder, or move it away"),
    "foreign": N_(
        "{path} was not written by pilotflow and was left as it is; name another folder, or move it away"
    ),
    "unsafe-id": N_(
        "{path}: this id of a pilot or unit cannot be the name of a file; small letters, digits and hyphens can"
    ),
}

_TAGS = {"zh": "zh-Hans", "en": "en"}


def word(code: str, language: str, **data: object) -> str:
    """One phrase of a page.

    Args:
        code: which one.
        language: any tag; what is not Chinese is said in English.
        **data: what its fields stand for.

    >>> word("done", "en", done=1, total=3)
    '1 of 3 tasks done'
    """
    return say(_WORDS[code], language, **data)


def describe_obstacle(code: str, path: str, language: str = "en") -> str:
    """What stands in the way of an export, and the way out."""
    return say(_OBSTACLES[code], language, path=path)


def tag(language: str) -> str:
    """The BCP 47 tag of a language, as ``lang`` attributes want it.

    >>> tag("zh_CN.UTF-8"), tag("en")
    ('zh-Hans', 'en')
    """
    return _TAGS[choose(language)]
