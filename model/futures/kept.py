"""Kept plans: what a plan leads to in every future, without being changed.

Thousands of futures are products of matrices. `evaluate` of the data of a future, with the plan as
its attrition lets it go (`realised`), gives the same numbers one future at a time, and a test holds
the two together.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

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
from model.futures.draws import Array, Futures, at_scores
from model.futures.exits import ExitTerms, exit_terms, extra_exits
from model.futures.leavers import pay_of_waiting
from model.futures.worth import WorthTerms
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
    """What every plan that is held against the same futures shares."""

    futures: Futures

    @cached_property
    def exits(self) -> ExitTerms:
        return exit_terms(self.futures)

    @cached_property
    def worth(self) -> WorthTerms:
        return WorthTerms(self.futures)

    @cached_property
    def before(self) -> Outcome:
        """Today's practice, with every number at its mode."""
        return evaluate(self.futures.instance, baseline(self.futures.instance))

    @cached_property
    def expected(self) -> "Terms":
        """The one future in which every number is at its mode."""
        return Terms(at_scores(self.futures.instance, [{}]))


def keep(terms: Terms, plan: Plan) -> Kept:
    """The plan in every future of the terms."""
    data = terms.futures.instance
    exits, in_work, uncertain = outcome(terms, plan)
    _, _, expected = outcome(terms.expected, plan)
    after = evaluate(data, plan)
    told = np.array([saving_of_target(data, terms.before, after, y) for y in data.years])
    return Kept(exits, in_work, told + uncertain - expected)


def outcome(terms: Terms, plan: Plan) -> tuple[Array, Array, Array]:
    """Exits, people in work, and what futures change of the saving, each n x years."""
    data = terms.futures.instance
    first, shape = data.years[0], (len(terms.futures), len(data.years))
    exits, in_work = np.zeros(shape), np.zeros(shape)
    gross = {c: np.zeros(shape) for c in ("service", "drift", "transfers")}
    refund = {c: np.zeros(shape) for c in gross}
    jobs, category = np.zeros(shape), categories(data)
    for (g, x), extra in extra_exits(terms.futures, terms.exits, plan).items():
        exits[:, x - first] += extra
        worth, of = terms.worth.exits[g, x], category[data.groups[g].account]
        for k in range(len(worth.people)):
            jobs[:, x - first + k] += extra * worth.people[k]
            gross[of][:, x - first + k] += extra * worth.gross[k]
            refund[of][:, x - first + k] += extra * worth.refund[k]
    in_work += jobs
    for (s, x), counts in dismissed_and_helped(data, plan).items():
        joins = data.staff_groups[s].joins
        of = category[data.groups[joins].account] if joins else "transfers"
        for people, helped in zip(counts, (False, True), strict=True):
            if people:
                worth = terms.worth.dismissal(s, x, helped=helped)
                for k in range(len(worth.people)):
                    in_work[:, x - first + k] -= people * worth.people[k]
                    gross[of][:, x - first + k] -= people * worth.gross[k]
                    refund[of][:, x - first + k] -= people * worth.refund[k]
    for (a, y), pay in pay_of_waiting(terms.futures, plan).items():
        gross[category[a]][:, y - first] -= pay
    q = target(data) or NOTHING
    saved = sum(gross[c] - (refund[c] if q.basis == "net" else 0.0) for c in CATEGORIES[q.counts])
    if q.counts == "all":
        saved = saved + data.settings.tax_share * data.settings.tax_per_exit * jobs
    return exits, in_work, np.asarray(saved)


def closes(terms: Terms, kept: Kept) -> dict[int, Truth]:
    """Whether each saving that is demanded is had, in every future, by year."""
    data, found = terms.futures.instance, dict[int, Truth]()
    q = target(data)
    if q is None:
        return found
    for demand, share in savings(data).values():
        for y in years_of(data, demand):
            had = kept.saving[:, y - data.years[0]] >= share * q.bound - CENT
            found[y] = found[y] & had if y in found else had
    return found


def in_work_value(terms: Terms, kept: Kept) -> Array:
    """People in work on average over the years that count, n."""
    data = terms.futures.instance
    counted = [y - data.years[0] for y in data.in_work_years]
    mean: Array = kept.in_work[:, counted].mean(axis=1)
    return mean
