"""The keys of what was promised: targets of every kind, and reviews."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pilotflow.language.catalogue import N_
from pilotflow.plan.file.form import Form, Key, Thing
from pilotflow.plan.file.kinds import Amount, Count, Flag, Id, Many, OneOf, Ref, Text
from pilotflow.plan.file.moments import Moment
from pilotflow.plan.file.nodes import Mapping
from pilotflow.plan.file.people import LABEL, READINGS, labelled
from pilotflow.plan.file.reader import Reader
from pilotflow.plan.goals import TARGET_KINDS, Criterion, Item, Review, Target

_NEEDS = {
    "at_least": ("amount",),
    "exactly": ("amount",),
    "coverage": ("group",),
    "one_for_each": ("group",),
    "list": ("items", "amount"),
    "ratio": ("ratio",),
}

ITEM = Form(
    "item",
    N_("Item"),
    (
        Key("id", Id(), N_("Its id within the list."), default="i1, i2 …"),
        Key("title", Text(), N_("What it is."), required=True),
    ),
    lambda title, id="": Item(id, title),
)

ITEMS = Many(Thing(ITEM, (Text(), lambda title: Item("", title))), distinct=True)


def numbered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items, each with an id: its own, else ``i`` and its place in the list, unless that is taken."""
    taken = {item.id for item in items}
    done: list[Item] = []
    for place, item in enumerate(items, start=1):
        id = item.id or f"i{place}"
        while not item.id and id in taken:
            id += "-a"
        taken.add(id)
        done.append(Item(id, item.title))
    return tuple(done)


def with_items(model: Any) -> Any:
    """A builder that numbers the items of a thing."""

    def build(items: tuple[Item, ...] = (), **values: Any) -> Any:
        return labelled(model)(items=numbered(items), **values)

    return build


def _target_needs(values: dict[str, Any], node: Mapping, reader: Reader) -> bool:
    kind = values["kind"]
    needed = _NEEDS.get(kind, ())
    if needed and not any(key in node.entries for key in needed):
        reader.note("target-needs", node, kind=kind, key=" | ".join(needed))
        return False
    return True


TARGET = Form(
    "target",
    N_("Target"),
    (
        Key("id", Id("target"), N_("Its id."), required=True),
        LABEL,
        Key("title", Text(), N_("What was promised."), required=True),
        Key("kind", OneOf(TARGET_KINDS), N_("How it is judged."), required=True),
        Key("amount", Amount(), N_("The figure, exact.")),
        Key("unit", Text(), N_("What the figure counts (人, 项, 万元).")),
        Key("measure", Text(), N_("What is measured, so that output and spending do not add up.")),
        Key("qualifier", Text(), N_("The word before the figure, kept as written.")),
        Key("level", Text(), N_("The level that counts, or above.")),
        Key("group", Ref(("group",)), N_("The population of coverage or of one for each.")),
        Key("items", ITEMS, N_("The named things of a list.")),
        Key("ratio", Many(Text(), least=2, most=2), N_("Numerator and denominator.")),
        Key("severity", Text(), N_("From which severity on an incident breaks a must-not.")),
        Key("due", Moment(), N_("When it is due.")),
        Key("soft", Flag(), N_("Whether it binds only where possible."), default="false"),
        Key("area", Ref(("category",), scope="area"), N_("The area it belongs to.")),
        Key("served_by", Many(Ref(("task",)), distinct=True), N_("The tasks that serve it.")),
        READINGS,
    ),
    with_items(Target),
    _target_needs,
)

CRITERION = Form(
    "criterion",
    N_("Criterion"),
    (
        Key("title", Text(), N_("What is judged."), required=True),
        Key("weight", Amount(Decimal(0)), N_("Its weight in points."), required=True),
    ),
    Criterion,
)


def _review(**values: Any) -> Any:
    values.setdefault("title", values.get("label", values["id"]))
    return labelled(Review)(**values)


REVIEW = Form(
    "review",
    N_("Review"),
    (
        Key("id", Id("review"), N_("Its id."), required=True),
        LABEL,
        Key("title", Text(), N_("Its title."), default=N_("the label")),
        Key("round", Text(), N_("Its round: mock, midterm, city, province, assessment."), required=True),
        Key("by", Many(Ref(("unit", "body")), distinct=True), N_("Who judges.")),
        Key("of", Ref(("group", "unit", "body")), N_("Who is judged.")),
        Key("year", Count(1900, 2200), N_("The year it is about.")),
        Key("rubric", Many(Thing(CRITERION)), N_("The lines it is scored by.")),
    ),
    _review,
)
