"""A proof that no point meets some rows: weights whose weighted sum cannot be reached (Farkas).

The weights come from a solver; that they prove anything is arithmetic.
"""

import numpy as np
from scipy.sparse import csr_array

from model.matrix import Numbers, Vector

TINY = 1e-9  # of the largest weight: no weight at all
SURE = 1e-7  # relative: by how much the sum must be missed
Ends = tuple[Vector, Vector]  # lower, upper


def rests_on(a: csr_array, rows: Ends, columns: Ends, ray: Vector | None) -> Numbers | None:
    """The rows that `ray` proves impossible together within the columns; None if it does not."""
    if ray is None or not np.abs(ray).max(initial=0.0):
        return None
    weights = ray / np.abs(ray).max()
    weights[np.abs(weights) < TINY] = 0.0
    for y in (weights, -weights):  # the sign of a ray is the solver's own
        need = worth(y, rows[1], rows[0])
        reach = worth(rounded(a.T @ y), columns[0], columns[1])
        if np.isfinite(need) and need - reach > SURE * max(1.0, abs(need)):
            return np.flatnonzero(y)
    return None


def worth(weights: Vector, at_negative: Vector, at_positive: Vector) -> float:
    """The weighted sum with each end taken by the sign of its weight."""
    used = np.flatnonzero(weights)
    ends = np.where(weights > 0, at_positive, at_negative)
    return float(weights[used] @ ends[used])


def rounded(sums: Vector) -> Vector:
    """Sums that cancel up to the arithmetic are zero."""
    return np.where(np.abs(sums) < TINY, 0.0, sums)
