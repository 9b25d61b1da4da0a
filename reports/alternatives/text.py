"""What holds in all plans near the best, what is free, and how plans differ, in sentences."""

from collections.abc import Iterable, Iterator
from math import isfinite

from locales import counter, number, shortest_percent, translator
from model.alternatives.choices import steps_of
from model.criteria import CRITERIA, TRADEOFFS
from model.instance import Instance
from reports.alternatives import tables
from reports.answer.people_text import more_in_work
from reports.language import words
from reports.language.words import marked as _
from reports.tradeoffs import text as tradeoffs_text
from scenarios.near_best import is_near_best
from scenarios.solve import Answer
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.ranges import Ranges

WAYS = {
    "closed": _("without {names}"),
    "open": _("with {names}"),
    "handed_over": _("{names} handed over"),
    "more": _("more of {names}"),
    "fewer": _("less of {names}"),
}


def certain(found: Ranges, answer: Answer, language: str) -> list[str]:
    """What holds in all of the plans, and what is free."""
    kinds = (of_measures, of_units, of_people)
    return [told for kind in kinds for told in kind(found, answer, language)]


def title(found: Ranges, answer: Answer, language: str) -> str:
    """How many measures and units are free within the loss."""
    ngettext, told = counter(language), shortest_percent(found.share, language)
    n, m = free_measures(found, answer), free_units(found)
    measures = ngettext("{n} of {all} measures", "{n} of {all} measures", str(len(n))).format(
        n=len(n), all=len(known_measures(found, answer))
    )
    units = ngettext("{n} of {all} unit", "{n} of {all} units", str(len(found.of("open"))))
    message = _("Within {share} of the best {measures} and {units} are free")
    return translator(language)(message).format(
        share=told, measures=measures, units=units.format(n=len(m), all=len(found.of("open")))
    )


def frame(found: Ranges, answer: Answer, language: str) -> str:
    """Which plans are meant, and whether the plan on screen is one."""
    say = translator(language)
    told = say(
        _("Here count all plans that keep the demands and lose at most {loss} {period}, against "
          "the best there is.")
    ).format(
        loss=lost(found.criterion, found.loss, language),
        period=words.over(answer.instance.years, language),
    )  # fmt: skip
    if not is_near_best(answer, found.share):
        told += " " + say(_("The plan of the scenario gives up more for people, and is not one."))
    return told


def lost(criterion: str, value: float, language: str) -> str:
    """So much of a criterion that may be lost."""
    if criterion in TRADEOFFS:
        return tradeoffs_text.worse(criterion, value, language)
    name = CRITERIA[criterion].unit.name.of(language)
    return f"{tradeoffs_text.amount(criterion, value, language)} {name}"


def known_measures(found: Ranges, answer: Answer) -> list[str]:
    """The measures that are there today or in one of the plans, of which the ends are found."""
    data = answer.instance
    places = found.of("places").items()
    return [n for n, each in places if data.today(n) or found.always(n) != "closed"]


def free_measures(found: Ranges, answer: Answer) -> list[str]:
    return [n for n in known_measures(found, answer) if found.always(n) is None]


def free_units(found: Ranges) -> list[str]:
    return [u for u in found.of("open") if found.always_open(u) is None]


def of_measures(found: Ranges, answer: Answer, language: str) -> Iterator[str]:
    say, known = translator(language), known_measures(found, answer)
    by_status: dict[str | None, list[str]] = {}
    for n in known:
        by_status.setdefault(found.always(n), []).append(n)
    for status, message in (
        ("closed", _("None of them runs {names}.")),
        ("handed_over", _("All of them hand over {names} to another administration.")),
        (None, _("Free to run or not: {names}.")),
    ):
        if names := by_status.get(status):
            yield say(message).format(names=measure_names(answer.instance, names, language))
    always = len(by_status.get("open", ()))
    message = _("{n} of {all} measures run in all of them; how many places they have may vary.")
    yield say(message).format(n=always, all=len(known))


