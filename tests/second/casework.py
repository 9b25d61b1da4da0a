"""(6.0), (6.3) and (6.10) to (6.13) of docs/formulation.md: casework, and where it is a choice."""

from dataclasses import dataclass
from itertools import pairwise

from second.arrays import Sum, total
from second.base import Base
from second.data import number

EACH_SIDE = 4  # steps below today's hours, and above


@dataclass(frozen=True)
class Step:
    """(8.5) A step of casework, as shares of today's hours."""

    begin: float
    end: float
    below: bool

    @property
    def width(self) -> float:
        return self.end - self.begin


def add_casework(b: Base) -> None:
    for rule in (casework_is_done, casework_by_steps, casework_step_holds):
        rule(b)


def casework_hours(b: Base, g: str, y: int) -> float:
    """(6.0)"""
    row, persons = b.at(y, "groups", g), b.persons(g, y)
    by_cases = persons / float(row["caseload"]) * b.hours_per_fte if row.get("caseload") else 0.0
    return max(by_cases, persons * number(row, "interviews") * number(row, "interview_hours", 1.0))


def least(b: Base, g: str, y: int) -> float:
    """(6.10)"""
    row, hours = b.at(y, "groups", g), casework_hours(b, g, y)
    law = number(row, "interviews") * number(row, "interview_hours", 1.0)
    law = b.persons(g, y) * (law + number(row, "other_hours"))
    return min(1.0, max(number(row, "casework_low", 1.0), law / hours)) if hours else 1.0


def highest(b: Base, g: str, y: int) -> float:
    return max(1.0, number(b.at(y, "groups", g), "casework_high", 1.0))


def is_choice(b: Base, g: str, y: int) -> bool:
    return bool(b.groups[g].get("casework_staff")) and least(b, g, y) < highest(b, g, y)


def choices(b: Base) -> list[str]:
    return [g for g in b.groups if any(is_choice(b, g, t) for t in b.stages)]


def casework_steps(b: Base, g: str, t: int) -> list[Step]:
    """(8.5)"""
    ends = [(least(b, g, t), 1.0, True), (1.0, highest(b, g, t), False)]
    return [
        Step(begin, end, below)
        for low, high, below in ends
        for begin, end in pairwise(low + (high - low) * k / EACH_SIDE for k in range(EACH_SIDE + 1))
    ]


def mixed(b: Base, g: str, u: str) -> Sum:
    """specialisation (serves - focused), where `focused` is a decision"""
    if not any((g, u) == (h, v) for h, _, v in b.mixes):
        return Sum()
    return (b.x("serves", g, u) - b.x("focused", g, u)) * b.setting("specialisation")


def casework_is_done(b: Base) -> None:
    """(6.3) and (6.11)"""
    free = choices(b)
    for g, u in sorted(b.eligible):
        served = b.x("serves", g, u) + mixed(b, g, u)
        for y in b.years:
            done, hours = b.x("casework", g, u, y), served * casework_hours(b, g, y)
            if g in free:
                b.problem.at_least(done, hours * least(b, g, y))
                b.problem.at_least(hours * highest(b, g, y), done)
            elif b.groups[g].get("casework_staff"):
                b.problem.equal(done, hours)


def casework_by_steps(b: Base) -> None:
    """(6.12), from the least of the stage"""
    steps = range(2 * EACH_SIDE)
    b.problem.add("casework_step", [(g, k, t) for g in choices(b) for k in steps for t in b.stages])
    for g in choices(b):
        for y in b.years:
            taken = [b.x("casework_step", g, k, y) for k in steps]
            extra = [mixed(b, g, u) for u in b.units]
            share = total([least(b, g, b.stage(y)), *taken, *extra])
            done = total(b.x("casework", g, u, y) for u in b.units)
            b.problem.equal(done, share * casework_hours(b, g, y))


def casework_step_holds(b: Base) -> None:
    """(6.13)"""
    for g in choices(b):
        for t in b.stages:
            for k, step in enumerate(casework_steps(b, g, t)):
                b.problem.at_least(step.width, b.x("casework_step", g, k, t))
