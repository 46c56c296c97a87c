"""Progress, lights, agenda and status in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pilotflow.language.catalogue import N_, say
from pilotflow.language.names import name_of

BAR = 20
"""How many cells a progress bar has; each stands for five percent."""

_LIGHTS = {
    "overdue": N_("due {latest}, {days} days ago, and not reported"),
    "overdue-1": N_("due {latest}, yesterday, and not reported"),
    "not-accepted": N_("assigned {assigned} and not accepted within {within} working days"),
    "sent-back": N_("sent back {sent} and not reported again within {within} working days"),
    "answer-overdue": N_("an answer to {feedback} was owed by {answer_by}"),
    "half-gone": N_("half of the time from {assigned} to {latest} is gone and work has not begun"),
    "gate-overdue": N_("due {latest}, {days} days ago, and not presented"),
    "gate-overdue-1": N_("due {latest}, yesterday, and not presented"),
    "near": N_("due {latest}, in {days} days"),
    "near-1": N_("due {latest}, tomorrow"),
    "near-0": N_("due {latest}, today"),
}

_STANDINGS = {
    "part": {"open": N_("not covered yet"), "done": N_("covered")},
    "agreement": {"expires": N_("expires"), "review": N_("to be reviewed")},
}

_ENTRIES = {"recheck": N_("re-check of task"), "feedback": N_("answer to")}

_CHANGES = {
    "done": N_("done: {tasks}"),
    "undone": N_("no longer done: {tasks}"),
    "scope_in": N_("new in the count: {tasks}"),
    "scope_out": N_("no longer counted: {tasks}"),
}

_OPEN_POINTS = {
    "open-deadline": N_("{title} ({id}): “{words}” sets no day until one is resolved"),
    "waits-for-event": N_("{title} ({id}): “{words}” counts from a day that is not known yet"),
    "open-cadence": N_("{title} ({id}): “{words}” names no dates until a decision settles the cadence"),
    "no-terms": N_("{title} ({id}): owed by term, and the plan names no terms"),
    "open-group": N_("{title} ({id}): the group names no members yet and owes nothing"),
    "for-open-group": N_("{title} ({id}): held for each member of a group that names none yet"),
}

_PROGRESS = N_("{bar} {percent} % ({done} of {total})")
_NOTHING = N_("–")
_UNCHANGED = N_("nothing changed")
_NO_EARLIER = N_(
    "what changed can only be told of a figure taken from a pilot, as pilot.progress() gives it: "
    "ask it, or compare two figures with changes(before, after)"
)
_LIST = N_(", ")
_REMARKS = N_("; ")

_HEADINGS = {
    "phases": N_("Phases"),
    "tasks": N_("Tasks"),
    "co_tasks": N_("Shared tasks"),
    "open_feedback": N_("Open feedback"),
    "occurrences": N_("Occurrences to be held or missed"),
    "standing": N_("Standing duties"),
    "targets": N_("Targets"),
    "open_points": N_("Open points"),
    "receipts": N_("Receipt of the plan"),
}

_NOTES = {
    "waiting": N_("waits for {units}"),
    "due": N_("due {day}"),
    "window": N_("from {first} to {last}"),
    "windows": N_("{count} times from {first} to {last}"),
    "question": N_("in question"),
    "next-check": N_("next re-check {day}"),
    "overdue-recheck": N_("re-check was due {day}"),
    "answer-by": N_("answer owed by {day}"),
    "overdue": N_("overdue"),
    "disputed": N_("times disputed: {count}"),
    "late": N_("{count} late"),
    "questioned": N_("{count} in question"),
    "co-work": N_("{count} shared"),
    "about": N_("about {kind} {id}"),
    "figure": N_("{amount} {unit}"),
    "ticked": N_("{ticked} of {total} there"),
    "received": N_("received {day}"),
    "not-received": N_("not received yet"),
    "percent": N_("{percent} %"),
}

_TITLE = N_("{title} ({id}): {status}, {on}")
_LINE = N_("{id} {title}: {notes}")
_ITEM = N_("{when}  {kind} {id} {title}: {state}")
_ITEM_FOR = N_("{when}  {kind} {id} {title}: {state} ({units})")
_ITEM_LIGHT = N_("{item}, {colour}")
_LIGHT = N_("{colour}: {reason}")


def state_word(kind: str, state: str, language: str = "en") -> str:
    """The state of a thing of some kind, in words.

    >>> state_word("occurrence", "due")
    'to be scheduled'
    """
    message = _STANDINGS.get(kind, {}).get(state)
    return name_of("state", state, language, kind) if message is None else say(message, language)


def kind_word(kind: str, language: str = "en") -> str:
    """What an entry of an agenda is, in words."""
    message = _ENTRIES.get(kind)
    return name_of("kind", kind, language) if message is None else say(message, language)


def colour_word(colour: str, language: str = "en") -> str:
    """The colour of a light, in words."""
    return name_of("light", colour, language)


def light_reason(reason: str, data: Mapping[str, str], language: str = "en") -> str:
    """Why a light is on.

    >>> light_reason("near", {"latest": "2022-12-31", "days": "3"})
    'due 2022-12-31, in 3 days'
    """
    message = _LIGHTS.get(f"{reason}-{data.get('days')}") or _LIGHTS[reason]
    return say(message, language, **data)


def describe_light(colour: str, reason: str, data: Mapping[str, str], language: str = "en") -> str:
    """The colour of a light and why it is on."""
    return say(
        _LIGHT, language, colour=colour_word(colour, language), reason=light_reason(reason, data, language)
    )


def describe_progress(percent: int | None, done: int, total: int, language: str = "en") -> str:
    """A bar, the figure and the count; "–" where there is nothing to count."""
    if percent is None:
        return say(_NOTHING, language)
    full = percent * BAR // 100
    return say(
        _PROGRESS,
        language,
        bar="▓" * full + "░" * (BAR - full),
        percent=percent,
        done=done,
        total=total,
    )


def describe_changes(changes: Mapping[str, Sequence[str]], language: str = "en") -> str:
    """One line for each list that is not empty; a line that says so where all are.

    >>> describe_changes({"done": ["7", "8"], "undone": []})
    'done: 7, 8'
    """
    lines = [
        say(_CHANGES[name], language, tasks=join(tasks, language)) for name, tasks in changes.items() if tasks
    ]
    return "\n".join(lines) or say(_UNCHANGED, language)


def describe_no_earlier(language: str = "en") -> str:
    """Why a figure cannot say what moved it, and what to do."""
    return say(_NO_EARLIER, language)


def describe_open_point(reason: str, data: Mapping[str, str], language: str = "en") -> str:
    """Something that yields no dates or duties yet, and why."""
    return say(_OPEN_POINTS[reason], language, **data)


def describe_item(item: Mapping[str, Any], language: str = "en") -> str:
    """One entry of an agenda: when, what, how it stands, who it is for, and its light."""
    kind, time = item["kind"], item["time"]
    line = say(
        _ITEM_FOR if item["captions"] else _ITEM,
        language,
        when=item["day"] if time is None else f"{item['day']} {time}",
        kind=kind_word(kind, language),
        id=item["id"],
        title=item["title"],
        state=state_word("task" if kind == "recheck" else kind, item["state"], language),
        units=join(item["captions"], language),
    )
    colour = item["light"]
    if colour is None:
        return line
    return say(_ITEM_LIGHT, language, item=line, colour=colour_word(colour, language))


def heading(name: str, language: str = "en") -> str:
    """The heading of one list of a status."""
    return say(_HEADINGS[name], language)


def note(name: str, language: str = "en", **data: object) -> str:
    """A short remark on a line.

    >>> note("due", day="2022-12-31")
    'due 2022-12-31'
    """
    return say(_NOTES[name], language, **data)


def title_line(title: str, id: str, status: str, on: str, language: str = "en") -> str:
    """The first line of a status."""
    return say(_TITLE, language, title=title, id=id, status=state_word("pilot", status, language), on=on)


def remark_line(id: str, title: str, notes: Sequence[str], language: str = "en") -> str:
    """A thing and the remarks on it."""
    return say(_LINE, language, id=id, title=title, notes=remarks(notes, language))


def remarks(notes: Sequence[str], language: str = "en") -> str:
    """Several remarks as one line; each may hold a list of its own."""
    return say(_REMARKS, language).join(notes)


def join(words: Sequence[str], language: str = "en") -> str:
    """A list as one line."""
    return say(_LIST, language).join(words)
