"""The values of a difference between answers, as words and numbers."""

from collections.abc import Callable, Sequence

from locales import number, percent, translator
from model.criteria import CRITERIA
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from model.quantities import EXITS, Quantity
from reports.demands.text import bound_text
from reports.language import words
from reports.language.words import marked as _
from scenarios.facts import Key, Value

CODES = {
    "free": _("The model decides"),
    "open": _("Stays open"),
    "at_least_today": _("At least as today"),
    "as_today": _("As today"),
    "closed": _("Is closed"),
    "handed_over": _("Is handed over"),
    "net": _("Net"),
    "gross": _("Gross"),
    "administration": _("The administration"),
    "municipality": _("The whole municipality"),
    "service": _("Service"),
    "service+drift": _("Service and running costs"),
    "all": _("Everything, benefits too"),
    "low": _("Low"),
    "mid": _("Middle"),
    "high": _("High"),
    "today": _("As today"),
    "scenario": _("As the scenario says"),
    "yes": _("yes"),
    "no": _("no"),
    "on": _("applies"),
    "off": _("does not apply"),
}
FATES = {
    "open": _("Open"),
    "closed": _("Closed"),
    "handed_over": _("Handed over"),
}


def code(value: object, language: str) -> str:
    """The word for a code, or the value as it is."""
    return translator(language)(CODES.get(str(value), str(value)))


def value_text(kind: str, key: Key, value: Value, data: Instance, language: str) -> str:
    """A value of a difference. People from one to four are not told."""
    if value is None:
        return code("off", language) if kind == "demand" else "–"
    if isinstance(value, str) or kind == "term":
        return SPOKEN.get(kind, code)(str(value), language)
    if kind in WRITERS:
        return WRITERS[kind](key, value, data, language)
    return number(value, DECIMALS.get(kind, 0), language)


DECIMALS = {"unit": 1, "staff": 1, "group_exits": 1}


def change_text(kind: str, key: Key, values: Sequence[Value], language: str) -> str:
    """From the first to the last, with its sign; blank where it would tell of few people."""
    first, last = values[0], values[-1]
    if isinstance(first, str | None) or isinstance(last, str | None):
        return ""
    figure = unit_of(key[0]) if kind == "criterion" else None
    people = kind == "dismissed" or (figure is not None and figure.counts_people)
    if people and any(map(words.is_few, (first, last, last - first))):
        return ""
    if kind in ("demand", "lever", "data", "term"):
        return ""
    counted = 1.0 if figure is None else figure.counted
    decimals = DECIMALS.get(kind, 1 if counted > 1 else 0)
    return words.signed((last - first) / counted, decimals, language)


def unit_of(figure: str) -> Quantity:
    """What a key figure is a number of: that of its criterion; exits of a year are exits."""
    return CRITERIA[figure].unit if figure in CRITERIA else EXITS


def order(value: str, language: str) -> str:
    """The criteria in order; their tolerances where they are not all alike."""
    steps = [step.split(" ") for step in value.split(" > ")] if value else []
    if not steps:
        return translator(language)(_("no search, as today"))
    return ", ".join(
        f"{CRITERIA[name].label.of(language)} ({percent(float(loss), 3, language)})"
        for name, loss in steps
    )


def shortest(value: float, language: str) -> str:
    """A number with the decimals it has, at most four."""
    return number(value, 4, language).rstrip("0").rstrip(",.")


def bound(demand: Demand, value: float, language: str) -> str:
    """The bound of a demand in its unit; that it applies, when it has none."""
    if not KINDS[demand.kind].bounded:
        return code("on", language)
    counted = KINDS[demand.kind].unit.counted
    if counted > 1:
        return words.money(value, language)
    return percent(value, 1, language) if counted < 1 else bound_text(demand.kind, value, language)


def criterion(name: str, value: float, language: str) -> str:
    """A key figure."""
    unit = unit_of(name)
    if unit.counted > 1:
        return words.money(value, language)
    if unit.counts_people:
        return words.people(value, language)
    return percent(value, 0, language) if unit.counted < 1 else number(value, 0, language)


SPOKEN: dict[str, Callable[[str, str], str]] = {
    "order": order,
    "fate": lambda value, language: translator(language)(FATES[value]),
    "unit_open": lambda value, language: translator(language)(FATES[value]),
}
WRITERS: dict[str, Callable[[Key, float, Instance, str], str]] = {
    "demand": lambda key, value, data, language: bound(data.demands[key[0]], value, language),
    "lever": lambda _key, value, _data, language: percent(value, 1, language),
    "criterion": lambda key, value, _data, language: criterion(key[0], value, language),
    "dismissed": lambda _key, value, _data, language: words.people(value, language),
    "data": lambda _key, value, _data, language: shortest(value, language),
}
