"""What the arguments of a command ask for: their data, their scenario, its answer."""

import re
import sys
from dataclasses import replace
from pathlib import Path

from commands.command import NO_PLAN, PLAN, WITHHELD, Arguments, BadInputError
from inputs import apart
from inputs import read as inputs
from inputs.checks.warnings import rules_broken_today
from inputs.given_name import checked_name
from inputs.parsing import cpr
from inputs.problems import Place, Problem
from inputs.read import Checked
from model.instance import Instance
from reports.answer import sentences
from reports.tradeoffs.sweep import clamp_warning
from scenarios import fit
from scenarios.cross_check import cross_checked
from scenarios.levers import move
from scenarios.ranges import within
from scenarios.scenario import RefusedError, Scenario
from scenarios.solve import Answer, solve
from scenarios.studies.futures import decisions

ESCAPE = re.compile(r"\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})")


def load(arguments: Arguments) -> Checked:
    """The data set of the arguments, read and checked."""
    return apart.load(arguments.inputs) if arguments.inputs else inputs.default()


def checked_instance(arguments: Arguments) -> Instance:
    """The instance of the arguments, its doubts told; or every error that keeps it from use."""
    checked = load(arguments)
    if checked.instance is None:
        errors = [p.text(arguments.language) for p in checked.problems if p.severity == "error"]
        raise BadInputError("\n".join(errors))
    for doubt in checked.doubts:
        print(doubt.text(arguments.language), file=sys.stderr)
    return checked.instance


def requested_scenario(
    arguments: Arguments, instance: Instance, name: str | None = None
) -> Scenario:
    """The scenario of the arguments, or another by name, with its levers moved."""
    refuse_persons(name or arguments.scenario, arguments.language)
    try:
        found = fit.load(name or arguments.scenario, instance)
        asked = [setting.partition("=")[::2] for setting in arguments.set or ()]
        if any(cpr.in_text(setting) for setting in arguments.set or ()):
            raise BadInputError(cpr.refusal(Place("file", "--set")).text(arguments.language))
        used = [(key, within(instance, key.strip(), value)) for key, value in asked]
        moved = move(found, instance, map("=".join, used))
    except RefusedError as error:
        raise bad_input(error, arguments.language) from error
    for (key, value), (_key, kept) in zip(asked, used, strict=True):
        if kept != value:
            told = clamp_warning(key.strip(), value.strip(), kept, arguments.language)
            print(f"--set {key}={value}: {told}", file=sys.stderr)
    return replace(moved, called=given_name(arguments) or moved.called)


def refuse_persons(name: str, language: str) -> None:
    """Raises BadInputError for a scenario file with the number of a person."""
    path = Path(name)
    if path.is_file():
        content = ESCAPE.sub(unescaped, path.read_text(encoding="utf-8", errors="replace"))
        lines = [path.name, *content.splitlines()]
        if any(map(cpr.in_text, lines)):
            raise BadInputError(cpr.refusal(Place("file", path.name)).text(language))


def unescaped(found: re.Match[str]) -> str:
    """The character that TOML writes as its number."""
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= sys.maxunicode else ""


def given_name(arguments: Arguments) -> str:
    """The name that the scenario is given; "" where it is not. Raises BadInputError."""
    try:
        return checked_name(arguments.name or "")
    except ValueError as error:
        raise BadInputError(f"--name: {error.args[0].of(arguments.language)}") from error


def bad_input(error: RefusedError, language: str) -> BadInputError:
    """Every fault of what was refused, a line each."""
    return BadInputError("\n".join(fault.text(language) for fault in error.faults))


def refused(arguments: Arguments, option: str, message: str) -> BadInputError:
    """The error of what was given for an option, with the rule and the remedy."""
    return BadInputError(f"--{option} {getattr(arguments, option)}: {message}")


def requested_answer(arguments: Arguments) -> Answer:
    """The scenario of the arguments solved on their data, as a second solver confirms it."""
    return answer_on(checked_instance(arguments), arguments)


def answer_on(instance: Instance, arguments: Arguments) -> Answer:
    """The same on data that have been read."""
    return cross_checked(solve(instance, requested_scenario(arguments, instance)))


def decided(instance: Instance, besides: Answer) -> list[Answer]:
    """What the municipality of the data has decided, solved; not the answer itself."""
    if besides.solution.outcome is None or besides.scenario.frozen:
        return []
    known = (each for each in decisions(instance) if each.id != besides.scenario.id)
    return [solve(instance, each) for each in known]


def broken_today(arguments: Arguments, answer: Answer) -> list[Problem]:
    """What a check knows that stands against any plan: which staff is short of how many FTE."""
    if answer.solution.outcome is not None or answer.withheld:
        return []
    source = Place("file", Path(arguments.inputs).name if arguments.inputs else "odense-2017")
    return list(rules_broken_today(answer.instance, source))


def without_plan(arguments: Arguments, answer: Answer) -> str:
    """Why there is no plan, and what is known of the data that may explain it."""
    known = [each.text(arguments.language) for each in broken_today(arguments, answer)]
    return "\n".join((*sentences.in_sentences(answer, arguments.language), *known))


def exit_code(*answers: Answer) -> int:
    """The exit code of answers that are shown together: of the worst."""
    if any(answer.withheld for answer in answers):
        return WITHHELD
    return PLAN if all(answer.solution.outcome for answer in answers) else NO_PLAN
