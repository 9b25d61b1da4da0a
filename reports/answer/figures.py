"""Key figures of an answer, and its JSON for the command line."""

from dataclasses import dataclass
from typing import Any

from model.demand import View
from model.solution import CrossCheck, Solution, Termination
from reports import citizens, measures, scenario
from reports.answer import people as people_tables
from reports.money import economy
from reports.money.target import SavingsTarget, after, full_year, savings_target
from reports.staff import tables as staff_tables
from reports.units import tables as units_tables
from scenarios.once import once
from scenarios.solve import Answer

SAVINGS = ("saving", "saving_by_view", "saving_by_category")
FOUND = ("optimal", "feasible")  # terminations with a plan, withheld if the evaluation disagrees


@dataclass(frozen=True)
class Figures:
    """Money in 1,000 kr., people and exits in persons.

    Exits and lost offers are those of the last year, when the plan works in full; dismissals
    and one-off costs those of the whole horizon.
    """

    termination: Termination
    limit: str | None
    gap: float | None  # relative, of the first step
    since: int  # first year in which the target must hold
    year: int  # the last year
    saving: float  # the least saved in any year since then
    other_view: View  # the one of two in which the target is not counted
    other_saving: float  # the same in that view
    demanded: float | None
    exits: float
    extra_exits: float
    dismissed: float
    flexjob: float
    not_replaced: float
    not_replaced_fte: float
    one_off: float
    lost: float  # offers fewer
    lost_vulnerable: float
    transfers: float  # net saved on transfers in the last year
    tax: float


@once
def figures(answer: Answer) -> Figures:
    """The figures of the plan; of today's practice when there is no plan."""
    year, wanted, outcome = full_year(answer), savings_target(answer), after(answer)
    people = citizens.table(answer, "en")
    dismissed, flexjob = staff_tables.dismissed(answer)
    not_replaced, not_replaced_fte = staff_tables.not_replaced(answer)
    steps = answer.solution.steps
    return Figures(
        termination=answer.solution.termination,
        limit=answer.solution.limit,
        gap=steps[0].gap if steps else None,
        since=wanted.years[0] if wanted.years else year,
        year=year,
        saving=saving(answer, wanted),
        other_view=wanted.other_view,
        other_saving=saving(answer, wanted.in_other_view),
        demanded=economy.demanded_amount(answer),
        exits=float(people["exits_after"].sum()),
        extra_exits=float(people["extra"].sum()),
        dismissed=dismissed,
        flexjob=flexjob,
        not_replaced=not_replaced,
        not_replaced_fte=not_replaced_fte,
        one_off=float(sum(outcome.one_off.values())),
        lost=float(people["lost"].sum()),
        lost_vulnerable=float(people.loc[people["vulnerable"], "lost"].sum()),
        transfers=_transfers(answer, year),
        tax=float(outcome.tax.get(year, 0.0)),
    )


def saving(answer: Answer, wanted: SavingsTarget) -> float:
    """The least tkr that the plan saves, counted as `wanted`, in any of its years."""
    categories = {a: v.category for a, v in answer.instance.accounts.items()}
    return float(
        min(
            after(answer).saving(
                answer.before, y, categories, wanted.basis, wanted.view, wanted.counts
            )
            for y in wanted.years or (full_year(answer),)
        )
    )


def gain_per_krone(answer: Answer) -> float | None:
    """Kroner gained for each krone more spent on the measures that grow.

    The gain is what transfers fall net and tax rises over the horizon; None when no measure
    costs more than today.
    """
    years = answer.instance.years
    spent = sum(measures.spending_growth(answer, y) for y in years)
    gained = sum(_transfers(answer, y) for y in years)
    gained += sum(after(answer).tax.values()) - sum(answer.before.tax.values())
    return gained / spent if spent > 1.0 else None


