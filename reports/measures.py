"""Measures: what happens to each, its places, cost and job exits, today and in the plan.

Places are participants a year, money in 1,000 kr. a year. Costs are those of the last year of
the horizon, when the plan works in full: running costs and own staff's time. Exits are those
of the same year after displacement, so that they add up to the plan's.
"""

import pandas as pd

from model.derived import needed_today
from model.instance import Instance
from model.plan import Change, change_of
from model.solution import Money, Outcome
from reports.money.target import after, full_year
from reports.once import frame_once
from scenarios.solve import Answer

NOTHING = 1e-6  # exits and places below this are none
VERDICTS = ("more", "none", "fewer", "unknown")


def statuses(answer: Answer) -> dict[str, Change]:
    """What the plan does to each measure."""
    plan = answer.solution.plan or answer.baseline
    return {m: change_of(answer.instance, plan, m) for m in answer.instance.measures}


@frame_once
def table(answer: Answer, language: str) -> pd.DataFrame:
    """One row per measure: status, places today and by year, cost, exits, price and evidence."""
    instance, year, found = answer.instance, full_year(answer), statuses(answer)
    return pd.DataFrame(
        [
            {
                "measure": m,
                "name": measure.name.of(language),
                "type": measure.type,
                "status": found[m],
                "places_today": _today(answer, m),
                **{f"places_{y}": _planned(answer, m, y) for y in instance.years},
                "running_cost": measure.running_cost,
                "cost_before": _cost(answer.before, m, year).net,
                "cost_after": _cost(after(answer), m, year).net,
                "exits_before": _exits(answer, answer.before, m),
                "exits_after": _exits(answer, after(answer), m),
                **_prices(_cost(answer.before, m, year), _exits(answer, answer.before, m)),
                **_interval(instance, m),
                "evidence": measure.evidence.of(language),
            }
            for m, measure in instance.measures.items()
        ]
    )


@frame_once
def today(answer: Answer, language: str) -> pd.DataFrame:
    """What today's money buys: measures in use, cheapest exit first, then those without any.

    `verdict` is "more", "none", "fewer" (the measure costs jobs) or "unknown" (no effect is
    given for it); the price per extra exit is blank unless there are more.
    """
    rows = table(answer, language)
    rows = rows[rows["places_today"] > NOTHING]
    measured = {m for (m, _), e in answer.instance.effects.items() if e.low or e.mid or e.high}
    verdicts = [
        _verdict(m in measured, exits)
        for m, exits in zip(rows["measure"], rows["exits_before"], strict=True)
    ]
    rows = rows.assign(verdict=verdicts, places=rows["places_today"], exits=rows["exits_before"])
    kept = ["measure", "name", "type", "verdict", "places", "cost_before", "exits",
            "gross_per_exit", "net_per_exit"]  # fmt: skip
    return rows[kept].sort_values(["net_per_exit", "exits"], ascending=[True, False])


@frame_once
def by_verdict(answer: Answer, language: str) -> pd.DataFrame:
    """What today's money and people buy, one row per verdict that a measure in use has.

    `measures` counts them, `fte` is the own staff that their places need, `cost_gross` and
    `cost_before` (net) are tkr a year, `exits` extra exits a year.
    """
    rows = today(answer, language)
    rows = rows.assign(
        measures=1,
        fte=[_fte(answer.instance, m) for m in rows["measure"]],
        cost_gross=[_cost(answer.before, m, full_year(answer)).gross for m in rows["measure"]],
    )
    sums = rows.groupby("verdict")[["measures", "fte", "cost_gross", "cost_before", "exits"]].sum()
    return sums.reindex([v for v in VERDICTS if v in sums.index]).reset_index()


def growth(answer: Answer, measure: str, year: int | None = None) -> float:
    """Net tkr more than today spent on a measure in `year`, the last when none is given."""
    year = year or full_year(answer)
    return _cost(after(answer), measure, year).net - _cost(answer.before, measure, year).net


def spending_growth(answer: Answer, year: int) -> float:
    """Net tkr more than today spent in `year` on the measures that grow."""
    grown = [m for m, status in statuses(answer).items() if status == "grown"]
    return sum(growth(answer, m, year) for m in grown)


def _today(answer: Answer, measure: str) -> float:
    return answer.instance.today(measure)


def _planned(answer: Answer, measure: str, year: int) -> float:
    return (answer.solution.plan or answer.baseline).total(measure, y=year)


def _cost(outcome: Outcome, measure: str, year: int) -> Money:
    return outcome.measure_cost.get((measure, year), Money(0.0, 0.0))


def _exits(answer: Answer, outcome: Outcome, measure: str) -> float:
    """Exits that `outcome` has from a measure in the full year, after displacement."""
    key, data = (measure, full_year(answer)), answer.instance
    found = outcome.measure_exits.items()
    return sum(data.lasting(m, g) * v for (m, g, y), v in found if (m, y) == key)


def _fte(instance: Instance, measure: str) -> float:
    """FTE of own staff that a measure's places need today."""
    return sum(
        needed_today(instance, measure, u, s)
        for u in instance.units_of[measure]
        for s in instance.staff_groups
    )


def _verdict(measured: bool, exits: float) -> str:  # noqa: FBT001
    if not measured:
        return "unknown"
    return "none" if abs(exits) <= NOTHING else "more" if exits > 0 else "fewer"


def _prices(cost: Money, exits: float) -> dict[str, float | None]:
    """Price in tkr per extra exit, blank when the measure gives none."""
    if exits <= NOTHING:
        return {"gross_per_exit": None, "net_per_exit": None}
    return {"gross_per_exit": cost.gross / exits, "net_per_exit": cost.net / exits}


def _interval(instance: Instance, measure: str) -> dict[str, float | None]:
    """Extra exits per 100 places: low, mid and high over groups, weighted by today's places."""
    places: dict[str, float] = {}
    for (m, _, g), value in instance.places_today.items():
        if m == measure and (m, g) in instance.effects:
            places[g] = places.get(g, 0.0) + value
    total = sum(places.values())
    if total <= NOTHING:
        return dict.fromkeys(("effect_low", "effect_mid", "effect_high"))
    return {
        f"effect_{side}": 100 / total
        * sum(getattr(instance.effects[measure, g], side) * n for g, n in places.items())
        for side in ("low", "mid", "high")
    }  # fmt: skip
