"""How far a plan goes towards the targets, and what new rules cost if nothing is done.

People are on average over a year, money in 1,000 kr. a year.
"""

from typing import Any, NamedTuple

from locales import number, percent, translator
from model.evaluation.accounts import dismissed_and_helped
from model.evaluation.benefits import job_years_of
from model.evaluation.job_loss import loss_of
from model.evaluation.savings import categories
from model.instance import Target
from model.plan import baseline
from reports.language.words import marked as _
from reports.money.target import after
from scenarios.solve import Answer

SMALL = 0.5  # people, and tkr, that are worth no word


class Distance(NamedTuple):
    """Shares of the labour force, and people fewer that the target still lacks."""

    today: float
    plan: float
    target: float
    lacking: float


def distances(answer: Answer) -> dict[str, Distance]:
    """How far the plan goes towards each target whose year is in the data."""
    targets = answer.instance.targets.values()
    return {t.id: distance(answer, t) for t in targets if t.year in answer.instance.years}


def distance(answer: Answer, target: Target) -> Distance:
    """How far the plan goes towards a target, in its year."""
    data = answer.instance.in_year(target.year)
    people = sum(data.groups[g].persons for g in data.groups_in(target.groups))
    later = people - fewer(answer, target)
    lacking = later - target.share * target.people
    return Distance(people / target.people, later / target.people, target.share, lacking)


def fewer(answer: Answer, target: Target) -> float:
    """People fewer in the groups of a target in its year: in work by the plan, less dismissed."""
    data, year = answer.instance, target.year
    named = set(data.groups_in(target.groups))
    gained = sum(
        exits * job_years_of(data, g, x)[year - x]
        for (g, x), exits in after(answer).extra_exits.items()
        if g in named and x <= year
    )
    plan = answer.solution.plan or baseline(data)
    lost = sum(
        people * loss_of(data, s, x, helped=helped)[year - x].people
        for (s, x), counts in dismissed_and_helped(data, plan).items()
        for people, helped in zip(counts, (False, True), strict=True)
        if data.staff_groups[s].joins in named and x <= year
    )
    return gained - lost


def cost_of_rules(answer: Answer) -> dict[int, dict[str, float]]:
    """tkr a year, by category, that today's practice costs more by each year's rules and people."""
    kinds, years = categories(answer.instance), answer.instance.years
    money = answer.before.money

    def cost(year: int, category: str) -> float:
        return sum(v.net for (a, y), v in money.items() if y == year and kinds[a] == category)

    among = dict.fromkeys(kinds.values())
    return {y: {c: cost(y, c) - cost(years[0], c) for c in among} for y in years}


def as_json(answer: Answer) -> dict[str, Any]:
    """The keys of `solve --json` about targets and new rules."""
    return {
        "distance": {i: each._asdict() for i, each in distances(answer).items()},
        "rules": {str(y): cost for y, cost in cost_of_rules(answer).items()},
    }


def target_sentences(answer: Answer, language: str) -> list[str]:
    """A sentence for each target: where today's practice and the plan leave it."""
    say = translator(language)
    told = say(_(
        "{name}: {today} today, {plan} in {year} with the plan, and the target is {target};"
        " {lacking} people are lacking."
    ))  # fmt: skip
    reached = say(_("{name}: {plan} in {year} with the plan, and the target is {target}."))
    return [
        (told if each.lacking > SMALL else reached).format(
            name=answer.instance.targets[i].name.of(language),
            today=percent(each.today, 2, language),
            plan=percent(each.plan, 2, language),
            year=answer.instance.targets[i].year,
            target=percent(each.target, 1, language),
            lacking=number(each.lacking, 0, language),
        )
        for i, each in distances(answer).items()
    ]


def rules_sentence(answer: Answer, language: str) -> str:
    """What the last year's rules and people cost if nothing is done; "" where they are the same."""
    year, first = answer.instance.years[-1], answer.instance.years[0]
    cost = sum(cost_of_rules(answer)[year].values())
    if abs(cost) < SMALL:
        return ""
    say = translator(language)
    dearer = _("If nothing is done, {year} costs DKK {amount}m more than {first} by its own rules.")
    cheaper = _(
        "If nothing is done, {year} costs DKK {amount}m less than {first} by its own rules."
    )
    amount = number(abs(cost) / 1000, 1, language)
    return say(dearer if cost > 0 else cheaper).format(year=year, first=first, amount=amount)
