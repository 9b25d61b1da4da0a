"""Places summed over whatever is not named."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

Where = tuple[str, str, str, int | None]  # m, u, g, y; today's places have no year


class Totals:
    """The sum of places for every combination of measure, unit and group, named or not."""

    def __init__(self, places: Iterable[tuple[Where, float]]) -> None:
        self.sums: defaultdict[tuple[str | int | None, ...], float] = defaultdict(float)
        for (n, u, g, y), value in places:
            for named in product((n, None), (u, None), (g, None)):
                self.sums[*named, y] += value

    def __call__(
        self, n: str | None = None, u: str | None = None, g: str | None = None, y: int | None = None
    ) -> float:
        """Places over what is not named; zero where there are none."""
        return self.sums.get((n, u, g, y), 0.0)
