"""Two to four answers beside each other: key figures, differences, sentences and JSON."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from locales import counter, translator
from model import quantities
from model.instance import Instance
from model.quantities import Quantity
from reports import scenario
from reports.answer import sentences
from reports.answer.figures import Figures, figures
from reports.answer.people import mean_in_work, most_idle, vulnerable
from reports.comparison import reasons as comparison_reasons
from reports.disclosure.masking import HIDDEN_MARK
from reports.language import words
from reports.language.names import HEADINGS, amount, change_text, label, value_text
from reports.language.words import marked as _
from reports.money.economy import saved_by_category
from reports.money.target import OTHER_VIEW
from reports.uncertainty.answer import certainty, chance, interval
from scenarios.facts import Terms, saved, terms
from scenarios.solve import Answer
from scenarios.studies import causes
from scenarios.studies.compare import FEWEST, Comparison, Difference

Answers = Sequence[Answer]
VIEWS = {
    "municipality": _("Saving in {year}, the whole municipality"),
    "administration": _("Saving in {year}, the administration alone"),
}
SHOWN = 8  # differences of a kind in the text


def names(answers: Answers, language: str) -> tuple[str, ...]:
    """What each answer is called: its scenario, with a number where two are called the same."""
    found: list[str] = []
    for answer in answers:
        name = told = scenario.name(answer, language)
        again = 2
        while name in found:
            name, again = f"{told} ({again})", again + 1
        found.append(name)
    return tuple(found)


def key_figures(answers: Answers, language: str, called: Sequence[str] = ()) -> pd.DataFrame:
    """One row per key figure, one column per answer, as words; a dash without a plan."""
    heading = translator(language)(_("Key figure"))
    columns = [
        [v if isinstance(v, str) else amount(unit, v, language)
         for _name, unit, v in figures_of(answer, answers, language)]
        for answer in answers
    ]  # fmt: skip
    index = [name for name, _unit, _value in figures_of(answers[0], answers, language)]
    table = pd.DataFrame(
        dict(zip(called or names(answers, language), columns, strict=True)), index=index
    )
    return table.rename_axis(heading).reset_index()


def figures_of(
    answer: Answer, answers: Answers, language: str
) -> list[tuple[str, Quantity, float | str]]:
    """Each key figure: its name, what it is a number of, and it; words where few are hidden."""
    say, key = translator(language), figures(answer)
    found: list[tuple[str, Quantity, float | str]] = [
        (_("More in work, net"), quantities.IN_WORK, mean_in_work(answer).net),
        *_sureness(answer, language),
        (_("Dismissed people"), quantities.DISMISSED, _people(key.dismissed, language)),
        (_("of these in flex jobs"), quantities.DISMISSED, _flexjob(key, language)),
        *((name, quantities.TKR_A_YEAR, saved_by(answer, answers, counted))
          for name, counted in _savings(answers).items()),
        (_("Service costs, change a year"), quantities.TKR_A_YEAR,
         0.0 - saved_by_category(answer)["service"]),
        (_("Exits to job or education a year"), quantities.EXITS, key.exits),
        (_("of these more than today"), quantities.EXITS, key.extra_exits),
        (_("Vulnerable: extra exits"), quantities.EXITS, vulnerable(answer)["exits"]),
        (_("Paid without work"), quantities.FTE, most_idle(answer)[0]),
        (_("One-off costs"), quantities.TKR, key.one_off),
        (_("Fewer offers to vulnerable groups"), quantities.PLACES,
         _people(key.lost_vulnerable, language)),
        (_("Saved on benefits a year, not counted above"), quantities.TKR_A_YEAR, key.transfers),
    ]  # fmt: skip
    return [
        (say(name).format(year=key.year), unit, value if answer.solution.outcome else "–")
        for name, unit, value in found
    ]


def _sureness(answer: Answer, language: str) -> list[tuple[str, Quantity, str]]:
    """The interval of people in work, and how often there are more than today; no search, no row.

    Every answer has the rows, so that they stand beside each other.
    """
    certain, none = certainty(answer), translator(language)(_("as today"))
    told = [none, none]
    if answer.solution.outcome is None:
        told = ["–", "–"]
    elif certain is not None:
        told = [interval(certain.found.value, language), chance(certain.found.beats[""], language)]
    names = (_("Net, probably"), _("More in work than today"))
    return [(name, quantities.IN_WORK, text) for name, text in zip(names, told, strict=True)]


def _savings(answers: Answers) -> dict[str, Terms]:
    """The saving, and it in the other view where that is another amount in any of the answers."""
    counted = terms(answers)
    other = counted._replace(view=OTHER_VIEW[counted.view])
    both = [[saved_by(each, answers, view) for view in (counted, other)] for each in answers]
    told = {VIEWS[other.view]: other} if words.views_differ(*both) else {}
    return {_("Saving in {year}"): counted, **told}


def _people(count: float, language: str) -> float | str:
    return words.people(count, language) if words.is_few(count) else count


def _flexjob(key: Figures, language: str) -> float | str:
    """People in flex jobs who are dismissed, where that does not tell of few others."""
    if words.is_few(key.dismissed - key.flexjob):
        return HIDDEN_MARK
    return _people(key.flexjob, language)


def saved_by(answer: Answer, answers: Answers, counted: Terms | None = None) -> float:
    """tkr a year that an answer saves, counted alike in all."""
    return saved(answer, answer.solution.outcome or answer.before, counted or terms(answers))


def table(
    answers: Answers, rows: Sequence[Difference], language: str, called: Sequence[str] = ()
) -> pd.DataFrame:
    """One row per difference as words: its values, and of two the change, if any."""
    columns, change = called or names(answers, language), translator(language)(_("Change"))
    data = about(answers)
    told = pd.DataFrame(
        [
            {
                translator(language)(_("What")): label(row.kind, row.key, data, language),
                **dict(zip(columns, _values(data, row, language), strict=True)),
                change: change_text(row.kind, row.key, row.values, language),
            }
            for row in rows
        ]
    )
    of_two = len(columns) == FEWEST  # of more it would be unclear which
    return told if of_two and told[change].any() else told.drop(columns=change)


def _values(data: Instance, row: Difference, language: str) -> list[str]:
    found = row.values  # noqa: PD011 - no frame
    return [value_text(row.kind, row.key, value, data, language) for value in found]


def about(answers: Answers) -> Instance:
    """The data of the first answer with the units and demands that only others have.

    A unit that an answer has not is none to its plan, but a name in the comparison.
    """
    units, demands = (
        {i: thing for a in reversed(answers) for i, thing in getattr(a.instance, table).items()}
        for table in ("units", "demands")
    )
    return replace(answers[0].instance, units=units, demands=demands)


def by_kind(rows: Sequence[Difference]) -> dict[str, list[Difference]]:
    """The differences of each kind, in their order."""
    found: dict[str, list[Difference]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return found


def message(answers: Answers, language: str, called: Sequence[str] = ()) -> tuple[str, ...]:
    """Each later answer held against the first: exits and money; why it has no plan, if so."""
    first, *others = zip(answers, called or names(answers, language), strict=True)
    told = [without_plan(*each, language) for each in (first, *others) if not has_plan(each[0])]
    for answer, name in others:
        if has_plan(first[0]) and has_plan(answer):
            pair = (name, first[1])
            told.append(comparison_reasons.exits(answer, first[0], pair, language))
            told.append(comparison_reasons.money(answer, first[0], pair, language))
    return tuple(told)


def has_plan(answer: Answer) -> bool:
    return answer.solution.outcome is not None


def without_plan(answer: Answer, name: str, language: str) -> str:
    return about_answer(name, sentences.no_plan(answer, language), language)


def about_answer(name: str, told: str, language: str) -> str:
    """Something told of one of the answers."""
    return translator(language)(_("“{name}”: {why}")).format(name=name, why=told)


def no_difference(language: str) -> str:
    return translator(language)(
        _("Nothing differs: the same demands, the same plan, the same outcome.")
    )


def lines(answers: Answers, found: Comparison, language: str) -> tuple[str, ...]:
    """The comparison as lines: the sentences, then the largest differences of each kind."""
    if not any(found) and all(map(has_plan, answers)):
        return (no_difference(language),)
    lines, data = list(message(answers, language)), about(answers)
    for kind, rows in by_kind([row for part in found for row in part]).items():
        lines.append(f"{translator(language)(HEADINGS[kind])}:")
        lines += [f"  {_line(data, row, language)}" for row in rows[:SHOWN]]
        if len(rows) > SHOWN:
            rest, ngettext = str(len(rows) - SHOWN), counter(language)
            more = ngettext("… and {n} row more", "… and {n} rows more", rest)
            lines.append(f"  {more.format(n=rest)}")
    return tuple(lines)


def _line(data: Instance, row: Difference, language: str) -> str:
    values = " → ".join(_values(data, row, language))
    return f"{label(row.kind, row.key, data, language)}: {values}"


def as_json(answers: Answers, found: Comparison) -> dict[str, Any]:
    """Differences by section with their values in the order of `scenarios`; money in 1,000 kr.

    `against_first` splits the last year's exits and money of each later answer from the first's.
    """
    first, *others = answers
    return {
        "scenarios": [
            {"scenario": a.scenario.id, "name": scenario.names(a),
             "termination": a.solution.termination, "plan_id": a.plan_id,
             "conflict": list(a.conflict)}
            for a in answers
        ],
        "same": not any(found),
        **{
            part: [{**row._asdict(), "change": row.change} for row in rows]
            for part, rows in found._asdict().items()
        },
        "against_first": [
            {
                "scenario": each.scenario.id,
                "exits": [row._asdict() for row in causes.exits(each, first)],
                "money": [row._asdict() for row in causes.money(each, first)],
            }
            for each in others
            if first.solution.outcome and each.solution.outcome
        ],
    }  # fmt: skip
