"""Tables of the plans near the best: the range of every choice, and the alternatives side by side.

Places are participants a year, staff FTE, both of the last year.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from model.alternatives.choices import steps_of, value_in, values_of
from model.alternatives.distance import differences, distance
from model.instance import Instance
from model.plan import PLACE, Plan
from model.solver.matrix import Vector
from reports.disclosure.masking import Table
from reports.tradeoffs import trade
from scenarios.solve import Answer
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.ranges import Ranges

MEASURES = ("measure", "name", "near_best", "places_today", "places_least", "places_most")
UNITS = ("unit", "unit_name", "unit_near_best", "today", "fte_least", "fte_most")
FIGURES = ("alternative", "apart", "differs", "extra", "net", *trade.FLEXJOBS)


def measures(answer: Answer, found: Ranges, language: str) -> Table:
    """A row for each measure of which the ends are found, those first that are free."""
    data, places = answer.instance, found.of("places")
    rows = [
        {
            "measure": n,
            "name": data.measures[n].name.of(language),
            "near_best": found.always(n) or "free",
            "places_today": data.today(n),
            "places_least": max(0.0, each.least.value),
            "places_most": max(0.0, each.most.value),
        }
        for n, each in places.items()
        if data.today(n) or each.most.value
    ]
    return Table(pd.DataFrame(free_first(rows, "near_best"), columns=[*MEASURES]), MEASURES)


def units(answer: Answer, found: Ranges, language: str) -> Table:
    """A row for each unit whose staff is decided, those first that are free to close."""
    data, staff = answer.instance, found.of("staff")
    rows = [
        {
            "unit": u,
            "unit_name": data.units[u].name.of(language),
            "unit_near_best": {True: "open", False: "closed", None: "free"}[found.always_open(u)],
            "today": sum(fte for (v, _), fte in data.staff_today.items() if v == u),
            "fte_least": each.least.value,
            "fte_most": each.most.value,
        }
        for u, each in staff.items()
    ]
    return Table(pd.DataFrame(free_first(rows, "unit_near_best"), columns=[*UNITS]), UNITS)


def free_first(rows: Sequence[dict[str, Any]], column: str) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row[column] != "free")


def plans_of(found: Alternatives) -> list[Plan]:
    """The plans shown, which all were confirmed."""
    plans = (each.answer.solution.plan for each in found.plans)
    return [plan for plan in plans if plan is not None]


def places(found: Alternatives, language: str) -> Table:
    """Places of each measure today and in each plan, those first in which the plans differ.

    A measure that is handed over has none of its own.
    """
    data, plans = found.plans[0].answer.instance, plans_of(found)
    columns = ("measure", "name", "places_today", *(f"plan_{k}" for k in numbers(plans)))
    rows = [
        {
            "measure": n,
            "name": data.measures[n].name.of(language),
            "places_today": data.today(n),
            **{f"plan_{k}": plan.total(n, y=data.years[-1]) for k, plan in numbers(plans).items()},
        }
        for n in in_order_of_difference(data, plans, "measure")
    ]
    return Table(pd.DataFrame(rows, columns=[*columns]), columns)


def numbers(plans: Sequence[Plan]) -> dict[int, Plan]:
    """The plans by the numbers that they are called by."""
    return dict(enumerate(plans, 1))


def in_order_of_difference(data: Instance, plans: Sequence[Plan], kind: str) -> list[str]:
    """The measures or units, those first in which most plans differ from the first.

    Those that neither are there today nor in any plan are left out.
    """
    asked = [i for of, i in steps_of(data) if of == kind]
    there = [i for i in asked if kind == "unit" or data.today(i) or is_run(data, plans, i)]
    return sorted(there, key=lambda i: -differs(data, plans, kind, i))


def differs(data: Instance, plans: Sequence[Plan], kind: str, i: str) -> int:
    """How many plans differ from the first in a choice."""
    values = np.array([value_in(data, plan, kind, i) for plan in plans])
    step = np.full(len(values), steps_of(data)[kind, i])
    return sum(differences(values, np.full(len(values), values[0]), step))


def is_run(data: Instance, plans: Sequence[Plan], measure: str) -> bool:
    return any(plan.total(measure, y=data.years[-1]) for plan in plans)


def key_figures(found: Alternatives) -> Table:
    """Exits a year more than today, people in work and dismissed, and how much each plan differs.

    `apart` is the number of choices in which it differs from the nearest of those before it,
    `differs` in which it differs from the first.
    """
    rows = [
        {
            "alternative": f"{k}",
            "apart": each.distance,
            "differs": apart_from_first(found, k),
            **trade.figures_of(each.answer),
        }
        for k, each in enumerate(found.plans, 1)
    ]
    return Table(pd.DataFrame(rows, columns=[*FIGURES]), FIGURES, sums=[trade.FLEXJOBS])


def apart_from_first(found: Alternatives, k: int) -> int:
    """The choices in which a plan, by its number, differs from the first."""
    data, plans = found.plans[0].answer.instance, plans_of(found)
    one, other = (values_of(data, plans[at]) for at in (0, k - 1))
    return distance(one, other, steps(data))


Way = Literal["open", "closed", "handed_over", "more", "fewer"]


def differing(found: Alternatives, k: int) -> dict[tuple[str, str], Way]:
    """The choices in which a plan, by its number, differs from the first, and which way."""
    data, plans = found.plans[0].answer.instance, plans_of(found)
    one, other = (values_of(data, plans[at]) for at in (0, k - 1))
    apart = zip(steps_of(data), differences(one, other, steps(data)), one, other, strict=True)
    return {
        choice: way(plans[k - 1], choice, before, after)
        for choice, differs, before, after in apart
        if differs
    }


def way(plan: Plan, choice: tuple[str, str], before: float, after: float) -> Way:
    """What a plan does with a choice that another plan has at the value `before`."""
    if choice[1] in plan.handed_over and choice[0] == "measure":
        return "handed_over"
    if after < PLACE:
        return "closed"
    if before < PLACE:
        return "open"
    return "more" if after > before else "fewer"


def steps(data: Instance) -> Vector:
    """How far apart two values of each choice must be to differ."""
    return np.array([*steps_of(data).values()])
