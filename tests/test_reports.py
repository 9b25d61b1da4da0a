from dataclasses import replace

import pandas as pd
import pytest
from comparison_case import small
from reports_case import ANSWER, DEMANDS, IMPOSSIBLE, INSTANCE, SOLUTION, UNCHANGED, plan

from model.instance import Staffing
from model.solution import DemandResult
from reports import citizens, columns, measures, sources
from reports.answer import figures
from reports.demands import tables as demands_tables
from reports.money import economy
from reports.staff import tables as staff_tables
from scenarios.solve import Answer

SAVING = INSTANCE.demands["SPAR"]


def demanding(**terms: object) -> Answer:
    """The answer with another saving demand."""
    saving = SAVING._replace(**terms)
    return replace(ANSWER, instance=replace(INSTANCE, demands={**INSTANCE.demands, "SPAR": saving}))


def row(frame: pd.DataFrame, **key: object) -> pd.Series:
    for column, value in key.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_an_account_changes_by_what_it_costs_after_less_before() -> None:
    drift = row(economy.accounts(ANSWER, "da"), account="DRIFT", year=2018)
    assert (drift["gross_change"], drift["refund_change"], drift["net_change"]) == (
        -2000,
        -900,
        -1100,
    )
    assert drift["net_before"] + drift["net_change"] == drift["net_after"] == 1900


@pytest.mark.parametrize("basis", ["net", "gross"])
@pytest.mark.parametrize("view", ["administration", "municipality"])
@pytest.mark.parametrize("counts", ["service", "service+drift", "all"])
def test_the_claimed_sum_is_what_the_answer_says_it_saves(
    basis: str, view: str, counts: str
) -> None:
    answer = demanding(basis=basis, view=view, counts=counts)
    for claimed in economy.target_by_year(answer).to_dict("records"):
        assert claimed["saving"] == pytest.approx(answer.saving(claimed["year"]), abs=1e-9)
        assert claimed["change"] == pytest.approx(-claimed["saving"], abs=1e-9)


def test_the_demanded_amount_stands_only_in_the_years_of_the_demand() -> None:
    claimed = economy.target_by_year(ANSWER).set_index("year")["amount"]
    assert pd.isna(claimed[2017])
    assert claimed[2018] == 1000


def test_the_bridge_adds_up_to_the_saving() -> None:
    for answer in (ANSWER, UNCHANGED, demanding(basis="gross"), demanding(view="municipality")):
        total = economy.bridge(answer)["saving"].sum()
        assert total == pytest.approx(answer.saving(2018), abs=1e-9)


def test_the_bridge_gives_each_measure_to_what_happens_to_it() -> None:
    bridge = economy.bridge(ANSWER).set_index("source")["saving"]
    assert dict(bridge) == {
        "closed": 4000, "handed_over": 200, "cut": 0, "regrouped": 0, "kept": 0, "grown": -1400,
        "other": -1800,
    }  # fmt: skip


def test_today_carried_on_changes_nothing() -> None:
    lines = economy.lines(UNCHANGED)
    assert not lines[["gross_change", "refund_change", "net_change"]].to_numpy().any()
    assert set(measures.statuses(UNCHANGED).values()) == {"kept"}
    assert not citizens.table(UNCHANGED, "da")["extra"].any()


@pytest.mark.parametrize(
    ("places", "status"),
    [(500, "kept"), (500.5, "kept"), (502.5, "kept"), (503, "grown"), (497, "cut"),
     (0, "closed")],
)  # fmt: skip
def test_a_measure_is_named_by_its_places(places: float, status: str) -> None:
    assert changed_to({"KAP": places / 5, "DAG": places * 4 / 5}) == status


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ({"DAG": 400, "KAP": 100}, {"DAG": 400, "KAP": 100}, "kept"),
        ({"DAG": 350, "KAP": 150}, {"DAG": 350, "KAP": 150}, "regrouped"),
        ({"DAG": 350, "KAP": 150}, {"DAG": 400, "KAP": 100}, "regrouped"),
        ({"DAG": 300, "KAP": 100}, {"DAG": 400, "KAP": 100}, "cut"),
        ({"DAG": 300, "KAP": 100}, {"DAG": 350, "KAP": 150}, "cut"),
        ({"DAG": 300, "KAP": 100}, {"DAG": 500, "KAP": 100}, "grown"),
        ({"DAG": 500, "KAP": 100}, {}, "closed"),
    ],
)
def test_a_status_is_read_from_all_years_and_all_groups(
    first: dict[str, float], last: dict[str, float], status: str
) -> None:
    assert changed_to(last, first) == status


def changed_to(last: dict[str, float], first: dict[str, float] | None = None) -> str:
    """The status of a measure that has 400 and 100 places today."""
    years = {2017: last if first is None else first, 2018: last}
    moved = {("I", "JOB", g, y): n for y, groups in years.items() for g, n in groups.items()}
    left = {k: v for k, v in plan().places.items() if k[0] != "I"}
    answer = replace(ANSWER, solution=replace(SOLUTION, plan=replace(plan(), places=left | moved)))
    return measures.statuses(answer)["I"]


