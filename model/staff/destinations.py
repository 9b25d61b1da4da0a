"""Where everybody ends: each FTE of today, and each one hired, is somewhere exactly once.

A plan says how many leave a unit and staff group and how many come, not who. Those who leave are
taken to be an average of those who are there, so that the flows add up to today and to tomorrow.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.instance import Instance
from model.plan import Plan
from model.staff.flows import Flow, staff_flows

Post = tuple[str, str]  # unit, staff group
Matrix = NDArray[np.float64]
NOTHING = 1e-9  # FTE: less is nobody
LEAVING = ("vacated", "given_up", "dismissed", "transferred")


class Move(NamedTuple):
    """FTE from a post today, or hired for `start`, to a post in the last year, or a way out."""

    start: Post | None  # None: hired
    end: Post | None  # None: left
    way: str  # "stays", "moves", "retrains", "hired", or one of LEAVING
    first: Post  # the post held today, or hired for
    fte: float


def staff_destinations(instance: Instance, plan: Plan) -> tuple[Move, ...]:
    """Every flow above nothing, over all years, in units whose staff is decided."""
    flows = staff_flows(instance, plan)
    posts = posts_of(instance, plan, flows)
    count = len(posts)
    today = np.array([instance.staff_today.get(post, 0.0) for post in posts])
    # columns: who they were today, then who were hired for the post
    there = np.hstack([np.diag(today), np.zeros((count, count))])
    left: dict[str, Matrix] = {way: np.zeros((count, 2 * count)) for way in LEAVING}
    for year in instance.years:
        there = pass_year([flow for flow in flows if flow.year == year], posts, there, left)
    return tuple(moves(posts, there, left))


def pass_year(
    flows: Sequence[Flow], posts: list[Post], there: Matrix, left: dict[str, Matrix]
) -> Matrix:
    """Who is where after the flows of a year; who leaves is added to `left`."""
    count, between = len(posts), passages(flows, posts)
    fte = {
        kind: np.array([found.get(post, 0.0) for post in posts])
        for kind in ("hired", *LEAVING)
        for found in [{(f.unit, f.staff): f.fte for f in flows if f.kind == kind}]
    }
    all_through = there.sum(axis=1) + fte["hired"] + between.sum(axis=1)
    share = np.divide(1.0, all_through, out=np.zeros(count), where=all_through > NOTHING)
    come = there + np.hstack([np.zeros((count, count)), np.diag(fte["hired"])])
    through: Matrix = np.linalg.solve(np.eye(count) - between * share, come)
    gone = between.sum(axis=0)
    for way in LEAVING:
        left[way] += (fte[way] * share)[:, None] * through
        gone = gone + fte[way]
    stay: Matrix = (1 - gone * share)[:, None] * through
    return stay


def passages(flows: Sequence[Flow], posts: list[Post]) -> Matrix:
    """FTE that pass to a post (row) from a post (column): by move or by retraining."""
    at = {post: i for i, post in enumerate(posts)}
    between: Matrix = np.zeros((len(posts), len(posts)))
    into = [flow for flow in flows if flow.kind == "moved_in"]
    for out in flows:
        if out.kind == "retrained_out":
            between[at[out.unit, out.other], at[out.unit, out.staff]] += out.fte
        came = [flow for flow in into if out.kind == "moved_out" and flow.staff == out.staff]
        for flow in came:
            share = flow.fte / (sum(each.fte for each in came) or 1.0)
            between[at[flow.unit, flow.staff], at[out.unit, out.staff]] += out.fte * share
    return between


def posts_of(instance: Instance, plan: Plan, flows: Sequence[Flow]) -> list[Post]:
    """Posts of today and of the plan, in units whose staff is decided."""
    named = {*instance.staff_today, *((u, s) for u, s, _ in plan.staff)}
    named |= {(flow.unit, flow.staff) for flow in flows}
    order = [(u, s) for u in instance.decided_units for s in instance.staff_groups]
    return [post for post in order if post in named]


def moves(posts: list[Post], there: Matrix, left: dict[str, Matrix]) -> list[Move]:
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
    if start is None:
        return "hired"
    if was == now:
        return "stays"
    return "moves" if was[0] != now[0] else "retrains"
