"""Kept plans: what a plan leads to in every future, without being changed.

Thousands of futures are products of matrices. `evaluate` of the data of a future, with the plan as
its attrition lets it go (`realised`), gives the same numbers one future at a time, and a test holds
the two together.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.demand import Category
from model.evaluation.accounts import dismissed_and_helped
from model.evaluation.evaluate import evaluate
from model.evaluation.savings import (
    NOTHING,
    categories,
    saving_of_target,
    savings,
    target,
    years_of,
)
from model.futures.draws import Array, Futures
from model.futures.exits import ExitTerms, exit_terms, extra_exits
from model.futures.leavers import pay_of_waiting
from model.futures.worth import Worth, WorthTerms
from model.instance import Instance
from model.plan import Plan, baseline
from model.solution import CATEGORIES, Outcome

Truth = NDArray[np.bool_]
CENT = 1e-5  # tkr: less is rounding


@dataclass(frozen=True)
class Kept:
    """A plan in n futures, by year: n x years. Saving in tkr, as the target counts it."""

    exits: Array
    in_work: Array
    saving: Array


@dataclass(frozen=True)
class Terms:
    """What every plan that is held against the same futures shares.

    `all_futures` are those asked for, and last the one in which every number is at its mode.
    """

    futures: Futures

    @property
    def all_futures(self) -> Futures:
        return self.futures.with_expected

    @cached_property
    def exits(self) -> ExitTerms:
        return exit_terms(self.all_futures)

    @cached_property
    def worth(self) -> WorthTerms:
        return WorthTerms(self.all_futures)

    @cached_property
    def before(self) -> Outcome:
        """Today's practice, with every number at its mode."""
        return evaluate(self.futures.instance, baseline(self.futures.instance))


def keep(
    terms: Terms, plan: Plan, after: Outcome | None = None, asked: Instance | None = None
) -> Kept:
    """The plan in every future of the terms; `after` where it has been evaluated at the modes.

    `asked` has the same data and the demands that count, where those of the terms do not.
    """
    data = asked or terms.futures.instance
    exits, in_work, uncertain = outcome(terms, plan, data)
    after = after or evaluate(data, plan)
    told = np.array([saving_of_target(data, terms.before, after, y) for y in data.years])
    return Kept(exits[:-1], in_work[:-1], told + uncertain[:-1] - uncertain[-1])


def in_work_of(terms: Terms, plan: Plan) -> Array:
    """People in work with the plan in every future of the terms, by year: n x years."""
    return outcome(terms, plan, terms.futures.instance)[1][:-1]


class Ledger:
    """People and tkr of a plan in all futures, as they are added up; years from that of `since`."""

    def __init__(self, terms: Terms) -> None:
        data = terms.futures.instance
        self.first, self.category = data.years[0], categories(data)
        shape = (len(terms.all_futures), len(data.years))
        self.exits, self.jobs, self.out = (np.zeros(shape) for _ in range(3))
        self.saved = {of: np.zeros((2, *shape)) for of in CATEGORIES["all"]}  # gross, refund

    def add(
        self, people: Array, amount: Array | float, worth: Worth, of: Category, since: int
    ) -> None:
        """So many exits, or dismissals where negative, and what each is worth from a year on."""
        for k, each in enumerate(worth.people):
            y = since - self.first + k
            people[:, y] += amount * each
            self.saved[of][0, :, y] += amount * worth.gross[k]
            self.saved[of][1, :, y] += amount * worth.refund[k]

    def total(self, data: Instance) -> Array:
        """tkr in what the target counts, as far as futures move it."""
        q, settings = target(data) or NOTHING, data.settings
        net = 1.0 if q.basis == "net" else 0.0
        found = sum(self.saved[of][0] - net * self.saved[of][1] for of in CATEGORIES[q.counts])
        tax = settings.tax_share * settings.tax_per_exit * self.jobs
        return np.asarray(found + (tax if q.counts == "all" else 0.0))


def outcome(terms: Terms, plan: Plan, data: Instance) -> tuple[Array, Array, Array]:
    """Exits, people in work, and the part of the saving that futures move, in all of them."""
    ledger = Ledger(terms)
    for (g, x), extra in extra_exits(terms.all_futures, terms.exits, plan).items():
        ledger.exits[:, x - ledger.first] += extra
        of = ledger.category[data.groups[g].account]
        ledger.add(ledger.jobs, extra, terms.worth.exits[g, x], of, x)
    for (s, x), counts in dismissed_and_helped(data, plan).items():
        joins = data.staff_groups[s].joins
        of = ledger.category[data.groups[joins].account] if joins else "transfers"
        for people, helped in zip(counts, (False, True), strict=True):
            if people:
                worth = terms.worth.dismissal(s, x, helped=helped)
                ledger.add(ledger.out, -people, worth, of, x)
    for (a, y), pay in pay_of_waiting(terms.all_futures, plan).items():
        ledger.saved[ledger.category[a]][0, :, y - ledger.first] -= pay
    return ledger.exits, ledger.jobs + ledger.out, ledger.total(data)


def closes(data: Instance, kept: Kept) -> dict[int, Truth]:
    """Whether each saving that is demanded is had, in every future, by year."""
    found: dict[int, Truth] = {}
    q = target(data)
    if q is None:
        return found
    for demand, share in savings(data).values():
        for y in years_of(data, demand):
            had = kept.saving[:, y - data.years[0]] >= share * q.bound - CENT
            found[y] = found[y] & had if y in found else had
    return found


def level(data: Instance, kept: Kept) -> Array:
    """tkr a year: the largest target for which all savings that go with it are had, n."""
    of_years = [
        kept.saving[:, y - data.years[0]] / share
        for demand, share in savings(data).values()
        for y in years_of(data, demand)
    ]
    least: Array = np.min(of_years, axis=0)
    return least


def in_work_value(data: Instance, kept: Kept) -> Array:
    """People in work on average over the years that count, n."""
    return mean_over_years(data, kept.in_work)


def mean_over_years(data: Instance, in_work: Array) -> Array:
    """The mean over the years that count, n, of people in work by year."""
    counted = [y - data.years[0] for y in data.in_work_years]
    mean: Array = in_work[:, counted].mean(axis=1)
    return mean
