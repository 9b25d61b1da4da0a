"""Headings of columns, with units, and words for codes: how frames are read by people."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from locales import translator
from reports.declared import COLUMNS, SETTINGS, TABLES
from reports.marking import marked as _

HEADINGS = {
    "account": _("Account"),
    "active": _("Applies"),
    "after": _("After, FTE"),
    "agrees": _("Can agree"),
    "amount": _("Demanded, 1,000 kr."),
    "bound": _("Bound"),
    "category": _("Category"),
    "change": _("Change, 1,000 kr."),
    "chosen": _("What was chosen"),
    "clashed": _("What could not hold together"),
    "coalition": _("Owners together"),
    "column": _("Column"),
    "confidence": _("Confidence"),
    "criterion": _("Criterion"),
    "gap": _("Gap"),
    "let_go": _("Dismissed people"),
    "limit": _("Best possible"),
    "model": _("In the model"),
    "reached": _("Reached"),
    "reported": _("Reported"),
    "source_id": _("Source"),
    "cost_after": _("Cost after, net, 1,000 kr."),
    "cost_gross": _("Cost today, gross, 1,000 kr."),
    "cost_before": _("Cost today, net, 1,000 kr."),
    "counts": _("Counts towards the demand"),
    "coverage_after": _("Offers per person after"),
    "coverage_before": _("Offers per person today"),
    "decided": _("Decided by the plan"),
    "demand": _("Id"),
    "description": _("Source"),
    "difference": _("Difference"),
    "difference_fte": _("Difference, FTE"),
    "dismissed": _("Dismissed, FTE"),
    "effect_high": _("Effect, high"),
    "effect_low": _("Effect, low"),
    "effect_mid": _("Effect, middle"),
    "eligible": _("People in a year"),
    "employed": _("People today"),
    "evidence": _("Evidence"),
    "exits": _("Extra exits a year"),
    "exits_after": _("Exits after"),
    "exits_before": _("Exits today"),
    "exits_lost": _("Exits it costs over the years"),
    "extra": _("Extra exits"),
    "fte": _("FTE"),
    "fte_decided": _("Decided by the plan, FTE"),
    "fte_fixed": _("Fixed, FTE"),
    "fte_plan": _("In the plan, FTE"),
    "fte_whole": _("Whole positions, FTE"),
    "gross_after": _("Gross after, 1,000 kr."),
    "gross_before": _("Gross before, 1,000 kr."),
    "gross_change": _("Gross change, 1,000 kr."),
    "gross_per_exit": _("Gross price per extra exit, 1,000 kr."),
    "group": _("Id"),
    "high": _("High"),
    "hired": _("Hired, FTE"),
    "key": _("Row"),
    "kind": _("Kind"),
    "line": _("Line"),
    "lost": _("Offers lost"),
    "low": _("Low"),
    "main": _("Main group"),
    "measure": _("Id"),
    "measured_in": _("Measured in"),
    "measures": _("Measures, count"),
    "met": _("Met"),
    "mid": _("Middle"),
    "more_distance": _("Longer ways"),
    "more_moves": _("More moves"),
    "more_other_work": _("More with other work"),
    "more_retrainings": _("More retrained"),
    "more_unplaced": _("More without a place"),
    "moved": _("Moved, FTE"),
    "moved_in": _("Moved in, FTE"),
    "moved_out": _("Moved out, FTE"),
    "n_along": _("Go along"),
    "n_moved": _("Move"),
    "n_retrained": _("Retrain"),
    "n_stayed": _("Stay"),
    "n_unplaced": _("Without a place"),
    "name": _("Name"),
    "negotiable": _("Can be negotiated"),
    "net_after": _("Net after, 1,000 kr."),
    "net_before": _("Net before, 1,000 kr."),
    "net_change": _("Net change, 1,000 kr."),
    "net_per_exit": _("Net price per extra exit, 1,000 kr."),
    "note": _("Note"),
    "numbers": _("Numbers, count"),
    "offers_after": _("Offers after"),
    "offers_before": _("Offers today"),
    "owner": _("Owner"),
    "people": _("Dismissed, people"),
    "persons": _("Full-time persons"),
    "places": _("Places a year"),
    "places_after": _("Places after"),
    "places_before": _("Places today"),
    "places_today": _("Places today"),
    "placed": _("Positions placed"),
    "positions": _("Positions"),
    "refund_after": _("Refund after, 1,000 kr."),
    "refund_before": _("Refund before, 1,000 kr."),
    "refund_change": _("Refund change, 1,000 kr."),
    "retrained": _("Retrained, FTE"),
    "retrained_in": _("Retrained to, FTE"),
    "retrained_out": _("Retrained from, FTE"),
    "role": _("Role"),
    "running_cost": _("Running cost per place, 1,000 kr."),
    "saving": _("Saving, 1,000 kr."),
    "sentence": _("Demand"),
    "share": _("Share"),
    "slack": _("To spare"),
    "source": _("Where from"),
    "sources": _("Sources"),
    "staff": _("Id"),
    "status": _("Status"),
    "table": _("Sheet"),
    "to_name": _("To staff group"),
    "to_unit": _("To unit"),
    "today": _("Today, FTE"),
    "transferred": _("Handed over, FTE"),
    "type": _("Type"),
    "unfilled": _("Posts open"),
    "unit": _("Unit id"),
    "unit_name": _("Unit"),
    "vacated": _("Leavers not replaced, FTE"),
    "verdict": _("Effect"),
    "vulnerable": _("Vulnerable"),
    "way": _("Way"),
    "year": _("Year"),
}
YES_NO = {True: _("yes"), False: _("no")}
CATEGORIES = {
    "service": _("Service"),
    "drift": _("Running costs of measures"),
    "transfers": _("Transfers"),
}
LINES = CATEGORIES | {
    "elsewhere": _("Taken over by other administrations"),
    "one_off": _("One-off costs"),
    "tax": _("Municipal tax"),
}
CODES: dict[str, Mapping[Any, str]] = {
    "active": YES_NO,
    "met": YES_NO,
    "negotiable": YES_NO,
    "vulnerable": YES_NO,
    "agrees": YES_NO,
    "counts": YES_NO,
    "decided": YES_NO,
    "category": CATEGORIES,
    "line": LINES,
    "table": TABLES,
    "column": COLUMNS,
    "setting": SETTINGS,
    "status": {
        "closed": _("Closed"),
        "handed_over": _("Handed over"),
        "shrunk": _("Cut"),
        "kept": _("As today"),
        "grown": _("Expanded"),
    },
    "source": {
        "closed": _("Measures closed"),
        "handed_over": _("Measures handed over"),
        "shrunk": _("Measures cut"),
        "kept": _("Measures as today"),
        "grown": _("Measures expanded"),
        "other": _("Other staff, leaders and premises"),
    },
    "verdict": {
        "more": _("More jobs"),
        "none": _("No effect"),
        "fewer": _("Fewer jobs"),
        "unknown": _("Not measured"),
    },
    "way": {
        "stayed": _("Stay"),
        "moved": _("Move"),
        "retrained": _("Retrain"),
        "along": _("Go along"),
        "unplaced": _("Without a place"),
    },
    "role": {"staff": _("Staff"), "leader": _("Leader"), "flexjob": _("Flex job")},
    "confidence": {
        "seed": _("From the basic documents"),
        "published": _("Published"),
        "calculated": _("Calculated"),
        "memory": _("From memory"),
        "assumption": _("Assumption"),
    },
    "measured_in": {
        "1,000 kr. a year": _("1,000 kr. a year"),
        "1,000 kr.": _("1,000 kr."),
        "people": _("people"),
        "FTE": _("FTE"),
        "share": _("share"),
        "places": _("places"),
        "citizens per FTE": _("citizens per FTE"),
        "units": _("units"),
    },
}


def readable(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The frame with codes as words and columns under their headings; blanks stay blank."""
    spoken = {str(c): [word(str(c), v, language) for v in frame[c]] for c in frame if c in CODES}
    return frame.assign(**spoken).rename(columns={c: heading(str(c), language) for c in frame})


def heading(column: str, language: str) -> str:
    """The heading of a column; a column of one year ends in its year."""
    name, _underscore, year = column.rpartition("_")
    if year.isdigit():
        return f"{heading(name, language)} {year}"
    return translator(language)(HEADINGS.get(column, column))


def word(column: str, code: object, language: str) -> str:
    """The word for a code of a column; nothing for a blank, an unknown code as it is."""
    message = CODES[column].get(code, code)
    return translator(language)(message) if isinstance(message, str) else ""
