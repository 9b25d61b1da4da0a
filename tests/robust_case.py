"""Futures of small instances, and the values that the evaluation gives their plans."""

from collections.abc import Sequence

import numpy as np
from small import SMALL, demanding

from model.criteria import criterion_values
from model.evaluation.evaluate import evaluate
from model.instance import Instance
from model.numbers import set_data
from model.plan import baseline, read_plan
from model.robust.value import CRITERION
from model.solver.matrix import Matrix, Vector

NOMINAL = demanding(SMALL, "SAVING", "KEEP-OPEN")


def future(nominal: Instance, seed: int) -> Instance:
    """The instance with other effects, displacement, exit rates, held and chances of a new job."""
    draw = np.random.default_rng(seed).uniform
    numbers = {"settings.displacement": draw(0, 0.5)}
    for (m, g), effect in nominal.effects.items():
        numbers[f"effects.{m}/{g}.mid"] = effect.mid * draw(-0.5, 2.5) + draw(-0.01, 0.01)
    for g, group in nominal.groups.items():
        numbers[f"groups.{g}.exit_rate"] = group.exit_rate * draw(0.5, 1.5) + 0.01
        numbers[f"groups.{g}.held"] = draw(0.3, 1)
        numbers[f"groups.{g}.casework_effect"] = draw(-0.01, 0.03)
    for s in nominal.reemployment:
        numbers[f"reemployment.{s}.chance"] = draw(0.01, 0.6)
    return set_data(nominal, numbers)


def futures(nominal: Instance, number: int, seed: int = 0) -> list[Instance]:
    return [future(nominal, 1000 * seed + k) for k in range(number)]


def evaluated(nominal: Instance, matrix: Matrix, x: Vector, those: Sequence[Instance]) -> Vector:
    """People in work in each future, as the evaluation of the plan says."""
    plan = read_plan(nominal, dict(zip(matrix.columns, x.tolist(), strict=True)))
    return np.array(
        [criterion_values(f, evaluate(f, baseline(f)), evaluate(f, plan))[CRITERION] for f in those]
    )
