"""What is wrong with a log, in words."""

from __future__ import annotations

from collections.abc import Mapping

from pilotflow.language.catalogue import N_, say

_WORDS = {
    "unknown-log-url": N_(
        "{url} names no log: write memory:, sqlite:///relative/path.db or sqlite:////absolute/path.db"
    ),
    "no-server-log": N_(
        "{scheme}: logs on database servers need the extra sql, which is not part of this version: "
        "write sqlite:///path.db"
    ),
    "closed-log": N_("the log was closed: open it again with open_log"),
    "foreign-file": N_(
        "{path} is a database of another program and was left as it is: name another file for the log"
    ),
    "newer-file": N_(
        "{path} was written by a newer pilotflow (format {found}; this one reads up to {known}) and was left "
        "as it is: install a newer pilotflow"
    ),
    "damaged-file": N_(
        "{path} is not an intact log and was left as it is: {cause}; put a copy back, or name another file"
    ),
    "unreadable-file": N_(
        "{path} cannot be opened: {cause}; check that it is a file, and that this account may read it and "
        "write in its folder"
    ),
    "not-kept": N_(
        "nothing was written to {path}: {cause}; check the space, the permissions and which programs hold "
        "the file, then try again"
    ),
    "bad-envelope": N_(
        "{stream}, version {version}: {field} is not what a log writes; the file was changed from outside: "
        "put a copy back"
    ),
    "broken-chain": N_(
        "{stream}, version {version}: the chain of hashes is broken here, because an envelope was changed, "
        "removed or put in from outside: put a copy back"
    ),
    "bad-subscription": N_(
        "subscription {id}: {field} is not what a log writes; the file was changed from outside: put a copy "
        "back, or revoke the subscription and make a new one"
    ),
    "known-subscription": N_(
        "subscription {id} or its token is there already and was left as it is: try again"
    ),
    "newer-subscription": N_(
        "subscription {id} asks for what this pilotflow does not know ({field}): install a newer pilotflow, or "
        "revoke the subscription and make a new one"
    ),
}

_CAUSES = {
    "SQLITE_BUSY": N_("another program holds it"),
    "SQLITE_CANTOPEN": N_("it cannot be opened"),
    "SQLITE_CORRUPT": N_("its content is damaged"),
    "SQLITE_FULL": N_("there is no space left"),
    "SQLITE_IOERR": N_("the disk refuses"),
    "SQLITE_NOTADB": N_("it is not a database"),
    "SQLITE_READONLY": N_("it may only be read"),
    "moved": N_("it was moved or replaced while it was open"),
    "orphan-wal": N_("the -wal file beside it holds facts, and the file they belong to is missing"),
}


def describe(code: str, data: Mapping[str, object], language: str = "en") -> str:
    """What is wrong with a log, where, and what to do.

    Args:
        code: the code of a :class:`~pilotflow.log.faults.LogFault`.
        data: its data; ``cause`` is put into words where there are any.
        language: any tag; what is not Chinese is said in English.

    >>> describe("not-kept", {"path": "a.db", "cause": "SQLITE_FULL"})[:52]
    'nothing was written to a.db: there is no space left;'
    """
    word = "no-server-log" if "scheme" in data else code
    cause = str(data.get("cause", ""))
    return say(
        _WORDS[word], language, **{**data, "cause": say(_CAUSES.get(cause, "{cause}"), language, cause=cause)}
    )
