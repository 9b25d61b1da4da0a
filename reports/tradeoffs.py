"""A trade-off in words: what one more of a criterion costs, how sure it is, and why none is."""

from collections.abc import Iterator

import numpy as np

from locales import number, translator
from model.formulation.criteria import SENSE
from model.instance import Instance
from reports import words
from reports.phrases import over
from reports.said import said
from scenarios.frontier import Frontier

ROUND = (1.0, 2.0, 5.0, 10.0)
STEPS = 8  # about so many steps over a frontier
TKR = ("saving", "one_off")


def name(criterion: str, language: str) -> str:
    """A criterion as a choice and as the title of an axis, with its unit."""
    _ = translator(language)
    return {
        "exits": _("Extra exits to job or education, all years"),
        "saving": _("Saving a year, DKK m"),
        "dismissals": _("Dismissed people"),
        "coverage": _("Offers per vulnerable citizen"),
        "one_off": _("One-off costs, DKK m"),
        "handovers": _("Places run by another unit than the responsible, all years"),
    }[criterion]


def shown(criterion: str, value: float) -> float:
    """A value in the unit of its axis: millions for tkr."""
    return value / 1000 if criterion in TKR else value


def amount(criterion: str, value: float, language: str) -> str:
    """A value of a criterion as words."""
    if criterion in TKR:
        return words.money(value, language)
    if criterion == "dismissals":
        return words.people(value, language)
    return number(value, 2 if criterion == "coverage" else 0, language)


def gained(criterion: str, value: float, language: str) -> str:
    """So much better by a criterion."""
    _ = translator(language)
    return {
        "exits": _("{n} more exits"),
        "saving": _("{n} more saved a year"),
        "dismissals": _("{n} fewer dismissed"),
        "coverage": _("{n} more offers per vulnerable citizen"),
        "one_off": _("{n} less in one-off costs"),
        "handovers": _("{n} fewer places with another unit"),
    }[criterion].format(n=amount(criterion, abs(value), language))


def given(criterion: str, value: float, language: str) -> str:
    """So much worse by a criterion."""
    _ = translator(language)
    return {
        "exits": _("{n} exits"),
        "saving": _("{n} of the saving a year"),
        "dismissals": _("{n} more dismissed"),
        "coverage": _("{n} offers per vulnerable citizen"),
        "one_off": _("{n} more in one-off costs"),
        "handovers": _("{n} more places with another unit"),
    }[criterion].format(n=amount(criterion, abs(value), language))


def told(found: Frontier, instance: Instance, language: str) -> list[str]:
    """The frontier in sentences: how sure it is, its ends, and its rates step by step."""
    if not found.points:
        return [empty(found, instance, language)]
    rates = [rate(found, *step, language) for step in steps(found)]
    return [sure(found, instance, language), *rates]


def empty(found: Frontier, instance: Instance, language: str) -> str:
    """Why there is nothing to trade."""
    _ = translator(language)
    if found.why == "frozen":
        return _("This scenario is today's practice carried on: there is nothing to trade.")
    if found.why != "nothing":
        return _("No plan has been found yet.")
    if not found.conflict:
        return _("The data allow no plan, whatever is demanded.")
    clash = [f"“{said(instance.demands[q], language)}”" for q in found.conflict]
    return _("No plan meets these demands together: {demands}.").format(
        demands=words.listed(clash, language)
    )


def sure(found: Frontier, instance: Instance, language: str) -> str:
    """What the points are, and how far from the best they can be."""
    _ = translator(language)
    if found.kind == "lp":
        return _(
            "The exact limit {period} if measures could be open in part: no plan can be beyond it."
        ).format(period=over(instance.years, language))
    width = given(found.y, found.width, language)
    if found.proven:
        return _("Proven: no plan {period} is better than the line by more than {width}.").format(
            period=over(instance.years, language), width=precise(found, language)
        )
    return _("So far: {share} of the range is proven, the rest within {width}.").format(
        share=f"{round(100 * found.progress)} %", width=width
    )


def precise(found: Frontier, language: str) -> str:
    """The width that counts as proven, never shown smaller than it is."""
    value = shown(found.y, found.slack)
    decimals = max(0, 1 - int(np.floor(np.log10(value)))) if value > 0 else 0
    up = np.ceil(value * 10**decimals) / 10**decimals
    return number(float(up), decimals, language)


def steps(found: Frontier) -> Iterator[tuple[float, float]]:
    """Round steps of x along the frontier, from its most y on."""
    xs = [point.x for point in found.points]
    low, high = min(xs), max(xs)
    step = round_step(shown(found.x, high) - shown(found.x, low))
    if step:
        step *= 1000 if found.x in TKR else 1
        marks = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1) * step
        marks = marks[:: SENSE[found.x]]
        yield from zip(marks[:-1].tolist(), marks[1:].tolist(), strict=True)


def round_step(span: float) -> float:
    """A round number that divides a span into some steps; 0 when there is no span."""
    if span <= 0:
        return 0.0
    least = span / STEPS
    power = 10 ** np.floor(np.log10(least))
    return float(next(r for r in ROUND if r * power >= least * (1 - 1e-9)) * power)


def rate(found: Frontier, start: float, end: float, language: str) -> str:
    """What a step of x costs of y: "5 million more saved a year cost 12 exits"."""
    _ = translator(language)
    loss = float(np.diff(had(found, np.array([start, end])))[0])
    return _("From {start}: {gain} for {loss}").format(
        start=amount(found.x, start, language),
        gain=gained(found.x, end - start, language),
        loss=given(found.y, loss, language),
    )


def had(found: Frontier, xs: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The y that is had at values of x: on the curve, or on the lower edge of the band."""
    pairs = (
        [(e.x, e.least) for e in found.band if e.least == e.least]  # noqa: PLR0124 NaN: nothing had
        if found.kind == "certified"
        else list(found.curve)
    )
    sense = SENSE[found.x]
    pairs.sort(key=lambda pair: pair[0])
    x, y = np.array(pairs).T
    del sense
    return np.interp(xs, x, y)
