"""Section 0: sparse index sets, and the decisions of each with their domains.

Letters: m measure, u unit, g target group, s and r staff groups, k effect segment, y year,
c refund ceiling, a category of accounts. U holds the units whose staff is decided.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from model.algebra import pyo
from model.derived import apart, attached_staff, casework_steps, specialised_today, working
from model.instance import Instance
from model.solution import CATEGORIES


def possible_places(data: Instance) -> list[tuple[str, str, str]]:
    """(0.1) Offers (m, u) and the groups they can take, wherever they could move.

    Those placed there today, those u is or could be responsible for, and those whose unit of
    today does not offer the measure.
    """
    there = [
        (m, u, g)
        for m, u in data.offers
        for g in data.groups_of[m]
        if (m, u, g) in data.places_today
        or (g, u) in data.eligible_units
        or (m, data.groups[g].unit) not in data.offers
    ]
    moves, at_offer = possible_moves(data), grouped(there, 0, 1)
    along = [(m, v, g) for m, u, v in moves for _, _, g in at_offer[m, u]]
    at_home = [(m, v, g) for m, _, v in moves for g in data.groups_at[v]]
    return list(dict.fromkeys([*there, *along, *(i for i in at_home if i[::2] in data.effects)]))


def possible_moves(data: Instance) -> list[tuple[str, str, str]]:
    """(0.5) Today's offers (m, u) that can move, and the units v that could take them.

    An offer follows its groups: v is or could be responsible for one that has places there today.
    """
    takers = {
        (m, u, v)
        for (m, u, g), places in data.places_today.items()
        if places
        for v in data.units_for[g]
    }
    return [
        (m, u, v)
        for (m, u), offer in data.offers.items()
        for v in data.decided_units
        if offer.move_cost is not None and v != u and (m, u, v) in takers
    ]


def possible_mixes(data: Instance) -> list[tuple[str, str, str]]:
    """(0.6) Groups g, specialised today, and h of another focus that a unit u could have both of.

    None when specialisation is worth nothing.
    """
    return [
        (g, h, u)
        for g, u in sorted(data.eligible_units)
        if data.settings.specialisation and specialised_today(data, g)
        for h in data.groups_at[u]
        if apart(data, g, h)
    ]


def possible_staff(data: Instance) -> list[tuple[str, str]]:
    """(0.3) Units u and the staff groups s that are there today or would have work there.

    A group without work of its own can be in any unit.
    """
    running = {*data.offers, *((m, v) for m, _, v in possible_moves(data))}
    work = {(u, s) for m, u in running for s in data.staff_of[m]}
    work |= {(u, s) for g, u in data.eligible_units if (s := data.groups[g].casework_staff)}
    work |= {(each.unit, each.helper) for each in data.helped.values()}
    there = {s for u, s in data.staff_today if u in data.decided_units}
    leaders = {s for s, staff in data.staff_groups.items() if staff.role == "leader"}
    anywhere = (there | leaders) - working(data)
    return [
        (u, s)
        for u, s in product(data.decided_units, data.staff_groups)
        if (u, s) in data.staff_today or (u, s) in work or s in anywhere
    ]


def segments_of(data: Instance) -> list[tuple[str, str, int]]:
    """(0.4) Every effect falls in the same segments, whatever its size."""
    return [(m, g, k) for m, g in data.effects for k in range(len(data.segments))]


def grouped(keys: Iterable[tuple[str, ...]], *places: int) -> dict[object, list[tuple[str, ...]]]:
    """Index tuples by the letters at `places`; an unknown key has none."""
    result: dict[object, list[tuple[str, ...]]] = defaultdict(list)
    for key in keys:
        result[tuple(key[i] for i in places)].append(key)
    return result


def add_sets(m: pyo.ConcreteModel, data: Instance) -> None:
    """Sets as sparse lists of index tuples."""
    m.data = data
    m.nothing = pyo.Var(bounds=(0, 0))
    m.Y = pyo.Set(initialize=data.years)
    m.T = pyo.Set(initialize=data.stages)
    m.R = pyo.Set(initialize=data.turns)
    m.U = pyo.Set(initialize=data.decided_units)
    m.G = pyo.Set(initialize=list(data.groups))
    m.eligible = pyo.Set(dimen=2, initialize=sorted(data.eligible_units))
    add_place_sets(m, data)
    add_staff_sets(m, data)


def add_place_sets(m: pyo.ConcreteModel, data: Instance) -> None:
    """Offers, the groups they can take, and the segments of an effect."""
    m.offers = pyo.Set(dimen=2, initialize=list(data.offers))
    m.pairs = pyo.Set(dimen=2, initialize=list(data.effects))
    m.P = pyo.Set(dimen=3, initialize=possible_places(data))
    m.moves = pyo.Set(dimen=3, initialize=possible_moves(data))
    m.of_source, m.of_taker = grouped(m.moves, 0, 1), grouped(m.moves, 0, 2)
    taken = [o for o in m.of_taker if o not in data.offers]
    m.sites = pyo.Set(dimen=2, initialize=[*data.offers, *taken])
    m.K = pyo.Set(dimen=3, initialize=segments_of(data))
    m.of_offer, m.of_pair, m.of_unit = (grouped(m.P, *at) for at in ((0, 1), (0, 2), (1,)))
    m.segments = grouped(m.K, 0, 1)
    shared = {g for g, units in data.units_for.items() if len(units) > 1}
    choices = [(n, u, g) for n, u, g in m.P if g in shared and (g, u) in data.eligible_units]
    m.choices = pyo.Set(dimen=3, initialize=choices)
    m.foci = pyo.Set(dimen=3, initialize=possible_mixes(data))
    m.mixable = pyo.Set(dimen=2, initialize=list(dict.fromkeys((g, u) for g, _, u in m.foci)))


def add_staff_sets(m: pyo.ConcreteModel, data: Instance) -> None:
    """Staff groups in units, and the ways between them."""
    m.working = working(data)
    m.S = pyo.Set(dimen=2, initialize=possible_staff(data))
    m.attached = attached_staff(data)
    m.handable = pyo.Set(initialize=sorted({n for n, _, _ in m.attached}))
    m.transfers = pyo.Set(dimen=2, initialize=sorted({(u, s) for _, u, s in m.attached}))
    m.retrainable = pyo.Set(dimen=3, initialize=both_in_a_unit(m, data.retraining))
    m.lendable = pyo.Set(dimen=3, initialize=both_in_a_unit(m, data.substitution))


def both_in_a_unit(
    m: pyo.ConcreteModel, ways: Iterable[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """(u, s, r) for every way from s to r and every unit that has both."""
    return [(u, s, r) for u in m.U for s, r in ways if (u, s) in m.S and (u, r) in m.S]


def with_casework(m: pyo.ConcreteModel) -> list[tuple[str, str]]:
    """(g, u) of `eligible` whose group has a staff group for its casework."""
    return [(g, u) for g, u in m.eligible if m.data.groups[g].casework_staff]


def add_decisions(m: pyo.ConcreteModel) -> None:
    """Decisions in places a year, FTE, hours a year (lent, casework) and yes or no."""
    positive = {"domain": pyo.NonNegativeReals}
    busy = [(u, s) for u, s in m.S if s in m.working]
    m.places = pyo.Var(m.P, m.T, **positive)
    m.segment = pyo.Var(m.K, m.T, **positive)
    m.is_open = pyo.Var(m.offers, domain=pyo.Binary)
    m.relocated = pyo.Var(m.moves, **positive)
    m.is_handed_over = pyo.Var(m.handable, domain=pyo.Binary)
    m.unit_is_open = pyo.Var(m.U, domain=pyo.Binary)
    m.serves = pyo.Var(m.eligible, domain=pyo.Binary)
    m.focused = pyo.Var(m.mixable, **positive)
    m.handover = pyo.Var(m.choices, m.T, **positive)
    m.staff = pyo.Var(m.S, m.Y, **positive)
    m.vacated = pyo.Var(m.S, m.Y, **positive)
    m.hired = pyo.Var(m.S, m.Y, **positive)
    m.dismissed = pyo.Var(m.S, m.Y, **positive)
    m.moved_in = pyo.Var(m.S, m.Y, **positive)
    m.moved_out = pyo.Var(m.S, m.Y, **positive)
    m.transferred = pyo.Var(m.transfers, **positive)
    m.retrained = pyo.Var(m.retrainable, m.Y, **positive)
    m.lent = pyo.Var(m.lendable, m.Y, **positive)
    m.idle = pyo.Var(busy, m.Y, **positive)
    m.helped = pyo.Var(list(m.data.helped), m.Y, **positive)
    m.casework = pyo.Var(with_casework(m), m.Y, **positive)
    m.caseworked = {g: steps for g in m.G if (steps := casework_steps(m.data, g))}
    each = [(g, k) for g, steps in m.caseworked.items() for k in range(len(steps))]
    m.casework_step = pyo.Var(each, m.T, **positive)
    m.unused = pyo.Var(list(m.data.bound_until), **positive)
    m.left = pyo.Var(list(m.data.contracts), **positive)
    m.refund = pyo.Var(list(m.data.refund_classes), CATEGORIES["all"], m.Y, **positive)
