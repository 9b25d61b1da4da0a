"""Futures: draws of all uncertain numbers at once, the same for the same seed.

Each factor and each number has a stream of random numbers of its own, by its name: neither the
order, nor how many futures there are, nor which other numbers are uncertain changes a draw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from model.futures.uncertain import Uncertain, uncertain_numbers
from model.instance import Instance
from model.numbers import set_data

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Futures:
    """n futures of an instance: `values` has a row for each, a column for each number.

    `scores` are the z of the shared factors, n each, by name.
    """

    instance: Instance
    numbers: tuple[Uncertain, ...]
    values: Array
    scores: Mapping[str, Array]

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of a number, by its path."""
        return {number.path: j for j, number in enumerate(self.numbers)}

    def of(self, path: str, otherwise: float) -> Array:
        """The n values of a number; the one there is where it is not uncertain."""
        j = self.column.get(path)
        return np.full(len(self), otherwise) if j is None else self.values[:, j]

    def future(self, i: int) -> Instance:
        """The data of future i."""
        row = self.values[i]
        return set_data(
            self.instance, {n.path: float(v) for n, v in zip(self.numbers, row, strict=True)}
        )

    @cached_property
    def with_expected(self) -> "Futures":
        """The same futures, and last the one in which every number is at its mode."""
        modes = np.array([[number.mode for number in self.numbers]])
        scores = {name: np.append(z, 0.0) for name, z in self.scores.items()}
        return replace(self, values=np.vstack([self.values, modes]), scores=scores)

    def take(self, chosen: Sequence[int]) -> "Futures":
        """Some of the futures, in this order."""
        at = np.asarray(chosen, int)
        scores = {name: z[at] for name, z in self.scores.items()}
        return Futures(self.instance, self.numbers, self.values[at], scores)


def draw(instance: Instance, n: int, seed: int = 0) -> Futures:
    """n futures of the uncertain numbers of an instance, around its expected effects."""
    instance = with_expected_effects(instance)
    numbers = uncertain_numbers(instance)
    names = dict.fromkeys(name for number in numbers for name, _ in number.loads)
    scores = {name: standard_normal(f"factor {name}", n, seed) for name in names}
    z = np.zeros((n, len(numbers)))
    for j, number in enumerate(numbers):
        z[:, j] = number.own * standard_normal(number.path, n, seed)
        for name, load in number.loads:
            z[:, j] += load * scores[name]
    return Futures(instance, numbers, values_at(numbers, z), scores)


def with_expected_effects(instance: Instance) -> Instance:
    """The data at the middle of every effect's interval, whatever end the settings count."""
    return replace(instance, settings=instance.settings._replace(effects="mid"))


def standard_normal(name: str, n: int, seed: int) -> Array:
    """The first n numbers of the stream of a name."""
    key = int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=16).digest())
    return np.random.Generator(np.random.Philox(key=key)).standard_normal(n)


def values_at(numbers: Sequence[Uncertain], z: Array) -> Array:
    """The values of numbers that are so many standard deviations from their modes, n x k."""
    mode, below, above, least, most = (
        np.array([getattr(number, name) for number in numbers], float)
        for name in ("mode", "below", "above", "least", "most")
    )
    values: Array = np.clip(mode + z * np.where(z < 0, below, above), least, most)
    return values


def at_scores(instance: Instance, chosen: Sequence[Mapping[str, float]]) -> Futures:
    """Futures in which some factors are so many standard deviations off, all else at its mode."""
    instance = with_expected_effects(instance)
    numbers = uncertain_numbers(instance)
    z = np.zeros((len(chosen), len(numbers)))
    for i, at in enumerate(chosen):
        z[i] = [sum(load * at.get(name, 0.0) for name, load in each.loads) for each in numbers]
    names = dict.fromkeys(name for number in numbers for name, _ in number.loads)
    scores = {name: np.array([at.get(name, 0.0) for at in chosen], float) for name in names}
    return Futures(instance, numbers, values_at(numbers, z), scores)
