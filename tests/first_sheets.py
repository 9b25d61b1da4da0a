"""The rows that stand on the first sheets of the committee's workbook: people, money, places."""

from collections.abc import Iterator, Sequence
from typing import Any

from counted import LAST, LINES, TKR, Numbers, People, Reader
from distinct_case import YEARS

from model.demand import Demand
from model.evaluation.benefits import job_years_of
from model.prices.capacities import Capacity
from model.solution import CATEGORIES
from reports.worth import Worth
from scenarios.solve import Answer
from scenarios.studies.last_million import LastMillion
from scenarios.studies.trade import TradePoint

Rows = Iterator[list[Any]]
COUNTED = YEARS[1:]
VULNERABLE = ("B", "C")


def worth_of(of: Answer) -> Worth:
    """What further searches might have found."""
    points = (TradePoint(0.02, "in_work", of), TradePoint(0.02, "dismissals", of),
              TradePoint(None, "in_work", of))  # fmt: skip
    binding = (Capacity("at_most_capacity", ("KURS", "JOB"), 0.0, 0.71),
               Capacity("shared_limit", ("VIRK",), 120.0, 0.59),
               Capacity("time_of_group", ("A",), 910.0, 0.0001))  # fmt: skip
    return Worth(points, LastMillion(0.31, 3217.6), binding)


def in_work(r: Reader) -> Rows:
    yield [r.say("People in work and out of it because of the plan")]
    yield [Numbers(())]
    yield [r.say(h) for h in (
        "Year", "Extra exits", "More in work by what the plan offers",
        "Dismissed and without a new job", "More in work, net", "Vulnerable: extra exits",
        "Vulnerable: more in work")]  # fmt: skip
    rows = {y: in_work_of(r, y) for y in YEARS}
    yield from ([y, *row] for y, row in rows.items())
    means = [sum(rows[y][at] for y in COUNTED) / len(COUNTED) for at in range(6)]
    years = f"{COUNTED[0]}–{COUNTED[-1]}"
    yield [r.say("Mean of {years}").format(years=years), *means]


def in_work_of(r: Reader, y: int) -> list[float]:
    extra, found = r.later.extra_exits, r.later.in_work[y]
    held = sum(
        extra[g, x] * job_years_of(r.data, g, x)[y - x] for g in VULNERABLE for x in YEARS if x <= y
    )
    exits = {g: extra[g, y] for g in r.data.groups}
    of_these = sum(exits[g] for g in VULNERABLE)
    return [sum(exits.values()), found.gross, found.out, found.gross - found.out, of_these, held]


def staff_by_year(r: Reader) -> Rows:
    yield [r.say("Hired, dismissed and paid without work")]
    yield [Numbers(("5",))]
    yield [r.say("Year"), r.say("Hired, FTE"), r.say("Dismissed, people"),
           r.say("of these in flex jobs"), r.say("of these other staff"),
           r.say("Paid without work, FTE"), r.head("Cost of these", TKR)]  # fmt: skip
    rows = [staff_of(r, y) for y in YEARS]
    for y, row in zip(YEARS, rows, strict=True):
        idle = {s: sum(v for (_, t, x), v in r.later.idle.items() if (t, x) == (s, y))
                for s in r.data.staff_groups}  # fmt: skip
        cost = sum(fte * r.data.staff_groups[s].price for s, fte in idle.items())
        yield [y, row[0], *map(People, row[1:]), sum(idle.values()), cost]
    total = [sum(column) for column in zip(*rows, strict=True)]
    yield [r.say("All years"), total[0], *map(People, total[1:])]


def staff_of(r: Reader, y: int) -> list[float]:
    """FTE hired, and people dismissed: all, in flex jobs, others."""
    hired = sum(v for (_, _, x), v in r.plan.hired.items() if x == y)
    gone = {flex: sum(v for (_, s, x), v in r.later.dismissed_people.items()
                      if x == y and (s == "FX") is flex) for flex in (True, False)}  # fmt: skip
    return [hired, gone[True] + gone[False], gone[True], gone[False]]


