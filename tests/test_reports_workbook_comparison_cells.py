"""Every cell of the comparison workbook, held against what is counted here."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import Any

import pytest
from counted import LAST, LINES, Numbers, Reader, fits, fixed, flow_rows, shown, works
from distinct_case import YEARS, answer
from openpyxl import load_workbook

from locales import MINUS
from reports.uncertainty.answer import chance, interval
from reports.workbook import comparison
from scenarios.studies import causes
from scenarios.studies.compare import compare
from scenarios.studies.futures import hold, sureness

FEW, MANY = "few", "many"
STAFF = {  # ways of the flows as causes of a comparison
    "Leavers not replaced": "attrition", "Hours given up": "attrition", "New posts": "hiring",
    "Dismissals": "dismissal", "Staff to another administration": "handed_staff",
}  # fmt: skip


def book(language: str) -> dict[str, list[list[Any]]]:
    """The filled rows of each sheet."""
    pair = [answer(FEW), answer(MANY)]
    content = comparison.workbook(pair, compare(pair), language, date(2026, 1, 2), ["Said of it"])
    return {
        sheet.title: [[shown(cell) for cell in row] for row in sheet.iter_rows()
                      if any(cell.value for cell in row)]
        for sheet in load_workbook(BytesIO(content)).worksheets
    }  # fmt: skip


def plain_saving(r: Reader) -> float:
    """What the last year saves, net on service and running costs: the two agree on no other."""
    return sum(
        r.line(r.before, line, LAST).net - r.line(r.later, line, LAST).net
        for line in ("service", "drift")
    )


def gained(r: Reader) -> dict[str, float]:
    """Exits of the last year more than today, by measure."""
    kept, found = 1 - r.data.settings.displacement, defaultdict[str, float](float)
    for (m, _g, y), exits in r.later.measure_exits.items():
        found[m] += kept * (exits - r.before.measure_exits[m, _g, y]) * (y == LAST)
    return found


def costs(r: Reader) -> dict[str, float]:
    """tkr of the last year more than today by cause, of what counts: service and running costs."""
    found = defaultdict[str, float](float)
    for way, _u, s, x, fte, until in flow_rows(r):
        wage = r.data.staff_groups[s].price
        found[STAFF.get(way, "staff_moves")] -= fte * works(until, x, LAST) * wage
    for outcome, sign in ((r.later, 1), (r.before, -1)):
        for (m, _u, _g, y), places in outcome.realised.items():
            found["running"] += sign * places * r.data.measures[m].running_cost * (y == LAST)
        for (a, y), money in outcome.money.items():
            found["refund"] -= sign * money.refund * (a in ("LOEN", "DRIFT") and y == LAST)
    found["premises"] = sum(new - old for _, old, new, _ in fixed(r))
    return found


def most(found: dict[str, float], least: float) -> list[float]:
    """The three largest sizes of at least so much, the largest first."""
    return sorted((abs(v) for v in found.values() if abs(v) >= least), reverse=True)[:3]


def difference(new: dict[str, float], old: dict[str, float]) -> dict[str, float]:
    return {key: new.get(key, 0.0) - old.get(key, 0.0) for key in {*new, *old}}


def first(old: Reader, new: Reader) -> Iterator[list[Any]]:
    """The sheet that opens the workbook."""
    w, names = old.written, [r.a.scenario.name.of(r.language) for r in (old, new)]
    yield [old.say("Plans held against each other")]
    more = difference(gained(new), gained(old))
    yield [Numbers((w(abs(sum(more.values())), 0), *(w(v, 0) for v in most(more, 0.5))))]
    less = plain_saving(new) - plain_saving(old)
    largest = most(difference(costs(new), costs(old)), 50.0)
    yield [Numbers((old.millions(abs(less)), *(old.millions(v) for v in largest)))]
    yield [Numbers(("2", "2026"))]
    yield ["Said of it"]
    yield [old.say("Key figure"), *names, old.say("Measured in")]
    for heading, (value, unit) in FIGURES.items():
        said = old.say(heading).format(year=LAST)
        yield [said, *(value(r) for r in (old, new)), unit[old.language == "en"]]


def last(rows: Any) -> float:
    return float(sum(v for (*_, y), v in rows.items() if y == LAST))


def mean_net(r: Reader) -> float:
    """People in work, net, on average over the years that count: all but the first."""
    return sum(r.later.in_work[y].net for y in YEARS[1:]) / len(YEARS[1:])


TKR, YEARLY = ("1.000 kr.", "1,000 kr."), ("1.000 kr. om året", "1,000 kr. a year")
PEOPLE, PLACES = ("personer", "people"), ("pladser", "places")
FIGURES = {  # and their units in Danish and English
    "More in work, net": (mean_net, PEOPLE),
    "Net, probably": (lambda r: interval(sureness(hold(r.a)).value, r.language), PEOPLE),
    "More in work than today": (
        lambda r: chance(sureness(hold(r.a)).beats[""], r.language), PEOPLE),
    "Dismissed people": (lambda r: r.people(), PEOPLE),
    "of these in flex jobs": (lambda r: r.people(role="flexjob"), PEOPLE),
    "Saving in {year}": (plain_saving, YEARLY),
    "Saving in {year}, the whole municipality": (
        lambda r: plain_saving(r) + r.line(r.before, "elsewhere", LAST).net
        - r.line(r.later, "elsewhere", LAST).net, YEARLY),
    "Service costs, change a year": (lambda r: r.change("service", LAST), YEARLY),
    "Exits to job or education a year": (lambda r: last(r.later.exits), PEOPLE),
    "of these more than today": (lambda r: last(r.later.extra_exits), PEOPLE),
    "Vulnerable: extra exits": (lambda r: sum(
        v for (g, y), v in r.later.extra_exits.items() if y == LAST and g in "BC"), PEOPLE),
    "Paid without work": (lambda r: max(
        sum(v for (_, _, x), v in r.later.idle.items() if x == y) for y in YEARS),
        ("årsværk", "FTE")),
    "One-off costs": (lambda r: sum(r.later.one_off.values()), TKR),
    "Fewer offers to vulnerable groups": (lambda r: sum(
        v for (g, y), v in r.later.lost_places.items() if y == LAST and g in "BC"), PLACES),
    "Saved on benefits a year, not counted above": (lambda r: (
        r.line(r.before, "transfers", LAST).net - r.line(r.later, "transfers", LAST).net), YEARLY),
}  # fmt: skip


OF_KIND = {
    "Places a year by measure": PLACES, "Offers a year by target group": ("tilbud", "offers"),
    "FTE by unit": ("årsværk", "FTE"), "FTE by unit and staff group": ("årsværk", "FTE"),
    "Exits a year by target group": PEOPLE, "Net cost a year by account, 1,000 kr.": TKR,
    "Net cost a year by category, 1,000 kr.": TKR,
}  # fmt: skip


def totals(r: Reader) -> dict[tuple[str, str], float]:
    """By kind and what it is about: a number of the plan."""
    found = defaultdict[tuple[str, str], float](float)
    for (m, *_, y), places in r.plan.places.items():
        name = r.name(r.data.measures[m])
        found["Places a year by measure", name] += places * (y == LAST)
    for (u, s, y), fte in r.plan.staff.items():
        unit, group = r.name(r.data.units[u]), r.name(r.data.staff_groups[s])
        found["FTE by unit", unit] += fte * (y == LAST)
        found["FTE by unit and staff group", f"{unit}: {group}"] += fte * (y == LAST)
    for g, group in r.data.groups.items():
        found["Offers a year by target group", r.name(group)] = r.later.offers[g, LAST]
        found["Exits a year by target group", r.name(group)] = r.later.exits[g, LAST]
    for a, account in r.data.accounts.items():
        net = r.later.money[a, LAST].net
        found["Net cost a year by account, 1,000 kr.", f"{a} {r.name(account)}"] = net
    for line in ("service", "drift", "transfers", "elsewhere", "tax"):
        net = r.line(r.later, line, LAST).net
        found["Net cost a year by category, 1,000 kr.", r.say(LINES[line])] = net
    return found


def ends(r: Reader) -> dict[str, tuple[float, tuple[str, str]]]:
    """Key figures over all years: value, and what it is told in."""
    o, vulnerable = r.later, [g for g, v in r.data.groups.items() if "vulnerable" in v.tags]
    people = sum(v.persons * (1 + v.exit_rate * v.newcomers) for y in YEARS
                 for g, v in r.data.in_year(y).groups.items() if g in vulnerable)  # fmt: skip
    offers = sum(v for (g, _), v in o.offers.items() if g in vulnerable)
    benefits = sum(r.line(r.before, "transfers", y).net - r.line(o, "transfers", y).net
                   for y in YEARS)  # fmt: skip
    each = ("tilbud pr. borger", "offers per person")
    return {
        "Extra exits over all years": (sum(o.extra_exits.values()), PEOPLE),
        "Saved on benefits over all years": (benefits, TKR),
        "Offers lost over all years": (sum(o.lost_places.values()), PLACES),
        "One-off costs": (sum(o.one_off.values()), TKR),
        "Offers per vulnerable person": (offers / people, each),
        "Places run by another unit, over all years": (sum(o.handovers.values()), PLACES),
        "Saving a year": (plain_saving(r), YEARLY),
        "More in work or education, net": (mean_net(r), PEOPLE),
        "Disruption": (o.disruption, PLACES),
        "Dismissed people": (r.people(), PEOPLE),
        "Exits to job or education a year": (last(o.exits), PEOPLE),
    }


def expected(old: Reader, new: Reader, sheet: str) -> dict[tuple[str, str], list[Any]]:
    """The rows of a sheet of differences by kind and what they are about."""
    say = old.say
    if sheet == "Demands":
        words = ((("Opgørelse", "Basis"), "Net", "Gross"),
                 (("Opgjort for", "View"), "The administration", "The whole municipality"),
                 (("Medregnes", "Counts"), "Service and running costs",
                  "Everything, benefits too"))  # fmt: skip
        sentence = {"da": "SAVING er …", "en": "SAVING is …"}[old.language]
        english = old.language == "en"
        return {(say("Terms of demands"), f"{sentence}: {term[english]}"): [say(a), say(b)]
                for term, a, b in words}  # fmt: skip
    rows: dict[tuple[str, str], list[Any]] = {}
    before, after = totals(old), totals(new)
    for (kind, about), value in after.items():
        few = kind.startswith(("Places", "Offers")) and 0 < round(before[kind, about]) < 5
        if kind.startswith("Exits") == (sheet == "Outcome") and not few:
            rows[say(kind), about] = three(old, before[kind, about], value, OF_KIND[kind])
    for name, (value, unit) in (ends(new) if sheet == "Outcome" else {}).items():
        rows[say("Key figures"), say(name)] = three(old, ends(old)[name][0], value, unit)
    if sheet == "Outcome":
        rows[say("Key figures"), say("Dismissed people")][2] = None  # two people more
    return rows


def three(r: Reader, old: float, new: float, unit: tuple[str, str]) -> list[Any]:
    """Both values, the change as it is seen between them, and what they are told in."""
    return [old, new, CHANGE, unit[r.language == "en"]]


CHANGE = object()  # of the two cells before


def is_change(cells: list[Any]) -> bool:
    """Whether the third cell is the difference of the other two, to their last decimal, signed."""
    before, after, change = cells[:3]
    signed = change.pattern.startswith("+") and f'"{MINUS}"' in change.pattern
    return signed and round(after - before - change, 9) == 0 and change.digits == after.digits


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_cell_of_a_comparison_is_what_the_plans_lead_to(language: str) -> None:
    old, new = Reader(answer(FEW), language), Reader(answer(MANY), language)
    found, wrong = book(language), []
    opening, *sheets = found
    assert [opening, *sheets] == [old.say(s) for s in ("Comparison", "Demands", "Plan", "Outcome")]
    for row, want in zip_longest(found[opening], list(first(old, new)), fillvalue=[]):
        wrong += [pair for pair in zip_longest(row, want) if not fits(*pair, language)]
    for sheet, name in zip(sheets, ("Demands", "Plan", "Outcome"), strict=True):
        wanted = expected(old, new, name)
        title, head, *rows = found[sheet]
        assert title[0] == sheet
        change = [] if name == "Demands" else [old.say("Change")]
        names = [r.a.scenario.name.of(language) for r in (old, new)]
        unit = [] if name == "Demands" else [old.say("Measured in")]
        assert head == [old.say("About"), old.say("What"), *names, *change, *unit]
        for kind, about, *cells in rows:
            want = wanted.pop((kind, about))
            if CHANGE in want:
                assert is_change(cells), (kind, about, cells)
            wrong += [(kind, about, *pair) for pair in zip_longest(cells, want)
                      if pair[1] is not CHANGE and not fits(*pair, language)]  # fmt: skip
        wrong += [(key, want) for key, want in wanted.items() if differs(want)]
    assert wrong == [], "\n".join(map(str, wrong))


def differs(want: list[Any]) -> bool:
    return want[0] != want[1] if isinstance(want[0], str) else abs(want[0] - want[1]) > 1e-3


def test_every_cause_of_a_difference_is_what_the_plans_lead_to() -> None:
    old, new = Reader(answer(FEW), "en"), Reader(answer(MANY), "en")
    found = defaultdict[str, float](float)
    for cause, _category, amount, counted in causes.money(answer(MANY), answer(FEW)):
        found[cause] += amount * counted
    wanted = difference(costs(old), costs(new))
    assert {k: found[k] for k in wanted} == pytest.approx(wanted, abs=1e-6)
    assert sum(found.values()) == pytest.approx(plain_saving(new) - plain_saving(old), abs=1e-6)
