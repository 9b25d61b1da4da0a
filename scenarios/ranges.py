"""How far a lever or a number of the data can go, and values moved to the end of that range."""

import math

from model.instance import Instance

MOST = 1e6
DIVISORS = ("caseload", "hours_per_fte", "fte_per_person", "span")
LEAST_DIVISOR = 1e-6
RANGES = {
    "amount": (0.0, MOST),
    "displacement": (0.0, 1.0),
    "tax_share": (0.0, 1.0),
    "max_dismissals": (0.0, MOST),
    "specialisation": (0.0, 1.0),
}
WORDS = ("basis", "view", "counts", "effects", "structure")


def within(instance: Instance, lever: str, asked: str) -> str:
    """The value within the lever's range; words and what is no number stay as they are."""
    found = parsed(asked)
    if found is None or lever in WORDS or lever.startswith(("lock.", "new.")):
        return asked
    low, high = limits(instance, lever)
    kept = min(max(found, low), high)
    return asked if kept == found else f"{kept:.12g}"


def whole_year(lever: str, asked: str) -> str:
    """A year between two years is the nearest; any other value stays as it is."""
    found = parsed(asked) if lever == "by" else None
    return asked if found is None or math.isinf(found) else f"{round(found)}"


def limits(instance: Instance, lever: str) -> tuple[float, float]:
    if lever == "by":
        return instance.years[0], instance.years[-1]
    divides = lever.rsplit(".", maxsplit=1)[-1] in DIVISORS
    return RANGES.get(lever, (LEAST_DIVISOR if divides else -MOST, MOST))


def parsed(text: str) -> float | None:
    """A number with a decimal point or comma; None for anything else."""
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return None if math.isnan(found) else found
