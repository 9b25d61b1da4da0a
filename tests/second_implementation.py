"""The base case a second time, from docs/formulation.md and the tables alone.

No Pyomo, and nothing of the project is imported. A number such as (1.1) is a line of the paper.
"""

from collections.abc import Mapping
from typing import Any

from second.arrays import Best
from second.base import FLOWS, Base
from second.casework import add_casework, casework_steps
from second.criteria import CRITERIA, MOST, add_criteria
from second.data import Tables, asked, number
from second.demands import add_demands
from second.effects import add_effects
from second.money import add_refunds
from second.places import add_places
from second.staff import add_staff

SECTIONS = (add_places, add_casework, add_staff, add_effects, add_refunds, add_criteria)

Scenario = Mapping[str, Any]  # a parsed file of the library
Plan = Mapping[str, Mapping[Any, float]]  # decision -> index -> value; a missing one is zero


def posed(tables: Tables, scenario: Scenario) -> Base:
    """The whole base case that a scenario asks about; without demands where it is frozen."""
    b = Base(asked(tables, scenario))
    for section in SECTIONS:
        section(b)
    if scenario.get("frozen"):
        hold(b, today(b))
    else:
        add_demands(b)
    return b


def best(b: Base, criterion: str) -> Best | None:
    """The proven best of a criterion; None when no plan exists."""
    return b.problem.best(CRITERIA[criterion](b), most=criterion in MOST)


def first_criterion(scenario: Scenario) -> str:
    order = scenario.get("order", [{"criterion": "exits"}])
    return str(order[0]["criterion"])


def hold(b: Base, plan: Plan, slack: float = 0.0) -> None:
    """Leave nothing open but what follows from a plan."""
    for name, values in plan.items():
        b.problem.hold(name, values, slack)


def today(b: Base) -> Plan:
    """Today's practice carried on: every leaver replaced, nothing opened or closed."""
    nothing = (*FLOWS, "retrained", "relocated", "helped", "left", "is_handed_over")
    places, staff, units = b.t["places"], b.t["staff"], b.units
    return {
        "places": {(*i, y): number(row, "places") for i, row in places.items() for y in b.years},
        "staff": {(*i, y): number(row, "fte") for i, row in staff.items() for y in b.years},
        "is_open": {i: 1.0 for i in b.offers if b.is_today(*i)},
        "unit_is_open": {u: 1.0 for u, row in units.items() if row.get("status") != "candidate"},
        "serves": {(g, row["unit"]): 1.0 for g, row in b.groups.items()},
        "casework_step": {
            (g, k, t): step.width
            for g in b.groups
            for t in b.stages
            for k, step in enumerate(casework_steps(b, g, t))
            if step.below
        },
        **{name: {} for name in nothing},
    }
