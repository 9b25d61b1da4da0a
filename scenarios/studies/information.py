"""What a choice of plan hangs on: what knowing numbers is worth, and where the best plan changes.

The plans are those given and the hindsight plans of some futures: a finite list, so that the worth
of knowing all is no more than with every plan there is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from model.futures.draws import Array, Futures, at_scores, draw
from model.futures.kept import Terms, in_work_of, mean_over_years
from model.instance import Instance
from model.plan import Plan, read_plan
from model.robust.hindsight import chunks
from model.robust.information import Change, Worth, evppi, switching_values
from model.robust.statistics import evpi
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from scenarios.hindsight import by_chunk
from scenarios.solve import Answer

DRAWN, SEED = 2000, 1
FEWEST = 200  # futures: of fewer a regression finds worth in what tells nothing
SEARCHED = 50  # futures, at most, of which the hindsight plans join the list
MOST_PLANS = 20
POINTS = 41  # of a line along one number
LINES = 20  # numbers of which the switching values are told: those worth most to know
FAR = 3.0  # standard deviations to both ends of a line
LABOUR_MARKET = ("groups.exit_rate", "groups.held", "reemployment.chance", "reemployment.helped")


class Switch(NamedTuple):
    """The value of a number at which another plan becomes the best, all else at its mode."""

    path: str
    expected: float
    change: Change


@dataclass(frozen=True)
class Information:
    """People in work, net: the worth of knowing all, groups of numbers and each number.

    `plans` is how many there are to choose from, the answer's own first; `person` what one person
    on benefits costs a year in tkr, gross.
    """

    futures: int
    plans: int = 0
    evpi: float = 0.0
    groups: tuple[tuple[str, Worth], ...] = ()
    numbers: tuple[tuple[str, Worth], ...] = ()  # by path, what is worth most first
    switches: tuple[Switch, ...] = ()
    person: float = 0.0
    progress: float = 0.0


def information(
    answer: Answer, others: Sequence[Answer] = (), n: int = DRAWN, seed: int = SEED
) -> Iterator[Information]:
    """What is worth knowing before a plan is chosen. Raises NoPlanError without any plan."""
    instance, known = answer.instance, Information(n)
    yield known
    plans = list_of_plans(answer, others, seed)
    known = replace(known, plans=len(plans), progress=0.4)
    yield known
    futures = draw(instance, n, seed)
    table = values_of_plans(futures, plans)
    each = {path: [j] for path, j in futures.column.items()}
    numbers = evppi(table, futures.values, each, repeats=0)
    parts = groups_of(futures)
    groups = raised(evppi(table, futures.values, parts), parts, futures, numbers)
    known = replace(
        known, evpi=evpi(table), groups=ordered(groups), numbers=ordered(numbers),
        person=price_of_person(instance), progress=0.9,
    )  # fmt: skip
    yield known
    first = [path for path, _ in known.numbers[:LINES]]
    yield replace(known, switches=tuple(switches(instance, first, plans)), progress=1.0)


def raised(
    found: dict[str, Worth],
    groups: Mapping[str, Sequence[int]],
    futures: Futures,
    numbers: Mapping[str, Worth],
) -> dict[str, Worth]:
    """The worth of groups, none below that of a number which it holds."""
    paths = [number.path for number in futures.numbers]
    least = {i: max((numbers[paths[j]].value for j in of), default=0.0) for i, of in groups.items()}
    return {i: worth._replace(value=max(worth.value, least[i])) for i, worth in found.items()}


def ordered(found: dict[str, Worth]) -> tuple[tuple[str, Worth], ...]:
    """What is worth most first."""
    return tuple(sorted(found.items(), key=lambda each: -each[1].value))


def list_of_plans(answer: Answer, others: Sequence[Answer], seed: int) -> list[Plan]:
    """The plans given, and those of futures, without two that are the same."""
    given = [each.solution.plan for each in (answer, *others) if each.solution.plan is not None]
    columns = build_lp(answer.instance, GAP).matrix.columns
    futures = draw(answer.instance, SEARCHED, seed + 1)  # others than those they are held in
    distinct = dict[tuple[float, ...], Array]()
    for chunk in chunks(SEARCHED):
        if len(distinct) < MOST_PLANS - len(given):
            for part in by_chunk(answer.instance, futures.take(chunk)):
                distinct |= {tuple(np.round(x, 1)): x for x in part.plans}
    found = [
        read_plan(answer.instance, dict(zip(columns, x.tolist(), strict=True)))
        for x in [*distinct.values()][: MOST_PLANS - len(given)]
    ]
    return [*given, *found]


def values_of_plans(futures: Futures, plans: Sequence[Plan]) -> Array:
    """People in work of each plan in each future."""
    terms, data = Terms(futures), futures.instance
    return np.array([mean_over_years(data, in_work_of(terms, plan)) for plan in plans])


def groups_of(futures: Futures) -> dict[str, list[int]]:
    """Numbers that one study would tell of: the effects of a measure, or a column as a whole."""
    found: dict[str, list[int]] = {}
    for path, j in futures.column.items():
        table, *row, column = path.split(".")
        name = f"{table}.{column}"
        if table == "effects":
            name = f"measures.{'.'.join(row).split('/')[0]}"
        elif name in LABOUR_MARKET:
            name = "labour_market"
        elif column == "displacement":
            name = "displacement"
        found.setdefault(name, []).append(j)
    return {**found, "all": list(range(len(futures.numbers)))}


def price_of_person(instance: Instance) -> float:
    """tkr a year: the mean benefit of those on benefits, gross."""
    groups = instance.groups.values()
    return sum(g.persons * g.benefit for g in groups) / (sum(g.persons for g in groups) or 1.0)


def switches(instance: Instance, paths: Sequence[str], plans: Sequence[Plan]) -> Iterator[Switch]:
    """Where the best of the plans changes along each number, nearest to its mode on each side."""
    centre = at_scores(instance, [{}])
    grids = {path: grid_of(centre, centre.column[path]) for path in paths}
    if not grids:
        return
    values = np.repeat(centre.values, POINTS * len(grids), axis=0)
    for k, (path, grid) in enumerate(grids.items()):
        values[k * POINTS : (k + 1) * POINTS, centre.column[path]] = grid
    scores = {name: np.zeros(len(values)) for name in centre.scores}
    table = values_of_plans(Futures(centre.instance, centre.numbers, values, scores), plans)
    for k, (path, grid) in enumerate(grids.items()):
        expected = float(centre.values[0, centre.column[path]])
        changes = switching_values(grid, table[:, k * POINTS : (k + 1) * POINTS])
        for near in nearest(changes, expected):
            yield Switch(path, expected, near)


def nearest(changes: Sequence[Change], expected: float) -> list[Change]:
    """The last change below a value and the first above it, where there are any."""
    below = [change for change in changes if change.value <= expected]
    above = [change for change in changes if change.value > expected]
    return [*below[-1:], *above[:1]]


def grid_of(centre: Futures, j: int) -> Array:
    """The points of a line along a number, its mode and zero among them."""
    number = centre.numbers[j]
    ends = (number.mode - FAR * number.below, number.mode + FAR * number.above)
    low, high = np.clip(ends, number.least, number.most)
    points = np.linspace(low, high, POINTS - 2)
    return np.sort([*points, number.mode, np.clip(0.0, low, high)])
