"""Keeps the translation catalogues: ``update`` them from the source, ``check`` them, ``compile`` them in place."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "pilotflow"
CATALOGUE = SOURCE / "language" / "locale" / "zh_Hans" / "LC_MESSAGES" / "pilotflow.po"

HEADER = """\
# The words of pilotflow in Simplified Chinese.
msgid ""
msgstr ""
"Project-Id-Version: pilotflow\\n"
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

# Latin words that have no Chinese form: names of programs and formats. Codes that are typed as they stand are
# taken from the tables.
KEPT = frozenset(
    {"pilotflow", "YAML", "UTF", "JSON", "Schema", "SQLite", "iCalendar", "RRULE", "UNTIL", "COUNT"}
)
KEPT |= {"weekdays", "leading", "working", "supervision", "liaison", "mock", "city", "province", "assessment"}
KEPT |= {"DIR", "BASE", "export", "attend", "party", "https", "Web", "Outlook", "Thunderbird", "Ctrl-C"}
KEPT |= {"CN", "PLAN", "PILOT", "UNIT", "zh", "en", "true", "false", "id", "sql", "china"}
# What is typed or shown as it stands: indented lines, what stands in backticks, a command, an argument, an option,
# a call, a path, an assignment.
_CODE = re.compile(
    r"\n  .*|`[^`]*`|pilotflow [a-z]+|（[a-z_ ]+）|--?[a-z-]+|\w+\([\w, ]*\)"
    r"|[\w.<>-]*[:/=_<>.\d][\w.:/=;<>-]*",
    re.ASCII,
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z'-]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]")


def kept() -> Catalog:
    """The catalogue as it lies in the file."""
    with CATALOGUE.open("rb") as stream:
        return read_po(stream)


def current() -> Catalog:
    """Every message of the source with the Chinese that is known of it."""
    from pilotflow.language.names import entries

    known = kept() if CATALOGUE.exists() else Catalog()
    found: list[tuple[str | None, str]] = [
        (context, message if isinstance(message, str) else message[0])
        for _, _, message, _, context in extract_from_dir(
            SOURCE, method_map=[("**.py", "python")], keywords={"N_": None}
        )
    ]
    catalogue = Catalog(locale="zh_Hans", fuzzy=False)
    for context, message in (*found, *entries()):
        before = known.get(message, context)
        catalogue.add(message, before.string if before is not None else "", context=context)
    for entry in catalogue:
        entry.flags.clear()
    return catalogue


def written(catalogue: Catalog) -> str:
    """The catalogue as text that is the same for the same words: sorted, without days, places and tools."""
    stream = BytesIO()
    write_po(stream, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER + stream.getvalue().decode("utf-8").strip() + "\n"


def faults() -> Iterator[str]:
    """Everything that is wrong with the catalogue."""
    catalogue = current()
    text = CATALOGUE.read_text(encoding="utf-8")
    if written(catalogue) != text:
        yield "not current: run `python .ci/catalogues.py update`"
    for message in kept():
        if message.id:
            yield from (f"{message.id!r}: {fault}" for fault in faults_of(message))


def faults_of(message: Message) -> Iterator[str]:
    """Everything that is wrong with one message."""
    english, chinese = str(message.id), str(message.string)
    if not chinese:
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    if _fields(english) != _fields(chinese):
        yield f"other fields in {chinese!r}"
    bare, plain = _without_fields(chinese), _without_fields(english)
    latin = [word for word in _LATIN.findall(_CODE.sub(" ", bare)) if word not in KEPT | codes()]
    if latin or (_LATIN.search(_CODE.sub(" ", plain)) and not _CHINESE.search(bare)):
        yield f"Latin words in {chinese!r}: {', '.join(latin)}"
    if _HALF_WIDTH.search(bare):
        yield f"half-width punctuation in {chinese!r}"


@cache
def codes() -> frozenset[str]:
    """Every word that is typed as it stands: the codes of the tables, the keys and choices of a plan file."""
    from pilotflow.language.words import NAMES
    from pilotflow.plan.file.form import all_forms
    from pilotflow.plan.file.kinds import OneOf
    from pilotflow.plan.file.whole import PLAN

    keys = [key for form in all_forms(PLAN) for key in form.keys]
    choices = {word for key in keys if isinstance(key.kind, OneOf) for word in key.kind.words}
    words = {word for row in NAMES.values() for word in row}
    return frozenset({key.name for key in keys} | choices | words)


def _without_fields(text: str) -> str:
    return "".join(piece for piece, *_ in Formatter().parse(text))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def compile_all() -> None:
    """Write the ``.mo`` beside the catalogue, so that the source tree can be run as it is."""
    with CATALOGUE.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, kept())


def main(command: str) -> int:
    """Carry out one command; 1 where the check found anything."""
    sys.path.insert(0, str(ROOT / "src"))
    if command == "update":
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(written(current()), encoding="utf-8")
    if command in ("update", "compile"):
        compile_all()
        return 0
    found = list(faults())
    print("\n".join(found) or "the catalogue is current and complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else "check"))
