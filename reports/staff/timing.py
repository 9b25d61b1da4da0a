"""Staff in time: the first year by month, the steps to a notice, the law, and flex jobbers.

Frames for screen, workbook and command line. Money in 1,000 kr., people in persons, staff in FTE,
times in months from the decision.
"""

from collections.abc import Sequence

import pandas as pd

from locales import counter, shortest, translator
from model.staff.flows import MONTHS, cost_by_month, paid_by_month
from model.staff.mass_dismissal import Layoff, layoffs
from model.staff.reemployment import YEAR, Effort, effort
from model.staff.timeline import DAYS, Timeline, timeline
from reports import measures
from reports.disclosure import masking
from reports.language import words
from scenarios.solve import Answer

Step = tuple[str, str, float, float, str]  # name, lane, start, end, law


def months(answer: Answer) -> pd.DataFrame:
    """The first year by month: FTE paid and gross cost, today carried on and in the plan.

    Units whose staff the plan decides; costs of service and running accounts, benefits apart.
    """
    instance, decided = answer.instance, set(answer.instance.decided_units)
    rows = []
    sides = (("before", answer.baseline), ("after", answer.solution.plan or answer.baseline))
    for side, plan in sides:
        paid, cost = paid_by_month(instance, plan), cost_by_month(instance, plan)
        for month in MONTHS:
            fte = sum(v for (u, _, m), v in paid.items() if m == month and u in decided)
            spent = sum(v for (_, m), v in cost.items() if m == month)
            rows.append({"month": month, "side": side, "paid": fte, "spent": spent})
    return pd.DataFrame(rows)


def mass_dismissals(answer: Answer) -> tuple[Layoff, ...]:
    """Each workplace with dismissals, and the administration as a whole (unit None)."""
    return layoffs(answer.instance, answer.solution.plan or answer.baseline)


def workplaces(answer: Answer, language: str) -> pd.DataFrame:
    """Mass dismissals as a table: one row a workplace and year."""
    _ = translator(language)
    units = answer.instance.units
    return pd.DataFrame(
        [
            {
                "unit_name": units[each.unit].name.of(language) if each.unit
                else _("The administration as a whole"),
                "year": each.year,
                "employees": float(each.employees),
                "people": float(each.dismissed),
                "needed": each.needed,
                "triggered": each.triggered,
                "large": each.large,
            }
            for each in mass_dismissals(answer)
        ],
        columns=["unit_name", "year", "employees", "people", "needed", "triggered", "large"],
    )  # fmt: skip


def schedule(answer: Answer) -> Timeline:
    return timeline(answer.instance, answer.solution.plan or answer.baseline)


def steps(answer: Answer, language: str) -> pd.DataFrame:
    """The timeline as rows: `name`, `lane`, `start`, `end` in months, `law`; in order of time."""
    _ = translator(language)
    found = schedule(answer)
    rows: list[Step] = [(_("The decision"), "decision", 0.0, 0.0, "")]
    rows += [
        (each.step.name.of(language), each.step.lane, each.start, each.end,
         each.step.law.of(language))
        for each in sorted(found.steps, key=lambda each: (each.end, each.start))
    ]  # fmt: skip
    if found.notices:
        rows.append((_("Notices are given"), "decision", found.notice, found.notice, ""))
    rows += _notices(found, language)
    rows += _changes(answer, language)
    return pd.DataFrame(rows, columns=["name", "lane", "start", "end", "law"])


def flexjobs(answer: Answer) -> Effort | None:
    """What the staff set aside give the dismissed flex jobbers; None where none are dismissed."""
    found = effort(answer.instance, answer.solution.plan or answer.baseline)
    return found if found and round(found.people) else None


def net_price(answer: Answer, language: str) -> pd.DataFrame:
    """A dismissed flex jobber on both accounts: wage saved, benefit, and what is left. A year."""
    _ = translator(language)
    found, rows = flexjobs(answer), []
    groups = answer.instance.staff_groups
    for s in answer.instance.reemployment if found else ():
        wage = groups[s].price * groups[s].fte_per_person
        benefit = groups[s].transfer_cost * groups[s].fte_per_person
        for name, cost in ((_("Without a new job"), benefit), (_("In a new flex job"), 0.0)):
            rows.append({"name": name, "wage_saved": wage, "benefit_cost": cost,
                         "net_saved": wage - cost})  # fmt: skip
    return pd.DataFrame(rows, columns=["name", "wage_saved", "benefit_cost", "net_saved"])


def study(answers: Sequence[tuple[float, Answer]]) -> pd.DataFrame:
    """One row per number of staff set aside: who finds a job in a year, the price, and the plan.

    Blank where a plan does not exist. `found` are people with a new job a year after the notice,
    `gained` those who would not have one without help; exits and saving are the plan's own.
    """
    return pd.DataFrame([_study_row(staff, answer) for staff, answer in answers])


def _study_row(staff: float, answer: Answer) -> dict[str, object]:
    row: dict[str, object] = {"staff_aside": staff, "price": None, "found": None}
    found = flexjobs(answer)
    if answer.solution.outcome is None or found is None:
        return row
    last = answer.instance.settings.last_year
    gained = found.reemployed_by_help("mid", YEAR)
    return row | {
        "price": found.price,
        "found": found.reemployed("mid", YEAR),
        "found_low": found.reemployed("low", YEAR),
        "found_high": found.reemployed("high", YEAR),
        "gained": gained,
        "per_gained": found.price / gained if gained else None,
        "exits": sum(v for (_, y), v in answer.solution.outcome.extra_exits.items() if y == last),
        "saving": answer.saving(last),
        "dismissed_people": found.people,
    }


def _notices(found: Timeline, language: str) -> list[Step]:
    """Each length of notice; few people are not told, nor what would tell them from the sum."""
    people = [count for _months, count in found.notices]
    counts = pd.DataFrame({"people": [*people, sum(people)]})
    marks = masking.hidden_cells(counts, ["people"], [range(len(counts))] if people else [])
    return [
        _notice(found, months, None if marks.get((at, "people")) == masking.HIDDEN_MARK else count,
                language)
        for at, (months, count) in enumerate(found.notices)
    ]  # fmt: skip


def _notice(found: Timeline, months: float, people: float | None, language: str) -> Step:
    """A length of notice; where it is shorter than the law's wait, the wait decides."""
    _, ngettext = translator(language), counter(language)
    length = shortest(months, language, 1)
    told = ngettext("1 month's notice", "{months} months' notice", length)
    name = told.format(months=length)
    if people is not None:
        name = _("{name}: {people} people").format(name=name, people=words.people(people, language))
    end = max(found.notice + months, found.earliest)
    waits = found.earliest > found.notice + months + 1 / DAYS
    return name, "notice", found.notice, end, _("the wait by law decides") if waits else ""


def _changes(answer: Answer, language: str) -> list[Step]:
    """When measures that end have run out, by how long their contracts and courses run."""
    _ = translator(language)
    instance, start = answer.instance, answer.instance.settings.process_months
    ends: dict[float, list[str]] = {}
    for m, status in measures.statuses(answer).items():
        if status in ("closed", "handed_over"):
            lead = instance.measures[m].lead_months
            ends.setdefault(lead, []).append(words.short(instance.measures[m].name.of(language)))
    return [
        (_("Ends: {measures}").format(measures=words.listed(names, language)), "change",
         start, start + lead, "")
        for lead, names in sorted(ends.items())
    ]  # fmt: skip
