"""What a difference between answers is about, and its values, as words and numbers."""

from collections.abc import Callable, Sequence
from functools import partial

from locales import number, percent, shortest, shortest_percent, translator
from model.criteria import CRITERIA
from model.demand import Demand
from model.demand_kinds.kinds import KINDS
from model.instance import Instance
from model.numbers import SINCE, table_called
from model.quantities import EXITS, Quantity
from reports.columns import LINES, word
from reports.demands.text import bound_in_unit, open_sentence
from reports.language import words
from reports.language.data_headings import column_name, setting_name, sheet_name
from reports.language.words import marked as _
from scenarios.facts import Key, Value

HEADINGS = {
    "demand": _("Demands"),
    "term": _("Terms of demands"),
    "lock": _("Locks on measures"),
    "lever": _("Assumptions"),
    "order": _("Order of the criteria"),
    "data": _("Numbers of the data"),
    "fate": _("What happens to measures"),
    "measure": _("Places a year by measure"),
    "group": _("Offers a year by target group"),
    "unit_open": _("Units open or closed"),
    "serves": _("Responsible unit by target group"),
    "unit": _("FTE by unit"),
    "staff": _("FTE by unit and staff group"),
    "dismissed": _("Dismissed people by unit and staff group"),
    "account": _("Net cost a year by account, 1,000 kr."),
    "category": _("Net cost a year by category, 1,000 kr."),
    "plan": _("Whether there is a plan"),
    "criterion": _("Key figures"),
    "group_exits": _("Exits a year by target group"),
}
LEVERS = {
    "amount": _("To close a year, DKK m"),
    "by": _("From the year"),
    "basis": _("Measured"),
    "view": _("Whose money"),
    "counts": _("What counts"),
    "effects": _("Effects of measures"),
    "displacement": _("Displacement"),
    "tax_share": _("Tax that the municipality keeps"),
    "max_dismissals": _("Dismissed people at most"),
    "structure": _("Units"),
    "specialisation": _("Gain from specialised units"),
    "tolerance": _("What the first goal may lose, per cent"),
    "in_work": _("People in work, net, come first"),
    "phase": _("Places may change every year"),
    "casework": _("The effect of casework counts"),
    "stop_price": _("The most for an extra exit a year, DKK m"),
}
PEOPLE = ("measure", "group", "dismissed")  # places and offers too: somebody has each
ABOUT = {  # tables whose rows are about more than one thing
    "effects": ("measures", "groups"),
    "offers": ("measures", "units"),
    "places_today": ("measures", "units", "groups"),
    "staff_today": ("units", "staff_groups"),
    "staffing": ("measures", "staff_groups"),
    **dict.fromkeys(("retraining", "substitution"), ("staff_groups", "staff_groups")),
}
Namer = Callable[[Instance, Key, str], str]


def label(kind: str, key: Key, data: Instance, language: str) -> str:
    """What a difference is about, beside the heading of its kind."""
    return NAMERS[kind](data, key, language)


def demand_name(data: Instance, key: Key, language: str) -> str:
    """The sentence of a demand with its bound and years left open."""
    return open_sentence(data.demands[key[0]], language)


def term_name(data: Instance, key: Key, language: str) -> str:
    return f"{demand_name(data, key, language)}: {column_name('demands', key[1], language)}"


def number_name(data: Instance, key: Key, language: str) -> str:
    """A number of the data by its sheet, what its row is about, and its column."""
    path, _since, year = key[0].partition(SINCE)
    table, *row, column = path.split(".")
    if table == "settings":
        return setting_name(column, language)
    about = row_name(data, table_called(table), ".".join(row), language)
    sheet = "refund_ladder" if table == "ladder" else table
    told = f"{sheet_name(sheet, language)} · {about}: {column_name(sheet, column, language)}"
    since = translator(language)(_("{number} from {year}"))
    return since.format(number=told, year=year) if year else told


def row_name(data: Instance, table: str, row: str, language: str) -> str:
    """The names of what a row of the data is about."""
    named = zip(ABOUT.get(table, (table,)), row.split("/"), strict=True)
    if table == "ladder":
        return row
    rows = ((getattr(data, of), i) for of, i in named)
    return " · ".join(known[i].name.of(language) if i in known else i for known, i in rows)


def measure_name(data: Instance, key: Key, language: str) -> str:
    return data.measures[key[0]].name.of(language)


def group_name(data: Instance, key: Key, language: str) -> str:
    return data.groups[key[0]].name.of(language)


def unit_name(data: Instance, key: Key, language: str) -> str:
    return data.units[key[0]].name.of(language)


