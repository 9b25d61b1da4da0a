"""Headings and words for the frames of staff in time."""

from collections.abc import Mapping
from typing import Any

from reports.marking import marked as _

YES_NO: dict[Any, str] = {True: _("yes"), False: _("no")}
PEOPLE_HEADINGS = {
    "way": _("How"),
    "today_at": _("From"),
    "later_at": _("To"),
    "headcount": _("People"),
    "month": _("Month"),
    "side": _("Practice"),
    "paid": _("FTE paid"),
    "spent": _("Cost, gross, 1,000 kr."),
    "lane": _("Kind"),
    "start": _("From, months after the decision"),
    "end": _("To, months after the decision"),
    "law": _("Legal basis"),
    "employees": _("Employees"),
    "laid_off": _("Dismissed, people"),
    "needed": _("Mass dismissal from"),
    "triggered": _("Mass dismissal"),
    "large": _("Longer waits"),
    "staff_aside": _("Set aside, FTE"),
    "found": _("New job within a year"),
    "gained": _("of these thanks to the help"),
    "price": _("Price a year, 1,000 kr."),
    "per_gained": _("Price per person helped, 1,000 kr."),
    "wage_saved": _("Wage saved, 1,000 kr. a year"),
    "benefit_cost": _("Benefit, 1,000 kr. a year"),
    "net_saved": _("The municipality saves, 1,000 kr. a year"),
    "notice": _("Notice, months"),
    "given_up": _("Hours given up, FTE"),
    "part_year": _("Saving in year one, 1,000 kr."),
    "full_year": _("Saving in a full year, 1,000 kr."),
    "one_off": _("One-off cost, 1,000 kr."),
}
PEOPLE_CODES: dict[str, Mapping[Any, str]] = {
    "triggered": YES_NO,
    "large": YES_NO,
    "side": {"before": _("As today"), "after": _("In the plan")},
    "lane": {
        "hearing": _("Hearing"),
        "negotiation": _("Negotiation and authority"),
        "decision": _("Decision"),
        "wait": _("Wait by law"),
        "notice": _("Notice"),
        "change": _("Measures end"),
    },
    "way": {
        "attrition": _("Leavers not replaced"),
        "hours": _("Hours given up"),
        "dismissals": _("Dismissals"),
        "moves": _("Moves between units"),
        "retraining": _("Retraining"),
        "along": _("Staff to another administration"),
        "hired": _("New posts"),
        "running": _("Running costs of measures"),
        "fixed": _("Fixed costs and premises"),
        "transfers": _("Transfers"),
        "elsewhere": _("Taken over by other administrations"),
        "tax": _("Municipal tax"),
        "stays": _("Stay"),
        "retrains": _("Retrain"),
        "vacated": _("Left, not replaced"),
        "given_up": _("Hours given up"),
        "dismissed": _("Dismissed"),
        "transferred": _("To another administration"),
    },
}
