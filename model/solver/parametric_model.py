"""The matrix of an instance kept, and the rows that demands and levers put into it.

Pyomo writes a model once for everything that demands, effects, displacement and tax do not
touch. What they touch are blocks of rows, written by the same numbered rules against the kept
model and extracted when first asked for. A block that does not hold has free rows. A demand's
rows are affine in its bound, so that a moved bound costs no algebra.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.repn.standard_repn import generate_standard_repn
from scipy.sparse import csr_array, vstack

from model.demand import Demand, Text
from model.demand_kinds.kinds import KINDS
from model.evaluation.savings import savings, years_of
from model.formulation.build import build
from model.formulation.criteria import saving_each_year
from model.formulation.exits import exits_of_measures
from model.instance import Instance
from model.solver.matrix import Matrix, Name, Vector, bounded, extract, take_rows

MOVED = ("exits_of_measures", "saving_each_year")  # components that levers write anew
NOBODY = Text("", "")
Written = Iterator[tuple[Name, Any]]  # a row's name and its relation in Pyomo


@dataclass(frozen=True)
class Rows:
    """Rows over the columns of a base: k x n, with k lower and upper ends."""

    a: csr_array
    lower: Vector
    upper: Vector
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Affine:
    """Rows at bound 0, and what one unit of the bound adds: coefficients, or ends only."""

    zero: Rows
    slope: csr_array
    lower: Vector
    upper: Vector

    def at(self, bound: float) -> Rows:
        """The rows at any bound."""
        a = self.zero.a + bound * self.slope if self.slope.nnz else self.zero.a
        lower, upper = self.zero.lower + bound * self.lower, self.zero.upper + bound * self.upper
        return Rows(a, lower, upper, self.zero.names)


def affine(zero: Rows, unit: Rows) -> Affine:
    """The line through the rows at bound 0 and at bound 1."""
    slope = csr_array(unit.a - zero.a)
    slope.eliminate_zeros()
    return Affine(zero, slope, step(zero.lower, unit.lower), step(zero.upper, unit.upper))


def step(zero: Vector, one: Vector) -> Vector:
    """How far ends move; infinite ones stay."""
    moved = np.zeros_like(zero)
    np.subtract(one, zero, out=moved, where=np.isfinite(zero))
    return moved


class Base:
    """A kept model; `pose` gives the matrix of any instance that shares its core."""

    def __init__(self, instance: Instance) -> None:
        self.core = core(instance)
        self.m = build(self.core)
        self.m.written = pyo.Constraint(pyo.Any)
        whole = extract(self.m)
        fixed = [i for i, (component, _) in enumerate(whole.rows) if component not in MOVED]
        self.matrix = bounded(take_rows(whole, np.array(fixed)))
        self.column = {name: j for j, name in enumerate(self.matrix.columns)}
        self.blocks: dict[Hashable, Rows] = {}
        self.lines: dict[Hashable, Affine] = {}
        self.lock = Lock()

    def fits(self, instance: Instance) -> bool:
        """Whether `instance` differs only in what blocks of rows say."""
        return core(instance) == self.core

    def pose(self, instance: Instance) -> Matrix:
        """The matrix of the instance: the kept rows, then exits, then what is demanded."""
        with self.lock:
            self.m.data, self.m.savings = instance, savings(instance)
            blocks = [self.exits(instance), *self.levels(instance)]
            demands = {q.id: self.demand(q) for q in instance.demands.values() if q.active}
        blocks += demands.values()  # after all others
        rows = (*self.matrix.rows, *(name for block in blocks for name in block.names))
        ids = [i for i, block in demands.items() for _ in block.names]
        return replace(
            self.matrix,
            a=csr_array(vstack([self.matrix.a, *(block.a for block in blocks)], format="csr")),
            lower=np.concatenate([self.matrix.lower, *(block.lower for block in blocks)]),
            upper=np.concatenate([self.matrix.upper, *(block.upper for block in blocks)]),
            rows=rows,
            demand_of=dict(enumerate(ids, len(rows) - len(ids))),
        )

    def levels(self, instance: Instance) -> Iterator[Rows]:
        """Section 12: the savings that go with the target."""
        for i, (q, share) in self.m.savings.items():
            key = ("saving_each_year", i, unbound(q), share, tax(instance, q))
            yield self.block(key, partial(self.level_rows, i, q))

    def exits(self, instance: Instance) -> Rows:
        """Section 8 with the effects of the instance: a line in its displacement."""
        key = ("exits_of_measures", tuple(instance.effect(*i) for i in instance.effects))
        if key not in self.lines:
            none, all_of_it = (self.extracted(self.exit_rows(share)) for share in (0.0, 1.0))
            self.lines[key] = affine(none, all_of_it)
        return self.lines[key].at(instance.settings.displacement)

    def exit_rows(self, displacement: float) -> Written:
        data = self.m.data
        settings = data.settings._replace(displacement=displacement)
        self.m.data = replace(data, settings=settings)
        for g in self.m.G:
            for y in self.m.Y:
                yield ("exits_of_measures", (g, y)), exits_of_measures(self.m, g, y)
        self.m.data = data

    def level_rows(self, i: str, q: Demand) -> Written:
        for y in years_of(self.m.data, q):
            yield ("saving_each_year", (i, y)), saving_each_year(self.m, i, y)

    def demand(self, q: Demand) -> Rows:
        """Section 11: the rows of a demand at its bound."""
        return self.line(q).at(q.bound)

    def line(self, q: Demand) -> Affine:
        """The rows of a demand at any bound."""
        key = unbound(q), tax(self.m.data, q)
        if key not in self.lines:
            zero, unit = (
                self.extracted(self.demand_rows(q._replace(bound=bound))) for bound in (0.0, 1.0)
            )
            self.lines[key] = affine(zero, unit)
        return self.lines[key]

    def line_of(self, instance: Instance, q: Demand) -> Affine:
        """The same for a demand of an instance that the base fits."""
        with self.lock:
            self.m.data, self.m.savings = instance, savings(instance)
            return self.line(q)

    def demand_rows(self, q: Demand) -> Written:
        for label, relation in KINDS[q.kind].rows(self.m, q):
            yield ("demand", (q.id, *label)), relation

    def block(self, key: Hashable, write: Callable[[], Written]) -> Rows:
        """A block, written when it is first asked for."""
        if key not in self.blocks:
            self.blocks[key] = self.extracted(write())
        return self.blocks[key]

    def extracted(self, written: Written) -> Rows:
        """Rows in numbers."""
        names, lower, upper, entries = [], [], [], []
        for k, (name, relation) in enumerate(written):
            row = self.m.written.add(k, relation)
            low, body, high = row.to_bounded_expression(evaluate_bounds=True)
            form = generate_standard_repn(body)
            names.append(name)
            lower.append(-np.inf if low is None else low - form.constant)
            upper.append(np.inf if high is None else high - form.constant)
            entries += [
                (k, self.column[column_name(v)], c)
                for v, c in zip(form.linear_vars, form.linear_coefs, strict=True)
            ]
            del self.m.written[k]
        at_row, at_column, values = zip(*entries, strict=True) if entries else ((), (), ())
        shape = len(names), len(self.column)
        a = csr_array((np.array(values, float), (at_row, at_column)), shape=shape)
        return Rows(a, np.array(lower, float), np.array(upper, float), tuple(names))


def core(instance: Instance) -> Instance:
    """What the kept model is made of: nothing that a block of rows says.

    A demand to reserve staff stays without its bound, since it opens staff groups in units.
    """
    reserved = {i: unbound(q) for i, q in instance.demands.items() if q.kind == "reserved_staff"}
    return replace(
        instance,
        settings=instance.settings._replace(displacement=0.0, tax_share=0.0, effects="mid"),
        effects={i: effect._replace(mid=0.0) for i, effect in instance.effects.items()},
        demands=reserved,
    )


def unbound(q: Demand) -> Demand:
    """A demand without its bound and what its rows do not depend on."""
    return q._replace(sentence=NOBODY, owner=NOBODY, bound=0.0, active=False, negotiable=True)


def tax(instance: Instance, q: Demand) -> float | None:
    """The tax an exit brings the municipality, where the demand counts it: tkr a job-year."""
    settings = instance.settings
    return settings.tax_share * settings.tax_per_exit if q.counts == "all" else None


def column_name(variable: Any) -> Name:
    index = variable.index()
    return variable.parent_component().name, index if isinstance(index, tuple) else (index,)
