"""Section 8 of docs/formulation.md: exits of places and of casework, and people in work."""

from math import e, log2

from second.arrays import Sum, total
from second.base import Base
from second.casework import Step, casework_steps, choices
from second.data import number
from second.exit import job_years
from second.job_loss import without_work
from second.places import factors, todays


def add_effects(b: Base) -> None:
    b.problem.add("in_work", b.years, free=True)
    for rule in (exits_of_measures, in_work_of_people, only_dismissed_are_helped):
        rule(b)


def exits_of_measures(b: Base) -> None:
    """(8.1)"""
    for g in b.groups:
        for y in b.years:
            more = [
                exits_of(b, n, g, x, y) * b.lasting(g, n)
                for n, h in b.effects
                for x in (y - 1, y)
                if h == g and x in b.years
            ]
            more.append(exits_of_casework(b, g, y) * b.lasting(g))
            b.problem.equal(b.x("extra_exits", g, y), total(more))


def exits_of(b: Base, n: str, g: str, x: int, y: int) -> Sum:
    """What the places of year x give in y above today, before displacement; (8.2)"""
    effect = number(b.effects[n, g], "effect") / 100.0
    staffed = any(m == n for m, _ in b.t["staffing"])
    found = []
    for k, (factor, today) in enumerate(zip(factors(b, n, g), todays(b, n, g), strict=True)):
        hired = effect > 0.0 and staffed and not today
        fall = b.fall_of_hired(n, x, y) if hired else b.fall(n, x, y)
        found.append((b.x("segment", n, g, k, x) - today) * (fall * effect * factor))
    return total(found)


def exits_of_casework(b: Base, g: str, y: int) -> Sum:
    """(8.5) and (8.6)"""
    if g not in choices(b):
        return Sum()
    found = []
    for k, step in enumerate(casework_steps(b, g, b.stage(y))):
        today = step.width if step.below else 0.0
        rate = slope(b, g, y, step) * works(b, y, below=step.below)
        found.append((b.x("casework_step", g, k, y) - today) * rate)
    return total(found)


def slope(b: Base, g: str, y: int, step: Step) -> float:
    """(8.5)"""
    if b.t["settings"].get("casework", {}).get("value") == "no":
        return 0.0
    effect = number(b.at(y, "groups", g), "casework_effect") / 100.0 * b.persons(g, y)
    if effect < 0.0:
        return effect * log2(e)
    return effect * (log2(step.end) - log2(step.begin)) / step.width if step.width else 0.0


def works(b: Base, y: int, *, below: bool) -> float:
    """(4.11)"""
    wait = 0.0 if below else b.setting("hire_months") / 12.0
    return b.of_first(b.start + wait, y)


def in_work_of_people(b: Base) -> None:
    """(8.3)"""
    for y in b.years:
        found = []
        for x in b.until(y):
            found += [b.x("extra_exits", g, x) * job_years(b, g, x, y) for g in b.groups]
            for s in b.kinds:
                alone = without_work(b, s, x, y)
                found.append(b.dismissed(s, x) * -alone)
                if s in b.helped:
                    rate = alone - without_work(b, s, x, y, helped=True)
                    found.append(b.x("helped", s, x) * rate)
        b.problem.equal(b.x("in_work", y), total(found))


def only_dismissed_are_helped(b: Base) -> None:
    """(8.4)"""
    for s in b.helped:
        for y in b.years:
            b.problem.at_least(b.dismissed(s, y), b.x("helped", s, y))
