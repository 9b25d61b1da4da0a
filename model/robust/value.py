"""The value of a plan in a future: people in work, net, as a row over the columns of the model.

A future is an instance that shares the structure of the nominal one and differs in uncertain
numbers. The set of plans is that of the nominal numbers; a future gives each plan another value.
The rules of section 8 are written once more on affine forms in the place of Pyomo's variables, so
that what they say stands in one place.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from model.criteria import CRITERIA
from model.derived import casework_steps
from model.formulation.exits import exits_of_measures
from model.formulation.in_work import in_work_of_people
from model.instance import Instance
from model.solver.matrix import Matrix, Name, Vector

CRITERION = "in_work"
STEPS = ("segment", "casework_step")
DECIDED = (*STEPS, "dismissed", "helped")  # what the value depends on


class Affine:
    """An affine form in numbered columns."""

    __slots__ = ("coefficients", "constant")

    def __init__(self, coefficients: dict[int, float], constant: float = 0.0) -> None:
        self.coefficients, self.constant = coefficients, constant

    def __add__(self, other: Any) -> "Affine":
        if not isinstance(other, Affine):
            return Affine(self.coefficients, self.constant + other) if other else self
        total = dict(self.coefficients)
        for j, value in other.coefficients.items():
            total[j] = total.get(j, 0.0) + value
        return Affine(total, self.constant + other.constant)

    def __mul__(self, factor: float) -> "Affine":
        scaled = {j: factor * value for j, value in self.coefficients.items()} if factor else {}
        return Affine(scaled, factor * self.constant)

    def __sub__(self, other: Any) -> "Affine":
        negative: Affine = -1.0 * other
        return self + negative

    def __truediv__(self, divisor: float) -> "Affine":
        return self * (1 / divisor)

    __radd__, __rmul__ = __add__, __mul__


class Defined:
    """A column that a rule defines by an equation: in the place of the equation its other side."""

    def __eq__(self, other: object) -> Any:
        return other

    __hash__ = object.__hash__

    def __getitem__(self, _index: object) -> "Defined":
        return self


class Values(NamedTuple):
    """The values of plans in k futures: costs x + constants, for a plan in n columns."""

    costs: Vector  # k x n
    constants: Vector  # k

    def of(self, x: Vector) -> Vector:
        """The value of a plan in every future; of p plans (p x n) in every future, p x k."""
        found: Vector = x @ self.costs.T + self.constants
        return found

    def row(self, k: int) -> "Values":
        """The values in one future."""
        return self.rows(slice(k, k + 1))

    def rows(self, some: slice | Sequence[int]) -> "Values":
        """The values in some of the futures."""
        return Values(self.costs[some], self.constants[some])


def values_in(futures: Iterable[Instance], columns: Sequence[Name]) -> Values:
    """The values of the plans of a matrix with these columns, in each future."""
    decided = decided_columns(columns)
    forms = [value_in(future, decided) for future in futures]
    costs = np.zeros((len(forms), len(columns)))
    for row, form in zip(costs, forms, strict=True):
        row[list(form.coefficients)] = list(form.coefficients.values())
    return Values(costs, np.array([form.constant for form in forms]))


def decided_columns(columns: Sequence[Name]) -> dict[str, dict[Any, Affine]]:
    """The columns that the value depends on, by component and index."""
    found: dict[str, dict[Any, Affine]] = {component: {} for component in DECIDED}
    for j, (component, index) in enumerate(columns):
        if component in found:
            found[component][index] = Affine({j: 1.0})
    return found


def value_in(future: Instance, decided: Mapping[str, Mapping[Any, Affine]]) -> Affine:
    """(12.17) in the numbers of a future, with (8.1) and (8.3) put in."""
    data = future.in_order
    m = SimpleNamespace(data=data, G=data.groups, Y=data.years, nothing=Affine({}), **decided)
    m.S = list(dict.fromkeys(index[:2] for index in decided["dismissed"]))
    m.caseworked = {g for g in m.G if casework_steps(data, g)}
    m.extra_exits = m.in_work = Defined()
    m.extra_exits = {(g, y): exits_of_measures(m, g, y) for g in m.G for y in m.Y}
    m.in_work = {y: in_work_of_people(m, y) for y in m.Y}
    value = CRITERIA[CRITERION].expression(m)
    return value if isinstance(value, Affine) else Affine({}, value)


def in_order(x: Vector, matrix: Matrix) -> Vector:
    """The point with segments and steps of casework filled in order, as a plan has them.

    A point that is best in one future may leave a hole where an effect is negative or zero there;
    in every future the order is at least as good.
    """
    filled = x.copy()
    for columns in steps_of(matrix.columns):
        widths = matrix.column_upper[columns]
        before = np.concatenate([[0.0], np.cumsum(widths)[:-1]])
        filled[columns] = np.clip(x[columns].sum() - before, 0.0, widths)
    return filled


def steps_of(columns: Sequence[Name]) -> list[list[int]]:
    """The columns of each pair's segments and of each group's steps of casework, in order."""
    found: dict[object, list[tuple[Any, int]]] = {}
    for j, (component, index) in enumerate(columns):
        if component in STEPS:
            *of, k, t = index
            found.setdefault((component, *of, t), []).append((k, j))
    return [[j for _, j in sorted(steps)] for steps in found.values()]
