"""Small problems of placing, random and by hand, and every assignment there is of one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np

from inputs.assemble import _position
from inputs.synthetic import synthetic_positions
from model.instance import Instance
from model.placement.build import Wishes
from model.placement.problem import Cost, Numbers, PositionGroup, Posts, Problem, Totals
from model.placement.side_constraints import broken_rules

ALL = Wishes(teams=True, spans=True, hours=True)


def problem(seed: int) -> Problem:
    """Four groups of one or two positions and five kinds of posts in three units."""
    draw = np.random.default_rng(seed)
    posts = tuple(
        Posts(u, s, n := 1 + int(draw.random() < 0.2), n * float(draw.integers(28, 38)), 0.0,
              along=False)
        for u, s in (("A", "X"), ("A", "L"), ("B", "X"), ("B", "Y"), ("C", "Y"))
    )  # fmt: skip
    alike = tuple(group(draw, at, posts) for at in range(4))
    spans = {"A": 1.0, "B": 2.0} if draw.random() < 0.5 else {"A": 0.5}
    return Problem(alike, posts, frozenset("L"), spans, {("A", "X", "Y"): int(draw.integers(0, 2))})


def group(draw: np.random.Generator, at: int, posts: tuple[Posts, ...]) -> PositionGroup:
    """One or two positions with places and prices drawn."""
    unit, staff = ("A", "X") if at < 2 else (str(draw.choice(["A", "B", "C"])), "L")
    may = {
        p: Cost(int(draw.integers(0, 2)), int(draw.integers(0, 2)),
                int(post.staff == "Y" and staff == "X"), int(draw.integers(0, 4)),
                int(draw.integers(0, 2)))
        for p, post in enumerate(posts)
        if draw.random() < 0.7
    }  # fmt: skip
    ids = tuple(f"P{at}{n}" for n in range(int(draw.integers(1, 3))))
    team = str(draw.choice(["", "T1"]))
    return PositionGroup(unit, staff, float(draw.integers(10, 38)), team, ids, may,
                         must_place=False,
                 had_place=bool(draw.random() < 0.5))  # fmt: skip


def assignments(problem: Problem) -> Iterator[Numbers]:
    """Every way to give each position a place or none, by counts, that overfills no posts."""
    people = [(a, alike.options) for a, alike in enumerate(problem.groups) for _ in alike.ids]
    for choice in product(*([None, *may] for _, may in people)):
        numbers: dict[tuple[int, int], int] = {}
        for (a, _), p in zip(people, choice, strict=True):
            if p is not None:
                numbers[a, p] = numbers.get((a, p), 0) + 1
        if all(used(numbers, p) <= post.people for p, post in enumerate(problem.posts)):
            yield numbers


def used(numbers: Numbers, p: int) -> int:
    return sum(n for (_, q), n in numbers.items() if q == p)


def best(problem: Problem, wishes: Wishes | None = None) -> Totals:
    """The lexicographically least totals; with wishes, of what keeps them, and paces always."""
    return min(
        problem.totals(numbers)
        for numbers in assignments(problem)
        if wishes is None or not broken_rules(problem, wishes, numbers)
    )


def staffed(data: Instance) -> Instance:
    """The instance with positions made from its staff."""
    rows = synthetic_positions(data)
    made = (_position({**r, "competences": r["competences"] or (), "workplace": r["unit"]})
            for r in rows)  # fmt: skip
    return replace(data, positions={p.id: p for p in made})
