"""The command ``deadline``: how a time limit is read, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pilotflow.cli import options as o
from pilotflow.cli.stop import MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pilotflow.cli.face import Face
    from pilotflow.dates.explaining import Known
    from pilotflow.plan.model import Plan

EXAMPLES = N_(
    "Examples:\n"
    '  pilotflow deadline "by the end of May 2023, and maintained thereafter"\n'
    '  pilotflow deadline "within 15 working days of the application" --event application=2023-01-03\n'
    '  pilotflow deadline "before the start of term" --plan plan.yaml\n'
    "  pilotflow deadline --file deadlines.txt --json\n"
    "A line of a file is a text, or a JSON object with text, issued, start, terms and events."
)

_Day = str | None
_FORM = "NAME=DAY"


def deadline(
    ctx: typer.Context,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help=N_("a time limit, in the words of a document"))
    ] = None,
    issued: Annotated[
        _Day, typer.Option("--issued", metavar="DAY", help=N_("the day the document was issued"))
    ] = None,
    start: Annotated[
        _Day, typer.Option("--start", metavar="DAY", help=N_("the day the programme starts"))
    ] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event",
            metavar=_FORM,
            help=N_(
                "the day of an event, or its first and last day, as in 2023-06-01..2023-09-30; may be repeated"
            ),
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan", metavar="PLAN", help=N_("a plan: its day of issue, school terms and working days")
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            metavar="FILE",
            help=N_("a file with a time limit on each line, or - for standard input"),
        ),
    ] = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> int:
    """Explain how a time limit is read."""
    face: Face = ctx.obj.asked(lang, json=json)
    if (text is None) == (file is None):
        raise Stop(MISUSED, words.TEXT_OR_FILE, text="TEXT", file="--file FILE")
    if plan == file == "-":
        raise Stop(MISUSED, words.STDIN_TWICE, first="--plan", second="--file")
    known, found = _known(face, issued, start, event or (), plan)
    if file is not None:
        from pilotflow.cli.deadline_lines import answer_lines

        return answer_lines(face, file, known)
    from pilotflow.cli.explained import explained, speak_as_text

    speak_as_text(face, str(text), known)
    reading = known.read(str(text))
    if face.json:
        face.print_json(reading.to_dict())
    else:
        face.print("\n".join(explained(reading, known, _today(face, found), face.language, face.width)))
    return 0


def _known(
    face: Face, issued: str | None, start: str | None, events: Sequence[str], plan: str | None
) -> tuple[Known, Plan | None]:
    """What is known beside the words: the options, and what the plan says where they say nothing; and the plan."""
    from pilotflow.cli.reading import day_of
    from pilotflow.dates.explaining import Known

    known = Known(day_of("--issued", issued), day_of("--start", start), events=_events(events))
    if plan is None:
        return known, None
    import attrs

    from pilotflow.cli.plan_files import usable_plan

    found = usable_plan(face, plan)
    known = attrs.evolve(
        known,
        issued=known.issued or found.issued,
        terms=found.terms,
        calendar=found.calendar,
        language=found.language,
        conventions=found.conventions.deadlines,
    )
    return known, found


def _events(given: Sequence[str]) -> dict[str, tuple[date, date]]:
    from pilotflow.cli.reading import day_of

    found: dict[str, tuple[date, date]] = {}
    for each in given:
        name, equals, days = each.rpartition("=")
        name = name.strip()
        if not equals:
            raise Stop(MISUSED, words.NO_EVENT, value=each, form=_FORM)
        if name in found:
            raise Stop(MISUSED, words.EVENT_TWICE, value=each)
        opens, _, closes = days.partition("..")
        first, last = (day_of(f"--event {name}", day) for day in (opens, closes or opens))
        assert first is not None
        assert last is not None
        if first > last:
            raise Stop(MISUSED, words.REVERSED, name=f"--event {name}", first=first, last=last)
        found[name] = (first, last)
    return found


def _today(face: Face, plan: Plan | None) -> date:
    """Today where the plan is carried out; without one, where this machine stands."""
    from pilotflow.dates.local import LocalDays

    now = face.clock.now()
    return now.astimezone().date() if plan is None else LocalDays(plan.timezone).of(now)
