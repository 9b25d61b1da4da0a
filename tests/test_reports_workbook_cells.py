"""Every cell of every sheet of the committee workbook, held against what is counted here.

Expectations come from the instance, the plans and their outcomes, never from reports/: a sheet is
compared row by row, so that a cell nobody expects fails as a wrong one does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import zip_longest
from math import ceil
from typing import Any

import pytest
from counted import (
    FEW,
    FIRST,
    FTE,
    HIDDEN,
    LAST,
    LINES,
    TKR,
    Numbers,
    People,
    Post,
    Reader,
    fits,
    fixed,
    flow_rows,
    shown,
    summed,
    works,
)
from distinct_case import HELD, SETTLED, YEARS, answer, prices, repair
from first_sheets import FIRST_SHEETS, caseload, contracts, in_work_of, worth_of
from openpyxl import load_workbook

from locales import translator
from model.evaluation.job_loss import loss_of
from model.placement.place import flows
from model.solution import Money
from model.timing import (
    before_change,
    notices,
    paid,
    severance,
)
from reports.workbook import committee
from scenarios.studies.placement import place

ROUNDED = "Because of rounding, sums may differ from the numbers above them."
MONTHS = {"en": "months", "da": "måneder"}
LATER = {"en": "months after the decision", "da": "måneder efter beslutningen"}
EXITS = {"en": "exits", "da": "afgange"}
PER_STEP = {"en": "exits a step", "da": "afgange pr. skridt"}
UNITS = {  # of the bound of a demand
    "saving": ("1,000 kr. a year", "1.000 kr. om året"), "one_off": ("1,000 kr.", "1.000 kr."),
    "reinvest": ("1,000 kr. a year", "1.000 kr. om året"), "dismissals": ("people", "personer"),
    "protected_staff": ("people", "personer"), "exits": ("people", "personer"),
    "extra_exits": ("people", "personer"), "coverage": ("share", "andel"),
    "lost_places": ("share", "andel"), "external_share": ("share", "andel"),
    "equal_treatment": ("share", "andel"), "places": ("places", "pladser"),
    "handovers": ("places", "pladser"), "lost_offers": ("places", "pladser"),
    "caseload": ("citizens per FTE", "borgere pr. årsværk"),
    "closed_units": ("units", "enheder"), "idle_staff": ("FTE", "årsværk"),
    "help": ("share", "andel"), "in_work": ("people", "personer"),
    "group_exits": ("people", "personer"),
    "spending": ("1,000 kr. a year", "1.000 kr. om året"),
    "price_per_person": ("1,000 kr. a year", "1.000 kr. om året"),
    "exact_staff": ("FTE", "årsværk"), "hiring_stop": ("FTE", "årsværk"),
    "mean_coverage": ("offers per person", "tilbud pr. borger"),
}  # fmt: skip


Rows = Iterator[list[Any]]


def front(r: Reader) -> Rows:
    w, last = r.written, r.later
    yield [r.a.scenario.name.of(r.language)]
    yield [r.a.scenario.about.of(r.language)]
    wide, held = r.demand().view == "municipality", [y for y in YEARS if y >= r.demand().from_year]
    least, other = (
        min(-sum(r.change(line, y) for line in r.counted(municipality=view)) for y in held)
        for view in (wide, not wide)
    )
    vacated = r.plan.vacated.items()
    people = sum(v / r.data.staff_groups[s].fte_per_person for (_, s, _), v in vacated)
    gained = sum(v for (_, y), v in last.extra_exits.items() if y == LAST)
    told = r.millions(abs(least)), "2018", r.millions(abs(other)), w(abs(gained), 0)
    net = sum(in_work_of(r, y)[3] for y in YEARS[1:]) / len(YEARS[1:])
    service = r.millions(abs(r.change("service", LAST)))
    yield [Numbers((w(abs(net), 0), w(r.people(), 0), r.millions(abs(least)), service))]
    yield [Numbers(told)]
    yield from people_beside(r)
    hired = w(sum(r.plan.hired.values()), 0)
    yield [Numbers((w(r.people(), 0), w(r.people(role="flexjob"), 0), hired,
                    w(people, 0), w(sum(r.plan.vacated.values()), 0)))]  # fmt: skip
    changes = tuple(r.millions(abs(r.change(line, LAST)))
                    for line in ("service", "drift", "transfers"))  # fmt: skip
    yield [Numbers((*changes, str(LAST)))]
    yield [Numbers((w(most_idle(r)[0], 0), r.millions(most_idle(r)[1])))]
    cost = {y: sum(r.line(r.before, line, y).net for line in ("service", "drift", "transfers"))
            for y in (FIRST, LAST)}  # fmt: skip
    year, amount = str(LAST), r.millions(abs(cost[LAST] - cost[FIRST]))
    first_two = (amount, year) if r.language == "da" else (year, amount)  # apart in each language
    yield [Numbers((*first_two, str(FIRST)))]
    broken = [q for q, v in r.a.solution.demands.items() if v.active and not v.met]
    yield [Numbers(tuple(n for q in broken for n in demand_numbers(r, q)))]
    yield [Numbers((r.millions(3217.6),))]  # the last million, less than one exit a year
    moved = sum(g.persons for k, g in r.data.groups.items() if (k, g.unit) not in r.plan.serves)
    (measure, unit, _), share = next(iter(r.plan.relocated.items()))
    cost = share * (r.data.offers[measure, unit].move_cost or 0)
    met = [w(outcome.handovers[LAST], 0) for outcome in (r.before, last)]
    yield [Numbers((w(moved, 0), "1", "1", *met, str(LAST), "1", w(round(cost) * 1000, 0)))]
    ends = scheduled(r)
    yield [Numbers((w(ends["W"][1] if "L" not in ends else ends["L"][1], 1),
                    *late(r, ends)))]  # fmt: skip
    yield [Numbers((TKR[r.language][:5], "2016"))]
    yield from overview(r)
    yield from proof(r)
    yield from assumed(r)


def people_beside(r: Reader) -> Rows:
    """People in work on average and by year, the vulnerable, and what is done to measures."""
    rows = {y: in_work_of(r, y) for y in YEARS}
    gross, out, net, _, held = (
        sum(rows[y][at] for y in YEARS[1:]) / len(YEARS[1:]) for at in range(1, 6)
    )
    by_year = [n for y in YEARS for n in (r.written(abs(rows[y][3]), 0), str(y))]
    means = (r.written(abs(n), 0) for n in (net, gross, out))
    yield [Numbers((str(YEARS[1]), str(LAST), *means, *by_year))]
    yield [Numbers((r.written(abs(held), 0), r.written(abs(rows[LAST][4]), 0)))]
    yield [Numbers(())]


def most_idle(r: Reader) -> tuple[float, float]:
    """FTE without work in the year with most, and what they cost."""
    fte = {y: sum(v for (_, _, x), v in r.later.idle.items() if x == y) for y in YEARS}
    year = max(fte, key=fte.__getitem__)
    cost = sum(v * r.data.staff_groups[s].price
               for (_, s, x), v in r.later.idle.items() if x == year)  # fmt: skip
    return fte[year], cost


def late(r: Reader, ends: dict[str, tuple[float, float]]) -> tuple[str, ...]:
    """What is said where the steps take longer than the plan counts on."""
    needed, process = ends["N"][1], r.data.settings.process_months
    return (r.written(needed, 1), r.written(process, 1)) if needed > process + 0.04 else ()


def demand_numbers(r: Reader, q: str) -> tuple[str, ...]:
    """The numbers in "“KEY {bound}” (Owner at)"."""
    rows = list(r.data.demands)
    return (told_bound(r, q), str(rows.index(q)))


def told_bound(r: Reader, q: str) -> str:
    demand = r.data.demands[q]
    unit = UNITS.get(demand.kind, ("",))[0]
    shares = ("share", "offers per person")
    told = demand.bound / (1000 if "kr." in unit else 0.01 if unit in shares else 1)
    return r.written(told, 0 if round(told, 1).is_integer() else 1)


def overview(r: Reader) -> Rows:
    yield [r.say("Name"), *(r.head("Year", year=y) for y in YEARS)]
    for line in r.counted():
        yield [r.say(LINES[line]), *(r.change(line, y) for y in YEARS)]
    wide = r.demand().view == "municipality"
    for view in (wide, not wide):
        lines = r.counted(municipality=view)
        yield [Numbers(()), *(sum(r.change(line, y) for line in lines) for y in YEARS)]
    for line, name in LINES.items():
        if line not in r.counted():
            yield [r.say(name), *(r.change(line, y) for y in YEARS)]


def proof(r: Reader) -> Rows:
    yield [r.say("Proof")]
    yield [r.say(h) for h in ("Criterion", "Reached", "Best possible", "Gap")]
    for step in r.a.solution.steps:
        few = step.criterion == "dismissals" and 0 < round(step.value) < 5
        values = [HIDDEN] * 3 if few else [step.value, step.bound, step.gap]
        told = {"exits": ("3",), "dismissals": (), "one_off": (TKR[r.language][:5],)}
        yield [Numbers(told[step.criterion]), *values]
    yield [Numbers((r.written(0.005, 3),))]
    yield [r.say("An independent calculation of the plan agrees with the model.")]
    yield [r.say("No other program has been asked about this plan.")]


def assumed(r: Reader) -> Rows:
    s = r.data.settings
    yield [r.say("What the plan assumes")]
    yield [r.say("Date"), Numbers(("2", "2026"))]
    yield [r.say("Plan id"), r.a.plan_id]
    yield [r.say("Data"), s.name.of(r.language)]
    yield [r.say("Price level"), s.price_level]
    yield [Numbers((str(r.demand().from_year), TKR[r.language][:5])), r.demand().bound]
    yield [r.say("Counted"), Numbers(())]
    yield [r.say("Effects used"), r.say("high")]
    yield [r.say("Effect that only displaces other job seekers"), s.displacement]
    yield [r.say("Municipal tax of a job-year kept after equalisation"), s.tax_share]
    yield [r.say("Most dismissals, people"), 173]
    held = {"handed over": "VAERK", "kept open": "SAMT"}
    told = [f"{r.say(lock)}: {r.name(r.data.measures[m])}" for lock, m in held.items()]
    yield [r.say("Measures locked"), "; ".join(told)]
    yield [r.say("Confidence in the numbers")]
    yield [r.say("Confidence"), r.say("Numbers, count"), r.say("Share")]
    grades = {"From the source documents": 1, "Published": 1, "Not checked": len(r.data.groups),
              "Calculated": len(r.data.places_today),
              "Assumption": len(r.data.effects) - 1}  # fmt: skip
    for grade in ("From the source documents", "Published", "Calculated", "Not checked",
                  "Assumption"):  # fmt: skip
        yield [r.say(grade), grades[grade], grades[grade] / sum(grades.values())]


def economy(r: Reader) -> Rows:
    yield [r.say("Economy by year and account")]
    yield [Numbers((TKR[r.language][:5], "2016"))]
    moments = ("before", "change", "after")
    yield [r.say("Year"), r.say("Account"), r.say("Name"),
           *(r.head(f"{side} {moment}", TKR) for moment in moments
             for side in ("Gross", "Refund", "Net"))]  # fmt: skip
    order = [*r.counted(), "", *(line for line in LINES if line not in r.counted())]
    for y in YEARS:
        for line in order:
            if not line:
                yield [y, None, Numbers(()), *summed(amounts(r, each, y) for each in r.counted())]
                continue
            for a, account in r.data.accounts.items():
                two = r.before.money[a, y], r.later.money[a, y]
                if account.category == line and any(m.gross for m in two):
                    yield [y, a, r.name(account), *three(*two)]
            yield [y, None, r.say(LINES[line]), *amounts(r, line, y)]


def amounts(r: Reader, line: str, y: int) -> list[float]:
    return three(r.line(r.before, line, y), r.line(r.later, line, y))


def three(before: Money, later: Money) -> list[float]:
    change = Money(later.gross - before.gross, later.refund - before.refund)
    return [v for m in (before, change, later) for v in (m.gross, m.refund, m.net)]


STATUS = {"VAERK": "Handed over", "DANSK": "Closed", "KURS": "Cut", "RAAD": "Expanded",
          "SAMT": "Expanded", "MENTOR": "Expanded"}  # fmt: skip


def measures(r: Reader) -> Rows:
    yield [r.say("Measures before and after")]
    yield [Numbers((str(LAST), "100", "2016"))]
    yield [r.say("Id"), r.say("Name"), r.say("Status"), r.say("Places today"),
           r.say("Places after"), r.head("Cost today, net", TKR), r.head("Cost after, net", TKR),
           r.say("Exits today"), r.say("Exits after"), r.head("Gross price per extra exit", TKR),
           r.head("Net price per extra exit", TKR), r.say("Effect, low"),
           r.say("Effect, middle"), r.say("Effect, high"), r.say("Evidence")]  # fmt: skip
    rank = ["Closed", "Handed over", "Cut", "As today", "Expanded"]
    for m in sorted(r.data.measures, key=lambda m: rank.index(STATUS[m])):
        today = {g: v for (n, _, g), v in r.data.places_today.items() if n == m}
        by_group: defaultdict[str, float] = defaultdict(float)
        for (n, _, g), v in r.data.places_today.items():
            by_group[g] += v * (n == m)
        after = sum(v for (n, _, _, y), v in r.plan.places.items() if (n, y) == (m, LAST))
        cost = r.before.measure_cost[m, LAST]
        kept = 1 - r.data.settings.displacement
        exits = [kept * sum(v for (n, _, y), v in o.measure_exits.items() if (n, y) == (m, LAST))
                 for o in (r.before, r.later)]  # fmt: skip
        price = [cost.gross / exits[0], cost.net / exits[0]] if exits[0] > 0 else [None, None]
        levels = [
            100 * sum(getattr(r.data.effects[m, g], level) * by_group[g] for g in today)
            / sum(by_group[g] for g in today) if today else None
            for level in ("low", "mid", "high")
        ]  # fmt: skip
        yield [m, r.name(r.data.measures[m]), r.say(STATUS[m]),
               People(sum(by_group.values())), People(after), cost.net,
               r.later.measure_cost[m, LAST].net, *exits, *price, *levels,
               r.data.measures[m].evidence.of(r.language)]  # fmt: skip


def units(r: Reader) -> Rows:
    yield [r.say("Units before and after")]
    yield [Numbers((str(LAST),))]
    yield [r.say(h) for h in ("Unit", "The unit is", "Responsible for today",
                              "Responsible for in the plan", "Measures today",
                              "Measures in the plan")]  # fmt: skip
    for u, status in (("JOB", "open"), ("REHAB", "closed"), ("NY", "new")):
        serves = [
            ", ".join(r.name(v) for g, v in r.data.groups.items() if (g, u) in plan.serves)
            for plan in (r.a.baseline, r.plan)
        ]
        runs = [
            len({m for (m, v, _, y), n in plan.places.items() if (v, y) == (u, LAST) and n > 0.01})
            for plan in (r.a.baseline, r.plan)
        ]
        yield [r.name(r.data.units[u]), r.say(status), *serves, *runs]


def total(flow: Any, post: Post) -> float:
    return float(sum(v for (u, s, *_), v in flow.items() if (u, s) == post))


def leavers(r: Reader, post: Post) -> tuple[float, float]:
    """FTE not replaced: of those who leave, and of hours given up beyond them."""
    group, left = r.data.staff_groups[post.staff], [0.0, 0.0]
    for y in YEARS:
        gone, most = leaving(r, post, y), float("inf")
        if group.part_time:
            there = (r.data.staff_today.get(post, 0.0) if y == FIRST
                     else r.plan.staff[post.unit, post.staff, y - 1])  # fmt: skip
            most = group.attrition * there * (1 - r.data.settings.elapsed * (y == FIRST))
        left[0] += min(gone, most)
        left[1] += max(0.0, gone - most)
    return left[0], left[1]


def leaving(r: Reader, post: Post, y: int) -> float:
    return r.plan.vacated.get((post.unit, post.staff, y), 0.0)


def staff_row(r: Reader, post: Post) -> list[float]:
    """The numbers of a post, notice apart."""
    p, group = r.plan, r.data.staff_groups[post.staff]
    back = sum(v for (u, _, s, _), v in p.retrained.items() if (u, s) == post)
    gone = sum(v for (u, s, _, _), v in p.retrained.items() if (u, s) == post)
    saved = [
        group.price * (r.before.paid.get((*post, y), 0.0) - r.later.paid.get((*post, y), 0.0))
        for y in (FIRST, LAST)
    ]
    once = total(p.dismissed, post) * severance(r.data, group)
    once += total(p.moved_in, post) * r.data.settings.move_cost
    once += sum(v * r.data.retraining[s, to].cost for (u, s, to, _), v in p.retrained.items()
                if (u, s) == post)  # fmt: skip
    return [
        r.data.staff_today.get(post, 0.0), *leavers(r, post), total(p.dismissed, post),
        total(r.later.dismissed_people, post), p.transferred.get(post, 0.0), total(p.hired, post),
        total(p.moved_in, post) - total(p.moved_out, post), back - gone, p.staff[*post, LAST],
        *saved, once,
    ]  # fmt: skip


def staff(r: Reader) -> Rows:
    yield [r.say("Staff by unit and staff group")]
    yield [Numbers((str(LAST), "5"))]
    yield [r.say("Unit"), r.say("Name"), r.head("Today", FTE), r.say("Leavers not replaced, FTE"),
           r.say("Hours given up, FTE"), r.say("Dismissed, FTE"), r.say("Dismissed, people"),
           r.say("Handed over, FTE"), r.say("Hired, FTE"), r.head("Moved", FTE),
           r.head("Retrained", FTE), r.head("After", FTE), r.head("Notice", MONTHS),
           r.head("Saving in year one", TKR), r.head("Saving in a full year", TKR),
           r.head("One-off cost", TKR)]  # fmt: skip
    every: list[list[float]] = []
    for part, flexjob in (("Staff, flex jobs apart", False), ("Flex jobs", True)):
        posts = [Post(u, s) for u in ("JOB", "REHAB", "NY") for s in r.data.staff_groups
                 if (u, s, LAST) in r.plan.staff and (s == "FX") == flexjob]  # fmt: skip
        rows = [staff_row(r, post) for post in posts]
        for post, row in zip(posts, rows, strict=True):
            bands = notices(r.data, r.data.staff_groups[post.staff])
            notice = sum(share * months for share, months in bands)
            yield [r.name(r.data.units[post.unit]), r.name(r.data.staff_groups[post.staff]),
                   *told_staff(row, notice)]  # fmt: skip
        every += rows
        yield [r.say(part), None, *told_staff(summed(iter(rows)), None)]
    yield [r.say("All"), None, *told_staff(summed(iter(every)), None)]


def told_staff(row: list[float], notice: float | None) -> list[Any]:
    """What may be hidden beside few people, and the notice that never is."""
    few = 0 < round(row[4]) < 5
    telling = (3, *range(len(row) - 3, len(row))) if few else ()
    cells: list[Any] = [HIDDEN if at in telling and value else People(value, counts=False)
                        for at, value in enumerate(row)]  # fmt: skip
    cells[4] = People(float(round(row[4])))
    return [*cells[:10], notice, *cells[10:]]


WAYS = ("Leavers not replaced", "Hours given up", "Dismissals", "Moves between units",
        "Retraining", "Staff to another administration", "New posts",
        "Running costs of measures", "Fixed costs and premises", "Transfers",
        "Taken over by other administrations", "Municipal tax")  # fmt: skip


def ways(r: Reader) -> Rows:
    yield [r.say("How the saving comes about")]
    yield [Numbers((TKR[r.language][:5],))]
    yield [r.say("Name"), *(r.head("Saving", TKR, y) for y in YEARS)]
    saved: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(YEARS))
    for at, y in enumerate(YEARS):
        for way, _u, s, x, fte, until in flow_rows(r):
            saved[way][at] += fte * works(until, x, y) * r.data.staff_groups[s].price
        saved["Running costs of measures"][at] = running(r, y)
        saved["Fixed costs and premises"][at] = sum(
            (old - new) * (1 - gone * (y == FIRST)) for _, old, new, gone in fixed(r)
        )
        for line in ("transfers", "elsewhere", "tax"):
            saved[LINES[line]][at] = -r.change(line, y) * (line in r.counted())
    for way in WAYS:
        if max(map(abs, saved[way])) > 1e-6:
            yield [r.say(way), *saved[way]]
    yield [r.say("The saving"), *(r.saving(y) for y in YEARS)]


def running(r: Reader, y: int) -> float:
    """Running costs saved, less the refund that goes with them where the claim is net."""
    gross = [
        sum(n * r.data.measures[m].running_cost for (m, _, _, x), n in o.realised.items() if x == y)
        for o in (r.before, r.later)
    ]
    refund = [sum(m.refund for (a, x), m in o.money.items() if x == y and a in ("LOEN", "DRIFT"))
              for o in (r.before, r.later)]  # fmt: skip
    return gross[0] - gross[1] - (refund[0] - refund[1]) * r.net


def year_one(r: Reader) -> Rows:
    yield [r.say("The first year month by month")]
    yield [Numbers(())]
    yield [r.say("Month"), r.say("FTE paid, as today"), r.say("FTE paid in the plan"),
           r.head("Cost as today", TKR), r.head("Cost in the plan", TKR),
           r.head("Saved, gross", TKR)]  # fmt: skip
    rows = [month(r, at) for at in range(12)]
    yield from ([str(at + 1), *row] for at, row in enumerate(rows))
    sums = summed(iter(rows))
    yield [r.say("The year"), sums[0] / 12, sums[1] / 12, *sums[2:]]


def month(r: Reader, at: int) -> list[float]:
    """FTE and tkr of a month, before and after, and the difference."""
    start, end = at / 12, (at + 1) / 12
    ftes, costs = [0.0, 0.0], [0.0, 0.0]
    for side, plan in enumerate((r.a.baseline, r.plan)):
        for (u, s, y), fte in plan.staff.items():
            if y == FIRST:
                ftes[side] += fte * (u != "SOC")
                costs[side] += fte * r.data.staff_groups[s].price / 12
    for _way, _u, s, y, fte, until in flow_rows(r):
        if y == FIRST:
            still = 12 * fte * paid(until, start, end)
            ftes[1] += still
            costs[1] += still * r.data.staff_groups[s].price / 12
    for old, new, gone in priced(r):
        passed = min(1.0, max(0.0, (end - gone) * 12))
        costs[0] += old / 12
        costs[1] += (old + passed * (new - old)) / 12
    return [*ftes, *costs, costs[0] - costs[1]]


def priced(r: Reader) -> Iterator[tuple[float, float, float]]:
    """What is not wages nor benefits: tkr a year before and after, and when it changes."""
    for (m, u, g), n in {**{k[:3]: 0.0 for k in r.plan.places}, **r.data.places_today}.items():
        measure = r.data.measures[m]
        new = r.plan.places.get((m, u, g, FIRST), 0.0)
        yield (measure.running_cost * n, measure.running_cost * new,
               before_change(r.data, measure))  # fmt: skip
    yield from (row[1:] for row in fixed(r))


def scheduled(r: Reader) -> dict[str, tuple[float, float]]:
    """Start and end of the steps that apply to a mass dismissal, and to a large one."""
    month_days, rows = 365.25 / 12, [row for row in mass(r) if row[1] == FIRST]
    hearing = 23 / month_days
    talks = hearing + (31 / month_days if any(row[5] for row in rows) else 0)
    found = {"H": (0.0, hearing), "N": (hearing, talks), "W": (talks, talks + 97 / month_days)}
    if any(row[6] for row in rows):
        found["L"] = (talks, talks + 211 / month_days)
    return found


def timeline(r: Reader) -> Rows:
    """The steps in months, each with the days that they are: 0.17 of the year ends on 3 March."""
    title, note, heads, *steps = timeline_in_months(r)
    yield from (title, note)
    yield [*heads[:2], r.say("From the day"), r.say("To the day"), *heads[2:]]
    for name, kind, start, end, *rest in steps:
        days = [date(2017, 3, 3) + timedelta(round(at * 365.25 / 12)) for at in (start, end)]
        told = [Numbers((str(day.day), str(day.year))) for day in days]
        yield [name, kind, *told, start, end, *rest]


def timeline_in_months(r: Reader) -> Rows:
    yield [r.say("Timeline from the decision to the last day")]
    yield [Numbers(())]
    yield [r.say("Name"), r.say("Kind"), r.head("From", LATER), r.head("To", LATER),
           r.head("Lasts", MONTHS), r.say("Legal basis")]  # fmt: skip
    yield [r.say("The decision"), r.say("Decision"), 0, 0, 0, ""]
    ends, process = scheduled(r), r.data.settings.process_months
    lanes = {"hearing": "Hearing", "negotiation": "Negotiation and authority",
             "wait": "Wait by law"}  # fmt: skip
    for key, (low, high) in sorted(ends.items(), key=lambda row: (row[1][1], row[1][0])):
        step = r.data.process[key]
        yield [r.name(step), r.say(lanes[step.lane]), low, high, high - low,
               step.law.of(r.language)]  # fmt: skip
    yield [r.say("Notices are given"), r.say("Decision"), process, process, 0, ""]
    yield from given(r, max(ends[key][1] for key in ends if key in "WL"))
    leads = sorted((r.data.measures[m].lead_months, m) for m in ("VAERK", "DANSK"))
    for lead, m in leads:
        told = r.say("Ends: {measures}").format(measures=r.name(r.data.measures[m]))
        yield [told, r.say("Measures end"), process, process + lead, lead, ""]


def given(r: Reader, earliest: float) -> Rows:
    """Each length of notice of the first year, with the people who have it."""
    people: defaultdict[float, float] = defaultdict(float)
    for (_u, s, y), v in r.later.dismissed_people.items():
        for share, months in notices(r.data, r.data.staff_groups[s]):
            people[months] += share * v * (y == FIRST)
    process, few = (
        r.data.settings.process_months,
        {m for m, n in people.items() if 0 < round(n) < 5},
    )
    kept_back = sorted(set(people) - few, key=people.__getitem__)[: int(len(few) == 1)]
    for months, count in sorted(people.items()):
        if not count:
            continue
        end = max(process + months, earliest)
        waits = r.say("the wait by law decides") if earliest > process + months + 0.04 else ""
        shown = () if months in (*few, *kept_back) else (r.written(count, 0),)
        told = (f"{months:.0f}", *shown)
        yield [Numbers(told), r.say("Notice"), process, end, end - process, waits]


def mass(r: Reader) -> list[list[Any]]:
    """Unit (None: all), year, employees, dismissed, dismissals needed, triggered, large."""
    rows: list[list[Any]] = []
    per = {s: group.fte_per_person for s, group in r.data.staff_groups.items()}
    for y in YEARS:
        gone: defaultdict[str | None, float] = defaultdict(float)
        there: defaultdict[str | None, float] = defaultdict(float)
        staff_before = (dict(r.data.staff_today) if y == FIRST else
                        {k[:2]: v for k, v in r.plan.staff.items() if k[2] == y - 1})  # fmt: skip
        for (u, s), fte in staff_before.items():
            there[u] += fte / per[s]
            there[None] += fte / per[s]
        for (u, _s, x), v in r.later.dismissed_people.items():
            gone[u] += v * (x == y)
            gone[None] += v * (x == y)
        where = [u for u in r.data.units if gone[u] > 0]
        rows += [[at, y, *judged(r, round(there[at]), ceil(gone[at] - 1e-6))]
                 for at in (*where, *((None,) if where else ()))]  # fmt: skip
    return rows


def judged(r: Reader, employees: int, dismissed: int) -> list[Any]:
    """By the row for workplaces of that size: the number or the share, whichever is less."""
    rows = [t for t in r.data.mass_dismissal.values() if employees >= t.employees]
    law = max(rows, key=lambda t: t.employees)
    assert law.people is not None
    assert law.share is not None
    assert law.large_share is not None
    needed = min(law.people, ceil(law.share * employees - 1e-6))
    triggered = dismissed >= needed
    large = triggered and dismissed >= law.large_share * employees
    return [employees, dismissed, needed, triggered, large]


def mass_dismissal(r: Reader) -> Rows:
    yield [r.say("Mass dismissals by workplace")]
    yield [Numbers(("5",))]
    yield [r.say(h) for h in ("Unit", "Year", "Employees", "Dismissed, people",
                              "Mass dismissal from", "Mass dismissal", "Longer waits")]  # fmt: skip
    for u, y, employees, dismissed, needed, triggered, large in mass(r):
        name = r.name(r.data.units[u]) if u else r.say("The administration as a whole")
        yield [name, y, People(employees), People(dismissed), needed, r.yes(triggered),
               r.yes(large)]  # fmt: skip


def new_jobs(r: Reader) -> Rows:
    yield [r.say("Help for the dismissed")]
    yield [Numbers(("5",))]
    yield [r.say("Name"), r.say("Dismissed, people"), r.say("Get help"),
           r.head("FTE who help", FTE), r.head("Price, all years", TKR),
           r.say("New job within a year"), r.say("of these thanks to the help")]  # fmt: skip
    facts, helped = r.data.reemployment["FX"], {y: r.plan.helped["FX", y] for y in YEARS}
    people = {
        y: sum(v for (_, s, x), v in r.later.dismissed_people.items() if (s, x) == ("FX", y))
        for y in YEARS
    }
    seeking = {y: sum(helped[x] * loss_of(r.data, "FX", x, helped=True)[y - x].seeking
                      for x in YEARS if x <= y) for y in YEARS}  # fmt: skip
    fte = [n / facts.caseload for n in seeking.values()]
    helped = {y: n * (people[y] > 0) for y, n in helped.items()}  # where somebody is dismissed
    staying = {y: 1 - r.data.staff_groups["FX"].resigns * (y == FIRST) for y in YEARS}
    chances = ((facts.chance_low, facts.helped_low), (facts.chance, facts.helped),
               (facts.chance_high, facts.helped_high))  # fmt: skip
    for level, (alone, eased) in zip(("Low", "Middle", "High"), chances, strict=True):
        without = sum(staying[y] * people[y] * (1 - alone) ** 4 for y in YEARS)
        left = without + sum(
            staying[y] * helped[y] * ((1 - eased) ** 4 - (1 - alone) ** 4) for y in YEARS
        )
        total = sum(people.values())
        yield [r.say(level), People(total), People(sum(helped.values())), max(fte),
               sum(fte) * r.data.staff_groups["SB"].price, People(total - left),
               People(without - left)]  # fmt: skip


def citizens(r: Reader) -> Rows:
    yield [r.say("Citizens by target group")]
    yield [Numbers((str(LAST), "5"))]
    yield [r.say(h) for h in (
        "Id", "Name", "Full-time persons", "Places today", "Places after", "Offers today",
        "Offers lost", "Offers after", "Exits today", "Exits after", "Extra exits")]  # fmt: skip
    every: list[list[float]] = []
    for part, groups in (("Vulnerable groups", "BC"), ("Other groups", "A")):
        rows = [citizen(r, g) for g in groups]
        for g, row in zip(groups, rows, strict=True):
            yield [g, r.name(r.data.groups[g]), *masked(row)]
        every += rows
        yield [r.say(part), None, *masked(summed(iter(rows)))]
    yield [r.say("All"), None, *masked(summed(iter(every)))]


def citizen(r: Reader, g: str) -> list[float]:
    today = sum(v for (_, _, h), v in r.data.places_today.items() if h == g)
    after = sum(v for (_, _, h, y), v in r.plan.places.items() if (h, y) == (g, LAST))
    key = g, LAST
    return [r.data.groups[g].persons, today, after, r.before.offers[key], r.later.lost_places[key],
            r.later.offers[key], r.before.exits[key], r.later.exits[key],
            r.later.exits[key] - r.before.exits[key]]  # fmt: skip


def masked(row: list[float]) -> list[Any]:
    """Whole people, and exits as they are expected."""
    return [*(People(float(round(v))) for v in row[:6]), *row[6:]]


def demands(r: Reader) -> Rows:
    yield [r.say("Demands and whether the plan meets them")]
    yield [Numbers(())]
    yield [*(r.say(h) for h in ("Id", "Demand", "Owner", "Applies", "Met", "Bound", "To spare",
                                "Measured in", "Can be negotiated")),
           r.head("Marginal price", PER_STEP), r.head("Gained without it", EXITS),
           r.head("Share of the loss", EXITS)]  # fmt: skip
    priced_by = {price.demand: price for price in prices(r.a).prices}
    for q in sorted(r.data.demands.values(), key=lambda q: not q.active):
        found, price = r.a.solution.demands[q.id], priced_by.get(q.id)
        unit = UNITS.get(q.kind)
        worth = [None] * 3 if not price else [price.bound_prices and price.bound_prices.marginal,
                                              price.replacement_cost,
                                              price.share and price.share.share]  # fmt: skip
        yield [q.id, Numbers((told_bound(r, q.id),)), Numbers(demand_numbers(r, q.id)[1:]),
               r.yes(q.active), r.yes(found.met), q.bound if unit else None,
               slack(r, q, found.slack) if unit else None,
               unit[r.language == "da"] if unit else "", r.yes(q.negotiable), *worth]  # fmt: skip


def slack(r: Reader, q: Any, value: float) -> Any:
    """Hidden where it tells of one to four dismissed, or of as few others."""
    gone = q.bound - value
    few = any(0 < round(abs(n)) < 5 for n in (gone, r.people() - gone))
    return HIDDEN if few and q.kind in ("dismissals", "protected_staff") else value


SHEETS: dict[str, Callable[[Reader], Rows]] = {
    "Front page": front, **FIRST_SHEETS, "Economy": economy, "Measures": measures,
    "Units": units, "Staff": staff,
    "Ways": ways, "Year one": year_one, "Timeline": timeline, "Mass dismissal": mass_dismissal,
    "New jobs": new_jobs, "Citizens": citizens,
    "Caseload": caseload, "Contracts": contracts, "Demands": demands,
}  # fmt: skip


def sources(r: Reader) -> Rows:
    yield [r.say("Sources and assumptions")]
    yield [Numbers(())]
    yield [r.say(h) for h in ("Sheet", "Row", "Column", "Numbers, count", "Confidence", "Low",
                              "High", "Sources", "Note")]  # fmt: skip
    rows = [
        (("Forudsætninger", "Settings"), r.say("Displacement"), ("Værdi", "Value"), 1,
         "From the source documents", 0.11, 0.31, "S; T", ("skønnet", "guessed")),
        (("Effekter", "Effects"), "*", ("Effekt", "Effect"), len(r.data.effects) - 1,
         "Assumption", None, None, "T", ("", "")),
        (("Effekter", "Effects"), "SAMT/A", ("Effekt", "Effect"), 1, "Published", 1.7, 5.3, "S",
         ("målt", "found")),
        (("Pladser i dag", "Places today"), "*", ("Pladser", "Places"), len(r.data.places_today),
         "Calculated", None, 9.7, "S", ("talt", "counted")),
        (("Målgrupper", "Target groups"), "*", ("Fuldtidspersoner", "Full-time persons"), 3,
         "Not checked", 2.9, None, "S", ("husket", "recalled")),
    ]  # fmt: skip
    for table, key, column, count, grade, low, high, source, note in rows:
        english = r.language == "en"
        yield [table[english], key, column[english], count, r.say(grade), low, high, source,
               note[english]]  # fmt: skip


def register(r: Reader) -> Rows:
    yield [r.say("List of sources")]
    yield [Numbers(())]
    yield [r.say("Source"), r.say("Source")]
    for key, source in r.data.sources.items():
        yield [key, source.of(r.language)]


def conflicts(r: Reader) -> Rows:
    yield [r.say("Demands that could not hold together, and what was chosen")]
    yield [Numbers(())]
    yield [r.say("What could not hold together"), r.say("What was chosen")]
    clashed = (*demand_numbers(r, "SAVING"), *demand_numbers(r, "COVERAGE"))
    less = (r.written(SETTLED / 1000, 1), r.millions(r.demand().bound), "0")
    yield [Numbers(clashed), Numbers((*less, *demand_numbers(r, "COVERAGE")))]


def positions(r: Reader) -> Rows:
    yield [r.say("What becomes of the positions, by unit and staff group")]
    yield [Numbers(("5",))]
    ways = ("Positions", "Stay", "Move", "Retrain", "Go along", "Without a place")
    yield [r.say(h) for h in ("Unit", "Name", *ways)]
    found = flows(place(r.a))
    every = [0.0] * len(ways)
    for u, s in HELD:
        row = [float(sum(n for flow, n in found.items() if flow.of == (u, s) and flow.way == way))
               for way in ("stayed", "moved", "retrained", "along", "unplaced")]  # fmt: skip
        row = [sum(row), *row]
        assert row[0] == HELD[u, s]
        every = summed(iter((every, row)))
        yield [r.name(r.data.units[u]), r.name(r.data.staff_groups[s]), *map(People, row)]
    yield [r.say("All"), None, *map(People, every)]


SHEETS |= {
    "Sources": sources, "List of sources": register, "Conflicts": conflicts,
    "Positions": positions,
}  # fmt: skip


def book(kind: str, language: str) -> dict[str, list[list[Any]]]:
    """The filled cells of each row of each sheet."""
    of = answer(kind)
    day = date(2026, 1, 2)
    content = committee.workbook(of, language, day, (repair(of),), prices(of), worth_of(of))
    rounded = translator(language)(ROUNDED)
    return {
        sheet.title: [row for each in sheet.iter_rows()
                      if (row := filled(tuple(map(shown, each)))) and row != [rounded]]
        for sheet in load_workbook(BytesIO(content)).worksheets
    }  # fmt: skip


def filled(row: tuple[Any, ...]) -> list[Any]:
    """A row up to its last filled cell."""
    last = max((at for at, v in enumerate(row) if v not in (None, "")), default=-1)
    return list(row[: last + 1])


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", ["many", "few"])
def test_every_cell_of_every_sheet_is_what_the_plan_leads_to(kind: str, language: str) -> None:
    reader, found, wrong = Reader(answer(kind), language), book(kind, language), []
    assert list(found) == [reader.say(name) for name in SHEETS]
    for name, expect in SHEETS.items():
        told, wanted = found[reader.say(name)], [filled_row(row) for row in expect(reader)]
        assert len(told) == len(wanted), (name, len(told), len(wanted))
        for row, want in zip(told, wanted, strict=True):
            pairs = zip_longest(row, want)
            wrong += [(name, row[0], *pair) for pair in pairs if not fits(*pair, language)]
    assert wrong == [], "\n".join(map(str, wrong))


def filled_row(row: list[Any]) -> list[Any]:
    """An expected row up to its last filled cell."""
    last = max(at for at, v in enumerate(row) if v not in (None, "") or at == 0)
    return row[: last + 1]


def test_nothing_is_hidden_where_nobody_is_few() -> None:
    sheets = book("many", "en")
    del sheets["Positions"]  # where they go is searched for
    marks = [v for rows in sheets.values() for row in rows for v in row if v in (FEW, HIDDEN)]
    assert marks == []
