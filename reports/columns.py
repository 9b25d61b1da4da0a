"""The columns of all reports, each declared once: heading, unit, and the words for its codes.

The unit says how a number is written, on a sheet and on screen, whether it has a sum, and whether
it counts people: few people are hidden on every sheet that has the column. What stands in a cell
is said by the row of its table, under the name that the column has here.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple, cast

import pandas as pd

from locales import number, percent, shortest, translator
from model import quantities
from model.demand import NO_WORDS, Text
from reports.language.words import marked as _


class Unit(NamedTuple):
    """What the cells of a column are. Without a pattern they are text."""

    pattern: str = ""  # of a number on a sheet
    decimals: int = 0  # of a number on screen
    width: int = 10  # characters; text is no wider
    name: Text = NO_WORDS  # follows the heading
    people: bool = False  # few are hidden
    adds: bool = False  # has a sum
    signed: bool = False  # a plus before what is above zero

    @property
    def digits(self) -> int:
        """Decimals of the number itself that a sheet shows; two more for a share."""
        if self.pattern == "General":
            return self.decimals
        pattern = self.pattern.partition(";")[0]  # of a positive number
        return len(pattern.rstrip("%").partition(".")[2]) + 2 * pattern.endswith("%")

    def told(self, value: Any) -> Any:
        """A number as far as it is shown: its further decimals stay in the house."""
        number = isinstance(value, float) and self.pattern
        return round(value, self.digits) + 0.0 if number and isfinite(value) else value


TEXT, PROSE = Unit(width=44), Unit(width=62)
YEAR = Unit("0", width=7)
PERIOD = YEAR._replace(width=26)  # a year, or several in words
KRONER = Unit("#,##0", name=quantities.TKR.name, adds=True)
YEARLY = KRONER._replace(name=quantities.TKR_A_YEAR.name)
FTE = Unit("#,##0.0", 1, 9, quantities.FTE.name, adds=True)
POSTS = FTE._replace(name=NO_WORDS)  # FTE under a heading that says so
PEOPLE = Unit("#,##0", people=True, adds=True)  # also places and offers: somebody has each
EXITS = Unit("#,##0", adds=True)  # expected, so no people
PERSONS = Unit("#,##0", adds=True, signed=True)  # expected too, more or fewer than today
EFFECT = Unit("#,##0.0", 1, 9)  # exits per 100 places
PRICE = Unit("#,##0.00", 2, name=Text("afgange", "exits"))
PER_STEP = PRICE._replace(name=Text("afgange pr. skridt", "exits a step"))
COUNT = Unit("#,##0")  # of things
FEWER = Unit("#,##0.0", 1)  # people, on average over futures
MONTHS = Unit("#,##0.0", 1, 9, Text("måneder", "months"))
LATER = MONTHS._replace(name=Text("måneder efter beslutningen", "months after the decision"))
SHARE = Unit("0.0%")
CHANCE = Unit("0%")  # of the futures drawn, which tell no tenths
GAP = Unit("0.000%", 3, 12)
AMOUNT = Unit("#,##0.0", 1)  # of the quantity of its row
AMOUNTS = {
    quantities.TKR: KRONER,
    quantities.TKR_A_YEAR: KRONER,
    quantities.SHARE: SHARE,
    quantities.OFFERS_PER_PERSON: Unit("#,##0.00", 2),
    **dict.fromkeys((quantities.DISMISSED, quantities.PLACES, quantities.UNITS), COUNT),
}


AS_GIVEN = Unit("General", 4)  # with the decimals that the data have


MEAN_FTE = Unit("#,##0.0", 1, 9)  # of a year: years are not added
COST = Unit("#,##0", name=quantities.TKR.name)  # likewise


class Column(NamedTuple):
    """A column of a report. Its number `tells` that of another column of its row."""

    heading: str
    unit: Unit = TEXT
    words: Mapping[Any, str] = {}
    tells: str = ""


YES_NO: dict[Any, str] = {True: _("yes"), False: _("no")}
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
FATES = {  # of a position
    "stayed": _("Stay"),
    "moved": _("Move"),
    "retrained": _("Retrain"),
    "along": _("Go along"),
    "unplaced": _("Without a place"),
}
COLUMNS = {
    **dict.fromkeys(("demand", "group", "measure", "staff"), Column(_("Id"))),
    "name": Column(_("Name")),
    "step_name": Column(_("Name"), PROSE),
    "year": Column(_("Year"), YEAR),
    "unit": Column(_("Unit id")),
    "unit_name": Column(_("Unit")),
    "main": Column(_("Main group")),
    # money
    "account": Column(_("Account")),
    "category": Column(_("Category"), words=CATEGORIES),
    "line": Column(_("Line"), words=LINES),
    "gross_before": Column(_("Gross before"), KRONER),
    "refund_before": Column(_("Refund before"), KRONER),
    "net_before": Column(_("Net before"), KRONER),
    "gross_change": Column(_("Gross change"), KRONER),
    "refund_change": Column(_("Refund change"), KRONER),
    "net_change": Column(_("Net change"), KRONER),
    "gross_after": Column(_("Gross after"), KRONER),
    "refund_after": Column(_("Refund after"), KRONER),
    "net_after": Column(_("Net after"), KRONER),
    "amount": Column(_("Demanded"), KRONER),
    "saving": Column(_("Saving"), KRONER),
    "change": Column(_("Change"), KRONER),
    "change_in": Column(_("Year"), KRONER._replace(name=NO_WORDS)),
    "counts": Column(_("Counts towards the demand"), words=YES_NO),
    "source": Column(
        _("Where from"),
        words={
            "closed": _("Measures closed"),
            "handed_over": _("Measures handed over"),
            "cut": _("Measures cut"),
            "regrouped": _("Measures moved between groups"),
            "kept": _("Measures as today"),
            "grown": _("Measures expanded"),
            "other": _("Other staff, leaders and premises"),
        },
    ),
    "way": Column(
        _("How"),
        words={
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
    ),
    # measures
    "type": Column(_("Type")),
    "status": Column(
        _("Status"),
        words={
            "closed": _("Closed"),
            "handed_over": _("Handed over"),
            "cut": _("Cut"),
            "regrouped": _("Moved between groups"),
            "kept": _("As today"),
            "grown": _("Expanded"),
        },
    ),
    "verdict": Column(
        _("Effect"),
        words={
            "more": _("More jobs"),
            "none": _("No effect"),
            "fewer": _("Fewer jobs"),
            "unknown": _("Not measured"),
        },
    ),
    "measures": Column(_("Measures, count"), COUNT),
    "places": Column(_("Places a year"), PEOPLE),
    "group_name": Column(_("Target group")),
    "places_today": Column(_("Places today"), PEOPLE),
    "places_after": Column(_("Places after"), PEOPLE),
    "running_cost": Column(_("Running cost per place"), KRONER),
    "cost_gross": Column(_("Cost today, gross"), KRONER),
    "cost_before": Column(_("Cost today, net"), KRONER),
    "cost_after": Column(_("Cost after, net"), KRONER),
    "exits": Column(_("Extra exits a year"), EXITS),
    "exits_before": Column(_("Exits today"), EXITS),
    "exits_after": Column(_("Exits after"), EXITS),
    "gross_per_exit": Column(_("Gross price per extra exit"), KRONER),
    "net_per_exit": Column(_("Net price per extra exit"), KRONER),
    "effect_low": Column(_("Effect, low"), EFFECT),
    "effect_mid": Column(_("Effect, middle"), EFFECT),
    "effect_high": Column(_("Effect, high"), EFFECT),
    "evidence": Column(_("Evidence")),
    # citizens
    "vulnerable": Column(_("Vulnerable"), words=YES_NO),
    "persons": Column(_("Full-time persons"), PEOPLE),
    "eligible": Column(_("People in a year"), PEOPLE),
    "offers_before": Column(_("Offers today"), PEOPLE),
    "offers_after": Column(_("Offers after"), PEOPLE),
    "coverage_before": Column(_("Offers per person today"), SHARE),
    "coverage_after": Column(_("Offers per person after"), SHARE),
    "lost": Column(_("Offers lost"), PEOPLE),
    "extra": Column(_("Extra exits"), EXITS),
    # people in work
    "period": Column(_("Year"), PERIOD),
    "brought": Column(_("More in work by what the plan offers"), PERSONS),
    "out": Column(_("Dismissed and without a new job"), EXITS),
    "extra_vulnerable": Column(_("Vulnerable: extra exits"), PERSONS),
    "net_vulnerable": Column(_("Vulnerable: more in work"), PERSONS),
    "idle": Column(_("Paid without work, FTE"), MEAN_FTE),
    "idle_cost": Column(_("Cost of these"), COST),
    "caseload_before": Column(_("Citizens per caseworker today"), COUNT),
    "caseload_after": Column(_("Citizens per caseworker after"), COUNT),
    "casework_exits": Column(_("Exits it gives a year, expected"), EXITS),
    "casework_exits_low": Column(_("Exits it gives, low effect"), EXITS),
    "more_places": Column(_("Places more"), COUNT),
    "gained_exits": Column(_("Exits they give a year"), EXITS),
    "exit_price": Column(_("Price per extra exit"), COST),
    "cost_today": Column(_("Cost today"), KRONER),
    "cost_later": Column(_("Cost in the plan"), KRONER),
    "demanded": Column(_("What is demanded"), PROSE),
    "committee": Column(_("Committee"), TEXT),
    # contracts and capacities
    "contract": Column(_("Contract")),
    "bought": Column(_("Places bought"), PEOPLE),
    "ends_on": Column(_("Last day paid")),
    "unused": Column(_("Bought and unused"), PEOPLE),
    "left_early": Column(_("Left before the end"), PEOPLE),
    "left_cost": Column(_("Cost of leaving"), KRONER),
    "capacity_of": Column(
        _("What is used up"),
        words={
            "at_most_capacity": _("Room of the measure in the unit"),
            "those_who_may": _("People who may have the measure"),
            "shared_limit": _("Places at employers"),
            "time_of_group": _("The group's time for measures"),
            "staff_in_open_unit": _("Room for staff in the unit"),
        },
    ),
    "at_most": Column(_("There is room for"), COUNT),
    "gained_by_more": Column(_("Exits a year with a tenth more, at most"), EXITS),
    # the trade
    "give_up": Column(_("Exits given up, at most"), SHARE),
    "sought": Column(
        _("Best within it"),
        words={
            "in_work": _("Most in work, net"),
            "dismissals": _("Fewest dismissed"),
            "both": _("Most in work, net, and fewest dismissed"),
        },
    ),
    "net": Column(_("More in work, net"), PERSONS),
    "in_flexjobs": Column(_("of these in flex jobs"), PEOPLE),
    "other_staff": Column(_("of these other staff"), PEOPLE),
    # plans near the best
    "near_best": Column(
        _("In the plans near the best"),
        words={
            "open": _("Runs in all"),
            "closed": _("Runs in none"),
            "handed_over": _("Handed over in all"),
            "free": _("Free"),
        },
    ),
    "unit_near_best": Column(
        _("In the plans near the best"),
        words={"open": _("Open in all"), "closed": _("Closed in all"), "free": _("Free")},
    ),
    "places_least": Column(_("Fewest places"), PEOPLE),
    "places_most": Column(_("Most places"), PEOPLE),
    "fte_least": Column(_("Fewest FTE"), POSTS),
    "fte_most": Column(_("Most FTE"), POSTS),
    "alternative": Column(_("Plan")),
    "plan": Column(_("Plan"), PEOPLE),
    "apart": Column(_("Choices apart from the plans before"), COUNT),
    "differs": Column(_("Choices apart from plan 1"), COUNT),
    # units
    "unit_status": Column(
        _("The unit is"), words={"open": _("open"), "closed": _("closed"), "opened": _("new")}
    ),
    "serves_before": Column(_("Responsible for today"), PROSE),
    "serves_after": Column(_("Responsible for in the plan"), PROSE),
    "runs_before": Column(_("Measures today"), COUNT),
    "runs_after": Column(_("Measures in the plan"), COUNT),
    "belongs": Column(_("Unit today")),
    "moves_to": Column(_("Unit in the plan")),
    "move_price": Column(_("Moving costs once"), KRONER),
    # staff
    "role": Column(
        _("Role"),
        words={"staff": _("Staff"), "leader": _("Leader"), "flexjob": _("Flex job")},
    ),
    "decided": Column(_("Decided by the plan"), words=YES_NO),
    "fte": Column(_("FTE"), POSTS),
    "fte_decided": Column(_("Decided by the plan"), FTE),
    "fte_fixed": Column(_("Fixed"), FTE),
    "employed": Column(_("People today"), PEOPLE),
    "today": Column(_("Today"), FTE),
    "after": Column(_("After"), FTE),
    "vacated": Column(_("Leavers not replaced, FTE"), POSTS),
    "given_up": Column(_("Hours given up, FTE"), POSTS),
    "dismissed": Column(_("Dismissed, FTE"), POSTS, tells="people"),
    "people": Column(_("Dismissed, people"), PEOPLE),
    "transferred": Column(_("Handed over, FTE"), POSTS),
    "hired": Column(_("Hired, FTE"), POSTS),
    "moved": Column(_("Moved"), FTE),
    "moved_in": Column(_("Moved in"), FTE),
    "moved_out": Column(_("Moved out"), FTE),
    "retrained": Column(_("Retrained"), FTE),
    "retrained_in": Column(_("Retrained to"), FTE),
    "retrained_out": Column(_("Retrained from"), FTE),
    "notice": Column(_("Notice"), MONTHS),
    "part_year": Column(_("Saving in year one"), KRONER, tells="people"),
    "full_year": Column(_("Saving in a full year"), KRONER, tells="people"),
    "one_off": Column(_("One-off cost"), KRONER, tells="people"),
    "today_at": Column(_("From")),
    "later_at": Column(_("To")),
    "headcount": Column(_("People"), PEOPLE),
    # staff in time
    "month": Column(_("Month")),
    "side": Column(_("Practice"), words={"before": _("As today"), "after": _("In the plan")}),
    "paid": Column(_("FTE paid"), POSTS),
    "paid_before": Column(_("FTE paid, as today"), POSTS),
    "paid_after": Column(_("FTE paid in the plan"), POSTS),
    "spent": Column(_("Cost, gross"), KRONER),
    "spent_before": Column(_("Cost as today"), KRONER),
    "spent_after": Column(_("Cost in the plan"), KRONER),
    "spent_less": Column(_("Saved, gross"), KRONER),
    "lane": Column(
        _("Kind"),
        words={
            "consultation": _("MED and councils"),
            "hearing": _("Hearing"),
            "negotiation": _("Negotiation and authority"),
            "decision": _("Decision"),
            "wait": _("Wait by law"),
            "notice": _("Notice"),
            "change": _("Measures end"),
        },
    ),
    "start": Column(_("From"), LATER),
    "end": Column(_("To"), LATER),
    "from_day": Column(_("From the day")),
    "to_day": Column(_("To the day")),
    "lasts": Column(_("Lasts"), MONTHS),
    "law": Column(_("Legal basis"), PROSE),
    "employees": Column(_("Employees"), PEOPLE),
    "needed": Column(_("Mass dismissal from"), COUNT),
    "triggered": Column(_("Mass dismissal"), words=YES_NO),
    "large": Column(_("Longer waits"), words=YES_NO),
    # help for the dismissed
    "help_for": Column(_("Help for at least"), SHARE),
    "helped": Column(_("Get help"), PEOPLE, tells="people"),
    "staff_helping": Column(_("FTE who help"), FTE),
    "found": Column(_("New job within a year"), PEOPLE, tells="people"),
    "found_low": Column(_("New job within a year, low"), PEOPLE),
    "found_high": Column(_("New job within a year, high"), PEOPLE),
    "gained": Column(_("of these thanks to the help"), PEOPLE, tells="people"),
    "price": Column(_("Price, all years"), KRONER),
    "per_gained": Column(_("Price per year in work"), KRONER),
    "staff_name": Column(_("Staff group")),
    "wage_saved": Column(_("Saved on wages (running account)"), KRONER),
    "benefit_cost": Column(_("Cost of benefit (transfers)"), KRONER),
    "net_saved": Column(_("The municipality saves"), KRONER),
    # positions
    "fate": Column(_("Way"), words=FATES),
    "to_unit": Column(_("To unit")),
    "to_name": Column(_("To staff group")),
    "positions": Column(_("Positions"), PEOPLE),
    **{f"n_{fate}": Column(heading, PEOPLE) for fate, heading in FATES.items()},
    "fte_plan": Column(_("In the plan"), FTE),
    "fte_whole": Column(_("Whole positions"), FTE),
    "difference_fte": Column(_("Difference, FTE"), POSTS),
    "placed": Column(_("Positions placed"), PEOPLE),
    "unfilled": Column(_("Posts open"), COUNT),
    "more_unplaced": Column(_("More without a place"), COUNT),
    "more_moves": Column(_("More moves"), COUNT),
    "more_retrainings": Column(_("More retrained"), COUNT),
    "more_distance": Column(_("Longer ways"), COUNT),
    "more_other_work": Column(_("More with other work"), COUNT),
    # demands
    "sentence": Column(_("Demand")),
    "owner": Column(_("Owner")),
    "kind": Column(_("Kind")),
    "active": Column(_("Applies"), words=YES_NO),
    "negotiable": Column(_("Can be negotiated"), words=YES_NO),
    "met": Column(_("Met"), words=YES_NO),
    "bound": Column(_("Bound"), AMOUNT),
    "slack": Column(_("To spare"), AMOUNT),
    "measured_in": Column(_("Measured in")),
    "step": Column(_("A step of the bound")),
    "marginal": Column(_("Marginal price"), PER_STEP),
    "valid": Column(_("Marginal price holds")),
    "less": Column(_("Cost of a step less"), PRICE),
    "more": Column(_("Cost of a step more"), PRICE),
    "price_full": Column(_("Gained without it"), PRICE),
    "price_share": Column(_("Share of the loss"), PRICE),
    "clashed": Column(_("What could not hold together"), PROSE),
    "chosen": Column(_("What was chosen"), PROSE),
    "coalition": Column(_("Owners together")),
    "agrees": Column(_("Can agree"), words=YES_NO),
    "exits_lost": Column(_("Exits it costs over the years"), EXITS),
    "let_go": Column(_("Dismissed people"), PEOPLE),
    # uncertainty
    "future": Column(_("What if")),
    "middle": Column(_("In the middle"), PERSONS),
    "probably_low": Column(_("Probably at least"), PERSONS),
    "probably_high": Column(_("Probably at most"), PERSONS),
    "surely_low": Column(_("Almost surely at least"), PERSONS),
    "surely_high": Column(_("Almost surely at most"), PERSONS),
    "saved_low": Column(_("Saved, probably at least"), KRONER),
    "saved_middle": Column(_("Saved, in the middle"), KRONER),
    "saved_high": Column(_("Saved, probably at most"), KRONER),
    "closes": Column(_("All that is demanded is saved, share of futures"), CHANCE),
    "all_saved": Column(_("All that is demanded is saved"), words=YES_NO),
    "that": Column(_("How often")),
    "chance": Column(_("Share of futures"), CHANCE),
    "best": Column(_("Best of them, share of futures"), CHANCE),
    **{
        f"done_{what}": Column(heading, CHANCE)
        for what, heading in {
            "closed": _("Closed"),
            "handed_over": _("Handed over"),
            "cut": _("Cut"),
            "regrouped": _("Moved between groups"),
            "kept": _("As today"),
            "open": _("open"),
            "grown": _("Expanded"),
        }.items()
    },
    "what": Column(_("What could be found out")),
    "worth": Column(_("Worth, more in work"), FEWER),
    "error": Column(_("Give or take"), FEWER),
    "worst": Column(_("In the worst tenth of the futures"), PERSONS),
    "most_lost": Column(_("At most so many fewer than the best plan"), EXITS),
    "shortfall": Column(_("Fewer in work than the plan one would choose afterwards"), FEWER),
    # proof
    "criterion": Column(_("Criterion")),
    "reached": Column(_("Reached"), AMOUNT),
    "limit": Column(_("Best possible"), AMOUNT),
    "gap": Column(_("Gap"), GAP),
    # sources
    "table": Column(_("Sheet")),
    "key": Column(_("Row")),
    "column": Column(_("Column")),
    "numbers": Column(_("Numbers, count"), COUNT),
    "share": Column(_("Share"), SHARE),
    "confidence": Column(
        _("Confidence"),
        words={
            "seed": _("From the source documents"),
            "published": _("Published"),
            "calculated": _("Calculated"),
            "memory": _("Not checked"),
            "assumption": _("Assumption"),
        },
    ),
    "low": Column(_("Low"), AS_GIVEN),
    "high": Column(_("High"), AS_GIVEN),
    "sources": Column(_("Sources")),
    "note": Column(_("Note"), PROSE),
    "source_id": Column(_("Source")),
    "description": Column(_("Source"), PROSE),
    "model": Column(_("In the model"), COUNT),
    "reported": Column(_("Reported"), COUNT),
    "difference": Column(_("Difference"), SHARE),
}


def declaration(name: str) -> Column:
    """The declaration of a column; "saving_2018" is the saving of that year.

    What nobody has declared, such as the name of a scenario, is the heading of text.
    """
    of, _underscore, year = name.rpartition("_")
    yearly = COLUMNS.get(of) if year.isdigit() else None
    return COLUMNS.get(name) or yearly or Column(name)


def unit_of(name: str, row: Mapping[Any, Any]) -> Unit:
    """What the cell of a row is: of its column, of the row's `quantity`, or its own (`units`)."""
    unit, quantity = declaration(name).unit, row.get("quantity")
    if name in row.get("units", ()):
        return cast("Unit", row["units"][name])
    return AMOUNTS.get(quantity, unit) if unit is AMOUNT and quantity else unit


