"""What a difference between answers is about, and its values, in words and numbers."""

from collections.abc import Callable, Sequence

from locales import number, percent, translator
from model.demand import Demand, Text
from model.instance import Instance
from reports import words
from reports.declared import COLUMNS, SETTINGS, TABLES
from reports.demands import UNITS
from reports.headings import LINES
from reports.marking import marked as _
from reports.marks import signed
from reports.said import SHOWN_PER_UNIT
from scenarios.facts import Key, Value

KINDS = {
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
CRITERIA = {
    "exits_a_year": _("Exits to job or education a year"),
    "exits": _("Extra exits over all years"),
    "saving": _("Saving a year"),
    "coverage": _("Offers per vulnerable person"),
    "dismissals": _("Dismissed people"),
    "flex_dismissals": _("of these in flex jobs"),
    "lost_places": _("Offers lost over all years"),
    "handovers": _("Places run by another unit, over all years"),
    "one_off": _("One-off costs"),
    "transfers": _("Saved on benefits over all years"),
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
}
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
    "yes": _("yes"),
    "no": _("no"),
    "on": _("applies"),
    "off": _("does not apply"),
}
MONEY = ("saving", "one_off", "transfers")
FATES = {
    "open": _("Open"),
    "closed": _("Closed"),
    "handed_over": _("Handed over"),
}
PEOPLE = ("dismissals", "flex_dismissals")
Namer = Callable[[Instance, Key, str], str]


def renamed(name: Text) -> Text:
    """The name of a scenario that is no longer the library's."""
    message = _("{name} – changed")
    da, en = (translator(each)(message).format(name=name.of(each)) for each in ("da", "en"))
    return Text(da, en)


def label(kind: str, key: Key, data: Instance, language: str) -> str:
    """What a difference is about, beside the heading of its kind."""
    return NAMERS[kind](data, key, language)


def code(value: object, language: str) -> str:
    """The word for a code, or the value as it is."""
    return translator(language)(CODES.get(str(value), str(value)))


def written(kind: str, key: Key, value: Value, data: Instance, language: str) -> str:
    """A value of a difference. People from one to four are not told."""
    if value is None:
        return code("off", language) if kind == "demand" else "–"
    if isinstance(value, str) or kind == "term":
        return SPOKEN.get(kind, code)(str(value), language)
    if kind in WRITERS:
        return WRITERS[kind](key, value, data, language)
    return number(value, DECIMALS.get(kind, 0), language)


DECIMALS = {"unit": 1, "staff": 1, "group_exits": 1}


def changed(kind: str, key: Key, values: Sequence[Value], language: str) -> str:
    """From the first to the last, with its sign; blank where it would tell of few people."""
    first, last = values[0], values[-1]
    if isinstance(first, str | None) or isinstance(last, str | None):
        return ""
    people = kind == "dismissed" or (kind == "criterion" and key[0] in PEOPLE)
    if people and any(map(words.is_few, (first, last, last - first))):
        return ""
    if kind in ("demand", "lever", "data", "term"):
        return ""
    scale, decimals = (1e-3, 1) if kind == "criterion" and key[0] in MONEY else (1.0, 0)
    if kind == "criterion" and key[0] == "coverage":
        scale = 100.0
    return signed((last - first) * scale, DECIMALS.get(kind, decimals), language)


def order(value: str, language: str) -> str:
    """The criteria in order; their tolerances where they are not all alike."""
    steps = [step.split(" ") for step in value.split(" > ")] if value else []
    if not steps:
        return translator(language)(_("no search, as today"))
    return ", ".join(
        f"{translator(language)(CRITERIA.get(name, name))} ({percent(float(loss), 3, language)})"
        for name, loss in steps
    )


def shortest(value: float, language: str) -> str:
    """A number with the decimals it has, at most four."""
    return number(value, 4, language).rstrip("0").rstrip(",.")


def bound(demand: Demand, value: float, language: str) -> str:
    """The bound of a demand in its unit; that it applies, when it has none."""
    if demand.kind not in UNITS:
        return code("on", language)
    if SHOWN_PER_UNIT.get(demand.kind) == 1e-3:  # noqa: PLR2004
        return words.money(value, language)
    if demand.kind in SHOWN_PER_UNIT:
        return percent(value, 1, language)
    return number(value, 0 if float(value).is_integer() else 1, language)


def criterion(name: str, value: float, language: str) -> str:
    """A key figure."""
    if name in MONEY:
        return words.money(value, language)
    if name in PEOPLE:
        return words.people(value, language)
    return percent(value, 0, language) if name == "coverage" else number(value, 0, language)


def demand_name(data: Instance, key: Key, language: str) -> str:
    """The sentence of a demand with its bound and years left open."""
    sentence = data.demands[key[0]].sentence.of(language)
    for part in ("{bound}", "{from_year}", "{to_year}"):
        sentence = sentence.replace(part, "…")
    return sentence


def term_name(data: Instance, key: Key, language: str) -> str:
    return f"{demand_name(data, key, language)}: {translator(language)(COLUMNS[key[1]])}"


def number_name(data: Instance, key: Key, language: str) -> str:
    """A number of the data by its sheet, row and column."""
    del data
    say = translator(language)
    table, *row, column = key[0].split(".")
    if table == "settings":
        return say(SETTINGS.get(column, column))
    sheet = table.removesuffix("_today") if table == "places_today" else table
    sheet = "staff" if table == "staff_today" else sheet
    return f"{say(TABLES.get(sheet, sheet))} {'.'.join(row)}: {say(COLUMNS.get(column, column))}"


def measure_name(data: Instance, key: Key, language: str) -> str:
    return f"{key[0]} {data.measures[key[0]].name.of(language)}"


def group_name(data: Instance, key: Key, language: str) -> str:
    return data.groups[key[0]].name.of(language)


def unit_name(data: Instance, key: Key, language: str) -> str:
    return data.units[key[0]].name.of(language)


def staff_name(data: Instance, key: Key, language: str) -> str:
    return f"{unit_name(data, key, language)}: {data.staff_groups[key[1]].name.of(language)}"


def account_name(data: Instance, key: Key, language: str) -> str:
    return f"{key[0]} {data.accounts[key[0]].name.of(language)}"


def worded(meanings: dict[str, str]) -> Namer:
    """A namer that looks the key up."""
    return lambda _data, key, language: translator(language)(meanings.get(key[0], key[0]))


def as_kind(kind: str) -> Namer:
    """A namer of what there is only one of."""
    return lambda _data, _key, language: translator(language)(KINDS[kind])


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
NAMERS: dict[str, Namer] = {
    "demand": demand_name, "term": term_name, "data": number_name, "lever": worded(LEVERS),
    "order": as_kind("order"), "plan": as_kind("plan"), "criterion": worded(CRITERIA),
    "lock": measure_name, "fate": measure_name, "measure": measure_name,
    "group": group_name, "group_exits": group_name, "serves": group_name,
    "unit": unit_name, "unit_open": unit_name, "staff": staff_name, "dismissed": staff_name,
    "account": account_name, "category": worded(LINES),
}  # fmt: skip
