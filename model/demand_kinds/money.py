"""Demands on money: what is saved, invested and paid once."""

from itertools import product

from model import quantities
from model.demand import Demand, Text
from model.demand_kinds.record import LESS, MORE, NONE, DemandContext, DemandKind, Rows, least
from model.derived import segments_today
from model.evaluation.evaluate import growth, price_of_place, volumes
from model.evaluation.savings import categories, turns_of, years_of
from model.expressions import Model, measure_cost, pair_places, saving, total
from model.instance import Instance


def saving_rows(m: Model, q: Demand) -> Rows:
    """saving[y] >= bound"""
    for y in years_of(m.data, q):
        yield (y,), saving(m, q.basis, q.view, q.counts, y) >= q.bound


def saving_slack(c: DemandContext) -> float:
    """tkr a year, smallest margin over the years."""
    q, kinds = c.q, categories(c.data)
    return least(
        c.after.saving(c.before, y, kinds, q.basis, q.view, q.counts) - q.bound for y in c.years
    )


SAVING = DemandKind(
    line="11.1",
    label=Text("Besparelse", "Saving"),
    sentence=Text(
        "Der spares mindst {bound} mio. kr. om året fra {from_year}",
        "At least DKK {bound}m a year is saved from {from_year}",
    ),
    rows=saving_rows,
    slack=saving_slack,
    unit=quantities.TKR_A_YEAR,
    looser=LESS,
    lever="amount",
)


def one_off_rows(m: Model, q: Demand) -> Rows:
    """sum_y one_off[y] <= bound"""
    yield ("all",), total(m, (m.one_off[y] for y in years_of(m.data, q))) <= q.bound


def one_off_slack(c: DemandContext) -> float:
    """tkr left."""
    return c.q.bound - sum(c.after.one_off[y] for y in c.years)


ONE_OFF = DemandKind(
    line="11.12",
    label=Text("Loft over engangsudgifter", "Limit to one-off costs"),
    sentence=Text(
        "Højst {bound} mio. kr. i engangsudgifter", "At most DKK {bound}m in one-off costs"
    ),
    rows=one_off_rows,
    slack=one_off_slack,
    unit=quantities.TKR,
    looser=MORE,
)


def reinvest_rows(m: Model, q: Demand) -> Rows:
    """cost of the measures of the types, more than today >= bound"""
    of_types = [n for n, v in m.data.measures.items() if not q.types or v.type in q.types]
    for y in turns_of(m.data, q):
        yield (y,), total(m, (measure_cost(m, n, y) for n in of_types)) >= q.bound


def reinvest_slack(c: DemandContext) -> float:
    """tkr a year at the year's rate, smallest margin."""
    data, types = c.data, c.q.types
    of_types = [n for n, v in data.measures.items() if not types or v.type in types]
    return least(
        sum(price_of_place(data, n, y) * (c.places(n, y) - data.today(n)) for n in of_types)
        - c.q.bound
        for y in c.years
    )


REINVEST = DemandKind(
    line="11.13",
    label=Text("Geninvestering", "Reinvestment"),
    sentence=Text(
        "Mindst {bound} mio. kr. om året geninvesteres i {types}",
        "At least DKK {bound}m a year is reinvested in {types}",
    ),
    rows=reinvest_rows,
    slack=reinvest_slack,
    unit=quantities.TKR_A_YEAR,
    looser=LESS,
    needs=("types",),
)


def spending_rows(m: Model, q: Demand) -> Rows:
    """running costs and own staff's time of the measures at the year's rate <= bound"""
    for y in turns_of(m.data, q):
        cost = (price_of_place(m.data, n, y) * pair_places(m, n, g, y) for n, g in spent_on(m, q))
        yield (y,), total(m, cost) <= q.bound


def spent_on(m: Model, q: Demand) -> list[tuple[str, str]]:
    return [i for i in m.pairs if is_spent_on(m.data, q, i[0])]


