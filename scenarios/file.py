"""What a scenario file may hold: each key with its kind and range, and all that is wrong."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from model.criteria import SENSE
from model.demand import FIELDS, NO_WORDS, Text
from model.demand_kinds.kinds import KINDS
from scenarios.ranges import number_limits
from scenarios.scenario import (
    MOST,
    OPTIONS,
    RANGES,
    YEARS,
    Fault,
    Lock,
    RefusedError,
    Shape,
    choose,
    figure,
    nearest,
)

Check = Callable[[str, Any], Iterator[Fault]]  # of a place and the value there

LARGEST = 1_000_000  # bytes; the shipped files are under 2,000
LONGEST = 60  # characters of a value that are told
PLACES, BRACES = re.compile(r"\{(bound|from_year|to_year)\}"), re.compile(r"[{}]")
LINE = re.compile(r"at line (\d+)")
TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot define", "Duplicate")
AS_SHIPPED = Text(
    "Ret filen efter et scenarie i scenarios/library.",
    "Shape the file like one in scenarios/library.",
)


def misshapen(raw: dict[str, Any]) -> list[Fault]:
    """Everything in a file that has another shape."""
    return [*table(KEYS, needs=("name", "about"))("", raw), *contradictions(raw)]


def contradictions(raw: dict[str, Any]) -> Iterator[Fault]:
    """What a file asks for twice, or takes back itself."""
    order = raw.get("order")
    steps = order if isinstance(order, list) else []
    asked = [str(step.get("criterion")) for step in steps if isinstance(step, dict)]
    for criterion in dict.fromkeys(each for each in asked if asked.count(each) > 1):
        yield Fault("order", criterion, ONCE[1], ONCE[0])
    for key in MOVES if raw.get("frozen") is True else ():
        if raw.get(key):
            yield Fault(key, told(raw[key]), AS_TODAY[1], AS_TODAY[0])


def sound(raw: dict[str, Any]) -> dict[str, Any]:
    """What is left of a file without the entries that have another shape."""
    left: dict[str, Any] = {}
    for key, check in KEYS.items():
        value = raw.get(key)
        if isinstance(value, dict):
            value = {k: v for k, v in value.items() if not any(check("", {k: v}))}
        if value is not None and not any(check("", value)):
            left[key] = value
    return left


def parsed_toml(path: Path) -> dict[str, Any]:
    """The file as TOML, whatever it says. Raises RefusedError where it is none."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise refused(path, Text(f"{error.strerror}", f"{error.strerror}"), UNREADABLE) from error
    if content is None:
        raise refused(path, figure(path.stat().st_size), TOO_LARGE)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refused(path, figure(error.start + 1), NO_TEXT) from error
    except RecursionError as error:
        raise refused(path, Text("lister i lister", "lists in lists"), TOO_DEEP) from error
    except ValueError as error:
        at = LINE.search(str(error))
        line = at[1] if at else content.count(b"\n") + 1
        twice = str(error).startswith(TWICE)
        found = Text(f"linje {line}", f"line {line}")
        raise refused(path, found, STANDS_TWICE if twice else NO_TOML) from error


def refused(path: Path, found: Text, rule: Text) -> RefusedError:
    return RefusedError([Fault(path.name, found, AS_SHIPPED, rule)])


TOO_LARGE = Text(
    f"Et scenarie fylder højst {figure(LARGEST).da} byte.",
    f"A scenario is {figure(LARGEST).en} bytes at most.",
)
NO_TEXT = Text(
    "Byten med dette nummer er ikke UTF-8; gem filen som tekst i UTF-8.",
    "The byte of this number is not UTF-8; save the file as text in UTF-8.",
)
TOO_DEEP = Text("Det er ikke et scenarie.", "This is not a scenario.")
UNREADABLE = Text("Filen kan ikke læses.", "The file cannot be read.")
STANDS_TWICE = Text("Nøglen står der to gange.", "The key stands there twice.")
NO_TOML = Text(
    "Her følger filen ikke reglerne for TOML.", "Here the file does not follow the rules of TOML."
)


