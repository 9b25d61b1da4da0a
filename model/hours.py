"""Hours given up instead of posts: what a plan leaves vacant beyond those who leave."""

from model.instance import Instance
from model.plan import Plan
from model.timing import left_of_year

Flow = dict[tuple[str, str, int], float]


def leavers(instance: Instance, plan: Plan) -> Flow:
    """FTE of leavers who are not replaced; they come before hours that are given up."""
    return {
        (u, s, y): min(fte, most_leavers(instance, plan, u, s, y))
        for (u, s, y), fte in plan.vacated.items()
    }


def given_up(instance: Instance, plan: Plan) -> Flow:
    """FTE by which those who stay work fewer hours."""
    left = leavers(instance, plan)
    return {i: fte - left[i] for i, fte in plan.vacated.items() if fte > left[i]}


def most_leavers(instance: Instance, plan: Plan, u: str, s: str, y: int) -> float:
    """FTE that leave a post of their own accord in a year, all of them where hours are not."""
    group = instance.staff_groups[s]
    if not group.part_time:
        return plan.vacated.get((u, s, y), 0.0)
    first = y == instance.years[0]
    before = instance.staff_today.get((u, s), 0.0) if first else plan.staff.get((u, s, y - 1), 0.0)
    return group.attrition * left_of_year(instance, y) * before
