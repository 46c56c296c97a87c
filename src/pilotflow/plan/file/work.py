"""The keys of what is to be done: classifications, phases with their gates, tasks with their parts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pilotflow.language.catalogue import N_
from pilotflow.plan.file.form import Form, Key, Thing
from pilotflow.plan.file.kinds import Amount, Id, Many, OneOf, Ref, Table, Text
from pilotflow.plan.file.moments import Moment
from pilotflow.plan.file.people import ACTING, LABEL, PARTIES, READINGS, Population, labelled
from pilotflow.plan.file.reader import ACTORS
from pilotflow.plan.file.requirements import Required
from pilotflow.plan.work import (
    PHASE_KINDS,
    Category,
    Gate,
    Milestone,
    Part,
    Phase,
    Requirement,
    Standing,
    Task,
)

REPORTS = ("any_lead", "all_leads")
_MOST_PHASES = 200

CATEGORY = Form(
    "category",
    N_("Category"),
    (
        Key("id", Id("category"), N_("Its id within the classification."), required=True),
        LABEL,
        Key("part_of", Ref(("category",)), N_("The category it is part of.")),
        Key("chain", Text(), N_("The slogan it goes by.")),
        Key("reviewers", ACTING, N_("Who verifies its tasks, where that is not the plan's reviewers.")),
        READINGS,
    ),
    labelled(Category),
)


def _gate(review: tuple[str, ...] = (), require: tuple[Requirement, ...] = (), **values: Any) -> Gate:
    return Gate(require=(*require, *(Requirement("review", id) for id in review)), **values)


GATE = Form(
    "gate",
    N_("Gate"),
    (
        Key("require", Many(Required()), N_("What must be there before the gate is presented.")),
        Key(
            "review",
            Many(Ref(("review",)), single=True),
            N_("Reviews that must be there; short for require."),
        ),
        Key(
            "decide",
            Many(Ref((*ACTORS, "group")), distinct=True),
            N_("Who decides at the gate."),
            default=N_("the heads"),
        ),
    ),
    _gate,
)

MILESTONE = Form(
    "milestone",
    N_("Milestone"),
    (
        Key("title", Text(), N_("What the phase is remembered for."), required=True),
        Key(
            "by",
            Required("occurrence"),
            N_("The occurrence, task, report, evidence or review that fulfils it."),
        ),
    ),
    Milestone,
)

PHASE = Form(
    "phase",
    N_("Phase"),
    (
        Key("id", Id("phase"), N_("Its id."), required=True),
        Key("kind", OneOf(PHASE_KINDS), N_("Its kind; kinds may repeat."), required=True),
        Key("title", Text(), N_("Its title."), required=True),
        LABEL,
        Key("due", Moment(), N_("When its gate is due.")),
        Key(
            "after",
            Many(Ref(("phase",)), single=True, distinct=True),
            N_("The phases that must be passed before it opens."),
            default=N_("the phase before it"),
        ),
        Key("gate", Thing(GATE), N_("What its gate requires and who decides.")),
        Key("milestones", Many(Thing(MILESTONE)), N_("What it is remembered for.")),
        READINGS,
    ),
    labelled(Phase),
)

PHASES = Many(Thing(PHASE), least=1, most=_MOST_PHASES)

PART = Form(
    "part",
    N_("Part"),
    (
        Key("id", Id(), N_("Its id within the task."), required=True),
        Key("title", Text(), N_("Its title."), required=True),
        Key("units", PARTIES, N_("Who does it, where that is not the leads.")),
        Key("for_each", Population(("group",)), N_("One independent part for each member, or agreement.")),
        Key("due", Moment(), N_("When it is due.")),
        Key("when", Moment(cadence=True), N_("Its cadence.")),
    ),
    Part,
)


def _in_classification(name: str) -> Many:
    return Many(Ref(("category",), scope=name), single=True, distinct=True)


def _task(
    area: tuple[str, ...] = (),
    mechanism: tuple[str, ...] = (),
    classes: tuple[tuple[str, tuple[str, ...]], ...] = (),
    **values: Any,
) -> Any:
    trees = (("area", area), ("mechanism", mechanism), *classes)
    standings = dict.fromkeys(Standing(tree, category) for tree, found in trees for category in found)
    return labelled(Task)(standings=tuple(standings), **values)


TASK = Form(
    "task",
    N_("Task"),
    (
        Key("id", Id("task"), N_("Its id."), required=True),
        LABEL,
        Key("title", Text(), N_("Its title."), required=True),
        Key("summary", Text(), N_("What is to be done, in a few words."), field="text"),
        Key("leads", PARTIES, N_("Who leads it."), default=N_("the leads of its body")),
        Key("co_units", PARTIES, N_("Who shares in it."), default=N_("the members of its body")),
        Key("responsible", PARTIES, N_("Who is responsible, beside the leads.")),
        Key("guide", PARTIES, N_("Who guides it.")),
        Key("supervise", PARTIES, N_("Who supervises it.")),
        Key("beneficiary", PARTIES, N_("Whom it serves.")),
        Key("host", PARTIES, N_("Who hosts or commissions it (主办).")),
        Key("organiser", PARTIES, N_("Who carries it out for the host (承办).")),
        Key("body", Ref(("body",)), N_("The body it belongs to.")),
        Key("agreement", Ref(("agreement",)), N_("The agreement it runs under.")),
        Key(
            "phase",
            Ref(("phase",)),
            N_("The phase it belongs to."),
            default=N_("none; it blocks the last gate"),
        ),
        Key("due", Moment(), N_("When it is due.")),
        Key("parts", Many(Thing(PART), distinct=True), N_("Its parts, each with its own mark.")),
        Key("recheck", Moment(interval=True), N_("How often it is re-checked once it is maintained.")),
        Key("report", OneOf(REPORTS), N_("Whether one lead reports for all, or each must.")),
        Key("weight", Amount(Decimal(0)), N_("Its weight in the progress figure."), default="1"),
        Key("blocks", Ref(("phase",)), N_("The phase whose gate it blocks until it is done.")),
        Key("reviewers", ACTING, N_("Who verifies it, where that is not the reviewers of its body or area.")),
        Key("area", _in_classification("area"), N_("Where it stands in the classification area.")),
        Key(
            "mechanism",
            _in_classification("mechanism"),
            N_("Where it stands in the classification mechanism."),
        ),
        Key(
            "classes",
            Table(
                Ref(("classification",)),
                Many(Ref(("category",)), single=True, distinct=True),
                lambda tree, found: (tree, found),
            ),
            N_("Where it stands in other classifications."),
        ),
        READINGS,
    ),
    _task,
)
