"""Section 8: job exits, counted as a change from today's."""

from model.algebra import pyo
from model.expressions import Rule
from model.formulation.places import segment_width, share_of_year
from model.instance import Instance
from model.timing import before_change


def exits_of_measures(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(8.1) extra_exits[g,y] = (1 - displacement) sum_n works effect (segments - today's)"""
    data = m.data
    return m.extra_exits[g, y] == (1 - data.settings.displacement) * sum(
        data.effect(n, g)
        * share_of_year(data, before_change(data, data.measures[n]), y)
        * (weighted_segments(m, n, g, y) - weighted_today(data, n, g))
        for n in data.measures_for[g]
        if data.effect(n, g)
    )


def weighted_segments(m: pyo.ConcreteModel, n: str, g: str, y: int) -> Rule:
    """(8.2) sum_k factor_k segment[n,g,k,y]: places, weighted by the effect that is left

    A negative effect must not fall with volume: its factors are one.
    """
    falling = m.data.effect(n, g) > 0
    return sum(
        (m.data.segments[k].factor if falling else 1.0) * m.segment[n, g, k, y]
        for _, _, k in m.segments[n, g]
    )


def weighted_today(data: Instance, n: str, g: str) -> float:
    """Today's places, weighted by the effect that is left in each segment."""
    left, weighted = data.today(n, g=g), 0.0
    if data.effect(n, g) <= 0:
        return left
    for k, segment in enumerate(data.segments):
        used = min(left, segment_width(data, n, g, k))
        weighted, left = weighted + segment.factor * used, left - used
    return weighted


def add_exits(m: pyo.ConcreteModel) -> None:
    m.extra_exits = pyo.Var(m.G, m.Y)
    m.exits_of_measures = pyo.Constraint(m.G, m.Y, rule=exits_of_measures)
