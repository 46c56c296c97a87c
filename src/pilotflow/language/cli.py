"""What the command line says: complaints, outcomes, headings."""

from __future__ import annotations

import errno
from typing import Any

from pilotflow.errors import Conflict, KeyReused, LogError, NotFound, PilotflowError, PlanError, Refused
from pilotflow.language.catalogue import N_, say
from pilotflow.language.causes import CAUSES

# help pages
USAGE = N_("Usage: {command} [options]")
A_COMMAND = N_("COMMAND …")
ARGUMENTS = N_("Arguments:")
OPTIONS = N_("Options:")
COMMANDS = N_("Commands:")
HELP = N_("print this page")
TRIGGERS = N_("Triggers, by KIND:")
TRIGGERS_AND_BIRTH = N_("{triggers}; new, with the ID -: {birth}")

# a call that is wrong
MISSING = N_("{name} is missing")
NO_OPTION = N_("there is no option {name}")
NO_OPTION_NEAR = N_("there is no option {name}; did you mean {near}?")
NEEDS_VALUE = N_("the option {name} needs a value")
TAKES_NO_VALUE = N_("the option {name} takes no value")
NO_COMMAND = N_("there is no command {name}; there are {known}")
NO_COMMAND_NEAR = N_("there is no command {name}; did you mean {near}?")
LEFT_OVER = N_("too many arguments: {arguments}")
SEE_HELP = N_("{command} --help says more")
NO_LANGUAGE = N_("--lang {tag}: the languages are {known}")
NOT_TEXT = N_("argument {place} is no text: it is not UTF-8, or holds a zero byte")
NO_DATE = N_("{name} {value}: not a date such as 2022-12-31")
NO_DAY = N_("{name} {value}: not a day, month or year such as 2022-12-31, 2022-12 or 2022")
NO_NUMBER = N_("{name} {value}: not a whole number of 0 or more")
NO_RHYTHM = N_(
    "{name} {value}: not a rhythm such as quarterly, P3M, 1/quarter or FREQ=MONTHLY;INTERVAL=3,"
    " without UNTIL and COUNT"
)
NO_PAIR = N_("--set {value}: not of the form NAME=VALUE")
NO_ID = N_("--id {id}: small letters a–z, digits and hyphens, at most 64, not beginning with a hyphen")
TAKES_NOT = N_("{command} takes no {options}; it takes {known}")
TAKES_NONE = N_("{command} takes no {options}")
ONLY_WITH = N_("{options}: only together with {forms}")
GIVEN_TWICE = N_("{name} is taken only once")

TEXT_OR_FILE = N_("give either {text} or {file}, one of the two")
STDIN_TWICE = N_("{first} and {second} cannot both be standard input")
NO_EVENT = N_("--event {value}: not of the form {form}, such as --event meeting=2023-01-03")
EVENT_TWICE = N_("--event {value}: this event has a day already")

NO_ADDRESS = N_(
    "{name} {value}: not an address such as https://calendar.example, without ?, # and a user, "
    "of at most {most} characters"
)

# a line of a file that cannot be answered
NOT_UTF8 = N_("not UTF-8")
TOO_LONG = N_("longer than {most} bytes")
NOT_JSON = N_("begins like a JSON object and is none")
NO_TEXT = N_("the object has no {name}, or it is not a text")
NOT_A_DAY = N_("{name}: {value} is not a day such as 2022-12-31")
NOT_DAYS = N_("{name}: {value} is not of the form {form}")
REVERSED = N_("{name}: {first} is after {last}")
AT_LINE = N_("line {line}: {text}")

