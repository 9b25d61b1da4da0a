"""A trade-off in words: what one more of a criterion costs, how sure it is, and why none is."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from locales import joined, number, percent, translator
from model.criteria import CRITERIA, SENSE, TRADEOFFS
from model.instance import Instance
from model.solver.matrix import Vector
from reports.demands import conflicts
from reports.language import words
from reports.language.words import over
from scenarios.studies.frontier import Frontier, Frontier3, Mark, knee, lower_edge

ROUND = (1.0, 2.0, 5.0)
STEPS = 6  # at least, over a frontier


def axis_value(criterion: str, value: float) -> float:
    """A value in the unit of its axis: millions for tkr."""
    return value / axis_unit(criterion)


def axis_unit(criterion: str) -> float:
    """What one on the axis is, in the unit of the criterion."""
    return max(1.0, CRITERIA[criterion].unit.counted)


def amount(criterion: str, value: float, language: str) -> str:
    """A value of a criterion as words."""
    unit = CRITERIA[criterion].unit
    if unit.counted > 1:
        return words.money(value, language)
    if unit.counts_people:
        return words.people(value, language)
    return number(value, unit.decimals, language)


def level(criterion: str, value: float, language: str) -> str:
    """So much of a criterion, with what it is of."""
    below = TRADEOFFS[criterion].below
    if below and round(value) < 0:
        return below.of(amount(criterion, -value, language), language)
    return TRADEOFFS[criterion].level.of(amount(criterion, value, language), language)


def better(criterion: str, value: float, language: str) -> str:
    """So much better by a criterion."""
    return TRADEOFFS[criterion].better.of(amount(criterion, abs(value), language), language)


def worse(criterion: str, value: float, language: str) -> str:
    """So much worse by a criterion."""
    return TRADEOFFS[criterion].worse.of(amount(criterion, abs(value), language), language)


def sentences(found: Frontier, instance: Instance, language: str) -> list[str]:
    """The frontier in sentences: how sure it is, its ends, and its rates step by step."""
    if not found.points:
        return [why_empty(found, instance, language)]
    rates = [rate(found, *step, language) for step in steps(found)]
    if len(found.points) == 1:
        told = translator(language)("One plan is the best by both criteria: {x}, {y}.")
        ((x, y),) = found.points
        levels = level(found.x, x, language), level(found.y, y, language)
        rates = [told.format(x=levels[0], y=levels[1])]
    return [proof(found, instance, language), *rates]


def plans(found: Frontier, language: str) -> list[str]:
    """Each point as words, with its number: two may be told alike."""
    return [
        f"{i}: {level(found.x, point.x, language)}; {level(found.y, point.y, language)}"
        for i, point in enumerate(found.points, 1)
    ]


def table(found: Frontier, language: str) -> pd.DataFrame:
    """The points as rows, and whether the straight line to the next one is plans too."""
    _ = translator(language)
    yes_or_no = {True: _("yes"), False: _("no")}
    return pd.DataFrame(
        [
            {
                _("Point"): f"{i}",
                TRADEOFFS[found.x].axis.of(language): amount(found.x, point.x, language),
                TRADEOFFS[found.y].axis.of(language): amount(found.y, point.y, language),
                _("Plans in between too"): yes_or_no[after],
            }
            for i, (point, after) in enumerate(zip(found.points, found.joined, strict=True), 1)
        ]
    )


def why_empty(found: Frontier | Frontier3, instance: Instance, language: str) -> str:
    _ = translator(language)
    if found.why == "frozen":
        return _("This scenario is today's practice carried on: there is nothing to trade.")
    if found.why != "nothing":
        return _("No plan has been found yet.")
    return conflicts.conflict_sentence(instance.demands, frozenset(found.conflict), language)


def proof(found: Frontier, instance: Instance, language: str) -> str:
    """What the points are, and how far from the best they can be."""
    _ = translator(language)
    if found.kind == "lp":
        return _(
            "The exact limit {period} if measures could be open in part: no plan can be beyond it."
        ).format(period=over(instance.years, language))
    if found.every_point and found.points:
        return _(
            "Proven: no plan {period} beats one of these by both, and none is missing."
        ).format(period=over(instance.years, language))
    if found.proven:
        return _("Proven: no plan {period} is better than these by more than {width}.").format(
            period=over(instance.years, language), width=width_text(found.y, found.slack, language)
        )
    return _("So far: {share} of the range is proven, the rest within {width}.").format(
        share=percent(float(np.floor(100 * found.progress)) / 100, 0, language),
        width=width_text(found.y, found.width, language),
    )


def width_text(criterion: str, width: float, language: str) -> str:
    """The width of a band, never shown smaller than it is."""
    value = axis_value(criterion, width)
    decimals = max(0, -int(np.floor(np.log10(value)))) if value > 0 else 0
    n = number(float(np.ceil(value * 10**decimals) / 10**decimals), decimals, language)
    told = TRADEOFFS[criterion].width or TRADEOFFS[criterion].level
    return joined(told.of(n, language))


def steps(found: Frontier) -> Iterator[tuple[float, float]]:
    """Round steps of x along the frontier, from its most y on."""
    xs = [point.x for point in found.points] or [0.0]
    low, high = min(xs), max(xs)
    step = round_step(axis_value(found.x, high) - axis_value(found.x, low))
    if step:
        step *= axis_unit(found.x)
        marks = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1) * step
        marks = marks[:: SENSE[found.x]]
        yield from zip(marks[:-1].tolist(), marks[1:].tolist(), strict=True)


def round_step(span: float) -> float:
    """A round number that divides a span into some steps; 0 when there is no span."""
    if span <= 0:
        return 0.0
    most = span / STEPS
    power = 10 ** np.floor(np.log10(most))
    return float(max(r for r in ROUND if r * power <= most * (1 + 1e-9)) * power)


def rate(found: Frontier, start: float, end: float, language: str) -> str:
    """What a step of x costs of y: "5 million more saved a year cost 12 exits"."""
    _ = translator(language)
    loss = float(np.diff(y_at(found, np.array([start, end])))[0])
    return _("From {start}: {gain} for {loss}").format(
        start=(amount if axis_unit(found.x) > 1 else level)(found.x, start, language),
        gain=better(found.x, end - start, language),
        loss=worse(found.y, loss, language),
    )


def y_at(found: Frontier, xs: Vector) -> Vector:
    """The y that is had at values of x."""
    levels, values = lower_edge(found)
    at: Vector = SENSE[found.y] * np.interp(SENSE[found.x] * xs, levels, values)
    return at


def mark_sentence(found: Frontier, mark: Mark, language: str) -> str:
    """How far a known plan is from the frontier, in both criteria."""
    _ = translator(language)
    name = mark.name.of(language)
    apart = not mark.dy <= found.slack  # a trifle of y may be much of x
    gains = [
        better(criterion, distance, language)
        for criterion, distance in ((found.y, mark.dy), (found.x, mark.dx))
        if apart
        and distance > 0
        and amount(criterion, distance, language) != amount(criterion, 0.0, language)
    ]
    if gains:
        message = _("{name}: other plans have {better}.")
    elif mark.meets:
        message = _("{name} is on the frontier.")
    else:
        message = _("{name} cannot be held against the frontier.")
    told = message.format(name=name, better=_(" or ").join(gains))
    return told if mark.meets else _("{told} It does not meet all demands here.").format(told=told)


def knee_sentence(found: Frontier, language: str) -> str | None:
    """Where the frontier bends most, and what a criterion costs of the other on either side."""
    at = knee(found)
    if at is None:
        return None
    _, (levels, _values) = translator(language), lower_edge(found)
    ends = SENSE[found.x] * float(levels[0]), SENSE[found.x] * float(levels[-1])
    return _("The frontier bends most at {x} and {y} (the ring). {before}. {after}.").format(
        x=level(found.x, at.x, language),
        y=level(found.y, at.y, language),
        before=rate(found, ends[0], at.x, language),
        after=rate(found, at.x, ends[1], language),
    )


def title(found: Frontier, known: Sequence[Mark], language: str) -> str:
    """The message of the chart: what the next step costs from the first known plan on."""
    _ = translator(language)
    rates = list(steps(found))
    if not rates:
        return _("One plan is the best by both criteria")
    start, end = rates[len(rates) // 2]
    xs = [point.x for point in found.points]
    if known and min(xs) <= known[0].point.x <= max(xs) - abs(end - start):
        start, end = known[0].point.x, known[0].point.x + end - start
    return rate(found, start, end, language)
