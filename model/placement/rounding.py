"""Where whole positions and a plan's FTE disagree, and what the plan has to know to agree."""

from collections import Counter
from math import ceil, floor
from typing import NamedTuple

from model.demand import Demand, Text
from model.instance import Instance
from model.placement.build import OPEN, StaffRoom, rooms, round_to_posts
from model.placement.place import Placement, flows
from model.placement.problem import Cell
from model.plan import Plan

APART = 0.02  # FTE: less is rounding of the numbers, not of people
NEAR = 1e-3  # posts: a number so close to a whole one is meant to be it
OWNER = Text("Placeringen", "The placement")
SENTENCE = Text("{staff} i {unit}: {{bound}} årsværk, hele stillinger",
                "{staff} in {unit}: {{bound}} FTE, whole positions")  # fmt: skip


class RoundingGap(NamedTuple):
    """A staff group of a unit: the plan's FTE, and what whole positions make of it.

    `whole` are the FTE of whole posts next to the plan's. `unfilled` are posts that the plan
    fills from inside though no position can take them: competences, teams, choices by hand.
    """

    unit: str
    staff: str
    plan: float
    whole: float
    placed: int
    unfilled: int

    @property
    def difference(self) -> float:
        return self.whole - self.plan


def rounding_gaps(instance: Instance, plan: Plan, placement: Placement) -> tuple[RoundingGap, ...]:
    """One line for each staff group of a unit where it and the plan are apart."""
    found = rooms(instance, plan, placement.year, placement.wishes.inside_first)
    posts = round_to_posts({i: room.stays / room.size for i, room in found.items()})
    inside: Counter[Cell] = Counter()
    for flow, n in flows(placement).items():
        if flow.to is not None and flow.way != "along":
            inside[flow.to] += n
    lines = (
        RoundingGap(*i, room.stays, posts[i] * room.size, inside[i],
            _unfilled(plan, placement, i, room, inside[i]))
        for i, room in found.items()
    )  # fmt: skip
    return tuple(f for f in lines if abs(f.difference) > APART or f.unfilled)


def _unfilled(plan: Plan, placement: Placement, i: Cell, room: StaffRoom, inside: int) -> int:
    """Posts left open beyond those that the plan fills from outside."""
    there = sum(p.people for p in placement.problem.posts if p.where == i and not p.along)
    hired = sum(v for (u, s, y), v in plan.hired.items() if (u, s) == i and y <= placement.year)
    outside = ceil((hired + room.refilled) / room.size - NEAR)
    return max(0, there - inside - outside)


def whole_posts(
    instance: Instance, plan: Plan, placement: Placement, down: frozenset[str] = frozenset()
) -> dict[str, Demand]:
    """Demands that make the plan's FTE whole posts in the year of the placement.

    Rounded up, so that no work is left undone and the plan has to find elsewhere what it costs;
    those in `down` are rounded down, where a unit or the money has no room for more.
    """
    found = rooms(instance, plan, placement.year, 0.0)
    demands = {}
    for (u, s), room in found.items():
        less, posts = name(u, s) in down, room.stays / room.size
        fte = (floor(posts + NEAR) if less else ceil(posts - NEAR)) * room.size
        apart = less or abs(fte - room.stays) > APART
        if u in instance.decided_units and room.stays > OPEN and apart:
            demands[name(u, s)] = _demand(instance, u, s, fte, placement.year)
    return demands


def name(unit: str, staff: str) -> str:
    return f"WHOLE-{unit}-{staff}"


def _demand(instance: Instance, u: str, s: str, fte: float, year: int) -> Demand:
    sentence = SENTENCE.format(unit=instance.units[u].name, staff=instance.staff_groups[s].name)
    return Demand(
        name(u, s), sentence, OWNER, "exact_staff", fte,
        units=(u,), staff=(s,), from_year=year, to_year=year,
    )  # fmt: skip
