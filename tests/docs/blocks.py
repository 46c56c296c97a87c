"""The fenced blocks of the pages, and what it takes to run each kind of them."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_FENCE = re.compile(r"^(?:<!-- file: ([\w.-]+) -->\n)?```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


@attrs.frozen
class Block:
    """A fenced block: its language, its text, the line of the page it begins in, and the file it stands for.

    A block stands for a file where ``<!-- file: name -->`` is the line before it.
    """

    language: str
    text: str
    line: int
    file: str | None = None


@attrs.frozen
class Call:
    """One command of a console block and the output that the page shows for it."""

    command: str
    output: str
    line: int


def name_of(page: Path) -> str:
    """A page as the tests call it."""
    return page.relative_to(ROOT).as_posix()


def language_of(page: Path) -> str:
    """The language a page is written in."""
    return "zh" if page.parent.name == "zh" else "en"


def blocks(page: Path, language: str) -> list[Block]:
    """The blocks of a page in one language, in order."""
    text = page.read_text(encoding="utf-8")
    found = (
        Block(match[2], match[3], text.count("\n", 0, match.start(3)) + 1, match[1])
        for match in _FENCE.finditer(text)
    )
    return [block for block in found if block.language == language]


def files(page: Path) -> dict[str, str]:
    """The files that blocks of a page stand for, by name."""
    text = page.read_text(encoding="utf-8")
    return {match[1]: match[3] for match in _FENCE.finditer(text) if match[1]}


def plans(page: Path) -> list[Block]:
    """The blocks of a page that are a plan or a piece of one."""
    return [
        block for block in blocks(page, "yaml") if block.file is None or block.text.startswith("pilotflow:")
    ]


def calls(page: Path) -> list[Call]:
    """The commands of all console blocks of a page, in order."""
    found = []
    for block in blocks(page, "console"):
        line = block.line
        for piece in re.split(r"^(?=\$ )", block.text, flags=re.MULTILINE):
            if piece:
                command, _, output = piece.partition("\n")
                found.append(Call(command.removeprefix("$ "), output, line))
            line += piece.count("\n")
    return found


def whole_plan(base: str, fragment: str) -> str:
    """A plan whose top keys are those of ``base``, with those that ``fragment`` writes in their places."""
    own = sections(fragment)
    kept = {name: text for name, text in sections(base).items() if name not in own}
    return "".join([*kept.values(), *own.values()])


def sections(plan: str) -> dict[str, str]:
    """The text of every top key of a plan; comments before the first are dropped."""
    found = (piece for piece in _SECTION.split(plan) if _SECTION.match(piece))
    return {piece.partition(":")[0]: piece if piece.endswith("\n") else f"{piece}\n" for piece in found}


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def only_python(page: Path) -> str:
    """The page with every line outside its python blocks blank, so that lines keep their numbers."""
    lines = [""] * (page.read_text(encoding="utf-8").count("\n") + 1)
    for block in blocks(page, "python"):
        for number, line in enumerate(block.text.splitlines(), block.line - 1):
            lines[number] = line
    return "\n".join(lines)
