"""A batch as a table: many data sets, scenarios and levers, an answer or a fault in each row."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from locales import number, translator
from model.criteria import CRITERIA
from reports.language import words
from reports.language.words import marked as _
from reports.tradeoffs.sweep import planned
from scenarios.solve import Answer

Row = dict[str, Any]
DIGITS = 6  # decimals
ASKED = ("data", "scenario", "levers")
COLUMNS = (
    *ASKED, "clamped", "fault", "termination", "gap", "agrees", *CRITERIA, "extra_exits", "plan_id",
    "conflict", "key",
)  # fmt: skip


def row(key: str, asked: Mapping[str, str], answer: Answer, clamped: Sequence[str]) -> Row:
    """An answer; exits are those of the last year, the rest as in its criterion."""
    found = answer.solution
    told = {"agrees": found.agrees, "clamped": " ".join(clamped), "fault": ""}
    return _in_order({"key": key} | dict(asked) | planned(answer) | told)


def fault_row(key: str, asked: Mapping[str, str], fault: str) -> Row:
    """Why there is no answer."""
    return _in_order({"key": key, **asked, "fault": fault})


def as_csv(rows: Sequence[Row]) -> bytes:
    """The rows with a line of headings, numbers with a decimal point."""
    lines = csv.DictWriter(text := io.StringIO(), COLUMNS)
    lines.writeheader()
    lines.writerows({**each, "conflict": " ".join(each["conflict"] or ())} for each in rows)
    return text.getvalue().encode()


def as_json(rows: Sequence[Row]) -> bytes:
    """The rows by their columns."""
    content = json.dumps({"rows": rows}, ensure_ascii=False, indent=1, allow_nan=False)
    return content.encode() + b"\n"


def sentence(found: Row, language: str) -> str:
    """A row as one line."""
    say, heading = translator(language), " · ".join(filter(None, (found[a] for a in ASKED)))
    if found["fault"]:
        return f"{heading}: {found['fault']}"
    if found["exits"] is None:
        return f"{heading}: {say(_('no plan'))}"
    told = say(_("{exits} a year, {people} dismissed, {saving} saved a year")).format(
        exits=words.exits(number(found["exits"], 0, language), language),
        people=words.people(found["dismissals"], language),
        saving=words.money(found["saving"], language),
    )
    return f"{heading}: {told}"


def _in_order(found: Row) -> Row:
    """By columns; the last bits of a sum follow from what the process has solved before."""
    plain = {name: found.get(name) for name in COLUMNS}
    return {n: round(v, DIGITS) if isinstance(v, float) else v for n, v in plain.items()}
