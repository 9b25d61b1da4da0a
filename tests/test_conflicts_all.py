"""Conflicts, repairs and coalitions against every subset tried in turn by another solver."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import SMALL, relative

from model.conflicts.feasibility import FeasibilityOracle
from model.conflicts.least_relaxation import least_relaxation, parametric_rows, shown_bound
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.formulation.build import build
from model.instance import Instance
from model.solver.cross_check import solve_by_scip
from model.solver.matrix import Matrix, extract, take_rows
from scenarios.conflicts import Conflicts, conflicts, contradictions, first_conflict
from scenarios.studies.repairs import joint_repairs, repairs, with_changes

Demands = frozenset[str]
HARD = {
    "SAVING": 2500.0, "CLOSE": 0.0, "HAND-OVER": 0.0, "DISMISSALS": 0.0, "COVERAGE": 0.9,
    "REINVEST": 1500.0, "CASELOAD": 30.0,
}  # fmt: skip


def asking(data: Instance, bounds: dict[str, float]) -> Instance:
    """The instance with exactly these demands, at these bounds."""
    return replace(
        data,
        demands={i: data.demands[i]._replace(active=True, bound=b) for i, b in bounds.items()},
    )


class Truth:
    """Which subsets have a plan, by SCIP on the matrix as Pyomo writes it."""

    def __init__(self, data: Instance) -> None:
        self.matrix = extract(build(data))
        self.known: dict[Demands, bool] = {}
        self.demands = frozenset(q.id for q in data.demands.values() if q.active)

    def holds(self, demands: Demands) -> bool:
        if demands not in self.known:
            self.known[demands] = (
                solve_by_scip(only(self.matrix, demands), "exits")[0] != "infeasible"
            )
        return self.known[demands]

    def subsets(self) -> Iterator[Demands]:
        for size in range(len(self.demands) + 1):
            yield from (frozenset(c) for c in combinations(sorted(self.demands), size))

    def smallest_clashes(self) -> set[Demands]:
        return {
            s for s in self.subsets()
            if not self.holds(s) and all(self.holds(s - {q}) for q in s)
        }  # fmt: skip

    def smallest_ways_out(self) -> set[Demands]:
        return {
            self.demands - s for s in self.subsets()
            if self.holds(s) and not any(self.holds(s | {q}) for q in self.demands - s)
        }  # fmt: skip


def only(matrix: Matrix, demands: Demands) -> Matrix:
    kept = [i for i in range(len(matrix.rows)) if matrix.demand_of.get(i) in {None, *demands}]
    return take_rows(matrix, np.array(kept))


@cache
def case(seed: int) -> tuple[Instance, Truth, Conflicts]:
    data = asking(relative(seed), HARD)
    *_, found = conflicts(data)
    return data, Truth(data), found


@pytest.mark.parametrize("seed", range(2))
def test_every_conflict_is_found_and_nothing_else(seed: int) -> None:
    _, truth, found = case(seed)
    assert found.complete
    assert set(found.conflicts) == truth.smallest_clashes()
    assert list(map(len, found.conflicts)) == sorted(map(len, found.conflicts))


@pytest.mark.parametrize("seed", range(2))
def test_every_minimal_correction_set_is_found_and_nothing_else(seed: int) -> None:
    _, truth, found = case(seed)
    assert set(found.correction_sets) == truth.smallest_ways_out()
    assert all(way & clash for way in found.correction_sets for clash in found.conflicts)


def test_the_cases_have_conflicts_of_more_than_one_size() -> None:
    assert len({len(c) for seed in range(2) for c in case(seed)[2].conflicts}) > 1


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(100, 10_000), saving=st.floats(1000, 6000), cover=st.floats(0.3, 2))
def test_a_conflict_of_a_random_instance_is_one_and_is_minimal(
    seed: int, saving: float, cover: float
) -> None:
    data = asking(relative(seed), HARD | {"SAVING": saving, "COVERAGE": cover})
    truth = Truth(data)
    found = first_conflict(data)
    assert (found is None) == truth.holds(truth.demands)
    if found is not None:
        assert not truth.holds(found)
        assert all(truth.holds(found - {q}) for q in found)


def test_feasible_demands_have_no_conflict_and_need_no_correction() -> None:
    *_, found = conflicts(SMALL)
    assert (found.feasible, found.conflicts, found.correction_sets) == (True, (), (frozenset(),))


def test_data_without_any_plan_blame_no_demand() -> None:
    people = {g: v._replace(persons=1e6) for g, v in SMALL.groups.items()}
    *_, found = conflicts(replace(SMALL, groups=people))
    assert (found.feasible, found.conflicts) == (False, (frozenset(),))


def test_no_time_settles_nothing() -> None:
    *_, found = conflicts(asking(relative(0), HARD), seconds=0.0)
    assert (found.feasible, found.complete) == (None, False)


def tighter(q: Demand, bound: float) -> float:
    """The next bound that can be told and asks for more."""
    return bound - KINDS[q.kind].looser * KINDS[q.kind].unit.step


@pytest.mark.parametrize("seed", range(4))  # the last has two units that can serve one group
def test_a_bound_moved_to_its_least_holds_and_the_next_tighter_one_does_not(seed: int) -> None:
    data, _, found = case(seed)
    oracle, tried = FeasibilityOracle(data), 0
    for clash in found.conflicts:
        for q in (data.demands[i] for i in clash if KINDS[data.demands[i].kind].looser):
            bound = least_relaxation(oracle, q.id, clash)
            if bound is None:
                continue
            tried += 1
            assert KINDS[q.kind].looser * (bound - q.bound) > 0
            assert bound == shown_bound(bound, KINDS[q.kind])
            assert holds_at(data, clash, q, bound), (clash, q.id, bound)
            assert not holds_at(data, clash, q, tighter(q, bound)), (clash, q.id, bound)
    assert tried


@pytest.mark.parametrize("seed", range(4))
def test_the_least_change_is_the_same_whatever_was_asked_before(seed: int) -> None:
    data, _, found = case(seed)
    asked = [
        (c, q) for c in found.conflicts for q in sorted(c) if KINDS[data.demands[q].kind].looser
    ]
    anew = {(c, q): least_relaxation(FeasibilityOracle(data), q, c) for c, q in asked}
    for order in (asked, asked[::-1]):
        oracle = FeasibilityOracle(data)
        for c, q in order:
            assert least_relaxation(oracle, q, c) == anew[c, q], q


def holds_at(data: Instance, clash: Demands, q: Demand, bound: float) -> bool:
    moved = replace(data, demands={**data.demands, q.id: q._replace(bound=bound)})
    return Truth(moved).holds(clash)


@pytest.mark.parametrize("seed", range(2))
def test_a_repair_that_leaves_nothing_leaves_a_plan(seed: int) -> None:
    data, _, found = case(seed)
    ways = [
        *joint_repairs(data, found),
        *(r for c in found.conflicts for r in repairs(data, found, c)),
    ]
    whole = [way for way in ways if not way.remains]
    assert whole
    for way in whole:
        mended = with_changes(data, way.changes)
        truth = Truth(mended)
        assert truth.holds(truth.demands), way


def test_what_remains_after_a_repair_is_every_conflict_without_its_demand() -> None:
    data, _, found = case(0)
    for clash in found.conflicts:
        for way in repairs(data, found, clash):
            changed = way.changes[0].demand
            assert set(way.remains) == {c for c in found.conflicts if changed not in c}


def test_what_cannot_be_negotiated_is_named_and_never_given_up() -> None:
    data = asking(SMALL, {"KEEP-OPEN": 0.0, "CLOSE": 0.0})
    shut = data.demands["CLOSE"]._replace(measures=("SAMT",))
    law = data.demands["KEEP-OPEN"]._replace(negotiable=False)
    data = replace(data, demands={"KEEP-OPEN": law, "CLOSE": shut})
    *_, found = conflicts(data)
    assert found.conflicts == (frozenset({"KEEP-OPEN", "CLOSE"}),)
    ways = list(repairs(data, found, found.conflicts[0]))
    assert [way.changes[0].demand for way in ways] == ["CLOSE"]


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if about.looser])
def test_a_looser_bound_gives_every_row_more_room(kind: str) -> None:
    """At a plan that keeps the demand, where there is one: a harmful place is never made up for."""
    q = next(q for q in SMALL.demands.values() if q.kind == kind)
    data = asking(SMALL, {q.id: q.bound})
    oracle = FeasibilityOracle(data)
    point, freely = (oracle.check(frozenset(asked)).point for asked in ({q.id}, {}))
    point = freely if point is None else point
    assert point is not None
    assert (KINDS[kind].looser * parametric_rows(oracle, q.id).g(point) >= -1e-9).all()


def test_demands_opposed_by_form_have_no_plan_together() -> None:
    names = ("KEEP-OPEN", "CLOSE", "HAND-OVER", "AS-TODAY", "PLACES", "SAVING")
    data = asking(SMALL, {i: SMALL.demands[i].bound for i in names})
    about = {i: q._replace(measures=("VAERK",)) for i, q in data.demands.items() if i != "SAVING"}
    data = replace(data, demands={**data.demands, **about})
    pairs = contradictions(data)
    assert {frozenset(pair) for pair in pairs} >= {
        frozenset({"CLOSE", "HAND-OVER"}), frozenset({"KEEP-OPEN", "CLOSE"}),
        frozenset({"CLOSE", "PLACES"}), frozenset({"CLOSE", "AS-TODAY"}),
    }  # fmt: skip
    truth = Truth(data)
    assert not any(truth.holds(frozenset(pair)) for pair in pairs)


@pytest.mark.parametrize("wish", [
    ("responsible", 0.0, {"groups": ("A",), "units": ("JOB",)}, {"units": ("REHAB",)}),
    ("exact_staff", 3.0, {"units": ("JOB",), "staff": ("SB",)}, {"bound": 4.0}),
])  # fmt: skip
def test_two_answers_to_one_question_are_opposed_by_form(
    wish: tuple[str, float, dict[str, tuple[str, ...]], dict[str, object]],
) -> None:
    kind, bound, about, other = wish
    name = SMALL.settings.name
    one = Demand("ONE", name, name, kind, bound, **about)  # type: ignore[arg-type]
    two = one._replace(id="TWO", **other)  # type: ignore[arg-type]
    assert contradictions(replace(SMALL, demands={"ONE": one, "TWO": two})) == (("ONE", "TWO"),)
    same = one._replace(id="TWO")
    assert contradictions(replace(SMALL, demands={"ONE": one, "TWO": same})) == ()
