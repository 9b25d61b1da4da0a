"""All criteria by name, in the order of the paper."""

from model.criteria import citizens, money, staff, units
from model.criteria.record import Criterion, Tradeoff
from model.instance import Instance
from model.solution import Outcome

RECORDS = [
    record
    for subject in (citizens, staff, money, units)
    for record in vars(subject).values()
    if isinstance(record, Criterion)
]
CRITERIA: dict[str, Criterion] = {
    criterion.name: criterion
    for criterion in sorted(RECORDS, key=lambda each: int(each.line.split(".")[1]))
}
SENSE = {name: criterion.sense for name, criterion in CRITERIA.items()}
TRADEOFFS: dict[str, Tradeoff] = {
    name: criterion.tradeoff for name, criterion in CRITERIA.items() if criterion.tradeoff
}


def criterion_values(data: Instance, before: Outcome, after: Outcome) -> dict[str, float]:
    """Value of each criterion in its unit, from the outcomes of today's practice and a plan."""
    return {name: each.value(data, before, after) for name, each in CRITERIA.items()}
