import re
from dataclasses import replace
from typing import Any

import pytest
from reports_case import ANSWER, DEMANDS, IMPOSSIBLE, INSTANCE, SOLUTION, UNCHANGED, changed

from model.solution import DemandResult, Outcome, Step
from reports.answer import people_text, sentences
from reports.answer.proof import proof
from reports.language import words
from scenarios.scenario import Levers
from scenarios.solve import Answer, Limit


def leading_to(outcome: Outcome) -> Answer:
    return replace(ANSWER, solution=replace(SOLUTION, outcome=outcome))


def dismissing(staff: float, flexjob: float) -> Answer:
    people = {("VRK", "VA", 2017): staff, ("VRK", "FX", 2017): flexjob}
    return leading_to(replace(changed(), dismissed_people=people))


def spaced(text: str) -> str:
    """The text with ordinary spaces between an amount and its unit."""
    return text.replace("\u00a0", " ")


def told(answer: Answer, language: str) -> tuple[str, ...]:
    return tuple(map(spaced, sentences.in_sentences(answer, language)))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "da",
            (
                "Netto én færre i job eller uddannelse end i dag, 15 afskediges, der spares "
                "1,0 mio. kr. om året og serviceudgifterne stiger med 0,1 mio. kr."
            ),
        ),
        (
            "en",
            (
                "One person fewer in work or education than today, net, 15 are dismissed, DKK 1.0m "
                "a year is saved, and service costs rise by DKK 0.1m."
            ),
        ),
    ],
)
def test_the_answer_in_one_sentence_has_people_before_money(language: str, said: str) -> None:
    assert spaced(sentences.in_brief(ANSWER, language)) == said


@pytest.mark.parametrize(("staff", "said"), [(0.0, "ingen"), (3.0, "færre end fem")])
def test_few_dismissed_are_not_told_in_the_one_sentence(staff: float, said: str) -> None:
    assert f", {said} afskediges" in sentences.in_brief(dismissing(staff, 0.0), "da")


def test_the_answer_is_told_in_danish() -> None:
    assert told(ANSWER, "da") == (
        (
            "Planen finder 1,0 mio. kr. netto om året fra 2018 (0,8 mio. kr. for hele kommunen) og "
            "giver 12 flere afgange til job eller uddannelse om året end i dag."
        ),
        (
            "I 2018 giver planen i gennemsnit netto én færre i job eller uddannelse end i dag: +8 "
            "i kraft af det, den tilbyder, minus 9 som følge af afskedigelser. År for år: "
            "−4 (2017), −1 (2018)."
        ),
        "Heraf udsatte: +2 i job i gennemsnit og +3 afgange om året.",
        (
            "Den lukker Værksted; lader Flådestyring overgå til en anden forvaltning; udvider "
            "Jobsamtaler."
        ),
        (
            "15 medarbejdere afskediges, nogle af dem fleksjobbere, 2 årsværk ansættes og færre "
            "end fem fratræder selv og erstattes ikke."
        ),
        (
            "Serviceudgifterne stiger med 0,1 mio. kr., driftsudgifterne til indsatser falder med "
            "1,1 mio. kr. og overførslerne falder med 0,8 mio. kr. i 2018."
        ),
        (
            "Med disse tal, hvoraf 43 % er antagelser, når ingen plan, der opfylder kravene, "
            "bedre: det samlede antal ekstra afgange til job eller uddannelse over de 2 år er 12 "
            "(afstand under 0,01 %)."
        ),
    )


def test_the_answer_is_told_in_english() -> None:
    assert told(ANSWER, "en") == (
        (
            "The plan closes DKK 1.0m net a year from 2018 (DKK 0.8m for the whole municipality) "
            "and gives 12 more exits to job or education a year than today."
        ),
        (
            "In 2018 the plan has on average one person fewer in work or education than today, "
            "net: +8 by what it offers, less 9 who are dismissed and have no new job. By year: "
            "−4 (2017), −1 (2018)."
        ),
        "Of these vulnerable: +2 in work on average, +3 exits a year.",
        "It closes Workshop; hands over Fleet service; expands Job interviews.",
        (
            "15 staff are dismissed, some of them in flex jobs, 2 FTE are hired, and fewer than "
            "five who leave of their own accord are not replaced."
        ),
        (
            "Service costs rise by DKK 0.1m, running costs of measures fall by DKK 1.1m, and "
            "transfers fall by DKK 0.8m in 2018."
        ),
        (
            "For these numbers, of which 43% are assumptions, no plan within the demands does "
            "better: the total of extra exits to job or education over the 2 years is 12 (gap "
            "below 0.01%)."
        ),
    )


