"""Extra exits of a plan in every future: one product of matrices.

Exits are linear in the effects of segments: (8.1) as lasting[n,g] effect[n,g] factor[n,g,k] of the
future times what the plan has more in the segment, exits falling as (4.9) and (4.10) say. A gain
falls with volume and a loss does not, so that the two have columns of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from model.evaluation.evaluate import casework_exits, effect_by_segment, volumes
from model.futures.draws import Array, Futures
from model.instance import Instance, first_given
from model.plan import Plan
from model.timing import exits_by, exits_by_hired

Feature = tuple[str, str, int]  # measure ("" for casework), group, segment (LOSS for losses)
LOSS = -1


@dataclass(frozen=True)
class ExitTerms:
    """What one place more gives in each future, n x features."""

    features: tuple[Feature, ...]
    gains: Array


def exit_terms(futures: Futures) -> ExitTerms:
    """The columns of every effect and of casework."""
    columns: dict[Feature, Array] = {}
    for n, g in futures.instance.effects:
        gains, losses = signed(effect_of(futures, n, g), lasting(futures, n, g))
        columns[n, g, LOSS] = losses
        for k, factor in enumerate(factors(futures, n)):
            columns[n, g, k] = gains * factor
    for g in casework_groups(futures.instance):
        mode = futures.instance.groups[g].casework_effect
        effect = futures.of(f"groups.{g}.casework_effect", mode)
        columns["", g, 0], columns["", g, LOSS] = signed(effect, lasting(futures, None, g))
    gains = np.empty((len(futures), len(columns)), order="F")
    for j, each in enumerate(columns.values()):
        gains[:, j] = each
    return ExitTerms(tuple(columns), gains)


def signed(effect: Array, left: Array) -> tuple[Array, Array]:
    """Gains and losses apart, those who are displaced taken off."""
    return left * np.maximum(effect, 0.0), left * np.minimum(effect, 0.0)


def effect_of(futures: Futures, n: str, g: str) -> Array:
    return futures.of(f"effects.{n}/{g}.mid", futures.instance.effects[n, g].mid)


def lasting(futures: Futures, n: str | None, g: str) -> Array:
    """What (8.8) leaves in every future; without a measure of casework."""
    data = futures.instance
    of_group = data.groups[g].displacement
    if of_group is not None:
        return 1 - futures.of(f"groups.{g}.displacement", of_group)
    own = None if n is None else data.measures[n].displacement
    path = "settings.displacement" if own is None else f"measures.{n}.displacement"
    return 1 - futures.of(path, first_given(own, data.settings.displacement))


def factors(futures: Futures, n: str) -> list[Array]:
    """What the segments of a measure leave, by (8.7), in every future."""
    measure, begins, found = futures.instance.measures[n], 0.0, list[Array]()
    for segment in futures.instance.segments:
        factor = np.full(len(futures), segment.factor)
        if not segment.width:
            factor = np.minimum(factor, found[-1]) if found else factor
            factor = factor * (not begins or measure.growth is None)
        else:
            ends = begins + segment.width
            if measure.elasticity is not None:
                e = futures.of(f"measures.{n}.elasticity", measure.elasticity)
                factor = (ends**e - (begins**e if begins else 0.0)) / segment.width
            if measure.growth is not None:
                had = futures.of(f"measures.{n}.growth", measure.growth)
                factor = factor * np.clip((had - begins) / segment.width, 0.0, 1.0)
            begins = ends
        found.append(factor)
    return found


def casework_groups(data: Instance) -> list[str]:
    """Groups of which the exits of casework count."""
    return [g for g in data.groups if data.settings.casework and data.groups[g].casework_staff]


def more_than_today(data: Instance, plan: Plan) -> Mapping[tuple[Feature, int], float]:
    """What a plan has more in each column than today, with the share of its exits in year y."""
    volume, found = volumes(data, plan), dict[tuple[Feature, int], float]()
    for (n, g), x in product(data.effects, data.years):
        today, now = data.today(n, g=g), volume.get((n, g, x), 0.0)
        if now == today:
            continue
        old, new = (effect_by_segment(data, n, g, v, each=1.0) for v in (today, now))
        for k, (before, after) in enumerate(zip(old, new, strict=True)):
            if after != before:
                hired = data.staff_of[n] and not before
                for y in (each for each in (x, x + 1) if each in data.years):
                    fall = exits_by(data, data.measures[n], x, y)
                    late = exits_by_hired(data, data.measures[n], x, y) if hired else fall
                    for i, share in (((n, g, k), late), ((n, g, LOSS), fall)):
                        found[i, y] = found.get((i, y), 0.0) + share * (after - before)
    for sign, k in ((1.0, 0), (-1.0, LOSS)):
        for (g, y), exits in casework_exits(with_casework_effect(data, sign), plan).items():
            found[("", g, k), y] = sign * exits
    return found


def with_casework_effect(data: Instance, effect: float) -> Instance:
    """The data with one effect of casework for all groups."""
    groups = {g: group._replace(casework_effect=effect) for g, group in data.groups.items()}
    return replace(data, groups=groups)


def extra_exits(futures: Futures, terms: ExitTerms, plan: Plan) -> dict[tuple[str, int], Array]:
    """Extra exits by group and year, in every future."""
    data = futures.instance
    at = {feature: j for j, feature in enumerate(terms.features)}
    cells = list(product(data.groups, data.years))
    column = {cell: j for j, cell in enumerate(cells)}
    more = np.zeros((len(terms.features), len(cells)))
    for (feature, y), amount in more_than_today(data, plan).items():
        if feature in at:
            more[at[feature], column[feature[1], y]] = amount
    used = np.flatnonzero(more.any(axis=1))
    exits = terms.gains[:, used] @ more[used]
    return {cell: exits[:, j] for j, cell in enumerate(cells)}
