"""One municipality that grows in measures and groups, in units, or in years: from tables to plan.

It is the shipped one copied into itself: every copy adds its places, offers, people and staff to
the measures, units and groups that it shares with others. Processor milliseconds; every size runs
in a process of its own, from text tables to a proven plan.
"""

import multiprocessing
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

from benchmarks.moves import INSTANCE, SCENARIO
from inputs import read
from inputs.disassemble import disassemble
from inputs.workbook.write import write_folder
from model.instance import Instance
from model.solver.parametric_model import ParametricModel
from scenarios import library
from scenarios.apply import apply
from scenarios.solve import solve

Copy = Mapping[str, int]  # which of the m measures, u units, g groups; s staff groups are shared


class Size(NamedTuple):
    """How many there are of each shipped measure, unit and group, and years more.

    `crossed`: every copy of a measure is for all copies of its groups, else for one.
    """

    measures: int = 1
    units: int = 1
    groups: int = 1
    years: int = 0
    crossed: bool = False

    def copies(self) -> list[Copy]:
        each = (self.measures, self.units, self.groups)
        line = [tuple(i % n for n in each) for i in range(max(each))]
        found = product(*map(range, each)) if self.crossed else line
        return [dict(zip("mugs", (*numbers, 0), strict=True)) for numbers in found]


SIZES = (
    Size(), Size(years=4), Size(years=8), Size(units=2, groups=2), Size(units=4, groups=4),
    Size(4, 1, 2), Size(9, 1, 3), Size(9, 1, 3, crossed=True),
)  # fmt: skip


def larger(data: Instance, size: Size) -> Instance:
    """The instance of that size, without sources and positions."""
    copies = size.copies()
    groups = grown("g", data.groups, copies, "persons")
    offers = grown("mu", data.offers, copies, "capacity", "minimum")
    units = grown("u", data.units, copies, "capacity")
    home = {number("g", c): number("u", c) for c in reversed(copies)}
    groups = {
        g: v._replace(id=g, main=v.main + g[len(v.id):], unit=v.unit + home[g[len(v.id):]])
        for g, v in groups.items()
    }  # fmt: skip
    able = grown("gu", dict.fromkeys(sorted(data.eligible_units)), copies)
    savings = {i: q for i, q in data.demands.items() if q.kind == "saving"}
    return replace(
        data,
        settings=data.settings._replace(last_year=data.settings.last_year + size.years),
        units={u: v._replace(id=u) for u, v in units.items()},
        groups=groups,
        measures={m: v._replace(id=m) for m, v in grown("m", data.measures, copies).items()},
        effects=grown("mg", data.effects, copies),
        offers={i: v._replace(measure=i[0], unit=i[1]) for i, v in offers.items()},
        places_today=grown("mug", data.places_today, copies),
        staff_today=grown("us", data.staff_today, copies),
        staffing=grown("ms", data.staffing, copies),
        eligible_units=frozenset(able) | {(g, v.unit) for g, v in groups.items()},
        demands={**data.demands, **times(savings, "bound", len(copies))},
        pools=times(data.pools, "places", len(copies)),
        provenance=(),
        positions={},
    )


def number(kind: str, copy: Copy) -> str:
    """What the ids of a copy end in."""
    return f"-{copy[kind]}" if copy[kind] else ""


def grown(kinds: str, rows: Mapping[Any, Any], copies: list[Copy], *sums: str) -> dict[Any, Any]:
    """The rows of all copies; of those that share a key the numbers, or some fields, are added."""
    found: dict[Any, Any] = {}
    for copy, (ids, row) in product(copies, rows.items()):
        whole = isinstance(ids, str)
        parts = zip(kinds, (ids,) if whole else ids, strict=True)
        named = tuple(f"{each}{number(kind, copy)}" for kind, each in parts)
        key = named[0] if whole else named
        found[key] = total(found[key], row, sums) if key in found else row
    return found


def total(one: Any, other: Any, fields: tuple[str, ...]) -> Any:
    if isinstance(one, float):
        return one + other
    return one and one._replace(**{f: getattr(one, f) + getattr(other, f) for f in fields})


def times(rows: Mapping[str, Any], field: str, factor: float) -> dict[str, Any]:
    return {i: row._replace(**{field: getattr(row, field) * factor}) for i, row in rows.items()}


def measure(size: Size) -> tuple[int, ...]:
    """Measures, groups, units, years, effects, rows; milliseconds to read, to build, to solve."""
    with TemporaryDirectory() as folder:
        write_folder(disassemble(larger(INSTANCE, size)), Path(folder))
        start = process_time()
        data = read.load(folder).instance
    assert data is not None, "the data are right"
    loaded = process_time()
    asked = apply(data, library.load(SCENARIO))
    rows = len(ParametricModel(asked).instantiate(asked).rows)
    built = process_time()
    solve(data, library.load(SCENARIO))  # keeps what is built
    kept = process_time()
    solution = solve(data, library.load(SCENARIO)).solution
    solved = process_time()
    assert solution.termination == "optimal", solution.termination
    shape = map(len, (data.measures, data.groups, data.units, data.years, data.effects))
    seconds = loaded - start, built - loaded, solved - kept
    return (*shape, rows, *(round(1000 * each) for each in seconds))


if __name__ == "__main__":
    heads = ("measures", "groups", "units", "years", "effects", "rows", "read", "build", "solve")
    print(*(f"{head:>8}" for head in heads))
    for size in SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(*(f"{value:8}" for value in pool.apply(measure, (size,))))
