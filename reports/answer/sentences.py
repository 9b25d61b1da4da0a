"""The answer in words: the result first, then what it means, a sentence each.

Every number comes from the answer. Counts of people from one to four are not told.
"""

from collections.abc import Iterator

from locales import number, shortest, translator
from reports import measures, scenario
from reports.answer import people_text, targets
from reports.answer.cross_check import criterion, reached, why_withheld
from reports.answer.figures import Figures, figures, gain_per_krone, saving
from reports.answer.people import mean_in_work
from reports.answer.proof import proof
from reports.demands.text import with_owner
from reports.language import words
from reports.language.words import (
    SAME,
    more_dismissed,
    more_exits,
    more_saved,
    than_today,
)
from reports.money import text as money_text
from reports.money.economy import saved_by_category
from reports.money.target import earlier_targets, savings_target
from reports.tradeoffs import readings as reading_text
from reports.uncertainty import answer as uncertainty
from reports.uncertainty.answer import Certainty
from reports.worth import Worth
from scenarios.solve import Answer, Limit

NAMED = 3  # measures named among those that grow


def in_brief(answer: Answer, language: str, certain: Certainty | None = None) -> str:
    """The answer in one sentence: people in work, the dismissed, the saving and service."""
    told = (
        _more_in_work(answer, language, certain),
        people_text.dismissed(answer, language),
        money_text.saved(figures(answer).saving, language),
        money_text.change("service", saved_by_category(answer)["service"], language),
    )
    found = words.sentence_start(words.listed(filter(None, told), language))
    return f"{found.removesuffix('.')}."  # an amount may end in "kr."


def _more_in_work(answer: Answer, language: str, certain: Certainty | None) -> str:
    """People more in work, with the interval where it is known."""
    told = people_text.more_in_work(mean_in_work(answer).net, language)
    if certain is None:
        return told
    return f"{told} ({uncertainty.interval(certain.found.value, language)})"


def answer_first(
    answer: Answer, language: str, certain: Certainty | None = None
) -> tuple[str, ...]:
    """The sentences of an answer, before them all of it in one where a plan was searched for.

    How sure it is comes second.
    """
    told = in_sentences(answer, language)
    if answer.solution.outcome is None or answer.scenario.frozen:
        return told
    sure = uncertainty.sentences(answer, certain, language) if certain else []
    return (in_brief(answer, language, certain), *([" ".join(sure)] if sure else []), *told)


def in_sentences(answer: Answer, language: str) -> tuple[str, ...]:
    """What the plan gives and does to people and money, and how sure it is that none is better."""
    if answer.solution.outcome is None:
        return (no_plan(answer, language),)
    if answer.scenario.frozen:
        return (_unchanged(answer, language), *_unmet(answer, language))
    return (
        _result(answer, language),
        *filter(None, _beside(answer, language)),
        *(_unmet(answer, language) or (proof(answer, language),)),
    )


def _beside(answer: Answer, language: str) -> Iterator[str | None]:
    """What stands beside the result: people in work, what is done, staff, money, idleness."""
    yield people_text.in_work(answer, language)
    yield people_text.vulnerable(answer, language)
    yield people_text.casework(answer, language)
    yield _actions(answer, language)
    yield people_text.staff(answer, language)
    yield money_text.unspent(answer, language)
    yield money_text.by_category(answer, language)
    yield people_text.idle(answer, language)
    yield from targets.target_sentences(answer, language)
    yield targets.rules_sentence(answer, language)


def worth_in_sentences(answer: Answer, found: Worth, language: str) -> list[str]:
    """What further searches found: a closing that the goals disagree about, the last million."""
    other = found.net_first
    told = (
        people_text.disagreement(answer, other, language) if other else None,
        money_text.last_million(found.last_million, language),
        *(reading_text.sentence(answer, each, language) for each in found.readings),
    )
    return [sentence for sentence in told if sentence]


def no_plan(answer: Answer, language: str) -> str:
    """Why there is no plan to show."""
    _ = translator(language)
    if answer.withheld:
        return why_withheld(answer, language)
    demands = _with_owners(answer, answer.conflict, language)
    if answer.solution.termination == "infeasible" and len(demands) == 1:
        return _(
            "No plan meets {demand}, whatever else is given up: the law or the limits of the data "
            "stand against it. Give up or loosen it."
        ).format(demand=demands[0])
    if answer.solution.termination == "infeasible" and demands:
        return _(
            "No plan meets all demands at once. Together these rule each other out: {demands}. "
            "Give up or loosen at least one of them."
        ).format(demands=words.listed(demands, language))
    if answer.solution.termination == "infeasible":
        return _(
            "The data allow no plan, even without any demand: something asks for more staff, "
            "people or places than there are. Correct those numbers."
        )
    if answer.solution.termination == "unbounded":
        return _("The data set no limit to what can be reached: look for a missing capacity.")
    return _("No plan was found within the time allowed. That does not mean that there is none.")


def headline(answer: Answer, reference: Answer, language: str) -> str:
    """The answer held against another: exits and dismissals, then what the answer must close."""
    _ = translator(language)
    if answer.solution.outcome is None or reference.solution.outcome is None:
        return _("There is no plan to compare with.")
    new, old = figures(answer), figures(reference)
    wanted = savings_target(answer)
    own, other = (
        saving(answer, view) - saving(reference, view) for view in (wanted, wanted.in_other_view)
    )
    message = _("Against “{name}”: {exits}, {dismissals} and {saving}")
    if words.views_differ((own, other)):
        message = _("Against “{name}”: {exits}, {dismissals} and {saving} ({other})")
    return message.format(
        saving=more_saved(own, language),
        name=scenario.name(reference, language),
        other=words.in_view(wanted.other_view, more_saved(other, language), language),
        exits=more_exits(new.exits - old.exits, language),
        dismissals=more_dismissed(new.dismissed - old.dismissed, language),
    )


