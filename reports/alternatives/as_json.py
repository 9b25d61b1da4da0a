"""The plans near the best as the command line prints them; what is not known is null."""

from math import isfinite
from typing import Any

from model.alternatives.choices import steps_of
from model.alternatives.near_best import End, Range
from model.criteria import criterion_values
from reports.alternatives import tables
from scenarios.studies.alternatives import Alternative, Alternatives
from scenarios.studies.ranges import Ranges


def as_json(ranges: Ranges, found: Alternatives) -> dict[str, Any]:
    """Ranges by measure, unit and criterion, and the plans with their distances."""
    places, handed = ranges.of("places"), ranges.of("handed_over")
    return {
        "criterion": ranges.criterion,
        "within": ranges.share,
        "best": ranges.best,
        "bound": ranges.bound,
        "loss": ranges.loss,
        "ranges": {
            n: {
                **ends(each),
                "always": ranges.always(n),
                "never": [*ranges.never(n)],
                "handed_over": ends(handed[n]) if n in handed else None,
            }
            for n, each in places.items()
        },
        "units": {
            u: {**ends(each), "always": IN_ALL[ranges.always_open(u)]}
            for u, each in ranges.of("staff").items()
        },
        "criteria": {name: ends(each) for name, each in ranges.of("criterion").items()},
        "free": [[*choice] for choice in found.free],
        "plans": [plan(found, k) for k in range(1, len(found.plans) + 1)],
        "choices": len(steps_of(found.plans[0].answer.instance)) if found.plans else None,
        "distance": found.distance,
        "withheld": found.withheld,
        "proven": ranges.proven and found.proven,
    }


IN_ALL = {True: "open", False: "closed", None: None}


def ends(of: Range) -> dict[str, Any]:
    """The least and the most that a plan has, and what no plan is beyond."""
    return {
        "least": of.least.value,
        "most": of.most.value,
        "bounds": [finite(of.least), finite(of.most)],
        "proven": of.proven,
    }


def finite(end: End) -> float | None:
    return end.bound if isfinite(end.bound) else None


def plan(found: Alternatives, k: int) -> dict[str, Any]:
    """A plan, by its number, with its choices and criteria."""
    each: Alternative = found.plans[k - 1]
    data, solution = each.answer.instance, each.answer.solution
    assert solution.plan is not None
    assert solution.outcome is not None
    last = data.years[-1]
    return {
        "plan": each.answer.plan_id,
        "distance": each.distance,
        "differs": [[*choice] for choice in tables.differing(found, k)],
        "criteria": criterion_values(data, each.answer.before, solution.outcome),
        "measures": {
            n: {"status": solution.plan.status(n), "places": solution.plan.total(n, y=last)}
            for n in data.measures
        },
        "units": {
            u: "open" if u in solution.plan.unit_is_open else "closed" for u in data.decided_units
        },
    }
