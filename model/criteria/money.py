"""What is saved and what it costs once."""

from model import quantities
from model.criteria.record import MAXIMIZE, MINIMIZE, Amount, Criterion, Tradeoff
from model.demand import Text
from model.evaluation.savings import categories, saving_level
from model.expressions import Model, Rule
from model.instance import Instance
from model.solution import Outcome


def saving_expression(m: Model) -> Rule:
    """saving_level"""
    return m.saving_level


SAVING = Criterion(
    line="12.9",
    name="saving",
    sense=MAXIMIZE,
    unit=quantities.TKR_A_YEAR,
    label=Text("Besparelse om året", "Saving a year"),
    subject=Text("den årlige besparelse i 1.000 kr.", "the yearly saving in 1,000 kr."),
    expression=saving_expression,
    value=saving_level,
    tradeoff=Tradeoff(
        kind="saving",
        reached=Text(
            "Mindst {bound} mio. kr. spares hvert år", "At least DKK {bound}m is saved every year"
        ),
        axis=Text("Besparelse om året, mio. kr.", "Saving a year, DKK m"),
        level=Text("{n} sparet om året", "{n} saved a year"),
        better=Amount(Text("{n} mere sparet om året", "{n} more saved a year")),
        worse=Amount(Text("{n} af den årlige besparelse", "{n} of the saving a year")),
        width=Text("{n} mio. kr. af den årlige besparelse", "DKK {n}m of the saving a year"),
    ),
)


def one_off_expression(m: Model) -> Rule:
    """sum_y one_off[y]"""
    return sum(m.one_off[y] for y in m.Y)


def one_off_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """One-off costs, tkr, all years together."""
    del data, before
    return sum(after.one_off.values())


ONE_OFF = Criterion(
    line="12.15",
    name="one_off",
    sense=MINIMIZE,
    unit=quantities.TKR,
    label=Text("Engangsudgifter", "One-off costs"),
    subject=Text("engangsudgiften i 1.000 kr.", "the one-off cost in 1,000 kr."),
    expression=one_off_expression,
    value=one_off_value,
    tradeoff=Tradeoff(
        kind="one_off",
        reached=Text(
            "Engangsudgifter er højst {bound} mio. kr.", "One-off costs are at most DKK {bound}m"
        ),
        axis=Text("Engangsudgifter, mio. kr.", "One-off costs, DKK m"),
        level=Text("{n} i engangsudgifter", "{n} in one-off costs"),
        better=Amount(Text("{n} mindre i engangsudgifter", "{n} less in one-off costs")),
        worse=Amount(Text("{n} mere i engangsudgifter", "{n} more in one-off costs")),
        width=Text("{n} mio. kr. i engangsudgifter", "DKK {n}m of one-off costs"),
    ),
)


def transfers_expression(m: Model) -> Rule:
    """sum_y (change_in_refund[a,y] - change_in_gross[a,y]) of transfers"""
    a = "transfers"
    return sum(m.change_in_refund[a, y] - m.change_in_gross[a, y] for y in m.Y)


def transfers_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Net transfers saved, tkr, all years together."""
    kinds = categories(data)
    return sum(
        before.money[a, y].net - after.money[a, y].net
        for a, y in after.money
        if kinds[a] == "transfers"
    )


TRANSFERS = Criterion(
    line="12.16",
    name="transfers",
    sense=MAXIMIZE,
    unit=quantities.TKR,
    label=Text("Sparet på forsørgelse over alle år", "Saved on benefits over all years"),
    subject=Text(
        "de samlede sparede overførsler i 1.000 kr. {period}",
        "the total of saved transfers in 1,000 kr. {period}",
    ),
    expression=transfers_expression,
    value=transfers_value,
)
