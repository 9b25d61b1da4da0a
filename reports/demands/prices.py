"""The price list for a reader: its frame, its sentences, its waterfall and its JSON.

Prices are exits to job or education, all years of the instance together.
"""

from math import isfinite
from typing import Any

import pandas as pd

from locales import counter, joined, number, translator
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.prices.shapley import Share
from reports.charts import marks, palette
from reports.demands.text import bound_text, demand_sentence
from reports.language import words
from reports.language.words import more_dismissed, more_saved, over
from scenarios.solve import Answer
from scenarios.studies.prices import BoundPrices, Price, Prices

NOTHING = 5e-4  # exits that are told as none


def table(prices: Prices, answer: Answer, language: str) -> pd.DataFrame:
    """One row per active demand, the dearest share first; exits as told, a blank where none is.

    Columns: demand, sentence, owner, step, marginal, valid, less, more, full, share.
    """
    demands = answer.instance.demands
    return pd.DataFrame(
        [
            {
                "demand": price.demand,
                "sentence": demand_sentence(demands[price.demand], language),
                "owner": demands[price.demand].owner.of(language),
                **_step_prices(price.bound_prices, demands[price.demand], language),
                "price_full": exits_text(price.replacement_cost, language),
                "price_share": _share(price.share, language) if price.share else None,
            }
            for price in sorted(prices.prices, key=_order)
        ]
    )


def message(prices: Prices, answer: Answer, language: str) -> str:
    """What the demands that can be negotiated cost together, and which costs most."""
    _ = translator(language)
    shared = {price.demand: price.share for price in prices.prices if price.share}
    period = over(prices.years, language)
    if prices.loss < NOTHING:
        return _("The demands that can be negotiated cost no exits {period}").format(period=period)
    if not shared:
        told = _("The demands cost {loss} {period} together")
        loss = words.exits(exits_text(prices.loss, language), language)
        return told.format(loss=loss, period=period)
    dearest = max(shared, key=lambda q: shared[q].share)
    return _("The demands cost {loss} {period} together; most costs “{demand}”: {share}").format(
        loss=words.exits(exits_text(prices.loss, language), language),
        period=period,
        demand=demand_sentence(answer.instance.demands[dearest], language),
        share=_share(shared[dearest], language),
    )


def totals_sentence(prices: Prices, language: str) -> str:
    """From the free optimum to the scenario's, how sure the shares are, and what was left out."""
    _ = translator(language)
    told = _(
        "Without any demand that can be negotiated {free} beyond today's are possible {period}; "
        "with them {exits}."
    ).format(
        free=words.extra_exits(exits_text(prices.exits_without_demands, language), language),
        exits=exits_text(prices.exits, language),
        period=over(prices.years, language),
    )
    exact = _("The shares are exact: each is a mean over all orders in which the demands may come.")
    drawn = _(
        "The demands are too many to try all orders in which they may come: the shares are means "
        "over orders drawn by lot, each with its 95% interval."
    )
    if not prices.complete:
        return f"{told} {left_out(prices, language)}"
    return f"{told} {exact if prices.exact else drawn}"


def left_out(prices: Prices, language: str) -> str:
    """What was not priced in the time allowed, or before it was stopped."""
    _ = translator(language)
    priced, told = len(prices.prices), []
    if prices.unpriced:
        message = _("{n} of {number} demands were priced in the time allowed.")
        told = [message.format(n=priced, number=priced + len(prices.unpriced))]
    return " ".join([*told, _("How the loss is shared between the demands was not settled.")])


def progress(prices: Prices | None, language: str) -> str:
    """How far the list is."""
    _ = translator(language)
    if prices is None:
        return _("Pricing every demand …")
    if prices.unpriced:
        n, of = len(prices.prices), len(prices.prices) + len(prices.unpriced)
        return _("Demands priced: {n} of {number}").format(n=n, number=of)
    return _("Sharing the loss between the demands: {n} of {number} combinations").format(
        n=prices.sets, number=prices.sets_needed
    )


def price_sentences(price: Price, prices: Prices, answer: Answer, language: str) -> str:
    demand = answer.instance.demands[price.demand]
    parts = [_replacement_sentence(price, prices, demand, language)]
    if price.bound_prices:
        parts.append(_step_sentence(price.bound_prices, demand, language))
    return " ".join(parts)


def chart(prices: Prices, answer: Answer, language: str) -> marks.Spec:
    """From nothing to the whole loss, one bar for the share of each demand that has one."""
    _ = translator(language)
    rows, start = [], 0.0
    for price in sorted(prices.prices, key=_order):
        if price.share and abs(price.share.share) >= NOTHING:
            demand = answer.instance.demands[price.demand]
            name = f"{demand_sentence(demand, language)} ({demand.owner.of(language)})"
            label = _share(price.share, language)
            rows.append(_bar(name, "part", start, price.share.share, label))
            start += price.share.share
    total = _("Together: exits that the demands cost")
    rows.append(_bar(total, "whole", 0.0, prices.loss, exits_text(prices.loss, language)))
    bars = pd.DataFrame(rows)
    colour = marks.colours("kind", {"part": palette.ORANGE, "whole": palette.BLUE})
    unit = _("Exits fewer {period}").format(period=over(prices.years, language))
    layers = marks.bars(bars, "start", "end", unit, colour)
    return marks.row_chart(layers, bars, message(prices, answer, language), language)


