"""Section 11 of docs/formulation.md: each active demand as rows."""

from itertools import pairwise, permutations

from second.arrays import Sum, total
from second.base import Base
from second.criteria import counted_years, dismissed_people, mean_in_work, years_of
from second.data import Row, active, named_groups, number, words
from second.money import cost_above_today, one_off, price_of_place, saving
from second.places import factors, todays
from second.staff import idle_today


class About:
    """What a demand is about: years, measures, groups, units and staff groups."""

    def __init__(self, b: Base, q: Row) -> None:
        self.q, self.bound, self.years = q, number(q, "bound"), years_of(b, q)
        self.measures = words(q, "measures") or tuple(dict.fromkeys(n for n, _ in b.offers))
        self.groups = named_groups(b.t, words(q, "groups"))
        self.units = [u for u in b.units if u in (words(q, "units") or b.units)]
        self.staff = [s for s in b.kinds if s in (words(q, "staff") or b.kinds)]
        self.types = words(q, "types")

    def named_units(self, b: Base) -> list[str]:
        """Those named; today's when nobody is."""
        named = words(self.q, "units")
        return self.units if named else [u for u in b.units if is_today(b, u)]


def is_today(b: Base, u: str) -> bool:
    return b.units[u].get("status") != "candidate"


def add_demands(b: Base) -> None:
    for row in active(b.t).values():
        ROWS[row["kind"]](b, About(b, row))


def the_saving(b: Base, q: About) -> None:
    for y in q.years:
        b.problem.at_least(saving(b, y, q.q), q.bound)


def open_somewhere(b: Base, n: str) -> Sum:
    return total(b.x("is_open", n, u) for m, u in b.offers if m == n)


def keep_open(b: Base, q: About) -> None:
    for n in q.measures:
        b.problem.at_least(open_somewhere(b, n), 1.0)


def close(b: Base, q: About) -> None:
    for n in q.measures:
        b.problem.at_least(0.0, open_somewhere(b, n) + b.x("is_handed_over", n))


def hand_over(b: Base, q: About) -> None:
    for n in q.measures:
        b.problem.at_least(b.x("is_handed_over", n), 1.0)


def as_today(b: Base, q: About) -> None:
    for (n, g), places in b.placed.items():
        for y in q.years if n in q.measures else ():
            b.problem.equal(b.places(n, g, y), places)


def dismissals(b: Base, q: About) -> None:
    b.problem.at_least(q.bound, dismissed_people(b, q.units, q.staff, q.years))


def staff_sum(b: Base, q: About, name: str, y: int) -> Sum:
    return total(b.x(name, u, s, y) for u in q.units for s in q.staff)


def protected_staff(b: Base, q: About) -> None:
    b.problem.at_least(0.0, dismissed_people(b, q.units, q.staff, q.years))


def coverage(b: Base, q: About) -> None:
    for g in q.groups:
        for y in q.years:
            b.problem.at_least(b.offered(g, y, q.types), q.bound * b.people(g, y))


def lost_places(b: Base, q: About) -> None:
    for g in q.groups:
        for y in q.years:
            least = b.offered_today(g, q.types) * (1.0 - q.bound)
            b.problem.at_least(b.offered(g, y, q.types), least)


def at_least_places(b: Base, q: About) -> None:
    for y in q.years:
        found = [b.places(n, g, y) for n, g in b.effects if n in q.measures and g in q.groups]
        b.problem.at_least(total(found), q.bound)


def caseload(b: Base, q: About) -> None:
    for g, u in b.eligible:
        if g in q.groups:
            for y in q.years:
                need = b.x("serves", g, u) * (b.persons(g, y) * b.hours_per_fte)
                b.problem.at_least(b.x("casework", g, u, y) * q.bound, need)


def most_one_off(b: Base, q: About) -> None:
    b.problem.at_least(q.bound, total(one_off(b, y) for y in q.years))


def reinvest(b: Base, q: About) -> None:
    of_types = [n for n, row in b.measures.items() if not q.types or row["type"] in q.types]
    for y in q.years:
        b.problem.at_least(total(cost_above_today(b, n, y) for n in of_types), q.bound)


def external_share(b: Base, q: About) -> None:
    for y in q.years:
        cost = {(n, g): b.places(n, g, y) * b.running_cost(n, y) for n, g in b.effects}
        external = [v for (n, _), v in cost.items() if b.measures[n]["type"] in q.types]
        b.problem.at_least(total(cost.values()) * q.bound, total(external))


def closed_units(b: Base, q: About) -> None:
    closed = [Sum(1.0) - b.x("unit_is_open", u) for u in b.units if is_today(b, u)]
    b.problem.at_least(q.bound, total(closed))


def keep_unit(b: Base, q: About) -> None:
    for u in q.named_units(b):
        b.problem.at_least(b.x("unit_is_open", u), 1.0)


def close_unit(b: Base, q: About) -> None:
    for u in q.named_units(b):
        b.problem.at_least(0.0, b.x("unit_is_open", u))


