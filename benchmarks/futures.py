"""Kept plans in thousands of futures: seconds, and what one future at a time takes.

One at a time is what a user would write: the data of a future, and the plan evaluated on them. A
few are run; what all would take is their mean times the number, and says so.
"""

from time import perf_counter

from inputs import read
from model.evaluation.evaluate import evaluate
from model.futures.draws import draw
from model.futures.kept import Terms, in_work_value, keep
from model.futures.leavers import realised
from model.plan import baseline
from scenarios import library
from scenarios.solve import solve

FUTURES, ONE_BY_ONE, SEED = 10_000, 20, 1
PLANS = ("optimum-34", "byraadet-2017", "uden-afskedigelser", "flest-i-job-netto", "job-foerst")


def main() -> None:
    instance = read.default().instance
    assert instance is not None
    answers = [solve(instance, library.load(name)) for name in PLANS]
    plans = [answer.solution.plan for answer in answers]
    start = perf_counter()
    terms = Terms(draw(instance, FUTURES, SEED))
    drawn = perf_counter() - start
    found = [keep(terms, plan) for plan in plans if plan is not None]
    whole = perf_counter() - start
    start = perf_counter()
    for i in range(ONE_BY_ONE):
        data = terms.futures.future(i)
        evaluate(data, baseline(data))
        outcome = evaluate(data, realised(data, plans[0]))  # type: ignore[arg-type]
        value = sum(outcome.in_work[y].net for y in data.in_work_years) / len(data.in_work_years)
        assert abs(value - in_work_value(data, found[0])[i]) < 1e-6  # noqa: PLR2004
    single = (perf_counter() - start) / ONE_BY_ONE
    print(f"{len(found)} plans kept in {FUTURES} futures: {whole:.2f} s, {drawn:.2f} of it draws")
    times = single * FUTURES * len(found) / whole
    print(f"one future at a time, estimated: {times:.0f} times as long")


if __name__ == "__main__":
    main()
