"""What a difference between answers is about, in words."""

from collections.abc import Callable

from locales import translator
from model.criteria import CRITERIA
from model.demand import Text
from model.instance import Instance
from reports.columns import LINES
from reports.language.data_headings import COLUMNS, SETTINGS, TABLES
from reports.language.words import marked as _
from scenarios.facts import Key

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
}
Namer = Callable[[Instance, Key, str], str]


def changed_name(name: Text) -> Text:
    """The name of a scenario that is no longer the library's."""
    message = _("{name} – changed")
    da, en = (translator(each)(message).format(name=name.of(each)) for each in ("da", "en"))
    return Text(da, en)


def label(kind: str, key: Key, data: Instance, language: str) -> str:
    """What a difference is about, beside the heading of its kind."""
    return NAMERS[kind](data, key, language)


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
    """A namer of what there is only one of."""
    return lambda _data, _key, language: translator(language)(HEADINGS[kind])


NAMERS: dict[str, Namer] = {
    "demand": demand_name, "term": term_name, "data": number_name, "lever": by_word(LEVERS),
    "order": as_kind("order"), "plan": as_kind("plan"), "criterion": figure_name,
    "lock": measure_name, "fate": measure_name, "measure": measure_name,
    "group": group_name, "group_exits": group_name, "serves": group_name,
    "unit": unit_name, "unit_open": unit_name, "staff": staff_name, "dismissed": staff_name,
    "account": account_name, "category": by_word(LINES),
}  # fmt: skip
