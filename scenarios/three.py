"""Plans that no other beats by three criteria at once, over a grid of what two of them reach."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.criteria import savings
from model.instance import Instance
from model.plane import Plane
from model.solve import GAP
from model.three import Best, Space, grid
from model.warm import posed
from scenarios.apply import apply
from scenarios.scenario import Scenario

LEVELS = 6  # of each criterion that is demanded


class Known(NamedTuple):
    """What is known so far: points x, y, z and the bound on y; the share of the grid answered."""

    points: tuple[Best, ...]
    progress: float


def three(
    instance: Instance, scenario: Scenario, x: str, y: str, z: str, levels: int = LEVELS
) -> Iterator[Known]:
    """The points after each search, in the units of the criteria; none when there is no plan."""
    search = posed(apply(instance, scenario), GAP)
    free = set(savings(apply(instance, scenario))) if "saving" in (x, y, z) else set()
    rows = [row for row, demand in search.matrix.demand_of.items() if demand in free]
    plane = Plane(search, x, y, np.array(rows, dtype=np.int32))
    space = Space(plane, z)
    senses = plane.x.sense, plane.y.sense, space.z.sense, plane.y.sense
    found: list[Best] = []
    yield Known((), 0.0)
    for progress, best in grid(space, levels):
        if best is not None:
            turned_back = Best(*(s * v for s, v in zip(senses, best, strict=True)))
            found.append(turned_back)
        yield Known(tuple(found), progress)
