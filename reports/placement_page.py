"""The sheet of positions in the committee workbook: counts, those of few people hidden."""

import pandas as pd

from locales import translator
from model.placement.place import Placement
from reports import masking
from reports import placement as told
from reports.marking import marked
from reports.sheets import Column, Table
from scenarios.answer import Answer
from scenarios.placement import place

PAGE = (
    marked("Positions"),
    marked("What becomes of the positions, by unit and staff group"),
    [
        marked("Positions of the plan at the least disruption, whole people."),
        marked("Who has no place is chosen by people, by objective criteria and after a hearing."),
        marked("<5: one to four people. ··: hidden, since the other numbers would tell it."),
    ],
)


def positions(answer: Answer, language: str) -> Table:
    """The placement of least disruption of an answer with positions and a plan."""
    return table(answer, place(answer), language)


def table(answer: Answer, placement: Placement, language: str) -> Table:
    """Positions of each unit and staff group by what becomes of them, and all together."""
    _ = translator(language)
    rows = told.by_staff(answer, placement, language)
    counts = list(told.COUNTS)
    total = pd.DataFrame([{"unit_name": _("All"), **rows[counts].sum().to_dict()}])
    frame = pd.concat([rows, total], ignore_index=True)
    numbers = frame[counts].astype(float)
    bound = {counts[0]: -1.0, **dict.fromkeys(counts[1:], 1.0)}
    cells = masking.hidden(numbers, counts, [range(len(frame))], [bound])
    masked = masking.masked(numbers, cells)
    columns = [Column("unit_name"), Column("name"), *(Column(c, "whole") for c in counts)]
    return Table(frame.drop(columns=counts).join(masked), columns, frozenset({len(rows)}))
