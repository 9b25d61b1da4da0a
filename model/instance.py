"""The data of one problem, frozen: what inputs/ assembles and everything below reads.

Money is in 1,000 kr. (tkr) a year at the price level of the settings, staff in full-time
equivalents (FTE), work in hours, places in participants a year, shares as fractions of one.
Mappings are keyed by the ids of the tables; nothing in here is missing, a blank has been
given its meaning by inputs/.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from itertools import product
from math import exp, expm1
from typing import Any, Literal, NamedTuple

from model.demand import Category, Demand, Text
from model.numbers import SINCE, set_data

Evidence = Literal["A", "B", "C"]
Level = Literal["low", "mid", "high"]
When = Literal["always", "dismissals", "flexjob", "mass", "large"]
Lane = Literal["consultation", "decision", "hearing", "negotiation", "notice", "wait"]
WEEKS = 52  # of a year
Where = tuple[str, str, str, int | None]  # m, u, g, y; today's places have no year


class Band(NamedTuple):
    """The part of a staff group that has been employed for so long."""

    name: Text
    share: float  # of the group
    notice_months: float
    severance_months: float  # of pay, once, when dismissed


class Threshold(NamedTuple):
    """When dismissals count as a mass dismissal, for workplaces of at least so many employees.

    One of `people` and `share` that is reached is enough. `large_share` of the employees or more
    brings the longer waits.
    """

    employees: float
    days: float  # within which dismissals are counted together
    people: float | None  # dismissed, at least
    share: float | None  # of the employees dismissed, at least
    large_share: float | None


class ProcessStep(NamedTuple):
    """Something on the way to the decision or from it: a hearing, a negotiation, a wait by law.

    It starts on its date, else when all steps of `after` have ended, at the decision when there
    are none; what leads to the decision ends as late as it may. No notice is given before hearings
    and negotiations have ended, nobody leaves before the waits have.
    """

    id: str
    name: Text
    after: tuple[str, ...]
    days: float
    when: When
    lane: Lane
    law: Text
    starts_on: date | None = None


class Reemployment(NamedTuple):
    """The chance per quarter that one who is dismissed gets another job, with and without help.

    One FTE of `helper` in `unit` helps `caseload` of them at a time; None where nobody does.
    """

    chance_low: float
    chance: float
    chance_high: float
    helper: str | None = None
    unit: str | None = None
    caseload: float | None = None
    helped_low: float | None = None
    helped: float | None = None
    helped_high: float | None = None


class Help(NamedTuple):
    """Who helps the dismissed of a staff group, where, and how many one FTE helps at a time."""

    helper: str
    unit: str
    caseload: float


class Position(NamedTuple):
    """One employment under a pseudonym: what it is, never who holds it."""

    id: str
    unit: str
    staff: str
    weekly_hours: float
    competences: frozenset[str]  # other staff groups whose work it could do without retraining
    band: str  # seniority in years, such as "3-6"; nothing in the placement looks at it
    employment: Literal["ordinary", "flexjob", "seniorjob"]
    workplace: str
    team: str  # "" when in none


class Provenance(NamedTuple):
    """Where a number comes from. `key` "*" stands for every row of the table."""

    table: str
    key: str
    column: str
    sources: tuple[str, ...]
    confidence: Literal["seed", "published", "memory", "calculated", "assumption"]
    low: float | None
    high: float | None
    note: Text


class Factor(NamedTuple):
    """What the uncertain numbers of a column share: a part of their variance.

    With `by` there is one for each type, measure or group. Where the share is negative they move
    the other way.
    """

    id: str
    name: Text
    table: str
    column: str
    by: Literal["type", "measure", "group"] | None
    share: float


class Settings(NamedTuple):
    """What holds for the whole instance."""

    name: Text
    price_level: str
    first_year: int
    last_year: int
    elapsed: float  # share of the first year gone at the decision
    process_months: float  # from decision to notice, hearings included
    hours_per_fte: float  # effective hours a year
    displacement: float  # share of an effect that displaces other job seekers
    tax_per_exit: float  # tkr of municipal tax a job-year yields before equalisation
    tax_share: float  # share of it that the municipality keeps
    move_cost: float  # tkr once per FTE moved between units
    ratio_ever_realised: float  # gain per krone that investments have realised; above it, warn
    specialisation: float = 0.0  # share more casework in a unit of several foci
    effects: Level = "mid"  # which end of every effect's interval counts, of casework too
    hire_months: float = 0.0  # from the start until who is hired is at work
    new_output: float = 1.0  # of who is hired, over the first twelve months, share of full
    stop_price: float = 0.0  # tkr a year that an extra exit a year may cost; 0: any price
    in_work_from: int = 0  # first year that counts in the criterion; 0: the second of all
    in_work_to: int = 9999
    phased: bool = False  # places may change every year; else they change once
    casework: bool = True  # whether the exits of casework count; else they are only told
    interval_share: float = 0.8  # of the futures between the low and the high of a number
    spread_a: float = 1.0  # multiple of the width of intervals of effects with evidence A
    spread_b: float = 1.0
    spread_c: float = 1.0


class Unit(NamedTuple):
    id: str
    name: Text
    status: Literal["today", "candidate", "fixed"]  # fixed: its staff are counted, not decided
    account: str
    premises: float  # tkr a year while open
    capacity: float  # FTE it can house
    span: float | None  # FTE per leader, at most; None: no limit
    leaders: float  # FTE leaders an open unit has, at least


class Group(NamedTuple):
    id: str
    name: Text
    main: str  # the group this row is a part of (short and long spells), else its own id
    unit: str  # responsible today
    account: str
    refund_class: str
    persons: float  # full-time persons
    benefit: float  # tkr a year gross per full-time person
    steps: tuple[float, ...]  # share of the persons on each step of the refund ladder
    exit_rate: float  # exits per full-time person and year without extra effort
    held: float  # share of the first year after an exit that is held
    saved_share: float  # share of the benefit that an exit stops
    caseload: float | None  # citizens per FTE of casework; None: only the statutory interviews
    interviews: float  # statutory interviews a year and person
    interview_hours: float
    casework_staff: str | None  # None: nobody, where there is no casework
    time_share: float  # of its time that measures may take, at most; today's where that is more
    tags: frozenset[str]  # "vulnerable", "young"
    other_hours: float = 0.0  # of casework a year and person beside the interviews, at least
    casework_low: float = 1.0  # of today's hours of casework, at least
    casework_high: float = 1.0  # of today's hours, at most
    casework_effect_low: float = 0.0  # extra exits a year and person where the hours are doubled
    casework_effect: float = 0.0
    casework_effect_high: float = 0.0
    no_new_from: int | None = None  # year from which nobody new comes; None: they come as they go
    newcomers: bool = True  # whether somebody new comes in the year that these data are of
    refund: float | None = None  # state's share of the benefit; None: by the ladder
    displacement: float | None = None  # of its extra exits, by any measure; None: the measure's
    focus: str | None = None  # a unit with groups of one focus only is specialised

    def left_in(self, year: int) -> float:
        """(6.14) Share of the persons that are there on average in a year without new cases."""
        gone = self.exit_rate * (year - (self.no_new_from or year))
        return exp(-gone) * (-expm1(-self.exit_rate) / self.exit_rate if self.exit_rate else 1.0)

    @property
    def eligible(self) -> float:
        """Persons of a year: those there and those who come in a steady state."""
        return self.persons * (1 + self.exit_rate * self.newcomers)


class Measure(NamedTuple):
    id: str
    name: Text
    type: str
    account: str
    weeks: float | None
    week_share: float  # of a full week that a participant spends on it
    spells: Literal["free", "together"]  # together: one volume for the parts of a main group
    running_cost: float  # tkr per place, own staff apart
    refund_share: float  # of running costs, before the ceiling
    mandatory: bool  # law: never below today's places
    offer: Literal["guidance", "internship", "subsidy", "community", "none"]  # by the act
    handover_to: Text | None  # the administration that could take it over
    lead_months: float  # from the end of the process to the change: contracts, courses running out
    evidence: Text
    displacement: float | None = None  # of its extra exits; None: the settings'
    elasticity: float | None = None  # of its exits to its volume; None: factors of the segments
    growth: float | None = None  # multiple of the reach, above it places give nothing; None: none

    @property
    def is_offer(self) -> bool:
        """Whether it is one of the offers of the act; an interview is none."""
        return self.offer != "none"


class Effect(NamedTuple):
    """Extra job exits within twelve months per place, net of what would have happened.

    The settings say which of the three counts.
    """

    low: float
    mid: float
    high: float
    refund_share: float  # of this measure's running costs for this group
    reach: float  # places a year for which the effect was found; segments are multiples of it
    people: float | None = None  # of the group who may have it a year; None: all
    evidence: Evidence | None = None  # A randomised, B register study, C analogy; None: not told


class Offer(NamedTuple):
    measure: str
    unit: str
    status: Literal["today", "candidate"]
    minimum: float  # places a year, while open
    capacity: float
    fixed_cost: float  # tkr a year while open
    opening_cost: float  # tkr once, for a candidate that opens
    move_cost: float | None = None  # tkr once when another unit takes all of it; None: it stays


class StaffGroup(NamedTuple):
    id: str
    name: Text
    account: str
    wage: float  # tkr per FTE and year, pension included
    overhead: float  # share on top of the wage
    fte_per_person: float
    attrition: float  # share that leaves of its own accord in a year
    notice_months: float | None  # None: by seniority band
    severance: float | None  # tkr once per dismissed FTE; None: by seniority band
    dismissible: bool
    role: Literal["staff", "leader", "flexjob"]
    joins: str | None = None  # the target group that the dismissed join; None: no benefit follows
    resigns: float = 0.0  # share of those under notice who leave of their own accord before its end
    part_time: float = 0.0  # share of the group's hours that would be given up freely in a year

    @property
    def price(self) -> float:
        """Wage with overhead, tkr per FTE and year."""
        return self.wage * (1 + self.overhead)


class Staffing(NamedTuple):
    hours: float  # per place
    handover_hours: float  # more per place when another unit is responsible for the citizen


class Retraining(NamedTuple):
    cost: float  # tkr once per FTE
    most: float  # share of the from-group's staff in a unit that can retrain in a year
    months: float = 0.0  # from the start until they work, and are paid, as the new group


class Target(NamedTuple):
    """A goal of the municipality: so few of some groups, as a share of the people; no demand."""

    id: str
    name: Text
    groups: tuple[str, ...]  # ids, main groups or tags; none: all
    people: float  # the labour force
    share: float
    year: int


class Pool(NamedTuple):
    """Measures that share the same people or employers: together at most so many places."""

    id: str
    name: Text
    measures: tuple[str, ...]
    groups: tuple[str, ...]
    places: float


class Alongside(NamedTuple):
    """A measure that is given only to people who are in another: at most `ratio` of its places."""

    measure: str
    other: str
    ratio: float


def first_given(*numbers: float | None) -> float:
    """The first that is no blank; zero where all are."""
    return next((number for number in numbers if number is not None), 0.0)


def gone_by(day: date, year: int) -> float:
    """Share of a year that has gone at the end of a day."""
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    return max(0.0, min(1.0, ((day - first).days + 1) / (last - first).days))


class Contract(NamedTuple):
    """Places of a measure that are bought until a date, used or not."""

    id: str
    measure: str
    places: float  # a year
    ends: date  # the last day that is paid for
    leave_cost: float | None  # tkr once per place that is left early; None: nobody can

    def remaining(self, year: int, since: float) -> float:
        """Share of a year, from `since` of it on, until the contract ends."""
        return max(0.0, gone_by(self.ends, year) - since)


class Account(NamedTuple):
    id: str
    name: Text
    category: Category


class RefundClass(NamedTuple):
    id: str
    name: Text
    ceiling: float | None  # tkr of reimbursable running costs per full-time person


class LadderStep(NamedTuple):
    from_week: int
    refund: float  # state's share of the benefit from that week on


class Segment(NamedTuple):
    width: float | None  # multiple of the reach; None: the rest
    factor: float  # of the effect


class Index(dict[str, list[str]]):
    """The second ids of pairs by the first, in order; none for an id that no pair has."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        for first, second in pairs:
            self.setdefault(first, []).append(second)

    def __missing__(self, first: str) -> list[str]:
        return []


