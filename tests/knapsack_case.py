"""Small knapsacks as instances: measures that are open at one size or closed, all choices tried."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from small import instance

from model.criteria import SENSE
from model.demand import Demand, Text
from model.instance import Instance

TINY = instance("tiny")
BLANK = Text("", "")


@dataclass(frozen=True)
class Knapsack:
    """Measures with places, exits, a yearly cost (tkr) and an opening cost (tkr) each; a budget."""

    places: tuple[float, ...]
    exits: tuple[float, ...]
    costs: tuple[float, ...]
    openings: tuple[float, ...]
    budget: float

    @property
    def data(self) -> Instance:
        group = TINY.groups["KTH"]._replace(
            persons=sum(self.places),
            caseload=1e6,
            benefit=0.0,
            exit_rate=0.0,
            tags=frozenset({"vulnerable"}),
        )
        staff = TINY.staff_groups["SAGS"]._replace(wage=0.0, dismissible=False)
        names = [f"K{i:02}" for i in range(len(self.places))]
        kurs, offer = TINY.measures["KURS"], TINY.offers["KURS", "JOB"]
        effect = TINY.effects["KURS", "KTH"]
        # half of the exits of a year's places fall within the year, the only one of the case
        per_place = [2 * v / p for v, p in zip(self.exits, self.places, strict=True)]
        sizes = zip(names, self.places, self.costs, self.openings, strict=True)
        return replace(
            TINY,
            groups={"KTH": group},
            staff_groups={"SAGS": staff},
            eligible_units=frozenset({("KTH", "JOB")}),
            measures={n: kurs._replace(id=n, running_cost=0.0) for n in names},
            effects={
                (n, "KTH"): effect._replace(low=v, mid=v, high=v, reach=p)
                for n, v, p in zip(names, per_place, self.places, strict=True)
            },
            offers={
                (n, "JOB"): offer._replace(
                    measure=n, status="candidate", minimum=p, capacity=p, fixed_cost=c,
                    opening_cost=o,
                )
                for n, p, c, o in sizes
            },
            places_today={},
            staffing={},
            demands={"BUDGET": Demand("BUDGET", BLANK, BLANK, "saving", -self.budget)},
        )  # fmt: skip

    def best(self, x: str, y: str) -> NDArray[np.float64]:
        """The values of the plans that no other beats by x and y, the most y first: n x 2."""
        tried = np.array(list(product((0.0, 1.0), repeat=len(self.places))))
        values = {
            "exits": tried @ self.exits,
            "coverage": tried @ self.places / sum(self.places),
            "saving": -(tried @ self.costs),
            "one_off": tried @ self.openings,
            "lost_places": np.zeros(len(tried)),
        }
        free = "saving" in (x, y)
        keeps = (values["saving"] >= -self.budget * (1 + 1e-9)) | free
        both = np.column_stack([SENSE[name] * values[name] for name in (x, y)])[keeps]
        both = np.unique(np.round(both, 9), axis=0)[::-1]  # the most x first, then the most y
        reached = np.maximum.accumulate(np.concatenate([[-np.inf], both[:-1, 1]]))
        return both[both[:, 1] > reached][::-1] * [SENSE[x], SENSE[y]]


def most_exits(knapsack: Knapsack) -> list[tuple[float, float]]:
    """Places and exits of the plans that no other beats, by dynamic programming over both sums."""
    budget, places = int(knapsack.budget), int(sum(knapsack.places))
    best = np.full((budget + 1, places + 1), -np.inf)
    best[:, 0] = 0.0
    rows = zip(knapsack.places, knapsack.exits, knapsack.costs, strict=True)
    for p, v, c in ((int(p), v, int(c)) for p, v, c in rows):
        one_more = best.copy()
        one_more[c:, p:] = np.maximum(best[c:, p:], best[: budget + 1 - c, : places + 1 - p] + v)
        best = one_more
    found: list[tuple[float, float]] = []
    for p in range(places, -1, -1):
        if best[budget, p] > (found[-1][1] if found else -np.inf):
            found.append((p, float(best[budget, p])))
    return found[::-1]


def random(seed: int, number: int = 9, most: float = 20) -> Knapsack:
    """Whole numbers drawn from 1 to `most`, and a budget of half of all costs."""
    draw = np.random.default_rng(seed)
    four = draw.integers(1, most + 1, (4, number)).astype(float)
    return Knapsack(*(tuple(row.tolist()) for row in four), budget=float(four[2].sum() // 2))
