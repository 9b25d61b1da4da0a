"""Which decisions are sure and what a plan hangs on, in words and for the command line."""

from typing import Any

from locales import number, percent, translator
from model.instance import Instance
from model.robust.decisions import Condition, Rule
from model.robust.information import Worth
from reports.language import names, words
from reports.language.words import marked as _
from scenarios.studies.decisions import Decision, Decisions
from scenarios.studies.information import Information, Switch

DONE = {
    "closed": _("is closed"),
    "handed_over": _("is handed over"),
    "cut": _("is cut"),
    "regrouped": _("is moved between groups"),
    "kept": _("stays as it is"),
    "grown": _("grows"),
    "open": _("is open"),
}
NAMERS = {"measure": names.measure_name, "unit": names.unit_name, "group": names.group_name}
GROUPS = {
    "all": _("all numbers"),
    "labour_market": _("the labour market: exits, how long jobs last, new jobs for the dismissed"),
    "displacement": _("displacement"),
    "measures.elasticity": _("how effects fall when measures grow"),
    "measures.growth": _("how much measures can grow"),
    "groups.casework_effect": _("the effect of casework"),
    "groups.benefit": _("benefits"),
    "staff_groups.attrition": _("how many of the staff leave"),
}
PER_100 = (".mid", ".casework_effect")
TOLD = 8  # groups and switching values
RIGHT = 0.6  # of the futures that a rule names: one that is less often right tells nothing


def sentences(found: Decisions, instance: Instance, language: str) -> list[str]:
    """A line for every measure and unit: what is done in how many futures, and when."""
    return [line(each, found, instance, language) for each in found.found]


def line(each: Decision, found: Decisions, instance: Instance, language: str) -> str:
    say = translator(language)
    name = NAMERS[each.kind](instance, (each.id,), language)
    parts = [
        say(_("{what} in {share}")).format(what=say(DONE[what]), share=percent(share, 0, language))
        for what, share in each.shares.items()
    ]
    told = [f"{name} {words.listed(parts, language)}."]
    told += [
        when(what, rule, found, instance, language)
        for what, rule in each.rules.items()
        if rule.precision >= RIGHT
    ]
    return " ".join(told)


def when(what: str, rule: Rule, found: Decisions, instance: Instance, language: str) -> str:
    """The rule of one outcome, with how much of it the rule covers and how often it is right."""
    say = translator(language)
    conditions = [condition(each, found.paths, instance, language) for each in rule.conditions]
    return say(_("It {what} when {conditions} (right in {precision}, covers {coverage}).")).format(
        what=say(DONE[what]),
        conditions=words.listed(conditions, language),
        precision=percent(rule.precision, 0, language),
        coverage=percent(rule.coverage, 0, language),
    )


def condition(each: Condition, paths: tuple[str, ...], instance: Instance, language: str) -> str:
    path = paths[each.number]
    message = _("{number} is above {value}") if each.above else _("{number} is at most {value}")
    return translator(language)(message).format(
        number=named(path, instance, language), value=shown(path, each.value, language)
    )


def named(path: str, instance: Instance, language: str) -> str:
    """What a drawn number is called: an effect by whom it is of, any other as its column is."""
    table, _dot, rest = path.partition(".")
    if table == "effects":
        measure, g = rest.removesuffix(".mid").split("/")
        return translator(language)(_("the effect of {measure} for {group}")).format(
            measure=names.measure_name(instance, (measure,), language),
            group=names.group_name(instance, (g,), language),
        )
    return names.number_name(instance, (path,), language)


def shown(path: str, value: float, language: str) -> str:
    """A value as its column has it: effects of 100 places or persons."""
    return number(100 * value if path.endswith(PER_100) else value, 2, language)


def as_json(found: Decisions) -> dict[str, Any]:
    """Shares by status of every measure, unit and group, with the rules that tell them apart."""
    table: dict[str, dict[str, Any]] = {"measure": {}, "unit": {}, "group": {}}
    for each in found.found:
        rules = {what: rule_json(rule, found.paths) for what, rule in each.rules.items()}
        table[each.kind][each.id] = {"shares": dict(each.shares), "rules": rules}
    return {"futures": found.futures, "gap": found.gap, "measures": table["measure"],
            "units": table["unit"], "groups": table["group"]}  # fmt: skip


def rule_json(rule: Rule, paths: tuple[str, ...]) -> dict[str, Any]:
    return {
        "when": [
            {"number": paths[each.number], "above" if each.above else "at_most": each.value}
            for each in rule.conditions
        ],
        "coverage": rule.coverage,
        "precision": rule.precision,
    }


def what_it_hangs_on(found: Information, instance: Instance, language: str) -> list[str]:
    """What knowing all and the most valuable groups is worth, and where the best plan changes."""
    say = translator(language)
    first = say(
        _("To know all numbers before choosing among {n} plans would be worth {worth}.")
    ).format(n=found.plans, worth=worth(Worth(found.evpi, 0.0), found, language))
    groups = [each for each in found.groups if each[0] != "all"][:TOLD]
    told = [f"  {group(name, instance, language)}: {worth(each, found, language)}"
            for name, each in groups]  # fmt: skip
    changes = [switch(each, instance, language) for each in found.switches[:TOLD]]
    return [first, *told, *changes]


def group(name: str, instance: Instance, language: str) -> str:
    if name in GROUPS:
        return translator(language)(GROUPS[name])
    measure = instance.measures[name.removeprefix("measures.")].name.of(language)
    return translator(language)(_("the effect of {measure}")).format(measure=measure)


def worth(each: Worth, found: Information, language: str) -> str:
    """People in work, with the error, and in money a year."""
    error = f" ± {number(each.error, 1, language)}" if each.error else ""
    return translator(language)(_("{people} in work, {money} a year")).format(
        people=number(each.value, 1, language) + error,
        money=words.money(each.value * found.person, language),
    )


def switch(each: Switch, instance: Instance, language: str) -> str:
    """The value at which another plan is the best."""
    return translator(language)(
        _("Another plan is best when {number} passes {value}; {expected} is expected.")
    ).format(
        number=named(each.path, instance, language),
        value=shown(each.path, each.change.value, language),
        expected=shown(each.path, each.expected, language),
    )


def information_json(found: Information) -> dict[str, Any]:
    """EVPPI by group and number in people in work, with switching values."""

    def told(each: Worth) -> dict[str, float]:
        return {**each._asdict(), "tkr": each.value * found.person}

    return {
        "futures": found.futures,
        "plans": found.plans,
        "evpi": found.evpi,
        "evppi": {name: told(each) for name, each in found.groups},
        "numbers": {path: each.value for path, each in found.numbers},
        "switching_values": [
            {"number": each.path, "expected": each.expected, "value": each.change.value,
             "before": each.change.before, "after": each.change.after}
            for each in found.switches
        ],
    }  # fmt: skip
