"""Branch and bound on the warm relaxation: a few nodes of a few milliseconds each.

The relaxations of these models are tight and cheap to solve again, so that this search ends before
a general solver has presolved. After `NODE_LIMIT` nodes, or an inconclusive one, HiGHS takes over.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from model.solver.matrix import Vector
from model.solver.warm_lp import SolverResult, WarmLP

DOWN, UP = 0, 1
MIN_COST = 1e-6  # of a rounding that counts, in the objective's unit; keeps products from zero


class DiveNode(NamedTuple):
    """Bounds of the integer columns, and the branching that led here, rounding by `distance`."""

    lower: Vector
    upper: Vector
    column: int | None = None
    side: int = DOWN
    distance: float = 1.0
    parent_objective: float = 0.0


class PseudoCosts:
    """Average relative loss of objective per unit of rounding, by side and column."""

    def __init__(self, columns: int) -> None:
        self.sums, self.counts = np.ones((2, columns)), np.ones((2, columns))

    def update(self, node: DiveNode, found: SolverResult) -> None:
        """Add how the relaxation of a node ended; an infeasible node counts as a loss of 1."""
        if node.column is not None:
            lost = abs(node.parent_objective - found.objective)
            share = lost / max(1.0, abs(node.parent_objective))
            share = 1.0 if found.incumbent is None else min(1.0, share)
            self.sums[node.side, node.column] += share / node.distance
            self.counts[node.side, node.column] += 1

    def branch(self, node: DiveNode, found: SolverResult, values: Vector) -> list[DiveNode]:
        """The children on the column with the largest product of pseudo-costs, the upper last."""
        distance = np.array([values - np.floor(values), np.ceil(values) - values])
        cost = np.maximum(MIN_COST, distance * self.sums / self.counts)
        fractional = distance.min(axis=0) > INTEGRALITY
        j = int(np.argmax(np.where(fractional, cost[DOWN] * cost[UP], -1.0)))
        below, above = node.upper.copy(), node.lower.copy()
        below[j], above[j] = np.floor(values[j]), np.ceil(values[j])
        return [
            DiveNode(node.lower, below, j, DOWN, distance[DOWN, j], found.objective),
            DiveNode(above, node.upper, j, UP, distance[UP, j], found.objective),
        ]


NODE_LIMIT = 120  # then HiGHS is quicker
OBJECTIVE_NOISE = 1e-7  # relative, of a solver's objective
ZERO_LOSS = 5e-7  # what may be given up of an objective of zero, in its unit
INTEGRALITY = 1e-6  # how far from an integer a value may be


GapClosed = Callable[[float, float], bool]
Bounds = tuple[Vector, Vector]  # lower and upper of the integer columns


class Node(NamedTuple):
    """Bounds of the integer columns and the relaxation within them; the best comes first."""

    order: float
    number: int
    lower: Vector
    upper: Vector
    objective: float
    point: Vector  # of the integer columns


class Tree:
    """A branch-and-bound tree, solved to the gap of its linear program.

    `known_bound` is a dual bound that is known beforehand. `gap_closed`, given the objective of the
    incumbent and a dual bound, replaces the test by the relative gap.
    """

    def __init__(
        self, lp: WarmLP, known_bound: float | None = None, gap_closed: GapClosed | None = None
    ) -> None:
        self.lp, self.sense = lp, lp.sense
        self.gap_closed = gap_closed or self.within_gap
        self.known_bound = np.inf if known_bound is None else lp.sense * known_bound
        self.open_nodes: list[Node] = []
        self.pruned_nodes: list[Node] = []  # nothing better than the incumbent by the gap
        self.solved_nodes = 0
        self.incumbent: SolverResult | None = None
        self.unit_losses: dict[bytes, Vector] = {}  # of the integer points that were tried
        self.conclusive = True

    def solve_node(self, lower: Vector, upper: Vector) -> SolverResult:
        self.solved_nodes += 1
        self.lp.set_column_bounds(self.lp.integers, lower, upper)
        found = self.lp.solve_relaxation()
        self.conclusive &= found.termination in ("optimal", "infeasible")
        return found

    def may_improve(self, value: float) -> bool:
        """Whether a node of this objective may hold a point better than the incumbent."""
        if self.incumbent is None:
            return True
        reached = min(self.sense * value, self.known_bound)
        return not self.gap_closed(self.incumbent.objective, self.sense * reached)

    def within_gap(self, best: float, reached: float) -> bool:
        """Whether a bound is better than the incumbent by no more than the gap."""
        return self.sense * (reached - best) <= max(1e-9, self.lp.gap * abs(best))

    def add_node(self, lower: Vector, upper: Vector) -> SolverResult:
        """Solve a node; keep it open when it may improve the incumbent."""
        found = self.solve_node(lower, upper)
        if found.termination == "optimal" and found.incumbent is not None:
            point, order = found.incumbent[self.lp.integers], -self.sense * found.objective
            node = Node(order, self.solved_nodes, lower, upper, found.objective, point)
            if self.may_improve(found.objective):
                heappush(self.open_nodes, node)
            else:
                self.pruned_nodes.append(node)
        return found

    def try_integers(self, values: Vector) -> Vector:
        """Solve with the integer columns fixed, once; the result may be the new incumbent.

        Returns what a unit more of each column takes from the objective, zero where infeasible.
        """
        tried = values.tobytes()
        if tried not in self.unit_losses:
            found, best = self.solve_node(values, values), self.incumbent
            feasible = found.termination == "optimal"
            if feasible and (best is None or self.sense * (found.objective - best.objective) > 0):
                self.incumbent = found
            losses = -self.sense * self.lp.dual_values()[1][self.lp.integers]
            self.unit_losses[tried] = losses if feasible else np.zeros(len(values))
        return self.unit_losses[tried]

    def branch_on_best(self) -> None:
        """Take the best open node: try its point rounded up, then add its two children."""
        node = heappop(self.open_nodes)
        fractional = np.abs(node.point - np.round(node.point))
        rounded = np.clip(np.ceil(node.point - INTEGRALITY), node.lower, node.upper)
        unit_losses = self.try_integers(rounded)
        if not self.may_improve(node.objective):
            self.pruned_nodes.append(node)
        elif fractional.max(initial=0.0) > 0:
            j = branching_column(node.point, fractional, unit_losses * (rounded - node.point))
            for child in child_bounds(node, j):
                self.add_node(*child)

    def is_complete(self) -> bool:
        """Whether no open node may improve the incumbent."""
        return not self.open_nodes or not self.may_improve(self.open_nodes[0].objective)

    def result(self) -> SolverResult:
        """The incumbent and the dual bound that the tree has proven."""
        best = self.incumbent
        assert best is not None, "there is an incumbent"
        bounds = (-node.order for node in (*self.open_nodes, *self.pruned_nodes))
        proven = min(max(bounds, default=-np.inf), self.known_bound)
        bound = max(self.sense * best.objective, proven)
        return best._replace(dual_bound=self.sense * bound)

    def nodes_within(self, loss: float) -> list[Bounds]:
        """Bounds of the nodes that may hold points at most so much worse than the incumbent."""
        assert self.incumbent is not None, "there is an incumbent"
        value = self.incumbent.objective
        noise = OBJECTIVE_NOISE * max(1.0, abs(value))
        lowest = self.sense * value - loss - noise
        nodes = (*self.open_nodes, *self.pruned_nodes)
        return [(node.lower, node.upper) for node in nodes if -node.order >= lowest]


def branching_column(point: Vector, fractional: Vector, rounding_losses: Vector) -> int:
    """The fractional column whose rounding up loses most of the objective, by reduced costs.

    Where none loses, the one nearest zero: an offer that the relaxation runs below its minimum
    size. Columns fractional by no more than the solver's tolerance come last.
    """
    candidates = fractional > min(INTEGRALITY, fractional.max() / 2)
    losses = np.where(candidates, rounding_losses, -np.inf)
    if losses.max() > MIN_COST:
        return int(np.argmax(losses))
    return int(np.argmin(np.where(candidates, point, np.inf)))


def child_bounds(node: Node, j: int) -> Iterator[Bounds]:
    lower, upper = node.lower.copy(), node.upper.copy()
    lower[j], upper[j] = np.ceil(node.point[j]), np.floor(node.point[j])
    yield lower, node.upper
    yield node.lower, upper


def allowed_loss(value: float, tolerance: float, least: float = 0.0) -> float:
    """How much of a step's objective later steps may give up: a share, but at least so much."""
    return max(tolerance * abs(value), least, ZERO_LOSS)


