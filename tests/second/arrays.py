"""Sums over columns, and a linear problem as plain arrays for HiGHS."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_array

INFINITY = highspy.kHighsInf


@dataclass(frozen=True)
class Sum:
    """A constant and a rate for each column."""

    constant: float = 0.0
    rates: dict[int, float] = field(default_factory=dict)

    def __add__(self, other: "Sum | float") -> "Sum":
        if not isinstance(other, Sum):
            return Sum(self.constant + other, self.rates)
        rates = dict(self.rates)
        for column, rate in other.rates.items():
            rates[column] = rates.get(column, 0.0) + rate
        return Sum(self.constant + other.constant, rates)

    def __mul__(self, factor: float) -> "Sum":
        return Sum(self.constant * factor, {j: rate * factor for j, rate in self.rates.items()})

    def __neg__(self) -> "Sum":
        return self * -1.0

    def __sub__(self, other: "Sum | float") -> "Sum":
        return self + -other

    __radd__, __rmul__ = __add__, __mul__

    def at(self, x: np.ndarray) -> float:
        return self.constant + sum(rate * x[j] for j, rate in self.rates.items())


def total(terms: Iterable[Sum | float]) -> Sum:
    """The sum of the terms, in one pass."""
    constant, rates = 0.0, {}
    for term in terms:
        each = term if isinstance(term, Sum) else Sum(term)
        constant += each.constant
        for column, rate in each.rates.items():
            rates[column] = rates.get(column, 0.0) + rate
    return Sum(constant, rates)


@dataclass(frozen=True)
class Best:
    """The value of an optimum, the bound that proves it, and its point."""

    value: float
    bound: float
    x: np.ndarray


@dataclass
class Problem:
    """Columns by name and index, rows as sums that are at least zero or zero."""

    columns: dict[tuple[str, Hashable], int] = field(default_factory=dict)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    rows: list[tuple[Sum, bool]] = field(default_factory=list)  # and whether it is an equation

    def add(
        self,
        name: str,
        indices: Iterable[Hashable],
        *,
        whole: bool = False,
        free: bool = False,
    ) -> None:
        for index in indices:
            self.columns[name, index] = len(self.upper)
            self.lower.append(-INFINITY if free else 0.0)
            self.upper.append(1.0 if whole else INFINITY)
            self.whole.append(whole)

    def get(self, name: str, *index: Hashable) -> Sum:
        """The decision, or nothing where there is none."""
        column = self.columns.get((name, index if len(index) > 1 else index[0]))
        return Sum() if column is None else Sum(0.0, {column: 1.0})

    def hold(self, name: str, values: Mapping[Any, float], slack: float = 0.0) -> None:
        """Fix the decisions of a name, whole ones exactly; those without a value are zero."""
        for (of, index), column in self.columns.items():
            if of == name:
                value, near = values.get(index, 0.0), 0.0 if self.whole[column] else slack
                self.lower[column] = max(self.lower[column], value - near)
                self.upper[column] = value + near

    def at_least(self, left: Sum | float, right: Sum | float) -> None:
        self.rows.append((Sum() + left - right, False))

    def equal(self, left: Sum | float, right: Sum | float) -> None:
        self.rows.append((Sum() + left - right, True))

    def best(self, criterion: Sum, *, most: bool = True) -> Best | None:
        """The proven optimum of a criterion; None when no plan exists."""
        highs = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 2.5e-5),
            ("mip_abs_gap", 0.0),
        ):
            highs.setOptionValue(option, value)
        highs.passModel(self._as_lp(criterion, most=most))
        assert highs.run() == highspy.HighsStatus.kOk
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        assert status == highspy.HighsModelStatus.kOptimal, status
        info, x = highs.getInfo(), np.array(highs.getSolution().col_value)
        return Best(info.objective_function_value, info.mip_dual_bound, x)

    def _as_lp(self, criterion: Sum, *, most: bool) -> highspy.HighsLp:
        entries = [
            (i, column, rate)
            for i, (row, _) in enumerate(self.rows)
            for column, rate in row.rates.items()
        ]
        at, columns, rates = (np.array(part) for part in zip(*entries, strict=True))
        matrix = csr_array((rates, (at, columns)), (len(self.rows), len(self.upper)))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.upper), len(self.rows)
        lp.sense_ = highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize
        lp.offset_ = criterion.constant
        costs = np.zeros(lp.num_col_)
        costs[list(criterion.rates)] = list(criterion.rates.values())
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = costs, self.lower, self.upper
        lp.row_lower_ = [-row.constant for row, _ in self.rows]
        lp.row_upper_ = [-row.constant if equation else INFINITY for row, equation in self.rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
        lp.a_matrix_.value_ = matrix.data
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        return lp
