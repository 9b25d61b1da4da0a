"""Whether a scenario fits the data it is to be solved on, and everything that does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from model.demand import FIELDS, Demand, Text
from model.demand_kinds.kinds import KINDS
from model.derived import casework_hours
from model.instance import Instance
from model.numbers import numeric, set_data
from scenarios import library
from scenarios.file import number
from scenarios.levers import NOBODY, year_of
from scenarios.new_demand import faults_of
from scenarios.ranges import bound_limits
from scenarios.scenario import Fault, Levers, RefusedError, Scenario, figure, nearest
from scenarios.structure import group_names, unable

FEW = 3  # names that are listed
MOST_YEARS = 20


def load(name: str, instance: Instance) -> Scenario:
    """A scenario of the library or of a file that fits the data.

    Raises RefusedError with all faults of the file, and all of what is sound in it.
    """
    try:
        found = library.load(name)
    except RefusedError as error:
        rest = misfits(error.sound, instance) if error.sound else []
        raise RefusedError([*error.faults, *rest]) from error
    check(found, instance)
    return found


def check(scenario: Scenario, instance: Instance) -> None:
    """Hold a scenario against an instance. Raises RefusedError with all faults."""
    if faults := misfits(scenario, instance):
        raise RefusedError(faults)


def misfits(scenario: Scenario, instance: Instance) -> list[Fault]:
    """Everything of a scenario that does not fit the data."""
    names = tuple(named(scenario, instance))
    missing = [
        Fault(place, name, nearest(name, known))
        for place, name, known in names
        if name not in known
    ]
    if len(missing) > FEW and len(missing) > len(names) / 2:
        return [foreign(missing, len(names), instance)]
    return [
        *missing,
        *new_faults(scenario.new, instance),
        *bound_faults(scenario, instance),
        *(
            Fault(f"locks.{n}", lock, NOBODY)
            for n, lock in scenario.locks.items()
            if lock == "handed_over" and n in instance.measures
            and instance.measures[n].handover_to is None
        ),
        *lever_faults(scenario.levers, instance),
        *(Fault(*fault) for fault in unable(scenario.structure, instance)),
        *data_faults(scenario.data, instance),
    ]  # fmt: skip


Name = tuple[str, str, list[str]]  # where it stands, the name, those that the data have


def named(scenario: Scenario, instance: Instance) -> Iterator[Name]:
    """Every name of a scenario that the data must have."""
    tables: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("locks", scenario.locks, instance.measures),
        ("demands", scenario.demands, {**instance.demands, **scenario.new}),
        ("structure.units", scenario.structure.units, instance.decided_units),
        ("structure.groups", scenario.structure.groups, group_names(instance)),
    )
    for place, found, known in tables:
        yield from ((place, name, list(known)) for name in found)
    for path in scenario.data:
        table, row, _field = parts(path)
        rows = getattr(instance, table, None)
        if isinstance(rows, Mapping) and row:
            yield f"data.{table}", row, [key_text(key) for key in rows]


def parts(path: str) -> tuple[str, str, str]:
    """Table, row and field of a path; the settings are a table without rows."""
    table, *row, field = path.split(".") if "." in path else (path, "")
    return table, ".".join(row), field


def key_text(key: Any) -> str:
    return key if isinstance(key, str) else "/".join(key)


def foreign(missing: list[Fault], used: int, instance: Instance) -> Fault:
    """One fault for a scenario of other data: how many of its names are missing, and the first."""
    first = ", ".join(str(fault.found) for fault in missing[:FEW])
    more, lacking, names = map(figure, (len(missing) - FEW, len(missing), used))
    data = instance.settings.name
    return Fault(
        missing[0].place,
        Text(f"{first} og {more.da} til findes ikke", f"{first} and {more.en} more do not exist"),
        Text("Brug det på sine egne data; de medfølgende scenarier hører til de medfølgende data.",
             "Use it with its own data; the shipped scenarios belong to the shipped data."),
        Text(f"Scenariet er lavet til andre data end “{data.da}”: af de {names.da} navne, det "
             f"bruger, mangler {lacking.da}.",
             f"The scenario was made for other data than “{data.en}”: of the {names.en} names "
             f"that it uses {lacking.en} are missing."),
    )  # fmt: skip


def new_faults(new: Mapping[str, Demand], instance: Instance) -> Iterator[Fault]:
    """What keeps a file's own demands from being made."""
    for name, q in new.items():
        about = {field: getattr(q, field) for field in FIELDS}
        for remedy in faults_of(instance, name, q.kind, about):
            yield Fault(f"new.{name}", q.kind, remedy)
        if q.to_year < q.from_year:
            remedy = Text("Skriv det samme år eller et senere.", "Write the same year or a later.")
            rule = Text("Kravet kan ikke slutte, før det begynder.",
                        "The demand cannot end before it begins.")  # fmt: skip
            yield Fault(f"new.{name}.to_year", f"{q.to_year}", remedy, rule)


