"""Rows to an instance: blanks get their meaning, numbers the units of the model."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from inputs.schema import blanks
from inputs.schema.tables import Row, Tables
from model.demand import Demand, Text
from model.instance import (
    Account,
    Alongside,
    Band,
    Contract,
    Effect,
    Factor,
    Group,
    Instance,
    LadderStep,
    Measure,
    Offer,
    Pool,
    Position,
    ProcessStep,
    Provenance,
    Reemployment,
    RefundClass,
    Retraining,
    Segment,
    Settings,
    StaffGroup,
    Staffing,
    Target,
    Threshold,
    Unit,
)
from model.numbers import table_called

NO_LADDER = LadderStep(1, 0.0)
ONE_SEGMENT = Segment(None, 1.0)
CASEWORK_EFFECTS = ("casework_effect_low", "casework_effect", "casework_effect_high")

Made = TypeVar("Made", bound=tuple[Any, ...])


def assemble(tables: Tables) -> Instance:
    """The instance of tables that inputs/checks/rules.py has passed, blanks still as None."""
    rows = blanks.fill_tables(tables)
    return Instance(
        settings=_build(Settings, blanks.settings(tables)),
        units=_by("unit", Unit, rows["units"]),
        groups={r["group"]: _group(r) for r in rows["groups"]},
        measures={r["measure"]: _measure(r) for r in rows["measures"]},
        effects=_effects(rows),
        offers={(r["measure"], r["unit"]): _build(Offer, r) for r in rows["offers"]},
        places_today={(r["measure"], r["unit"], r["group"]): r["places"] for r in rows["places"]},
        staff_groups={r["staff"]: _staff_group(r) for r in rows["staff_groups"]},
        staff_today={(r["unit"], r["staff"]): r["fte"] for r in rows["staff"]},
        staffing={(r["measure"], r["staff"]): _build(Staffing, r) for r in rows["staffing"]},
        retraining={(r["staff"], r["to"]): _build(Retraining, r) for r in rows["retraining"]},
        substitution={(r["staff"], r["work_of"]): r["efficiency"] for r in rows["substitution"]},
        eligible_units=frozenset(
            (r["group"], r["unit"]) for r in [*rows["eligible"], *rows["groups"]]
        ),
        targets=_by("target", Target, rows["targets"]),
        pools={r["pool"]: _pool(r, rows["groups"]) for r in rows["pools"]},
        alongside=tuple(_build(Alongside, r) for r in rows["alongside"]),
        contracts={r["contract"]: _contract(r) for r in rows["contracts"]},
        segments=_segments(rows["segments"]),
        demands={r["demand"]: _demand(r) for r in rows["demands"]},
        **_money(rows),
        **_people(rows),
        **_origins(rows),
        by_year={_dated(r): _in_fte(r, rows) for r in rows["by_year"]},
    )


def _money(rows: Mapping[str, blanks.Rows]) -> dict[str, Any]:
    """Accounts, and what the state refunds."""
    return {
        "accounts": _by("account", Account, rows["accounts"]),
        "refund_classes": _by("refund_class", RefundClass, rows["refund_classes"]),
        "ladder": _ladder(rows["refund_ladder"]),
    }


def _people(rows: Mapping[str, blanks.Rows]) -> dict[str, Any]:
    """Positions, seniority, mass dismissals, the steps to a notice, new jobs for the dismissed."""
    return {
        "positions": {r["position"]: _position(r) for r in rows["positions"]},
        "seniority": {(r["staff"], r["band"]): _build(Band, r) for r in rows["seniority"]},
        "mass_dismissal": {r["size"]: _build(Threshold, r) for r in rows["mass_dismissal"]},
        "process": {r["step"]: _step(r) for r in rows["process"]},
        "reemployment": {r["staff"]: _build(Reemployment, r) for r in rows["reemployment"]},
    }


def _origins(rows: Mapping[str, blanks.Rows]) -> dict[str, Any]:
    """Where the numbers come from, and what those that are uncertain share."""
    notes = [_build(Provenance, r, note=_text(r, "note")) for r in rows["provenance"]]
    sources = {r["source"]: _text(r, "name") for r in rows["sources"]}
    factors = sorted(_build(Factor, r, id=r["factor"]) for r in rows["factors"])
    return {"sources": sources, "provenance": tuple(notes), "factors": tuple(factors)}


def _build(kind: type[Made], row: Row, **values: object) -> Made:
    """A named tuple from the columns that are called as its fields, and what is given apart."""
    named = {"name": _text(row, "name")} if "name" in row else {}
    known = {**row, **named, **values}
    return kind(**{f: known[f] for f in kind._fields if f in known})  # type: ignore[attr-defined]


def _by(key: str, kind: type[Made], rows: blanks.Rows) -> dict[str, Made]:
    return {row[key]: _build(kind, row, id=row[key]) for row in rows}


def _text(row: Row, column: str) -> Text:
    return Text(row[column] or "", row[f"{column}_en"] or "")


def _group(row: Row) -> Group:
    effects = {column: row[column] / 100 for column in CASEWORK_EFFECTS}
    return _build(Group, row, id=row["group"], tags=frozenset(row["tags"]), **effects)


def _measure(row: Row) -> Measure:
    handover = _text(row, "handover_to") if row["handover_to"] else None
    evidence = _text(row, "evidence")
    return _build(Measure, row, id=row["measure"], handover_to=handover, evidence=evidence)


def _effects(rows: Mapping[str, blanks.Rows]) -> dict[tuple[str, str], Effect]:
    """From extra jobs per 100 participants to exits per place; none found counts as none."""
    reach = _reach(rows)
    return {
        (r["measure"], r["group"]): Effect(
            low=r["low"] / 100,
            mid=r["effect"] / 100,
            high=r["high"] / 100,
            refund_share=r["refund_share"],
            reach=reach(r["measure"], r["group"]) if r["reach"] is None else r["reach"],
            people=r["people"],
            evidence=r["evidence"],
        )
        for r in (*rows["effects"], *_unstudied(rows))
    }


def _unstudied(rows: Mapping[str, blanks.Rows]) -> Iterator[dict[str, Any]]:
    """Effects of zero for places today on which no effect is given."""
    known = {(r["measure"], r["group"]) for r in rows["effects"]}
    share = {r["measure"]: r["refund_share"] for r in rows["measures"]}
    for m, g in {(r["measure"], r["group"]): None for r in rows["places"]}:
        if (m, g) not in known:
            zero = dict.fromkeys(("low", "effect", "high"), 0.0)
            yield {
                "measure": m,
                "group": g,
                "refund_share": share[m],
                "reach": None,
                "people": None,
                "evidence": None,
                **zero,
            }


def _reach(rows: Mapping[str, blanks.Rows]) -> Callable[[str, str], float]:
    """Today's places of a pair, or the measure's largest minimum, or its largest capacity."""
    today, least, most = (defaultdict[Any, float](float) for _ in range(3))
    for r in rows["places"]:
        today[r["measure"], r["group"]] += r["places"]
    for r in rows["offers"]:
        least[r["measure"]] = max(least[r["measure"]], r["minimum"])
        most[r["measure"]] = max(most[r["measure"]], r["capacity"])
    return lambda m, g: float(today[m, g] or least[m] or most[m])


def _staff_group(row: Row) -> StaffGroup:
    """From kroner per person to kroner per FTE."""
    part = row["fte_per_person"]
    wage = row["wage"] / part if row["per"] == "person" else row["wage"]
    return _build(StaffGroup, row, id=row["staff"], wage=wage)


def _position(row: Row) -> Position:
    able = frozenset(row["competences"])
    return _build(Position, row, id=row["position"], competences=able, team=row["team"] or "")


def _pool(row: Row, groups: blanks.Rows) -> Pool:
    return _build(
        Pool, row, id=row["pool"], groups=row["groups"] or tuple(r["group"] for r in groups)
    )


def _dated(row: Row) -> str:
    """The path of a number from a year on, as model/numbers.py reads it."""
    return f"{table_called(row['table'])}.{row['key']}.{row['column']}@{row['from_year']}"


def _in_fte(row: Row, rows: Mapping[str, blanks.Rows]) -> float | None:
    """The value of a number by year; a wage per person becomes one per FTE, as all wages do."""
    value: float | None = row["value"]
    if value is None or (row["table"], row["column"]) != ("staff_groups", "wage"):
        return value
    group = next(r for r in rows["staff_groups"] if r["staff"] == row["key"])
    return value / group["fte_per_person"] if group["per"] == "person" else value


def _contract(row: Row) -> Contract:
    return _build(Contract, row, id=row["contract"])


def _demand(row: Row) -> Demand:
    texts = {column: _text(row, column) for column in ("sentence", "owner")}
    return _build(Demand, row, id=row["demand"], **texts)


def _step(row: Row) -> ProcessStep:
    return _build(ProcessStep, row, id=row["step"], law=_text(row, "law"))


def _ladder(rows: blanks.Rows) -> tuple[LadderStep, ...]:
    steps = sorted(_build(LadderStep, row) for row in rows)
    return tuple(steps) or (NO_LADDER,)


def _segments(rows: blanks.Rows) -> tuple[Segment, ...]:
    """In order; where the last one has an end, places beyond it have no effect."""
    ordered = sorted(rows, key=lambda row: int(row["segment"]))
    segments = tuple(_build(Segment, row) for row in ordered) or (ONE_SEGMENT,)
    return segments if segments[-1].width is None else (*segments, Segment(None, 0.0))
