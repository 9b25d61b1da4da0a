"""Main groups: target groups that are parts of one, by the name that they share."""

from collections.abc import Sequence
from os.path import commonprefix

from model.demand import Text
from model.instance import Instance

MARKS = (" – ", ", ")  # what parts the name of a main group from what tells its parts apart
AND = Text(" og ", " and ")


def main_names(instance: Instance) -> dict[str, Text]:
    """Main groups by what the names of their parts have in common."""
    mains = dict.fromkeys(group.main for group in instance.groups.values())
    return {main: _name(instance, main) for main in mains}


def _name(instance: Instance, main: str) -> Text:
    names = [g.name for g in instance.groups.values() if g.main == main]
    return Text(
        _shared([n.da for n in names], AND.da),
        _shared([n.en for n in names], AND.en),
    )


def _shared(names: Sequence[str], between: str) -> str:
    """The beginning of all the names up to a mark, else all of them."""
    shared = commonprefix(names)  # noqa: RUF071 - by characters is meant
    end = max(shared.rfind(mark) for mark in MARKS)
    return shared[:end] if len(names) > 1 and end > 0 else between.join(dict.fromkeys(names))
