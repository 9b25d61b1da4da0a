"""Laws that hold for every instance, whatever its numbers."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import Phase, assume, example, given, settings
from hypothesis import strategies as st
from plan_points import point
from small import ORDER, SMALL, bounded, demanding, instance, relative

from inputs.read import default
from model.criteria import criterion_values
from model.evaluation.evaluate import evaluate
from model.formulation.build import build
from model.instance import Instance
from model.plan import Plan, baseline
from model.solution import Solution
from model.solver.lexicographic import largest_difference, solve
from model.solver.matrix import extract

FEW = settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
SEEDS = st.integers(0, 9999)  # of relatives of SMALL
SLACK = 1e-3  # above the gap that a search may leave
OPTIONAL = tuple(q.id for q in SMALL.demands.values() if q.id not in ("SAVING", "SAVING-ALL"))
DEFAULT = default().instance
assert DEFAULT is not None


def exits(solution: Solution) -> float:
    """The proven value of the first criterion; very low when there is no plan."""
    assert solution.agrees
    return solution.steps[0].value if solution.steps else -1e9


def close_to(value: float) -> Any:
    """Equal but for the gap that a search may leave."""
    return pytest.approx(value, rel=SLACK, abs=SLACK)


@pytest.mark.parametrize(
    "data", [SMALL, instance("tiny"), DEFAULT], ids=["small", "tiny", "odense"]
)
def test_no_change_gives_zero_difference(data: Instance) -> None:
    quiet = demanding(data)
    matrix = extract(build(quiet))
    x = point(baseline(quiet), matrix)
    before = evaluate(quiet, baseline(quiet))
    assert matrix.violation(x).max() < 1e-6
    levels = {"coverage", "handovers"}
    assert {name: matrix.value(name, x) for name in matrix.criteria if name not in levels} == {
        name: pytest.approx(0, abs=1e-6) for name in matrix.criteria if name not in levels
    }
    assert {name: matrix.value(name, x) for name in levels} == {
        name: pytest.approx(criterion_values(quiet, before, before)[name]) for name in levels
    }


@pytest.mark.parametrize(
    "data", [SMALL, instance("tiny"), DEFAULT], ids=["small", "tiny", "odense"]
)
def test_todays_practice_breaks_no_rule(data: Instance) -> None:
    assert evaluate(data, baseline(data)).violations == ()


@FEW
@given(SEEDS, st.sets(st.sampled_from(OPTIONAL), max_size=4))
@example(1555, {"DISMISSALS"})  # 3e-8 retrained, within the loss of zero
@example(4805, {"CASELOAD"})  # 2e-8 retrained, which a plan reads as nobody, move a small saving
def test_the_evaluation_agrees_with_the_model_on_every_plan(seed: int, demands: set[str]) -> None:
    """The model at what the plan says, without what a solver leaves below its tolerance."""
    data = demanding(relative(seed), *demands)
    order = (("exits", 1e-4), ("dismissals", 1e-4), ("lost_places", 1e-4), ("one_off", 1e-4))
    solution = solve(data, order)
    assert solution.agrees
    assert (solution.plan is None) == (solution.termination == "infeasible")
    if solution.plan is None or solution.outcome is None:
        return
    matrix = extract(build(data))
    x, before = point(solution.plan, matrix), evaluate(data, baseline(data))
    assert largest_difference(data, matrix, x, before, solution.outcome) < 1e-8


@FEW
@given(SEEDS, st.sets(st.sampled_from(OPTIONAL), max_size=3), st.sampled_from(OPTIONAL))
@example(5842, {"HIRING-STOP", "CASELOAD", "PROTECTED-STAFF"}, "CLOSE-UNIT")  # no invented handover
def test_a_new_demand_never_raises_exits(seed: int, demands: set[str], new: str) -> None:
    data = relative(seed)
    without = exits(solve(demanding(data, *demands), ORDER))
    more = exits(solve(demanding(data, *demands, new), ORDER))
    assert more <= without + SLACK * max(1.0, abs(more))


@FEW
@given(SEEDS, st.floats(-1000, 1500), st.floats(0, 1000))
def test_more_money_never_lowers_exits(seed: int, saving: float, more: float) -> None:
    data = relative(seed)
    tight = exits(solve(bounded(data, "SAVING", saving), ORDER))
    loose = exits(solve(bounded(data, "SAVING", saving - more), ORDER))
    assert loose >= tight - SLACK * max(1.0, abs(tight))


@FEW
@given(SEEDS, st.floats(0, 1000))
def test_the_saving_that_is_demanded_is_in_the_accounts(seed: int, saving: float) -> None:
    data = relative(seed)
    solution = solve(bounded(data, "SAVING", saving), ORDER)
    assume(solution.outcome is not None)
    assert solution.outcome is not None
    before = evaluate(data, baseline(data))
    own = [a for a, account in data.accounts.items() if account.category != "transfers"]
    closed = sum(before.money[a, 2018].net - solution.outcome.money[a, 2018].net for a in own)
    assert closed >= saving - 1e-4 * max(1.0, saving)


@FEW
@given(SEEDS, st.sets(st.sampled_from(OPTIONAL), max_size=3))
def test_no_staff_comes_from_nowhere_or_is_lost(seed: int, demands: set[str]) -> None:
    data = relative(seed)
    plan = solve(demanding(data, *demands), ORDER).plan
    assume(plan is not None)
    assert plan is not None
    for year in data.years:
        gone = [plan.vacated, plan.dismissed]
        change = of_year(plan.hired, year) - sum(of_year(flow, year) for flow in gone)
        change -= sum(plan.transferred.values()) * (year == data.years[0])
        last_year = of_year(plan.staff, year - 1) or sum(data.staff_today.values())
        assert of_year(plan.staff, year) == pytest.approx(last_year + change, abs=1e-5)


def of_year(flow: Mapping[Any, float], year: int) -> float:
    return sum(value for index, value in flow.items() if index[-1] == year)


def test_a_measure_handed_over_saves_the_administration_but_not_the_municipality() -> None:
    plan = handed_over(SMALL)
    before, after = evaluate(SMALL, baseline(SMALL)), evaluate(SMALL, plan)
    kinds = {a: account.category for a, account in SMALL.accounts.items()}
    assert after.violations == ()
    for year in SMALL.years:
        here = after.saving(before, year, kinds, "gross", "administration", "service+drift")
        whole = after.saving(before, year, kinds, "gross", "municipality", "service+drift")
        assert here > 100
        assert whole == pytest.approx(0, abs=1e-6)
        assert after.extra_exits["B", year] == pytest.approx(0, abs=1e-9)


def handed_over(data: Instance) -> Plan:
    """Today's practice, but for the workshop, which goes with the staff it needs."""
    today = baseline(data)
    fte = 20 * 120 / data.settings.hours_per_fte
    return replace(
        today,
        places={k: v for k, v in today.places.items() if k[0] != "VAERK"},
        is_open=today.is_open - {("VAERK", "REHAB")},
        handed_over=frozenset({"VAERK"}),
        transferred={("REHAB", "FX"): fte},
        staff={k: v - fte * (k[:2] == ("REHAB", "FX")) for k, v in today.staff.items()},
    )