# something that failed
CANNOT_READ = N_("{path} cannot be read: {cause}")
NO_FILE = N_("there is no file {path}")
NEITHER = N_("{name} is neither a file nor a pilot in this log; known: {known}")
NEITHER_NOR_ANY = N_("{name} is neither a file nor a pilot in this log, which holds none")
NO_FACT = N_("there is no fact {version}; the last one is {last}")
EXISTS = N_("{path} is there already and was left as it is; name another file")
CANNOT_WRITE = N_("{path} cannot be written: {cause}")
NO_EXAMPLE = N_("the example is not part of this installation; run the demo in a checkout of the project")
NOT_A_DEMO = N_("{path} holds things that no demo wrote, such as {other}; name an empty or new directory")
NO_EXTRA = N_(
    "this needs the extra {extra} of pilotflow, and {package} of it is not installed; in the folder of pilotflow run "
    'pip install ".[{extras}]"'
)
NO_PILOTS = N_(
    "the log holds no pilot, so there is nothing to export; start one, or name another log with --log"
)
NO_EXPORT = N_(
    "there is no pilot export in this log; to export feeds, name a folder: pilotflow feed export DIR"
)
NOT_OF_PILOT = N_("the subscription {id} is not one of pilot {pilot}; nothing was changed")
_CONFLICT = N_("others kept writing to {stream}; nothing was entered, try again")
_KEY_REUSED = N_("the key {key} was used for another command; nothing was entered, take a new key")
_BROKEN = N_("this is a fault of pilotflow, please report it: {fault} ({place})")
REFUSED = N_("Refused, and nothing was entered:")