def as_json(prices: Prices) -> dict[str, Any]:
    """What `prices` prints. Marginal, less and more are exits that a step costs; see `step`."""
    return {
        "years": list(prices.years),
        "free_exits": prices.exits_without_demands,
        "exits": prices.exits,
        "demands": {price.demand: _price(price, exact=prices.exact) for price in prices.prices},
        "complete": prices.complete,
        "seconds": prices.seconds,
    }


def exits_text(exits: float, language: str) -> str:
    """Exits, the more decimals the fewer they are: 455, 6.6, 0.32, 0.006."""
    size = abs(exits)
    decimals = next((d for least, d in ((100, 0), (1, 1), (0.1, 2)) if size >= least), 3)
    return number(exits if size >= NOTHING else 0.0, decimals if size >= NOTHING else 0, language)


def _bar(name: str, kind: str, start: float, length: float, label: str) -> dict[str, Any]:
    return {"name": name, "kind": kind, "start": start, "end": start + length, "label": label}


def _order(price: Price) -> tuple[bool, float]:
    """The dearest share first, then what is not negotiable by its full price."""
    return price.share is None, -(price.share.share if price.share else price.replacement_cost)


def _share(share: Share, language: str) -> str:
    """Exits, with the interval of a share that was drawn."""
    mean, low, high = (exits_text(each, language) for each in share)
    return mean if share.low == share.high else f"{mean} ({low} – {high})"


def _step_prices(moves: BoundPrices | None, demand: Demand, language: str) -> dict[str, str | None]:
    """The prices of a step as told; nothing for a demand without a bound."""
    if moves is None:
        return dict.fromkeys(("step", "marginal", "valid", "less", "more"))
    return {
        "step": KINDS[demand.kind].unit.one.of(language),
        "marginal": exits_text(moves.marginal, language),
        "valid": _validity(moves, demand, language),
        "less": None if moves.less is None else exits_text(moves.less, language),
        "more": None if moves.more is None else exits_text(moves.more, language),
    }


def _validity(moves: BoundPrices, demand: Demand, language: str) -> str:
    """From which bound to which the marginal price holds, as the demand's sentence counts it."""
    _ = translator(language)
    low, high = (
        bound_text(demand.kind, end, language) if isfinite(end) else None
        for end in (moves.low, moves.high)
    )
    if low and high:
        return f"{low} – {high}" if low != high else low
    if low is None and high is None:
        return _("always")
    message = _("up to {high}") if low is None else _("from {low}")
    return message.format(low=low, high=high)


def _replacement_sentence(price: Price, prices: Prices, demand: Demand, language: str) -> str:
    _, ngettext = translator(language), counter(language)
    exits = exits_text(price.replacement_cost, language)
    values = {
        "demand": demand_sentence(demand, language),
        "exits": exits,
        "period": over(prices.years, language),
    }
    if price.replacement_cost < NOTHING:
        return _("“{demand}” costs no exits: the plan is as good with it.").format(**values)
    told = ngettext(
        "Without “{demand}” there is one exit more {period}",
        "Without “{demand}” there are {exits} more exits {period}",
        exits,
    ).format(**values)
    if price.replacement is None:
        return f"{told}."
    return _("{told}, {saving} and {dismissals}.").format(
        told=told,
        saving=more_saved(price.replacement.saving, language),
        dismissals=more_dismissed(price.replacement.dismissals, language),
    )


def _step_sentence(moves: BoundPrices, demand: Demand, language: str) -> str:
    _ = translator(language)
    text = _("{step} more {more}; {step} less {less}.").format(
        step=KINDS[demand.kind].unit.one.of(language),
        more=_cost_phrase(moves.more, language),
        less=_cost_phrase(moves.less, language),
    )
    return joined(words.sentence_start(text))


def _cost_phrase(exits: float | None, language: str) -> str:
    _ = translator(language)
    if exits is None:
        return _("leaves no plan")
    if abs(exits) < NOTHING:
        return _("costs no exits")
    message = _("costs {exits}") if exits > 0 else _("gives {exits}")
    return message.format(exits=words.exits(exits_text(abs(exits), language), language))


def _price(price: Price, *, exact: bool) -> dict[str, Any]:
    moves, share, without = price.bound_prices, price.share, price.replacement
    return {
        "step": moves and moves.step,
        "marginal": moves and moves.marginal,
        "range": moves and [end if isfinite(end) else None for end in (moves.low, moves.high)],
        "less": moves and moves.less,
        "more": moves and moves.more,
        "full": price.replacement_cost,
        "full_saving": without and without.saving,
        "full_dismissals": without and without.dismissals,
        "share": share and share.share,
        "interval": share and [share.low, share.high],
        "exact": exact if share else None,
    }
