"""The keys of what recurs or is agreed: series, occurrences, agreements, offers, needs, pools."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pilotflow.language.catalogue import N_
from pilotflow.plan.duties import DUTY_KINDS, Agreement, Need, Offer, PlannedOccurrence, Pool, Series
from pilotflow.plan.file.form import Form, Key
from pilotflow.plan.file.goals import ITEMS, with_items
from pilotflow.plan.file.kinds import Amount, Day, Hours, Id, Many, OneOf, Ref, Text
from pilotflow.plan.file.moments import Moment, in_order
from pilotflow.plan.file.nodes import Mapping
from pilotflow.plan.file.people import LABEL, PARTIES, READINGS, Population, labelled
from pilotflow.plan.file.reader import Reader

AGREEMENT_KINDS = ("framework", "pairing", "project")


def _spanned(values: dict[str, Any], node: Mapping, reader: Reader) -> bool:
    return in_order(values, "first", "last", node, reader)


def _pairing(**values: Any) -> Any:
    values.setdefault("title", values.get("label", values["id"]))
    return labelled(Agreement)(**values)


SERIES = Form(
    "series",
    N_("Series"),
    (
        Key("id", Id("series"), N_("Its id."), required=True),
        LABEL,
        Key("kind", OneOf(DUTY_KINDS), N_("What recurs."), required=True),
        Key("title", Text(), N_("Its title."), required=True),
        Key("when", Moment(cadence=True), N_("Its cadence."), required=True),
        Key("body", Ref(("body",)), N_("The body that owes it.")),
        Key("units", PARTIES, N_("The units that owe it.")),
        Key("for_each", Population(("group",)), N_("One independent series for each member, or agreement.")),
        Key("first", Day(), N_("Its first day."), default=N_("the pilot's")),
        Key("last", Day(), N_("Its last day."), default=N_("the pilot's")),
        Key("task", Ref(("task",)), N_("The task it belongs to.")),
        Key("area", Ref(("category",), scope="area"), N_("The area it belongs to.")),
        Key("place", Text(), N_("Where it is held.")),
        Key("time", Hours(), N_("The local time it has on each day its cadence names.")),
        READINGS,
    ),
    labelled(Series),
    _spanned,
)

OCCURRENCE = Form(
    "occurrence",
    N_("Occurrence"),
    (
        Key("id", Id("occurrence"), N_("Its id."), required=True),
        LABEL,
        Key("kind", OneOf(DUTY_KINDS), N_("What it is."), required=True),
        Key("title", Text(), N_("Its title."), required=True),
        Key("due", Moment(), N_("When it is due.")),
        Key("body", Ref(("body",)), N_("The body that owes it.")),
        Key("units", PARTIES, N_("The units that owe it.")),
        Key("phase", Ref(("phase",)), N_("The phase it belongs to.")),
        Key("place", Text(), N_("Where it is held.")),
        READINGS,
    ),
    labelled(PlannedOccurrence),
)

AGREEMENT = Form(
    "agreement",
    N_("Agreement"),
    (
        Key("id", Id("agreement"), N_("Its id."), required=True),
        LABEL,
        Key("kind", OneOf(AGREEMENT_KINDS), N_("Its kind."), required=True),
        Key("title", Text(), N_("Its title."), default=N_("the label")),
        Key(
            "parties",
            Many(Ref(("unit", "body")), least=2, distinct=True),
            N_("Its parties, two or more."),
            required=True,
        ),
        Key("parent", Ref(("agreement",)), N_("The agreement it stands under.")),
        Key("from", Day(), N_("Its first day."), field="first"),
        Key("to", Day(), N_("Its last day; none where it is open-ended."), field="last"),
        Key("review", Day(), N_("When an open-ended agreement is looked at again.")),
        Key("body", Ref(("body",)), N_("Its own body, such as a liaison group.")),
        READINGS,
    ),
    _pairing,
    _spanned,
)

_FIELD = Key("field", Text(), N_("The field of work."))

OFFER = Form(
    "offer",
    N_("Offer"),
    (
        Key("id", Id("offer"), N_("Its id."), required=True),
        LABEL,
        Key("title", Text(), N_("What is offered."), required=True),
        Key("unit", Ref(("unit",)), N_("Who gives it."), required=True),
        Key("kind", Text(), N_("People, venue, money, course and the like.")),
        Key("capacity", Amount(Decimal(0)), N_("How much of it there is.")),
        Key("measure", Text(), N_("What the capacity counts.")),
        Key("conditions", Text(), N_("On what conditions.")),
        _FIELD,
    ),
    labelled(Offer),
)

NEED = Form(
    "need",
    N_("Need"),
    (
        Key("id", Id("need"), N_("Its id."), required=True),
        LABEL,
        Key("title", Text(), N_("What is lacking."), required=True),
        Key("unit", Ref(("unit",)), N_("Who registers it."), required=True),
        Key("kind", Text(), N_("People, venue, money, course and the like.")),
        Key("amount", Amount(Decimal(0)), N_("How much is lacking.")),
        Key("measure", Text(), N_("What the amount counts.")),
        Key("on_behalf_of", Text(), N_("For whom, where that is somebody without an account.")),
        _FIELD,
    ),
    labelled(Need),
)

POOL = Form(
    "pool",
    N_("Pool"),
    (
        Key("id", Id("pool"), N_("Its id."), required=True),
        LABEL,
        Key("title", Text(), N_("What can be claimed."), required=True),
        Key("total", Amount(Decimal(0)), N_("How much there is."), default=N_("unknown")),
        Key("unit", Text(), N_("What the total counts.")),
        Key("items", ITEMS, N_("The named things, where they are named.")),
        Key("task", Ref(("task",)), N_("The task it belongs to.")),
    ),
    with_items(Pool),
)
