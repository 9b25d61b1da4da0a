"""The page of conflicts that there were: every conflict on a line that can be read."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from reports_case import ANSWER

from reports.workbook import committee
from scenarios.studies.repairs import Change, RepairRecord

CLASHES = (frozenset({"BEVAR"}), frozenset({"SPAR", "BEVAR"}))
CHOSEN = RepairRecord(ANSWER.instance.demands, CLASHES, (Change("BEVAR", before=True, to=False),))
DAY = date(2026, 1, 2)


def test_every_conflict_of_a_repair_has_a_line_and_the_row_has_room() -> None:
    content = committee.workbook(ANSWER, "da", DAY, repaired=[CHOSEN])
    sheet = load_workbook(BytesIO(content))["Konflikter"]
    (cell,) = (c for row in sheet for c in row if isinstance(c.value, str) and "\n" in c.value)
    lines = cell.value.splitlines()
    assert ["»1\u00a0mio.\u00a0kr. spares«" in line for line in lines] == [False, True]
    assert all("»Værkstedet består«" in line for line in lines)

    one = committee.workbook(ANSWER, "da", DAY, repaired=[replace(CHOSEN, conflicts=CLASHES[:1])])
    low = load_workbook(BytesIO(one))["Konflikter"].row_dimensions[cell.row].height
    assert sheet.row_dimensions[cell.row].height > low
