"""An answer in which no two numbers are alike: three years, four units, three groups, two plans.

Made from the small instance with numbers drawn by lot, so that a report that takes a number from
another year, unit, group, level or plan shows it. Nothing is solved: the plans keep the balance
of staff and nothing else, and `evaluate` says what they lead to.
"""

from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from small import SMALL

from model.demand import Demand, Text
from model.demand_kinds.kinds import judge
from model.evaluation.evaluate import evaluate
from model.instance import (
    Band,
    Instance,
    Position,
    ProcessStep,
    Provenance,
    Reemployment,
    Threshold,
)
from model.plan import Plan, baseline
from model.prices.shapley import Share
from model.solution import Solution, Step
from scenarios.scenario import Levers, Scenario
from scenarios.solve import Answer
from scenarios.studies.prices import BoundPrices, Price, Prices
from scenarios.studies.repairs import Change, RepairRecord

YEARS = (2017, 2018, 2019)

SETTLED = 513.7  # tkr, of the saving after a repair
HELD = {("JOB", "LE"): 9, ("JOB", "SB"): 74, ("REHAB", "SB"): 41, ("REHAB", "FX"): 17}  # positions
TERMS = {
    "few": {"basis": "net", "view": "administration", "counts": "service+drift"},
    "many": {"basis": "gross", "view": "municipality", "counts": "all"},
}


class Lot:
    """Numbers drawn by lot, none twice."""

    def __init__(self, seed: int) -> None:
        self.draw = np.random.default_rng(seed).uniform

    def __call__(self, low: float, high: float) -> float:
        return round(float(self.draw(low, high)), 4)


def two(name: Text) -> Text:
    return Text(f"{name.da} på dansk", f"{name.da} in English")


def named(rows: Any) -> dict[Any, Any]:
    return {key: row._replace(name=two(row.name)) for key, row in rows.items()}


@cache
def instance(terms: str) -> Instance:
    lot = Lot(1)
    data = people(measures(SMALL, lot), lot)
    return replace(
        data,
        settings=data.settings._replace(
            name=Text("Prøveby", "Testville"), price_level="2016-p/l", last_year=YEARS[-1],
            elapsed=0.17, process_months=2.3, displacement=0.23, tax_per_exit=41.7,
            tax_share=0.13, move_cost=11.3, effects="high",
        ),
        units={
            u: unit._replace(name=two(unit.name), premises=lot(100, 900))
            for u, unit in data.units.items()
        },
        accounts=named(data.accounts),
        refund_classes={
            c: v._replace(ceiling=v.ceiling and 3.7) for c, v in data.refund_classes.items()
        },
        process=PROCESS,
        mass_dismissal={
            "small": Threshold(10, 30, 7, 0.9, 0.5),
            "large": Threshold(60, 30, 33, 0.05, 0.06),
            "whole": Threshold(400, 30, 90, 0.1, 0.2),
        },
        demands=demands(data, TERMS[terms]),
        sources={"S": Text("Regnskab", "Accounts"), "T": Text("Skøn", "Estimate")},
        provenance=PROVENANCE,
        positions={
            f"{u}-{s}-{at}": Position(f"{u}-{s}-{at}", u, s, 37.0, frozenset(), "3-6", "ordinary",
                                      u, "")
            for (u, s), count in HELD.items()
            for at in range(count)
        },
    )  # fmt: skip


PROCESS = {
    "H": ProcessStep("H", Text("Høring", "Hearing of all"), (), 23, "dismissals", "hearing",
                     Text("Lov H", "Act H")),
    "N": ProcessStep("N", Text("Forhandling", "Talks"), ("H",), 31, "mass", "negotiation",
                     Text("Lov N", "Act N")),
    "W": ProcessStep("W", Text("Frist", "Waiting"), ("N",), 97, "mass", "wait",
                     Text("Lov W", "Act W")),
    "L": ProcessStep("L", Text("Lang frist", "Long waiting"), ("N",), 211, "large", "wait",
                     Text("Lov L", "Act L")),
}  # fmt: skip
PROVENANCE = (
    Provenance("settings", "displacement", "value", ("S", "T"), "seed", 0.11, 0.31,
               Text("skønnet", "guessed")),
    Provenance("effects", "*", "effect", ("T",), "assumption", None, None, Text("", "")),
    Provenance("effects", "SAMT/A", "effect", ("S",), "published", 1.7, 5.3,
               Text("målt", "found")),
    Provenance("places", "*", "places", ("S",), "calculated", None, 9.7, Text("talt", "counted")),
    Provenance("groups", "*", "persons", ("S",), "memory", 2.9, None, Text("husket", "recalled")),
)  # fmt: skip


