"""HiGHS as these models want it, and a matrix handed to it as arrays."""

import highspy
import numpy as np

from model.matrix import Matrix

UNHELPFUL = (  # sub-searches that cost five times what they save on these models
    "mip_allow_restart",
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)


def in_highs(matrix: Matrix, gap: float) -> highspy.Highs:
    """The matrix in HiGHS, relaxed and without an objective."""
    highs = prepared(gap)
    hand_over(matrix, highs)
    return highs


def prepared(gap: float) -> highspy.Highs:
    """HiGHS without a model, on one thread and from one seed."""
    highs = highspy.Highs()
    highs.silent()
    for option, setting in (
        ("mip_rel_gap", gap),
        ("mip_abs_gap", 1e-9),
        ("random_seed", 0),
        ("threads", 1),
        *((heuristic, False) for heuristic in UNHELPFUL),
    ):
        highs.setOptionValue(option, setting)
    return highs


def hand_over(matrix: Matrix, highs: highspy.Highs) -> None:
    """The matrix to HiGHS as arrays, relaxed and without an objective."""
    rows, columns = matrix.a.shape
    highs.passModel(
        columns,
        rows,
        matrix.a.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        matrix.column_lower,
        matrix.column_upper,
        matrix.lower,
        matrix.upper,
        matrix.a.indptr.astype(np.int32),
        matrix.a.indices.astype(np.int32),
        matrix.a.data,
        np.zeros(columns, dtype=np.int32),
    )
