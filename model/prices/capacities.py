"""What binds besides money: the price of each capacity that a plan with most exits uses up.

(P8) price of a capacity = the dual of its row in the linear program of (P1), in exits over all
years for one more. Rows of a later stage or year count together.
"""

from collections import defaultdict
from typing import NamedTuple

from model.instance import Instance
from model.prices.marginal import lp_with_fixed_choices
from model.prices.set_values import SAME_VALUE, SetValues

CAPACITIES = ("at_most_capacity", "those_who_may", "shared_limit", "time_of_group",
              "staff_in_open_unit")  # fmt: skip


class Capacity(NamedTuple):
    """A row that binds: its rule, what it is of, how much that is, and what one more gives.

    `limit` is zero where a choice stands before it in the row; `price` in exits over all years.
    """

    rule: str
    where: tuple[str, ...]
    limit: float
    price: float


def binding_capacities(instance: Instance, deadline: float = float("inf")) -> list[Capacity]:
    """The capacities that bind, dearest first; none where no plan meets the demands.

    Raises OutOfTimeError when the most exits are not proven by the deadline.
    """
    values = SetValues(instance, (), deadline=deadline)
    values.value(0)
    if not values.best:
        return []
    lp = lp_with_fixed_choices(instance, values.best[0].choices)
    lp.solve_relaxation()
    prices: defaultdict[tuple[str, tuple[str, ...]], float] = defaultdict(float)
    limits: dict[tuple[str, tuple[str, ...]], float] = {}
    ends = zip(lp.matrix.rows, lp.matrix.upper, lp.dual_values()[0], strict=True)
    for (rule, where), limit, dual in ends:
        if rule in CAPACITIES:
            of = rule, tuple(map(str, where[:-1]))
            prices[of] += abs(float(dual))
            limits[of] = float(limit)
    found = (Capacity(*of, limits[of], n) for of, n in prices.items() if n > SAME_VALUE)
    return sorted(found, key=lambda each: (-each.price, each.rule, each.where))
