"""Which decisions are sure: what the best plan of each future does, and when it does so."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from model.futures.draws import Array, Futures, draw
from model.instance import Instance
from model.plan import Plan, change_of, read_plan
from model.robust.decisions import Rule, telling_rule
from model.solver.basis_cache import build_lp
from model.solver.lexicographic import GAP
from scenarios.hindsight import Hindsight, by_chunk, joined
from scenarios.solve import Answer

DRAWN, SEED = 200, 1
SURE = 0.95  # share of the futures from which on a decision needs no rule
FEW = 0.1  # share below which what is done has no rule of its own
Kind = Literal["measure", "unit", "group"]


@dataclass(frozen=True)
class Decision:
    """What the hindsight plans do to one measure, unit or group.

    `shares` are of the futures, by what is done, the most frequent first; `rules` the numbers that
    tell when it is done, by their place among those drawn.
    """

    kind: Kind
    id: str
    shares: Mapping[str, float]
    rules: Mapping[str, Rule]

    @property
    def sure(self) -> bool:
        return max(self.shares.values()) >= SURE


@dataclass(frozen=True)
class Decisions:
    """All decisions over so many futures, each hindsight plan proven to `gap` people."""

    futures: int
    paths: tuple[str, ...] = ()  # of the numbers that are drawn
    found: tuple[Decision, ...] = ()
    gap: float = 0.0
    progress: float = 0.0


def decisions(answer: Answer, n: int = DRAWN, seed: int = SEED) -> Iterator[Decisions]:
    """What is done to every measure, unit and group in n futures, with how far the search is.

    Raises NoPlanError where the demands have no plan.
    """
    instance, futures = answer.instance, draw(answer.instance, n, seed)
    known, parts = Decisions(n, tuple(number.path for number in futures.numbers)), []
    yield known
    for part in by_chunk(instance, futures):
        parts.append(part)
        yield replace(known, progress=0.9 * sum(len(each.best) for each in parts) / n)
    found = joined(parts)
    yield replace(known, found=told(instance, futures, found), gap=found.gap, progress=1.0)


def told(instance: Instance, futures: Futures, found: Hindsight) -> tuple[Decision, ...]:
    columns = build_lp(instance, GAP).matrix.columns
    plans = [read_plan(instance, dict(zip(columns, x, strict=True))) for x in found.plans.tolist()]
    return tuple(
        decision(kind, i, [done(instance, plan, kind, i) for plan in plans], futures.values)
        for kind, i in decided(instance)
    )


def decided(instance: Instance) -> Iterator[tuple[Kind, str]]:
    """Every measure, every unit whose staff is decided, and every group."""
    yield from (("measure", n) for n in instance.measures)
    yield from (("unit", u) for u in instance.decided_units)
    yield from (("group", g) for g in instance.groups)


def done(instance: Instance, plan: Plan, kind: Kind, i: str) -> str:
    """What a plan does to it, in a word."""
    if kind == "measure":
        return change_of(instance, plan, i)
    if kind == "unit":
        return "open" if i in plan.unit_is_open else "closed"
    places, today = plan.total(g=i, y=instance.years[-1]), instance.today(g=i)
    if abs(places - today) <= max(1.0, 0.01 * today):
        return "kept"
    return "grown" if places > today else "cut"


def decision(kind: Kind, i: str, what: list[str], numbers: Array) -> Decision:
    """The shares of what is done, and the rule of each that is neither rare nor sure."""
    shares = {each: count / len(what) for each, count in Counter(what).most_common()}
    rules: dict[str, Rule] = {}
    for each, share in shares.items():
        if FEW <= share < SURE:
            rule = telling_rule(np.array([one == each for one in what]), numbers)
            if rule is not None:
                rules[each] = rule
    return Decision(kind, i, shares, rules)
