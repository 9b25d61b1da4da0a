"""The rules of section 2 about offers and units, in plain arithmetic: what runs where."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from model.instance import Instance, Offer
from model.plan import Plan

Breaches = Iterator[tuple[str, tuple[object, ...], float, float]]  # rule, where, excess, size


class Totals:
    """Places of a plan, summed over every combination of what is not named."""

    def __init__(self, plan: Plan) -> None:
        self.sums: defaultdict[tuple[str | int | None, ...], float] = defaultdict(float)
        for (n, u, g, y), value in plan.places.items():
            for key in product((n, None), (u, None), (g, None)):
                self.sums[*key, y] += value

    def __call__(
        self, y: int, n: str | None = None, u: str | None = None, g: str | None = None
    ) -> float:
        """Places of year y over what is not named."""
        return self.sums.get((n, u, g, y), 0.0)


def run_in(instance: Instance, plan: Plan) -> dict[tuple[str, str], list[tuple[Offer, float]]]:
    """The offers of a measure that run in a unit, its own and those moved there, with shares."""
    running: dict[tuple[str, str], list[tuple[Offer, float]]] = defaultdict(list)
    for o, offer in instance.offers.items():
        running[o].append((offer, stays(plan, o)))
    for (n, u, v), share in plan.relocated.items():
        if (n, u) in instance.offers:
            running[n, v].append((instance.offers[n, u], share))
    return running


def stays(plan: Plan, offer: tuple[str, str]) -> float:
    """The share of an offer that is open in its own unit."""
    gone = sum(share for (n, u, _), share in plan.relocated.items() if (n, u) == offer)
    return float(offer in plan.is_open) - gone


def offers(instance: Instance, plan: Plan) -> Breaches:
    """Capacity, smallest size, and no places where nothing is offered."""
    total = Totals(plan)
    running = run_in(instance, plan)
    for site, run in running.items():
        most = sum(offer.capacity * share for offer, share in run)
        least = sum(offer.minimum * share for offer, share in run)
        for y in instance.years:
            places = total(y, *site)
            yield "at_most_capacity", (*site, y), places - most, most
            yield "at_least_minimum", (*site, y), least - places, places
    for n, u in plan.is_open:
        yield "open_or_handed_over", (n, u), float(n in plan.handed_over), 0.0
    for (n, u, g, y), places in plan.places.items():
        unknown = (n, u) not in running or (n, g) not in instance.effects
        yield "at_most_capacity", (n, u, g, y), places * unknown, 0.0


def moves(instance: Instance, plan: Plan) -> Breaches:
    """An offer stays in its open unit, or moves to one that is open and can have its groups."""
    for o in instance.offers:
        yield "offer_in_open_unit", o, stays(plan, o) * (o[1] not in plan.unit_is_open), 0.0
        yield "moves_with_its_offer", o, -stays(plan, o), 0.0
    for (n, u, v), share in plan.relocated.items():
        offer = instance.offers.get((n, u))
        can = offer is not None and offer.move_cost is not None
        follows = any(
            (n, u, g) in instance.places_today for g, w in instance.eligible_units if w == v
        )
        yield "moves_with_its_offer", (n, u, v), share * (not can or not follows), 0.0
        yield "taken_by_open_unit", (n, u, v), share * (v not in plan.unit_is_open), 0.0
