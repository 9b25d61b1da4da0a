"""What a plan does to people: in work and out of it, paid without work, hired, served, promised.

People are on average over a year, staff in FTE, money in 1,000 kr. a year.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from model.evaluation.benefits import job_years_of
from model.evaluation.evaluate import casework_exits, growth, price_of_place, volumes
from model.instance import Instance, Level
from model.plan import Plan
from model.solution import InWork, Outcome
from reports.answer import targets
from reports.money.target import after, full_year
from scenarios.solve import Answer

CHANGED = 0.005  # of today's casework


def in_work(answer: Answer) -> dict[int, InWork]:
    """People whom the plan has brought into work and put out of it, by year."""
    return dict(after(answer).in_work)


def mean_in_work(answer: Answer) -> InWork:
    """The same on average over the years that count."""
    years, found = answer.instance.in_work_years, in_work(answer)
    return InWork(
        sum(found[y].gross for y in years) / len(years),
        sum(found[y].out for y in years) / len(years),
    )


def span(years: tuple[int, ...]) -> str:
    """Years that follow one another, as they are told."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def idle(outcome: Outcome, year: int) -> float:
    """FTE paid without work in a year."""
    return sum(fte for (_, _, y), fte in outcome.idle.items() if y == year)


def most_idle(answer: Answer) -> tuple[float, float]:
    """FTE without work, in the year with most, and what they cost in it."""
    staff, outcome = answer.instance.staff_groups, after(answer)
    year = max(answer.instance.years, key=lambda y: idle(outcome, y))
    cost = sum(fte * staff[s].price for (_, s, y), fte in outcome.idle.items() if y == year)
    return idle(outcome, year), cost


def hired(answer: Answer) -> float:
    """FTE hired above those who replace somebody, all years."""
    plan = answer.solution.plan
    return sum(plan.hired.values()) if plan else 0.0


def vulnerable(answer: Answer) -> dict[str, float]:
    """Of the vulnerable: more in work on average over the years that count, exits more a year."""
    by_year, counted = vulnerable_by_year(answer), answer.instance.in_work_years
    in_work = sum(by_year[y]["in_work"] for y in counted) / len(counted)
    return {"in_work": in_work, "exits": by_year[full_year(answer)]["exits"]}


def vulnerable_by_year(answer: Answer) -> dict[int, dict[str, float]]:
    """Of the vulnerable in each year: more in work, and exits more than today."""
    data, extra = answer.instance, after(answer).extra_exits
    groups = [g for g, group in data.groups.items() if "vulnerable" in group.tags]
    held: defaultdict[int, float] = defaultdict(float)
    for g in groups:
        for x in data.years:
            for later, share in enumerate(job_years_of(data, g, x)):
                held[x + later] += extra[g, x] * share
    exits = {y: sum(extra[g, y] for g in groups) for y in data.years}
    return {y: {"in_work": held[y], "exits": exits[y]} for y in data.years}


def caseload(answer: Answer, plan: Plan | None = None) -> dict[str, float]:
    """Citizens per FTE of casework in the last year, by group, in a plan or in the answer's."""
    plan, year = plan or answer.solution.plan or answer.baseline, full_year(answer)
    rules, hour = answer.instance.in_year(year), answer.instance.settings.hours_per_fte
    hours: defaultdict[str, float] = defaultdict(float)
    for (g, _, y), done in plan.casework.items():
        hours[g] += done * (y == year)
    return {g: rules.groups[g].persons * hour / done for g, done in hours.items() if done > 0}


class Casework(NamedTuple):
    """Casework above or below today's in the last year, and exits more that it gives in it."""

    share: float  # of today's hours
    low: float
    exits: float  # as expected
    high: float
    counted: float  # among the plan's exits


def casework(answer: Answer) -> dict[str, Casework]:
    """The groups whose casework is not as today's and has an effect."""
    data, settings = answer.instance, answer.instance.settings
    held = [settings._replace(casework=True, effects=level) for level in get_args(Level)]
    given = [casework_gives(answer, replace(data, settings=each)) for each in (*held, settings)]
    before, after_it = caseload(answer, answer.baseline), caseload(answer)
    share = {g: load / after_it[g] for g, load in before.items() if g in after_it}
    return {
        g: Casework(share[g], *(each[g] for each in given))
        for g in share
        if abs(share[g] - 1) > CHANGED and any(each[g] for each in given)
    }


def casework_gives(answer: Answer, data: Instance) -> defaultdict[str, float]:
    """Exits of the last year more than today's by the casework of each group, on other data."""
    plan, found = answer.solution.plan or answer.baseline, defaultdict[str, float](float)
    for (g, y), exits in casework_exits(data, plan).items():
        found[g] += data.lasting_casework(g) * exits * (y == full_year(answer))
    return found


class Grown(NamedTuple):
    """Places beyond today's reach of a measure in the last year, exits they give, tkr for each."""

    places: float
    exits: float
    price: float


def grown(answer: Answer) -> dict[str, Grown]:
    """The measures that grow for some group and give exits by it."""
    year, found = full_year(answer), {}
    volume = volumes(answer.instance, answer.solution.plan or answer.baseline)
    for m in answer.instance.measures:
        more, exits = growth(answer.instance, volume, m, year)
        if more > 1 / 2 and exits > 0:
            price = more * price_of_place(answer.instance, m, year) / exits
            found[m] = Grown(more, exits, price)
    return found


def prices(answer: Answer) -> dict[str, float]:
    """tkr a year per extra exit of the places by which each measure grows; those that do."""
    return {m: each.price for m, each in grown(answer).items()}


def places(answer: Answer) -> dict[str, dict[str, dict[str, float]]]:
    """Places of a plan by measure, group and year."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    plan = answer.solution.plan or answer.baseline
    for m, g in answer.instance.effects:
        by_year = {str(y): plan.total(m, g=g, y=y) for y in answer.instance.years}
        found.setdefault(m, {})[g] = by_year
    return found


WITHOUT_PLAN = {
    "in_work": {},
    "idle": {"fte": None, "tkr": None},
    "hired": None,
    "places": {},
    "vulnerable": {"in_work": None, "exits": None},
    "caseload": {},
    "casework": {},
    "price_per_person": {},
    "distance": {},
    "rules": {},
}


def as_json(answer: Answer) -> dict[str, Any]:
    """The keys of `solve --json` about people; nulls and nothing without a plan."""
    if answer.solution.outcome is None:
        return dict(WITHOUT_PLAN)
    fte, tkr = most_idle(answer)
    return {
        "in_work": {
            str(y): {"gross": each.gross, "out": each.out, "net": each.net}
            for y, each in in_work(answer).items()
        },
        "idle": {"fte": fte, "tkr": tkr},
        "hired": hired(answer),
        "places": places(answer),
        "vulnerable": vulnerable(answer),
        "caseload": caseload(answer),
        "casework": {g: each._asdict() for g, each in casework(answer).items()},
        "price_per_person": prices(answer),
        **targets.as_json(answer),
    }
