"""An answer counted plainly, and when a cell of a sheet says what was counted."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from distinct_case import YEARS

from locales import number, translator
from model.criteria import CRITERIA
from model.solution import Money, Outcome
from model.timing import (
    Departure,
    before_change,
    before_retrained,
    before_start,
    paid,
    under_notice,
    vacating,
)
from scenarios.solve import Answer

FEW, HIDDEN = "<5", "··"
FIRST, LAST = YEARS[0], YEARS[-1]
TKR = {"en": "1,000 kr.", "da": "1.000 kr."}
FTE = {"en": "FTE", "da": "årsværk"}
LINES = {
    "service": "Service", "drift": "Running costs of measures", "transfers": "Transfers",
    "elsewhere": "Taken over by other administrations", "one_off": "One-off costs",
    "tax": "Municipal tax",
}  # fmt: skip


class Numbers(NamedTuple):
    """A text of which only the numbers are held: as they are written in the language."""

    written: tuple[str, ...]


class People(NamedTuple):
    """A count of people, or what tells of one: a mark must stand for one to four, and may else."""

    count: float
    counts: bool = True


class Reader:
    """An answer with what the expectations ask for again and again."""

    def __init__(self, of: Answer, language: str) -> None:
        named = {c.label.en: c.label.of(language) for c in CRITERIA.values()}
        self.a, self.language, say = of, language, translator(language)
        self.say = lambda message: named.get(message) or say(message)
        self.data, self.before = of.instance, of.before
        assert of.solution.plan is not None
        assert of.solution.outcome is not None
        self.plan, self.later = of.solution.plan, of.solution.outcome
        self.net = self.demand().basis == "net"

    def demand(self) -> Any:
        return self.data.demands["SAVING"]

    def name(self, row: Any) -> str:
        return str(row.name.of(self.language))

    def head(
        self, heading: str, unit: dict[str, str] | None = None, year: int | None = None
    ) -> str:
        told = self.say(heading) + (f", {unit[self.language]}" if unit else "")
        return f"{told} {year}" if year else told

    def yes(self, fact: bool) -> str:  # noqa: FBT001
        return self.say("yes" if fact else "no")

    def written(self, value: float, decimals: int) -> str:
        return number(value, decimals, self.language)

    def millions(self, tkr: float) -> str:
        return self.written(tkr / 1000, 1)

    def side(self, money: Money) -> float:
        return money.net if self.net else money.gross

    def line(self, outcome: Outcome, line: str, y: int) -> Money:
        if line == "elsewhere":
            return outcome.elsewhere[y]
        if line == "one_off":
            return Money(outcome.one_off[y], 0)
        if line == "tax":
            return Money(-outcome.tax[y], 0)
        rows = [m for (a, x), m in outcome.money.items()
                if x == y and self.data.accounts[a].category == line]  # fmt: skip
        return Money(sum(m.gross for m in rows), sum(m.refund for m in rows))

    def change(self, line: str, y: int) -> float:
        return self.side(self.line(self.later, line, y)) - self.side(
            self.line(self.before, line, y)
        )

    def counted(self, *, municipality: bool | None = None) -> list[str]:
        wide = self.demand().view == "municipality" if municipality is None else municipality
        whole = self.demand().counts == "all"
        lines = ["service", "drift", *(["transfers"] if whole else [])]
        return [*lines, *(["elsewhere"] if wide else []), *(["tax"] if whole else [])]

    def saving(self, y: int) -> float:
        return -sum(self.change(line, y) for line in self.counted())

    def people(self, role: str | None = None) -> float:
        rows = self.later.dismissed_people.items()
        groups = self.data.staff_groups
        return sum(v for (_, s, _), v in rows if role in (None, groups[s].role))


class Shown(float):
    """The number of a cell, with the decimals that its format shows."""

    digits, pattern = 0, ""


def shown(cell: Any) -> Any:
    """The value of a cell; a number with its decimals, two more where it is a share."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return cell.value
    found, pattern = Shown(cell.value), str(cell.number_format).partition(";")[0]
    found.pattern = str(cell.number_format)
    if pattern == "General":
        found.digits = 4
        return found
    pattern = pattern.partition(";")[0]  # what is below zero has the same decimals
    found.digits = len(pattern.rstrip("% ").partition(".")[2]) + 2 * pattern.endswith("%")
    return found


