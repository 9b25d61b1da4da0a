"""Demands on behalf of citizens: their offers, their caseworkers and their exits."""

from itertools import permutations, product

from model import quantities
from model.demand import Demand, Text
from model.demand_kinds.record import LESS, MORE, DemandContext, DemandKind, Rows, least
from model.evaluation.evaluate import offers_by_group, offers_today
from model.evaluation.savings import stages_of, turns_of, years_of
from model.expressions import Model, casework_of, offers_before, offers_to, total
from model.instance import Instance


def coverage_rows(m: Model, q: Demand) -> Rows:
    """offers[g,y] >= bound eligible[g]"""
    for g, y in product(m.data.groups_in(q.groups), turns_of(m.data, q)):
        yield (g, y), offers_to(m, g, y, q.types) >= q.bound * m.data.in_year(y).groups[g].eligible


def coverage_slack(c: DemandContext) -> float:
    """Share of the group, smallest margin."""
    people = {(g, y): c.data.in_year(y).groups[g].eligible for g, y in product(c.groups, c.years)}
    offers = offers_by_group(c.data, c.plan, c.q.types)
    return least(offers[i] / number - c.q.bound for i, number in people.items() if number)


COVERAGE = DemandKind(
    line="11.8",
    label=Text("Dækning", "Coverage"),
    sentence=Text(
        "Mindst {bound} % af {groups} skal have et tilbud",
        "At least {bound}% of {groups} must have an offer",
    ),
    rows=coverage_rows,
    slack=coverage_slack,
    unit=quantities.SHARE,
    looser=LESS,
)


def lost_places_rows(m: Model, q: Demand) -> Rows:
    """offers[g,y] >= (1 - bound) offers today"""
    for g, y in product(m.data.groups_in(q.groups), stages_of(m.data, q)):
        kept = (1 - q.bound) * offers_before(m, g, q.types)
        yield (g, y), offers_to(m, g, y, q.types) >= kept


def lost_places_slack(c: DemandContext) -> float:
    """Share of today's offers, smallest margin."""
    today = offers_today(c.data, c.q.types)
    offers = offers_by_group(c.data, c.plan, c.q.types)
    return least(
        offers[g, y] / today[g] - 1 + c.q.bound for g, y in product(c.groups, c.years) if today[g]
    )


LOST_PLACES = DemandKind(
    line="11.9",
    label=Text("Loft over mistede pladser", "Limit to lost places"),
    sentence=Text(
        "Højst {bound} % af pladserne må mistes for {groups}",
        "At most {bound}% of the places may be lost for {groups}",
    ),
    rows=lost_places_rows,
    slack=lost_places_slack,
    unit=quantities.SHARE,
    looser=MORE,
)


def caseload_rows(m: Model, q: Demand) -> Rows:
    """bound casework[g,u,y] >= persons hours_per_fte serves[g,u]"""
    h = m.data.settings.hours_per_fte
    groups = m.data.groups_in(q.groups)
    for g, u in m.eligible:
        if g in groups:
            for y in years_of(m.data, q):
                hours = m.data.in_year(y).groups[g].persons * h
                done = casework_of(m, g, u, y)
                yield (g, u, y), q.bound * done - hours * m.serves[g, u] >= 0


def caseload_slack(c: DemandContext) -> float:
    """Citizens per FTE of casework, smallest margin; all of a group that gets none are too many."""
    hour = c.data.settings.hours_per_fte
    served = [(g, u) for g, u in c.plan.serves if g in c.groups]
    return least(
        c.q.bound - persons * hour / hours if hours else -persons
        for (g, u), y in product(served, c.years)
        for persons in [c.data.in_year(y).groups[g].persons]
        for hours in [c.plan.casework.get((g, u, y), 0.0)]
    )


CASELOAD = DemandKind(
    line="11.11",
    label=Text("Sagstal", "Caseload"),
    sentence=Text(
        "Højst {bound} {borger|borgere} pr. sagsbehandler for {groups}",
        "At most {bound} {citizen|citizens} per caseworker for {groups}",
    ),
    rows=caseload_rows,
    slack=caseload_slack,
    unit=quantities.CITIZENS_PER_FTE,
    looser=MORE,
    needs=("groups",),
)


