"""More or less help for the dismissed: the scenario with other shares of them who must get it."""

from dataclasses import replace

from model.instance import Instance
from scenarios.scenario import Scenario

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)  # of the dismissed, at least


def demand(instance: Instance) -> str | None:
    """The demand that asks for help; None where the data have none, or tell of no help."""
    asked = (q.id for q in instance.demands.values() if q.kind == "help")
    return next(asked, None) if instance.helped else None


def variant(scenario: Scenario, instance: Instance, share: float) -> Scenario:
    """The scenario where at least that share gets help. Raises ValueError where no demand asks."""
    name = demand(instance)
    if name is None:
        raise ValueError("no demand asks for help to the dismissed")
    return replace(scenario, demands={**scenario.demands, name: share or False})