def is_number(told: Any, wanted: float) -> bool:
    """Whether a cell holds a number to the last decimal shown, and none beyond."""
    digits = getattr(told, "digits", 9)
    near = abs(told - wanted) <= 0.5 * 10.0**-digits + 2e-6 + 1e-9 * abs(wanted)
    return near and round(told, digits) == told


class Post(NamedTuple):
    unit: str
    staff: str


def summed(rows: Iterator[list[float]]) -> list[float]:
    return [sum(column) for column in zip(*rows, strict=True)]


def works(departures: tuple[Departure, ...], x: int, y: int) -> float:
    """The part of year y that a change of year x works."""
    return 1 - paid(departures, 0, 1) if x == y else float(x < y)


def flow_rows(r: Reader) -> Iterator[tuple[str, str, str, int, float, tuple[Departure, ...]]]:
    """Way, unit, staff group, year, FTE fewer, and until when in the year they are paid."""
    p, start = r.plan, (Departure(1, before_start(r.data), before_start(r.data), 0),)
    at_once = (Departure(1, 0, 0, 0),)
    for (u, s, y), fte in p.vacated.items():
        post = Post(u, s)
        group = r.data.staff_groups[s]
        there = r.data.staff_today.get(post, 0.0) if y == FIRST else p.staff[u, s, y - 1]
        most = group.attrition * there * (1 - r.data.settings.elapsed * (y == FIRST))
        leave = min(fte, most) if group.part_time else fte
        until = vacating(r.data) if y == FIRST else (Departure(1, 0, 1, 1),)
        yield "Leavers not replaced", u, s, y, leave, until
        yield "Hours given up", u, s, y, fte - leave, until
    for (u, s, y), fte in p.dismissed.items():
        until = under_notice(r.data, r.data.staff_groups[s]) if y == FIRST else at_once
        yield "Dismissals", u, s, y, fte, until
    for way, flow, sign in (("Moves between units", p.moved_out, 1), ("New posts", p.hired, -1),
                            ("Moves between units", p.moved_in, -1)):  # fmt: skip
        for (u, s, y), fte in flow.items():
            yield way, u, s, y, sign * fte, start if y == FIRST else at_once
    for (u, s), fte in p.transferred.items():
        yield "Staff to another administration", u, s, FIRST, fte, start
    for (u, s, to, y), fte in p.retrained.items():
        ready = before_retrained(r.data, s, to) if y == FIRST else 0.0
        for group_id, sign in ((s, 1), (to, -1)):
            yield "Retraining", u, group_id, y, sign * fte, (Departure(1, ready, ready, 0),)


def fixed(r: Reader) -> Iterator[tuple[str, float, float, float]]:
    """Account, tkr a year before and after, and when in year one it changes."""
    for (m, u), offer in r.data.offers.items():
        measure, now = r.data.measures[m], (m, u) in r.plan.is_open
        old, new = offer.fixed_cost * (offer.status == "today"), offer.fixed_cost * now
        yield measure.account, old, new, before_change(r.data, measure)
    for u, unit in r.data.units.items():
        old, new = unit.premises * (u != "NY"), unit.premises * (u in r.plan.unit_is_open)
        yield unit.account, old, new, before_start(r.data)


def fits(told: Any, wanted: Any, language: str) -> bool:
    """Whether a cell says what is wanted."""
    if isinstance(wanted, Numbers):
        return isinstance(told, str) and numbers_in(told, language) == list(wanted.written)
    if isinstance(wanted, People):
        few = wanted.counts and 0 < round(abs(wanted.count)) < 5
        if told in (FEW, HIDDEN):
            return few if told == FEW else True
        return not few and is_number(told, wanted.count)
    if isinstance(wanted, str) or wanted is None:
        return (told or "") == (wanted or "")
    return isinstance(told, int | float) and is_number(told, wanted)


def numbers_in(told: str, language: str) -> list[str]:
    """The numbers of a text as they stand, years and amounts alike."""
    mark = "." if language == "da" else ","
    return re.findall(rf"\d{{1,3}}(?:\{mark}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?", told)
