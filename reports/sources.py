"""Sources: where every number comes from, how sure it is, and what the sure ones amount to."""

from collections import Counter
from collections.abc import Mapping, Sized

import pandas as pd

from locales import translator
from model.instance import Instance, Provenance
from reports.language.data_headings import column_name, setting_name, sheet_name
from reports.language.words import marked as _
from reports.once import frame_once
from scenarios.solve import Answer
from scenarios.studies.calibration import calibrate

CONFIDENCES = ("seed", "published", "calculated", "memory", "assumption")


def table(answer: Answer, language: str, of: str | None = None) -> pd.DataFrame:
    """One row per stated source of a table, or of all: row ("*" is each), confidence, interval."""
    instance = answer.instance
    return pd.DataFrame(
        [
            {
                "table": sheet_name(p.table, language),
                "key": setting_name(p.key, language) if p.table == "settings" else p.key,
                "column": column_name(p.table, p.column, language),
                "numbers": numbers,
                "confidence": p.confidence,
                "low": p.low,
                "high": p.high,
                "sources": "; ".join(p.sources),
                "note": p.note.of(language),
            }
            for p, numbers in _with_numbers(instance)
            if of in (None, p.table)
        ],
        columns=["table", "key", "column", "numbers", "confidence", "low", "high", "sources",
                 "note"],
    )  # fmt: skip


def register(answer: Answer, language: str) -> pd.DataFrame:
    """The sources themselves: id and description."""
    rows = [(key, text.of(language)) for key, text in answer.instance.sources.items()]
    return pd.DataFrame(rows, columns=["source_id", "description"])


@frame_once
def confidence(answer: Answer) -> pd.DataFrame:
    """How many numbers stand on each grade of confidence, and their share of all that do."""
    counts: Counter[str] = Counter()
    for p, numbers in _with_numbers(answer.instance):
        counts[p.confidence] += numbers
    total = sum(counts.values())
    return pd.DataFrame(
        [(grade, counts[grade], counts[grade] / total) for grade in CONFIDENCES if total],
        columns=["confidence", "numbers", "share"],
    )


def assumed(answer: Answer) -> float | None:
    """The share of the numbers that are assumptions; None where no source is stated."""
    grades = confidence(answer)
    if grades.empty:
        return None
    return float(grades.loc[grades["confidence"] == "assumption", "share"].sum())


def none_stated(language: str) -> str:
    """What is said where no number has a grade."""
    return translator(language)(_("No source is stated for any number."))


def _with_numbers(instance: Instance) -> list[tuple[Provenance, int]]:
    """Each entry and the numbers it speaks for: "*" is every row without an entry of its own."""
    entries = instance.provenance
    own = Counter((p.table, p.column) for p in entries if p.key != "*")
    return [
        (p, 1 if p.key != "*" else max(_rows(instance, p.table) - own[p.table, p.column], 0))
        for p in entries
    ]


def _rows(instance: Instance, table: str) -> int:
    name = {"places": "places_today", "staff": "staff_today", "refund_ladder": "ladder",
            "eligible": "eligible_units"}.get(table, table)  # fmt: skip
    rows = getattr(instance, name, ())
    return len(rows) if isinstance(rows, Sized | Mapping) and name != "settings" else 1


def replay(replay: Answer, language: str) -> pd.DataFrame:
    """One row per reported figure, in the unit its name says; `difference` is relative."""
    return pd.DataFrame(
        [
            {
                "name": match.name.of(language),
                "model": match.model,
                "reported": float(match.reported),
                "difference": match.difference,
                "sources": match.source,
            }
            for match in calibrate(replay)
        ]
    )
