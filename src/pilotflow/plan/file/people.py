"""The keys of who there is: units, groups, bodies with seats, and the roles the plan gives them."""
# ruff: noqa: D102 - the answers that every kind of value gives are described once, in Kind

from __future__ import annotations

from typing import Any

import attrs

from pilotflow.language.catalogue import N_
from pilotflow.plan.file.form import Form, Key, Thing
from pilotflow.plan.file.kinds import Flag, Id, Many, OneOf, Ref, Table, Text
from pilotflow.plan.file.nodes import Node, Scalar
from pilotflow.plan.file.other_readings import Readings
from pilotflow.plan.file.reader import ACTORS, Reader
from pilotflow.plan.units import Body, Evaluators, Group, Roles, Seat, Unit
from pilotflow.plan.work import PHASE_KINDS

EVERY_AGREEMENT = "agreements"
# So many may share a role that every task is looked at with each of them.
_MOST_IN_A_ROLE = 50

UNITS = Many(Ref(("unit",)), distinct=True)
MEMBERS = Many(Ref(("unit", "group")), distinct=True)
PARTIES = Many(Ref(("unit", "body", "group")), distinct=True)
ACTING = Many(Ref(ACTORS), most=_MOST_IN_A_ROLE, distinct=True)


@attrs.frozen
class Population(Ref):
    """A group, or the word that stands for every agreement."""

    def read(self, node: Node, reader: Reader) -> Any:
        """The id of the group, or the word."""
        if isinstance(node, Scalar) and node.text == EVERY_AGREEMENT:
            return EVERY_AGREEMENT
        return super().read(node, reader)

    def text(self, language: str) -> str:
        return f"{super().text(language)} | {EVERY_AGREEMENT}"


LABEL = Key("label", Text(), N_("The document's own number, kept as written."), default=N_("the id"))
SHORT = Key("short", Text(), N_("The short name."))
ALIASES = Key("aliases", Many(Text()), N_("Other names the document uses."))
READINGS = Key("readings", Readings(), N_("What other places of the document say, each with its source."))


def labelled(model: Any) -> Any:
    """A builder that gives a thing its id as label where the file states none."""

    def build(**values: Any) -> Any:
        values.setdefault("label", values["id"])
        return model(**values)

    return build


def _roles(office: str, heads: tuple[str, ...] = (), **values: Any) -> Roles:
    return Roles(office, heads, **values)


UNIT = Form(
    "unit",
    N_("Unit"),
    (
        Key("id", Id("unit"), N_("Its id, shared with no other unit, group, body or seat."), required=True),
        Key("name", Text(), N_("Its full name."), required=True),
        LABEL,
        SHORT,
        ALIASES,
        Key("side", Ref(("side",)), N_("The side it stands on.")),
        Key("part_of", Ref(("unit",)), N_("The unit it is part of.")),
        Key("groups", Many(Ref(("group",)), distinct=True), N_("The groups it is a member of.")),
        Key("independent", Flag(), N_("Whether it may judge what it is part of."), default="false"),
        READINGS,
    ),
    labelled(Unit),
)

GROUP = Form(
    "group",
    N_("Group"),
    (
        Key("id", Id("group"), N_("Its id."), required=True),
        Key("name", Text(), N_("Its name."), required=True),
        LABEL,
        SHORT,
        ALIASES,
        Key("open", Flag(), N_("Whether it names nobody yet; it then owes nothing."), default="false"),
        Key("members", UNITS, N_("Its members, beside the units that name the group.")),
        READINGS,
    ),
    labelled(Group),
)

SEAT = Form(
    "seat",
    N_("Seat"),
    (
        Key("id", Id("seat"), N_("Its id."), required=True),
        Key("role", OneOf(("head", "deputy", "member")), N_("Its role in the body."), required=True),
        Key("unit", Ref(("unit",)), N_("The unit it belongs to."), required=True),
        Key("post", Many(Text(), single=True), N_("The post or posts it is held with."), field="posts"),
        READINGS,
    ),
    Seat,
)

CREATION = Form(
    "creation",
    N_("Creation"),
    (Key("task", Ref(("task",)), N_("The task after whose verification the body exists."), required=True),),
    lambda task: task,
)

BODY = Form(
    "body",
    N_("Body"),
    (
        Key("id", Id("body"), N_("Its id."), required=True),
        Key("kind", Text(), N_("Its kind: leading, office, working, supervision, liaison."), required=True),
        Key("name", Text(), N_("Its name."), required=True),
        LABEL,
        SHORT,
        ALIASES,
        Key("part_of", Ref(("body",)), N_("The body it is part of.")),
        Key("seats", Many(Thing(SEAT)), N_("Its seats.")),
        Key("leads", MEMBERS, N_("The units that lead it; its tasks have them as leads.")),
        Key("members", MEMBERS, N_("The other units in it; its tasks have them as co-units.")),
        Key(
            "created_by",
            Thing(CREATION, (Ref(("task",)), lambda task: task)),
            N_("The task that creates it; until that is verified it does not exist."),
        ),
        Key("reviewers", ACTING, N_("Who verifies its tasks, where that is not the plan's reviewers.")),
        READINGS,
    ),
    labelled(Body),
)

ROLES = Form(
    "roles",
    N_("Roles"),
    (
        Key("office", Ref(("body", "unit")), N_("The programme office."), required=True),
        Key("heads", Many(Ref(("seat", "unit")), most=2, distinct=True), N_("The one or two who decide.")),
        Key(
            "reviewers",
            ACTING,
            N_("Who may verify, in the order they are asked."),
            default=N_("office, heads"),
        ),
        Key("supervisors", ACTING, N_("Who may raise, confirm and inspect anywhere.")),
        Key(
            "evaluators",
            Table(OneOf(PHASE_KINDS), ACTING, Evaluators),
            N_("Who evaluates at the gates of a kind of phase."),
        ),
    ),
    _roles,
)
