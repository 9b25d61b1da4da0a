"""The plan that holds in many futures, by a rule: least regret, the worst share, a budget."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Literal, NamedTuple, get_args

import numpy as np

from model.futures.draws import Array, Futures, at_scores, draw
from model.robust.cutting_planes import RobustPlan, best_by
from model.robust.hindsight import hindsight_plans
from model.robust.rules import BudgetOfFactors, LeastRegret, Rule, WorstShare, chance_of_more
from model.robust.statistics import SAME, Standing, regrets, standings
from model.robust.tidy import tidied
from model.robust.value import CRITERION, in_order
from model.solution import Solution
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP, checked_solution
from model.solver.warm_lp import SolverResult
from scenarios.hindsight import Hindsight, by_chunk, joined, values_of
from scenarios.named_futures import NamedFuture, known_factors, named
from scenarios.solve import SECONDS, Answer, order_of, plan_id

RuleName = Literal["regret", "cvar", "gamma"]
RULES: tuple[RuleName, ...] = get_args(RuleName)
END = 1.2816  # standard deviations: one future of ten is farther off
DRAWN, SEED = 200, 1


class Asked(NamedTuple):
    """A rule with its numbers, and the futures: named ones, or so many drawn from a seed."""

    rule: RuleName
    beta: float = 0.9  # the mean of the worst 1 - beta
    weight: float = 1.0  # of that mean, against the mean of all
    budget: float = 2.0  # factors at their bad end
    named: tuple[NamedFuture, ...] = ()
    n: int = DRAWN
    seed: int = SEED


@dataclass(frozen=True)
class Robust:
    """A robust plan as an answer, once it is found; all in people in work, net.

    `nominal` and `price` are the best nominal value and what of it the plan gives up. `standings`
    are those of the robust plan and of the plan that is best by the nominal numbers, with regret
    against the hindsight plans where the rule is about them; `worst` the futures in which the
    robust plan regrets most, by their number.
    """

    asked: Asked
    futures: int
    progress: float = 0.0
    answer: Answer | None = None
    measure: float = np.nan
    bound: float = np.nan
    proven: bool = False
    nominal: float = np.nan
    price: float = np.nan
    standings: tuple[Standing, ...] = ()
    values: tuple[Array, ...] = ()  # of the same plans, in each future
    worst: tuple[int, ...] = ()
    chance: float | None = None  # bound on that of losing more than the budget allows

    @property
    def worse(self) -> float:
        """Share of the futures in which the robust plan has fewer in work than its measure."""
        return float(np.mean(self.values[0] < self.measure - SAME))


def robust(answer: Answer, asked: Asked, seconds: float = SECONDS) -> Iterator[Robust]:
    """The robust plan of a scenario whose answer has a plan, with how far the search is.

    What was found in time is told with its gap. Raises NoPlanError where the demands have no plan,
    RefusedError where the data lack what a named future moves.
    """
    instance, futures = answer.instance, futures_of(answer, asked)
    known = Robust(asked, len(futures))
    yield known
    found: list[Hindsight] = []
    for part in by_chunk(instance, futures, search=asked.rule == "regret"):
        found.append(part)
        done = sum(map(len, (each.best for each in found)))
        yield replace(known, progress=0.8 * done / len(futures))
    yield solved(answer, known, joined(found), seconds)


def futures_of(answer: Answer, asked: Asked) -> Futures:
    if asked.named:
        return named(answer.instance, asked.named)
    return draw(answer.instance, asked.n, asked.seed)


def solved(answer: Answer, known: Robust, found: Hindsight, seconds: float) -> Robust:
    """The plan that is best by the rule, tidied, evaluated and held against others."""
    instance, asked = answer.instance, known.asked
    central = values_of(instance, at_scores(instance, [{}]))
    nominal = hindsight_plans(instance, central)[0]
    rule = rule_of(answer, asked, found)
    lp = build_lp(instance, GAP)
    lp.set_time_limit(seconds)
    best = best_by(lp, rule, [nominal.x, *found.plans])
    x = tidied(instance, rule, best, later(answer), seconds)
    values = found.values.of(np.array([x, nominal.x]))
    solution = as_solution(answer, x, best)
    return replace(
        known,
        progress=1.0,
        answer=replace(
            answer, solution=solution, plan_id=plan_id(solution.plan), conflict=(), cross_check=None
        ),
        measure=rule.lowest(x).at(x),
        bound=best.bound,
        proven=best.termination == "optimal",
        nominal=nominal.value,
        price=nominal.value - float(central.of(x)[0]),
        standings=tuple(standings(values, found.best)),
        values=tuple(values),
        worst=tuple(np.argsort(-regrets(values, found.best)[0])[:3].tolist()),
        chance=chance_of(answer, asked),
    )


def rule_of(answer: Answer, asked: Asked, found: Hindsight) -> Rule:
    if asked.rule == "regret":
        return LeastRegret(found.values, found.best)
    if asked.rule == "cvar":
        return WorstShare(found.values, asked.beta, asked.weight)
    instance, names = answer.instance, known_factors(answer.instance)
    ends = [at_scores(instance, [{name: z} for name in names]) for z in (-END, END)]
    low, high = (values_of(instance, end) for end in ends)
    return BudgetOfFactors(
        values_of(instance, at_scores(instance, [{}])), (low, high), asked.budget
    )


def chance_of(answer: Answer, asked: Asked) -> float | None:
    """The bound on the chance that more is lost than a budget allows."""
    if asked.rule != "gamma":
        return None
    return chance_of_more(len(known_factors(answer.instance)), asked.budget)


def later(answer: Answer) -> list[tuple[str, float, float]]:
    """The criteria after people in work; without it in the order, all but the first."""
    order = order_of(answer.scenario)
    after = list(dropwhile(lambda step: step[0] != CRITERION, order))
    return (after or order)[1:]


def as_solution(answer: Answer, x: Array, found: RobustPlan) -> Solution:
    """The plan evaluated without a solver, withheld where that disagrees."""
    matrix = build_lp(answer.instance, GAP).matrix
    last = SolverResult(found.termination, None, found.measure, found.bound, x)
    return checked_solution(answer.instance, answer.before, matrix, last, in_order(x, matrix), ())