_CAUSES = {
    **CAUSES,
    errno.ENOENT: N_("its directory does not exist"),
    errno.ENOTDIR: N_("what should be its directory is a file"),
    errno.EEXIST: N_("it is there already"),
    errno.EROFS: N_("the disk may only be read"),
    errno.ENOSPC: N_("there is no space left"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}
_NOT_THERE = N_("its directory takes no files")

# what was done
COUNTED = N_("{file}: errors: {errors}, warnings: {warnings}")
NO_FAULTS = N_("{file}: no faults")
HAS_WARNINGS = N_("warnings: {warnings}; pilotflow check {plan} lists them")
WRITTEN = N_("{path} is written")
MAY = N_("It may be done.")
MAY_NOW = N_("May be done:")
MAY_WITH = N_("May be done, once more is given:")
MAY_NOT = N_("Not now:")
NEW_THING = N_("new {kind}")
BY_OPTION = N_("{text} ({option})")
YET_TO_AGREE = N_("Has yet to agree: {heads}")
CREATE_TASK = N_("create a task")
RAISE_FEEDBACK = N_("raise feedback")
COVERS = N_("From {first} to {last}:")
REWORK = N_("{phase} {title}: on {day} {unit} asked for rework: {reason}")
NOTHING_DUE = N_("nothing falls due from {first} to {last}")
PLAYED = N_(
    "{facts} facts are kept in {log}, {feeds} calendars in {folder}.\n"
    "Ask them: pilotflow status {pilot} --log sqlite:///{log}"
)
SHOWN_ONCE = N_("These links are shown this once, and whoever has one can read the calendar.")
END_IT = N_("To end them: pilotflow feed --revoke {id}")
RENEW_IT = N_("To have new ones: pilotflow feed --rotate {id}")
PASTE = N_("Where to paste the link:")
NO_ROOM = N_("There is no room for the QR code: it takes {needed} cells, and the terminal has {width}.")
NO_BLOCKS = N_("This terminal cannot show the QR code.")
LOCAL_ADDRESS = N_(
    "Other machines cannot reach {host}. Give the public address of the server with --url BASE or in PILOTFLOW_URL."
)
ANY_ADDRESS = N_(
    "{host} stands for all addresses of this machine. Give the one that calendars reach with --url BASE or in "
    "PILOTFLOW_URL."
)
NO_HTTPS = N_(
    "This address is not https. Calendars on phones want https, and on its way everybody could read the link."
)
NO_SUBSCRIPTIONS = N_("there are no subscriptions; pilotflow feed PILOT --subscribe makes one")
REVOKED = N_("the subscription {id} is ended, and its links are dead")
EXPIRED = N_("{day}, over")
EXPORTED = N_(
    "{files} files are in {folder}; {written} of them were new or had changed. The first page is {page}"
)
NO_LINKS = N_(
    "The pages offer files, not subscriptions: for links and QR codes give the address of the folder, --url BASE."
)
OPEN_FOLDER = N_("On a web server, whoever can reach the folder can read all these calendars.")
SERVING = N_("Serving at {address}; pilots: {pilots}, subscriptions: {count}")
SERVED_AT = N_("Calendars reach it at {base}")
NONE_YET = N_("Nobody has subscribed yet: pilotflow feed PILOT --subscribe makes a subscription.")
STOP_WITH = N_("Ctrl-C ends it.")
SERVED = N_("The server has ended.")
VERIFIED = N_("facts: {count}; none was changed")

# headings of tables
PHASE = N_("Phase")
TASK = N_("Task")
TARGET = N_("Target")
SERIES = N_("Series")
OCCURRENCE = N_("Occurrence")
AGREEMENT = N_("Agreement")
FEEDBACK = N_("Feedback")
KIND = N_("Kind")
TITLE = N_("Title")
STATE = N_("State")
DUE = N_("Due")
PROGRESS = N_("Progress")
LIGHT = N_("Light")
LIGHTS = N_("Lights, and whom tasks wait for")
LEADS = N_("Leads")
CO_UNITS = N_("With")
WHY = N_("Why")
WAITS_FOR = N_("Waits for")
ABOUT = N_("About")
TEXT = N_("Text")
ANSWER_BY = N_("Answer by")
NEXT_CHECK = N_("Next re-check")
DECIDED_BY = N_("Decided by")
AMOUNT = N_("Figure")
SERVED_BY = N_("Served by")
WHEN = N_("When")
HELD_BY = N_("Held by")
FOR_EACH = N_("For each")
PARTIES = N_("Parties")
DUTIES = N_("Recurring duties")
AGREEMENTS = N_("Agreements and pairings")
BLOCKED = N_("Blocked")
MORE = N_("and {count} more")
SUBSCRIPTIONS = N_("Subscriptions")
SUBSCRIPTION = N_("Id")
NAME = N_("Name")
FOR_WHOM = N_("For")
UNREADABLE = N_("cannot be read")
CREATED = N_("Made")
WORKS_UNTIL = N_("Works until")
LAST_USED = N_("Last fetched")
DONE_OF = N_("{done} of {total}")
LATE = N_("{count} late")
QUESTIONED = N_("{count} in question")
SHARED = N_("{count} shared")


def cause(error: OSError, language: str = "en", *, within: bool = False) -> str:
    """Why the system would not do something; ``within`` says that the directory of the file is there."""
    known = _CAUSES.get(error.errno or 0)
    if within and error.errno == errno.ENOENT:
        known = _NOT_THERE
    return str(error.strerror or error) if known is None else say(known, language)


def describe_error(error: PilotflowError, language: str = "en") -> str:
    """An error of the library in words."""
    match error:
        case Conflict():
            return say(_CONFLICT, language, stream=error.stream)
        case KeyReused():
            return say(_KEY_REUSED, language, key=error.key)
    return error.text(language)


def error_to_dict(error: PilotflowError, language: str = "en") -> dict[str, Any]:
    """An error of the library, JSON-ready: ``refused``, ``faults`` or ``error``, the words in ``language``."""
    match error:
        case Refused():
            return {"refused": [_to_dict(reason, language) for reason in error.reasons]}
        case PlanError():
            return {"faults": [_to_dict(fault, language) for fault in error.faults]}
        case NotFound():
            return {"error": _to_dict(error.reason, language)}
        case LogError():
            return {"error": _of_log(error.reason, language)}
        case Conflict():
            code = "conflict"
        case KeyReused():
            code = "key-reused"
        case _:
            code = "failed"
    return {"error": {"code": code, "text": describe_error(error, language)}}


def describe_broken(error: Exception, language: str = "en") -> str:
    """A fault of this program: what it was and where, on one line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "?" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return say(_BROKEN, language, fault=f"{type(error).__name__}: {error}", place=place)


def _to_dict(reason: Any, language: str) -> Any:
    return reason.to_dict(language)


def _of_log(reason: Any, language: str) -> Any:
    """Some reasons of a log are conditions; the others have their words in English alone."""
    plain = reason.to_dict()
    return _to_dict(reason, language) if "remedy" in plain else plain | {"text": reason.text(language)}