class Totals:
    """The sum of places for every combination of measure, unit and group, named or not."""

    def __init__(self, places: Iterable[tuple[Where, float]]) -> None:
        self.sums: defaultdict[tuple[str | int | None, ...], float] = defaultdict(float)
        for (n, u, g, y), value in places:
            for named in product((n, None), (u, None), (g, None)):
                self.sums[*named, y] += value

    def __call__(
        self, n: str | None = None, u: str | None = None, g: str | None = None, y: int | None = None
    ) -> float:
        """Places over what is not named; zero where there are none."""
        return self.sums.get((n, u, g, y), 0.0)


@dataclass(frozen=True)
class Instance:
    """All data of one problem. Keys: m measure, u unit, g group, s staff group, a account.

    Its indices are made when first asked for and kept; an instance never changes.
    """

    settings: Settings
    units: Mapping[str, Unit]
    groups: Mapping[str, Group]
    measures: Mapping[str, Measure]
    effects: Mapping[tuple[str, str], Effect]  # m, g
    offers: Mapping[tuple[str, str], Offer]  # m, u
    places_today: Mapping[tuple[str, str, str], float]  # m, u, g
    staff_groups: Mapping[str, StaffGroup]
    staff_today: Mapping[tuple[str, str], float]  # u, s in FTE
    staffing: Mapping[tuple[str, str], Staffing]  # m, s
    retraining: Mapping[tuple[str, str], Retraining]  # from s, to s
    substitution: Mapping[tuple[str, str], float]  # s does the work of s, at this efficiency
    eligible_units: frozenset[tuple[str, str]]  # g, u, today's included
    pools: Mapping[str, Pool]
    alongside: tuple[Alongside, ...]
    accounts: Mapping[str, Account]
    refund_classes: Mapping[str, RefundClass]
    ladder: tuple[LadderStep, ...]
    segments: tuple[Segment, ...]
    demands: Mapping[str, Demand]
    sources: Mapping[str, Text]
    provenance: tuple[Provenance, ...]
    seniority: Mapping[tuple[str, str], Band] = field(default_factory=dict)  # s, band
    mass_dismissal: Mapping[str, Threshold] = field(default_factory=dict)
    process: Mapping[str, ProcessStep] = field(default_factory=dict)
    reemployment: Mapping[str, Reemployment] = field(default_factory=dict)  # s
    positions: Mapping[str, Position] = field(default_factory=dict)
    contracts: Mapping[str, Contract] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    factors: tuple[Factor, ...] = ()
    by_year: Mapping[str, float | None] = field(default_factory=dict)  # path@year: from it on

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.settings.first_year, self.settings.last_year + 1))

    @property
    def in_work_years(self) -> tuple[int, ...]:
        """The years whose mean is the criterion of people in work; all where none is named."""
        since = self.settings.in_work_from or self.settings.first_year + 1
        counted = tuple(y for y in self.years if since <= y <= self.settings.in_work_to)
        return counted or self.years

    @cached_property
    def helped(self) -> dict[str, Help]:
        """Staff groups of which the dismissed can get help into a new job, and who gives it."""
        return {
            s: Help(x.helper, x.unit, x.caseload)
            for s, x in self.reemployment.items()
            if x.helper and x.unit in self.decided_units and x.caseload and x.helped is not None
        }

    @cached_property
    def rules(self) -> dict[int, "Instance"]:
        """The data that hold in each year; empty where no number changes."""
        found: dict[int, Instance] = {}
        if not self.by_year and all(g.no_new_from is None for g in self.groups.values()):
            return found
        alone = replace(self, by_year={})
        for y in self.years:
            alone = set_data(alone, {path: v for (year, path), v in self.dated if year == y})
            found[y] = alone.without_new_cases(y)
        return found

    @property
    def dated(self) -> list[tuple[tuple[int, str], float | None]]:
        """The numbers that change, by year and path; those of the past in the first year."""
        parts = ((path.split(SINCE), v) for path, v in self.by_year.items())
        ordered = sorted((int(year), path, v) for (path, year), v in parts)
        return [((max(year, self.years[0]), path), v) for year, path, v in ordered]

    @cached_property
    def from_start(self) -> "Instance":
        """The same data, with the numbers of year one in the place of those without a year."""
        known = [(path, year, value) for (year, path), value in self.dated]
        early = {path: value for path, year, value in known if year == self.years[0]}
        later = {f"{path}{SINCE}{y}": value for path, y, value in known if y > self.years[0]}
        return replace(set_data(replace(self, by_year={}), early), by_year=later) if early else self

    def in_year(self, year: int) -> "Instance":
        """The data that hold in a year; these where no number changes."""
        return self.rules[year] if self.rules else self

    def ladder_of(self, g: str) -> tuple[LadderStep, ...]:
        """The refund ladder of a group; all steps alike where its share is fixed."""
        share = self.groups[g].refund
        if share is None:
            return self.ladder
        return tuple(step._replace(refund=share) for step in self.ladder)

    def without_new_cases(self, year: int) -> "Instance":
        """The persons of `year` where groups take no new cases: their stock runs down."""
        groups = {
            g: group._replace(persons=group.persons * group.left_in(year), newcomers=False)
            if group.no_new_from is not None and year >= group.no_new_from
            else group
            for g, group in self.groups.items()
        }
        return replace(self, groups=groups) if groups != self.groups else self

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """The years in which places may change or a number does: rows on places stand between."""
        changed = (y for y in self.years[1:] if self.in_year(y) is not self.in_year(y - 1))
        return tuple(sorted({*self.stages, *changed}))

    @property
    def stages(self) -> tuple[int, ...]:
        """The years from which places stand, each until the next."""
        return self.years if self.settings.phased else self.years[:1]

    def stage(self, year: int) -> int:
        """The year since which the places of `year` stand."""
        return year if self.settings.phased else self.settings.first_year

    def gone_at_change(self, m: str) -> float:
        """Share of year one that a measure runs as today."""
        months = self.settings.process_months + self.measures[m].lead_months
        return min(1.0, self.settings.elapsed + months / 12)

    @cached_property
    def bound_until(self) -> dict[tuple[str, int], float]:
        """Share of a year that a contract still has to be paid after its measure has changed."""
        found = {}
        for (c, contract), y in product(self.contracts.items(), self.years):
            since = self.gone_at_change(contract.measure) if y == self.years[0] else 0.0
            if share := contract.remaining(y, since):
                found[c, y] = share
        return found

    @property
    def decided_units(self) -> tuple[str, ...]:
        """Units whose staff the model decides."""
        return tuple(u for u, unit in self.units.items() if unit.status != "fixed")

    @cached_property
    def in_order(self) -> "Instance":
        """The same data with every table in the order of its keys.

        Solvers are given this one, so that no answer depends on the order of rows.
        """
        tables = {each.name: getattr(self, each.name) for each in fields(self)}
        ordered: dict[str, Any] = {
            name: dict(sorted(rows.items()))
            for name, rows in tables.items()
            if isinstance(rows, Mapping)
        }
        return replace(self, alongside=tuple(sorted(self.alongside)), **ordered)

    def with_demands(self, *demands: Demand) -> "Instance":
        """The same data with demands more, or others in the place of those of their ids."""
        return replace(self, demands={**self.demands, **{q.id: q for q in demands}})

    @cached_property
    def today(self) -> Totals:
        return Totals(((*key, None), places) for key, places in self.places_today.items())

    @cached_property
    def groups_of(self) -> Index:
        """Groups that a measure has an effect for."""
        return Index(self.effects)

    @cached_property
    def measures_for(self) -> Index:
        """Measures that have an effect for a group."""
        return Index((g, m) for m, g in self.effects)

    @cached_property
    def units_of(self) -> Index:
        """Units that offer a measure, or could."""
        return Index(self.offers)

    @cached_property
    def staff_of(self) -> Index:
        """Staff groups that the places of a measure need."""
        return Index(self.staffing)

    @cached_property
    def units_for(self) -> Index:
        """Units that are responsible for a group, or could be."""
        return Index(sorted(self.eligible_units))

    @cached_property
    def groups_at(self) -> Index:
        """Groups that a unit is responsible for, or could be."""
        return Index((u, g) for g, u in sorted(self.eligible_units))

    def most_places(self, m: str, g: str) -> float:
        """Places of measure m that group g could have: one for each who may, never under today."""
        people = self.effects[m, g].people
        most = self.groups[g].eligible if people is None else people
        return max(most, self.today(m, g=g))

    def weeks_of_time(self, m: str) -> float:
        """Full weeks that a place takes of a participant; none where it is ongoing."""
        return (self.measures[m].weeks or 0.0) * self.measures[m].week_share

    def most_time(self, g: str) -> float:
        """Full weeks a year that measures may take of a group: its share, or today's."""
        share = self.groups[g].time_share * WEEKS * self.groups[g].persons
        now = sum(self.weeks_of_time(m) * self.today(m, g=g) for m in self.measures_for[g])
        return max(share, now)

    @cached_property
    def shares_of_spells(self) -> dict[tuple[str, str], float]:
        """Share of the places of a main group that each part gets, where it has one volume.

        As today; where there are none today, as the persons.
        """
        shares = {}
        for (m, g), parts in self.spells_together.items():
            today = {h: self.today(m, g=h) for h in parts}
            by = today if sum(today.values()) else {h: self.groups[h].persons for h in parts}
            shares[m, g] = by[g] / (sum(by.values()) or 1.0)
        return shares

    @cached_property
    def spells_together(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The parts of a main group that share one volume of a measure, by measure and part."""
        parts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for m, g in self.effects:
            if self.measures[m].spells == "together":
                parts[m, self.groups[g].main].append(g)
        return {(m, g): tuple(of) for (m, _), of in parts.items() if len(of) > 1 for g in of}

    def effect(self, m: str, g: str) -> float:
        """Extra exits per place of measure m for group g, at the level that counts."""
        return float(getattr(self.effects[m, g], self.settings.effects))

    @property
    def one_displacement(self) -> float | None:
        """Share of all extra exits that displaces others; None where some rows have their own."""
        own = [measure.displacement for measure in self.measures.values()]
        own += [group.displacement for group in self.groups.values()]
        return self.settings.displacement if set(own) == {None} else None

    def lasting(self, m: str, g: str) -> float:
        """(8.8) Share of the extra exits of measure m for group g that displace nobody."""
        of_measure = self.measures[m].displacement
        return 1 - first_given(self.groups[g].displacement, of_measure, self.settings.displacement)

    def lasting_casework(self, g: str) -> float:
        """The same of the casework of group g."""
        return 1 - first_given(self.groups[g].displacement, self.settings.displacement)

    def casework_effect(self, g: str) -> float:
        """Extra exits a person and year of group g where its casework is doubled; none uncounted.

        At the level that counts.
        """
        group, counts = self.groups[g], self.settings.casework
        level = {"low": group.casework_effect_low, "mid": group.casework_effect,
                 "high": group.casework_effect_high}  # fmt: skip
        return level[self.settings.effects] if counts else 0.0

    def measures_in(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Measures meant by ids; all that have an offer when `names` is empty."""
        return names or tuple(self.units_of)

    def units_in(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Units meant by ids; today's when `names` is empty."""
        return names or tuple(u for u, unit in self.units.items() if unit.status == "today")

    def groups_in(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Groups meant by ids, main groups or tags; all of them when `names` is empty."""
        return tuple(
            g
            for g, group in self.groups.items()
            if not names or group.tags & set(names) or {g, group.main} & set(names)
        )
