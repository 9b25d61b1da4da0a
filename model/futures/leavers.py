"""Who stays on where fewer leave than a plan counts on: paid until they go."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from model.futures.draws import Array, Futures
from model.instance import Instance
from model.plan import Plan
from model.timing import before_vacancy, left_of_year

Flow = tuple[str, str, int]  # u, s, y


def waiting(
    data: Instance, plan: Plan, share: dict[str, Array]
) -> Iterator[tuple[Flow, Array, Array]]:
    """FTE that should have left and have not, by year's end, and FTE that leave in the year.

    `share` is the attrition of each staff group, n each. Those who wait leave first; of the staff
    that a plan has at the end of the year before, and those who wait, the share of (5.2) leaves.
    """
    for u, s in {key[:2]: None for key in sorted(plan.vacated)}:
        staff = data.staff_groups[s]
        late = np.zeros_like(share[s])
        for y in data.years:
            before = data.staff_today.get((u, s), 0.0)
            stock = (before if y == data.years[0] else plan.staff.get((u, s, y - 1), 0.0)) + late
            can = (share[s] + staff.part_time) * left_of_year(data, y) * stock
            wanted = late + plan.vacated.get((u, s, y), 0.0)
            leave = np.minimum(wanted, can)
            late = wanted - leave
            yield (u, s, y), late, leave


def attrition_of(futures: Futures) -> dict[str, Array]:
    """The attrition of each staff group in every future, no lower than it is counted on by law."""
    groups = futures.instance.staff_groups
    return {s: futures.of(f"staff_groups.{s}.attrition", v.attrition) for s, v in groups.items()}


def pay_of_waiting(futures: Futures, plan: Plan) -> dict[tuple[str, int], Array]:
    """tkr more than the plan pays by account and year, in every future."""
    data, found = futures.instance, dict[tuple[str, int], Array]()
    for (u, s, y), late, leave in waiting(data, plan, attrition_of(futures)):
        part = before_vacancy(data) if y == data.years[0] else 1 / 2
        staff = data.in_year(y).staff_groups[s]
        fte = late + part * (leave - plan.vacated.get((u, s, y), 0.0))
        key = (staff.account, y)
        found[key] = found.get(key, 0.0) + staff.price * fte
    return found


def realised(data: Instance, plan: Plan) -> Plan:
    """A plan as it goes with the attrition of the data: who waits is still on the staff."""
    share = {s: np.array([v.attrition]) for s, v in data.staff_groups.items()}
    staff, vacated = dict(plan.staff), dict(plan.vacated)
    for i, late, leave in waiting(data, plan, share):
        staff[i] = staff.get(i, 0.0) + float(late[0])
        vacated[i] = float(leave[0])
    return replace(plan, staff=staff, vacated=vacated)
