"""Section 12: every criterion as one record, its expression, its evaluated value and its words."""

from collections.abc import Callable
from typing import NamedTuple

from model import quantities
from model.demand import Text
from model.evaluation.savings import categories, saving_level
from model.expressions import Model, Rule, handover_places, offers_to, people_dismissed, total
from model.instance import Instance
from model.quantities import Quantity
from model.solution import Outcome

MAXIMIZE, MINIMIZE = 1, -1


class Amount(NamedTuple):
    """Words about an amount `{n}`, and those about exactly one, where it is counted in whole."""

    many: Text
    one: Text | None = None

    def of(self, n: str, language: str) -> str:
        text = self.one if self.one is not None and n == "1" else self.many
        return text.of(language).format(n=n)


class Tradeoff(NamedTuple):
    """How a criterion is traded for others: the demand that it is reached, and its words.

    The demand has the sentence `reached`, a bound in the criterion's unit and, of a kind in
    model/demand_kinds/, the groups it is about. `axis` is the criterion as a choice and as the
    title of an axis, with its unit; `level` so much of it, `below` so much less than nothing where
    it can be; `better` and `worse` a step of it; `width` how wide a band is, in what it is counted,
    where that is not told as its level.
    """

    kind: str
    reached: Text
    axis: Text
    level: Amount
    better: Amount
    worse: Amount
    width: Amount | None = None
    groups: tuple[str, ...] = ()
    below: Amount | None = None


class Criterion(NamedTuple):
    """A criterion; `line` is its number in docs/formulation.md.

    `expression` is its value in the model, `value` the same recomputed from the outcomes of
    today's practice and of the plan, both in its `unit`. `label` names it in a table, `subject`
    opens a sentence and leaves the `{period}` open, `best` names a plan with the best of it.
    Without a tradeoff it can be put in order, but not be traded on a frontier.
    """

    line: str
    sense: int
    unit: Quantity
    label: Text
    subject: Text
    best: Text
    expression: Callable[[Model], Rule]
    value: Callable[[Instance, Outcome, Outcome], float]
    tradeoff: Tradeoff | None = None

    @property
    def name(self) -> str:
        return self.expression.__name__.removesuffix("_expression")


def all_years(figure: str) -> Callable[[Instance, Outcome, Outcome], float]:
    """The value of a criterion that is a figure of the plan's outcome, all years together."""

    def value(_data: Instance, _before: Outcome, after: Outcome) -> float:
        """The sum over all keys of the figure."""
        return float(sum(getattr(after, figure).values()))

    return value


def exits_expression(m: Model) -> Rule:
    """sum extra_exits[g,y]"""
    return sum(m.extra_exits[i] for i in m.extra_exits)


MORE_EXITS = Amount(
    Text("{n} flere afgange", "{n} more exits"), Text("én afgang mere", "one exit more")
)
EXITS = Criterion(
    line="12.8",
    sense=MAXIMIZE,
    unit=quantities.EXITS,
    label=Text("Ekstra afgange over alle år", "Extra exits over all years"),
    subject=Text(
        "det samlede antal ekstra afgange til job eller uddannelse {period}",
        "the total of extra exits to job or education {period}",
    ),
    best=Text("Flest job", "Most jobs"),
    expression=exits_expression,
    value=all_years("extra_exits"),
    tradeoff=Tradeoff(
        kind="extra_exits",
        reached=Text(
            "Mindst {bound} ekstra {afgang|afgange} til job eller uddannelse i alt",
            "At least {bound} extra {exit|exits} to job or education in all",
        ),
        axis=Text(
            "Ekstra afgange til job eller uddannelse, alle år",
            "Extra exits to job or education, all years",
        ),
        level=MORE_EXITS,
        below=Amount(
            Text("{n} færre afgange", "{n} fewer exits"), Text("én afgang færre", "one exit fewer")
        ),
        better=MORE_EXITS,
        worse=Amount(Text("{n} afgange", "{n} exits"), Text("én afgang", "one exit")),
        width=Amount(Text("{n} afgange", "{n} exits"), Text("én afgang", "one exit")),
    ),
)


def worth_expression(m: Model) -> Rule:
    """sum extra_exits[g,y] + years saving_level / stop_price, where an exit has a price"""
    price = m.data.settings.stop_price
    return exits_expression(m) + (len(m.Y) * m.saving_level / price if price else 0.0)


