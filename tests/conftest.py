"""What a search finds must not follow from the speed of the machine: limits of seconds are lifted.

A limit of zero stays, for a search that is to be stopped at once. Linear algebra has one thread in
each of the processes that share the machine: with more, small tables wait for each other.
"""

import inspect
import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import altair as alt
import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported
os.environ["JOBBALANCE_WORKERS"] = "0"  # threads, but in the tests of the pool

from model.placement import cp_sat, place
from model.solver import cross_check
from model.solver.warm_lp import NO_TIME_LIMIT, WarmLP


def unhurried(limited: Callable[..., Any]) -> Callable[..., Any]:
    """The function with all time there is, unless it is given none."""
    signature = inspect.signature(limited)

    @wraps(limited)
    def run(*args: object, **kwargs: object) -> object:
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        if given.arguments["seconds"] > 0:
            given.arguments["seconds"] = NO_TIME_LIMIT
        return limited(*given.args, **given.kwargs)

    return run


@pytest.fixture(autouse=True)
def _valid_charts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart that a test of reports/ draws is one by the schema of Vega-Lite."""
    if request.path.name.startswith("test_reports_"):
        to_dict = alt.LayerChart.to_dict
        monkeypatch.setattr(alt.LayerChart, "to_dict", lambda chart, **_asked: to_dict(chart))


LONG = ("browser", "office", "pool", "batch", "second_implementation", "brute_force", "views_")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no process ends with one alone."""
    items.sort(key=lambda item: not any(word in item.path.name for word in LONG))


WarmLP.set_time_limit = unhurried(WarmLP.set_time_limit)
cross_check.solve_by_scip = unhurried(cross_check.solve_by_scip)
place.solve_cp_sat = unhurried(cp_sat.solve_cp_sat)
