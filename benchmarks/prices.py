"""The price list and the reasons: seconds, searches spared, and the same list by cold solves.

A cold solve is Pyomo's own interface to HiGHS on the model of record, built anew for each set of
demands, as a user would write it. A few are run; what all sets would take is their median times
the number of sets, and says so.
"""

from dataclasses import replace
from statistics import median
from time import perf_counter

import pyomo.environ as pyo
from pyomo.contrib.appsi.solvers import Highs

from inputs import read
from model.formulation.build import build
from model.instance import Instance
from model.prices.set_values import CRITERION, SetValues
from model.prices.shapley import exact_values
from model.solver.lexicographic import GAP
from scenarios import library
from scenarios.solve import change_under, solve
from scenarios.studies.prices import exits_without, prices
from scenarios.studies.why import why

MORE = (
    "TILBUD-KAP",
    "TILBUD-UNGE",
    "MAXAFSK",
    "ENGANG",
)  # twelve with the negotiable ones that are on
SETS = (0, 0b111111111111, 0b000000001011, 0b110100001001, 0b111011010011)  # solved cold


def cold(data: Instance) -> float:
    """Most exits by Pyomo's interface to HiGHS, from nothing."""
    m = build(data)
    for name, objective in m.criterion.items():
        objective.deactivate()
        if name == CRITERION:
            objective.activate()
            objective.sense = pyo.maximize
    solver = Highs()
    solver.config.mip_gap = GAP
    return float(solver.solve(m).best_feasible_objective)


def holding(data: Instance, off: set[str]) -> Instance:
    """The instance with some demands switched off."""
    demands = {i: q._replace(active=q.active and i not in off) for i, q in data.demands.items()}
    return replace(data, demands=demands)


def timed(values: SetValues) -> float:
    """Seconds for the exact shares."""
    start = perf_counter()
    exact_values(len(values.players), values.value)
    return perf_counter() - start


base = read.default().instance
assert base is not None, "the shipped data are right"
scenario = library.load("optimum-34")
answer = solve(base, replace(scenario, demands=dict.fromkeys(MORE, True)))
data = answer.instance
players = [q.id for q in data.demands.values() if q.active and q.negotiable]
print(f"{len(players)} negotiable demands, {1 << len(players)} sets")
linear, whole = SetValues(data, players, relaxed=True), SetValues(data, players)
for name, values in (("linear programs", linear), ("whole numbers", whole)):
    print(f"shares, {name:16} {timed(values):7.1f} s, {len(values.plans):5} searches")
start, alone = perf_counter(), SetValues(data, players)
active = [q for q in data.demands.values() if q.active]
for q in active:
    exits_without(alone, data, q)
    change_under(answer, {i: each for i, each in data.demands.items() if i != q.id})
print(f"full prices alone, {len(active):5} {perf_counter() - start:7.1f} s")
found = prices(answer)
assert found is not None, "the demands can hold together"
print(f"the whole price list     {found.seconds:7.1f} s")
times = []
for players_on in SETS:
    off = {q for k, q in enumerate(players) if not players_on >> k & 1}
    start = perf_counter()
    value = cold(holding(data, off))
    times.append(perf_counter() - start)
    assert abs(value - whole.value(players_on)) < 1e-3 * abs(value), (players_on, value)
all_sets = median(times) * (1 << len(players))
print(f"a cold solve {median(times):.2f} s; all sets, extrapolated, {all_sets:.0f} s")
ratio = all_sets / timed(SetValues(data, players))
print(f"shares by cold solves, extrapolated, against ours: {ratio:.0f} times")
for measure in ("M15", "M22"):
    start = perf_counter()
    why(answer, measure)
    print(f"why {measure}                  {perf_counter() - start:7.1f} s")