def warning(answer: Answer, language: str) -> str | None:
    """A warning when the plan promises more per krone than investments have ever realised."""
    ratio, most = gain_per_krone(answer), answer.instance.settings.ratio_ever_realised
    if ratio is None or ratio <= most:
        return None
    _ = translator(language)
    return _(
        "The plan promises {ratio} kr. in saved transfers and tax for every krone more spent on "
        "the measures that grow; investments have so far realised {most} kr. at best."
    ).format(ratio=number(ratio, 1, language), most=shortest(most, language, 2))


def effects_note(answer: Answer, language: str) -> str | None:
    """What today's measures give under other effects than the middle; None under the middle."""
    if answer.scenario.levers.effects == "mid":
        return None
    _ = translator(language)
    today = float(measures.table(answer, language)["exits_before"].sum())
    told = number(abs(today), 0, language)
    gives = _(
        "{case} today's measures together give {exits} a year; the plan's exits are held "
        "against that."
    )
    costs = _(
        "{case} today's measures together cost {exits} a year, so closing some of them gives "
        "exits by itself; the plan's exits are held against that."
    )
    cases = {"low": _("With low effects"), "high": _("With high effects")}
    return (gives if today >= 0 else costs).format(
        case=cases[answer.scenario.levers.effects],
        exits=(words.extra_exits if today >= 0 else words.exits)(told, language),
    )


def basis(answer: Answer, language: str) -> str:
    """Net or gross of state refund."""
    _ = translator(language)
    return {"net": _("net"), "gross": _("gross")}[savings_target(answer).basis]


def _result(answer: Answer, language: str) -> str:
    _ = translator(language)
    key = figures(answer)
    values = {
        "amount": words.money(abs(key.saving), language),
        "basis": basis(answer, language),
        "year": _since(answer, key, language),
        "exits": than_today(key.extra_exits, language),
    }
    message = _("The plan closes {amount} {basis} a year from {year} and gives {exits}.")
    if abs(key.saving) < SAME:
        message = _("The plan saves nothing and gives {exits}.")
    elif key.saving < 0:
        message = _("The plan costs {amount} {basis} more a year from {year} and gives {exits}.")
    elif key.demanded is None:
        message = _("The plan saves {amount} {basis} a year from {year} and gives {exits}.")
    return message.format(**values)


def _since(answer: Answer, key: Figures, language: str) -> str:
    """From which year, and what it is before that, and in the other view where that differs."""
    sign = 1 if key.saving >= 0 else -1
    beside = [
        translator(language)("{amount} in {year}").format(
            amount=words.money(sign * saving(answer, wanted), language), year=wanted.years[0]
        )
        for wanted in earlier_targets(answer)
    ]
    if words.views_differ((key.saving, key.other_saving)):
        amount = words.money(sign * key.other_saving, language)
        beside.append(words.in_view(key.other_view, amount, language))
    return f"{key.since} ({'; '.join(beside)})" if beside else str(key.since)


def _unchanged(answer: Answer, language: str) -> str:
    _ = translator(language)
    exits = words.exits(number(figures(answer).exits, 0, language), language)
    return _(
        "Today's practice carried on: {exits} to job or education a year, nothing saved and "
        "nobody dismissed."
    ).format(exits=exits)


def _actions(answer: Answer, language: str) -> str:
    _ = translator(language)
    names = {m: words.short(v.name.of(language)) for m, v in answer.instance.measures.items()}
    by_status: dict[str, list[str]] = {}
    for m, status in measures.statuses(answer).items():
        by_status.setdefault(status, []).append(m)
    grown = sorted(by_status.get("grown", []), key=lambda m: -measures.growth(answer, m))
    acts = [
        (_("closes {names}"), by_status.get("closed", [])),
        (_("hands over {names}"), by_status.get("handed_over", [])),
        (_("cuts {names}"), by_status.get("cut", [])),
        (_("moves {names} between groups"), by_status.get("regrouped", [])),
        (_("expands above all {names}") if len(grown) > NAMED else _("expands {names}"),
         grown[:NAMED]),
    ]  # fmt: skip
    done = [
        act.format(names=words.listed((names[m] for m in ms), language)) for act, ms in acts if ms
    ]
    return _("It {acts}.").format(acts="; ".join(done or [_("leaves all measures as they are")]))


def _unmet(answer: Answer, language: str) -> tuple[str, ...]:
    """One sentence with the active demands that the plan does not meet, if any."""
    _ = translator(language)
    if not (unmet := answer.solution.broken_demands):
        return ()
    demands = words.listed(_with_owners(answer, unmet, language), language)
    return (_("Not met: {demands}.").format(demands=demands),)


def _with_owners(answer: Answer, demands: tuple[str, ...], language: str) -> list[str]:
    rows = answer.instance.demands
    return [with_owner(rows[q], language) for q in demands if q in rows]


def limit(found: Limit, years: tuple[int, ...], language: str) -> str:
    """The exact value of the linear program, or that there is no plan."""
    _ = translator(language)
    if found.termination == "infeasible":
        return _("The demands cannot hold together. Looking for those that clash …")
    if found.termination != "optimal":
        return _("Looking for the best plan …")
    return _(
        "No plan does better than this: {criterion} is {value}. Proving the best plan …"
    ).format(
        criterion=criterion(found.criterion, years, language),
        value=reached(found.criterion, found.value, language),
    )
