"""Sections 1 to 4: places and effect segments, capacity and smallest size, people, year one."""

from model.algebra import pyo
from model.derived import segment_width, tasks_of_their_own
from model.expressions import Rule, pair_places, total
from model.instance import Instance
from model.timing import before_change


def segments_add_up(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(1.1) sum_u places[n,u,g,y] + today[n,g] is_handed_over[n] = sum_k segment[n,g,k,y]"""
    elsewhere = m.data.today(n, g=g) * m.is_handed_over[n] if n in m.handable else 0
    return pair_places(m, n, g, y) + elsewhere == sum(m.segment[*i, y] for i in m.segments[n, g])


def segment_holds(m: pyo.ConcreteModel, n: str, g: str, k: int, y: int) -> Rule:
    """(1.2) segment[n,g,k,y] <= width[n,g,k]"""
    return m.segment[n, g, k, y] <= segment_width(m.data, n, g, k)


def spells_in_proportion(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(1.3) sum_u places[n,u,g,y] = share[n,g] sum_u,h places[n,u,h,y], h of its main group"""
    parts = m.data.spells_together[n, g]
    share = m.data.shares_of_spells[n, g]
    return pair_places(m, n, g, y) == share * total(m, (pair_places(m, n, h, y) for h in parts))


def at_most_capacity(m: pyo.ConcreteModel, n: str, u: str, y: int) -> Rule:
    """(2.1) sum_g places[n,u,g,y] <= capacity of what u runs of n"""
    return offered(m, n, u, y) <= run_by(m, n, u, "capacity")


def at_least_minimum(m: pyo.ConcreteModel, n: str, u: str, y: int) -> Rule:
    """(2.2) sum_g places[n,u,g,y] >= minimum of what u runs of n"""
    return offered(m, n, u, y) >= run_by(m, n, u, "minimum")


def run_by(m: pyo.ConcreteModel, n: str, u: str, size: str) -> Rule:
    """The size of offer (n, u) that has not moved, and of what has moved to u from others."""
    offers = m.data.offers
    own = getattr(offers[n, u], size) * stays(m, n, u) if (n, u) in offers else 0
    return own + sum(getattr(offers[i[:2]], size) * m.relocated[i] for i in m.of_taker[n, u])


def stays(m: pyo.ConcreteModel, n: str, u: str) -> Rule:
    """The share of an offer that is open in its own unit."""
    return m.is_open[n, u] - sum(m.relocated[i] for i in m.of_source[n, u])


def offered(m: pyo.ConcreteModel, n: str, u: str, y: int) -> Rule:
    """Places of an offer in a year, all groups."""
    return total(m, (m.places[*i, y] for i in m.of_offer[n, u]))


def mandatory_places(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(2.3) sum_u places[n,u,g,y] >= today[n,g] for what the law requires"""
    return pair_places(m, n, g, y) >= m.data.today(n, g=g)


def shared_limit(m: pyo.ConcreteModel, p: str, y: int) -> Rule:
    """(2.4) the measures and groups of pool p get at most its places together"""
    pool = m.data.pools[p]
    groups = pool.groups or tuple(m.data.groups)
    pairs = [(n, g) for n in pool.measures for g in groups]
    return total(m, (pair_places(m, *i, y) for i in pairs)) <= m.data.in_year(y).pools[p].places


def only_alongside(m: pyo.ConcreteModel, i: int, g: str, y: int) -> Rule:
    """(2.5) a measure that is given only alongside another gets at most its ratio of places"""
    rule = m.data.alongside[i]
    return pair_places(m, rule.measure, g, y) - rule.ratio * pair_places(m, rule.other, g, y) <= 0


def offer_in_open_unit(m: pyo.ConcreteModel, n: str, u: str) -> Rule:
    """(2.6) is_open[n,u] - sum_v relocated[n,u,v] <= unit_is_open[u]"""
    return stays(m, n, u) <= m.unit_is_open[u]


def open_or_handed_over(m: pyo.ConcreteModel, n: str, u: str) -> Rule:
    """(2.7) is_open[n,u] + is_handed_over[n] <= 1"""
    return m.is_open[n, u] + m.is_handed_over[n] <= 1


def moves_with_its_offer(m: pyo.ConcreteModel, n: str, u: str) -> Rule:
    """(2.8) sum_v relocated[n,u,v] <= is_open[n,u]"""
    return stays(m, n, u) >= 0


def taken_by_open_unit(m: pyo.ConcreteModel, n: str, u: str, v: str) -> Rule:
    """(2.9) relocated[n,u,v] <= unit_is_open[v]"""
    return m.relocated[n, u, v] <= m.unit_is_open[v]


def unit_has_work(m: pyo.ConcreteModel, u: str) -> Rule:
    """(2.10) unit_is_open[u] <= offers it runs + groups it is responsible for"""
    data = m.data
    own = [stays(m, n, v) for n, v in m.offers if v == u]
    taken = [m.relocated[i] for i in m.moves if i[2] == u]
    groups = [m.serves[g, u] for g in data.groups_at[u]]
    return m.unit_is_open[u] <= total(m, [*own, *taken, *groups])


def those_who_may(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(3.1) sum_u places[n,u,g,y] <= most[n,g]: one place for each who may have it"""
    return pair_places(m, n, g, y) <= m.data.in_year(y).most_places(n, g)


def time_of_group(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(3.2) sum_n weeks week_share places[n,g,y] <= time_share 52 persons[g], or today's"""
    data = m.data.in_year(y)
    spent = (data.weeks_of_time(n) * pair_places(m, n, g, y) for n in data.measures_for[g])
    return total(m, spent) <= data.most_time(g)


def share_of_year(data: Instance, gone: float, y: int) -> float:
    """(4.6) Share of year y that a change works: the rest of year one, all of the others."""
    return 1 - gone if y == data.settings.first_year else 1.0


def change_in_places(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(4.7) share_of_year (sum_u places[n,u,g,y] - today[n,g]): places more than today"""
    works = share_of_year(m.data, before_change(m.data, m.data.measures[n]), y)
    return works * (pair_places(m, n, g, y) - m.data.today(n, g=g))


def category(data: Instance, account: str) -> str:
    return data.accounts[account].category


def add_segments(m: pyo.ConcreteModel) -> None:
    parts = m.data.spells_together
    apart = [i for i in m.pairs if i in parts and i[1] != parts[i][0]]
    m.segments_add_up = pyo.Constraint(m.pairs, m.T, rule=segments_add_up)
    m.segment_holds = pyo.Constraint(m.K, m.T, rule=segment_holds)
    m.spells_in_proportion = pyo.Constraint(apart, m.T, rule=spells_in_proportion)


def add_places(m: pyo.ConcreteModel) -> None:
    data = m.data
    mandatory = [i for i in m.pairs if data.measures[i[0]].mandatory and data.today(i[0], g=i[1])]
    rules = enumerate(data.alongside)
    together = [(i, g) for i, rule in rules for g in data.groups_of[rule.measure]]
    m.at_most_capacity = pyo.Constraint(m.sites, m.T, rule=at_most_capacity)
    m.at_least_minimum = pyo.Constraint(m.sites, m.T, rule=at_least_minimum)
    m.mandatory_places = pyo.Constraint(mandatory, m.R, rule=mandatory_places)
    m.shared_limit = pyo.Constraint(list(data.pools), m.R, rule=shared_limit)
    m.only_alongside = pyo.Constraint(together, m.T, rule=only_alongside)
    m.offer_in_open_unit = pyo.Constraint(m.offers, rule=offer_in_open_unit)
    m.open_or_handed_over = pyo.Constraint(
        [o for o in m.offers if o[0] in m.handable], rule=open_or_handed_over
    )
    m.moves_with_its_offer = pyo.Constraint(
        sorted({i[:2] for i in m.moves}), rule=moves_with_its_offer
    )
    m.taken_by_open_unit = pyo.Constraint(m.moves, rule=taken_by_open_unit)
    working = [u for u in m.U if u not in tasks_of_their_own(data)]
    m.unit_has_work = pyo.Constraint(working, rule=unit_has_work)
    room = {i: sum(data.offers[i[0], u].capacity for u in data.units_of[i[0]]) for i in m.pairs}
    few = [i for i in m.pairs if any(data.in_year(y).most_places(*i) < room[i] for y in m.R)]
    m.those_who_may = pyo.Constraint(few, m.R, rule=those_who_may)
    m.time_of_group = pyo.Constraint(m.G, m.R, rule=time_of_group)
    m.change_in_places = pyo.Expression(m.pairs, m.Y, rule=change_in_places)
