"""Named futures: small files in scenarios/futures/, with factors that are off and chosen numbers.

A factor is named as in the table of shared factors, with its type, measure or group after a slash
where there is one for each; `*` stands for any. A number is a path of the data, such as
`effects.M02/DAG-K.mid`. All others are as expected.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from model.demand import Text
from model.futures.draws import Futures, at_scores
from model.futures.uncertain import Uncertain, uncertain_numbers
from model.instance import Instance
from scenarios.scenario import Fault, RefusedError, figure, nearest

FOLDER = Path(__file__).parent / "futures"
LARGEST = 1e6  # of a number without an end of its own
FARTHEST = 6.0  # standard deviations: farther is a slip
SHAPE = Text(
    "Skriv filen som dem i scenarios/futures.", "Shape the file like those in scenarios/futures."
)
A_SCORE = Text(
    "Skriv et tal fra -6 til 6: standardafvigelser fra det ventede.",
    "Write a number from -6 to 6: standard deviations from what is expected.",
)

A_NUMBER = Text("Skriv et tal med decimalpunktum.", "Write a number with a decimal point.")


class NamedFuture(NamedTuple):
    """A future by the factors that are off, in standard deviations, and numbers by path."""

    id: str
    name: Text
    factors: Mapping[str, float]
    place: int = 0
    values: Mapping[str, float] = {}


@cache
def shipped() -> Mapping[str, NamedFuture]:
    """The shipped futures by id, in the order in which they are shown."""
    found = [
        made(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.toml")
    ]
    return {each.id: each for each in sorted(found, key=lambda each: (each.place, each.id))}


def load(name: str) -> NamedFuture:
    """A shipped future by id, or one from a file of the same shape. Raises RefusedError."""
    if name in shipped():
        return shipped()[name]
    if not Path(name).is_file():
        raise RefusedError([Fault("future", name, nearest(name, tuple(shipped())))])
    try:
        return made(Path(name).stem, tomllib.loads(Path(name).read_text("utf-8")))
    except (ValueError, RecursionError, OSError) as error:
        raise RefusedError([Fault("future", Path(name).name, SHAPE)]) from error


def made(name: str, raw: Mapping[str, Any]) -> NamedFuture:
    """The future in a parsed file. Raises RefusedError for a factor that is no number."""
    if not has_shape(raw):
        raise RefusedError([Fault("future", name, SHAPE)])
    factors, values = (raw.get(key, {}) for key in ("factors", "values"))
    wrong = [Fault(f"factors.{f}", str(z), A_SCORE) for f, z in factors.items()
             if not is_number(z) or abs(z) > FARTHEST]  # fmt: skip
    wrong += [Fault(f"values.{f}", str(v), A_NUMBER) for f, v in values.items() if not is_number(v)]
    if wrong:
        raise RefusedError(wrong)
    return NamedFuture(name, Text(**raw["name"]), factors, raw.get("place", 0), values)


def has_shape(raw: Mapping[str, Any]) -> bool:
    """Whether a file has what a future has, and nothing else: a slip is not passed over."""
    kinds = {"name": dict, "place": int, "factors": dict, "values": dict}
    right = all(isinstance(value, kinds.get(key, ())) for key, value in raw.items())
    said = raw["name"] if right and "name" in raw else {}
    return said.keys() == {"da", "en"} and all(isinstance(each, str) for each in said.values())


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def known_factors(instance: Instance) -> tuple[str, ...]:
    """The factors that some uncertain number of the data has."""
    numbers = uncertain_numbers(instance)
    return tuple(dict.fromkeys(name for number in numbers for name, _ in number.loads))


def scores(instance: Instance, future: NamedFuture) -> dict[str, float]:
    """The factors of the data that a future moves. Raises RefusedError for one that it lacks."""
    known = known_factors(instance)
    matched = {p: [name for name in known if fnmatchcase(name, p)] for p in future.factors}
    refuse(f"{future.id}.factors", [p for p, names in matched.items() if not names], known)
    return {name: float(future.factors[p]) for p, names in matched.items() for name in names}


def refuse(place: str, unknown: Sequence[str], known: Sequence[str]) -> None:
    """Raises RefusedError for names that the data do not know, where there are any."""
    if unknown:
        raise RefusedError([Fault(place, name, nearest(name, known)) for name in unknown])


def fitting(instance: Instance) -> tuple[NamedFuture, ...]:
    """The shipped futures of which the data know every factor."""
    known = known_factors(instance)
    return tuple(
        future
        for future in shipped().values()
        if all(any(fnmatchcase(name, p) for name in known) for p in future.factors)
    )


def within(value: float, place: str, number: Uncertain) -> float:
    """A value that a number can have. Raises RefusedError for another."""
    low, high = max(number.least, -LARGEST), min(number.most, LARGEST)
    if not low <= value <= high:
        ends = figure(low), figure(high)
        raise RefusedError([Fault(place, f"{value:g}", Text(
            f"Skriv et tal fra {ends[0].da} til {ends[1].da}.",
            f"Write a number from {ends[0].en} to {ends[1].en}.",
        ))])  # fmt: skip
    return value


def named(instance: Instance, chosen: Sequence[NamedFuture]) -> Futures:
    """The data in each of some named futures. Raises RefusedError for what the data lack."""
    futures = at_scores(instance, [scores(instance, future) for future in chosen])
    values = futures.values.copy()
    for i, future in enumerate(chosen):
        unknown = [path for path in future.values if path not in futures.column]
        refuse(f"{future.id}.values", unknown, tuple(futures.column))
        for path, value in future.values.items():
            j = futures.column[path]
            values[i, j] = within(value, f"{future.id}.values.{path}", futures.numbers[j])
    return replace(futures, values=values)
