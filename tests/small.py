"""A small instance with at least one row of every constraint, and random relatives of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from inputs.read import load
from model.instance import Instance

DATA = Path(__file__).parent / "data"
ORDER = (("exits", 0.0),)


def instance(name: str) -> Instance:
    found = load(DATA / name).instance
    assert found is not None, name
    return found


SMALL = instance("small")


def demanding(data: Instance, *ids: str) -> Instance:
    """The instance with these demands active and no others."""
    demands = {q.id: q._replace(active=q.id in ids) for q in data.demands.values()}
    return replace(data, demands=demands)


def bounded(data: Instance, demand: str, bound: float) -> Instance:
    """The instance with a demand active at another bound."""
    demands = {**data.demands, demand: data.demands[demand]._replace(active=True, bound=bound)}
    return replace(data, demands=demands)


def relative(seed: int) -> Instance:
    """SMALL with other effects, capacities, prices, refunds, staff and groups."""
    draw = np.random.default_rng(seed).uniform
    found = replace(
        SMALL,
        settings=SMALL.settings._replace(elapsed=draw(0, 0.9), displacement=draw(0, 0.5)),
        effects={
            i: effect._replace(mid=round(draw(-0.04, 0.06), 2), reach=draw(0, 50))
            for i, effect in SMALL.effects.items()
        },
        offers={
            i: offer._replace(capacity=offer.capacity * draw(1, 2))
            for i, offer in SMALL.offers.items()
        },
        measures={
            i: measure._replace(running_cost=measure.running_cost * draw(0.5, 2))
            for i, measure in SMALL.measures.items()
        },
        groups={
            i: group._replace(benefit=group.benefit * draw(0.5, 2), exit_rate=draw(0, 2))
            for i, group in SMALL.groups.items()
        },
        refund_classes={
            i: c._replace(ceiling=draw(0, 5) if draw() < 0.7 else None)
            for i, c in SMALL.refund_classes.items()
        },
        staff_groups={
            i: staff._replace(wage=staff.wage * draw(0.5, 2), attrition=draw(0, 0.3))
            for i, staff in SMALL.staff_groups.items()
        },
    )
    return falling(seed, found)


def falling(seed: int, data: Instance) -> Instance:
    """The instance with displacement, elasticity and growth of its own for some of its rows."""
    draw = np.random.default_rng(seed + 1).uniform

    def some(low: float, high: float) -> float | None:
        return draw(low, high) if draw() < 0.5 else None

    return replace(
        data,
        measures={
            m: measure._replace(displacement=some(0, 0.8), elasticity=some(0, 1), growth=some(1, 3))
            for m, measure in data.measures.items()
        },
        groups={g: v._replace(displacement=some(0, 0.8)) for g, v in data.groups.items()},
    )
