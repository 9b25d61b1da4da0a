"""What an answer says of people: in work and out of it, dismissed, vulnerable, without work."""

from dataclasses import replace

import pytest
from reports_case import ANSWER, IMPOSSIBLE, INSTANCE, SOLUTION, UNCHANGED, changed, plan
from small import SMALL, demanding

from model.demand import NO_WORDS
from model.evaluation.evaluate import evaluate
from model.instance import Instance
from model.solution import InWork, Outcome, Step
from reports.answer import people, people_tables, people_text
from reports.answer.proof import proof
from reports.money import text as money_text
from scenarios.scenario import Scenario
from scenarios.solve import Answer, solve
from scenarios.studies.last_million import LastMillion


def leading_to(outcome: Outcome) -> Answer:
    return replace(ANSWER, solution=replace(SOLUTION, outcome=outcome))


def with_net(gross: float, out: float, dismissed: float = 15.0) -> Answer:
    in_work = {2017: InWork(99.0, 0.0), 2018: InWork(gross, out)}
    people_out = {("VRK", "VA", 2017): dismissed}
    return leading_to(replace(changed(), in_work=in_work, dismissed_people=people_out))


def idle_in(first: float, last: float) -> Answer:
    return leading_to(
        replace(changed(), idle={("JOB", "SB", 2017): first, ("JOB", "SB", 2018): last})
    )


def test_people_in_work_are_the_mean_of_the_years_that_count() -> None:
    both = replace(INSTANCE, settings=INSTANCE.settings._replace(in_work_from=2017))
    assert people.mean_in_work(ANSWER).net == -1
    assert people.mean_in_work(replace(ANSWER, instance=both)).net == pytest.approx(-2.5)
    assert "In 2017–2018 the plan has on average 3 fewer" in people_text.in_work(
        with_net_over(both), "en"
    )


def with_net_over(instance: object) -> Answer:
    in_work = {2017: InWork(2.0, 5.0), 2018: InWork(6.0, 9.0)}
    answer = leading_to(replace(changed(), in_work=in_work))
    return replace(answer, instance=instance)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gross", "out", "told"),
    [
        (30.4, 10.0, "netto 20 flere i job eller uddannelse end i dag: +30 i kraft"),
        (11.2, 10.0, "netto én mere i job eller uddannelse end i dag"),
        (10.3, 10.0, "netto lige så mange i job eller uddannelse som i dag"),
        (-4.0, 10.0, "netto 14 færre i job eller uddannelse end i dag: −4 i kraft"),
    ],
)
def test_more_and_fewer_people_in_work_are_told_whole(gross: float, out: float, told: str) -> None:
    assert told in people_text.in_work(with_net(gross, out), "da")


def test_few_dismissed_are_not_told_by_who_is_out_of_work() -> None:
    told = people_text.in_work(with_net(30.0, 2.0, dismissed=3.0), "en")
    assert told == (
        "In 2018 the plan has on average 28 more people in work or education than today, net. "
        "By year: +99 (2017), +28 (2018)."
    )
    assert "for each person" not in people_text.staff(with_net(30.0, 2.0, dismissed=3.0), "en")


def test_the_dismissed_are_held_against_those_more_in_work() -> None:
    assert "dismissed, none of them in flex jobs (1.5 for each person more in work)" in (
        people_text.staff(with_net(20.0, 10.0), "en")
    )
    assert "for each" not in people_text.staff(with_net(10.0, 10.0), "en")


def test_idle_staff_are_told_from_one_on_in_the_year_with_most() -> None:
    assert people_text.idle(idle_in(0.5, 0.9), "da") is None
    told = people_text.idle(idle_in(6.4, 2.0), "da")
    assert told == (
        "Op til 6\u00a0årsværk om året får løn uden at have arbejde, hvilket koster "
        "3,8\u00a0mio.\u00a0kr. om året."
    )


def test_a_proof_says_what_it_rests_on_and_what_was_given_up() -> None:
    step = Step("exits", 225.0, 236.85, 0.0, 0.05, 236.85)
    told = proof(replace(ANSWER, solution=replace(SOLUTION, steps=(step,))), "en")
    assert told == (
        "For these numbers, of which 43% are assumptions, it is proven that the total of extra "
        "exits to job or education over the 2 years cannot be better than 237. The plan has 225 "
        "and gives up the rest for the goals that follow; within that, no plan does better."
    )
    unstated = replace(ANSWER, instance=replace(INSTANCE, provenance=()))
    assert proof(unstated, "da").startswith("Med disse tal når ingen plan")


