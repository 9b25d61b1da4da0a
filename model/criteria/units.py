"""What a structure of units costs those who must work together."""

from model import quantities
from model.criteria.record import MINIMIZE, Amount, Criterion, Tradeoff
from model.demand import Text
from model.expressions import Model, Rule, handed, total
from model.instance import Instance
from model.solution import Outcome


def handovers_expression(m: Model) -> Rule:
    """sum handover[n,u,g,y]"""
    return total(m, (handed(m, n, u, g, y) for n, u, g in m.P for y in m.Y))


def handovers_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Places run by another unit than the responsible one, all years together."""
    del data, before
    return sum(after.handovers.values())


HANDOVERS = Criterion(
    line="12.14",
    name="handovers",
    sense=MINIMIZE,
    unit=quantities.PLACES,
    label=Text(
        "Pladser drevet af en anden enhed, over alle år",
        "Places run by another unit, over all years",
    ),
    subject=Text(
        "det samlede antal pladser i en anden enhed end den ansvarlige {period}",
        "the total of places run by another unit than the responsible {period}",
    ),
    expression=handovers_expression,
    value=handovers_value,
    tradeoff=Tradeoff(
        kind="handovers",
        reached=Text(
            "Højst {bound} pladser drives af en anden enhed end den ansvarlige",
            "At most {bound} places are run by another unit than the responsible",
        ),
        axis=Text(
            "Pladser drevet af en anden enhed end den ansvarlige, alle år",
            "Places run by another unit than the responsible, all years",
        ),
        level=Text("{n} pladser hos en anden enhed", "{n} places with another unit"),
        better=Amount(
            Text("{n} færre pladser hos en anden enhed", "{n} fewer places with another unit"),
            Text("én plads færre hos en anden enhed", "one place fewer with another unit"),
        ),
        worse=Amount(
            Text("{n} flere pladser hos en anden enhed", "{n} more places with another unit"),
            Text("én plads mere hos en anden enhed", "one place more with another unit"),
        ),
        width=Text("{n} pladser hos en anden enhed", "{n} places with another unit"),
    ),
)
