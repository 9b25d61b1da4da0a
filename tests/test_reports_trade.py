"""The trade as a table: a row for each plan that differs in what is told."""

from dataclasses import replace

from reports_case import ANSWER, IMPOSSIBLE, SOLUTION, changed

from model.solution import InWork
from reports.disclosure.masking import masked_frame
from reports.tradeoffs.trade import table
from scenarios.solve import Answer
from scenarios.studies.trade import TradePoint


def giving(dismissed: float, flexjob: float, net: float) -> Answer:
    people = {("VRK", "VA", 2017): dismissed - flexjob, ("VRK", "FX", 2017): flexjob}
    in_work = {2017: InWork(0.0, 0.0), 2018: InWork(net + 1, 1.0)}
    outcome = replace(changed(), dismissed_people=people, in_work=in_work)
    return replace(ANSWER, solution=replace(SOLUTION, outcome=outcome))


POINTS = (
    TradePoint(0.0, "in_work", giving(30, 10, 5)),
    TradePoint(0.0, "dismissals", giving(30, 10, 5)),
    TradePoint(0.01, "in_work", giving(20, 8, 9)),
    TradePoint(0.01, "dismissals", giving(17, 8, 7)),
    TradePoint(0.02, "in_work", IMPOSSIBLE),
    TradePoint(None, "in_work", giving(9, 2, 12)),
)


def test_each_plan_has_a_row_that_leads_back_to_its_scenario() -> None:
    frame = table(POINTS).frame
    assert list(frame["at"]) == [0, 2, 3, 5]
    assert list(frame["sought"]) == ["both", "in_work", "dismissals", "in_work"]
    assert list(frame["people"]) == [30, 20, 17, 9]
    assert list(frame["net"]) == [5, 9, 7, 12]
    assert list(frame["extra"]) == [12] * 4
    assert frame["give_up"].isna().tolist() == [False, False, False, True]


def test_few_of_the_dismissed_are_not_told_by_the_others() -> None:
    told = masked_frame(table(POINTS)).iloc[3]
    assert told["in_flexjobs"] == "<5"
    assert isinstance(told["people"], str) or isinstance(told["other_staff"], str)
