"""Hours of work and FTE without it, of any plan, in plain arithmetic."""

from collections.abc import Mapping
from itertools import product

from model.derived import working
from model.evaluation.job_loss import loss_of
from model.instance import Instance
from model.plan import Plan

Where = tuple[str, str, int]  # u, s, y


def hours_of_work(instance: Instance, plan: Plan) -> dict[Where, float]:
    """Hours that the plan asks of a staff group in a unit, with those lent to other work."""
    hour = instance.settings.hours_per_fte
    work = dict.fromkeys(
        product(instance.decided_units, instance.staff_groups, instance.years), 0.0
    )
    for (n, u, g, y), places in plan.places.items():
        for s in instance.staff_of[n]:
            staffing = instance.staffing[n, s]
            more = staffing.handover_hours if (g, u) not in plan.serves else 0.0
            work[u, s, y] += (staffing.hours + more) * places
    for (g, u, y), hours in plan.casework.items():
        if by := instance.groups[g].casework_staff:
            work[u, by, y] += hours
    for (u, s, y), fte in help_given(instance, plan.helped).items():
        work[u, s, y] += hour * fte
    for (u, s, _, y), hours in plan.lent.items():
        work[u, s, y] += hours
    return work


def help_given(instance: Instance, helped: Mapping[tuple[str, int], float]) -> dict[Where, float]:
    """FTE that help the dismissed: those who still seek over the caseload."""
    given: dict[Where, float] = {}
    for (s, x), people in helped.items():
        if s not in instance.helped:
            continue
        helper, unit, caseload = instance.helped[s]
        for later, loss in enumerate(loss_of(instance, s, x, helped=True)):
            i = (unit, helper, x + later)
            given[i] = given.get(i, 0.0) + people * loss.seeking / caseload
    return given


def hours_lent(instance: Instance, plan: Plan) -> dict[Where, float]:
    """Hours of its work that a staff group is spared by others."""
    spared: dict[Where, float] = {}
    for (u, s, r, y), hours in plan.lent.items():
        spared[u, r, y] = spared.get((u, r, y), 0.0) + instance.substitution[s, r] * hours
    return spared


def idle_staff(instance: Instance, plan: Plan) -> dict[Where, float]:
    """FTE that are paid and have no work, of the staff groups with work of their own."""
    hour, spared = instance.settings.hours_per_fte, hours_lent(instance, plan)
    busy = working(instance)
    return {
        i: plan.staff.get(i, 0.0) - (hours - spared.get(i, 0.0)) / hour
        for i, hours in hours_of_work(instance, plan).items()
        if i[1] in busy
    }