def no_loss(value: float) -> float:
    """Nothing of a step's objective is given up."""
    return allowed_loss(value, 0.0)


def root_bounds(lp: WarmLP) -> Bounds:
    """Bounds of the integer columns in the matrix."""
    matrix, integers = lp.matrix, lp.integers
    return matrix.column_lower[integers], matrix.column_upper[integers]


def solve_integer(
    lp: WarmLP,
    starts: Iterable[Vector] = (),
    known_bound: float | None = None,
    gap_closed: GapClosed | None = None,
) -> SolverResult:
    """The best integer point, proven to the gap or stopped by the time limit.

    `starts` are values of the integer columns to try first, such as those of a neighbour;
    see Tree for `known_bound` and `gap_closed`.
    """
    return solve_in_nodes(lp, starts, [root_bounds(lp)], no_loss, known_bound, gap_closed)[0]


def solve_in_nodes(
    lp: WarmLP,
    starts: Iterable[Vector],
    nodes: Sequence[Bounds],
    loss: Callable[[float], float],
    known_bound: float | None = None,
    gap_closed: GapClosed | None = None,
) -> tuple[SolverResult, Sequence[Bounds]]:
    """The best integer point in these nodes, and the nodes that may hold one within tolerance."""
    tree, root = Tree(lp, known_bound, gap_closed), root_bounds(lp)
    for bounds in nodes:
        tree.add_node(*bounds)
    if tree.conclusive and not tree.open_nodes:
        lp.set_column_bounds(lp.integers, *root)
        found = lp.solve_from_scratch()  # a warm run's "infeasible" is checked once more
        return found if found.termination == "infeasible" else lp.solve_mip(), nodes
    for values in starts:
        tree.try_integers(np.clip(values, *root))
    while not tree.is_complete() and tree.solved_nodes < NODE_LIMIT:
        if not tree.conclusive or lp.out_of_time:
            break
        tree.branch_on_best()
    lp.nodes += tree.solved_nodes
    lp.set_column_bounds(lp.integers, *root)
    if tree.conclusive and tree.is_complete() and tree.incumbent is not None:
        return tree.result(), tree.nodes_within(loss(tree.incumbent.objective))
    return lp.solve_mip(), nodes


def solve_fixed(lp: WarmLP, values: Vector) -> SolverResult:
    """The linear program with the integer columns at these values; their bounds are put back."""
    lp.set_column_bounds(lp.integers, values, values)
    found = lp.solve_relaxation()
    lp.set_column_bounds(lp.integers, *root_bounds(lp))
    return found
