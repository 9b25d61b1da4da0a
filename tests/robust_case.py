"""Futures of small instances, and the values that the evaluation gives their plans."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from small import SMALL, demanding

from model.criteria import criterion_values
from model.demand import Text
from model.evaluation.evaluate import evaluate
from model.instance import Factor, Instance, Provenance
from model.numbers import set_data
from model.plan import baseline, read_plan
from model.robust.value import CRITERION
from model.solver.matrix import Matrix, Vector
from scenarios.scenario import Priority, Scenario
from scenarios.solve import Answer, solve

NOMINAL = demanding(SMALL, "SAVING", "KEEP-OPEN")


def numbers(nominal: Instance, seed: int, spread: float = 1.0) -> dict[str, float]:
    """Other effects, displacement, exit rates, held and chances of a new job.

    With less spread they are as much nearer to the nominal ones.
    """
    draw = np.random.default_rng(seed).uniform
    there = {"settings.displacement": (nominal.settings.displacement, draw(0, 0.5))}
    for (m, g), effect in nominal.effects.items():
        other = effect.mid * draw(-0.5, 2.5) + draw(-0.01, 0.01)
        there[f"effects.{m}/{g}.mid"] = effect.mid, other
    for g, group in nominal.groups.items():
        row = f"groups.{g}"
        there[f"{row}.exit_rate"] = group.exit_rate, group.exit_rate * draw(0.5, 1.5) + 0.01
        there[f"{row}.held"] = group.held, draw(0.3, 1)
        there[f"{row}.casework_effect"] = group.casework_effect, draw(-0.01, 0.03)
    for s, facts in nominal.reemployment.items():
        there[f"reemployment.{s}.chance"] = facts.chance, draw(0.01, 0.6)
    return {path: here + spread * (other - here) for path, (here, other) in there.items()}


def future(nominal: Instance, seed: int, spread: float = 1.0) -> Instance:
    return set_data(nominal, numbers(nominal, seed, spread))


def futures(nominal: Instance, number: int, seed: int = 0) -> list[Instance]:
    return [future(nominal, 1000 * seed + k) for k in range(number)]


def evaluated(nominal: Instance, matrix: Matrix, x: Vector, those: Sequence[Instance]) -> Vector:
    """People in work in each future, as the evaluation of the plan says."""
    plan = read_plan(nominal, dict(zip(matrix.columns, x.tolist(), strict=True)))
    return np.array(
        [criterion_values(f, evaluate(f, baseline(f)), evaluate(f, plan))[CRITERION] for f in those]
    )


WORD = Text("", "")
ORDER = (Priority("in_work", 0.0), Priority("dismissals", 0.0), Priority("one_off", 0.0))


@cache
def uncertain() -> Answer:
    """The best plan of data with wide intervals and two shared factors."""
    factors = tuple(
        Factor(i, WORD, table, column, None, share)
        for i, table, column, share in (
            ("ALL", "effects", "effect", 0.5), ("CYCLE", "groups", "exit_rate", 0.5),
        )
    )  # fmt: skip
    rates = tuple(
        Provenance("groups", g, "exit_rate", (), "assumption", 0.5 * r, 1.5 * r, WORD)
        for g, group in NOMINAL.groups.items()
        for r in [group.exit_rate]
    )
    wide = {
        i: effect._replace(low=effect.mid - 0.03, high=effect.mid + 0.03)
        for i, effect in NOMINAL.effects.items()
    }
    data = replace(NOMINAL, factors=factors, provenance=rates, effects=wide)
    return solve(data, replace(Scenario("s", WORD, WORD), order=ORDER))
