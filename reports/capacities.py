"""What binds besides money: each capacity that is used up, and what more of it would give."""

from collections.abc import Callable, Sequence

import pandas as pd

from model.instance import Instance
from model.prices.capacities import Capacity
from reports.disclosure.masking import Table
from scenarios.solve import Answer

MORE = 0.1  # of a capacity
LEAST = 0.5  # exits a year that a capacity told of would give
Named = Callable[[Instance, tuple[str, ...], str], tuple[str, float]]


def table(answer: Answer, found: Sequence[Capacity], language: str) -> Table:
    """The capacities that bind, what each is, and exits a year of a tenth more, most first.

    The price of the next one, so that no more is gained; those that give hardly any are left out.
    """
    data, years, rows = answer.instance, len(answer.instance.years), []
    for each in found:
        name, room = NAMED[each.rule](data, each.where, language)
        at_most = each.limit or room
        gained = each.price * MORE * at_most / years
        if gained >= LEAST:
            rows.append((name, each.rule, at_most, gained))
    columns = ["name", "capacity_of", "at_most", "gained_by_more"]
    rows.sort(key=lambda row: -row[-1])
    return Table(pd.DataFrame(rows, columns=columns), columns)


def _offer(data: Instance, where: tuple[str, ...], language: str) -> tuple[str, float]:
    m, u = where
    offer = data.offers.get((m, u))
    names = (data.measures[m].name.of(language), data.units[u].name.of(language))
    return " · ".join(names), offer.capacity if offer else 0.0


def _who_may(data: Instance, where: tuple[str, ...], language: str) -> tuple[str, float]:
    m, g = where
    names = (data.measures[m].name.of(language), data.groups[g].name.of(language))
    return " · ".join(names), 0.0


def _pool(data: Instance, where: tuple[str, ...], language: str) -> tuple[str, float]:
    pool = data.pools[where[0]]
    return pool.name.of(language), pool.places


def _group(data: Instance, where: tuple[str, ...], language: str) -> tuple[str, float]:
    return data.groups[where[0]].name.of(language), 0.0


def _unit(data: Instance, where: tuple[str, ...], language: str) -> tuple[str, float]:
    unit = data.units[where[0]]
    return unit.name.of(language), unit.capacity


NAMED: dict[str, Named] = {
    "at_most_capacity": _offer,
    "those_who_may": _who_may,
    "shared_limit": _pool,
    "time_of_group": _group,
    "staff_in_open_unit": _unit,
}
