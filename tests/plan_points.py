"""A plan as a point of the matrix, with what follows from it at its best."""

from collections import defaultdict

import numpy as np

from model.plan import Plan
from model.solver.matrix import Matrix, Vector

LIMITS = ("segments_add_up", "segment_holds", "casework_by_steps", "casework_step_holds",
          "refund_by_share", "refund_ceiling")  # fmt: skip


def point(plan: Plan, matrix: Matrix) -> Vector:
    """Values of the columns. Segments fill in order, refunds reach their limits."""
    values: dict[str, dict[tuple[object, ...], float]] = defaultdict(dict)
    for name in ("places", "staff", "casework", "vacated", "hired", "dismissed", "moved_in",
                 "moved_out", "transferred", "retrained", "lent", "helped", "unused", "left",
                 "relocated"):  # fmt: skip
        values[name] = dict(getattr(plan, name))
    values["is_open"] = dict.fromkeys(plan.is_open, 1.0)
    values["serves"] = dict.fromkeys(plan.serves, 1.0)
    units = {u: {g for g, v in plan.serves if v == u} for _, u in plan.serves}
    values["focused"] = {(g, u): 1.0 for g, u in plan.serves if units[u] == {g}}
    values["unit_is_open"] = {(u,): 1.0 for u in plan.unit_is_open}
    values["is_handed_over"] = {(n,): 1.0 for n in plan.handed_over}
    values["handover"] = {
        (n, u, g, y): v for (n, u, g, y), v in plan.places.items() if (g, u) not in plan.serves
    }
    x = np.array([values[name].get(index, 0.0) for name, index in matrix.columns])
    for derived in ("segment", "casework_step", "refund"):
        fill(matrix, x, derived)
    at = {name: j for j, name in enumerate(matrix.columns)}
    for i, (component, index) in enumerate(matrix.rows):
        if component == "exits_of_measures":
            x[at["extra_exits", index]] = room(matrix, x, i, 1.0)
        if component == "staff_need" and ("idle", index) in at:
            j = at["idle", index]
            x[j] = room(matrix, x, i, float(matrix.a[i, j]))
        for row, column in (("lost_places", "lost"), ("places_cut", "cut")):
            if component == row:
                x[at[column, index]] = max(0.0, -room(matrix, x, i, -1.0))
    for i, (component, index) in enumerate(matrix.rows):
        if component == "in_work_of_people":
            x[at["in_work", index]] = room(matrix, x, i, 1.0)
    level = at["saving_level", (None,)]
    x[level] = min(levels(matrix, x, level), default=0.0)
    return x


def levels(matrix: Matrix, x: Vector, level: int) -> list[float]:
    """The saving of each year of a savings demand, over its share."""
    rows = [i for i, (component, _) in enumerate(matrix.rows) if component == "saving_each_year"]
    return [room(matrix, x, i, float(matrix.a[i, level])) for i in rows]


def fill(matrix: Matrix, x: Vector, name: str) -> None:
    """Raise the columns of a name, one after the other, as far as their own rows let them."""
    columns = matrix.a.tocsc()
    for j, (component, _) in enumerate(matrix.columns):
        if component == name:
            at = slice(columns.indptr[j], columns.indptr[j + 1])
            rows = zip(columns.indices[at], columns.data[at], strict=True)
            own = [(i, rate) for i, rate in rows if matrix.rows[i][0] in LIMITS]
            x[j] = max(0.0, min(room(matrix, x, i, rate) for i, rate in own))


def room(matrix: Matrix, x: Vector, i: int, rate: float) -> float:
    """How far a column with this rate can be raised in row i."""
    bound = matrix.upper[i] if rate > 0 else matrix.lower[i]
    used = float((matrix.a[[i], :] @ x)[0])
    return float((bound - used) / rate)
