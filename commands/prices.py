"""The commands about what demands and choices cost: prices, why."""

import argparse
import sys

from commands.command import PLAN, Arguments, BadInputError, Command, as_json, scenario, show
from commands.request import answer_on, checked_instance, exit_code, refused
from locales import translator
from model.instance import Instance
from reports import why as reasons
from reports.answer import sentences
from reports.demands import prices as listed
from scenarios.scenario import nearest
from scenarios.solve import SECONDS, Answer
from scenarios.studies.prices import Prices
from scenarios.studies.prices import price_list as price_list_of
from scenarios.studies.why import why


def price_list(arguments: Arguments) -> int:
    answer, language = searched_answer(arguments), arguments.language
    found = None if answer.withheld else priced(answer, arguments)
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


def priced(answer: Answer, arguments: Arguments) -> Prices | None:
    """The price list of the answer; how far it is goes to standard error as it grows."""
    found = None
    for found in price_list_of(answer, arguments.seconds):
        if found.sets in (0, found.sets_needed):
            print(listed.progress(found, arguments.language), file=sys.stderr)
    return found


def explain(arguments: Arguments) -> int:
    answer, name = searched_answer(arguments), arguments.measure
    known = [*answer.instance.measures, *answer.instance.units]
    if name not in known:
        remedy = nearest(name, known).of(arguments.language)
        raise BadInputError(f"why: {name!r}. {remedy}")
    if answer.solution.plan is None:
        return no_plan(answer, arguments)
    found = why(answer, name, arguments.seconds)
    if arguments.json:
        show(reasons.as_json(found))
    else:
        print("\n".join(reasons.sentences(found, answer, arguments.language)))
    return PLAN


def searched_answer(arguments: Arguments) -> Answer:
    """The answer of the arguments, where something was searched for."""
    return searched_on(checked_instance(arguments), arguments)


def searched_on(instance: Instance, arguments: Arguments) -> Answer:
    """The same on data that have been read."""
    answer = answer_on(instance, arguments)
    if answer.scenario.frozen:
        _ = translator(arguments.language)
        message = _(
            "Today's practice carried on is not searched for, so there is no best plan to go on "
            "from. Choose another scenario."
        )
        raise refused(arguments, "scenario", message)
    return answer


def no_plan(answer: Answer, arguments: Arguments) -> int:
    """Without a plan nothing has a price: what clashes instead, or why the plan is withheld."""
    if arguments.json:
        known = None if answer.withheld else False
        show({"feasible": known, "conflict": list(answer.conflict)})
    else:
        print(sentences.no_plan(answer, arguments.language))
    return exit_code(answer)


def measure(command: argparse.ArgumentParser) -> None:
    """Which measure or unit."""
    command.add_argument("measure", metavar="MEASURE", help="the id of a measure or unit")


def seconds(command: argparse.ArgumentParser) -> None:
    """How long to search."""
    told = "leave out what is not settled after"
    command.add_argument("--seconds", type=float, default=SECONDS, metavar="S", help=told)


COMMANDS = (
    Command("prices", price_list, (scenario, as_json, seconds)),
    Command("why", explain, (measure, scenario, as_json, seconds)),
)
