"""The least disruption as a minimum-cost flow: exact where people are counted and no more.

Every group of positions that are alike is a source, every kind of posts a node with room for so
many people, and having no place an arc of its own. OR-Tools' flow is integral, so whole people
come out.
"""

from collections.abc import Iterator

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from model.placement.problem import CRITERIA, Cost, Numbers, Problem

LARGEST = 2**62  # costs times nodes stay below it, so that no sum of the solver overflows


class NoRoomError(ValueError):
    """Places chosen by hand that do not fit together."""


def weights(problem: Problem) -> tuple[int, ...]:
    """A weight for each criterion, so that the cheapest flow is the lexicographically best.

    Two flows differ by simple cycles. A cycle meets each kind of posts, the sink and the arc
    of those without a place once at most, hence at most `nodes` groups of positions, and changes
    criterion j by at most nodes x most[j]. A weight above all that the later criteria can change
    along a cycle gives every cycle the sign of its first change. Raises OverflowError where this
    would leave the solver's whole numbers, which takes thousands of kinds of posts.
    """
    nodes = len(problem.posts) + 2
    costs = [cost for a in problem.groups for cost in a.options.values()]
    lost = Cost(int(any(a.had_place for a in problem.groups)), 0, 0, 0, 0)
    most = (1, *(max(abs(cost[k]) for cost in (lost, *costs)) for k in range(len(Cost._fields))))
    found: list[int] = []
    for j in reversed(range(len(CRITERIA))):
        later = sum(w * m for w, m in zip(found, reversed(most[j + 1 :]), strict=True))
        found.append(1 + nodes * later)
    if sum(found) * max(most) * (problem.count + nodes + len(problem.groups)) >= LARGEST:
        raise OverflowError("more kinds of posts than the weights can hold")
    return tuple(reversed(found))


def solve_flow(problem: Problem) -> Numbers:
    """Positions by group and posts. Raises NoRoomError when choices by hand do not fit."""
    solver, arcs = SimpleMinCostFlow(), list(_arcs(problem))
    for tail, head, room, price in arcs:
        solver.add_arc_with_capacity_and_unit_cost(tail, head, room, price)
    sink = len(problem.groups) + len(problem.posts)
    for n, a in enumerate(problem.groups):
        solver.set_node_supply(n, a.people)
    solver.set_node_supply(sink, -problem.count)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise NoRoomError(status.name)
    groups = len(problem.groups)
    return {
        (tail, head - groups): flow
        for k, (tail, head, _, _) in enumerate(arcs)
        if tail < groups and head != sink and (flow := solver.flow(k))
    }


def _arcs(problem: Problem) -> Iterator[tuple[int, int, int, int]]:
    """From, to, room and price of one: groups to posts, posts to the sink, none to the sink."""
    unplaced, *later = weights(problem)
    groups, sink = len(problem.groups), len(problem.groups) + len(problem.posts)
    for n, a in enumerate(problem.groups):
        for p, cost in a.options.items():
            price = sum(w * c for w, c in zip(later, cost, strict=True))
            yield n, groups + p, a.people, price
        if not a.must_place:
            yield n, sink, a.people, unplaced + later[0] * a.had_place
    for p, posts in enumerate(problem.posts):
        yield groups + p, sink, posts.people, 0
