"""What a scenario is called and what it is about, in words made from what holds.

Name and sentence of a scenario hold as it was written. Where something was moved in it, both are
made from its order, the saving demanded and the limit to dismissals as the instance has them.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Protocol

from locales import LANGUAGES, percent, shortest, translator
from model.criteria import CRITERIA
from model.demand import Demand
from model.evaluation.savings import target, years_of
from model.instance import Instance
from reports.demands.text import asked_sentence, bound_text
from reports.language import words
from reports.language.names import LEVERS, code, number_name, order, yes_or_no
from reports.language.words import marked as _
from scenarios.apply import MOST_DISMISSALS
from scenarios.scenario import SWITCHES, Scenario

CODED = ("basis", "view", "counts", "effects", "structure")
SHARES = ("displacement", "tax_share", "specialisation")
LONGEST = 60  # characters of a name in the name of a file
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


class Asked(Protocol):
    """An answer or a case: a scenario, and the instance that has its changes."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def instance(self) -> Instance: ...


def name(asked: Asked, language: str) -> str:
    """What the scenario is called."""
    scenario, instance = asked.scenario, asked.instance
    if scenario.called or scenario.origin is None:
        return scenario.called or scenario.name.of(language)
    say, more = translator(language), len(list(_changes(scenario, instance, language)))
    told = aims(scenario, instance, language)
    if more:
        also = say(_("one other change")) if more == 1 else say(_("{n} other changes"))
        told = say(_("{what}, and {also}")).format(what=told, also=also.format(n=more))
    return told


def about(asked: Asked, language: str) -> str:
    """What the scenario is about: its sentence, or where it comes from and what was moved."""
    scenario, instance = asked.scenario, asked.instance
    say, base = translator(language), scenario.written
    told = base.about.of(language)
    if scenario.origin is not None:
        told = say(_("{what}; made from “{name}”.")).format(
            what=aims(scenario, instance, language), name=base.name.of(language)
        )
        if changes := list(_changes(scenario, instance, language)):
            listed = "; ".join(changes).removesuffix(".")  # as in “kr.”
            told += " " + say(_("Also changed: {changes}.")).format(changes=listed)
    return told


def names(asked: Asked) -> dict[str, str]:
    """What the scenario is called in each language."""
    return {each: name(asked, each) for each in LANGUAGES}


def file_name(asked: Asked, language: str) -> str:
    """The name as part of a file's name: small letters of the Latin alphabet, and digits."""
    told = name(asked, language).lower().translate(ASCII)
    plain = unicodedata.normalize("NFKD", told).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain)[:LONGEST].strip("-") or asked.scenario.id


def aims(scenario: Scenario, instance: Instance, language: str) -> str:
    """What is best in the plan, the saving demanded and the limit to dismissals."""
    best = CRITERIA[scenario.order[0].criterion].best.of(language)
    parts = (best, _saving(instance, language), _dismissals(instance, language))
    return ", ".join(filter(None, parts))


def _saving(instance: Instance, language: str) -> str:
    say, q = translator(language), _target(instance)
    if q is None:
        return say(_("no saving demanded"))
    if not q.bound:
        return say(_("no dearer than today"))
    cheaper, dearer = _("DKK {amount}m cheaper {when}"), _("at most DKK {amount}m dearer {when}")
    return say(cheaper if q.bound > 0 else dearer).format(
        amount=bound_text(q.kind, abs(q.bound), language), when=_when(q, instance, language)
    )


def _when(q: Demand, instance: Instance, language: str) -> str:
    years = years_of(instance, q)
    first, last = years[0], years[-1]
    if last == instance.years[-1] > first:
        return translator(language)(_("from {year}")).format(year=first)
    return words.over((first,), language) if first == last else f"{first}–{last}"


def _target(instance: Instance) -> Demand | None:
    """The saving demanded, where it is of some year."""
    q = target(instance)
    return q if q is not None and years_of(instance, q) else None


def _dismissals(instance: Instance, language: str) -> str:
    """The limit that goes for all staff in all years; "" where there is none."""
    q, say = _limit(instance), translator(language)
    if q is None:
        return ""
    told = say(_("at most {n} dismissed")) if q.bound else say(_("nobody dismissed"))
    return told.format(n=bound_text(q.kind, q.bound, language))


def _limit(instance: Instance) -> Demand | None:
    """The lowest limit to dismissals."""
    limits = (
        q
        for q in instance.demands.values()
        if q.kind == "dismissals" and q.active and not q.units and not q.staff
        and years_of(instance, q) == list(instance.years)
    )  # fmt: skip
    return min(limits, key=lambda q: q.bound, default=None)


def _changes(scenario: Scenario, instance: Instance, language: str) -> Iterator[str]:
    """What was moved besides what `aims` tells, each as it holds now."""
    yield from _levers(scenario, instance, language)
    yield from _locks(scenario, instance, language)
    yield from _demands(scenario, instance, language)
    base = scenario.written
    for path, value in scenario.data.items():
        if base.data.get(path) != value:
            told = number_name(instance, (path,), language)
            yield f"{told}: {'–' if value is None else shortest(value, language)}"
    if scenario.order != base.order and scenario.order[0].criterion == base.order[0].criterion:
        steps = " > ".join(f"{p.criterion} {p.tolerance:g}" for p in scenario.order)
        yield order(steps, language)


def _levers(scenario: Scenario, instance: Instance, language: str) -> Iterator[str]:
    say, now, base = translator(language), scenario.levers, scenario.written.levers
    values: dict[str, Any] = {
        **{lever: code(getattr(now, lever), language) for lever in CODED},
        **{lever: yes_or_no(getattr(now, lever), language) for lever in SWITCHES},
        **{lever: percent(getattr(now, lever) or 0.0, 1, language) for lever in SHARES},
    }
    for lever, value in values.items():
        if getattr(now, lever) not in (None, getattr(base, lever)):
            yield f"{say(LEVERS[lever])}: {value}"
    if now.stop_price != base.stop_price:
        yield f"{say(LEVERS['stop_price'])}: {shortest(now.stop_price or 0.0, language)}"
    if now.max_dismissals != base.max_dismissals and _limit(instance) is None:
        yield f"{say(LEVERS['max_dismissals'])}: {say(_('no limit'))}"


def _locks(scenario: Scenario, instance: Instance, language: str) -> Iterator[str]:
    before = scenario.written.locks
    for m, lock in scenario.locks.items():
        if lock != before.get(m, "free"):
            measure = words.short(instance.measures[m].name.of(language))
            yield f"{measure} ({code(lock, language).lower()})"


def _demands(scenario: Scenario, instance: Instance, language: str) -> Iterator[str]:
    """Demands that were added, switched or given another bound, but for those `aims` tells."""
    base = scenario.written
    told = {q.id for q in (_target(instance), _limit(instance)) if q is not None}
    if scenario.levers.max_dismissals is not None:
        told.add(MOST_DISMISSALS)
    for i, q in instance.demands.items():
        now, before = scenario.demands.get(i), base.demands.get(i)
        moved = i in scenario.demands and (type(now), now) != (type(before), before)
        if i not in told and (moved or scenario.new.get(i) != base.new.get(i)):
            yield asked_sentence(q, language)
