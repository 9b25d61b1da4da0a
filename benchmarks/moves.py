"""Random lever moves on the shipped data: what a hand on the levers asks for."""

from collections.abc import Iterator
from random import Random

from inputs import read
from model.instance import Instance
from scenarios import library
from scenarios.apply import apply
from scenarios.levers import move
from scenarios.scenario import Scenario

BASE = read.default().instance
assert BASE is not None, "the shipped data are right"
INSTANCE: Instance = BASE
SCENARIO = "optimum-34"
LOCKS = ("open", "closed", "as_today", "at_least_today")


def one(draw: Random) -> str:
    """One lever at a random place; levers of a kind share its chance."""
    data = INSTANCE
    measures = [n for n, v in data.measures.items() if not v.mandatory]
    negotiable = [i for i, q in data.demands.items() if q.negotiable and q.kind != "saving"]
    return draw.choice(
        (
            f"amount={draw.randint(0, 60)}",
            f"by={draw.choice(data.years[1:])}",
            f"basis={draw.choice(('net', 'gross'))}",
            f"view={draw.choice(('administration', 'municipality'))}",
            f"counts={draw.choice(('service', 'service+drift', 'all'))}",
            f"effects={draw.choice(('low', 'mid', 'high'))}",
            f"displacement={draw.randint(0, 10) / 20}",
            f"tax_share={draw.randint(0, 10) / 20}",
            f"max_dismissals={draw.randint(0, 30) * 10}",
            f"lock.{draw.choice(measures)}={draw.choice(LOCKS)}",
            f"demand.{draw.choice(negotiable)}={draw.choice(('on', 'off'))}",
        )
    )


def scenarios(count: int, seed: int = 2017) -> Iterator[Scenario]:
    """Each one lever away from the one before; back to the start after four."""
    draw, moved = Random(seed), library.load(SCENARIO)  # noqa: S311 not a secret
    for i in range(count):
        moved = library.load(SCENARIO) if i % 4 == 0 else moved
        moved = move(moved, INSTANCE, [one(draw)])
        yield moved


def instances(count: int, seed: int = 2017) -> list[Instance]:
    """The instances of so many moves."""
    return [apply(INSTANCE, scenario) for scenario in scenarios(count, seed)]