def measures(data: Instance, lot: Lot) -> Instance:
    """A third group, a measure that stays as it is, and all rates drawn."""
    again = dict.fromkeys(("B",), "C")
    copied = {(m, again.get(g, g)): e for (m, g), e in data.effects.items()}
    effects = {
        key: effect._replace(
            low=lot(-0.05, 0), mid=lot(0.05, 0.1), high=lot(0.15, 0.3), reach=lot(50, 90),
            refund_share=lot(0.2, 0.5),
        )
        for key, effect in (data.effects | copied
                            | {("RAAD", "C"): data.effects["SAMT", "B"]}).items()
    }  # fmt: skip
    effects["VAERK", "B"] = effects["VAERK", "B"]._replace(high=-0.0371)
    rows = {
        **data.measures,
        "RAAD": data.measures["SAMT"]._replace(id="RAAD", name=Text("Råd", "")),
    }
    return replace(
        data,
        groups={
            **data.groups,
            "C": data.groups["B"]._replace(id="C", main="C", name=Text("Unge", "")),
        },
        measures={
            m: rows[m]._replace(
                name=two(rows[m].name), running_cost=lot(2, 50), lead_months=round(lot(1, 5), 1),
                evidence=Text(f"Bevis {m}", f"Evidence {m}"),
            )
            for m in rows
        },
        effects=effects,
        offers={
            key: offer._replace(
                fixed_cost=lot(5, 300), opening_cost=lot(5, 90), move_cost=lot(20, 80)
            )
            for key, offer in (data.offers | {("RAAD", "JOB"): data.offers["SAMT", "JOB"]._replace(
                measure="RAAD")}).items()
        },
        staffing={
            key: v._replace(hours=lot(2, 30), handover_hours=lot(1, 3))
            for key, v in data.staffing.items()
        },
    )  # fmt: skip


def people(data: Instance, lot: Lot) -> Instance:
    """Citizens and staff: enough that nobody is few, and no two numbers alike."""
    groups = {
        g: group._replace(
            name=two(group.name), persons=round(lot(900, 3000)), benefit=lot(120, 220),
            exit_rate=lot(0.2, 0.9), held=lot(0.5, 0.8), caseload=lot(40, 80),
        )
        for g, group in data.groups.items()
    }  # fmt: skip
    staff = {
        s: group._replace(
            name=two(group.name), wage=lot(250, 800), overhead=lot(0.1, 0.2),
            notice_months=None if s == "SB" else round(lot(2, 6), 0), severance=lot(20, 90),
            attrition=lot(0.02, 0.05), part_time=0.3 if s == "SB" else 0.0, resigns=lot(0.1, 0.3),
        )
        for s, group in data.staff_groups.items()
    }  # fmt: skip
    staff["FX"] = staff["FX"]._replace(fte_per_person=0.37)
    today = {key: round(lot(60, 140), 2) for key in data.staff_today}
    bands = {
        ("SB", "new"): Band(Text("ny", "new"), 0.3, 1.0, 0.0),
        ("SB", "old"): Band(Text("gammel", "old"), 0.7, 5.0, 3.0),
    }
    alone, helped = (0.031, 0.047, 0.063), (0.11, 0.17, 0.23)
    return replace(
        data,
        groups=groups,
        staff_groups=staff,
        staff_today=today,
        seniority=bands,
        reemployment={"FX": Reemployment(*alone, "SB", "JOB", 13.0, *helped)},
        places_today={
            key: round(lot(60, 400), 1) for key in (*data.places_today, ("RAAD", "JOB", "C"),
                                                    ("SAMT", "REHAB", "C"), ("DANSK", "JOB", "C"))
        },
    )  # fmt: skip


def demands(data: Instance, terms: dict[str, str]) -> dict[str, Demand]:
    """Every kind once, every second one active; bounds in their sentences where there are any."""
    return {
        q.id: q._replace(
            sentence=Text(f"{q.id} er {{bound}}", f"{q.id} is {{bound}}"),
            owner=Text(f"Ejer {at}", f"Owner {at}"),
            bound=q.bound and round(q.bound * 1.37 + at / 100, 4),
            active=at % 2 == 0 or q.id == "HELP",
            negotiable=at % 3 > 0,
            to_year=min(q.to_year, YEARS[-1]),
            **(terms if q.id == "SAVING" else {}),
        )
        for at, q in enumerate(data.demands.values())
    }


@cache
def plan(kind: str) -> Plan:
    """`few` has places, offers and dismissals of one to four people, `many` has none."""
    data, lot = instance(kind), Lot(2 if kind == "few" else 3)
    places = {(m, u, g, y): lot(400, 600) for m, u, g, y in after(data)}
    places |= {("KURS", "JOB", g, y): lot(20, 40) for g, y in product("AB", YEARS)}
    kept = {("RAAD", "JOB", "C", y): n + data.places_today["RAAD", "JOB", "C"]
            for y, n in zip(YEARS, (31.7, 12.3, 0.0), strict=True)}  # fmt: skip
    if kind == "few":
        gone = {("KURS", "JOB", g, YEARS[-1]): n for g, n in (("A", 1.1), ("B", 1.9))}
        places |= gone
    changed = replace(
        baseline(data),
        places=places | kept,
        is_open=frozenset({("SAMT", "JOB"), ("SAMT", "NY"), ("KURS", "JOB"), ("RAAD", "JOB"),
                           ("MENTOR", "JOB")}),
        handed_over=frozenset({"VAERK"}),
        unit_is_open=frozenset({"JOB", "NY", "SOC"}),
        serves=frozenset({("A", "NY"), ("B", "JOB"), ("C", "JOB")}),
        casework={},
        relocated={("SAMT", "REHAB", "NY"): lot(0.2, 0.8)},
        helped={("FX", y): n for y, n in zip(YEARS, (13.3, 12.7, 14.1), strict=True)},
        **flows(lot, kind),
    )  # fmt: skip
    return replace(changed, staff=balanced(data, changed))


