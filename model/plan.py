"""Values for the decisions, from anywhere: a solver, a person, or today's practice."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Literal, get_args

from model.derived import casework_hours
from model.instance import Instance, Totals

Status = Literal["open", "closed", "handed_over"]
Change = Literal["closed", "handed_over", "cut", "regrouped", "kept", "grown"]
CHANGES: tuple[Change, ...] = get_args(Change)
PLACE, SHARE = 0.5, 0.005  # a change must exceed both to be called one


@dataclass(frozen=True)
class Plan:
    """A decision for every year. Missing keys mean zero.

    Keys: m measure, u unit, g group, s staff group, y year. Places are participants a year at
    the rate that holds after the change, staff in FTE at the end of the year's change, casework
    in hours, `lent` hours a year of s spent on the work of s', `relocated` the share of an open
    offer of u that another unit runs.
    """

    places: Mapping[tuple[str, str, str, int], float]  # m, u, g, y
    is_open: frozenset[tuple[str, str]]  # m, u
    handed_over: frozenset[str]  # m
    unit_is_open: frozenset[str]  # u
    serves: frozenset[tuple[str, str]]  # g, u
    staff: Mapping[tuple[str, str, int], float]  # u, s, y
    casework: Mapping[tuple[str, str, int], float]  # g, u, y: hours
    vacated: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    hired: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    dismissed: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    moved_in: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    moved_out: Mapping[tuple[str, str, int], float] = field(default_factory=dict)
    transferred: Mapping[tuple[str, str], float] = field(default_factory=dict)  # u, s
    retrained: Mapping[tuple[str, str, str, int], float] = field(default_factory=dict)
    lent: Mapping[tuple[str, str, str, int], float] = field(default_factory=dict)
    helped: Mapping[tuple[str, int], float] = field(default_factory=dict)  # s, y: people
    unused: Mapping[tuple[str, int], float] = field(default_factory=dict)  # contract, y: places
    left: Mapping[tuple[str], float] = field(default_factory=dict)  # contract: places left early
    relocated: Mapping[tuple[str, str, str], float] = field(default_factory=dict)  # m, u, to u

    @cached_property
    def total(self) -> Totals:
        """Places of the plan; a year has to be named."""
        return Totals(self.places.items())

    def status(self, m: str) -> Status:
        """What becomes of a measure."""
        if m in self.handed_over:
            return "handed_over"
        return "open" if any(n == m for n, _ in self.is_open) else "closed"


def change_of(instance: Instance, plan: Plan, m: str) -> Change:
    """What a plan does to a measure, by its places in all years and for all groups.

    It is kept where every group keeps its places, regrouped where only their sum does. Where the
    last year is as today, the latest year that is not decides.
    """
    if m in plan.handed_over:
        return "handed_over"
    today, years = instance.today(m), instance.years[::-1]
    if today > 0 and plan.total(m, y=years[0]) <= CLEAN:
        return "closed"
    totals = (plan.total(m, y=y) for y in years)
    if moved := [places for places in totals if _differs(places, today)]:
        return "grown" if moved[0] > today else "cut"
    by_group = ((plan.total(m, g=g, y=y), instance.today(m, g=g))
                for g in instance.groups for y in years)  # fmt: skip
    return "regrouped" if any(_differs(*each) for each in by_group) else "kept"


def _differs(places: float, today: float) -> bool:
    return abs(places - today) > max(PLACE, SHARE * today)


def of_year(flow: Mapping[Any, float], y: int) -> dict[Any, float]:
    """A flow in one year, by the rest of its keys."""
    return {key[:-1]: value for key, value in flow.items() if key[-1] == y}


def baseline(instance: Instance) -> Plan:
    """Today's practice carried on: every leaver replaced, nothing opened or closed."""
    places = instance.places_today
    return Plan(
        places={(*key, y): value for key, value in places.items() for y in instance.years},
        is_open=frozenset(o for o, offer in instance.offers.items() if offer.status == "today"),
        handed_over=frozenset(),
        unit_is_open=frozenset(u for u, v in instance.units.items() if v.status != "candidate"),
        serves=frozenset((g, group.unit) for g, group in instance.groups.items()),
        casework={
            (g, group.unit, y): casework_hours(instance.in_year(y), g)
            for g, group in instance.groups.items()
            if group.casework_staff
            for y in instance.years
        },
        staff={(*key, y): v for key, v in instance.staff_today.items() for y in instance.years},
    )


CLEAN = 1e-7  # below it a solver's value is zero
CLEAN_SHARE = 1e-10  # the same of a share, which is multiplied with a capacity
CHOICES = ("is_open", "handed_over", "unit_is_open", "serves")
FLOWS = tuple(each.name for each in fields(Plan) if each.name not in (*CHOICES, "staff"))


Values = Mapping[tuple[str, tuple[object, ...]], float]


def read_plan(instance: Instance, values: Values) -> Plan:
    """The plan in the values of a solved model, by component and index of the formulation."""
    fixed = {u for u in instance.units if u not in instance.decided_units}
    counted = {
        (*i, y): v for i, v in instance.staff_today.items() for y in instance.years if i[0] in fixed
    }
    stood = nonzero(values, "places")
    return Plan(
        is_open=chosen(values, "is_open"),
        handed_over=chosen(values, "is_handed_over"),
        unit_is_open=chosen(values, "unit_is_open") | fixed,
        serves=chosen(values, "serves"),
        staff=nonzero(values, "staff") | counted,
        places={
            (*i, y): value
            for y in instance.years
            for (*i, t), value in stood.items()
            if t == instance.stage(y)
        },
        **{name: nonzero(values, name) for name in FLOWS if name != "places"},
    )


def nonzero(values: Values, component: str) -> dict[Any, float]:
    """The values of a component by index, without those that are zero to a solver."""
    least = CLEAN_SHARE if component == "relocated" else CLEAN
    found = ((index, value) for (name, index), value in values.items() if name == component)
    return {index: value for index, value in found if abs(value) > least}


def chosen(values: Values, component: str) -> frozenset[Any]:
    """The indices of a choice for which it is yes."""
    yes = (index for index, value in nonzero(values, component).items() if value > 1 / 2)
    return frozenset(index if len(index) > 1 else index[0] for index in yes)