def exits_rows(m: Model, q: Demand) -> Rows:
    """sum over the groups of all exits >= bound"""
    groups = m.data.groups_in(q.groups)
    for y in years_of(m.data, q):
        now = m.data.in_year(y).groups
        reference = sum(now[g].persons * now[g].exit_rate for g in groups)
        yield (y,), total(m, (m.extra_exits[g, y] for g in groups)) >= q.bound - reference


def exits_slack(c: DemandContext) -> float:
    """Exits a year, smallest margin."""
    return least(sum(c.after.exits[g, y] for g in c.groups) - c.q.bound for y in c.years)


EXITS = DemandKind(
    line="11.17",
    label=Text("Afgange", "Exits"),
    sentence=Text(
        "Mindst {bound} fra {groups} kommer i job eller uddannelse om året",
        "At least {bound} from {groups} {gets|get} a job or education a year",
    ),
    rows=exits_rows,
    slack=exits_slack,
    unit=quantities.EXITS,
    looser=LESS,
)


def equal_treatment_rows(m: Model, q: Demand) -> Rows:
    """offers[g,y] / offers today[g] - offers[h,y] / offers today[h] <= bound"""
    groups = [g for g in m.data.groups_in(q.groups) if offers_before(m, g)]
    for g, h in permutations(groups, 2):
        for y in stages_of(m.data, q):
            kept = offers_to(m, g, y) / offers_before(m, g)
            yield (g, h, y), kept - offers_to(m, h, y) / offers_before(m, h) <= q.bound


def equal_treatment_slack(c: DemandContext) -> float:
    """Difference between shares of places kept, smallest margin."""
    today = offers_today(c.data)
    groups = [g for g in c.groups if today[g]]
    return least(
        c.q.bound - c.after.offers[g, y] / today[g] + c.after.offers[h, y] / today[h]
        for g, h in permutations(groups, 2)
        for y in c.years
    )


EQUAL_TREATMENT = DemandKind(
    line="11.18",
    label=Text("Ligebehandling", "Equal treatment"),
    sentence=Text(
        "Højst {bound} procentpoints forskel i andelen af bevarede pladser mellem {groups}",
        "At most {bound} percentage points between the places kept by {groups}",
    ),
    rows=equal_treatment_rows,
    slack=equal_treatment_slack,
    unit=quantities.SHARE,
    looser=MORE,
)


def extra_exits_rows(m: Model, q: Demand) -> Rows:
    """sum extra_exits[g,y] >= bound, over all years of the demand"""
    extra = (m.extra_exits[g, y] for g in m.data.groups_in(q.groups) for y in years_of(m.data, q))
    yield ("all",), total(m, extra) >= q.bound


def extra_exits_slack(c: DemandContext) -> float:
    """Exits more than today's practice gives, all years together."""
    return sum(c.after.extra_exits[g, y] for g, y in product(c.groups, c.years)) - c.q.bound


EXTRA_EXITS = DemandKind(
    line="11.25",
    label=Text("Ekstra afgange", "Extra exits"),
    sentence=Text(
        "Mindst {bound} flere fra {groups} i job eller uddannelse i alt",
        "At least {bound} more from {groups} to a job or education in all",
    ),
    rows=extra_exits_rows,
    slack=extra_exits_slack,
    unit=quantities.EXITS,
    looser=LESS,
)


def group_exits_rows(m: Model, q: Demand) -> Rows:
    """extra_exits[g,y] >= bound, for each group"""
    for g, y in product(m.data.groups_in(q.groups), years_of(m.data, q)):
        yield (g, y), m.extra_exits[g, y] >= q.bound


def group_exits_slack(c: DemandContext) -> float:
    """Exits a year more than today's practice gives, smallest margin of a group."""
    return least(c.after.extra_exits[g, y] - c.q.bound for g, y in product(c.groups, c.years))


