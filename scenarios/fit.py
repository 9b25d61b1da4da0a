"""Whether a scenario fits the data it is to be solved on, and everything that does not."""

from collections.abc import Iterable, Iterator, Mapping

from model.demand import FIELDS, Demand, Text
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from model.numbers import set_data
from scenarios import library
from scenarios.calendar import day_faults
from scenarios.file import number
from scenarios.levers import NOBODY, year_of
from scenarios.new_demand import faults_of
from scenarios.paths import (
    WHOLE_NUMBER,
    is_cut,
    joint_faults,
    lacks_row,
    may_be_blank,
    parts,
    remedies,
    rows,
)
from scenarios.ranges import bound_limits
from scenarios.scenario import Fault, Levers, RefusedError, Scenario, figure, nearest
from scenarios.structure import group_names, unable

FEW = 3  # names that are listed


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
        *data_faults(scenario, instance),
    ]  # fmt: skip


Name = tuple[str, str, list[str]]  # where it stands, the name, those that the data have


def named(scenario: Scenario, instance: Instance) -> Iterator[Name]:
    """Every name of a scenario that the data must have."""
    tables: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("locks", scenario.locks, instance.measures),
        ("demands", scenario.demands, {**instance.demands, **scenario.new}),
        ("calendar", scenario.calendar, instance.process),
        ("structure.units", scenario.structure.units, instance.decided_units),
        ("structure.groups", scenario.structure.groups, group_names(instance)),
    )
    for place, found, known in tables:
        yield from ((place, name, list(known)) for name in found)
    for name, step in scenario.steps.items():
        yield f"steps.{name}.before", step.before, list(instance.process)
    for path in scenario.data:
        there = rows(instance, parts(path).table)
        if there is not None and parts(path).row:
            yield f"data.{parts(path).table}", parts(path).row, list(there)


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


NUMBER = Text("Skriv et tal.", "Write a number.")


def data_faults(scenario: Scenario, instance: Instance) -> Iterator[Fault]:
    """Paths to no number of the data, and what the numbers and days together would come to."""
    data = scenario.data
    sound = {path: v for path, v in data.items() if not any(remedies(path, instance))}
    for path in data.keys() - sound.keys():
        if not lacks_row(path, instance):  # which is told among the names
            yield from (Fault(f"data.{path}", *told) for told in remedies(path, instance))
    blanks = [path for path, v in sound.items() if v is None and not may_be_blank(path, instance)]
    yield from (Fault(f"data.{path}", Text("tom", "blank"), NUMBER) for path in blanks)
    for path in (path for path, v in sound.items() if is_cut(path, v, instance)):
        yield Fault(f"data.{path}", f"{sound[path]}", WHOLE_NUMBER)
    changed = set_data(instance, {p: v for p, v in sound.items() if p not in blanks})
    yield from joint_faults(changed)
    yield from day_faults(scenario, changed, instance)
