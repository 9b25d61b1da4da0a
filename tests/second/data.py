"""The tables of an instance as text, and the changes of a scenario written into them."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from math import exp
from pathlib import Path
from typing import Any

Row = dict[str, str]
Key = str | tuple[str, ...]
Tables = dict[str, dict[Any, Row]]

PAIRS = {  # tables whose rows have two keys; all others have the first column
    "effects": 2,
    "offers": 2,
    "places": 3,
    "staff": 2,
    "staffing": 2,
    "retraining": 2,
    "seniority": 2,
    "substitution": 2,
    "eligible": 2,
    "alongside": 2,
    "by_year": 4,
}
NEEDED = (
    "settings", "units", "groups", "measures", "effects", "offers", "places", "staff_groups",
    "staff", "staffing", "retraining", "seniority", "substitution", "eligible", "targets", "pools",
    "alongside", "contracts", "reemployment", "accounts", "refund_classes", "refund_ladder",
    "segments", "demands", "by_year", "process",
)  # fmt: skip
LOCKS = {
    "open": "keep_open",
    "closed": "close",
    "handed_over": "hand_over",
    "as_today": "as_today",
    "at_least_today": "places",
}


def read(folder: Path) -> Tables:
    """Every table of a folder, by its key; an absent one is empty."""
    return {name: rows(folder / f"{name}.csv", PAIRS.get(name, 1)) for name in NEEDED}


def rows(path: Path, keys: int) -> dict[Any, Row]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter=";"))
    return {key(row, keys): row for row in found}


def key(row: Row, keys: int) -> Key:
    parts = tuple(row.values())[:keys]
    return parts if keys > 1 else parts[0]


def number(row: Row, column: str, blank: float = 0.0) -> float:
    text = row.get(column) or ""
    return float(text) if text else blank


def yes(row: Row, column: str, *, blank: bool) -> bool:
    text = row.get(column) or ""
    return text in ("yes", "ja") if text else blank


def words(row: Row, column: str) -> tuple[str, ...]:
    return tuple((row.get(column) or "").split())


def in_year(tables: Tables, y: int) -> Tables:
    """The tables with the numbers of a year; a group without new cases has fewer persons."""
    t = {**tables}
    for name in {name for name, *_ in tables["by_year"]} | {"groups"}:
        t[name] = {i: dict(row) for i, row in tables[name].items()}
    for (name, of, column, since), row in sorted(tables["by_year"].items(), key=when):
        if int(since) <= y:
            t[name][of][column] = row["value"]
    for row in t["groups"].values():
        if runs_down(row, y):
            row["persons"] = str(number(row, "persons") * part_left(row, y))
    return t


def when(item: tuple[tuple[str, ...], Row]) -> int:
    return int(item[0][3])


def runs_down(group: Row, y: int) -> bool:
    return y >= number(group, "no_new_from", y + 1)


def part_left(group: Row, y: int) -> float:
    """(6.14)"""
    rate, gone = number(group, "exit_rate"), y - number(group, "no_new_from")
    return exp(-rate * gone) * ((1.0 - exp(-rate)) / rate if rate else 1.0)


def named_groups(tables: Tables, names: Iterable[str]) -> tuple[str, ...]:
    """Groups that are named by id, main group, tag or "all"; all when nobody is named."""
    wanted = set(names)
    return tuple(
        g
        for g, row in tables["groups"].items()
        if not wanted or wanted & {g, row.get("main") or g, "all", *words(row, "tags")}
    )


def asked(tables: Tables, scenario: Mapping[str, Any]) -> Tables:
    """The tables that a scenario asks about."""
    t = deepcopy(tables)
    levers, structure = scenario.get("levers", {}), scenario.get("structure", {})
    freedom = levers.get("structure", "scenario")
    set_numbers(t, scenario.get("data", {}))
    decide(t, scenario.get("calendar", {}))
    restructure(t, structure, freedom)
    move_settings(t, levers)
    switch(t, scenario.get("demands", {}))
    for q, new in scenario.get("new", {}).items():
        t["demands"][q] = {name: as_text(value) for name, value in new.items()}
    for n, lock in scenario.get("locks", {}).items():
        if lock != "free":
            t["demands"][f"LOCK-{n}"] = locked(t, n, lock)
    pin(t, structure, freedom)
    move_demands(t, levers)
    return t


def moved(scenario: Mapping[str, Any], settings: Iterable[str]) -> dict[str, Any]:
    """The scenario with `KEY=VALUE` settings made; a lever that is moved thaws it."""
    result = {**deepcopy(dict(scenario)), "frozen": False}
    for setting in settings:
        name, value = setting.split("=")
        kind, _, about = name.rpartition(".")
        table = {"": "levers", "lock": "locks", "demand": "demands"}[kind]
        result.setdefault(table, {})[about] = meaning(value)
    return result


def meaning(text: str) -> float | bool | str:
    """A number, yes or no, or a word."""
    if text in ("on", "off"):
        return text == "on"
    try:
        return float(text)
    except ValueError:
        return text


def scenario(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def restructure(t: Tables, structure: Mapping[str, Any], freedom: str) -> None:
    """Only the units that are named take part, and only the groups that are named can move."""
    t["eligible"] |= {(g, row["unit"]): {} for g, row in t["groups"].items()}
    if freedom == "free":
        return
    named = structure if freedom == "scenario" else {}
    units = named.get("units", {})
    for u, row in list(t["units"].items()):
        if row.get("status") == "candidate" and u not in units:
            del t["units"][u]
    for (n, u), row in list(t["offers"].items()):
        if u not in t["units"]:
            del t["offers"][n, u]
        elif u not in units:
            row["move_cost"] = ""
    among = {g: [row["unit"]] for g, row in t["groups"].items()}
    for name, choices in named.get("groups", {}).items():
        among |= dict.fromkeys(named_groups(t, [name]), choices)
    t["eligible"] = {(g, u): {} for g, choices in among.items() for u in choices}


SHEETS = {"ladder": "refund_ladder", "places_today": "places", "staff_today": "staff"}


def set_numbers(t: Tables, data: Mapping[str, float | str]) -> None:
    """Single numbers; a path with a year is a row of the numbers by year, an empty text a blank."""
    for path, value in data.items():
        number, _, year = path.partition("@")
        table, *middle, column = number.split(".")
        table, row = SHEETS.get(table, table), ".".join(middle)
        parts = tuple(row.split("/"))
        if year:
            t["by_year"][table, row, column, year] = {"value": str(value)}
        elif table == "settings":
            t["settings"][column] = {"setting": column, "value": str(value)}
        else:
            t[table][parts if len(parts) > 1 else row][column] = str(value)


def decide(t: Tables, calendar: Mapping[str, date]) -> None:
    """How much of the first year has gone follows from the last day that a decision is given."""
    decisions = {
        i: row["starts_on"] for i, row in t["process"].items() if row["lane"] == "decision"
    }
    if decisions.keys() & calendar.keys():
        given = {i: date.fromisoformat(day) for i, day in decisions.items() if day} | calendar
        last = max(day for i, day in given.items() if i in decisions)
        first = int(t["settings"]["first_year"]["value"])
        gone = (last - date(first - 1, 12, 31)).days
        share = gone / (date(first, 12, 31) - date(first - 1, 12, 31)).days
        t["settings"]["elapsed"] = {"setting": "elapsed", "value": str(share)}


def move_settings(t: Tables, levers: Mapping[str, Any]) -> None:
    for row in (*t["measures"].values(), *t["groups"].values()):
        row["displacement"] = "" if "displacement" in levers else row.get("displacement", "")
    for name in ("displacement", "tax_share", "specialisation"):
        if name in levers:
            t["settings"][name] = {"setting": name, "value": str(levers[name])}
    for lever, setting in (("phase", "phased"), ("casework", "casework")):
        if lever in levers:
            on = "yes" if levers[lever] in ("on", True) else "no"
            t["settings"][setting] = {"setting": setting, "value": on}
    if "stop_price" in levers:
        price = str(1000.0 * levers["stop_price"])
        t["settings"]["stop_price"] = {"setting": "stop_price", "value": price}
    level = levers.get("effects", "mid")
    if level != "mid":
        for row in t["effects"].values():
            row["effect"] = row[level] or row["effect"]
        for row in t["groups"].values():
            ends = row.get("casework_effect", ""), row.get(f"casework_effect_{level}", "")
            row["casework_effect"] = ends[1] or ends[0]


def switch(t: Tables, changes: Mapping[str, Any]) -> None:
    for q, change in changes.items():
        row = t["demands"][q]
        row["active"] = "no" if change is False else "yes"
        if not isinstance(change, bool):
            row["bound"] = str(change)


def as_text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def locked(t: Tables, n: str, lock: str) -> Row:
    today = sum(number(row, "places") for row in t["places"].values() if row["measure"] == n)
    bound = today if lock == "at_least_today" else 0.0
    return {"kind": LOCKS[lock], "measures": n, "bound": str(bound)}


def pin(t: Tables, structure: Mapping[str, Any], freedom: str) -> None:
    """The parts of a main group that are together today stay so; named units open or close."""
    mains: dict[str, list[str]] = {}
    for g, row in t["groups"].items():
        mains.setdefault(row.get("main") or g, []).append(g)
    for main, parts in mains.items():
        together = len({t["groups"][g]["unit"] for g in parts}) == 1 < len(parts)
        if together and len({u for g, u in t["eligible"] if g in parts}) > 1:
            t["demands"][f"PARTS-{main}"] = {"kind": "together", "groups": " ".join(parts)}
    if freedom == "scenario":
        for u, wanted in structure.get("units", {}).items():
            if wanted != "free":
                kind = {"open": "keep_unit", "closed": "close_unit"}[wanted]
                t["demands"][f"UNIT-{u}"] = {"kind": kind, "units": u}


def active(t: Tables) -> dict[str, Row]:
    return {q: row for q, row in t["demands"].items() if yes(row, "active", blank=True)}


def demanded_savings(t: Tables) -> list[Row]:
    """Active savings, the target first: above zero, with the last year, the largest, by id."""
    last = number(t["settings"]["last_year"], "value")

    def place(at: tuple[str, Row]) -> tuple[bool, float, float, str]:
        q, row = at
        bound = number(row, "bound")
        return bound <= 0, -min(number(row, "to_year", last), last), -bound, q

    rows = [(q, row) for q, row in active(t).items() if row["kind"] == "saving"]
    return [row for _, row in sorted(rows, key=place)]


def move_demands(t: Tables, levers: Mapping[str, Any]) -> None:
    """All savings move together, and the most dismissals are a demand."""
    if demanded := demanded_savings(t):
        move_savings(t, dict(demanded[0]), levers)
    if "max_dismissals" in levers:
        own = t["demands"].get("MAXAFSK", {"kind": "dismissals"})
        most = str(levers["max_dismissals"])
        t["demands"]["MAXAFSK"] = {**own, "active": "yes", "bound": most}


def move_savings(t: Tables, target: Row, levers: Mapping[str, Any]) -> None:
    bound = number(target, "bound")
    ratio = levers["amount"] * 1000 / bound if "amount" in levers and bound else 1.0
    first, last = (number(t["settings"][f"{end}_year"], "value") for end in ("first", "last"))
    later = levers["by"] - number(target, "from_year", first) if "by" in levers else 0
    for row in t["demands"].values():
        if row["kind"] != "saving":
            continue
        if dict(row) == target and later and number(row, "from_year", 0) < first:
            row["from_year"] = str(first)
        row |= {name: levers[name] for name in ("basis", "view", "counts") if name in levers}
        if number(row, "bound"):
            for end in ("from_year", "to_year"):
                if row.get(end) and first <= number(row, end) <= last:
                    row[end] = str(number(row, end) + later)
        row["bound"] = str(number(row, "bound") * ratio)
