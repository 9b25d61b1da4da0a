"""Demands on single measures: whether they stay, and how many places they have."""

from model import quantities
from model.demand import Demand, Text
from model.demand_kinds.record import LESS, DemandContext, DemandKind, Rows, least
from model.evaluation.savings import stages_of
from model.expressions import Model, pair_places, total


def keep_open_rows(m: Model, q: Demand) -> Rows:
    """sum_u is_open[n,u] >= 1"""
    for n in m.data.measures_in(q.measures):
        yield (n,), total(m, (m.is_open[o] for o in m.offers if o[0] == n)) >= 1


def keep_open_slack(c: DemandContext) -> float:
    """Offers left of the measure that has fewest, less one."""
    return least(sum(m == n for m, _ in c.plan.is_open) - 1.0 for n in c.measures)


KEEP_OPEN = DemandKind(
    line="11.2",
    label=Text("Indsats bevares", "Measure kept"),
    sentence=Text("{measures} skal bestå", "{measures} must stay"),
    rows=keep_open_rows,
    slack=keep_open_slack,
    needs=("measures",),
)


def close_rows(m: Model, q: Demand) -> Rows:
    """sum_u is_open[n,u] + is_handed_over[n] <= 0"""
    for n in m.data.measures_in(q.measures):
        handed = m.is_handed_over[n] if n in m.handable else 0
        yield (n,), total(m, (m.is_open[o] for o in m.offers if o[0] == n)) + handed <= 0


def close_slack(c: DemandContext) -> float:
    """Minus the offers, or handovers, of the measure that has most."""
    kept = [*(m for m, _ in c.plan.is_open), *c.plan.handed_over]
    return least(-float(kept.count(n)) for n in c.measures)


CLOSE = DemandKind(
    line="11.3",
    label=Text("Indsats lukkes", "Measure closed"),
    sentence=Text("{measures} skal lukkes", "{measures} must close"),
    rows=close_rows,
    slack=close_slack,
    needs=("measures",),
)


def hand_over_rows(m: Model, q: Demand) -> Rows:
    """is_handed_over[n] >= 1"""
    for n in m.data.measures_in(q.measures):
        yield (n,), total(m, (m.is_handed_over[k] for k in m.handable if k == n)) >= 1


def hand_over_slack(c: DemandContext) -> float:
    """0 when handed over, else -1."""
    return least(float(n in c.plan.handed_over) - 1.0 for n in c.measures)


HAND_OVER = DemandKind(
    line="11.4",
    label=Text("Indsats overgår", "Measure handed over"),
    sentence=Text(
        "{measures} skal overgå til en anden forvaltning", "{measures} must be handed over"
    ),
    rows=hand_over_rows,
    slack=hand_over_slack,
    needs=("measures",),
)


def as_today_rows(m: Model, q: Demand) -> Rows:
    """sum_u places[n,u,g,y] = today's"""
    measures = m.data.measures_in(q.measures)
    for n, g in m.pairs:
        if n in measures:
            for y in stages_of(m.data, q):
                yield (n, g, y), pair_places(m, n, g, y) == m.data.today(n, g=g)


def as_today_slack(c: DemandContext) -> float:
    """Minus the largest difference from today's places."""
    return least(
        -abs(c.places(n, y, (g,)) - c.data.today(n, g=g))
        for n, g in c.data.effects
        if n in c.measures
        for y in c.years
    )


AS_TODAY = DemandKind(
    line="11.5",
    label=Text("Indsats som i dag", "Measure as today"),
    sentence=Text("{measures} skal fortsætte som i dag", "{measures} must go on as today"),
    rows=as_today_rows,
    slack=as_today_slack,
    needs=("measures",),
)


def places_rows(m: Model, q: Demand) -> Rows:
    """sum of places over the measures and groups >= bound"""
    groups = m.data.groups_in(q.groups)
    measures = m.data.measures_in(q.measures)
    pairs = [(n, g) for n, g in m.pairs if n in measures and g in groups]
    for y in stages_of(m.data, q):
        yield (y,), total(m, (pair_places(m, n, g, y) for n, g in pairs)) >= q.bound


def places_slack(c: DemandContext) -> float:
    """Places a year, smallest margin."""
    return least(sum(c.places(n, y, c.groups) for n in c.measures) - c.q.bound for y in c.years)


PLACES = DemandKind(
    line="11.10",
    label=Text("Mindste antal pladser", "Fewest places"),
    sentence=Text(
        "{measures} skal have mindst {bound} {plads|pladser} om året til {groups}",
        "{measures} must have at least {bound} {place|places} a year for {groups}",
    ),
    rows=places_rows,
    slack=places_slack,
    unit=quantities.PLACES,
    looser=LESS,
    needs=("measures",),
)
