"""What a column holds, in words: for the workbook's comments and for docs/inputs.md."""

from inputs.problems import say
from inputs.tables import SETTINGS, TABLES, Column
from locales import translator

KINDS = {
    "id": "An id: one word that other tables use.",
    "code": "A code: capitals and digits, at least one digit, no name.",
    "text": "Text.",
    "words": "Words separated by spaces.",
    "number": "A number.",
    "integer": "A whole number.",
    "share": "A share: 40 % or 0.4.",
    "shares": "Shares separated by spaces.",
    "bool": "Yes or no.",
    "ref": 'An id from "{table}".',
    "refs": 'Ids from "{table}", separated by spaces.',
    "grouprefs": 'Ids from "{table}", main groups or tags, separated by spaces.',
    "choice": "One of: {choices}.",
    "choices": "One or more of: {choices}, separated by spaces.",
}


def kind(column: Column, language: str) -> str:
    """What kind of thing a cell holds, with the table or the choices it comes from."""
    _ = translator(language)
    table = TABLES.get(column.about, TABLES["groups"])
    choices = ", ".join(column.choices)
    return _(KINDS[column.kind]).format(table=table.label(language), choices=choices)


def limits(column: Column, language: str) -> str:
    """The range of a number, or nothing."""
    plain = "{:.0f}".format if column.unit == "year" else float
    low, high = (None if end is None else plain(end) for end in (column.low, column.high))
    if low is not None and high is not None:
        return say("From {low} to {high}.", low=low, high=high).text(language)
    return say("At least {low}.", low=low).text(language) if low is not None else ""


def unit(column: Column, language: str) -> str:
    return translator(language)(column.unit) if column.unit else ""


def whole(column: Column, language: str) -> str:
    """Kind, range, what it is and what a blank means, in a few sentences."""
    must = translator(language)("Must be filled in.") if column.required else ""
    parts = (column.help(language), kind(column, language), limits(column, language), must)
    return " ".join(part for part in parts if part)


def setting(name: str, language: str) -> str:
    """A setting, as the comment beside it tells it."""
    column = SETTINGS[name]
    named = (
        f"{column.label(language)} ({unit(column, language)})"
        if column.unit
        else column.label(language)
    )
    return f"{named}. {whole(column, language)}"
