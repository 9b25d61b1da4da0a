"""What follows from an answer or from data is computed once, and never taken for another's."""

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread
from time import sleep

import pandas as pd
import pytest
from reports_case import ANSWER

from inputs import read
from model.solution import CrossCheck
from reports.once import frame_once
from scenarios import library
from scenarios.apply import apply
from scenarios.once import WithoutDemands, once
from scenarios.solve import todays_practice


def at_the_same_time(*calls: Callable[[], object]) -> None:
    threads = [Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_readers_who_ask_at_the_same_time_wait_for_one_call() -> None:
    asked, called, together = list[int](), list[int](), Barrier(8)

    @once
    def doubled(n: int) -> int:
        called.append(n)
        sleep(0.05)  # in which the others ask
        return 2 * n

    def ask() -> None:
        together.wait()
        asked.append(doubled(4))

    at_the_same_time(*[ask] * 8)
    assert asked == [8] * 8
    assert called == [4]


def test_a_call_that_fails_is_tried_again() -> None:
    called = list[int]()

    @once
    def fails_at_first(n: int) -> int:
        called.append(n)
        if len(called) == 1:
            raise OSError("at first")
        return n

    with pytest.raises(OSError, match="at first"):
        fails_at_first(3)
    assert fails_at_first(3) == 3


def test_who_changes_a_table_changes_it_for_nobody_else() -> None:
    @frame_once
    def table(n: int) -> pd.DataFrame:
        return pd.DataFrame({"n": [n]})

    mine = table(1)
    mine["n"] = 5
    mine.loc[0, "other"] = 1
    assert table(1).to_dict("list") == {"n": [1]}


def test_data_are_the_same_whatever_is_asked_of_them() -> None:
    shipped = read.default().instance
    assert shipped is not None
    scenario = library.load("optimum-34")

    def with_levers(**levers: object) -> WithoutDemands:
        moved = replace(scenario, levers=replace(scenario.levers, **levers))  # type: ignore[arg-type]
        return WithoutDemands(apply(shipped, moved))

    asked, more = with_levers(amount=20.0), with_levers(amount=30.0)
    assert asked == more
    assert hash(asked) == hash(more)
    assert todays_practice(asked) is todays_practice(more)
    for other in ({"effects": "low"}, {"displacement": 0.5}, {"tax_share": 0.25}):
        assert with_levers(amount=20.0, **other) != asked
    name, measure = next(iter(shipped.measures.items()))
    measures = {**shipped.measures, name: measure._replace(running_cost=measure.running_cost + 1)}
    assert WithoutDemands(replace(shipped, measures=measures)) != WithoutDemands(shipped)


def test_an_answer_is_the_same_whether_it_is_confirmed_or_not() -> None:
    confirmed = replace(ANSWER, cross_check=CrossCheck("SCIP", (), 0.0))
    assert confirmed == ANSWER
    assert hash(confirmed) == hash(ANSWER)
    called_otherwise = replace(ANSWER, scenario=replace(ANSWER.scenario))
    assert called_otherwise != ANSWER
    assert replace(ANSWER, solution=replace(ANSWER.solution)) != ANSWER
