"""The best, second and third best place for a position, each with its price for all."""

from typing import NamedTuple

from model.placement.min_cost_flow import NoRoomError, solve_flow
from model.placement.place import Placement
from model.placement.problem import Cell, PositionGroup, Problem, Totals


class Alternative(NamedTuple):
    """A place for one position, and what all positions together lose by it, by criterion.

    The price is counted by the flow: people without a place, changes, moves, retrainings and
    distance more than in the best placement. It is the same for all positions that are alike.
    """

    where: Cell
    price: Totals


def alternatives(placement: Placement, position: str, most: int = 3) -> tuple[Alternative, ...]:
    """The best places of a position, the cheapest for all first; none where nothing suits."""
    problem = placement.problem
    at = next(n for n, a in enumerate(problem.groups) if position in a.ids)
    best = problem.totals(solve_flow(problem))
    found = []
    for p in problem.groups[at].options:
        try:
            forced = _forced(problem, at, position, p)
            totals = forced.totals(solve_flow(forced))
        except NoRoomError:
            continue
        price = tuple(a - b for a, b in zip(totals, best, strict=True))
        found.append(Alternative(problem.posts[p].where, price))
    return tuple(sorted(found, key=lambda each: (each.price, each.where))[:most])


def _forced(problem: Problem, at: int, position: str, p: int) -> Problem:
    """The problem in which one position has to go to certain posts."""
    alike = problem.groups[at]
    one = alike._replace(ids=(position,), options={p: alike.options[p]}, must_place=True)
    others = alike._replace(ids=tuple(i for i in alike.ids if i != position))
    rest: tuple[PositionGroup, ...] = (others,) if others.ids else ()
    groups = (*problem.groups[:at], *rest, *problem.groups[at + 1 :], one)
    return Problem(groups, problem.posts, problem.leaders, problem.spans, problem.paces)