def test_a_measure_handed_over_is_not_called_closed() -> None:
    assert measures.statuses(ANSWER)["F"] == "handed_over"


def test_a_measure_without_extra_exits_has_no_price() -> None:
    today = measures.today(ANSWER, "da").set_index("measure")
    assert dict(today["verdict"]) == {
        "I": "more", "F": "unknown", "K": "unknown", "M": "unknown", "W": "fewer",
    }  # fmt: skip
    assert today.loc["I", "net_per_exit"] == pytest.approx(1300 / (0.8 * 13))
    assert today.drop("I")["net_per_exit"].isna().all()


def test_the_exits_of_the_measures_add_up_to_those_of_the_plan() -> None:
    rows = measures.table(ANSWER, "da")
    gained = rows["exits_after"].sum() - rows["exits_before"].sum()
    assert gained == pytest.approx(figures.figures(ANSWER).extra_exits)


def test_todays_money_and_people_are_split_by_the_effect_they_have() -> None:
    staffed = replace(INSTANCE, staffing={("W", "VA"): Staffing(54, 0)})
    bought = measures.by_verdict(replace(ANSWER, instance=staffed), "da").to_dict("split")
    assert bought["columns"] == [
        "verdict", "measures", "fte", "cost_gross", "cost_before", "exits",
    ]  # fmt: skip
    assert bought["data"] == [
        ["more", 1, 0, 1300, 1300, pytest.approx(0.8 * 13)],
        ["fewer", 1, pytest.approx(100 * 54 / 1350), 5000, 4000, pytest.approx(0.8 * -2)],
        ["unknown", 3, 0, 600, 325, 0],
    ]


def test_staff_today_are_counted_in_people_and_the_fixed_apart() -> None:
    fixed = replace(
        INSTANCE,
        units={**INSTANCE.units, "VRK": INSTANCE.units["VRK"]._replace(status="fixed")},
        staff_groups={
            **INSTANCE.staff_groups,
            "FX": INSTANCE.staff_groups["FX"]._replace(fte_per_person=0.5),
        },
    )
    told = staff_tables.today(replace(ANSWER, instance=fixed), "da").set_index("staff")
    assert dict(told["fte_decided"]) == {"SB": 40, "VA": 0, "FX": 0}
    assert dict(told["fte_fixed"]) == {"SB": 0, "VA": 5, "FX": 12}
    assert dict(told["employed"]) == {"SB": 40, "VA": 5, "FX": 24}


def test_the_effect_of_a_measure_is_weighted_by_its_places() -> None:
    interviews = row(measures.table(ANSWER, "da"), measure="I")
    assert interviews["effect_mid"] == pytest.approx((3 * 400 + 1 * 100) / 500)


def test_an_effects_interval_stays_the_datas_whichever_level_counts() -> None:
    ends = ["effect_low", "effect_mid", "effect_high"]
    plain, high = (measures.table(small(*levers), "da") for levers in ((), ("effects=high",)))
    assert (plain["effect_low"] < plain["effect_mid"]).any()
    assert (plain["effect_mid"] < plain["effect_high"]).any()
    pd.testing.assert_frame_equal(high[ends], plain[ends])
    assert high["exits_before"].sum() > plain["exits_before"].sum()


def test_a_staff_group_that_the_plan_does_not_name_is_gone() -> None:
    gone = replace(plan(), staff={("JOB", "SB", 2018): 42.0})
    answer = replace(ANSWER, solution=replace(SOLUTION, plan=gone))
    assert row(staff_tables.table(answer, "da"), unit="VRK", staff="FX")["fte_2018"] == 0


def test_staff_of_fixed_units_stay_without_being_named() -> None:
    fixed = INSTANCE.units["VRK"]._replace(status="fixed")
    instance = replace(INSTANCE, units={**INSTANCE.units, "VRK": fixed})
    gone = replace(plan(), staff={("JOB", "SB", 2018): 42.0})
    answer = replace(ANSWER, instance=instance, solution=replace(SOLUTION, plan=gone))
    assert row(staff_tables.table(answer, "da"), unit="VRK", staff="FX")["fte_2018"] == 12
    assert list(staff_tables.by_unit(answer, "da")["unit"]) == ["JOB"]


def test_flexjobbers_are_counted_apart_and_in_all() -> None:
    assert staff_tables.dismissed(ANSWER) == (15, 12)


def test_places_and_offers_of_citizens_are_those_of_the_last_year() -> None:
    workshop = row(citizens.table(ANSWER, "da"), group="KAP")
    assert (workshop["places_today"], workshop["places_after"]) == (200, 197)
    assert (workshop["offers_before"], workshop["lost"]) == (200, 3)
    assert workshop["coverage_after"] == 197 / 1200


def test_a_demand_without_a_plan_is_neither_met_nor_broken() -> None:
    held = demands_tables.table(IMPOSSIBLE, "da")
    assert held["met"].isna().all()


def test_the_broken_demands_are_those_that_apply() -> None:
    missed = {
        "SPAR": DemandResult(active=True, met=False, slack=-1),
        "MAX": DemandResult(active=False, met=False, slack=-1),
    }
    answer = replace(ANSWER, solution=replace(SOLUTION, demands={**DEMANDS, **missed}))
    assert answer.solution.broken_demands == ("SPAR",)