def after(data: Instance) -> list[tuple[str, str, str, int]]:
    """Where there are places in the plan, the kept and the cut measure apart."""
    grown = [
        ("SAMT", "JOB", "A"),
        ("SAMT", "NY", "B"),
        ("SAMT", "JOB", "C"),
        ("MENTOR", "JOB", "A"),
    ]
    return [(*key, y) for key in grown for y in data.years]


def flows(lot: Lot, kind: str) -> dict[str, Any]:
    """Staff that come and go, every year something else."""
    leaders = 2.0 if kind == "few" else 6.0
    return {
        "vacated": {("JOB", "SB", y): lot(6, 9) for y in YEARS} | {("REHAB", "LE", 2018): 5.9},
        "hired": {("NY", "SB", y): lot(5, 9) for y in YEARS} | {("JOB", "LE", 2017): 7.7},
        "dismissed": {
            ("REHAB", "FX", 2017): lot(11, 14), ("REHAB", "SB", 2018): lot(20, 30),
            ("JOB", "SB", 2017): lot(12, 19), ("JOB", "LE", 2017): leaders,
            ("REHAB", "FX", 2019): lot(3, 4),
        },
        "moved_out": {("REHAB", "SB", 2017): 21.9, ("REHAB", "SB", 2019): 7.3},
        "moved_in": {("NY", "SB", 2017): 21.9, ("JOB", "SB", 2019): 7.3},
        "transferred": {("REHAB", "SB"): 9.7},
        "retrained": {("REHAB", "FX", "SB", y): n for y, n in ((2017, 8.3), (2018, 6.1))},
    }  # fmt: skip


def balanced(data: Instance, changed: Plan) -> dict[tuple[str, str, int], float]:
    """Staff at the end of each year, from today and the flows."""
    staff: dict[tuple[str, str, int], float] = {}
    for u, s in {*data.staff_today, ("NY", "SB")}:
        now = data.staff_today.get((u, s), 0.0) - changed.transferred.get((u, s), 0.0)
        for y in YEARS:
            now += changed.hired.get((u, s, y), 0.0) + changed.moved_in.get((u, s, y), 0.0)
            now -= changed.vacated.get((u, s, y), 0.0) + changed.dismissed.get((u, s, y), 0.0)
            now -= changed.moved_out.get((u, s, y), 0.0)
            now += changed.retrained.get((u, "FX", s, y), 0.0)
            now -= changed.retrained.get((u, s, "SB", y), 0.0)
            staff[u, s, y] = now
    return staff


@cache
def answer(kind: str) -> Answer:
    data, decided = instance(kind), plan(kind)
    before, outcome = evaluate(data, baseline(data)), evaluate(data, decided)
    solution = Solution(
        termination="optimal", limit=None, plan=decided, outcome=outcome,
        steps=(Step("exits", 1234.56, 1250.37, 0.0128, 5e-5, 1241.2),
               Step("dismissals", *((3.2, 2.1) if kind == "few" else (71.3, 69.1)), 0.0317, 5e-5,
                    3.1),
               Step("one_off", 817.3, 801.9, 0.0192, 5e-5, 809.5)),
        demands=judge(data, decided, before, outcome), agrees=True, largest_difference=0.0,
        size=(1, 1, 1),
    )  # fmt: skip
    name = Text(f"Sagen {kind}", f"The case {kind}")
    scenario = Scenario(
        kind, name, Text("Om sagen", "About the case"),
        Levers(effects="high", max_dismissals=173.0),
        locks={"SAMT": "open", "VAERK": "handed_over"},
    )  # fmt: skip
    return Answer(scenario, data, baseline(data), before, solution, (), f"ID{kind}")


def prices(of: Answer) -> Prices:
    """A price of each active demand, as if it had been solved for."""
    lot = Lot(4)
    rows = tuple(
        Price(q.id, BoundPrices(1.0, lot(1, 9), 0.0, lot(10, 20), lot(1, 9), lot(1, 9)),
              lot(20, 90), None, Share(lot(1, 9), 0.0, lot(10, 20)) if q.negotiable else None)
        for q in of.instance.demands.values()
        if q.active
    )  # fmt: skip
    return Prices(YEARS, 301.3, 204.1, rows, exact=False, seconds=0.0)


def repair(of: Answer) -> RepairRecord:
    """A saving that clashed with offers: less is saved, and the offers are given up."""
    changes = (Change("SAVING", of.instance.demands["SAVING"].bound, SETTLED),
               Change("COVERAGE", of.instance.demands["COVERAGE"].bound, to=False))  # fmt: skip
    return RepairRecord(of.instance.demands, (frozenset({"SAVING", "COVERAGE"}),), changes)
