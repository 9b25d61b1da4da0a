"""Demands on money: what is saved, invested and paid once."""

from model import quantities
from model.demand import Demand, Text
from model.demand_kinds.record import LESS, MORE, DemandContext, DemandKind, Rows, least
from model.evaluation.evaluate import own_staff
from model.evaluation.savings import categories, years_of
from model.expressions import Model, measure_cost, pair_places, saving, total


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
    measures = [n for n, v in m.data.measures.items() if not q.types or v.type in q.types]
    for y in years_of(m.data, q):
        yield (y,), total(m, (measure_cost(m, n, y) for n in measures)) >= q.bound


def reinvest_slack(c: DemandContext) -> float:
    """tkr a year at the year's rate, smallest margin."""
    data, types = c.data, c.q.types
    price = {
        n: v.running_cost + own_staff(data, n)
        for n, v in data.measures.items()
        if not types or v.type in types
    }
    return least(
        sum((p * (c.places(n, y) - data.today(n)) for n, p in price.items()), -c.q.bound)
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


def external_share_rows(m: Model, q: Demand) -> Rows:
    """running cost of the types <= bound x running cost of all measures"""
    kinds = m.data.measures.items()
    weight = {n: ((v.type in q.types) - q.bound) * v.running_cost for n, v in kinds}
    for y in years_of(m.data, q):
        yield (y,), total(m, (weight[n] * pair_places(m, n, g, y) for n, g in m.pairs)) <= 0


def external_share_slack(c: DemandContext) -> float:
    """Share of running costs, smallest margin; 0 costs count as no share."""
    margins = []
    for y in c.years:
        cost = {n: v.running_cost * c.places(n, y) for n, v in c.data.measures.items()}
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
