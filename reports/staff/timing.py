"""Staff in time: the first year by month, the steps to a notice, the law, and help.

Frames for screen, workbook and command line. Money in 1,000 kr., people in persons, staff in FTE,
times in months from the decision.
"""

from collections.abc import Sequence

import pandas as pd
from babel.dates import format_date

from locales import LOCALES, counter, shortest, translator
from model.evaluation.job_loss import loss_of
from model.staff.flows import MONTHS, cost_by_month, paid_by_month
from model.staff.mass_dismissal import Layoff, layoffs
from model.staff.reemployment import Effort, effort
from model.staff.timeline import DAYS, Timeline, day_after, timeline
from model.timing import before_leaving
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
    """The timeline as rows: `name`, `lane`, `start`, `end` in months, `law`; in order of time.

    `from_day` and `to_day` are the same times as dates.
    """
    _ = translator(language)
    found = schedule(answer)
    decided = any(each.step.lane == "decision" for each in found.steps)
    rows: list[Step] = [] if decided else [(_("The decision"), "decision", 0.0, 0.0, "")]
    rows += [
        (each.step.name.of(language), each.step.lane, each.start, each.end,
         each.step.law.of(language))
        for each in sorted(found.steps, key=lambda each: (each.end, each.start))
    ]  # fmt: skip
    if found.notices:
        rows.append((_("Notices are given"), "decision", found.notice, found.notice, ""))
    rows += _notices(found, language)
    rows += _changes(answer, language)
    frame = pd.DataFrame(rows, columns=["name", "lane", "start", "end", "law"])
    days = {f"{to}_day": [_day(answer, months, language) for months in frame[at]]
            for to, at in (("from", "start"), ("to", "end"))}  # fmt: skip
    return frame.assign(**days)


def _day(answer: Answer, months: float, language: str) -> str:
    """The date so many months from the decision."""
    on = day_after(answer.instance, months)
    return format_date(on, "medium", locale=LOCALES[language])


def help_given(answer: Answer) -> Effort | None:
    """The help for the dismissed of a plan; None where nobody is dismissed who could get it."""
    found = effort(answer.instance, answer.solution.plan or answer.baseline)
    return found if found and round(found.people) else None


def net_price(answer: Answer, language: str) -> pd.DataFrame:
    """One dismissed on both accounts: wage saved, benefit paid, and what is left, all years.

    A row for each staff group that can get help, without and with it.
    """
    _ = translator(language)
    data, rows = answer.instance, []
    first, last = data.years[0], data.years[-1]
    for s in data.helped:
        staff = data.staff_groups[s]
        years = last - first + 1 - before_leaving(data, staff)
        wage = years * staff.price * staff.fte_per_person
        for name, helped in ((_("Without help"), False), (_("With help"), True)):
            lost = loss_of(data, s, first, helped=helped)
            benefit = sum(each.gross - each.refund for each in lost)
            rows.append({"staff_name": staff.name.of(language), "name": name, "wage_saved": wage,
                         "benefit_cost": benefit, "net_saved": wage - benefit})  # fmt: skip
    columns = ["staff_name", "name", "wage_saved", "benefit_cost", "net_saved"]
    return pd.DataFrame(rows, columns=columns)


def study(answers: Sequence[tuple[float, Answer]]) -> pd.DataFrame:
    """One row per share of the dismissed who must get help: who finds a job, price and plan.

    Blank where there is no plan, or nobody to help. `found` are people with a new job a year after
    their last day, `gained` those who would not have one without help; prices are for all years.
    """
    return pd.DataFrame([_study_row(share, answer) for share, answer in answers])


def _study_row(share: float, answer: Answer) -> dict[str, object]:
    row: dict[str, object] = {"help_for": share, "price": None, "found": None, "gained": None}
    found, outcome = help_given(answer), answer.solution.outcome
    if outcome is None or found is None:
        return row
    last = answer.instance.settings.last_year
    return row | {
        "helped": found.helped,
        "staff_helping": found.staff,
        "price": found.price,
        "found": found.found["mid"],
        "found_low": found.found["low"],
        "found_high": found.found["high"],
        "gained": found.gained("mid"),
        "per_gained": found.price / found.job_years if found.job_years else None,
        "exits": sum(v for (_, y), v in outcome.extra_exits.items() if y == last),
        "net": outcome.in_work[last].net,
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
