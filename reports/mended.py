"""The sheet of conflicts that there were, and the repairs that were chosen."""

from collections.abc import Sequence

import pandas as pd

from reports.conflicts import clash, mended
from reports.sheets import Column, Table
from scenarios.repair import Taken


def table(repaired: Sequence[Taken], language: str) -> Table:
    """One row for each repair, in the order in which they were chosen."""
    rows = [
        {
            "clashed": "\n".join(clash(each.demands, c, language) for c in each.conflicts),
            "chosen": mended(each.demands, each.changes, language),
        }
        for each in repaired
    ]
    frame = pd.DataFrame(rows, columns=["clashed", "chosen"])
    return Table(frame, [Column("clashed", "prose"), Column("chosen", "prose")])
