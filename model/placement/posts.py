"""The posts of the new structure: a plan's FTE as whole people and hours."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from model.instance import Instance
from model.placement.problem import FULL_TIME, Cell, Posts
from model.plan import CLEAN, Plan
from model.timing import attrition

OPEN = 0.02  # FTE: a unit that keeps less of a staff group keeps none of it


class StaffRoom(NamedTuple):
    """What a plan leaves of a staff group in a unit, before it is made whole; in FTE."""

    stays: float  # there at the end of the year's change
    leaving: float  # held by those who leave of their own accord and are not replaced
    refilled: float  # held by those who leave and are replaced, where that is offered inside first
    along: float  # goes to another administration
    size: float  # FTE of one post


def year_of(plan: Plan, instance: Instance) -> int:
    """The year whose structure is placed: the last that dismisses anybody, else the first."""
    years = [y for (_, _, y), fte in plan.dismissed.items() if fte > CLEAN]
    return max(years, default=instance.settings.first_year)


def rooms(instance: Instance, plan: Plan, year: int, inside_first: float) -> dict[Cell, StaffRoom]:
    """Room by unit and staff group.

    `inside_first` is the share of the posts of leavers of the decision year, replaced in the
    plan, that are offered to positions without a place before others.
    """
    left: dict[Cell, float] = defaultdict(float)
    for (u, s, y), fte in plan.vacated.items():
        left[u, s] += fte if y <= year else 0.0
    sizes = post_sizes(instance)
    found = {}
    for i in sorted({*instance.staff_today, *((u, s) for u, s, y in plan.staff if y == year)}):
        stays = plan.staff.get((*i, year), 0.0)
        stays = stays if stays > OPEN else 0.0
        refilled = inside_first * _refilled(instance, plan, i) if stays else 0.0
        size = sizes.get(i, instance.staff_groups[i[1]].fte_per_person)
        found[i] = StaffRoom(stays, left[i], refilled, plan.transferred.get(i, 0.0), size)
    return found


def _refilled(instance: Instance, plan: Plan, i: Cell) -> float:
    """FTE of leavers of the decision year who are replaced from outside in the plan."""
    first = instance.settings.first_year
    share = attrition(instance, instance.staff_groups[i[1]], first)
    today = min(instance.staff_today.get(i, 0.0), plan.staff.get((*i, first), 0.0))
    return max(0.0, share * today - plan.vacated.get((*i, first), 0.0))


def post_sizes(instance: Instance) -> dict[Cell, float]:
    """FTE of a post, so that today's FTE make as many posts as there are positions today."""
    people: dict[Cell, int] = defaultdict(int)
    for p in instance.positions.values():
        people[p.unit, p.staff] += 1
    return {i: fte / people[i] for i, fte in instance.staff_today.items() if fte and people[i]}


def posts(found: Mapping[Cell, StaffRoom]) -> tuple[Posts, ...]:
    """Whole posts: what stays and what leaves together, what goes along on its own."""
    here = round_to_posts(
        {i: (r.stays + r.leaving + r.refilled) / r.size for i, r in found.items()}
    )
    away = round_to_posts({i: r.along / r.size for i, r in found.items()})
    hours = {i: r.size * FULL_TIME for i, r in found.items()}
    kept = [
        Posts(*i, n, n * hours[i], (found[i].leaving + found[i].refilled) * FULL_TIME, along=False)
        for i, n in here.items()
        if n
    ]
    gone = [Posts(*i, n, n * hours[i], 0.0, along=True) for i, n in away.items() if n]
    return (*kept, *gone)


def round_to_posts(exact: Mapping[Cell, float]) -> dict[Cell, int]:
    """Whole numbers, each next to its exact one, whose sum is the nearest for each staff group.

    The largest remainders are rounded up, as seats are given to parties.
    """
    result = {i: int(n + 1e-6) for i, n in exact.items()}
    for s in {s for _, s in exact}:
        group = [i for i in exact if i[1] == s]
        missing = round(sum(exact[i] for i in group)) - sum(result[i] for i in group)
        for i in sorted(group, key=lambda i: (result[i] - exact[i], i))[: max(0, missing)]:
            result[i] += 1
    return result
