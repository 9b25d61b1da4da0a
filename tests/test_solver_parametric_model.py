"""The kept model asks the same as the model of record, whatever was asked before."""

from dataclasses import fields, replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import SMALL, relative

from inputs import read
from model.criteria import SENSE
from model.formulation.build import build
from model.instance import Instance
from model.solver.basis_cache import build_lp, solve_relaxation
from model.solver.branch_and_bound import Tree, branching_column, solve_integer
from model.solver.lexicographic import GAP, solve
from model.solver.matrix import Matrix, extract
from model.solver.parametric_model import PARAMETRIC, ParametricModel, structural_core
from model.solver.warm_lp import Status, WarmLP
from scenarios import library
from scenarios.apply import apply
from scenarios.levers import move

LEVERS = (
    "amount=41", "by=2019", "basis=gross", "view=municipality", "counts=all", "effects=low",
    "effects=high", "displacement=0.35", "tax_share=0.2", "max_dismissals=100", "lock.M13=open",
    "lock.M14=handed_over", "lock.M10=as_today", "lock.M06=at_least_today", "lock.M22=closed",
    "demand.SAGSTAL-KAP=90", "demand.EKSTERN=0.03", "demand.UDSATTE-VIRK=0.1", "demand.LIGE=0.2",
    "casework=on", "casework=on effects=low", "casework=on effects=high",
)  # fmt: skip
SHIPPED = [name for name in library.names() if not library.load(name).frozen]
DEMANDS = tuple(SMALL.demands)
FORMS = ("saving", "all", "gross")


def odense() -> Instance:
    found = read.default().instance
    assert found is not None
    return found


def moved(name: str, *settings: str) -> Instance:
    return apply(odense(), move(library.load(name), odense(), settings))


@cache
def parametric_model() -> ParametricModel:
    return ParametricModel(moved("optimum-34"))


def digits(value: float) -> float:
    """To nine digits; what rounding left of zero is zero."""
    return float(f"{round(value, 12) + 0.0:.9g}")


def rows(matrix: Matrix) -> dict[object, object]:
    """Rows about more than one column, and those that levers move, by name."""
    found = {}
    for i, name in enumerate(matrix.rows):
        at = slice(matrix.a.indptr[i], matrix.a.indptr[i + 1])
        entries = {
            matrix.columns[j]: digits(value)
            for j, value in zip(matrix.a.indices[at], matrix.a.data[at], strict=True)
            if value
        }
        if len(entries) > 1 or name[0] in (*PARAMETRIC, "demand"):
            ends = tuple(digits(end) for end in (matrix.lower[i], matrix.upper[i]))
            found[name] = entries, ends
    return found


def assert_same(kept: Matrix, whole: Matrix) -> None:
    assert set(kept.columns) == set(whole.columns)
    assert rows(kept) == rows(whole)
    held = {kept.rows[i]: q for i, q in kept.demand_of.items()}
    assert held == {whole.rows[i]: q for i, q in whole.demand_of.items()}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_has_the_rows_of_the_model_of_record(name: str) -> None:
    instance = moved(name)
    kept = (
        parametric_model()
        if parametric_model().shares_core(instance)
        else ParametricModel(instance)
    )
    assert_same(kept.instantiate(instance), extract(build(instance)))


@pytest.mark.parametrize("lever", LEVERS)
def test_a_moved_lever_has_the_rows_of_the_model_of_record(lever: str) -> None:
    instance = moved("optimum-34", *lever.split())
    assert parametric_model().shares_core(instance)
    assert_same(parametric_model().instantiate(instance), extract(build(instance)))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 9999),
    st.dictionaries(st.sampled_from(DEMANDS), st.floats(0.1, 900), max_size=8),
    st.sampled_from(FORMS),
)
def test_any_demand_at_any_bound_has_the_rows_of_the_model_of_record(
    seed: int, bounds: dict[str, float], form: str
) -> None:
    data = asked(relative(seed), bounds, form)
    kept = ParametricModel(data)
    assert kept.shares_core(asked(relative(seed), {}, "saving"))
    assert_same(kept.instantiate(data), extract(build(data)))


