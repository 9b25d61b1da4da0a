"""Plans near the best that differ as much as can be, each one click away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from time import perf_counter

from model.alternatives.alternatives import Alternative as FoundPlan
from model.alternatives.alternatives import alternatives as found_plans
from model.alternatives.choices import choices
from model.alternatives.distance import Difference
from model.solution import OutOfTimeError
from scenarios.near_best import SHARE, near_best, within
from scenarios.pinned import pinned
from scenarios.solve import SECONDS, Answer, order_of, plan_id, solve_reordered

NUMBER = 7


@dataclass(frozen=True)
class Alternative:
    """A plan near the best as an answer, whose scenario asks for its choices.

    `distance` is the number of choices in which it differs from the nearest of those before it.
    """

    answer: Answer
    distance: int = 0


@dataclass(frozen=True)
class Alternatives:
    """Plans that lose at most `share` of the best, and no plan is farther than `distance` from all.

    `withheld` counts plans that the evaluation did not confirm. `proven` says that each was the
    farthest from those before it.
    """

    share: float
    free: tuple[tuple[str, str], ...]  # choices in which they can differ: kind and id
    plans: tuple[Alternative, ...] = ()
    distance: int | None = None
    proven: bool = True
    withheld: int = 0
    progress: float = 0.0


def alternatives(
    answer: Answer, share: float = SHARE, number: int = NUMBER, seconds: float = SECONDS
) -> Iterator[Alternatives]:
    """Up to so many plans as they are found; the first is the best by the scenario's own order.

    Nothing where no plan is found in time.
    """
    deadline = perf_counter() + seconds
    asked = within(answer.scenario, share)
    first = solve_reordered(answer, asked, seconds)
    if first.solution.plan is None:
        return
    try:
        near = near_best(answer, share, deadline - perf_counter())
    except OutOfTimeError:
        return
    difference = Difference(near, tuple(choices(answer.instance, near.lp.matrix)))
    known = Alternatives(share, difference.free, (Alternative(first),), progress=1 / number)
    yield known
    plan, order = first.solution.plan, order_of(asked)
    found = found_plans(answer.instance, answer.before, difference, plan, order, deadline)
    for each in islice(found, number - 1):
        known = with_plan(known, first, each, number)
        yield known
    yield replace(known, progress=1.0)


def with_plan(known: Alternatives, first: Answer, found: FoundPlan, number: int) -> Alternatives:
    """What is known with one plan more, where there is one that is confirmed."""
    solution = found.solution
    proven = known.proven and found.distance == found.bound
    known = replace(known, distance=found.bound, proven=proven)
    if solution is None:
        return known
    if solution.plan is None:
        return replace(known, withheld=known.withheld + 1)
    value = solution.steps[0].value
    asked = pinned(first.scenario, first.instance, solution.plan, known.free, value)
    found_id = plan_id(solution.plan)
    answer = replace(first, scenario=asked, solution=solution, plan_id=found_id, cross_check=None)
    plans = (*known.plans, Alternative(answer, found.distance))
    return replace(known, plans=plans, progress=len(plans) / number)
