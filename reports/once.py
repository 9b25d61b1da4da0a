"""Tables and charts of an answer, computed once: a page asks for the same ones many times."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec

import pandas as pd

ANSWERS = 64  # in two languages, those shown last

P = ParamSpec("P")
once = lru_cache(maxsize=2 * ANSWERS)


def frame_once(table: Callable[P, pd.DataFrame]) -> Callable[P, pd.DataFrame]:
    """The table of the same arguments, computed once; each who asks may change what it gets."""
    kept = once(table)

    @wraps(table)
    def copied(*args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        return kept(*args, **kwargs).copy(deep=False)  # type: ignore[arg-type]

    return copied
