"""A parametric model: a fixed matrix, and blocks of rows that depend on demands and levers.

Pyomo writes the rows that demands, effects, displacement and tax do not enter once. Those that
they do enter are blocks, written by the same numbered rules against the same Pyomo model,
extracted on first use and cached. The rows of a demand are affine in its bound, so another bound
is one addition.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from threading import Lock
from typing import Any

import numpy as np

from model.algebra import LinearRepnVisitor, csr_array, pyo, vstack
from model.demand import NO_WORDS, Demand
from model.demand_kinds.kinds import KINDS
from model.evaluation.savings import savings, years_of
from model.formulation.build import build, criterion, saving_each_year
from model.formulation.exits import exits_of_measures
from model.formulation.in_work import in_work_of_people
from model.instance import Instance
from model.solver.matrix import (
    Matrix,
    Name,
    Vector,
    as_row,
    coefficient_matrix,
    extract,
    named_components,
    singleton_rows_as_bounds,
    take_rows,
)

PARAMETRIC = (
    "exits_of_measures",
    "in_work_of_people",
    "saving_each_year",
)  # components that levers change
PARAMETRIC_CRITERIA = ("worth",)
Relations = Iterator[tuple[Name, Any]]  # name and Pyomo relation of each row


@dataclass(frozen=True)
class RowBlock:
    """Rows over the columns of a parametric model: k x n, with k lower and upper bounds."""

    a: csr_array
    lower: Vector
    upper: Vector
    names: tuple[Name, ...]


@dataclass(frozen=True)
class AffineRows:
    """The rows of a demand at bound 0, and what one unit of the bound adds to them."""

    zero: RowBlock
    slope: csr_array
    lower: Vector
    upper: Vector

    def at(self, bound: float) -> RowBlock:
        a = self.zero.a + bound * self.slope if self.slope.nnz else self.zero.a
        lower, upper = self.zero.lower + bound * self.lower, self.zero.upper + bound * self.upper
        return RowBlock(a, lower, upper, self.zero.names)


def affine_through(zero: RowBlock, unit: RowBlock) -> AffineRows:
    """The affine rows through those at bound 0 and those at bound 1."""
    slope = csr_array(unit.a - zero.a)
    slope.eliminate_zeros()
    return AffineRows(
        zero, slope, bound_shift(zero.lower, unit.lower), bound_shift(zero.upper, unit.upper)
    )


def bound_shift(zero: Vector, one: Vector) -> Vector:
    """Differences of row bounds; zero for infinite ones."""
    moved = np.zeros_like(zero)
    np.subtract(one, zero, out=moved, where=np.isfinite(zero))
    return moved


class ParametricModel:
    """A Pyomo model; `instantiate` gives the matrix of any instance that shares its core."""

    def __init__(self, instance: Instance) -> None:
        self.core = structural_core(instance.in_order)
        self.m = build(self.core)
        self.m.written = pyo.Constraint(pyo.Any)
        whole = extract(self.m)
        fixed = [i for i, (component, _) in enumerate(whole.rows) if component not in PARAMETRIC]
        self.matrix = singleton_rows_as_bounds(take_rows(whole, np.array(fixed)))
        at = {name: j for j, name in enumerate(self.matrix.columns)}
        variables = named_components(self.m, pyo.Var)
        self.column_index = {id(v): at[name] for name, v in variables if name in at}
        self.visitor = LinearRepnVisitor({})  # keeps what it found of expressions
        self.blocks: dict[Hashable, RowBlock] = {}
        self.affine_blocks: dict[Hashable, AffineRows] = {}
        self.lock = Lock()

    def shares_core(self, instance: Instance) -> bool:
        """Whether the instance differs from the core only in what the blocks depend on."""
        return structural_core(instance.in_order) == self.core

    def instantiate(self, instance: Instance) -> Matrix:
        """The matrix of the instance: fixed rows, then exits and savings, then demands."""
        instance = instance.in_order
        with self.lock:
            self.m.data, self.m.savings = instance, savings(instance)
            blocks = [
                self.in_displacement(self.exit_rows, effects(instance), instance),
                self.in_displacement(self.in_work_rows, (), instance),
                *self.saving_blocks(instance),
            ]
            criteria = {name: self.costs(name) for name in PARAMETRIC_CRITERIA}
            demands = {
                q.id: self.affine_demand(q).at(q.bound)
                for q in instance.demands.values()
                if q.active
            }
        blocks += demands.values()  # after all others
        rows = (*self.matrix.rows, *(name for block in blocks for name in block.names))
        ids = [i for i, block in demands.items() for _ in block.names]
        return replace(
            self.matrix,
            a=csr_array(vstack([self.matrix.a, *(block.a for block in blocks)], format="csr")),
            lower=np.concatenate([self.matrix.lower, *(block.lower for block in blocks)]),
            upper=np.concatenate([self.matrix.upper, *(block.upper for block in blocks)]),
            criteria={**self.matrix.criteria, **criteria},
            rows=rows,
            demand_of=dict(enumerate(ids, len(rows) - len(ids))),
        )

    def costs(self, name: str) -> tuple[Vector, float]:
        """A criterion that levers change, as a matrix holds it."""
        form = self.visitor.walk_expression(criterion(self.m, name))
        costs = coefficient_matrix([form.linear], self.column_index).toarray()[0]
        return costs, float(form.constant)

    def saving_blocks(self, instance: Instance) -> Iterator[RowBlock]:
        """Section 12: the savings that go with the target."""
        for i, (q, share) in self.m.savings.items():
            key = ("saving_each_year", i, without_bound(q), share, tax_per_exit(instance, q))
            if key not in self.blocks:
                self.blocks[key] = self.extract_rows(self.saving_rows(i, q))
            yield self.blocks[key]

    def in_displacement(
        self, rows: Callable[[], Relations], depends: Hashable, instance: Instance
    ) -> RowBlock:
        """Rows of section 8 with what else they depend on: a line in the displacement."""
        key = (rows.__name__, depends)
        if key not in self.affine_blocks:
            data, ends = self.m.data, []
            for share in (0.0, 1.0):
                settings = data.settings._replace(displacement=share)
                self.m.data = replace(data, settings=settings)
                ends.append(self.extract_rows(rows()))
            self.m.data = data
            self.affine_blocks[key] = affine_through(*ends)
        return self.affine_blocks[key].at(instance.settings.displacement)

    def exit_rows(self) -> Relations:
        for i in product(self.m.G, self.m.Y):
            yield ("exits_of_measures", i), exits_of_measures(self.m, *i)

    def in_work_rows(self) -> Relations:
        for y in self.m.Y:
            yield ("in_work_of_people", (y,)), in_work_of_people(self.m, y)

    def saving_rows(self, i: str, q: Demand) -> Relations:
        for y in years_of(self.m.data, q):
            yield ("saving_each_year", (i, y)), saving_each_year(self.m, i, y)

    def affine_demand(self, q: Demand) -> AffineRows:
        """The rows of a demand at any bound."""
        key = without_bound(q), tax_per_exit(self.m.data, q), worth_of_places(self.m.data, q)
        if key not in self.affine_blocks:
            zero, unit = (
                self.extract_rows(self.demand_rows(q._replace(bound=bound))) for bound in (0.0, 1.0)
            )
            self.affine_blocks[key] = affine_through(zero, unit)
        return self.affine_blocks[key]

    def affine_demand_of(self, instance: Instance, q: Demand) -> AffineRows:
        """The rows of a demand at any bound, for an instance that shares the core."""
        instance = instance.in_order
        with self.lock:
            self.m.data, self.m.savings = instance, savings(instance)
            return self.affine_demand(q)

    def demand_rows(self, q: Demand) -> Relations:
        for label, relation in KINDS[q.kind].rows(self.m, q):
            yield ("demand", (q.id, *label)), relation

    def extract_rows(self, written: Relations) -> RowBlock:
        """Pyomo relations as numeric rows."""
        rows = []
        for k, (name, relation) in enumerate(written):
            rows.append(as_row(name, self.m.written.add(k, relation), self.visitor))
            del self.m.written[k]
        return RowBlock(
            coefficient_matrix([row.coefficients for row in rows], self.column_index),
            np.array([row.lower for row in rows], float),
            np.array([row.upper for row in rows], float),
            tuple(row.name for row in rows),
        )


def structural_core(instance: Instance) -> Instance:
    """The instance without all that the blocks depend on."""
    return replace(
        instance,
        settings=instance.settings._replace(
            displacement=0.0, tax_share=0.0, effects="mid", casework=True, stop_price=0.0
        ),
        effects={i: effect._replace(mid=0.0) for i, effect in instance.effects.items()},
        groups={
            g: group._replace(casework_effect=0.0, displacement=None)
            for g, group in instance.groups.items()
        },
        measures={
            n: measure._replace(displacement=None, elasticity=None, growth=None)
            for n, measure in instance.measures.items()
        },
        demands={},
    )


def effects(instance: Instance) -> Hashable:
    """The effect of every pair and of every group's casework, at the level that counts.

    With what they displace and how they fall with volume.
    """
    of_casework = (instance.casework_effect(g) for g in instance.groups)
    measures = ((v.displacement, v.elasticity, v.growth) for v in instance.measures.values())
    of_groups = (group.displacement for group in instance.groups.values())
    return (
        *(instance.effect(*i) for i in instance.effects),
        *of_casework,
        *measures,
        *of_groups,
    )


def without_bound(q: Demand) -> Demand:
    """A demand without its bound and without what its rows do not depend on."""
    return q._replace(sentence=NO_WORDS, owner=NO_WORDS, bound=0.0, active=False, negotiable=True)


def worth_of_places(instance: Instance, q: Demand) -> Hashable:
    """Effects and displacement where the rows of a demand depend on them, else None."""
    if q.kind != "price_per_person":
        return None
    return effects(instance), instance.settings.displacement


def tax_per_exit(instance: Instance, q: Demand) -> float | None:
    """tkr a job-year: the tax of an exit where the demand counts it, else None."""
    settings = instance.settings
    return settings.tax_share * settings.tax_per_exit if q.counts == "all" else None
