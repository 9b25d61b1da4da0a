"""How sure plans are: each kept in the same drawn futures, and held against the others.

Values are people in work, net, on average over the years that count: the criterion of that name.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from model.futures.draws import Array, Futures, draw, with_expected_effects
from model.futures.kept import Kept, Terms, closes, in_work_value, keep, level
from model.instance import Instance
from model.robust.statistics import Standing, evpi, standings
from scenarios import library
from scenarios.fit import misfits
from scenarios.named_futures import NamedFuture, fitting, named
from scenarios.once import WithoutDemands, once, once_for_data
from scenarios.scenario import Scenario
from scenarios.solve import Answer

FUTURES, SEED = 2000, 1
ENDS = (0.025, 0.1, 0.5, 0.9, 0.975)


class Span(NamedTuple):
    """A number over the futures: the ends of 95 and of 80 %, and the middle."""

    p2_5: float
    p10: float
    p50: float
    p90: float
    p97_5: float
    mean: float


class Sureness(NamedTuple):
    """How sure a plan is.

    By year: exits, people in work net, tkr saved in what the target counts, and the share of the
    futures in which all that is demanded is saved. `value` is people in work on average over the
    years that count; `level` the tkr saved a year, in the year that saves least of what is asked;
    `beats` the share of futures in which the value is above that of others, by scenario, with
    today's practice as "".
    """

    futures: int
    value: Span
    level: Span
    exits: Mapping[int, Span]
    in_work: Mapping[int, Span]
    saving: Mapping[int, Span]
    closes: Mapping[int, float]
    closes_all: float
    beats: Mapping[str, float]


class Held(NamedTuple):
    """A plan in the futures of its data: what it leads to, its value and its level of saving."""

    data: Instance
    kept: Kept
    value: Array
    level: Array


def span(values: Array) -> Span:
    p2_5, p10, p50, p90, p97_5 = map(float, np.quantile(values, ENDS))
    return Span(p2_5, p10, p50, p90, p97_5, float(values.mean()))


@once
def hold(answer: Answer, n: int = FUTURES, seed: int = SEED) -> Held:
    """The plan of an answer in n futures; today's practice where it is not searched for. Kept.

    Raises ValueError without a plan.
    """
    return _hold(_terms(WithoutDemands(answer.instance), n, seed), answer)


def hold_in(futures: Futures, answer: Answer) -> Held:
    """The plan of an answer in some futures of its data. Raises ValueError without a plan."""
    return _hold(Terms(futures), answer)


@once_for_data
def _terms(data: WithoutDemands, n: int, seed: int) -> Terms:
    return Terms(draw(data.instance, n, seed))


def _hold(terms: Terms, answer: Answer) -> Held:
    if answer.solution.plan is None:
        raise ValueError("no plan, nothing to hold")
    data = with_expected_effects(answer.instance)
    after = answer.solution.outcome if data.settings == answer.instance.settings else None
    kept = keep(terms, answer.solution.plan, after, data)
    return Held(data, kept, in_work_value(data, kept), level(data, kept))


def sureness(held: Held, others: Mapping[str, Held] | None = None) -> Sureness:
    """How sure a plan is, and how often it is better than today and than each of the others."""
    years, kept, closed = held.data.years, held.kept, closes(held.data, held.kept)
    in_all = np.all(list(closed.values()), axis=0) if closed else np.ones(len(held.value), bool)
    return Sureness(
        len(held.value),
        span(held.value),
        span(held.level),
        {y: span(kept.exits[:, j]) for j, y in enumerate(years)},
        {y: span(kept.in_work[:, j]) for j, y in enumerate(years)},
        {y: span(kept.saving[:, j]) for j, y in enumerate(years)},
        {y: float(np.mean(had)) for y, had in sorted(closed.items())},
        float(np.mean(in_all)),
        {"": float(np.mean(held.value > 0))}
        | {
            name: float(np.mean(held.value > other.value)) for name, other in (others or {}).items()
        },
    )


class InFuture(NamedTuple):
    """A kept plan in a named future: its value, tkr saved a year, and whether that is all."""

    future: NamedFuture
    value: float
    level: float
    all_saved: bool


def in_named(answer: Answer) -> tuple[InFuture, ...]:
    """The plan of an answer in each named future that fits its data, the worst first.

    Raises ValueError without a plan.
    """
    chosen = fitting(answer.instance)
    if not chosen:
        return ()
    held = hold_in(named(answer.instance, chosen), answer)
    had = np.all([np.ones(len(chosen), bool), *closes(held.data, held.kept).values()], axis=0)
    numbers = (held.value.tolist(), held.level.tolist(), had.tolist())
    rows = [InFuture(*each) for each in zip(chosen, *numbers, strict=True)]
    return tuple(sorted(rows, key=lambda each: each.value))


def decisions(instance: Instance) -> tuple[Scenario, ...]:
    """The shipped scenarios that are what the municipality of the data has decided."""
    called = instance.settings.name.da
    return tuple(
        each
        for each in library.shipped().values()
        if each.decision_of and called.startswith(each.decision_of) and not misfits(each, instance)
    )


def among(held: Sequence[Held]) -> tuple[list[Standing], float]:
    """Each plan among all of them, and what it would be worth to know which is best: EVPI.

    Today's practice, with nobody more or fewer in work, is not among them unless it is given.
    """
    table = np.array([each.value for each in held])
    return standings(table), evpi(table)


class Comparison(NamedTuple):
    """Plans in the same futures: how sure each is and how it stands, and their EVPI."""

    found: tuple[Sureness, ...]
    standings: tuple[Standing, ...]
    evpi: float


def hold_together(answers: Sequence[Answer]) -> Comparison:
    """The plans of some answers held against each other. Raises ValueError without a plan."""
    held = [hold(answer) for answer in answers]
    stands, knowing = among(held)
    return Comparison(tuple(sureness(each) for each in held), tuple(stands), knowing)