def heading(name: str, language: str) -> str:
    """The heading of a column with its unit; one of a year ends in the year."""
    say, found = translator(language), declaration(name)
    year = name.rpartition("_")[2] if found.heading != name else ""
    named = found.heading and say(found.heading)
    told = ", ".join(filter(None, (named, found.unit.name.of(language))))
    return f"{told} {year}" if year.isdigit() else told


def word(name: str, code: object, language: str) -> str:
    """The word for a code of a column; nothing for a blank, an unknown code as it is."""
    message = declaration(name).words.get(code, code)
    return translator(language)(message) if isinstance(message, str) else ""


def cell_text(name: str, value: Any, language: str) -> str:
    """A cell as its column writes it: whole numbers have a thousand separator but for years."""
    unit = declaration(name).unit
    if isinstance(value, str) or not (isinstance(value, float) or "," in unit.pattern):
        return str(value)
    if unit is AS_GIVEN:
        return shortest(value, language)
    return (percent if unit.pattern.endswith("%") else number)(value, unit.decimals, language)


def readable(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The frame with codes as words and columns under their headings; blanks stay blank."""
    coded = [str(name) for name in frame if declaration(str(name)).words]
    spoken = {name: [word(name, code, language) for code in frame[name]] for name in coded}
    return frame.assign(**spoken).rename(columns={c: heading(str(c), language) for c in frame})
