"""One record for a kind of demand and for a criterion: whole, in both languages, in its unit."""

import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from small import SMALL

from model import quantities
from model.criteria import CRITERIA, MAXIMIZE, MINIMIZE, TRADEOFFS, Criterion
from model.demand import Demand, Text
from model.demand_kinds.kinds import KINDS
from model.demand_kinds.record import EVERY, DemandContext, DemandKind
from model.evaluation.evaluate import evaluate
from model.plan import Plan, baseline
from model.quantities import YES_OR_NO, Quantity
from scenarios.scenario import Levers
from scenarios.traded_criteria import demand_reaching

UNITS = [unit for unit in vars(quantities).values() if isinstance(unit, Quantity)]
YEARS = {"from_year", "to_year"}


def open_in(text: Text) -> set[str]:
    """The fields that a text leaves open, the same in both languages."""
    da, en = (set(re.findall(r"\{(\w+)\}", each)) for each in text)
    assert da == en, text
    return da


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_is_said_in_both_languages_with_what_it_is_about(kind: DemandKind) -> None:
    assert all((*kind.label, *kind.sentence))
    assert not open_in(kind.label)
    assert open_in(kind.sentence) - {"bound", *YEARS} == set(kind.about)
    assert set(kind.needs) <= set(kind.about) <= set(EVERY)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_has_a_unit_as_far_as_it_has_a_number(kind: DemandKind) -> None:
    assert kind.unit in UNITS
    assert not kind.bounded or kind.unit is not YES_OR_NO
    assert kind.bounded or kind.looser == 0
    assert kind.lever in ("", *(lever.name for lever in fields(Levers)))


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_what_belongs_to_a_kind_is_called_after_it(kind: DemandKind) -> None:
    assert kind.rows.__name__ == f"{kind.name}_rows"
    assert kind.slack.__name__ == f"{kind.name}_slack"
    assert kind.rows.__module__ == kind.slack.__module__
    assert vars(sys.modules[kind.rows.__module__])[kind.name.upper()] is kind
    assert kind.rows.__doc__
    assert kind.slack.__doc__


@pytest.mark.parametrize("unit", UNITS[1:], ids=[unit.name.en for unit in UNITS[1:]])
def test_a_unit_is_named_in_both_languages_and_its_steps_add_up_to_what_is_counted(
    unit: Quantity,
) -> None:
    assert all((*unit.name, *unit.one))
    assert (unit.counted / unit.step) == pytest.approx(round(unit.counted / unit.step))


def case(q: Demand, plan: Plan) -> DemandContext:
    today = evaluate(SMALL, baseline(SMALL))
    return DemandContext(SMALL, plan, today, evaluate(SMALL, plan), q)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.looser])
def test_a_bound_that_asks_for_so_much_less_leaves_so_much_more(name: str) -> None:
    kind = KINDS[name]
    q = next(q for q in SMALL.demands.values() if q.kind == kind.name)
    less = q._replace(bound=q.bound + kind.looser * 0.25)
    today = baseline(SMALL)
    grown = {("KURS", "JOB", "A", y): 60.0 for y in SMALL.years}
    plan = replace(
        today,
        places={**today.places, **grown},
        dismissed={("REHAB", "FX", 2017): 1.5},
        helped={("FX", 2017): 1.0},
    )
    assert kind.slack(case(less, plan)) - kind.slack(case(q, plan)) == pytest.approx(0.25)


def test_protected_staff_are_missed_in_persons_as_the_unit_says() -> None:
    kind = KINDS["protected_staff"]
    q = SMALL.demands["PROTECTED-STAFF"]._replace(staff=("FX",))
    plan = replace(baseline(SMALL), dismissed={("REHAB", "FX", 2017): 1.5})
    assert SMALL.staff_groups["FX"].fte_per_person == 0.5
    assert (kind.slack(case(q, plan)), kind.unit) == (-3.0, quantities.DISMISSED)


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=list(CRITERIA))
def test_a_criterion_is_named_in_both_languages_and_in_its_module(criterion: Criterion) -> None:
    assert all((*criterion.label, *criterion.subject, *criterion.best))
    assert not open_in(criterion.label)
    assert not open_in(criterion.best)
    assert open_in(criterion.subject) <= {"period"}
    assert criterion.unit in UNITS[1:]
    assert criterion.expression.__name__ == f"{criterion.name}_expression"
    assert vars(sys.modules[criterion.expression.__module__])[criterion.name.upper()] is criterion
    assert criterion.expression.__doc__
    assert criterion.value.__doc__


@pytest.mark.parametrize("name", TRADEOFFS)
def test_a_tradeoff_has_all_its_words_in_both_languages(name: str) -> None:
    traded, unit = TRADEOFFS[name], CRITERIA[name].unit
    assert open_in(traded.reached) == {"bound"}
    assert all(traded.axis)
    assert not open_in(traded.axis)
    whole = unit.counted == 1 and not unit.decimals and not unit.counts_people
    amounts = (traded.level, traded.better, traded.worse, traded.width, traded.below)
    for amount in filter(None, amounts):
        assert open_in(amount.many) == {"n"}
        assert (amount.one is not None) == whole, "one is told where it is not masked or broken"
        assert amount.one is None or all(amount.one)


@pytest.mark.parametrize("name", TRADEOFFS)
def test_a_criterion_is_reached_by_a_kind_that_counts_the_same(name: str) -> None:
    """What a plan has left of the bound is what its value is better by."""
    criterion, kind = CRITERIA[name], KINDS[TRADEOFFS[name].kind]
    assert (kind.unit, kind.looser) == (criterion.unit, -criterion.sense)
    today, untargeted = baseline(SMALL), replace(SMALL, demands={})
    let_go = replace(today, dismissed={("REHAB", "FX", 2017): 1.5})
    before = evaluate(untargeted, today)
    for plan in (today, replace(today, places={}), let_go):
        after = evaluate(untargeted, plan)
        better = criterion.sense * (criterion.value(untargeted, before, after) - 7.0)
        found = kind.slack(
            DemandContext(untargeted, plan, before, after, demand_reaching(name, 7.0))
        )
        assert found == pytest.approx(better)


def test_the_paper_says_of_a_criterion_what_its_record_says() -> None:
    paper = Path("docs/formulation.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in re.findall(r"^\| (\(12\..*) \|$", paper, re.MULTILINE)]
    told = {row[1].strip("`"): (row[0], row[3], row[5].strip("`")) for row in rows}
    best = {MAXIMIZE: "most", MINIMIZE: "least"}
    assert told == {
        name: (f"({each.line})", best[each.sense], each.tradeoff.kind if each.tradeoff else "–")
        for name, each in CRITERIA.items()
    }


@pytest.mark.parametrize("records", ["demand_kinds.kinds", "criteria"])
def test_the_records_are_there_without_a_solver(records: str) -> None:
    code = f"import sys, model.{records}; print('pyomo' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"
