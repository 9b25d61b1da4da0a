"""The uncertain numbers of the data: their intervals, and the factors that they share.

A number is mode + z w, with z standard normal and w the distance from the mode to the low end
below it, to the high end above it, such that the share of the settings lies between the two ends
(a split normal). With evidence of a class w is so many times as wide. z is

    sum_f sign(share_f) sqrt(|share_f|) F_f + sqrt(1 - sum_f |share_f|) e

over the factors f of its column, all of them and the number's own e standard normal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import copysign, sqrt
from statistics import NormalDist

from model.instance import Factor, Instance

DRAWN = {
    "effects": ("effect",),
    "groups": ("exit_rate", "held", "benefit", "displacement", "casework_effect"),
    "measures": ("displacement", "elasticity", "growth"),
    "settings": ("displacement",),
    "reemployment": ("chance", "helped"),
    "staff_groups": ("attrition",),
}
SHARES = frozenset({"held", "displacement", "elasticity", "chance", "helped", "attrition"})
LARGEST_CHANCE = 0.999  # a quarter: certainty would be a job at once
LEAST_HELD = 0.01  # of a year: a job that is lost at once is none
FIELDS = {("effects", "effect"): "mid"}  # of the columns that are called otherwise in the model


@dataclass(frozen=True)
class Uncertain:
    """One uncertain number, by its path.

    `below` and `above` are what one z moves it, `loads` the factors it has with their signed root
    of the share, `own` the root of what is left.
    """

    path: str
    mode: float
    below: float
    above: float
    least: float
    most: float
    loads: tuple[tuple[str, float], ...]
    own: float


@dataclass(frozen=True)
class Range:
    """A number of the data with the ends of its interval."""

    table: str
    key: str  # "" in the settings
    column: str
    low: float
    mode: float
    high: float


def uncertain_numbers(instance: Instance) -> tuple[Uncertain, ...]:
    """The numbers that a future draws: those of the drawn columns that have an interval."""
    of_column: dict[tuple[str, str], list[Factor]] = {}
    for factor in instance.factors:
        of_column.setdefault((factor.table, factor.column), []).append(factor)
    return tuple(
        uncertain(instance, each, of_column.get((each.table, each.column), []))
        for each in ranges(instance)
        if each.low < each.high
    )


def uncertain(instance: Instance, number: Range, factors: list[Factor]) -> Uncertain:
    """A number with what one standard deviation is, and what it shares."""
    z = NormalDist().inv_cdf(0.5 + instance.settings.interval_share / 2)
    width = spread(instance, number) / z
    loads = tuple((name_of(instance, f, number), copysign(sqrt(abs(f.share)), f.share))
                  for f in factors)  # fmt: skip
    return Uncertain(
        path_of(number),
        number.mode,
        width * max(0.0, number.mode - number.low),
        width * max(0.0, number.high - number.mode),
        *limits(number.column),
        loads,
        sqrt(max(0.0, 1 - sum(load**2 for _, load in loads))),
    )


def limits(column: str) -> tuple[float, float]:
    """The least and the most that a number of a column can be."""
    if column in ("chance", "helped"):
        return 0.0, LARGEST_CHANCE
    if column == "held":
        return LEAST_HELD, 1.0
    if column in SHARES:
        return 0.0, 1.0
    if column.endswith("effect"):
        return -1.0, 1.0  # exits of a place, or of a person a year
    return {"growth": (1.0, float("inf")), "exit_rate": (0.0, float("inf")),
            "benefit": (0.0, float("inf"))}.get(column, (-float("inf"), float("inf")))  # fmt: skip


def path_of(number: Range) -> str:
    field = FIELDS.get((number.table, number.column), number.column)
    return ".".join(part for part in (number.table, number.key, field) if part)


def spread(instance: Instance, number: Range) -> float:
    """Multiple of the width of an interval, by the evidence of an effect."""
    settings = instance.settings
    by = {"A": settings.spread_a, "B": settings.spread_b, "C": settings.spread_c, None: 1.0}
    if number.table != "effects":
        return 1.0
    m, g = number.key.split("/")
    return by[instance.effects[m, g].evidence]


def name_of(instance: Instance, factor: Factor, number: Range) -> str:
    """The factor of a number: one for all, or that of its type, measure or group."""
    if factor.by is None:
        return factor.id
    measure, _, group = number.key.partition("/")
    if factor.by == "group":
        return f"{factor.id}/{group or number.key}"
    return f"{factor.id}/{instance.measures[measure].type if factor.by == 'type' else measure}"


def ranges(instance: Instance) -> Iterator[Range]:
    """The numbers of the drawn columns that have both ends of an interval."""
    for (m, g), effect in instance.effects.items():
        yield Range("effects", f"{m}/{g}", "effect", effect.low, effect.mid, effect.high)
    yield from casework_ranges(instance)
    for s, facts in instance.reemployment.items():
        low, mode, high = facts.chance_low, facts.chance, facts.chance_high
        yield Range("reemployment", s, "chance", low, mode, high)
        if facts.helped is not None:
            ends = facts.helped_low, facts.helped_high
            low, high = (facts.helped if end is None else end for end in ends)
            yield Range("reemployment", s, "helped", low, facts.helped, high)
    yield from ranges_of_sources(instance)


def casework_ranges(instance: Instance) -> Iterator[Range]:
    """Effects of casework, where they count."""
    if instance.settings.casework:
        for g, group in instance.groups.items():
            ends = group.casework_effect_low, group.casework_effect, group.casework_effect_high
            yield Range("groups", g, "casework_effect", *ends)


def ranges_of_sources(instance: Instance) -> Iterator[Range]:
    """Intervals that are told with the source of a number; that of the row itself comes first."""
    told = {(p.table, p.key, p.column): (p.low, p.high) for p in instance.provenance}
    for table in ("groups", "measures", "staff_groups"):
        for key, row in getattr(instance, table).items():
            for column in DRAWN[table]:
                ends = told.get((table, key, column)) or told.get((table, "*", column))
                mode = getattr(row, column)
                if column != "casework_effect" and ends and None not in (*ends, mode):
                    yield Range(table, key, column, ends[0] or 0.0, mode, ends[1] or 0.0)
    ends = told.get(("settings", "displacement", "value"), (None, None))
    if None not in ends:
        mode = instance.settings.displacement
        yield Range("settings", "", "displacement", ends[0] or 0.0, mode, ends[1] or 0.0)
