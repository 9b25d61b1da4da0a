"""What clashes and how it can be repaired, in words: every number comes from what was found."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from locales import number, translator
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
    _ = translator(language)
    count = len(found.conflicts)
    if found.feasible:
        return _("The demands can hold together: there is a plan that meets them all.")
    if found.feasible is None:
        return _("Whether the demands can hold together was not settled within the time allowed.")
    if not found.complete:
        return _("The demands cannot hold together: at least {n} conflicts.").format(n=count)
    if count == 1:
        return _("The demands cannot hold together: one conflict.")
    return _("The demands cannot hold together: {n} conflicts.").format(
        n=number(count, 0, language)
    )


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
    return f"{told[:1].upper()}{told[1:]}."


def consequence(repair: Repair, cost: Price | None, language: str) -> str:
    """What follows from a repair: the best plan after it, or which conflicts remain."""
    _ = translator(language)
    if repair.remains:
        left = len(repair.remains)
        if left == 1:
            return _("One other conflict remains.")
        return _("{n} other conflicts remain.").format(n=number(left, 0, language))
    if cost is None:
        return _("What it costs was not settled within the time allowed.")
    return _(
        "The best plan then has {exits} exits a year, {dismissed} dismissed and a saving of "
        "{saving} a year."
    ).format(
        exits=number(cost.exits, 0, language),
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