def bound_faults(scenario: Scenario, instance: Instance) -> Iterator[Fault]:
    """Bounds that no demand of their kind can have."""
    known = {**instance.demands, **scenario.new}
    asked = [(f"new.{name}.bound", q.kind, q.bound) for name, q in scenario.new.items()]
    asked += [
        (f"demands.{name}", known[name].kind, bound)
        for name, bound in scenario.demands.items()
        if name in known and not isinstance(bound, bool)
    ]
    for place, kind, bound in asked:
        yield from number(*bound_limits(kind), unit=KINDS[kind].unit.name)(place, bound)


def lever_faults(levers: Levers, instance: Instance) -> Iterator[Fault]:
    """A year that the data do not have; ranges are those of any data (scenarios/file.py)."""
    if levers.by not in (None, *instance.years):
        yield Fault("levers.by", f"{levers.by}", year_of(instance))


def data_faults(data: Mapping[str, float], instance: Instance) -> Iterator[Fault]:
    """Paths to no number of the data, and what the numbers together would come to."""
    for path in data:
        yield from path_faults(path, instance)
    there = {p: v for p, v in data.items() if parts(p)[2] in numeric(row_of(p, instance))}
    yield from joint_faults(set_data(instance, there))


def path_faults(path: str, instance: Instance) -> Iterator[Fault]:
    """What keeps a path from being a number; a row that is not there is told among the names."""
    table, row, field = parts(path)
    tables = [f.name for f in fields(instance) if isinstance(getattr(instance, f.name), Mapping)]
    there = row_of(path, instance)
    if table not in ("settings", *tables):
        yield Fault(f"data.{path}", table, nearest(table, ["settings", *tables]))
    elif not row and table != "settings":
        yield Fault(f"data.{path}", field, WHOLE_PATH)
    elif there is not None and field not in numeric(there):
        yield Fault(f"data.{path}", field, nearest(field, numeric(there)))


def row_of(path: str, instance: Instance) -> Any:
    """The row that a path names, None where there is none."""
    table, row, _field = parts(path)
    rows = getattr(instance, table, None)
    if isinstance(rows, Mapping):
        return {key_text(key): each for key, each in rows.items()}.get(row)
    return rows if table == "settings" and not row else None


WHOLE_PATH = Text("Skriv tabel, række og kolonne, fx groups.KAP.caseload.",
                  "Write table, row and column, such as groups.KAP.caseload.")  # fmt: skip


def joint_faults(changed: Instance) -> Iterator[Fault]:
    """Years that no plan covers, and casework that nobody does."""
    first, last = changed.settings.first_year, changed.settings.last_year
    if not 0 <= last - first < MOST_YEARS:
        rule = Text(f"En plan dækker fra ét til {MOST_YEARS} år.",
                    f"A plan covers one to {MOST_YEARS} years.")  # fmt: skip
        remedy = Text("Ret det første eller det sidste år.", "Correct the first or the last year.")
        yield Fault("data.settings", f"{first}-{last}", remedy, rule)
    for g, group in changed.groups.items():
        if not group.casework_staff and casework_hours(changed, g):
            yield Fault(f"data.groups.{g}", g, NOBODY_THERE[1], NOBODY_THERE[0])


NOBODY_THERE = (
    Text("Ingen personalegruppe sagsbehandler målgruppen.",
         "No staff group does the casework of the target group."),
    Text("Skriv personalegruppen i arket Målgrupper.",
         "Write the staff group in the sheet Target groups."),
)  # fmt: skip