def worth_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Extra exits, and those that the saving would buy at the most that one may cost."""
    price, exits = data.settings.stop_price, EXITS.value(data, before, after)
    return exits + (len(data.years) * saving_level(data, before, after) / price if price else 0.0)


WORTH = Criterion(
    line="12.20",
    sense=MAXIMIZE,
    unit=quantities.EXITS,
    label=Text(
        "Ekstra afgange, og hvad besparelsen er værd i afgange",
        "Extra exits, and what the saving is worth in exits",
    ),
    subject=Text(
        "de ekstra afgange til job eller uddannelse {period}, når de højst må koste stopprisen,",
        "the extra exits to job or education {period} that cost no more than the stop price",
    ),
    best=Text("Flest job, der er deres pris værd", "Most jobs worth their price"),
    expression=worth_expression,
    value=worth_value,
)


def in_work_expression(m: Model) -> Rule:
    """mean of in_work[y] over the years that count"""
    years = m.data.in_work_years
    return sum(m.in_work[y] for y in years) / len(years)


def in_work_value(data: Instance, _before: Outcome, after: Outcome) -> float:
    """People in work because of the plan, less those it puts out of it, on average."""
    return sum(after.in_work[y].net for y in data.in_work_years) / len(data.in_work_years)


MORE_IN_WORK = Amount(
    Text("{n} flere i job netto", "{n} more in work, net"),
    Text("én mere i job netto", "one more in work, net"),
)
FEWER_IN_WORK = Amount(
    Text("{n} færre i job netto", "{n} fewer in work, net"),
    Text("én færre i job netto", "one fewer in work, net"),
)
IN_WORK = Criterion(
    line="12.17",
    sense=MAXIMIZE,
    unit=quantities.IN_WORK,
    label=Text("Flere i job eller uddannelse, netto", "More in work or education, net"),
    subject=Text(
        "antallet af flere i job eller uddannelse, netto",
        "the net number of people more in work or education",
    ),
    best=Text("Flest i job netto", "Most in work, net"),
    expression=in_work_expression,
    value=in_work_value,
    tradeoff=Tradeoff(
        kind="in_work",
        reached=Text(
            "Mindst {bound} flere er i job eller uddannelse, netto",
            "At least {bound} more {is|are} in work or education, net",
        ),
        axis=Text("Flere i job eller uddannelse, netto", "More in work or education, net"),
        level=MORE_IN_WORK,
        below=FEWER_IN_WORK,
        better=MORE_IN_WORK,
        worse=FEWER_IN_WORK,
        width=Amount(Text("{n} i job", "{n} in work"), Text("én i job", "one in work")),
    ),
)


def saving_expression(m: Model) -> Rule:
    """saving_level"""
    return m.saving_level


SAVING = Criterion(
    line="12.9",
    sense=MAXIMIZE,
    unit=quantities.TKR_A_YEAR,
    label=Text("Besparelse om året", "Saving a year"),
    subject=Text("den årlige besparelse i 1.000 kr.", "the yearly saving in 1,000 kr."),
    best=Text("Størst besparelse", "Largest saving"),
    expression=saving_expression,
    value=saving_level,
    tradeoff=Tradeoff(
        kind="saving",
        reached=Text(
            "Mindst {bound} mio. kr. spares hvert år", "At least DKK {bound}m is saved every year"
        ),
        axis=Text("Besparelse om året, mio. kr.", "Saving a year, DKK m"),
        level=Amount(Text("{n} sparet om året", "{n} saved a year")),
        better=Amount(Text("{n} mere sparet om året", "{n} more saved a year")),
        worse=Amount(Text("{n} af den årlige besparelse", "{n} of the saving a year")),
        width=Amount(
            Text("{n} mio. kr. af den årlige besparelse", "DKK {n}m of the saving a year")
        ),
    ),
)


def coverage_expression(m: Model) -> Rule:
    """sum offers[g,y] / sum eligible[g] over the vulnerable, on average over the years"""
    groups = m.data.groups
    vulnerable = [g for g in groups if "vulnerable" in groups[g].tags]
    people = sum(m.data.in_year(y).groups[g].eligible for g in vulnerable for y in m.Y)
    return total(m, (offers_to(m, g, y) for g in vulnerable for y in m.Y)) / (people or 1.0)


def coverage_value(data: Instance, _before: Outcome, after: Outcome) -> float:
    """Offers per vulnerable citizen, on average over the years."""
    vulnerable = {g for g, group in data.groups.items() if "vulnerable" in group.tags}
    people = sum(data.in_year(y).groups[g].eligible for g in vulnerable for y in data.years)
    return sum(v for (g, _), v in after.offers.items() if g in vulnerable) / (people or 1.0)


COVERAGE = Criterion(
    line="12.10",
    sense=MAXIMIZE,
    unit=quantities.OFFERS_PER_PERSON,
    label=Text("Tilbud pr. udsat borger", "Offers per vulnerable person"),
    subject=Text(
        "andelen af udsatte, der har et tilbud", "the share of the vulnerable who have an offer"
    ),
    best=Text("Flest tilbud til udsatte", "Most offers to the vulnerable"),
    expression=coverage_expression,
    value=coverage_value,
    tradeoff=Tradeoff(
        kind="mean_coverage",
        groups=("vulnerable",),
        reached=Text(
            "Der er i gennemsnit mindst {bound} tilbud pr. 100 udsatte borgere",
            "On average at least {bound} {offer|offers} per 100 vulnerable citizens",
        ),
        axis=Text("Tilbud pr. udsat borger", "Offers per vulnerable citizen"),
        level=Amount(Text("{n} tilbud pr. udsat borger", "{n} offers per vulnerable citizen")),
        better=Amount(
            Text("{n} flere tilbud pr. udsat borger", "{n} more offers per vulnerable citizen")
        ),
        worse=Amount(Text("{n} tilbud pr. udsat borger", "{n} offers per vulnerable citizen")),
    ),
)


def dismissals_expression(m: Model) -> Rule:
    """sum dismissed[u,s,y] / fte_per_person[s]"""
    return people_dismissed(m, (), (), list(m.Y))


DISMISSALS = Criterion(
    line="12.11",
    sense=MINIMIZE,
    unit=quantities.DISMISSED,
    label=Text("Afskedigede", "Dismissed people"),
    subject=Text("antallet af afskedigede", "the number of dismissed"),
    best=Text("Færrest afskedigede", "Fewest dismissed"),
    expression=dismissals_expression,
    value=all_years("dismissed_people"),
    tradeoff=Tradeoff(
        kind="dismissals",
        reached=Text("Højst {bound} afskediges", "At most {bound} {is|are} dismissed"),
        axis=Text("Afskedigede", "Dismissed people"),
        level=Amount(Text("{n} afskedigede", "{n} dismissed")),
        better=Amount(Text("{n} færre afskedigede", "{n} fewer dismissed")),
        worse=Amount(Text("{n} flere afskedigede", "{n} more dismissed")),
    ),
)


def flex_dismissals_expression(m: Model) -> Rule:
    """the same over the staff groups in flex jobs"""
    flexjob = [s for s, staff in m.data.staff_groups.items() if staff.role == "flexjob"]
    return people_dismissed(m, (), flexjob, list(m.Y)) if flexjob else m.nothing


def flex_dismissals_value(data: Instance, _before: Outcome, after: Outcome) -> float:
    """Flex jobbers dismissed, persons, all years together."""
    flexjob = {s for s, staff in data.staff_groups.items() if staff.role == "flexjob"}
    return sum(v for (_, s, _), v in after.dismissed_people.items() if s in flexjob)


FLEX_DISMISSALS = Criterion(
    line="12.12",
    sense=MINIMIZE,
    unit=quantities.DISMISSED,
    label=Text("heraf fleksjobbere", "of these in flex jobs"),
    subject=Text("antallet af afskedigede fleksjobbere", "the number of dismissed in flex jobs"),
    best=Text("Færrest afskedigede fleksjobbere", "Fewest dismissed in flex jobs"),
    expression=flex_dismissals_expression,
    value=flex_dismissals_value,
)


def lost_places_expression(m: Model) -> Rule:
    """sum lost[g,y]"""
    return sum(m.lost[g, m.data.stage(y)] for g in m.G for y in m.Y)


LOST_PLACES = Criterion(
    line="12.13",
    sense=MINIMIZE,
    unit=quantities.PLACES,
    label=Text("Mistede tilbud over alle år", "Offers lost over all years"),
    subject=Text("det samlede antal mistede tilbud {period}", "the total of lost offers {period}"),
    best=Text("Færrest mistede tilbud", "Fewest offers lost"),
    expression=lost_places_expression,
    value=all_years("lost_places"),
    tradeoff=Tradeoff(
        kind="lost_offers",
        reached=Text(
            "Højst {bound} tilbud mistes i alt", "At most {bound} {offer is|offers are} lost in all"
        ),
        axis=Text("Mistede tilbud, alle år", "Offers lost, all years"),
        level=Amount(
            Text("{n} mistede tilbud", "{n} offers lost"),
            Text("ét mistet tilbud", "one offer lost"),
        ),
        better=Amount(
            Text("{n} færre mistede tilbud", "{n} fewer offers lost"),
            Text("ét mistet tilbud færre", "one offer fewer lost"),
        ),
        worse=Amount(
            Text("{n} flere mistede tilbud", "{n} more offers lost"),
            Text("ét mistet tilbud mere", "one offer more lost"),
        ),
    ),
)


def handovers_expression(m: Model) -> Rule:
    """sum handover[n,u,g,y]"""
    return total(m, (handover_places(m, n, u, g, y) for n, u, g in m.P for y in m.Y))


HANDOVERS = Criterion(
    line="12.14",
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
    best=Text("Færrest pladser hos en anden enhed", "Fewest places with another unit"),
    expression=handovers_expression,
    value=all_years("handovers"),
    tradeoff=Tradeoff(
        kind="handovers",
        reached=Text(
            "Højst {bound} {plads|pladser} drives af en anden enhed end den ansvarlige",
            "At most {bound} {place is|places are} run by another unit than the responsible",
        ),
        axis=Text(
            "Pladser drevet af en anden enhed end den ansvarlige, alle år",
            "Places run by another unit than the responsible, all years",
        ),
        level=Amount(
            Text("{n} pladser hos en anden enhed", "{n} places with another unit"),
            Text("én plads hos en anden enhed", "one place with another unit"),
        ),
        better=Amount(
            Text("{n} færre pladser hos en anden enhed", "{n} fewer places with another unit"),
            Text("én plads færre hos en anden enhed", "one place fewer with another unit"),
        ),
        worse=Amount(
            Text("{n} flere pladser hos en anden enhed", "{n} more places with another unit"),
            Text("én plads mere hos en anden enhed", "one place more with another unit"),
        ),
    ),
)


def one_off_expression(m: Model) -> Rule:
    """sum_y one_off[y]"""
    return sum(m.one_off[y] for y in m.Y)


ONE_OFF = Criterion(
    line="12.15",
    sense=MINIMIZE,
    unit=quantities.TKR,
    label=Text("Engangsudgifter", "One-off costs"),
    subject=Text("engangsudgiften i 1.000 kr.", "the one-off cost in 1,000 kr."),
    best=Text("Mindst i engangsudgifter", "Least one-off costs"),
    expression=one_off_expression,
    value=all_years("one_off"),
    tradeoff=Tradeoff(
        kind="one_off",
        reached=Text(
            "Engangsudgifter er højst {bound} mio. kr.", "One-off costs are at most DKK {bound}m"
        ),
        axis=Text("Engangsudgifter, mio. kr.", "One-off costs, DKK m"),
        level=Amount(Text("{n} i engangsudgifter", "{n} in one-off costs")),
        better=Amount(Text("{n} mindre i engangsudgifter", "{n} less in one-off costs")),
        worse=Amount(Text("{n} mere i engangsudgifter", "{n} more in one-off costs")),
        width=Amount(Text("{n} mio. kr. i engangsudgifter", "DKK {n}m of one-off costs")),
    ),
)


def disruption_expression(m: Model) -> Rule:
    """sum cut[n,g,t] + sum (moved_in[u,s,y] + retrained[u,s,r,y]) / fte_per_person[s]"""
    part = {s: v.fte_per_person for s, v in m.data.staff_groups.items()}
    moved = sum(m.moved_in[u, s, y] / part[s] for u, s in m.S for y in m.Y)
    retrained = sum(m.retrained[u, s, r, y] / part[s] for u, s, r in m.retrainable for y in m.Y)
    return sum(m.cut[i] for i in m.cut) + moved + retrained


def disruption_value(_data: Instance, _before: Outcome, after: Outcome) -> float:
    """Places that end and staff who change unit or work, all years together."""
    return after.disruption


DISRUPTION = Criterion(
    line="12.19",
    sense=MINIMIZE,
    unit=quantities.PLACES,
    label=Text("Omstilling", "Disruption"),
    subject=Text(
        "antallet af pladser og medarbejdere, der flyttes {period}",
        "the number of places and staff that move {period}",
    ),
    best=Text("Mindst omstilling", "Least disruption"),
    expression=disruption_expression,
    value=disruption_value,
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
    sense=MAXIMIZE,
    unit=quantities.TKR,
    label=Text("Sparet på forsørgelse over alle år", "Saved on benefits over all years"),
    subject=Text(
        "de samlede sparede overførsler i 1.000 kr. {period}",
        "the total of saved transfers in 1,000 kr. {period}",
    ),
    best=Text("Mest sparet på forsørgelse", "Most saved on benefits"),
    expression=transfers_expression,
    value=transfers_value,
)


CRITERIA: dict[str, Criterion] = {
    each.name: each for each in tuple(globals().values()) if isinstance(each, Criterion)
}
SENSE = {name: criterion.sense for name, criterion in CRITERIA.items()}
TRADEOFFS: dict[str, Tradeoff] = {
    name: criterion.tradeoff for name, criterion in CRITERIA.items() if criterion.tradeoff
}


def criterion_values(data: Instance, before: Outcome, after: Outcome) -> dict[str, float]:
    """Value of each criterion in its unit, from the outcomes of today's practice and a plan."""
    return {name: each.value(data, before, after) for name, each in CRITERIA.items()}
