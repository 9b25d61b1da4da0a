"""A plan with its proof: how the search ended, how far from the best, and what it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from model.demand import Basis, Category, Counts, View
from model.plan import Plan

Termination = Literal["optimal", "feasible", "infeasible", "unbounded", "no solution found"]
Verdict = Literal["agrees", "unconfirmed", "disagrees"]
VERDICTS: tuple[Verdict, ...] = ("agrees", "unconfirmed", "disagrees")  # the worst last
CATEGORIES: dict[Counts, tuple[Category, ...]] = {
    "service": ("service",),
    "service+drift": ("service", "drift"),
    "all": ("service", "drift", "transfers"),
}


class OutOfTimeError(Exception):
    """A search was stopped by its time before it had proven what it was asked for."""


@dataclass(frozen=True)
class Money:
    """One account in one year, tkr. Net = gross - refund. Costs are positive."""

    gross: float
    refund: float

    @property
    def net(self) -> float:
        return self.gross - self.refund


@dataclass(frozen=True)
class InWork:
    """People in work because of a plan and out of it because of it, on average over a year."""

    gross: float
    out: float

    @property
    def net(self) -> float:
        return self.gross - self.out


@dataclass(frozen=True)
class Violation:
    """A rule of the formulation that a plan breaks, where, and by how much."""

    rule: str
    where: tuple[object, ...]
    by: float


@dataclass(frozen=True)
class Outcome:
    """What a plan leads to, in plain arithmetic (model/evaluation/evaluate.py).

    Keys as in Plan; a account. Money in tkr, exits and people in persons, FTE as such.
    `elsewhere` is what other administrations of the municipality pay for measures handed over.
    """

    money: Mapping[tuple[str, int], Money]  # a, y
    elsewhere: Mapping[int, Money]
    one_off: Mapping[int, float]
    tax: Mapping[int, float]  # gain in municipal tax, positive
    exits: Mapping[tuple[str, int], float]  # g, y: all exits
    extra_exits: Mapping[tuple[str, int], float]  # g, y: against today's practice
    measure_exits: Mapping[tuple[str, str, int], float]  # m, g, y: the measure's own effect
    measure_cost: Mapping[tuple[str, int], Money]  # m, y: running costs and own staff's time
    realised: Mapping[tuple[str, str, str, int], float]  # m, u, g, y: places in the calendar year
    dismissed_people: Mapping[tuple[str, str, int], float]  # u, s, y: persons, not FTE
    lost_places: Mapping[tuple[str, int], float]  # g, y: offers fewer than today
    offers: Mapping[tuple[str, int], float]  # g, y: places that count as offers
    handovers: Mapping[int, float]  # places run by another unit than the responsible one
    paid: Mapping[tuple[str, str, int], float]  # u, s, y: FTE paid in the calendar year
    in_work: Mapping[int, InWork]  # y
    disruption: float  # places that end and staff who change unit or work, all years
    idle: Mapping[tuple[str, str, int], float]  # u, s, y: FTE paid without work
    violations: tuple[Violation, ...]

    def saving(
        self,
        before: "Outcome",
        year: int,
        categories: Mapping[str, Category],
        basis: Basis,
        view: View,
        counts: Counts,
    ) -> float:
        """What `year` costs less than in `before`, tkr, positive when it saves.

        `categories` maps each account to its category. Tax counts with "all" only.
        """
        wanted = CATEGORIES[counts]

        def cost(outcome: Outcome) -> float:
            rows = [
                m for (a, y), m in outcome.money.items() if y == year and categories[a] in wanted
            ]
            rows += [outcome.elsewhere[year]] if view == "municipality" else []
            tax = outcome.tax[year] if counts == "all" else 0.0
            return sum(m.net if basis == "net" else m.gross for m in rows) - tax

        return cost(before) - cost(self)


@dataclass(frozen=True)
class DemandResult:
    """A demand held against a plan. `slack` is in the demand's own unit, negative when broken."""

    active: bool
    met: bool
    slack: float


@dataclass(frozen=True)
class Step:
    """One criterion of the lexicographic order, as solved."""

    criterion: str
    value: float  # of the final plan, evaluated
    bound: float  # no plan that keeps the earlier steps can be better
    gap: float  # relative, of the step's own search
    tolerance: float  # relative: how much the later steps may give up of `best`
    best: float  # the value that the step's own search reached
    least: float = 0.0  # in its unit: how much they may give up where that share is less


class Seconds(NamedTuple):
    build: float = 0.0
    solve: float = 0.0
    evaluate: float = 0.0


@dataclass(frozen=True)
class Solution:
    """How a search ended. `plan` and `outcome` are None when there is no plan to show.

    `largest_difference` is the largest relative difference between what the model says of
    the plan and what the evaluation says; beyond tolerance `agrees` is False and the plan is
    withheld.
    """

    termination: Termination
    limit: str | None = None  # what stopped a step of the search: "time" or "numerics"
    steps: tuple[Step, ...] = ()
    plan: Plan | None = None
    outcome: Outcome | None = None
    demands: Mapping[str, DemandResult] = field(default_factory=dict)
    agrees: bool = True
    largest_difference: float = 0.0
    size: tuple[int, int, int] = (0, 0, 0)  # rows, columns, integers
    seconds: Seconds = Seconds()  # noqa: RUF009 - a tuple

    @property
    def broken_demands(self) -> tuple[str, ...]:
        return tuple(q for q, v in self.demands.items() if v.active and not v.met)

    @property
    def withheld(self) -> "Solution":
        """The same without the plan, of which what is said is not confirmed."""
        return replace(self, termination="no solution found", plan=None, outcome=None, demands={})


class SecondSearch(NamedTuple):
    """What the second solver says of a criterion, those before it held as the plan holds them.

    `value` is that of the best plan it found, `bound` what it proved that no plan can beat.
    """

    criterion: str
    termination: Termination
    value: float | None
    bound: float | None
    verdict: Verdict


class CrossCheck(NamedTuple):
    """The searches of the second solver, one for each criterion that the first one solved."""

    solver: str
    searches: tuple[SecondSearch, ...]
    progress: float = 1.0

    @property
    def verdict(self) -> Verdict:
        """The worst of all criteria; not confirmed before all were searched for."""
        return self.objection.verdict if self.progress == 1.0 else "unconfirmed"

    @property
    def objection(self) -> SecondSearch:
        """The first search of the worst verdict."""
        return max(self.searches, key=lambda search: VERDICTS.index(search.verdict))
