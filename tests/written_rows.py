"""The rows of a matrix as lines to be read; run it to write the golden files anew."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from small import SMALL

from model.formulation.build import build
from model.instance import Instance
from model.solver.matrix import Matrix, Name, extract

GOLDEN = Path(__file__).parent / "golden"


def everything(data: Instance) -> Instance:
    """The data with all demands active, and one volume of the course for all groups."""
    return replace(
        data,
        demands={q.id: q._replace(active=True) for q in data.demands.values()},
        groups={g: group._replace(main="ALL") for g, group in data.groups.items()},
        measures={
            m: measure._replace(spells="together" if m == "KURS" else "free")
            for m, measure in data.measures.items()
        },
    )


def golden_files(data: Instance) -> dict[str, str]:
    """File name -> text: one file per constraint, per kind of demand, and the criteria."""
    matrix = extract(build(everything(data)))
    texts = {"criterion": "".join(objective(matrix, c) for c in matrix.criteria)}
    for i, (component, index) in enumerate(matrix.rows):
        kind = f"demand-{data.demands[str(index[0])].kind}" if component == "demand" else component
        texts[kind] = texts.get(kind, "") + row(matrix, i)
    return texts


def row(matrix: Matrix, i: int) -> str:
    lower, upper = matrix.lower[i], matrix.upper[i]
    sign, bound = (
        ("=", lower) if lower == upper else ("<=", upper) if upper < np.inf else (">=", lower)
    )
    used = range(matrix.a.indptr[i], matrix.a.indptr[i + 1])
    terms = {int(matrix.a.indices[k]): float(matrix.a.data[k]) for k in used}
    return f"{label(matrix.rows[i])}: {total(matrix, terms)} {sign} {bound:.10g}\n"


def objective(matrix: Matrix, criterion: str) -> str:
    costs, offset = matrix.criteria[criterion]
    terms = {int(j): float(costs[j]) for j in np.flatnonzero(costs)}
    return f"{criterion}: {total(matrix, terms)} {offset:+.10g}\n"


def total(matrix: Matrix, terms: dict[int, float]) -> str:
    ordered = sorted((label(matrix.columns[j]), value) for j, value in terms.items())
    return " ".join(f"{value:+.10g} {column}" for column, value in ordered if value)


def label(name: Name) -> str:
    component, index = name
    return f"{component}[{','.join(map(str, index))}]"


if __name__ == "__main__":
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    for name, text in golden_files(SMALL).items():
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
