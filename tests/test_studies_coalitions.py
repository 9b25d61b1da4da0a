"""Who can agree, against a search for each combination alone."""

from dataclasses import replace

import pytest
from small import ORDER, SMALL, relative
from test_conflicts_all import HARD, asking

from model.demand import Text
from model.instance import Instance
from model.solver.lexicographic import solve
from scenarios.studies.coalitions import MAX_OWNERS, coalitions, demands_by_owner

OWNERS = {"SAVING": "A", "CLOSE": "B", "HAND-OVER": "C", "DISMISSALS": "A", "COVERAGE": "B",
          "REINVEST": "C", "CASELOAD": "D"}  # fmt: skip


def owned(seed: int) -> Instance:
    data = asking(relative(seed), HARD | {"SAVING": 800.0, "REINVEST": 100.0, "CASELOAD": 60.0})
    demands = {
        i: q._replace(owner=Text(OWNERS[i], OWNERS[i]), active=i != "CLOSE")
        for i, q in data.demands.items()
    }
    return replace(data, demands=demands)


@pytest.mark.parametrize("seed", range(2))
def test_a_combination_of_owners_has_the_plan_that_is_found_for_it_alone(seed: int) -> None:
    data = owned(seed)
    *_, found = coalitions(data)
    assert found.complete
    assert len(found.coalitions) == 16
    for coalition in found.coalitions:
        heard = {o.da for o in coalition.owners}
        wanted = {i: q._replace(active=OWNERS[i] in heard) for i, q in data.demands.items()}
        alone = solve(replace(data, demands=wanted), ORDER)
        assert (coalition.plan is None) == (alone.termination == "infeasible"), heard
        if coalition.plan is not None:
            best = alone.steps[0].value
            assert coalition.plan.exits == pytest.approx(best, rel=1e-4, abs=1e-3), heard


def test_only_what_holds_now_is_asked_for_when_the_rest_is_left_out() -> None:
    *_, whole = coalitions(owned(0))
    *_, held = coalitions(owned(0), active_only=True)
    b = Text("B", "B")
    assert (whole.demands[b], held.demands[b]) == (("CLOSE", "COVERAGE"), ("COVERAGE",))


def test_which_of_too_many_owners_are_left_out_does_not_follow_from_the_order_of_rows() -> None:
    names = [f"O{n:02}" for n in range(MAX_OWNERS + 2)]
    rows = [(n, SMALL.demands["COVERAGE"]._replace(id=n, owner=Text(n, n))) for n in names]
    for demands in (dict(rows), dict(reversed(rows))):
        _, left_out = demands_by_owner(replace(SMALL, demands=demands), active_only=False)
        assert [owner.da for owner in left_out] == names[MAX_OWNERS:]
