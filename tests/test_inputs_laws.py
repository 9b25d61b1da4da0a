"""Whatever a source holds, it is read or its problems are told; nothing raises."""

import random
from dataclasses import replace
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st
from inputs_case import TINY, tiny_bytes

from inputs import read
from inputs.parsing import grids
from inputs.parsing.cells import Cell, Percent
from inputs.problems import Place

GRIDS = grids.read_folder(TINY)[0]
JUNK: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["JOB", "SAMT", "-1", "1.234", "1,5", "40 %", "ja", "*", "=1", "{x}", "%s"]),
    st.floats(),
    st.floats(0, 2).map(Percent),
    st.booleans(),
    st.sampled_from([date(2017, 5, 1), time(1, 2)]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_cell_is_read_or_told_in_both_languages(data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(GRIDS) - 1))
    rows = [list(row) for row in GRIDS[n].rows]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(JUNK)
    spoilt = [
        *GRIDS[:n],
        replace(GRIDS[n], rows=tuple(map(tuple, rows))),
        *GRIDS[n + 1 :],
    ]
    result = read._checked(spoilt, [], Place("file", "tal"))
    errors = [p for p in result.problems if p.severity == "error"]
    assert (result.instance is None) == bool(errors)
    assert all(p.text("da") and p.text("en") for p in result.problems)


def test_a_damaged_workbook_never_raises() -> None:
    chance = random.Random(2017)  # noqa: S311
    for _ in range(40):
        content = bytearray(tiny_bytes())
        for _ in range(chance.choice([1, 5, 50])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        result = read.read(bytes(content), "tal.xlsx")
        assert result.ok or result.problems
