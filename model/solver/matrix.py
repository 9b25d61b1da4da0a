"""The matrix of a built model: what solvers see, with the names of the formulation.

    minimise or maximise  criteria[c] x + offset[c]
    subject to            lower <= A x <= upper,  bounds,  some x integer

Pyomo stays the readable model of record; this is its only way to a solver.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyomo.core as pyo
from numpy.typing import NDArray
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csr_array

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
        """A criterion of the model at the point x."""
        costs, offset = self.criteria[criterion]
        return float(costs @ x + offset)

    def violation(self, x: Vector) -> Vector:
        """By how much x violates each row, m values, zero where the row holds."""
        activity = self.a @ x
        violation: Vector = np.maximum(
            0.0, np.maximum(self.lower - activity, activity - self.upper)
        )
        return violation


def extract(m: pyo.ConcreteModel) -> Matrix:
    """The matrix of a model built by model/formulation/build.py."""
    form = LinearStandardFormCompiler().write(m, mixed_form=True, set_sense=None)
    kinds = np.array([row.bound_type for row in form.rows])
    rhs = np.asarray(form.rhs, dtype=float)
    costs = csr_array(form.c).toarray()
    rows, columns = names_by_id(m, pyo.Constraint), names_by_id(m, pyo.Var)
    names = tuple(rows[id(row.constraint)] for row in form.rows)
    return Matrix(
        a=csr_array(form.A),
        lower=np.where(kinds <= 0, rhs, -np.inf),
        upper=np.where(kinds >= 0, rhs, np.inf),
        column_lower=np.array([-np.inf if v.lb is None else v.lb for v in form.columns]),
        column_upper=np.array([np.inf if v.ub is None else v.ub for v in form.columns]),
        is_integer=np.array([v.is_integer() or v.is_binary() for v in form.columns]),
        criteria={
            objective.index(): (costs[i], float(form.c_offset[i]))
            for i, objective in enumerate(form.objectives)
        },
        rows=names,
        columns=tuple(columns[id(column)] for column in form.columns),
        demand_of={i: str(at[0]) for i, (name, at) in enumerate(names) if name == "demand"},
    )


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
    """The row indices of each demand."""
    rows = defaultdict(list)
    for i, q in matrix.demand_of.items():
        rows[q].append(i)
    return dict(rows)


def names_by_id(m: pyo.ConcreteModel, kind: Any) -> dict[int, Name]:
    """Component and index of all rows or all columns of a model, by the `id` of the object."""
    return {
        id(each): (name, index if isinstance(index, tuple) else (index,))
        for component in m.component_objects(kind)
        for name in (component.name,)
        for index, each in component.items()
    }