def told(value: Any) -> Text:
    """A value as it stands in the file; tables and lists by their kind."""
    if isinstance(value, dict):
        return Text("en tabel", "a table")
    if isinstance(value, list):
        return Text("en liste", "a list")
    if isinstance(value, bool):
        return Text(*[str(value).lower()] * 2)
    if isinstance(value, int | float):
        return figure(value)
    return Text(*[f"“{cut(str(value))}”"] * 2)


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def single(fits: Callable[[Any], bool], rule: Text, remedy: Text) -> Check:
    def check(place: str, value: Any) -> Iterator[Fault]:
        if not fits(value):
            yield Fault(place, told(value), remedy, rule)

    return check


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(low: float, high: float, *, whole: bool = False, unit: Text = NO_WORDS) -> Check:
    """A number between two, both included."""
    ends = zip(figure(low), figure(high), unit, ("til", "to"), strict=True)
    (da, en) = (f"{a} {to} {b}{f' ({u})' if u else ''}" for a, b, u, to in ends)
    kind = ("et helt tal", "a whole number") if whole else ("et tal", "a number")
    rule = Text(f"Det skal være {kind[0]} fra {da}.", f"This must be {kind[1]} from {en}.")

    def check(place: str, value: Any) -> Iterator[Fault]:
        if not is_number(value):
            yield Fault(place, told(value), UNQUOTED, rule)
        elif not low <= value <= high or (whole and not isinstance(value, int)):
            yield Fault(place, told(value), WITHIN, rule)

    return check


def year(place: str, value: Any) -> Iterator[Fault]:
    """A whole year."""
    if not isinstance(value, int) or isinstance(value, bool) or not YEARS[0] <= value <= YEARS[1]:
        rule = Text(f"Det skal være et årstal fra {YEARS[0]} til {YEARS[1]}.",
                    f"This must be a year from {YEARS[0]} to {YEARS[1]}.")  # fmt: skip
        found = Text(f"{value}", f"{value}") if is_number(value) else told(value)
        yield Fault(place, found, Text("Skriv et helt årstal.", "Write a whole year."), rule)


def one_of(options: Iterable[str]) -> Check:
    """One of some words."""
    among = tuple(options)
    return single(lambda v: isinstance(v, str) and v in among, NO_WORDS, choose(among))


TEXT = single(
    lambda v: isinstance(v, str),
    Text("Det skal være en tekst.", "This must be text."),
    Text("Skriv den i anførselstegn.", "Write it in quotation marks."),
)
LINE_OF_TEXT = single(
    lambda v: isinstance(v, str) and bool(v.strip()) and v.replace("\xa0", " ").isprintable(),
    Text("Det skal være en tekst på én linje.", "This must be text on one line."),
    Text("Skriv den i anførselstegn, uden linjeskift.",
         "Write it in quotation marks, without line breaks."),
)  # fmt: skip
FLAG = single(
    lambda v: isinstance(v, bool),
    Text("Det skal være ja (true) eller nej (false).", "This must be true or false."),
    Text("Skriv true eller false uden anførselstegn.", "Write true or false unquoted."),
)
DAY = single(
    lambda v: isinstance(v, date) and not isinstance(v, datetime),
    Text("Det skal være en dato.", "This must be a date."),
    Text("Skriv den som 2017-05-17 uden anførselstegn.", "Write it as 2017-05-17, unquoted."),
)
BOUND = number(-MOST, MOST)
SWITCH_OR_BOUND = single(
    lambda v: isinstance(v, bool) or (is_number(v) and abs(v) <= MOST),
    Text(f"Det skal være true, false eller et tal fra {figure(-MOST).da} til {figure(MOST).da}.",
         f"This must be true, false or a number from {figure(-MOST).en} to {figure(MOST).en}."),
    Text("Skriv det uden anførselstegn.", "Write it unquoted."),
)  # fmt: skip
UNQUOTED = Text("Skriv tallet uden anførselstegn.", "Write the number unquoted.")
WITHIN = Text("Skriv et tal inden for grænserne.", "Write a number within the limits.")
SENTENCE = single(
    lambda v: isinstance(v, str) and not BRACES.search(PLACES.sub("", v)),
    Text("Det skal være en tekst, og kun {bound}, {from_year} og {to_year} kan stå i klammer.",
         "This must be text, and only {bound}, {from_year} and {to_year} can stand in braces."),
    Text("Skriv sætningen i anførselstegn.", "Write the sentence in quotation marks."),
)  # fmt: skip
MOVES = ("levers", "locks", "structure", "order")  # what only a search heeds
ONCE = (
    Text("Et mål kan kun stå én gang i rækkefølgen.", "A criterion can stand in the order once."),
    Text("Slet det ene.", "Delete one of the two."),
)
AS_TODAY = (
    Text("Med frozen = true vises dagens praksis, og intet andet tæller.",
         "With frozen = true today's practice is shown, and nothing else counts."),
    Text("Slet det, eller slet frozen.", "Delete it, or delete frozen."),
)  # fmt: skip
NO_TABLE = Text("Det skal være en tabel.", "This must be a table.")
NO_LIST = Text("Det skal være en liste.", "This must be a list.")
EMPTY = Text("Listen skal nævne mindst én.", "The list must name at least one.")
MISSING = Text("mangler", "missing")


