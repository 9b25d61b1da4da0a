"""The range of every number that a scenario can set: levers, bounds and numbers of the data."""

import math
from typing import get_args

from model.demand import Text
from model.demand_kinds.kinds import KINDS
from model.instance import Instance, Level
from model.numbers import SINCE
from scenarios.scenario import MOST, OPTIONS, RANGES, YEARS, figure

SHARES = (
    "attrition", "displacement", "elapsed", "factor", "held", "most", "part_time", "refund",
    "refund_share", "resigns", "saved_share", "share", "large_share", "specialisation",
    "tax_share", "new_output",
    "time_share", "week_share",
)  # fmt: skip
NUMBERS: dict[str, tuple[float, float]] = {  # of the data by field; all others 0 to MOST
    **dict.fromkeys(SHARES, (0.0, 1.0)),
    **dict.fromkeys(("notice_months", "lead_months"), (0.0, 120.0)),
    **dict.fromkeys(("process_months", "severance_months", "months", "hire_months"), (0.0, 60.0)),
    **dict.fromkeys(("first_year", "last_year", "no_new_from"), YEARS),
    **dict.fromkeys(("in_work_from", "in_work_to"), (0.0, 9999.0)),
    **dict.fromkeys(("caseload", "span"), (1.0, MOST)),
    "casework_low": (0.1, 1.0),
    "casework_high": (1.0, 10.0),
    **dict.fromkeys(
        ("casework_effect_low", "casework_effect", "casework_effect_high"), (-1.0, 1.0)
    ),  # exits a year and person
    "fte_per_person": (0.01, 1.0),
    "elasticity": (0.0, 1.0),
    "growth": (1.0, 20.0),
    "interval_share": (0.5, 0.99),
    **dict.fromkeys(("spread_a", "spread_b", "spread_c"), (0.0, 5.0)),
    "hours_per_fte": (1.0, 3000.0),
    "exit_rate": (0.0, 52.0),
    "interviews": (0.0, 366.0),
    "interview_hours": (0.0, 24.0),
}


def within(instance: Instance, lever: str, asked: str) -> str:
    """The value within the lever's range; words and what is no number stay as they are."""
    found = parsed(asked)
    if found is None or lever in OPTIONS or lever.startswith(("lock.", "new.")):
        return asked
    low, high = limits(instance, lever)
    kept = min(max(found, low), high)
    return asked if kept == found else f"{kept:.12g}"


def whole_year(lever: str, asked: str) -> str:
    """A year between two years is the nearest; any other value stays as it is."""
    found = parsed(asked) if lever == "by" else None
    return asked if found is None else f"{round(found)}"


def limits(instance: Instance, lever: str) -> tuple[float, float]:
    if lever == "by":
        return instance.years[0], instance.years[-1]
    if lever == "tolerance":
        return 0.0, 99.0
    if lever in RANGES:
        return RANGES[lever]
    table, _, row = lever.partition(".")
    if table == "demand" and row in instance.demands:
        return bound_limits(instance.demands[row].kind)
    return (-MOST, MOST) if table == "demand" else number_limits(lever)


def bound_limits(kind: str) -> tuple[float, float]:
    """The least and the most that the bound of a demand of a kind can be."""
    unit = KINDS[kind].unit
    return unit.least, unit.most


def number_limits(path: str) -> tuple[float, float]:
    """The least and the most that a number of the data can be, by its path."""
    path = path.partition(SINCE)[0]
    table, field = path.partition(".")[0], path.rpartition(".")[2]
    if table == "effects" and field in get_args(Level):
        return -1.0, 1.0  # exits per place
    return NUMBERS.get("share" if table == "substitution" else field, (0.0, MOST))


def between(low: float, high: float) -> Text:
    """What to do about a number out of range."""
    least, most = figure(low), figure(high)
    return Text(f"Skriv et tal mellem {least.da} og {most.da}.",
                f"Write a number between {least.en} and {most.en}.")  # fmt: skip


def parsed(text: str) -> float | None:
    """A number with a decimal point or comma; None for anything else."""
    plain = text.strip().replace(",", ".").replace("−", "-")
    try:
        found = math.nan if "_" in plain else float(plain)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
