"""Who counts as one with whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.plan.texts import FULL, SMALL

from pilotflow.plan.load import load_plan
from pilotflow.plan.model import Plan

PLAN = load_plan(FULL)
NAMES = [*PLAN.unit_by_id, *PLAN.body_by_id, *PLAN.seat_by_id, *PLAN.group_by_id, "stranger"]


def apart(actor: str, *others: str, plan: Plan = PLAN) -> bool:
    return plan.kinship.independent(actor, others)


def test_a_unit_is_one_with_what_it_is_part_of_and_with_its_parts_not_with_its_siblings() -> None:
    assert not apart("parks", "town")
    assert not apart("town", "parks")
    assert not apart("town", "town")
    assert apart("parks", "law")


def test_an_independent_unit_is_apart_from_what_it_is_part_of() -> None:
    assert apart("audit", "town", "parks")
    assert apart("town", "audit")
    assert not apart("audit", "audit")


def test_a_body_counts_as_its_leads_members_and_seats_and_a_seat_as_its_unit() -> None:
    kinship = PLAN.kinship
    assert kinship.constituents("office") == {"law", "parks"}
    assert kinship.constituents("steering") == {"town", "school"}
    assert kinship.constituents("head-a") == {"town"}
    assert not apart("head-a", "office")
    assert apart("audit", "steering", "office")


def test_a_closed_group_counts_as_its_members_and_an_open_one_as_nobody() -> None:
    assert PLAN.kinship.constituents("pairs") == {"parks"}
    assert PLAN.kinship.constituents("towns") == set()
    assert apart("town", "towns")
    assert not apart("town", "pairs")


def test_until_it_exists_the_office_counts_as_the_issuer() -> None:
    assert PLAN.kinship.constituents("office", office_exists=False) == {"school"}
    assert PLAN.kinship.independent("office", ["parks"], office_exists=False)
    assert not PLAN.kinship.independent("office", ["parks"], office_exists=True)


def test_a_unit_holds_all_below_it_whether_independent_or_not() -> None:
    assert PLAN.kinship.within("town") == {"town", "parks", "audit"}
    assert PLAN.kinship.within("parks") == {"parks"}
    assert PLAN.kinship.within("stranger") == {"stranger"}


def test_units_bodies_and_seats_act_and_groups_do_not() -> None:
    assert [name for name in NAMES if not PLAN.kinship.knows(name)] == [
        "colleges",
        "pairs",
        "towns",
        "stranger",
    ]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans())
def test_being_apart_is_mutual_and_asking_twice_changes_nothing(a: str, b: str, exists: bool) -> None:
    kinship = load_plan(SMALL).kinship if a == "stranger" else PLAN.kinship
    first = kinship.independent(a, [b], office_exists=exists)
    assert first == kinship.independent(b, [a], office_exists=exists)
    assert first == kinship.independent(a, [b], office_exists=exists)


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4), st.booleans())
def test_being_apart_from_all_is_being_apart_from_each(a: str, others: list[str], exists: bool) -> None:
    independent = PLAN.kinship.independent
    assert independent(a, others, office_exists=exists) == all(
        independent(a, [other], office_exists=exists) for other in others
    )
