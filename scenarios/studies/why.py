"""Why a measure or unit is in a plan or not: the cost of the other choice, and break-even values.

The other choice is forced and all is solved again. A break-even value is the value of one number
of the data, all else as it is, at which the best plan with the choice is no better than without.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any, NamedTuple

from model.demand import NO_WORDS, Demand
from model.instance import Instance
from model.plan import Status
from model.prices.break_even import (
    ExitDifference,
    MatrixAt,
    SearchRange,
    break_even,
    matrix_by_effect,
    matrix_by_rate,
)
from model.prices.set_values import most_exits
from model.solution import OutOfTimeError
from model.solver.basis_cache import BASIS_CACHE
from scenarios.conflicts import first_conflict
from scenarios.solve import SECONDS, Answer, Change, change_under

BREAK_EVENS = ("effect", "price", "staff")
MOST_EFFECT = 0.2  # exits per place, either way
MOST_COST = 200.0  # tkr a place, or more where it costs more today
MOST_TIMES = 5.0  # today's price or hours


class BreakEven(NamedTuple):
    """A number now, and its break-even value `at`; None when there is none up to `limit`."""

    now: float
    at: float | None
    limit: float


class Why(NamedTuple):
    """The other choice about a measure or unit; `cost` is None when no plan makes it.

    Break-even values: effect, more exits per place for every group; price, tkr a place; staff,
    hours a place. `ruled_out_by` are the active demands that exclude the other choice. `left_out`
    is what has not been settled: the other choice itself (`choice`), or break-even values.
    """

    id: str
    status: Status
    mandatory: bool
    cost: Change | None
    break_evens: dict[str, BreakEven]
    ruled_out_by: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def progress(self) -> float:
        """Between 0 and 1: the other choice and each break-even value are one step."""
        done = ("choice" not in self.left_out) + len(self.break_evens)
        return done / max(1, done + len(self.left_out))


def why(answer: Answer, name: str, seconds: float = SECONDS) -> Why:
    """The other choice about a measure or unit. Raises ValueError without a plan."""
    *_, found = reasons(answer, name, seconds)
    return found


def reasons(answer: Answer, name: str, seconds: float = SECONDS) -> Iterator[Why]:
    """The same as it becomes clear; what is not proven after so many seconds is left out."""
    deadline = perf_counter() + seconds
    study = of_measure if name in answer.instance.measures else of_unit
    with suppress(OutOfTimeError):
        yield from study(answer, name, deadline)


def of_measure(answer: Answer, name: str, deadline: float) -> Iterator[Why]:
    instance, status = answer.instance, status_of(answer, name)
    measure = instance.measures[name]
    inside = [forced("keep_open", name)]
    outside = [forced("close", name)]
    outside += [forced("hand_over", name)] if measure.handover_to else []
    chosen, other = (inside, outside) if status == "open" else (outside, inside)
    found = Why(name, status, measure.mandatory, None, {}, left_out=("choice", *BREAK_EVENS))
    yield found
    cost = replacement(answer, other, deadline)
    if cost is None:
        yield found._replace(ruled_out_by=ruled_out(instance, other), left_out=())
        return
    spans = searches(instance, name, opened=status == "open")
    yield (found := found._replace(cost=cost, left_out=tuple(spans)))
    for kind, (matrix_at, span, unit) in spans.items():
        unaffected = () if kind == "effect" else ("close",)
        at = break_even(ExitDifference(matrix_at, chosen, other, unaffected, deadline), span)
        turn = BreakEven(span.now * unit, at and at * unit, span.limit * unit)
        found = found._replace(
            break_evens={**found.break_evens, kind: turn}, left_out=found.left_out[1:]
        )
        yield found


def status_of(answer: Answer, name: str) -> Status:
    """What the plan does with a measure. Raises ValueError without a plan."""
    plan = answer.solution.plan
    if plan is None:
        raise ValueError("no plan, nothing to ask about")
    return plan.status(name)


def forced(kind: str, name: str) -> Demand:
    return Demand(f"FORCED-{kind}", NO_WORDS, NO_WORDS, kind, 0.0, measures=(name,))


def replacement(answer: Answer, other: Sequence[Demand], deadline: float) -> Change | None:
    """(P6) The change when the best of other choices is forced; None when no plan makes any.

    Raises OutOfTimeError.
    """
    instance = answer.instance
    values = {demand: most_exits(instance.with_demands(demand), deadline) for demand in other}
    best = max(values, key=values.__getitem__)
    left = deadline - perf_counter()
    change = change_under(answer, instance.with_demands(best).demands, left)
    now = most_exits(instance, deadline)
    return change and change._replace(exits=min(0.0, values[best] - now))


def ruled_out(instance: Instance, other: Sequence[Demand]) -> tuple[str, ...]:
    """Active demands that leave no plan for any of these; empty when the law or the data do."""
    conflicts = (first_conflict(instance.with_demands(demand)) or () for demand in other)
    found = (q for conflict in conflicts for q in sorted(conflict))
    return tuple(dict.fromkeys(q for q in found if q in instance.demands))


def searches(
    instance: Instance, name: str, *, opened: bool
) -> dict[str, tuple[MatrixAt, SearchRange, float]]:
    """By number: the matrix at any value, the range of the search, and its unit."""
    measure, model = instance.measures[name], BASIS_CACHE.entry_for(instance).model
    hours = sum(v.hours for (n, _), v in instance.staffing.items() if n == name)
    dear = max(MOST_COST, MOST_TIMES * measure.running_cost)
    effect = SearchRange(0.0, -MOST_EFFECT if opened else MOST_EFFECT, 1e-5)
    price = SearchRange(measure.running_cost, dear if opened else 0.0, 1e-3)
    staff = SearchRange(1.0, MOST_TIMES if opened else 0.0, 1e-4)
    found = {
        "effect": (matrix_by_effect(model, partial(with_effect, instance, name)), effect, 1.0),
        "price": (matrix_by_rate(partial(with_cost, instance, name), price.now), price, 1.0),
    }
    if hours:
        by_hours = matrix_by_rate(partial(with_hours, instance, name), staff.now)
        found["staff"] = by_hours, staff, hours
    return found


def with_effect(instance: Instance, name: str, more: float) -> Instance:
    """So many more exits per place for every group that the measure has an effect for."""
    level: dict[str, Any] = {instance.settings.effects: more}
    moved = {
        i: effect._replace(**{end: instance.effect(*i) + more for end, more in level.items()})
        for i, effect in instance.effects.items()
        if i[0] == name
    }
    return replace(instance, effects={**instance.effects, **moved})


def with_cost(instance: Instance, name: str, running_cost: float) -> Instance:
    measure = instance.measures[name]._replace(running_cost=running_cost)
    return replace(instance, measures={**instance.measures, name: measure})


def with_hours(instance: Instance, name: str, times: float) -> Instance:
    moved = {
        i: need._replace(hours=need.hours * times)
        for i, need in instance.staffing.items()
        if i[0] == name
    }
    return replace(instance, staffing={**instance.staffing, **moved})


def of_unit(answer: Answer, name: str, deadline: float) -> Iterator[Why]:
    """The cost of the other choice alone; a unit whose staff is not decided cannot be closed."""
    plan, instance = answer.solution.plan, answer.instance
    if plan is None:
        raise ValueError("no plan, nothing to ask about")
    is_open, decided = name in plan.unit_is_open, name in instance.decided_units
    status: Status = "open" if is_open else "closed"
    found = Why(name, status, not decided, None, {}, left_out=("choice",) * decided)
    yield found
    if decided:
        kind = "close_unit" if is_open else "keep_unit"
        other = [Demand("FORCED", NO_WORDS, NO_WORDS, kind, 0.0, units=(name,))]
        cost = replacement(answer, other, deadline)
        against = () if cost else ruled_out(instance, other)
        yield found._replace(cost=cost, ruled_out_by=against, left_out=())
