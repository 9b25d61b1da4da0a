"""Hindsight plans of drawn futures, in chunks that can be solved anywhere, in any order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from model.futures.draws import Array, Futures
from model.instance import Instance
from model.robust.hindsight import chunks, hindsight_plans
from model.robust.value import Values, values_in
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from scenarios.work import spread

Block = tuple[Instance, Futures]
Run = Callable[[Callable[[Block], "Hindsight"], Iterable[Block]], Iterable["Hindsight"]]  # as map


class Hindsight(NamedTuple):
    """The values of plans in some futures, and the best plan for each: a row for each future."""

    values: Values
    best: Array  # people: the value of the hindsight plan
    bound: Array  # people: what no plan of the set passes
    plans: Array  # values of the columns of the instance's matrix

    @property
    def gap(self) -> float:
        """People: by how much a hindsight plan may miss the best at most."""
        return float((self.bound - self.best).max(initial=0.0))


def hindsight_of_chunk(block: Block) -> Hindsight:
    """Pure, and both ways through a pickle. Raises NoPlanError where there is no plan."""
    instance, values = block[0], values_of(*block)
    found = hindsight_plans(instance, values)
    best, bound = np.array([(plan.value, plan.bound) for plan in found]).T
    return Hindsight(values, best, bound, np.array([plan.x for plan in found]))


def values_of_chunk(block: Block) -> Hindsight:
    """The values alone: of no future a plan is known that is better than those at hand."""
    values, n = values_of(*block), len(block[1])
    return Hindsight(values, np.full(n, -np.inf), np.full(n, np.inf), values.costs[:0])


def values_of(instance: Instance, futures: Futures) -> Values:
    """The values of the plans of an instance in each of some futures."""
    columns = build_lp(instance, GAP).matrix.columns
    return values_in((futures.future(i) for i in range(len(futures))), columns)


def by_chunk(
    instance: Instance, futures: Futures, *, search: bool = True, run: Run | None = None
) -> Iterator[Hindsight]:
    """The values in all futures, with hindsight plans where they are searched for, in their order.

    `run` calls a function for each chunk, all workers of the pool unless it is given.
    """
    blocks = [(instance, futures.take(chunk)) for chunk in chunks(len(futures))]
    work = hindsight_of_chunk if search else values_of_chunk
    alone: Run = map if len(blocks) == 1 else partial(spread, "")
    yield from (run or alone)(work, blocks)


def joined(parts: Sequence[Hindsight]) -> Hindsight:
    """The futures of some chunks as one."""
    values = Values(*(np.concatenate(of) for of in zip(*(p.values for p in parts), strict=True)))
    others = (np.concatenate(of) for of in zip(*(p[1:] for p in parts), strict=True))
    return Hindsight(values, *others)