def is_spent_on(data: Instance, q: Demand, n: str) -> bool:
    """Whether a demand on money is about a measure, by its name or its type."""
    return (not q.measures or n in q.measures) and (not q.types or data.measures[n].type in q.types)


def spending_slack(c: DemandContext) -> float:
    """tkr a year left, in the year with least."""
    spent = [n for n in c.data.measures if is_spent_on(c.data, c.q, n)]
    return least(
        c.q.bound - sum(price_of_place(c.data, n, y) * c.places(n, y) for n in spent)
        for y in c.years
    )


SPENDING = DemandKind(
    line="11.32",
    label=Text("Loft over udgift", "Limit to spending"),
    sentence=Text(
        "Højst {bound} mio. kr. om året bruges på {measures} ({types})",
        "At most DKK {bound}m a year is spent on {measures} ({types})",
    ),
    rows=spending_rows,
    slack=spending_slack,
    unit=quantities.TKR_A_YEAR,
    looser=MORE,
)


def price_per_person_rows(m: Model, q: Demand) -> Rows:
    """cost of the places a measure grows by <= bound x the extra exits they give"""
    for n, y in product(m.data.measures_in(q.measures), turns_of(m.data, q)):
        price, terms = price_of_place(m.data, n, y), []
        for g in m.data.groups_of[n]:
            for k, factor, today in segments_today(m.data, n, g):
                if not today:
                    gained = m.data.lasting(n, g) * factor * m.data.effect(n, g)
                    worth = price - q.bound * gained
                    terms.append(worth * m.segment[n, g, k, m.data.stage(y)])
        yield (n, y), total(m, terms) <= 0


def price_per_person_slack(c: DemandContext) -> float:
    """tkr an exit, smallest margin of a measure that grows."""
    margins, volume = [], volumes(c.data, c.plan)
    for n, y in product(c.measures, c.years):
        places, exits = growth(c.data, volume, n, y)
        if places > NONE:
            cost = places * price_of_place(c.data, n, y)
            margins.append(c.q.bound - cost / exits if exits > 0 else -cost)
    return least(margins)


PRICE_PER_PERSON = DemandKind(
    line="11.33",
    label=Text("Højeste pris pr. ekstra person", "Highest price per extra person"),
    sentence=Text(
        "Nye pladser i {measures} koster højst {bound} mio. kr. pr. ekstra person i job",
        "New places of {measures} cost at most DKK {bound}m per extra person in a job",
    ),
    rows=price_per_person_rows,
    slack=price_per_person_slack,
    unit=quantities.TKR_A_YEAR,
    looser=MORE,
)


def external_share_rows(m: Model, q: Demand) -> Rows:
    """running cost of the types <= bound x running cost of all measures"""
    for y in turns_of(m.data, q):
        kinds = m.data.in_year(y).measures.items()
        weight = {n: ((v.type in q.types) - q.bound) * v.running_cost for n, v in kinds}
        yield (y,), total(m, (weight[n] * pair_places(m, n, g, y) for n, g in m.pairs)) <= 0


def external_share_slack(c: DemandContext) -> float:
    """Share of running costs, smallest margin; 0 costs count as no share."""
    margins = []
    for y in c.years:
        rules = c.data.in_year(y)
        cost = {n: v.running_cost * c.places(n, y) for n, v in rules.measures.items()}
        external = sum(v for n, v in cost.items() if c.data.measures[n].type in c.q.types)
        whole = sum(cost.values())
        margins.append(c.q.bound - (external / whole if whole else 0.0))
    return least(margins)


EXTERNAL_SHARE = DemandKind(
    line="11.14",
    label=Text("Loft over ekstern andel", "Limit to external share"),
    sentence=Text(
        "Højst {bound} % af driften går til {types}",
        "At most {bound}% of running costs go to {types}",
    ),
    rows=external_share_rows,
    slack=external_share_slack,
    unit=quantities.SHARE,
    looser=MORE,
    needs=("types",),
)