def asked(data: Instance, bounds: dict[str, float], form: str) -> Instance:
    """The instance with these demands at these bounds, and savings in other terms."""
    demands = {}
    for i, q in data.demands.items():
        terms = {"basis": "gross"} if form == "gross" else {}
        terms |= {"counts": "all"} if form == "all" else {}
        changed = q._replace(active=i in bounds, bound=bounds.get(i, q.bound))
        demands[i] = changed._replace(**terms) if q.kind == "saving" else changed
    return replace(data, demands=demands)


def test_a_number_in_the_fixed_rows_needs_a_parametric_model_of_its_own() -> None:
    instance = moved("optimum-34")
    group = instance.groups["KAP"]
    other = replace(instance, groups={**instance.groups, "KAP": group._replace(caseload=100.0)})
    assert not parametric_model().shares_core(other)


def test_the_core_forgets_no_number_that_only_it_holds() -> None:
    bare = structural_core(SMALL)
    names = {field.name for field in fields(SMALL)}
    kept = {name for name in names if getattr(bare, name) == getattr(SMALL, name)}
    assert names - kept == {"settings", "groups", "effects", "demands"}


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("criterion", ["exits", "dismissals"])
def test_both_paths_have_the_same_optimum(name: str, criterion: str) -> None:
    instance = moved(name)
    warm, cold = build_lp(instance, GAP), WarmLP(extract(build(instance)), GAP)
    for search in (warm, cold):
        search.set_objective(*search.matrix.criteria[criterion], SENSE[criterion])
    ours, theirs = solve_integer(warm), cold.solve_mip()
    assert ours.termination == theirs.termination == "optimal"
    slack = 2 * GAP * max(1.0, abs(theirs.objective))
    assert ours.objective == pytest.approx(theirs.objective, abs=slack)
    assert warm.solve_relaxation().objective == pytest.approx(
        cold.solve_relaxation().objective, rel=1e-7, abs=1e-7
    )


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    order = (("exits", 5e-5), ("dismissals", 5e-5))
    first = solve(moved("optimum-34"), order)
    solve(moved("optimum-34", "amount=55", "lock.M13=open"), order)
    solve(moved("udsatte-foerst", "effects=high"), order)
    again = solve(moved("optimum-34"), order)
    assert first.plan == again.plan
    assert first.steps == again.steps


class Unsure:
    """HiGHS that ends its first runs without a clear status, as it now and then does."""

    def __init__(self, highs: object, times: int, status: Status = Status.kUnknown) -> None:
        self.highs, self.times, self.status = highs, times, status

    def __getattr__(self, name: str) -> object:
        return getattr(self.highs, name)

    def getModelStatus(self) -> Status:  # noqa: N802 the solver's own name
        self.times -= 1
        return self.status if self.times >= 0 else self.highs.getModelStatus()


def test_an_unclear_status_is_cleared_run_again_and_counted() -> None:
    search = build_lp(SMALL, GAP)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    value = search.solve_relaxation().objective
    search.highs = Unsure(search.highs, 1)
    assert search.solve_relaxation().objective == pytest.approx(value)
    assert search.inconclusive_runs == 1


def test_a_status_that_stays_unclear_is_not_called_impossible() -> None:
    search = build_lp(SMALL, GAP)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    search.highs = Unsure(search.highs, 10**9)
    assert solve_integer(search).termination not in ("infeasible", "optimal")


def test_a_relaxation_wrongly_called_impossible_is_searched_by_another() -> None:
    seed = next(s for s in range(20) if broken(s))
    search = build_lp(relative(seed), 0.0)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    best = solve_integer(search).objective
    search.highs = Unsure(search.highs, 2, Status.kInfeasible)  # read twice in a run
    found = solve_integer(search)
    assert found.incumbent is not None
    assert found.objective == pytest.approx(best)
    assert np.abs(found.incumbent - np.round(found.incumbent))[search.integers].max() < 1e-5


