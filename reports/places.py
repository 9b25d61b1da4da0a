"""Places by measure, target group and year: what changes first, with the sums of both."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from locales import translator
from model.plan import Plan
from reports.disclosure.masking import Table
from reports.measures import statuses
from scenarios.solve import Answer

Row = dict[str, Any]
SHOWN = 0.5  # of a place: a change that is one


def table(answer: Answer, language: str) -> Table:
    """A row for each measure and group, the measures that change first; sums of both.

    The sums stand here since other sheets tell them: what is hidden must be safe from them.
    """
    _, plan = translator(language), answer.solution.plan or answer.baseline
    found, status = _by_measure(answer, plan, language), statuses(answer)
    changed = sorted(found, key=lambda m: status[m] == "kept")
    rows: list[Row] = []
    blocks: list[list[int]] = []
    for m in changed:
        parts = sorted(found[m], key=lambda row: not _changes(row))
        start = len(rows)
        name = answer.instance.measures[m].name.of(language)
        rows += [*parts, _sum(parts, name=name, group_name=_("All"), status=status[m])]
        blocks.append([*range(start, len(rows))])
    sums = {block[-1] for block in blocks}
    for g, group in answer.instance.groups.items():
        own = [at for at, row in enumerate(rows) if row.get("group") == g]
        if own:
            named = {"name": _("All measures"), "group_name": group.name.of(language)}
            rows.append(_sum([rows[at] for at in own], **named))
            blocks.append([*own, len(rows) - 1])
            sums.add(len(rows) - 1)
    counted = ["places_today", *_years(answer)]
    columns = ["name", "status", "group_name", *counted]
    frame = pd.DataFrame(rows, columns=["measure", "group", *columns])
    known = frozenset((at, column) for at in sums for column in counted)
    return Table(frame, columns, frozenset(sums), blocks, known=known)


def _by_measure(answer: Answer, plan: Plan, language: str) -> Mapping[str, list[Row]]:
    data, found = answer.instance, dict[str, list[Row]]()
    for m, measure in data.measures.items():
        for g in data.groups:
            row: Row = {
                "measure": m,
                "group": g,
                "name": measure.name.of(language),
                "group_name": data.groups[g].name.of(language),
                "places_today": data.today(m, g=g),
                **{f"places_{y}": plan.total(m, g=g, y=y) for y in data.years},
            }
            if any(row[c] >= SHOWN for c in ("places_today", *_years(answer))):
                found.setdefault(m, []).append(row)
    return found


def _years(answer: Answer) -> list[str]:
    return [f"places_{y}" for y in answer.instance.years]


def _changes(row: Row) -> bool:
    today = row["places_today"]
    return any(
        abs(n - today) >= SHOWN
        for c, n in row.items()
        if c.startswith("places_") and c != "places_today"
    )


def _sum(parts: Sequence[Row], **named: str) -> Row:
    counted = [c for c in parts[0] if c.startswith("places_")]
    return {**named, **{c: sum(row[c] for row in parts) for c in counted}}
