"""The placement of an answer's positions, and a plan with whole posts by solving again."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

from model.demand import Demand
from model.instance import Instance
from model.placement import place as model
from model.placement import rounding as fits
from model.placement.build import Wishes
from model.placement.cp_sat import Progress
from scenarios.solve import Answer, solve
from scenarios.work import StoppedError

ROUNDS = 6
TICK = 0.25  # seconds


class WholePostsAnswer(NamedTuple):
    """The last answer with its placement, and the demands for whole posts that it meets."""

    answer: Answer
    placement: model.Placement
    demands: dict[str, Demand]
    whole: bool  # whether every post of the plan is a whole one
    conflict: tuple[str, ...] = ()  # where not: what kept the last plan with whole posts away


def place(
    answer: Answer,
    wishes: Wishes | None = None,
    seconds: float = 20.0,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> model.Placement:
    """The placement of least disruption in the structure of the answer's plan.

    Raises ValueError when the answer has no plan.
    """
    plan = answer.solution.plan
    if plan is None:
        raise ValueError("no plan, no places")
    return model.place(answer.instance, plan, wishes, seconds, progress, cancel)


class Search(NamedTuple):
    """How far a search is, of its time; the best so far, and at its end the placement."""

    progress: float
    best: tuple[str, int, int] | None  # criterion, value, bound
    placement: model.Placement | None = None


def search(answer: Answer, wishes: Wishes, seconds: float) -> Iterator[Search]:
    """How a placement is searched for, some times a second; stopped, it ends with the best."""
    start, cancel = perf_counter(), threading.Event()
    best: list[tuple[str, int, int]] = []
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(
            place, answer, wishes, seconds, lambda *each: best.append(each), cancel
        )
        try:
            while not wait([found], TICK).done:
                passed = (perf_counter() - start) / seconds
                yield Search(min(1.0, passed), best[-1] if best else None)
        except StoppedError:
            pass
        finally:
            cancel.set()
        yield Search(1.0, None, found.result())


def rounding_gaps(answer: Answer, placement: model.Placement) -> tuple[fits.RoundingGap, ...]:
    """Where whole positions and the plan's FTE are apart, and by how much."""
    plan = answer.solution.plan
    assert plan is not None, "a placement belongs to a plan"
    return fits.rounding_gaps(answer.instance, plan, placement)


def solve_whole_posts(
    instance: Instance, answer: Answer, wishes: Wishes | None = None, rounds: int = ROUNDS
) -> WholePostsAnswer:
    """Place an answer on an instance, and solve again with whole posts until none is broken.

    Every round makes more posts whole and none broken again. Where no plan has them all, those
    that clash are rounded down instead of up; it gives up when those clash too, or after so
    many rounds, though other roundings might have a plan. The last answer with a plan is kept.
    Raises ValueError when there is none at first.
    """
    demands, rounded_down = dict[str, Demand](), dict[str, Demand]()
    placement = place(answer, wishes)
    wishes = replace(placement.wishes, year=placement.year)
    conflict: tuple[str, ...] = ()
    for _ in range(rounds):
        more = _more(answer, placement)
        if not more:
            return WholePostsAnswer(answer, placement, demands, whole=True)
        wanted = demands | more | rounded_down
        tried = solve(instance.with_demands(*wanted.values()), answer.scenario)
        if tried.solution.plan is not None:
            answer, demands = tried, wanted
            placement = place(answer, wishes)
            continue
        conflict = tried.conflict
        down = _to_round_down(answer.instance, {*conflict} & {*more} - {*rounded_down})
        if not down:
            break
        rounded_down |= {i: q for i, q in _more(answer, placement, down).items() if i in down}
    return WholePostsAnswer(answer, placement, demands, whole=False, conflict=conflict)


def _more(
    answer: Answer, placement: model.Placement, down: frozenset[str] = frozenset()
) -> dict[str, Demand]:
    assert answer.solution.plan is not None, "only an answer with a plan is placed"
    return fits.whole_posts(answer.instance, answer.solution.plan, placement, down)


def _to_round_down(instance: Instance, conflict: set[str]) -> frozenset[str]:
    """Of the demands that clash those on leaders only where no other is left.

    A leader less takes a whole span of others along.
    """
    leaders = {s for s, v in instance.staff_groups.items() if v.role == "leader"}
    others = {i for i in conflict if i.rpartition("-")[2] not in leaders}
    return frozenset(others or conflict)
