"""The command ``do``: carry out a command of a pilot, ask whether it may be done, or what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotflow.cli import options as o
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from pilotflow.cli.face import Face

EXAMPLES = N_(
    "Examples:\n"
    '  pilotflow do PILOT task 7 report --by UNIT --evidence "signed agreement"\n'
    '  pilotflow do PILOT task 7 send-back --by UNIT --reason "a page is missing"\n'
    '  pilotflow do PILOT task 7 raise-feedback --by UNIT --text "a page is missing"\n'
    '  pilotflow do PILOT feedback F1 answer --by UNIT --text "attached"\n'
    '  pilotflow do PILOT occurrence kick-off hold --by UNIT --start 2023-05-12 --decision "train more"\n'
    '  pilotflow do PILOT decision D1 create-task --by UNIT --title "train more" --lead UNIT\n'
    '  pilotflow do PILOT pilot - stop --by UNIT --reason "no funds"\n'
    "  pilotflow do PILOT task 7 decide-extension --by UNIT --granted\n"
    "  pilotflow do PILOT target t3 tick --by UNIT --item ID --evidence TEXT\n"
    "  pilotflow do PILOT pilot - delegate --by UNIT --to UNIT\n"
    "  pilotflow do PILOT pilot - delegate --by UNIT --to UNIT --set revoked=yes\n"
    "  pilotflow do PILOT pilot - resolve-deadline --by UNIT --what task --thing 7 --due DAY --reason TEXT\n"
    "  pilotflow do PILOT pilot - amend --by UNIT --plan FILE --reason TEXT --explain\n"
    "Without a trigger it lists what the unit may do, and what speaks against the rest."
)

_Texts = list[str] | None
_Text = str | None


def do(
    ctx: typer.Context,
    pilot: o.PilotId,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=N_("task, feedback, phase, occurrence, series, decision, target, agreement, unit or pilot"),
        ),
    ],
    id: Annotated[str, typer.Argument(metavar="ID", help=N_("its id; - for the pilot, or for what is new"))],
    by: o.By,
    trigger: Annotated[
        _Text,
        typer.Argument(metavar="TRIGGER", help=N_("what to do; without it, what may be done is listed")),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=N_("only say whether it may be done, and why not"))
    ] = False,
    role: o.Role = None,
    acting_for: o.ActingFor = None,
    person: o.Person = None,
    effective: o.Effective = None,
    reason: o.Reason = None,
    document: o.Document = None,
    key: o.Key = None,
    evidence: Annotated[
        _Texts, typer.Option("--evidence", metavar="TEXT", help=N_("what proves it; may be repeated"))
    ] = None,
    part: Annotated[
        _Texts,
        typer.Option("--part", metavar="ID", help=N_("a part that the report covers; may be repeated")),
    ] = None,
    text: Annotated[
        _Text, typer.Option("--text", metavar="TEXT", help=N_("the words of feedback, an answer, a decision"))
    ] = None,
    to: Annotated[
        _Texts,
        typer.Option(
            "--to",
            metavar="UNIT",
            help=N_("who owes the answer, may be repeated; or who may act for the unit"),
        ),
    ] = None,
    finding: Annotated[
        _Text, typer.Option("--finding", metavar="TEXT", help=N_("what was found no longer kept up"))
    ] = None,
    latest: Annotated[
        _Text, typer.Option("--latest", metavar="DAY", help=N_("the later last day that is asked for"))
    ] = None,
    verdict: Annotated[
        _Text,
        typer.Option(
            "--verdict", metavar="WORD", help=N_("approve, rework or stop; scale, extend, adapt or end")
        ),
    ] = None,
    grade: Annotated[
        _Text, typer.Option("--grade", metavar="1-5", help=N_("how satisfying the answer is"))
    ] = None,
    granted: Annotated[
        bool | None, typer.Option("--granted/--refused", help=N_("whether the extension is granted"))
    ] = None,
    start: Annotated[
        _Text,
        typer.Option("--start", metavar="WHEN", help=N_("a day, or a local time such as 2023-05-12T14:00")),
    ] = None,
    end: Annotated[_Text, typer.Option("--end", metavar="WHEN", help=N_("when it ends"))] = None,
    place: Annotated[_Text, typer.Option("--place", metavar="TEXT", help=N_("where"))] = None,
    minutes: Annotated[
        _Text, typer.Option("--minutes", metavar="TEXT", help=N_("the minutes, or where they are kept"))
    ] = None,
    decision: Annotated[
        _Texts,
        typer.Option(
            "--decision",
            metavar="TEXT|ID",
            help=N_("what was decided, may be repeated; or the decision that something rests on"),
        ),
    ] = None,
    attendance: Annotated[
        _Texts,
        typer.Option("--attendance", metavar="UNIT=N", help=N_("how many came from a unit; may be repeated")),
    ] = None,
    title: Annotated[
        _Text, typer.Option("--title", metavar="TEXT", help=N_("what a new task or meeting is called"))
    ] = None,
    lead: Annotated[
        _Texts, typer.Option("--lead", metavar="UNIT", help=N_("who leads a new task; may be repeated"))
    ] = None,
    co_unit: Annotated[
        _Texts, typer.Option("--co-unit", metavar="UNIT", help=N_("who shares a new task; may be repeated"))
    ] = None,
    due: Annotated[_Text, typer.Option("--due", metavar="DAY", help=N_("the last day"))] = None,
    what: Annotated[
        _Text,
        typer.Option(
            "--what", metavar="WORD", help=N_("what is filed: report, evidence or review; or task, phase")
        ),
    ] = None,
    thing: Annotated[
        _Text, typer.Option("--thing", metavar="ID", help=N_("the task or phase whose last day is entered"))
    ] = None,
    name: Annotated[
        _Text, typer.Option("--name", metavar="ID", help=N_("under which name the gate requires it"))
    ] = None,
    item: Annotated[
        _Text, typer.Option("--item", metavar="ID", help=N_("the item of a list that is ticked off"))
    ] = None,
    sort: Annotated[
        _Text,
        typer.Option(
            "--kind", metavar="WORD", help=N_("the kind of feedback, or of a meeting that is convened")
        ),
    ] = None,
    plan: Annotated[
        _Text, typer.Option("--plan", metavar="FILE", help=N_("the plan that an amendment brings into force"))
    ] = None,
    settings: Annotated[
        _Texts,
        typer.Option(
            "--set", metavar="NAME=VALUE", help=N_("any other argument of the command; may be repeated")
        ),
    ] = None,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> int:
    """Do something in a pilot, or ask what may be done."""
    from pilotflow.cli.answers import carry_out, explain_it, list_options
    from pilotflow.cli.commanding import Command
    from pilotflow.facts.actor import Actor

    face: Face = ctx.obj.asked(lang, json=json)
    actor = Actor(by, role, acting_for, person)
    given: dict[str, Any] = {name: ctx.params[name] for name in _GIVEN}
    common = {"effective": effective, "reason": reason, "document": document, "key": key}
    with face.log(log) as kept:
        opened = face.open(pilot, kept)
        if trigger is None:
            return list_options(face, opened, kind, id, actor)
        asked = Command.of(face, opened, kind, id, trigger, actor, given, common)
        return explain_it(face, opened, asked) if explain else carry_out(face, opened, asked)


_GIVEN = (
    *("evidence", "part", "text", "to", "finding", "latest", "verdict", "grade", "granted", "start", "end"),
    *(
        "place",
        "minutes",
        "decision",
        "attendance",
        "title",
        "lead",
        "co_unit",
        "due",
        "what",
        "thing",
        "name",
        "item",
    ),
    *("sort", "plan", "settings"),
)
