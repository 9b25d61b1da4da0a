"""The figures of a plan whose ends are asked for, as rows over the columns of the matrix.

Places and staff are those of the last year. A unit is open, a measure handed over: 0 or 1.
"""

from collections.abc import Callable, Iterator

import numpy as np

from model.alternatives.near_best import Figure
from model.criteria import CRITERIA, SENSE
from model.instance import Instance
from model.solver.matrix import Matrix, Name, Vector


def figures(instance: Instance, matrix: Matrix) -> Iterator[Figure]:
    """Of every measure, every unit whose staff is decided, and every criterion."""
    for n in instance.measures:
        yield Figure(("places", n), places(instance, matrix, n))
        handed = handed_over(matrix, n)
        if handed.any():
            yield Figure(("handed_over", n), handed)
    for u in instance.decided_units:
        yield Figure(("open", u), unit_is_open(matrix, u))
        yield Figure(("staff", u), staff(instance, matrix, u))
    for name in CRITERIA:
        yield criterion(matrix, name)


def places(instance: Instance, matrix: Matrix, measure: str) -> Vector:
    """Places of a measure in the last year."""
    stage = instance.stage(instance.years[-1])
    return where(matrix, "places", lambda i: i[0] == measure and i[-1] == stage)


def handed_over(matrix: Matrix, measure: str) -> Vector:
    return where(matrix, "is_handed_over", lambda i: i[0] == measure)


def unit_is_open(matrix: Matrix, unit: str) -> Vector:
    return where(matrix, "unit_is_open", lambda i: i[0] == unit)


def staff(instance: Instance, matrix: Matrix, unit: str) -> Vector:
    """FTE of a unit in the last year."""
    return where(matrix, "staff", lambda i: i[0] == unit and i[-1] == instance.years[-1])


def criterion(matrix: Matrix, name: str) -> Figure:
    """A criterion, which is a plan's own value only where more of it is sought.

    Worse than it is it can stand by what follows from a plan, and as bad as one likes by hiring
    those who are dismissed.
    """
    return Figure(("criterion", name), *matrix.criteria[name], faithful=(SENSE[name],))


def where(matrix: Matrix, component: str, holds: Callable[[tuple[object, ...]], bool]) -> Vector:
    """One for each column of a component whose index fits, else zero."""

    def counts(column: Name) -> bool:
        return column[0] == component and holds(column[1])

    return np.array([float(counts(column)) for column in matrix.columns])
