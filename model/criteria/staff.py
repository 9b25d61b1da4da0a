"""What staff bear: dismissals."""

from model import quantities
from model.criteria.record import MINIMIZE, Amount, Criterion, Tradeoff
from model.demand import Text
from model.expressions import Model, Rule, people_dismissed
from model.instance import Instance
from model.solution import Outcome


def dismissals_expression(m: Model) -> Rule:
    """sum dismissed[u,s,y] / fte_per_person[s]"""
    return people_dismissed(m, (), (), list(m.Y))


def dismissals_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Persons dismissed, all years together."""
    del data, before
    return sum(after.dismissed_people.values())


DISMISSALS = Criterion(
    line="12.11",
    name="dismissals",
    sense=MINIMIZE,
    unit=quantities.DISMISSED,
    label=Text("Afskedigede", "Dismissed people"),
    subject=Text("antallet af afskedigede", "the number of dismissed"),
    expression=dismissals_expression,
    value=dismissals_value,
    tradeoff=Tradeoff(
        kind="dismissals",
        reached=Text("Højst {bound} afskediges", "At most {bound} are dismissed"),
        axis=Text("Afskedigede", "Dismissed people"),
        level=Text("{n} afskedigede", "{n} dismissed"),
        better=Amount(Text("{n} færre afskedigede", "{n} fewer dismissed")),
        worse=Amount(Text("{n} flere afskedigede", "{n} more dismissed")),
        width=Text("{n} afskedigede", "{n} dismissed"),
    ),
)


def flex_dismissals_expression(m: Model) -> Rule:
    """the same over the staff groups in flex jobs"""
    flexjob = [s for s, staff in m.data.staff_groups.items() if staff.role == "flexjob"]
    return people_dismissed(m, (), flexjob, list(m.Y)) if flexjob else m.nothing


def flex_dismissals_value(data: Instance, before: Outcome, after: Outcome) -> float:
    """Flex jobbers dismissed, persons, all years together."""
    del before
    flexjob = {s for s, staff in data.staff_groups.items() if staff.role == "flexjob"}
    return sum(v for (_, s, _), v in after.dismissed_people.items() if s in flexjob)


FLEX_DISMISSALS = Criterion(
    line="12.12",
    name="flex_dismissals",
    sense=MINIMIZE,
    unit=quantities.DISMISSED,
    label=Text("heraf fleksjobbere", "of these in flex jobs"),
    subject=Text("antallet af afskedigede fleksjobbere", "the number of dismissed in flex jobs"),
    expression=flex_dismissals_expression,
    value=flex_dismissals_value,
)
