"""No hidden count can be worked out: tables read by a solver that knows not how they hide."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from reports.disclosure import masking
from reports.disclosure.attack import determined, ranges
from reports.language.words import FEW

MOST = 200


def table(parts: list[list[int]]) -> pd.DataFrame:
    """Counts with their sums to the right and below."""
    inner = np.array(parts)
    whole = np.vstack([np.hstack([inner, inner.sum(1, keepdims=True)])])
    whole = np.vstack([whole, whole.sum(0, keepdims=True)])
    return pd.DataFrame(whole.astype(float), columns=[f"c{i}" for i in range(whole.shape[1])])


def kept_back(frame: pd.DataFrame) -> dict[masking.Cell, str]:
    columns = [str(c) for c in frame]
    across = {**dict.fromkeys(columns[:-1], 1.0), columns[-1]: -1.0}
    return masking.hidden_cells(frame, columns, [list(range(len(frame)))], [across])


def can_be_another(frame: pd.DataFrame, cells: dict[masking.Cell, str], cell: masking.Cell) -> bool:
    """Whether whole numbers fit all that is printed, with another one in this cell."""
    model, columns = cp_model.CpModel(), list(frame)
    grid = {}
    for column in columns:
        for row in range(len(frame)):
            value = int(frame[column].iloc[row])
            low, high = value, value
            if (row, column) in cells:
                low, high = (1, FEW - 1 if cells[row, column] == masking.FEW_MARK else MOST)
            grid[row, column] = model.new_int_var(low, high, f"{row} {column}")
    for column in columns:
        parts = [grid[row, column] for row in range(len(frame) - 1)]
        model.add(sum(parts) == grid[len(frame) - 1, column])
    for row in range(len(frame)):
        model.add(sum(grid[row, c] for c in columns[:-1]) == grid[row, columns[-1]])
    model.add(grid[cell] != int(frame[cell[1]].iloc[cell[0]]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return bool(solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE))


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


@given(TABLES)
@example([[1], [1], [1], [1]])  # four ones and a sum of four: the marks alone would tell
@example(
    [[0, 0, 1, 6], [2, 0, 1, 0], [5, 0, 0, 0]]
)  # told by sums in which nothing is left to hide
@settings(max_examples=60, deadline=None)
def test_no_hidden_count_can_be_derived_from_the_sums_of_rows_and_columns(
    parts: list[list[int]],
) -> None:
    frame = table(parts)
    cells = kept_back(frame)
    few = {
        (row, str(column))
        for column in frame
        for row in range(len(frame))
        if 0 < frame[column].iloc[row] < FEW
    }
    assert few <= set(cells)
    for cell in few:
        assert can_be_another(frame, cells, cell), (frame, cells, cell)


def test_two_sums_together_do_not_tell_what_each_keeps() -> None:
    """3 is hidden with 9 and 8 of its row and column; the square they make with 7 keeps it."""
    frame = table([[3, 9, 20], [8, 30, 40], [50, 60, 70]])
    cells = kept_back(frame)
    assert set(cells) == {(0, "c0"), (0, "c1"), (1, "c0"), (1, "c1")}


def test_numbers_that_tell_of_people_go_with_them() -> None:
    frame = pd.DataFrame({"people": [3.0, 9, 20, 32], "fte": [2.4, 7.2, 16, 25.6]})
    cells = masking.hidden_cells(frame, ["people"], [[0, 1, 2, 3]], telling={"people": ("fte",)})
    assert set(cells) == {(0, "people"), (0, "fte"), (1, "people"), (1, "fte")}


def test_a_number_that_tells_of_people_is_not_the_only_one_hidden_in_its_sum() -> None:
    frame = pd.DataFrame({"people": [3.0, 2, 20, 25], "pay": [900.0, 0, 4000, 4900]})
    cells = masking.hidden_cells(frame, ["people"], [[0, 1, 2, 3]], telling={"people": ("pay",)})
    assert set(cells) == {(0, "people"), (1, "people"), (0, "pay"), (2, "pay")}


def test_a_table_without_few_people_is_told_whole() -> None:
    assert kept_back(table([[5, 0, 20], [8, 30, 0]])) == {}


def test_the_range_of_a_number_is_what_sums_and_marks_allow() -> None:
    values = {(0, "a"): 3.0, (1, "a"): 9.0}
    bounds = {(0, "a"): (1.0, 4.0), (1, "a"): (5.0, float("inf"))}
    sums = [{(0, "a"): 1.0, (1, "a"): 1.0, (2, "a"): -1.0}]
    assert ranges([*values], values, bounds, sums) == {
        (0, "a"): pytest.approx((1, 4)),
        (1, "a"): pytest.approx((8, 11)),
    }
    assert determined(values, sums) == set()
    assert determined(values, [*sums, {(1, "a"): 2.0}]) == set(values)
    assert determined({(0, "a"): 3.0}, []) == set()
