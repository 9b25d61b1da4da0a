"""Section 0 and 4 of docs/formulation.md: data, sets and decisions, as the paper defines them."""

from collections.abc import Iterator
from functools import cached_property
from itertools import product

from second.arrays import Problem, Sum, total
from second.data import Row, Tables, in_year, number, runs_down, yes

STAGED = ("places", "segment", "handover", "lost", "cut", "casework_step")
ENDS = ("first", "last")
FLOWS = ("vacated", "hired", "dismissed", "moved_in", "moved_out")


class Base:
    """Sets, data and decisions of the base case of some tables; `x` is a decision.

    A number without a year is that of year one; `of_year` has those of each year.
    """

    def __init__(self, tables: Tables) -> None:
        first, last = (number(tables["settings"][f"{end}_year"], "value") for end in ENDS)
        self.years = range(int(first), int(last) + 1)
        self.of_year = {y: in_year(tables, y) for y in self.years}
        t = self.t = self.of_year[self.years[0]]
        self.problem = Problem()
        self.measures, self.groups, self.kinds = t["measures"], t["groups"], t["staff_groups"]
        self.offers = t["offers"]
        self.units = {u: row for u, row in t["units"].items() if row.get("status") != "fixed"}
        phased = yes(t["settings"].get("phased", {}), "value", blank=False)
        self.stages = self.years if phased else self.years[:1]
        self.hours_per_fte = self.setting("hours_per_fte")
        self.eligible = set(t["eligible"])
        self.effects: dict[tuple[str, str], Row] = {(n, g): {} for n, _, g in t["places"]}
        self.effects |= t["effects"]
        self.steps = self.segments()
        self.moves = list(self.possible_moves())
        self.sites = list(dict.fromkeys([*self.offers, *((n, v) for n, _, v in self.moves)]))
        self.P = list(self.possible_places())
        self.S = [i for i in product(self.units, self.kinds) if self.can_have(*i)]
        self.handable = [n for n, row in self.measures.items() if row.get("handover_to")]
        self.mixes = list(self.possible_mixes())
        self.decide()

    # Data and what follows from them

    def setting(self, name: str, blank: float = 0.0) -> float:
        return number(self.t["settings"].get(name, {}), "value", blank)

    def at(self, y: int, table: str, key: object) -> Row:
        """A row by the rules of a year."""
        return self.of_year[y][table][key]

    def hours(self, n: str, s: str, column: str = "hours") -> float:
        return number(self.t["staffing"].get((n, s), {}), column)

    @cached_property
    def placed(self) -> dict[tuple[str, str], float]:
        """today[n,g]: in all units, fixed ones and those left out among them."""
        found = dict.fromkeys(self.effects, 0.0)
        for (n, _, g), row in self.t["places"].items():
            found[n, g] += number(row, "places")
        return found

    def staff_today(self, u: str, s: str) -> float:
        return number(self.t["staff"].get((u, s), {}), "fte")

    def persons(self, g: str, y: int) -> float:
        return number(self.at(y, "groups", g), "persons")

    def people(self, g: str, y: int) -> float:
        """eligible[g]"""
        row = self.at(y, "groups", g)
        new = 0.0 if runs_down(row, y) else number(row, "exit_rate")
        return number(row, "persons") * (1.0 + new)

    def most_places(self, n: str, g: str, y: int) -> float:
        """most[n,g]"""
        return max(number(self.effects[n, g], "people", self.people(g, y)), self.placed[n, g])

    def role(self, s: str) -> str:
        return self.kinds[s].get("role") or "staff"

    def fte_per_person(self, s: str, y: int) -> float:
        return number(self.at(y, "staff_groups", s), "fte_per_person", 1.0)

    def wage(self, s: str, y: int) -> float:
        row = self.at(y, "staff_groups", s)
        per_person = row.get("per") == "person"
        return number(row, "wage") / (self.fte_per_person(s, y) if per_person else 1.0)

    def price(self, s: str, y: int) -> float:
        return self.wage(s, y) * (1.0 + number(self.at(y, "staff_groups", s), "overhead"))

    def running_cost(self, n: str, y: int) -> float:
        return number(self.at(y, "measures", n), "running_cost")

    def lasting(self, g: str, n: str | None = None) -> float:
        """(8.8) What is left of an exit when others are displaced; without n of casework."""
        own = [self.t["groups"][g], self.t["measures"][n] if n else {}]
        given = (row.get("displacement") for row in own)
        shares = [float(text) for text in given if text]
        return 1.0 - (shares or [self.setting("displacement")])[0]

    def is_today(self, n: str, u: str) -> bool:
        return self.offers[n, u].get("status") != "candidate"

    def segments(self) -> list[tuple[float | None, float]]:
        """(0.4) Width as a multiple of the reach, None for the rest, and factor."""
        rows = sorted(self.t["segments"].items(), key=lambda item: int(item[0]))
        found = [
            (number(row, "width") if row.get("width") else None, number(row, "factor"))
            for _, row in rows
        ] or [(None, 1.0)]
        return found if found[-1][0] is None else [*found, (None, 0.0)]

    # Sets

    def possible_places(self) -> Iterator[tuple[str, str, str]]:
        """(0.1)"""
        there = [
            (n, u, g)
            for (n, u), (m, g) in product(self.offers, self.effects)
            if m == n
            and (
                (n, u, g) in self.t["places"]
                or (g, u) in self.eligible
                or (n, self.groups[g]["unit"]) not in self.offers
            )
        ]
        along = [(n, v, g) for n, u, v in self.moves for m, w, g in there if (m, w) == (n, u)]
        home = [(n, v, g) for n, _, v in self.moves for g in self.groups if (g, v) in self.eligible]
        known = [(n, v, g) for n, v, g in home if (n, g) in self.effects]
        return iter(dict.fromkeys([*there, *along, *known]))

    def possible_moves(self) -> Iterator[tuple[str, str, str]]:
        """(0.5)"""
        for (n, u), row in self.offers.items():
            there = [
                g
                for (m, w, g), places in self.t["places"].items()
                if (m, w) == (n, u) and number(places, "places")
            ]
            for v in self.units if row.get("move_cost") and self.is_today(n, u) else ():
                if v != u and any((g, v) in self.eligible for g in there):
                    yield n, u, v

    @cached_property
    def helped(self) -> dict[str, Row]:
        """Staff groups who can get help into a new job."""
        needed = ("helper", "unit", "caseload", "helped")
        rows = self.t["reemployment"].items()
        return {s: row for s, row in rows if all(row.get(column) for column in needed)}

    @cached_property
    def working(self) -> set[str]:
        """(0.2) Staff groups that have work of their own."""
        return (
            {s for _, s in self.t["staffing"]}
            | {row["casework_staff"] for row in self.groups.values() if row.get("casework_staff")}
            | {row["helper"] for row in self.helped.values()}
        )

    def can_have(self, u: str, s: str) -> bool:
        """(0.3)"""
        if (u, s) in self.t["staff"] or any(
            (n, s) in self.t["staffing"] for n, v in self.sites if v == u
        ):
            return True
        if any(v == u and self.groups[g].get("casework_staff") == s for g, v in self.eligible):
            return True
        if any((row["unit"], row["helper"]) == (u, s) for row in self.helped.values()):
            return True
        employed = any(r == s and v in self.units for v, r in self.t["staff"])
        return s not in self.working and (employed or self.role(s) == "leader")

    def apart(self, g: str, h: str) -> bool:
        foci = {self.groups[i].get("focus") for i in (g, h)}
        return all(foci) and len(foci) > 1

    def possible_mixes(self) -> Iterator[tuple[str, str, str]]:
        """(0.6) for groups that are specialised today (7.6)"""
        if not self.setting("specialisation"):
            return
        for (g, u), (h, v) in product(sorted(self.eligible), repeat=2):
            mixed = any(
                row["unit"] == self.groups[g]["unit"] and self.apart(g, i)
                for i, row in self.groups.items()
            )
            if u == v and self.apart(g, h) and not mixed:
                yield g, h, u

    # Decisions

    def decide(self) -> None:
        add, years, stages, there = self.problem.add, self.years, self.stages, set(self.S)
        steps = range(len(self.steps))
        add("places", [(*i, t) for i in self.P for t in stages])
        add("segment", [(*i, k, t) for i in self.effects for k in steps for t in stages])
        add("is_open", self.offers, whole=True)
        add("relocated", self.moves)
        add("is_handed_over", self.handable, whole=True)
        add("unit_is_open", self.units, whole=True)
        add("serves", sorted(self.eligible), whole=True)
        add("focused", dict.fromkeys((g, u) for g, _, u in self.mixes))
        add("handover", [(*i, t) for i in self.choices for t in stages])
        for name in ("staff", *FLOWS):
            add(name, [(*i, y) for i in self.S for y in years])
        add("idle", [(*i, y) for i in self.S if i[1] in self.working for y in years])
        add("helped", [(s, y) for s in self.helped for y in years])
        add("transferred", self.S)
        for name, table in (("retrained", "retraining"), ("lent", "substitution")):
            ways = [(u, *way) for u, way in product(self.units, self.t[table])]
            both = [(u, s, r) for u, s, r in ways if {(u, s), (u, r)} <= there]
            add(name, [(*i, y) for i in both for y in years])
        done = [i for i in sorted(self.eligible) if self.groups[i[0]].get("casework_staff")]
        add("casework", [(*i, y) for i in done for y in years])
        add("extra_exits", [(g, y) for g in self.groups for y in years], free=True)

    @cached_property
    def choices(self) -> dict[tuple[str, str, str], None]:
        """Places of groups with more than one eligible unit, at an eligible unit."""
        several = {g for g, u in self.eligible for h, v in self.eligible if g == h and u != v}
        shared = [(n, u, g) for n, u, g in self.P if g in several and (g, u) in self.eligible]
        return dict.fromkeys(shared)

    def x(self, name: str, *index: object) -> Sum:
        """The decision; what has a stage is that of the stage of the year."""
        if name in STAGED:
            *rest, y = index
            index = (*rest, self.stage(y))
        return self.problem.get(name, *index)

    def stage(self, y: int) -> int:
        return max(t for t in self.stages if t <= y)

    # Sums of decisions

    def places(self, n: str, g: str, y: int) -> Sum:
        return total(self.x("places", n, u, g, y) for m, u in self.sites if m == n)

    def handover(self, n: str, u: str, g: str, y: int) -> Sum:
        """Places of g that u runs while another unit is responsible."""
        if (n, u, g) in self.choices:
            return self.x("handover", n, u, g, y)
        return Sum() if (g, u) in self.eligible else self.x("places", n, u, g, y)

    def stays(self, n: str, u: str) -> Sum:
        moved = [self.x("relocated", *i) for i in self.moves if i[:2] == (n, u)]
        return self.x("is_open", n, u) - total(moved)

    def came(self, n: str, u: str) -> list[tuple[Sum, Row]]:
        """Shares of offers that u has taken over, and the offers."""
        return [
            (self.x("relocated", m, v, w), self.offers[m, v])
            for m, v, w in self.moves
            if (m, w) == (n, u)
        ]

    def offered_measures(self, g: str, types: tuple[str, ...] = ()) -> list[str]:
        """Measures that count as offers, of some types or of all."""
        rows = [(n, self.measures[n]) for n, h in self.effects if h == g]
        offers = [(n, row) for n, row in rows if row.get("offer") != "none"]
        return [n for n, row in offers if not types or row["type"] in types]

    def offered(self, g: str, y: int, types: tuple[str, ...] = ()) -> Sum:
        """offers[g,y]: those that another administration has taken over among them."""
        return total(
            self.places(n, g, y) + self.x("is_handed_over", n) * self.placed[n, g]
            for n in self.offered_measures(g, types)
        )

    def offered_today(self, g: str, types: tuple[str, ...] = ()) -> float:
        return sum(self.placed[n, g] for n in self.offered_measures(g, types))

    def change_in_places(self, n: str, g: str, y: int) -> Sum:
        """(4.7)"""
        return (self.places(n, g, y) - self.placed[n, g]) * self.works(n, y)

    def dismissed(self, s: str, x: int) -> Sum:
        """people[s,x] of (8.3)"""
        found = total(self.x("dismissed", u, s, x) for u in self.units)
        return found * (1.0 / self.fte_per_person(s, x))

    def before(self, u: str, s: str, y: int) -> Sum:
        """Staff at the end of the year before."""
        first = y == self.years[0]
        return Sum(self.staff_today(u, s)) if first else self.x("staff", u, s, y - 1)

    def until(self, y: int) -> range:
        """The years x ≤ y."""
        return range(self.years[0], y + 1)

    # (4) The decision year

    @property
    def start(self) -> float:
        """(4.1)"""
        return min(1.0, self.setting("elapsed") + self.setting("process_months") / 12.0)

    def of_first(self, gone: float, y: int) -> float:
        """The share of a year that is left of it."""
        return 1.0 - min(1.0, gone) if y == self.years[0] else 1.0

    def change(self, n: str) -> float:
        """(4.2)"""
        return min(1.0, self.start + number(self.measures[n], "lead_months") / 12.0)

    def works(self, n: str, y: int) -> float:
        """(4.6)"""
        return self.of_first(self.change(n), y)

    def fall(self, n: str, x: int, y: int) -> float:
        """(4.9)"""
        return falls(self.works(n, x), self.works(n, x), x, y)

    def fall_of_hired(self, n: str, x: int, y: int) -> float:
        """(4.10)"""
        wait = max(number(self.measures[n], "lead_months"), self.setting("hire_months")) / 12.0
        h, new = max(0.0, 1.0 - self.start - wait), self.setting("new_output", 1.0)
        year = x - self.years[0]
        v = h if year == 0 else 1.0
        o = {0: h * new, 1: h + (1.0 - h) * new}.get(year, 1.0)
        return falls(v, o, x, y)


def falls(v: float, o: float, x: int, y: int) -> float:
    """Exits within twelve months of places that work for the last v of the year, o in all."""
    return {0: o * v / 2.0, 1: o * (1.0 - v / 2.0)}.get(y - x, 0.0)
