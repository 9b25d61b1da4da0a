"""Positions made from the aggregate staff: `make positions` writes the shipped file.

No municipality's positions are public, so the shipped ones are made up: as many people as the
FTE and the average working time of a staff group tell, whole hours that add up to the FTE, and
everything else drawn from a fixed seed. They stand for nobody.
"""

import csv
import random
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from math import ceil

from inputs.read import default
from inputs.schema.tables import TABLES, Row
from inputs.workbook.write import cell_text
from model.instance import Instance

SEED = 2017
FULL_TIME = 37
BANDS = ("0-3", "3-6", "6-9", "9+")
TEAM = 12  # people, at most; an assumption
SUITED = 0.25  # share of the positions that have a competence below; an assumption
COMPETENCES = {  # staff group -> whose work some of its positions can do; an assumption
    "SB": ("JK",),
    "JK": ("SB",),
    "FK": ("SB", "JK"),
    "VA": ("SO", "HK"),
    "FX": ("VA", "HK", "SO"),
}
EMPLOYMENT = {"FX": "flexjob", "SJ": "seniorjob"}


def synthetic_positions(instance: Instance, seed: int = SEED) -> tuple[Row, ...]:
    """Rows of `positions` whose hours are today's FTE to the nearest hour, by unit and group."""
    draw = random.Random(seed)  # noqa: S311  # nothing here is a secret
    rows: list[Row] = []
    for (unit, staff), people in _people(instance).items():
        hours_of_all = round(instance.staff_today[unit, staff] * FULL_TIME)
        led = instance.staff_groups[staff].role != "leader"
        decided = instance.units[unit].status != "fixed"
        for n, hours in enumerate(_hours(hours_of_all, people, draw)):
            team = f"{unit}-{staff}{n // TEAM + 1}" if decided and led else None
            number = len(rows) + 1
            rows.append(_row(f"P{number:04}", unit, staff, hours, team, draw))
    return tuple(rows)


def _people(instance: Instance) -> dict[tuple[str, str], int]:
    """Whole people by unit and staff group, by largest remainder of all; nobody over full time."""
    exact = {
        (u, s): fte / instance.staff_groups[s].fte_per_person
        for (u, s), fte in instance.staff_today.items()
    }
    people = {i: max(int(n), ceil(instance.staff_today[i])) for i, n in exact.items()}
    missing = round(sum(exact.values())) - sum(people.values())
    for i in sorted(exact, key=lambda i: people[i] - exact[i])[: max(0, missing)]:
        people[i] += 1
    return people


def _hours(total: int, people: int, draw: random.Random) -> Iterator[int]:
    """Whole hours a week of each position, that add up; pairs a little apart."""
    hours = [total // people + (n < total % people) for n in range(people)]
    for a, b in zip(hours[::2], hours[1::2], strict=False):
        most = min(FULL_TIME - a, b - 1, 4)
        shift = draw.randint(0, max(0, most))
        yield a + shift
        yield b - shift
    if people % 2:
        yield hours[-1]


def _row(
    name: str, unit: str, staff: str, hours: int, team: str | None, draw: random.Random
) -> Row:
    able = tuple(s for s in COMPETENCES.get(staff, ()) if draw.random() < SUITED)
    values = {
        "position": name,
        "unit": unit,
        "staff": staff,
        "weekly_hours": float(hours),
        "competences": able or None,
        "band": draw.choice(BANDS),
        "employment": EMPLOYMENT.get(staff, "ordinary"),
        "workplace": None,
        "team": team,
    }
    return {column: values[column] for column in TABLES["positions"].columns}


def as_text(rows: Iterable[Row]) -> str:
    """The rows as the text of their table."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\n")
    writer.writerow(TABLES["positions"].columns)
    writer.writerows([cell_text(value) for value in row.values()] for row in rows)
    return lines.getvalue()


if __name__ == "__main__":
    found = default().instance
    assert found is not None, "the shipped data are right"
    sys.stdout.write(as_text(synthetic_positions(found)))
