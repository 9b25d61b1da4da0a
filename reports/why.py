"""Why a measure or unit is in the plan or not, in sentences whose numbers are all solved for."""

from typing import Any

from locales import counter, number, translator
from reports.demands.conflicts import with_owners
from reports.demands.prices import exits_text
from reports.language import words
from reports.language.words import marked, more_dismissed, more_saved, over
from scenarios.solve import Answer, Change
from scenarios.studies.why import Why

PLACES = 100  # that an effect is told per
NUMBERS = {
    "effect": marked("which effect would turn it"),
    "price": marked("which price of a place would turn it"),
    "staff": marked("which need of staff would turn it"),
}


def sentences(found: Why, answer: Answer, language: str) -> tuple[str, ...]:
    """What the plan does, what the other choice costs, and what would turn it."""
    _ = translator(language)
    if "choice" in found.left_out:
        told = _("What the other choice about {name} costs was not settled in the time allowed.")
        return (told.format(name=name_of(found, answer, language)),)
    turns = _turns(found, answer, language)
    if found.left_out:
        left = words.listed((_(NUMBERS[kind]) for kind in found.left_out), language)
        turns += (_("Not settled in the time allowed: {what}.").format(what=left),)
    return (_cost(found, answer, language), *turns)


def as_json(found: Why) -> dict[str, Any]:
    """What `why` prints. Costs are positive: exits lost, tkr a year saved less, more dismissed.

    A turning point has `at` null when nothing up to the limit turns the choice; all of them
    are null when no plan makes the other choice. `left_out` was not settled in the time allowed.
    """
    cost = found.cost
    return {
        "status": found.status,
        "mandatory": found.mandatory,
        "against": list(found.ruled_out_by),
        "left_out": list(found.left_out),
        "replacement_cost": cost
        and {
            "exits": -cost.exits,
            "saving": 0.0 - cost.saving,
            "dismissals": cost.dismissals,
        },
        "turning_points": {
            kind: found.break_evens[kind]._asdict() if kind in found.break_evens else None
            for kind in ("effect", "price", "staff")
        },
    }


def name_of(found: Why, answer: Answer, language: str) -> str:
    """The measure's or unit's name as it fits in a sentence."""
    rows: Any = answer.instance.measures if found.id in answer.instance.measures else None
    return words.plain((rows or answer.instance.units)[found.id].name.of(language))


def _cost(found: Why, answer: Answer, language: str) -> str:
    """The status, and what forcing the other choice costs."""
    _ = translator(language)
    values = {"name": name_of(found, answer, language)}
    if found.cost is None:
        return _ruled_out(found, answer, language)
    told = {
        "open": _(
            "{name} is in the plan. Without it there are {exits}, {saving} and {dismissals}."
        ),
        "closed": _(
            "{name} is not in the plan. With it there are {exits}, {saving} and {dismissals}."
        ),
        "handed_over": _(
            "{name} is handed over in the plan. If it is kept there are {exits}, {saving} and "
            "{dismissals}."
        ),
    }[found.status]
    return told.format(**values, **_changes(found.cost, answer, language))


def _changes(cost: Change, answer: Answer, language: str) -> dict[str, str]:
    _, ngettext = translator(language), counter(language)
    exits = exits_text(-cost.exits, language)
    fewer = ngettext("one exit fewer {period}", "{n} fewer exits {period}", exits)
    lost = _("as many exits") if exits == "0" else fewer
    return {
        "exits": lost.format(n=exits, period=over(answer.instance.years, language)),
        "saving": more_saved(cost.saving, language),
        "dismissals": more_dismissed(cost.dismissals, language),
    }


def _ruled_out(found: Why, answer: Answer, language: str) -> str:
    _ = translator(language)
    values = {
        "name": name_of(found, answer, language),
        "demands": words.listed(
            with_owners(answer.instance.demands, frozenset(found.ruled_out_by), language), language
        ),
    }
    if found.status == "open" and found.ruled_out_by:
        return _("{name} must be in the plan: {demands} cannot be met without it.").format(**values)
    if found.mandatory and found.id in answer.instance.measures:
        return _("{name} must be in the plan: the law requires it.").format(**values)
    if found.status == "open" and found.id in answer.instance.units:
        return _("{name} stays: people, staff or a demand are bound to it.").format(**values)
    if found.ruled_out_by:
        return _("{name} cannot be in the plan: {demands} cannot be met with it.").format(**values)
    return _("{name} has no other choice: the limits of the data leave no plan.").format(**values)


def _turns(found: Why, answer: Answer, language: str) -> tuple[str, ...]:
    """First what turns the choice, then what alone cannot."""
    if not found.break_evens:
        return ()
    _ = translator(language)
    name = name_of(found, answer, language)
    if any(turn.at == turn.now for turn in found.break_evens.values()):
        return (_("{name} could as well go the other way: it costs no exits.").format(name=name),)
    moves = [
        _condition(kind, found, turn.at, language)
        for kind, turn in found.break_evens.items()
        if turn.at is not None
    ]
    stays = [
        _condition(kind, found, turn.limit, language)
        for kind, turn in found.break_evens.items()
        if turn.at is None and turn.limit != turn.now
    ]
    first = (_("{name} is thrown out only if {conditions}.") if found.status == "open"
             else _("{name} comes into the plan only if {conditions}."))  # fmt: skip
    alone = _("This alone does not turn it: {conditions}.")
    return tuple(
        message.format(name=name, conditions=_(", or ").join(conditions))
        for message, conditions in ((first, moves), (alone, stays))
        if conditions
    )


def _condition(kind: str, found: Why, value: float, language: str) -> str:
    """A number at another value, as a condition."""
    _, ngettext = translator(language), counter(language)
    turn, up = found.break_evens[kind], value > found.break_evens[kind].now
    if kind == "effect":
        exits = words.exits(_tenths(abs(value) * PLACES, language), language)
        told = (_("its effect is {exits} higher per 100 places") if up
                else _("its effect is {exits} lower per 100 places"))  # fmt: skip
        return told.format(exits=exits)
    if kind == "price":
        told = _("a place costs {at} (today {now})")
        return told.format(at=_kroner(value, language), now=_kroner(turn.now, language))
    at = _tenths(value, language)
    told = ngettext(
        "a place takes {at} hour of staff (today {now})",
        "a place takes {at} hours of staff (today {now})",
        at,
    )
    return told.format(at=at, now=_tenths(turn.now, language))


def _tenths(value: float, language: str) -> str:
    decimals = next((d for least, d in ((100, 0), (10, 1), (1, 2)) if value >= least), 3)
    return number(value, decimals if value % 1 else 0, language)


def _kroner(tkr: float, language: str) -> str:
    _ = translator(language)
    return _("DKK {kroner}").format(kroner=number(tkr * 1000, 0, language))
