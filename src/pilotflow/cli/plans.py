"""Commands about plans: check, schema, show, start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilotflow.cli import options as o
from pilotflow.cli.plan_files import is_file, read_plan, usable_plan
from pilotflow.cli.stop import FAILED, MISUSED, Stop
from pilotflow.language import cli as words
from pilotflow.language import say
from pilotflow.language.catalogue import N_

if TYPE_CHECKING:
    from pilotflow.cli.face import Face
    from pilotflow.plan.model import Plan


_ID = "[a-z0-9][a-z0-9-]{0,63}"


def check(
    ctx: typer.Context,
    plan: Annotated[
        str | None, typer.Argument(metavar="PLAN", help=N_("a plan file, or - for standard input"))
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help=N_("write a commented first plan to PLAN, or to standard output"))
    ] = False,
    json: o.Json = False,
    lang: o.Lang = None,
) -> int:
    """Find every fault of a plan file, or write a first one."""
    face: Face = ctx.obj.asked(lang, json=json)
    if new:
        return _write_starter(face, plan)
    if plan is None:
        raise Stop(MISUSED, words.MISSING, name="PLAN")
    checked = read_plan(face, plan)
    errors = sum(fault.is_error for fault in checked.faults)
    warnings = len(checked.faults) - errors
    if face.json:
        face.print_json(
            {
                "file": plan,
                "errors": errors,
                "warnings": warnings,
                "faults": [fault.to_dict(face.language) for fault in checked.faults],
            }
        )
    else:
        lines = [fault.text(face.language) for fault in checked.faults]
        counted = words.COUNTED if checked.faults else words.NO_FAULTS
        lines.append(say(counted, face.language, file=plan, errors=errors, warnings=warnings))
        face.print("\n".join(lines))
    return FAILED if errors else 0


def schema(ctx: typer.Context, json: o.Json = False, lang: o.Lang = None) -> None:
    """Print the JSON Schema of plan files."""
    from pilotflow.plan.schema import json_schema

    face: Face = ctx.obj.asked(lang, json=json)
    face.print_json(json_schema())


def show(
    ctx: typer.Context,
    plan: Annotated[
        str, typer.Argument(metavar="PLAN|PILOT", help=N_("a plan file, or the id of a started pilot"))
    ],
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """Show what a plan says."""
    face: Face = ctx.obj.asked(lang, json=json)
    found = _plan_of(face, plan, log)
    if face.json:
        face.print_json(found.to_dict())
        return
    from pilotflow.cli.outline import outline

    face.show(*outline(found, face.language))


def start(
    ctx: typer.Context,
    plan: o.PlanFile,
    by: o.By,
    effective: o.Effective = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help=N_("the id of the pilot; by default that of the plan")),
    ] = None,
    role: o.Role = None,
    acting_for: o.ActingFor = None,
    person: o.Person = None,
    reason: o.Reason = None,
    document: o.Document = None,
    key: o.Key = None,
    log: o.LogUrl = None,
    json: o.Json = False,
    lang: o.Lang = None,
) -> None:
    """Put a plan into force."""
    from pilotflow.facts.actor import Actor
    from pilotflow.pilot.pilot import Pilot

    face: Face = ctx.obj.asked(lang, json=json)
    if id is not None and not re.fullmatch(_ID, id):
        raise Stop(MISUSED, words.NO_ID, id=id)
    _readable_day(effective)
    found = usable_plan(face, plan)
    with face.log(log) as kept:
        pilot = Pilot.start(
            found,
            kept,
            by=Actor(by, role, acting_for, person),
            id=id,
            clock=face.clock,
            effective=effective,
            reason=reason,
            document=document,
            key=key,
        )
        fact = pilot.facts()[0]
        if face.json:
            face.print_json(
                {"pilot": pilot.id, "state": pilot.state, "title": found.title, "effective": fact.effective}
            )
        else:
            face.print(f"{fact.text(face.language)}\n{found.text(face.language)}")


def _readable_day(effective: str | None) -> None:
    from pilotflow.dates import partial

    try:
        partial.read(effective or "2022")
    except ValueError:
        raise Stop(MISUSED, words.NO_DAY, name="--effective", value=effective) from None


def _write_starter(face: Face, target: str | None) -> int:
    from pathlib import Path

    from pilotflow.plan.starter import starter

    text = starter(face.language)
    if target in (None, "-"):
        face.write(text)
        return 0
    path = Path(str(target))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Stop(FAILED, words.EXISTS, path=path) from None
    except OSError as error:
        raise Stop(FAILED, words.CANNOT_WRITE, path=path, cause=error) from error
    if face.json:
        face.print_json({"file": str(path)})
    else:
        face.print(say(words.WRITTEN, face.language, path=path))
    return 0


def _plan_of(face: Face, name: str, log: str | None) -> Plan:
    """The plan in a file, or the one in force in a pilot; a file comes first."""
    from pilotflow.errors import NotFound

    if name == "-" or is_file(name):
        return usable_plan(face, name)
    try:
        with face.log(log) as kept:
            return face.open(name, kept).plan
    except NotFound as error:
        raise _neither(error, name) from error


def _neither(error: Any, name: str) -> Stop:
    known = dict(error.reason.data).get("known", "")
    return Stop(FAILED, words.NEITHER if known else words.NEITHER_NOR_ANY, name=name, known=known)
