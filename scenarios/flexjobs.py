"""The choice of 2017 varied: so many more or fewer set aside for the dismissed flex jobbers."""

from dataclasses import replace

from model.instance import Instance
from scenarios.scenario import Scenario

STAFF = (0, 1, 3, 5, 10)  # FTE


def demand(instance: Instance) -> str | None:
    """The demand that sets staff aside for them; None where the data tell of none."""
    return next((facts.demand for facts in instance.reemployment.values()), None)


def variant(scenario: Scenario, instance: Instance, staff: float) -> Scenario:
    """The scenario with so many FTE set aside. Raises ValueError where no demand does that."""
    name = demand(instance)
    if name is None:
        raise ValueError("no staff are set aside for flex jobbers")
    changed: bool | float = float(staff) if staff else False
    return replace(scenario, demands={**scenario.demands, name: changed})