def test_what_is_demanded_before_the_main_saving_is_told_with_what_the_plan_saves_then() -> None:
    first = INSTANCE.demands["SPAR"]._replace(id="FIRST", bound=100.0, from_year=2017, to_year=2017)
    early = replace(INSTANCE, demands={**INSTANCE.demands, "FIRST": first})
    sentence = told(replace(ANSWER, instance=early), "da")[0]
    assert "fra 2018 (0,6 mio. kr. i 2017; 0,8 mio. kr. for hele kommunen)" in sentence
    unasked = replace(early, demands={**INSTANCE.demands, "FIRST": first._replace(active=False)})
    assert told(replace(ANSWER, instance=unasked), "da")[0] == told(ANSWER, "da")[0]


@pytest.mark.parametrize(
    ("staff", "flexjob", "told"),
    [
        (0, 0, "ingen afskediges"),
        (3, 0, "færre end fem medarbejdere afskediges, ingen af dem fleksjobbere"),
        (20, 0, "20 medarbejdere afskediges, ingen af dem fleksjobbere"),
        (3, 20, "23 medarbejdere afskediges, nogle af dem fleksjobbere"),
        (20, 3, "23 medarbejdere afskediges, heraf færre end fem fleksjobbere"),
        (1087, 143, "1.230 medarbejdere afskediges, heraf 143 fleksjobbere"),
        (0, 12, "12 medarbejdere afskediges, heraf 12 fleksjobbere"),
    ],
)
def test_the_dismissed_are_told_without_giving_few_away(
    staff: float, flexjob: float, told: str
) -> None:
    sentence = people_text.staff(dismissing(staff, flexjob), "da")
    assert sentence.startswith(
        f"{words.sentence_start(told)}, 2\u00a0årsværk ansættes og færre end"
    )


@pytest.mark.parametrize(
    ("exits", "told"),
    [
        (92.4, "92 flere afgange til job eller uddannelse om året end i dag"),
        (1.2, "én afgang mere til job eller uddannelse om året end i dag"),
        (0.3, "lige så mange afgange til job eller uddannelse om året som i dag"),
        (-0.8, "én afgang færre til job eller uddannelse om året end i dag"),
        (-1234, "1.234 færre afgange til job eller uddannelse om året end i dag"),
    ],
)
def test_more_none_and_fewer_exits_are_told_in_good_danish(exits: float, told: str) -> None:
    assert words.than_today(exits, "da") == told


def test_a_plan_that_costs_more_does_not_call_it_a_saving() -> None:
    service = replace(changed().money["ADM", 2018], gross=25_100)
    dearer = leading_to(replace(changed(), money=changed().money | {("ADM", 2018): service}))
    assert told(dearer, "da")[0].startswith(
        "Planen koster 4,0 mio. kr. netto mere om året fra 2018 (4,2 mio. kr. for hele kommunen)"
    )


def test_without_a_demand_the_plan_saves_and_closes_nothing() -> None:
    demands = {"SPAR": INSTANCE.demands["SPAR"]._replace(active=False)}
    free = replace(ANSWER, instance=replace(INSTANCE, demands=demands))
    assert sentences.in_sentences(free, "da")[0].startswith(
        "Planen sparer 0,6\u00a0mio.\u00a0kr. netto om året fra 2017"
    )


def test_today_carried_on_is_not_called_a_plan() -> None:
    assert sentences.in_sentences(UNCHANGED, "da") == (
        (
            "Dagens praksis videreføres: 600 afgange til job eller uddannelse om året, ingen "
            "besparelse og ingen afskedigelser."
        ),
    )