def of_units(found: Ranges, answer: Answer, language: str) -> Iterator[str]:
    say, units = translator(language), found.of("open")
    for is_open, message in (
        (False, _("All of them close {names} as a unit.")),
        (None, _("Units that are free to stay or close: {names}.")),
    ):
        if names := [u for u in units if found.always_open(u) is is_open]:
            yield say(message).format(names=unit_names(answer.instance, names, language))


def of_people(found: Ranges, _answer: Answer, language: str) -> Iterator[str]:
    """The fewest dismissed and the most in work that one of them has."""
    say, criteria = translator(language), found.of("criterion")
    if "dismissals" in criteria:
        fewest = criteria["dismissals"].least
        if round(fewest.value) == 0:
            yield say(_("One of them dismisses nobody."))
        elif isfinite(fewest.bound) and not words.is_few(fewest.bound):
            message = _("None of them dismisses fewer than {n}.")
            yield say(message).format(n=number(fewest.bound, 0, language))
    best = criteria.get("in_work")
    if best and isfinite(best.most.bound) and found.criterion != "in_work":
        most = more_in_work(best.most.bound, language)
        yield say(_("The best of them for people in work has {more}.")).format(more=most)


def measure_names(data: Instance, names: Iterable[str], language: str) -> str:
    told = (words.short(data.measures[n].name.of(language)) for n in names)
    return words.listed(told, language)


def unit_names(data: Instance, names: Iterable[str], language: str) -> str:
    return words.listed((words.short(data.units[u].name.of(language)) for u in names), language)


def choice_name(data: Instance, kind: str, i: str, language: str) -> str:
    """The name of a measure, or of a unit as such: a workshop may be called as its unit is."""
    if kind == "measure":
        return words.short(data.measures[i].name.of(language))
    told = translator(language)(_("the unit {name}"))
    return told.format(name=words.short(data.units[i].name.of(language)))


def proof(found: Alternatives, language: str) -> str:
    """What no plan near the best is beyond, by the choices in which it would differ."""
    say, ngettext = translator(language), counter(language)
    share, shown = shortest_percent(found.share, language), str(len(found.plans))
    if found.distance is None:
        return say(_("Looking for plans that differ …"))
    if not found.distance:
        message = ngettext(
            "No plan within {share} differs from the one shown in any choice.",
            "Every plan within {share} is like one of the {n} shown in every choice.",
            shown,
        )
    else:
        message = ngettext(
            "No plan within {share} differs from the one shown in more than {distance} of {all} "
            "choices.",
            "No plan within {share} differs from each of the {n} shown in more than {distance} of "
            "{all} choices.",
            shown,
        )
    told = message.format(
        share=share, n=shown, distance=found.distance, all=len(every_choice(found))
    )
    if not found.proven:
        told += " " + say(_("Time ran out, so there may be plans that differ more than these."))
    if found.withheld:
        told += " " + say(_("One plan is withheld, since the evaluation does not confirm it."))
    return told


def every_choice(found: Alternatives) -> list[tuple[str, str]]:
    return [*steps_of(found.plans[0].answer.instance)]


def measure_of_distance(language: str) -> str:
    """When two plans differ in a choice."""
    return translator(language)(
        _("Two plans differ in a measure where a quarter of today's places lies between them, or "
          "where only one hands it over, and in a unit where only one closes it.")
    )  # fmt: skip


def plan_title(k: int, language: str) -> str:
    return translator(language)(_("Plan {n}")).format(n=k)


def plan_sentence(found: Alternatives, k: int, language: str) -> str:
    """How a plan, by its number, differs from the first."""
    say, data = translator(language), found.plans[0].answer.instance
    if k == 1:
        told = say(_("the best by the order of the scenario"))
        return f"{plan_title(k, language)}: {told}."
    by_way: dict[str, list[str]] = {}
    for (kind, i), way in tables.differing(found, k).items():
        by_way.setdefault(way, []).append(choice_name(data, kind, i, language))
    parts = [
        say(message).format(names=words.listed(by_way[way], language))
        for way, message in WAYS.items()
        if way in by_way
    ]
    message = _("{plan}, against plan 1: {ways}.")
    return say(message).format(plan=plan_title(k, language), ways="; ".join(parts))
