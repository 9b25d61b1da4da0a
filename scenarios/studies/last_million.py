"""What the last million of the saving costs, by the exact linear program that no plan passes."""

from typing import NamedTuple

from model.evaluation.savings import target
from model.solver.basis_cache import solve_relaxation
from scenarios.solve import Answer

MILLION = 1000.0  # tkr
NONE = 1e-6  # exits a year: fewer are none


class LastMillion(NamedTuple):
    """Exits a year that it takes, and tkr of saving a year per exit; None where it takes none."""

    exits: float
    price: float | None


def last_million(answer: Answer) -> LastMillion | None:
    """The most exits at a million less of the target, less those at the target.

    None where a million is not saved or a program has no optimum.
    """
    data = answer.instance
    q = target(data)
    if q is None or q.bound < MILLION or answer.scenario.frozen:
        return None
    less = data.with_demands(q._replace(bound=q.bound - MILLION))
    found = [solve_relaxation(each, "exits") for each in (less, data)]
    if any(each.termination != "optimal" for each in found):
        return None
    years = len(data.years)
    exits = max(0.0, found[0].objective - found[1].objective) / years
    return LastMillion(exits, MILLION / exits if exits > NONE else None)
