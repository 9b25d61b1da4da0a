"""The commands about staff in time: months, mass dismissals, and help for the dismissed."""

from typing import Any

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
from commands.request import (
    checked_instance,
    exit_code,
    requested_answer,
    requested_scenario,
    without_plan,
)
from locales import percent, translator
from model.staff.reemployment import LEVELS
from reports.language import words
from reports.money import economy
from reports.staff import text as staff_text
from reports.staff import timing as staff_timing
from scenarios.solve import Answer, solve
from scenarios.studies import help as help_study


def staff(arguments: Arguments) -> int:
    answer = requested_answer(arguments)
    if arguments.json:
        show(as_dict(answer))
    elif answer.solution.outcome is None:
        print(without_plan(arguments, answer))
    else:
        print("\n".join(plan_sentences(answer, arguments.language)))
    return exit_code(answer)


def plan_sentences(answer: Answer, language: str) -> list[str]:
    first = (staff_text.flows, staff_text.saving, staff_text.months,
             staff_text.timeline, staff_text.law)  # fmt: skip
    found: list[str | None] = [title(answer, language) for title in first]
    found += [staff_text.act_duties(answer, language), staff_text.protected_staff(answer, language),
              staff_text.effort(answer, language)]  # fmt: skip
    return [f"{sentence.rstrip('.')}." for sentence in found if sentence]


def as_dict(answer: Answer) -> dict[str, Any]:
    """Money in 1,000 kr., positive when it saves; people in persons, months from the decision."""
    if answer.solution.outcome is None:
        return {"scenario": answer.scenario.id, "termination": answer.solution.termination,
                "ways": {}, "months": [], "mass_dismissal": [], "timeline": [],
                "flexjobs": None}  # fmt: skip
    rows = economy.savings_by_source(answer)
    saved = rows.pivot_table(index="way", columns="year", values="saving", sort=False)
    return {
        "scenario": answer.scenario.id,
        "termination": answer.solution.termination,
        "ways": {str(w): {str(y): float(v) for y, v in row.items()} for w, row in saved.iterrows()},
        "months": staff_timing.months(answer).to_dict("records"),
        "mass_dismissal": [
            {"workplace": each.unit, "year": each.year, "employees": each.employees,
             "dismissed": each.dismissed, "needed": each.needed, "triggered": each.triggered,
             "large": each.large}
            for each in staff_timing.mass_dismissals(answer)
        ],
        "timeline": staff_timing.steps(answer, "en").to_dict("records"),
        "flexjobs": help_as_dict(answer),
    }  # fmt: skip


def help_as_dict(answer: Answer) -> dict[str, Any] | None:
    """The help for the dismissed, and who has a new job within a year."""
    found = staff_timing.help_given(answer)
    if found is None:
        return None
    return {
        "people": found.people,
        "helped": found.helped,
        "staff": found.staff,
        "price": found.price,
        "job_years": found.job_years,
        "found": found.found,
        "gained": {level: found.gained(level) for level in LEVELS},
    }


def vary_help(arguments: Arguments) -> int:
    instance = checked_instance(arguments)
    wanted = requested_scenario(arguments, instance)
    if help_study.demand(instance) is None:
        raise BadInputError(_nobody(arguments.language))
    answers = [
        (share, solve(instance, help_study.variant(wanted, instance, share)))
        for share in help_study.SHARES
    ]
    study = staff_timing.study(answers)
    rows = study.astype(object).where(study.notna(), None).to_dict("records")
    if arguments.json:
        show({"scenario": wanted.id, "study": rows})
    else:
        for (_share, answer), row in zip(answers, rows, strict=True):
            print(study_line(answer, {str(k): v for k, v in row.items()}, arguments.language))
        print(f"{staff_text.study_sentence(study, arguments.language)}.")
    return PLAN if any(answer.solution.outcome for _share, answer in answers) else NO_PLAN


def study_line(answer: Answer, row: dict[str, Any], language: str) -> str:
    """What help for a share gives, costs, and leaves of the plan; a row of `staff_timing.study`."""
    _ = translator(language)
    share = _("Help for at least {share}").format(share=percent(row["help_for"], 0, language))
    if answer.solution.outcome is None:
        return _("{share}: no plan").format(share=share)
    if row["found"] is None:
        return _("{share}: nobody is dismissed who could get it").format(share=share)
    return _(
        "{share}: {helped} of {people} get it, {found} [{low}–{high}] have a new job within a "
        "year, {gained} thanks to the help, which costs {price}; the plan gives {exits} a year."
    ).format(
        share=share,
        helped=words.people(row["helped"], language),
        price=words.thousands(row["price"], language),
        exits=words.extra_exits(words.count(row["exits"], language), language),
        people=words.people(row["dismissed_people"], language),
        found=words.people(row["found"], language),
        low=words.people(row["found_low"], language),
        high=words.people(row["found_high"], language),
        gained=words.people(row["gained"], language),
    )


def _nobody(language: str) -> str:
    _ = translator(language)
    return _(
        'Nobody helps: write in the sheet "New jobs for the dismissed" who helps, and add a demand '
        "for help."
    )


COMMANDS = (
    Command("staff", staff, (scenario, as_json)),
    Command("flexjobs", vary_help, (scenario, as_json)),
)
