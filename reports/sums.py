"""A table of parts with their sums, in which few people stay hidden."""

from collections.abc import Mapping, Sequence

import pandas as pd

from reports import masking
from reports.sheets import Column, Table


def with_sums(
    parts: Sequence[tuple[str, pd.DataFrame]],
    total: str,
    label: str,
    columns: Sequence[Column],
    counts: Sequence[str],
    people: Sequence[str],
    sums: Sequence[Mapping[str, float]],
    expected: Sequence[str] = (),
    telling: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """Parts with a sum below each and one for all, counts of few people hidden.

    `counts` are the columns with sums that may be hidden, `expected` those with sums that are told;
    `telling` are columns that tell a count of people in their row. People are whole.
    """
    added = [*counts, *expected]
    pieces, blocks, at = [], [], 0
    for name, part in parts:
        sum_row = pd.DataFrame([{label: name, **part[added].sum().to_dict()}])
        pieces += [part, sum_row]
        blocks.append(list(range(at, at + len(part) + 1)))
        at += len(part) + 1
    every = pd.concat([part for _, part in parts])
    pieces.append(pd.DataFrame([{label: total, **every[added].sum().to_dict()}]))
    frame = pd.concat(pieces, ignore_index=True)
    sum_rows = [*(block[-1] for block in blocks), at]
    table = frame[list(counts)].astype(float)
    table[list(people)] = table[list(people)].round()
    secret = masking.hidden(table, people, [*blocks, sum_rows], sums, telling)
    told = masking.masked(table, secret)
    frame = frame.drop(columns=list(counts)).join(told)
    return Table(frame, columns, frozenset(sum_rows))