def test_a_proof_about_few_dismissed_does_not_tell_how_many() -> None:
    step = Step("dismissals", 3.0, 2.6, 0.125, 0.0, 3.0)
    told = proof(replace(ANSWER, solution=replace(SOLUTION, steps=(step,))), "en")
    assert "the number of dismissed is fewer than five" in told
    assert "3.0" not in told
    assert "2.6" not in told


def test_no_sentence_tells_a_bound_of_few_people_nor_parts_of_a_person() -> None:
    step = Step("dismissals", 6.2, 1.6, 0.7, 0.0, 6.2)
    stopped = replace(SOLUTION, termination="feasible", limit="time", steps=(step,))
    told = proof(replace(ANSWER, solution=stopped), "da")
    limit = sentences.limit(Limit("dismissals", "optimal", 1.6), (2017,), "da")
    assert "er 6" in told
    for sentence in (told, limit):
        assert "færre end fem" in sentence
        assert not re.search(r"1,6|6,2", sentence)


def test_a_broken_demand_is_told_instead_of_the_proof() -> None:
    broken = {**DEMANDS, "SPAR": DemandResult(active=True, met=False, slack=-5)}
    answer = replace(ANSWER, solution=replace(SOLUTION, demands=broken))
    assert sentences.in_sentences(answer, "da")[-1] == (
        "Ikke opfyldt: »1\u00a0mio.\u00a0kr. spares« (Økonomi)."
    )


def test_a_plan_found_before_the_limit_is_not_called_optimal() -> None:
    step = Step("exits", 90.0, 100.0, 0.1111, 5e-5, 90.0)
    stopped = replace(SOLUTION, termination="feasible", limit="time", steps=(step,))
    assert proof(replace(ANSWER, solution=stopped), "da") == (
        "Planen er ikke bevist bedst, fordi søgningen nåede tidsgrænsen: det samlede "
        "antal ekstra afgange til job eller uddannelse over de 2 år er 90, og en anden plan kan "
        "måske nå 100 (afstand 11,11\u00a0%)."
    )


def test_a_total_names_the_years_it_is_counted_over_and_is_heard_without_tenths() -> None:
    step = Step("exits", 45.1, 45.14, 5e-5, 5e-5, 45.1)
    told = proof(replace(ANSWER, solution=replace(SOLUTION, steps=(step,))), "en")
    assert "over the 2 years is 45 (" in told
    assert words.over((2017, 2018, 2019, 2020), "da") == "over de 4 år"
    assert words.over((2017,), "da") == "i 2017"


def test_other_effects_than_the_middle_are_told_by_what_today_gives_under_them() -> None:
    high, low = (
        replace(ANSWER, scenario=replace(ANSWER.scenario, levers=Levers(effects=each)))
        for each in ("high", "low")
    )
    assert sentences.effects_note(high, "da") == (
        "Med høje effekter giver dagens indsatser tilsammen 9 ekstra afgange om året. Planens "
        "afgange er sammenlignet med det."
    )
    assert sentences.effects_note(low, "en") == (
        "With low effects today's measures together give 9 extra exits a year; the plan's "
        "exits are held against that."
    )
    assert sentences.effects_note(ANSWER, "da") is None


def test_measures_that_together_cost_exits_are_said_to() -> None:
    scenario = replace(ANSWER.scenario, levers=Levers(effects="low"))
    before = replace(ANSWER.before, measure_exits={("W", "KAP", 2018): -20.0})
    assert sentences.effects_note(replace(ANSWER, scenario=scenario, before=before), "da") == (
        "Med lave effekter koster dagens indsatser tilsammen 16 afgange om året, så det giver i "
        "sig selv afgange at lukke nogle af dem. Planens afgange er sammenlignet med det."
    )


def test_a_gap_is_never_shown_smaller_than_it_is() -> None:
    assert words.gap(0.0, "da") == "under 0,01\u00a0%"
    assert words.gap(0.0001, "da") == "0,01\u00a0%"
    assert words.gap(None, "da") == "ukendt"


