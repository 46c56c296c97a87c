"""The words for what is wrong with a plan file, by code."""

from __future__ import annotations

from typing import Protocol

from pilotflow.language.catalogue import N_, say

MESSAGES = {
    # the file
    "no-file": N_("the file cannot be read: {reason}"),
    "too-big": N_("the file is larger than {limit} bytes, which no plan is"),
    "not-utf8": N_("the file is not UTF-8 (byte {byte}); save it as UTF-8"),
    "control-character": N_("the control character {character} has no place in a plan; remove it"),
    "not-yaml": N_("this is not YAML: {problem}"),
    "yaml-version": N_("a plan is YAML 1.2; remove the %YAML line"),
    "empty": N_("the file holds no plan; `pilotflow check --new` writes a first one"),
    "several-documents": N_("a second document begins here; a plan is one document"),
    "not-a-plan": N_("a plan is a mapping that begins with `pilotflow: 1`"),
    "too-deep": N_("nested deeper than {limit} levels"),
    "too-many-nodes": N_("more than {limit} values, aliases expanded"),
    "bad-alias": N_("*{name} stands for nothing that is complete before it"),
    "tag": N_("the tag {tag} has no place in a plan; remove it"),
    "merge-key": N_("merge keys (<<) have no place in a plan; write the keys out"),
    "bad-key": N_("a key is a single word"),
    "duplicate-key": N_("{key} is stated twice, first in line {first}; keep one"),
    "too-many-faults": N_("{count} faults in all; mend these first"),
    # keys and values
    "unknown-key": N_("{object}: there is no key {key}"),
    "missing-key": N_("{object}: the key {key} is missing"),
    "wrong-type": N_("{key}: expected {expected}, found {found}"),
    "empty-text": N_("{key} is empty; write it or leave the key out"),
    "bad-choice": N_("{key}: {word} is none of {choices}"),
    "bad-date": N_("{key}: {word} is no date such as 2022-12-09"),
    "bad-time": N_("{key}: {word} is no time such as 14:00 or 14:00-16:00, the later one last"),
    "bad-amount": N_("{key}: {word} is no figure that can be kept here"),
    "out-of-range": N_("{key} must be from {least} to {most}"),
    "too-few": N_("{key}: at least {least} needed"),
    "too-many": N_("{key}: at most {most} allowed"),
    "repeated": N_("{key}: {id} stands here twice; keep one"),
    "bad-reading": N_("a reading is {{<key>: <what it says>, source: <where>}}"),
    "target-needs": N_("a target of kind {kind} needs {key}"),
    # ids and references
    "bad-id": N_(
        "{id} is no id: small letters a–z, digits and hyphens, at most 64, not beginning with a hyphen"
    ),
    "duplicate-id": N_("the id {id} is taken ({object}, line {first}); choose another"),
    "wrong-kind": N_("{id} is of the kind {found}; wanted here: {expected}"),
    "unknown-unit": N_("there is no unit {id}"),
    "unknown-group": N_("there is no group {id}"),
    "unknown-body": N_("there is no body {id}"),
    "unknown-seat": N_("there is no seat {id}"),
    "unknown-actor": N_("there is no unit, body or seat {id}"),
    "unknown-side": N_("there is no side {id}"),
    "unknown-phase": N_("there is no phase {id}"),
    "unknown-task": N_("there is no task {id}"),
    "unknown-occurrence": N_("there is no occurrence {id}"),
    "unknown-agreement": N_("there is no agreement {id}"),
    "unknown-review": N_("there is no review {id}"),
    "unknown-classification": N_("there is no classification {id}"),
    "unknown-category": N_("the classification has no category {id}"),
    # time
    "no-rhythm": N_("{key}: a re-check needs a rhythm, such as P3M or {{text: …, recurrence: FREQ=YEARLY}}"),
    "bad-recurrence": N_(
        "{key}: {word} is no rhythm such as FREQ=MONTHLY;INTERVAL=3, without start, UNTIL and COUNT"
    ),
    "window-reversed": N_("it ends on {last}, before it begins on {first}"),
    "unknown-timezone": N_("there is no time zone {zone}"),
    "unknown-schema": N_("this version reads plan files of form {known}, not {number}"),
    "calendar-outside": N_("{path}: a holiday file lies in the folder of the plan or below it"),
    "calendar-needs-path": N_("{path}: a holiday file can be named only where the plan is read from a path"),
    "bad-calendar-file": N_("{path}: the holiday file cannot be read"),
    "day-off-and-on": N_("{day} is both off and on"),
    # the plan as a whole
    "circle": N_("this goes round in a circle: {ids}"),
    "tree-too-deep": N_("{id} lies deeper than {limit} levels"),
    "no-lead": N_("task {id} has no lead; name leads, or a body that has some"),
    "no-reviewer": N_(
        "task {id}: nobody independent may verify it (reviewers: {reviewers});"
        " name a reviewer who is none of its leads and co-units nor above or below them"
    ),
    "no-confirmer": N_(
        "nobody independent could confirm an answer given by {actors};"
        " name a supervisor or head who is none of them nor above or below them"
    ),
    "no-decider": N_(
        "nobody may decide at the gate of phase {id} (stated: {actor});"
        " name heads under roles, or units, bodies or seats under decide"
    ),
    "gate-deadlock": N_(
        "task {id} is needed for the gate of phase {gate}, but its own phase waits for that gate;"
        " move the task to an earlier phase, or drop the requirement"
    ),
    "no-head": N_("the plan has no head; name one or two under roles"),
    "office-issues-itself": N_(
        "{id} is both issuer and an office that does not exist yet; name another issuer"
    ),
    # warnings
    "before-issue": N_("{object} {id} is due on {due}, before the plan was issued on {issued}"),
    "after-phase": N_("task {id} is due on {due}, after its phase {phase} ends on {end}"),
    "gate-before-task": N_("the gate of phase {phase} is due on {end}, before {object} {id} on {due}"),
    "open-cadence": N_(
        "{object} {id}: {key} “{text}” names no rhythm; it stays open until a decision settles it"
    ),
    "ambiguous-deadline": N_(
        "{object} {id}: {key} “{text}” is read as by {latest}; it may also mean by {others}; write out what is meant"
    ),
    "vague-deadline": N_(
        "{object} {id}: {key} “{text}” sets no exact day; it is read as by {latest}; write out what is meant"
    ),
    "vague-cadence": N_(
        "{object} {id}: {key} “{text}” names no exact rhythm; it is read as {rhythm}; write out what is meant"
    ),
    "sets-no-day": N_("{object} {id}: {key} “{text}” sets no day; it stays open until one is resolved"),
    "unread-deadline": N_(
        "{object} {id}: no time limit can be read in {key} “{text}”;"
        " write it out beside the words, such as {{text: …, latest: 2022-12-31}}"
    ),
    "rhythm-for-once": N_(
        "{object} {id}: {key} “{text}” names a rhythm and no last day; what recurs belongs under series"
    ),
    "waits-for-event": N_(
        "{object} {id}: {key} “{text}” counts from {event}; it stays open until that day is resolved"
    ),
    "waits-for-terms": N_(
        "{object} {id}: {key} “{text}” counts by terms that the plan does not hold; add terms"
    ),
    "past-published-days": N_(
        "{object} {id}: {key} “{text}” counts working days past the published list; {latest} is provisional"
    ),
    "stated-otherwise": N_(
        "{object} {id}: {key} is written out as by {latest}, and “{text}” is read as by {read}; the former holds"
    ),
    "unlisted-parts": N_("target {id}: {listed} of {amount} things are listed"),
    "lead-mark": N_("▲ is read by the convention “{reading}”"),
    "no-holiday-list": N_("the list of holidays is not installed (extra china); weekdays are counted"),
    "no-terms": N_("series {id} is owed once a term, and the plan has no terms"),
    "open-group-owes-nothing": N_("task {id} is led by an open group only ({group}), which owes nothing"),
}
"""What each code says; where the data holds ``suggestion``, the nearest known word is asked for."""

