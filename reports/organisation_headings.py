"""Headings and words for the frames of the organisation."""

from reports.marking import marked as _

ORGANISATION_HEADINGS = {
    "unit_status": _("The unit is"),
    "serves_before": _("Responsible for today"),
    "serves_after": _("Responsible for in the plan"),
    "runs_before": _("Measures today"),
    "runs_after": _("Measures in the plan"),
    "housed_before": _("Today, FTE"),
    "housed_after": _("In the plan, FTE"),
    "belongs": _("Unit today"),
    "moves_to": _("Unit in the plan"),
    "move_price": _("Moving costs once, 1,000 kr."),
}
ORGANISATION_CODES = {
    "unit_status": {"open": _("open"), "closed": _("closed"), "opened": _("new")},
}
