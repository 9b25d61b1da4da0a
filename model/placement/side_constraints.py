"""What a flow cannot say: teams, spans of control, hours and the pace of retraining.

Each rule judges an assignment in plain arithmetic, so that a flow that happens to keep them all
is known to be the best with them too, and an answer of CP-SAT is held to them without it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from model.placement.build import Wishes
from model.placement.problem import FULL_TIME, Alike, Numbers, Posts, Problem

HALF_A_LEADER = FULL_TIME / 2  # hours: leaders are whole, so a span is kept to the nearest one
SLACK = 0.5  # hours: posts are made of FTE with decimals, positions of whole hours


class Broken(NamedTuple):
    rule: str
    where: str


def broken(problem: Problem, wishes: Wishes, numbers: Numbers) -> tuple[Broken, ...]:
    """Every rule besides the flow's that an assignment breaks."""
    found = [*_paces(problem, numbers)]
    found += _teams(problem, numbers) if wishes.teams else ()
    found += _spans(problem, numbers) if wishes.spans else ()
    found += _hours(problem, numbers) if wishes.hours else ()
    return tuple(found)


def retrains(a: Alike, n: int, posts: Posts) -> tuple[str, str, str] | None:
    """From unit and staff group to staff group, where this place needs retraining."""
    return (a.unit, a.staff, posts.staff) if a.may[n].retrainings else None


def led(problem: Problem, unit: str) -> list[tuple[int, int, float]]:
    """Group, posts and hours of a post that a unit's leaders lead (or less: that lead)."""
    span = problem.spans[unit]
    return [
        (a, p, -span * posts.size if posts.staff in problem.leaders else posts.size)
        for a, alike in enumerate(problem.alike)
        for p in alike.may
        if (posts := problem.posts[p]).unit == unit and not posts.along
    ]


def room_to_lead(problem: Problem, unit: str) -> float:
    """Hours that may be led beyond those of the leaders there: rounding, and who is leaving."""
    leaving = {True: 0.0, False: 0.0}
    for posts in problem.posts:
        if posts.unit == unit and not posts.along:
            leaving[posts.staff in problem.leaders] += posts.leaving
    span = problem.spans[unit]
    return span * (HALF_A_LEADER - leaving[True]) + leaving[False]


def _paces(problem: Problem, numbers: Numbers) -> Iterator[Broken]:
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for (a, p), n in numbers.items():
        if key := retrains(problem.alike[a], p, problem.posts[p]):
            found[key] += n
    for key, n in found.items():
        if n > problem.paces.get(key, n):
            yield Broken("pace", "/".join(key))


def _teams(problem: Problem, numbers: Numbers) -> Iterator[Broken]:
    units: dict[str, set[str]] = defaultdict(set)
    for a, p in numbers:
        if problem.alike[a].team:
            units[problem.alike[a].team].add(problem.posts[p].unit)
    for team, found in units.items():
        if len(found) > 1:
            yield Broken("team", team)


def _spans(problem: Problem, numbers: Numbers) -> Iterator[Broken]:
    for unit in problem.spans:
        load = sum(hours * numbers.get((a, p), 0) for a, p, hours in led(problem, unit))
        if load > room_to_lead(problem, unit) + SLACK:
            yield Broken("span", unit)


def _hours(problem: Problem, numbers: Numbers) -> Iterator[Broken]:
    used: dict[int, float] = defaultdict(float)
    for (a, p), n in numbers.items():
        used[p] += n * problem.alike[a].hours
    for p, hours in used.items():
        if hours > problem.posts[p].hours + SLACK:
            yield Broken("hours", "/".join(problem.posts[p].where))
