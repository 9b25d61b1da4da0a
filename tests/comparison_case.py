"""Answers to hold against each other, solved once, and what they come to, counted plainly."""

from functools import cache
from itertools import permutations

from small import SMALL

from inputs import read
from model.demand import Text
from model.instance import Instance
from scenarios import library
from scenarios.levers import move
from scenarios.scenario import Scenario
from scenarios.solve import Answer, solve

PLAIN = Scenario("alm", Text("Almindelig", "Plain"), Text("", ""))
NAMES = ("byraadet-2017", "optimum-34", "fortsaet")
PAIRS = list(permutations(NAMES, 2))


def odense() -> Instance:
    instance = read.default().instance
    assert instance is not None
    return instance


@cache
def answer(name: str, *levers: str) -> Answer:
    return solve(odense(), move(library.load(name), odense(), levers))


@cache
def small(*levers: str) -> Answer:
    return solve(SMALL, move(PLAIN, SMALL, levers))


def exits_a_year(found: Answer) -> float:
    outcome, year = found.solution.outcome, found.instance.settings.last_year
    assert outcome is not None
    return sum(v for (_, y), v in outcome.exits.items() if y == year)


def full_net(found: Answer) -> float:
    """All that the last year costs the municipality, against today's practice."""
    outcome, year = found.solution.outcome, found.instance.settings.last_year
    assert outcome is not None
    cost = [
        sum(m.net for (_, y), m in each.money.items() if y == year)
        + each.elsewhere[year].net
        - each.tax[year]
        for each in (found.before, outcome)
    ]
    return cost[0] - cost[1]