def exits(b: Base, q: About) -> None:
    for y in q.years:
        rows = {g: b.at(y, "groups", g) for g in q.groups}
        today = sum(b.persons(g, y) * number(row, "exit_rate") for g, row in rows.items())
        more = total(b.x("extra_exits", g, y) for g in q.groups)
        b.problem.at_least(more + today, q.bound)


def equal_treatment(b: Base, q: About) -> None:
    served = [g for g in q.groups if b.offered_today(g)]
    for y in q.years:
        kept = {g: b.offered(g, y) * (1.0 / b.offered_today(g)) for g in served}
        for g, h in permutations(served, 2):
            b.problem.at_least(q.bound, kept[g] - kept[h])


def help_demanded(b: Base, q: About) -> None:
    for s in (s for s in q.staff if s in b.helped):
        for y in q.years:
            b.problem.at_least(b.x("helped", s, y), b.dismissed(s, y) * q.bound)


def exact_staff(b: Base, q: About) -> None:
    for y in q.years:
        b.problem.equal(staff_sum(b, q, "staff", y), q.bound)


def responsible(b: Base, q: About) -> None:
    for g in q.groups:
        b.problem.at_least(total(b.x("serves", g, u) for u in words(q.q, "units")), 1.0)


def together(b: Base, q: About) -> None:
    for g, h in pairwise(q.groups):
        for u in b.units:
            b.problem.equal(b.x("serves", g, u), b.x("serves", h, u))


def hiring_stop(b: Base, q: About) -> None:
    for y in q.years:
        b.problem.at_least(q.bound, staff_sum(b, q, "hired", y))


def at_least_extra_exits(b: Base, q: About) -> None:
    found = total(b.x("extra_exits", g, y) for g in q.groups for y in q.years)
    b.problem.at_least(found, q.bound)


def mean_coverage(b: Base, q: About) -> None:
    people = sum(b.people(g, y) for g in q.groups for y in q.years)
    found = total(b.offered(g, y) for g in q.groups for y in q.years)
    b.problem.at_least(found, q.bound * people)


def handovers(b: Base, q: About) -> None:
    found = [b.handover(n, u, g, y) for n, u, g in b.P for y in q.years]
    b.problem.at_least(q.bound, total(found))


def lost_offers(b: Base, q: About) -> None:
    b.problem.at_least(q.bound, total(b.x("lost", g, y) for g in q.groups for y in q.years))


def most_idle(b: Base, q: About) -> None:
    today = sum(idle_today(b, u, s) for u in q.units for s in q.staff)
    for y in q.years:
        b.problem.at_least(q.bound + today, staff_sum(b, q, "idle", y))


def in_work(b: Base, q: About) -> None:
    years = counted_years(b)
    named = [y for y in years if y in q.years] or years
    b.problem.at_least(mean_in_work(b, named), q.bound)


def group_exits(b: Base, q: About) -> None:
    for g in q.groups:
        for y in q.years:
            b.problem.at_least(b.x("extra_exits", g, y), q.bound)


def spending(b: Base, q: About) -> None:
    mine = [(n, g) for n, g in b.effects if n in q.measures and g in q.groups]
    mine = [(n, g) for n, g in mine if not q.types or b.measures[n]["type"] in q.types]
    for y in q.years:
        cost = total(b.places(n, g, y) * price_of_place(b, n, y) for n, g in mine)
        b.problem.at_least(q.bound, cost)


def price_per_person(b: Base, q: About) -> None:
    for n in q.measures:
        for y in q.years:
            price, found = price_of_place(b, n, y), []
            for g in (g for m, g in b.effects if m == n and g in q.groups):
                effect = number(b.effects[n, g], "effect") / 100.0
                for k, factor in enumerate(factors(b, n, g)):
                    if not todays(b, n, g)[k]:
                        worth = price - q.bound * b.lasting(g, n) * factor * effect
                        found.append(b.x("segment", n, g, k, y) * worth)
            b.problem.at_least(0.0, total(found))


ROWS = {
    "saving": the_saving,
    "keep_open": keep_open,
    "close": close,
    "hand_over": hand_over,
    "as_today": as_today,
    "dismissals": dismissals,
    "protected_staff": protected_staff,
    "coverage": coverage,
    "lost_places": lost_places,
    "places": at_least_places,
    "caseload": caseload,
    "one_off": most_one_off,
    "reinvest": reinvest,
    "external_share": external_share,
    "closed_units": closed_units,
    "keep_unit": keep_unit,
    "exits": exits,
    "equal_treatment": equal_treatment,
    "help": help_demanded,
    "exact_staff": exact_staff,
    "close_unit": close_unit,
    "responsible": responsible,
    "together": together,
    "hiring_stop": hiring_stop,
    "extra_exits": at_least_extra_exits,
    "mean_coverage": mean_coverage,
    "handovers": handovers,
    "lost_offers": lost_offers,
    "idle_staff": most_idle,
    "in_work": in_work,
    "group_exits": group_exits,
    "spending": spending,
    "price_per_person": price_per_person,
}
