"""The matrix of a built model: what solvers see, with the names of the formulation.

    minimise or maximise  criteria[c] x + offset[c]
    subject to            lower <= A x <= upper,  bounds,  some x integer

Pyomo stays the readable model of record; this is its only way to a solver.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.algebra import LinearRepnVisitor, csr_array, pyo

Vector = NDArray[np.float64]
Indices = NDArray[np.signedinteger]
Name = tuple[str, tuple[object, ...]]  # component, index


@dataclass(frozen=True)
class Matrix:
    """n columns, m rows, each named by its component of the formulation and its index."""

    a: csr_array  # m x n
    lower: Vector  # m
    upper: Vector  # m
    column_lower: Vector  # n
    column_upper: Vector  # n
    is_integer: NDArray[np.bool_]  # n
    criteria: dict[str, tuple[Vector, float]]  # name -> n costs, offset
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    demand_of: dict[int, str]  # row -> id of the demand it belongs to

    def value(self, criterion: str, x: Vector) -> float:
        costs, offset = self.criteria[criterion]
        return float(costs @ x + offset)

    def violation(self, x: Vector) -> Vector:
        """By how much x violates each row, m values, zero where the row holds."""
        activity = self.a @ x
        beyond: Vector = np.maximum(self.lower - activity, activity - self.upper)
        return beyond.clip(min=0.0)


class Row(NamedTuple):
    """A row in numbers, its coefficients by the `id` of the Pyomo variable."""

    name: Name
    lower: float
    upper: float
    coefficients: Mapping[int, float]


def extract(m: pyo.ConcreteModel) -> Matrix:
    """The matrix of a model built by model/formulation/build.py.

    Columns stand in the order in which criteria and rows first name their components. A row
    without any, which holds, is left out.
    """
    visitor = LinearRepnVisitor({})
    forms = {name: visitor.walk_expression(each.expr) for name, each in m.criterion.items()}
    rows = [as_row(name, each, visitor) for name, each in named_components(m, pyo.Constraint)]
    rows = [row for row in rows if row.coefficients or not row.lower <= 0 <= row.upper]
    used = {i for form in forms.values() for i in form.linear}
    used.update(i for row in rows for i in row.coefficients)
    variables = [v for i, v in visitor.var_map.items() if i in used]
    column = {id(v): j for j, v in enumerate(variables)}
    names = {id(v): name for name, v in named_components(m, pyo.Var)}
    costs = coefficient_matrix([form.linear for form in forms.values()], column).toarray()
    return Matrix(
        a=coefficient_matrix([row.coefficients for row in rows], column),
        lower=np.array([row.lower for row in rows]),
        upper=np.array([row.upper for row in rows]),
        column_lower=np.array([-np.inf if v.lb is None else v.lb for v in variables]),
        column_upper=np.array([np.inf if v.ub is None else v.ub for v in variables]),
        is_integer=np.array([v.is_integer() or v.is_binary() for v in variables]),
        criteria={
            name: (costs[i], float(form.constant)) for i, (name, form) in enumerate(forms.items())
        },
        rows=tuple(row.name for row in rows),
        columns=tuple(names[i] for i in column),
        demand_of={i: str(row.name[1][0]) for i, row in enumerate(rows) if row.name[0] == "demand"},
    )


def named_components(m: pyo.ConcreteModel, kind: Any) -> Iterator[tuple[Name, Any]]:
    """All rows or all columns of a model, each with its component and index."""
    for component in m.component_objects(kind):
        name = component.name
        for index, each in component.items(pyo.SortComponents.ORDERED_INDICES):
            yield (name, index if isinstance(index, tuple) else (index,)), each


def as_row(name: Name, constraint: Any, visitor: LinearRepnVisitor) -> Row:
    """A constraint of Pyomo as a row; constants move to its ends."""
    low, body, high = constraint.to_bounded_expression(evaluate_bounds=True)
    form = visitor.walk_expression(body)
    lower = -np.inf if low is None else low - form.constant
    upper = np.inf if high is None else high - form.constant
    return Row(name, lower, upper, form.linear)


def coefficient_matrix(rows: Sequence[Mapping[int, float]], column: Mapping[int, int]) -> csr_array:
    """Rows of coefficients as a matrix; `column` numbers the variables."""
    places = [(i, column[v]) for i, row in enumerate(rows) for v in row]
    values = np.array([value for row in rows for value in row.values()], float)
    at = np.array(places, int).reshape(-1, 2).T
    return csr_array((values, (at[0], at[1])), shape=(len(rows), len(column)))


def singleton_rows_as_bounds(matrix: Matrix) -> Matrix:
    """The matrix with every singleton row turned into a bound of its column."""
    used = np.diff(matrix.a.indptr)
    single = np.flatnonzero(used == 1)
    columns = matrix.a.indices[matrix.a.indptr[single]]
    factors = matrix.a.data[matrix.a.indptr[single]]
    ends = np.sort([matrix.lower[single] / factors, matrix.upper[single] / factors], axis=0)
    column_lower, column_upper = matrix.column_lower.copy(), matrix.column_upper.copy()
    np.maximum.at(column_lower, columns, ends[0])
    np.minimum.at(column_upper, columns, ends[1])
    kept = np.flatnonzero(used != 1)
    return replace(take_rows(matrix, kept), column_lower=column_lower, column_upper=column_upper)


def take_rows(matrix: Matrix, kept: Indices) -> Matrix:
    """The matrix with only these rows, in this order."""
    number = {int(old): new for new, old in enumerate(kept)}
    return replace(
        matrix,
        a=matrix.a[kept],
        lower=matrix.lower[kept],
        upper=matrix.upper[kept],
        rows=tuple(matrix.rows[i] for i in kept),
        demand_of={number[i]: q for i, q in matrix.demand_of.items() if i in number},
    )


def take_columns(matrix: Matrix, kept: Indices) -> Matrix:
    """The matrix with only these columns, in this order; the others are zero."""
    return replace(
        matrix,
        a=matrix.a[:, kept],
        column_lower=matrix.column_lower[kept],
        column_upper=matrix.column_upper[kept],
        is_integer=matrix.is_integer[kept],
        criteria={c: (costs[kept], offset) for c, (costs, offset) in matrix.criteria.items()},
        columns=tuple(matrix.columns[j] for j in kept),
    )


def rows_by_demand(matrix: Matrix) -> dict[str, list[int]]:
    rows = defaultdict(list)
    for i, q in matrix.demand_of.items():
        rows[q].append(i)
    return dict(rows)