def test_a_star_speaks_for_the_rows_without_a_source_of_their_own() -> None:
    graded = sources.confidence(ANSWER).set_index("confidence")
    assert graded.loc["assumption", "numbers"] == 3
    assert graded.loc["published", "numbers"] == 1 + 3
    assert graded["share"].sum() == pytest.approx(1)


def test_key_figures_are_those_of_the_case() -> None:
    found = figures.figures(ANSWER)
    assert (found.saving, found.demanded, found.since, found.year) == (1000, 1000, 2018, 2018)
    assert (found.exits, found.extra_exits) == (612, 12)
    assert (found.dismissed, found.flexjob, found.not_replaced) == (15, 12, 2)
    assert (found.one_off, found.lost, found.lost_vulnerable) == (150, 3, 3)
    assert (found.transfers, found.tax) == (800, 54)


def test_gain_per_krone_is_saved_transfers_and_tax_over_what_grows() -> None:
    assert figures.gain_per_krone(ANSWER) == pytest.approx((1600 + 74) / 2800)
    assert figures.gain_per_krone(UNCHANGED) is None


def test_the_json_has_the_keys_and_signs_of_the_command_line() -> None:
    told = figures.as_json(ANSWER)
    assert list(told) == [
        "scenario", "name", "termination", "limit", "objective", "bound", "gap", "exits",
        "extra_exits", "saving", "saving_by_view", "saving_by_category", "dismissals",
        "in_work", "idle", "hired", "places", "vulnerable", "caseload", "casework",
        "price_per_person", "distance", "rules", "views", "categories", "measures", "units",
        "handovers", "demands",
        "evaluation", "cross_check", "seconds", "plan_id",
    ]  # fmt: skip
    assert told["saving"] == {"2017": 600, "2018": 1000}
    assert told["saving_by_category"]["service"] == {"2017": -500, "2018": -100}
    assert told["exits"] == {"2017": 612, "2018": 612}
    assert told["dismissals"] == {"people": 15, "flexjob": 12}
    assert told["measures"]["W"] == {"status": "closed", "places": {"2017": 0, "2018": 0}}
    assert told["demands"]["MAX"] == {"active": False, "met": True, "slack": 5}
    assert told["in_work"]["2018"] == {"gross": 8, "out": 9, "net": -1}
    assert (told["hired"], told["vulnerable"]["exits"]) == (2, 3)
    assert told["idle"] == {"fte": 0, "tkr": 0}
    assert told["places"]["I"]["KAP"] == {"2017": 197, "2018": 197}
    assert told["caseload"]["KAP"] == pytest.approx(100)
    assert told["views"] == {"administration": 1000, "municipality": 850}
    assert told["categories"] == {"service": -100, "drift": 1100, "transfers": 800}
    assert told["evaluation"] == {"agrees": True, "largest_difference": 1e-9}
    assert (told["objective"], told["bound"], told["gap"]) == (12, 12.0006, 5e-5)


def test_the_json_without_a_plan_has_the_same_keys_and_the_conflict() -> None:
    told = figures.as_json(IMPOSSIBLE)
    assert set(told) == {*figures.as_json(ANSWER), "conflict"}
    assert told["conflict"] == ["SPAR", "BEVAR"]
    assert told["objective"] is None
    assert told["saving"] == told["exits"] == told["measures"] == {}
    assert told["dismissals"] == {"people": None, "flexjob": None}


def test_a_withheld_plan_says_that_the_evaluation_disagrees() -> None:
    withheld = replace(SOLUTION, plan=None, outcome=None, agrees=False, largest_difference=0.1)
    told = figures.as_json(replace(ANSWER, solution=withheld))
    assert told["evaluation"] == {"agrees": False, "largest_difference": 0.1}


def test_every_column_of_every_frame_has_a_heading_of_its_own() -> None:
    for frame in (
        economy.accounts(ANSWER, "da"), economy.lines(ANSWER), economy.target_by_year(ANSWER),
        economy.savings(ANSWER), economy.bridge(ANSWER), measures.table(ANSWER, "da"),
        staff_tables.table(ANSWER, "da"), staff_tables.today(ANSWER, "da"),
        measures.by_verdict(ANSWER, "da"), measures.today(ANSWER, "da"),
        staff_tables.by_unit(ANSWER, "da"), citizens.table(ANSWER, "da"),
        demands_tables.table(ANSWER, "da").drop(columns="quantity"),  # formats the amounts
        sources.confidence(ANSWER), sources.table(ANSWER, "da"),
    ):  # fmt: skip
        spoken = columns.readable(frame, "da")
        assert not set(spoken) & set(frame), set(spoken) & set(frame)
        assert len(set(spoken)) == len(frame.columns), list(spoken)


def test_codes_are_read_as_words_and_blanks_as_nothing() -> None:
    assert columns.word("status", "handed_over", "da") == "Overgår til en anden forvaltning"
    assert columns.word("met", None, "da") == ""
    assert columns.word("column", "a new column", "da") == "a new column"
