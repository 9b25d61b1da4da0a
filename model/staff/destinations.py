"""Where everybody ends: each FTE of today, and each one hired, is somewhere exactly once.

A plan says how many leave a unit and staff group and how many come, not who. Those who leave are
taken to be an average of those who are there, so that the flows add up to today and to tomorrow.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.instance import Instance
from model.plan import Plan
from model.staff.flows import given_up, leavers

Post = tuple[str, str]  # unit, staff group
Matrix = NDArray[np.float64]
Flow = Mapping[tuple[str, str, int], float]
NOTHING = 1e-9  # FTE: less is nobody
LEAVING = ("vacated", "given_up", "dismissed", "transferred")


class Move(NamedTuple):
    """FTE from a post today, or hired for `start`, to a post in the last year, or a way out."""

    start: Post | None  # None: hired
    end: Post | None  # None: left
    way: str  # "stays", "moves", "retrains", "hired", or one of LEAVING
    first: Post  # the post held today, or hired for
    fte: float


def whereabouts(instance: Instance, plan: Plan) -> tuple[Move, ...]:
    """Every flow above nothing, over all years, in units whose staff is decided."""
    posts = posts_of(instance, plan)
    count = len(posts)
    today = np.array([instance.staff_today.get(post, 0.0) for post in posts])
    # columns: who they were today, then who were hired for the post
    there = np.hstack([np.diag(today), np.zeros((count, count))])
    left: dict[str, Matrix] = {way: np.zeros((count, 2 * count)) for way in LEAVING}
    for year in instance.years:
        there = pass_year(instance, plan, year, posts, there, left)
    return tuple(moves(posts, there, left))


def pass_year(
    instance: Instance,
    plan: Plan,
    year: int,
    posts: list[Post],
    there: Matrix,
    left: dict[str, Matrix],
) -> Matrix:
    """Who is where after a year; who leaves is added to `left`."""
    count = len(posts)
    along = {(*post, instance.years[0]): fte for post, fte in plan.transferred.items()}
    between = passages(instance, plan, year, posts)
    hired = np.array([plan.hired.get((*post, year), 0.0) for post in posts])
    all_through = there.sum(axis=1) + hired + between.sum(axis=1)
    share = np.divide(1.0, all_through, out=np.zeros(count), where=all_through > NOTHING)
    come = there + np.hstack([np.zeros((count, count)), np.diag(hired)])
    through: Matrix = np.linalg.solve(np.eye(count) - between * share, come)
    gone = between.sum(axis=0)
    ways = {"vacated": leavers(instance, plan), "given_up": given_up(instance, plan),
            "dismissed": plan.dismissed, "transferred": along}  # fmt: skip
    for way, flow in ways.items():
        fte = np.array([flow.get((*post, year), 0.0) for post in posts])
        left[way] += (fte * share)[:, None] * through
        gone = gone + fte
    stay: Matrix = (1 - gone * share)[:, None] * through
    return stay


def passages(instance: Instance, plan: Plan, year: int, posts: list[Post]) -> Matrix:
    """FTE that pass to a post (row) from a post (column): by move or by retraining."""
    at = {post: i for i, post in enumerate(posts)}
    between: Matrix = np.zeros((len(posts), len(posts)))
    for s in instance.staff_groups:
        out = {u: v for (u, r, y), v in plan.moved_out.items() if (r, y) == (s, year)}
        into = {u: v for (u, r, y), v in plan.moved_in.items() if (r, y) == (s, year)}
        came = sum(into.values()) or 1.0
        for u, v in ((u, v) for u in out for v in into):
            between[at[v, s], at[u, s]] += out[u] * into[v] / came
    for (u, s, r, y), fte in plan.retrained.items():
        if y == year:
            between[at[u, r], at[u, s]] += fte
    return between


def posts_of(instance: Instance, plan: Plan) -> list[Post]:
    """Posts of today and of the plan, in units whose staff is decided."""
    named = {**instance.staff_today, **{(u, s): 0.0 for u, s, _ in plan.staff}}
    flows: tuple[Mapping[Any, float], ...] = (
        plan.moved_in, plan.moved_out, plan.hired, plan.vacated, plan.dismissed,
    )  # fmt: skip
    for moved in flows:
        named |= {(u, s): 0.0 for u, s, _ in moved}
    for u, s, r, _ in plan.retrained:
        named |= {(u, s): 0.0, (u, r): 0.0}
    order = [(u, s) for u in instance.decided_units for s in instance.staff_groups]
    return [post for post in order if post in named]


def moves(posts: list[Post], there: Matrix, left: dict[str, Matrix]) -> list[Move]:
    """The flows as a list."""
    found: dict[tuple[Post | None, Post | None, str, Post], float] = defaultdict(float)
    count = len(posts)
    for origin in range(2 * count):
        was = posts[origin % count]
        start = was if origin < count else None
        for i, post in enumerate(posts):
            found[start, post, way_of(start, was, post), was] += float(there[i, origin])
            for way, matrix in left.items():
                found[start, None, way, was] += float(matrix[i, origin])
    return [Move(*key, fte) for key, fte in found.items() if fte > NOTHING]


def way_of(start: Post | None, was: Post, now: Post) -> str:
    """What has happened to those who are still there."""
    if start is None:
        return "hired"
    if was == now:
        return "stays"
    return "moves" if was[0] != now[0] else "retrains"