def money(r: Reader) -> Rows:
    yield [r.say("Service, running costs and transfers")]
    yield [Numbers((TKR[r.language][:5], "2016"))]
    yield [r.say("Category"), r.head("Cost today", TKR),
           *(r.head("Change", TKR, y) for y in YEARS), r.head("Cost in the plan", TKR),
           r.say("What is demanded"), r.say("Committee")]  # fmt: skip
    for line in ("service", "drift", "transfers"):
        before, later = (r.side(r.line(o, line, LAST)) for o in (r.before, r.later))
        asked = [q for q in r.data.demands.values() if limits(r, q, line)]
        owners = "\n".join(q.owner.of(r.language) for q in asked)
        numbers = tuple(f"{q.bound / 1000:.1f}".replace(".", "," if r.language == "da" else ".")
                        .removesuffix(",0").removesuffix(".0") for q in asked)  # fmt: skip
        yield [r.say(LINES[line]), before, *(r.change(line, y) for y in YEARS), later,
               Numbers(numbers) if asked else None, owners]  # fmt: skip


def limits(r: Reader, q: Demand, line: str) -> bool:
    about = {r.data.accounts[r.data.measures[m].account].category for m in q.measures}
    return (q.kind == "saving" and line in CATEGORIES[q.counts]) or (
        q.kind == "spending" and line in about
    )


def trade(r: Reader) -> Rows:
    yield [r.say("What fewer exits would spare in dismissals")]
    yield [Numbers(("5",))]
    yield [r.say(h) for h in (
        "Exits given up, at most", "Best within it", "Extra exits", "More in work, net",
        "Dismissed, people", "of these in flex jobs", "of these other staff")]  # fmt: skip
    extra = sum(v for (_, y), v in r.later.extra_exits.items() if y == LAST)
    net = sum(r.later.in_work[y].gross - r.later.in_work[y].out for y in COUNTED) / len(COUNTED)
    people = [r.people(), r.people("flexjob"), r.people() - r.people("flexjob")]
    told = [extra, net, *map(People, people)]
    yield [0.02, r.say("Most in work, net, and fewest dismissed"), *told]
    yield [None, r.say("Most in work, net"), *told]


def capacities(r: Reader) -> Rows:
    yield [r.say("What binds besides money")]
    yield [Numbers(())]
    yield [r.say("Name"), r.say("What is used up"), r.say("There is room for"),
           r.say("Exits a year with a tenth more, at most")]  # fmt: skip
    room, years = r.data.offers["KURS", "JOB"].capacity, len(YEARS)
    rows = [
        [f"{r.name(r.data.measures['KURS'])} · {r.name(r.data.units['JOB'])}",
         r.say("Room of the measure in the unit"), room, 0.71 * room / 10 / years],
        [r.name(r.data.pools["VIRK"]), r.say("Places at employers"), 120, 0.59 * 12 / years],
    ]  # fmt: skip
    yield from sorted(rows, key=lambda row: -row[-1])


def prices(r: Reader) -> Rows:
    """One measure grows for one group, in the first segment that has nothing today."""
    yield [r.say("What an extra exit costs, by each measure that grows")]
    yield [Numbers(("5",))]
    yield [r.say("Id"), r.say("Name"), r.say("Places more"), r.say("Exits they give a year"),
           r.head("Price per extra exit", TKR)]  # fmt: skip
    yield from sorted(grown(r), key=lambda row: row[-1])
    yield [None, r.say("The last million saved"), None, None, 3217.6]


def grown(r: Reader) -> Rows:
    """The places in segments that are empty today, filled in order."""
    hour, kept = r.data.settings.hours_per_fte, 1 - r.data.settings.displacement
    for m, measure in r.data.measures.items():
        more = gained = 0.0
        for g in (g for n, g in r.data.effects if n == m):
            today = sum(v for (n, _, h), v in r.data.places_today.items() if (n, h) == (m, g))
            places = sum(
                v for (n, _, h, y), v in r.plan.places.items() if (n, h, y) == (m, g, LAST)
            )
            places += today * (m in r.plan.handed_over)
            for old, new, factor in segments(r, m, g, today, places):
                if not old:
                    effect = r.data.effect(m, g)
                    more += new
                    gained += kept * new * effect * (factor if effect > 0 else 1)
        price = measure.running_cost + sum(
            staffing.hours * r.data.staff_groups[s].price / hour
            for (n, s), staffing in r.data.staffing.items() if n == m
        )  # fmt: skip
        if more > 0.5 and gained > 0:
            yield [m, r.name(measure), more, gained, more * price / gained]


