"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from pilotflow.language.catalogue import N_

PilotId = Annotated[str, typer.Argument(metavar="PILOT", help=N_("the id of a started pilot"))]
PlanFile = Annotated[str, typer.Argument(metavar="PLAN", help=N_("a plan file, or - for standard input"))]

Json = Annotated[bool, typer.Option("--json", help=N_("print JSON instead of text"))]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help=N_("en or zh; by default the language of the plan, else that of the environment"),
    ),
]
LogUrl = Annotated[
    str | None,
    typer.Option(
        "--log",
        metavar="URL",
        help=N_("where facts are kept; by default PILOTFLOW_LOG, else sqlite:///pilotflow.db"),
    ),
]

By = Annotated[
    str, typer.Option("--by", metavar="UNIT", help=N_("who acts: a unit, body or seat of the plan"))
]
Role = Annotated[str | None, typer.Option("--role", metavar="ROLE", help=N_("act in this role only"))]
ActingFor = Annotated[
    str | None, typer.Option("--acting-for", metavar="UNIT", help=N_("for whom, by a recorded delegation"))
]
Person = Annotated[
    str | None, typer.Option("--person", metavar="ID", help=N_("an opaque id that is kept with the fact"))
]
Effective = Annotated[
    str | None,
    typer.Option(
        "--effective", metavar="DAY", help=N_("when it took effect: a day, month or year; by default today")
    ),
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=N_("why"))]
Document = Annotated[
    str | None, typer.Option("--document", metavar="TEXT", help=N_("the document it rests on"))
]
Key = Annotated[
    str | None,
    typer.Option("--key", metavar="KEY", help=N_("an idempotency key: the same again changes nothing")),
]

OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help=N_("the day to look at; by default today"))
]
OfUnit = Annotated[
    str | None, typer.Option("--unit", metavar="ID", help=N_("only what a unit leads, shares or owes"))
]
OfPhase = Annotated[str | None, typer.Option("--phase", metavar="ID", help=N_("only a phase"))]
OfArea = Annotated[
    str | None, typer.Option("--area", metavar="ID", help=N_("only an area or other category"))
]
OfAgreement = Annotated[str | None, typer.Option("--agreement", metavar="ID", help=N_("only an agreement"))]
OfBody = Annotated[str | None, typer.Option("--body", metavar="ID", help=N_("only a body"))]

AsRole = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help=N_(
            "only where the unit has this role: lead, co, responsible, guide, supervise, beneficiary, host,"
            " organiser, attend, answer or party"
        ),
    ),
]
NoParts = Annotated[bool, typer.Option("--no-parts", help=N_("without the units below the unit"))]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=N_(
            "only things of a kind: task, part, phase, occurrence, series, feedback, agreement or pilot; may be"
            " repeated"
        ),
    ),
]
NoPhases = Annotated[bool, typer.Option("--no-phases", help=N_("without the ends of phases"))]
Lights = Annotated[
    bool, typer.Option("--lights", help=N_("titles say what is late, behind or near, and change by the day"))
]
Spans = Annotated[
    bool,
    typer.Option("--spans", help=N_("a time limit with a first day covers all its days, not the last alone")),
]
Todo = Annotated[
    bool, typer.Option("--todo", help=N_("time limits as to-dos, which Google and iPhones do not show"))
]
Alarms = Annotated[
    list[str] | None,
    typer.Option("--alarm", metavar="DAYS", help=N_("remind so many days ahead, at 9:00; may be repeated")),
]
Relations = Annotated[
    bool, typer.Option("--relations", help=N_("what waits for what, for calendars that can show it"))
]
PageUrl = Annotated[
    str | None,
    typer.Option(
        "--page-url",
        metavar="TEMPLATE",
        help=N_("the web page of a thing: an address with {{pilot}}, {{kind}} and {{id}} in it"),
    ),
]
PublicUrl = Annotated[
    str | None,
    typer.Option(
        "--url",
        metavar="BASE",
        help=N_("the public address of the server, by default PILOTFLOW_URL; with export, of the folder"),
    ),
]
