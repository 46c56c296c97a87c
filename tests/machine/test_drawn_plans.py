"""The plans that hosts are given to test with."""

from hypothesis import given

from pilotflow.plan.closing import unclosable
from pilotflow.plan.model import Plan
from pilotflow.testing import plans


@given(plans())
def test_the_loop_of_every_drawn_plan_can_close(plan: Plan) -> None:
    assert unclosable(plan) == ()