GROUP_EXITS = DemandKind(
    line="11.31",
    label=Text("Afgange for hver gruppe", "Exits of each group"),
    sentence=Text(
        "Af hver af {groups} kommer mindst {bound} flere i job eller uddannelse end i dag",
        "Of each of {groups} at least {bound} more {gets|get} a job or education than today",
    ),
    rows=group_exits_rows,
    slack=group_exits_slack,
    unit=quantities.EXITS,
    looser=LESS,
    needs=("groups",),
)


def in_work_rows(m: Model, q: Demand) -> Rows:
    """mean of in_work[y] over the years of the demand that count >= bound"""
    years = counted_years(m.data, q)
    yield ("all",), sum(m.in_work[y] for y in years) / len(years) >= q.bound


def in_work_slack(c: DemandContext) -> float:
    """People in work because of the plan, less those it puts out of it, on average."""
    years = counted_years(c.data, c.q)
    return sum(c.after.in_work[y].net for y in years) / len(years) - c.q.bound


def counted_years(data: Instance, q: Demand) -> list[int]:
    """The years of a demand that count; all that count where it names none of them."""
    named = [y for y in years_of(data, q) if y in data.in_work_years]
    return named or list(data.in_work_years)


IN_WORK = DemandKind(
    line="11.30",
    label=Text("Flere i job, netto", "More in work, net"),
    sentence=Text(
        "Mindst {bound} flere skal være i job eller uddannelse, netto",
        "At least {bound} more must be in work or education, net",
    ),
    rows=in_work_rows,
    slack=in_work_slack,
    unit=quantities.IN_WORK,
    looser=LESS,
)


def mean_coverage_rows(m: Model, q: Demand) -> Rows:
    """sum offers[g,y] >= bound sum eligible[g], over all years of the demand"""
    groups, years = m.data.groups_in(q.groups), years_of(m.data, q)
    people = sum(m.data.in_year(y).groups[g].eligible for g in groups for y in years)
    offers = (offers_to(m, g, y) for g in groups for y in years)
    yield ("all",), total(m, offers) >= q.bound * people


def mean_coverage_slack(c: DemandContext) -> float:
    """Offers per person of the groups, over all years."""
    people = sum(c.data.in_year(y).groups[g].eligible for g in c.groups for y in c.years)
    offers = sum(c.after.offers[g, y] for g, y in product(c.groups, c.years))
    return offers / people - c.q.bound if people else 0.0


MEAN_COVERAGE = DemandKind(
    line="11.26",
    label=Text("Gennemsnitlig dækning", "Mean coverage"),
    sentence=Text(
        "I gennemsnit mindst {bound} tilbud pr. 100 borgere til {groups}",
        "At least {bound} {offer|offers} per 100 citizens on average for {groups}",
    ),
    rows=mean_coverage_rows,
    slack=mean_coverage_slack,
    unit=quantities.OFFERS_PER_PERSON,
    looser=LESS,
)


def lost_offers_rows(m: Model, q: Demand) -> Rows:
    """sum lost[g,y] <= bound, over all years of the demand"""
    groups, years = m.data.groups_in(q.groups), years_of(m.data, q)
    yield ("all",), total(m, (m.lost[g, m.data.stage(y)] for g in groups for y in years)) <= q.bound


def lost_offers_slack(c: DemandContext) -> float:
    """Places that could still be lost, all years together."""
    return c.q.bound - sum(c.after.lost_places[g, y] for g, y in product(c.groups, c.years))


LOST_OFFERS = DemandKind(
    line="11.28",
    label=Text("Loft over mistede tilbud i alt", "Limit to offers lost in all"),
    sentence=Text(
        "Højst {bound} tilbud mistes i alt for {groups}",
        "At most {bound} {offer is|offers are} lost in all for {groups}",
    ),
    rows=lost_offers_rows,
    slack=lost_offers_slack,
    unit=quantities.PLACES,
    looser=MORE,
)
