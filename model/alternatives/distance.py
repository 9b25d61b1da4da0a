"""How much plans differ, counted in choices, and the plan that differs most from those known.

Two plans differ in a choice when its figure is a step or more apart; their distance is the number
of choices that they differ in. With v[c] the figure of choice c, least[c] and most[c] its ends in
the plans near the best, and known[k,c] its value in plan k:

(15.3) v[c] ≤ most[c] - (most[c] - known[k,c] + step[c]) less[k,c]
(15.4) v[c] ≥ least[c] + (known[k,c] + step[c] - least[c]) more[k,c]
(15.5) less[k,c] + more[k,c] ≤ 1
(15.6) distance ≤ Σ_c less[k,c] + more[k,c], for every known plan k; the most distance is sought.

less and more are yes or no and distance is whole, so that the bound of the search is one too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from model.algebra import csr_array, hstack, vstack
from model.alternatives.near_best import Figure, NearBest
from model.solver.matrix import Matrix, Vector
from model.solver.warm_lp import NO_TIME_LIMIT, WarmLP

ADDED = "alternative"  # the component of what is added
SAME = 1e-4  # of a step: how much closer two values may be that count as a step apart
ROUNDING = 1e-6  # of a solver's bound of a whole number


class PlanChoice(NamedTuple):
    """A figure that people choose, and how far apart two of its values must be to differ."""

    figure: Figure
    step: float


def differences(one: Vector, other: Vector, steps: Vector) -> list[bool]:
    """Whether two plans differ in each choice, from the values of their choices."""
    apart: list[bool] = (np.abs(one - other) >= steps * (1 - SAME)).tolist()
    return apart


def distance(one: Vector, other: Vector, steps: Vector) -> int:
    """In how many choices two plans differ."""
    return sum(differences(one, other, steps))


class Farthest(NamedTuple):
    """The values of a plan, its distance to the nearest of those known, and what none is beyond.

    `plans` are all that differ in the same choices from each of them.
    """

    values: Vector
    plans: Matrix
    distance: int
    bound: int


@dataclass
class AddedRows:
    """Columns and rows to be added to a matrix of n columns."""

    n: int
    upper: list[float] = field(default_factory=list)  # of the columns, whose lower bound is zero
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def column(self, upper: float = 1.0) -> int:
        """The index of a new whole column."""
        self.upper.append(upper)
        return self.n + len(self.upper) - 1

    def row(self, coefficients: dict[int, float], lower: float, upper: float) -> None:
        self.rows.append((coefficients, lower, upper))

    def added_to(self, matrix: Matrix) -> Matrix:
        """The matrix with these rows last, and these columns last."""
        k, (m, n) = len(self.upper), matrix.a.shape
        entries = [(i, j, v) for i, (row, *_) in enumerate(self.rows) for j, v in row.items()]
        i, j, values = (np.array(each) for each in zip(*entries, strict=True))
        below = csr_array((values, (i, j)), shape=(len(self.rows), n + k))
        above = hstack([matrix.a, csr_array((m, k))])
        _, lower, upper = zip(*self.rows, strict=True)
        none = np.zeros(k)
        return replace(
            matrix,
            a=csr_array(vstack([above, below], format="csr")),
            lower=np.append(matrix.lower, lower),
            upper=np.append(matrix.upper, upper),
            column_lower=np.append(matrix.column_lower, none),
            column_upper=np.append(matrix.column_upper, self.upper),
            is_integer=np.append(matrix.is_integer, none == 0),
            criteria={c: (np.append(v, none), o) for c, (v, o) in matrix.criteria.items()},
            rows=(*matrix.rows, *((ADDED, (each,)) for each in range(len(self.rows)))),
            columns=(*matrix.columns, *((ADDED, (each,)) for each in range(k))),
        )


class Difference:
    """The plans near the best by their distance to known ones."""

    def __init__(self, near: NearBest, choices: Sequence[PlanChoice]) -> None:
        self.near, self.choices = near, tuple(choices)
        self.steps = np.array([choice.step for choice in choices])
        ends = [[near.end(each.figure, way).bound for each in choices] for way in (-1, 1)]
        self.least, self.most = np.array(ends)

    @property
    def free(self) -> tuple[tuple[str, str], ...]:
        """The choices in which plans near the best can differ at all."""
        apart = differences(self.least, self.most, self.steps)
        return tuple(
            each.figure.name for each, free in zip(self.choices, apart, strict=True) if free
        )

    def values(self, x: Vector) -> Vector:
        """The values of the choices at a point."""
        return np.array([choice.figure.value(x) for choice in self.choices])

    def farthest(
        self, known: Sequence[Vector], most: int | None = None, seconds: float = NO_TIME_LIMIT
    ) -> Farthest | None:
        """The plan with the largest distance to the nearest of those known, by their values.

        `most` is a distance that none is beyond, known from fewer plans. None where no plan is
        found in time.
        """
        lp, column = self.program(known, len(self.choices) if most is None else most)
        lp.set_time_limit(seconds)
        aim = np.zeros(len(lp.matrix.columns))
        aim[column] = 1.0
        lp.set_objective(aim, 0.0, 1)
        found = lp.solve_mip()
        if found.incumbent is None:
            return None
        values = self.values(found.incumbent)
        nearest = min(distance(values, each, self.steps) for each in known)
        bound = int(np.floor(found.dual_bound + ROUNDING))
        plans = as_chosen(lp.matrix, found.incumbent)
        return Farthest(values, plans, nearest, max(bound, nearest))

    def program(self, known: Sequence[Vector], most: int) -> tuple[WarmLP, int]:
        """A linear program with rows (15.1) and (15.3) to (15.6), and the distance's column."""
        near, matrix = self.near, self.near.lp.matrix
        added = AddedRows(len(matrix.columns))
        column = added.column(most)
        ends = (near.worst, np.inf) if near.sense > 0 else (-np.inf, near.worst)
        added.row(sparse(near.criterion), *(end - near.criterion.offset for end in ends))
        for values in known:
            counted = {j: 1.0 for c in range(len(values)) for j in self.apart(added, c, values[c])}
            added.row({**counted, column: -1.0}, 0.0, np.inf)
        return WarmLP(added.added_to(matrix), 0.0), column

    def apart(self, added: AddedRows, c: int, value: float) -> Iterator[int]:
        """(15.3 to 15.5) The columns that say that a choice differs from a value, where it can."""
        figure, least, most = self.choices[c].figure, self.least[c], self.most[c]
        row, offset, columns = sparse(figure), figure.offset, []
        noise = SAME / 4 * self.steps[c]
        below, above = value - self.steps[c] + 2 * noise, value + self.steps[c] - 2 * noise
        if below >= least - noise:
            less = added.column()
            added.row({**row, less: most - below}, -np.inf, most - offset)
            columns.append(less)
        if above <= most + noise:
            more = added.column()
            added.row({**row, more: least - above}, least - offset, np.inf)
            columns.append(more)
        if len(columns) > 1:
            added.row(dict.fromkeys(columns, 1.0), -np.inf, 1.0)
        yield from columns


def as_chosen(matrix: Matrix, x: Vector) -> Matrix:
    """The matrix with the added columns at their values in a point: its plans differ as it does."""
    added = np.array([component == ADDED for component, _ in matrix.columns])
    return replace(
        matrix,
        column_lower=np.where(added, np.round(x), matrix.column_lower),
        column_upper=np.where(added, np.round(x), matrix.column_upper),
    )


def sparse(figure: Figure) -> dict[int, float]:
    """The coefficients of a figure by column."""
    return {int(j): float(figure.costs[j]) for j in np.flatnonzero(figure.costs)}
