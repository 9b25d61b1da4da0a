"""Straight pieces above and below: the higher and the lower of two curves over one range."""

import numpy as np

from model.curve import Curve
from model.matrix import Vector


def grid(first: Curve, second: Curve) -> Vector:
    """Levels between which both curves are straight and do not cross."""
    levels = np.union1d(first.levels, second.levels)
    apart = first.at(levels) - second.at(levels)
    cross = np.flatnonzero(apart[:-1] * apart[1:] < 0)
    share = apart[cross] / (apart[cross] - apart[cross + 1])
    return np.union1d(levels, levels[cross] + share * np.diff(levels)[cross])


def higher(first: Curve, second: Curve) -> Curve:
    """The higher of two curves over the same range."""
    levels = grid(first, second)
    return Curve(levels, np.maximum(first.at(levels), second.at(levels)))


def lower(first: Curve, second: Curve) -> Curve:
    """The lower of two curves over the same range."""
    levels = grid(first, second)
    return Curve(levels, np.minimum(first.at(levels), second.at(levels)))


def widest(above: Curve, below: Curve) -> tuple[float, float]:
    """Where two curves over the same range are widest apart, and by how much."""
    levels = grid(above, below)
    apart = above.at(levels) - below.at(levels)
    at = int(np.argmax(apart))
    return float(levels[at]), float(apart[at])


def within(curve: Curve, start: float, end: float) -> Curve:
    """The part of a curve between two levels; before its own first level it is flat."""
    inside = (curve.levels > start) & (curve.levels < end)
    levels = np.concatenate([[start], curve.levels[inside], [end]])
    return Curve(levels, curve.at(levels))


def straight(start: float, end: float, value: float, slope: float) -> Curve:
    """A line from its value at `start`."""
    levels = np.array([start, end])
    return Curve(levels, value + slope * (levels - start))


def bends(curve: Curve, most: float) -> list[float]:
    """Levels that cut a concave curve into parts no further than `most` above their chords."""
    cuts, first = [float(curve.levels[0])], 0
    for last in range(2, len(curve.levels)):
        part = Curve(curve.levels[first : last + 1], curve.values[first : last + 1])
        if widest(part, Curve(part.levels[[0, -1]], part.values[[0, -1]]))[1] > most:
            first = last - 1
            cuts.append(float(curve.levels[first]))
    return [*cuts, float(curve.levels[-1])]