def test_a_closing_about_which_the_two_goals_disagree_is_told_with_both_numbers() -> None:
    net_first = replace(
        with_net(20.0, 0.0, dismissed=0.0),
        solution=replace(
            SOLUTION,
            plan=replace(plan(), places=plan().places | {("W", "VRK", "KAP", 2017): 100.0,
                                                         ("W", "VRK", "KAP", 2018): 100.0}),
            outcome=with_net(20.0, 0.0, dismissed=0.0).solution.outcome,
        ),
    )  # fmt: skip
    assert people_text.disagreement(ANSWER, net_first, "en") == (
        "Were the people in work the first goal, Workshop would stay open: that plan has 12 more "
        "exits to job or education a year than today and 20 more people in work or education than "
        "today, net."
    )
    assert people_text.disagreement(ANSWER, ANSWER, "en") is None
    assert people_text.disagreement(ANSWER, IMPOSSIBLE, "en") is None


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, None),
        (LastMillion(0.0, None), "The last million saved costs no exit."),
        (
            LastMillion(0.011, 90_953.0),
            "The last million saved costs less than one exit a year, DKK\u00a091m for each.",
        ),
        (
            LastMillion(2.2, 454.0),
            "The last million saved costs 2 exits a year, DKK\u00a0450,000 for each.",
        ),
    ],
)
def test_the_last_million_is_told_in_whole_exits(
    found: LastMillion | None, told: str | None
) -> None:
    assert money_text.last_million(found, "en") == told


def test_a_category_that_hardly_moves_is_not_told() -> None:
    assert money_text.by_category(UNCHANGED, "en") is None
    still = replace(changed(), money=ANSWER.before.money | {
        ("ADM", 2018): changed().money["ADM", 2018]})  # fmt: skip
    assert money_text.by_category(leading_to(still), "en") == (
        "Service costs rise by DKK\u00a00.1m in 2018."
    )


def with_casework(effect: float, *, counts: bool) -> Answer:
    """The small case, in which group A may have more casework or less, at one effect alone."""
    data = demanding(SMALL, "SAVING")
    group = data.groups["A"]._replace(casework_effect=effect)
    settings = data.settings._replace(casework=counts)
    data = replace(data, settings=settings, groups={**data.groups, "A": group})
    return solve(data, Scenario("x", NO_WORDS, NO_WORDS))


def exits_of(data: Instance, answer: Answer) -> float:
    assert answer.solution.plan is not None
    return evaluate(data, answer.solution.plan).extra_exits["A", data.years[-1]]


@pytest.mark.parametrize("share", [1.2, 0.8])
def test_casework_is_told_at_its_low_effect_beside_the_expected_one(share: float) -> None:
    """Counted above today's, not counted below."""
    counts = share > 1
    answer = with_casework(0.02 if counts else -0.02, counts=True)
    answer = replace(answer, instance=with_casework(0.02, counts=counts).instance)
    group = answer.instance.groups["A"]
    none, *each = (
        exits_of(with_casework(effect, counts=True).instance, answer)
        for effect in (0.0, group.casework_effect_low, group.casework_effect)
    )
    told = people.casework(answer)["A"]
    assert told.share == pytest.approx(share)
    assert [told.low, told.exits] == pytest.approx([exits - none for exits in each])
    assert told.counted == pytest.approx(told.exits if counts else 0)
    frame = people_tables.caseload(answer, "en").frame.set_index("group")
    assert frame.loc["A", "casework_exits_low"] == pytest.approx(told.low)
    sentence = people_text.casework(answer, "da")
    assert sentence is not None
    assert "Jobparate ventes at give" in sentence
    assert f"er {'+' if counts else '0'}" in sentence


def test_casework_as_today_is_not_told() -> None:
    group = SMALL.groups["A"]._replace(casework_low=1.0, casework_high=1.0)
    answer = with_casework(0.02, counts=True)
    held = replace(answer.instance, groups={**SMALL.groups, "A": group})
    assert people.casework(solve(held, answer.scenario)) == {}
    assert people_text.casework(solve(held, answer.scenario), "en") is None
