"""What people choose in a plan, and how far apart two choices must be to differ.

A measure: its places in the last year, which differ where a quarter of today's places lies between
them, or a quarter of its capacity where there are none today. Handed over it counts as so many
places below none, so that it differs from a measure that runs and from one that is closed. A unit:
whether it is open.
"""

from collections.abc import Iterator

import numpy as np

from model.alternatives.distance import PlanChoice
from model.alternatives.figures import handed_over, places, unit_is_open
from model.alternatives.near_best import Figure
from model.instance import Instance
from model.plan import Plan
from model.solver.matrix import Matrix, Vector

QUARTER = 0.25
ONE_PLACE = 1.0  # the least difference between two numbers of places that counts


def choices(instance: Instance, matrix: Matrix) -> Iterator[PlanChoice]:
    """Of every measure and of every unit whose staff is decided."""
    for (kind, i), step in steps_of(instance).items():
        if kind == "measure":
            below = volume(instance, i) * handed_over(matrix, i)
            costs = places(instance, matrix, i) - below
        else:
            costs = unit_is_open(matrix, i)
        yield PlanChoice(Figure((kind, i), costs), step)


def steps_of(instance: Instance) -> dict[tuple[str, str], float]:
    """How far apart two values of each choice must be to differ, by kind and id."""
    sizes = ((n, QUARTER * volume(instance, n)) for n in instance.measures)
    of_measures = {("measure", n): max(ONE_PLACE, size) for n, size in sizes}
    return of_measures | {("unit", u): 1.0 for u in instance.decided_units}


def values_of(instance: Instance, plan: Plan) -> Vector:
    """The values of the choices in a plan, in the same order."""
    return np.array([value_in(instance, plan, *choice) for choice in steps_of(instance)])


def value_in(instance: Instance, plan: Plan, kind: str, i: str) -> float:
    if kind == "unit":
        return float(i in plan.unit_is_open)
    if i in plan.handed_over:
        return -volume(instance, i)
    return plan.total(i, y=instance.years[-1])


def volume(instance: Instance, measure: str) -> float:
    """Today's places of a measure, or its capacity where there are none."""
    room = sum(offer.capacity for (n, _), offer in instance.offers.items() if n == measure)
    return instance.today(measure) or room