def staff_name(data: Instance, key: Key, language: str) -> str:
    return f"{unit_name(data, key, language)}: {data.staff_groups[key[1]].name.of(language)}"


def account_name(data: Instance, key: Key, language: str) -> str:
    return f"{key[0]} {data.accounts[key[0]].name.of(language)}"


def figure_name(data: Instance, key: Key, language: str) -> str:
    """A key figure: a criterion, or the exits of a year."""
    del data
    if key[0] in CRITERIA:
        return CRITERIA[key[0]].label.of(language)
    return translator(language)(_("Exits to job or education a year"))


def by_word(meanings: dict[str, str]) -> Namer:
    """A namer that looks the key up."""
    return lambda _data, key, language: translator(language)(meanings.get(key[0], key[0]))


def as_kind(kind: str) -> Namer:
    return lambda _data, _key, language: translator(language)(HEADINGS[kind])


NAMERS: dict[str, Namer] = {
    "demand": demand_name, "term": term_name, "data": number_name, "lever": by_word(LEVERS),
    "order": as_kind("order"), "plan": as_kind("plan"), "criterion": figure_name,
    "lock": measure_name, "fate": measure_name, "measure": measure_name,
    "group": group_name, "group_exits": group_name, "serves": group_name,
    "unit": unit_name, "unit_open": unit_name, "staff": staff_name, "dismissed": staff_name,
    "account": account_name, "category": by_word(LINES),
}  # fmt: skip


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
    "own": _("The measures' own"),
    "today": _("As today"),
    "scenario": _("As the scenario says"),
    "yes": _("yes"),
    "no": _("no"),
    "on": _("applies"),
    "off": _("does not apply"),
}
OF_UNITS = {"open": _("Open"), "closed": _("Closed")}


def code(value: object, language: str) -> str:
    """The word for a code, or the value as it is."""
    return translator(language)(CODES.get(str(value), str(value)))


def yes_or_no(switch: str | None, language: str) -> str:
    """The word for a lever that is on or off."""
    return code("yes" if switch == "on" else "no", language)


def value_text(kind: str, key: Key, value: Value, data: Instance, language: str) -> str:
    """A value of a difference. People from one to four are not told."""
    if value is None:
        return code("off", language) if kind == "demand" else "–"
    if kind == "serves":
        return ", ".join(unit_name(data, (u,), language) for u in str(value).split(", "))
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
    people = kind in PEOPLE or (figure is not None and figure.counts_people)
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
    """The criteria in order, and how much each may give up for those after it."""
    say, steps = translator(language), [step.split(" ") for step in value.split(" > ") if value]
    if not steps:
        return say(_("no search, as today"))
    losses = [shortest_percent(float(loss), language) for _name, loss in steps]
    criteria = [CRITERIA[name].label.of(language) for name, _loss in steps]
    if len(set(losses)) == 1:
        told = say(_("{criteria}; each may give up {share} for those after it"))
        return told.format(criteria=", ".join(criteria), share=losses[0])
    each = say(_("{criterion} (may give up {share})"))
    return ", ".join(
        each.format(criterion=criterion, share=loss)
        for criterion, loss in zip(criteria, losses, strict=True)
    )


def bound(demand: Demand, value: float, language: str) -> str:
    """The bound of a demand in its unit; that it applies, when it has none."""
    bounded = KINDS[demand.kind].bounded
    return bound_in_unit(demand.kind, value, language) if bounded else code("on", language)


def criterion(name: str, value: float, language: str) -> str:
    return amount(unit_of(name), value, language)


def amount(unit: Quantity, value: float, language: str) -> str:
    """A number with its unit, in words."""
    if unit.counted > 1:
        return words.money(value, language)
    if unit.counts_people:
        return words.people(value, language)
    return percent(value, 0, language) if unit.counted < 1 else number(value, 0, language)


SPOKEN: dict[str, Callable[[str, str], str]] = {
    "order": order,
    "fate": partial(word, "status"),
    "unit_open": lambda value, language: translator(language)(OF_UNITS[value]),
}
WRITERS: dict[str, Callable[[Key, float, Instance, str], str]] = {
    "demand": lambda key, value, data, language: bound(data.demands[key[0]], value, language),
    "lever": lambda _key, value, _data, language: percent(value, 1, language),
    "criterion": lambda key, value, _data, language: criterion(key[0], value, language),
    **dict.fromkeys(PEOPLE, lambda _key, value, _data, language: words.people(value, language)),
    "data": lambda _key, value, _data, language: shortest(value, language),
}
