"""What can be worked out of a published table: the least and the most each hidden number can be."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import qr
from scipy.optimize import linprog

Cell = tuple[int, str]  # row, column
Equation = Mapping[Cell, float]
Range = tuple[float, float]
Matrix = NDArray[np.float64]
NOTHING = 1e-9
SOLVED, UNBOUNDED = 0, 3  # of linprog


def ranges(
    wanted: Sequence[Cell],
    values: Mapping[Cell, float],
    bounds: Mapping[Cell, Range],
    equations: Sequence[Equation],
) -> dict[Cell, Range]:
    """The range of each wanted cell for a reader who knows all equations and all bounds.

    `values` are the true numbers of the hidden cells, so that there is always a solution; an
    equation holds among hidden cells as it does for their true numbers.
    """
    cells, matrix = list(values), _matrix(values, equations)
    known = matrix @ np.array([values[cell] for cell in cells])
    limits = [bounds[cell] for cell in cells]
    at = {cell: i for i, cell in enumerate(cells)}
    return {
        cell: _range(at[cell], matrix, known, limits) if matrix[:, at[cell]].any() else bounds[cell]
        for cell in wanted
    }


def determined(values: Mapping[Cell, float], equations: Sequence[Equation]) -> set[Cell]:
    """The hidden cells that the equations alone give away, whatever the others are."""
    matrix = _matrix(values, equations)
    if not len(matrix):
        return set()
    basis, triangle, _ = qr(matrix.T, mode="economic", pivoting=True)
    spanned = basis[:, np.abs(np.diag(triangle)) > NOTHING]
    left = 1.0 - (spanned**2).sum(axis=1)  # of each unknown, outside what the equations span
    return {cell for cell, share in zip(values, left, strict=True) if share < NOTHING}


def _matrix(values: Mapping[Cell, float], equations: Sequence[Equation]) -> Matrix:
    """The equations among the hidden cells: one row each, one column for each cell."""
    at = {cell: i for i, cell in enumerate(values)}
    rows = [[(at[c], k) for c, k in equation.items() if c in at] for equation in equations]
    rows = [row for row in rows if row]
    matrix = np.zeros((len(rows), len(at)))
    for i, row in enumerate(rows):
        for j, coefficient in row:
            matrix[i, j] = coefficient
    return matrix


def _range(i: int, matrix: Matrix, known: Matrix, limits: Sequence[Range]) -> Range:
    """Least and most of one unknown, infinite where nothing holds it."""
    aim = np.zeros(len(limits))
    aim[i] = 1.0
    found = []
    for sign in (1.0, -1.0):
        result = linprog(sign * aim, A_eq=matrix, b_eq=known, bounds=limits, method="highs")
        if result.status not in (SOLVED, UNBOUNDED):  # never taken for doubt that is not there
            return 0.0, 0.0
        found.append(sign * (float(result.fun) if result.status == SOLVED else -np.inf))
    return found[0], found[1]
