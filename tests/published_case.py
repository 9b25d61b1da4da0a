"""Published problems with known answers, as matrices: a knapsack of eight and a farmer's fields."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array

from model.robust.value import Values
from model.solver.matrix import Matrix, Vector


def matrix(
    rows: Sequence[Vector],
    lower: Sequence[float],
    upper: Sequence[float],
    most: float,
    *,
    whole: bool,
) -> Matrix:
    """Columns from zero to `most`, all of them whole numbers or none."""
    n = len(rows[0])
    return Matrix(
        a=csr_array(np.array(rows)), lower=np.array(lower), upper=np.array(upper),
        column_lower=np.zeros(n), column_upper=np.full(n, most),
        is_integer=np.full(n, whole), criteria={}, demand_of={},
        rows=tuple(("row", (i,)) for i in range(len(rows))),
        columns=tuple(("column", (j,)) for j in range(n)),
    )  # fmt: skip


LOW = np.array([2, 3, 1, 3, 5, 6, 2, 1.0])
HIGH = np.array([5, 9, 8, 5, 12, 9, 8, 5.0])
WEIGHTS = np.array([1, 3, 4, 7, 5, 8, 2, 3.0])
KNAPSACK = matrix([WEIGHTS], [-np.inf], [20.0], 1.0, whole=True)


def sets(number: int) -> Vector:
    """All points of zeros and ones."""
    return (np.arange(2**number)[:, np.newaxis] >> np.arange(number) & 1).astype(float)


FEASIBLE = sets(8)[sets(8) @ WEIGHTS <= 20]
CORNERS = Values(LOW + (HIGH - LOW) * sets(8), np.zeros(256))

YIELDS = np.array([2.5, 3.0, 20.0])  # t an acre: wheat, corn, sugar beets
WEATHER = (0.8, 1.0, 1.2)
PLANTING = np.array([150.0, 230.0, 260.0])  # an acre
NEED, SELL, BUY = (200.0, 240.0), (170.0, 150.0, 36.0, 10.0), (238.0, 210.0)
ACRES, QUOTA = 500.0, 6000.0
SALES = ["wheat", "corn", "beets", "beets above the quota", "wheat bought", "corn bought"]


def farm(weather: Iterable[float] = WEATHER) -> tuple[Matrix, Values]:
    """Acres of three crops, and what is sold and bought in each weather (Birge and Louveaux)."""
    factors = list(weather)
    n = 3 + len(SALES) * len(factors)
    rows, lower, upper = [np.eye(1, n)[0] + np.eye(1, n, 1)[0] + np.eye(1, n, 2)[0]], [0.0], [ACRES]
    costs = np.zeros((len(factors), n))
    costs[:, :3] = -PLANTING
    for s, factor in enumerate(factors):
        at = 3 + len(SALES) * s
        costs[s, at : at + 6] = [*SELL, *(-price for price in BUY)]
        harvest = np.zeros((4, n))
        harvest[[0, 1, 2], [0, 1, 2]] = factor * YIELDS
        harvest[[0, 1, 2, 2], [at, at + 1, at + 2, at + 3]] = -1.0
        harvest[[0, 1], [at + 4, at + 5]] = 1.0
        harvest[3, at + 2] = 1.0
        rows += list(harvest)
        lower += [*NEED, 0.0, 0.0]
        upper += [np.inf, np.inf, np.inf, QUOTA]
    return matrix(rows, lower, upper, 1e6, whole=False), Values(costs, np.zeros(len(factors)))
