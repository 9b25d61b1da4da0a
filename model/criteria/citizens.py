"""What citizens get: exits to job or education, and offers."""

from model import quantities
from model.criteria.record import MAXIMIZE, MINIMIZE, Amount, Criterion, Tradeoff
from model.demand import Text
from model.expressions import Model, Rule, offers_to, total
from model.instance import Instance
from model.solution import Outcome


def exits_expression(m: Model) -> Rule:
    """sum extra_exits[g,y]"""
    return sum(m.extra_exits[i] for i in m.extra_exits)


def exits_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Exits more than today's practice gives, all years together."""
    del data, before
    return sum(after.extra_exits.values())


EXITS = Criterion(
    line="12.8",
    name="exits",
    sense=MAXIMIZE,
    unit=quantities.EXITS,
    label=Text("Ekstra afgange over alle år", "Extra exits over all years"),
    subject=Text(
        "det samlede antal ekstra afgange til job eller uddannelse {period}",
        "the total of extra exits to job or education {period}",
    ),
    expression=exits_expression,
    value=exits_value,
    tradeoff=Tradeoff(
        kind="extra_exits",
        reached=Text(
            "Mindst {bound} flere afgange til job eller uddannelse i alt",
            "At least {bound} more exits to job or education in all",
        ),
        axis=Text(
            "Flere afgange til job eller uddannelse, alle år",
            "Extra exits to job or education, all years",
        ),
        level=Text("{n} flere afgange", "{n} more exits"),
        below=Amount(
            Text("{n} færre afgange", "{n} fewer exits"),
            Text("én afgang færre", "one exit fewer"),
        ),
        better=Amount(
            Text("{n} flere afgange", "{n} more exits"), Text("én afgang mere", "one exit more")
        ),
        worse=Amount(Text("{n} afgange", "{n} exits"), Text("én afgang", "one exit")),
        width=Text("{n} afgange", "{n} exits"),
    ),
)


def coverage_expression(m: Model) -> Rule:
    """sum offers[g,y] / sum eligible[g] over the vulnerable, on average over the years"""
    groups = m.data.groups
    vulnerable = [g for g in groups if "vulnerable" in groups[g].tags]
    people = sum(groups[g].eligible for g in vulnerable) * len(m.Y)
    return total(m, (offers_to(m, g, y) for g in vulnerable for y in m.Y)) / (people or 1.0)


def coverage_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Offers per vulnerable citizen, on average over the years."""
    del before
    vulnerable = {g for g, group in data.groups.items() if "vulnerable" in group.tags}
    people = sum(data.groups[g].eligible for g in vulnerable) * len(data.years)
    return sum(v for (g, _), v in after.offers.items() if g in vulnerable) / (people or 1.0)


COVERAGE = Criterion(
    line="12.10",
    name="coverage",
    sense=MAXIMIZE,
    unit=quantities.OFFERS_PER_PERSON,
    label=Text("Tilbud pr. udsat borger", "Offers per vulnerable person"),
    subject=Text(
        "andelen af udsatte, der har et tilbud", "the share of the vulnerable who have an offer"
    ),
    expression=coverage_expression,
    value=coverage_value,
    tradeoff=Tradeoff(
        kind="mean_coverage",
        groups=("vulnerable",),
        reached=Text(
            "Der er i snit mindst {bound} tilbud pr. 100 udsatte borgere",
            "There are at least {bound} offers per 100 vulnerable citizens on average",
        ),
        axis=Text("Tilbud pr. udsat borger", "Offers per vulnerable citizen"),
        level=Text("{n} tilbud pr. udsat borger", "{n} offers per vulnerable citizen"),
        better=Amount(
            Text("{n} flere tilbud pr. udsat borger", "{n} more offers per vulnerable citizen")
        ),
        worse=Amount(Text("{n} tilbud pr. udsat borger", "{n} offers per vulnerable citizen")),
        width=Text("{n} tilbud pr. udsat borger", "{n} offers per vulnerable citizen"),
    ),
)


def lost_places_expression(m: Model) -> Rule:
    """sum lost[g,y]"""
    return sum(m.lost[i] for i in m.lost)


def lost_places_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Offers fewer than today, group by group, all years together."""
    del data, before
    return sum(after.lost_places.values())


LOST_PLACES = Criterion(
    line="12.13",
    name="lost_places",
    sense=MINIMIZE,
    unit=quantities.PLACES,
    label=Text("Mistede tilbud over alle år", "Offers lost over all years"),
    subject=Text("det samlede antal mistede tilbud {period}", "the total of lost offers {period}"),
    expression=lost_places_expression,
    value=lost_places_value,
    tradeoff=Tradeoff(
        kind="lost_offers",
        reached=Text(
            "Højst {bound} tilbud går tabt i alt", "At most {bound} offers are lost in all"
        ),
        axis=Text("Mistede tilbud, alle år", "Offers lost, all years"),
        level=Text("{n} mistede tilbud", "{n} offers lost"),
        better=Amount(
            Text("{n} færre mistede tilbud", "{n} fewer offers lost"),
            Text("ét mistet tilbud færre", "one offer fewer lost"),
        ),
        worse=Amount(
            Text("{n} flere mistede tilbud", "{n} more offers lost"),
            Text("ét mistet tilbud mere", "one offer more lost"),
        ),
        width=Text("{n} mistede tilbud", "{n} offers lost"),
    ),
)
