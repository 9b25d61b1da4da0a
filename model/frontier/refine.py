"""The frontier of real plans between two edges: what a plan has, and what no plan can have.

The range of levels is cut into pieces. Below is what plans have: the choices of a plan fixed,
the rest is a linear program with an exact curve of its own. Above is the curve of the relaxation,
and for each piece a line no plan of the piece is above: the bound of a search that seeks y
plus x at the price of the piece. The piece with the widest band is searched next.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from model.frontier.biobjective import Plane
from model.frontier.bounds import NOTHING, Band, Piece, Touch, added, cut, served, settled, worst
from model.frontier.piecewise import Curve, bends, lower, straight, trace, whole_curve, within
from model.solver.highs import SolverResult
from model.solver.matrix import Vector

PRECISE = 1e-6  # relative, of the ends
BENT, SEARCHED = 0.5, 0.4  # of the tolerance: what bends and what searches may take


def refine(plane: Plane, tolerance: float) -> Iterator[Band]:
    """The band after every step, until it is no wider than the tolerance.

    `tolerance` is relative to the largest value on the frontier. A band has no pieces when
    nothing is possible.
    """
    relaxed = whole_curve(plane)
    if not len(relaxed.levels):
        yield Band(relaxed, (), 0.0)
        return
    size = float(np.abs(relaxed.values).max()) or 1.0
    plane.search.set_gap(min(PRECISE, tolerance / 10))
    band, starts = opened(plane, relaxed, tolerance * size)
    yield band
    plane.search.set_gap(tolerance * SEARCHED)
    while (number := worst(band)) is not None:
        new, starts = search_piece(plane, band, band.pieces[number], starts, size)
        around = band.pieces[:number], band.pieces[number + 1 :]
        band = replace(band, pieces=settled((*around[0], *new, *around[1])), steps=band.steps + 1)
        yield band


def opened(plane: Plane, relaxed: Curve, slack: float) -> tuple[Band, list[Vector]]:
    """The range that real plans have, cut where the relaxation bends; and the plans at its ends.

    Without a real plan there are no pieces.
    """
    ends = plan_ends(plane)
    if ends is None:
        return Band(relaxed, (), slack), []
    (start, most, first), (end, last) = ends
    ceiling = straight(start, end, most, 0.0)
    above = lower(within(relaxed, start, end), ceiling)
    cuts = bends(above, slack * BENT)
    edges = [(a, b, within(above, a, b)) for a, b in pairwise(cuts)]
    pieces = tuple(Piece(a, b, edge, edge, None) for a, b, edge in edges)
    for choices in (first, last):
        pieces = served(pieces, own_curve(plane, choices, start, end))
    return Band(relaxed, settled(pieces), slack), [first, last]


def plan_ends(plane: Plane) -> tuple[tuple[float, float, Vector], tuple[float, Vector]] | None:
    """Level, bound and choices where most of y is had; level and choices where most of x is."""
    whole = plane.search.integers
    plane.demand(-np.inf)
    plane.seek()
    best = plane.plan([])
    if best.incumbent is None:
        return None
    first = np.round(best.incumbent[whole])
    plane.fix(first)
    plane.seek()
    start = plane.x_at_most_y(plane.search.solve_relaxation().objective)
    plane.fix(None)
    plane.seek_x()
    most = plane.plan([first])
    assert most.incumbent is not None, "there is a plan"
    return (start, best.dual_bound, first), (
        plane.x.of(most.incumbent),
        np.round(most.incumbent[whole]),
    )


def search_piece(
    plane: Plane, band: Band, piece: Piece, starts: list[Vector], size: float
) -> tuple[list[Piece], list[Vector]]:
    """A piece after one search, cut where it is still too wide; and where to start the next."""
    edge = piece.below or piece.above
    slope = float(np.diff(edge.values[[0, -1]])[0] / (piece.end - piece.start))
    plane.seek(-slope, size - float(edge.values[0]) + slope * piece.start)
    plane.demand(piece.start, piece.end)
    found = plane.plan([*starts, *(touch.choices for touch in piece.touches)])
    if found.incumbent is None:
        return without_plan(piece, found), starts
    top = found.dual_bound - size + float(edge.values[0])
    line = straight(piece.start, piece.end, top, slope)
    choices = np.round(found.incumbent[plane.search.integers])
    touch = Touch(plane.x.of(found.incumbent), plane.y.of(found.incumbent), choices)
    searched = replace(piece, own=lower(piece.own, line), touches=(*piece.touches, touch))
    curve = own_curve(plane, choices, piece.start, piece.end)
    first, *rest = added(searched, curve, band.step)
    return [*cut(first, touch, band), *rest], [choices]


def without_plan(piece: Piece, found: SolverResult) -> list[Piece]:
    """A piece in which no plan was found: there is none, or the search was stopped."""
    if found.termination != "infeasible":
        return [replace(piece, closed=True)]
    nothing = straight(piece.start, piece.end, NOTHING, 0.0)
    return [replace(piece, own=nothing, closed=True)]


def own_curve(plane: Plane, choices: Vector, start: float, end: float) -> Curve:
    """What a plan's choices have between two levels, as far as they reach."""
    plane.fix(choices)
    plane.seek()
    curve = trace(plane, start, end)
    plane.fix(None)
    return curve