@FEW
@given(SEEDS)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    data = relative(seed)
    turned = Instance(**{f.name: turn(getattr(data, f.name)) for f in fields(data)})
    assert exits(solve(turned, ORDER)) == close_to(exits(solve(data, ORDER)))


@FEW
@given(SEEDS)
def test_the_names_of_rows_change_nothing(seed: int) -> None:
    data = relative(seed)
    renamed = renaming(data, {name: f"x{i}" for i, name in enumerate(ids(data))})
    assert exits(solve(renamed, ORDER)) == close_to(exits(solve(data, ORDER)))


def turn(rows: Any) -> Any:
    """A table with its last row first; what has no rows as it is."""
    return dict(reversed(list(rows.items()))) if isinstance(rows, Mapping) else rows


def ids(data: Instance) -> list[str]:
    """Ids of everything that has one; no two tables of SMALL share an id."""
    tables = (data.units, data.groups, data.measures, data.staff_groups, data.accounts)
    return [name for table in tables for name in table]


def renaming(thing: Any, names: Mapping[str, str]) -> Any:
    """A copy of anything in an instance with every id replaced."""
    if isinstance(thing, str):  # an id, or the path of a number
        return ".".join(names.get(part, part) for part in thing.split("."))
    if isinstance(thing, Mapping):
        return {renaming(k, names): renaming(v, names) for k, v in thing.items()}
    if isinstance(thing, frozenset):
        return frozenset(renaming(part, names) for part in thing)
    if isinstance(thing, tuple):
        parts = [renaming(part, names) for part in thing]
        return type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
    if isinstance(thing, Instance):
        return Instance(*(renaming(getattr(thing, f.name), names) for f in fields(thing)))
    return thing
