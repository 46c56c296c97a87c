"""From the values of a file to a plan: what is left out, inherited or stated elsewhere is filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from pilotflow.plan.file.nodes import Mapping
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.model import Plan
from pilotflow.plan.standard import standard_phases
from pilotflow.plan.units import Body, Group, Roles, Unit
from pilotflow.plan.work import Task

CHINESE_ZONE = "Asia/Shanghai"
_UNKNOWN: dict[str, Any] = {"id": "", "title": "", "issued": date.min, "issuer": "", "roles": Roles("", ())}


def assemble(values: dict[str, Any], root: Mapping, reader: Reader) -> Plan:
    """The plan that the values of a file make.

    Where something it cannot be without is missing, which is a fault already, a value that offends no check
    stands for it; such a plan is looked at and never handed out.
    """
    misread = "language" in root.entries and "language" not in values
    language = values.setdefault("language", "en")
    if "timezone" not in root.entries and not misread and not language.lower().startswith("zh"):
        reader.note("missing-key", root, key="timezone", object="plan")
    values.setdefault("timezone", CHINESE_ZONE)
    values["calendar"] = reader.context.calendar
    units, groups = _membership(values.get("units", ()), values.get("groups", ()))
    bodies = {body.id: body for body in values.get("bodies", ())}
    tasks = [_inherit(task, bodies, reader) for task in values.get("tasks", ())]
    values |= {"units": units, "groups": groups, "tasks": tuple(tasks)}
    if "phases" not in root.entries:
        values["phases"] = standard_phases(language)
    if "roles" in values:
        values["roles"] = _reviewed(values["roles"])
    return Plan(**_UNKNOWN | values)


def _membership(
    units: tuple[Unit, ...], groups: tuple[Group, ...]
) -> tuple[tuple[Unit, ...], tuple[Group, ...]]:
    """Units and groups, each knowing of the other what the file stated on one side only."""
    members = {group.id: dict.fromkeys(group.members) for group in groups}
    standing = {unit.id: dict.fromkeys(unit.groups) for unit in units}
    for unit in units:
        for joined in unit.groups:
            if joined in members:
                members[joined][unit.id] = None
    for group in groups:
        for member in group.members:
            if member in standing:
                standing[member][group.id] = None
    return (
        tuple(attrs.evolve(unit, groups=tuple(standing[unit.id])) for unit in units),
        tuple(attrs.evolve(group, members=tuple(members[group.id])) for group in groups),
    )


def _inherit(task: Task, bodies: dict[str, Body], reader: Reader) -> Task:
    """A task with the leads and co-units of its body, where it states none of its own."""
    body = bodies.get(task.body or "")
    if body is None:
        return task
    leads, co_units = task.leads, task.co_units
    if ("task", task.id, "leads") not in reader.places:
        leads = body.leads
    if ("task", task.id, "co_units") not in reader.places:
        co_units = tuple(id for id in body.members if id not in leads)
    return attrs.evolve(task, leads=leads, co_units=co_units)


def _reviewed(roles: Roles) -> Roles:
    """Roles in which the office and the heads verify, where nobody else is named for it."""
    if roles.reviewers:
        return roles
    return attrs.evolve(roles, reviewers=tuple(dict.fromkeys((roles.office, *roles.heads))))
