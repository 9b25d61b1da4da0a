from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure import masking
from reports.language.words import FEW


def told(values: list[float]) -> list[object]:
    """A column of parts with their sum, masked."""
    frame = pd.DataFrame({"people": [*values, sum(values)]})
    cells = masking.hidden_cells(frame, ["people"], [list(range(len(frame)))])
    return list(masking.with_marks(frame, cells)["people"])


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0, 5, 20], [0, 5, 20, 25]),
        ([3, 5, 20], ["<5", "··", 20, 28]),
        ([3, 0, 20], ["<5", 0, "··", 23]),
        ([3, 2, 20], ["<5", "<5", 20, 25]),
        ([4, 4, 20], ["<5", "<5", "··", 28]),
        ([1, 1, 20], ["<5", "<5", "··", 22]),
        ([1, 5], ["<5", "··", "··"]),
        ([3, 0, 0], ["<5", 0, 0, "<5"]),
        ([0.4, 4.6], [0.4, 4.6, 5.0]),
    ],
)
def test_a_few_are_hidden_and_so_is_what_would_tell_them(
    values: list[float], shown: list[object]
) -> None:
    assert told(values) == shown


def test_columns_bound_by_a_sum_keep_each_others_secret() -> None:
    frame = pd.DataFrame({"before": [30.0, 50.0], "lost": [3.0, 0.0], "after": [27.0, 50.0]})
    cells = masking.hidden_cells(frame, ["lost"], sums=[{"before": 1, "lost": -1, "after": -1}])
    assert set(cells) == {(0, "lost"), (0, "after")}


def test_what_another_sum_tells_at_once_is_not_hidden_where_something_else_can_be() -> None:
    """B has only what the table shows as nothing beside its FTE, so that hiding it is no use."""
    frame = pd.DataFrame(
        {
            "people": [1.0, 0, 9, 0, 10],
            "today": [0.6, 0.6, 17.0, 21.0, 39.2],
            "gone": [0.6, 0.3, 6.8, 0.0, 7.7],
            "after": [0.0, 0.3, 10.2, 21.0, 31.5],
        },
        index=[*"ABCD", "all"],
    )
    balance = {"today": 1.0, "gone": -1.0, "after": -1.0}
    cells = masking.hidden_cells(
        frame, ["people"], [range(5)], [balance], telling={"people": ("gone",)}
    )
    assert set(cells) == {(row, name) for row in (0, 2) for name in ("people", "today", "gone")}


def test_a_blank_number_is_no_hindrance() -> None:
    frame = pd.DataFrame({"people": [0.0, 3.0, 20.0], "exits": [float("nan"), 70.0, 80.0]})
    assert set(masking.hidden_cells(frame, ["people"])) == {(1, "people")}


def test_a_column_that_counts_no_people_hides_nothing_of_its_own() -> None:
    frame = pd.DataFrame({"fte": [3.0, 9.0, 12.0]})
    assert masking.hidden_cells(frame, [], [[0, 1, 2]]) == {}


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_no_hidden_count_can_be_worked_out_from_the_others(values: list[int]) -> None:
    shown = told([float(v) for v in values])
    parts, total = shown[:-1], shown[-1]
    if isinstance(total, str):
        return  # a sum of few is hidden itself
    secret = [n for n, part in enumerate(parts) if isinstance(part, str)]
    left = float(total) - sum(float(p) for p in parts if not isinstance(p, str))  # type: ignore[arg-type]
    ranges = [range(1, FEW) if parts[n] == "<5" else range(FEW, int(left) + 1) for n in secret]
    possible = [combo for combo in product(*ranges) if sum(combo) == left]
    for n in range(len(secret)):
        if parts[secret[n]] == "<5" and any(v >= FEW for v in values):
            assert len({combo[n] for combo in possible}) > 1


def test_what_another_sheet_tells_is_not_hidden_to_protect_a_part_of_it() -> None:
    """Measures 1 to 3 by groups A and B with all sums told elsewhere; few in one of them."""
    places = [3.0, 200.0, 203.0, 40.0, 40.0, 60.0, 70.0, 130.0, 103.0, 270.0]
    names = ["1A", "1B", "1", "2A", "2", "3A", "3B", "3", "A", "B"]
    frame = pd.DataFrame({"places": places})
    blocks = [(0, 1, 2), (3, 4), (5, 6, 7), (0, 3, 5, 8), (1, 6, 9)]
    sums = frozenset((at, "places") for at, name in enumerate(names) if len(name) == 1)
    shown = masking.masked_frame(masking.Table(frame, ["places"], blocks=blocks, known=sums))
    told = dict(zip(names, shown["places"], strict=True))
    assert [told[name] for name in ("1", "2", "3", "A", "B")] == [203, 40, 130, 103, 270]
    assert told["1A"] == "<5"
    assert {told[name] for name in ("1B", "3A", "3B")} == {"··"}
