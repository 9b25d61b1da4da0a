"""The commands about what demands and choices cost: prices, why."""

import argparse

from commands.command import (
    NO_PLAN,
    PLAN,
    Arguments,
    BadInputError,
    Command,
    as_json,
    scenario,
    show,
)
from commands.request import requested_answer
from locales import translator
from reports import why as reasons
from reports.answer import sentences
from reports.demands import prices as listed
from scenarios.scenario import nearest
from scenarios.solve import Answer
from scenarios.studies.prices import prices
from scenarios.studies.why import why, why_unit


def price_list(arguments: Arguments) -> int:
    answer, language = searched_answer(arguments), arguments.language
    found = prices(answer)
    if found is None:
        return no_plan(answer, arguments)
    if arguments.json:
        show(listed.as_json(found))
        return PLAN
    print(listed.message(found, answer, language))
    print(listed.totals_sentence(found, language))
    for price in found.prices:
        print(listed.price_sentences(price, found, answer, language))
    return PLAN


def explain(arguments: Arguments) -> int:
    answer, name = searched_answer(arguments), arguments.measure
    known = [*answer.instance.measures, *answer.instance.units]
    if name not in known:
        remedy = nearest(name, known).of(arguments.language)
        raise BadInputError(f"why: {name!r}. {remedy}")
    if answer.solution.plan is None:
        return no_plan(answer, arguments)
    ask = why if name in answer.instance.measures else why_unit
    found = ask(answer, name)
    if arguments.json:
        show(reasons.as_json(found))
    else:
        print("\n".join(reasons.sentences(found, answer, arguments.language)))
    return PLAN


def searched_answer(arguments: Arguments) -> Answer:
    """The answer of the arguments, where something was searched for."""
    answer = requested_answer(arguments)
    if answer.scenario.frozen:
        _ = translator(arguments.language)
        raise BadInputError(
            f"--scenario {arguments.scenario}: "
            + _("Today's practice carried on is not searched for, so nothing in it has a price. "
                "Choose another scenario.")
        )  # fmt: skip
    return answer


def no_plan(answer: Answer, arguments: Arguments) -> int:
    """Without a plan nothing has a price: what clashes instead."""
    if arguments.json:
        show({"feasible": False, "conflict": list(answer.conflict)})
    else:
        print(sentences.no_plan(answer, arguments.language))
    return NO_PLAN


def measure(command: argparse.ArgumentParser) -> None:
    """Which measure or unit."""
    command.add_argument("measure", metavar="MEASURE", help="the id of a measure or unit")


COMMANDS = (
    Command("prices", price_list, (scenario, as_json)),
    Command("why", explain, (measure, scenario, as_json)),
)
