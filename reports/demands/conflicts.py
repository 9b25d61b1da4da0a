"""What clashes and how it can be repaired, in words: every number comes from what was found."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from locales import counter, number, translator
from model.conflicts.feasibility import Demands
from model.demand import Demand
from reports.answer.figures import figures
from reports.demands.text import demand_sentence, with_owner
from reports.language import words
from reports.language.names import bound
from scenarios.conflicts import Conflicts
from scenarios.solve import Answer
from scenarios.studies.repairs import Change, Repair

DemandsById = Mapping[str, Demand]  # by id, as they stood when they clashed


class Price(NamedTuple):
    """The best plan after a repair: exits a year, people, and tkr saved a year."""

    exits: float
    dismissals: float
    saving: float


def price(answer: Answer | None) -> Price | None:
    """None without a plan."""
    if answer is None or answer.solution.outcome is None:
        return None
    key = figures(answer)
    return Price(key.exits, key.dismissed, key.saving)


def verdict(found: Conflicts, language: str) -> str:
    """Whether the demands can hold together."""
    _, ngettext = translator(language), counter(language)
    n = number(len(found.conflicts), 0, language)
    if found.feasible:
        return _("The demands can hold together: there is a plan that meets them all.")
    if found.feasible is None:
        return _("Whether the demands can hold together was not settled within the time allowed.")
    exact = ngettext(
        "The demands cannot hold together: one conflict.",
        "The demands cannot hold together: {n} conflicts.",
        n,
    )
    least = ngettext(
        "The demands cannot hold together: at least one conflict.",
        "The demands cannot hold together: at least {n} conflicts.",
        n,
    )
    return (exact if found.complete else least).format(n=n)


def conflict_sentence(demands: DemandsById, conflict: Demands, language: str) -> str:
    """A conflict with its owners."""
    _ = translator(language)
    told = with_owners(demands, conflict, language)
    if not told:
        return _("The data allow no plan, even without any demand.")
    if len(told) == 1:
        return _("No plan meets {demand}, whatever else is given up.").format(demand=told[0])
    return _("Together these rule each other out: {demands}.").format(
        demands=words.listed(told, language)
    )


def with_owners(demands: DemandsById, members: Demands, language: str) -> list[str]:
    """Demands with their owners, in the order of the data."""
    return [with_owner(q, language) for q in demands.values() if q.id in members]


def repair_sentence(demands: DemandsById, changes: Sequence[Change], language: str) -> str:
    told = words.listed((_change_phrase(demands, made, language) for made in changes), language)
    return f"{words.sentence_start(told)}."


def consequence(repair: Repair, cost: Price | None, language: str) -> str:
    """What follows from a repair: the best plan after it, or which conflicts remain."""
    _, ngettext = translator(language), counter(language)
    if repair.remains:
        left = number(len(repair.remains), 0, language)
        remain = ngettext("One other conflict remains.", "{n} other conflicts remain.", left)
        return remain.format(n=left)
    if cost is None:
        return _("What it costs was not settled within the time allowed.")
    return _(
        "The best plan then has {exits} a year, {dismissed} dismissed and a saving of "
        "{saving} a year."
    ).format(
        exits=words.exits(number(cost.exits, 0, language), language),
        dismissed=words.people(cost.dismissals, language),
        saving=words.money(cost.saving, language),
    )


def _change_phrase(demands: DemandsById, made: Change, language: str) -> str:
    _ = translator(language)
    q = demands[made.demand]
    if made.to is False:
        return _("give up {demand}").format(demand=with_owner(q, language))
    message = _("settle for “{sentence}” instead of {before} ({owner})")
    if "{bound}" not in q.sentence.of(language):
        message = _("settle for {after} instead of {before} in “{sentence}” ({owner})")
    before, after = (bound(q, value, language) for value in (q.bound, float(made.to)))
    told = demand_sentence(q._replace(bound=made.to), language)
    return message.format(sentence=told, before=before, after=after, owner=q.owner.of(language))
