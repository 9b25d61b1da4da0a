"""What a flow cannot say: teams, spans of control, hours and the pace of retraining.

Each rule judges an assignment in plain arithmetic, so that a flow that happens to keep them all
is known to be the best with them too, and an answer of CP-SAT is held to them without it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from model.placement.build import Wishes
from model.placement.problem import FULL_TIME, Numbers, PositionGroup, Posts, Problem

HALF_A_LEADER = FULL_TIME / 2  # hours: leaders are whole, so a span is kept to the nearest one
SLACK = 0.5  # hours: posts are made of FTE with decimals, positions of whole hours


class BrokenRule(NamedTuple):
    rule: str
    where: str


def broken_rules(problem: Problem, wishes: Wishes, numbers: Numbers) -> tuple[BrokenRule, ...]:
    found = [*_paces(problem, numbers)]
    found += _teams(problem, numbers) if wishes.teams else ()
    found += _spans(problem, numbers) if wishes.spans else ()
    found += _hours(problem, numbers) if wishes.hours else ()
    return tuple(found)


def retraining_key(a: PositionGroup, n: int, posts: Posts) -> tuple[str, str, str] | None:
    """From unit and staff group to staff group, where this place needs retraining."""
    return (a.unit, a.staff, posts.staff) if a.options[n].retrainings else None


def span_load(problem: Problem, unit: str) -> list[tuple[int, int, float]]:
    """Group, posts and hours of a post that a unit's leaders lead (or less: that lead)."""
    span = problem.spans[unit]
    return [
        (a, p, -span * posts.size if posts.staff in problem.leaders else posts.size)
        for a, alike in enumerate(problem.groups)
        for p in alike.options
        if (posts := problem.posts[p]).unit == unit and not posts.along
    ]


def span_slack(problem: Problem, unit: str) -> float:
    """Hours that may be led beyond those of the leaders there: rounding, and who is leaving."""
    leaving = {True: 0.0, False: 0.0}
    for posts in problem.posts:
        if posts.unit == unit and not posts.along:
            leaving[posts.staff in problem.leaders] += posts.leaving
    span = problem.spans[unit]
    return span * (HALF_A_LEADER - leaving[True]) + leaving[False]


def _paces(problem: Problem, numbers: Numbers) -> Iterator[BrokenRule]:
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for (a, p), n in numbers.items():
        if key := retraining_key(problem.groups[a], p, problem.posts[p]):
            found[key] += n
    for key, n in found.items():
        if n > problem.paces.get(key, n):
            yield BrokenRule("pace", "/".join(key))


def _teams(problem: Problem, numbers: Numbers) -> Iterator[BrokenRule]:
    units: dict[str, set[str]] = defaultdict(set)
    for a, p in numbers:
        if problem.groups[a].team:
            units[problem.groups[a].team].add(problem.posts[p].unit)
    for team, found in units.items():
        if len(found) > 1:
            yield BrokenRule("team", team)


def _spans(problem: Problem, numbers: Numbers) -> Iterator[BrokenRule]:
    for unit in problem.spans:
        load = sum(hours * numbers.get((a, p), 0) for a, p, hours in span_load(problem, unit))
        if load > span_slack(problem, unit) + SLACK:
            yield BrokenRule("span", unit)


def _hours(problem: Problem, numbers: Numbers) -> Iterator[BrokenRule]:
    used: dict[int, float] = defaultdict(float)
    for (a, p), n in numbers.items():
        used[p] += n * problem.groups[a].hours
    for p, hours in used.items():
        if hours > problem.posts[p].hours + SLACK:
            yield BrokenRule("hours", "/".join(problem.posts[p].where))
