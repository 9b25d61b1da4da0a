"""A criterion that a scenario must reach, as a demand of the kind that matches."""

from model.demand import Demand, Text
from model.evaluation.criteria import NOTHING
from scenarios.structure import SCENARIO_OWNER

VULNERABLE = ("vulnerable",)
REACHED = {  # criterion -> the demand at bound zero
    "exits": Demand(
        "REACH-exits",
        Text(
            "Mindst {bound} flere afgange til job eller uddannelse i alt",
            "At least {bound} more exits to job or education in all",
        ),
        SCENARIO_OWNER,
        "extra_exits",
        0.0,
    ),
    "saving": NOTHING._replace(
        id="REACH-saving",
        sentence=Text(
            "Mindst {bound} mio. kr. spares hvert år", "At least DKK {bound}m is saved every year"
        ),
        owner=SCENARIO_OWNER,
    ),
    "dismissals": Demand(
        "REACH-dismissals",
        Text("Højst {bound} afskediges", "At most {bound} are dismissed"),
        SCENARIO_OWNER,
        "dismissals",
        0.0,
    ),
    "coverage": Demand(
        "REACH-coverage",
        Text("Der er i snit mindst {bound} tilbud pr. 100 udsatte borgere",
             "There are at least {bound} offers per 100 vulnerable citizens on average"),
        SCENARIO_OWNER,
        "mean_coverage",
        0.0,
        groups=VULNERABLE,
    ),
    "one_off": Demand(
        "REACH-one_off",
        Text(
            "Engangsudgifter er højst {bound} mio. kr.", "One-off costs are at most DKK {bound}m"
        ),
        SCENARIO_OWNER,
        "one_off",
        0.0,
    ),
    "handovers": Demand(
        "REACH-handovers",
        Text(
            "Højst {bound} pladser drives af en anden enhed end den ansvarlige",
            "At most {bound} places are run by another unit than the responsible",
        ),
        SCENARIO_OWNER,
        "handovers",
        0.0,
    ),
}  # fmt: skip


def reached(criterion: str, value: float) -> Demand:
    """The demand that a criterion reaches a value, or better."""
    return REACHED[criterion]._replace(bound=value)