def within(place: str, key: str) -> str:
    """Where a key stands: its tables and itself, cut where it is long."""
    return f"{place}.{cut(key)}" if place else cut(key)


def each(check: Check) -> Check:
    """A table of any keys whose values are all of one kind."""

    def of_table(place: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(place, told(value), AS_SHIPPED, NO_TABLE)
            return
        for key, item in value.items():
            yield from check(within(place, key), item)

    return of_table


def table(keys: Mapping[str, Check], needs: Iterable[str] = ()) -> Check:
    """A table of known keys, some of which must be there."""

    def of_keys(place: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(place, told(value), AS_SHIPPED, NO_TABLE)
            return
        for key in needs:
            if key not in value:
                must = Text("Nøglen skal være der.", "The key has to be there.")
                yield Fault(within(place, key), MISSING, AS_SHIPPED, must)
        for key, item in value.items():
            if key in keys:
                yield from keys[key](within(place, key), item)
            else:
                yield Fault(within(place, key), told(key), nearest(key, list(keys)))

    return of_keys


def listed(check: Check, *, filled: bool = False) -> Check:
    """A list of one kind."""

    def of_list(place: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(place, told(value), AS_SHIPPED, NO_LIST)
            return
        if filled and not value:
            yield Fault(place, told(value), AS_SHIPPED, EMPTY)
        for at, item in enumerate(value, 1):
            yield from check(f"{place}[{at}]", item)

    return of_list


YEAR_PATHS = ("settings.first_year", "settings.last_year")


def data(place: str, value: Any) -> Iterator[Fault]:
    """Numbers of the data by their paths, each within the range of its column."""
    for path in value if isinstance(value, dict) else ():
        check = year if path in YEAR_PATHS else number(*number_limits(path))
        if value[path] != "":  # a blank, where there may be one (scenarios/fit.py)
            yield from check(within(place, path), value[path])
    if not isinstance(value, dict):
        yield Fault(place, told(value), AS_SHIPPED, NO_TABLE)


BOTH = table({"da": LINE_OF_TEXT, "en": LINE_OF_TEXT}, needs=("da", "en"))
SENTENCES = table({"da": SENTENCE, "en": SENTENCE}, needs=("da", "en"))
TERMS = {name: one_of(get_args(OPTIONS[name])) for name in ("basis", "view", "counts")}
KEYS: dict[str, Check] = (
    {
        "name": BOTH,
        "about": BOTH,
        "place": number(0, 999, whole=True),
        "frozen": FLAG,
        "decision_of": TEXT,
        "levers": table({
            "by": year,
            **{lever: number(*ends) for lever, ends in RANGES.items()},
            **{lever: one_of(get_args(options)) for lever, options in OPTIONS.items()},
        }),
        "locks": each(one_of(get_args(Lock))),
        "demands": each(SWITCH_OR_BOUND),
        "calendar": each(DAY),
        "steps": each(table({"name": BOTH, "starts_on": DAY, "before": TEXT},
                            needs=("name", "starts_on", "before"))),
        "data": data,
        "structure": table({
            "units": each(one_of(get_args(Shape))),
            "groups": each(listed(TEXT, filled=True)),
        }),
        "order": listed(table(
            {"criterion": one_of(SENSE), "tolerance": number(0, 0.99), "least": number(0, 1e6)},
            needs=("criterion",),
        )),
        "new": each(table(
            {
                "kind": one_of(KINDS), "sentence": SENTENCES, "owner": BOTH, "bound": BOUND,
                "from_year": year, "to_year": year, "active": FLAG, "negotiable": FLAG,
                **{field: listed(TEXT) for field in FIELDS}, **TERMS,
            },
            needs=("kind", "sentence", "owner"),
        )),
    }
)  # fmt: skip
