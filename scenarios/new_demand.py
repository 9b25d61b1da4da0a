"""Demands that a scenario adds: made from a kind's sentence, read from a file or a setting."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from model.demand import FIELDS, Demand, Field, Text
from model.demand_kinds.kinds import KINDS
from model.demand_kinds.record import EVERY
from model.instance import Instance
from scenarios.apply import LOCK
from scenarios.main_groups import main_names
from scenarios.ranges import between, parsed
from scenarios.scenario import MOST
from scenarios.structure import SCENARIO_OWNER

MOST_LISTED, FEW = 5, 3  # names that a sentence lists, and those of more
SHAPE = Text(
    "Skriv TYPE GRÆNSE NAVN …, for eksempel coverage 0,8 KAP.",
    "Write KIND BOUND NAME …, for example coverage 0.8 KAP.",
)
NOTHING_NAMED: dict[Field, Text] = {
    "measures": Text("Nævn mindst én indsats.", "Name at least one measure."),
    "groups": Text("Nævn mindst én målgruppe.", "Name at least one target group."),
    "units": Text("Nævn mindst én enhed.", "Name at least one unit."),
    "staff": Text("Nævn mindst én personalegruppe.", "Name at least one staff group."),
    "types": Text("Nævn mindst én type indsats.", "Name at least one type of measure."),
}
TAGS = {
    "vulnerable": Text("de udsatte grupper", "the vulnerable groups"),
    "young": Text("grupperne af unge", "the groups of young people"),
}


def names_in(instance: Instance, field: Field) -> dict[str, Text]:
    """What a demand can be about, by id: groups also by main group and tag."""
    if field == "types":
        return {v.type: Text(v.type, v.type) for v in instance.measures.values()}
    tables: dict[str, Mapping[str, Any]] = {
        "measures": instance.measures,
        "groups": instance.groups,
        "units": instance.units,
        "staff": instance.staff_groups,
    }
    named = {i: row.name for i, row in tables[field].items()}
    return {**TAGS, **main_names(instance), **named} if field == "groups" else named


def make_demand(
    instance: Instance,
    name: str,
    kind: str,
    bound: float,
    about: Mapping[Field, Sequence[str]],
    owner: Text = SCENARIO_OWNER,
) -> Demand:
    """A demand with the sentence of its kind. Raises ValueError with a Text on what is wrong."""
    for fault in faults_of(instance, name, kind, about):
        raise ValueError(fault)
    fields: dict[str, Any] = {field: tuple(about.get(field, ())) for field in KINDS[kind].about}
    if "{from_year}" in KINDS[kind].sentence.da:
        fields["from_year"] = instance.settings.first_year
    return Demand(name, sentence(instance, kind, about), owner, kind, bound, **fields)


def faults_of(
    instance: Instance, name: str, kind: str, about: Mapping[Field, Sequence[str]]
) -> Iterator[Text]:
    """All that keeps a demand from being made."""
    if kind not in KINDS:
        listed = ", ".join(KINDS)
        yield Text(f"Typen {kind} findes ikke. Vælg en af {listed}.",
                    f"There is no kind {kind}; choose one of {listed}.")  # fmt: skip
        return
    if not name:
        yield Text("Kravet skal have et navn, for eksempel new.EGET.",
                    "The demand needs a name, for example new.OWN.")  # fmt: skip
    if name in instance.demands or name.startswith(LOCK):
        yield Text(f"Navnet {name} er i brug. Vælg et andet.",
                    f"The name {name} is taken; choose another.")  # fmt: skip
    for field, named in about.items():
        known = names_in(instance, field) if field in KINDS[kind].about else {}
        yield from (nowhere(each, list(known)) for each in named if each not in known)
    yield from (NOTHING_NAMED[field] for field in KINDS[kind].needs if not about.get(field))


def nowhere(named: str, known: Sequence[str]) -> Text:
    listed = ", ".join(known) or "–"
    return Text(f"{named} findes ikke her. Vælg blandt {listed}.",
                f"{named} does not exist here; choose among {listed}.")  # fmt: skip


def sentence(instance: Instance, kind: str, about: Mapping[Field, Sequence[str]]) -> Text:
    """The sentence of a kind with the names of what it is about; bound and years stay open."""
    told = []
    for language in Text._fields:
        words = {
            field: listed(instance, field, about.get(field, ()), language)
            for field in KINDS[kind].about
        }
        text = KINDS[kind].sentence.of(language)
        for field, names in words.items():
            text = text.replace(f"{{{field}}}", names)
        told.append(text[:1].upper() + text[1:])
    return Text(*told)


def listed(instance: Instance, field: Field, named: Sequence[str], language: str) -> str:
    """Names in a row, or the word for all of them."""
    if not named:
        return EVERY[field].of(language)
    names = names_in(instance, field)
    told = [names[each].of(language) if each in names else each for each in named]
    if len(told) > MOST_LISTED:
        rest = len(told) - FEW
        told = [*told[:FEW], f"{rest} more" if language == "en" else f"{rest} til"]
    word = " and " if language == "en" else " og "
    return word.join(part for part in (", ".join(told[:-1]), told[-1]) if part)


def from_setting(instance: Instance, name: str, value: str) -> Demand:
    """A demand written as KIND BOUND NAME …; kinds without a bound leave it out.

    Raises ValueError with a Text.
    """
    kind, *rest = value.split() or [""]
    if not kind:
        raise ValueError(SHAPE)
    bound = 0.0
    if kind in KINDS and KINDS[kind].bounded:
        asked = parsed(rest.pop(0)) if rest else None
        if asked is None:
            raise ValueError(SHAPE)
        if abs(asked) > MOST:
            raise ValueError(between(-MOST, MOST))
        bound = asked
    return make_demand(instance, name, kind, bound, sorted_out(instance, kind, rest))


def sorted_out(instance: Instance, kind: str, named: Sequence[str]) -> dict[Field, list[str]]:
    """Names by the field that knows them; an unknown one goes to the kind's first."""
    about: dict[Field, list[str]] = {}
    fields = KINDS[kind].about if kind in KINDS else FIELDS
    for each in named:
        at = (field for field in fields if each in names_in(instance, field))
        field = next(at, fields[0] if fields else "measures")
        about.setdefault(field, []).append(each)
    return about