def test_a_clash_names_the_demands_and_their_owners() -> None:
    assert sentences.in_sentences(IMPOSSIBLE, "da") == (
        (
            "Ingen plan opfylder alle krav på én gang. Disse krav kan ikke forenes: "
            "»1\u00a0mio.\u00a0kr. spares« (Økonomi) og »Værkstedet består« (Udvalget). Opgiv "
            "eller lemp mindst ét "
            "af dem."
        ),
    )


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (
            {"termination": "infeasible"},
            "Der findes ingen plan for datasættet, heller ikke helt uden krav:",
        ),
        ({"termination": "unbounded"}, "Datasættet sætter ingen grænse"),
        (
            {"termination": "no solution found"},
            "Der blev ikke fundet en plan inden for tidsgrænsen",
        ),
        ({"termination": "optimal", "agrees": False}, "Planen vises ikke, fordi"),
    ],
)
def test_every_end_without_a_plan_has_its_own_words(ended: dict[str, Any], told: str) -> None:
    answer = replace(IMPOSSIBLE, conflict=(), solution=replace(IMPOSSIBLE.solution, **ended))
    assert sentences.in_sentences(answer, "da")[0].startswith(told)


def test_the_headline_holds_the_plan_against_another() -> None:
    assert sentences.headline(ANSWER, ANSWER, "da") == (
        "Mod »Prøven«: lige så mange afgange til job eller uddannelse om året, omtrent lige så "
        "mange afskedigede og den samme besparelse"
    )
    assert spaced(sentences.headline(ANSWER, UNCHANGED, "da")) == (
        "Mod »Fortsæt«: 12 flere afgange til job eller uddannelse om året, 15 flere afskedigede "
        "og 1,0 mio. kr. mere i årlig besparelse (0,8 mio. kr. mere i årlig besparelse for hele "
        "kommunen)"
    )
    assert spaced(sentences.headline(UNCHANGED, ANSWER, "en")) == (
        "Against “The test”: 12 fewer exits to job or education a year, 15 fewer dismissed and "
        "DKK 1.0m less saved a year (DKK 0.8m less saved a year for the whole municipality)"
    )


def test_what_counts_for_the_municipality_is_held_against_the_administration_alone() -> None:
    demands = {"SPAR": INSTANCE.demands["SPAR"]._replace(view="municipality")}
    answer = replace(ANSWER, instance=replace(INSTANCE, demands=demands))
    amounts = "0,8 mio. kr. netto om året fra 2018 (1,0 mio. kr. for forvaltningen alene)"
    assert amounts in told(answer, "da")[0]


def test_where_nothing_is_handed_over_there_is_one_amount() -> None:
    kept = replace(changed(), elsewhere=ANSWER.before.elsewhere)
    assert "kommunen" not in sentences.in_sentences(leading_to(kept), "da")[0]
    assert "kommunen" not in sentences.headline(leading_to(kept), UNCHANGED, "da")


def test_those_who_leave_are_told_as_people_with_their_share_of_full_time() -> None:
    assert (
        spaced(people_text.leavers(12.4, 9.3, "da"))
        == "12 (9 årsværk) fratræder selv og erstattes ikke"
    )
    assert people_text.leavers(3.0, 2.0, "en") == (
        "fewer than five who leave of their own accord are not replaced"
    )


def test_a_headline_without_a_plan_compares_nothing() -> None:
    assert sentences.headline(ANSWER, IMPOSSIBLE, "da") == ("Der er ingen plan at sammenligne med.")


def test_a_promise_above_what_was_ever_realised_is_warned_of() -> None:
    assert sentences.warning(ANSWER, "da") is None
    sceptical = INSTANCE.settings._replace(ratio_ever_realised=0.55)
    answer = replace(ANSWER, instance=replace(INSTANCE, settings=sceptical))
    assert sentences.warning(answer, "da") == (
        "Advarsel: Planen lover 0,6\u00a0kr. i sparede overførsler og skat for hver ekstra "
        "krone til de indsatser, der udvides. Hidtil har investeringer højst givet 0,55\u00a0kr."
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Jobsamtaler (6 ekstra på 13 uger)", "Jobsamtaler"),
        ("Virksomhedspraktik, privat", "Virksomhedspraktik (privat)"),
        ("Mentorstøtte", "Mentorstøtte"),
    ],
)
def test_a_name_in_a_list_has_no_comma_of_its_own(name: str, short: str) -> None:
    assert words.short(name) == short