def segments(
    r: Reader, m: str, g: str, today: float, places: float
) -> Iterator[tuple[float, float, float]]:
    reach, left = r.data.effects[m, g].reach, [today, places]
    for each in r.data.segments:
        width = float("inf") if each.width is None else each.width * reach
        filled = [min(width, n) for n in left]
        left = [n - used for n, used in zip(left, filled, strict=True)]
        yield filled[0], filled[1], each.factor


def places(r: Reader) -> Rows:
    yield [r.say("Places by measure, target group and year")]
    yield [Numbers(("5",))]
    yield [*(r.say(h) for h in ("Name", "Status", "Target group", "Places today")),
           *(r.head("Places a year", year=y) for y in YEARS)]  # fmt: skip
    status = {"SAMT": "Expanded", "KURS": "Cut", "VAERK": "Handed over", "DANSK": "Closed",
              "MENTOR": "Expanded", "RAAD": "Expanded"}  # fmt: skip
    all_told: dict[str, list[list[float]]] = {g: [] for g in r.data.groups}
    for m, measure in r.data.measures.items():
        rows = {g: row for g in r.data.groups if max(row := places_of(r, m, g)) >= 0.5}
        for g, row in rows.items():
            all_told[g].append(row)
            yield [r.name(measure), None, r.name(r.data.groups[g]), *hiding(row)]
        yield [r.name(measure), r.say(status[m]), r.say("All"), *hiding(total(rows.values()))]
    for g, rows_of in all_told.items():
        yield [r.say("All measures"), None, r.name(r.data.groups[g]), *hiding(total(rows_of))]


def total(rows: Any) -> list[float]:
    return [sum(column) for column in zip(*rows, strict=True)]


def hiding(row: Sequence[float]) -> list[People]:
    return [People(value) for value in row]


def places_of(r: Reader, m: str, g: str) -> list[float]:
    today = sum(v for (n, _, h), v in r.data.places_today.items() if (n, h) == (m, g))
    return [today, *(
        sum(v for (n, _, h, x), v in r.plan.places.items() if (n, h, x) == (m, g, y)) for y in YEARS
    )]  # fmt: skip


def caseload(r: Reader) -> Rows:
    yield [r.say("Citizens per caseworker")]
    yield [Numbers((str(LAST),))]
    yield [r.say(h) for h in ("Id", "Name", "Citizens per caseworker today",
                              "Citizens per caseworker after")]  # fmt: skip
    for g, group in r.data.in_year(LAST).groups.items():
        hours = [sum(v for (h, _, y), v in plan.casework.items() if (h, y) == (g, LAST))
                 for plan in (r.a.baseline, r.plan)]  # fmt: skip
        work = r.data.settings.hours_per_fte
        yield [g, r.name(group), *(group.persons * work / n if n else None for n in hours)]


def contracts(r: Reader) -> Rows:
    yield [r.say("Contracts that bind")]
    yield [Numbers(("5",))]
    yield [r.say("Contract"), r.say("Name"), r.say("Places bought"),
           r.say("Last day paid"),
           *(r.head("Bought and unused", year=y) for y in YEARS), r.say("Left before the end"),
           r.head("Cost of leaving", TKR)]  # fmt: skip
    for c, contract in r.data.contracts.items():
        unused = [People(r.plan.unused.get((c, y), 0.0)) for y in YEARS]
        left = r.plan.left.get((c,), 0.0)
        yield [c, r.name(r.data.measures[contract.measure]), People(contract.places),
               Numbers((str(contract.ends.day), str(contract.ends.year))), *unused, People(left),
               left * (contract.leave_cost or 0)]  # fmt: skip


FIRST_SHEETS = {
    "In work": in_work, "Staff by year": staff_by_year, "Money": money, "Trade": trade,
    "Prices per person": prices, "Capacities": capacities, "Places": places,
}  # fmt: skip
