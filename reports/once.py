"""Tables of an answer, computed once."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import pandas as pd

from scenarios.once import once

P = ParamSpec("P")


def frame_once(table: Callable[P, pd.DataFrame]) -> Callable[P, pd.DataFrame]:
    """The table of the same arguments, computed once; each who asks may change what it gets."""
    kept = once(table)

    @wraps(table)
    def copied(*args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        return kept(*args, **kwargs).copy(deep=False)

    return copied