# Words that stand in the data of a fault and are said in the reader's language.
KINDS = (
    *(N_("plan"), N_("unit"), N_("group"), N_("body"), N_("seat"), N_("roles"), N_("side"), N_("actor")),
    *(N_("task"), N_("part"), N_("phase"), N_("gate"), N_("milestone"), N_("requirement"), N_("category")),
    *(N_("classification"), N_("target"), N_("item"), N_("review"), N_("criterion"), N_("series")),
    *(N_("occurrence"), N_("agreement"), N_("offer"), N_("need"), N_("pool"), N_("term"), N_("document")),
    *(N_("settings"), N_("conventions"), N_("calendar"), N_("holidays"), N_("creation"), N_("deadline")),
    N_("reading"),
)
_SAID = ("object", "expected", "found", "reason")
_SEVERITIES = {"error": N_("error"), "warning": N_("warning")}
_SUGGESTION = N_("{text}; did you mean {suggestion}?")


class Found(Protocol):
    """What is put into words: a fault of a plan file."""

    @property
    def code(self) -> str:
        """Its stable name."""

    @property
    def severity(self) -> str:
        """Whether it is an error or a warning."""

    @property
    def file(self) -> str:
        """Where it stands: the file."""

    @property
    def line(self) -> int:
        """The line, from 1; 0 where none is known."""

    @property
    def column(self) -> int:
        """The column, from 1."""

    @property
    def data(self) -> tuple[tuple[str, str], ...]:
        """What the words are filled with."""


def describe(fault: Found, language: str = "en") -> str:
    """A fault on one line: ``file:line:column: error[code]: … did you mean …?``."""
    data = dict(fault.data)
    said = {key: say(word, language) if key in _SAID else word for key, word in data.items()}
    message = say(MESSAGES[fault.code], language, **said)
    if "suggestion" in data:
        message = say(_SUGGESTION, language, text=message, suggestion=data["suggestion"])
    place = f"{fault.file}:{fault.line}:{fault.column}" if fault.line else fault.file
    return f"{place}: {say(_SEVERITIES[fault.severity], language)}[{fault.code}]: {' '.join(message.split())}"
