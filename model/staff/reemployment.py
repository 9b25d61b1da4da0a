"""New jobs for dismissed flex jobbers: how many find one, by the staff set aside to help them.

Computed outside the optimisation. Each quarter those who are helped have one chance, the others
another; one FTE helps so many at a time, and people who find a job make room for others.
"""

from typing import NamedTuple

from model.instance import Instance, Level, Reemployment
from model.plan import Plan
from model.timing import before_start

LEVELS: tuple[Level, ...] = ("low", "mid", "high")
YEAR = 4  # quarters


class Effort(NamedTuple):
    """What staff set aside give the dismissed flex jobbers of a plan, people and tkr.

    The paths count who has found a job after 0, 1, 2, … quarters from the notice, by level.
    """

    people: float  # dismissed
    staff: float  # FTE set aside, of the year with fewest
    price: float  # tkr a year
    quarters: int  # to the end of the horizon
    helped: dict[Level, tuple[float, ...]]
    alone: dict[Level, tuple[float, ...]]  # the same people without any help

    def reemployed(self, level: Level, quarters: int) -> float:
        return self.helped[level][min(quarters, self.quarters)]

    def reemployed_by_help(self, level: Level, quarters: int) -> float:
        """Those who would not have one without help."""
        return self.reemployed(level, quarters) - self.alone[level][min(quarters, self.quarters)]


def effort(instance: Instance, plan: Plan) -> Effort | None:
    """The effort for those dismissed in the first year; None where the data tell of no chances."""
    if not instance.reemployment:
        return None
    first = instance.years[0]
    (s, facts), *_ = instance.reemployment.items()
    group = instance.staff_groups[s]
    people = sum(fte for (_, r, y), fte in plan.dismissed.items() if (r, y) == (s, first))
    people /= group.fte_per_person
    demand = instance.demands[facts.demand]
    aside = dict.fromkeys(instance.years, 0.0)
    for (u, r, y), fte in plan.reserved.items():
        aside[y] += fte if demand.on_staff(u, r) else 0.0
    staff = min(aside.values()) if demand.active else 0.0
    return helped_by(instance, facts, people, staff)


def helped_by(instance: Instance, facts: Reemployment, people: float, staff: float) -> Effort:
    years = len(instance.years) - before_start(instance)
    quarters = int(years * YEAR)
    prices = [instance.staff_groups[s].price for s in instance.demands[facts.demand].staff]
    without = (facts.chance_low, facts.chance, facts.chance_high)
    helped = (facts.helped_low, facts.helped, facts.helped_high)
    chances = dict(zip(LEVELS, zip(without, helped, strict=True), strict=True))
    room = staff * facts.caseload
    return Effort(
        people=people,
        staff=staff,
        price=staff * max(prices, default=0.0),
        quarters=quarters,
        helped={k: path(people, room, c, quarters) for k, c in chances.items()},
        alone={k: path(people, 0.0, c, quarters) for k, c in chances.items()},
    )


def path(
    people: float, room: float, chances: tuple[float, float], quarters: int
) -> tuple[float, ...]:
    """Who has found a job after 0, 1, … quarters: `room` of those left have the second chance."""
    alone, helped = chances
    left, found = people, [0.0]
    for _ in range(quarters):
        under = min(left, room)
        left -= helped * under + alone * (left - under)
        found.append(people - left)
    return tuple(found)