def as_json(answer: Answer) -> dict[str, Any]:
    """What `solve` prints: money in 1,000 kr., `saving` positive and in what must be closed.

    Objective, bound and gap are those of the first step of the order. Without a plan the
    same keys hold null or nothing, and `conflict` names the demands that clash. `cross_check` is
    what the second solver says of each criterion, null where it was not asked.
    """
    solution, outcome = answer.solution, answer.solution.outcome
    people = staff_tables.dismissed(answer) if outcome else (None, None)
    found = solution.termination in FOUND
    return {
        "scenario": answer.scenario.id,
        "name": scenario.names(answer),
        "termination": solution.termination,
        "limit": solution.limit,
        **_first_step(solution),
        "exits": _by_year(outcome.exits) if outcome else {},
        "extra_exits": _by_year(outcome.extra_exits) if outcome else {},
        **(_savings(answer) if outcome else {name: {} for name in SAVINGS}),
        "dismissals": dict(zip(("people", "flexjob"), people, strict=True)),
        **people_tables.as_json(answer),
        "views": _views(answer),
        "categories": _categories(answer),
        "measures": _measures(answer) if outcome else {},
        **units_tables.as_json(answer),
        "demands": {q: vars(result) for q, result in solution.demands.items()},
        "evaluation": {"agrees": solution.agrees if found else None,
                       "largest_difference": solution.largest_difference if found else None},
        "cross_check": _cross_check(answer.cross_check),
        "seconds": solution.seconds._asdict(),
        "plan_id": answer.plan_id,
        **({} if outcome else {"conflict": list(answer.conflict)}),
    }  # fmt: skip


def _first_step(solution: Solution) -> dict[str, float | None]:
    """What the first criterion reached; nulls without a plan."""
    step = solution.steps[0] if solution.steps and solution.outcome else None
    return {
        "objective": step.value if step else None,
        "bound": step.bound if step else None,
        "gap": step.gap if step else None,
    }


def _cross_check(check: CrossCheck | None) -> dict[str, Any] | None:
    if check is None:
        return None
    criteria = [search._asdict() for search in check.searches]
    return {"solver": check.solver, "verdict": check.verdict, "criteria": criteria}


@once
def _transfers(answer: Answer, year: int) -> float:
    rows = economy.lines(answer)
    row = rows[(rows["line"] == "transfers") & (rows["year"] == year)]
    return 0.0 - float(row["net_change"].sum())


def _views(answer: Answer) -> dict[str, float | None]:
    """The least tkr saved in any year of the target, as each administration counts it."""
    wanted, found = savings_target(answer), answer.solution.outcome
    return {
        in_view.view: saving(answer, in_view) if found else None
        for in_view in (wanted, wanted.in_other_view)
    }


def _categories(answer: Answer) -> dict[str, float | None]:
    """tkr saved in the last year on service, running costs and transfers."""
    saved = economy.saved_by_category(answer)
    return {c: saved[c] if answer.solution.outcome else None for c in economy.CATEGORIES}


def _by_year(values: Any) -> dict[str, float]:
    totals: dict[str, float] = {}
    for (_, year), value in values.items():
        totals[str(year)] = totals.get(str(year), 0.0) + value
    return totals


def _savings(answer: Answer) -> dict[str, Any]:
    by_category: dict[str, dict[str, float]] = {c: {} for c in economy.CATEGORIES}
    for row in economy.savings(answer).itertuples():
        by_category[str(row.category)][str(row.year)] = float(row.saving)  # type: ignore[arg-type]
    rows, wanted = economy.target_by_year(answer), savings_target(answer)
    return {
        "saving": {str(y): float(v) for y, v in zip(rows["year"], rows["saving"], strict=True)},
        "saving_by_view": {
            view: {str(y): saving(answer, in_view._replace(years=(y,))) for y in rows["year"]}
            for view, in_view in ((wanted.view, wanted), (wanted.other_view, wanted.in_other_view))
        },
        "saving_by_category": by_category,
    }


def _measures(answer: Answer) -> dict[str, Any]:
    rows = measures.table(answer, "en").set_index("measure")
    years = answer.instance.years
    return {
        str(m): {
            "status": row["status"],
            "places": {str(y): float(row[f"places_{y}"]) for y in years},
        }
        for m, row in rows.iterrows()
    }