def broken(seed: int) -> bool:
    """Whether the relaxation of a relative breaks whole numbers."""
    search = build_lp(relative(seed), 0.0)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    x = search.solve_relaxation().incumbent
    return x is not None and np.abs(x - np.round(x))[search.integers].max() > 1e-3


@pytest.mark.parametrize("seed", range(12))
def test_branching_finds_what_a_general_search_finds(seed: int) -> None:
    draw = np.random.default_rng(seed)
    search = build_lp(relative(seed), 0.0)
    matrix = search.matrix
    search.set_objective(
        draw.normal(size=len(matrix.columns)) * (matrix.column_upper < np.inf), 0.0, 1
    )
    ours, theirs = solve_integer(search), search.solve_mip()
    assert ours.termination == theirs.termination
    assert ours.objective == pytest.approx(theirs.objective, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("sense", [1, -1])
def test_no_other_integers_reach_more_than_the_losses_leave(sense: int) -> None:
    """The losses are a supergradient: the best objective is concave in the integer columns."""
    search = build_lp(apply(odense(), library.load("optimum-34")), 0.0)
    costs, offset = search.matrix.criteria["exits"]
    search.set_objective(sense * costs, offset, sense)
    ends = [solve().incumbent for solve in (search.solve_relaxation, search.solve_mip)]
    tree = Tree(search)
    values = np.mean([x[search.integers] for x in ends if x is not None], axis=0)  # of a plan
    losses, best = tree.try_integers(values), tree.incumbent
    assert best is not None
    assert np.abs(losses).max() > 0.1
    for j, step in product(np.flatnonzero(np.abs(losses) > 1e-3), (-0.01, 0.005)):
        moved = values.copy()
        moved[j] = min(1.0, moved[j] + step)
        reached = tree.solve_node(moved, moved)
        most = sense * best.objective - losses @ (moved - values)
        assert reached.incumbent is None or sense * reached.objective <= most + 1e-6


def test_an_integer_point_is_solved_once() -> None:
    search = build_lp(SMALL, 0.0)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    tree, values = Tree(search), np.ones(len(search.integers))
    once = tree.try_integers(values)
    assert np.array_equal(tree.try_integers(values.copy()), once)
    assert tree.solved_nodes == 1


def test_the_search_branches_where_rounding_loses_most_and_else_nearest_zero() -> None:
    point = np.array([0.9, 0.2, 0.5, 1.0])
    fractional = np.array([0.1, 0.2, 0.5, 0.0])
    assert branching_column(point, fractional, np.array([3.0, 1.0, 2.0, 9.0])) == 0
    assert branching_column(point, fractional, np.array([0.0, -4.0, 0.0, 9.0])) == 1


def test_fractional_integers_without_an_integer_point_are_infeasible() -> None:
    search = build_lp(SMALL, GAP)
    search.set_objective(*search.matrix.criteria["exits"], 1)
    search.add_row(search.integers[:1], np.ones(1), 0.4, 0.6)
    assert search.solve_relaxation().termination == "optimal"
    assert solve_integer(search).termination == "infeasible"


@pytest.mark.parametrize("lever", LEVERS)
def test_the_relaxation_is_the_same_whatever_was_asked_before(lever: str) -> None:
    instance = moved("optimum-34", *lever.split())
    cold = WarmLP(extract(build(instance)), GAP)
    cold.set_objective(*cold.matrix.criteria["exits"], 1)
    found, fresh = solve_relaxation(instance, "exits"), cold.solve_relaxation()
    assert found.termination == fresh.termination == "optimal"
    assert found.objective == pytest.approx(fresh.objective, rel=1e-7)


def test_the_relaxation_says_that_demands_conflict_and_goes_on_after() -> None:
    assert solve_relaxation(moved("optimum-34", "amount=900"), "exits").termination == "infeasible"
    assert solve_relaxation(moved("optimum-34"), "exits").termination == "optimal"
